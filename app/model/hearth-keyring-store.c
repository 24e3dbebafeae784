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

static gboolean
add_key (HearthDb *db, HearthCompartment cmp, const char *purpose, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("INSERT INTO %s.keyring (serial, purpose, secret, made_ms)"
                       " VALUES (1, ?1, ?2, ?3)",
                       hearth_compartment_get_name (cmp));
  g_autoptr (HearthSecret) secret = hearth_secret_new_random (HEARTH_KEY_SIZE);
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, sql, error);

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_text (stmt, 1, purpose);
  hearth_stmt_bind_blob (stmt, 2, hearth_secret_get_bytes (secret), HEARTH_KEY_SIZE);
  hearth_stmt_bind_int (stmt, 3, g_get_real_time () / 1000);
  return hearth_stmt_run (stmt, error);
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

  return add_key (db, cmp, PURPOSE_SIGN, error) && add_key (db, cmp, PURPOSE_RECIPIENT, error);
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
  GString *text = g_string_new (NULL);

  memcpy (data, FINGERPRINT_LABEL, sizeof FINGERPRINT_LABEL - 1);
  memcpy (data + sizeof FINGERPRINT_LABEL - 1, identity_public_key, 32);
  hearth_hash (digest, data, sizeof data);

  for (guint group = 0; group < 6; group++)
    {
      guint64 number = 0;

      for (guint i = 0; i < 5; i++)
        number = number << 8 | digest[5 * group + i];
      g_string_append_printf (text, "%s%05u", group > 0 ? " " : "", (guint) (number % 100000));
    }
  return g_string_free (text, FALSE);
}
