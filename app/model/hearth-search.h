/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-given-names.h"

G_BEGIN_DECLS

/**
 * HearthSearch:
 *
 * What somebody typed to find people, made ready for the search index: each word must begin a word of the
 * person, in any spelling. Immutable and counted; any thread.
 */
typedef struct _HearthSearch HearthSearch;

/* How a word was found, best first. */
typedef enum
{
  HEARTH_SEARCH_HOW_TYPED,   /* as typed */
  HEARTH_SEARCH_HOW_SPELT,   /* in another spelling */
  HEARTH_SEARCH_HOW_FORM,    /* in another form of a given name */
  HEARTH_SEARCH_HOW_SIMILAR, /* but for a slip */
  HEARTH_SEARCH_HOW_NOT,
} HearthSearchHow;

HearthSearch *hearth_search_new (const char *text,
                                 HearthGivenNames *names) G_GNUC_WARN_UNUSED_RESULT;
HearthSearch *hearth_search_ref (HearthSearch *self);
void hearth_search_unref (HearthSearch *self);

guint hearth_search_get_n_words (HearthSearch *self);
const char *hearth_search_get_begun (HearthSearch *self);
const char *hearth_search_get_whole (HearthSearch *self);
const char *hearth_search_get_similar (HearthSearch *self);
double hearth_search_rate (HearthSearch *self,
                           guint word,
                           const char *indexed,
                           HearthSearchHow *how);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthSearch, hearth_search_unref)

G_END_DECLS
