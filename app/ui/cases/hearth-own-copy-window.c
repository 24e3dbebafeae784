/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-own-copy-window.h"

#include "hearth-format.h"
#include "hearth-given-query.h"
#include "hearth-own-copy-sheet.h"
#include "hearth-sentence.h"

#include <glib/gi18n.h>

/* In the order of the choice. */
static const char *const languages[] = { "uk", "en" };

struct _HearthOwnCopyWindow
{
  HearthOutWindow parent_instance;
  HearthCase *kase;
  HearthPages *pages;       /* NULL: not laid out yet */
  GCancellable *laying_out; /* NULL: nothing is under way */

  AdwWindowTitle *title;
  AdwComboRow *language_row;
  GtkLabel *about_label;
  GtkLabel *missing_label;
  GtkWidget *waiting_box;
  GtkLabel *pages_label;
  GtkLabel *issue_label;
};

G_DEFINE_FINAL_TYPE (HearthOwnCopyWindow, hearth_own_copy_window, HEARTH_TYPE_OUT_WINDOW)

static void
update_state (HearthOwnCopyWindow *self)
{
  const guint n_pages = self->pages != NULL ? hearth_pages_get_n_pages (self->pages) : 0;
  g_autofree char *text = g_strdup_printf (
      ngettext ("The copy has %u page.", "The copy has %u pages.", n_pages), n_pages);

  gtk_widget_set_visible (self->waiting_box, self->laying_out != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->pages_label), n_pages > 0);
  gtk_label_set_text (self->pages_label, text);
  hearth_out_window_set_can_go (HEARTH_OUT_WINDOW (self), n_pages > 0);
}

static void
update (HearthOutWindow *window)
{
  update_state (HEARTH_OWN_COPY_WINDOW (window));
}

static void
on_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthOwnCopyWindow) self = HEARTH_OWN_COPY_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthPages) pages = hearth_own_copy_make_finish (result, &error);

  /* Another language was chosen, or the window was closed. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->kase == NULL)
    return;
  g_clear_object (&self->laying_out);
  self->pages = g_steal_pointer (&pages);
  if (error != NULL)
    {
      g_autofree char *text = hearth_sentence_dup_for_error (error);

      gtk_label_set_text (self->issue_label, text);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->issue_label), error != NULL);
  update_state (self);
}

static void
stop (HearthOwnCopyWindow *self)
{
  if (self->laying_out != NULL)
    g_cancellable_cancel (self->laying_out);
  g_clear_object (&self->laying_out);
  g_clear_pointer (&self->pages, hearth_pages_unref);
}

static void
lay_out (HearthOwnCopyWindow *self)
{
  HearthContext *context =
      hearth_desk_get_context (hearth_out_window_get_desk (HEARTH_OUT_WINDOW (self)));

  stop (self);
  if (context != NULL)
    {
      self->laying_out = g_cancellable_new ();
      hearth_own_copy_make_async (context, self->kase,
                                  languages[adw_combo_row_get_selected (self->language_row)],
                                  self->laying_out, on_made_cb, g_object_ref (self));
    }
  update_state (self);
}

static void
on_language_changed_cb (HearthOwnCopyWindow *self)
{
  if (self->kase != NULL)
    lay_out (self);
}

/* What this login may not read cannot stand on its paper; somebody else has to make that part. */
static void
show_missing (HearthOwnCopyWindow *self, HearthVault *vault)
{
  const gboolean has_medical = hearth_vault_has (vault, HEARTH_COMPARTMENT_MEDICAL);
  const gboolean has_benefits = hearth_vault_has (vault, HEARTH_COMPARTMENT_BENEFITS);
  const gboolean is_refusal = hearth_own_copy_is_refusal (self->kase);
  const char *text = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->about_label), !is_refusal);
  if (is_refusal)
    text = _ ("The request was refused: the paper holds the answer and its ground, and no data.");
  else if (!has_medical && !has_benefits)
    text = _ ("You may read neither health nor money: the copy says that those parts are missing. "
              "Somebody who may read them has to give them.");
  else if (!has_medical)
    text = _ ("You may not read health: the copy says that this part is missing. A clinician has "
              "to give it.");
  else if (!has_benefits)
    text = _ ("You may not read money: the copy says that this part is missing. A caseworker has "
              "to give it.");
  if (text != NULL)
    gtk_label_set_text (self->missing_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->missing_label), text != NULL);
}

