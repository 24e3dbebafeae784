/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window of an export: which parts a purpose means, who stays for want of a consent, what may not travel under a
 * passphrase, and that its words are drawn, not thought up. */
#include "config.h"

#include "hearth-application.h"
#include "hearth-case-acts.h"
#include "hearth-export-window.h"
#include "hearth-passphrase-chooser.h"
#include "hearth-test-ui.h"
#include "hearth-test.h"

#include <string.h>

/* As in the window, from above. */
enum
{
  ROW_PURPOSE,
  ROW_WAY,
};
enum
{
  PART_CORE,
  PART_MEDICAL,
  PART_RESTRICTED,
  PART_DEBRIEF,
  PART_BENEFITS,
  N_PARTS
};
enum
{
  PURPOSE_TRANSFER,
  PURPOSE_HEADQUARTERS,
  PURPOSE_BENEFITS,
  PURPOSE_PROSECUTOR,
};
#define WAY_PASSPHRASE 1
#define N_WORDS 7

typedef struct
{
  char *folder;
  HearthDesk *desk;
  GtkWidget *window;
  HearthId case_id;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GArray) cases = g_array_new (FALSE, TRUE, sizeof (HearthId));
  g_autoptr (HearthChangeSet) changes = NULL;
  g_autoptr (GError) error = NULL;
  json_auto_t *person = json_pack ("{s:s,s:s}", "surname", "Вигаданко", "given", "Олесь");

  g_array_set_size (cases, 1);
  self->folder = hearth_test_make_folder ();
  self->desk = hearth_test_desk_new ();
  hearth_test_desk_create_vault (self->desk, self->folder);
  changes = hearth_case_open (hearth_desk_get_context (self->desk), person,
                              &g_array_index (cases, HearthId, 0), &error);
  g_assert_no_error (error);
  self->case_id = g_array_index (cases, HearthId, 0);
  self->window = GTK_WIDGET (hearth_export_window_new (NULL, self->desk, cases));
  gtk_window_present (GTK_WINDOW (self->window));
  hearth_test_wait_for_frame (self->window);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  hearth_desk_lock (self->desk);
  hearth_test_finalize (self->desk);
  hearth_test_remove_folder (self->folder);
  g_free (self->folder);
}

static AdwComboRow *
get_row (Fixture *self, guint row)
{
  return hearth_test_find_nth (self->window, ADW_TYPE_COMBO_ROW, row);
}

static GtkSwitch *
get_switch (Fixture *self, guint part)
{
  return hearth_test_find_nth (self->window, GTK_TYPE_SWITCH, part);
}

/* "x" for a part that goes, in their order. */
static char *
describe_parts (Fixture *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < N_PARTS; i++)
    g_string_append_c (text, gtk_switch_get_active (get_switch (self, i)) ? 'x' : '-');
  return g_string_free (text, FALSE);
}

static void
assert_parts (Fixture *self, const char *expected)
{
  g_autofree char *found = describe_parts (self);

  g_assert_cmpstr (found, ==, expected);
}

static GtkWidget *
find_button (Fixture *self, const char *label)
{
  GtkWidget *button;

  for (guint i = 0; (button = hearth_test_find_nth (self->window, GTK_TYPE_BUTTON, i)) != NULL; i++)
    if (g_strcmp0 (gtk_button_get_label (GTK_BUTTON (button)), label) == 0)
      return button;
  g_assert_not_reached ();
}

static void
test_a_purpose_means_its_parts (Fixture *self, gconstpointer data)
{
  static const char *const expected[] = { "xx--x", "x---x", "x---x", "x--x-" };
  AdwComboRow *purpose = get_row (self, ROW_PURPOSE);

  assert_parts (self, expected[PURPOSE_TRANSFER]);
  for (guint i = PURPOSE_PROSECUTOR + 1; i-- > PURPOSE_TRANSFER;)
    {
      adw_combo_row_set_selected (purpose, i);
      assert_parts (self, expected[i]);
      g_assert_cmpuint (adw_combo_row_get_selected (purpose), ==, i);
    }
}

static void
test_the_purpose_stays_when_parts_are_switched (Fixture *self, gconstpointer data)
{
  AdwComboRow *purpose = get_row (self, ROW_PURPOSE);

  adw_combo_row_set_selected (purpose, PURPOSE_BENEFITS);
  gtk_switch_set_active (get_switch (self, PART_MEDICAL), TRUE);
  g_assert_cmpuint (adw_combo_row_get_selected (purpose), ==, PURPOSE_BENEFITS);
  assert_parts (self, "xx--x");
}

static void
test_some_parts_never_travel_under_a_passphrase (Fixture *self, gconstpointer data)
{
  for (guint i = PART_MEDICAL; i < N_PARTS; i++)
    gtk_switch_set_active (get_switch (self, i), TRUE);
  assert_parts (self, "xxxxx");
  adw_combo_row_set_selected (get_row (self, ROW_WAY), WAY_PASSPHRASE);
  assert_parts (self, "xx--x");
  adw_combo_row_set_selected (get_row (self, ROW_PURPOSE), PURPOSE_PROSECUTOR);
  assert_parts (self, "x----");
}

static GtkLabel *
find_words (Fixture *self)
{
  GtkWidget *label;

  for (guint i = 0; (label = hearth_test_find_nth (self->window, GTK_TYPE_LABEL, i)) != NULL; i++)
    if (gtk_widget_has_css_class (label, "passphrase-words"))
      return GTK_LABEL (label);
  g_assert_not_reached ();
}

