/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-arrivals-page.h"

#include "hearth-chip.h"
#include "hearth-event-dialog.h"
#include "hearth-event-query.h"
#include "hearth-event-words.h"
#include "hearth-reception-board.h"
#include "hearth-sentence.h"

#include <glib/gi18n.h>

struct _HearthArrivalsPage
{
  HearthPlacePage parent_instance;
  GPtrArray *events; /* HearthEventRow beside the rows of the list */
  HearthReceptionBoard *board;
  gboolean is_reading;
  gboolean is_stale;

  GtkStack *views;
  GtkStack *stack;
  GtkListBox *list;
  AdwStatusPage *failed;
};

G_DEFINE_FINAL_TYPE (HearthArrivalsPage, hearth_arrivals_page, HEARTH_TYPE_PLACE_PAGE)

static void begin_reading (HearthArrivalsPage *self);

static HearthDesk *
get_desk (HearthArrivalsPage *self)
{
  return hearth_place_page_get_desk (HEARTH_PLACE_PAGE (self));
}

static gpointer
read_events (HearthDb *db, gpointer data, GError **error)
{
  return hearth_event_query_run (db, error);
}

/* --- The list --- */

static GtkWidget *
make_row (const char *title, const char *subtitle)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title,
                                 "title-lines", 2, "subtitle-lines", 2, "activatable", TRUE, NULL);

  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}

static void
add_suffix (GtkWidget *row, GtkWidget *suffix)
{
  gtk_widget_set_valign (suffix, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), suffix);
}

static void
add_arrow (GtkWidget *row)
{
  add_suffix (row, g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic", "accessible-role",
                                 GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
}

static GtkWidget *
make_event_row (HearthArrivalsPage *self, const HearthEventRow *event)
{
  g_autofree char *title = hearth_event_dup_title (event->record);
  g_autofree char *subtitle =
      hearth_event_dup_subtitle (event->record, hearth_desk_get_packs (get_desk (self)));
  g_autofree char *people =
      g_strdup_printf (ngettext ("%u person", "%u people", event->n_people), event->n_people);
  GtkWidget *row = make_row (title, subtitle);
  GtkWidget *count = gtk_label_new (people);

  gtk_widget_add_css_class (count, "dim-label");
  gtk_widget_add_css_class (count, "numeric");
  if (hearth_event_is_withheld (event->record))
    add_suffix (row, hearth_chip_new (_ ("Embargo"), "warning"));
  add_suffix (row, count);
  add_arrow (row);
  return row;
}

static void
show_events (HearthArrivalsPage *self, GPtrArray *events)
{
  GtkWidget *child;
  GtkWidget *row;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  self->events = g_ptr_array_ref (events);
  for (guint i = 0; i < events->len; i++)
    gtk_list_box_append (self->list, make_event_row (self, events->pdata[i]));
  row =
      make_row (_ ("Without an Event"), _ ("People who came lately and whose event is not known"));
  add_arrow (row);
  gtk_list_box_append (self->list, row);
  gtk_stack_set_visible_child_name (self->stack, events->len > 0 ? "list" : "empty");
}

static void
show_error (HearthArrivalsPage *self, const GError *error)
{
  HearthSentence sentence = hearth_sentence_for_error (error);

  hearth_desk_look_at_error (get_desk (self), error);
  adw_status_page_set_title (self->failed, sentence.title);
  adw_status_page_set_description (self->failed, sentence.body);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthArrivalsPage) self = HEARTH_ARRIVALS_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) events = hearth_store_read_finish (HEARTH_STORE (source), result, &error);

  self->is_reading = FALSE;
  if (hearth_place_page_get_context (HEARTH_PLACE_PAGE (self)) == NULL ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (events != NULL)
    show_events (self, events);
  else
    show_error (self, error);
  if (self->is_stale)
    begin_reading (self);
}

