/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Terms of documents, their fee and what blocks what; days counted by hand on a calendar. */
#include "config.h"

#include "hearth-document-state.h"
#include "hearth-document-terms.h"

static HearthPackSet *packs;
static HearthPlanTemplates *templates;

static HearthDate
day (const char *text)
{
  HearthDate date = HEARTH_DATE_NONE;

  if (text != NULL)
    g_assert_true (hearth_date_parse (text, &date));
  return date;
}

typedef struct
{
  const char *document;
  const char *applied;
  gboolean is_urgent;
  const char *due;
} Term;

static const Term terms[] = {
  /* Twenty working days from a Monday are four weeks. */
  { "id-card", "2025-06-16", FALSE, "2025-07-14" },
  { "id-card", "2025-06-16", TRUE, "2025-06-30" },
  { "id-card", "2025-06-14", FALSE, "2025-07-11" }, /* a Saturday */
  { "id-card", "2021-12-20", TRUE, "2022-01-05" },  /* over Christmas and the New Year of then */
  { "foreign-passport", "2025-06-16", TRUE, "2025-06-25" },
  { "tax-number", "2025-06-13", FALSE, "2025-06-18" },
  { "captivity-certificate", "2025-06-12", FALSE, "2025-07-12" },
  { "captivity-certificate", "2024-01-31", FALSE, "2024-03-01" },
  { "civil-status", "2025-01-31", FALSE, "2025-02-28" },
  { "civil-status", "2024-01-31", TRUE, "2024-02-29" }, /* no urgent term: the common one */
  { "sim-card", "2025-06-09", FALSE, "2025-06-10" },
  { "register-extract", "2025-06-09", FALSE, NULL }, /* no term was found */
  { "id-card", NULL, FALSE, NULL },
  { "crown", "2025-06-09", FALSE, NULL },
};

static void
test_terms_from_the_application (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (terms); i++)
    g_assert_cmpint (hearth_document_get_due (templates, terms[i].document, day (terms[i].applied),
                                              terms[i].is_urgent),
                     ==, day (terms[i].due));
}

static void
test_a_year_without_fee (void)
{
  g_assert_cmpint (hearth_document_get_free_until (templates, "id-card", day ("2025-06-09")), ==,
                   day ("2026-06-08"));
  g_assert_cmpint (
      hearth_document_get_free_until (templates, "foreign-passport", day ("2024-02-29")), ==,
      day ("2025-02-27"));
  g_assert_cmpint (hearth_document_get_free_until (templates, "bank-account", day ("2025-06-09")),
                   ==, HEARTH_DATE_NONE);
  g_assert_cmpint (hearth_document_get_free_until (templates, "id-card", HEARTH_DATE_NONE), ==,
                   HEARTH_DATE_NONE);
  g_assert_cmpint (hearth_document_get_free_until (templates, "crown", day ("2025-06-09")), ==,
                   HEARTH_DATE_NONE);
}

static void
test_registration_runs_out (void)
{
  g_assert_cmpint (
      hearth_document_get_valid_until (packs, "military-registration", day ("2025-07-01")), ==,
      day ("2026-06-30"));
  g_assert_cmpint (hearth_document_get_valid_until (packs, "id-card", day ("2025-07-01")), ==,
                   HEARTH_DATE_NONE);
  g_assert_cmpint (
      hearth_document_get_valid_until (packs, "military-registration", HEARTH_DATE_NONE), ==,
      HEARTH_DATE_NONE);
}

typedef struct
{
  const char *clock;
  const char *from;
  const char *end;
} Clock;

static const Clock clocks[] = {
  { "leave", "2025-07-14", "2025-10-11" }, /* domain 4.3, example 5 */
  { "document-fee-free", "2025-06-09", "2026-06-08" },
  { "injury-certificate", "2025-06-11", "2025-06-18" },
  { "captivity-certificate", "2025-06-12", "2025-07-12" },
  { "subject-access", "2025-06-01", "2025-07-01" },
  { "subject-access", "2024-12-02", "2025-01-01" },
  { "third-party-request", "2025-06-01", "2025-07-16" },
  { "ombudsman-change", "2025-06-13", "2025-06-27" },
  { "ombudsman-start", "2025-06-02", "2025-07-14" },
  { "service-investigation", "2025-12-31", "2026-02-28" },
  { "unit-support", "2025-09-01", "2026-09-01" },
  { "treatment-award", "2025-11-20", "2025-12-20" },
  { "prosthesis-life", "2024-02-29", "2027-02-28" },
  { "no-such-clock", "2025-06-01", NULL },
  { "leave", NULL, NULL },
};

static void
test_clocks_end (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (clocks); i++)
    g_assert_cmpint (hearth_clock_term_get_end (templates, clocks[i].clock, day (clocks[i].from)),
                     ==, day (clocks[i].end));
}

static void
test_what_blocks_what (void)
{
  g_auto (GStrv) before = hearth_document_list_waiting_for (packs, "bank-account");
  g_auto (GStrv) after = hearth_document_list_held_up_by (packs, "id-card");
  g_auto (GStrv) none = hearth_document_list_waiting_for (packs, "sim-card");
  g_auto (GStrv) unknown = hearth_document_list_waiting_for (packs, "crown");
  g_autofree char *first = g_strjoinv (" ", before);

  g_assert_cmpstr (first, ==, "id-card tax-number sim-card");
  g_assert_true (g_strv_contains ((const char *const *) after, "bank-account"));
  g_assert_true (g_strv_contains ((const char *const *) after, "tax-number"));
  g_assert_false (g_strv_contains ((const char *const *) after, "register-extract"));
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  g_assert_cmpuint (g_strv_length (unknown), ==, 0);
}

