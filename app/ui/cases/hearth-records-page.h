/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case-page.h"
#include "hearth-record-section.h"

G_BEGIN_DECLS

/**
 * HearthRecordsPage:
 *
 * A page of a case that lists records of several kinds, one section below the other. Sections whose
 * compartment the login does not hold are not there; if none is left, the page says so.
 */
#define HEARTH_TYPE_RECORDS_PAGE (hearth_records_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (
    HearthRecordsPage, hearth_records_page, HEARTH, RECORDS_PAGE, HearthCasePage)

struct _HearthRecordsPageClass
{
  HearthCasePageClass parent_class;

  const char *const *kinds; /* in their order, NULL at the end */
  /* Shows what stands on the page beside the sections; NULL: nothing does. */
  void (*show_more) (HearthRecordsPage *self, HearthCase *kase, gboolean is_other);
};

/* Puts @widget above the section of @kind, or above all of them: NULL. */
void hearth_records_page_add (HearthRecordsPage *self, GtkWidget *widget, const char *before_kind);
/* Below all of them. */
void hearth_records_page_append (HearthRecordsPage *self, GtkWidget *widget);
/* NULL: the login does not hold its compartment. */
HearthRecordSection *hearth_records_page_get_section (HearthRecordsPage *self, const char *kind);

G_END_DECLS
