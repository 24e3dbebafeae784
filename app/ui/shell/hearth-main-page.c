/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-main-page.h"

#include "hearth-admin-page.h"
#include "hearth-arrivals-page.h"
#include "hearth-banner.h"
#include "hearth-cases-page.h"
#include "hearth-demo.h"
#include "hearth-outstanding-page.h"
#include "hearth-place-page.h"
#include "hearth-place-row.h"
#include "hearth-reports-page.h"
#include "hearth-split-view.h"
#include "hearth-step-query.h"
#include "hearth-today-page.h"
#include "hearth-vault-places.h"

#include <glib/gi18n.h>

enum
{
  PLACE_TODAY,
  PLACE_ARRIVALS,
  PLACE_CASES,
  PLACE_OUTSTANDING,
  PLACE_REPORTS,
  PLACE_ADMINISTRATION,
  N_PLACES
};

static const struct
{
  const char *id;
  const char *icon_name;
  const char *title;
  GType (*get_type) (void);
} places[N_PLACES] = {
  { "today", "x-office-calendar-symbolic", N_ ("Today"), hearth_today_page_get_type },
  { "arrivals", "hearth-arrivals-symbolic", N_ ("Arrivals"), hearth_arrivals_page_get_type },
  { "cases", "hearth-returnees-symbolic", N_ ("Returnees"), hearth_cases_page_get_type },
  { "outstanding", "hearth-outstanding-symbolic", N_ ("Outstanding"),
    hearth_outstanding_page_get_type },
  { "reports", "hearth-reports-symbolic", N_ ("Reports"), hearth_reports_page_get_type },
  { "administration", "hearth-administration-symbolic", N_ ("Administration"),
    hearth_admin_page_get_type },
};

struct _HearthMainPage
{
  AdwBin parent_instance;
  HearthDesk *desk;
  HearthPlaceRow *rows[N_PLACES];
  HearthPlacePage *pages[N_PLACES];
  gboolean is_counting;
  gboolean is_count_stale;

  HearthSplitView *split;
  GtkMenuButton *menu_button;
  GtkListBox *places;
  GtkLabel *footer;
  GtkStack *stack;
  HearthBanner *backup_banner;
};

G_DEFINE_FINAL_TYPE (HearthMainPage, hearth_main_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_DESK,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static void begin_counting (HearthMainPage *self);

static gpointer
count (HearthDb *db, gpointer data, GError **error)
{
  HearthDate *today = data;
  g_autofree HearthCounts *counts = g_new0 (HearthCounts, 1);

  return hearth_step_query_counts (db, *today, counts, error) ? g_steal_pointer (&counts) : NULL;
}

static void
show_counts (HearthMainPage *self, const HearthCounts *counts)
{
  hearth_place_row_set_count (self->rows[PLACE_TODAY],
                              counts->n_alarms + counts->n_due_today + counts->n_overdue,
                              counts->n_alarms + counts->n_overdue > 0);
  hearth_place_row_set_count (self->rows[PLACE_CASES], counts->n_cases, FALSE);
  hearth_place_row_set_count (self->rows[PLACE_OUTSTANDING], counts->n_outstanding_people, FALSE);
}

static void
on_counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthMainPage) self = HEARTH_MAIN_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  g_autofree HearthCounts *counts =
      hearth_store_read_finish (HEARTH_STORE (source), result, &error);

  self->is_counting = FALSE;
  if (self->desk == NULL)
    return;
  if (counts != NULL)
    show_counts (self, counts);
  else
    hearth_desk_report_error (self->desk, error);
  if (self->is_count_stale)
    begin_counting (self);
}

