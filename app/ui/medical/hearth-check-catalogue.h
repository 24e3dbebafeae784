/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case.h"
#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthCheckCatalogue:
 *
 * The catalogue of checks for one person: what is due, awaited or was found, each with its state in words; the
 * rest on demand. A row opens the form in which the check is written down.
 */
#define HEARTH_TYPE_CHECK_CATALOGUE (hearth_check_catalogue_get_type ())
G_DECLARE_FINAL_TYPE (HearthCheckCatalogue, hearth_check_catalogue, HEARTH, CHECK_CATALOGUE, AdwBin)

GtkWidget *hearth_check_catalogue_new (HearthDesk *desk) G_GNUC_WARN_UNUSED_RESULT;
void hearth_check_catalogue_show_case (HearthCheckCatalogue *self, HearthCase *kase);

G_END_DECLS
