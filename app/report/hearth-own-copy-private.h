/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A case as plain values, from which the paper is made on any thread. */
#pragma once

#include "hearth-case.h"
#include "hearth-catalogue.h"
#include "hearth-flow.h"
#include "hearth-own-copy-words.h"

G_BEGIN_DECLS

typedef struct
{
  HearthPackSet *packs;
  GHashTable
      *records; /* const HearthKind * → GPtrArray of HearthRecord; only of kinds that are given */
  HearthRecord *person;
  guint held; /* 1 << HearthCompartment of this login */
  HearthDate today;
  gboolean is_refusal; /* no data stand on it */
  GPtrArray *given;    /* HearthGiven */
  const HearthOwnCopyWords *words;
  HearthCatalogue *catalogue;
} HearthOwnCopy;

/* hearth-own-copy-values.c: a value as people read it; NULL: it tells a person nothing. */
char *_hearth_own_copy_dup_value (const HearthOwnCopy *self,
                                  const HearthRecord *record,
                                  const HearthField *field) G_GNUC_WARN_UNUSED_RESULT;
char *_hearth_own_copy_dup_label (const HearthOwnCopy *self,
                                  const HearthField *field) G_GNUC_WARN_UNUSED_RESULT;

/* hearth-own-copy-answer.c: at the head of the paper, if it is for a request. */
void _hearth_own_copy_add_answer (const HearthOwnCopy *self, HearthFlow *flow);
G_END_DECLS
