/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-sign-in.h"

#include "hearth-audit-acts.h"
#include "hearth-card-issue.h"
#include "hearth-file-limit.h"
#include "hearth-text.h"

#define MAX_LABEL_BYTES 256

struct _HearthSignIn
{
  char *user_name;
  char *label;
  HearthSecret *identity_seed; /* NULL unless owner */
  guint32 epochs[HEARTH_N_COMPARTMENTS];
  gint64 at_ms; /* when the session began */
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

  self->at_ms = g_get_real_time () / 1000;
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

/** hearth_sign_in_set_epoch: @epoch of the key of @cmp, unless a renewal of it is unfinished. */
void
hearth_sign_in_set_epoch (HearthSignIn *self, HearthCompartment cmp, guint32 epoch)
{
  self->epochs[cmp] = epoch;
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
ensure_card (const HearthWriter *writer, const HearthSignIn *self, GError **error)
{
  const HearthCardIssue issue = { self->label, self->identity_seed, self->epochs };

  return hearth_card_issue (writer, &issue, error);
}

/**
 * hearth_sign_in_settle:
 *
 * What a new key of a compartment entails: new recipients and signing keys, and the next card.
 *
 * Returns: (transfer full): %HEARTH_RESULT_NOTHING; %NULL with an error.
 */
HearthChangeSet *
hearth_sign_in_settle (const HearthWriter *writer,
                       gpointer login,
                       GCancellable *cancellable,
                       GError **error)
{
  return ensure_card (writer, login, error) ? hearth_writer_nothing () : NULL;
}

/**
 * hearth_sign_in_write:
 *
 * Learns what the vault's settings are, notes the login, makes the card of the vault when an owner's
 * login needs another, and writes or corrects the record that says who the user id is, unless the login
 * does not hold core.
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

  if (writer->vault != NULL && !hearth_file_limit_load (writer->vault, writer->db, error))
    return NULL;
  if (writer->vault != NULL && hearth_vault_is_read_only (writer->vault))
    return hearth_writer_nothing ();
  /* The first thing of a session is that it is noted. */
  if (!hearth_audit_note_unlock (
          writer, self->at_ms,
          writer->vault != NULL ? hearth_vault_get_n_failed (writer->vault) : 0, error) ||
      !ensure_card (writer, self, error))
    return NULL;
  if (hearth_db_has (writer->db, HEARTH_COMPARTMENT_CORE))
    command = author_command (writer, self);
  else
    command = hearth_command_new ("login");
  return hearth_writer_execute (writer, command, error);
}
