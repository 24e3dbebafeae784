/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-confidential.h"

#include <adwaita.h>

static GdkClipboard *
get_clipboard (void)
{
  GdkClipboard *clipboard = gdk_display_get_clipboard (gdk_display_get_default ());

  gdk_clipboard_set_content (clipboard, NULL);
  return clipboard;
}

/* Whether something is on the clipboard after @signal_name came to @text. */
static gboolean
copies (GtkWidget *text, const char *signal_name)
{
  GdkClipboard *clipboard = get_clipboard ();

  g_signal_emit_by_name (text, signal_name);
  return gdk_clipboard_get_content (clipboard) != NULL;
}

static void
test_entries_are_not_copied_and_forget_what_was_deleted (void)
{
  GtkWidget *row = adw_entry_row_new ();
  GtkWidget *window = gtk_window_new ();
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (row));

  gtk_window_set_child (GTK_WINDOW (window), row);
  gtk_editable_set_text (GTK_EDITABLE (row), "said in confidence");
  gtk_editable_select_region (text, 0, -1);
  g_assert_true (copies (GTK_WIDGET (text), "copy-clipboard"));

  hearth_confidential_set (row, TRUE);
  gtk_editable_select_region (text, 0, -1);
  g_assert_false (copies (GTK_WIDGET (text), "copy-clipboard"));
  g_assert_false (copies (GTK_WIDGET (text), "cut-clipboard"));
  g_assert_cmpstr (gtk_editable_get_text (text), ==, "said in confidence");
  g_assert_false (gtk_editable_get_enable_undo (text));
  gtk_editable_delete_text (text, 0, -1);
  gtk_widget_activate_action (GTK_WIDGET (text), "text.undo", NULL);
  g_assert_cmpstr (gtk_editable_get_text (text), ==, "");

  hearth_confidential_set (row, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (row), "said to all");
  gtk_editable_select_region (text, 0, -1);
  g_assert_true (copies (GTK_WIDGET (text), "copy-clipboard"));
  g_assert_true (gtk_editable_get_enable_undo (text));
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_long_texts_are_not_copied_and_forget_what_was_deleted (void)
{
  GtkWidget *view = gtk_text_view_new ();
  GtkWidget *window = gtk_window_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter begin, end;

  gtk_window_set_child (GTK_WINDOW (window), view);
  hearth_confidential_set (view, TRUE);
  gtk_text_buffer_set_text (buffer, "said in confidence", -1);
  gtk_text_buffer_get_bounds (buffer, &begin, &end);
  gtk_text_buffer_select_range (buffer, &begin, &end);
  g_assert_false (copies (view, "copy-clipboard"));
  g_assert_false (gtk_text_buffer_get_enable_undo (buffer));
  gtk_text_buffer_get_bounds (buffer, &begin, &end);
  gtk_text_buffer_delete (buffer, &begin, &end);
  g_assert_false (gtk_text_buffer_get_can_undo (buffer));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/ui/confidential/entries-are-not-copied-and-forget-what-was-deleted",
                   test_entries_are_not_copied_and_forget_what_was_deleted);
  g_test_add_func ("/ui/confidential/long-texts-are-not-copied-and-forget-what-was-deleted",
                   test_long_texts_are_not_copied_and_forget_what_was_deleted);
  return g_test_run ();
}
