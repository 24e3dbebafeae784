/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-error.h"

/* clang-format off */
G_DEFINE_QUARK (hearth-base-error-quark, hearth_base_error)
/* clang-format on */
