/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-case-view.h"

#include "hearth-card-grid.h"
#include "hearth-case-header.h"
#include "hearth-case-pages.h"
#include "hearth-case-rules.h"
#include "hearth-case-visit.h"
#include "hearth-conflict-notice.h"
#include "hearth-export-window.h"
#include "hearth-identity-form.h"
#include "hearth-own-copy-window.h"
#include "hearth-paper-window.h"
#include "hearth-plan-page.h"
#include "hearth-policy.h"
#include "hearth-random.h"
#include "hearth-record-dialog.h"
#include "hearth-ring-card.h"
#include "hearth-scroll-bin.h"
#include "hearth-sentence.h"
#include "hearth-track.h"

#include <glib/gi18n.h>

struct _HearthCaseView
{
  AdwBin parent_instance;
  HearthDesk *desk;
  HearthId case_id; /* zero: none */
  HearthCase *kase;
  GCancellable *loading;
  gboolean is_collapsed;
  gboolean wants_draft;
  char *wanted_page; /* to be turned to once the case is there */
  HearthId wanted_rec;
  HearthRingCard *cards[HEARTH_N_RINGS];

  AdwHeaderBar *header_bar;
  AdwWindowTitle *title;
  GtkWidget *back_button;
  GtkStack *stack;
  AdwStatusPage *failed;
  GtkScrolledWindow *scroller;
  HearthCaseHeader *header;
  HearthConflictNotice *conflicts;
  HearthCardGrid *rings;
  HearthCasePages *pages;
  GtkStackSwitcher *switcher;
  GtkScrolledWindow *tabs;
  GtkBox *case_box;
  GtkWidget *menu_button;
};

G_DEFINE_FINAL_TYPE (HearthCaseView, hearth_case_view, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_DESK,
  PROP_COLLAPSED,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

enum
{
  GONE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthCaseView *self = HEARTH_CASE_VIEW (widget);
  g_autoptr (GArray) cases = g_array_new (FALSE, FALSE, sizeof (HearthId));

  if (hearth_id_is_zero (&self->case_id) || hearth_desk_get_context (self->desk) == NULL)
    return;
  g_array_append_val (cases, self->case_id);
  gtk_window_present (GTK_WINDOW (
      hearth_export_window_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->desk, cases)));
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthCaseView *self = HEARTH_CASE_VIEW (widget);

  if (self->kase != NULL && hearth_desk_get_context (self->desk) != NULL)
    hearth_paper_window_present (GTK_WINDOW (gtk_widget_get_root (widget)), self->desk, self->kase);
}

static void
own_copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthCaseView *self = HEARTH_CASE_VIEW (widget);

  if (self->kase != NULL && hearth_desk_get_context (self->desk) != NULL)
    hearth_own_copy_window_present (GTK_WINDOW (gtk_widget_get_root (widget)), self->desk,
                                    self->kase);
}

/* One that waits for its answer, else a new one. */
static HearthRecord *
find_request (HearthCase *kase)
{
  const HearthKind *kind = hearth_registry_find_kind ("access_request");
  GPtrArray *requests = hearth_case_get_records (kase, kind->id);
  const HearthId id = hearth_random_id ();

  for (guint i = 0; i < requests->len; i++)
    if (hearth_record_get_text (requests->pdata[i], "answered_on") == NULL)
      return hearth_record_ref (requests->pdata[i]);
  return hearth_case_make_record (kase, kind, &id);
}

static void
request_data_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthCaseView *self = HEARTH_CASE_VIEW (widget);
  g_autoptr (HearthRecord) request = NULL;

  if (self->kase == NULL || hearth_desk_get_context (self->desk) == NULL)
    return;
  request = find_request (self->kase);
  hearth_record_dialog_present (widget, self->desk, self->kase, request);
}

/* Who may not write requests is not offered a form that cannot be saved. */
static void
update_actions (HearthCaseView *self)
{
  HearthContext *context = hearth_desk_get_context (self->desk);

  gtk_widget_action_set_enabled (
      GTK_WIDGET (self), "case.request-data",
      context != NULL &&
          hearth_policy_may_write (hearth_vault_get_roles (hearth_context_get_vault (context)),
                                   hearth_registry_find_kind ("access_request")));
}

static void
show_progress (HearthCaseView *self)
{
  const HearthCaseRow *row = hearth_case_get_row (self->kase);

  for (guint i = 0; i < HEARTH_N_RINGS; i++)
    hearth_ring_card_set_value (self->cards[i], row->ring_done[i], row->ring_total[i]);
}

