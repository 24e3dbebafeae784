/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-plan-sheet.h"

#include "hearth-paper-words.h"
#include "hearth-plan-explain.h"

/* For tired eyes, and for those without their glasses. */
#define TYPE_SIZE 14.0
/* More at once frightens. */
#define MAX_NEXT 7
#define MAX_LATER 14
#define MAX_DONE 8
#define LINE_OF_NOTES 26.0
#define N_LINES_OF_NOTES 4

typedef struct
{
  HearthPlanTemplates *templates;
  HearthPackSet *packs;
  HearthCase *kase;
  HearthDate today;
  const char *language;
  const HearthPaperWords *words;
  HearthFlow *flow;
} Sheet;

static gint
compare_steps (gconstpointer a, gconstpointer b)
{
  const HearthPlanItem *first = (*(const HearthCaseStep *const *) a)->item;
  const HearthPlanItem *second = (*(const HearthCaseStep *const *) b)->item;

  /* What has no day comes after what has one. */
  if (first->due == HEARTH_DATE_NONE || second->due == HEARTH_DATE_NONE)
    return (first->due == HEARTH_DATE_NONE) - (second->due == HEARTH_DATE_NONE);
  return first->due < second->due ? -1 : first->due > second->due;
}

/* What the staff does among themselves is in the plan too; what no pack knows has no plain words. */
static GPtrArray *
list_steps (const Sheet *self, gboolean is_open, gboolean is_ready)
{
  GPtrArray *steps = g_ptr_array_new ();

  for (guint i = 0; i < hearth_case_get_n_steps (self->kase); i++)
    {
      const HearthCaseStep *step = hearth_case_get_step (self->kase, i);
      const HearthPlanItem *item = step->item;

      if (item->template == NULL || hearth_step_state_is_open (item->state) != is_open)
        continue;
      if (is_open ? item->is_ready == is_ready : item->state == HEARTH_STEP_DONE)
        g_ptr_array_add (steps, (gpointer) step);
    }
  g_ptr_array_sort (steps, compare_steps);
  return steps;
}

static char *
dup_when (const Sheet *self, const HearthPlanItem *item)
{
  g_autofree char *day = NULL;

  if (item->due == HEARTH_DATE_NONE)
    return g_strdup (self->words->open_ended);
  if (item->due <= self->today)
    return g_strdup (self->words->soon);
  day = hearth_plan_date_in_words (item->due, self->language);
  return _hearth_paper_fill (self->words->by_day, day, NULL);
}