/* One question at a time: a hundred changes in a row are counted twice, not a hundred times. */
static void
begin_counting (HearthMainPage *self)
{
  HearthStore *store = hearth_desk_get_store (self->desk);
  HearthDate today = hearth_clock_today (hearth_desk_get_clock (self->desk));

  self->is_count_stale = self->is_counting;
  if (self->is_counting || store == NULL)
    return;
  self->is_counting = TRUE;
  hearth_store_read_async (store, count, g_memdup2 (&today, sizeof today), g_free, g_free,
                           hearth_desk_get_cancellable (self->desk), on_counted_cb,
                           g_object_ref (self));
}

/* Counting reads the whole of several indexes, and the page that people wait for has the same reader. */
static void
on_settled_cb (HearthMainPage *self, GParamSpec *pspec, HearthPlacePage *page)
{
  if (hearth_place_page_is_settled (page))
    begin_counting (self);
}

static void
begin_counting_after (HearthMainPage *self, HearthPlacePage *page)
{
  if (hearth_place_page_is_settled (page))
    begin_counting (self);
  else
    g_signal_connect_object (page, "notify::settled", G_CALLBACK (on_settled_cb), self,
                             G_CONNECT_SWAPPED);
}

static void
on_store_changed_cb (HearthMainPage *self)
{
  begin_counting (self);
}

static HearthPlacePage *
ensure_page (HearthMainPage *self, guint place)
{
  HearthPlacePage *page = self->pages[place];

  if (page != NULL)
    return page;
  page = g_object_new (places[place].get_type (), "desk", self->desk, NULL);
  g_object_bind_property (self->split, "collapsed", page, "narrow", G_BINDING_SYNC_CREATE);
  gtk_stack_add_named (self->stack, GTK_WIDGET (page), places[place].id);
  self->pages[place] = page;
  return page;
}

static void
show_place (HearthMainPage *self, guint place)
{
  HearthPlacePage *page = ensure_page (self, place);

  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (page));
  gtk_list_box_select_row (self->places, GTK_LIST_BOX_ROW (self->rows[place]));
  hearth_place_page_enter (page);
}

static void
on_place_activated_cb (HearthMainPage *self, GtkListBoxRow *row)
{
  show_place (self, (guint) gtk_list_box_row_get_index (row));
  hearth_split_view_set_show_content (self->split, TRUE);
}

static void
mark_place_shown (HearthMainPage *self)
{
  GtkWidget *visible = gtk_stack_get_visible_child (self->stack);

  for (guint i = 0; i < N_PLACES; i++)
    if (visible != NULL && visible == (GtkWidget *) self->pages[i])
      gtk_list_box_select_row (self->places, GTK_LIST_BOX_ROW (self->rows[i]));
}

/* A list box marks every row that a key comes to, and no place was gone to yet. */
static void
on_place_marked_cb (HearthMainPage *self, GtkListBoxRow *row)
{
  if (row != NULL)
    mark_place_shown (self);
}

static void
on_collapsed_cb (HearthMainPage *self)
{
  gboolean is_collapsed = hearth_split_view_get_collapsed (self->split);

  /* A folded list is a menu: what is marked in it is not what is on screen. */
  gtk_list_box_set_selection_mode (self->places,
                                   is_collapsed ? GTK_SELECTION_NONE : GTK_SELECTION_BROWSE);
  if (!is_collapsed)
    mark_place_shown (self);
}

static void
on_menu_mapped_cb (GtkMenuButton *button, HearthMainPage *self)
{
  g_signal_handlers_disconnect_by_func (button, on_menu_mapped_cb, self);
  gtk_menu_button_popup (button);
}

/* GTK opens the main menu itself where its button is on the screen; in a narrow window the sidebar, which has
 * it, is hidden behind the content. */
static gboolean
on_menu_key_cb (GtkWidget *widget, GVariant *parameters, gpointer user_data)
{
  HearthMainPage *self = HEARTH_MAIN_PAGE (widget);

  if (gtk_widget_get_mapped (GTK_WIDGET (self->menu_button)))
    return FALSE;
  g_signal_connect_object (self->menu_button, "map", G_CALLBACK (on_menu_mapped_cb), self, 0);
  hearth_split_view_set_show_content (self->split, FALSE);
  return TRUE;
}

