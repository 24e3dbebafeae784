/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The demo vault of invented people. Its passphrase is no secret: the window shows it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HEARTH_DEMO_VAULT_NAME "Demo.hearth"
#define HEARTH_DEMO_USER "demo"
#define HEARTH_DEMO_PASSPHRASE "warm light by the door"

G_END_DECLS
