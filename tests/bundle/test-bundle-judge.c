/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a card says of a line: whether its author's vault may have written it, and with which key. */
#include "config.h"

#include "hearth-bundle-card.h"
#include "hearth-card.h"
#include "hearth-commit.h"
#include "hearth-json.h"

#include <string.h>

typedef struct
{
  HearthSecret *identity, *present, *old;
  HearthId dev;
  HearthBundleCard *card;
} Fixture;

static const char *const roles[] = { "caseworker", "owner", NULL };

/* A card of serial 2, whose old key vouches for lines up to 5. */
static HearthBundleCard *
make_card (Fixture *self)
{
  HearthCard card = {
    .label = "Вигадана лікарня", .made = "2025-06-01", .serial = 1, .dev = self->dev, .roles = roles
  };
  g_autofree char *dev = hearth_id_to_string (&self->dev);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GError) error = NULL;
  json_auto_t *previous = NULL;
  json_auto_t *last = json_pack ("{s:i}", dev, 5);
  HearthBundleCard *parsed;

  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    if (cmp != HEARTH_COMPARTMENT_DEBRIEF)
      {
        card.keys[cmp].is_present = TRUE;
        hearth_key_ed25519_public (self->old, card.keys[cmp].sign);
        hearth_key_x25519_public (self->old, card.keys[cmp].recipient);
      }
  first = hearth_card_sign (&card, self->identity);
  previous = hearth_line_parse (first, strlen (first) - 1, &error);
  g_assert_no_error (error);
  card.serial = 2;
  card.previous = previous;
  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    if (card.keys[cmp].is_present)
      {
        hearth_key_ed25519_public (self->present, card.keys[cmp].sign);
        card.keys[cmp].last = last;
      }
  second = hearth_card_sign (&card, self->identity);
  parsed = hearth_bundle_card_parse (second, strlen (second) - 1, &error);
  g_assert_no_error (error);
  return parsed;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->identity = hearth_secret_new_random (HEARTH_KEY_SIZE);
  self->present = hearth_secret_new_random (HEARTH_KEY_SIZE);
  self->old = hearth_secret_new_random (HEARTH_KEY_SIZE);
  self->dev = (HearthId){ { 7 } };
  self->card = make_card (self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  hearth_secret_unref (self->identity);
  hearth_secret_unref (self->present);
  hearth_secret_unref (self->old);
  hearth_bundle_card_free (self->card);
}

static HearthAuthorVerdict
judge (Fixture *self, HearthCompartment cmp, const char *role, gint64 seq, const HearthSecret *seed)
{
  HearthCommit made = { .cmp = cmp, .role = role, .case_id = { { 1 } }, .who = { { 2 } } };
  g_auto (HearthCommit) commit = { NULL };
  const HearthId rec = { { 3 } };
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  json_auto_t *ops = json_array ();

  json_array_append_new (ops, hearth_commit_operation_new (hearth_registry_find_kind ("note"), &rec,
                                                           json_array (),
                                                           json_pack ("{s:s}", "text", "x")));
  made.stamp.dev = self->dev;
  made.stamp.seq = seq;
  made.stamp.hlc = 1;
  line = hearth_commit_sign (&made, ops, seed, &error);
  g_assert_true (hearth_commit_parse (&commit, line, strlen (line), &error));
  g_assert_no_error (error);
  return hearth_bundle_card_judge (self->card, &commit, line, strlen (line));
}

static void
test_present_key_is_good (Fixture *self, gconstpointer data)
{
  g_assert_cmpint (judge (self, HEARTH_COMPARTMENT_CORE, "owner", 9, self->present), ==,
                   HEARTH_AUTHOR_GOOD);
}

static void
test_old_key_counts_up_to_its_number (Fixture *self, gconstpointer data)
{
  g_assert_cmpint (judge (self, HEARTH_COMPARTMENT_CORE, "owner", 5, self->old), ==,
                   HEARTH_AUTHOR_GOOD);
  g_assert_cmpint (judge (self, HEARTH_COMPARTMENT_CORE, "owner", 6, self->old), ==,
                   HEARTH_AUTHOR_RETIRED);
}

static void
test_other_keys_are_forged (Fixture *self, gconstpointer data)
{
  g_assert_cmpint (judge (self, HEARTH_COMPARTMENT_CORE, "owner", 9, self->identity), ==,
                   HEARTH_AUTHOR_FORGED);
}

static void
test_other_roles_and_compartments_are_not_allowed (Fixture *self, gconstpointer data)
{
  g_assert_cmpint (judge (self, HEARTH_COMPARTMENT_CORE, "manager", 9, self->present), ==,
                   HEARTH_AUTHOR_NOT_ALLOWED);
  g_assert_cmpint (judge (self, HEARTH_COMPARTMENT_DEBRIEF, "owner", 9, self->present), ==,
                   HEARTH_AUTHOR_NOT_ALLOWED);
}

static void
test_other_writers_are_unknown (Fixture *self, gconstpointer data)
{
  self->dev.bytes[0] = 8;
  g_assert_cmpint (judge (self, HEARTH_COMPARTMENT_CORE, "owner", 9, self->present), ==,
                   HEARTH_AUTHOR_UNKNOWN);
}

#define ADD(name, func) g_test_add ("/bundle-judge/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("present-key-is-good", test_present_key_is_good);
  ADD ("old-key-counts-up-to-its-number", test_old_key_counts_up_to_its_number);
  ADD ("other-keys-are-forged", test_other_keys_are_forged);
  ADD ("other-roles-and-compartments-are-not-allowed",
       test_other_roles_and_compartments_are_not_allowed);
  ADD ("other-writers-are-unknown", test_other_writers_are_unknown);
  return g_test_run ();
}
