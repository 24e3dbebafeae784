/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of the annex of injuries, in the language of who reads it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char *language;
  const char *title; /* %s number of the case */
  const char *about;
  const char *born, *number, *region, *kind, *size, *age, *consistency, *legend, *degrees;
  const char *table, *records;
  const char *injury; /* %s label */
  const char *seen, *method, *alleged, *words, *evaluation, *consent, *examined, *witness, *photo;
  const char *checksum;
  const char *consents[3]; /* given, declined, not asked */
  const char *none;
  const char *signatures, *examiner, *person, *interpreter;
  const char *made_on; /* %s date, %s number of the case */
  const char *mm;
} HearthInjuryWords;

const HearthInjuryWords *_hearth_injury_words_for (const char *language);

G_END_DECLS
