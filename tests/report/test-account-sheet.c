/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The statement of account and the working as papers: what a stock reader finds on them, to the kopiyka. */
#include "config.h"

#include "hearth-account-sheet.h"
#include "hearth-out-csv.h"
#include "hearth-out-pdf.h"
#include "hearth-pages.h"
#include "hearth-test-paper.h"
#include "hearth-test-vault.h"
#include "hearth-test.h"
#include "hearth-working-sheet.h"
#include "hearth-working-table.h"

#include <string.h>

#define TODAY "2025-06-23"

typedef struct
{
  HearthTestVault *vault;
  HearthId case_id;
  HearthCase *kase;
} Fixture;

static void
add_record (Fixture *self, const char *kind, const char *text)
{
  g_autoptr (GError) error = NULL;
  json_auto_t *fields = hearth_test_vault_json (text);
  g_autoptr (HearthChangeSet) changes = hearth_record_add (
      self->vault->context, hearth_registry_find_kind (kind), &self->case_id, fields, NULL, &error);

  g_assert_no_error (error);
}

static void
open_case (Fixture *self, const char *captured, const char *released)
{
  g_autofree char *fields = g_strdup_printf (
      "{'surname':'Вигаданко','given':'Марія','patronymic':'Іванівна','sex':'female',"
      "'rank':'junior-sergeant','unit':'А0000','birth':'1990-03-05','captured':'%s','released':'%s'"
      "}",
      captured, released);

  self->vault = hearth_test_vault_new (TODAY);
  self->case_id = hearth_test_vault_open_case (self->vault, fields);
  add_record (self, "contact", "{'name':'Вигаданко Олег','relation':'husband'}");
}

static void
load (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->kase);
  self->kase = hearth_case_load (self->vault->context, &self->case_id, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  open_case (self, "2022-05-16", "2025-06-09");
  load (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->kase);
  g_clear_pointer (&self->vault, hearth_test_vault_free);
}

/* NULL: nothing can read it here. @pages: (transfer full). */
static char *
read_pages (HearthPages *pages, const char *name)
{
  g_autoptr (HearthPages) owned = pages;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = hearth_out_pdf (owned, &error);

  g_assert_no_error (error);
  return hearth_test_read_paper (pdf, name);
}

static char *
read_account (Fixture *self, const char *language, const char *name)
{
  return read_pages (
      hearth_pages_new_flow (hearth_account_sheet_new (self->vault->context, self->kase, language)),
      name);
}

static char *
read_working (Fixture *self, const char *language, const char *name)
{
  g_autoptr (HearthCaseBenefits) counted =
      hearth_case_benefits_new (self->kase, self->vault->packs);

  return read_pages (hearth_pages_new_flow (hearth_working_sheet_new (
                         counted, "2025-00001", hearth_case_get_today (self->kase), language)),
                     name);
}

static void
assert_holds_all (const char *text, const char *const *parts)
{
  for (guint i = 0; parts[i] != NULL; i++)
    hearth_test_assert_holds (text, parts[i]);
}

static guint
count (const char *text, const char *part)
{
  guint n = 0;

  for (const char *p = text; (p = strstr (p, part)) != NULL; p += strlen (part))
    n++;
  return n;
}

/* Worked example 1 of domain 4.3: 3 681 612.90 of reward, three full years, 100 000 once. */
static void
the_statement_says_what_is_given_paid_and_owed (Fixture *self, gconstpointer data)
{
  static const char *const parts[] = {
    "Виписка про виплати: Вигаданко Марія Іванівна",
    "За законом 4 081 612,90 грн",
    "Виплачено 60 000,00 грн",
    "Ще мають виплатити 4 021 612,90 грн",
    "Одноразова державна грошова допомога після звільнення За законом 100 000,00 грн "
    "Виплачено 60 000,00 грн Ще мають виплатити 40 000,00 грн",
    "18.06.2025 виплачено 60 000,00 грн вам",
    "За законом 3 681 612,90 грн",
    "з них вам 215 000,00 грн",
    "з них рідним 3 466 612,90 грн",
    "Щорічна державна грошова допомога За законом 300 000,00 грн",
    "Хто платить Мінрозвитку",
    "Підстава: Закон 2010-IX, ст. 7; постанова КМУ № 1281 від 2022 року",
    "Щодо цього правила джерела розходяться",
    "Права без суми",
    "90 днів: 09.06.2025 – 06.09.2025",
    "2022-05-16 – 2025-06-09 (1121 днів)",
    "День полону: рахується. День звільнення: рахується. Роки: повні дванадцять місяців.",
    NULL,
  };
  g_autofree char *text = NULL;

  add_record (self, "payment",
              "{'benefit':'ONE_OFF_RELEASE','amount_kop':6000000,'paid_on':'2025-06-18'}");
  load (self);
  text = read_account (self, "uk", "account-uk.pdf");
  if (text != NULL)
    assert_holds_all (text, parts);
}

