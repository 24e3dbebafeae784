/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one way from the records of a person to what the refeeding rule knows. Pure; any thread. */
#pragma once

#include "hearth-record.h"
#include "hearth-refeeding.h"

G_BEGIN_DECLS

/* @vitals, @feedings: (element-type HearthRecord), in any order. */
HearthRefeedingFacts hearth_feeding_facts_of (GPtrArray *vitals, GPtrArray *feedings);
/* The newest one that has @field; NULL: none. Of one day the later in the array. */
const HearthRecord *hearth_record_find_newest (GPtrArray *records,
                                               const char *date_field,
                                               const char *field);

G_END_DECLS
