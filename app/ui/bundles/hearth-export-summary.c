/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-export-summary.h"

#include "hearth-bundle-words.h"
#include "hearth-format.h"
#include "hearth-text-row.h"
#include "hearth-titled-rows.h"

#include <glib/gi18n.h>

/* Rows beyond that would be read by nobody; the count says how many there are. */
#define MAX_SHOWN 200

struct _HearthExportSummary
{
  AdwBin parent_instance;
  GtkWidget *scrolled;
  GtkBox *box;
};

G_DEFINE_FINAL_TYPE (HearthExportSummary, hearth_export_summary, ADW_TYPE_BIN)

/* What is read at once, so that the names are of the same moment as the counts. */
typedef struct
{
  HearthBundlePlan *plan;
  GPtrArray *people; /* (element-type HearthRecord) (nullable elements), of the first cases */
  GPtrArray *barred; /* the same of those who may not leave */
} Reading;

typedef struct
{
  HearthBundleOptions *options;
  HearthId dev;
  GCancellable *cancellable;
} Request;

static void
reading_free (Reading *reading)
{
  g_clear_pointer (&reading->plan, hearth_bundle_plan_free);
  g_ptr_array_unref (reading->people);
  g_ptr_array_unref (reading->barred);
  g_free (reading);
}

static void
request_free (Request *request)
{
  hearth_bundle_options_free (request->options);
  g_clear_object (&request->cancellable);
  g_free (request);
}

static void
record_unref (gpointer record)
{
  if (record != NULL)
    hearth_record_unref (record);
}

static gboolean
read_person (GPtrArray *people, HearthDb *db, const HearthId *case_id, GError **error)
{
  HearthId person = hearth_record_derive_id (case_id, "person", "");
  GError *local = NULL;
  HearthRecord *record =
      hearth_store_get_record (db, hearth_registry_find_kind ("person"), &person, &local);

  if (local != NULL)
    g_propagate_error (error, local);
  else
    g_ptr_array_add (people, record);
  return local == NULL;
}

static gboolean
read_people (Reading *reading, HearthDb *db, GError **error)
{
  const HearthBundlePlan *plan = reading->plan;

  for (guint i = 0; i < MIN (plan->cases->len, MAX_SHOWN); i++)
    if (!read_person (reading->people, db, &g_array_index (plan->cases, HearthBundlePlanCase, i).id,
                      error))
      return FALSE;
  for (guint i = 0; i < MIN (plan->barred->len, MAX_SHOWN); i++)
    if (!read_person (reading->barred, db,
                      &g_array_index (plan->barred, HearthBundleBarred, i).case_id, error))
      return FALSE;
  return TRUE;
}

static gpointer
read_on_reader (HearthDb *db, gpointer data, GError **error)
{
  Request *request = data;
  Reading *reading = g_new0 (Reading, 1);

  reading->people = g_ptr_array_new_with_free_func (record_unref);
  reading->barred = g_ptr_array_new_with_free_func (record_unref);
  reading->plan =
      hearth_bundle_plan_new (db, &request->dev, request->options, request->cancellable, error);
  if (reading->plan != NULL && read_people (reading, db, error))
    return reading;
  reading_free (reading);
  return NULL;
}

static char *
dup_counts (const HearthBundleTally *tally)
{
  GString *text = g_string_new (NULL);
  g_autofree char *records =
      g_strdup_printf (ngettext ("%u entry", "%u entries", tally->n_records), tally->n_records);

  hearth_format_append_part (text, records);
  if (tally->n_files > 0)
    {
      g_autofree char *files = g_strdup_printf (
          ngettext ("%u attachment", "%u attachments", tally->n_files), tally->n_files);

      hearth_format_append_part (text, files);
    }
  return g_string_free (text, FALSE);
}

static void
add_row (GtkListBox *list, const char *title, const char *subtitle, guint64 size)
{
  GtkWidget *row = hearth_titled_rows_add (list, title, subtitle);
  g_autofree char *text = g_format_size (size);
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  hearth_text_row_add_suffix (HEARTH_TEXT_ROW (row), label);
}

static guint64
get_size (const HearthBundleTally *tally)
{
  return tally->line_bytes + tally->file_bytes;
}