/* The form that is part of a page says itself what it holds. */
static gboolean
has_draft (HearthCaseView *self)
{
  HearthDraftKeeper *drafts = hearth_desk_get_drafts (self->desk);

  return drafts != NULL && hearth_draft_keeper_find (drafts, HEARTH_IDENTITY_FORM_DRAFT,
                                                     hearth_case_get_id (self->kase)) != NULL;
}

static void
turn_to_wanted (HearthCaseView *self)
{
  g_autofree char *name = g_steal_pointer (&self->wanted_page);
  HearthCasePage *page;

  if (name == NULL)
    return;
  page = hearth_case_pages_turn_to (self->pages, name);
  if (HEARTH_IS_PLAN_PAGE (page) && !hearth_id_is_zero (&self->wanted_rec))
    hearth_plan_page_show_step (HEARTH_PLAN_PAGE (page), &self->wanted_rec);
}

static void
show_case (HearthCaseView *self, gboolean is_other)
{
  const HearthRecord *person = hearth_case_get_person (self->kase);
  const char *number = hearth_record_get_text (person, "number");
  /* Translators: the placeholder is the number of a case. */
  g_autofree char *title =
      number != NULL ? g_strdup_printf (_ ("Case %s"), number) : g_strdup (_ ("Case"));

  update_actions (self);
  adw_window_title_set_title (self->title, title);
  hearth_case_header_show (self->header, hearth_desk_get_context (self->desk), self->kase);
  hearth_conflict_notice_show_case (self->conflicts, self->desk, hearth_case_get_id (self->kase));
  show_progress (self);
  hearth_case_pages_set_case (self->pages, self->kase);
  if (self->wants_draft)
    hearth_case_pages_show_draft (self->pages);
  else if (is_other && has_draft (self))
    hearth_case_pages_turn_to (self->pages, "details");
  self->wants_draft = FALSE;
  turn_to_wanted (self);
  if (is_other)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  gtk_stack_set_visible_child_name (self->stack, "case");
  gtk_widget_set_visible (self->menu_button, TRUE);
}

static void
take_case (HearthCaseView *self, HearthCase *kase, const GError *error)
{
  if (self->desk == NULL || hearth_desk_get_context (self->desk) == NULL ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    {
      HearthSentence sentence = hearth_sentence_for_error (error);

      hearth_desk_look_at_error (self->desk, error);
      adw_status_page_set_title (self->failed, sentence.title);
      adw_status_page_set_description (self->failed, sentence.body);
      gtk_stack_set_visible_child_name (self->stack, "failed");
    }
  else if (kase == NULL)
    {
      hearth_case_view_set_case_id (self, NULL);
      g_signal_emit (self, signals[GONE], 0);
    }
  else if (hearth_id_equal (hearth_case_get_id (kase), &self->case_id))
    {
      gboolean is_other =
          self->kase == NULL || !hearth_id_equal (hearth_case_get_id (self->kase), &self->case_id);

      g_set_object (&self->kase, kase);
      show_case (self, is_other);
    }
}

static void
on_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthCaseView) self = HEARTH_CASE_VIEW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthCase) kase = hearth_case_load_finish (result, &error);

  take_case (self, kase, error);
}

static void
on_visited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthCaseView) self = HEARTH_CASE_VIEW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthCase) kase = hearth_case_visit_finish (result, &error);

  take_case (self, kase, error);
}

/* Another case is a visit, which the audit log has before it is shown; a change of this one is not. */
static void
load (HearthCaseView *self)
{
  HearthContext *context = hearth_desk_get_context (self->desk);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  if (context == NULL || hearth_id_is_zero (&self->case_id))
    return;
  self->loading = g_cancellable_new ();
  if (self->kase != NULL && hearth_id_equal (hearth_case_get_id (self->kase), &self->case_id))
    hearth_case_load_async (context, &self->case_id, self->loading, on_loaded_cb,
                            g_object_ref (self));
  else
    hearth_case_visit_async (context, &self->case_id, self->loading, on_visited_cb,
                             g_object_ref (self));
}

static void
on_try_again_cb (HearthCaseView *self)
{
  load (self);
}

static void
on_store_changed_cb (HearthCaseView *self, HearthChangeSet *changes)
{
  if (!hearth_id_is_zero (&self->case_id) &&
      hearth_change_set_touches_case (changes, &self->case_id))
    load (self);
}