/* --- Out --- */

static HearthPages *
make_pages (HearthOutWindow *window)
{
  HearthOwnCopyWindow *self = HEARTH_OWN_COPY_WINDOW (window);

  if (hearth_desk_get_context (hearth_out_window_get_desk (window)) == NULL || self->pages == NULL)
    return NULL;
  return hearth_pages_ref (self->pages);
}

static void
describe (HearthOutWindow *window, const HearthPages *pages, HearthAuditEntry *entry)
{
  HearthCase *kase = HEARTH_OWN_COPY_WINDOW (window)->kase;

  entry->case_id = *hearth_case_get_id (kase);
  entry->cmp = HEARTH_COMPARTMENT_CORE;
  entry->why = hearth_own_copy_is_refusal (kase) ? HEARTH_GIVEN_REFUSAL : HEARTH_GIVEN_OWN_COPY;
  entry->n = hearth_pages_get_n_pages (pages);
}

static const char *
get_file_name (HearthOutWindow *window)
{
  return "own-copy.pdf";
}

/* --- The widget --- */

static void
hearth_own_copy_window_dispose (GObject *object)
{
  HearthOwnCopyWindow *self = HEARTH_OWN_COPY_WINDOW (object);

  stop (self);
  g_clear_object (&self->kase);
  G_OBJECT_CLASS (hearth_own_copy_window_parent_class)->dispose (object);
}

static void
hearth_own_copy_window_class_init (HearthOwnCopyWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  HearthOutWindowClass *out_class = HEARTH_OUT_WINDOW_CLASS (klass);

  out_class->make_pages = make_pages;
  out_class->describe = describe;
  out_class->get_file_name = get_file_name;
  out_class->update = update;
  G_OBJECT_CLASS (klass)->dispose = hearth_own_copy_window_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/cases/hearth-own-copy-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthOwnCopyWindow, title);
  gtk_widget_class_bind_template_child (widget_class, HearthOwnCopyWindow, language_row);
  gtk_widget_class_bind_template_child (widget_class, HearthOwnCopyWindow, about_label);
  gtk_widget_class_bind_template_child (widget_class, HearthOwnCopyWindow, missing_label);
  gtk_widget_class_bind_template_child (widget_class, HearthOwnCopyWindow, waiting_box);
  gtk_widget_class_bind_template_child (widget_class, HearthOwnCopyWindow, pages_label);
  gtk_widget_class_bind_template_child (widget_class, HearthOwnCopyWindow, issue_label);
  gtk_widget_class_bind_template_callback (widget_class, on_language_changed_cb);
}

static void
hearth_own_copy_window_init (HearthOwnCopyWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
hearth_own_copy_window_present (GtkWindow *parent, HearthDesk *desk, HearthCase *kase)
{
  HearthOwnCopyWindow *self;
  const char *number;

  g_return_if_fail (HEARTH_IS_DESK (desk) && HEARTH_IS_CASE (kase));

  self = g_object_new (HEARTH_TYPE_OWN_COPY_WINDOW, "transient-for", parent, NULL);
  number = hearth_record_get_text (hearth_case_get_person (kase), "number");
  hearth_out_window_begin (HEARTH_OUT_WINDOW (self), desk, self->issue_label);
  adw_window_title_set_subtitle (self->title, number != NULL ? number : "");
  adw_combo_row_set_selected (self->language_row,
                              g_str_equal (hearth_format_language (), languages[0]) ? 0 : 1);
  self->kase = g_object_ref (kase);
  show_missing (self, hearth_context_get_vault (hearth_desk_get_context (desk)));
  lay_out (self);
  gtk_window_present (GTK_WINDOW (self));
}
