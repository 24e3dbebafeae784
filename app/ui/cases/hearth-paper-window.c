/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-paper-window.h"

#include "hearth-audit.h"
#include "hearth-confirm.h"
#include "hearth-file-picker.h"
#include "hearth-format.h"
#include "hearth-out-pdf.h"
#include "hearth-paper-preview.h"
#include "hearth-paper.h"
#include "hearth-sentence.h"
#include "hearth-target.h"

#include <glib/gi18n.h>

/* In the order of the choice. */
static const char *const languages[] = { "uk", "en" };

struct _HearthPaperWindow
{
  AdwWindow parent_instance;
  HearthDesk *desk;
  HearthCase *kase;
  HearthRecord *record; /* NULL: of the whole case */
  GPtrArray *papers;    /* borrowed, static HearthCasePaper */
  HearthPages *pages;
  GFile *file; /* where the PDF goes */
  gboolean is_busy;

  AdwWindowTitle *title;
  AdwComboRow *what_row;
  AdwComboRow *language_row;
  AdwActionRow *tick_row;
  GtkSwitch *tick_switch;
  GtkLabel *about_label;
  GtkLabel *issue_label;
};

G_DEFINE_FINAL_TYPE (HearthPaperWindow, hearth_paper_window, ADW_TYPE_WINDOW)

static const HearthCasePaper *
get_paper (HearthPaperWindow *self)
{
  guint selected = adw_combo_row_get_selected (self->what_row);

  return selected < self->papers->len ? self->papers->pdata[selected] : NULL;
}

static gboolean
is_held (HearthPaperWindow *self, HearthCompartment cmp)
{
  HearthContext *context = hearth_desk_get_context (self->desk);

  return context != NULL && hearth_vault_has (hearth_context_get_vault (context), cmp);
}

static void
update_state (HearthPaperWindow *self)
{
  const HearthCasePaper *paper = get_paper (self);
  gboolean can_tick = paper != NULL && paper->tick != NULL && is_held (self, paper->tick_cmp);
  gboolean can_go = paper != NULL && !self->is_busy;

  gtk_label_set_text (self->about_label, paper != NULL ? _ (paper->about) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->tick_row), can_tick);
  if (can_tick)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->tick_row), _ (paper->tick));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "paper.preview", can_go);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "paper.print", can_go);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "paper.save", can_go);
}

/* What was ticked was meant for one paper. */
static void
on_what_changed_cb (HearthPaperWindow *self)
{
  gtk_switch_set_active (self->tick_switch, FALSE);
  update_state (self);
}

static void
set_busy (HearthPaperWindow *self, gboolean is_busy)
{
  self->is_busy = is_busy;
  update_state (self);
}

static void
show_issue (HearthPaperWindow *self, const GError *error)
{
  g_autofree char *text = hearth_sentence_dup_for_error (error);

  gtk_label_set_text (self->issue_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->issue_label), TRUE);
  set_busy (self, FALSE);
}

static gboolean
is_ticked (HearthPaperWindow *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->tick_row)) &&
         gtk_switch_get_active (self->tick_switch);
}

/* FALSE: locked meanwhile. */
static gboolean
make_pages (HearthPaperWindow *self)
{
  HearthContext *context = hearth_desk_get_context (self->desk);
  const HearthCasePaper *paper = get_paper (self);

  g_clear_pointer (&self->pages, hearth_pages_unref);
  if (context != NULL && paper != NULL)
    self->pages =
        paper->make (context, self->kase, self->record,
                     languages[adw_combo_row_get_selected (self->language_row)], is_ticked (self));
  return self->pages != NULL;
}

/* The log says what leaves before it does, and of which part of the vault. */
static void
note (HearthPaperWindow *self,
      HearthAuditEvent event,
      HearthAuditPhase phase,
      GAsyncReadyCallback callback)
{
  HearthContext *context = hearth_desk_get_context (self->desk);
  const HearthCasePaper *paper = get_paper (self);
  const HearthAuditEntry entry = { .event = event,
                                   .phase = phase,
                                   .case_id = *hearth_case_get_id (self->kase),
                                   .cmp = is_ticked (self) ? paper->tick_cmp : paper->cmp,
                                   .n = hearth_pages_get_n_pages (self->pages) };

  if (context != NULL)
    hearth_context_audit_async (context, &entry, NULL, callback, g_object_ref (self));
}

