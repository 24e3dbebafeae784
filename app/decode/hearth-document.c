/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PDF through poppler. Scripts, links, attachments and references to other files are never followed:
 * poppler only draws, and the process could not open anything. */
#include "config.h"

#include "hearth-document-private.h"

#include "hearth-decode-limits.h"
#include "hearth-fonts-private.h"
#include "hearth-surface-private.h"

#include <math.h>
#include <poppler.h>

/* Natural size: a screen's 96 dots per inch, where PDF counts 72 points. */
#define PIXELS_PER_POINT (96.0 / 72.0)

struct _HearthDocument
{
  PopplerDocument *poppler;
  guint n_pages;
};

/* One page with a word in each of the fonts that no PDF carries. */
/* clang-format off */
static const char first_document[] =
    "%PDF-1.4\n"
    "1 0 obj<</Type/Catalog/Pages 2 0 R>>\n"
    "endobj\n"
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>\n"
    "endobj\n"
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 8 0 R/Resources<</Font<</A 4 0 R/B 5 0 R/C 6 0 R/D 7 0 R>>>>>>\n"
    "endobj\n"
    "4 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\n"
    "endobj\n"
    "5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>\n"
    "endobj\n"
    "6 0 obj<</Type/Font/Subtype/Type1/BaseFont/Courier>>\n"
    "endobj\n"
    "7 0 obj<</Type/Font/Subtype/Type1/BaseFont/Symbol>>\n"
    "endobj\n"
    "8 0 obj<</Length 53>>stream\n"
    "BT/A 9 Tf(a)Tj/B 9 Tf(b)Tj/C 9 Tf(c)Tj/D 9 Tf(d)Tj ET\n"
    "endstream\n"
    "endobj\n"
    "xref\n"
    "0 9\n"
    "0000000000 65535 f \n"
    "0000000009 00000 n \n"
    "0000000053 00000 n \n"
    "0000000103 00000 n \n"
    "0000000235 00000 n \n"
    "0000000297 00000 n \n"
    "0000000361 00000 n \n"
    "0000000421 00000 n \n"
    "0000000480 00000 n \n"
    "trailer<</Size 9/Root 1 0 R>>\n"
    "startxref\n"
    "579\n"
    "%%EOF\n";
/* clang-format on */

/* Sizes that no paper has are damage. */
static gboolean
is_paper (double points)
{
  return isfinite (points) && points >= 1 && points <= 1e6;
}

/* @width, @height: in points. */
static HearthDecodeStatus
find_page (HearthDocument *self, guint page, PopplerPage **out, double *width, double *height)
{
  if (page >= self->n_pages)
    return HEARTH_DECODE_STATUS_NO_PAGE;
  *out = poppler_document_get_page (self->poppler, (int) page);
  if (*out == NULL)
    return HEARTH_DECODE_STATUS_DAMAGED;
  poppler_page_get_size (*out, width, height);
  if (is_paper (*width) && is_paper (*height))
    return HEARTH_DECODE_STATUS_OK;
  g_clear_object (out);
  return HEARTH_DECODE_STATUS_DAMAGED;
}

/**
 * _hearth_document_prepare:
 *
 * Draws a document of our own, so that fonts, tables and modules are in memory before the process
 * loses the right to open files. It stays open: poppler forgets its tables with the last document.
 *
 * Returns: %FALSE if documents cannot be drawn in confinement.
 */
gboolean
_hearth_document_prepare (void)
{
  static HearthDocument *first;
  g_autoptr (GBytes) bytes = g_bytes_new_static (first_document, sizeof first_document - 1);
  g_autoptr (cairo_surface_t) surface = NULL;
  const HearthDecodeRequest request = { .op = HEARTH_DECODE_OP_RENDER, .width = 99, .height = 99 };

  return _hearth_fonts_prepare () &&
         _hearth_document_open (bytes, &first) == HEARTH_DECODE_STATUS_OK &&
         _hearth_document_render (first, &request, &surface) == HEARTH_DECODE_STATUS_OK;
}

/**
 * _hearth_document_open:
 * @bytes: a whole PDF, hostile
 * @out: (out): untouched unless OK
 */
HearthDecodeStatus
_hearth_document_open (GBytes *bytes, HearthDocument **out)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthDocument) self = g_new0 (HearthDocument, 1);
  int n_pages;

  self->poppler = poppler_document_new_from_bytes (bytes, NULL, &error);
  if (self->poppler == NULL)
    return g_error_matches (error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED)
               ? HEARTH_DECODE_STATUS_PROTECTED
               : HEARTH_DECODE_STATUS_DAMAGED;
  n_pages = poppler_document_get_n_pages (self->poppler);
  if (n_pages > HEARTH_DECODE_MAX_PAGES)
    return HEARTH_DECODE_STATUS_TOO_BIG;
  if (n_pages < 1)
    return HEARTH_DECODE_STATUS_DAMAGED;
  self->n_pages = (guint) n_pages;
  *out = g_steal_pointer (&self);
  return HEARTH_DECODE_STATUS_OK;
}

void
_hearth_document_free (HearthDocument *self)
{
  g_clear_object (&self->poppler);
  g_free (self);
}

guint
_hearth_document_get_n_pages (HearthDocument *self)
{
  return self->n_pages;
}

static guint32
to_pixels (double points)
{
  return (guint32) CLAMP (floor (points * PIXELS_PER_POINT + 0.5), 1, HEARTH_DECODE_MAX_SIDE);
}

/**
 * _hearth_document_measure:
 * @width: (out): pixels at 96 dots per inch
 */
HearthDecodeStatus
_hearth_document_measure (HearthDocument *self, guint page, guint32 *width, guint32 *height)
{
  PopplerPage *found = NULL;
  double w, h;
  HearthDecodeStatus status = find_page (self, page, &found, &w, &h);

  if (status != HEARTH_DECODE_STATUS_OK)
    return status;
  *width = to_pixels (w);
  *height = to_pixels (h);
  g_object_unref (found);
  return HEARTH_DECODE_STATUS_OK;
}

static void
draw (PopplerPage *page, cairo_surface_t *surface, double scale)
{
  g_autoptr (cairo_t) cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_scale (cr, scale, scale);
  poppler_page_render (page, cr);
}

/**
 * _hearth_document_render:
 * @request: the page, and the box into which it is fitted; a page has no pixels of its own, so that it
 *   is enlarged too
 * @out: (out) (transfer full): untouched unless OK
 */
HearthDecodeStatus
_hearth_document_render (HearthDocument *self,
                         const HearthDecodeRequest *request,
                         cairo_surface_t **out)
{
  PopplerPage *page = NULL;
  double width, height, scale;
  HearthDecodeStatus status = find_page (self, request->page, &page, &width, &height);
  cairo_surface_t *surface;

  if (status != HEARTH_DECODE_STATUS_OK)
    return status;
  scale = MIN (request->width / width, request->height / height);
  surface = _hearth_surface_new ((guint) CLAMP (floor (width * scale + 0.5), 1, request->width),
                                 (guint) CLAMP (floor (height * scale + 0.5), 1, request->height));
  if (surface != NULL)
    {
      draw (page, surface, scale);
      cairo_surface_flush (surface);
      *out = surface;
    }
  g_object_unref (page);
  return surface != NULL ? HEARTH_DECODE_STATUS_OK : HEARTH_DECODE_STATUS_TOO_BIG;
}
