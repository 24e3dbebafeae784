/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-act.h"
#include "hearth-bus-intake.h"
#include "hearth-confirm.h"
#include "hearth-conflict-window.h"
#include "hearth-event-dialog.h"
#include "hearth-import-window.h"
#include "hearth-main-page.h"
#include "hearth-new-case-dialog.h"
#include "hearth-pack-editor.h"
#include "hearth-pairs-window.h"
#include "hearth-passphrase-dialog.h"
#include "hearth-renewal-window.h"
#include "hearth-roster-window.h"
#include "hearth-window-private.h"

#include <glib/gi18n.h>

static HearthMainPage *
get_main_page (HearthWindow *self)
{
  return HEARTH_IS_MAIN_PAGE (self->page) ? HEARTH_MAIN_PAGE (self->page) : NULL;
}

static void
lock_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  hearth_desk_lock (HEARTH_WINDOW (widget)->desk);
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthMainPage *page = get_main_page (HEARTH_WINDOW (widget));

  if (page != NULL)
    hearth_main_page_search (page);
}

static void
place_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthMainPage *page = get_main_page (HEARTH_WINDOW (widget));

  if (page == NULL)
    return;
  hearth_main_page_go (page, g_variant_get_string (parameter, NULL));
  hearth_main_page_take_keys (page);
}

static void
open_case_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthMainPage *page = get_main_page (HEARTH_WINDOW (widget));
  HearthId id;

  if (page != NULL && hearth_id_parse (g_variant_get_string (parameter, NULL), &id))
    hearth_main_page_open_case (page, &id);
}

/* Case, page of it, and a record there or nothing. */
static void
open_case_at_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthMainPage *page = get_main_page (HEARTH_WINDOW (widget));
  const char *case_text, *place, *rec_text;
  HearthId case_id, rec;

  g_variant_get (parameter, "(&s&s&s)", &case_text, &place, &rec_text);
  if (page != NULL && hearth_id_parse (case_text, &case_id))
    hearth_main_page_open_case_at (page, &case_id, place,
                                   hearth_id_parse (rec_text, &rec) ? &rec : NULL);
}

static void
show_sidebar_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthMainPage *page = get_main_page (HEARTH_WINDOW (widget));

  if (page != NULL)
    hearth_main_page_show_sidebar (page);
}

/* The form in which something was typed last, and the next time the one before. */
static void
show_draft_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthWindow *self = HEARTH_WINDOW (widget);
  HearthDraftKeeper *drafts = hearth_desk_get_drafts (self->desk);
  g_autoptr (HearthDraft) draft = drafts != NULL && get_main_page (self) != NULL
                                      ? hearth_draft_keeper_next_unseen (drafts)
                                      : NULL;

  if (draft == NULL)
    return;
  if (g_str_equal (draft->form, "intake"))
    hearth_bus_intake_present (GTK_WINDOW (self), self->desk, NULL);
  else if (g_str_equal (draft->form, "event"))
    hearth_event_dialog_present_id (GTK_WINDOW (self), self->desk, &draft->rec);
  else if (hearth_pack_editor_resume (widget, self->desk, draft))
    return;
  else if (hearth_id_is_zero (&draft->case_id))
    hearth_new_case_dialog_present (GTK_WINDOW (self), self->desk);
  else
    hearth_main_page_open_case (get_main_page (self), &draft->case_id);
}

static void
new_arrival_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthWindow *self = HEARTH_WINDOW (widget);

  if (get_main_page (self) != NULL)
    hearth_new_case_dialog_present (GTK_WINDOW (self), self->desk);
}

/* The parameter is the id of an event, or empty. */
static void
bus_intake_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthWindow *self = HEARTH_WINDOW (widget);
  HearthId event;

  if (get_main_page (self) != NULL)
    hearth_bus_intake_present (
        GTK_WINDOW (self), self->desk,
        hearth_id_parse (g_variant_get_string (parameter, NULL), &event) ? &event : NULL);
}

static void
import_roster_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthWindow *self = HEARTH_WINDOW (widget);

  if (get_main_page (self) != NULL)
    gtk_window_present (GTK_WINDOW (hearth_roster_window_new (GTK_WINDOW (self), self->desk)));
}

static void
open_bundle_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthWindow *self = HEARTH_WINDOW (widget);

  if (get_main_page (self) != NULL)
    gtk_window_present (
        GTK_WINDOW (hearth_import_window_new (GTK_WINDOW (self), self->desk, NULL)));
}

static void
conflicts_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthWindow *self = HEARTH_WINDOW (widget);

  if (get_main_page (self) != NULL)
    hearth_conflict_window_present (widget, self->desk, NULL);
}

