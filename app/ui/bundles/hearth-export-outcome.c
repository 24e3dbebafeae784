/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-export-outcome.h"

#include "hearth-bundle-approval.h"
#include "hearth-bundle-sentence.h"
#include "hearth-sentence.h"

#include <glib/gi18n.h>

void
hearth_export_outcome_show_result (AdwStatusPage *page, const HearthBundleResult *result)
{
  g_autofree char *size = g_format_size (result->size_bytes);
  g_autofree char *name = g_filename_display_basename (result->path);
  g_autofree char *cases =
      g_strdup_printf (ngettext ("%u case", "%u cases", result->n_cases), result->n_cases);
  g_autofree char *text = g_markup_printf_escaped ("%s\n%s · %s", name, cases, size);

  adw_status_page_set_icon_name (page, "emblem-ok-symbolic");
  adw_status_page_set_title (page, _ ("Bundle Saved"));
  adw_status_page_set_description (page, text);
}

void
hearth_export_outcome_show_failure (AdwStatusPage *page, const GError *error)
{
  HearthSentence sentence = hearth_bundle_sentence_for_error (error);
  g_autofree char *body = g_markup_escape_text (sentence.body, -1);

  adw_status_page_set_icon_name (page, "dialog-warning-symbolic");
  adw_status_page_set_title (page, sentence.title);
  adw_status_page_set_description (page, body);
}

const char *
hearth_export_outcome_describe_reasons (guint reasons)
{
  if ((reasons & HEARTH_BUNDLE_APPROVAL_PASSPHRASE) != 0)
    return _ ("A bundle under a passphrase leaves only with a second person’s yes.");
  if ((reasons & HEARTH_BUNDLE_APPROVAL_PARTS) != 0)
    return _ ("The debrief and restricted medical entries leave only with a second person’s yes.");
  return _ ("More than 20 cases at once leave only with a second person’s yes.");
}
