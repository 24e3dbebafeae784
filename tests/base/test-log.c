/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-log.h"

#include <stdlib.h>

/* What a person might have typed. */
#define CONTENT "Vyhadanenko"

/* Which message the program under test writes; tests are named by it. */
typedef struct
{
  const char *path;
  void (*say) (void);
} Saying;

static void
say_foreign (void)
{
  g_log ("Gtk", G_LOG_LEVEL_WARNING, "Failed to set text '%s' from markup", CONTENT);
}

static void
say_foreign_structured (void)
{
  g_log_structured ("Gtk", G_LOG_LEVEL_WARNING, "ENTRY", CONTENT, "MESSAGE", "it is %s", CONTENT);
}

static void
say_own (void)
{
  g_log ("hearth-vault", G_LOG_LEVEL_WARNING, "it failed with %d", 27);
}

static void
say_without_domain (void)
{
  g_log (NULL, G_LOG_LEVEL_WARNING, "it failed with %d", 27);
}

static void
say_own_with_a_field (void)
{
  g_log_structured ("hearth-vault", G_LOG_LEVEL_WARNING, "VALUE", CONTENT, "MESSAGE",
                    "it failed with %d", 27);
}

static void
run_child (gconstpointer data)
{
  g_unsetenv ("G_MESSAGES_DEBUG");
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  hearth_log_keep_content_out ();
  ((const Saying *) data)->say ();
  exit (EXIT_SUCCESS);
}

static void
run (gconstpointer data)
{
  if (g_test_subprocess ())
    run_child (data);
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

static void
test_messages_of_libraries_are_told_of_without_their_text (gconstpointer data)
{
  run (data);
  g_test_trap_assert_stderr ("*Gtk-WARNING*not written down*");
  g_test_trap_assert_stderr_unmatched ("*" CONTENT "*");
}

static void
test_own_messages_are_written (gconstpointer data)
{
  run (data);
  g_test_trap_assert_stderr ("*WARNING*it failed with 27*");
  g_test_trap_assert_stderr_unmatched ("*" CONTENT "*");
}

static void
test_what_is_fatal_stays_so (void)
{
  if (g_test_subprocess ())
    {
      g_unsetenv ("G_MESSAGES_DEBUG");
      g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_WARNING);
      hearth_log_keep_content_out ();
      say_foreign_structured ();
      exit (EXIT_SUCCESS);
    }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
}

int
main (int argc, char *argv[])
{
  static const Saying foreign[] = { { "/log/libraries/plain", say_foreign },
                                    { "/log/libraries/structured", say_foreign_structured } };
  static const Saying own[] = { { "/log/own/plain", say_own },
                                { "/log/own/without-a-domain", say_without_domain },
                                { "/log/own/with-a-field", say_own_with_a_field } };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (foreign); i++)
    g_test_add_data_func (foreign[i].path, &foreign[i],
                          test_messages_of_libraries_are_told_of_without_their_text);
  for (guint i = 0; i < G_N_ELEMENTS (own); i++)
    g_test_add_data_func (own[i].path, &own[i], test_own_messages_are_written);
  g_test_add_func ("/log/what-is-fatal-stays-so", test_what_is_fatal_stays_so);
  return g_test_run ();
}
