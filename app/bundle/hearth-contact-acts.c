/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-contact-acts.h"

#include "hearth-audit.h"
#include "hearth-bundle-limits.h"
#include "hearth-keyring.h"
#include "hearth-second-person.h"
#include "hearth-text.h"

#include <string.h>

#define MAX_NAME_BYTES 256
#define LABEL "hearth/contact-send/v1\n"

typedef enum
{
  ADD,
  VERIFY,
  REMOVE,
  REVOKE,
  CHANGE,
} Kind;

/* Filled on main; the writer has it to itself until it answers. */
struct _HearthContactAct
{
  Kind kind;
  guint8 key[HEARTH_KEY_SIZE];
  char *text;
  char *name;
  guint accept;
  guint send;
  gboolean has_approval;
  HearthApproval approval;
  char *alone;
  GError *refusal; /* why nothing more may go to the contact; NULL: a second person said yes */
  gboolean is_widening;
  HearthContactCard card;
  HearthContactRow *result;
};

static guint
all_parts (void)
{
  guint parts = 0;

  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    if (cmp != HEARTH_COMPARTMENT_ADMIN)
      parts |= 1U << cmp;
  return parts;
}

static HearthContactAct *
act_new (Kind kind, const guint8 *key)
{
  HearthContactAct *self = g_new0 (HearthContactAct, 1);

  self->kind = kind;
  if (key != NULL)
    memcpy (self->key, key, sizeof self->key);
  return self;
}

/** hearth_contact_act_free: frees @self. */
void
hearth_contact_act_free (HearthContactAct *self)
{
  g_free (self->text);
  g_free (self->name);
  g_free (self->alone);
  g_clear_error (&self->refusal);
  g_clear_pointer (&self->result, hearth_contact_row_free);
  g_free (self);
}

/** hearth_contact_act_new_add: (transfer full): @text: (array length=length). */
HearthContactAct *
hearth_contact_act_new_add (const char *text, gsize length, const char *name)
{
  HearthContactAct *self = act_new (ADD, NULL);

  self->text = g_strndup (text, MIN (length, HEARTH_BUNDLE_MAX_CARD + 1));
  self->name = g_strdup (name);
  return self;
}

/** hearth_contact_act_new_verify: (transfer full) */
HearthContactAct *
hearth_contact_act_new_verify (const guint8 key[HEARTH_KEY_SIZE], const char *typed)
{
  HearthContactAct *self = act_new (VERIFY, key);

  self->text = g_strdup (typed);
  return self;
}

/** hearth_contact_act_new_remove: (transfer full) */
HearthContactAct *
hearth_contact_act_new_remove (const guint8 key[HEARTH_KEY_SIZE])
{
  return act_new (REMOVE, key);
}

/** hearth_contact_act_new_revoke: (transfer full) */
HearthContactAct *
hearth_contact_act_new_revoke (const guint8 key[HEARTH_KEY_SIZE])
{
  return act_new (REVOKE, key);
}

/** hearth_contact_act_new_change: (transfer full) */
HearthContactAct *
hearth_contact_act_new_change (const guint8 key[HEARTH_KEY_SIZE], guint accept, guint send)
{
  HearthContactAct *self = act_new (CHANGE, key);

  self->accept = accept;
  self->send = send;
  return self;
}

/** hearth_contact_act_needs_second: see the header. Thread: any. Source: security 5. */
gboolean
hearth_contact_act_needs_second (const HearthContactAct *self, const HearthContactRow *row)
{
  return self->kind == CHANGE && (self->send & all_parts () & ~row->send) != 0;
}

/**
 * hearth_contact_act_get_digest:
 * @out: (out): of which contact it is and all that may go to it then
 *
 * Thread: any.
 */
void
hearth_contact_act_get_digest (const HearthContactAct *self,
                               guint8 out[HEARTH_APPROVAL_DIGEST_SIZE])
{
  const guint32 send = GUINT32_TO_LE (self->send & all_parts ());
  HearthHash hash;

  G_STATIC_ASSERT (HEARTH_APPROVAL_DIGEST_SIZE == HEARTH_HASH_SIZE);

  hearth_hash_init (&hash);
  hearth_hash_update (&hash, LABEL, sizeof LABEL - 1);
  hearth_hash_update (&hash, self->key, sizeof self->key);
  hearth_hash_update (&hash, &send, sizeof send);
  hearth_hash_final (&hash, out);
}

