/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of the paper on which a person gets their own data, in the language of who reads it. */
#pragma once

#include "hearth-given-query.h"
#include "hearth-registry.h"

G_BEGIN_DECLS

typedef struct
{
  const char *language;
  const char *title, *refusal_title; /* %s name */
  const char *answer;                /* %s day of the request */
  const char *asked;                 /* %s what */
  const char *gives_all, *gives_part, *gives_nothing;
  const char *refusal_ground; /* %s */
  const char *remedy;
  const char *answered_by; /* %s */
  const char *greeting, *secret;
  const char *about, *purpose, *sources, *ground, *rights;
  const char *chapters[HEARTH_N_COMPARTMENTS];
  const char *parts[HEARTH_N_COMPARTMENTS]; /* in a sentence */
  const char *nothing, *is_kept, *yes, *no;
  const char *not_held;       /* %s chapter */
  const char *field, *number; /* "%s: %s", "%s %s" */
  const char *kept_back, *kept_back_note;
  const char
      *reasons[HEARTH_GIVE_THIRD_PERSONS + 1]; /* NULL: is given, or is not about the person */
  const char *of_others;                       /* %s kind, %s fields */
  const char *recipients, *nobody, *recipients_note, *unknown_reader, *yourself, *own_copy;
  const char *hows[HEARTH_GIVEN_FILE + 1];
  const char *date, *how, *to, *what;
} HearthOwnCopyWords;

/* @language: "uk", or English for all others. */
const HearthOwnCopyWords *_hearth_own_copy_words_for (const char *language);

G_END_DECLS
