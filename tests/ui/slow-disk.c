/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loaded before the program: a disk that does not answer for as long as the file HEARTH_TEST_DISK is there, and
 * fails for as long as the file of that name with ".bad" is. */
#include "config.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static int
is_there (const char *suffix)
{
  const char *path = getenv ("HEARTH_TEST_DISK");
  char name[PATH_MAX];

  if (path == NULL || snprintf (name, sizeof name, "%s%s", path, suffix) >= (int) sizeof name)
    return 0;
  return access (name, F_OK) == 0;
}

static int
flush (long call, int fd)
{
  const struct timespec moment = { 0, 5 * 1000 * 1000 };

  while (is_there (""))
    nanosleep (&moment, NULL);
  if (is_there (".bad"))
    {
      errno = EIO;
      return -1;
    }
  return (int) syscall (call, fd);
}

int
fsync (int fd)
{
  return flush (SYS_fsync, fd);
}

int
fdatasync (int fd)
{
  return flush (SYS_fdatasync, fd);
}
