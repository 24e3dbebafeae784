/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Letters from a case and the receipt for a document: what a stock reader finds on them. */
#include "config.h"

#include "hearth-case-letter.h"
#include "hearth-letter-sheet.h"
#include "hearth-out-pdf.h"
#include "hearth-pages.h"
#include "hearth-receipt-sheet.h"
#include "hearth-test-paper.h"
#include "hearth-test-vault.h"
#include "hearth-test.h"

#include <string.h>

#define TODAY "2025-06-23"

typedef struct
{
  HearthTestVault *vault;
  HearthId case_id;
  HearthId document;
  HearthCase *kase;
} Fixture;

static HearthId
add_record (Fixture *self, const char *kind, const char *text)
{
  g_autoptr (GError) error = NULL;
  json_auto_t *fields = hearth_test_vault_json (text);
  HearthId rec;
  g_autoptr (HearthChangeSet) changes = hearth_record_add (
      self->vault->context, hearth_registry_find_kind (kind), &self->case_id, fields, &rec, &error);

  g_assert_no_error (error);
  return rec;
}

static void
open_case (Fixture *self, const char *fields)
{
  g_autoptr (GError) error = NULL;

  self->vault = hearth_test_vault_new (TODAY);
  self->case_id = hearth_test_vault_open_case (self->vault, fields);
  self->document = add_record (self, "document",
                               "{'document':'id-card','applied_on':'2025-06-10',"
                               "'issued_on':'2025-06-20','handed_on':'2025-06-23',"
                               "'number':'000999','handed_to':'Вигаданко Олена'}");
  self->kase = hearth_case_load (self->vault->context, &self->case_id, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  open_case (self, "{'surname':'Вигаданко','given':'Марія','patronymic':'Іванівна','sex':'female',"
                   "'rank':'junior-sergeant','unit':'А0000','birth':'1999-03-05',"
                   "'captured':'2022-05-16','released':'2025-06-09','position':'сапер',"
                   "'tax_number':'3622400009','phone':'+380440000000'}");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->kase);
  g_clear_pointer (&self->vault, hearth_test_vault_free);
}

static HearthCaseLetter *
make (Fixture *self, const char *id, const char *language)
{
  const HearthPackEntry *letter = hearth_pack_set_lookup (self->vault->packs, "letter", id);

  g_assert_nonnull (letter);
  return hearth_case_letter_new (self->kase, self->vault->packs, letter, NULL, language);
}

static void
a_letter_is_filled_in_the_case_that_its_words_need (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthCaseLetter) letter = make (self, "captivity-certificate", "uk");

  hearth_test_assert_holds (letter->text, "молодшого сержанта Вигаданко Марії Іванівни");
  hearth_test_assert_holds (letter->text, "Я перебувала в полоні з 16.05.2022 до 09.06.2025");
  hearth_test_assert_holds (letter->text, "1. Копія документа");
  hearth_test_assert_holds (letter->text, "23.06.2025");
  hearth_test_assert_holds (letter->addressee, "(А0000)");
  g_assert_cmpuint (hearth_letter_count_marks (letter->text), ==, 0);
  g_assert_cmpuint (hearth_letter_count_marks (letter->addressee), ==, 0);
}

static void
a_letter_is_there_in_english_too (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthCaseLetter) letter = make (self, "captivity-certificate", "en");

  hearth_test_assert_holds (letter->text, "Junior sergeant Vyhadanko Mariia");
  hearth_test_assert_holds (letter->text, "from 16 May 2022 to 9 June 2025");
  g_assert_cmpuint (hearth_letter_count_marks (letter->text), ==, 0);
}

/* Nothing of it may look as if it were known. */
static void
what_is_missing_or_not_certain_is_marked (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthCaseLetter) letter = NULL;

  tear_down (self, data);
  open_case (self, "{'surname':'Швець','given':'Іван','patronymic':'Петрович','sex':'male',"
                   "'captured':'2022-05','released':'2025-06-09'}");
  letter = make (self, "captivity-certificate", "uk");
  hearth_test_assert_holds (letter->text, "⟦Швець⟧ Івана Петровича");
  hearth_test_assert_holds (letter->text, "Я перебував в полоні з ⟦05.2022⟧ до 09.06.2025");
  hearth_test_assert_holds (letter->addressee, "(⟦________⟧)");
}

static void
every_letter_is_filled_whole (Fixture *self, gconstpointer data)
{
  static const char *const languages[] = { "en", "uk" };
  guint n_letters = hearth_pack_set_get_n_entries (self->vault->packs, "letter");

  for (guint i = 0; i < n_letters * G_N_ELEMENTS (languages); i++)
    {
      const HearthPackEntry *entry =
          hearth_pack_set_get_entry (self->vault->packs, "letter", i / G_N_ELEMENTS (languages));
      g_autoptr (HearthCaseLetter) letter =
          make (self, hearth_pack_entry_get_id (entry), languages[i % G_N_ELEMENTS (languages)]);

      g_assert_null (strpbrk (letter->text, "{}|"));
      g_assert_null (strpbrk (letter->addressee, "{}|"));
    }
}

