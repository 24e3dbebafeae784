/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-file-viewer.h"

#include "hearth-audit.h"
#include "hearth-decoder.h"
#include "hearth-file-acts.h"
#include "hearth-file-copy-window.h"
#include "hearth-file-words.h"
#include "hearth-sentence.h"
#include "hearth-zoom.h"

#include <glib/gi18n.h>

/* A fitted page is drawn at least this large, so that it stays sharp while the window grows. */
#define MIN_BOX 1600

struct _HearthFileViewer
{
  AdwWindow parent_instance;
  HearthDesk *desk;
  HearthFileItem *item;
  HearthDecoder *decoder; /* NULL until the document is open */
  GCancellable *cancellable;
  guint page;
  double zoom; /* 0: fitted into the window */
  guint natural_width;
  guint natural_height; /* of the page that is shown */
  gboolean is_drawing;
  gboolean is_stale; /* something else is wanted than what is being drawn */

  AdwWindowTitle *title;
  GtkStack *stack;
  AdwStatusPage *failed;
  GtkScrolledWindow *scroller;
  GtkPicture *picture;
  GtkWidget *page_box;
  GtkLabel *page_label;
  GtkLabel *zoom_label;
};

G_DEFINE_FINAL_TYPE (HearthFileViewer, hearth_file_viewer, ADW_TYPE_WINDOW)

static void draw (HearthFileViewer *self);

static double
effective_zoom (HearthFileViewer *self)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self->scroller));
  double height = gtk_widget_get_height (GTK_WIDGET (self->scroller));

  if (self->zoom > 0 || width <= 0 || height <= 0 || self->natural_width == 0)
    return self->zoom > 0 ? self->zoom : 1;
  return hearth_zoom_fit (self->natural_width, self->natural_height, width, height);
}

static void
update_state (HearthFileViewer *self)
{
  guint n_pages = self->decoder != NULL ? hearth_decoder_get_n_pages (self->decoder) : 0;
  GtkWidget *widget = GTK_WIDGET (self);
  /* Translators: the number of a page and how many there are. */
  g_autofree char *pages = g_strdup_printf (_ ("%u of %u"), self->page + 1, n_pages);
  g_autofree char *zoom =
      self->zoom > 0 ? g_strdup_printf ("%d %%", (int) (self->zoom * 100 + 0.5)) : NULL;

  gtk_widget_set_visible (self->page_box, n_pages > 1);
  gtk_label_set_text (self->page_label, pages);
  gtk_label_set_text (self->zoom_label, zoom != NULL ? zoom : _ ("Fit"));
  gtk_widget_action_set_enabled (widget, "viewer.previous-page", self->page > 0);
  gtk_widget_action_set_enabled (widget, "viewer.next-page", self->page + 1 < n_pages);
  gtk_widget_action_set_enabled (widget, "viewer.zoom-in",
                                 n_pages > 0 && effective_zoom (self) < HEARTH_ZOOM_MAX);
  gtk_widget_action_set_enabled (widget, "viewer.zoom-out",
                                 n_pages > 0 && effective_zoom (self) > HEARTH_ZOOM_MIN);
  gtk_widget_action_set_enabled (widget, "viewer.zoom-fit", n_pages > 0 && self->zoom > 0);
}

static void
show_error (HearthFileViewer *self, const GError *error)
{
  HearthSentence sentence = hearth_sentence_for_error (error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  adw_status_page_set_title (self->failed, sentence.title);
  adw_status_page_set_description (self->failed, sentence.body);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

/* A fitted picture follows the window; a zoomed one has its size and is scrolled. */
static void
place_picture (HearthFileViewer *self)
{
  gboolean is_fitted = self->zoom == 0;
  int width = is_fitted ? -1 : MAX (1, (int) (self->natural_width * self->zoom));
  int height = is_fitted ? -1 : MAX (1, (int) (self->natural_height * self->zoom));

  gtk_widget_set_size_request (GTK_WIDGET (self->picture), width, height);
  gtk_widget_set_halign (GTK_WIDGET (self->picture), is_fitted ? GTK_ALIGN_FILL : GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self->picture), is_fitted ? GTK_ALIGN_FILL : GTK_ALIGN_CENTER);
}

static void
show_pixels (HearthFileViewer *self, HearthPixels *pixels)
{
  g_autoptr (GdkTexture) texture = hearth_file_make_texture (pixels);
  const char *title = hearth_file_item_get_title (self->item);
  /* Translators: title of a file, number of a page, how many pages. */
  g_autofree char *label = g_strdup_printf (_ ("%s, page %u of %u"), title, self->page + 1,
                                            hearth_decoder_get_n_pages (self->decoder));

  hearth_pixels_get_natural_size (pixels, &self->natural_width, &self->natural_height);
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  place_picture (self);
  gtk_stack_set_visible_child_name (self->stack, "picture");
  update_state (self);
}

static void
on_drawn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthFileViewer) self = HEARTH_FILE_VIEWER (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthPixels) pixels =
      hearth_decoder_render_finish (HEARTH_DECODER (source), result, &error);

  if (self->decoder == NULL)
    return;
  self->is_drawing = FALSE;
  if (pixels == NULL)
    show_error (self, error);
  else if (self->is_stale)
    draw (self);
  else
    show_pixels (self, pixels);
}

