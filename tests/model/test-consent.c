/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people agreed to: which of their words counts, for whom and for which part; what a record says by itself. */
#include "config.h"

#include "hearth-choices-query.h"
#include "hearth-consent.h"
#include "hearth-contact-store.h"
#include "hearth-random.h"
#include "hearth-record-edit.h"
#include "hearth-test-vault.h"

#include <string.h>

#define TODAY "2025-06-23"
#define CORE (1U << HEARTH_COMPARTMENT_CORE)
#define MEDICAL (1U << HEARTH_COMPARTMENT_MEDICAL)

/* "*A" in a record and in a question stands for the id of contact A. */
static HearthId
contact_id (char letter)
{
  guint8 key[HEARTH_KEY_SIZE];

  memset (key, letter, sizeof key);
  return hearth_consent_derive_recipient (key);
}

/* Golden. The question is always about a transfer. In "to" each letter is a contact and "?" a stranger. */
static const struct
{
  const char *name;
  const char *consents;
  const char *to;
  guint parts;
  HearthConsentAnswer answer;
} words[] = {
  { "nothing is written down", "", "A", CORE, HEARTH_CONSENT_NOT_ASKED },
  { "given", "given 2025-01-01", "A", CORE, HEARTH_CONSENT_GIVEN },
  { "declined", "declined 2025-01-01", "A", CORE, HEARTH_CONSENT_DECLINED },
  { "withdrawn", "withdrawn 2025-01-01", "A", CORE, HEARTH_CONSENT_WITHDRAWN },
  { "another purpose", "declined 2025-01-01 purpose=media", "A", CORE, HEARTH_CONSENT_NOT_ASKED },
  { "the later word counts", "given 2025-01-01; declined 2025-01-02", "A", CORE,
    HEARTH_CONSENT_DECLINED },
  { "in whatever order they stand", "declined 2025-01-02; given 2025-01-01", "A", CORE,
    HEARTH_CONSENT_DECLINED },
  { "one may think better of it", "declined 2025-01-01; given 2025-01-02", "A", CORE,
    HEARTH_CONSENT_GIVEN },
  { "of one day the stricter", "declined 2025-01-01; given 2025-01-01", "A", CORE,
    HEARTH_CONSENT_DECLINED },
  { "of one day the stricter, the other way", "given 2025-01-01; withdrawn 2025-01-01", "A", CORE,
    HEARTH_CONSENT_WITHDRAWN },
  { "no day is the first day", "declined -; given 2025-01-01", "A", CORE, HEARTH_CONSENT_GIVEN },
  { "a withdrawal counts from its own day",
    "given 2025-03-01; withdrawn 2025-01-01 withdrawn_on=2025-04-01", "A", CORE,
    HEARTH_CONSENT_WITHDRAWN },
  { "given to this contact", "given 2025-01-01 recipient=A", "A", CORE, HEARTH_CONSENT_GIVEN },
  { "given to another", "given 2025-01-01 recipient=A", "B", CORE, HEARTH_CONSENT_NOT_ASKED },
  { "declined for another", "declined 2025-01-01 recipient=A", "B", CORE,
    HEARTH_CONSENT_NOT_ASKED },
  { "each recipient needs it", "given 2025-01-01 recipient=A", "AB", CORE,
    HEARTH_CONSENT_NOT_ASKED },
  { "and none may be refused", "given 2025-01-01; declined 2025-01-02 recipient=B", "AB", CORE,
    HEARTH_CONSENT_DECLINED },
  { "a word for all does not undo a refusal for one",
    "declined 2025-01-01 recipient=A; given 2025-01-02", "A", CORE, HEARTH_CONSENT_DECLINED },
  { "a word about that one does", "declined 2025-01-01 recipient=A; given 2025-01-02 recipient=A",
    "A", CORE, HEARTH_CONSENT_GIVEN },
  { "a refusal for all undoes an earlier consent for one",
    "given 2025-01-01 recipient=A; withdrawn 2025-01-02", "A", CORE, HEARTH_CONSENT_WITHDRAWN },
  { "but not a later one", "declined 2025-01-01; given 2025-01-02 recipient=A", "A", CORE,
    HEARTH_CONSENT_GIVEN },
  { "which is of that one alone", "declined 2025-01-01; given 2025-01-02 recipient=A", "AB", CORE,
    HEARTH_CONSENT_DECLINED },
  { "nor one of the same day", "declined 2025-01-01; given 2025-01-01 recipient=A", "A", CORE,
    HEARTH_CONSENT_DECLINED },
  { "a stranger has what all have", "given 2025-01-01", "?", CORE, HEARTH_CONSENT_GIVEN },
  { "but not what one contact has", "given 2025-01-01 recipient=A", "?", CORE,
    HEARTH_CONSENT_NOT_ASKED },
  { "and may be whoever was refused", "given 2025-01-01; declined 2025-01-02 recipient=A", "?",
    CORE, HEARTH_CONSENT_DECLINED },
  { "given to somebody by name", "given 2025-01-01 recipient_name=Somebody", "A", CORE,
    HEARTH_CONSENT_NOT_ASKED },
  { "declined for somebody by name", "declined 2025-01-01 recipient_name=Somebody", "A", CORE,
    HEARTH_CONSENT_DECLINED },
  { "given for a part", "given 2025-01-01 scope=core", "A", CORE, HEARTH_CONSENT_GIVEN },
  { "and not for the others", "given 2025-01-01 scope=core", "A", CORE | MEDICAL,
    HEARTH_CONSENT_NOT_ASKED },
  { "parts may be given one by one", "given 2025-01-01 scope=core; given 2025-01-02 scope=medical",
    "A", CORE | MEDICAL, HEARTH_CONSENT_GIVEN },
  { "declined for a part that stays", "given 2025-01-01; declined 2025-01-02 scope=medical", "A",
    CORE, HEARTH_CONSENT_GIVEN },
  { "declined for a part that leaves", "given 2025-01-01; declined 2025-01-02 scope=medical", "A",
    CORE | MEDICAL, HEARTH_CONSENT_DECLINED },
  { "no answer is no answer", "- 2025-01-01", "A", CORE, HEARTH_CONSENT_NOT_ASKED },
  { "what was removed does not count", "declined 2025-01-01 gone=1", "A", CORE,
    HEARTH_CONSENT_NOT_ASKED },
  { "nobody gets nothing", "declined 2025-01-01", "", CORE, HEARTH_CONSENT_GIVEN },
};