/* A card leads to the steps of its track. */
static void
on_card_clicked_cb (HearthCaseView *self, HearthRingCard *card)
{
  guint n_tracks;
  const HearthTrack *tracks = hearth_track_get_all (&n_tracks);
  HearthCasePage *plan = hearth_case_pages_turn_to (self->pages, "plan");

  for (guint i = 0; i < n_tracks; i++)
    if (tracks[i].ring >= 0 && self->cards[tracks[i].ring] == card)
      g_object_set (plan, "track", tracks[i].id, NULL);
}

static void
add_cards (HearthCaseView *self)
{
  guint n_tracks;
  const HearthTrack *tracks = hearth_track_get_all (&n_tracks);

  for (guint i = 0; i < n_tracks; i++)
    {
      GtkWidget *card;

      if (tracks[i].ring < 0)
        continue;
      card = hearth_ring_card_new (_ (tracks[i].title), (guint) tracks[i].ring);
      self->cards[tracks[i].ring] = HEARTH_RING_CARD (card);
      g_signal_connect_object (card, "clicked", G_CALLBACK (on_card_clicked_cb), self,
                               G_CONNECT_SWAPPED);
      hearth_card_grid_append (self->rings, card);
    }
}

/* In a narrow window not all tabs have room: that of the page in sight is in sight too. Which it is says the stack: while
 * the page turns, the tab of the last one is still pressed as well. */
static void
on_page_turned_cb (HearthCaseView *self)
{
  GtkWidget *switcher = GTK_WIDGET (self->switcher);
  g_autoptr (GtkSelectionModel) pages =
      gtk_stack_get_pages (hearth_case_pages_get_stack (self->pages));
  GtkWidget *tab = gtk_widget_get_first_child (switcher);
  graphene_rect_t bounds;

  for (guint i = 0; tab != NULL && !gtk_selection_model_is_selected (pages, i); i++)
    tab = gtk_widget_get_next_sibling (tab);
  if (tab != NULL && gtk_widget_compute_bounds (tab, switcher, &bounds))
    gtk_adjustment_clamp_page (gtk_scrolled_window_get_hadjustment (self->tabs), bounds.origin.x,
                               bounds.origin.x + bounds.size.width);
}

static void
update_header_bar (HearthCaseView *self)
{
  gtk_widget_set_visible (self->back_button, self->is_collapsed);
  adw_header_bar_set_show_start_title_buttons (self->header_bar, self->is_collapsed);
}

