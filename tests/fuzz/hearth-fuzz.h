/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A fuzz target is one function over bytes. With -Dfuzz=true clang's libFuzzer drives it; in the normal
 * suite a small driver runs it over the seeds and simple mutations of them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

G_END_DECLS