static void
add_leaving (HearthExportSummary *self, const HearthBundlePlan *plan, const char *whom)
{
  g_autofree char *size = g_format_size (get_size (&plan->total));
  /* Translators: for whom, and a size such as "12 kB". */
  g_autofree char *text = g_strdup_printf (
      _ ("For %1$s. %2$s in all; the file is somewhat longer, so that its size tells little."),
      whom, size);
  GtkListBox *list = hearth_titled_rows_add_group (self->box, _ ("What Leaves"), text);

  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    {
      const HearthBundleTally *tally = &plan->parts[cmp];
      g_autofree char *counts = dup_counts (tally);

      if (tally->n_lines > 0)
        add_row (list, hearth_bundle_part_title (hearth_compartment_get_name (cmp)), counts,
                 get_size (tally));
    }
  if (plan->shared.n_lines > 0)
    {
      g_autofree char *counts = dup_counts (&plan->shared);

      add_row (list, _ ("What the entries name: authors, exchanges, institutions"), counts,
               get_size (&plan->shared));
    }
}

static const char *
describe_stay (HearthBundleStay stay)
{
  switch (stay)
    {
    case HEARTH_BUNDLE_STAY_CLOSED:
      return _ ("This login has no key for it. Whoever has one sends it as a second bundle.");
    case HEARTH_BUNDLE_STAY_CONTACT:
      return _ (
          "The contact may not get it. An owner decides that under Administration, Contacts.");
    case HEARTH_BUNDLE_STAY_PASSPHRASE:
      return _ ("Never leaves under a passphrase.");
    case HEARTH_BUNDLE_STAY_OFF:
      return _ ("You left it out.");
    case HEARTH_BUNDLE_STAY_NONE:
    default:
      return NULL;
    }
}

/* A part that is open and holds nothing of these people is none that stays. */
static void
add_stay (GtkListBox *list, const HearthBundlePlan *plan, HearthCompartment cmp)
{
  const HearthBundleTally *left = &plan->left[cmp];
  const char *why = describe_stay (plan->stays[cmp]);
  g_autofree char *counts = dup_counts (left);
  g_autofree char *text = g_strconcat (counts, "\n", why, NULL);

  if (why == NULL || (plan->stays[cmp] != HEARTH_BUNDLE_STAY_CLOSED && left->n_lines == 0))
    return;
  hearth_titled_rows_add (list, hearth_bundle_part_title (hearth_compartment_get_name (cmp)),
                          left->n_lines > 0 ? text : why);
}

static void
add_staying (HearthExportSummary *self, const HearthBundlePlan *plan)
{
  GtkListBox *list = hearth_titled_rows_add_group (self->box, _ ("What Stays"), NULL);
  const guint n_files = plan->n_files_left;

  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    add_stay (list, plan, (HearthCompartment) cmp);
  if (n_files > 0)
    {
      g_autofree char *text =
          g_strdup_printf (ngettext ("%u attachment does not go along: under a passphrase none "
                                     "does, and one that was removed here cannot.",
                                     "%u attachments do not go along: under a passphrase none "
                                     "does, and those that were removed here cannot.",
                                     n_files),
                           n_files);

      hearth_titled_rows_add (list, _ ("Attachments"), text);
    }
  if (plan->n_withheld > 0)
    hearth_titled_rows_add (
        list, _ ("The exchange"),
        _ ("Its numbers are withheld for now, so its entry leaves with nobody."));
  if (gtk_widget_get_first_child (GTK_WIDGET (list)) == NULL)
    hearth_titled_rows_add (list, _ ("Nothing of these people"), NULL);
}

static void
add_person (GtkListBox *list, const HearthBundlePlanCase *item, HearthRecord *person)
{
  g_autofree char *name =
      hearth_bundle_dup_name (person != NULL ? hearth_record_get_values (person) : NULL);
  const char *number = person != NULL ? hearth_record_get_text (person, "number") : NULL;
  g_autoptr (GString) text = g_string_new (number);
  guint64 size = 0;

  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    {
      const HearthBundleTally *tally = &item->parts[cmp];
      g_autofree char *counts = dup_counts (tally);

      if (tally->n_lines == 0)
        continue;
      /* Translators: a part of a case and what is in it, as "Medical: 3 entries". */
      g_string_append_printf (text, _ ("%1$s%2$s: %3$s"), text->len > 0 ? "\n" : "",
                              hearth_bundle_part_title (hearth_compartment_get_name (cmp)), counts);
      size += get_size (tally);
    }
  add_row (list, name, text->str, size);
}

