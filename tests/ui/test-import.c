/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window of an import: a file that is dropped on it, senders who are unknown or were revoked, bundles that come out
 * of order, and a window that is closed before anything was decided. Two vaults, real files. */
#include "config.h"

#include "hearth-application.h"
#include "hearth-bundle-writer.h"
#include "hearth-case-acts.h"
#include "hearth-compare-window.h"
#include "hearth-contact-acts.h"
#include "hearth-import-window.h"
#include "hearth-stmt.h"
#include "hearth-test-ui.h"
#include "hearth-test.h"

#include <string.h>

typedef struct
{
  char *folder;
  char *folder_there;
  HearthDesk *here;
  HearthDesk *there;
  GtkWidget *window;
} Fixture;

/* --- Two vaults ------------------------------------------------------------------------------- */

static gpointer
load_on_reader (HearthDb *db, gpointer data, GError **error)
{
  return hearth_contacts_load (db, error);
}

static HearthContacts *
load_contacts (HearthDesk *desk)
{
  g_autoptr (GError) error = NULL;
  HearthContacts *contacts =
      hearth_store_read (hearth_desk_get_store (desk), load_on_reader, NULL, &error);

  g_assert_no_error (error);
  return contacts;
}

static void
act (HearthDesk *desk, HearthContactAct *contact_act)
{
  g_autoptr (HearthContactAct) owned = contact_act;
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthContactRow) row =
      hearth_contact_act_run (hearth_desk_get_context (desk), owned, &error);

  g_assert_no_error (error);
  g_assert_nonnull (row);
}

static char *
dup_digits (HearthDesk *desk)
{
  g_autoptr (HearthContacts) contacts = load_contacts (desk);
  HearthContactRow row = { 0 };

  memcpy (row.key, contacts->own->identity, sizeof row.key);
  return hearth_contact_dup_reading (&row);
}

/* WHOSE vault is a contact at AT from now on. */
static void
meet (HearthDesk *at, HearthDesk *whose)
{
  g_autoptr (HearthContacts) contacts = load_contacts (whose);
  g_autofree char *digits = dup_digits (whose);

  act (at, hearth_contact_act_new_add (contacts->own_line, strlen (contacts->own_line), NULL));
  act (at, hearth_contact_act_new_verify (contacts->own->identity, digits));
}

static void
disown (HearthDesk *at, HearthDesk *whose)
{
  g_autoptr (HearthContacts) contacts = load_contacts (whose);

  act (at, hearth_contact_act_new_revoke (contacts->own->identity));
}

static void
add_check (HearthContext *context, const HearthId *case_id)
{
  json_auto_t *fields = json_pack ("{s:s, s:s}", "check", "dental", "result", "Усе добре");
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) changes = hearth_record_add (
      context, hearth_registry_find_kind ("check"), case_id, fields, NULL, &error);

  g_assert_no_error (error);
}

/* A new case of the other vault, with a medical check, in a file for this one: one part of it, or two. */
static GFile *
send_parts (Fixture *self, const char *surname, gboolean is_with_medical)
{
  HearthContext *context = hearth_desk_get_context (self->there);
  g_autoptr (HearthBundleOptions) options = hearth_bundle_options_new (self->folder_there);
  g_autoptr (HearthContacts) contacts = load_contacts (self->there);
  json_auto_t *person = json_pack ("{s:s, s:s}", "surname", surname, "given", "Олесь");
  g_autoptr (HearthChangeSet) changes = NULL;
  g_autoptr (HearthBundleResult) result = NULL;
  g_autoptr (GError) error = NULL;
  HearthId id;

  changes = hearth_case_open (context, person, &id, &error);
  g_assert_no_error (error);
  add_check (context, &id);
  hearth_bundle_options_add_case (options, &id);
  hearth_bundle_options_add_part (options, HEARTH_COMPARTMENT_CORE);
  if (is_with_medical)
    hearth_bundle_options_add_part (options, HEARTH_COMPARTMENT_MEDICAL);
  g_assert_true (hearth_bundle_options_add_contact (options, contacts->list->pdata[0]));
  result = hearth_bundle_export (context, options, NULL, &error);
  g_assert_no_error (error);
  return g_file_new_for_path (result->path);
}