static HearthRecord *
make_consent (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (g_strstrip ((char *) text), " ", -1);
  json_t *values = json_pack ("{s:s}", "purpose", "transfer");
  const HearthId rec = hearth_random_id (), case_id = hearth_random_id ();

  if (!g_str_equal (parts[0], "-"))
    json_object_set_new (values, "state", json_string (parts[0]));
  if (!g_str_equal (parts[1], "-"))
    json_object_set_new (values, "answered_on", json_string (parts[1]));
  for (guint i = 2; parts[i] != NULL; i++)
    {
      g_auto (GStrv) pair = g_strsplit (parts[i], "=", 2);
      json_t *value = json_string (pair[1]);

      if (g_str_equal (pair[0], "recipient"))
        {
          const HearthId id = contact_id (pair[1][0]);
          char hex[HEARTH_ID_HEX_SIZE];

          hearth_id_format (&id, hex);
          json_decref (value);
          value = json_string (hex);
        }
      else if (g_str_equal (pair[0], "scope"))
        value = json_pack ("[o]", value);
      else if (g_str_equal (pair[0], "gone"))
        {
          json_decref (value);
          value = json_true ();
        }
      json_object_set_new (values, pair[0], value);
    }
  return hearth_record_new (hearth_registry_find_kind ("consent"), &rec, &case_id, 1, values);
}

static void
test_words (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (GPtrArray) consents =
          g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_record_unref);
      g_autoptr (GArray) recipients = g_array_new (FALSE, FALSE, sizeof (HearthId));
      HearthConsentQuestion question = { .purpose = "transfer",
                                         .recipients = recipients,
                                         .parts = words[i].parts };
      g_auto (GStrv) texts = g_strsplit (words[i].consents, ";", -1);

      for (guint j = 0; texts[j] != NULL; j++)
        g_ptr_array_add (consents, make_consent (texts[j]));
      for (const char *c = words[i].to; *c != '\0'; c++)
        if (*c == '?')
          question.has_stranger = TRUE;
        else
          {
            const HearthId id = contact_id (*c);

            g_array_append_val (recipients, id);
          }
      g_test_message ("%s", words[i].name);
      g_assert_cmpint (hearth_consent_find_answer (consents, &question), ==, words[i].answer);
    }
}

