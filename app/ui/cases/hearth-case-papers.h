/* SPDX-License-Identifier: GPL-3.0-or-later */
/* THE table of what can be printed about a case. */
#pragma once

#include "hearth-case.h"
#include "hearth-pages.h"

G_BEGIN_DECLS

/**
 * HearthCasePaper:
 * @id: for tests and scripts
 * @title: N_ (), in the window
 * @about: N_ (): what stands on it
 * @file_name: proposed for a PDF; says nothing of whom it is about
 * @cmp: a login that does not hold it is not offered the paper
 * @tick: N_ (), something that stands on it only if a person says so; %NULL: nothing does
 * @tick_cmp: of that; without it nothing can be ticked
 * @make: the pages, in "en" or "uk"; @record: what the paper is about, if it is not the whole case
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *about;
  const char *file_name;
  HearthCompartment cmp;
  const char *tick;
  HearthCompartment tick_cmp;
  HearthPages *(*make) (HearthContext *context,
                        HearthCase *kase,
                        const HearthRecord *record,
                        const char *language,
                        gboolean is_ticked);
} HearthCasePaper;

const HearthCasePaper *hearth_case_papers_get_all (guint *n_papers);
/* NULL: there is none of that name. */
const HearthCasePaper *hearth_case_papers_find (const char *id);

G_END_DECLS
