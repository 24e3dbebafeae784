/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-bundle-words.h"

#include "hearth-bundle-progress.h"
#include "hearth-format.h"
#include "hearth-json.h"

#include <glib/gi18n.h>

static const char *const titles[HEARTH_N_COMPARTMENTS] = {
  [HEARTH_COMPARTMENT_CORE] = N_ ("Identity and plan"),
  [HEARTH_COMPARTMENT_MEDICAL] = N_ ("Medical"),
  [HEARTH_COMPARTMENT_RESTRICTED] = N_ ("Restricted medical"),
  [HEARTH_COMPARTMENT_DEBRIEF] = N_ ("Debrief"),
  [HEARTH_COMPARTMENT_BENEFITS] = N_ ("Compensation"),
  [HEARTH_COMPARTMENT_TRACING] = N_ ("Tracing"),
};

/** hearth_bundle_part_title: Returns: (transfer none): in the language of the program. */
const char *
hearth_bundle_part_title (const char *compartment)
{
  HearthCompartment cmp;

  if (hearth_compartment_from_name (compartment, &cmp) && titles[cmp] != NULL)
    return _ (titles[cmp]);
  return _ ("A part that this version does not know");
}

/** hearth_bundle_dup_parts: see the header. */
char *
hearth_bundle_dup_parts (guint parts)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    if (parts >> cmp & 1 && titles[cmp] != NULL)
      g_ptr_array_add (words, (gpointer) _ (titles[cmp]));
  g_ptr_array_add (words, NULL);
  return g_strjoinv (", ", (char **) words->pdata);
}

/** hearth_bundle_dup_name: see the header. */
char *
hearth_bundle_dup_name (const json_t *person)
{
  static const char *const fields[] = { "surname", "given", "patronymic" };
  GString *name = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      const char *text = hearth_json_get_string (person, fields[i]);

      if (text != NULL && *text != '\0')
        g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", text);
    }
  if (name->len == 0)
    g_string_append (name, _ ("Name not known"));
  return g_string_free (name, FALSE);
}

/** hearth_bundle_dup_day: see the header. */
char *
hearth_bundle_dup_day (const char *created)
{
  g_autofree char *day = created != NULL ? g_strndup (created, 10) : NULL;
  HearthPartialDate date;

  if (day == NULL || !hearth_partial_date_parse (day, &date))
    return NULL;
  return hearth_format_partial_date (&date);
}

/** hearth_bundle_dup_order: see the header. */
char *
hearth_bundle_dup_order (const HearthBundleInfo *info)
{
  guint n = (guint) MIN (info->n_missing, G_MAXINT);

  switch (info->order)
    {
    case HEARTH_BUNDLE_ORDER_GAP:
      return g_strdup_printf (
          ngettext ("%u bundle that this sender made for you before has not arrived. This one can "
                    "be imported; ask for the other.",
                    "%u bundles that this sender made for you before have not arrived. This one "
                    "can be imported; ask for the others.",
                    n),
          n);
    case HEARTH_BUNDLE_ORDER_OLDER:
      return g_strdup (_ ("A newer bundle of this sender was imported already. What is new in this "
                          "one is added; it never puts anything back to an older state."));
    case HEARTH_BUNDLE_ORDER_AGAIN:
      return info->n_new_lines > 0
                 ? g_strdup (_ ("This bundle was imported before, and not all of it is here now: "
                                "importing it brings that back."))
                 : NULL;
    case HEARTH_BUNDLE_ORDER_FIRST:
    case HEARTH_BUNDLE_ORDER_NEXT:
    default:
      return NULL;
    }
}

/** hearth_bundle_show_progress: see the header. */
void
hearth_bundle_show_progress (GtkProgressBar *bar, GCancellable *progress)
{
  g_autofree char *text = NULL;
  g_autofree char *done_text = NULL;
  g_autofree char *planned_text = NULL;
  guint64 done, planned;

  hearth_bundle_progress_get_bytes (HEARTH_BUNDLE_PROGRESS (progress), &done, &planned);
  gtk_progress_bar_set_show_text (bar, planned > 0);
  if (done == planned)
    {
      gtk_progress_bar_pulse (bar);
      gtk_progress_bar_set_text (bar, _ ("Finishing"));
      return;
    }
  done_text = g_format_size (done);
  planned_text = g_format_size (planned);
  /* Translators: sizes, as "3 MB of 12 MB". */
  text = g_strdup_printf (_ ("%1$s of %2$s"), done_text, planned_text);
  gtk_progress_bar_set_fraction (bar, (double) done / (double) planned);
  gtk_progress_bar_set_text (bar, text);
}

/** hearth_bundle_filter_new: Returns: (transfer full): files that may be bundles. */
GtkFileFilter *
hearth_bundle_filter_new (void)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Bundles"));
  gtk_file_filter_add_pattern (filter, "*.age");
  gtk_file_filter_add_mime_type (filter, "application/x-age-encryption");
  return filter;
}
