/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-decode-wire.h"

#include <cairo.h>

G_BEGIN_DECLS

/* A PDF inside hearth-decoder. */
typedef struct _HearthDocument HearthDocument;

gboolean _hearth_document_prepare (void);

HearthDecodeStatus _hearth_document_open (GBytes *bytes, HearthDocument **out);
void _hearth_document_free (HearthDocument *self);
guint _hearth_document_get_n_pages (HearthDocument *self);
HearthDecodeStatus _hearth_document_measure (HearthDocument *self,
                                             guint page,
                                             guint32 *width,
                                             guint32 *height);
HearthDecodeStatus _hearth_document_render (HearthDocument *self,
                                            const HearthDecodeRequest *request,
                                            cairo_surface_t **out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthDocument, _hearth_document_free)

G_END_DECLS
