/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Segments of the audit log: where the chain of keys stands, to whom its beginning is sealed, and the
 * signed checkpoints (security 12). */
#include "config.h"

#include "hearth-audit-private.h"

#include "hearth-keyring.h"
#include "hearth-model-error.h"
#include "hearth-stmt.h"
#include "hearth-vault-seal.h"

#include <string.h>

#define SEAL_LABEL "hearth/audit/v1\n"
#define SEAL_LABEL_LENGTH 16

/* What a box holds before the key: where it belongs. */
#define SEAL_PLACE (SEAL_LABEL_LENGTH + 2 * HEARTH_ID_SIZE + HEARTH_AUDIT_MONTH_SIZE)

G_STATIC_ASSERT (sizeof SEAL_LABEL - 1 == SEAL_LABEL_LENGTH);

void
_hearth_audit_end_clear (HearthAuditEnd *self)
{
  g_clear_pointer (&self->key, hearth_secret_unref);
}

static gboolean
set_broken (GError **error)
{
  g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_JOURNAL,
                       "the end of the audit log is not whole");
  return FALSE;
}

static gboolean
read_end (HearthStmt *stmt, HearthAuditEnd *self)
{
  const char *month = hearth_stmt_get_text (stmt, 1);
  gconstpointer bytes;
  g_autofree char *prev = NULL;
  gsize length;

  self->segment = hearth_stmt_get_int (stmt, 0);
  if (month == NULL || strlen (month) != HEARTH_AUDIT_MONTH_SIZE - 1 ||
      !hearth_stmt_get_id (stmt, 2, &self->dev))
    return FALSE;
  memcpy (self->month, month, HEARTH_AUDIT_MONTH_SIZE);
  bytes = hearth_stmt_get_blob (stmt, 3, &length);
  if (bytes == NULL || length != HEARTH_KEY_SIZE)
    return FALSE;
  self->key = hearth_secret_new (bytes, length);
  self->next = hearth_stmt_get_int (stmt, 4);
  bytes = hearth_stmt_get_blob (stmt, 5, &length);
  if (bytes != NULL && length != HEARTH_HASH_SIZE)
    return FALSE;
  prev = bytes == NULL ? g_strdup ("") : hearth_hex_encode (bytes, length);
  g_strlcpy (self->prev, prev, sizeof self->prev);
  self->hlc = hearth_stmt_get_int (stmt, 6);
  return self->next >= 0 && self->hlc >= 0;
}

gboolean
_hearth_audit_end_load (HearthDb *db, HearthAuditEnd *self, GError **error)
{
  g_autoptr (HearthStmt) stmt =
      hearth_db_prepare (db,
                         "SELECT id, month, dev, secret, next, head, hlc FROM admin.audit_segment"
                         " ORDER BY id DESC LIMIT 1",
                         error);
  gboolean has_row;

  memset (self, 0, sizeof *self);
  if (stmt == NULL || !hearth_stmt_step (stmt, &has_row, error))
    return FALSE;
  return !has_row || read_end (stmt, self) || set_broken (error);
}

static void
bind_end (HearthStmt *stmt, const HearthAuditEnd *self)
{
  guint8 head[HEARTH_HASH_SIZE];

  hearth_stmt_bind_int (stmt, 1, self->segment);
  hearth_stmt_bind_blob (stmt, 2, hearth_secret_get_bytes (self->key), HEARTH_KEY_SIZE);
  hearth_stmt_bind_int (stmt, 3, self->next);
  if (hearth_hex_decode (self->prev, head, sizeof head))
    hearth_stmt_bind_blob (stmt, 4, head, sizeof head);
  else
    hearth_stmt_bind_null (stmt, 4);
  hearth_stmt_bind_int (stmt, 5, self->hlc);
}

/* The key that the last line was tagged with is overwritten with the next one. */
gboolean
_hearth_audit_end_save (HearthDb *db, const HearthAuditEnd *self, GError **error)
{
  g_autoptr (HearthStmt) stmt =
      hearth_db_prepare (db,
                         "UPDATE admin.audit_segment SET secret = ?2, next = ?3, head = ?4,"
                         " hlc = ?5 WHERE id = ?1",
                         error);

  if (stmt == NULL)
    return FALSE;
  bind_end (stmt, self);
  return hearth_stmt_run (stmt, error);
}