/* Whatever is added, a consent never makes an answer stricter, and a refusal of today never milder. */
static void
test_no_word_works_the_wrong_way (void)
{
  static const char *const states[] = { "given", "declined", "withdrawn" };
  static const char *const extras[] = {
    "", " recipient=A", " recipient=B", " scope=core", " scope=medical", " recipient_name=Somebody"
  };

  for (guint run = 0; run < 3000; run++)
    {
      g_autoptr (GPtrArray) consents =
          g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_record_unref);
      g_autoptr (GArray) recipients = g_array_new (FALSE, FALSE, sizeof (HearthId));
      const HearthId a = contact_id ('A');
      const HearthConsentQuestion question = { "transfer", recipients, run % 2 == 0,
                                               run % 3 == 0 ? CORE : CORE | MEDICAL };
      const guint n = (guint) g_test_rand_int_range (0, 5);
      HearthConsentAnswer before, after;
      gboolean is_given;

      g_array_append_val (recipients, a);
      for (guint i = 0; i < n; i++)
        {
          g_autofree char *text =
              g_strdup_printf ("%s 2025-01-%02d%s", states[g_test_rand_int_range (0, 3)],
                               g_test_rand_int_range (1, 28),
                               extras[g_test_rand_int_range (0, G_N_ELEMENTS (extras))]);

          g_ptr_array_add (consents, make_consent (text));
        }
      before = hearth_consent_find_answer (consents, &question);
      is_given = g_test_rand_bit ();
      {
        g_autofree char *text =
            g_strdup_printf ("%s 2025-02-01%s", is_given ? "given" : "declined",
                             extras[g_test_rand_int_range (0, G_N_ELEMENTS (extras))]);

        g_ptr_array_add (consents, make_consent (text));
      }
      after = hearth_consent_find_answer (consents, &question);
      if (is_given)
        g_assert_cmpint (after, <=, before);
      else
        g_assert_true (after >= before || after == HEARTH_CONSENT_DECLINED);
    }
}

static void
test_what_bars (void)
{
  g_assert_false (hearth_consent_bars (HEARTH_CONSENT_GIVEN, TRUE));
  g_assert_false (hearth_consent_bars (HEARTH_CONSENT_NOT_ASKED, FALSE));
  g_assert_true (hearth_consent_bars (HEARTH_CONSENT_NOT_ASKED, TRUE));
  g_assert_true (hearth_consent_bars (HEARTH_CONSENT_DECLINED, FALSE));
  g_assert_true (hearth_consent_bars (HEARTH_CONSENT_WITHDRAWN, FALSE));
}

/* --- Records --- */

typedef struct
{
  HearthTestVault *vault;
  HearthId case_id;
  HearthId rec;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->vault = hearth_test_vault_new (TODAY);
  self->case_id = hearth_test_vault_open_case (
      self->vault, "{'surname':'Вигаданко','birth':'1990-03-05','captured':'2022-05-16',"
                   "'released':'2025-01-09','stage':'reception'}");
  self->rec = hearth_random_id ();
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  hearth_test_vault_assert_projection (self->vault);
  hearth_test_vault_free (self->vault);
}

static gboolean
try_save (Fixture *self, const char *text, GError **error)
{
  json_auto_t *fields = hearth_test_vault_json (text);
  const HearthRecordEdit edit = { hearth_registry_find_kind ("consent"), self->case_id, self->rec,
                                  HEARTH_REVISION_ANY, fields };
  g_autoptr (HearthChangeSet) changes = hearth_record_save (self->vault->context, &edit, error);

  if (changes != NULL)
    g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_DONE);
  return changes != NULL;
}

static void
save (Fixture *self, const char *text)
{
  g_autoptr (GError) error = NULL;

  try_save (self, text, &error);
  g_assert_no_error (error);
}

static void
assert_refused (Fixture *self, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (try_save (self, text, &error));
  g_assert_error (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID);
}

static void
assert_field (Fixture *self, const char *field, const char *value)
{
  g_autoptr (GPtrArray) consents = hearth_test_vault_list (self->vault, "consent", &self->case_id);

  g_assert_cmpuint (consents->len, ==, 1);
  g_assert_cmpstr (hearth_record_get_text (consents->pdata[0], field), ==, value);
}

static void
test_a_withdrawal_has_a_day (Fixture *self, gconstpointer data)
{
  save (self, "{'purpose':'transfer','state':'given','answered_on':'2025-06-01'}");
  assert_field (self, "withdrawn_on", NULL);
  assert_field (self, "taken_by", HEARTH_TEST_USER);
  save (self, "{'state':'withdrawn'}");
  assert_field (self, "withdrawn_on", TODAY);
  assert_field (self, "answered_on", "2025-06-01");
}

static void
test_a_day_of_withdrawal_withdraws (Fixture *self, gconstpointer data)
{
  save (self, "{'purpose':'media','state':'given','answered_on':'2025-06-01'}");
  save (self, "{'withdrawn_on':'2025-06-03'}");
  assert_field (self, "state", "withdrawn");
}

static void
test_days_follow_each_other (Fixture *self, gconstpointer data)
{
  assert_refused (self, "{'purpose':'transfer','state':'withdrawn','answered_on':'2025-06-05',"
                        "'withdrawn_on':'2025-06-04'}");
  assert_refused (self, "{'purpose':'transfer','state':'declined','answered_on':'2025-06-05',"
                        "'withdrawn_on':'2025-06-06'}");
  assert_refused (self, "{'purpose':'no-such-purpose','state':'given'}");
  assert_refused (self, "{'purpose':'transfer','state':'given','scope':['identity']}");
  save (self, "{'purpose':'transfer','state':'given','answered_on':'2025-06-05',"
              "'scope':['core','medical']}");
}

