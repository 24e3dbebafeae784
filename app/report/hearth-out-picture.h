/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-diagram.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* The diagram with its title, what was asked and the notes below it, on white; in memory: nothing is written to a
 * disk on the way. */
GBytes *hearth_out_svg (HearthDiagram *diagram, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Two pixels for one unit: sharp in a text and on a large screen. */
GBytes *hearth_out_png (HearthDiagram *diagram, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
