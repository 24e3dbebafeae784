/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every template is instantiated and finalised: a class or handler that its XML names and nobody has
 * would warn, and warnings are fatal here. */
#include "config.h"

#include "hearth-admin-page.h"
#include "hearth-application.h"
#include "hearth-arrivals-page.h"
#include "hearth-backup-page.h"
#include "hearth-banner.h"
#include "hearth-bulk-window.h"
#include "hearth-bus-intake.h"
#include "hearth-case-header.h"
#include "hearth-case-list-view.h"
#include "hearth-case-tile.h"
#include "hearth-case-view.h"
#include "hearth-cases-page.h"
#include "hearth-column-header.h"
#include "hearth-create-page.h"
#include "hearth-date-row.h"
#include "hearth-event-dialog.h"
#include "hearth-file-add-window.h"
#include "hearth-file-copy-window.h"
#include "hearth-file-row.h"
#include "hearth-file-viewer.h"
#include "hearth-files-page.h"
#include "hearth-filter-bar.h"
#include "hearth-guide-window.h"
#include "hearth-intake-photo.h"
#include "hearth-key-caps.h"
#include "hearth-letter-window.h"
#include "hearth-main-page.h"
#include "hearth-new-case-dialog.h"
#include "hearth-outstanding-page.h"
#include "hearth-pack-editor.h"
#include "hearth-pack-row.h"
#include "hearth-packs-page.h"
#include "hearth-paper-window.h"
#include "hearth-plan-page.h"
#include "hearth-portrait.h"
#include "hearth-print-window.h"
#include "hearth-progress-ring.h"
#include "hearth-reception-board.h"
#include "hearth-reception-tile.h"
#include "hearth-restore-dialog.h"
#include "hearth-score-dialog.h"
#include "hearth-selection-bar.h"
#include "hearth-split-view.h"
#include "hearth-step-line.h"
#include "hearth-test-ui.h"
#include "hearth-toast.h"
#include "hearth-today-page.h"
#include "hearth-unlock-page.h"
#include "hearth-window.h"
#include "hearth-wrap-box.h"

#include <string.h>

static GObject *
make (GType type, HearthDesk *desk)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (type);

  return g_object_class_find_property (G_OBJECT_CLASS (klass), "desk") != NULL
             ? g_object_new (type, "desk", desk, NULL)
             : g_object_new (type, NULL);
}

static void
test_template (gconstpointer data)
{
  GType type = ((GType (*) (void)) data) ();
  g_autoptr (HearthDesk) desk = hearth_test_desk_new ();
  GObject *object = make (type, desk);
  gboolean is_gone = FALSE;

  g_object_add_weak_pointer (object, (gpointer *) &object);
  if (GTK_IS_WINDOW (object))
    gtk_window_destroy (GTK_WINDOW (object));
  else
    {
      g_object_ref_sink (object);
      g_object_unref (object);
    }
  while (g_main_context_iteration (NULL, FALSE))
    ;
  is_gone = object == NULL;
  g_assert_true (is_gone);
}

static void
check_key_caps (GtkWidget *widget, guint *n_caps)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_has_css_class (widget, "keycap"))
    {
      g_assert_null (strchr (gtk_label_get_text (GTK_LABEL (widget)), '_'));
      *n_caps += 1;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    check_key_caps (child, n_caps);
}

static void
test_keys_are_named_as_on_a_keyboard (void)
{
  g_autoptr (GtkBuilder) builder =
      gtk_builder_new_from_resource ("/org/hearthcase/Hearth/gtk/help-overlay.ui");
  GtkWidget *overlay = GTK_WIDGET (gtk_builder_get_object (builder, "help_overlay"));
  guint n_caps = 0;

  hearth_key_caps_name (overlay);
  check_key_caps (overlay, &n_caps);
  g_assert_cmpuint (n_caps, >, 20);
  gtk_window_destroy (GTK_WINDOW (overlay));
}

static void
add (GType (*get_type) (void))
{
  g_autofree char *path = g_strdup_printf ("/ui/template/%s", g_type_name (get_type ()));

  g_test_add_data_func (path, get_type, test_template);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  hearth_vault_global_init ();
  hearth_ui_init ();
  adw_init ();

  add (hearth_admin_page_get_type);
  add (hearth_arrivals_page_get_type);
  add (hearth_backup_page_get_type);
  add (hearth_banner_get_type);
  add (hearth_bulk_window_get_type);
  add (hearth_bus_intake_get_type);
  add (hearth_case_header_get_type);
  add (hearth_case_list_view_get_type);
  add (hearth_case_tile_get_type);
  add (hearth_case_view_get_type);
  add (hearth_cases_page_get_type);
  add (hearth_column_header_get_type);
  add (hearth_create_page_get_type);
  add (hearth_date_row_get_type);
  add (hearth_event_dialog_get_type);
  add (hearth_file_add_window_get_type);
  add (hearth_file_copy_window_get_type);
  add (hearth_file_row_get_type);
  add (hearth_file_viewer_get_type);
  add (hearth_files_page_get_type);
  add (hearth_filter_bar_get_type);
  add (hearth_guide_window_get_type);
  add (hearth_intake_photo_get_type);
  add (hearth_letter_window_get_type);
  add (hearth_main_page_get_type);
  add (hearth_new_case_dialog_get_type);
  add (hearth_outstanding_page_get_type);
  add (hearth_pack_editor_get_type);
  add (hearth_pack_row_get_type);
  add (hearth_packs_page_get_type);
  add (hearth_paper_window_get_type);
  add (hearth_plan_page_get_type);
  add (hearth_portrait_get_type);
  add (hearth_print_window_get_type);
  add (hearth_progress_ring_get_type);
  add (hearth_reception_board_get_type);
  add (hearth_reception_tile_get_type);
  add (hearth_restore_dialog_get_type);
  add (hearth_score_dialog_get_type);
  add (hearth_selection_bar_get_type);
  add (hearth_split_view_get_type);
  add (hearth_step_line_get_type);
  add (hearth_toast_get_type);
  add (hearth_today_page_get_type);
  add (hearth_unlock_page_get_type);
  add (hearth_window_get_type);
  add (hearth_wrap_box_get_type);
  g_test_add_func ("/ui/shortcuts/keys-are-named-as-on-a-keyboard",
                   test_keys_are_named_as_on_a_keyboard);
  return g_test_run ();
}