static void
duplicates_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthWindow *self = HEARTH_WINDOW (widget);

  if (get_main_page (self) != NULL)
    gtk_window_present (GTK_WINDOW (hearth_pairs_window_new (GTK_WINDOW (self), self->desk)));
}

static void
renew_keys_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthWindow *self = HEARTH_WINDOW (widget);

  if (get_main_page (self) != NULL)
    gtk_window_present (GTK_WINDOW (hearth_renewal_window_new (GTK_WINDOW (self), self->desk, 0)));
}

static void
change_passphrase_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthWindow *self = HEARTH_WINDOW (widget);

  if (get_main_page (self) != NULL)
    hearth_passphrase_dialog_present (GTK_WINDOW (self), self->desk, FALSE);
}

static void
new_vault_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthWindow *self = HEARTH_WINDOW (widget);

  if (!hearth_desk_is_unlocked (self->desk))
    _hearth_window_show_create_page (self);
}

static void
leave_new_vault_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthWindow *self = HEARTH_WINDOW (widget);

  if (!hearth_desk_is_unlocked (self->desk))
    _hearth_window_leave_create_page (self);
}

/* What an undo or redo came to, in words. */
static void
say_taken_back (HearthDesk *desk, HearthChangeSet *answer, const char *done)
{
  const char *act_id = hearth_change_set_get_act_id (answer);
  const HearthAct *act = act_id != NULL ? hearth_act_find (act_id) : NULL;
  g_autofree char *text =
      /* Translators: "Undone" or "Done again", and what it was: "Undone: Change of a step". */
      act != NULL ? g_strdup_printf (C_ ("taken back", "%1$s: %2$s"), done, _ (act->title))
                  : g_strdup (done);

  switch (hearth_change_set_get_result (answer))
    {
    case HEARTH_RESULT_DONE:
      hearth_desk_say (desk, text);
      break;
    case HEARTH_RESULT_NOTHING:
      hearth_desk_say (desk, _ ("There is nothing left to take back"));
      break;
    case HEARTH_RESULT_STALE:
      hearth_desk_say (desk, _ ("Changed again meanwhile: it was left as it is"));
      break;
    case HEARTH_RESULT_DENIED:
      hearth_desk_say (desk, _ ("Your role does not allow this. Nothing was saved."));
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
finish_taking_back (HearthWindow *self, GAsyncResult *result, const char *done)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) answer = NULL;
  HearthUndo *undo = hearth_desk_get_undo (self->desk);

  if (undo == NULL)
    return;
  answer = hearth_undo_finish (undo, result, &error);
  if (answer != NULL)
    say_taken_back (self->desk, answer, done);
  else if (error != NULL)
    hearth_desk_report_error (self->desk, error);
  _hearth_window_update_actions (self);
}

static void
on_undone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthWindow) self = HEARTH_WINDOW (user_data);

  if (self->desk != NULL)
    finish_taking_back (self, result, _ ("Undone"));
}

static void
on_redone_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthWindow) self = HEARTH_WINDOW (user_data);

  if (self->desk != NULL)
    finish_taking_back (self, result, _ ("Done again"));
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthUndo *undo = hearth_desk_get_undo (HEARTH_WINDOW (widget)->desk);

  if (undo != NULL && hearth_undo_get_can_undo (undo))
    hearth_undo_undo_async (undo, NULL, on_undone_cb, g_object_ref (widget));
}

static void
redo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthUndo *undo = hearth_desk_get_undo (HEARTH_WINDOW (widget)->desk);

  if (undo != NULL && hearth_undo_get_can_redo (undo))
    hearth_undo_redo_async (undo, NULL, on_redone_cb, g_object_ref (widget));
}

void
_hearth_window_revert (HearthWindow *self, HearthChangeSet *done)
{
  HearthUndo *undo = hearth_desk_get_undo (self->desk);

  if (undo != NULL)
    hearth_undo_revert_async (undo, done, NULL, on_undone_cb, g_object_ref (self));
}

/* A question that waits for its answer. */
typedef struct
{
  HearthWindow *window;
  HearthChangeSet *done;
} TakeBack;

static void
on_take_back_answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  TakeBack *asked = user_data;

  if (hearth_confirm_finish (result) && asked->window->desk != NULL)
    _hearth_window_revert (asked->window, asked->done);
  g_object_unref (asked->window);
  hearth_change_set_unref (asked->done);
  g_free (asked);
}

