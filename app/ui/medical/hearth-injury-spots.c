/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-injury-spots.h"

#include "hearth-injury-acts.h"
#include "hearth-pack-entry.h"

const char *
hearth_injury_find_symbol (HearthPackSet *packs, const char *kind)
{
  const HearthPackEntry *entry =
      kind != NULL ? hearth_pack_set_lookup (packs, "injury-kind", kind) : NULL;

  return entry != NULL ? hearth_pack_entry_get_text (entry, "Symbol", NULL) : NULL;
}

GPtrArray *
hearth_injury_list (HearthCase *kase)
{
  static const char *const kinds[] = { "injury", "restricted_injury" };
  GPtrArray *injuries = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_record_unref);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GPtrArray *records = hearth_case_get_records (kase, kinds[i]);

      for (guint j = 0; j < records->len; j++)
        g_ptr_array_add (injuries, hearth_record_ref (records->pdata[j]));
    }
  return injuries;
}

GPtrArray *
hearth_injury_list_spots (HearthCase *kase,
                          HearthPackSet *packs,
                          const char *drawing,
                          const HearthId *except,
                          GPtrArray *shown)
{
  GPtrArray *spots = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_body_spot_free);
  g_autoptr (GPtrArray) injuries = hearth_injury_list (kase);

  for (guint i = 0; i < injuries->len; i++)
    {
      HearthRecord *injury = injuries->pdata[i];
      const char *where = NULL;
      g_autoptr (GArray) mark = hearth_injury_dup_mark (injury, packs, &where);
      g_autofree char *label = hearth_injury_dup_label (injury);

      if (g_strcmp0 (where, drawing) != 0 ||
          (except != NULL && hearth_id_equal (hearth_record_get_id (injury), except)))
        continue;
      g_ptr_array_add (
          spots,
          hearth_body_spot_new (
              label, hearth_injury_find_symbol (packs, hearth_record_get_text (injury, "kind")),
              g_steal_pointer (&mark)));
      if (shown != NULL)
        g_ptr_array_add (shown, hearth_record_ref (injury));
    }
  return spots;
}
