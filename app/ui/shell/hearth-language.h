/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Once, first in main (): locale with a floor of C.UTF-8, and the text domain. */
void hearth_language_init (void);
/* "system", "en" or "uk". What is translated from now on is in that language; windows that already
 * show text are rebuilt by their owner. Thread: main. */
void hearth_language_apply (const char *code);

G_END_DECLS
