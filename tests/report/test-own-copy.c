/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The own copy as a paper: what a stock reader finds on it, and what is never there. */
#include "config.h"

#include "hearth-audit.h"
#include "hearth-bundle-log.h"
#include "hearth-contact-store.h"
#include "hearth-given-query.h"
#include "hearth-out-pdf.h"
#include "hearth-own-copy-sheet.h"
#include "hearth-test-paper.h"
#include "hearth-test-vault.h"
#include "hearth-test.h"

#include <libintl.h>
#include <string.h>

#define TODAY "2025-06-23"
#define CANARY "КАНАРЕЙКА"

typedef struct
{
  HearthTestVault *vault;
  HearthId case_id;
} Fixture;

static void
add_record (Fixture *self, const char *kind, const char *text)
{
  g_autoptr (GError) error = NULL;
  json_auto_t *fields = hearth_test_vault_json (text);
  const HearthKind *row = hearth_registry_find_kind (kind);
  g_autoptr (HearthChangeSet) changes = hearth_record_add (
      self->vault->context, row, (row->flags & HEARTH_KIND_SHARED) != 0 ? NULL : &self->case_id,
      fields, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (changes);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *locales = g_build_filename (g_getenv ("G_TEST_BUILDDIR"), "..", "po", NULL);

  bindtextdomain (GETTEXT_PACKAGE, locales);
  self->vault = hearth_test_vault_new (TODAY);
  self->case_id = hearth_test_vault_open_case (
      self->vault, "{'surname':'Вигаданко','given':'Марія','patronymic':'Іванівна','sex':'female',"
                   "'rank':'junior-sergeant','unit':'А0000','birth':'1990-03-05',"
                   "'captured':'2022-05-16','released':'2025-06-09'}");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  hearth_test_vault_free (self->vault);
}

typedef struct
{
  HearthPages *pages;
  GError *error;
  gboolean is_done;
} Answer;

static void
on_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->pages = hearth_own_copy_make_finish (result, &answer->error);
  answer->is_done = TRUE;
}

static HearthPages *
make_pages (Fixture *self, const char *language)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthCase) kase = hearth_case_load (self->vault->context, &self->case_id, &error);
  Answer answer = { 0 };

  g_assert_no_error (error);
  hearth_own_copy_make_async (self->vault->context, kase, language, NULL, on_made_cb, &answer);
  while (!answer.is_done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_no_error (answer.error);
  return answer.pages;
}

/* NULL: nothing can read it here. */
static char *
read_copy (Fixture *self, const char *language)
{
  g_autoptr (HearthPages) pages = make_pages (self, language);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = hearth_out_pdf (pages, &error);
  g_autofree char *name = g_strdup_printf ("own-copy-%s.pdf", language);

  g_assert_no_error (error);
  return hearth_test_read_paper (pdf, name);
}

static void
fill (Fixture *self)
{
  add_record (self, "contact",
              "{'name':'Вигаданко Олег','relation':'husband','phone':'+380501112233',"
              "'note':'" CANARY "-родич','address':'" CANARY "-адреса'}");
  add_record (self, "note", "{'written_on':'2025-06-12','text':'Просить окуляри'}");
  add_record (self, "check",
              "{'check':'dental','done_on':'2025-06-12','outcome':'abnormal',"
              "'result':'Два зуби'}");
  add_record (self, "vitals", "{'measured_on':'2025-06-10','weight_g':61500}");
  add_record (self, "answers",
              "{'questionnaire':'whodas-12','filled_on':'2025-06-12',"
              "'answers':['0','1','2','0','0','0','3','0','0','0','0','4']}");
  add_record (self, "payment",
              "{'benefit':'one-off-release','amount_kop':1234567,'paid_on':"
              "'2025-06-20','entry':'paid','to_whom':'person'}");
  add_record (self, "restricted_check",
              "{'check':'hiv','done_on':'2025-06-12','result':'" CANARY "-обмежено'}");
  add_record (self, "statement", "{'taken_on':'2025-06-15','text':'" CANARY "-опитування'}");
  add_record (self, "sighting", "{'subject':'" CANARY "-бачив','words':'" CANARY "-слова'}");
  add_record (self, "access_request", "{'received_on':'2025-06-20','channel':'in-writing'}");
}