static void
preview_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthPaperWindow *self = HEARTH_PAPER_WINDOW (widget);

  if (make_pages (self))
    gtk_window_present (hearth_paper_preview_new (GTK_WINDOW (self), self->pages));
}

/* --- Printing --- */

static void
on_print_noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthPaperWindow) self = HEARTH_PAPER_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  gboolean is_noted = hearth_context_audit_finish (HEARTH_CONTEXT (source), result, &error);

  if (self->desk == NULL)
    return;
  if (!is_noted || !hearth_paper_print (GTK_WINDOW (self), self->pages, &error))
    show_issue (self, error);
  else
    set_busy (self, FALSE);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthPaperWindow *self = HEARTH_PAPER_WINDOW (widget);

  if (!make_pages (self))
    return;
  set_busy (self, TRUE);
  note (self, HEARTH_AUDIT_PRINT, HEARTH_AUDIT_BEGIN, on_print_noted_cb);
}

/* --- A file --- */

static void
on_outcome_noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthPaperWindow) self = HEARTH_PAPER_WINDOW (user_data);

  /* That it left is already written down. */
  hearth_context_audit_finish (HEARTH_CONTEXT (source), result, NULL);
}

static void
end_saving (HearthPaperWindow *self, const GError *error)
{
  note (self, HEARTH_AUDIT_EXPORT, error == NULL ? HEARTH_AUDIT_DONE : HEARTH_AUDIT_FAILED,
        on_outcome_noted_cb);
  if (error != NULL)
    {
      show_issue (self, error);
      return;
    }
  hearth_desk_say (self->desk, _ ("The PDF is written. It is not encrypted."));
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthPaperWindow) self = HEARTH_PAPER_WINDOW (user_data);
  g_autoptr (GError) error = NULL;

  g_file_replace_contents_finish (G_FILE (source), result, NULL, &error);
  if (self->desk != NULL)
    end_saving (self, error);
}

static void
on_drawn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthPaperWindow) self = HEARTH_PAPER_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = hearth_out_pdf_finish (result, &error);

  if (self->desk == NULL)
    return;
  if (bytes == NULL)
    end_saving (self, error);
  else
    g_file_replace_contents_bytes_async (self->file, bytes, NULL, FALSE,
                                         G_FILE_CREATE_REPLACE_DESTINATION | G_FILE_CREATE_PRIVATE,
                                         NULL, on_written_cb, g_object_ref (self));
}

static void
on_save_noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthPaperWindow) self = HEARTH_PAPER_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  gboolean is_noted = hearth_context_audit_finish (HEARTH_CONTEXT (source), result, &error);

  if (self->desk == NULL)
    return;
  if (is_noted)
    hearth_out_pdf_async (self->pages, NULL, on_drawn_cb, g_object_ref (self));
  else
    show_issue (self, error);
}

static void
on_place_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthPaperWindow) self = HEARTH_PAPER_WINDOW (user_data);
  g_autoptr (GFile) file = hearth_file_picker_run_finish (result);

  if (self->desk == NULL)
    return;
  if (file == NULL || !hearth_target_is_accepted (self->desk, file) || !make_pages (self))
    {
      set_busy (self, FALSE);
      return;
    }
  g_set_object (&self->file, file);
  note (self, HEARTH_AUDIT_EXPORT, HEARTH_AUDIT_BEGIN, on_save_noted_cb);
}

static void
on_confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthPaperWindow) self = HEARTH_PAPER_WINDOW (user_data);

  if (!hearth_confirm_finish (result) || get_paper (self) == NULL)
    set_busy (self, FALSE);
  else
    hearth_file_picker_run_async (GTK_WIDGET (self), HEARTH_FILE_PICKER_SAVE, _ ("Save as PDF"),
                                  get_paper (self)->file_name, NULL, on_place_chosen_cb,
                                  g_object_ref (self));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthPaperWindow *self = HEARTH_PAPER_WINDOW (widget);

  set_busy (self, TRUE);
  hearth_confirm_async (widget, _ ("Write a File That Is Not Encrypted?"),
                        _ ("Whoever finds the PDF can read what stands on it. Delete it when it "
                           "is printed. The audit log says that it was written."),
                        _ ("Write"), TRUE, on_confirmed_cb, g_object_ref (self));
}

