/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-injury-dialog.h"

#include "hearth-body-editor.h"
#include "hearth-form-control.h"
#include "hearth-format.h"
#include "hearth-injury-photo.h"
#include "hearth-pack-entry.h"

#include <glib/gi18n.h>

/* In the order of the protocol. The degree of consistency is never proposed. */
static const HearthFormGroup groups[] = {
  { N_ ("What Is Seen"), "region kind length_mm width_mm age seen" },
  { N_ ("What Is Told"), "method alleged_on alleged_place alleged_by words" },
  { N_ ("Examination"), "consent consistency evaluation examined_on examiner witness" },
  { N_ ("Photo"), "photo" },
};

/* Who does not hold the restricted compartment neither sees nor chooses what belongs there. */
static void
leave_out_restricted (HearthRecordForm *form,
                      HearthPackSet *packs,
                      const char *field,
                      const char *kind)
{
  g_autoptr (GPtrArray) options =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_form_option_free);

  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, kind); i++)
    {
      const HearthPackEntry *entry = hearth_pack_set_get_entry (packs, kind, i);

      if (g_strcmp0 (hearth_pack_entry_get_text (entry, "Compartment", NULL), "restricted") != 0)
        g_ptr_array_add (options, hearth_form_option_new (hearth_pack_entry_get_id (entry),
                                                          hearth_pack_entry_get_title (
                                                              entry, hearth_format_language ())));
    }
  hearth_record_form_set_options (form, field, options);
}

GtkWidget *
hearth_injury_dialog_present (GtkWidget *parent,
                              HearthDesk *desk,
                              HearthCase *kase,
                              const HearthRecord *record)
{
  HearthRecordDialog *dialog =
      hearth_record_dialog_new_grouped (desk, kase, record, groups, G_N_ELEMENTS (groups));
  HearthRecordForm *form = hearth_record_dialog_get_form (dialog);
  HearthPackSet *packs = hearth_desk_get_packs (desk);
  HearthVault *vault = hearth_context_get_vault (hearth_desk_get_context (desk));

  if (!hearth_vault_has (vault, HEARTH_COMPARTMENT_RESTRICTED))
    {
      leave_out_restricted (form, packs, "method", "injury-method");
      leave_out_restricted (form, packs, "region", "body-region");
    }
  hearth_record_dialog_add (dialog, hearth_body_editor_new (kase, packs, form), TRUE);
  hearth_record_dialog_add (dialog, hearth_injury_photo_new (desk, kase, form), FALSE);
  hearth_record_dialog_show (dialog, parent);
  return GTK_WIDGET (dialog);
}

void
hearth_injury_dialog_place (GtkWidget *dialog,
                            const char *drawing,
                            const char *mark,
                            const char *region)
{
  HearthRecordForm *form;

  g_return_if_fail (HEARTH_IS_RECORD_DIALOG (dialog) && drawing != NULL && mark != NULL);

  form = hearth_record_dialog_get_form (HEARTH_RECORD_DIALOG (dialog));
  hearth_record_form_set_text (form, "view", drawing);
  hearth_record_form_set_text (form, "mark", mark);
  if (region != NULL)
    hearth_record_form_set_text (form, "region", region);
}