static void
hearth_case_view_constructed (GObject *object)
{
  HearthCaseView *self = HEARTH_CASE_VIEW (object);
  HearthStore *store;

  G_OBJECT_CLASS (hearth_case_view_parent_class)->constructed (object);
  hearth_case_pages_set_up (self->pages, self->desk, self->case_box);
  gtk_stack_switcher_set_stack (self->switcher, hearth_case_pages_get_stack (self->pages));
  g_signal_connect_object (hearth_case_pages_get_stack (self->pages), "notify::visible-child",
                           G_CALLBACK (on_page_turned_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  store = hearth_desk_get_store (self->desk);
  if (store != NULL)
    g_signal_connect_object (store, "changed", G_CALLBACK (on_store_changed_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
hearth_case_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  HearthCaseView *self = HEARTH_CASE_VIEW (object);

  switch (prop_id)
    {
    case PROP_DESK:
      g_value_set_object (value, self->desk);
      break;
    case PROP_COLLAPSED:
      g_value_set_boolean (value, self->is_collapsed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_case_view_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  HearthCaseView *self = HEARTH_CASE_VIEW (object);

  switch (prop_id)
    {
    case PROP_DESK:
      self->desk = g_value_dup_object (value);
      break;
    case PROP_COLLAPSED:
      if (self->is_collapsed != g_value_get_boolean (value))
        {
          self->is_collapsed = g_value_get_boolean (value);
          update_header_bar (self);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_case_view_dispose (GObject *object)
{
  HearthCaseView *self = HEARTH_CASE_VIEW (object);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->kase);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->wanted_page, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), HEARTH_TYPE_CASE_VIEW);
  G_OBJECT_CLASS (hearth_case_view_parent_class)->dispose (object);
}

static void
hearth_case_view_class_init (HearthCaseViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->constructed = hearth_case_view_constructed;
  object_class->get_property = hearth_case_view_get_property;
  object_class->set_property = hearth_case_view_set_property;
  object_class->dispose = hearth_case_view_dispose;

  properties[PROP_DESK] =
      g_param_spec_object ("desk", NULL, NULL, HEARTH_TYPE_DESK, flags | G_PARAM_CONSTRUCT_ONLY);
  properties[PROP_COLLAPSED] = g_param_spec_boolean ("collapsed", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[GONE] = g_signal_new ("gone", HEARTH_TYPE_CASE_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);

  g_type_ensure (HEARTH_TYPE_CARD_GRID);
  g_type_ensure (HEARTH_TYPE_CASE_HEADER);
  g_type_ensure (HEARTH_TYPE_CASE_PAGES);
  g_type_ensure (HEARTH_TYPE_CONFLICT_NOTICE);
  g_type_ensure (HEARTH_TYPE_SCROLL_BIN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hearthcase/Hearth/cases/hearth-case-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthCaseView, header_bar);
  gtk_widget_class_bind_template_child (widget_class, HearthCaseView, title);
  gtk_widget_class_bind_template_child (widget_class, HearthCaseView, back_button);
  gtk_widget_class_bind_template_child (widget_class, HearthCaseView, stack);
  gtk_widget_class_bind_template_child (widget_class, HearthCaseView, failed);
  gtk_widget_class_bind_template_child (widget_class, HearthCaseView, scroller);
  gtk_widget_class_bind_template_child (widget_class, HearthCaseView, header);
  gtk_widget_class_bind_template_child (widget_class, HearthCaseView, conflicts);
  gtk_widget_class_bind_template_child (widget_class, HearthCaseView, rings);
  gtk_widget_class_bind_template_child (widget_class, HearthCaseView, pages);
  gtk_widget_class_bind_template_child (widget_class, HearthCaseView, switcher);
  gtk_widget_class_bind_template_child (widget_class, HearthCaseView, tabs);
  gtk_widget_class_bind_template_child (widget_class, HearthCaseView, case_box);
  gtk_widget_class_bind_template_child (widget_class, HearthCaseView, menu_button);
  gtk_widget_class_bind_template_callback (widget_class, on_try_again_cb);
  gtk_widget_class_install_action (widget_class, "case.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "case.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "case.own-copy", NULL, own_copy_action);
  gtk_widget_class_install_action (widget_class, "case.request-data", NULL, request_data_action);
}

static void
hearth_case_view_init (HearthCaseView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_cards (self);
  gtk_widget_set_visible (self->menu_button, FALSE);
}

void
hearth_case_view_set_case_id (HearthCaseView *self, const HearthId *case_id)
{
  static const HearthId none = { { 0 } };

  g_return_if_fail (HEARTH_IS_CASE_VIEW (self));

  if (case_id == NULL)
    case_id = &none;
  if (hearth_id_equal (&self->case_id, case_id))
    return;
  self->case_id = *case_id;
  if (hearth_id_is_zero (case_id))
    {
      g_clear_object (&self->kase);
      adw_window_title_set_title (self->title, "");
      gtk_stack_set_visible_child_name (self->stack, "none");
      gtk_widget_set_visible (self->menu_button, FALSE);
    }
  load (self);
}

void
hearth_case_view_show_draft (HearthCaseView *self)
{
  g_return_if_fail (HEARTH_IS_CASE_VIEW (self));

  if (self->kase != NULL && hearth_id_equal (hearth_case_get_id (self->kase), &self->case_id))
    hearth_case_pages_show_draft (self->pages);
  else
    self->wants_draft = TRUE; /* it is still being read */
}

void
hearth_case_view_turn_to (HearthCaseView *self, const char *page, const HearthId *rec)
{
  static const HearthId none = { { 0 } };

  g_return_if_fail (HEARTH_IS_CASE_VIEW (self));

  g_free (self->wanted_page);
  self->wanted_page = g_strdup (page);
  self->wanted_rec = rec != NULL ? *rec : none;
  if (self->kase != NULL && hearth_id_equal (hearth_case_get_id (self->kase), &self->case_id))
    turn_to_wanted (self);
}

const HearthId *
hearth_case_view_get_case_id (HearthCaseView *self)
{
  g_return_val_if_fail (HEARTH_IS_CASE_VIEW (self), NULL);

  return hearth_id_is_zero (&self->case_id) ? NULL : &self->case_id;
}
