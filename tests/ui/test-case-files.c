/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files of a case in the window: real documents, the real child, and nothing left after the lock. */
#include "config.h"

#include "hearth-application.h"
#include "hearth-audit.h"
#include "hearth-case-acts.h"
#include "hearth-file-acts.h"
#include "hearth-file-add-window.h"
#include "hearth-file-copy-window.h"
#include "hearth-file-row.h"
#include "hearth-file-viewer.h"
#include "hearth-files-page.h"
#include "hearth-photo-acts.h"
#include "hearth-portrait.h"
#include "hearth-reception-board.h"
#include "hearth-test-ui.h"
#include "hearth-test.h"

#include "decode-samples.h"

#define TITLE "Паспорт Тестенка"

typedef struct
{
  char *folder;
  HearthDesk *desk;
  HearthCase *kase;
  GtkWidget *window;
  HearthFilesPage *page;
} Fixture;

static HearthCase *
load_case (HearthDesk *desk, const HearthId *id)
{
  g_autoptr (GError) error = NULL;
  HearthCase *kase = hearth_case_load (hearth_desk_get_context (desk), id, &error);

  g_assert_no_error (error);
  return kase;
}

static HearthCase *
open_case (HearthDesk *desk)
{
  json_auto_t *fields = json_pack ("{s:s}", "surname", "Тестенко");
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) done = NULL;
  HearthId id;

  done = hearth_case_open (hearth_desk_get_context (desk), fields, &id, &error);
  g_assert_no_error (error);
  return load_case (desk, &id);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = hearth_test_make_folder ();
  fixture->desk = hearth_test_desk_new ();
  hearth_test_desk_create_vault (fixture->desk, fixture->folder);
  fixture->kase = open_case (fixture->desk);
  fixture->window = gtk_window_new ();
  fixture->page = g_object_new (HEARTH_TYPE_FILES_PAGE, "desk", fixture->desk, NULL);
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 700, 500);
  gtk_window_set_child (GTK_WINDOW (fixture->window), GTK_WIDGET (fixture->page));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  hearth_desk_lock (fixture->desk);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_clear_object (&fixture->kase);
  /* Pages that are being drawn in a child hold on to who asked for them until they are told. */
  hearth_test_finalize (fixture->desk);
  hearth_test_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static HearthId
attach (Fixture *fixture, HearthCompartment cmp, GBytes *document)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (document);
  json_auto_t *fields = json_pack ("{s:s}", "title", TITLE);
  const HearthFileRequest request = {
    .case_id = *hearth_case_get_id (fixture->kase), .cmp = cmp, .name = "scan.bin", .fields = fields
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) done = NULL;
  HearthId rec;

  done = hearth_file_attach (hearth_desk_get_context (fixture->desk), &request, stream, &rec, NULL,
                             &error);
  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (done), ==, HEARTH_RESULT_DONE);
  return rec;
}

static void
show_case (Fixture *fixture)
{
  hearth_case_page_set_case (HEARTH_CASE_PAGE (fixture->page), fixture->kase);
}

static gboolean
has_row (gpointer data)
{
  return hearth_test_find (GTK_WIDGET (((Fixture *) data)->page), HEARTH_TYPE_FILE_ROW) != NULL;
}

static gboolean
has_no_row (gpointer data)
{
  return !has_row (data) &&
         hearth_test_shows (GTK_WIDGET (((Fixture *) data)->page), "No Files Yet");
}

/* A small picture that is drawn, not the symbol in its place. */
static gboolean
has_thumb (gpointer data)
{
  GtkPicture *picture = hearth_test_find (GTK_WIDGET (((Fixture *) data)->page), GTK_TYPE_PICTURE);

  return picture != NULL && gtk_picture_get_paintable (picture) != NULL;
}

static GtkWindow *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (g_type_is_a (G_OBJECT_TYPE (window), type))
        return window;
    }
  return NULL;
}

static GdkPaintable *
find_shown (void)
{
  GtkWindow *viewer = find_window (HEARTH_TYPE_FILE_VIEWER);
  GtkPicture *picture =
      viewer != NULL ? hearth_test_find (GTK_WIDGET (viewer), GTK_TYPE_PICTURE) : NULL;

  return picture != NULL ? gtk_picture_get_paintable (picture) : NULL;
}

