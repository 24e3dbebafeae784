/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-demo-health.h"

#include "hearth-case-checks.h"
#include "hearth-feeding.h"
#include "hearth-pack-entry.h"
#include "hearth-random.h"
#include "hearth-refeeding.h"
#include "hearth-warning.h"

#define N_WEIGHTS 6
#define DAYS_BETWEEN 7
#define GAIN_G 1300 /* in a week */

static void
add_record (const HearthDemoHealth *self, const char *kind, json_t *set)
{
  const HearthId rec = hearth_random_id ();

  hearth_command_set (self->command, hearth_registry_find_kind (kind),
                      hearth_case_get_id (self->kase), &rec, HEARTH_REVISION_NEW, set);
}

static void
set_date (json_t *set, const char *field, HearthDate date)
{
  g_autofree char *text = hearth_date_to_string (date);

  json_object_set_new (set, field, json_string (text));
}

static void
set_text (json_t *set, const char *field, const char *text)
{
  if (text != NULL && *text != '\0')
    json_object_set_new (set, field, json_string (text));
}

static gboolean
has_flag (const HearthDemoHealth *self, const char *flag)
{
  const json_t *flags =
      json_object_get (hearth_record_get_values (hearth_case_get_person (self->kase)), "flags");

  for (gsize i = 0; i < json_array_size (flags); i++)
    if (g_strcmp0 (json_string_value (json_array_get (flags, i)), flag) == 0)
      return TRUE;
  return FALSE;
}

/* --- Measures --- */

/* Who may not eat freely came home with a body mass index of about 15; the others above 18.5. */
static int
first_weight (const HearthDemoHealth *self, int height_mm)
{
  double bmi = has_flag (self, HEARTH_FEEDING_FLAG) ? 14.6 + self->index % 10 / 10.0
                                                    : 18.7 + self->index % 17 / 5.0;

  return (int) (bmi * height_mm / 1000 * height_mm / 1000 * 10) * 100;
}

static void
add_vitals (const HearthDemoHealth *self, HearthDate day, int week, int height_mm, int weight_g)
{
  json_t *set = json_object ();

  set_date (set, "measured_on", day);
  json_object_set_new (set, "weight_g", json_integer (weight_g));
  if (week == 0)
    json_object_set_new (set, "height_mm", json_integer (height_mm));
  json_object_set_new (set, "pulse",
                       json_integer (64 + (int) (self->index * 7 + (guint) week) % 26));
  json_object_set_new (set, "systolic", json_integer (104 + (int) (self->index * 5) % 28));
  json_object_set_new (set, "diastolic", json_integer (64 + (int) (self->index * 3) % 18));
  json_object_set_new (set, "temperature_dc", json_integer (364 + (int) self->index % 6));
  json_object_set_new (set, "saturation", json_integer (95 + (int) self->index % 5));
  json_object_set_new (set, "pain", json_integer ((int) self->index % 5));
  add_record (self, "vitals", set);
}

static void
add_assessment (const HearthDemoHealth *self, HearthDate day, int height_mm, int weight_g)
{
  gboolean is_limited = has_flag (self, HEARTH_FEEDING_FLAG);
  const HearthRefeedingFacts facts = {
    .weight_g = weight_g,
    .height_mm = height_mm,
    .earlier_weight_g = is_limited ? weight_g * 13 / 10 : weight_g * 107 / 100,
    .loss_months = 30,
    .days_of_little = is_limited ? 6 + (int) self->index % 4 : 1,
    .low_electrolytes = 0,
    .history = 0,
  };
  g_autoptr (HearthRefeeding) risk = hearth_refeeding_assess (self->packs, &facts);
  json_t *set = json_object ();

  set_date (set, "assessed_on", day);
  json_object_set_new (set, "earlier_weight_g", json_integer (facts.earlier_weight_g));
  json_object_set_new (set, "loss_months", json_integer (facts.loss_months));
  json_object_set_new (set, "days_of_little", json_integer (facts.days_of_little));
  json_object_set_new (set, "low_electrolytes", json_false ());
  json_object_set_new (set, "history", json_false ());
  if (risk->entry != NULL)
    set_text (set, "level", hearth_pack_entry_get_id (risk->entry));
  add_record (self, "feeding", set);
}

