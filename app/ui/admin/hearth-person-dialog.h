/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-desk.h"
#include "hearth-members.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthPersonDialog:
 *
 * A new person with a name and roles, or a new passphrase for one who has forgotten theirs. Either way
 * words are drawn that the owner hands over on paper and that are to be changed at the next login.
 *
 * Signal ::changed: it was done.
 */
#define HEARTH_TYPE_PERSON_DIALOG (hearth_person_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HearthPersonDialog, hearth_person_dialog, HEARTH, PERSON_DIALOG, AdwWindow)

/* @member: (nullable): whom the passphrase is for; NULL: somebody new. */
GtkWidget *hearth_person_dialog_new (GtkWindow *parent,
                                     HearthDesk *desk,
                                     const HearthMember *member);

G_END_DECLS
