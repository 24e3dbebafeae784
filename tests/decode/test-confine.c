/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a confined process can still do: the same confinement as that of hearth-decoder, in a program
 * that tries to break it. */
#include "config.h"

#include "hearth-decode-error.h"
#include "hearth-decode-process-private.h"

#include "decode-samples.h"

#include <gio/gio.h>
#include <signal.h>

typedef enum
{
  REFUSED, /* the call failed, the process goes on */
  KILLED,
  ALLOWED,
} Outcome;

static const struct
{
  const char *act;
  Outcome outcome;
} acts[] = {
  { "take-memory", ALLOWED },     { "open-to-read", REFUSED },       { "open-to-write", REFUSED },
  { "open-a-folder", REFUSED },   { "look-at-a-file", REFUSED },     { "write-elsewhere", REFUSED },
  { "make-a-socket", KILLED },    { "make-a-local-socket", KILLED }, { "start-a-program", KILLED },
  { "make-a-process", KILLED },   { "signal-a-parent", KILLED },     { "signal-another", KILLED },
  { "trace-something", KILLED },  { "read-other-memory", KILLED },   { "map-code", KILLED },
  { "make-code", KILLED },        { "remove-a-file", KILLED },       { "make-a-folder", KILLED },
  { "change-the-rules", KILLED }, { "raise-a-limit", KILLED },       { "make-a-ring", KILLED },
};

static void
check_act (const char *mode, const char *act, Outcome outcome)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) probe = g_subprocess_new (
      G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, g_getenv ("HEARTH_TEST_PROBE"), mode, act, NULL);

  g_assert_no_error (error);
  g_subprocess_wait (probe, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("%s %s", mode, act);
  if (outcome == KILLED)
    {
      g_assert_true (g_subprocess_get_if_signaled (probe));
      g_assert_cmpint (g_subprocess_get_term_sig (probe), ==, SIGSYS);
    }
  else
    {
      g_assert_true (g_subprocess_get_if_exited (probe));
      g_assert_cmpint (g_subprocess_get_exit_status (probe), ==, outcome == REFUSED ? 10 : 0);
    }
}

static void
test_acts (gconstpointer mode)
{
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    check_act (mode, acts[i].act, acts[i].outcome);
  g_assert_false (g_file_test ("decode-probe-was-here", G_FILE_TEST_EXISTS));
}

static void
check_refused_without_confinement (HearthDecodeKind kind)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (_hearth_decode_process_start (kind, NULL, &error));
  g_assert_error (error, HEARTH_DECODE_ERROR, HEARTH_DECODE_ERROR_UNCONFINED);
}

static void
test_nothing_is_decoded_where_nothing_can_be_confined (void)
{
  _hearth_decode_process_set_program (g_getenv ("HEARTH_TEST_DENY"));
  check_refused_without_confinement (HEARTH_DECODE_KIND_PNG);
  check_refused_without_confinement (HEARTH_DECODE_KIND_PDF);
  _hearth_decode_process_set_program (NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_data_func ("/decode/confine/a-child-for-pictures-keeps-memory-only", "picture",
                        test_acts);
  g_test_add_data_func ("/decode/confine/a-child-for-documents-keeps-memory-only", "document",
                        test_acts);
  g_test_add_func ("/decode/confine/nothing-is-decoded-where-nothing-can-be-confined",
                   test_nothing_is_decoded_where_nothing_can_be_confined);
  return g_test_run ();
}
