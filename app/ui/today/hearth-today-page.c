/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-today-page.h"

#include "hearth-format.h"
#include "hearth-sentence.h"
#include "hearth-step-acts.h"
#include "hearth-today-row.h"
#include "hearth-track.h"
#include "hearth-wrap-box.h"

#include <glib/gi18n.h>

#define DAYS_AHEAD 7
/* More than anybody does in a week; the oldest come first. */
#define MAX_STEPS 2000

struct _HearthTodayPage
{
  HearthPlacePage parent_instance;
  char *track;
  GListStore *items;
  GtkSingleSelection *selection;
  gboolean is_reading;
  gboolean is_stale;

  AdwWindowTitle *title;
  HearthWrapBox *filters;
  GtkStack *stack;
  GtkListView *list;
  AdwStatusPage *failed;
};

G_DEFINE_FINAL_TYPE (HearthTodayPage, hearth_today_page, HEARTH_TYPE_PLACE_PAGE)

enum
{
  PROP_0,
  PROP_TRACK,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

/* What the reader thread is asked. */
typedef struct
{
  char *track;
  HearthDate today;
} Question;

static void begin_reading (HearthTodayPage *self);

static void
question_free (Question *question)
{
  g_free (question->track);
  g_free (question);
}

static gpointer
read_steps (HearthDb *db, gpointer data, GError **error)
{
  const Question *question = data;
  HearthStepFilter filter = {
    .track = *question->track != '\0' ? question->track : NULL,
    .due_before = question->today + DAYS_AHEAD + 1,
    .open_only = TRUE,
    .limit = MAX_STEPS,
  };

  return hearth_step_query_run (db, &filter, question->today, error);
}

static const char *
get_group_title (HearthStepGroup group)
{
  switch (group)
    {
    case HEARTH_STEP_GROUP_OVERDUE:
      return C_ ("steps", "Overdue");
    case HEARTH_STEP_GROUP_TODAY:
      return C_ ("steps", "Today");
    case HEARTH_STEP_GROUP_NEXT:
    case HEARTH_STEP_GROUP_LATER:
    case HEARTH_STEP_GROUP_CLOSED:
    case HEARTH_N_STEP_GROUPS:
    default:
      return C_ ("steps", "This Week");
    }
}

static GPtrArray *
make_items (HearthTodayPage *self, GPtrArray *rows, HearthDate today)
{
  HearthContext *context = hearth_place_page_get_context (HEARTH_PLACE_PAGE (self));
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  int group = -1;

  for (guint i = 0; i < rows->len; i++)
    {
      HearthStepItem *item = hearth_step_item_new_for_row (context, rows->pdata[i], today);

      if ((int) hearth_step_item_get_group (item) != group)
        g_ptr_array_add (
            items, gtk_string_object_new (get_group_title (hearth_step_item_get_group (item))));
      group = (int) hearth_step_item_get_group (item);
      g_ptr_array_add (items, item);
    }
  return items;
}

/* The step that took the place of the one that is done, never a heading. */
static void
select_near (HearthTodayPage *self, guint position)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  if (position == GTK_INVALID_LIST_POSITION || n_items == 0)
    return;
  for (guint i = MIN (position, n_items - 1); i < n_items; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (!HEARTH_IS_STEP_ITEM (item))
        continue;
      gtk_single_selection_set_selected (self->selection, i);
      gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", i);
      return;
    }
}

static void
show_rows (HearthTodayPage *self, GPtrArray *rows)
{
  HearthDesk *desk = hearth_place_page_get_desk (HEARTH_PLACE_PAGE (self));
  HearthDate today = hearth_clock_today (hearth_desk_get_clock (desk));
  g_autoptr (GPtrArray) items = make_items (self, rows, today);
  g_autofree char *date = hearth_format_date (today);
  guint selected = gtk_single_selection_get_selected (self->selection);

  g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       items->pdata, items->len);
  select_near (self, selected);
  adw_window_title_set_subtitle (self->title, date);
  gtk_stack_set_visible_child_name (self->stack, rows->len > 0 ? "list" : "empty");
}

static void
show_error (HearthTodayPage *self, const GError *error)
{
  HearthSentence sentence = hearth_sentence_for_error (error);

  hearth_desk_look_at_error (hearth_place_page_get_desk (HEARTH_PLACE_PAGE (self)), error);
  adw_status_page_set_title (self->failed, sentence.title);
  adw_status_page_set_description (self->failed, sentence.body);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthTodayPage) self = HEARTH_TODAY_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = hearth_store_read_finish (HEARTH_STORE (source), result, &error);

  self->is_reading = FALSE;
  if (hearth_place_page_get_context (HEARTH_PLACE_PAGE (self)) == NULL ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (rows != NULL)
    show_rows (self, rows);
  else
    show_error (self, error);
  if (self->is_stale)
    begin_reading (self);
}

static void
begin_reading (HearthTodayPage *self)
{
  HearthDesk *desk = hearth_place_page_get_desk (HEARTH_PLACE_PAGE (self));
  HearthStore *store = hearth_desk_get_store (desk);
  Question *question;

  self->is_stale = self->is_reading;
  if (self->is_reading || store == NULL)
    return;
  self->is_reading = TRUE;
  question = g_new0 (Question, 1);
  question->track = g_strdup (self->track);
  question->today = hearth_clock_today (hearth_desk_get_clock (desk));
  hearth_store_read_async (store, read_steps, question, (GDestroyNotify) question_free,
                           (GDestroyNotify) g_ptr_array_unref, hearth_desk_get_cancellable (desk),
                           on_read_cb, g_object_ref (self));
}

static void
on_store_changed_cb (HearthTodayPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    begin_reading (self);
}