static gboolean
is_shown (gpointer data)
{
  return find_shown () != NULL;
}

static gboolean
says_in_viewer (gpointer data)
{
  GtkWindow *viewer = find_window (HEARTH_TYPE_FILE_VIEWER);

  return viewer != NULL && hearth_test_shows (GTK_WIDGET (viewer), data);
}

static HearthFileRow *
get_row (Fixture *fixture)
{
  return hearth_test_find (GTK_WIDGET (fixture->page), HEARTH_TYPE_FILE_ROW);
}

static void
act (Fixture *fixture, const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (get_row (fixture)), action, NULL));
}

static void
test_no_files_is_an_invitation (Fixture *fixture, gconstpointer data)
{
  show_case (fixture);
  hearth_test_wait (has_no_row, fixture);
  g_assert_true (hearth_test_shows (GTK_WIDGET (fixture->page), "_Add File…") ||
                 hearth_test_shows (GTK_WIDGET (fixture->page), "Add File…"));
}

static void
test_file_is_listed_with_a_small_picture (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) png = decode_sample_png (300, 200);

  attach (fixture, HEARTH_COMPARTMENT_CORE, png);
  show_case (fixture);
  hearth_test_wait (has_row, fixture);
  g_assert_true (hearth_test_shows (GTK_WIDGET (fixture->page), TITLE));
  hearth_test_wait (has_thumb, fixture);
}

static void
test_file_opens_in_a_window_that_tells_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) png = decode_sample_png (300, 200);
  GtkWindow *viewer;

  attach (fixture, HEARTH_COMPARTMENT_CORE, png);
  show_case (fixture);
  hearth_test_wait (has_row, fixture);
  act (fixture, "file.open");
  hearth_test_wait (is_shown, fixture);
  viewer = find_window (HEARTH_TYPE_FILE_VIEWER);
  g_assert_cmpstr (gtk_window_get_title (viewer), ==, "File");
  g_assert_cmpint (gdk_paintable_get_intrinsic_width (find_shown ()), ==, 300);
  g_assert_true (hearth_test_shows (GTK_WIDGET (viewer), TITLE));
  gtk_window_close (viewer);
  g_assert_null (find_window (HEARTH_TYPE_FILE_VIEWER));
}

static void
test_pages_are_turned (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) pdf = decode_sample_pdf (3, NULL);
  GtkWidget *viewer;

  attach (fixture, HEARTH_COMPARTMENT_CORE, pdf);
  show_case (fixture);
  hearth_test_wait (has_row, fixture);
  act (fixture, "file.open");
  hearth_test_wait (is_shown, fixture);
  viewer = GTK_WIDGET (find_window (HEARTH_TYPE_FILE_VIEWER));
  g_assert_true (says_in_viewer ((gpointer) "1 of 3"));
  g_assert_true (gtk_widget_activate_action (viewer, "viewer.next-page", NULL));
  g_assert_true (gtk_widget_activate_action (viewer, "viewer.next-page", NULL));
  hearth_test_wait (says_in_viewer, (gpointer) "3 of 3");
  gtk_widget_activate_action (viewer, "viewer.next-page", NULL);
  g_assert_true (says_in_viewer ((gpointer) "3 of 3"));
  g_assert_true (gtk_widget_activate_action (viewer, "viewer.previous-page", NULL));
  hearth_test_wait (says_in_viewer, (gpointer) "2 of 3");
}

static gboolean
is_wide (gpointer data)
{
  return find_shown () != NULL &&
         gdk_paintable_get_intrinsic_width (find_shown ()) > GPOINTER_TO_INT (data);
}

