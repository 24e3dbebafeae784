/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Confines itself as hearth-decoder does and then tries one thing that it must not be able to do:
 *
 *   decode-probe picture|document ACT
 *
 * Exits with 0 if the act succeeded, with 10 if it was refused; who is killed exits with neither. */
#include "config.h"

#include "hearth-confine-private.h"
#include "hearth-document-private.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

static long
open_to_read (void)
{
  return open ("/etc/passwd", O_RDONLY);
}

static long
open_to_write (void)
{
  return open ("decode-probe-was-here", O_WRONLY | O_CREAT, 0600);
}

static long
open_a_folder (void)
{
  return open ("/", O_RDONLY | O_DIRECTORY);
}

static long
make_a_socket (void)
{
  return syscall (SYS_socket, AF_INET, SOCK_STREAM, 0);
}

static long
make_a_local_socket (void)
{
  return syscall (SYS_socket, AF_UNIX, SOCK_STREAM, 0);
}

static long
start_a_program (void)
{
  char *const argv[] = { (char *) "true", NULL };

  return execve ("/bin/true", argv, NULL);
}

static long
make_a_process (void)
{
  return syscall (SYS_clone, SIGCHLD, NULL, NULL, NULL, NULL);
}

static long
signal_a_parent (void)
{
  return kill (getppid (), 0);
}

static long
signal_another (void)
{
  return (long) syscall (SYS_kill, (long) 1, 0L);
}

static long
trace_something (void)
{
  return ptrace (PTRACE_TRACEME, 0, NULL, NULL);
}

static long
read_other_memory (void)
{
  return syscall (SYS_process_vm_readv, (long) 1, NULL, 0L, NULL, 0L, 0L);
}

static long
map_code (void)
{
  void *page = mmap (NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  return page == MAP_FAILED ? -1 : 0;
}

static long
make_code (void)
{
  void *page = mmap (NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  return mprotect (page, 4096, PROT_READ | PROT_EXEC);
}

static long
write_elsewhere (void)
{
  return write (STDERR_FILENO, "x", 1);
}

static long
remove_a_file (void)
{
  return unlink ("decode-probe-was-here");
}

static long
make_a_folder (void)
{
  return mkdir ("decode-probe-was-here", 0700);
}

static long
look_at_a_file (void)
{
  struct stat found;

  return stat ("/etc/passwd", &found);
}

static long
change_the_rules (void)
{
  return prctl (PR_SET_DUMPABLE, 1, 0, 0, 0);
}

static long
raise_a_limit (void)
{
  return syscall (SYS_prlimit64, 0L, 0L, NULL, NULL);
}

static long
make_a_ring (void)
{
  return syscall (SYS_io_uring_setup, 8L, NULL);
}

/* What it may do, so that the probe is known to fail for the right reason. */
static long
take_memory (void)
{
  void *page = mmap (NULL, 1 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

  return page == MAP_FAILED ? -1 : 0;
}

static const struct
{
  const char *name;
  long (*act) (void);
} acts[] = {
  { "open-to-read", open_to_read },
  { "open-to-write", open_to_write },
  { "open-a-folder", open_a_folder },
  { "make-a-socket", make_a_socket },
  { "make-a-local-socket", make_a_local_socket },
  { "start-a-program", start_a_program },
  { "make-a-process", make_a_process },
  { "signal-a-parent", signal_a_parent },
  { "signal-another", signal_another },
  { "trace-something", trace_something },
  { "read-other-memory", read_other_memory },
  { "map-code", map_code },
  { "make-code", make_code },
  { "write-elsewhere", write_elsewhere },
  { "remove-a-file", remove_a_file },
  { "make-a-folder", make_a_folder },
  { "look-at-a-file", look_at_a_file },
  { "change-the-rules", change_the_rules },
  { "raise-a-limit", raise_a_limit },
  { "make-a-ring", make_a_ring },
  { "take-memory", take_memory },
};

int
main (int argc, char *argv[])
{
  gboolean is_for_documents;
  long (*act) (void) = NULL;

  if (argc != 3)
    return 2;
  is_for_documents = strcmp (argv[1], "document") == 0;
  for (guint i = 0; i < G_N_ELEMENTS (acts); i++)
    if (strcmp (argv[2], acts[i].name) == 0)
      act = acts[i].act;
  if (act == NULL)
    return 2;
  _hearth_confine_begin ();
  if ((is_for_documents && !_hearth_document_prepare ()) ||
      !_hearth_confine_seal (is_for_documents))
    return 3;
  errno = 0;
  _exit (act () < 0 ? (errno == EACCES || errno == EBADF ? 10 : 11) : 0);
}