static void
put_place (guint8 out[SEAL_PLACE],
           const HearthId *vault_id,
           const HearthId *dev,
           const char month[HEARTH_AUDIT_MONTH_SIZE])
{
  guint8 *at = out;

  memcpy (at, SEAL_LABEL, SEAL_LABEL_LENGTH);
  at += SEAL_LABEL_LENGTH;
  memcpy (at, vault_id->bytes, HEARTH_ID_SIZE);
  at += HEARTH_ID_SIZE;
  memcpy (at, dev->bytes, HEARTH_ID_SIZE);
  at += HEARTH_ID_SIZE;
  memcpy (at, month, HEARTH_AUDIT_MONTH_SIZE);
}

static gboolean
add_seal (HearthDb *db, gint64 segment, const HearthId *user, GBytes *box, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (
      db, "INSERT INTO admin.audit_seal (segment, user, box) VALUES (?1, ?2, ?3)", error);
  gconstpointer bytes;
  gsize length;

  if (stmt == NULL)
    return FALSE;
  bytes = g_bytes_get_data (box, &length);
  hearth_stmt_bind_int (stmt, 1, segment);
  hearth_stmt_bind_id (stmt, 2, user);
  hearth_stmt_bind_blob (stmt, 3, bytes, length);
  return hearth_stmt_run (stmt, error);
}

static gboolean
seal_to_role (const HearthWriter *writer,
              const HearthAuditEnd *self,
              const char *role,
              guint *n_sealed,
              GError **error)
{
  g_autoptr (GPtrArray) users = hearth_vault_list_recipients (writer->vault);
  g_autoptr (HearthSecret) plain = hearth_secret_new_zero (SEAL_PLACE + HEARTH_KEY_SIZE);
  guint8 *bytes = hearth_secret_peek_writable (plain);

  put_place (bytes, hearth_vault_get_id (writer->vault), &self->dev, self->month);
  memcpy (bytes + SEAL_PLACE, hearth_secret_get_bytes (self->key), HEARTH_KEY_SIZE);
  for (guint i = 0; i < users->len; i++)
    {
      const HearthVaultRecipient *user = users->pdata[i];
      g_autoptr (GBytes) box = NULL;

      if (!user->is_active || !hearth_vault_recipient_has_role (user, role))
        continue;
      box = hearth_vault_seal (user->key, plain);
      if (!add_seal (writer->db, self->segment, &user->user, box, error))
        return FALSE;
      (*n_sealed)++;
    }
  return TRUE;
}

/* To the auditors; where there are none, to the owners. */
static gboolean
seal_first_key (const HearthWriter *writer, const HearthAuditEnd *self, GError **error)
{
  guint n_sealed = 0;

  if (writer->vault == NULL)
    return TRUE;
  if (!seal_to_role (writer, self, "auditor", &n_sealed, error))
    return FALSE;
  return n_sealed > 0 || seal_to_role (writer, self, "owner", &n_sealed, error);
}

/* The key of the segment that ends goes; only its first one, sealed, remains. */
static gboolean
forget_keys (HearthDb *db, GError **error)
{
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (
      db, "UPDATE admin.audit_segment SET secret = NULL WHERE secret IS NOT NULL", error);

  return stmt != NULL && hearth_stmt_run (stmt, error);
}