static void
show_footer (HearthMainPage *self)
{
  HearthVault *vault = hearth_context_get_vault (hearth_desk_get_context (self->desk));
  const char *path = hearth_vault_get_path (vault);
  g_autofree char *title = hearth_vault_places_dup_title (path);
  g_autofree char *text = NULL;

  if (hearth_vault_places_is_demo (path))
    /* Translators: the placeholder is a passphrase. */
    text = g_strdup_printf (_ ("Demo vault: the people are invented. Passphrase: %s"),
                            HEARTH_DEMO_PASSPHRASE);
  else
    /* Translators: the name of a vault, then of the user who opened it. */
    text = g_strdup_printf (C_ ("vault and user", "%s · %s"), title,
                            hearth_vault_get_user_name (vault));
  gtk_label_set_text (self->footer, text);
}

/* What must be known now. The demo is not worth a backup. */
static void
update_backup_banner (HearthMainPage *self)
{
  HearthBackupKeeper *keeper = hearth_desk_get_backups (self->desk);
  const HearthBackupStatus *status;
  const char *path;

  if (keeper == NULL)
    return;
  status = hearth_backup_keeper_get_status (keeper);
  path = hearth_vault_get_path (hearth_context_get_vault (hearth_desk_get_context (self->desk)));
  if (status != NULL && status->plan->folder != NULL && !status->has_folder)
    hearth_banner_set_title (self->backup_banner,
                             _ ("A backup is due. Connect the disk that it goes to."));
  else if (status != NULL && status->plan->folder != NULL)
    hearth_banner_set_title (self->backup_banner, _ ("The last backup did not work."));
  else
    hearth_banner_set_title (self->backup_banner,
                             _ ("This vault has no backup from the last seven days."));
  hearth_banner_set_revealed (self->backup_banner, hearth_backup_keeper_needs_person (keeper) &&
                                                       !hearth_vault_places_is_demo (path));
}

static void
on_backup_banner_cb (HearthMainPage *self)
{
  hearth_main_page_open_admin (self, "backup");
}

static void
hearth_main_page_constructed (GObject *object)
{
  HearthMainPage *self = HEARTH_MAIN_PAGE (object);

  G_OBJECT_CLASS (hearth_main_page_parent_class)->constructed (object);
  for (guint i = 0; i < N_PLACES; i++)
    {
      self->rows[i] = hearth_place_row_new (places[i].icon_name, _ (places[i].title));
      gtk_list_box_append (self->places, GTK_WIDGET (self->rows[i]));
    }
  g_signal_connect_object (self->split, "notify::collapsed", G_CALLBACK (on_collapsed_cb), self,
                           G_CONNECT_SWAPPED);
  if (hearth_desk_get_context (self->desk) == NULL)
    return;
  g_signal_connect_object (hearth_desk_get_store (self->desk), "changed",
                           G_CALLBACK (on_store_changed_cb), self, G_CONNECT_SWAPPED);
  hearth_banner_set_button_label (self->backup_banner, _ ("_Backup"));
  g_signal_connect_object (hearth_desk_get_backups (self->desk), "changed",
                           G_CALLBACK (update_backup_banner), self, G_CONNECT_SWAPPED);
  update_backup_banner (self);
  show_footer (self);
  show_place (self, PLACE_CASES);
  hearth_split_view_set_show_content (self->split, TRUE);
  begin_counting_after (self, self->pages[PLACE_CASES]);
}

