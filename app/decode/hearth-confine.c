/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The confinement of hearth-decoder (security 10). In two steps, because libraries have to read their
 * tables and fonts before the door is shut: limits first, so that even they can write nothing, then the
 * system call filter. Bytes of a stranger are read only after both. */
#include "config.h"

#include "hearth-confine-private.h"

#include <errno.h>
#include <fcntl.h>
#include <seccomp.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

/* The input and a picture of the largest size with the coefficients of a progressive JPEG, and as much
 * again. The address sanitizer reserves terabytes and is let off. */
#define ADDRESS_SPACE (G_GUINT64_CONSTANT (2) << 30)

/* Turning pages for hours is fine, an endless loop meets the time limit of the program first. */
#define CPU_SECONDS 600

static const int allowed[] = {
  SCMP_SYS (read),
  SCMP_SYS (pread64),
  SCMP_SYS (readv),
  SCMP_SYS (close),
  SCMP_SYS (fstat),
  SCMP_SYS (fstat64),
  SCMP_SYS (lseek),
  SCMP_SYS (_llseek),
  SCMP_SYS (dup),
  SCMP_SYS (munmap),
  SCMP_SYS (mremap),
  SCMP_SYS (madvise),
  SCMP_SYS (brk),
  SCMP_SYS (futex),
  SCMP_SYS (futex_time64),
  SCMP_SYS (exit),
  SCMP_SYS (exit_group),
  SCMP_SYS (rt_sigreturn),
  SCMP_SYS (sigreturn),
  SCMP_SYS (rt_sigprocmask),
  SCMP_SYS (restart_syscall),
  SCMP_SYS (clock_gettime),
  SCMP_SYS (clock_gettime64),
  SCMP_SYS (clock_getres),
  SCMP_SYS (gettimeofday),
  SCMP_SYS (time),
  SCMP_SYS (getrandom),
  SCMP_SYS (getpid),
  SCMP_SYS (gettid),
  SCMP_SYS (sched_yield),
  SCMP_SYS (sysinfo),
  SCMP_SYS (sched_getaffinity),
#ifdef __SANITIZE_ADDRESS__
  /* What the sanitizer asks when a library jumps out of a function. */
  SCMP_SYS (sigaltstack),
  SCMP_SYS (prlimit64),
  SCMP_SYS (getrlimit),
#endif
};

/* Libraries look for files that need not be there: they are told no and go on. */
static const int refused[] = {
  SCMP_SYS (openat2), SCMP_SYS (access), SCMP_SYS (faccessat), SCMP_SYS (faccessat2),
  SCMP_SYS (stat),    SCMP_SYS (stat64), SCMP_SYS (lstat),     SCMP_SYS (lstat64),
  SCMP_SYS (statx),   SCMP_SYS (statfs), SCMP_SYS (readlink),  SCMP_SYS (readlinkat),
  SCMP_SYS (getcwd),  SCMP_SYS (ioctl),
};

static const int opening[] = { SCMP_SYS (open), SCMP_SYS (openat) };

/* Calls that pass with some arguments only. What no row names ends the process. */
typedef struct
{
  guint32 action;
  int call;
  struct scmp_arg_cmp argument;
} ArgumentRule;

#define ARGUMENT(n, ...)                                                                           \
  {                                                                                                \
    n, __VA_ARGS__                                                                                 \
  }
static const ArgumentRule argument_rules[] = {
  /* Answers go out on standard output; complaints of libraries go nowhere. */
  { SCMP_ACT_ALLOW, SCMP_SYS (write), ARGUMENT (0, SCMP_CMP_EQ, STDOUT_FILENO) },
  { SCMP_ACT_ERRNO (EBADF), SCMP_SYS (write), ARGUMENT (0, SCMP_CMP_NE, STDOUT_FILENO) },
  /* Memory that can be executed is what an attacker wants next. */
  { SCMP_ACT_ALLOW, SCMP_SYS (mmap), ARGUMENT (2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0) },
  { SCMP_ACT_ALLOW, SCMP_SYS (mmap2), ARGUMENT (2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0) },
  { SCMP_ACT_ALLOW, SCMP_SYS (mprotect), ARGUMENT (2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0) },
  /* fstat () is this call with an empty path. */
  { SCMP_ACT_ALLOW, SCMP_SYS (newfstatat),
    ARGUMENT (3, SCMP_CMP_MASKED_EQ, AT_EMPTY_PATH, AT_EMPTY_PATH) },
  { SCMP_ACT_ERRNO (EACCES), SCMP_SYS (newfstatat),
    ARGUMENT (3, SCMP_CMP_MASKED_EQ, AT_EMPTY_PATH, 0) },
  { SCMP_ACT_ALLOW, SCMP_SYS (fcntl), ARGUMENT (1, SCMP_CMP_EQ, F_SETFD) },
  { SCMP_ACT_ALLOW, SCMP_SYS (fcntl), ARGUMENT (1, SCMP_CMP_EQ, F_GETFD) },
  { SCMP_ACT_ALLOW, SCMP_SYS (fcntl), ARGUMENT (1, SCMP_CMP_EQ, F_GETFL) },
  { SCMP_ACT_ALLOW, SCMP_SYS (fcntl64), ARGUMENT (1, SCMP_CMP_EQ, F_SETFD) },
  { SCMP_ACT_ALLOW, SCMP_SYS (fcntl64), ARGUMENT (1, SCMP_CMP_EQ, F_GETFD) },
  { SCMP_ACT_ALLOW, SCMP_SYS (fcntl64), ARGUMENT (1, SCMP_CMP_EQ, F_GETFL) },
};

