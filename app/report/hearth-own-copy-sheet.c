/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-own-copy-sheet.h"

#include "hearth-own-copy-private.h"
#include "hearth-paper-words.h"
#include "hearth-plan-explain.h"

#include <libintl.h>

#define TYPE_SIZE 11.0
#define ON_ITS_OWN_LINE (HEARTH_FIELD_LONG | HEARTH_FIELD_PLACES)
#define HIDDEN_FROM_PAPER (HEARTH_FIELD_OF_OTHERS | HEARTH_FIELD_INTERNAL)
#define MS_PER_S 1000

typedef struct
{
  const HearthOwnCopy *copy;
  HearthFlow *flow;
} Sheet;

/* --- Records --- */

static gboolean
is_given (const HearthKind *kind)
{
  return kind->give == HEARTH_GIVE_WHOLE;
}

/* Prose stands by itself, everything else in one paragraph: a case has hundreds of records. */
static void
add_record (const Sheet *self, const HearthRecord *record)
{
  const HearthOwnCopy *copy = self->copy;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *head = NULL;
  gboolean ends_line = FALSE;

  for (const HearthField *field = hearth_record_get_kind (record)->fields; field->id != NULL;
       field++)
    {
      g_autofree char *value = (field->flags & HIDDEN_FROM_PAPER) == 0
                                   ? _hearth_own_copy_dup_value (copy, record, field)
                                   : NULL;
      g_autofree char *label = _hearth_own_copy_dup_label (copy, field);
      g_autofree char *line =
          value != NULL ? _hearth_paper_fill (copy->words->field, label, value) : NULL;

      if (line == NULL)
        continue;
      if (head == NULL)
        {
          head = g_steal_pointer (&line);
          continue;
        }
      ends_line = ends_line || (field->flags & ON_ITS_OWN_LINE) != 0;
      if (text->len > 0)
        g_string_append (text, ends_line ? "\n" : " · ");
      g_string_append (text, line);
      ends_line = (field->flags & ON_ITS_OWN_LINE) != 0;
    }
  hearth_flow_add_bold (self->flow, head != NULL ? head : copy->words->is_kept);
  if (text->len > 0)
    hearth_flow_add_text (self->flow, text->str);
}

static gboolean
add_kind (const Sheet *self, const HearthKind *kind)
{
  const GPtrArray *records = g_hash_table_lookup (self->copy->records, kind);

  if (records == NULL || records->len == 0)
    return FALSE;
  hearth_flow_add_heading (self->flow, hearth_catalogue_get (self->copy->catalogue, kind->label));
  for (guint i = 0; i < records->len; i++)
    add_record (self, records->pdata[i]);
  return TRUE;
}

static void
add_chapter (const Sheet *self, HearthCompartment cmp)
{
  const HearthOwnCopyWords *words = self->copy->words;
  guint n_kinds;
  const HearthKind *kinds = hearth_registry_get_kinds (&n_kinds);
  gboolean has_kind = FALSE, has_record = FALSE;

  for (guint i = 0; i < n_kinds; i++)
    has_kind = has_kind || (kinds[i].cmp == cmp && is_given (&kinds[i]));
  if (!has_kind)
    return;
  hearth_flow_add_gap (self->flow, TYPE_SIZE);
  hearth_flow_add_title (self->flow, words->chapters[cmp]);
  if ((self->copy->held & 1u << cmp) == 0)
    {
      g_autofree char *text = _hearth_paper_fill (words->not_held, words->chapters[cmp], NULL);

      hearth_flow_add_bold (self->flow, text);
      return;
    }
  for (guint i = 0; i < n_kinds; i++)
    if (kinds[i].cmp == cmp && is_given (&kinds[i]))
      has_record = add_kind (self, &kinds[i]) || has_record;
  if (!has_record)
    hearth_flow_add_text (self->flow, words->nothing);
}

/* --- What is not given --- */

static void
append_name (GString *text, const char *name)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", name);
}

static void
append_fields_of_others (const Sheet *self, GString *text, const HearthKind *kind)
{
  g_autoptr (GString) fields = g_string_new (NULL);
  g_autofree char *name = NULL;

  for (const HearthField *field = kind->fields; field->id != NULL; field++)
    if ((field->flags & HEARTH_FIELD_OF_OTHERS) != 0)
      append_name (fields, hearth_catalogue_get (self->copy->catalogue, field->label));
  if (fields->len == 0)
    return;
  name =
      _hearth_paper_fill (self->copy->words->of_others,
                          hearth_catalogue_get (self->copy->catalogue, kind->label), fields->str);
  append_name (text, name);
}