static void
append_line (GString *text, const char *pattern, const char *value)
{
  g_autofree char *line = NULL;

  if (value == NULL || *value == '\0')
    return;
  line = _hearth_paper_fill (pattern, value, NULL);
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

static const char *
text_of (const HearthPackEntry *entry, const char *key, const char *language)
{
  return entry != NULL ? hearth_pack_entry_get_text (entry, key, language) : NULL;
}

/* Where to go and what to bring is the affair of the document that the step yields. */
static char *
dup_detail (const Sheet *self, const HearthPlanItem *item)
{
  const HearthPlanTemplate *template = item->template;
  const HearthPackEntry *document =
      template->document != NULL
          ? hearth_pack_set_lookup (self->packs, "document", template->document)
          : NULL;
  const char *const *papers =
      document != NULL
          ? hearth_pack_entry_get_list_in (
                document, "Papers", g_strcmp0 (self->language, "uk") == 0 ? self->language : NULL)
          : NULL;
  g_autofree char *bring = papers != NULL ? g_strjoinv ("; ", (char **) papers) : NULL;
  g_autofree char *when = dup_when (self, item);
  g_autoptr (GString) text = g_string_new (when);

  append_line (text, self->words->where, text_of (document, "Authority", self->language));
  append_line (text, self->words->with_whom,
               hearth_pack_set_get_title (self->packs, "role", template->role, self->language));
  append_line (text, self->words->bring, bring);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
add_next (const Sheet *self)
{
  g_autoptr (GPtrArray) steps = list_steps (self, TRUE, TRUE);

  hearth_flow_add_heading (self->flow, self->words->next);
  if (steps->len == 0)
    hearth_flow_add_text (self->flow, self->words->nothing_open);
  for (guint i = 0; i < MIN (steps->len, MAX_NEXT); i++)
    {
      const HearthPlanItem *item = ((const HearthCaseStep *) steps->pdata[i])->item;
      g_autofree char *title = hearth_plan_dup_title (self->templates, item->template_id,
                                                      item->occurrence, self->language);
      g_autofree char *detail = dup_detail (self, item);

      hearth_flow_add_item (self->flow, title, detail);
    }
}

static void
add_lines (const Sheet *self, const char *heading, GPtrArray *steps, guint max, gboolean has_day)
{
  static const double shares[] = { 0.68, 0.32 };

  if (steps->len == 0)
    return;
  hearth_flow_add_heading (self->flow, heading);
  for (guint i = 0; i < MIN (steps->len, max); i++)
    {
      const HearthCaseStep *step = steps->pdata[i];
      const HearthPlanItem *item = step->item;
      g_autofree char *title = hearth_plan_dup_title (self->templates, item->template_id,
                                                      item->occurrence, self->language);
      g_autofree char *when =
          has_day ? dup_when (self, item)
                  : _hearth_paper_dup_date (hearth_record_get_date (step->record, "done_on"),
                                            self->language);
      const char *cells[] = { title, when };

      hearth_flow_add_row (self->flow, cells, shares, G_N_ELEMENTS (cells), FALSE);
    }
}

static void
add_later (const Sheet *self)
{
  g_autoptr (GPtrArray) ready = list_steps (self, TRUE, TRUE);
  g_autoptr (GPtrArray) later = list_steps (self, TRUE, FALSE);

  /* What did not find room above. */
  for (guint i = ready->len; i > MAX_NEXT; i--)
    g_ptr_array_insert (later, 0, ready->pdata[i - 1]);
  add_lines (self, self->words->later, later, MAX_LATER, TRUE);
}

static void
add_place (const Sheet *self)
{
  const HearthRecord *person = hearth_case_get_person (self->kase);
  const char *facility = hearth_record_get_text (person, "facility");
  const char *ward = hearth_record_get_text (person, "ward");
  g_autofree char *room = ward != NULL ? _hearth_paper_fill (self->words->ward, ward, NULL) : NULL;
  g_autofree char *place =
      g_strjoin (facility != NULL && room != NULL ? ", " : "", facility != NULL ? facility : "",
                 room != NULL ? room : "", NULL);

  hearth_flow_add_fact (self->flow, self->words->place, place);
  hearth_flow_add_fact (self->flow, self->words->helper, hearth_record_get_text (person, "owner"));
}

static void
draw_lines (cairo_t *cr, double width, double height, gpointer data)
{
  cairo_set_line_width (cr, 0.5);
  for (guint i = 1; i <= N_LINES_OF_NOTES; i++)
    {
      cairo_move_to (cr, 0, i * LINE_OF_NOTES);
      cairo_line_to (cr, width, i * LINE_OF_NOTES);
    }
  cairo_stroke (cr);
}

/**
 * hearth_plan_sheet_new:
 * @language: of the paper, "uk" or "en"
 *
 * Only what stands in core: titles of steps say nothing of results, and what is restricted is not there.
 *
 * Returns: (transfer full): to be handed to the person.
 */
HearthFlow *
hearth_plan_sheet_new (HearthContext *context, HearthCase *kase, const char *language)
{
  const HearthRecord *person;
  g_autofree char *name = NULL;
  g_autofree char *title = NULL;
  g_autofree char *day = NULL;
  g_autofree char *footer = NULL;
  g_autoptr (GPtrArray) done = NULL;
  const char *number;
  Sheet self = { .kase = kase, .language = language };

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context) && HEARTH_IS_CASE (kase), NULL);

  person = hearth_case_get_person (kase);
  number = hearth_record_get_text (person, "number");
  self.templates = hearth_context_get_templates (context);
  self.packs = hearth_context_get_packs (context);
  self.today = hearth_case_get_today (kase);
  self.words = _hearth_paper_words_for (language);
  name = _hearth_paper_dup_name (person, language);
  day = hearth_plan_date_in_words (self.today, language);
  footer = _hearth_paper_fill (self.words->made_on, day, number);
  title = _hearth_paper_fill (self.words->plan_title, name != NULL ? name : number, NULL);
  self.flow = hearth_flow_new (TYPE_SIZE, footer);
  hearth_flow_add_title (self.flow, title);
  hearth_flow_add_text (self.flow, self.words->plan_greeting);
  add_place (&self);
  add_next (&self);
  add_later (&self);
  done = list_steps (&self, FALSE, FALSE);
  add_lines (&self, self.words->done, done, MAX_DONE, FALSE);
  hearth_flow_add_heading (self.flow, self.words->your_notes);
  hearth_flow_add_drawing (self.flow, (N_LINES_OF_NOTES + 0.5) * LINE_OF_NOTES, draw_lines, NULL,
                           NULL);
  hearth_flow_add_bold (self.flow, self.words->rights);
  return self.flow;
}