static void
test_pages_are_drawn_anew_when_enlarged (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) pdf = decode_sample_pdf (1, NULL);
  GtkWidget *viewer;

  attach (fixture, HEARTH_COMPARTMENT_CORE, pdf);
  show_case (fixture);
  hearth_test_wait (has_row, fixture);
  act (fixture, "file.open");
  hearth_test_wait (is_shown, fixture);
  viewer = GTK_WIDGET (find_window (HEARTH_TYPE_FILE_VIEWER));
  g_assert_true (says_in_viewer ((gpointer) "Fit"));
  for (guint i = 0; i < 12; i++)
    gtk_widget_activate_action (viewer, "viewer.zoom-out", NULL);
  hearth_test_wait (says_in_viewer, (gpointer) "10 %");
  for (guint i = 0; i < 12; i++)
    gtk_widget_activate_action (viewer, "viewer.zoom-in", NULL);
  hearth_test_wait (says_in_viewer, (gpointer) "400 %");
  /* 267 pixels at 96 dots per inch. */
  hearth_test_wait (is_wide, GINT_TO_POINTER (1000));
  g_assert_true (gtk_widget_activate_action (viewer, "viewer.zoom-fit", NULL));
  g_assert_true (says_in_viewer ((gpointer) "Fit"));
}

static void
test_lock_closes_what_is_shown (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) pdf = decode_sample_pdf (2, NULL);

  attach (fixture, HEARTH_COMPARTMENT_CORE, pdf);
  show_case (fixture);
  hearth_test_wait (has_row, fixture);
  act (fixture, "file.open");
  hearth_test_wait (is_shown, fixture);
  hearth_desk_lock (fixture->desk);
  g_assert_null (find_window (HEARTH_TYPE_FILE_VIEWER));
}

static void
test_damaged_file_is_said_to_be (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) png = decode_sample_png (300, 200), half = decode_sample_cut (png, 200);

  attach (fixture, HEARTH_COMPARTMENT_CORE, half);
  show_case (fixture);
  hearth_test_wait (has_row, fixture);
  act (fixture, "file.open");
  hearth_test_wait (says_in_viewer, (gpointer) "This file is damaged");
}

static void
test_removed_file_comes_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) png = decode_sample_png (30, 20);
  HearthUndo *undo;

  attach (fixture, HEARTH_COMPARTMENT_CORE, png);
  show_case (fixture);
  hearth_test_wait (has_row, fixture);
  act (fixture, "file.remove");
  hearth_test_wait (has_no_row, fixture);
  undo = hearth_desk_get_undo (fixture->desk);
  g_assert_true (hearth_undo_get_can_undo (undo));
  hearth_undo_undo_async (undo, NULL, NULL, NULL);
  hearth_test_wait (has_row, fixture);
}

static gboolean
is_photo_chosen (gpointer data)
{
  Fixture *fixture = data;
  g_autoptr (HearthCase) kase = load_case (fixture->desk, hearth_case_get_id (fixture->kase));

  return hearth_photo_find (kase) != NULL;
}

static gboolean
has_image (gpointer data)
{
  AdwAvatar *avatar = hearth_test_find (data, ADW_TYPE_AVATAR);

  return adw_avatar_get_custom_image (avatar) != NULL;
}

static gboolean
has_face (gpointer board)
{
  return hearth_test_find (board, ADW_TYPE_AVATAR) != NULL && has_image (board);
}

static void
test_photo_is_shown_with_the_person (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) jpeg = decode_sample_jpeg (300, 400);
  GtkWidget *portrait = g_object_ref_sink (g_object_new (HEARTH_TYPE_PORTRAIT, NULL));
  g_autoptr (HearthCase) kase = NULL;

  attach (fixture, HEARTH_COMPARTMENT_CORE, jpeg);
  show_case (fixture);
  hearth_test_wait (has_row, fixture);
  act (fixture, "file.photo");
  hearth_test_wait (is_photo_chosen, fixture);
  kase = load_case (fixture->desk, hearth_case_get_id (fixture->kase));
  hearth_portrait_show (HEARTH_PORTRAIT (portrait), hearth_desk_get_context (fixture->desk), kase,
                        "Т");
  hearth_test_wait (has_image, portrait);
  g_object_unref (portrait);
}

/* How often the log says that a file of the case was shown; counted on the reader. */
static gpointer
count_shown (HearthDb *db, gpointer case_id, GError **error)
{
  g_autoptr (GPtrArray) rows = hearth_audit_list (db, G_MAXINT64, 100, error);
  guint *n_shown = g_new0 (guint, 1);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const HearthAuditRow *row = rows->pdata[i];

      *n_shown +=
          g_str_has_prefix (row->event, "file.open") && hearth_id_equal (&row->case_id, case_id);
    }
  return n_shown;
}

