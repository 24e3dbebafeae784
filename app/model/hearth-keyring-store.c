/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The keys of a compartment, kept inside its own sealed file (bundles 8). */
#include "config.h"

#include "hearth-keyring.h"

#include "hearth-hash.h"
#include "hearth-key.h"
#include "hearth-model-error.h"
#include "hearth-stmt.h"

#include <string.h>

#define PURPOSE_SIGN "sign"
#define PURPOSE_RECIPIENT "recipient"
#define FINGERPRINT_LABEL "hearth/fingerprint/v1\n"

#define FIRST_SERIAL 1

/* Bundles that were sealed to an old recipient may be under way for so long (bundles 8). */
#define OLD_RECIPIENT_MS (G_GINT64_CONSTANT (60) * 24 * 60 * 60 * 1000)

static gboolean
add_key (HearthDb *db, HearthCompartment cmp, gint64 serial, const char *purpose, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("INSERT INTO %s.keyring (serial, purpose, secret, made_ms)"
                       " VALUES (?4, ?1, ?2, ?3)",
                       hearth_compartment_get_name (cmp));
  g_autoptr (HearthSecret) secret = hearth_secret_new_random (HEARTH_KEY_SIZE);
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, sql, error);

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_text (stmt, 1, purpose);
  hearth_stmt_bind_blob (stmt, 2, hearth_secret_get_bytes (secret), HEARTH_KEY_SIZE);
  hearth_stmt_bind_int (stmt, 3, g_get_real_time () / 1000);
  hearth_stmt_bind_int (stmt, 4, serial);
  return hearth_stmt_run (stmt, error);
}

static gboolean
add_keys (HearthDb *db, HearthCompartment cmp, gint64 serial, GError **error)
{
  return add_key (db, cmp, serial, PURPOSE_SIGN, error) &&
         add_key (db, cmp, serial, PURPOSE_RECIPIENT, error);
}

/**
 * hearth_keyring_make:
 * @db: in the transaction that makes the file
 *
 * Makes signing seed and recipient key of @cmp from random bytes.
 *
 * Returns: %FALSE with an error of the vault. Thread: the connection's.
 */
gboolean
hearth_keyring_make (HearthDb *db, HearthCompartment cmp, GError **error)
{
  g_return_val_if_fail (db != NULL, FALSE);

  return add_keys (db, cmp, FIRST_SERIAL, error);
}

/**
 * hearth_keyring_get_serial:
 *
 * Returns: the serial of the keys in use, which is the epoch in which they were made; -1 with an error
 *   of the vault. Thread: the connection's.
 */
gint64
hearth_keyring_get_serial (HearthDb *db, HearthCompartment cmp, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT max (serial) FROM %s.keyring", hearth_compartment_get_name (cmp));
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, sql, error);
  gboolean has_row;

  if (stmt == NULL || !hearth_stmt_step (stmt, &has_row, error))
    return -1;
  return has_row ? hearth_stmt_get_int (stmt, 0) : 0;
}

/**
 * hearth_keyring_renew:
 * @serial: above hearth_keyring_get_serial(): the epoch of the compartment's new key
 *
 * Makes new keys. Lines that the old one signed stay verifiable, and bundles that are under way can
 * be opened for 60 days more.
 *
 * Returns: %FALSE with an error of the vault. Thread: writer, outside of a transaction. Source: vault
 *   7, bundles 8.
 */
gboolean
hearth_keyring_renew (HearthDb *db, HearthCompartment cmp, gint64 serial, GError **error)
{
  g_return_val_if_fail (db != NULL && serial > FIRST_SERIAL, FALSE);

  if (!hearth_db_begin (db, error))
    return FALSE;
  if (add_keys (db, cmp, serial, error))
    return hearth_db_commit (db, error);
  hearth_db_rollback (db);
  return FALSE;
}

/**
 * hearth_keyring_expire:
 * @now_ms: milliseconds since 1970
 *
 * Destroys recipient keys that were replaced more than 60 days ago. Returns: %FALSE with an error of
 * the vault. Thread: writer, outside of a transaction.
 */
gboolean
hearth_keyring_expire (HearthDb *db, HearthCompartment cmp, gint64 now_ms, GError **error)
{
  const char *name = hearth_compartment_get_name (cmp);
  g_autofree char *sql = g_strdup_printf (
      "DELETE FROM %s.keyring WHERE purpose = ?1 AND EXISTS (SELECT 1 FROM %s.keyring AS newer"
      " WHERE newer.purpose = ?1 AND newer.serial > keyring.serial AND newer.made_ms < ?2)",
      name, name);
  g_autoptr (HearthStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL, FALSE);

  if (!hearth_db_begin (db, error))
    return FALSE;
  stmt = hearth_db_prepare (db, sql, error);
  if (stmt != NULL)
    {
      hearth_stmt_bind_text (stmt, 1, PURPOSE_RECIPIENT);
      hearth_stmt_bind_int (stmt, 2, now_ms - OLD_RECIPIENT_MS);
      if (hearth_stmt_run (stmt, error))
        {
          g_clear_pointer (&stmt, hearth_stmt_release);
          return hearth_db_commit (db, error);
        }
    }
  g_clear_pointer (&stmt, hearth_stmt_release);
  hearth_db_rollback (db);
  return FALSE;
}

