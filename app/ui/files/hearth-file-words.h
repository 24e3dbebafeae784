/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the pages of files say in common. */
#pragma once

#include "hearth-context.h"
#include "hearth-file-item.h"

#include <gdk/gdk.h>

#include "hearth-pixels.h"

G_BEGIN_DECLS

/* A part of a case that keeps files. */
typedef struct
{
  HearthCompartment cmp;
  const char *title;     /* N_ () */
  const char *subtitle;  /* N_ (): who can see what is kept there */
  gboolean is_sensitive; /* nothing is copied out of it (security 10) */
} HearthFilePart;

const HearthFilePart *hearth_file_get_parts (guint *n_parts);
const HearthFilePart *hearth_file_find_part (HearthCompartment cmp);

/* "12 June 2025 · 340 kB · Medical"; the part only if it is not the common one. */
char *hearth_file_dup_details (HearthFileItem *item) G_GNUC_WARN_UNUSED_RESULT;

GdkTexture *hearth_file_make_texture (HearthPixels *pixels) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