static gboolean
put_contact (HearthDb *db, char letter, const char *name)
{
  g_autoptr (GError) error = NULL;
  HearthContactRow row = { .is_bare = TRUE,
                           .state = HEARTH_CONTACT_VERIFIED,
                           .name = (char *) name };
  gboolean is_put;

  memset (row.key, letter, sizeof row.key);
  g_assert_true (hearth_db_begin (db, &error));
  is_put = hearth_contact_store_put (db, &row, &error) && hearth_db_commit (db, &error);
  g_assert_no_error (error);
  return is_put;
}

static void
put_contacts_on_writer (gpointer db)
{
  put_contact (db, 'A', "Hospital A (invented)");
  put_contact (db, 'B', "Hospital B (invented)");
}

static void
put_contacts (Fixture *self)
{
  HearthVault *vault = hearth_context_get_vault (self->vault->context);

  hearth_worker_call_sync (hearth_vault_get_writer_worker (vault), put_contacts_on_writer,
                           hearth_vault_get_writer (vault));
}

static char *
dup_consent_for (char letter)
{
  const HearthId id = contact_id (letter);
  g_autofree char *hex = hearth_id_to_string (&id);

  return g_strdup_printf ("{'recipient':'%s'}", hex);
}

static void
test_the_name_of_a_contact_goes_along (Fixture *self, gconstpointer data)
{
  g_autofree char *a = dup_consent_for ('A');
  g_autofree char *b = dup_consent_for ('B');
  g_autofree char *unknown = dup_consent_for ('C');

  put_contacts (self);
  save (self, "{'purpose':'transfer','state':'given','answered_on':'2025-06-05'}");
  assert_field (self, "recipient_name", NULL);
  save (self, a);
  assert_field (self, "recipient_name", "Hospital A (invented)");
  save (self, b);
  assert_field (self, "recipient_name", "Hospital B (invented)");
  save (self, "{'recipient_name':'as the person said it'}");
  save (self, a);
  assert_field (self, "recipient_name", "as the person said it");
  save (self, "{'recipient_name':'Hospital A (invented)'}");
  save (self, unknown);
  assert_field (self, "recipient_name", NULL);
}

static gpointer
read_choices (HearthDb *db, gpointer data, GError **error)
{
  return hearth_choices_query_run (db, hearth_registry_find_kind ("consent"), error);
}

static void
test_a_form_offers_contacts_and_whom_others_named (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) choices = NULL;
  g_autoptr (GString) names = g_string_new (NULL);
  const HearthId stranger = contact_id ('C');
  g_autofree char *hex = hearth_id_to_string (&stranger);
  g_autofree char *text = g_strdup_printf (
      "{'purpose':'transfer','state':'given','recipient':'%s','recipient_name':'Elsewhere'}", hex);

  put_contacts (self);
  save (self, text);
  choices = hearth_store_read (hearth_context_get_store (self->vault->context), read_choices, NULL,
                               &error);
  g_assert_no_error (error);
  for (guint i = 0; i < choices->len; i++)
    {
      const HearthChoice *choice = choices->pdata[i];

      if (g_str_equal (choice->field, "recipient"))
        g_string_append_printf (names, "%s;", choice->title);
    }
  g_assert_cmpstr (names->str, ==, "Hospital A (invented);Hospital B (invented);Elsewhere;");
}

/* What the packs say a house has to ask for, and a purpose that nobody knows. */
static void
test_packs_say_what_is_needed (Fixture *self, gconstpointer data)
{
  HearthPackSet *packs = hearth_context_get_packs (self->vault->context);

  g_assert_false (hearth_consent_is_needed (packs, "transfer"));
  g_assert_true (hearth_consent_is_needed (packs, "debrief"));
  g_assert_true (hearth_consent_is_needed (packs, "no-such-purpose"));
}

#define ADD(path, test) g_test_add ("/model/consent/" path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/model/consent/words", test_words);
  g_test_add_func ("/model/consent/no-word-works-the-wrong-way", test_no_word_works_the_wrong_way);
  g_test_add_func ("/model/consent/what-bars", test_what_bars);
  ADD ("a-withdrawal-has-a-day", test_a_withdrawal_has_a_day);
  ADD ("a-day-of-withdrawal-withdraws", test_a_day_of_withdrawal_withdraws);
  ADD ("days-follow-each-other", test_days_follow_each_other);
  ADD ("the-name-of-a-contact-goes-along", test_the_name_of_a_contact_goes_along);
  ADD ("a-form-offers-contacts-and-whom-others-named",
       test_a_form_offers_contacts_and_whom_others_named);
  ADD ("packs-say-what-is-needed", test_packs_say_what_is_needed);
  return g_test_run ();
}
