/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-guide-window.h"

#include "hearth-data-dir.h"
#include "hearth-guide.h"
#include "hearth-split-view.h"

#include <glib/gi18n.h>

struct _HearthGuideWindow
{
  AdwWindow parent_instance;
  GPtrArray *pages;
  const HearthGuidePage *shown;

  HearthSplitView *split;
  GtkSearchEntry *search_entry;
  GtkListBox *contents;
  GtkLabel *nothing_label;
  GtkButton *back_button;
  GtkScrolledWindow *scrolled;
  GtkBox *page_box;
};

G_DEFINE_FINAL_TYPE (HearthGuideWindow, hearth_guide_window, ADW_TYPE_WINDOW)

static void show_page (HearthGuideWindow *self, guint i);

/* Beside the contents a page turns as the arrow keys move; alone it waits for Enter. */
static void
on_row_selected_cb (HearthGuideWindow *self, GtkListBoxRow *row)
{
  if (row != NULL)
    show_page (self, gtk_list_box_row_get_index (row));
}

static void
on_row_activated_cb (HearthGuideWindow *self, GtkListBoxRow *row)
{
  show_page (self, gtk_list_box_row_get_index (row));
  hearth_split_view_set_show_content (self->split, TRUE);
}

static void
on_back_cb (HearthGuideWindow *self)
{
  hearth_split_view_set_show_content (self->split, FALSE);
}

static void
update_back_button (HearthGuideWindow *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->back_button),
                          hearth_split_view_get_collapsed (self->split));
}

static gboolean
filter_row (GtkListBoxRow *row, gpointer user_data)
{
  HearthGuideWindow *self = HEARTH_GUIDE_WINDOW (user_data);
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  return hearth_guide_page_matches (
      g_ptr_array_index (self->pages, gtk_list_box_row_get_index (row)), words);
}

static void
on_search_changed_cb (HearthGuideWindow *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
  gboolean is_found = FALSE;

  gtk_list_box_invalidate_filter (self->contents);
  for (guint i = 0; i < self->pages->len && !is_found; i++)
    is_found = hearth_guide_page_matches (g_ptr_array_index (self->pages, i), words);
  gtk_widget_set_visible (GTK_WIDGET (self->nothing_label), !is_found);
}

/* Enter opens the first page that was found. */
static void
on_search_activate_cb (HearthGuideWindow *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  for (guint i = 0; i < self->pages->len; i++)
    if (hearth_guide_page_matches (g_ptr_array_index (self->pages, i), words))
      {
        on_row_activated_cb (self, gtk_list_box_get_row_at_index (self->contents, i));
        return;
      }
}

static gboolean
find_page (HearthGuideWindow *self, const char *id, guint *index)
{
  for (guint i = 0; i < self->pages->len; i++)
    if (g_str_equal (hearth_guide_page_get_id (g_ptr_array_index (self->pages, i)), id))
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

/* Links lead to pages of the guide alone; a test holds them to it. */
static gboolean
on_link_cb (HearthGuideWindow *self, const char *target)
{
  guint index;

  if (find_page (self, target, &index))
    show_page (self, index);
  return TRUE;
}

static GtkWidget *
make_label (HearthGuideWindow *self, const char *markup)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (label, GTK_ALIGN_START);
  g_signal_connect_object (label, "activate-link", G_CALLBACK (on_link_cb), self,
                           G_CONNECT_SWAPPED);
  return label;
}

static GtkWidget *
make_pair (GtkWidget *first, GtkWidget *second, const char *css_class)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  if (css_class != NULL)
    gtk_widget_add_css_class (box, css_class);
  return box;
}

static GtkWidget *
make_marked (HearthGuideWindow *self, const char *mark, const HearthGuideBlock *block)
{
  GtkWidget *sign = gtk_label_new (mark);

  gtk_label_set_width_chars (GTK_LABEL (sign), 2);
  gtk_label_set_xalign (GTK_LABEL (sign), 1);
  gtk_widget_set_valign (sign, GTK_ALIGN_START);
  gtk_widget_add_css_class (sign, "dim-label");
  gtk_widget_add_css_class (sign, "numeric");
  return make_pair (sign, make_label (self, block->markup), NULL);
}

static GtkWidget *
make_note (HearthGuideWindow *self, const HearthGuideBlock *block)
{
  gboolean is_warning = block->kind == HEARTH_GUIDE_WARNING;
  GtkWidget *icon = gtk_image_new_from_icon_name (is_warning ? "dialog-warning-symbolic"
                                                             : "dialog-information-symbolic");
  GtkWidget *box = make_pair (icon, make_label (self, block->markup), "guide-note");

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  if (is_warning)
    gtk_widget_add_css_class (box, "guide-warning");
  return box;
}

static GtkWidget *
make_row (HearthGuideWindow *self, const HearthGuideBlock *block)
{
  GtkWidget *value = make_label (self, block->value != NULL ? block->value : "");
  GtkWidget *box = make_pair (make_label (self, block->markup), value, NULL);

  gtk_box_set_homogeneous (GTK_BOX (box), TRUE);
  return box;
}

static GtkWidget *
make_block (HearthGuideWindow *self, const HearthGuideBlock *block)
{
  g_autofree char *number = g_strdup_printf ("%u.", block->number);
  GtkWidget *heading;

  switch (block->kind)
    {
    case HEARTH_GUIDE_HEADING:
      heading = make_label (self, block->markup);
      gtk_widget_add_css_class (heading, "title-3");
      gtk_widget_set_margin_top (heading, 12);
      return heading;
    case HEARTH_GUIDE_STEP:
      return make_marked (self, number, block);
    case HEARTH_GUIDE_BULLET:
      return make_marked (self, "•", block);
    case HEARTH_GUIDE_NOTE:
    case HEARTH_GUIDE_WARNING:
      return make_note (self, block);
    case HEARTH_GUIDE_ROW:
      return make_row (self, block);
    case HEARTH_GUIDE_TEXT:
    default:
      return make_label (self, block->markup);
    }
}

