/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-timeline-box.h"

#include "hearth-format.h"
#include "hearth-record-words.h"
#include "hearth-text-row.h"
#include "hearth-timeline-query.h"

#include <glib/gi18n.h>
#include <string.h>

#define N_PER_PAGE 20
#define N_ROWS_PER_FRAME 2

struct _HearthTimelineBox
{
  AdwBin parent_instance;
  HearthDesk *desk;
  HearthCase *kase;
  GCancellable *loading;
  guint n_wanted;   /* entries from the top */
  GPtrArray *kinds; /* const HearthKind *, beside the drop-down's strings; the first is NULL */
  HearthTimeline *timeline; /* NULL: not read yet */
  guint n_placed;           /* rows of it from the top */
  guint tick_id;
  guint is_filling : 1;

  GtkListBox *list;
  GtkDropDown *filter;
  GtkWidget *older_button;
  GtkWidget *note; /* nothing yet, or it could not be read */
};

G_DEFINE_FINAL_TYPE (HearthTimelineBox, hearth_timeline_box, ADW_TYPE_BIN)

static const HearthKind *
chosen_kind (HearthTimelineBox *self)
{
  guint selected = gtk_drop_down_get_selected (self->filter);

  return selected < self->kinds->len ? self->kinds->pdata[selected] : NULL;
}

static char *
dup_when (const HearthTimelineEntry *entry)
{
  return entry->field != NULL ? hearth_format_partial_date (&entry->date)
                              : hearth_format_moment (entry->written_ms);
}

/* What happened then: the kind of the record, and which of its dates this is, if it has several. */
static char *
dup_what (const HearthTimelineEntry *entry, HearthPackSet *packs)
{
  const HearthKind *kind = hearth_record_get_kind (entry->record);
  g_autofree char *title = hearth_record_dup_title (entry->record, packs);
  const char *label = entry->field != NULL && strchr (kind->when, ' ') != NULL
                          ? _ (entry->field->label)
                          : _ (kind->label);

  if (g_str_equal (title, _ (kind->label)))
    return g_strdup (entry->field != NULL ? _ (entry->field->label) : label);
  return g_strdup_printf ("%s: %s", label, title);
}

static GtkWidget *
make_row (HearthTimelineBox *self, const HearthTimelineEntry *entry)
{
  HearthPackSet *packs = hearth_desk_get_packs (self->desk);
  GtkWidget *row;
  g_autofree char *when = dup_when (entry);
  g_autofree char *what = dup_what (entry, packs);
  g_autofree char *details = hearth_record_dup_subtitle (entry->record, packs);
  GtkWidget *label = gtk_label_new (when);

  row = hearth_text_row_new (what, details);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_label_set_width_chars (GTK_LABEL (label), 11);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 11);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_add_css_class (label, "dim-label");
  hearth_text_row_add_prefix (HEARTH_TEXT_ROW (row), label);
  return row;
}

static void
clear_rows (HearthTimelineBox *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static void
add_kind (HearthTimelineBox *self, GtkStringList *titles, const HearthKind *kind, guint n)
{
  /* Translators: a kind of record and how many there are, for example "Note (3)". */
  g_autofree char *title = g_strdup_printf (_ ("%1$s (%2$u)"), _ (kind->label), n);

  g_ptr_array_add (self->kinds, (gpointer) kind);
  gtk_string_list_append (titles, title);
}

/* The kinds that there are, and how many of each; what was chosen stays chosen. */
static void
show_kinds (HearthTimelineBox *self, GHashTable *counts)
{
  const HearthKind *chosen = chosen_kind (self);
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  guint n_kinds, position = 0;
  const HearthKind *kinds = hearth_registry_get_kinds (&n_kinds);

  self->is_filling = TRUE;
  g_ptr_array_set_size (self->kinds, 0);
  g_ptr_array_add (self->kinds, NULL);
  gtk_string_list_append (titles, _ ("Everything"));
  for (guint i = 0; i < n_kinds; i++)
    {
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, kinds[i].id));

      if (n == 0 && chosen != &kinds[i])
        continue;
      if (chosen == &kinds[i])
        position = self->kinds->len;
      add_kind (self, titles, &kinds[i], n);
    }
  gtk_drop_down_set_model (self->filter, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (self->filter, position);
  self->is_filling = FALSE;
}

static void
show_note (HearthTimelineBox *self, const char *text)
{
  gtk_label_set_text (GTK_LABEL (self->note), text != NULL ? text : "");
  gtk_widget_set_visible (self->note, text != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->list), text == NULL);
}

static gpointer
read_timeline (HearthDb *db, gpointer question, GError **error)
{
  return hearth_timeline_query_run (db, question, error);
}

static void
place_rows (HearthTimelineBox *self, guint n)
{
  const GPtrArray *entries = self->timeline->entries;

  for (; n > 0 && self->n_placed < entries->len; n--)
    gtk_list_box_append (self->list, make_row (self, entries->pdata[self->n_placed++]));
}