static guint
get_n_shown (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree guint *n_shown =
      hearth_store_read (hearth_desk_get_store (fixture->desk), count_shown,
                         (gpointer) hearth_case_get_id (fixture->kase), &error);

  g_assert_no_error (error);
  return *n_shown;
}

static void
arrive_today_with_photo (Fixture *fixture)
{
  g_autoptr (GBytes) jpeg = decode_sample_jpeg (300, 400);
  g_autofree char *today =
      hearth_date_to_string (hearth_clock_today (hearth_desk_get_clock (fixture->desk)));
  json_auto_t *fields = json_pack ("{s:s}", "arrived", today);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) done = NULL;

  attach (fixture, HEARTH_COMPARTMENT_CORE, jpeg);
  show_case (fixture);
  hearth_test_wait (has_row, fixture);
  act (fixture, "file.photo");
  hearth_test_wait (is_photo_chosen, fixture);
  done = hearth_case_set (hearth_desk_get_context (fixture->desk),
                          hearth_case_get_id (fixture->kase), HEARTH_REVISION_ANY, fields, &error);
  g_assert_no_error (error);
}

static void
test_face_on_the_board_is_noted_once_and_first (Fixture *fixture, gconstpointer data)
{
  GtkWidget *board;

  arrive_today_with_photo (fixture);
  g_assert_cmpuint (get_n_shown (fixture), ==, 0);
  board = hearth_reception_board_new (fixture->desk);
  gtk_window_set_child (GTK_WINDOW (fixture->window), board);
  for (guint i = 0; i < 2; i++)
    {
      hearth_reception_board_show (HEARTH_RECEPTION_BOARD (board), NULL);
      hearth_test_wait (has_face, board);
      g_assert_cmpuint (get_n_shown (fixture), ==, 1);
    }
}

static void
test_nothing_is_copied_out_of_the_debrief (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) png = decode_sample_png (30, 20);
  GtkWindow *viewer;

  attach (fixture, HEARTH_COMPARTMENT_DEBRIEF, png);
  show_case (fixture);
  hearth_test_wait (has_row, fixture);
  gtk_widget_activate_action (GTK_WIDGET (get_row (fixture)), "file.copy", NULL);
  g_assert_null (find_window (HEARTH_TYPE_FILE_COPY_WINDOW));
  act (fixture, "file.open");
  hearth_test_wait (is_shown, fixture);
  viewer = find_window (HEARTH_TYPE_FILE_VIEWER);
  gtk_widget_activate_action (GTK_WIDGET (viewer), "viewer.copy", NULL);
  g_assert_null (find_window (HEARTH_TYPE_FILE_COPY_WINDOW));
}

static gboolean
is_add_window_gone (gpointer data)
{
  return find_window (HEARTH_TYPE_FILE_ADD_WINDOW) == NULL;
}

static void
test_file_is_added_by_its_window (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) jpeg = decode_sample_tagged_jpeg (60, 40, 6, "a place");
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func (g_object_unref);
  HearthFileAddWindow *window;

  show_case (fixture);
  hearth_test_wait (has_no_row, fixture);
  g_ptr_array_add (sources, g_memory_input_stream_new_from_bytes (jpeg));
  window = hearth_file_add_window_new (GTK_WINDOW (fixture->window), fixture->desk,
                                       hearth_case_get_id (fixture->kase), sources);
  gtk_window_present (GTK_WINDOW (window));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "add.run", NULL));
  hearth_test_wait (has_row, fixture);
  hearth_test_wait (is_add_window_gone, NULL);
}

static gboolean
has_issue (gpointer data)
{
  GtkWindow *window = find_window (HEARTH_TYPE_FILE_ADD_WINDOW);
  GtkLabel *label;

  for (guint n = 0; (label = hearth_test_find_nth (GTK_WIDGET (window), GTK_TYPE_LABEL, n)) != NULL;
       n++)
    if (gtk_widget_get_visible (GTK_WIDGET (label)) &&
        g_str_has_prefix (gtk_label_get_text (label), data))
      return TRUE;
  return FALSE;
}

static gboolean
has_add_window (gpointer data)
{
  return find_window (HEARTH_TYPE_FILE_ADD_WINDOW) != NULL;
}

