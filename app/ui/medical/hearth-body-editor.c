/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-body-editor.h"

#include "hearth-body-canvas.h"
#include "hearth-body-views.h"
#include "hearth-format.h"
#include "hearth-injury-spots.h"

#include <glib/gi18n.h>

struct _HearthBodyEditor
{
  AdwBin parent_instance;
  HearthCase *kase;
  HearthPackSet *packs;
  HearthRecordForm *form;
  char *region; /* as it was when the mark was looked at last */
  char *view;
  gboolean is_writing;

  HearthBodyViews *views;
  HearthBodyCanvas *canvas;
  GtkLabel *place_label;
};

G_DEFINE_FINAL_TYPE (HearthBodyEditor, hearth_body_editor, ADW_TYPE_BIN)

static const char *
text_of (HearthBodyEditor *self, const char *field)
{
  return hearth_record_draft_get_text (hearth_record_form_get_draft (self->form), field);
}

static void
show_place (HearthBodyEditor *self)
{
  const char *region = hearth_body_canvas_get_region (self->canvas);

  gtk_label_set_text (self->place_label,
                      region != NULL ? hearth_format_pack_title (self->packs, "body-region", region)
                                     : _ ("Beside the body"));
}

/* The mark as the draft has it, else the middle of the region; NULL: neither is in @drawing. */
static char *
dup_mark (HearthBodyEditor *self, const char *drawing)
{
  const HearthBodyMap *map = hearth_body_map_get (self->packs);
  const char *region = text_of (self, "region");
  HearthBodyPoint place;

  if (*text_of (self, "mark") != '\0')
    return g_str_equal (text_of (self, "view"), drawing) ? g_strdup (text_of (self, "mark")) : NULL;
  if (*region == '\0' ||
      g_strcmp0 (hearth_body_map_find_place (map, region, drawing, &place), drawing) != 0)
    return NULL;
  return g_strdup_printf ("%d:%d", place.x, place.y);
}

static void
show_drawing (HearthBodyEditor *self)
{
  const char *drawing = hearth_body_views_get_id (self->views);
  g_autofree char *mark = dup_mark (self, drawing);

  hearth_body_canvas_set_drawing (self->canvas, drawing);
  hearth_body_canvas_set_spots (
      self->canvas,
      hearth_injury_list_spots (
          self->kase, self->packs, drawing,
          hearth_record_draft_get_rec (hearth_record_form_get_draft (self->form)), NULL));
  hearth_body_canvas_set_own (self->canvas, mark,
                              hearth_injury_find_symbol (self->packs, text_of (self, "kind")));
  show_place (self);
}

/* A mark is kept where the drawing shows the region; a single point must also lie near it. */
static gboolean
fits (HearthBodyEditor *self, const char *region)
{
  const HearthBodyMap *map = hearth_body_map_get (self->packs);
  g_autoptr (GArray) points = hearth_body_mark_parse (text_of (self, "mark"));
  HearthBodyPoint center;

  if (points == NULL)
    return FALSE;
  center = hearth_body_mark_get_center (points);
  return hearth_body_map_shows (map, region, text_of (self, "view"),
                                points->len == 1 ? &center : NULL);
}

static void
follow_region (HearthBodyEditor *self)
{
  const char *region = text_of (self, "region");
  HearthBodyPoint place;
  const char *drawing;

  if (g_strcmp0 (self->region, region) == 0)
    return;
  g_free (self->region);
  self->region = g_strdup (region);
  if (*region == '\0' || fits (self, region))
    return;
  drawing = hearth_body_map_find_place (hearth_body_map_get (self->packs), region,
                                        hearth_body_views_get_id (self->views), &place);
  if (drawing == NULL)
    return;
  self->is_writing = TRUE;
  hearth_record_form_set_text (self->form, "mark", "");
  hearth_record_form_set_text (self->form, "view", "");
  self->is_writing = FALSE;
  hearth_body_views_set_id (self->views, drawing);
}

/* To where the mark is, once: afterwards the person turns to whichever drawing they like. */
static void
follow_view (HearthBodyEditor *self)
{
  const char *view = text_of (self, "view");

  if (g_strcmp0 (self->view, view) == 0)
    return;
  g_free (self->view);
  self->view = g_strdup (view);
  if (*view != '\0')
    hearth_body_views_set_id (self->views, view);
}

static void
on_form_changed_cb (HearthBodyEditor *self)
{
  if (self->is_writing || hearth_record_form_get_draft (self->form) == NULL)
    return;
  follow_region (self);
  follow_view (self);
  show_drawing (self);
}

static void
on_moved_cb (HearthBodyEditor *self)
{
  g_autofree char *mark = hearth_body_canvas_dup_own (self->canvas);
  const char *region = hearth_body_canvas_get_region (self->canvas);

  self->is_writing = TRUE;
  hearth_record_form_set_text (self->form, "view", hearth_body_canvas_get_drawing (self->canvas));
  hearth_record_form_set_text (self->form, "mark", mark);
  if (region != NULL)
    hearth_record_form_set_text (self->form, "region", region);
  self->is_writing = FALSE;
  g_free (self->region);
  self->region = g_strdup (text_of (self, "region"));
  show_drawing (self);
}

static void
hearth_body_editor_dispose (GObject *object)
{
  HearthBodyEditor *self = HEARTH_BODY_EDITOR (object);

  g_clear_object (&self->kase);
  g_clear_pointer (&self->packs, hearth_pack_set_unref);
  g_clear_pointer (&self->region, g_free);
  g_clear_pointer (&self->view, g_free);
  G_OBJECT_CLASS (hearth_body_editor_parent_class)->dispose (object);
}

static void
hearth_body_editor_class_init (HearthBodyEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_body_editor_dispose;
}

static void
hearth_body_editor_init (HearthBodyEditor *self)
{
}

static void
build (HearthBodyEditor *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->views = HEARTH_BODY_VIEWS (hearth_body_views_new (self->packs));
  self->canvas = HEARTH_BODY_CANVAS (hearth_body_canvas_new (self->packs));
  self->place_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->place_label, TRUE);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->place_label), 12);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->views));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->canvas));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->place_label));
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (self->views, "changed", G_CALLBACK (show_drawing), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "moved", G_CALLBACK (on_moved_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "placed", G_CALLBACK (on_moved_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->form, "changed", G_CALLBACK (on_form_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
hearth_body_editor_new (HearthCase *kase, HearthPackSet *packs, HearthRecordForm *form)
{
  HearthBodyEditor *self = g_object_new (HEARTH_TYPE_BODY_EDITOR, NULL);
  const char *drawing;
  HearthBodyPoint place;

  self->kase = g_object_ref (kase);
  self->packs = hearth_pack_set_ref (packs);
  self->form = form;
  build (self);
  self->region = g_strdup (text_of (self, "region"));
  drawing = hearth_body_map_find_place (hearth_body_map_get (packs), self->region, NULL, &place);
  if (drawing != NULL)
    hearth_body_views_set_id (self->views, drawing);
  follow_view (self);
  show_drawing (self);
  return GTK_WIDGET (self);
}
