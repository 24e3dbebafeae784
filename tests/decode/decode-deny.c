/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stands for a system on which no filter can be installed: takes that right away from itself, then
 * becomes hearth-decoder. */
#include "config.h"

#include <errno.h>
#include <glib.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <unistd.h>

int
main (int argc, char *argv[])
{
  scmp_filter_ctx filter = seccomp_init (SCMP_ACT_ALLOW);
  const char *program = HEARTH_TEST_DECODER;

  if (filter == NULL ||
      seccomp_rule_add (filter, SCMP_ACT_ERRNO (EINVAL), SCMP_SYS (seccomp), 0) != 0 ||
      seccomp_rule_add (filter, SCMP_ACT_ERRNO (EINVAL), SCMP_SYS (prctl), 1,
                        SCMP_A0 (SCMP_CMP_EQ, PR_SET_SECCOMP)) != 0 ||
      seccomp_load (filter) != 0)
    return 2;
  argv[0] = (char *) program;
  execv (program, argv);
  return 3;
}
