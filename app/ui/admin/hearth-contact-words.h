/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Contacts in words. */
#pragma once

#include "hearth-contacts.h"

G_BEGIN_DECLS

const char *hearth_contact_describe_state (const HearthContactRow *row);
/* As people read it to each other. */
#define HEARTH_CONTACT_GROUP_SIZE 5

/* The six groups of digits, or of a bare contact those of its key. */
char *hearth_contact_dup_key_text (const HearthContactRow *row) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
