/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthPlacePage:
 *
 * What the sidebar leads to. Properties: desk (construct only), narrow (the sidebar is not beside
 * the page: show a way back to it), settled (read only: what the page is opened for is shown; what
 * nobody waits for is read after that).
 */
#define HEARTH_TYPE_PLACE_PAGE (hearth_place_page_get_type ())
G_DECLARE_DERIVABLE_TYPE (HearthPlacePage, hearth_place_page, HEARTH, PLACE_PAGE, AdwBin)

struct _HearthPlacePageClass
{
  AdwBinClass parent_class;

  /* The page has come into view; NULL: nothing to do. */
  void (*enter) (HearthPlacePage *self);
  /* (transfer none) (nullable): what keys are for when somebody comes by a key; NULL: what a tab finds first. */
  GtkWidget *(*get_first) (HearthPlacePage *self);
};

HearthDesk *hearth_place_page_get_desk (HearthPlacePage *self);
HearthContext *hearth_place_page_get_context (HearthPlacePage *self);
void hearth_place_page_enter (HearthPlacePage *self);
/* The keys go to the page: to its list as soon as that is there, unless somebody is elsewhere by then. */
void hearth_place_page_take_keys (HearthPlacePage *self);
gboolean hearth_place_page_is_settled (HearthPlacePage *self);

/* For pages: %FALSE as soon as it is made, %TRUE when it shows what was asked for, or that it cannot. */
void hearth_place_page_set_settled (HearthPlacePage *self, gboolean is_settled);

G_END_DECLS
