/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What people are told about errors: messages of the layers below are for developers. */
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
char *hearth_sentence_dup_for_error (const GError *error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
