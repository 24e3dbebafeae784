/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-squeezer.h"

#include <adwaita.h>

GtkWidget *
hearth_squeezer_new (GtkWidget *wide, GtkWidget *narrow)
{
  GtkWidget *squeezer = adw_squeezer_new ();

  adw_squeezer_set_switch_threshold_policy (ADW_SQUEEZER (squeezer),
                                            ADW_FOLD_THRESHOLD_POLICY_MINIMUM);
  adw_squeezer_set_homogeneous (ADW_SQUEEZER (squeezer), FALSE);
  adw_squeezer_add (ADW_SQUEEZER (squeezer), wide);
  adw_squeezer_add (ADW_SQUEEZER (squeezer), narrow);
  return squeezer;
}
