/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-report-out.h"

#include "hearth-audit.h"
#include "hearth-confirm.h"
#include "hearth-file-picker.h"
#include "hearth-pages-wait.h"
#include "hearth-paper.h"
#include "hearth-target.h"

#include <glib/gi18n.h>

typedef enum
{
  WAY_FILE,
  WAY_PAPER,
  WAY_CLIPBOARD,
} Way;

/* One report on its way out. */
typedef struct
{
  Way way;
  GtkWidget *parent;      /* weak */
  HearthContext *context; /* weak: another one is another login */
  HearthDesk *desk;
  const HearthReport *report;
  HearthTable *table;
  HearthReportFormat format;
  GFile *file;
  HearthPages *pages; /* for paper */
} Job;

static Job *
job_new (Way way,
         GtkWidget *parent,
         HearthDesk *desk,
         const HearthReport *report,
         HearthTable *table,
         HearthReportFormat format)
{
  Job *self = g_new0 (Job, 1);

  self->way = way;
  g_set_weak_pointer (&self->parent, parent);
  g_set_weak_pointer (&self->context, hearth_desk_get_context (desk));
  self->desk = g_object_ref (desk);
  self->report = report;
  self->table = hearth_table_ref (table);
  self->format = format;
  return self;
}

static void
job_free (Job *self)
{
  g_clear_weak_pointer (&self->parent);
  g_clear_weak_pointer (&self->context);
  g_clear_object (&self->file);
  g_clear_pointer (&self->pages, hearth_pages_unref);
  g_object_unref (self->desk);
  hearth_table_unref (self->table);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Job, job_free)

/* FALSE: locked meanwhile, and the window gone. */
static gboolean
is_alive (const Job *self)
{
  return self->parent != NULL && self->context != NULL &&
         self->context == hearth_desk_get_context (self->desk);
}

static guint
count_rows (const HearthTable *table)
{
  return hearth_table_get_n_rows (table) - (hearth_table_has_totals (table) ? 1 : 0);
}

/* The same words for scripts and windows: what left and how much of it, never what stands in it. */
static HearthAuditEntry
get_entry (const Job *self, HearthAuditPhase phase)
{
  return (HearthAuditEntry){ .event =
                                 self->way == WAY_PAPER ? HEARTH_AUDIT_PRINT : HEARTH_AUDIT_EXPORT,
                             .phase = phase,
                             .why = hearth_report_get_name (self->report),
                             .n = hearth_table_get_n_rows (self->table) };
}

/* --- After it --- */

static void
on_outcome_noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  /* That it left is already written down. */
  if (!hearth_context_audit_finish (HEARTH_CONTEXT (source), result, &error))
    g_debug ("the outcome was not noted: %s", error->message);
}

/* Takes @self. */
static void
end (Job *self, const GError *error, const char *said)
{
  g_autoptr (Job) job = self;
  const HearthAuditEntry entry =
      get_entry (self, error == NULL ? HEARTH_AUDIT_DONE : HEARTH_AUDIT_FAILED);

  if (!is_alive (job))
    return;
  hearth_context_audit_async (job->context, &entry, NULL, on_outcome_noted_cb, NULL);
  if (error != NULL)
    hearth_desk_report_error (job->desk, error);
  else
    hearth_desk_say (job->desk, said);
}

/* --- Out --- */

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);
  end (user_data, error, _ ("The file is written. It is not encrypted."));
}

static void
copy_picture (Job *self, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = gdk_texture_new_from_bytes (bytes, &error);

  if (texture != NULL)
    gdk_clipboard_set_texture (gtk_widget_get_clipboard (self->parent), texture);
  end (self, error, _ ("The picture is copied. Paste it within half a minute."));
}

static void
on_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = hearth_report_make_file_finish (result, &error);
  Job *self = job;

  if (!is_alive (self))
    return;
  job = NULL;
  if (bytes == NULL)
    end (self, error, NULL);
  else if (self->way == WAY_CLIPBOARD)
    copy_picture (self, bytes);
  else
    g_file_replace_contents_bytes_async (self->file, bytes, NULL, FALSE,
                                         G_FILE_CREATE_REPLACE_DESTINATION | G_FILE_CREATE_PRIVATE,
                                         NULL, on_written_cb, self);
}

/* The pages are there before the log says that they go to a printer. */
static void
print_pages (Job *self)
{
  g_autoptr (Job) job = self;
  g_autoptr (GError) error = NULL;

  if (!hearth_paper_print (GTK_WINDOW (gtk_widget_get_root (self->parent)), self->pages, &error))
    hearth_desk_report_error (self->desk, error);
}