/* What is offered is what the other program wrote, and not what this one would make of it. */
static void
test_pasted_picture_is_added (Fixture *fixture, gconstpointer data)
{
  static const guint8 pixels[4 * 4 * 4] = { 0x80 };
  g_autoptr (GBytes) bytes = g_bytes_new_static (pixels, sizeof pixels);
  g_autoptr (GdkTexture) texture = gdk_memory_texture_new (4, 4, GDK_MEMORY_R8G8B8A8, bytes, 4 * 4);

  show_case (fixture);
  gdk_clipboard_set_texture (gtk_widget_get_clipboard (GTK_WIDGET (fixture->page)), texture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "files.paste", NULL);
  hearth_test_wait (has_add_window, fixture);
  gtk_widget_activate_action (GTK_WIDGET (find_window (HEARTH_TYPE_FILE_ADD_WINDOW)), "add.run",
                              NULL);
  hearth_test_wait (has_row, fixture);
}

static void
test_files_copied_in_a_file_manager_are_pasted (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) one = g_file_new_for_path ("/nowhere/first scan.png");
  g_autoptr (GFile) other = g_file_new_for_path ("/nowhere/second.pdf");
  GSList *files = g_slist_append (g_slist_append (NULL, one), other);
  GdkFileList *list = gdk_file_list_new_from_list (files);
  GtkWindow *window;

  g_slist_free (files);
  show_case (fixture);
  gdk_clipboard_set (gtk_widget_get_clipboard (GTK_WIDGET (fixture->page)), GDK_TYPE_FILE_LIST,
                     list);
  g_boxed_free (GDK_TYPE_FILE_LIST, list);
  gtk_widget_activate_action (GTK_WIDGET (fixture->page), "files.paste", NULL);
  hearth_test_wait (has_add_window, fixture);
  window = find_window (HEARTH_TYPE_FILE_ADD_WINDOW);
  g_assert_true (hearth_test_shows (GTK_WIDGET (window), "2 files"));
  gtk_window_destroy (window);
}

static void
test_file_of_another_kind_is_refused_in_words (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func (g_object_unref);
  HearthFileAddWindow *window;

  show_case (fixture);
  hearth_test_wait (has_no_row, fixture);
  g_ptr_array_add (sources, g_memory_input_stream_new_from_data ("GIF89a", 6, NULL));
  window = hearth_file_add_window_new (GTK_WINDOW (fixture->window), fixture->desk,
                                       hearth_case_get_id (fixture->kase), sources);
  gtk_window_present (GTK_WINDOW (window));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "add.run", NULL));
  hearth_test_wait (has_issue, (gpointer) "Only PNG, JPEG and PDF files can be shown");
  g_assert_false (has_row (fixture));
}

static void
add (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strdup_printf ("/ui/files/%s", name);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  hearth_vault_global_init ();
  hearth_ui_init ();
  adw_init ();

  add ("no-files-is-an-invitation", test_no_files_is_an_invitation);
  add ("file-is-listed-with-a-small-picture", test_file_is_listed_with_a_small_picture);
  add ("file-opens-in-a-window-that-tells-nothing", test_file_opens_in_a_window_that_tells_nothing);
  add ("pages-are-turned", test_pages_are_turned);
  add ("pages-are-drawn-anew-when-enlarged", test_pages_are_drawn_anew_when_enlarged);
  add ("lock-closes-what-is-shown", test_lock_closes_what_is_shown);
  add ("damaged-file-is-said-to-be", test_damaged_file_is_said_to_be);
  add ("removed-file-comes-back", test_removed_file_comes_back);
  add ("photo-is-shown-with-the-person", test_photo_is_shown_with_the_person);
  add ("face-on-the-board-is-noted-once-and-first", test_face_on_the_board_is_noted_once_and_first);
  add ("nothing-is-copied-out-of-the-debrief", test_nothing_is_copied_out_of_the_debrief);
  add ("file-is-added-by-its-window", test_file_is_added_by_its_window);
  add ("pasted-picture-is-added", test_pasted_picture_is_added);
  add ("files-copied-in-a-file-manager-are-pasted", test_files_copied_in_a_file_manager_are_pasted);
  add ("file-of-another-kind-is-refused-in-words", test_file_of_another_kind_is_refused_in_words);
  return g_test_run ();
}
