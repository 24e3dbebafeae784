/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Passphrases, straight into locked memory: from a descriptor, a file, or the terminal without echo.
 * Stdio is not used, its buffers would keep a copy. */
#include "config.h"

#include "cli-secret.h"

#include "hearth-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

/* Bytes of a passphrase (vault 3.1). */
#define MAX_SECRET_BYTES 1024

/* What the signal thread must put back if the process ends while nothing is echoed. */
static struct termios saved_terminal;
static volatile int silent_fd = -1;

static void
set_io_error (GError **error, const char *what)
{
  int saved = errno;

  g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (saved), "%s: %s", what,
               g_strerror (saved));
}

/**
 * hearth_cli_read_secret_fd:
 *
 * Reads one line and not a byte more, so that several secrets may come from one descriptor. The newline
 * is stripped; an end of file ends the line too.
 */
HearthSecret *
hearth_cli_read_secret_fd (int fd, GError **error)
{
  g_autoptr (HearthSecret) buffer = hearth_secret_new_zero (MAX_SECRET_BYTES + 1);
  guint8 *bytes = hearth_secret_peek_writable (buffer);
  gsize length = 0;

  while (length <= MAX_SECRET_BYTES)
    {
      gssize n = read (fd, bytes + length, 1);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          set_io_error (error, "the passphrase cannot be read");
          return NULL;
        }
      if (n == 0 || bytes[length] == '\n')
        break;
      length++;
    }
  if (length > 0 && length <= MAX_SECRET_BYTES && bytes[length - 1] == '\r')
    length--;
  if (length > MAX_SECRET_BYTES || length == 0)
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE,
                           length == 0 ? "the passphrase is empty" : "the passphrase is too long");
      return NULL;
    }
  if (!g_utf8_validate_len ((const char *) bytes, length, NULL))
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE,
                           "the passphrase is not text in UTF-8");
      return NULL;
    }
  return hearth_secret_new (bytes, length);
}

HearthSecret *
hearth_cli_read_secret_file (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  HearthSecret *secret;

  if (fd < 0)
    {
      set_io_error (error, "the passphrase file cannot be opened");
      return NULL;
    }
  secret = hearth_cli_read_secret_fd (fd, error);
  close (fd);
  return secret;
}

static void
write_all (int fd, const char *text)
{
  gssize n = write (fd, text, strlen (text));

  if (n < 0)
    return; /* a prompt that nobody sees is no reason to fail */
}

/** Asks on the terminal without echo; wrong usage if there is none. */
HearthSecret *
hearth_cli_ask_secret (const char *prompt, GError **error)
{
  int fd = open ("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  struct termios silent;
  HearthSecret *secret;

  if (fd < 0 || tcgetattr (fd, &saved_terminal) != 0)
    {
      if (fd >= 0)
        close (fd);
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE,
                           "no terminal to ask for the passphrase: use --passphrase-fd or "
                           "--passphrase-file");
      return NULL;
    }
  silent = saved_terminal;
  silent.c_lflag &= ~(tcflag_t) ECHO;
  silent.c_lflag |= ICANON;
  silent_fd = fd;
  tcsetattr (fd, TCSAFLUSH, &silent);
  write_all (fd, prompt);
  secret = hearth_cli_read_secret_fd (fd, error);
  tcsetattr (fd, TCSAFLUSH, &saved_terminal);
  silent_fd = -1;
  write_all (fd, "\n");
  close (fd);
  return secret;
}

/** For a new passphrase: a slip of the finger would lock its owner out for ever. */
HearthSecret *
hearth_cli_ask_secret_twice (const char *prompt, GError **error)
{
  g_autoptr (HearthSecret) first = hearth_cli_ask_secret (prompt, error);
  g_autoptr (HearthSecret) second = NULL;

  if (first == NULL)
    return NULL;
  second = hearth_cli_ask_secret (_ ("Once more: "), error);
  if (second == NULL)
    return NULL;
  if (!hearth_secret_equal (first, second))
    {
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE,
                           "the two passphrases differ");
      return NULL;
    }
  return g_steal_pointer (&first);
}

/** Asks for a line that is no secret; NULL without a terminal. */
char *
hearth_cli_ask_line (const char *prompt)
{
  int fd = open ("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY);
  g_autoptr (GString) line = g_string_new (NULL);
  char c;

  if (fd < 0)
    return NULL;
  write_all (fd, prompt);
  while (line->len < MAX_SECRET_BYTES && read (fd, &c, 1) == 1 && c != '\n')
    g_string_append_c (line, c);
  close (fd);
  return line->len > 0 ? g_strdup (line->str) : NULL;
}

static gpointer
wait_for_signals (gpointer data)
{
  g_autoptr (GCancellable) cancellable = data;
  sigset_t signals;
  int signal_number;

  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  sigaddset (&signals, SIGTERM);
  while (sigwait (&signals, &signal_number) == 0)
    {
      if (silent_fd >= 0)
        tcsetattr (silent_fd, TCSAFLUSH, &saved_terminal);
      if (silent_fd >= 0 || g_cancellable_is_cancelled (cancellable))
        _exit (128 + signal_number);
      g_cancellable_cancel (cancellable);
    }
  return NULL;
}

void
hearth_cli_watch_signals (GCancellable *cancellable)
{
  sigset_t signals;

  sigemptyset (&signals);
  sigaddset (&signals, SIGINT);
  sigaddset (&signals, SIGTERM);
  pthread_sigmask (SIG_BLOCK, &signals, NULL);
  signal (SIGPIPE, SIG_IGN);
  g_thread_unref (g_thread_new ("signals", wait_for_signals, g_object_ref (cancellable)));
}
