/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-window.h"

#include "hearth-create-page.h"
#include "hearth-import-window.h"
#include "hearth-main-page.h"
#include "hearth-notice-bar.h"
#include "hearth-passphrase-dialog.h"
#include "hearth-scanner.h"
#include "hearth-unlock-page.h"
#include "hearth-window-private.h"

#include <glib/gi18n.h>

G_DEFINE_FINAL_TYPE (HearthWindow, hearth_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_0,
  PROP_DESK,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

/* Puts @page in place of whatever the window shows. */
static void
show_page (HearthWindow *self, GtkWidget *page)
{
  GtkWidget *old = self->page;

  self->page = page;
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_stack_add_child (self->stack, page);
  gtk_stack_set_visible_child (self->stack, page);
  if (old != NULL)
    gtk_stack_remove (self->stack, old);
  _hearth_window_update_actions (self);
}

/* Held, for one that is closed may take others with it. */
static GPtrArray *
list_windows (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    g_ptr_array_add (list, g_list_model_get_item (windows, i));
  return list;
}

/* Dialogs of a login go with it: they show what is in the vault. */
static void
close_dialogs (HearthWindow *self)
{
  g_autoptr (GPtrArray) windows = list_windows ();

  for (guint i = 0; i < windows->len; i++)
    if (windows->pdata[i] != self && gtk_window_get_transient_for (windows->pdata[i]) != NULL)
      gtk_window_destroy (windows->pdata[i]);
}

static void
show_page_of_state (HearthWindow *self)
{
  GType type =
      hearth_desk_is_unlocked (self->desk) ? HEARTH_TYPE_MAIN_PAGE : HEARTH_TYPE_UNLOCK_PAGE;

  close_dialogs (self);
  hearth_toast_hide (self->toast);
  show_page (self, g_object_new (type, "desk", self->desk, NULL));
  if (HEARTH_IS_MAIN_PAGE (self->page))
    hearth_main_page_take_keys (HEARTH_MAIN_PAGE (self->page));
}

/* Off the screen, and the display told so, before anything is waited for. */
static void
on_blank_cb (HearthWindow *self)
{
  g_autoptr (GPtrArray) windows = list_windows ();

  self->was_visible = gtk_widget_get_visible (GTK_WIDGET (self));
  for (guint i = 0; i < windows->len; i++)
    gtk_widget_set_visible (windows->pdata[i], FALSE);
  gdk_display_flush (gtk_widget_get_display (GTK_WIDGET (self)));
}

/* What was typed and not saved before the lock, the crash or the end. */
static void
offer_drafts (HearthWindow *self)
{
  HearthDraftKeeper *drafts = hearth_desk_get_drafts (self->desk);
  guint n_drafts = drafts != NULL ? hearth_draft_keeper_get_n_unseen (drafts) : 0;
  g_autofree char *title = g_strdup_printf (
      ngettext ("%u form was not saved last time", "%u forms were not saved last time", n_drafts),
      n_drafts);
  const HearthNotice notice = {
    .id = "drafts",
    .title = title,
    .body = _ ("What was typed was kept, encrypted, for you alone. Save it or discard it there."),
    .button = _ ("_Show"),
    .action = "win.show-draft",
  };

  if (n_drafts > 0)
    hearth_notices_set (hearth_desk_get_notices (self->desk), &notice, TRUE);
  else
    hearth_notices_remove (hearth_desk_get_notices (self->desk), notice.id);
}

static void
watch_drafts (HearthWindow *self)
{
  HearthDraftKeeper *drafts = hearth_desk_get_drafts (self->desk);

  if (drafts == NULL)
    return;
  g_signal_connect_object (drafts, "unseen-changed", G_CALLBACK (offer_drafts), self,
                           G_CONNECT_SWAPPED);
  offer_drafts (self);
}

static gboolean
is_passphrase_due (HearthWindow *self)
{
  HearthContext *context = hearth_desk_get_context (self->desk);

  return context != NULL && (hearth_vault_get_warnings (hearth_context_get_vault (context)) &
                             HEARTH_VAULT_WARNING_CHANGE_PASSPHRASE) != 0;
}

/* What the desktop asked to open before anybody was here. */
static void
open_waiting_file (HearthWindow *self)
{
  g_autoptr (GFile) file = g_steal_pointer (&self->waiting_file);

  if (file != NULL)
    gtk_window_present (
        GTK_WINDOW (hearth_import_window_new (GTK_WINDOW (self), self->desk, file)));
}

static void
on_unlocked_changed_cb (HearthWindow *self)
{
  show_page_of_state (self);
  if (self->was_visible)
    gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  self->was_visible = FALSE;
  watch_drafts (self);
  if (is_passphrase_due (self))
    hearth_passphrase_dialog_present (GTK_WINDOW (self), self->desk, TRUE);
  if (hearth_desk_is_unlocked (self->desk))
    open_waiting_file (self);
}

static void
on_message_cb (HearthWindow *self, const char *text)
{
  hearth_toast_show (self->toast, text, NULL);
}

static void
on_done_cb (HearthWindow *self, const char *text, HearthChangeSet *done)
{
  hearth_toast_show (self->toast, text, done);
  _hearth_window_update_actions (self);
}

static void
on_toast_undo_cb (HearthWindow *self, HearthChangeSet *done)
{
  _hearth_window_revert (self, done);
}

static gboolean
is_bundle (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return name != NULL && g_str_has_suffix (name, ".age");
}

/* Other files have their own places: the pages of a case, the import of a list. */
static gboolean
on_drop_cb (HearthWindow *self, const GValue *value)
{
  if (!hearth_desk_is_unlocked (self->desk) || !G_VALUE_HOLDS (value, G_TYPE_FILE) ||
      !is_bundle (g_value_get_object (value)))
    return FALSE;
  hearth_window_open_file (self, g_value_get_object (value));
  return TRUE;
}

static void
hearth_window_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_DESK:
      g_value_set_object (value, HEARTH_WINDOW (object)->desk);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_window_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_DESK:
      HEARTH_WINDOW (object)->desk = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_window_constructed (GObject *object)
{
  HearthWindow *self = HEARTH_WINDOW (object);

  G_OBJECT_CLASS (hearth_window_parent_class)->constructed (object);
  g_signal_connect_object (self->desk, "notify::unlocked", G_CALLBACK (on_unlocked_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "blank", G_CALLBACK (on_blank_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "done", G_CALLBACK (on_done_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->desk, "message", G_CALLBACK (on_message_cb), self,
                           G_CONNECT_SWAPPED);
  hearth_notice_bar_set_notices (self->notice_bar, hearth_desk_get_notices (self->desk));
  hearth_scanner_attach (GTK_WIDGET (self), self->desk);
  show_page_of_state (self);
}

static void
hearth_window_dispose (GObject *object)
{
  HearthWindow *self = HEARTH_WINDOW (object);

  self->page = NULL;
  g_clear_object (&self->waiting_file);
  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (self), HEARTH_TYPE_WINDOW);
  G_OBJECT_CLASS (hearth_window_parent_class)->dispose (object);
}

static void
hearth_window_class_init (HearthWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = hearth_window_constructed;
  object_class->get_property = hearth_window_get_property;
  object_class->set_property = hearth_window_set_property;
  object_class->dispose = hearth_window_dispose;

  properties[PROP_DESK] =
      g_param_spec_object ("desk", NULL, NULL, HEARTH_TYPE_DESK,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (HEARTH_TYPE_NOTICE_BAR);
  g_type_ensure (HEARTH_TYPE_TOAST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hearthcase/Hearth/shell/hearth-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthWindow, notice_bar);
  gtk_widget_class_bind_template_child (widget_class, HearthWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, HearthWindow, toast);
  gtk_widget_class_bind_template_callback (widget_class, on_drop_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_toast_undo_cb);
  _hearth_window_class_install_actions (widget_class);
}

static void
hearth_window_init (HearthWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

HearthWindow *
hearth_window_new (GtkApplication *application, HearthDesk *desk, GSettings *settings)
{
  HearthWindow *self =
      g_object_new (HEARTH_TYPE_WINDOW, "application", application, "desk", desk, NULL);

  if (settings != NULL)
    {
      g_settings_bind (settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
      g_settings_bind (settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
      g_settings_bind (settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
    }
  return self;
}

void
hearth_window_rebuild (HearthWindow *self)
{
  g_return_if_fail (HEARTH_IS_WINDOW (self));

  show_page_of_state (self);
}

void
hearth_window_open_demo (HearthWindow *self)
{
  g_return_if_fail (HEARTH_IS_WINDOW (self));

  if (HEARTH_IS_UNLOCK_PAGE (self->page))
    hearth_unlock_page_open_demo (HEARTH_UNLOCK_PAGE (self->page));
}

void
hearth_window_open_file (HearthWindow *self, GFile *file)
{
  g_return_if_fail (HEARTH_IS_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  g_set_object (&self->waiting_file, file);
  if (hearth_desk_is_unlocked (self->desk))
    open_waiting_file (self);
  else
    hearth_toast_show (self->toast, _ ("Unlock the vault that the bundle is for."), NULL);
}

void
_hearth_window_show_create_page (HearthWindow *self)
{
  show_page (self, g_object_new (HEARTH_TYPE_CREATE_PAGE, "desk", self->desk, NULL));
}

void
_hearth_window_leave_create_page (HearthWindow *self)
{
  show_page_of_state (self);
}