/**
 * hearth_contact_act_set_second:
 * @approval: (nullable): of a second person
 * @alone: (nullable): where nobody else may approve: the reason why there is no second person
 */
void
hearth_contact_act_set_second (HearthContactAct *self,
                               const HearthApproval *approval,
                               const char *alone)
{
  g_return_if_fail (approval == NULL || alone == NULL);

  self->has_approval = approval != NULL;
  if (approval != NULL)
    self->approval = *approval;
  g_free (self->alone);
  self->alone = g_strdup (alone);
}

/** hearth_contact_act_get_card: what the card of an act that adds was. */
HearthContactCard
hearth_contact_act_get_card (const HearthContactAct *self)
{
  return self->card;
}

static gboolean
fail (HearthModelError code, const char *message, GError **error)
{
  g_set_error_literal (error, HEARTH_MODEL_ERROR, (gint) code, message);
  return FALSE;
}

static gboolean
take_name (HearthContactAct *self, HearthContactRow *row, GError **error)
{
  g_autofree char *clean = self->name != NULL ? hearth_text_clean (self->name) : NULL;

  if (self->name == NULL)
    return TRUE;
  if (clean == NULL || *clean == '\0' ||
      hearth_text_check (clean, MAX_NAME_BYTES, HEARTH_TEXT_ONE_LINE) != HEARTH_TEXT_FINE)
    return fail (HEARTH_MODEL_ERROR_INVALID, "not a name", error);
  g_free (row->name);
  row->name = g_steal_pointer (&clean);
  return TRUE;
}

static gboolean
prepare_bare (HearthContactAct *self,
              const HearthContacts *contacts,
              const char *text,
              gint64 now_ms,
              GError **error)
{
  HearthAgeRecipient recipient;
  const HearthContact *known;

  if (!hearth_age_recipient_parse (text, &recipient))
    return fail (HEARTH_MODEL_ERROR_INVALID, "no such recipient", error);
  known = hearth_contacts_find_key (contacts, recipient.key);
  if (known != NULL && known->row->state == HEARTH_CONTACT_REVOKED)
    return fail (HEARTH_MODEL_ERROR_REFUSED, "this key was revoked here", error);
  self->card = known != NULL ? HEARTH_CONTACT_CARD_SAME : HEARTH_CONTACT_CARD_NEW;
  self->result =
      known != NULL ? hearth_contact_row_copy (known->row) : g_new0 (HearthContactRow, 1);
  if (known == NULL)
    {
      memcpy (self->result->key, recipient.key, sizeof self->result->key);
      self->result->is_bare = TRUE;
      self->result->name = g_strdup (text);
      self->result->added_ms = now_ms;
    }
  return TRUE;
}

static gboolean
prepare_card (HearthContactAct *self,
              const HearthContacts *contacts,
              const char *text,
              gint64 now_ms,
              GError **error)
{
  g_autoptr (HearthBundleCard) card = hearth_bundle_card_parse (text, strlen (text), error);
  g_autofree char *line = g_strconcat (text, "\n", NULL);

  if (card == NULL || !hearth_contacts_check_card (contacts, card, error))
    return FALSE;
  if (contacts->own != NULL && hearth_hash_equal (contacts->own->identity, card->identity))
    return fail (HEARTH_MODEL_ERROR_REFUSED, "this is the card of this vault itself", error);
  self->card = hearth_contacts_compare (contacts, card);
  if (self->card == HEARTH_CONTACT_CARD_REFUSED)
    return fail (HEARTH_MODEL_ERROR_REFUSED, "this vault was revoked here", error);
  if (self->card == HEARTH_CONTACT_CARD_OLDER)
    return fail (HEARTH_MODEL_ERROR_REFUSED, "a newer card of this vault is here", error);
  self->result = hearth_contacts_make_row (contacts, card, line, now_ms);
  return TRUE;
}

