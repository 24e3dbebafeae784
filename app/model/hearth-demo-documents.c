/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-demo-documents.h"

#include "hearth-case-documents.h"
#include "hearth-document-terms.h"

/* What two steps say of one document. */
typedef struct
{
  HearthDate applied, issued;
  const char *number;
  gboolean is_planned;
} Story;

static void
read_step (Story *story,
           const HearthPlanTemplate *template,
           const char *document,
           const HearthDemoStep *step)
{
  const gboolean is_done = step->is_changed && step->state == HEARTH_STEP_DONE;

  if (g_strcmp0 (template->document, document) == 0)
    {
      story->is_planned = TRUE;
      if (is_done)
        {
          story->issued = step->done_on;
          story->number = step->number;
        }
    }
  if (g_strcmp0 (template->applies_for, document) == 0 && is_done)
    story->applied = step->done_on;
}

static void
set_date (json_t *set, const char *field, HearthDate day)
{
  g_autofree char *text = day != HEARTH_DATE_NONE ? hearth_date_to_string (day) : NULL;

  if (text != NULL)
    json_object_set_new (set, field, json_string (text));
}

static json_t *
make_document (const Story *story, HearthPlanTemplates *templates, const char *document)
{
  const HearthDate applied = story->applied;
  HearthDocumentState state = HEARTH_DOCUMENT_LOST;
  json_t *set = json_object ();

  if (story->issued != HEARTH_DATE_NONE)
    state = HEARTH_DOCUMENT_HANDED_OVER;
  else if (applied != HEARTH_DATE_NONE)
    state = HEARTH_DOCUMENT_APPLIED;
  json_object_set_new (set, "document", json_string (document));
  json_object_set_new (set, "state", json_string (hearth_document_state_to_id (state)));
  if (applied == HEARTH_DATE_NONE || story->issued == HEARTH_DATE_NONE || applied <= story->issued)
    set_date (set, "applied_on", applied);
  if (state == HEARTH_DOCUMENT_APPLIED)
    set_date (set, "due_on", hearth_document_get_due (templates, document, applied, FALSE));
  set_date (set, "issued_on", story->issued);
  set_date (set, "handed_on", story->issued);
  if (story->number != NULL)
    json_object_set_new (set, "number", json_string (story->number));
  return set;
}

/* A few of each case have not been asked about yet: the page shows how that looks. */
static gboolean
is_asked (const Story *story, guint index)
{
  return story->is_planned && (story->applied != HEARTH_DATE_NONE ||
                               story->issued != HEARTH_DATE_NONE || index % 3 != 2);
}

void
hearth_demo_add_documents (HearthCommand *command,
                           HearthCase *kase,
                           HearthPlanTemplates *templates,
                           GPtrArray *records,
                           GArray *steps)
{
  HearthPackSet *packs = hearth_plan_templates_get_packs (templates);
  const HearthId *case_id = hearth_case_get_id (kase);

  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "document"); i++)
    {
      const char *id = hearth_pack_entry_get_id (hearth_pack_set_get_entry (packs, "document", i));
      const HearthId rec = hearth_case_document_derive_id (case_id, id);
      Story story = { HEARTH_DATE_NONE, HEARTH_DATE_NONE, NULL, FALSE };

      for (guint j = 0; j < steps->len; j++)
        {
          const HearthPlanTemplate *template = hearth_plan_templates_lookup (
              templates, hearth_record_get_text (records->pdata[j], "template"));

          if (template != NULL)
            read_step (&story, template, id, &g_array_index (steps, HearthDemoStep, j));
        }
      if (is_asked (&story, i))
        hearth_command_set (command, hearth_registry_find_kind ("document"), case_id, &rec,
                            HEARTH_REVISION_NEW, make_document (&story, templates, id));
    }
}