static void
hearth_main_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_DESK:
      g_value_set_object (value, HEARTH_MAIN_PAGE (object)->desk);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_main_page_set_property (GObject *object,
                               guint prop_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_DESK:
      HEARTH_MAIN_PAGE (object)->desk = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_main_page_dispose (GObject *object)
{
  HearthMainPage *self = HEARTH_MAIN_PAGE (object);

  g_clear_object (&self->desk);
  G_OBJECT_CLASS (hearth_main_page_parent_class)->dispose (object);
}

static void
hearth_main_page_class_init (HearthMainPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = hearth_main_page_constructed;
  object_class->get_property = hearth_main_page_get_property;
  object_class->set_property = hearth_main_page_set_property;
  object_class->dispose = hearth_main_page_dispose;

  properties[PROP_DESK] =
      g_param_spec_object ("desk", NULL, NULL, HEARTH_TYPE_DESK,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (HEARTH_TYPE_BANNER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hearthcase/Hearth/shell/hearth-main-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthMainPage, split);
  gtk_widget_class_bind_template_child (widget_class, HearthMainPage, menu_button);
  gtk_widget_class_bind_template_child (widget_class, HearthMainPage, places);
  gtk_widget_class_bind_template_child (widget_class, HearthMainPage, footer);
  gtk_widget_class_bind_template_child (widget_class, HearthMainPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HearthMainPage, backup_banner);
  gtk_widget_class_bind_template_callback (widget_class, on_backup_banner_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_place_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_place_marked_cb);
}

static void
hearth_main_page_init (HearthMainPage *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  /* Wherever the focus is, and if it is nowhere. */
  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (keys), GTK_SHORTCUT_SCOPE_GLOBAL);
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_F10, 0),
                        gtk_callback_action_new (on_menu_key_cb, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

void
hearth_main_page_go (HearthMainPage *self, const char *place)
{
  g_return_if_fail (HEARTH_IS_MAIN_PAGE (self));

  for (guint i = 0; i < N_PLACES; i++)
    if (g_str_equal (places[i].id, place))
      {
        show_place (self, i);
        hearth_split_view_set_show_content (self->split, TRUE);
      }
}

void
hearth_main_page_search (HearthMainPage *self)
{
  g_return_if_fail (HEARTH_IS_MAIN_PAGE (self));

  hearth_main_page_go (self, "cases");
  hearth_cases_page_search (HEARTH_CASES_PAGE (self->pages[PLACE_CASES]));
}

void
hearth_main_page_take_keys (HearthMainPage *self)
{
  GtkWidget *page;

  g_return_if_fail (HEARTH_IS_MAIN_PAGE (self));

  page = gtk_stack_get_visible_child (self->stack);
  if (HEARTH_IS_PLACE_PAGE (page))
    hearth_place_page_take_keys (HEARTH_PLACE_PAGE (page));
}

void
hearth_main_page_open_case (HearthMainPage *self, const HearthId *case_id)
{
  g_return_if_fail (HEARTH_IS_MAIN_PAGE (self));

  hearth_main_page_go (self, "cases");
  hearth_cases_page_open_case (HEARTH_CASES_PAGE (self->pages[PLACE_CASES]), case_id);
}

void
hearth_main_page_open_case_at (HearthMainPage *self,
                               const HearthId *case_id,
                               const char *page,
                               const HearthId *rec)
{
  g_return_if_fail (HEARTH_IS_MAIN_PAGE (self));

  hearth_main_page_open_case (self, case_id);
  hearth_cases_page_turn_to (HEARTH_CASES_PAGE (self->pages[PLACE_CASES]), page, rec);
}

void
hearth_main_page_open_admin (HearthMainPage *self, const char *section)
{
  g_return_if_fail (HEARTH_IS_MAIN_PAGE (self));

  hearth_main_page_go (self, "administration");
  hearth_admin_page_open (HEARTH_ADMIN_PAGE (self->pages[PLACE_ADMINISTRATION]), section);
}

void
hearth_main_page_show_sidebar (HearthMainPage *self)
{
  g_return_if_fail (HEARTH_IS_MAIN_PAGE (self));

  hearth_split_view_set_show_content (self->split, FALSE);
}
