/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthPlacePage:
 *
 * What the sidebar leads to. Properties: desk (construct only), narrow (the sidebar is not beside
 * the page: show a way back to it).
 */
#define HEARTH_TYPE_PLACE_PAGE (hearth_place_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (HearthPlacePage, hearth_place_page, HEARTH, PLACE_PAGE, AdwBin)

struct _HearthPlacePageClass
{
  AdwBinClass parent_class;

  /* The page has come into view; NULL: nothing to do. */
  void (*enter) (HearthPlacePage *self);
};

HearthDesk *hearth_place_page_get_desk (HearthPlacePage *self);
HearthContext *hearth_place_page_get_context (HearthPlacePage *self);
void hearth_place_page_enter (HearthPlacePage *self);

G_END_DECLS