/* What a history shows in one case may have been done to many. */
static void
ask_and_revert (HearthWindow *self, HearthChangeSet *done)
{
  guint n_others = hearth_change_set_get_n_cases (done) - 1;
  g_autofree char *body = g_strdup_printf (
      ngettext ("It was done to this person and %u more, and is taken back for both.",
                "It was done to this person and %u more, and is taken back for all of them.",
                n_others),
      n_others);
  TakeBack *asked = g_new0 (TakeBack, 1);

  asked->window = g_object_ref (self);
  asked->done = hearth_change_set_ref (done);
  hearth_confirm_async (GTK_WIDGET (self), _ ("Take Back for All?"), body, _ ("_Take Back"), TRUE,
                        on_take_back_answered_cb, asked);
}

static void
take_back_act_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthWindow *self = HEARTH_WINDOW (widget);
  HearthUndo *undo = hearth_desk_get_undo (self->desk);
  HearthChangeSet *done = NULL;
  HearthId act;

  if (undo == NULL)
    return;
  if (hearth_id_parse (g_variant_get_string (parameter, NULL), &act))
    done = hearth_undo_find (undo, &act);
  if (done == NULL)
    hearth_desk_say (self->desk, _ ("There is nothing left to take back"));
  else if (hearth_change_set_get_n_cases (done) > 1)
    ask_and_revert (self, done);
  else
    _hearth_window_revert (self, done);
}

void
_hearth_window_update_actions (HearthWindow *self)
{
  static const char *const unlocked_actions[] = {
    "win.lock",       "win.search",        "win.new-arrival",
    "win.bus-intake", "win.import-roster", "win.conflicts",
    "win.place",      "win.open-case",     "win.change-passphrase",
    "win.duplicates", "win.open-case-at",  "win.take-back-act",
    "win.open-bundle"
  };
  gboolean is_unlocked = get_main_page (self) != NULL;
  HearthUndo *undo = hearth_desk_get_undo (self->desk);

  for (guint i = 0; i < G_N_ELEMENTS (unlocked_actions); i++)
    gtk_widget_action_set_enabled (GTK_WIDGET (self), unlocked_actions[i], is_unlocked);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.undo",
                                 undo != NULL && hearth_undo_get_can_undo (undo));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.redo",
                                 undo != NULL && hearth_undo_get_can_redo (undo));
}

void
_hearth_window_class_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.lock", NULL, lock_action);
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
  gtk_widget_class_install_action (widget_class, "win.show-draft", NULL, show_draft_action);
  gtk_widget_class_install_action (widget_class, "win.new-arrival", NULL, new_arrival_action);
  gtk_widget_class_install_action (widget_class, "win.bus-intake", "s", bus_intake_action);
  gtk_widget_class_install_action (widget_class, "win.import-roster", NULL, import_roster_action);
  gtk_widget_class_install_action (widget_class, "win.open-bundle", NULL, open_bundle_action);
  gtk_widget_class_install_action (widget_class, "win.conflicts", NULL, conflicts_action);
  gtk_widget_class_install_action (widget_class, "win.duplicates", NULL, duplicates_action);
  gtk_widget_class_install_action (widget_class, "win.change-passphrase", NULL,
                                   change_passphrase_action);
  gtk_widget_class_install_action (widget_class, "win.renew-keys", NULL, renew_keys_action);
  gtk_widget_class_install_action (widget_class, "win.undo", NULL, undo_action);
  gtk_widget_class_install_action (widget_class, "win.redo", NULL, redo_action);
  gtk_widget_class_install_action (widget_class, "win.place", "s", place_action);
  gtk_widget_class_install_action (widget_class, "win.open-case", "s", open_case_action);
  gtk_widget_class_install_action (widget_class, "win.open-case-at", "(sss)", open_case_at_action);
  gtk_widget_class_install_action (widget_class, "win.take-back-act", "s", take_back_act_action);
  gtk_widget_class_install_action (widget_class, "win.show-sidebar", NULL, show_sidebar_action);
  gtk_widget_class_install_action (widget_class, "win.new-vault", NULL, new_vault_action);
  gtk_widget_class_install_action (widget_class, "win.leave-new-vault", NULL,
                                   leave_new_vault_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, GDK_CONTROL_MASK, "win.lock", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "win.search",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "win.bus-intake",
                                       "s", "");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.new-arrival", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "win.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "win.redo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
  for (guint i = 0; i < 6; i++)
    {
      static const char *const places[] = { "today",       "arrivals", "cases",
                                            "outstanding", "reports",  "administration" };

      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_1 + i, GDK_CONTROL_MASK,
                                           "win.place", "s", places[i]);
    }
}
