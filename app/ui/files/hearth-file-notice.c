/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-file-notice.h"

#include <glib/gi18n.h>

static void
on_file_tidy_cb (HearthNotices *notices, GParamSpec *pspec, HearthContext *context)
{
  const HearthFileTidy *found = hearth_context_get_file_tidy (context);
  g_autofree char *title = NULL;
  HearthNotice notice = { .id = "files-missing" };

  if (found == NULL || found->damaged->len == 0)
    return;
  title = g_strdup_printf (ngettext ("The content of %u attached file is missing",
                                     "The content of %u attached files is missing",
                                     found->damaged->len),
                           found->damaged->len);
  notice.title = title;
  notice.body = _ ("All records are safe. Bring it back from a backup, or attach the document "
                   "again.");
  hearth_notices_set (notices, &notice, TRUE);
}

void
hearth_file_notice_watch (HearthNotices *notices, HearthContext *context)
{
  g_return_if_fail (HEARTH_IS_NOTICES (notices) && HEARTH_IS_CONTEXT (context));

  g_signal_connect_object (context, "notify::file-tidy", G_CALLBACK (on_file_tidy_cb), notices,
                           G_CONNECT_SWAPPED);
  on_file_tidy_cb (notices, NULL, context);
}
