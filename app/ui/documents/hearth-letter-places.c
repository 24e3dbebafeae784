/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-letter-places.h"

#include "hearth-letter.h"

#define TAG "letter-place"

/* From the opening to behind the closing mark. */
typedef struct
{
  GtkTextIter open_start, open_end;
  GtkTextIter close_start, close_end;
} Place;

static gboolean
find_from (const GtkTextIter *from, Place *place)
{
  return gtk_text_iter_forward_search (from, HEARTH_LETTER_MARK_OPEN, 0, &place->open_start,
                                       &place->open_end, NULL) &&
         gtk_text_iter_forward_search (&place->open_end, HEARTH_LETTER_MARK_CLOSE, 0,
                                       &place->close_start, &place->close_end, NULL);
}

static gboolean
find_first (GtkTextBuffer *buffer, Place *place)
{
  GtkTextIter start;

  gtk_text_buffer_get_start_iter (buffer, &start);
  return find_from (&start, place);
}

/* The one that holds the cursor, else the next behind it, else the first of all. */
static gboolean
find_at_cursor (GtkTextBuffer *buffer, Place *place)
{
  GtkTextIter cursor, from;

  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  gtk_text_buffer_get_start_iter (buffer, &from);
  while (find_from (&from, place))
    {
      if (gtk_text_iter_compare (&place->close_end, &cursor) >= 0)
        return TRUE;
      from = place->close_end;
    }
  return find_first (buffer, place);
}

static GtkTextTag *
get_tag (GtkTextBuffer *buffer)
{
  GtkTextTag *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer), TAG);
  const GdkRGBA yellow = { 0.98f, 0.83f, 0.18f, 0.35f };

  return tag != NULL ? tag
                     : gtk_text_buffer_create_tag (buffer, TAG, "background-rgba", &yellow,
                                                   "weight", PANGO_WEIGHT_BOLD, "underline",
                                                   PANGO_UNDERLINE_DOUBLE, NULL);
}

void
hearth_letter_places_show (GtkTextBuffer *buffer)
{
  GtkTextTag *tag = get_tag (buffer);
  GtkTextIter start, end;
  Place place;

  g_return_if_fail (GTK_IS_TEXT_BUFFER (buffer));

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag (buffer, tag, &start, &end);
  while (find_from (&start, &place))
    {
      gtk_text_buffer_apply_tag (buffer, tag, &place.open_start, &place.close_end);
      start = place.close_end;
    }
}

static void
select_place (GtkTextView *view, const Place *place)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);

  gtk_text_buffer_select_range (buffer, &place->close_start, &place->open_end);
  gtk_text_view_scroll_mark_onscreen (view, gtk_text_buffer_get_insert (buffer));
}

gboolean
hearth_letter_places_go_to_first (GtkTextView *view)
{
  Place place;

  g_return_val_if_fail (GTK_IS_TEXT_VIEW (view), FALSE);

  if (!find_first (gtk_text_view_get_buffer (view), &place))
    return FALSE;
  select_place (view, &place);
  return TRUE;
}

static void
drop_marks (GtkTextBuffer *buffer, Place *place)
{
  GtkTextMark *open = gtk_text_buffer_create_mark (buffer, NULL, &place->open_start, TRUE);
  GtkTextIter start, end;

  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_delete (buffer, &place->close_start, &place->close_end);
  gtk_text_buffer_get_iter_at_mark (buffer, &start, open);
  end = start;
  gtk_text_iter_forward_char (&end);
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_end_user_action (buffer);
  gtk_text_buffer_delete_mark (buffer, open);
}

void
hearth_letter_places_accept (GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  Place place;

  g_return_if_fail (GTK_IS_TEXT_VIEW (view));

  if (!find_at_cursor (buffer, &place))
    return;
  drop_marks (buffer, &place);
  if (find_at_cursor (buffer, &place))
    select_place (view, &place);
  gtk_widget_grab_focus (GTK_WIDGET (view));
}
