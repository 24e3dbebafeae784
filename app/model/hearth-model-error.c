/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-model-error.h"

/* The name is no subtraction. */
/* clang-format off */
G_DEFINE_QUARK (hearth-model-error-quark, hearth_model_error)
/* clang-format on */