static void
add_measures (const HearthDemoHealth *self, HearthDate arrived)
{
  int height_mm = 1660 + (int) (self->index * 37) % 240;
  int weight_g = first_weight (self, height_mm);

  add_assessment (self, arrived, height_mm, weight_g);
  for (int week = 0; week < N_WEIGHTS; week++)
    {
      HearthDate day = arrived + week * DAYS_BETWEEN;

      if (day > self->today)
        return;
      add_vitals (self, day, week, height_mm, weight_g + week * (GAIN_G - week * 90));
    }
}

/* --- Texts of the story: parts separated by semicolons --- */

static char **
dup_parts (const HearthDemoHealth *self, const char *group, guint n_keys)
{
  g_autofree char *key = g_strdup_printf ("%u", self->index % n_keys + 1);

  return hearth_demo_data_dup_list (self->data, group, key);
}

static void
add_allergy (const HearthDemoHealth *self)
{
  g_auto (GStrv) parts = dup_parts (self, "allergies", 3);
  json_t *set;

  if (!has_flag (self, HEARTH_WARNING_ALLERGY) || g_strv_length (parts) != 3)
    return;
  set = json_object ();
  set_text (set, "substance", parts[0]);
  set_text (set, "reaction", parts[1]);
  set_text (set, "severity", parts[2]);
  add_record (self, "allergy", set);
}

static void
add_medicine (const HearthDemoHealth *self, HearthDate arrived)
{
  g_auto (GStrv) parts = dup_parts (self, "medicines", 4);
  json_t *set;

  if (g_strv_length (parts) != 3)
    return;
  set = json_object ();
  set_text (set, "medicine", parts[0]);
  set_text (set, "dose", parts[1]);
  set_date (set, "from_on", arrived + 1);
  set_date (set, "until_on", arrived + 1 + (HearthDate) g_ascii_strtoll (parts[2], NULL, 10));
  add_record (self, "medicine", set);
}

static void
add_referral (const HearthDemoHealth *self, HearthDate arrived)
{
  g_auto (GStrv) parts = dup_parts (self, "referrals", 3);
  json_t *set;

  if (self->index % 4 != 1 || g_strv_length (parts) != 3)
    return;
  set = json_object ();
  set_text (set, "referred_to", parts[0]);
  set_text (set, "cause", parts[1]);
  set_date (set, "sent_on", MIN (arrived + 4, self->today));
  set_date (set, "answered_on", MIN (arrived + 9, self->today));
  set_text (set, "answer", parts[2]);
  add_record (self, "referral", set);
}

static void
add_precautions (const HearthDemoHealth *self, HearthDate arrived)
{
  json_t *set;

  if (!has_flag (self, HEARTH_WARNING_INFECTION))
    return;
  set = json_object ();
  set_text (set, "check", "tuberculosis");
  set_text (set, "outcome", "pending");
  set_date (set, "done_on", arrived);
  json_object_set_new (set, "precautions", json_true ());
  add_record (self, "check", set);
}

/** hearth_demo_add_health: nothing for somebody who has not arrived. */
void
hearth_demo_add_health (const HearthDemoHealth *self)
{
  HearthDate arrived = hearth_case_get_arrival (self->kase);

  if (arrived == HEARTH_DATE_NONE || arrived > self->today)
    return;
  add_measures (self, arrived);
  add_allergy (self);
  add_medicine (self, arrived);
  add_referral (self, arrived);
  add_precautions (self, arrived);
}

void
hearth_demo_add_checks (const HearthDemoHealth *self,
                        const char *template_id,
                        const char *result,
                        HearthDate day)
{
  g_autofree char *outcome = hearth_demo_data_dup_text (self->data, "check-outcomes", template_id);
  gboolean is_first = TRUE;

  for (guint i = 0; i < hearth_pack_set_get_n_entries (self->packs, "check"); i++)
    {
      const HearthPackEntry *entry = hearth_pack_set_get_entry (self->packs, "check", i);
      const char *const *steps = hearth_pack_entry_get_list (entry, "Steps");
      const char *id = hearth_pack_entry_get_id (entry);
      json_t *set;

      if (hearth_check_entry_get_kind (entry)->cmp != HEARTH_COMPARTMENT_MEDICAL || steps == NULL ||
          !g_strv_contains (steps, template_id) || g_str_equal (id, "weight-height"))
        continue;
      set = json_object ();
      set_text (set, "check", id);
      set_date (set, "done_on", day);
      set_text (set, "outcome", is_first && outcome != NULL ? outcome : "normal");
      if (is_first)
        set_text (set, "result", result);
      add_record (self, "check", set);
      is_first = FALSE;
    }
}
