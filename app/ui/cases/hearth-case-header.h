/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case.h"
#include "hearth-context.h"

#include <adwaita.h>

G_BEGIN_DECLS

/** HearthCaseHeader: who this case is about: name, spellings, and the facts that matter at a glance. */
#define HEARTH_TYPE_CASE_HEADER (hearth_case_header_get_type ())
G_DECLARE_FINAL_TYPE (HearthCaseHeader, hearth_case_header, HEARTH, CASE_HEADER, AdwBin)

void hearth_case_header_show (HearthCaseHeader *self, HearthContext *context, HearthCase *kase);

G_END_DECLS