/* One at a time: keys that repeat do not queue up pages that nobody sees. */
static void
draw (HearthFileViewer *self)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  double width = gtk_widget_get_width (GTK_WIDGET (self->scroller));
  double height = gtk_widget_get_height (GTK_WIDGET (self->scroller));

  self->is_stale = self->is_drawing;
  if (self->decoder == NULL || self->is_drawing)
    return;
  self->is_drawing = TRUE;
  if (self->zoom > 0)
    {
      width = self->natural_width * self->zoom;
      height = self->natural_height * self->zoom;
    }
  else
    width = height = MAX (MAX (width, height), MIN_BOX);
  hearth_decoder_render_async (self->decoder, self->page, (guint) (width * scale),
                               (guint) (height * scale), HEARTH_DECODE_FIT, self->cancellable,
                               on_drawn_cb, g_object_ref (self));
}

static void
on_opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthFileViewer) self = HEARTH_FILE_VIEWER (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthDecoder) decoder = hearth_decoder_open_finish (result, &error);

  if (self->desk == NULL)
    return;
  if (decoder == NULL)
    {
      show_error (self, error);
      return;
    }
  self->decoder = g_steal_pointer (&decoder);
  hearth_decoder_get_natural_size (self->decoder, &self->natural_width, &self->natural_height);
  update_state (self);
  draw (self);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthFileViewer) self = HEARTH_FILE_VIEWER (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) content = hearth_file_read_finish (result, &error);

  if (self->desk == NULL)
    return;
  if (content != NULL)
    hearth_decoder_open_async (content, self->cancellable, on_opened_cb, g_object_ref (self));
  else
    show_error (self, error);
}

static void
on_noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthFileViewer) self = HEARTH_FILE_VIEWER (user_data);
  HearthContext *context = HEARTH_CONTEXT (source);
  g_autoptr (GError) error = NULL;
  gboolean is_noted = hearth_context_audit_finish (context, result, &error);

  if (self->desk == NULL)
    return;
  if (is_noted)
    hearth_file_read_async (context, hearth_file_item_get_record (self->item), self->cancellable,
                            on_read_cb, g_object_ref (self));
  else
    show_error (self, error);
}

/* The entry in the audit log comes before the reading (security 12). */
static void
load (HearthFileViewer *self)
{
  const HearthRecord *file = hearth_file_item_get_record (self->item);
  const HearthAuditEntry entry = { .event = HEARTH_AUDIT_FILE_OPEN,
                                   .case_id = *hearth_record_get_case (file),
                                   .cmp = hearth_file_item_get_compartment (self->item) };

  hearth_context_audit_async (hearth_desk_get_context (self->desk), &entry, self->cancellable,
                              on_noted_cb, g_object_ref (self));
}

static void
go_to_page (HearthFileViewer *self, guint page)
{
  if (self->decoder == NULL || page >= hearth_decoder_get_n_pages (self->decoder) ||
      page == self->page)
    return;
  self->page = page;
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  update_state (self);
  draw (self);
}

static void
set_zoom (HearthFileViewer *self, double zoom)
{
  if (self->decoder == NULL)
    return;
  self->zoom = zoom;
  place_picture (self);
  update_state (self);
  draw (self);
}

static void
previous_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthFileViewer *self = HEARTH_FILE_VIEWER (widget);

  if (self->page > 0)
    go_to_page (self, self->page - 1);
}

static void
next_page_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  go_to_page (HEARTH_FILE_VIEWER (widget), HEARTH_FILE_VIEWER (widget)->page + 1);
}

static void
zoom_in_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthFileViewer *self = HEARTH_FILE_VIEWER (widget);

  set_zoom (self, hearth_zoom_next (effective_zoom (self)));
}

static void
zoom_out_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthFileViewer *self = HEARTH_FILE_VIEWER (widget);

  set_zoom (self, hearth_zoom_previous (effective_zoom (self)));
}

static void
zoom_fit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  set_zoom (HEARTH_FILE_VIEWER (widget), 0);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthFileViewer *self = HEARTH_FILE_VIEWER (widget);

  gtk_window_present (
      GTK_WINDOW (hearth_file_copy_window_new (GTK_WINDOW (self), self->desk, self->item)));
}