static void
begin_reading (HearthArrivalsPage *self)
{
  HearthDesk *desk = get_desk (self);
  HearthStore *store = hearth_desk_get_store (desk);

  self->is_stale = self->is_reading;
  if (self->is_reading || store == NULL)
    return;
  self->is_reading = TRUE;
  hearth_store_read_async (store, read_events, NULL, NULL, (GDestroyNotify) g_ptr_array_unref,
                           hearth_desk_get_cancellable (desk), on_read_cb, g_object_ref (self));
}

/* A row that has the keyboard's focus must not go away under it for every step of the board. */
static void
on_store_changed_cb (HearthArrivalsPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self->list)) ||
      gtk_widget_get_mapped (GTK_WIDGET (self->stack)))
    begin_reading (self);
}

static void
on_try_again_cb (HearthArrivalsPage *self)
{
  begin_reading (self);
}

/* --- The board --- */

static void
on_back_cb (HearthArrivalsPage *self)
{
  gtk_stack_set_visible_child_name (self->views, "events");
  begin_reading (self);
}

static void
show_board (HearthArrivalsPage *self, const HearthRecord *event)
{
  if (self->board == NULL)
    {
      self->board = HEARTH_RECEPTION_BOARD (hearth_reception_board_new (get_desk (self)));
      g_signal_connect_object (self->board, "back", G_CALLBACK (on_back_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_stack_add_named (self->views, GTK_WIDGET (self->board), "board");
    }
  hearth_reception_board_show (self->board, event);
  gtk_stack_set_visible_child_name (self->views, "board");
}

static void
on_row_activated_cb (HearthArrivalsPage *self, GtkListBoxRow *row)
{
  guint index = (guint) gtk_list_box_row_get_index (row);
  const HearthEventRow *event =
      index < self->events->len ? g_ptr_array_index (self->events, index) : NULL;

  show_board (self, event != NULL ? event->record : NULL);
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hearth_event_dialog_present (GTK_WINDOW (gtk_widget_get_root (widget)),
                               get_desk (HEARTH_ARRIVALS_PAGE (widget)), NULL);
}

static void
on_without_event_cb (HearthArrivalsPage *self)
{
  show_board (self, NULL);
}

static void
hearth_arrivals_page_enter (HearthPlacePage *page)
{
  HearthArrivalsPage *self = HEARTH_ARRIVALS_PAGE (page);

  /* What changed while another place was in view. */
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->views), "board") == 0)
    hearth_reception_board_refresh (self->board);
  else
    begin_reading (self);
}

static void
hearth_arrivals_page_constructed (GObject *object)
{
  HearthArrivalsPage *self = HEARTH_ARRIVALS_PAGE (object);
  HearthStore *store = get_desk (self) != NULL ? hearth_desk_get_store (get_desk (self)) : NULL;

  G_OBJECT_CLASS (hearth_arrivals_page_parent_class)->constructed (object);
  if (store != NULL)
    g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
hearth_arrivals_page_dispose (GObject *object)
{
  HearthArrivalsPage *self = HEARTH_ARRIVALS_PAGE (object);

  self->board = NULL;
  g_clear_pointer (&self->events, g_ptr_array_unref);
  G_OBJECT_CLASS (hearth_arrivals_page_parent_class)->dispose (object);
}

static GtkWidget *
hearth_arrivals_page_get_first (HearthPlacePage *page)
{
  return GTK_WIDGET (HEARTH_ARRIVALS_PAGE (page)->list);
}

static void
hearth_arrivals_page_class_init (HearthArrivalsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = hearth_arrivals_page_constructed;
  object_class->dispose = hearth_arrivals_page_dispose;
  HEARTH_PLACE_PAGE_CLASS (klass)->enter = hearth_arrivals_page_enter;
  HEARTH_PLACE_PAGE_CLASS (klass)->get_first = hearth_arrivals_page_get_first;

  gtk_widget_class_install_action (widget_class, "arrivals.add-event", NULL, add_action);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/arrivals/hearth-arrivals-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthArrivalsPage, views);
  gtk_widget_class_bind_template_child (widget_class, HearthArrivalsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HearthArrivalsPage, list);
  gtk_widget_class_bind_template_child (widget_class, HearthArrivalsPage, failed);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_try_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_without_event_cb);
}

static void
hearth_arrivals_page_init (HearthArrivalsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