static HearthCaseLetter *
make_for (Fixture *self, const char *id, const char *benefit, const char *language)
{
  const HearthPackEntry *letter = hearth_pack_set_lookup (self->vault->packs, "letter", id);
  const HearthPackEntry *entry = hearth_pack_set_lookup (self->vault->packs, "benefit", benefit);

  g_assert_nonnull (letter);
  g_assert_nonnull (entry);
  g_assert_true (hearth_letter_is_for_benefit (letter, entry));
  return hearth_case_letter_new (self->kase, self->vault->packs, letter, entry, language);
}

static void
reload (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->kase);
  self->kase = hearth_case_load (self->vault->context, &self->case_id, &error);
  g_assert_no_error (error);
}

/* Worked example 1 of domain 4.3; half of what comes after 2025-02-01 is the husband's, all before it. */
static void
a_letter_about_a_payment_says_what_is_due_paid_and_owed (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthCaseLetter) letter = NULL;
  g_autoptr (HearthCaseLetter) english = NULL;

  add_record (self, "contact", "{'name':'Вигаданко Олег','relation':'husband'}");
  add_record (self, "payment",
              "{'benefit':'ADD_REWARD_100K','amount_kop':1500000,'paid_on':'2025-06-20'}");
  add_record (self, "payment",
              "{'benefit':'ADD_REWARD_100K','amount_kop':5000000,'paid_on':'2025-03-20',"
              "'to_whom':'relatives','entry':'paid'}");
  reload (self);
  letter = make_for (self, "captivity-pay-report", "add-reward-100k", "uk");
  hearth_test_assert_holds (letter->text, "«Додаткова винагорода за час полону»");
  hearth_test_assert_holds (letter->text, "мені належить 215\u00a0000,00 грн");
  hearth_test_assert_holds (letter->text, "мені виплачено 15\u00a0000,00 грн");
  hearth_test_assert_holds (letter->text, "не виплачено 200\u00a0000,00 грн");
  hearth_test_assert_holds (letter->text, "Підстава: Постанова КМУ № 168 від 28.02.2022");
  hearth_test_assert_holds (letter->text, "2. Довідка про перебування у місцях несвободи");
  g_assert_cmpuint (hearth_letter_count_marks (letter->text), ==, 0);
  english = make_for (self, "captivity-pay-report", "add-reward-100k", "en");
  hearth_test_assert_holds (english->text, "UAH 200\u00a0000.00 are owed");
  g_assert_cmpuint (hearth_letter_count_marks (english->text), ==, 0);
}

/* Nobody may ask an authority for a sum of which the vault itself is not sure. */
static void
a_sum_that_is_not_sure_is_marked (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthCaseLetter) letter = NULL;

  tear_down (self, data);
  open_case (self, "{'surname':'Вигаданко','given':'Марія','sex':'female','rank':'junior-sergeant',"
                   "'captured':'2022-05','released':'2025-06-09'}");
  letter = make_for (self, "captivity-pay-report", "add-reward-100k", "uk");
  hearth_test_assert_holds (letter->text, "мені належить ⟦3\u00a0633\u00a0225,81 грн⟧");
}

static void
an_appeal_without_a_refusal_is_marked (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthCaseLetter) letter = make_for (self, "refusal-appeal", "one-off-release", "uk");

  hearth_test_assert_holds (letter->text, "Рішенням від ⟦________⟧");
  hearth_test_assert_holds (letter->text,
                            "«Одноразова державна грошова допомога після звільнення»");
  hearth_test_assert_holds (letter->text, "Я перебувала в полоні");
}

static void
an_appeal_names_the_refusal_of_the_claim (Fixture *self, gconstpointer data)
{
  g_autoptr (HearthCaseLetter) letter = NULL;

  add_record (self, "claim",
              "{'benefit':'ADD_REWARD_100K','state':'rejected','submitted_on':'2025-06-15',"
              "'reference':'17/25','addressee':'Військова частина А0000',"
              "'refused_on':'2025-06-20','refusal':'бракує довідки.'}");
  reload (self);
  letter = make_for (self, "refusal-appeal", "add-reward-100k", "uk");
  hearth_test_assert_holds (letter->addressee, "що відмовив: Військова частина А0000");
  hearth_test_assert_holds (letter->text, "Рішенням від 20.06.2025 мені відмовлено у виплаті");
  hearth_test_assert_holds (letter->text, "Причина відмови: бракує довідки.");
  hearth_test_assert_holds (letter->text, "мені належить 3\u00a0681\u00a0612,90 грн");
  g_assert_cmpuint (hearth_letter_count_marks (letter->text), ==, 0);
}