static gboolean
on_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  HearthTimelineBox *self = HEARTH_TIMELINE_BOX (widget);

  if (self->timeline != NULL)
    place_rows (self, N_ROWS_PER_FRAME);
  if (self->timeline != NULL && self->n_placed < self->timeline->entries->len)
    return G_SOURCE_CONTINUE;
  self->tick_id = 0;
  return G_SOURCE_REMOVE;
}

/* Of another case a few rows with each frame: what is above is what is looked at. Of the same case at once,
 * for a page that shrinks and grows again would lose the place that it is scrolled to. */
static void
begin_placing (HearthTimelineBox *self, gboolean is_refilled)
{
  self->n_placed = 0;
  place_rows (self, is_refilled ? self->timeline->entries->len : 0);
  if (!is_refilled && self->tick_id == 0)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), on_tick_cb, NULL, NULL);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthTimelineBox) self = HEARTH_TIMELINE_BOX (user_data);
  g_autoptr (GError) error = NULL;
  HearthTimeline *timeline = hearth_store_read_finish (HEARTH_STORE (source), result, &error);
  gboolean is_refilled;

  if (self->desk == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      hearth_timeline_free (timeline);
      return;
    }
  is_refilled = gtk_list_box_get_row_at_index (self->list, 0) != NULL;
  clear_rows (self);
  g_clear_pointer (&self->timeline, hearth_timeline_free);
  self->timeline = timeline;
  if (timeline == NULL)
    {
      hearth_desk_look_at_error (self->desk, error);
      show_note (self, _ ("This cannot be shown. The records themselves are safe."));
      return;
    }
  begin_placing (self, is_refilled);
  show_kinds (self, timeline->counts);
  gtk_widget_set_visible (self->older_button, timeline->entries->len < timeline->n_total);
  show_note (self, timeline->n_total == 0 ? _ ("Nothing has a date yet") : NULL);
}

static void
reload (HearthTimelineBox *self)
{
  HearthStore *store = hearth_desk_get_store (self->desk);
  const HearthKind *kind = chosen_kind (self);
  HearthTimelineQuestion *question;

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  if (store == NULL || self->kase == NULL)
    return;
  self->loading = g_cancellable_new ();
  question = g_new0 (HearthTimelineQuestion, 1);
  question->case_id = *hearth_case_get_id (self->kase);
  question->kind = kind != NULL ? kind->id : NULL;
  question->limit = self->n_wanted;
  hearth_store_read_async (store, read_timeline, question, g_free,
                           (GDestroyNotify) hearth_timeline_free, self->loading, on_read_cb,
                           g_object_ref (self));
}

static void
on_filter_cb (HearthTimelineBox *self)
{
  if (self->is_filling)
    return;
  self->n_wanted = N_PER_PAGE;
  reload (self);
}

static void
older_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthTimelineBox *self = HEARTH_TIMELINE_BOX (widget);

  self->n_wanted += N_PER_PAGE;
  reload (self);
}

/* Read when it is looked at: most visits to a case end before. */
static void
hearth_timeline_box_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (hearth_timeline_box_parent_class)->map (widget);
  reload (HEARTH_TIMELINE_BOX (widget));
}

static void
hearth_timeline_box_dispose (GObject *object)
{
  HearthTimelineBox *self = HEARTH_TIMELINE_BOX (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->kase);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (hearth_timeline_box_parent_class)->dispose (object);
}

static void
hearth_timeline_box_finalize (GObject *object)
{
  g_ptr_array_unref (HEARTH_TIMELINE_BOX (object)->kinds);
  hearth_timeline_free (HEARTH_TIMELINE_BOX (object)->timeline);
  G_OBJECT_CLASS (hearth_timeline_box_parent_class)->finalize (object);
}

static void
hearth_timeline_box_class_init (HearthTimelineBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_timeline_box_dispose;
  G_OBJECT_CLASS (klass)->finalize = hearth_timeline_box_finalize;
  widget_class->map = hearth_timeline_box_map;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/cases/hearth-timeline-box.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthTimelineBox, list);
  gtk_widget_class_bind_template_child (widget_class, HearthTimelineBox, filter);
  gtk_widget_class_bind_template_child (widget_class, HearthTimelineBox, older_button);
  gtk_widget_class_bind_template_child (widget_class, HearthTimelineBox, note);
  gtk_widget_class_bind_template_callback (widget_class, on_filter_cb);
  gtk_widget_class_install_action (widget_class, "timeline.older", NULL, older_action);
}

static void
hearth_timeline_box_init (HearthTimelineBox *self)
{
  self->n_wanted = N_PER_PAGE;
  self->kinds = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
hearth_timeline_box_new (HearthDesk *desk)
{
  HearthTimelineBox *self = g_object_new (HEARTH_TYPE_TIMELINE_BOX, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}

void
hearth_timeline_box_show_case (HearthTimelineBox *self, HearthCase *kase, gboolean is_other)
{
  g_return_if_fail (HEARTH_IS_TIMELINE_BOX (self));

  g_set_object (&self->kase, kase);
  if (is_other)
    {
      clear_rows (self);
      g_clear_pointer (&self->timeline, hearth_timeline_free);
      gtk_drop_down_set_selected (self->filter, 0);
      self->n_wanted = N_PER_PAGE;
    }
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    reload (self);
}
