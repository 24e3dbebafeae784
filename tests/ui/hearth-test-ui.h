/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the tests of the window share: a desk over packs of the tree, waiting, and looking for widgets. */
#pragma once

#include "hearth-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define HEARTH_TEST_TODAY "2025-06-21"

/* Locked, with a frozen day. */
HearthDesk *hearth_test_desk_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Makes a vault in @folder and unlocks the desk with it. */
void hearth_test_desk_create_vault (HearthDesk *desk, const char *folder);
/* Unlocks the desk with the vault that was made there. */
void hearth_test_desk_unlock_vault (HearthDesk *desk, const char *folder);
/* A login of one role beside the owner's, with the same passphrase. */
void hearth_test_desk_add_user (HearthDesk *desk, const char *role);
/* Unlocks as that one, whose name is the role. */
void hearth_test_desk_unlock_as (HearthDesk *desk, const char *folder, const char *user);
/* Opens one case; @fields: JSON with ' instead of ". */
void hearth_test_desk_open_case (HearthDesk *desk, const char *fields);

typedef gboolean (*HearthTestCondition) (gpointer data);
/* Spins the main loop until it holds; fails after a while that no slow machine needs. */
void hearth_test_wait (HearthTestCondition condition, gpointer data);
/* Has @window drawn, and returns when it was. */
void hearth_test_wait_for_frame (GtkWidget *window);
/* The first descendant of the type, in depth-first order; NULL if there is none. */
gpointer hearth_test_find (GtkWidget *root, GType type);
gpointer hearth_test_find_nth (GtkWidget *root, GType type, guint n);
/* Turns the case that is shown to a page: "plan"; FALSE: none is shown. */
gboolean hearth_test_turn_to (GtkWidget *window, const char *page);
/* Whether a label below @root that is shown reads @text. */
gboolean hearth_test_shows (GtkWidget *root, const char *text);

G_END_DECLS