static GFile *
send_new (Fixture *self, const char *surname)
{
  return send_parts (self, surname, FALSE);
}

typedef struct
{
  const char *sql;
  gint64 count;
} Counting;

static gpointer
count_on_reader (HearthDb *db, gpointer data, GError **error)
{
  Counting *counting = data;
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (db, counting->sql, error);
  gboolean has_row = FALSE;

  if (stmt == NULL || !hearth_stmt_step (stmt, &has_row, error))
    return NULL;
  counting->count = hearth_stmt_get_int (stmt, 0);
  return GINT_TO_POINTER (TRUE);
}

static guint
count (HearthDesk *desk, const char *sql)
{
  Counting counting = { sql, 0 };
  g_autoptr (GError) error = NULL;

  hearth_store_read (hearth_desk_get_store (desk), count_on_reader, &counting, &error);
  g_assert_no_error (error);
  return (guint) counting.count;
}

static guint
count_people (HearthDesk *desk)
{
  return count (desk, "SELECT count(*) FROM core.person WHERE gone = 0");
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = hearth_test_make_folder ();
  self->folder_there = hearth_test_make_folder ();
  self->here = hearth_test_desk_new ();
  self->there = hearth_test_desk_new ();
  hearth_test_desk_create_vault (self->here, self->folder);
  hearth_test_desk_create_vault (self->there, self->folder_there);
  meet (self->there, self->here);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  if (self->window != NULL)
    gtk_window_destroy (GTK_WINDOW (self->window));
  hearth_desk_lock (self->here);
  hearth_desk_lock (self->there);
  hearth_test_finalize (self->here);
  hearth_test_finalize (self->there);
  hearth_test_remove_folder (self->folder);
  hearth_test_remove_folder (self->folder_there);
  g_free (self->folder);
  g_free (self->folder_there);
}

/* --- The window ------------------------------------------------------------------------------- */

static GtkWidget *
look_for_button (GtkWidget *root, const char *label)
{
  GtkWidget *button;

  for (guint i = 0; (button = hearth_test_find_nth (root, GTK_TYPE_BUTTON, i)) != NULL; i++)
    if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) == 0)
      return button;
  return NULL;
}

static void
press (GtkWidget *root, const char *label)
{
  GtkWidget *button = look_for_button (root, label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_is_sensitive (button) && gtk_widget_get_mapped (button));
  g_signal_emit_by_name (button, "clicked");
}

static gboolean
is_looked_at (gpointer window)
{
  GtkStack *stack = hearth_test_find (window, GTK_TYPE_STACK);

  return g_strcmp0 (gtk_stack_get_visible_child_name (stack), "preview") == 0;
}

static gboolean
can_import (gpointer window)
{
  GtkWidget *button = look_for_button (window, "_Import");

  return is_looked_at (window) && gtk_widget_get_mapped (button) &&
         gtk_widget_is_sensitive (button);
}

static void
open_window (Fixture *self, GFile *file)
{
  g_assert_null (self->window);
  self->window = GTK_WIDGET (hearth_import_window_new (NULL, self->here, file));
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *) &self->window);
  gtk_window_present (GTK_WINDOW (self->window));
}

static gboolean
is_null (gpointer pointer)
{
  return *(gpointer *) pointer == NULL;
}

/* Nothing is left to do after these imports, so that the window goes by itself. */
static void
import (Fixture *self)
{
  hearth_test_wait (can_import, self->window);
  press (self->window, "_Import");
  hearth_test_wait (is_null, &self->window);
}

static void
close_window (Fixture *self)
{
  gtk_window_close (GTK_WINDOW (self->window));
  hearth_test_wait (is_null, &self->window);
}

