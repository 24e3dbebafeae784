/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for the yes of a second person: they choose their name and type their passphrase here, and the
 * login stays whose it was. Who is alone writes down why. */
#pragma once

#include "hearth-approval.h"
#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define HEARTH_TYPE_SECOND_DIALOG (hearth_second_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HearthSecondDialog, hearth_second_dialog, HEARTH, SECOND_DIALOG, AdwWindow)

/**
 * HearthSecondYes:
 * @has_approval: a second person said yes
 * @alone: (nullable): the reason why nobody else was asked
 *
 * One of both.
 */
typedef struct
{
  gboolean has_approval;
  HearthApproval approval;
  char *alone;
} HearthSecondYes;

/* @why: what needs two, a sentence; @digest: what the yes is to */
void hearth_second_dialog_run_async (GtkWidget *parent,
                                     HearthDesk *desk,
                                     const char *why,
                                     const guint8 digest[HEARTH_APPROVAL_DIGEST_SIZE],
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* NULL: they changed their mind, or the vault was locked. */
HearthSecondYes *hearth_second_dialog_run_finish (GAsyncResult *result) G_GNUC_WARN_UNUSED_RESULT;
void hearth_second_yes_free (HearthSecondYes *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthSecondYes, hearth_second_yes_free)

G_END_DECLS