static void
test_gives_in_words_and_keeps_back (Fixture *self, gconstpointer data)
{
  g_autofree char *ukrainian = NULL;
  g_autofree char *english = NULL;

  fill (self);
  ukrainian = read_copy (self, "uk");
  english = read_copy (self, "en");
  if (ukrainian == NULL)
    return;
  hearth_test_assert_holds (ukrainian, "Ваші власні дані: Вигаданко Марія Іванівна");
  hearth_test_assert_holds (ukrainian, "Прізвище: Вигаданко");
  hearth_test_assert_holds (ukrainian, "Звання: молодший сержант");
  hearth_test_assert_holds (ukrainian, "Вигаданко Олег");
  hearth_test_assert_holds (ukrainian, "Просить окуляри");
  hearth_test_assert_holds (ukrainian, "Два зуби");
  hearth_test_assert_holds (ukrainian, "61,5 кг");
  hearth_test_assert_holds (ukrainian, "12345,67 ₴");
  hearth_test_assert_holds (ukrainian, "рухливість, стояння: Не важко");
  hearth_test_assert_holds (ukrainian, "Легко виражені труднощі");
  hearth_test_assert_holds (ukrainian, "Письмово");
  hearth_test_assert_holds (ukrainian, "20.07.2025");
  hearth_test_assert_holds (ukrainian, "Чого на цьому папері немає");
  hearth_test_assert_holds (english, "Your own data:");
  hearth_test_assert_holds (english, "61.5 kg");
  hearth_test_assert_holds (english, "Outcome: Abnormal");
  hearth_test_assert_holds (english, "Extreme or cannot do");
  for (guint i = 0; i < 2; i++)
    {
      const char *text = i == 0 ? ukrainian : english;

      hearth_test_assert_lacks (text, CANARY);
      hearth_test_assert_lacks (text, "380501112233");
      /* No id, of a record or of a pack, is a word. */
      hearth_test_assert_lacks (text, "junior-sergeant");
      hearth_test_assert_lacks (text, "in-writing");
      hearth_test_assert_lacks (text, "one-off-release");
      hearth_test_assert_lacks (text, "ONE_OFF_RELEASE");
      hearth_test_assert_lacks (text, "own-data-request");
    }
}

/* The list of what is kept back is the same whether there is any of it or not. */
static char *
cut_kept_back (const char *text)
{
  const char *begin = strstr (text, "What is not on this paper, and why");

  g_assert_nonnull (begin);
  return g_strdup (begin);
}

static void
test_kept_back_says_nothing_of_the_person (Fixture *self, gconstpointer data)
{
  g_autofree char *before = read_copy (self, "en");
  g_autofree char *after = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  char *page;

  if (before == NULL)
    return;
  add_record (self, "restricted_check", "{'check':'hiv','done_on':'2025-06-12'}");
  add_record (self, "statement", "{'taken_on':'2025-06-15','text':'" CANARY "'}");
  after = read_copy (self, "en");
  first = cut_kept_back (before);
  second = cut_kept_back (after);
  /* A footer between may differ by its page. */
  page = strstr (first, "Restricted check");
  g_assert_nonnull (page);
  hearth_test_assert_holds (second, "Restricted check");
  hearth_test_assert_holds (second, "Statement");
  g_assert_cmpstr (before, ==, after);
}

static HearthChangeSet *
log_bundle (const HearthWriter *writer, gpointer data, GCancellable *cancellable, GError **error)
{
  Fixture *self = data;
  g_autoptr (GArray) cases = g_array_new (FALSE, FALSE, sizeof (HearthId));
  g_autofree char *key = g_strnfill (64, '7');
  HearthContactRow contact = { .is_bare = TRUE,
                               .state = HEARTH_CONTACT_REMOVED,
                               .name = (char *) "Шпиталь Вигадки" };
  HearthBundleLogEntry to_contact = { .bundle = { { 1 } },
                                      .destination = key,
                                      .parts = 1u << HEARTH_COMPARTMENT_CORE |
                                               1u << HEARTH_COMPARTMENT_MEDICAL,
                                      .n_cases = 1,
                                      .cases = cases };
  HearthBundleLogEntry of_others = { .bundle = { { 2 } },
                                     .destination = "passphrase",
                                     .parts = 1u << HEARTH_COMPARTMENT_BENEFITS,
                                     .n_cases = 1 };
  const HearthAuditEntry print = { .event = HEARTH_AUDIT_PRINT,
                                   .case_id = self->case_id,
                                   .cmp = HEARTH_COMPARTMENT_BENEFITS };
  const HearthAuditEntry open = { .event = HEARTH_AUDIT_CASE_OPEN,
                                  .case_id = self->case_id,
                                  .cmp = HEARTH_COMPARTMENT_CORE };

  memset (contact.key, 0x77, sizeof contact.key);
  g_array_append_val (cases, self->case_id);
  if (!hearth_db_begin (writer->db, error) ||
      !hearth_contact_store_put (writer->db, &contact, error) ||
      !hearth_db_commit (writer->db, error) ||
      !hearth_bundle_log_begin (writer->db, &to_contact, error) ||
      !hearth_bundle_log_begin (writer->db, &of_others, error) ||
      !hearth_audit_append (writer, &open, error) || !hearth_audit_append (writer, &print, error))
    return NULL;
  return NULL;
}

