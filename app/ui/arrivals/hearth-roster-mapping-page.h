/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-roster.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthRosterMappingPage:
 *
 * The second step of an import: what each column is taken as, and what holds for everybody in the
 * list. Works on the roster that it is given.
 */
#define HEARTH_TYPE_ROSTER_MAPPING_PAGE (hearth_roster_mapping_page_get_type ())
G_DECLARE_FINAL_TYPE (
    HearthRosterMappingPage, hearth_roster_mapping_page, HEARTH, ROSTER_MAPPING_PAGE, AdwBin)

void hearth_roster_mapping_page_set_roster (HearthRosterMappingPage *self,
                                            HearthRoster *roster,
                                            gboolean is_remembered,
                                            HearthDate today);
/* Whether what was typed for everybody can be used; signal notify::is-valid. */
gboolean hearth_roster_mapping_page_get_is_valid (HearthRosterMappingPage *self);
/* Fields for every row that has none of its own: an object for hearth_roster_get_people (). */
json_t *hearth_roster_mapping_page_get_defaults (HearthRosterMappingPage *self)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