/* What was removed once has to be compared again. */
static gboolean
prepare_add (HearthContactAct *self, const HearthContacts *contacts, gint64 now_ms, GError **error)
{
  g_autofree char *text = g_strdup (self->text);

  g_strchomp (text);
  if (strlen (text) > HEARTH_BUNDLE_MAX_CARD)
    return fail (HEARTH_MODEL_ERROR_LIMIT, "too long for a card", error);
  if (!(g_str_has_prefix (text, "age1") ? prepare_bare (self, contacts, text, now_ms, error)
                                        : prepare_card (self, contacts, text, now_ms, error)))
    return FALSE;
  if (self->result->state == HEARTH_CONTACT_REMOVED)
    self->result->state = HEARTH_CONTACT_OFFERED;
  return take_name (self, self->result, error);
}

static gboolean
prepare_verify (HearthContactAct *self,
                const HearthContacts *contacts,
                const HearthContact *contact,
                gint64 now_ms,
                GError **error)
{
  if (self->result->state == HEARTH_CONTACT_REVOKED)
    return fail (HEARTH_MODEL_ERROR_REFUSED, "this vault was revoked here", error);
  if (!hearth_contact_matches_reading (self->result, self->text))
    return fail (HEARTH_MODEL_ERROR_REFUSED, "the digits are not those of this vault", error);
  /* Between the card's arrival and now another contact may have been verified with that writer. */
  if (contact->card != NULL && !hearth_contacts_check_card (contacts, contact->card, error))
    return FALSE;
  if (self->result->state == HEARTH_CONTACT_VERIFIED)
    return TRUE;
  self->result->state = HEARTH_CONTACT_VERIFIED;
  self->result->verified_ms = now_ms;
  self->result->send = hearth_contact_get_parts (contact);
  self->result->accept = self->result->is_bare ? 0 : all_parts ();
  return TRUE;
}

static gboolean
prepare_known (HearthContactAct *self,
               const HearthContacts *contacts,
               gint64 now_ms,
               GError **error)
{
  const HearthContact *contact = hearth_contacts_find_key (contacts, self->key);

  if (contact == NULL || contact->row->state == HEARTH_CONTACT_REMOVED)
    return fail (HEARTH_MODEL_ERROR_UNKNOWN, "no such contact", error);
  self->result = hearth_contact_row_copy (contact->row);
  switch (self->kind)
    {
    case VERIFY:
      return prepare_verify (self, contacts, contact, now_ms, error);
    case REVOKE:
      self->result->state = HEARTH_CONTACT_REVOKED;
      return TRUE;
    case REMOVE:
      /* Else a card that comes again would be as if it had never been lost. */
      if (self->result->state == HEARTH_CONTACT_REVOKED)
        return fail (HEARTH_MODEL_ERROR_REFUSED, "what was revoked stays", error);
      self->result->state = HEARTH_CONTACT_REMOVED;
      self->result->accept = self->result->send = 0;
      return TRUE;
    case CHANGE:
      if (self->result->state != HEARTH_CONTACT_VERIFIED)
        return fail (HEARTH_MODEL_ERROR_REFUSED, "the contact is not verified", error);
      self->is_widening = hearth_contact_act_needs_second (self, self->result);
      if (self->is_widening && self->refusal != NULL)
        {
          g_propagate_error (error, g_error_copy (self->refusal));
          return FALSE;
        }
      self->result->accept = self->accept & all_parts ();
      self->result->send = self->send & all_parts ();
      return TRUE;
    case ADD:
    default:
      g_assert_not_reached ();
    }
}

static gboolean
note_second (const HearthContactAct *self, const HearthWriter *writer, GError **error)
{
  guint8 digest[HEARTH_APPROVAL_DIGEST_SIZE];
  g_autofree char *proof = NULL;
  HearthAuditEntry entry = { .event = HEARTH_AUDIT_SECOND_PERSON };

  hearth_contact_act_get_digest (self, digest);
  if (self->has_approval)
    proof = hearth_second_person_dup_proof (&self->approval, digest);
  entry.why = proof != NULL ? proof : self->alone;
  return hearth_audit_append (writer, &entry, error);
}

