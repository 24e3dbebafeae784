/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a role holds by default against what it may do: keys that open nothing to it, or acts that no
 * key allows, would be a slip in one of the two tables. */
#include "config.h"

#include "hearth-policy.h"
#include "hearth-registry.h"
#include "hearth-role.h"

#include <string.h>

static guint
get_readable (const char *role)
{
  const HearthKind *kinds;
  guint n_kinds;
  guint readable = 1u << HEARTH_COMPARTMENT_ADMIN;

  kinds = hearth_registry_get_kinds (&n_kinds);
  for (guint i = 0; i < n_kinds; i++)
    /* Who has the key of a compartment reads these in it; nobody gets the key for them. */
    if (strcmp (kinds[i].id, "author") != 0 && strcmp (kinds[i].id, "erasure") != 0 &&
        strcmp (kinds[i].id, "approval") != 0 && strcmp (kinds[i].id, "overlay") != 0 &&
        hearth_policy_get_level (role, &kinds[i]) >= HEARTH_POLICY_READ)
      readable |= 1u << kinds[i].cmp;
  return readable;
}

static guint
get_used (void)
{
  const HearthKind *kinds;
  guint n_kinds;
  guint used = 1u << HEARTH_COMPARTMENT_ADMIN;

  kinds = hearth_registry_get_kinds (&n_kinds);
  for (guint i = 0; i < n_kinds; i++)
    used |= 1u << kinds[i].cmp;
  return used;
}

static void
test_a_role_holds_what_it_may_read (void)
{
  const char *const *roles = hearth_role_list ();

  for (guint i = 0; roles[i] != NULL; i++)
    {
      const char *const one[] = { roles[i], NULL };

      g_assert_true (hearth_role_is_known (roles[i]));
      if (strcmp (roles[i], HEARTH_ROLE_OWNER) == 0)
        continue; /* grants decide */
      g_assert_cmphex (hearth_role_get_compartments (one) & get_used (), ==,
                       get_readable (roles[i]));
    }
}

static void
test_every_login_holds_admin_and_owners_the_identity (void)
{
  const char *const none[] = { NULL };
  const char *const unknown[] = { "king", NULL };
  const char *const owner[] = { HEARTH_ROLE_OWNER, NULL };
  const guint admin = 1u << HEARTH_COMPARTMENT_ADMIN;

  g_assert_cmphex (hearth_role_get_compartments (none), ==, admin);
  g_assert_cmphex (hearth_role_get_compartments (unknown), ==, admin);
  g_assert_cmphex (hearth_role_get_compartments (owner), ==,
                   admin | 1u << HEARTH_COMPARTMENT_IDENTITY);
  g_assert_false (hearth_role_is_known ("king"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/model/role/a-role-holds-what-it-may-read", test_a_role_holds_what_it_may_read);
  g_test_add_func ("/model/role/every-login-holds-admin-and-owners-the-identity",
                   test_every_login_holds_admin_and_owners_the_identity);
  return g_test_run ();
}
