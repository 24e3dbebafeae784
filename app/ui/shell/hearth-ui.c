/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-application.h"
#include "hearth-bars.h"
#include "hearth-cases-page.h"
#include "hearth-date-row.h"
#include "hearth-outstanding-page.h"
#include "hearth-pack-row.h"
#include "hearth-progress-ring.h"
#include "hearth-resources.h"
#include "hearth-split-view.h"
#include "hearth-today-page.h"

void
hearth_ui_init (void)
{
  hearth_register_resource ();
  g_type_ensure (HEARTH_TYPE_BARS);
  g_type_ensure (HEARTH_TYPE_CASES_PAGE);
  g_type_ensure (HEARTH_TYPE_DATE_ROW);
  g_type_ensure (HEARTH_TYPE_OUTSTANDING_PAGE);
  g_type_ensure (HEARTH_TYPE_PACK_ROW);
  g_type_ensure (HEARTH_TYPE_PROGRESS_RING);
  g_type_ensure (HEARTH_TYPE_SPLIT_VIEW);
  g_type_ensure (HEARTH_TYPE_TODAY_PAGE);
}
