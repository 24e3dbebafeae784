/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The health of a person from the snapshot of their case, for windows and papers. Thread: main. */
#pragma once

#include "hearth-case.h"
#include "hearth-check-list.h"
#include "hearth-refeeding.h"

G_BEGIN_DECLS

/* (element-type HearthCheckItem): the catalogue; its records are those of @kase. */
GArray *hearth_case_list_checks (HearthContext *context,
                                 HearthCase *kase) G_GNUC_WARN_UNUSED_RESULT;
HearthRefeeding *hearth_case_assess_feeding (HearthContext *context,
                                             HearthCase *kase) G_GNUC_WARN_UNUSED_RESULT;
/* Arrival at the facility, else the release; HEARTH_DATE_NONE. */
HearthDate hearth_case_get_arrival (HearthCase *kase);

G_END_DECLS