static void
the_statement_is_there_in_english_too (Fixture *self, gconstpointer data)
{
  static const char *const parts[] = {
    "Account of payments: Vyhadanko Mariia",
    "By the law UAH 4 081 612.90",
    "Still owed UAH 4 081 612.90",
    "of it to you UAH 215 000.00",
    "of it to your relatives UAH 3 466 612.90",
    "Who pays Military unit",
    "By: Law 2010-IX art. 7; CMU resolution 1281 of 2022",
    "90 days: 9 June 2025 to 6 September 2025",
    "Day of capture: counts. Day of release: counts. Years: full ones of twelve months.",
    NULL,
  };
  g_autofree char *text = read_account (self, "en", "account-en.pdf");

  if (text != NULL)
    assert_holds_all (text, parts);
}

/* Owed never becomes less than nothing in silence. */
static void
what_was_paid_too_much_is_said (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;

  add_record (self, "payment",
              "{'benefit':'ONE_OFF_RELEASE','amount_kop':10000001,'paid_on':'2025-06-18'}");
  load (self);
  text = read_account (self, "uk", "over-uk.pdf");
  if (text == NULL)
    return;
  hearth_test_assert_holds (text, "Виплачено на 0,01 грн більше, ніж випливає із записаного.");
  hearth_test_assert_holds (text, "Ще мають виплатити 3 981 612,90 грн");
}

static void
an_unsure_date_gives_a_least_and_a_most_in_words (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;

  tear_down (self, data);
  open_case (self, "2022-05", "2025-06-09");
  load (self);
  text = read_account (self, "uk", "unsure-uk.pdf");
  if (text == NULL)
    return;
  /* 1/31 of May, or all of it. */
  hearth_test_assert_holds (
      text, "Певна сума: 3 633 225,81 грн. Може бути до 3 730 000,00 грн. Чому: дата "
            "відома лише частково.");
}

static void
what_a_step_waits_for_is_said (Fixture *self, gconstpointer data)
{
  g_autofree char *text = read_account (self, "uk", "steps-uk.pdf");

  if (text != NULL)
    hearth_test_assert_holds (text, "Що робити далі");
}

static void
a_claim_says_how_far_it_is_and_what_is_next (Fixture *self, gconstpointer data)
{
  static const char *const parts[] = {
    "На якому етапі відмова",
    "Номер 17/25",
    "Дата відмови 20.06.2025",
    "Причина відмови бракує довідки",
    "Оскаржити не пізніше",
    "На що чекає частина не відповідає",
    "Що робити далі Подати скаргу, до 01.07.2025",
    NULL,
  };
  g_autofree char *text = NULL;

  add_record (self, "claim",
              "{'benefit':'ADD_REWARD_100K','state':'rejected','submitted_on':'2025-06-15',"
              "'reference':'17/25','refused_on':'2025-06-20','refusal':'бракує довідки',"
              "'blocker':'unit-silent','next_act':'Подати скаргу','next_on':'2025-07-01'}");
  load (self);
  text = read_account (self, "uk", "claim-uk.pdf");
  if (text != NULL)
    assert_holds_all (text, parts);
}

/* A decision of a person stays to be seen beside what the rules give. */
static void
a_sum_that_a_person_decided_on_is_said_to_be_that (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;

  add_record (self, "claim",
              "{'benefit':'ONE_OFF_RELEASE','state':'approved','override_kop':5000000,"
              "'override_reason':'рішення комісії'}");
  load (self);
  text = read_account (self, "uk", "override-uk.pdf");
  if (text == NULL)
    return;
  hearth_test_assert_holds (text, "За законом 50 000,00 грн");
  hearth_test_assert_holds (text, "за правилами було б 100 000,00 грн. Причина: рішення комісії");
}

/* An entry that was corrected is not there, and the one in its place is, once. */
static void
a_corrected_entry_is_not_told (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) entries = NULL;
  g_autofree char *first = NULL;
  g_autofree char *fields = NULL;
  g_autofree char *text = NULL;

  add_record (self, "payment",
              "{'benefit':'ONE_OFF_RELEASE','amount_kop':6000000,'paid_on':'2025-06-18'}");
  entries = hearth_test_vault_list (self->vault, "payment", &self->case_id);
  first = hearth_id_to_string (hearth_record_get_id (entries->pdata[0]));
  fields = g_strdup_printf ("{'benefit':'ONE_OFF_RELEASE','amount_kop':7000000,"
                            "'paid_on':'2025-06-18','corrects':'%s'}",
                            first);
  add_record (self, "payment", fields);
  load (self);
  text = read_account (self, "uk", "corrected-uk.pdf");
  if (text == NULL)
    return;
  hearth_test_assert_holds (text, "18.06.2025 виплачено 70 000,00 грн вам");
  g_assert_null (strstr (text, "60 000,00"));
  hearth_test_assert_holds (text, "Ще мають виплатити 30 000,00 грн");
}

