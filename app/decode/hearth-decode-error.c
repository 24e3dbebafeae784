/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-decode-error.h"

/* clang-format off */
G_DEFINE_QUARK (hearth-decode-error-quark, hearth_decode_error)
/* clang-format on */
