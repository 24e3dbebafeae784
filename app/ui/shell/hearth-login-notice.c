/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-login-notice.h"

#include "hearth-clock-jump.h"
#include "hearth-notice.h"
#include "hearth-renewal.h"

#include <glib/gi18n.h>

static void
show_warnings (HearthNotices *notices, HearthVault *vault)
{
  const guint warnings = (guint) hearth_vault_get_warnings (vault);

  for (guint bit = 1; bit <= warnings; bit <<= 1)
    {
      const char *body = hearth_notice_for_warning ((HearthVaultWarnings) (warnings & bit));
      g_autofree char *id = g_strdup_printf ("vault-%u", bit);
      const HearthNotice notice = {
        .id = id,
        .title = bit == HEARTH_VAULT_WARNING_READ_ONLY ? _ ("This vault can only be read")
                                                       : _ ("About this vault"),
        .body = body,
      };

      if (body != NULL)
        hearth_notices_set (notices, &notice, TRUE);
    }
}

static void
show_full_disk (HearthNotices *notices, HearthContext *context)
{
  const HearthNotice notice = {
    .id = "full-disk",
    .title = _ ("The disk is full"),
    .body = hearth_notice_for_full_disk (),
  };

  if (hearth_context_is_behind (context))
    hearth_notices_set (notices, &notice, TRUE);
}

/* Only owners can go on with it. */
void
hearth_login_notice_update_renewal (HearthNotices *notices, HearthContext *context)
{
  HearthVault *vault = context != NULL ? hearth_context_get_vault (context) : NULL;
  const guint pending = vault != NULL ? hearth_vault_get_pending_renewals (vault) : 0;
  g_autofree char *titles = hearth_notice_list_compartments (pending);
  g_autofree char *body = NULL;
  HearthNotice notice = { .id = "renewal", .action = "win.renew-keys" };

  if (pending == 0 || !hearth_vault_is_owner (vault))
    {
      hearth_notices_remove (notices, notice.id);
      return;
    }
  /* Translators: the placeholder lists parts of the vault. */
  body = g_strdup_printf (_ ("Everything can be read meanwhile: %s. It can be gone on with at any "
                             "time."),
                          titles);
  notice.title = _ ("The renewal of keys is not finished");
  notice.body = body;
  notice.button = _ ("_Renew Keys…");
  hearth_notices_set (notices, &notice, TRUE);
}

static void
on_clock_checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthNotices) notices = HEARTH_NOTICES (user_data);
  HearthContext *context = HEARTH_CONTEXT (source);
  gint64 last_ms = 0;
  HearthClockJump jump = hearth_clock_jump_check_finish (context, result, &last_ms);
  g_autofree char *body = hearth_notice_for_clock (jump, last_ms);
  const HearthNotice notice = {
    .id = "clock",
    .title = _ ("The clock may be wrong"),
    .body = body,
  };

  if (body != NULL && hearth_vault_is_unlocked (hearth_context_get_vault (context)))
    hearth_notices_set (notices, &notice, TRUE);
}

void
hearth_login_notice_show (HearthNotices *notices, HearthContext *context)
{
  HearthVault *vault = hearth_context_get_vault (context);

  show_warnings (notices, vault);
  show_full_disk (notices, context);
  hearth_login_notice_update_renewal (notices, context);
  hearth_clock_jump_check_async (context, NULL, on_clock_checked_cb, g_object_ref (notices));
}
