/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-application.h"
#include "hearth-cases-page.h"
#include "hearth-date-row.h"
#include "hearth-outstanding-page.h"
#include "hearth-pack-row.h"
#include "hearth-progress-ring.h"
#include "hearth-resources.h"
#include "hearth-split-view.h"
#include "hearth-today-page.h"

/* Methods of typing learn what is typed, and spelling checkers keep words: no entry of this program is
 * for them, not the search of a list and not one that comes tomorrow (security 10). */
static gboolean
on_realize_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer data)
{
  const GtkInputHints hints = GTK_INPUT_HINT_PRIVATE | GTK_INPUT_HINT_NO_SPELLCHECK;
  gpointer widget = g_value_get_object (&values[0]);

  if (GTK_IS_TEXT (widget))
    gtk_text_set_input_hints (widget, gtk_text_get_input_hints (widget) | hints);
  else if (GTK_IS_TEXT_VIEW (widget))
    gtk_text_view_set_input_hints (widget, gtk_text_view_get_input_hints (widget) | hints);
  return TRUE;
}

static void
keep_typing_private (void)
{
  static gsize is_done;

  if (!g_once_init_enter (&is_done))
    return;
  g_type_class_unref (g_type_class_ref (GTK_TYPE_WIDGET));
  g_signal_add_emission_hook (g_signal_lookup ("realize", GTK_TYPE_WIDGET), 0, on_realize_cb, NULL,
                              NULL);
  g_once_init_leave (&is_done, 1);
}

void
hearth_ui_init (void)
{
  keep_typing_private ();
  hearth_register_resource ();
  g_type_ensure (HEARTH_TYPE_CASES_PAGE);
  g_type_ensure (HEARTH_TYPE_DATE_ROW);
  g_type_ensure (HEARTH_TYPE_OUTSTANDING_PAGE);
  g_type_ensure (HEARTH_TYPE_PACK_ROW);
  g_type_ensure (HEARTH_TYPE_PROGRESS_RING);
  g_type_ensure (HEARTH_TYPE_SPLIT_VIEW);
  g_type_ensure (HEARTH_TYPE_TODAY_PAGE);
}