static void
test_the_words_of_a_file_are_drawn_and_typed_back (Fixture *self, gconstpointer data)
{
  GtkWidget *export_button = find_button (self, "_Continue");
  HearthPassphraseChooser *chooser =
      hearth_test_find (self->window, HEARTH_TYPE_PASSPHRASE_CHOOSER);
  g_autofree char *words = NULL;
  g_auto (GStrv) each = NULL;
  GtkEditable *typed;

  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (chooser)));
  adw_combo_row_set_selected (get_row (self, ROW_WAY), WAY_PASSPHRASE);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (chooser)));
  g_assert_false (gtk_widget_get_visible (find_button (self, "Use My _Own Passphrase…")));
  words = g_strdelimit (g_strdup (gtk_label_get_text (find_words (self))), "\n", ' ');
  each = g_strsplit (words, " ", -1);
  g_assert_cmpuint (g_strv_length (each), ==, N_WORDS);

  g_signal_emit_by_name (find_button (self, "I Have _Written Them Down"), "clicked");
  g_assert_cmpstr (gtk_label_get_text (find_words (self)), ==, "");
  g_assert_false (gtk_widget_get_sensitive (export_button));
  typed = hearth_test_find (GTK_WIDGET (chooser), ADW_TYPE_PASSWORD_ENTRY_ROW);
  gtk_editable_set_text (typed, each[0]);
  g_assert_false (gtk_widget_get_sensitive (export_button));
  gtk_editable_set_text (typed, words);
  g_assert_true (gtk_widget_get_sensitive (export_button));
}

static gboolean
is_summed_up (gpointer data)
{
  return gtk_widget_get_mapped (find_button (data, "_Back"));
}

static char *
type_words_back (Fixture *self)
{
  HearthPassphraseChooser *chooser =
      hearth_test_find (self->window, HEARTH_TYPE_PASSPHRASE_CHOOSER);
  char *words;

  adw_combo_row_set_selected (get_row (self, ROW_WAY), WAY_PASSPHRASE);
  words = g_strdelimit (g_strdup (gtk_label_get_text (find_words (self))), "\n", ' ');
  g_signal_emit_by_name (find_button (self, "I Have _Written Them Down"), "clicked");
  gtk_editable_set_text (hearth_test_find (GTK_WIDGET (chooser), ADW_TYPE_PASSWORD_ENTRY_ROW),
                         words);
  return words;
}

/* Who goes back after the list was read has the words on paper: they stay good. */
static void
test_what_leaves_is_seen_first_and_the_words_outlive_it (Fixture *self, gconstpointer data)
{
  g_autofree char *words = type_words_back (self);

  g_assert_false (gtk_widget_get_visible (find_button (self, "_Export…")));
  g_signal_emit_by_name (find_button (self, "_Continue"), "clicked");
  hearth_test_wait (is_summed_up, self);
  g_assert_true (gtk_widget_get_visible (find_button (self, "_Export…")));
  g_assert_true (hearth_test_shows (self->window, "Вигаданко Олесь"));
  g_assert_true (hearth_test_shows (self->window, "Nothing of these people"));

  g_signal_emit_by_name (find_button (self, "_Back"), "clicked");
  g_assert_false (gtk_widget_get_visible (find_button (self, "_Export…")));
  g_assert_true (gtk_widget_get_sensitive (find_button (self, "_Continue")));
}

static void
decline (Fixture *self, const char *purpose)
{
  json_auto_t *fields = json_pack ("{s:s, s:s, s:s}", "purpose", purpose, "state", "declined",
                                   "answered_on", "2025-06-10");
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;
  HearthId rec;

  changes = hearth_record_add (hearth_desk_get_context (self->desk),
                               hearth_registry_find_kind ("consent"), &self->case_id, fields, &rec,
                               &error);
  g_assert_no_error (error);
}

static void
test_who_declined_stays (Fixture *self, gconstpointer data)
{
  g_autofree char *words = NULL;

  decline (self, "transfer");
  words = type_words_back (self);
  g_signal_emit_by_name (find_button (self, "_Continue"), "clicked");
  hearth_test_wait (is_summed_up, self);
  g_assert_true (hearth_test_shows (self->window, "Without Consent"));
  g_assert_true (hearth_test_shows (self->window, "Declined that it is told for this purpose"));
  g_assert_false (gtk_widget_get_sensitive (find_button (self, "_Export…")));

  g_signal_emit_by_name (find_button (self, "_Back"), "clicked");
  adw_combo_row_set_selected (get_row (self, ROW_PURPOSE), PURPOSE_BENEFITS);
  g_signal_emit_by_name (find_button (self, "_Continue"), "clicked");
  hearth_test_wait (is_summed_up, self);
  g_assert_false (hearth_test_shows (self->window, "Without Consent"));
  g_assert_true (gtk_widget_get_sensitive (find_button (self, "_Export…")));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  hearth_vault_global_init ();
  hearth_ui_init ();
  adw_init ();

#define ADD(path, test) g_test_add ("/ui/export/" path, Fixture, NULL, set_up, test, tear_down)
  ADD ("a-purpose-means-its-parts", test_a_purpose_means_its_parts);
  ADD ("the-purpose-stays-when-parts-are-switched", test_the_purpose_stays_when_parts_are_switched);
  ADD ("some-parts-never-travel-under-a-passphrase",
       test_some_parts_never_travel_under_a_passphrase);
  ADD ("the-words-of-a-file-are-drawn-and-typed-back",
       test_the_words_of_a_file_are_drawn_and_typed_back);
  ADD ("what-leaves-is-seen-first-and-the-words-outlive-it",
       test_what_leaves_is_seen_first_and_the_words_outlive_it);
  ADD ("who-declined-stays", test_who_declined_stays);
  return g_test_run ();
}
