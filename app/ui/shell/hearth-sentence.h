/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window says about errors: messages of the layers below are for developers. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *title; /* what happened */
  const char *body;  /* what is safe, and what to do next */
} HearthSentence;

/* Translated; valid for ever. */
HearthSentence hearth_sentence_for_error (const GError *error);

G_END_DECLS
