/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-paper-preview.h"

#include <glib/gi18n.h>

/* Around the page, in pixels. */
#define MARGIN 12

struct _HearthPaperPreview
{
  AdwWindow parent_instance;
  HearthPages *pages;
  guint shown;

  AdwWindowTitle *title;
  GtkWidget *paper;
};

G_DEFINE_FINAL_TYPE (HearthPaperPreview, hearth_paper_preview, ADW_TYPE_WINDOW)

/* The whole page in the middle, as large as there is room. */
static void
draw (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  HearthPaperPreview *self = HEARTH_PAPER_PREVIEW (user_data);
  double page_width = hearth_pages_get_width (self->pages);
  double page_height = hearth_pages_get_height (self->pages);
  double scale = MIN ((width - 2 * MARGIN) / page_width, (height - 2 * MARGIN) / page_height);

  if (scale <= 0)
    return;
  cairo_translate (cr, (width - page_width * scale) / 2, (height - page_height * scale) / 2);
  cairo_scale (cr, scale, scale);
  cairo_rectangle (cr, 0, 0, page_width, page_height);
  cairo_clip (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_set_source_rgb (cr, 0.75, 0.75, 0.75);
  cairo_rectangle (cr, 0, 0, page_width, page_height);
  cairo_stroke (cr);
  cairo_set_source_rgb (cr, 0, 0, 0);
  hearth_pages_draw (self->pages, self->shown, cr);
}

static void
show (HearthPaperPreview *self, guint page)
{
  guint n_pages = hearth_pages_get_n_pages (self->pages);
  g_autofree char *text = g_strdup_printf (_ ("Page %u of %u"), page + 1, n_pages);

  self->shown = page;
  adw_window_title_set_subtitle (self->title, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->paper), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.back", page > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "preview.on", page + 1 < n_pages);
  gtk_widget_queue_draw (self->paper);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthPaperPreview *self = HEARTH_PAPER_PREVIEW (widget);

  show (self, self->shown - 1);
}

static void
on_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthPaperPreview *self = HEARTH_PAPER_PREVIEW (widget);

  show (self, self->shown + 1);
}

static void
hearth_paper_preview_finalize (GObject *object)
{
  g_clear_pointer (&HEARTH_PAPER_PREVIEW (object)->pages, hearth_pages_unref);
  G_OBJECT_CLASS (hearth_paper_preview_parent_class)->finalize (object);
}

static void
hearth_paper_preview_class_init (HearthPaperPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = hearth_paper_preview_finalize;
  gtk_widget_class_install_action (widget_class, "preview.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "preview.on", NULL, on_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, 0, "preview.back", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, 0, "preview.on", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static GtkWidget *
make_button (const char *icon_name, const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static GtkWidget *
make_header (HearthPaperPreview *self)
{
  GtkWidget *header = adw_header_bar_new ();

  self->title = ADW_WINDOW_TITLE (adw_window_title_new (_ ("Preview"), NULL));
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (self->title));
  adw_header_bar_pack_start (
      ADW_HEADER_BAR (header),
      make_button ("go-previous-symbolic", _ ("Previous Page"), "preview.back"));
  adw_header_bar_pack_start (ADW_HEADER_BAR (header),
                             make_button ("go-next-symbolic", _ ("Next Page"), "preview.on"));
  return header;
}

static void
hearth_paper_preview_init (HearthPaperPreview *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->paper = gtk_drawing_area_new ();
  gtk_widget_set_vexpand (self->paper, TRUE);
  gtk_widget_set_focusable (self->paper, TRUE);
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->paper), draw, self, NULL);
  gtk_box_append (GTK_BOX (box), make_header (self));
  gtk_box_append (GTK_BOX (box), self->paper);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Preview"));
  gtk_window_set_default_size (GTK_WINDOW (self), 560, 760);
  gtk_window_set_modal (GTK_WINDOW (self), TRUE);
}

GtkWindow *
hearth_paper_preview_new (GtkWindow *parent, HearthPages *pages)
{
  HearthPaperPreview *self;

  g_return_val_if_fail (GTK_IS_WINDOW (parent) && pages != NULL, NULL);

  self = g_object_new (HEARTH_TYPE_PAPER_PREVIEW, "transient-for", parent, NULL);
  self->pages = hearth_pages_ref (pages);
  show (self, 0);
  gtk_widget_grab_focus (self->paper);
  return GTK_WINDOW (self);
}