static gboolean
begin_segment (const HearthWriter *writer, HearthAuditEnd *self, GError **error)
{
  g_autoptr (HearthStmt) stmt = NULL;

  if (!forget_keys (writer->db, error))
    return FALSE;
  g_clear_pointer (&self->key, hearth_secret_unref);
  self->key = hearth_secret_new_random (HEARTH_KEY_SIZE);
  self->segment++;
  self->next = 0;
  self->dev = writer->dev;
  stmt = hearth_db_prepare (writer->db,
                            "INSERT INTO admin.audit_segment (id, secret, next, head, hlc, month,"
                            " dev) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                            error);
  if (stmt == NULL)
    return FALSE;
  bind_end (stmt, self);
  hearth_stmt_bind_text (stmt, 6, self->month);
  hearth_stmt_bind_id (stmt, 7, &self->dev);
  return hearth_stmt_run (stmt, error) && seal_first_key (writer, self, error);
}

gboolean
_hearth_audit_end_turn (const HearthWriter *writer,
                        HearthAuditEnd *self,
                        gint64 now_ms,
                        GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (now_ms / 1000);
  g_autofree char *month = now == NULL ? NULL : g_date_time_format (now, "%Y-%m");

  /* A clock that went back does not begin an older month. */
  if (month == NULL || strlen (month) != HEARTH_AUDIT_MONTH_SIZE - 1 ||
      (self->segment > 0 && strcmp (month, self->month) < 0))
    month = self->segment > 0 ? g_strdup (self->month) : g_strdup ("1970-01");
  if (self->segment > 0 && strcmp (month, self->month) == 0 &&
      hearth_id_equal (&self->dev, &writer->dev))
    return TRUE;
  memcpy (self->month, month, HEARTH_AUDIT_MONTH_SIZE);
  return begin_segment (writer, self, error);
}

gboolean
_hearth_audit_end_sign (HearthDb *db, const HearthAuditEnd *self, GError **error)
{
  HearthAuditCheckpoint checkpoint = { .dev = self->dev, .n = self->next };
  g_autoptr (HearthSecret) seed = NULL;
  g_autoptr (HearthStmt) stmt = NULL;
  g_autofree char *line = NULL;

  memcpy (checkpoint.month, self->month, sizeof checkpoint.month);
  if (!hearth_hex_decode (self->prev, checkpoint.head, sizeof checkpoint.head))
    return set_broken (error);
  seed = hearth_keyring_get_signing_seed (db, HEARTH_COMPARTMENT_ADMIN, error);
  if (seed == NULL)
    return FALSE;
  line = hearth_audit_checkpoint_sign (&checkpoint, self->hlc, seed);
  stmt = hearth_db_prepare (db,
                            "INSERT OR IGNORE INTO admin.audit_checkpoint (segment, n, line)"
                            " VALUES (?1, ?2, ?3)",
                            error);
  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_int (stmt, 1, self->segment);
  hearth_stmt_bind_int (stmt, 2, self->next);
  hearth_stmt_bind_text (stmt, 3, line);
  return hearth_stmt_run (stmt, error);
}

static HearthSecret *
open_box (HearthStmt *stmt, HearthVault *vault)
{
  guint8 place[SEAL_PLACE];
  const char *month = hearth_stmt_get_text (stmt, 1);
  g_autoptr (HearthSecret) plain = NULL;
  gconstpointer box;
  HearthId dev;
  gsize length;

  if (month == NULL || strlen (month) != HEARTH_AUDIT_MONTH_SIZE - 1 ||
      !hearth_stmt_get_id (stmt, 2, &dev))
    return NULL;
  put_place (place, hearth_vault_get_id (vault), &dev, month);
  box = hearth_stmt_get_blob (stmt, 0, &length);
  plain = box == NULL ? NULL : hearth_vault_open_sealed (vault, box, length);
  if (plain == NULL || hearth_secret_get_size (plain) != SEAL_PLACE + HEARTH_KEY_SIZE ||
      memcmp (hearth_secret_get_bytes (plain), place, SEAL_PLACE) != 0)
    return NULL;
  return hearth_secret_new (hearth_secret_get_bytes (plain) + SEAL_PLACE, HEARTH_KEY_SIZE);
}

HearthSecret *
_hearth_audit_open_first_key (HearthDb *db, HearthVault *vault, gint64 segment, GError **error)
{
  g_autoptr (HearthStmt) stmt = NULL;
  gboolean has_row;

  if (vault == NULL)
    return NULL;
  stmt = hearth_db_prepare (db,
                            "SELECT s.box, g.month, g.dev FROM admin.audit_seal s"
                            " JOIN admin.audit_segment g ON g.id = s.segment"
                            " WHERE s.segment = ?1 AND s.user = ?2",
                            error);
  if (stmt == NULL)
    return NULL;
  hearth_stmt_bind_int (stmt, 1, segment);
  hearth_stmt_bind_id (stmt, 2, hearth_vault_get_user_id (vault));
  if (!hearth_stmt_step (stmt, &has_row, error) || !has_row)
    return NULL;
  return open_box (stmt, vault);
}
