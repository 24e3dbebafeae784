/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-print-ruler.h"

#include "hearth-print-text-private.h"

#include <string.h>

#define N_LETTERS 0x2100 /* Latin, Cyrillic, punctuation and signs of money */
#define N_KNOWN 1024     /* a power of two */
/* Pairs of letters may stand wider apart than each alone; what fits by less than this is laid out. */
#define SURELY 1.05

/* What was laid out before, with this font. */
typedef struct
{
  char *text; /* NULL: nothing */
  double width, height;
} Known;

struct _HearthPrintRuler
{
  PangoLayout *layout;
  double size;
  gboolean is_bold;
  int line_height;         /* of a letter, in units of Pango */
  int advances[N_LETTERS]; /* of each alone; 0: not known yet, -1: says nothing about a line */
  Known known[N_KNOWN];
};

/** hearth_print_ruler_new: Returns: (transfer full). Thread: any, and only that one. */
HearthPrintRuler *
hearth_print_ruler_new (cairo_t *cr)
{
  HearthPrintRuler *self;

  g_return_val_if_fail (cr != NULL, NULL);

  self = g_new0 (HearthPrintRuler, 1);
  self->layout = _hearth_print_make_layout (cr);
  return self;
}

static void
forget (HearthPrintRuler *self)
{
  for (guint i = 0; i < N_KNOWN; i++)
    g_clear_pointer (&self->known[i].text, g_free);
  memset (self->advances, 0, sizeof self->advances);
}

/** hearth_print_ruler_free: @self: (transfer full) (nullable) */
void
hearth_print_ruler_free (HearthPrintRuler *self)
{
  if (self == NULL)
    return;
  forget (self);
  g_object_unref (self->layout);
  g_free (self);
}

static void
set_font (HearthPrintRuler *self, double size, gboolean is_bold)
{
  if (self->size == size && self->is_bold == is_bold)
    return;
  forget (self);
  self->size = size;
  self->is_bold = is_bold;
  _hearth_print_set_font (self->layout, size, is_bold);
  pango_layout_set_width (self->layout, -1);
  pango_layout_set_text (self->layout, "x", -1);
  pango_layout_get_size (self->layout, NULL, &self->line_height);
}

/* Letters that join, turn or stand above each other are as wide as their line says, and so are those that come from
 * another font with lines of another height. */
static int
find_advance (HearthPrintRuler *self, gunichar letter)
{
  const GUnicodeScript script = g_unichar_get_script (letter);
  char text[7] = { 0 };
  int width, height;

  if (!g_unichar_isprint (letter) || g_unichar_ismark (letter) ||
      (script != G_UNICODE_SCRIPT_COMMON && script != G_UNICODE_SCRIPT_LATIN &&
       script != G_UNICODE_SCRIPT_CYRILLIC))
    return -1;
  g_unichar_to_utf8 (letter, text);
  pango_layout_set_width (self->layout, -1);
  pango_layout_set_text (self->layout, text, -1);
  pango_layout_get_size (self->layout, &width, &height);
  return height == self->line_height && width > 0 ? width : -1;
}

static gboolean
is_surely_one_line (HearthPrintRuler *self, const char *text, int width)
{
  gint64 sum = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar letter = g_utf8_get_char (at);

      if (letter >= N_LETTERS)
        return FALSE;
      if (self->advances[letter] == 0)
        self->advances[letter] = find_advance (self, letter);
      if (self->advances[letter] < 0)
        return FALSE;
      sum += self->advances[letter];
    }
  return (double) sum * SURELY < width;
}

static double
lay_out (HearthPrintRuler *self, double width, const char *text)
{
  Known *known = &self->known[g_str_hash (text) & (N_KNOWN - 1)];
  int height;

  if (known->text != NULL && known->width == width && g_str_equal (known->text, text))
    return known->height;
  _hearth_print_set_text (self->layout, text, width);
  pango_layout_get_size (self->layout, NULL, &height);
  g_free (known->text);
  *known = (Known){ g_strdup (text), width, (double) height / PANGO_SCALE };
  return known->height;
}

/** hearth_print_ruler_measure: @text: UTF-8. Thread: that of the ruler. */
double
hearth_print_ruler_measure (
    HearthPrintRuler *self, double width, const char *text, double size, gboolean is_bold)
{
  g_return_val_if_fail (self != NULL && text != NULL && size > 0, 0);

  set_font (self, size, is_bold);
  if (is_surely_one_line (self, text, (int) (width * PANGO_SCALE)))
    return (double) self->line_height / PANGO_SCALE;
  return lay_out (self, width, text);
}
