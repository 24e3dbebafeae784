/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case.h"
#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthCasePage:
 *
 * One page of a case. Properties: desk (construct only), case (the snapshot to show; a new one
 * comes after every change). A page keeps what the person is doing across snapshots of one case.
 */
#define HEARTH_TYPE_CASE_PAGE (hearth_case_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (HearthCasePage, hearth_case_page, HEARTH, CASE_PAGE, AdwBin)

struct _HearthCasePageClass
{
  AdwBinClass parent_class;

  /* Shows @kase; @is_other: it is another case than before, so that what was typed is not its. */
  void (*show_case) (HearthCasePage *self, HearthCase *kase, gboolean is_other);
  /* What stays below the scrolled case while the page is in view; NULL: nothing. */
  GtkWidget *(*get_bar) (HearthCasePage *self);
  /* Opens what was typed on this page and not saved; FALSE or NULL: there is nothing. */
  gboolean (*show_draft) (HearthCasePage *self);
};

HearthDesk *hearth_case_page_get_desk (HearthCasePage *self);
HearthCase *hearth_case_page_get_case (HearthCasePage *self);
void hearth_case_page_set_case (HearthCasePage *self, HearthCase *kase);
GtkWidget *hearth_case_page_get_bar (HearthCasePage *self); /* NULL: none */
gboolean hearth_case_page_show_draft (HearthCasePage *self);

G_END_DECLS