static const char *
describe_answer (HearthConsentAnswer answer)
{
  switch (answer)
    {
    case HEARTH_CONSENT_DECLINED:
      return _ ("Declined that it is told for this purpose");
    case HEARTH_CONSENT_WITHDRAWN:
      return _ ("Withdrew the consent to this purpose");
    case HEARTH_CONSENT_NOT_ASKED:
      return _ ("Was not asked yet; this house asks before anything leaves");
    case HEARTH_CONSENT_GIVEN:
    default:
      return NULL;
    }
}

static void
add_more (GtkListBox *list, guint n)
{
  g_autofree char *more = NULL;

  if (n <= MAX_SHOWN)
    return;
  more = g_strdup_printf (ngettext ("And %u more", "And %u more", n - MAX_SHOWN), n - MAX_SHOWN);
  hearth_titled_rows_add (list, more, NULL);
}

/* Above all the rest: who expects somebody in the bundle is not to look for them at its end. */
static void
add_barred (HearthExportSummary *self, const Reading *reading)
{
  GtkListBox *list;

  if (reading->barred->len == 0)
    return;
  list = hearth_titled_rows_add_group (
      self->box, _ ("Without Consent"),
      reading->plan->cases->len > 0
          ? _ ("These people stay. What they agree to stands in the case, under Family.")
          : _ ("Nothing leaves. What people agree to stands in the case, under Family."));
  for (guint i = 0; i < reading->barred->len; i++)
    {
      HearthRecord *person = reading->barred->pdata[i];
      const HearthBundleBarred *item =
          &g_array_index (reading->plan->barred, HearthBundleBarred, i);
      g_autofree char *name =
          hearth_bundle_dup_name (person != NULL ? hearth_record_get_values (person) : NULL);

      hearth_titled_rows_add (list, name, describe_answer (item->answer));
    }
  add_more (list, reading->plan->barred->len);
}

static void
add_people (HearthExportSummary *self, const Reading *reading)
{
  GtkListBox *list = hearth_titled_rows_add_group (self->box, _ ("People"), NULL);

  for (guint i = 0; i < reading->people->len; i++)
    add_person (list, &g_array_index (reading->plan->cases, HearthBundlePlanCase, i),
                reading->people->pdata[i]);
  add_more (list, reading->plan->cases->len);
}

static void
show (HearthExportSummary *self, const Reading *reading, const char *whom)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  add_barred (self, reading);
  if (reading->plan->cases->len > 0)
    {
      add_leaving (self, reading->plan, whom);
      add_staying (self, reading->plan);
      add_people (self, reading);
    }
  gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)), 0);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  GError *error = NULL;
  Reading *reading = hearth_store_read_finish (HEARTH_STORE (source), result, &error);
  GArray *barred;

  if (reading == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  show (g_task_get_source_object (task), reading, g_task_get_task_data (task));
  barred = g_array_ref (reading->plan->barred);
  reading_free (reading);
  g_task_return_pointer (task, barred, (GDestroyNotify) g_array_unref);
}

void
hearth_export_summary_read_async (HearthExportSummary *self,
                                  HearthDesk *desk,
                                  const HearthBundleOptions *options,
                                  const char *whom,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  Request *request;
  GTask *task;

  g_return_if_fail (HEARTH_IS_EXPORT_SUMMARY (self) && HEARTH_IS_DESK (desk));
  g_return_if_fail (options != NULL && whom != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, hearth_export_summary_read_async);
  g_task_set_task_data (task, g_strdup (whom), g_free);
  request = g_new0 (Request, 1);
  request->options = hearth_bundle_options_copy (options);
  request->dev = *hearth_vault_get_dev (hearth_context_get_vault (hearth_desk_get_context (desk)));
  request->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  hearth_store_read_async (hearth_desk_get_store (desk), read_on_reader, request,
                           (GDestroyNotify) request_free, (GDestroyNotify) reading_free,
                           cancellable, on_read_cb, task);
}

GArray *
hearth_export_summary_read_finish (HearthExportSummary *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, hearth_export_summary_read_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
hearth_export_summary_class_init (HearthExportSummaryClass *klass)
{
}

static void
hearth_export_summary_init (HearthExportSummary *self)
{
  GtkWidget *clamp = adw_clamp_new ();

  self->scrolled = gtk_scrolled_window_new ();
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 560);
  gtk_widget_set_margin_start (clamp, 12);
  gtk_widget_set_margin_end (clamp, 12);
  gtk_widget_set_margin_top (clamp, 24);
  gtk_widget_set_margin_bottom (clamp, 24);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->box));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), clamp);
  adw_bin_set_child (ADW_BIN (self), self->scrolled);
}