/* Libraries that find no home ask for the user's: one below this file cannot be made. */
static const char *const homes[] = { "HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME" };

static void
limit (int resource, guint64 value)
{
  struct rlimit both = { value, value };

  /* A harder limit that is already there cannot be raised, and need not be. */
  (void) setrlimit (resource, &both);
}

static void
close_other_files (void)
{
  if (close_range (STDERR_FILENO + 1, G_MAXUINT, 0) == 0)
    return;
  for (int fd = STDERR_FILENO + 1; fd < 1024; fd++)
    close (fd);
}

/**
 * _hearth_confine_begin:
 *
 * Forgets the environment, closes every file but the three standard ones, and sets the limits: from
 * here on the process can write to no file, start no process and leave no core. To be called first.
 */
void
_hearth_confine_begin (void)
{
  clearenv ();
  for (guint i = 0; i < G_N_ELEMENTS (homes); i++)
    (void) setenv (homes[i], "/dev/null", 1);
  close_other_files ();
  /* A write beyond the limit of 0 bytes is then an error and not the end. */
  signal (SIGXFSZ, SIG_IGN);
  limit (RLIMIT_FSIZE, 0);
  limit (RLIMIT_NPROC, 0);
  limit (RLIMIT_MEMLOCK, 0);
  limit (RLIMIT_MSGQUEUE, 0);
  /* 1 and not 0: where cores go to a program, the kernel ignores 0 (security 10). */
  limit (RLIMIT_CORE, 1);
  limit (RLIMIT_CPU, CPU_SECONDS);
#ifndef __SANITIZE_ADDRESS__
  limit (RLIMIT_AS, ADDRESS_SPACE);
#endif
  (void) prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
}

static gboolean
add_rule (scmp_filter_ctx filter, guint32 action, int call, const struct scmp_arg_cmp *argument)
{
  /* Negative: this machine has no such call. */
  if (call < 0)
    return TRUE;
  return seccomp_rule_add_array (filter, action, call, argument != NULL ? 1 : 0, argument) == 0;
}

static gboolean
add_calls (scmp_filter_ctx filter, guint32 action, const int *calls, gsize n_calls)
{
  for (gsize i = 0; i < n_calls; i++)
    if (!add_rule (filter, action, calls[i], NULL))
      return FALSE;
  return TRUE;
}

static gboolean
add_rules (scmp_filter_ctx filter, gboolean answers_open)
{
  guint32 on_open = answers_open ? SCMP_ACT_TRAP : SCMP_ACT_ERRNO (EACCES);

  for (guint i = 0; i < G_N_ELEMENTS (argument_rules); i++)
    if (!add_rule (filter, argument_rules[i].action, argument_rules[i].call,
                   &argument_rules[i].argument))
      return FALSE;
  return add_calls (filter, SCMP_ACT_ALLOW, allowed, G_N_ELEMENTS (allowed)) &&
         add_calls (filter, SCMP_ACT_ERRNO (EACCES), refused, G_N_ELEMENTS (refused)) &&
         add_calls (filter, on_open, opening, G_N_ELEMENTS (opening));
}

/* As many files as are open now, and one more while a font is read. */
static void
limit_files (void)
{
  int next = dup (STDIN_FILENO);

  if (next < 0)
    return;
  close (next);
  limit (RLIMIT_NOFILE, (guint64) next + 1);
}

/**
 * _hearth_confine_seal:
 * @answers_open: whether a handler of SIGSYS answers who opens a file; else the kernel refuses
 *
 * Installs the system call filter: memory, time and the three standard files stay, files are refused,
 * anything else ends the process.
 *
 * Returns: %FALSE if this system does not let it, and then nothing may be decoded.
 */
gboolean
_hearth_confine_seal (gboolean answers_open)
{
  scmp_filter_ctx filter;
  gboolean is_sealed;

  limit_files ();
  if (prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
    return FALSE;
  filter = seccomp_init (SCMP_ACT_KILL_PROCESS);
  if (filter == NULL)
    return FALSE;
  is_sealed = seccomp_attr_set (filter, SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS) == 0 &&
              add_rules (filter, answers_open) && seccomp_load (filter) == 0;
  seccomp_release (filter);
  return is_sealed;
}
