/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-today-page.h"

#include "hearth-format.h"
#include "hearth-preference-store.h"
#include "hearth-put-off-dialog.h"
#include "hearth-sentence.h"
#include "hearth-step-acts.h"
#include "hearth-take-up-dialog.h"
#include "hearth-today-list.h"
#include "hearth-today-row.h"
#include "hearth-track.h"
#include "hearth-wait-item.h"
#include "hearth-wrap-box.h"

#include <glib/gi18n.h>

#define DAYS_AHEAD 7
#define WHOSE "today-whose"
#define MINE "mine"
#define EVERYONES "all"
/* More than anybody does in a week; the oldest come first. */
#define MAX_STEPS 2000

struct _HearthTodayPage
{
  HearthPlacePage parent_instance;
  char *track;
  char *whose; /* NULL: not read yet */
  HearthTodayList *items;
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
  PROP_WHOSE,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

/* What the reader thread is asked, and what it answers. */
typedef struct
{
  char *track;
  char *whose; /* NULL: as it was left */
  HearthId user;
  char *user_name;
  HearthDate today;
  HearthPackSet *packs;
} Question;

typedef struct
{
  HearthToday *today;
  char *whose;
} Answer;

static void begin_reading (HearthTodayPage *self);
static void update_put_off (HearthTodayPage *self);

static void
question_free (Question *question)
{
  g_free (question->track);
  g_free (question->whose);
  g_free (question->user_name);
  hearth_pack_set_unref (question->packs);
  g_free (question);
}

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  hearth_today_free (answer->today);
  g_free (answer->whose);
  g_free (answer);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

/* What the switch was left at the last time. */
static gboolean
read_whose (HearthDb *db, const Question *question, Answer *answer, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  answer->whose = question->whose != NULL
                      ? g_strdup (question->whose)
                      : hearth_preference_store_get (db, &question->user, WHOSE, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (answer->whose == NULL)
    answer->whose = g_strdup (EVERYONES);
  return TRUE;
}

static gpointer
read_today (HearthDb *db, gpointer data, GError **error)
{
  const Question *question = data;
  g_autoptr (Answer) answer = g_new0 (Answer, 1);
  HearthTodayQuestion asked = {
    .track = *question->track != '\0' ? question->track : NULL,
    .today = question->today,
    .days_ahead = DAYS_AHEAD,
    .limit = MAX_STEPS,
    .packs = question->packs,
  };

  if (!read_whose (db, question, answer, error))
    return NULL;
  asked.owner = g_str_equal (answer->whose, MINE) ? question->user_name : NULL;
  answer->today = hearth_today_query_run (db, &asked, error);
  return answer->today != NULL ? g_steal_pointer (&answer) : NULL;
}

static gboolean
select_if_step (HearthTodayPage *self, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  if (item == NULL || GTK_IS_STRING_OBJECT (item))
    return FALSE;
  gtk_single_selection_set_selected (self->selection, position);
  gtk_widget_activate_action (GTK_WIDGET (self->list), "list.scroll-to-item", "u", position);
  return TRUE;
}

/* The step that took the place of the one that is done, else the one before it; never a heading. */
static void
select_near (HearthTodayPage *self, guint position)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->items));

  if (position == GTK_INVALID_LIST_POSITION || n_items == 0)
    return;
  for (guint i = MIN (position, n_items - 1); i < n_items; i++)
    if (select_if_step (self, i))
      return;
  for (guint i = MIN (position, n_items); i > 0; i--)
    if (select_if_step (self, i - 1))
      return;
}

static gboolean
has_focus_in_list (HearthTodayPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list));
}

/* A row that went took the focus with it; without rows the filters are next. */
static void
restore_focus (HearthTodayPage *self)
{
  if (!has_focus_in_list (self) && !gtk_widget_grab_focus (GTK_WIDGET (self->list)))
    gtk_widget_child_focus (GTK_WIDGET (self->filters), GTK_DIR_TAB_FORWARD);
}