static void
on_noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean is_noted = hearth_context_audit_finish (HEARTH_CONTEXT (source), result, &error);

  if (!is_alive (job))
    return;
  if (!is_noted)
    hearth_desk_report_error (job->desk, error);
  else if (job->way == WAY_PAPER)
    print_pages (g_steal_pointer (&job));
  else
    {
      Job *self = g_steal_pointer (&job);

      hearth_report_make_file_async (self->report, self->table, self->format, NULL, on_made_cb,
                                     self);
    }
}

/* Takes @self. Without its entry nothing leaves. */
static void
note (Job *self)
{
  const HearthAuditEntry entry = get_entry (self, HEARTH_AUDIT_BEGIN);

  hearth_context_audit_async (self->context, &entry, NULL, on_noted_cb, self);
}

static void
on_laid_out_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (GError) error = NULL;

  job->pages = hearth_pages_wait_finish (result, &error);
  if (!is_alive (job))
    return;
  if (job->pages != NULL)
    note (g_steal_pointer (&job));
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    hearth_desk_report_error (job->desk, error);
}

/* --- Asking --- */

static void
on_place_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  g_autoptr (GFile) file = hearth_file_picker_run_finish (result);

  if (file == NULL || !is_alive (job) || !hearth_target_is_accepted (job->desk, file))
    return;
  job->file = g_steal_pointer (&file);
  note (g_steal_pointer (&job));
}

static void
on_confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Job) job = user_data;
  const gboolean is_wanted = hearth_confirm_finish (result);
  g_autofree char *name = NULL;

  if (!is_wanted || !is_alive (job))
    return;
  if (job->way == WAY_CLIPBOARD)
    {
      note (g_steal_pointer (&job));
      return;
    }
  name = g_strdup_printf ("%s.%s", hearth_report_get_name (job->report),
                          hearth_report_format_get_name (job->format));
  hearth_file_picker_run_async (job->parent, HEARTH_FILE_PICKER_SAVE, _ ("Save Report"), name, NULL,
                                on_place_chosen_cb, job);
  job = NULL;
}

/** hearth_report_out_save: @table: made by @report */
void
hearth_report_out_save (GtkWidget *parent,
                        HearthDesk *desk,
                        const HearthReport *report,
                        HearthTable *table,
                        gboolean has_names,
                        HearthReportFormat format)
{
  const guint n_rows = count_rows (table);
  g_autofree char *rows = g_strdup_printf (ngettext ("%u row", "%u rows", n_rows), n_rows);
  g_autofree char *body = NULL;

  g_return_if_fail (GTK_IS_WIDGET (parent) && HEARTH_IS_DESK (desk));

  body = g_strdup_printf (
      /* Translators: the title of a report, "12 rows", and a sentence on what leaves with them. */
      _ ("“%s”, %s. %s\n\nThe file is not encrypted: whoever finds it can read it. Delete it when "
         "it is "
         "not needed any more. The audit log says that it was written."),
      hearth_table_get_title (table), rows,
      !hearth_report_is_about_people (report) ? _ ("Numbers leave the vault, no names.")
      : has_names                             ? _ ("Names of people leave the vault.")
                                              : _ ("Numbers of cases leave the vault, no names."));
  hearth_confirm_async (parent, _ ("Write a File That Is Not Encrypted?"), body, _ ("Write"), TRUE,
                        on_confirmed_cb, job_new (WAY_FILE, parent, desk, report, table, format));
}

/** hearth_report_out_print: @table: made by @report */
void
hearth_report_out_print (GtkWidget *parent,
                         HearthDesk *desk,
                         const HearthReport *report,
                         HearthTable *table)
{
  g_return_if_fail (GTK_IS_WIDGET (parent) && HEARTH_IS_DESK (desk));

  hearth_pages_wait_async (parent, desk, report, table, on_laid_out_cb,
                           job_new (WAY_PAPER, parent, desk, report, table, HEARTH_REPORT_PDF));
}

/** hearth_report_out_copy: @table: made by @report, which has a diagram */
void
hearth_report_out_copy (GtkWidget *parent,
                        HearthDesk *desk,
                        const HearthReport *report,
                        HearthTable *table)
{
  g_return_if_fail (GTK_IS_WIDGET (parent) && HEARTH_IS_DESK (desk));

  hearth_confirm_async (parent, _ ("Copy the Picture?"),
                        _ ("Every program can read what is in the clipboard. It is taken out again "
                           "after half a minute. The audit log says that it was copied."),
                        _ ("Copy"), TRUE, on_confirmed_cb,
                        job_new (WAY_CLIPBOARD, parent, desk, report, table, HEARTH_REPORT_PNG));
}
