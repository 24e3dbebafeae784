/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the last page of an export says is what the bundle then holds. */
#include "config.h"

#include "bundle-fixture.h"
#include "hearth-bundle-error.h"
#include "hearth-bundle-plan.h"
#include "hearth-bundle-writer.h"

#include <string.h>

typedef struct
{
  BundleFixture *vault;
  char *recipient;
  HearthBundleOptions *options;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->vault = bundle_fixture_new ("Here");
  bundle_fixture_add_cases (self->vault);
  self->recipient = bundle_fixture_dup_recipient (self->vault, HEARTH_COMPARTMENT_ADMIN);
  self->options = bundle_fixture_options (self->vault, self->recipient);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  hearth_bundle_options_free (self->options);
  g_free (self->recipient);
  bundle_fixture_free (self->vault);
}

static HearthBundlePlan *
make_plan (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  HearthBundlePlan *plan = hearth_bundle_plan_new (
      self->vault->vault->db, &self->vault->vault->writer.dev, self->options, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (plan);
  return plan;
}

static void
test_a_case_is_counted_part_by_part (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthBundlePlan) plan = make_plan (self);
  const HearthBundlePlanCase *one = &g_array_index (plan->cases, HearthBundlePlanCase, 0);

  g_assert_cmpuint (plan->cases->len, ==, 1);
  g_assert_cmpuint (one->parts[HEARTH_COMPARTMENT_CORE].n_records, ==, 1);
  g_assert_cmpuint (one->parts[HEARTH_COMPARTMENT_BENEFITS].n_records, ==, 1);
  g_assert_cmpuint (one->parts[HEARTH_COMPARTMENT_MEDICAL].n_records, ==, 0);
  /* The author and the one exchange of the two that the case names. */
  g_assert_cmpuint (plan->shared.n_records, ==, 2);
  g_assert_cmpuint (plan->total.n_records, ==, 4);
}

static void
test_a_record_that_was_changed_counts_once (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthBundlePlan) before = make_plan (self);
  g_autoptr (HearthBundlePlan) after = NULL;
  HearthId case_id = hearth_test_id (1);
  HearthId person = hearth_record_derive_id (&case_id, "person", "");
  g_autoptr (HearthChangeSet) changes =
      hearth_test_write (self->vault->vault, "person", 1, &person, HEARTH_REVISION_ANY,
                         "{'given':'Марко'}", HEARTH_RESULT_DONE);

  after = make_plan (self);
  g_assert_cmpuint (after->total.n_records, ==, before->total.n_records);
  g_assert_cmpuint (after->total.n_lines, ==, before->total.n_lines + 1);
}

/* The sizes of the parts in a bundle without seals are what its lines measure. */
static void
test_the_bundle_holds_what_the_plan_says (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthSecret) passphrase = hearth_secret_new ((const guint8 *) "open", 4);
  g_autoptr (HearthBundlePlan) plan = NULL;
  g_autoptr (HearthBundleResult) result = NULL;
  g_autoptr (HearthBundleInfo) info = NULL;
  g_autoptr (GError) error = NULL;
  guint64 bytes = 0;
  guint n_lines = 0;

  hearth_bundle_options_free (self->options);
  self->options = bundle_fixture_options (self->vault, NULL);
  self->options->log_n = 10;
  hearth_bundle_options_set_passphrase (self->options, passphrase);
  plan = make_plan (self);
  result = bundle_fixture_export (self->vault, self->options);
  info = bundle_fixture_inspect (self->vault, result->path, "open", &error);
  g_assert_no_error (error);
  for (guint i = 0; i < info->parts->len; i++)
    {
      const HearthBundlePartInfo *part = info->parts->pdata[i];

      bytes += part->size_bytes;
      n_lines += part->n_lines;
    }
  g_assert_cmpuint (bytes, ==, plan->total.line_bytes);
  g_assert_cmpuint (n_lines, ==, plan->total.n_lines);
  g_assert_cmpint (plan->stays[HEARTH_COMPARTMENT_DEBRIEF], ==, HEARTH_BUNDLE_STAY_PASSPHRASE);
  g_assert_cmpint (plan->stays[HEARTH_COMPARTMENT_MEDICAL], ==, HEARTH_BUNDLE_STAY_OFF);
}

