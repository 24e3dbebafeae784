/* SPDX-License-Identifier: GPL-3.0-or-later */
/* THE table of acts: what people do with records, each as one command. A command that names none of them is
 * a mistake that a test finds. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  HEARTH_ACT_SEEN = 1 << 0,  /* is held against the revision of the record that was seen */
  HEARTH_ACT_FINAL = 1 << 1, /* cannot be taken back */
} HearthActFlags;

/**
 * HearthAct:
 * @id: in kebab case, for ever
 * @title: what was done, untranslated; the audit of a write and Undo say it
 *
 * One kind of act.
 */
typedef struct
{
  const char *id;
  const char *title;
  HearthActFlags flags;
} HearthAct;

const HearthAct *hearth_act_list (guint *n_acts);
/* NULL: there is none. */
const HearthAct *hearth_act_find (const char *id);

G_END_DECLS