static HearthSecret *
get_key (HearthDb *db, HearthCompartment cmp, const char *purpose, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT secret FROM %s.keyring WHERE purpose = ?1 ORDER BY serial DESC"
                       " LIMIT 1",
                       hearth_compartment_get_name (cmp));
  g_autoptr (HearthStmt) stmt = NULL;
  gconstpointer bytes;
  gboolean has_row;
  gsize length;

  if (!hearth_db_has (db, cmp))
    {
      g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_NO_ACCESS,
                           "the compartment is not attached");
      return NULL;
    }
  stmt = hearth_db_prepare (db, sql, error);
  if (stmt == NULL)
    return NULL;
  hearth_stmt_bind_text (stmt, 1, purpose);
  if (!hearth_stmt_step (stmt, &has_row, error))
    return NULL;
  bytes = has_row ? hearth_stmt_get_blob (stmt, 0, &length) : NULL;
  if (bytes == NULL || length != HEARTH_KEY_SIZE)
    {
      g_set_error_literal (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_JOURNAL,
                           "the compartment has no key");
      return NULL;
    }
  return hearth_secret_new (bytes, length);
}

/**
 * hearth_keyring_get_signing_seed:
 *
 * Returns: (transfer full): the Ed25519 seed in use, 32 bytes; %NULL with
 *   %HEARTH_MODEL_ERROR_NO_ACCESS or an error of the vault. Thread: the connection's.
 */
HearthSecret *
hearth_keyring_get_signing_seed (HearthDb *db, HearthCompartment cmp, GError **error)
{
  g_return_val_if_fail (db != NULL, NULL);

  return get_key (db, cmp, PURPOSE_SIGN, error);
}

/**
 * hearth_keyring_get_recipient_key:
 *
 * Returns: (transfer full): the X25519 secret in use, 32 bytes; %NULL with
 *   %HEARTH_MODEL_ERROR_NO_ACCESS or an error of the vault. Thread: the connection's.
 */
HearthSecret *
hearth_keyring_get_recipient_key (HearthDb *db, HearthCompartment cmp, GError **error)
{
  g_return_val_if_fail (db != NULL, NULL);

  return get_key (db, cmp, PURPOSE_RECIPIENT, error);
}

/**
 * hearth_keyring_list_recipient_keys:
 *
 * Returns: (transfer full) (element-type HearthSecret): X25519 secrets, the one in use first, then
 *   those of before that are not destroyed yet; %NULL with an error of the vault. Thread: the
 *   connection's.
 */
GPtrArray *
hearth_keyring_list_recipient_keys (HearthDb *db, HearthCompartment cmp, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT secret FROM %s.keyring WHERE purpose = ?1 ORDER BY serial DESC",
                       hearth_compartment_get_name (cmp));
  g_autoptr (GPtrArray) keys =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_secret_unref);
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, sql, error);
  gboolean has_row = TRUE;

  if (stmt == NULL)
    return NULL;
  hearth_stmt_bind_text (stmt, 1, PURPOSE_RECIPIENT);
  while (has_row)
    {
      gconstpointer bytes;
      gsize length;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return NULL;
      bytes = has_row ? hearth_stmt_get_blob (stmt, 0, &length) : NULL;
      if (bytes != NULL && length == HEARTH_KEY_SIZE)
        g_ptr_array_add (keys, hearth_secret_new (bytes, length));
    }
  return g_steal_pointer (&keys);
}

/**
 * hearth_keyring_get_card:
 *
 * Returns: (transfer full) (nullable): the newest card of this vault as a signed line with its LF;
 *   %NULL without error if no owner has logged in yet. Thread: the connection's.
 */
char *
hearth_keyring_get_card (HearthDb *db, GError **error)
{
  g_autoptr (HearthStmt) stmt = NULL;
  gboolean has_row;
  gconstpointer line;
  gsize length;

  g_return_val_if_fail (db != NULL, NULL);

  stmt = hearth_db_prepare (db, "SELECT line FROM admin.card ORDER BY serial DESC LIMIT 1", error);
  if (stmt == NULL || !hearth_stmt_step (stmt, &has_row, error) || !has_row)
    return NULL;
  line = hearth_stmt_get_blob (stmt, 0, &length);
  return line == NULL ? NULL : g_strndup (line, length);
}

/**
 * hearth_keyring_add_card:
 * @serial: number of the card, above those that are there
 * @line: signed line with its LF
 *
 * Returns: %FALSE with an error of the vault. Thread: writer, inside a transaction of admin.
 */
gboolean
hearth_keyring_add_card (HearthDb *db, gint64 serial, const char *line, GError **error)
{
  g_autoptr (HearthStmt) stmt = NULL;

  g_return_val_if_fail (db != NULL && line != NULL, FALSE);

  stmt = hearth_db_prepare (db, "INSERT INTO admin.card (serial, line) VALUES (?1, ?2)", error);
  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_int (stmt, 1, serial);
  hearth_stmt_bind_blob (stmt, 2, line, strlen (line));
  return hearth_stmt_run (stmt, error);
}

/**
 * hearth_fingerprint_to_string:
 * @identity_public_key: (array fixed-size=32): the key that names a vault to people
 *
 * Bytes 0 to 29 of H ("hearth/fingerprint/v1\n" ‖ key) as six big-endian 5-byte numbers modulo
 * 100,000. Source: bundles 8.
 *
 * Returns: (transfer full): six groups of five digits, separated by spaces. Thread: any.
 */
char *
hearth_fingerprint_to_string (const guint8 identity_public_key[32])
{
  guint8 data[sizeof FINGERPRINT_LABEL - 1 + 32];
  guint8 digest[HEARTH_HASH_SIZE];
  char text[HEARTH_HASH_DIGITS_SIZE];

  memcpy (data, FINGERPRINT_LABEL, sizeof FINGERPRINT_LABEL - 1);
  memcpy (data + sizeof FINGERPRINT_LABEL - 1, identity_public_key, 32);
  hearth_hash (digest, data, sizeof data);
  hearth_hash_format_digits (digest, text);
  return g_strdup (text);
}