static void
take_whose (HearthTodayPage *self, const char *whose)
{
  if (self->whose != NULL)
    return;
  self->whose = g_strdup (whose);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WHOSE]);
}

static void
show_answer (HearthTodayPage *self, Answer *answer)
{
  HearthPlacePage *page = HEARTH_PLACE_PAGE (self);
  HearthDate today = hearth_clock_today (hearth_desk_get_clock (hearth_place_page_get_desk (page)));
  g_autofree char *date = hearth_format_date (today);
  guint selected = gtk_single_selection_get_selected (self->selection);
  gboolean had_focus = has_focus_in_list (self);

  take_whose (self, answer->whose);
  hearth_today_list_take (self->items, hearth_place_page_get_context (page),
                          g_steal_pointer (&answer->today), today);
  if (gtk_single_selection_get_selected (self->selection) == GTK_INVALID_LIST_POSITION)
    select_near (self, selected);
  adw_window_title_set_subtitle (self->title, date);
  gtk_stack_set_visible_child_name (
      self->stack, g_list_model_get_n_items (G_LIST_MODEL (self->items)) > 0 ? "list" : "empty");
  update_put_off (self);
  if (had_focus)
    restore_focus (self);
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
  g_autoptr (Answer) answer = hearth_store_read_finish (HEARTH_STORE (source), result, &error);

  self->is_reading = FALSE;
  if (hearth_place_page_get_context (HEARTH_PLACE_PAGE (self)) == NULL ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (answer != NULL)
    show_answer (self, answer);
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
  HearthVault *vault;
  Question *question;

  self->is_stale = self->is_reading;
  if (self->is_reading || store == NULL)
    return;
  self->is_reading = TRUE;
  question = g_new0 (Question, 1);
  vault = hearth_context_get_vault (hearth_desk_get_context (desk));
  question->track = g_strdup (self->track);
  question->whose = g_strdup (self->whose);
  question->user = *hearth_vault_get_user_id (vault);
  question->user_name = g_strdup (hearth_vault_get_user_name (vault));
  question->today = hearth_clock_today (hearth_desk_get_clock (desk));
  question->packs = hearth_pack_set_ref (hearth_context_get_packs (hearth_desk_get_context (desk)));
  hearth_store_read_async (store, read_today, question, (GDestroyNotify) question_free, answer_free,
                           hearth_desk_get_cancellable (desk), on_read_cb, g_object_ref (self));
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

/* Done, or open again; what is needed at once is taken up by somebody first. */
static void
toggle (HearthTodayPage *self, gpointer item)
{
  HearthDesk *desk = hearth_place_page_get_desk (HEARTH_PLACE_PAGE (self));

  if (hearth_place_page_get_context (HEARTH_PLACE_PAGE (self)) == NULL)
    return;
  if (HEARTH_IS_ALARM_ITEM (item))
    hearth_take_up_dialog_present (GTK_WIDGET (self), desk, item);
  else if (HEARTH_IS_STEP_ITEM (item) && hearth_step_item_is_urgent (item))
    hearth_take_up_dialog_present_step (GTK_WIDGET (self), desk, item);
  else if (HEARTH_IS_STEP_ITEM (item))
    hearth_step_toggle (desk, item);
}

static gboolean
may_put_off (gpointer item)
{
  return HEARTH_IS_STEP_ITEM (item) && !hearth_step_item_is_urgent (item);
}

static void
update_put_off (HearthTodayPage *self)
{
  gtk_widget_action_set_enabled (
      GTK_WIDGET (self), "today.put-off",
      may_put_off (gtk_single_selection_get_selected_item (self->selection)));
}

static void
put_off_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthTodayPage *self = HEARTH_TODAY_PAGE (widget);
  gpointer item = gtk_single_selection_get_selected_item (self->selection);

  if (may_put_off (item) && hearth_place_page_get_context (HEARTH_PLACE_PAGE (self)) != NULL)
    hearth_put_off_dialog_present (widget, hearth_place_page_get_desk (HEARTH_PLACE_PAGE (self)),
                                   item);
}

static void
on_row_toggle_cb (HearthTodayPage *self, HearthTodayRow *row)
{
  toggle (self, hearth_today_row_get_item (row));
}

static gboolean
is_heading (GtkWidget *row)
{
  GtkWidget *cell = gtk_widget_get_first_child (row);

  return HEARTH_IS_TODAY_ROW (cell) &&
         GTK_IS_STRING_OBJECT (hearth_today_row_get_item (HEARTH_TODAY_ROW (cell)));
}

/* The list stops at a heading, which takes no focus. */
static gboolean
cross_heading (HearthTodayPage *self, GtkWidget *(*get_next) (GtkWidget *row))
{
  GtkWidget *row = gtk_widget_get_focus_child (GTK_WIDGET (self->list));
  GtkWidget *next = row != NULL ? get_next (row) : NULL;

  if (next == NULL || !is_heading (next))
    return GDK_EVENT_PROPAGATE;
  while (next != NULL && is_heading (next))
    next = get_next (next);
  if (next == NULL || !gtk_widget_child_focus (next, GTK_DIR_TAB_FORWARD))
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (next, "listitem.select", "(bb)", FALSE, FALSE);
  return GDK_EVENT_STOP;
}

/* The list would take Space to select. */
static gboolean
on_key_pressed_cb (HearthTodayPage *self, guint keyval, guint keycode, GdkModifierType state)
{
  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Down)
    return cross_heading (self, gtk_widget_get_next_sibling);
  if (keyval == GDK_KEY_Up)
    return cross_heading (self, gtk_widget_get_prev_sibling);
  if (keyval != GDK_KEY_space)
    return GDK_EVENT_PROPAGATE;
  toggle (self, gtk_single_selection_get_selected_item (self->selection));
  return GDK_EVENT_STOP;
}