/* --- The widget --- */

static void
hearth_paper_window_dispose (GObject *object)
{
  HearthPaperWindow *self = HEARTH_PAPER_WINDOW (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->kase);
  g_clear_object (&self->file);
  g_clear_pointer (&self->record, hearth_record_unref);
  g_clear_pointer (&self->pages, hearth_pages_unref);
  G_OBJECT_CLASS (hearth_paper_window_parent_class)->dispose (object);
}

static void
hearth_paper_window_finalize (GObject *object)
{
  g_ptr_array_unref (HEARTH_PAPER_WINDOW (object)->papers);
  G_OBJECT_CLASS (hearth_paper_window_parent_class)->finalize (object);
}

static void
hearth_paper_window_class_init (HearthPaperWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_paper_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = hearth_paper_window_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/cases/hearth-paper-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthPaperWindow, title);
  gtk_widget_class_bind_template_child (widget_class, HearthPaperWindow, what_row);
  gtk_widget_class_bind_template_child (widget_class, HearthPaperWindow, language_row);
  gtk_widget_class_bind_template_child (widget_class, HearthPaperWindow, tick_row);
  gtk_widget_class_bind_template_child (widget_class, HearthPaperWindow, tick_switch);
  gtk_widget_class_bind_template_child (widget_class, HearthPaperWindow, about_label);
  gtk_widget_class_bind_template_child (widget_class, HearthPaperWindow, issue_label);
  gtk_widget_class_bind_template_callback (widget_class, on_what_changed_cb);
  gtk_widget_class_install_action (widget_class, "paper.preview", NULL, preview_action);
  gtk_widget_class_install_action (widget_class, "paper.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "paper.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "paper.print",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hearth_paper_window_init (HearthPaperWindow *self)
{
  self->papers = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

static HearthPaperWindow *
make (GtkWindow *parent, HearthDesk *desk, HearthCase *kase)
{
  HearthPaperWindow *self = g_object_new (HEARTH_TYPE_PAPER_WINDOW, "transient-for", parent, NULL);
  const char *number = hearth_record_get_text (hearth_case_get_person (kase), "number");

  self->desk = g_object_ref (desk);
  self->kase = g_object_ref (kase);
  adw_window_title_set_subtitle (self->title, number != NULL ? number : "");
  adw_combo_row_set_selected (self->language_row,
                              g_str_equal (hearth_format_language (), languages[0]) ? 0 : 1);
  return self;
}

static void
fill (HearthPaperWindow *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->papers->len; i++)
    gtk_string_list_append (titles, _ (((const HearthCasePaper *) self->papers->pdata[i])->title));
  adw_combo_row_set_model (self->what_row, G_LIST_MODEL (titles));
  update_state (self);
  gtk_window_present (GTK_WINDOW (self));
}

void
hearth_paper_window_present (GtkWindow *parent, HearthDesk *desk, HearthCase *kase)
{
  HearthPaperWindow *self = make (parent, desk, kase);
  guint n_papers;
  const HearthCasePaper *papers = hearth_case_papers_get_all (&n_papers);

  for (guint i = 0; i < n_papers; i++)
    if (is_held (self, papers[i].cmp))
      g_ptr_array_add (self->papers, (gpointer) &papers[i]);
  fill (self);
}

void
hearth_paper_window_present_one (GtkWindow *parent,
                                 HearthDesk *desk,
                                 HearthCase *kase,
                                 const HearthCasePaper *paper,
                                 const HearthRecord *record)
{
  HearthPaperWindow *self = make (parent, desk, kase);

  if (record != NULL)
    self->record = hearth_record_ref ((HearthRecord *) record);
  g_ptr_array_add (self->papers, (gpointer) paper);
  fill (self);
}