static void
every_line_of_the_working_is_on_the_paper (Fixture *self, gconstpointer data)
{
  static const char *const parts[] = {
    "2022-05-16 – 2025-06-09 (1121 днів)",
    "День полону: рахується. День звільнення: рахується.",
    "16–31.05.2022 16 31 100 000,00 16/31 51 612,90 рідним",
    "01–09.06.2025 9 30 100 000,00 9/30 × 50 % 15 000,00 особі",
    "Разом 3 681 612,90 грн",
    "особі 215 000,00 грн",
    "рідним 3 466 612,90 грн",
    "Постанова КМУ № 168",
    NULL,
  };
  g_autofree char *text = read_working (self, "uk", "working-uk.pdf");

  if (text == NULL)
    return;
  assert_holds_all (text, parts);
  /* 33 months to relatives alone, 5 of both. */
  hearth_test_assert_holds (text, "01–28.02.2025 28 28 100 000,00 28/28 × 50 % 50 000,00 рідним");
}

static void
a_table_that_goes_on_has_its_head_on_every_page (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;

  add_record (self, "pay", "{'from_on':'2020-01-01','base_kop':2500000}");
  load (self);
  text = read_working (self, "en", "working-en.pdf");
  if (text == NULL)
    return;
  hearth_test_assert_holds (text, "Together UAH 920 403.23");
  /* Five tables, two of which are longer than what is left of a page. */
  g_assert_cmpuint (count (text, "Period Days In the month Rate Factor Sum Whose Act"), >=, 6);
}

/* For a spreadsheet: sums and days as numbers, the acts in words. */
static void
the_working_is_a_table_for_other_programs (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthCaseBenefits) counted =
      hearth_case_benefits_new (self->kase, self->vault->packs);
  const HearthPackEntry *reward = hearth_benefit_find (self->vault->packs, "ADD_REWARD_100K");
  g_autoptr (HearthTable) table = hearth_working_table_new (
      counted, reward, "25-0001-7", hearth_case_get_today (self->kase), "uk");
  g_autoptr (GBytes) csv = hearth_out_csv (table);
  g_autofree char *text = g_strndup (g_bytes_get_data (csv, NULL), g_bytes_get_size (csv));

  hearth_test_assert_holds (text, "Виплата,З,По,");
  hearth_test_assert_holds (text, ",2022-05-16,2022-05-31,16,31,100000.00,16/31,51612.90,");
  hearth_test_assert_holds (text, "Разом,,,,,,,3681612.90,,");
  /* Lines of other benefits are not in it. */
  g_assert_cmpuint (hearth_table_get_n_rows (table), <, counted->benefits->lines->len);
  g_assert_cmpuint (g_strv_length ((char **) hearth_table_get_notes (table)), ==, 2);
}

#define ADD(path, function)                                                                        \
  g_test_add ("/report/account-sheet/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("the-statement-says-what-is-given-paid-and-owed",
       the_statement_says_what_is_given_paid_and_owed);
  ADD ("the-statement-is-there-in-english-too", the_statement_is_there_in_english_too);
  ADD ("what-was-paid-too-much-is-said", what_was_paid_too_much_is_said);
  ADD ("an-unsure-date-gives-a-least-and-a-most-in-words",
       an_unsure_date_gives_a_least_and_a_most_in_words);
  ADD ("what-a-step-waits-for-is-said", what_a_step_waits_for_is_said);
  ADD ("a-claim-says-how-far-it-is-and-what-is-next", a_claim_says_how_far_it_is_and_what_is_next);
  ADD ("a-sum-that-a-person-decided-on-is-said-to-be-that",
       a_sum_that_a_person_decided_on_is_said_to_be_that);
  ADD ("a-corrected-entry-is-not-told", a_corrected_entry_is_not_told);
  ADD ("every-line-of-the-working-is-on-the-paper", every_line_of_the_working_is_on_the_paper);
  ADD ("a-table-that-goes-on-has-its-head-on-every-page",
       a_table_that_goes_on_has_its_head_on_every_page);
  ADD ("the-working-is-a-table-for-other-programs", the_working_is_a_table_for_other_programs);
  return g_test_run ();
}