static void
open_case (HearthTodayPage *self, const HearthId *case_id, const char *page, const HearthId *rec)
{
  char case_hex[HEARTH_ID_HEX_SIZE];
  char rec_hex[HEARTH_ID_HEX_SIZE] = "";

  hearth_id_format (case_id, case_hex);
  if (rec != NULL)
    hearth_id_format (rec, rec_hex);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-case-at", "(sss)", case_hex, page,
                              rec_hex);
}

static void
on_activate_cb (HearthTodayPage *self, guint position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->items), position);

  if (HEARTH_IS_STEP_ITEM (item))
    open_case (self, hearth_step_item_get_case_id (HEARTH_STEP_ITEM (item)), "plan",
               hearth_step_item_get_step_id (HEARTH_STEP_ITEM (item)));
  else if (HEARTH_IS_ALARM_ITEM (item))
    open_case (self, hearth_alarm_item_get_case_id (HEARTH_ALARM_ITEM (item)), "medical", NULL);
  else if (HEARTH_IS_WAIT_ITEM (item))
    open_case (self, hearth_wait_item_get_case_id (HEARTH_WAIT_ITEM (item)),
               hearth_wait_item_get_page (HEARTH_WAIT_ITEM (item)), NULL);
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
  gboolean is_heading = GTK_IS_STRING_OBJECT (item);

  gtk_list_item_set_selectable (list_item, !is_heading);
  gtk_list_item_set_activatable (list_item, !is_heading);
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

  self->items = hearth_today_list_new ();
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->items)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (update_put_off),
                           self, G_CONNECT_SWAPPED);
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
add_filter (HearthTodayPage *self, const char *action, const char *id, const char *title)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (title);

  gtk_widget_add_css_class (button, "filter");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
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
    case PROP_WHOSE:
      /* The action that stands for it knows no missing state. */
      g_value_set_string (value, HEARTH_TODAY_PAGE (object)->whose != NULL
                                     ? HEARTH_TODAY_PAGE (object)->whose
                                     : "");
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
on_whose_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthDesk) desk = HEARTH_DESK (user_data);
  g_autoptr (GError) error = NULL;

  if (!hearth_preference_store_put_finish (HEARTH_STORE (source), result, &error))
    hearth_desk_look_at_error (desk, error);
}

