/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the words of the audit log say to people. */
#pragma once

#include "hearth-members.h"

G_BEGIN_DECLS

/* The reason of a check that read everything. */
#define HEARTH_AUDIT_WHY_DEEP "deep"

/* "export.done" is an export and how it ended. */
char *hearth_audit_words_dup_event (const char *word) G_GNUC_WARN_UNUSED_RESULT;
/* A reason as a person gave it, or the one that stands for a code. @why: (nullable); @members:
 * (element-type HearthMember): whose names may be shown. */
char *hearth_audit_words_dup_why (const char *why, GPtrArray *members) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
