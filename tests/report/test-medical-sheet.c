/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-medical-sheet.h"

#include "hearth-out-pdf.h"
#include "hearth-pages.h"
#include "hearth-random.h"
#include "hearth-record-edit.h"
#include "hearth-test-paper.h"
#include "hearth-test-vault.h"
#include "hearth-test.h"

#include <string.h>

#define TODAY "2025-06-21"

typedef struct
{
  HearthTestVault *vault;
  HearthId case_id;
} Fixture;

static void
add (Fixture *self, const char *kind, const char *text)
{
  g_autoptr (GError) error = NULL;
  json_auto_t *fields = hearth_test_vault_json (text);
  const HearthRecordEdit edit = { hearth_registry_find_kind (kind), self->case_id,
                                  hearth_random_id (), HEARTH_REVISION_NEW, fields };
  g_autoptr (HearthChangeSet) changes = hearth_record_save (self->vault->context, &edit, &error);

  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_DONE);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->vault = hearth_test_vault_new (TODAY);
  self->case_id = hearth_test_vault_open_case (
      self->vault, "{'surname':'Макетенко','birth':'1999','released':'2025-06-09'}");
  add (self, "allergy", "{'substance':'Пеніцилін','severity':'severe','reaction':'висип'}");
  add (self, "medicine", "{'medicine':'Тіамін','dose':'200 мг','until_on':'2025-06-12'}");
  add (self, "check",
       "{'check':'dental','done_on':'2025-06-12','outcome':'abnormal','result':'санація'}");
  add (self, "restricted_check", "{'check':'hiv','done_on':'2025-06-12','result':'Потаємне'}");
  add (self, "vitals",
       "{'measured_on':'2025-06-12','weight_g':47500,'height_mm':1800,"
       "'systolic':120,'diastolic':80}");
  add (self, "referral", "{'referred_to':'Інститут ока','expected_on':'2025-07-01'}");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  hearth_test_vault_free (self->vault);
}

/* NULL: nothing can read it here. */
static char *
read_sheet (Fixture *self, const char *language, gboolean has_restricted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthCase) kase = hearth_case_load (self->vault->context, &self->case_id, &error);
  g_autoptr (HearthPages) pages = NULL;
  g_autoptr (GBytes) pdf = NULL;

  g_assert_no_error (error);
  pages = hearth_pages_new_flow (
      hearth_medical_sheet_new (self->vault->context, kase, language, has_restricted));
  pdf = hearth_out_pdf (pages, &error);
  g_assert_no_error (error);
  return hearth_test_read_paper (pdf, language);
}

static void
assert_holds_all (const char *text, const char *const *parts)
{
  for (guint i = 0; parts[i] != NULL; i++)
    hearth_test_assert_holds (text, parts[i]);
}

static void
the_summary_holds_what_was_found (Fixture *self, gconstpointer data)
{
  static const char *const parts[] = { "Алергії",   "Пеніцилін",    "тяжка",         "Тіамін",
                                       "завершено", "санація",      "відхилення",    "47,5",
                                       "120/80",    "Інститут ока", "Високий ризик", NULL };
  g_autofree char *text = read_sheet (self, "uk", FALSE);

  if (text == NULL)
    return;
  assert_holds_all (text, parts);
  g_assert_null (strstr (text, "Потаємне"));
  g_assert_null (strstr (text, "ВІЛ"));
}

static void
what_is_restricted_is_there_when_it_is_asked_for (Fixture *self, gconstpointer data)
{
  static const char *const parts[] = { "Medical summary", "Allergies", "Restricted checks",
                                       "Потаємне",        "47.5",      NULL };
  g_autofree char *text = read_sheet (self, "en", TRUE);

  if (text != NULL)
    assert_holds_all (text, parts);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/report/medical-sheet/the-summary-holds-what-was-found", Fixture, NULL, set_up,
              the_summary_holds_what_was_found, tear_down);
  g_test_add ("/report/medical-sheet/what-is-restricted-is-there-when-it-is-asked-for", Fixture,
              NULL, set_up, what_is_restricted_is_there_when_it_is_asked_for, tear_down);
  return g_test_run ();
}