static void
set_whose (HearthTodayPage *self, const char *whose)
{
  HearthDesk *desk = hearth_place_page_get_desk (HEARTH_PLACE_PAGE (self));
  HearthStore *store = desk != NULL ? hearth_desk_get_store (desk) : NULL;

  if (whose == NULL || *whose == '\0' || g_strcmp0 (self->whose, whose) == 0)
    return;
  g_free (self->whose);
  self->whose = g_strdup (whose);
  if (store != NULL)
    hearth_preference_store_put_async (store, WHOSE, whose, on_whose_kept_cb, g_object_ref (desk));
  begin_reading (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WHOSE]);
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
    case PROP_WHOSE:
      set_whose (self, g_value_get_string (value));
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
  g_free (HEARTH_TODAY_PAGE (object)->whose);
  G_OBJECT_CLASS (hearth_today_page_parent_class)->finalize (object);
}

/* The rows that are there come in the order of the list; headings take no focus. */
static gboolean
focus_first_step (HearthTodayPage *self)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->list));

  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_get_mapped (row) && gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD))
      return TRUE;
  return FALSE;
}

/* A list whose first item is a heading lets the focus pass by, and what it scrolls in says that it has taken
 * the focus although it has not. */
static gboolean
move_focus (HearthTodayPage *self, GtkDirectionType direction)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *before = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean is_in_list = has_focus_in_list (self);

  if (!GTK_WIDGET_CLASS (hearth_today_page_parent_class)->focus (widget, direction))
    return FALSE;
  if (root == NULL || gtk_root_get_focus (root) != before)
    return TRUE;
  return !is_in_list && direction != GTK_DIR_TAB_BACKWARD &&
         gtk_widget_get_mapped (GTK_WIDGET (self->list)) && focus_first_step (self);
}

/* What Tab comes to is what Space and Ctrl+D are about. */
static gboolean
hearth_today_page_focus (GtkWidget *widget, GtkDirectionType direction)
{
  HearthTodayPage *self = HEARTH_TODAY_PAGE (widget);
  GtkWidget *row;

  if (!move_focus (self, direction))
    return FALSE;
  row = has_focus_in_list (self) ? gtk_widget_get_focus_child (GTK_WIDGET (self->list)) : NULL;
  if (row != NULL)
    gtk_widget_activate_action (row, "listitem.select", "(bb)", FALSE, FALSE);
  return TRUE;
}

static GtkWidget *
hearth_today_page_get_first (HearthPlacePage *page)
{
  return GTK_WIDGET (HEARTH_TODAY_PAGE (page)->list);
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
  widget_class->focus = hearth_today_page_focus;
  HEARTH_PLACE_PAGE_CLASS (klass)->enter = hearth_today_page_enter;
  HEARTH_PLACE_PAGE_CLASS (klass)->get_first = hearth_today_page_get_first;

  properties[PROP_TRACK] =
      g_param_spec_string ("track", NULL, NULL, "",
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_WHOSE] =
      g_param_spec_string ("whose", NULL, NULL, "",
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_install_property_action (widget_class, "today.track", "track");
  gtk_widget_class_install_property_action (widget_class, "today.whose", "whose");
  gtk_widget_class_install_action (widget_class, "today.put-off", NULL, put_off_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, GDK_CONTROL_MASK, "today.put-off",
                                       NULL);

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
  hearth_wrap_box_set_one_stop (self->filters, TRUE);
  add_filter (self, "today.whose", MINE, C_ ("whose steps", "Mine"));
  add_filter (self, "today.whose", EVERYONES, C_ ("whose steps", "Everyone’s"));
  hearth_wrap_box_append (self->filters, gtk_separator_new (GTK_ORIENTATION_VERTICAL));
  add_filter (self, "today.track", "", C_ ("tracks", "All"));
  for (guint i = 0; i < n_tracks; i++)
    add_filter (self, "today.track", tracks[i].id, _ (tracks[i].title));
  set_up_list (self);
}