static void
show_page (HearthGuideWindow *self, guint i)
{
  const HearthGuidePage *page = g_ptr_array_index (self->pages, i);
  GtkWidget *child;

  if (page == self->shown)
    return;
  self->shown = page;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->page_box))) != NULL)
    gtk_box_remove (self->page_box, child);
  child = make_label (self, hearth_guide_page_get_title (page));
  gtk_widget_add_css_class (child, "title-1");
  gtk_box_append (self->page_box, child);
  for (guint b = 0; b < hearth_guide_page_get_n_blocks (page); b++)
    gtk_box_append (self->page_box, make_block (self, hearth_guide_page_get_block (page, b)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->page_box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  hearth_guide_page_get_title (page), -1);
  gtk_list_box_select_row (self->contents, gtk_list_box_get_row_at_index (self->contents, i));
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scrolled), 0);
}

static GtkWidget *
make_contents_row (const HearthGuidePage *page)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), hearth_guide_page_get_title (page));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (GTK_LABEL (label)), -1);
  return row;
}

/* A guide that cannot be read is a broken installation, and the window says so. */
static void
load (HearthGuideWindow *self)
{
  /* Translators: the folder of the guide in this language, "uk" for Ukrainian. */
  const char *language = C_ ("folder of the guide", "C");
  g_autofree char *data = hearth_data_dir_dup_path ("help");
  g_autofree char *folder = g_build_filename (data, language, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) pages = hearth_guide_load (folder, &error);

  if (pages != NULL)
    {
      g_ptr_array_unref (self->pages);
      self->pages = g_steal_pointer (&pages);
    }
  for (guint i = 0; i < self->pages->len; i++)
    gtk_list_box_append (self->contents, make_contents_row (g_ptr_array_index (self->pages, i)));
  if (self->pages->len > 0)
    show_page (self, 0);
  else
    gtk_box_append (self->page_box,
                    make_label (self, _ ("The guide is missing from this installation.")));
}

/* With the vault everything leaves the screen, and nobody would bring this window back. */
static void
on_visible_changed_cb (HearthGuideWindow *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    gtk_window_destroy (GTK_WINDOW (self));
}

static gboolean
on_search_key_cb (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  HearthGuideWindow *self = HEARTH_GUIDE_WINDOW (widget);

  hearth_split_view_set_show_content (self->split, FALSE);
  return gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
hearth_guide_window_dispose (GObject *object)
{
  HearthGuideWindow *self = HEARTH_GUIDE_WINDOW (object);

  if (self->contents != NULL)
    gtk_list_box_set_filter_func (self->contents, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), HEARTH_TYPE_GUIDE_WINDOW);
  G_OBJECT_CLASS (hearth_guide_window_parent_class)->dispose (object);
}

static void
hearth_guide_window_finalize (GObject *object)
{
  g_clear_pointer (&HEARTH_GUIDE_WINDOW (object)->pages, g_ptr_array_unref);
  G_OBJECT_CLASS (hearth_guide_window_parent_class)->finalize (object);
}

static void
hearth_guide_window_class_init (HearthGuideWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = hearth_guide_window_dispose;
  object_class->finalize = hearth_guide_window_finalize;

  g_type_ensure (HEARTH_TYPE_SPLIT_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/help/hearth-guide-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthGuideWindow, split);
  gtk_widget_class_bind_template_child (widget_class, HearthGuideWindow, search_entry);
  gtk_widget_class_bind_template_child (widget_class, HearthGuideWindow, contents);
  gtk_widget_class_bind_template_child (widget_class, HearthGuideWindow, nothing_label);
  gtk_widget_class_bind_template_child (widget_class, HearthGuideWindow, back_button);
  gtk_widget_class_bind_template_child (widget_class, HearthGuideWindow, scrolled);
  gtk_widget_class_bind_template_child (widget_class, HearthGuideWindow, page_box);
  gtk_widget_class_bind_template_callback (widget_class, on_back_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_back_button);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, on_search_key_cb, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
hearth_guide_window_init (HearthGuideWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->pages = g_ptr_array_new ();
  load (self);
  gtk_list_box_set_filter_func (self->contents, filter_row, self, NULL);
  update_back_button (self);
}

/* Arrow keys turn the pages at once. */
static void
focus_contents (HearthGuideWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->contents);

  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

void
hearth_guide_window_present (GtkApplication *application, const char *id)
{
  HearthGuideWindow *self = NULL;
  guint index;

  g_return_if_fail (GTK_IS_APPLICATION (application) && id != NULL);

  for (GList *l = gtk_application_get_windows (application); l != NULL; l = l->next)
    if (HEARTH_IS_GUIDE_WINDOW (l->data))
      self = l->data;
  if (self == NULL)
    {
      self = g_object_new (HEARTH_TYPE_GUIDE_WINDOW, "application", application, NULL);
      gtk_window_present (GTK_WINDOW (self));
      focus_contents (self);
      g_signal_connect_object (self, "notify::visible", G_CALLBACK (on_visible_changed_cb), self,
                               0);
    }
  if (find_page (self, id, &index))
    {
      show_page (self, index);
      hearth_split_view_set_show_content (self->split, TRUE);
    }
  gtk_window_present (GTK_WINDOW (self));
}
