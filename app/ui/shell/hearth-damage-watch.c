/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-damage-watch.h"

#include "hearth-damage-notice.h"
#include "hearth-journal-check.h"

#include <glib/gi18n.h>

static void
show (HearthNotices *notices, const char *body)
{
  const HearthNotice notice = {
    .id = "damage",
    .title = _ ("A part of the vault is damaged"),
    .body = body,
    .button = _ ("_Administration"),
    .action = "win.place::administration",
  };

  hearth_notices_set (notices, &notice, TRUE);
}

static void
on_checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthNotices) notices = HEARTH_NOTICES (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthCheckReport) report =
      hearth_vault_check_finish (HEARTH_VAULT (source), result, &error);
  g_autofree char *body = report != NULL ? hearth_damage_notice_for_work (report) : NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
      !hearth_vault_is_unlocked (HEARTH_VAULT (source)))
    return;
  /* Damage that a second reading does not meet comes from a disk that is failing. */
  show (notices, body != NULL
                     ? body
                     : _ ("Which records are hit is not known. Write nothing more into this "
                          "vault: make a backup of it, then run Check."));
}

void
hearth_damage_watch_begin (HearthNotices *notices,
                           HearthContext *context,
                           GCancellable *cancellable)
{
  HearthCheckHooks hooks = hearth_journal_check_hooks (NULL, NULL);

  show (notices, _ ("Nothing false is shown. Looking which records are hit…"));
  hearth_vault_check_async (hearth_context_get_vault (context), FALSE, &hooks, NULL, cancellable,
                            on_checked_cb, g_object_ref (notices));
}
