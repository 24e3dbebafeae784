/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-case-documents.h"

#include "hearth-case-plan.h"
#include "hearth-document-terms.h"

static void
document_free (gpointer data)
{
  HearthCaseDocument *self = data;

  g_free (self->id);
  g_clear_pointer (&self->record, hearth_record_unref);
  g_strfreev (self->waits_for);
  g_strfreev (self->holds_up);
  g_free (self);
}

static HearthCaseDocument *
document_new (const HearthPackEntry *entry, const char *id, HearthRecord *record)
{
  HearthCaseDocument *self = g_new0 (HearthCaseDocument, 1);

  self->entry = entry;
  self->id = g_strdup (id);
  self->due = HEARTH_DATE_NONE;
  self->free_until = HEARTH_DATE_NONE;
  if (record != NULL)
    {
      self->record = hearth_record_ref (record);
      self->state = hearth_document_state_from_id (hearth_record_get_text (record, "state"));
      self->due = hearth_record_get_date (record, "due_on");
    }
  return self;
}

/* All records of one document; none: a line that asks. */
static void
add_entry (GPtrArray *documents, const HearthPackEntry *entry, GPtrArray *records)
{
  const char *id = hearth_pack_entry_get_id (entry);
  gboolean is_written = FALSE;

  for (guint i = 0; i < records->len; i++)
    if (g_strcmp0 (hearth_record_get_text (records->pdata[i], "document"), id) == 0)
      {
        g_ptr_array_add (documents, document_new (entry, id, records->pdata[i]));
        is_written = TRUE;
      }
  if (!is_written)
    g_ptr_array_add (documents, document_new (entry, id, NULL));
}

static void
add_strangers (GPtrArray *documents, HearthPackSet *packs, GPtrArray *records)
{
  for (guint i = 0; i < records->len; i++)
    {
      const char *id = hearth_record_get_text (records->pdata[i], "document");

      if (id == NULL || hearth_pack_set_lookup (packs, "document", id) == NULL)
        g_ptr_array_add (documents, document_new (NULL, id != NULL ? id : "", records->pdata[i]));
    }
}

/* Of several records of one document the one that is there counts. */
static gboolean
holds_up (GPtrArray *documents, const char *id)
{
  gboolean does = FALSE;

  for (guint i = 0; i < documents->len; i++)
    {
      const HearthCaseDocument *other = documents->pdata[i];

      if (!g_str_equal (other->id, id))
        continue;
      if (!hearth_document_state_holds_up (other->state))
        return FALSE;
      does = TRUE;
    }
  return does;
}

/* Either of "a|b" is enough. */
static GStrv
list_waited_for (GPtrArray *documents, HearthPackSet *packs, const char *id)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) parts = hearth_document_list_waiting_for (packs, id);

  for (char **part = parts; *part != NULL; part++)
    {
      g_auto (GStrv) ids = g_strsplit (*part, "|", -1);
      gboolean is_met = FALSE;

      for (char **other = ids; *other != NULL; other++)
        is_met = is_met || !holds_up (documents, *other);
      for (char **other = ids; !is_met && *other != NULL; other++)
        g_strv_builder_add (builder, *other);
    }
  return g_strv_builder_end (builder);
}

static HearthDate
find_release (HearthCase *kase)
{
  g_autoptr (HearthPlanFacts) facts = hearth_case_plan_facts (
      hearth_case_get_person (kase), hearth_case_get_records (kase, "captivity"),
      hearth_case_get_today (kase));

  return hearth_plan_facts_get_day (facts, HEARTH_PLAN_DAY_RELEASED);
}

static void
add_rules (GPtrArray *documents, HearthPlanTemplates *templates, HearthDate released)
{
  HearthPackSet *packs = hearth_plan_templates_get_packs (templates);

  for (guint i = 0; i < documents->len; i++)
    {
      HearthCaseDocument *document = documents->pdata[i];

      document->waits_for = list_waited_for (documents, packs, document->id);
      document->holds_up = hearth_document_list_held_up_by (packs, document->id);
      document->depth = hearth_document_get_depth (packs, document->id);
      document->free_until = hearth_document_get_free_until (templates, document->id, released);
    }
}

/**
 * hearth_case_list_documents:
 * @templates: of the context of @kase
 *
 * Returns: (transfer full) (element-type HearthCaseDocument): never empty while the pack is not. Thread: of
 *   @kase.
 */
GPtrArray *
hearth_case_list_documents (HearthCase *kase, HearthPlanTemplates *templates)
{
  GPtrArray *documents = g_ptr_array_new_with_free_func (document_free);
  HearthPackSet *packs;
  GPtrArray *records;

  g_return_val_if_fail (HEARTH_IS_CASE (kase) && templates != NULL, documents);

  packs = hearth_plan_templates_get_packs (templates);
  records = hearth_case_get_records (kase, "document");
  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "document"); i++)
    add_entry (documents, hearth_pack_set_get_entry (packs, "document", i), records);
  add_strangers (documents, packs, records);
  add_rules (documents, templates, find_release (kase));
  return documents;
}

/** hearth_case_documents_find: (transfer none) (nullable). Thread: any. */
const HearthCaseDocument *
hearth_case_documents_find (GPtrArray *documents, const char *id)
{
  g_return_val_if_fail (documents != NULL && id != NULL, NULL);

  for (guint i = 0; i < documents->len; i++)
    if (g_str_equal (((HearthCaseDocument *) documents->pdata[i])->id, id))
      return documents->pdata[i];
  return NULL;
}

/** hearth_case_document_derive_id: Thread: any. */
HearthId
hearth_case_document_derive_id (const HearthId *case_id, const char *document)
{
  return hearth_record_derive_id (case_id, "document", document);
}
