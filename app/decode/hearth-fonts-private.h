/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Opens the fonts that stand in for those which a PDF names but does not carry, and answers to
 * SECCOMP_RET_TRAP for open () with them. To be called before the files are out of reach. FALSE on a
 * processor whose calls it cannot answer. */
gboolean _hearth_fonts_prepare (void);

G_END_DECLS
