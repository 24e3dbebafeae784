/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-compartment.h"

static void
test_names_lead_back_to_their_codes (void)
{
  for (guint i = 0; i < HEARTH_N_COMPARTMENTS; i++)
    {
      HearthCompartment cmp = HEARTH_COMPARTMENT_ADMIN;

      g_assert_true (
          hearth_compartment_from_name (hearth_compartment_get_name ((HearthCompartment) i), &cmp));
      g_assert_cmpuint (cmp, ==, i);
    }
}

static void
test_codes_on_disk_are_pinned (void)
{
  const char *const names[] = { "identity", "core",    "medical",  "restricted",
                                "debrief",  "tracing", "benefits", "admin" };

  g_assert_cmpuint (G_N_ELEMENTS (names), ==, HEARTH_N_COMPARTMENTS);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpstr (hearth_compartment_get_name ((HearthCompartment) i), ==, names[i]);
}

static void
test_other_names_are_refused (void)
{
  const char *const names[] = { "", "Core", "core ", "main", "temp", NULL };
  HearthCompartment cmp = HEARTH_COMPARTMENT_DEBRIEF;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_false (hearth_compartment_from_name (names[i], &cmp));
  g_assert_cmpuint (cmp, ==, HEARTH_COMPARTMENT_DEBRIEF);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/vault/compartment/names-lead-back-to-their-codes",
                   test_names_lead_back_to_their_codes);
  g_test_add_func ("/vault/compartment/codes-on-disk-are-pinned", test_codes_on_disk_are_pinned);
  g_test_add_func ("/vault/compartment/other-names-are-refused", test_other_names_are_refused);
  return g_test_run ();
}