static GtkDropTarget *
find_drop_target (GtkWidget *widget)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_DROP_TARGET (controller))
        return GTK_DROP_TARGET (controller);
    }
  g_assert_not_reached ();
}

static gboolean
drop (Fixture *self, GFile *file)
{
  g_auto (GValue) value = G_VALUE_INIT;
  gboolean is_taken = FALSE;

  g_value_init (&value, G_TYPE_FILE);
  g_value_set_object (&value, file);
  g_signal_emit_by_name (find_drop_target (self->window), "drop", &value, 0.0, 0.0, &is_taken);
  return is_taken;
}

/* --- Tests ------------------------------------------------------------------------------------ */

static void
test_a_file_that_is_dropped_is_looked_at (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) file = NULL;

  meet (self->here, self->there);
  file = send_new (self, "Перший");
  open_window (self, NULL);
  g_assert_true (drop (self, file));
  hearth_test_wait (can_import, self->window);
  g_assert_true (hearth_test_shows (self->window, "Перший Олесь"));
  /* What is decided about is not swapped under the hand. */
  g_assert_false (drop (self, file));
  g_assert_cmpuint (count_people (self->here), ==, 0);
  import (self);
  g_assert_cmpuint (count_people (self->here), ==, 1);
}

static gboolean
has_compare_window (gpointer data)
{
  GtkWidget **found = data;
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  *found = NULL;
  for (GList *l = windows; l != NULL; l = l->next)
    if (HEARTH_IS_COMPARE_WINDOW (l->data))
      *found = l->data;
  return *found != NULL;
}

static void
test_an_unknown_sender_is_compared_first (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) file = send_new (self, "Перший");
  g_autofree char *digits = dup_digits (self->there);
  GtkWidget *compare = NULL;
  GtkEditable *entry;

  open_window (self, file);
  hearth_test_wait (is_looked_at, self->window);
  g_assert_false (can_import (self->window));
  g_assert_true (hearth_test_shows (
      self->window,
      "Nobody here has compared the fingerprint of this sender, so nothing of it can be "
      "imported yet. It may be anybody."));
  press (self->window, "_Compare Its Fingerprint…");
  hearth_test_wait (has_compare_window, &compare);
  entry = hearth_test_find (compare, ADW_TYPE_ENTRY_ROW);
  gtk_editable_set_text (entry, "00000");
  g_assert_false (gtk_widget_get_sensitive (look_for_button (compare, "_It Is the Same")));
  gtk_editable_set_text (entry, digits);
  press (compare, "_It Is the Same");
  import (self);
  g_assert_cmpuint (count_people (self->here), ==, 1);
}

static void
test_nothing_is_taken_from_who_was_revoked (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) file = NULL;

  meet (self->here, self->there);
  file = send_new (self, "Перший");
  disown (self->here, self->there);
  open_window (self, file);
  hearth_test_wait (is_looked_at, self->window);
  g_assert_false (can_import (self->window));
  g_assert_true (hearth_test_shows (
      self->window, "This sender was revoked here: its laptop was reported lost. Nothing of it is "
                    "imported. Call the hospital."));
  g_assert_null (look_for_button (self->window, "_Compare Its Fingerprint…"));
  close_window (self);
  g_assert_cmpuint (count_people (self->here), ==, 0);
}