static void
test_recipients_come_from_the_logs (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;
  g_autofree char *before = read_copy (self, "en");
  g_autofree char *after = NULL;

  if (before == NULL)
    return;
  hearth_test_assert_holds (before, "Nothing of your case has left this vault so far.");
  changes = hearth_store_write (self->vault->store, log_bundle, self, NULL, &error);
  g_assert_no_error (error);
  after = read_copy (self, "en");
  hearth_test_assert_lacks (after, "Nothing of your case has left this vault so far.");
  hearth_test_assert_holds (after, "Encrypted file Шпиталь Вигадки person and plan, health");
  hearth_test_assert_holds (after, "Printed not known money");
  /* Somebody else's bundle, and what was only read here. */
  hearth_test_assert_lacks (after, "Encrypted file not known");
}

static void
answer_request (Fixture *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthCase) kase = hearth_case_load (self->vault->context, &self->case_id, &error);
  GPtrArray *requests = hearth_case_get_records (kase, "access_request");
  const HearthRecord *request = requests->pdata[requests->len - 1];
  json_auto_t *fields = hearth_test_vault_json (text);
  g_autoptr (HearthChangeSet) changes = NULL;

  g_assert_no_error (error);
  changes = hearth_record_set (self->vault->context, hearth_record_get_kind (request),
                               hearth_record_get_id (request), fields, &error);
  g_assert_no_error (error);
  g_assert_nonnull (changes);
}

static void
test_is_the_answer_to_a_request (Fixture *self, gconstpointer data)
{
  g_autofree char *without = read_copy (self, "en");
  g_autofree char *waiting = NULL;
  g_autofree char *partly = NULL;

  if (without == NULL)
    return;
  hearth_test_assert_lacks (without, "Answer to your request");
  add_record (self, "access_request", "{'received_on':'2025-06-20','asked':'Усе про зуби'}");
  waiting = read_copy (self, "en");
  hearth_test_assert_holds (waiting, "Answer to your request of 20 June 2025");
  hearth_test_assert_holds (waiting, "You asked: Усе про зуби");
  hearth_test_assert_holds (waiting, "On this paper is everything");
  hearth_test_assert_holds (waiting, "Commissioner of the Verkhovna Rada");
  answer_request (self, "{'answer':'data-partly-given','ground':'Дані інших осіб'}");
  partly = read_copy (self, "uk");
  hearth_test_assert_holds (partly, "Відповідь на ваш запит від 20.06.2025");
  hearth_test_assert_holds (partly, "У решті відмовлено");
  hearth_test_assert_holds (partly, "Підстава відмови: Дані інших осіб");
  hearth_test_assert_holds (partly, "Прізвище: Вигаданко");
}

static void
test_refusal_gives_nothing (Fixture *self, gconstpointer data)
{
  g_autofree char *refused = NULL;

  fill (self);
  answer_request (self, "{'answer':'data-refused','ground':'Таємниця слідства'}");
  refused = read_copy (self, "en");
  if (refused == NULL)
    return;
  hearth_test_assert_holds (refused, "Answer about your own data:");
  hearth_test_assert_holds (refused, "Your data are not given.");
  hearth_test_assert_holds (refused, "Ground of the refusal: Таємниця слідства");
  hearth_test_assert_lacks (refused, "Surname");
  hearth_test_assert_lacks (refused, "Просить окуляри");
  hearth_test_assert_lacks (refused, "Who had your data");
}

static void
test_older_answer_is_on_its_own_paper (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;

  add_record (self, "access_request",
              "{'received_on':'2025-06-12','answer':'data-refused','ground':'Помилка',"
              "'answered_on':'2025-06-20'}");
  text = read_copy (self, "en");
  if (text == NULL)
    return;
  hearth_test_assert_lacks (text, "Answer to your request");
  hearth_test_assert_holds (text, "Surname: ");
}

/* A case of thousands of records is laid out beside the main loop, and can be called off. */
static void
test_can_be_called_off (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (HearthCase) kase = hearth_case_load (self->vault->context, &self->case_id, &error);
  Answer answer = { 0 };

  hearth_own_copy_make_async (self->vault->context, kase, "uk", cancellable, on_made_cb, &answer);
  g_cancellable_cancel (cancellable);
  while (!answer.is_done)
    g_main_context_iteration (NULL, TRUE);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (answer.pages);
  g_clear_error (&answer.error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, func)                                                                            \
  g_test_add ("/report/own-copy/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("gives-in-words-and-keeps-back", test_gives_in_words_and_keeps_back);
  ADD ("kept-back-says-nothing-of-the-person", test_kept_back_says_nothing_of_the_person);
  ADD ("recipients-come-from-the-logs", test_recipients_come_from_the_logs);
  ADD ("is-the-answer-to-a-request", test_is_the_answer_to_a_request);
  ADD ("refusal-gives-nothing", test_refusal_gives_nothing);
  ADD ("older-answer-is-on-its-own-paper", test_older_answer_is_on_its_own_paper);
  ADD ("can-be-called-off", test_can_be_called_off);
  return g_test_run ();
}
