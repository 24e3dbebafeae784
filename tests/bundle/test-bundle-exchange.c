/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who may say what: an author in every state at its receiver, heard at first hand or through another
 * (bundles 3, 8). */
#include "config.h"

#include "bundle-fixture.h"
#include "hearth-keyring.h"
#include "hearth-line.h"

#include <string.h>

#define DAY_MS (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)

typedef struct
{
  HearthContactState state; /* of the author at the receiver */
  gboolean is_accepted;     /* the compartment is taken from the author */
  gboolean has_role;        /* its card lists the role of the lines */
  gboolean is_ahead;        /* its clock */
  gboolean is_forwarded;    /* by a vault that is trusted */
} Scenario;

/* The next card of a fixture, which names one role that writes nothing. */
static void
issue_card_without_roles (BundleFixture *vault)
{
  g_autofree char *line = hearth_keyring_get_card (vault->vault->db, NULL);
  json_auto_t *card = hearth_line_parse (line, strlen (line) - 1, NULL);
  g_autofree char *signed_line = NULL;
  g_autofree char *with_lf = NULL;
  g_autoptr (GError) error = NULL;

  json_object_set_new (card, "roles", json_pack ("[s]", "auditor"));
  json_object_set_new (card, "serial", json_integer (2));
  signed_line = hearth_line_sign (HEARTH_LINE_LABEL_CARD, card, vault->identity);
  with_lf = g_strconcat (signed_line, "\n", NULL);
  hearth_keyring_add_card (vault->vault->db, 2, with_lf, &error);
  g_assert_no_error (error);
}

/* By the rules of the design, not by the code. */
static const char *
expect_refusal (const Scenario *scenario)
{
  if (scenario->is_forwarded || scenario->state == HEARTH_CONTACT_VERIFIED)
    return NULL;
  return scenario->state == HEARTH_CONTACT_REVOKED ? "E_REVOKED" : "E_UNKNOWN_SENDER";
}

static HearthAside
expect_aside (const Scenario *scenario)
{
  if (scenario->state == HEARTH_CONTACT_REVOKED)
    return HEARTH_ASIDE_CARD_REVOKED;
  if (scenario->state != HEARTH_CONTACT_VERIFIED)
    return HEARTH_ASIDE_AUTHOR_UNKNOWN;
  if (!scenario->has_role || !scenario->is_accepted)
    return HEARTH_ASIDE_NOT_ALLOWED;
  return scenario->is_ahead ? HEARTH_ASIDE_FUTURE_CLOCK : HEARTH_ASIDE_NONE;
}

static void
assert_outcome (BundleFixture *receiver, const Scenario *scenario, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthBundleImport) import = bundle_fixture_take (receiver, path, &error);
  HearthAside aside = expect_aside (scenario);
  gint64 n_shown;

  g_assert_cmpstr (hearth_bundle_error_get_code (error), ==, expect_refusal (scenario));
  n_shown = hearth_test_query_int (receiver->vault->db, "SELECT count (*) FROM core.person");
  if (error != NULL)
    {
      g_assert_cmpint (n_shown, ==, 0);
      g_assert_cmpint (
          hearth_test_query_int (receiver->vault->db, "SELECT count (*) FROM core.journal"), ==, 0);
      return;
    }
  g_assert_cmpint (n_shown, ==, aside == HEARTH_ASIDE_NONE ? 1 : 0);
  for (guint i = 1; i < HEARTH_N_ASIDE; i++)
    g_assert_cmpuint (import->received.n_aside[i] > 0, ==, i == aside);
  hearth_test_assert_projection (receiver->vault->db);
}

static void
test_scenario (gconstpointer data)
{
  const Scenario *scenario = data;
  g_autoptr (BundleFixture) author = bundle_fixture_new ("Author");
  g_autoptr (BundleFixture) carrier = bundle_fixture_new ("Carrier");
  g_autoptr (BundleFixture) receiver = bundle_fixture_new ("Receiver");
  g_autofree char *path = NULL;
  guint core = 1U << HEARTH_COMPARTMENT_CORE;

  if (scenario->is_ahead)
    author->vault->writer.now_ms = carrier->vault->writer.now_ms =
        g_get_real_time () / 1000 + DAY_MS + 60 * 60 * 1000;
  hearth_test_add_person (author->vault, 1, "{'surname':'Вигаданко'}");
  bundle_fixture_decide (author, carrier, HEARTH_CONTACT_VERIFIED, G_MAXINT);
  bundle_fixture_decide (author, receiver, HEARTH_CONTACT_VERIFIED, G_MAXINT);
  bundle_fixture_decide (carrier, author, HEARTH_CONTACT_VERIFIED, G_MAXINT);
  bundle_fixture_decide (carrier, receiver, HEARTH_CONTACT_VERIFIED, G_MAXINT);
  bundle_fixture_decide (receiver, carrier, HEARTH_CONTACT_VERIFIED, G_MAXINT);
  if (scenario->is_forwarded)
    {
      g_autofree char *first = bundle_fixture_send (author, carrier, 1, core);

      bundle_fixture_take_well (carrier, first);
    }
  if (!scenario->has_role)
    issue_card_without_roles (author);
  bundle_fixture_decide (receiver, author, scenario->state, scenario->is_accepted ? core : 0);
  path = bundle_fixture_send (scenario->is_forwarded ? carrier : author, receiver, 1, core);
  assert_outcome (receiver, scenario, path);
}

static void
add_scenarios (void)
{
  static const char *const states[] = { "offered", "verified", "revoked", "removed" };

  for (guint i = 0; i < HEARTH_N_CONTACT_STATES * 16; i++)
    {
      Scenario *scenario = g_new0 (Scenario, 1);
      g_autofree char *path = NULL;

      *scenario = (Scenario){ (HearthContactState) (i / 16), (i & 1) != 0, (i & 2) != 0,
                              (i & 4) != 0, (i & 8) != 0 };
      path = g_strdup_printf (
          "/bundle-exchange/%s-author%s%s%s%s", states[i / 16],
          scenario->is_accepted ? "" : "-not-taken", scenario->has_role ? "" : "-without-role",
          scenario->is_ahead ? "-ahead" : "", scenario->is_forwarded ? "-forwarded" : "");
      g_test_add_data_func_full (path, scenario, test_scenario, g_free);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  add_scenarios ();
  return g_test_run ();
}
