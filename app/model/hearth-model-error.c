/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-model-error.h"

G_DEFINE_QUARK (hearth - model - error - quark, hearth_model_error)