/* The same on everybody's paper: it says nothing of this person. */
static void
add_kept_back (const Sheet *self)
{
  const HearthOwnCopyWords *words = self->copy->words;
  guint n_kinds;
  const HearthKind *kinds = hearth_registry_get_kinds (&n_kinds);

  hearth_flow_add_gap (self->flow, TYPE_SIZE);
  hearth_flow_add_title (self->flow, words->kept_back);
  for (guint give = 0; give < G_N_ELEMENTS (words->reasons); give++)
    {
      g_autoptr (GString) names = g_string_new (NULL);

      for (guint i = 0; words->reasons[give] != NULL && i < n_kinds; i++)
        if (kinds[i].give == give)
          append_name (names, hearth_catalogue_get (self->copy->catalogue, kinds[i].label));
        else if (give == HEARTH_GIVE_THIRD_PERSONS && is_given (&kinds[i]))
          append_fields_of_others (self, names, &kinds[i]);
      if (names->len == 0)
        continue;
      hearth_flow_add_bold (self->flow, names->str);
      hearth_flow_add_text (self->flow, words->reasons[give]);
    }
  hearth_flow_add_note (self->flow, words->kept_back_note);
}

/* --- Who had it --- */

static char *
dup_parts (const Sheet *self, guint parts)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    if ((parts & 1u << cmp) != 0)
      append_name (text, self->copy->words->parts[cmp]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_given (const Sheet *self, const HearthGiven *given)
{
  static const double shares[] = { 0.2, 0.24, 0.26, 0.3 };
  const HearthOwnCopyWords *words = self->copy->words;
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_local (given->at_ms / MS_PER_S);
  g_autofree char *day =
      at != NULL ? _hearth_paper_dup_date (hearth_date_new (g_date_time_get_year (at),
                                                            g_date_time_get_month (at),
                                                            g_date_time_get_day_of_month (at)),
                                           words->language)
                 : NULL;
  g_autofree char *parts = dup_parts (self, given->parts);
  const char *to = given->to != NULL ? given->to : words->unknown_reader;
  const char *cells[] = { day, words->hows[given->how], given->is_own ? words->yourself : to,
                          given->is_own ? words->own_copy : parts };

  hearth_flow_add_row (self->flow, cells, shares, G_N_ELEMENTS (cells), FALSE);
}

static void
add_recipients (const Sheet *self)
{
  static const double shares[] = { 0.2, 0.24, 0.26, 0.3 };
  const HearthOwnCopyWords *words = self->copy->words;
  const char *head[] = { words->date, words->how, words->to, words->what };

  hearth_flow_add_gap (self->flow, TYPE_SIZE);
  hearth_flow_add_title (self->flow, words->recipients);
  if (self->copy->given->len == 0)
    hearth_flow_add_text (self->flow, words->nobody);
  else
    hearth_flow_add_row (self->flow, head, shares, G_N_ELEMENTS (head), TRUE);
  for (guint i = 0; i < self->copy->given->len; i++)
    add_given (self, self->copy->given->pdata[i]);
  hearth_flow_add_note (self->flow, words->recipients_note);
}

/* --- The paper --- */

static void
add_data (const Sheet *self)
{
  const HearthOwnCopyWords *words = self->copy->words;

  hearth_flow_add_text (self->flow, words->greeting);
  hearth_flow_add_bold (self->flow, words->secret);
  hearth_flow_add_heading (self->flow, words->about);
  hearth_flow_add_text (self->flow, words->purpose);
  hearth_flow_add_text (self->flow, words->sources);
  hearth_flow_add_text (self->flow, words->ground);
  hearth_flow_add_text (self->flow, words->rights);
  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    add_chapter (self, (HearthCompartment) cmp);
  add_recipients (self);
  add_kept_back (self);
}

static HearthFlow *
make_flow (const HearthOwnCopy *copy)
{
  const HearthOwnCopyWords *words = copy->words;
  const char *number = hearth_record_get_text (copy->person, "number");
  g_autofree char *name = _hearth_paper_dup_name (copy->person, words->language);
  g_autofree char *title = _hearth_paper_fill (
      copy->is_refusal ? words->refusal_title : words->title, name != NULL ? name : number, NULL);
  g_autofree char *day = hearth_plan_date_in_words (copy->today, words->language);
  g_autofree char *footer =
      _hearth_paper_fill (_hearth_paper_words_for (words->language)->made_on, day, number);
  const Sheet self = { copy, hearth_flow_new (TYPE_SIZE, footer) };

  hearth_flow_add_title (self.flow, title);
  _hearth_own_copy_add_answer (copy, self.flow);
  if (!copy->is_refusal)
    add_data (&self);
  return self.flow;
}

/* What may not be given does not even get to the paper's thread. */
static HearthOwnCopy *
own_copy_new (HearthContext *context, HearthCase *kase, const char *language)
{
  HearthOwnCopy *self = g_new0 (HearthOwnCopy, 1);
  guint n_kinds;
  const HearthKind *kinds = hearth_registry_get_kinds (&n_kinds);

  self->packs = hearth_pack_set_ref (hearth_context_get_packs (context));
  self->person = hearth_record_ref ((HearthRecord *) hearth_case_get_person (kase));
  self->records = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->today = hearth_case_get_today (kase);
  self->words = _hearth_own_copy_words_for (language);
  self->is_refusal = hearth_own_copy_is_refusal (kase);
  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    if (hearth_vault_has (hearth_context_get_vault (context), (HearthCompartment) cmp))
      self->held |= 1u << cmp;
  for (guint i = 0; i < n_kinds; i++)
    if (is_given (&kinds[i]))
      g_hash_table_insert (self->records, (gpointer) &kinds[i],
                           g_ptr_array_ref (hearth_case_get_records (kase, kinds[i].id)));
  return self;
}

static void
own_copy_free (gpointer data)
{
  HearthOwnCopy *self = data;

  hearth_pack_set_unref (self->packs);
  hearth_record_unref (self->person);
  g_hash_table_unref (self->records);
  g_clear_pointer (&self->given, g_ptr_array_unref);
  g_clear_pointer (&self->catalogue, hearth_catalogue_free);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthOwnCopy, own_copy_free)

static void
read_catalogue (HearthOwnCopy *self)
{
  self->catalogue =
      hearth_catalogue_new (bindtextdomain (GETTEXT_PACKAGE, NULL), self->words->language);
}

/**
 * hearth_own_copy_sheet_new:
 *
 * Returns: (transfer full): the paper, not laid out yet. Thread: main.
 */
HearthFlow *
hearth_own_copy_sheet_new (HearthContext *context,
                           HearthCase *kase,
                           GPtrArray *given,
                           const char *language)
{
  g_autoptr (HearthOwnCopy) self = NULL;

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context) && HEARTH_IS_CASE (kase), NULL);
  g_return_val_if_fail (given != NULL, NULL);

  self = own_copy_new (context, kase, language);
  self->given = g_ptr_array_ref (given);
  read_catalogue (self);
  return make_flow (self);
}