/* Main ones have an application, whatever a unit pays a demand, and each an appeal and a request for funding. */
static void
every_payment_has_its_letters (Fixture *self, gconstpointer data)
{
  HearthPackSet *packs = self->vault->packs;

  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "benefit"); i++)
    {
      const HearthPackEntry *benefit = hearth_pack_set_get_entry (packs, "benefit", i);
      guint n_letters = 0;
      gboolean has_application = FALSE;

      for (guint j = 0; j < hearth_pack_set_get_n_entries (packs, "letter"); j++)
        {
          const HearthPackEntry *letter = hearth_pack_set_get_entry (packs, "letter", j);

          if (!hearth_letter_is_for_benefit (letter, benefit))
            continue;
          n_letters++;
          has_application |=
              g_strcmp0 (hearth_pack_entry_get_text (letter, "Use", NULL), "application") == 0;
        }
      g_assert_cmpuint (n_letters, >=, 2);
      if (g_strcmp0 (hearth_pack_entry_get_text (benefit, "Rule", NULL), "non-cash") != 0)
        g_assert_true (has_application);
    }
}

/* NULL: nothing can read it here. @pages: (transfer full). */
static char *
read_pages (HearthPages *pages)
{
  g_autoptr (HearthPages) owned = pages;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = hearth_out_pdf (owned, &error);

  g_assert_no_error (error);
  return hearth_test_read_lines (pdf, "document-paper.pdf");
}

static void
the_receipt_names_the_document_twice (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) documents =
      hearth_test_vault_list (self->vault, "document", &self->case_id);
  HearthFlow *flow =
      hearth_receipt_sheet_new (self->vault->context, self->kase, documents->pdata[0], "uk");
  HearthPages *pages = hearth_pages_new_flow (flow);
  g_autofree char *text = NULL;

  g_assert_cmpuint (hearth_pages_get_n_pages (pages), ==, 1);
  text = read_pages (pages);
  if (text == NULL)
    return;
  hearth_test_assert_holds (text, "Розписка про отримання документа");
  hearth_test_assert_holds (text, "ID-картка");
  hearth_test_assert_holds (text, "000999");
  hearth_test_assert_holds (text, "23.06.2025");
  hearth_test_assert_holds (text, "Вигаданко Олена");
  hearth_test_assert_holds (text, "Примірник для справи");
  hearth_test_assert_holds (strstr (text, "Примірник для особи"), "Отримано: підпис");
}

static void
a_letter_is_printed_as_it_was_kept (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) letters = NULL;

  add_record (self, "letter",
              "{'template':'id-card','addressee':'ДМС України','number':'17/3',"
              "'text':'Перший рядок\\n\\nДругий рядок'}");
  letters = hearth_test_vault_list (self->vault, "letter", &self->case_id);
  g_assert_cmpuint (letters->len, ==, 1);
  text = read_pages (hearth_pages_new_flow (hearth_letter_sheet_new (letters->pdata[0])));
  if (text == NULL)
    return;
  hearth_test_assert_holds (text, "ДМС України");
  hearth_test_assert_holds (text, "№ 17/3");
  hearth_test_assert_holds (text, "Перший рядок\n");
  hearth_test_assert_holds (text, "Другий рядок");
}

#define ADD(path, function)                                                                        \
  g_test_add ("/report/document-papers/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  ADD ("a-letter-is-filled-in-the-case-that-its-words-need",
       a_letter_is_filled_in_the_case_that_its_words_need);
  ADD ("a-letter-is-there-in-english-too", a_letter_is_there_in_english_too);
  ADD ("what-is-missing-or-not-certain-is-marked", what_is_missing_or_not_certain_is_marked);
  ADD ("every-letter-is-filled-whole", every_letter_is_filled_whole);
  ADD ("a-letter-about-a-payment-says-what-is-due-paid-and-owed",
       a_letter_about_a_payment_says_what_is_due_paid_and_owed);
  ADD ("a-sum-that-is-not-sure-is-marked", a_sum_that_is_not_sure_is_marked);
  ADD ("an-appeal-without-a-refusal-is-marked", an_appeal_without_a_refusal_is_marked);
  ADD ("an-appeal-names-the-refusal-of-the-claim", an_appeal_names_the_refusal_of_the_claim);
  ADD ("every-payment-has-its-letters", every_payment_has_its_letters);
  ADD ("the-receipt-names-the-document-twice", the_receipt_names_the_document_twice);
  ADD ("a-letter-is-printed-as-it-was-kept", a_letter_is_printed_as_it_was_kept);
  return g_test_run ();
}