/* Which contact it is, the log tells by the digits that name it, which are no secret. */
static gboolean
note (const HearthContactAct *self, const HearthWriter *writer, GError **error)
{
  static const char *const words[] = { "add", "verify", "remove", "revoke", "change" };
  g_autofree char *fingerprint = hearth_fingerprint_to_string (self->result->key);
  g_autofree char *why = g_strconcat (words[self->kind], " ", fingerprint, NULL);
  const HearthAuditEntry entry = { .event = HEARTH_AUDIT_CONTACT, .why = why };

  if (writer->vault == NULL)
    return TRUE;
  return (!self->is_widening || note_second (self, writer, error)) &&
         hearth_audit_append (writer, &entry, error);
}

static gboolean
write_row (const HearthContactAct *self, HearthDb *db, GError **error)
{
  if (!hearth_db_begin (db, error))
    return FALSE;
  if (hearth_contact_store_put (db, self->result, error))
    return hearth_db_commit (db, error);
  hearth_db_rollback (db);
  return FALSE;
}

/* Lines that waited for a card are looked at again with what is known now. */
static HearthChangeSet *
look_again (const HearthWriter *writer, GError **error)
{
  g_autoptr (HearthContacts) contacts = hearth_contacts_load (writer->db, error);
  HearthAuthors authors;

  if (contacts == NULL)
    return NULL;
  authors = hearth_contacts_get_authors (contacts);
  return hearth_receive_reconsider_all (writer, &authors, error);
}

static HearthChangeSet *
act_on_writer (const HearthWriter *writer, gpointer data, GCancellable *cancellable, GError **error)
{
  HearthContactAct *self = data;
  g_autoptr (HearthContacts) contacts = NULL;
  gint64 now_ms = hearth_writer_get_now_ms (writer);

  g_clear_pointer (&self->result, hearth_contact_row_free);
  self->is_widening = FALSE;
  if (!g_strv_contains (writer->roles, "owner"))
    {
      fail (HEARTH_MODEL_ERROR_NO_ACCESS, "contacts are an owner's to change", error);
      return NULL;
    }
  contacts = hearth_contacts_load (writer->db, error);
  if (contacts == NULL)
    return NULL;
  if (!(self->kind == ADD ? prepare_add (self, contacts, now_ms, error)
                          : prepare_known (self, contacts, now_ms, error)) ||
      !note (self, writer, error) || !write_row (self, writer->db, error))
    return NULL;
  return look_again (writer, error);
}

/* The members of the vault are the main thread's to ask; whether it matters, the writer finds. */
static void
judge_second (HearthContext *context, HearthContactAct *self)
{
  guint8 digest[HEARTH_APPROVAL_DIGEST_SIZE];

  g_clear_error (&self->refusal);
  if (self->kind != CHANGE)
    return;
  hearth_contact_act_get_digest (self, digest);
  (void) hearth_second_person_check (hearth_context_get_vault (context), digest,
                                     self->has_approval ? &self->approval : NULL, self->alone,
                                     &self->refusal);
}

/** hearth_contact_act_run: Returns: (transfer full) (nullable): see the header. Blocks. Thread: main. */
HearthContactRow *
hearth_contact_act_run (HearthContext *context, HearthContactAct *act, GError **error)
{
  g_autoptr (HearthChangeSet) changes = NULL;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context) && act != NULL, NULL);

  judge_second (context, act);
  changes =
      hearth_store_write (hearth_context_get_store (context), act_on_writer, act, NULL, error);
  return changes != NULL ? g_steal_pointer (&act->result) : NULL;
}

/** hearth_contact_act_run_async: @act stays the caller's until it is finished. Thread: main. */
void
hearth_contact_act_run_async (HearthContext *context,
                              HearthContactAct *act,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_return_if_fail (HEARTH_IS_CONTEXT (context) && act != NULL);

  judge_second (context, act);
  hearth_store_write_async (hearth_context_get_store (context), act_on_writer, act, NULL, NULL,
                            callback, user_data);
}

/** hearth_contact_act_run_finish: Returns: (transfer full) (nullable): as hearth_contact_act_run(). The
 * source of @result is the store of @context. */
HearthContactRow *
hearth_contact_act_run_finish (HearthContext *context,
                               HearthContactAct *act,
                               GAsyncResult *result,
                               GError **error)
{
  g_autoptr (HearthChangeSet) changes =
      hearth_store_write_finish (hearth_context_get_store (context), result, error);

  return changes != NULL ? g_steal_pointer (&act->result) : NULL;
}
