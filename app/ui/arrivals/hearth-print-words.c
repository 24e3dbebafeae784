/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-print-words.h"

#include "hearth-event-words.h"
#include "hearth-format.h"
#include "hearth-pack-entry.h"

#include <glib/gi18n.h>

static char *
dup_name (const HearthReceptionRow *row)
{
  return hearth_format_short_name (hearth_record_get_text (row->person, "surname"),
                                   hearth_record_get_text (row->person, "given"));
}

HearthLabel *
hearth_print_make_label (const HearthReceptionRow *row, gboolean has_name)
{
  HearthLabel *label = g_new0 (HearthLabel, 1);
  const char *wristband = hearth_record_get_text (row->person, "wristband");

  label->number = g_strdup (hearth_record_get_text (row->person, "number"));
  if (has_name)
    label->name = dup_name (row);
  if (wristband != NULL)
    label->note = g_strdup_printf (_ ("Wristband %s"), wristband);
  return label;
}

static void
add_facts (HearthIntakeSheet *sheet, const HearthReceptionRow *row, HearthPackSet *packs)
{
  HearthPartialDate birth = hearth_record_get_partial_date (row->person, "birth");
  g_autofree char *born = hearth_format_partial_date (&birth);
  HearthDate arrived = hearth_record_get_date (row->person, "arrived");
  g_autofree char *arrival = arrived != HEARTH_DATE_NONE ? hearth_format_date (arrived) : NULL;

  hearth_intake_sheet_add_fact (sheet, _ ("Date of birth"), born);
  hearth_intake_sheet_add_fact (sheet, _ ("Unit"), hearth_record_get_text (row->person, "unit"));
  hearth_intake_sheet_add_fact (
      sheet, _ ("Condition"),
      hearth_format_pack_title (packs, "condition",
                                hearth_record_get_text (row->person, "condition")));
  hearth_intake_sheet_add_fact (sheet, _ ("Wristband"),
                                hearth_record_get_text (row->person, "wristband"));
  hearth_intake_sheet_add_fact (sheet, _ ("Arrived"), arrival);
  hearth_intake_sheet_add_fact (sheet, _ ("Facility"),
                                hearth_record_get_text (row->person, "facility"));
}

HearthIntakeSheet *
hearth_print_make_sheet (const HearthReceptionRow *row,
                         const HearthRecord *event,
                         HearthPackSet *packs)
{
  g_autofree char *name = dup_name (row);
  g_autofree char *title = event != NULL ? hearth_event_dup_title (event) : NULL;
  g_autoptr (GPtrArray) steps = hearth_reception_list_steps (packs);
  HearthIntakeSheet *sheet =
      hearth_intake_sheet_new (hearth_record_get_text (row->person, "number"), name);

  if (hearth_feeding_is_limited (row->feeding))
    sheet->warning = g_strdup (_ ("Do not feed without limits"));
  sheet->checklist_title = g_strdup (_ ("Reception"));
  sheet->notes_title = g_strdup (_ ("Notes"));
  add_facts (sheet, row, packs);
  if (title != NULL)
    hearth_intake_sheet_add_fact (sheet, _ ("Exchange event"), title);
  for (guint i = 0; i < steps->len; i++)
    hearth_intake_sheet_add_step (
        sheet, hearth_pack_entry_get_title (steps->pdata[i], hearth_format_language ()),
        g_array_index (row->marks, HearthReceptionMark, i).state == HEARTH_STEP_DONE);
  return sheet;
}
