/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-paper-window.h"

#include "hearth-format.h"

#include <glib/gi18n.h>

/* In the order of the choice. */
static const char *const languages[] = { "uk", "en" };

struct _HearthPaperWindow
{
  HearthOutWindow parent_instance;
  HearthCase *kase;
  HearthRecord *record; /* NULL: of the whole case */
  GPtrArray *papers;    /* borrowed, static HearthCasePaper */

  AdwWindowTitle *title;
  AdwComboRow *what_row;
  AdwComboRow *language_row;
  AdwActionRow *tick_row;
  GtkSwitch *tick_switch;
  GtkLabel *about_label;
  GtkLabel *issue_label;
};

G_DEFINE_FINAL_TYPE (HearthPaperWindow, hearth_paper_window, HEARTH_TYPE_OUT_WINDOW)

static const HearthCasePaper *
get_paper (HearthPaperWindow *self)
{
  guint selected = adw_combo_row_get_selected (self->what_row);

  return selected < self->papers->len ? self->papers->pdata[selected] : NULL;
}

static gboolean
is_held (HearthPaperWindow *self, HearthCompartment cmp)
{
  HearthDesk *desk = hearth_out_window_get_desk (HEARTH_OUT_WINDOW (self));
  HearthContext *context = hearth_desk_get_context (desk);

  return context != NULL && hearth_vault_has (hearth_context_get_vault (context), cmp);
}

static void
update_state (HearthPaperWindow *self)
{
  const HearthCasePaper *paper = get_paper (self);
  gboolean can_tick = paper != NULL && paper->tick != NULL && is_held (self, paper->tick_cmp);

  gtk_label_set_text (self->about_label, paper != NULL ? _ (paper->about) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->tick_row), can_tick);
  if (can_tick)
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->tick_row), _ (paper->tick));
  hearth_out_window_set_can_go (HEARTH_OUT_WINDOW (self), paper != NULL);
}

static void
update (HearthOutWindow *window)
{
  update_state (HEARTH_PAPER_WINDOW (window));
}

/* What was ticked was meant for one paper. */
static void
on_what_changed_cb (HearthPaperWindow *self)
{
  gtk_switch_set_active (self->tick_switch, FALSE);
  update_state (self);
}

static gboolean
is_ticked (HearthPaperWindow *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->tick_row)) &&
         gtk_switch_get_active (self->tick_switch);
}

static HearthPages *
make_pages (HearthOutWindow *window)
{
  HearthPaperWindow *self = HEARTH_PAPER_WINDOW (window);
  HearthContext *context = hearth_desk_get_context (hearth_out_window_get_desk (window));
  const HearthCasePaper *paper = get_paper (self);

  if (context == NULL || paper == NULL)
    return NULL;
  return paper->make (context, self->kase, self->record,
                      languages[adw_combo_row_get_selected (self->language_row)], is_ticked (self));
}

static void
describe (HearthOutWindow *window, const HearthPages *pages, HearthAuditEntry *entry)
{
  HearthPaperWindow *self = HEARTH_PAPER_WINDOW (window);
  const HearthCasePaper *paper = get_paper (self);

  entry->case_id = *hearth_case_get_id (self->kase);
  entry->cmp = is_ticked (self) ? paper->tick_cmp : paper->cmp;
  entry->n = hearth_pages_get_n_pages (pages);
}

static const char *
get_file_name (HearthOutWindow *window)
{
  const HearthCasePaper *paper = get_paper (HEARTH_PAPER_WINDOW (window));

  return paper != NULL ? paper->file_name : NULL;
}

/* --- The widget --- */

static void
hearth_paper_window_dispose (GObject *object)
{
  HearthPaperWindow *self = HEARTH_PAPER_WINDOW (object);

  g_clear_object (&self->kase);
  g_clear_pointer (&self->record, hearth_record_unref);
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
  HearthOutWindowClass *out_class = HEARTH_OUT_WINDOW_CLASS (klass);

  out_class->make_pages = make_pages;
  out_class->describe = describe;
  out_class->get_file_name = get_file_name;
  out_class->update = update;
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

  hearth_out_window_begin (HEARTH_OUT_WINDOW (self), desk, self->issue_label);
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
  /* One paper is no choice, and its title is longer than a row shows. */
  if (self->papers->len == 1)
    adw_window_title_set_title (self->title, gtk_string_list_get_string (titles, 0));
  gtk_widget_set_visible (GTK_WIDGET (self->what_row), self->papers->len != 1);
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