static void
make_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  HearthOwnCopy *self = data;
  HearthPages *pages;

  read_catalogue (self);
  pages = hearth_pages_new_long_flow (make_flow (self), cancellable);
  if (pages != NULL)
    g_task_return_pointer (task, pages, (GDestroyNotify) hearth_pages_unref);
  else
    g_task_return_error_if_cancelled (task);
}

static gpointer
read_given (HearthDb *db, gpointer data, GError **error)
{
  return hearth_given_query_run (db, data, error);
}

static void
on_given_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  HearthOwnCopy *self = g_task_get_task_data (task);
  GError *error = NULL;

  self->given = hearth_store_read_finish (HEARTH_STORE (source), result, &error);
  if (self->given == NULL)
    g_task_return_error (task, error);
  else
    g_task_run_in_thread (task, make_on_thread);
}

/** hearth_own_copy_make_async: see the header. Thread: main. */
void
hearth_own_copy_make_async (HearthContext *context,
                            HearthCase *kase,
                            const char *language,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task;

  g_return_if_fail (HEARTH_IS_CONTEXT (context) && HEARTH_IS_CASE (kase));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, hearth_own_copy_make_async);
  g_task_set_task_data (task, own_copy_new (context, kase, language), own_copy_free);
  hearth_store_read_async (hearth_context_get_store (context), read_given,
                           g_memdup2 (hearth_case_get_id (kase), sizeof (HearthId)), g_free,
                           (GDestroyNotify) g_ptr_array_unref, cancellable, on_given_read_cb, task);
}

/** hearth_own_copy_make_finish: Returns: (transfer full): the pages; %NULL with an error, %G_IO_ERROR_CANCELLED if it
 * was called off. Thread: main. */
HearthPages *
hearth_own_copy_make_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, hearth_own_copy_make_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