static void
test_what_comes_out_of_order_is_told (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) first = NULL;
  g_autoptr (GFile) second = NULL;
  g_autoptr (GFile) third = NULL;

  meet (self->here, self->there);
  first = send_new (self, "Перший");
  second = send_new (self, "Другий");
  third = send_new (self, "Третій");
  open_window (self, first);
  import (self);
  open_window (self, third);
  hearth_test_wait (is_looked_at, self->window);
  g_assert_true (hearth_test_shows (
      self->window, "1 bundle that this sender made for you before has not arrived. This one can "
                    "be imported; ask for the other."));
  import (self);
  open_window (self, second);
  hearth_test_wait (is_looked_at, self->window);
  g_assert_true (hearth_test_shows (
      self->window, "A newer bundle of this sender was imported already. What is new in this one "
                    "is added; it never puts anything back to an older state."));
  import (self);
  g_assert_cmpuint (count_people (self->here), ==, 3);
  /* A copy that is sent again, by whomever. */
  open_window (self, first);
  hearth_test_wait (is_looked_at, self->window);
  g_assert_false (can_import (self->window));
  g_assert_true (hearth_test_shows (
      self->window, "Everything in it is here already. Importing it again changes nothing."));
  close_window (self);
  g_assert_cmpuint (count_people (self->here), ==, 3);
}

static gboolean
is_done (gpointer window)
{
  GtkStack *stack = hearth_test_find (window, GTK_TYPE_STACK);

  return g_strcmp0 (gtk_stack_get_visible_child_name (stack), "done") == 0;
}

static gboolean
has_check (gpointer desk)
{
  return count (desk, "SELECT count(*) FROM medical.\"check\" WHERE gone = 0") == 1;
}

static void
become (Fixture *self, const char *user)
{
  hearth_desk_lock (self->here);
  hearth_test_desk_unlock_as (self->here, self->folder, user);
}

static void
test_a_part_waits_for_a_login_that_holds_its_key (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) file = NULL;

  meet (self->here, self->there);
  hearth_test_desk_add_user (self->here, "registrar");
  file = send_parts (self, "Перший", TRUE);
  become (self, "registrar");
  open_window (self, file);
  hearth_test_wait (can_import, self->window);
  g_assert_true (hearth_test_shows (
      self->window, "Stays sealed: this login has no key for it. It opens by itself "
                    "when somebody logs in who has."));
  press (self->window, "_Import");
  hearth_test_wait (is_done, self->window);
  g_assert_true (hearth_test_shows (self->window,
                                    "Parts stay sealed until somebody logs in who has their key."));
  close_window (self);
  g_assert_cmpuint (count_people (self->here), ==, 1);
  become (self, "tester");
  hearth_test_wait (has_check, self->here);
  g_assert_cmpuint (count_people (self->here), ==, 1);
}

static gboolean
is_working (gpointer window)
{
  GtkStack *stack = hearth_test_find (window, GTK_TYPE_STACK);

  return g_strcmp0 (gtk_stack_get_visible_child_name (stack), "working") == 0;
}

/* The last job that was waiting has been done. */
static void
wait_for_writer (Fixture *self)
{
  disown (self->here, self->there);
}

static void
test_who_closes_it_meanwhile_has_changed_nothing (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) file = NULL;

  meet (self->here, self->there);
  file = send_new (self, "Перший");
  open_window (self, file);
  g_assert_true (is_working (self->window));
  close_window (self);
  open_window (self, file);
  hearth_test_wait (can_import, self->window);
  press (self->window, "_Import");
  g_assert_true (is_working (self->window));
  close_window (self);
  wait_for_writer (self);
  g_assert_cmpuint (count_people (self->here), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  hearth_vault_global_init ();
  hearth_ui_init ();
  adw_init ();

#define ADD(path, test) g_test_add ("/ui/import/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("a-file-that-is-dropped-is-looked-at", test_a_file_that_is_dropped_is_looked_at);
  ADD ("an-unknown-sender-is-compared-first", test_an_unknown_sender_is_compared_first);
  ADD ("nothing-is-taken-from-who-was-revoked", test_nothing_is_taken_from_who_was_revoked);
  ADD ("what-comes-out-of-order-is-told", test_what_comes_out_of_order_is_told);
  ADD ("a-part-waits-for-a-login-that-holds-its-key",
       test_a_part_waits_for_a_login_that_holds_its_key);
  ADD ("who-closes-it-meanwhile-has-changed-nothing",
       test_who_closes_it_meanwhile_has_changed_nothing);
  return g_test_run ();
}