/* The chain of domain 3: extract, ID card, number, bank, Diia, registration. */
static void
test_depths_rise_along_the_chain (void)
{
  static const char *const chain[] = {
    "register-extract", "id-card",        "tax-number",
    "bank-account",     "diia-signature", "military-registration"
  };
  static const char *const causation[] = { "captivity-certificate", "injury-certificate",
                                           "vlk-decision", "disability-certificate" };

  for (guint i = 0; i < G_N_ELEMENTS (chain); i++)
    g_assert_cmpuint (hearth_document_get_depth (packs, chain[i]), ==, i);
  for (guint i = 0; i < G_N_ELEMENTS (causation); i++)
    g_assert_cmpuint (hearth_document_get_depth (packs, causation[i]), ==, i);
  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "document"); i++)
    {
      const char *id = hearth_pack_entry_get_id (hearth_pack_set_get_entry (packs, "document", i));
      g_auto (GStrv) before = hearth_document_list_waiting_for (packs, id);

      for (char **other = before; *other != NULL; other++)
        g_assert_cmpuint (hearth_document_get_depth (packs, *other), <,
                          hearth_document_get_depth (packs, id));
    }
  g_assert_cmpuint (hearth_document_get_depth (packs, "crown"), ==, 0);
}

static void
assert_explained (const char *document,
                  const char *applied,
                  gboolean is_urgent,
                  const char *language,
                  const char *expected)
{
  g_autofree char *text =
      hearth_document_explain_due (templates, document, day (applied), is_urgent, language);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_terms_explain_themselves (void)
{
  assert_explained ("id-card", "2025-06-03", FALSE, "en",
                    "20 working days after the application on 3 June 2025 "
                    "(Terms of the State Migration Service, 2025)");
  assert_explained ("id-card", "2025-06-03", TRUE, "uk",
                    "10 робочих днів після подання заяви 03.06.2025 (Строки ДМС, 2025 рік)");
  assert_explained ("id-card", NULL, FALSE, "en",
                    "20 working days after the application "
                    "(Terms of the State Migration Service, 2025)");
  assert_explained ("register-extract", "2025-06-03", FALSE, "en", "no term is set");
}

static void
test_the_way_of_a_document_has_one_order (void)
{
  const HearthDate first = day ("2025-06-03");
  const HearthDocumentDays good = { first, first, first + 1 };
  const HearthDocumentDays bad = { first + 1, first, HEARTH_DATE_NONE };
  const HearthDocumentDays some = { HEARTH_DATE_NONE, first, HEARTH_DATE_NONE };

  g_assert_true (hearth_document_days_are_in_order (&good));
  g_assert_false (hearth_document_days_are_in_order (&bad));
  g_assert_true (hearth_document_days_are_in_order (&some));
  g_assert_cmpint (hearth_document_days_get_state (&some), ==, HEARTH_DOCUMENT_ISSUED);
  g_assert_cmpint (hearth_document_state_get_next (HEARTH_DOCUMENT_HELD), ==,
                   HEARTH_DOCUMENT_APPLIED);
  g_assert_cmpint (hearth_document_state_get_next (HEARTH_DOCUMENT_HANDED_OVER), ==,
                   HEARTH_DOCUMENT_UNKNOWN);
  g_assert_false (hearth_document_state_holds_up (HEARTH_DOCUMENT_NOT_NEEDED));
  g_assert_true (hearth_document_state_holds_up (HEARTH_DOCUMENT_APPLIED));
  g_assert_cmpint (hearth_document_state_from_id ("no such state"), ==, HEARTH_DOCUMENT_UNKNOWN);
}

int
main (int argc, char *argv[])
{
  g_autofree char *dir = NULL;
  g_autoptr (GError) error = NULL;
  int result;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  dir = g_build_filename (g_getenv ("HEARTH_SOURCE_ROOT"), "data", "packs", NULL);
  packs = hearth_pack_set_load (dir, &error);
  g_assert_no_error (error);
  templates = hearth_plan_templates_new (packs, &error);
  g_assert_no_error (error);

  g_test_add_func ("/document-terms/terms-from-the-application", test_terms_from_the_application);
  g_test_add_func ("/document-terms/a-year-without-fee", test_a_year_without_fee);
  g_test_add_func ("/document-terms/registration-runs-out", test_registration_runs_out);
  g_test_add_func ("/document-terms/clocks-end", test_clocks_end);
  g_test_add_func ("/document-terms/what-blocks-what", test_what_blocks_what);
  g_test_add_func ("/document-terms/depths-rise-along-the-chain", test_depths_rise_along_the_chain);
  g_test_add_func ("/document-terms/terms-explain-themselves", test_terms_explain_themselves);
  g_test_add_func ("/document-terms/the-way-of-a-document-has-one-order",
                   test_the_way_of_a_document_has_one_order);

  result = g_test_run ();
  hearth_plan_templates_unref (templates);
  hearth_pack_set_unref (packs);
  return result;
}
