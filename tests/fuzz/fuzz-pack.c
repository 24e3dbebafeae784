/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a pack: whatever passes the checks has titles, gives canonical JSON and can be planned
 * with. */
#include "config.h"

#include "hearth-fuzz.h"

#include "hearth-json.h"
#include "hearth-plan-explain.h"

/* Steps need a role to name. */
static const char roles[] =
    "[pack]\nKind=role\nVersion=1\nTitle=R\nTitle[uk]=Р\n"
    "[nurse]\nTitle=Nurse\nTitle[uk]=медсестра\nIsLogin=false\nSource=S\nSource[uk]=Д\n"
    "Checked=2026-01-01\nCertainty=general\n";

static HearthPackSet *
base_set (void)
{
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  g_autoptr (GPtrArray) packs = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_pack_unref);

  g_ptr_array_add (packs, hearth_pack_read_data ("roles.pack", roles, sizeof roles - 1, problems));
  g_assert_cmpuint (problems->len, ==, 0);
  return hearth_pack_set_new (packs, NULL, problems);
}

static void
plan_with (HearthPackSet *set, GPtrArray *problems)
{
  g_autoptr (HearthPlanTemplates) templates = hearth_plan_templates_new_checked (set, problems);
  g_autoptr (HearthPlanFacts) facts = hearth_plan_facts_new ();
  g_autoptr (GPtrArray) items = NULL;

  if (problems->len > 0)
    return;
  hearth_plan_facts_set_day (facts, HEARTH_PLAN_DAY_RELEASED, hearth_date_new (2025, 6, 9));
  hearth_plan_facts_set_day (facts, HEARTH_PLAN_DAY_TODAY, hearth_date_new (2025, 6, 10));
  items = hearth_plan_evaluate (templates, facts, NULL, 0);
  for (guint i = 0; i < items->len; i++)
    {
      g_autofree char *uk = hearth_plan_explain (g_ptr_array_index (items, i), templates, "uk");

      g_assert_true (g_utf8_validate (uk, -1, NULL));
    }
}

static void
show (const HearthPackEntry *entry)
{
  json_t *json = hearth_pack_entry_to_json (entry);
  g_autofree char *text = hearth_json_dump (json);

  g_assert_nonnull (text);
  g_assert_nonnull (hearth_pack_entry_get_title (entry, "uk"));
  json_decref (json);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  g_autoptr (GPtrArray) packs = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_pack_unref);
  g_autoptr (HearthPackSet) base = base_set ();
  g_autoptr (HearthPackSet) set = NULL;
  HearthPack *pack = hearth_pack_read_data ("fuzz.pack", (const char *) data, size, problems);

  if (pack == NULL)
    {
      g_assert_cmpuint (problems->len, >, 0);
      return 0;
    }
  g_ptr_array_add (packs, pack);
  set = hearth_pack_set_new (packs, base, problems);
  if (problems->len > 0)
    return 0;
  for (guint i = 0; i < hearth_pack_get_n_entries (pack); i++)
    show (hearth_pack_get_entry (pack, i));
  plan_with (set, problems);
  return 0;
}