static void
test_what_stays_has_its_reason (Fixture *self, gconstpointer data)
{
  g_autoptr (BundleFixture) there = bundle_fixture_new ("There");
  g_autoptr (HearthContacts) contacts = NULL;
  g_autoptr (HearthBundlePlan) plan = make_plan (self);
  HearthContact *contact;
  guint8 key[HEARTH_KEY_SIZE];

  g_assert_cmpint (plan->stays[HEARTH_COMPARTMENT_CORE], ==, HEARTH_BUNDLE_STAY_NONE);
  g_assert_cmpint (plan->stays[HEARTH_COMPARTMENT_MEDICAL], ==, HEARTH_BUNDLE_STAY_OFF);
  g_assert_cmpuint (plan->left[HEARTH_COMPARTMENT_MEDICAL].n_records, ==, 1);
  g_assert_cmpuint (plan->left[HEARTH_COMPARTMENT_BENEFITS].n_records, ==, 0);

  bundle_fixture_decide (self->vault, there, HEARTH_CONTACT_VERIFIED, G_MAXINT);
  contacts = hearth_contacts_load (self->vault->vault->db, NULL);
  hearth_key_ed25519_public (there->identity, key);
  contact = hearth_contacts_find_key (contacts, key);
  contact->row->send = 1U << HEARTH_COMPARTMENT_CORE | 1U << HEARTH_COMPARTMENT_BENEFITS;
  g_assert_true (hearth_bundle_options_add_contact (self->options, contact));
  g_clear_pointer (&plan, hearth_bundle_plan_free);
  plan = make_plan (self);
  g_assert_cmpint (plan->stays[HEARTH_COMPARTMENT_MEDICAL], ==, HEARTH_BUNDLE_STAY_CONTACT);
  g_assert_cmpuint (plan->left[HEARTH_COMPARTMENT_MEDICAL].n_records, ==, 1);
}

static void
test_a_withheld_exchange_stays (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthBundlePlan) plan = NULL;
  HearthId event = hearth_test_id (0x500);
  g_autoptr (HearthChangeSet) changes =
      hearth_test_write (self->vault->vault, "event", 0, &event, HEARTH_REVISION_ANY,
                         "{'embargo':true}", HEARTH_RESULT_DONE);

  plan = make_plan (self);
  g_assert_cmpuint (plan->n_withheld, ==, 1);
  g_assert_cmpuint (plan->shared.n_records, ==, 1);
}

static void
write_consent (Fixture *self, guint case_number, guint number, const char *text)
{
  HearthId rec = hearth_test_id (0x9000 + number);
  g_autoptr (HearthChangeSet) changes =
      hearth_test_write (self->vault->vault, "consent", case_number, &rec, HEARTH_REVISION_NEW,
                         text, HEARTH_RESULT_DONE);

  g_assert_nonnull (changes);
}

static void
assert_not_written (Fixture *self, const HearthBundleOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthBundleResult) result =
      hearth_bundle_write (self->vault->vault->db, &self->vault->vault->writer.dev, NULL,
                           self->vault->folder, options, NULL, &error);

  g_assert_null (result);
  g_assert_error (error, HEARTH_BUNDLE_ERROR, HEARTH_BUNDLE_ERROR_DENIED);
}