/* Before the scrolled window, which would take the paging keys for itself. */
static gboolean
on_key_pressed_cb (
    HearthFileViewer *self, guint key, guint code, GdkModifierType state, GtkEventController *keys)
{
  guint last = self->decoder != NULL ? hearth_decoder_get_n_pages (self->decoder) - 1 : 0;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0 || last == 0)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      go_to_page (self, self->page > 0 ? self->page - 1 : 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      go_to_page (self, self->page + 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Home:
      go_to_page (self, 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_End:
      go_to_page (self, last);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
on_locked_cb (HearthDesk *desk, GParamSpec *pspec, HearthFileViewer *self)
{
  if (!hearth_desk_is_unlocked (desk))
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
hearth_file_viewer_dispose (GObject *object)
{
  HearthFileViewer *self = HEARTH_FILE_VIEWER (object);

  g_cancellable_cancel (self->cancellable);
  if (self->decoder != NULL)
    hearth_decoder_close (self->decoder);
  g_clear_object (&self->decoder);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->item);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (hearth_file_viewer_parent_class)->dispose (object);
}

static void
add_bindings (GtkWidgetClass *klass)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } bindings[] = {
    { GDK_KEY_plus, 0, "viewer.zoom-in" },
    { GDK_KEY_equal, 0, "viewer.zoom-in" },
    { GDK_KEY_KP_Add, 0, "viewer.zoom-in" },
    { GDK_KEY_plus, GDK_CONTROL_MASK, "viewer.zoom-in" },
    { GDK_KEY_equal, GDK_CONTROL_MASK, "viewer.zoom-in" },
    { GDK_KEY_minus, 0, "viewer.zoom-out" },
    { GDK_KEY_KP_Subtract, 0, "viewer.zoom-out" },
    { GDK_KEY_minus, GDK_CONTROL_MASK, "viewer.zoom-out" },
    { GDK_KEY_0, 0, "viewer.zoom-fit" },
    { GDK_KEY_KP_0, 0, "viewer.zoom-fit" },
    { GDK_KEY_0, GDK_CONTROL_MASK, "viewer.zoom-fit" },
    { GDK_KEY_Escape, 0, "window.close" },
    { GDK_KEY_w, GDK_CONTROL_MASK, "window.close" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bindings); i++)
    gtk_widget_class_add_binding_action (klass, bindings[i].key, bindings[i].modifiers,
                                         bindings[i].action, NULL);
}

static void
hearth_file_viewer_class_init (HearthFileViewerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_file_viewer_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/files/hearth-file-viewer.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthFileViewer, title);
  gtk_widget_class_bind_template_child (widget_class, HearthFileViewer, stack);
  gtk_widget_class_bind_template_child (widget_class, HearthFileViewer, failed);
  gtk_widget_class_bind_template_child (widget_class, HearthFileViewer, scroller);
  gtk_widget_class_bind_template_child (widget_class, HearthFileViewer, picture);
  gtk_widget_class_bind_template_child (widget_class, HearthFileViewer, page_box);
  gtk_widget_class_bind_template_child (widget_class, HearthFileViewer, page_label);
  gtk_widget_class_bind_template_child (widget_class, HearthFileViewer, zoom_label);
  gtk_widget_class_install_action (widget_class, "viewer.previous-page", NULL,
                                   previous_page_action);
  gtk_widget_class_install_action (widget_class, "viewer.next-page", NULL, next_page_action);
  gtk_widget_class_install_action (widget_class, "viewer.zoom-in", NULL, zoom_in_action);
  gtk_widget_class_install_action (widget_class, "viewer.zoom-out", NULL, zoom_out_action);
  gtk_widget_class_install_action (widget_class, "viewer.zoom-fit", NULL, zoom_fit_action);
  gtk_widget_class_install_action (widget_class, "viewer.copy", NULL, copy_action);
  add_bindings (widget_class);
}

static void
hearth_file_viewer_init (HearthFileViewer *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  update_state (self);
}

HearthFileViewer *
hearth_file_viewer_new (GtkWindow *parent, HearthDesk *desk, HearthFileItem *item)
{
  HearthFileViewer *self = g_object_new (HEARTH_TYPE_FILE_VIEWER, "transient-for", parent, NULL);
  const HearthFilePart *part = hearth_file_find_part (hearth_file_item_get_compartment (item));
  g_autofree char *details = hearth_file_dup_details (item);

  self->desk = g_object_ref (desk);
  self->item = g_object_ref (item);
  adw_window_title_set_title (self->title, hearth_file_item_get_title (item));
  adw_window_title_set_subtitle (self->title, details);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "viewer.copy",
                                 part != NULL && !part->is_sensitive);
  g_signal_connect_object (desk, "notify::unlocked", G_CALLBACK (on_locked_cb), self, 0);
  load (self);
  return self;
}
