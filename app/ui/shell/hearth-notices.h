/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * HearthNotice:
 * @id: one notice of an id at a time
 * @title: a sentence without a full stop
 * @body: (nullable): what is safe, what to do
 * @button: (nullable): label of the button, with a mnemonic
 * @action: (nullable): detailed name of the action that it activates
 *
 * What must be known now: translated text. Of a case it has the number at most, where damage has hit
 * it; that one goes with the login.
 */
typedef struct
{
  const char *id;
  const char *title;
  const char *body;
  const char *button;
  const char *action;
} HearthNotice;

/**
 * HearthNotices:
 *
 * The banners of the window, in the order in which they came. Signal ::changed.
 */
#define HEARTH_TYPE_NOTICES (hearth_notices_get_type ())
G_DECLARE_FINAL_TYPE (HearthNotices, hearth_notices, HEARTH, NOTICES, GObject)

HearthNotices *hearth_notices_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Copies @notice; one of the same id is replaced where it stands. @is_of_login: it goes when the vault
 * is locked. */
void hearth_notices_set (HearthNotices *self, const HearthNotice *notice, gboolean is_of_login);
void hearth_notices_remove (HearthNotices *self, const char *id);
/* When a login ends. */
void hearth_notices_end_login (HearthNotices *self);
guint hearth_notices_get_n (HearthNotices *self);
/* (transfer none) (nullable): the one to show; valid until ::changed. */
const HearthNotice *hearth_notices_get_first (HearthNotices *self);

G_END_DECLS