/* What the plan leaves out the writer refuses, and without it the writer goes on. */
static void
test_a_case_without_consent_stays (Fixture *self, gconstpointer data)
{
  const HearthId first = hearth_test_id (1), second = hearth_test_id (2);
  g_autoptr (HearthBundlePlan) before = NULL;
  g_autoptr (HearthBundlePlan) plan = NULL;
  g_autoptr (HearthBundleResult) result = NULL;

  before = make_plan (self);
  g_assert_cmpuint (before->barred->len, ==, 0);
  hearth_bundle_options_add_case (self->options, &second);
  write_consent (self, 2, 1,
                 "{'purpose':'transfer','state':'declined','answered_on':'2026-01-02'}");
  plan = make_plan (self);
  g_assert_cmpuint (plan->cases->len, ==, 1);
  g_assert_true (
      hearth_id_equal (&g_array_index (plan->cases, HearthBundlePlanCase, 0).id, &first));
  g_assert_cmpuint (plan->total.n_lines, ==, before->total.n_lines);
  g_assert_cmpuint (plan->barred->len, ==, 1);
  g_assert_true (
      hearth_id_equal (&g_array_index (plan->barred, HearthBundleBarred, 0).case_id, &second));
  g_assert_cmpint (g_array_index (plan->barred, HearthBundleBarred, 0).answer, ==,
                   HEARTH_CONSENT_DECLINED);
  assert_not_written (self, self->options);
  hearth_bundle_consent_leave_out (self->options, plan->barred);
  g_assert_cmpuint (self->options->cases->len, ==, 1);
  result = bundle_fixture_export (self->vault, self->options);
  g_assert_cmpuint (result->n_cases, ==, 1);
}

static void
test_nobody_may_leave (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthBundlePlan) plan = NULL;

  write_consent (self, 1, 1,
                 "{'purpose':'transfer','state':'withdrawn','answered_on':'2026-01-02'}");
  plan = make_plan (self);
  g_assert_cmpuint (plan->cases->len, ==, 0);
  g_assert_cmpuint (plan->barred->len, ==, 1);
  g_assert_cmpuint (plan->total.n_lines, ==, 0);
  assert_not_written (self, self->options);
}

/* Where the house asks, who was not asked stays; a consent to one part is none to the other. */
static void
test_where_a_house_asks_an_answer_is_needed (Fixture *self, gconstpointer data)
{
  static const struct
  {
    const char *consent;
    guint n_barred;
  } steps[] = {
    { NULL, 1 },
    { "{'purpose':'media','state':'given','answered_on':'2026-01-02'}", 1 },
    { "{'purpose':'transfer','state':'given','answered_on':'2026-01-02','scope':['core']}", 1 },
    { "{'purpose':'transfer','state':'given','answered_on':'2026-01-02','scope':['benefits']}", 0 },
  };

  self->options->needs_consent = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (HearthBundlePlan) plan = NULL;

      if (steps[i].consent != NULL)
        write_consent (self, 1, i, steps[i].consent);
      plan = make_plan (self);
      g_assert_cmpuint (plan->barred->len, ==, steps[i].n_barred);
    }
}

static void
test_parts_of_cases_are_known_from_the_registry (void)
{
  g_assert_true (hearth_bundle_part_holds_cases (HEARTH_COMPARTMENT_CORE));
  g_assert_true (hearth_bundle_part_holds_cases (HEARTH_COMPARTMENT_DEBRIEF));
  g_assert_false (hearth_bundle_part_holds_cases (HEARTH_COMPARTMENT_TRACING));
  g_assert_false (hearth_bundle_part_holds_cases (HEARTH_COMPARTMENT_ADMIN));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, test) g_test_add ("/bundle/plan/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("a-case-is-counted-part-by-part", test_a_case_is_counted_part_by_part);
  ADD ("a-record-that-was-changed-counts-once", test_a_record_that_was_changed_counts_once);
  ADD ("the-bundle-holds-what-the-plan-says", test_the_bundle_holds_what_the_plan_says);
  ADD ("what-stays-has-its-reason", test_what_stays_has_its_reason);
  ADD ("a-withheld-exchange-stays", test_a_withheld_exchange_stays);
  ADD ("a-case-without-consent-stays", test_a_case_without_consent_stays);
  ADD ("nobody-may-leave", test_nobody_may_leave);
  ADD ("where-a-house-asks-an-answer-is-needed", test_where_a_house_asks_an_answer_is_needed);
  g_test_add_func ("/bundle/plan/parts-of-cases-are-known-from-the-registry",
                   test_parts_of_cases_are_known_from_the_registry);
  return g_test_run ();
}