static void
on_try_again_cb (HearthTodayPage *self)
{
  begin_reading (self);
}

static void
hearth_today_page_enter (HearthPlacePage *page)
{
  begin_reading (HEARTH_TODAY_PAGE (page));
}

static void
toggle (HearthTodayPage *self, gpointer item)
{
  if (HEARTH_IS_STEP_ITEM (item))
    hearth_step_toggle (hearth_place_page_get_desk (HEARTH_PLACE_PAGE (self)), item);
}

static void
on_row_toggle_cb (HearthTodayPage *self, HearthTodayRow *row)
{
  toggle (self, hearth_today_row_get_item (row));
}

/* The list would take Space to select. */
static gboolean
on_key_pressed_cb (HearthTodayPage *self, guint keyval, guint keycode, GdkModifierType state)
{
  if (keyval != GDK_KEY_space || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  toggle (self, gtk_single_selection_get_selected_item (self->selection));
  return GDK_EVENT_STOP;
}

static void
on_activate_cb (HearthTodayPage *self, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);
  char hex[HEARTH_ID_HEX_SIZE];

  if (!HEARTH_IS_STEP_ITEM (item))
    return;
  hearth_id_format (hearth_step_item_get_case_id (HEARTH_STEP_ITEM (item)), hex);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-case", "s", hex);
}

static void
on_setup_cb (HearthTodayPage *self, GtkListItem *list_item)
{
  GtkWidget *row = hearth_today_row_new ();

  g_signal_connect_object (row, "toggle", G_CALLBACK (on_row_toggle_cb), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (list_item, row);
}

static void
on_bind_cb (HearthTodayPage *self, GtkListItem *list_item)
{
  gpointer item = gtk_list_item_get_item (list_item);
  gboolean is_step = HEARTH_IS_STEP_ITEM (item);

  gtk_list_item_set_selectable (list_item, is_step);
  gtk_list_item_set_activatable (list_item, is_step);
  hearth_today_row_set_item (HEARTH_TODAY_ROW (gtk_list_item_get_child (list_item)), item);
}

static void
on_unbind_cb (HearthTodayPage *self, GtkListItem *list_item)
{
  hearth_today_row_set_item (HEARTH_TODAY_ROW (gtk_list_item_get_child (list_item)), NULL);
}

static void
set_up_list (HearthTodayPage *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->items = g_list_store_new (G_TYPE_OBJECT);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->items)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
}

static void
add_filter (HearthTodayPage *self, const char *id, const char *title)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (title);

  gtk_widget_add_css_class (button, "filter");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "today.track");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  hearth_wrap_box_append (self->filters, button);
}

static void
hearth_today_page_constructed (GObject *object)
{
  HearthTodayPage *self = HEARTH_TODAY_PAGE (object);
  HearthDesk *desk = hearth_place_page_get_desk (HEARTH_PLACE_PAGE (self));
  HearthStore *store = desk != NULL ? hearth_desk_get_store (desk) : NULL;

  G_OBJECT_CLASS (hearth_today_page_parent_class)->constructed (object);
  if (store != NULL)
    g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
hearth_today_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_TRACK:
      g_value_set_string (value, HEARTH_TODAY_PAGE (object)->track);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_today_page_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  HearthTodayPage *self = HEARTH_TODAY_PAGE (object);

  switch (prop_id)
    {
    case PROP_TRACK:
      if (g_strcmp0 (self->track, g_value_get_string (value)) != 0)
        {
          g_free (self->track);
          self->track = g_value_dup_string (value);
          begin_reading (self);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_today_page_dispose (GObject *object)
{
  HearthTodayPage *self = HEARTH_TODAY_PAGE (object);

  g_clear_object (&self->selection);
  g_clear_object (&self->items);
  gtk_widget_dispose_template (GTK_WIDGET (self), HEARTH_TYPE_TODAY_PAGE);
  G_OBJECT_CLASS (hearth_today_page_parent_class)->dispose (object);
}

static void
hearth_today_page_finalize (GObject *object)
{
  g_free (HEARTH_TODAY_PAGE (object)->track);
  G_OBJECT_CLASS (hearth_today_page_parent_class)->finalize (object);
}

static void
hearth_today_page_class_init (HearthTodayPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = hearth_today_page_constructed;
  object_class->get_property = hearth_today_page_get_property;
  object_class->set_property = hearth_today_page_set_property;
  object_class->dispose = hearth_today_page_dispose;
  object_class->finalize = hearth_today_page_finalize;
  HEARTH_PLACE_PAGE_CLASS (klass)->enter = hearth_today_page_enter;

  properties[PROP_TRACK] =
      g_param_spec_string ("track", NULL, NULL, "",
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_install_property_action (widget_class, "today.track", "track");

  g_type_ensure (HEARTH_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hearthcase/Hearth/today/hearth-today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthTodayPage, title);
  gtk_widget_class_bind_template_child (widget_class, HearthTodayPage, filters);
  gtk_widget_class_bind_template_child (widget_class, HearthTodayPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HearthTodayPage, list);
  gtk_widget_class_bind_template_child (widget_class, HearthTodayPage, failed);
  gtk_widget_class_bind_template_callback (widget_class, on_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_try_again_cb);
}

static void
hearth_today_page_init (HearthTodayPage *self)
{
  guint n_tracks;
  const HearthTrack *tracks = hearth_track_get_all (&n_tracks);

  self->track = g_strdup ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  add_filter (self, "", C_ ("tracks", "All"));
  for (guint i = 0; i < n_tracks; i++)
    add_filter (self, tracks[i].id, _ (tracks[i].title));
  set_up_list (self);
}
