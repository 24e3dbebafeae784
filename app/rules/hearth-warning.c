/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-warning.h"

#include "hearth-feeding.h"

/** hearth_warning_is_flag: whether @flag of the pack of flags warns everybody of something medical.
 * Thread: any. Source: security 4. */
gboolean
hearth_warning_is_flag (const char *flag)
{
  g_return_val_if_fail (flag != NULL, FALSE);

  return g_str_equal (flag, HEARTH_FEEDING_FLAG) || g_str_equal (flag, HEARTH_WARNING_ALLERGY) ||
         g_str_equal (flag, HEARTH_WARNING_INFECTION);
}
