/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-sign-in.h"

#include "hearth-audit-acts.h"
#include "hearth-card.h"
#include "hearth-keyring.h"
#include "hearth-line.h"
#include "hearth-text.h"

#include <string.h>

#define FIRST_SERIAL 1
#define MAX_LABEL_BYTES 256

struct _HearthSignIn
{
  char *user_name;
  char *label;
  HearthSecret *identity_seed; /* NULL unless owner */
};

/* Roles whose lines this vault may sign (security 4); what is not on the card is set aside elsewhere. */
static const char *const card_roles[] = {
  "auditor", "benefits-officer", "caseworker", "clinician",       "debriefer", "manager",
  "owner",   "psychologist",     "registrar",  "tracing-officer", NULL,
};

/**
 * hearth_sign_in_new:
 * @label: how other vaults' people call this one, on its card
 * @identity_seed: (nullable): of an owner
 *
 * Returns: (transfer full): copies of all. Thread: any.
 */
HearthSignIn *
hearth_sign_in_new (const char *user_name, const char *label, const HearthSecret *identity_seed)
{
  HearthSignIn *self = g_new0 (HearthSignIn, 1);

  self->user_name = hearth_text_clean (user_name);
  self->label = hearth_text_clean (label);
  /* A folder may have a name that is not text. */
  if (self->label == NULL || hearth_text_check (self->label, MAX_LABEL_BYTES, HEARTH_TEXT_ONE_LINE))
    {
      g_free (self->label);
      self->label = g_strdup ("Hearth");
    }
  if (identity_seed != NULL)
    self->identity_seed = hearth_secret_ref ((HearthSecret *) identity_seed);
  return self;
}

/** hearth_sign_in_free: frees @self. */
void
hearth_sign_in_free (HearthSignIn *self)
{
  g_free (self->user_name);
  g_free (self->label);
  g_clear_pointer (&self->identity_seed, hearth_secret_unref);
  g_free (self);
}

static HearthCommand *
author_command (const HearthWriter *writer, const HearthSignIn *self)
{
  HearthCommand *command = hearth_command_new ("login");
  json_t *roles = json_array ();

  for (guint i = 0; writer->roles[i] != NULL; i++)
    json_array_append_new (roles, json_string (writer->roles[i]));
  hearth_command_set (command, hearth_registry_find_kind ("author"), NULL, &writer->who,
                      HEARTH_REVISION_ANY,
                      json_pack ("{s:s,s:o}", "user", self->user_name, "roles", roles));
  return command;
}

static gboolean
read_keys (HearthDb *db, HearthCard *card, GError **error)
{
  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    {
      g_autoptr (HearthSecret) sign = NULL;
      g_autoptr (HearthSecret) recipient = NULL;

      if (!hearth_db_has (db, cmp))
        continue;
      sign = hearth_keyring_get_signing_seed (db, cmp, error);
      if (sign == NULL)
        return FALSE;
      recipient = hearth_keyring_get_recipient_key (db, cmp, error);
      if (recipient == NULL)
        return FALSE;
      hearth_key_ed25519_public (sign, card->keys[cmp].sign);
      hearth_key_x25519_public (recipient, card->keys[cmp].recipient);
      card->keys[cmp].is_present = TRUE;
    }
  return TRUE;
}

static char *
dup_real_date (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_format (now, "%Y-%m-%d");
}

static gboolean
write_card (const HearthWriter *writer, const HearthSignIn *self, gint64 serial, GError **error)
{
  g_autofree char *made = dup_real_date ();
  HearthCard card = {
    .label = self->label,
    .made = made,
    .serial = serial,
    .dev = writer->dev,
    .roles = card_roles,
  };
  g_autofree char *line = NULL;

  if (!read_keys (writer->db, &card, error))
    return FALSE;
  line = hearth_card_sign (&card, self->identity_seed);
  if (!hearth_db_begin (writer->db, error))
    return FALSE;
  if (!hearth_keyring_add_card (writer->db, card.serial, line, error))
    {
      hearth_db_rollback (writer->db);
      return FALSE;
    }
  return hearth_db_commit (writer->db, error);
}

static gboolean
holds_all (HearthDb *db)
{
  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    if (!hearth_db_has (db, (HearthCompartment) cmp))
      return FALSE;
  return TRUE;
}

/* The serial that the next card has; 0 if the present one says all. After everybody was enrolled anew
 * the identity is another one, and who has only the old card refuses what is signed. */
static gint64
choose_serial (const HearthWriter *writer, const HearthSignIn *self, const char *card)
{
  guint8 identity[HEARTH_KEY_SIZE];
  json_auto_t *json = NULL;
  gint64 serial = 0;
  gsize length;

  if (card == NULL)
    return FIRST_SERIAL;
  length = strlen (card);
  if (length > 0 && card[length - 1] == '\n')
    length--;
  hearth_key_ed25519_public (self->identity_seed, identity);
  if (hearth_line_verify (card, length, HEARTH_LINE_LABEL_CARD, identity) ||
      !holds_all (writer->db))
    return 0;
  json = hearth_line_parse (card, length, NULL);
  return json != NULL && hearth_json_get_int (json, "serial", &serial) ? serial + 1 : 0;
}

static gboolean
ensure_card (const HearthWriter *writer, const HearthSignIn *self, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autofree char *card = NULL;
  gint64 serial;

  if (self->identity_seed == NULL)
    return TRUE;
  card = hearth_keyring_get_card (writer->db, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  serial = choose_serial (writer, self, card);
  return serial == 0 || write_card (writer, self, serial, error);
}

/**
 * hearth_sign_in_write:
 *
 * Makes the card of the vault at the first login of an owner, and writes or corrects the record that
 * says who the user id is, unless the login does not hold core.
 *
 * Returns: (transfer full): the answer, mostly %HEARTH_RESULT_NOTHING; %NULL with an error.
 */
HearthChangeSet *
hearth_sign_in_write (const HearthWriter *writer,
                      gpointer login,
                      GCancellable *cancellable,
                      GError **error)
{
  const HearthSignIn *self = login;
  g_autoptr (HearthCommand) command = NULL;

  /* The first thing of a session is that it is noted. */
  if (!hearth_audit_note_unlock (
          writer, writer->vault != NULL ? hearth_vault_get_n_failed (writer->vault) : 0, error) ||
      !ensure_card (writer, self, error))
    return NULL;
  if (hearth_db_has (writer->db, HEARTH_COMPARTMENT_CORE))
    command = author_command (writer, self);
  else
    command = hearth_command_new ("login");
  return hearth_writer_execute (writer, command, error);
}
