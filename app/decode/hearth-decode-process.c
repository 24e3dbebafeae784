/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Starts hearth-decoder, writes requests, reads answers, and gives it neither more time nor more belief
 * than it deserves. Calls block: they belong on a thread of a pool. */
#include "config.h"

#include "hearth-decode-process-private.h"

#include "hearth-decode-error.h"
#include "hearth-decode-limits.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <gio/gunixoutputstream.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

struct _HearthDecodeProcess
{
  GSubprocess *child;
  int to_child;
  int from_child;
};

/* One exchange: what is still to be written, what is still to be read, and until when. */
typedef struct
{
  const guint8 *out;
  gsize out_length;
  guint8 *in;
  gsize in_length;
} Flow;

static const char *other_program;
static guint other_timeout_ms;

void
_hearth_decode_process_set_program (const char *path)
{
  other_program = path;
}

void
_hearth_decode_process_set_timeout (guint timeout_ms)
{
  other_timeout_ms = timeout_ms;
}

static const char *
find_program (void)
{
  if (other_program != NULL)
    return other_program;
#ifdef HEARTH_DEVELOPMENT
  /* A tree that was built but not installed. A release lets nobody choose the program. */
  if (g_getenv ("HEARTH_DECODER") != NULL)
    return g_getenv ("HEARTH_DECODER");
#endif
  return HEARTH_LIBEXEC_DIR "/hearth-decoder";
}

static gint64
deadline (void)
{
  guint ms = other_timeout_ms != 0 ? other_timeout_ms : HEARTH_DECODE_TIMEOUT_SECONDS * 1000;

  return g_get_monotonic_time () + (gint64) ms * 1000;
}

static gboolean
fail_crashed (GError **error)
{
  g_set_error_literal (error, HEARTH_DECODE_ERROR, HEARTH_DECODE_ERROR_CRASHED,
                       "the decoder ended without an answer");
  return FALSE;
}

/* A child that died while it is written to means SIGPIPE, which would end a program that does not
 * expect it. It is blocked for this thread and taken away again. */
static gssize
write_quietly (int fd, const guint8 *data, gsize length)
{
  sigset_t pipe_set, old_set, pending;
  const struct timespec now = { 0, 0 };
  gboolean was_pending;
  gssize n;
  int saved;

  sigemptyset (&pipe_set);
  sigaddset (&pipe_set, SIGPIPE);
  sigpending (&pending);
  was_pending = sigismember (&pending, SIGPIPE) == 1;
  pthread_sigmask (SIG_BLOCK, &pipe_set, &old_set);
  n = write (fd, data, length);
  saved = errno;
  if (n < 0 && saved == EPIPE && !was_pending)
    while (sigtimedwait (&pipe_set, NULL, &now) < 0 && errno == EINTR)
      continue;
  pthread_sigmask (SIG_SETMASK, &old_set, NULL);
  errno = saved;
  return n;
}

static gboolean
would_only_wait (void)
{
  return errno == EAGAIN || errno == EINTR;
}

/* Moves what can be moved now. */
static gboolean
pump (HearthDecodeProcess *self, Flow *flow, const struct pollfd *files, GError **error)
{
  if (files[0].revents != 0 && flow->out_length > 0)
    {
      gssize n = write_quietly (self->to_child, flow->out, flow->out_length);

      if (n < 0 && !would_only_wait ())
        return fail_crashed (error);
      if (n > 0)
        {
          flow->out += n;
          flow->out_length -= (gsize) n;
        }
    }
  if (files[1].revents != 0 && flow->in_length > 0)
    {
      gssize n = read (self->from_child, flow->in, flow->in_length);

      if (n == 0 || (n < 0 && !would_only_wait ()))
        return fail_crashed (error);
      if (n > 0)
        {
          flow->in += n;
          flow->in_length -= (gsize) n;
        }
    }
  return TRUE;
}

static gboolean
wait_for_files (struct pollfd *files, gint64 until, GError **error)
{
  gint64 left_us = until - g_get_monotonic_time ();

  if (left_us <= 0)
    {
      g_set_error_literal (error, HEARTH_DECODE_ERROR, HEARTH_DECODE_ERROR_TIMEOUT,
                           "the decoder took too long");
      return FALSE;
    }
  if (poll (files, 3, (int) MIN (left_us / 1000 + 1, G_MAXINT)) < 0 && errno != EINTR)
    return fail_crashed (error);
  return TRUE;
}

/* Writes all of @flow's output, then reads all of its input. */
static gboolean
run_flow (
    HearthDecodeProcess *self, Flow *flow, gint64 until, GCancellable *cancellable, GError **error)
{
  GPollFD cancel = { .fd = -1 };
  gboolean has_cancel = cancellable != NULL && g_cancellable_make_pollfd (cancellable, &cancel);
  gboolean is_good = TRUE;

  while (is_good && (flow->out_length > 0 || flow->in_length > 0))
    {
      struct pollfd files[] = {
        { flow->out_length > 0 ? self->to_child : -1, POLLOUT, 0 },
        { flow->out_length == 0 ? self->from_child : -1, POLLIN, 0 },
        { cancel.fd, POLLIN, 0 },
      };

      is_good = !g_cancellable_set_error_if_cancelled (cancellable, error) &&
                wait_for_files (files, until, error) && pump (self, flow, files, error);
    }
  if (has_cancel)
    g_cancellable_release_fd (cancellable);
  return is_good;
}

static gboolean
read_reply (HearthDecodeProcess *self,
            HearthDecodeOp op,
            gint64 until,
            HearthDecodeReply *reply,
            GCancellable *cancellable,
            GError **error)
{
  guint8 head[HEARTH_DECODE_REPLY_SIZE];
  Flow flow = { .in = head, .in_length = sizeof head };

  if (!run_flow (self, &flow, until, cancellable, error))
    return FALSE;
  return hearth_decode_reply_read (head, op, reply) || fail_crashed (error);
}

static gboolean
read_payload (HearthDecodeProcess *self,
              gsize length,
              gint64 until,
              guint8 **answer,
              GCancellable *cancellable,
              GError **error)
{
  guint8 *data = g_try_malloc (length);
  Flow flow = { .in = data, .in_length = length };

  if (data == NULL)
    {
      g_set_error_literal (error, HEARTH_DECODE_ERROR, HEARTH_DECODE_ERROR_TOO_BIG,
                           "no memory for the answer");
      return FALSE;
    }
  if (!run_flow (self, &flow, until, cancellable, error))
    {
      explicit_bzero (data, length);
      g_free (data);
      return FALSE;
    }
  *answer = data;
  return TRUE;
}

static void
set_error_of_status (HearthDecodeStatus status, GError **error)
{
  static const struct
  {
    HearthDecodeError code;
    const char *message;
  } errors[] = {
    [HEARTH_DECODE_STATUS_UNSUPPORTED] = { HEARTH_DECODE_ERROR_UNSUPPORTED,
                                           "not a kind that is shown" },
    [HEARTH_DECODE_STATUS_TOO_BIG] = { HEARTH_DECODE_ERROR_TOO_BIG, "beyond the limits" },
    [HEARTH_DECODE_STATUS_DAMAGED] = { HEARTH_DECODE_ERROR_DAMAGED, "cannot be decoded" },
    [HEARTH_DECODE_STATUS_PROTECTED] = { HEARTH_DECODE_ERROR_PROTECTED, "encrypted document" },
    [HEARTH_DECODE_STATUS_NO_PAGE] = { HEARTH_DECODE_ERROR_NO_PAGE, "no such page" },
    [HEARTH_DECODE_STATUS_UNCONFINED] = { HEARTH_DECODE_ERROR_UNCONFINED,
                                          "the decoder cannot be confined" },
  };

  g_set_error_literal (error, HEARTH_DECODE_ERROR, errors[status].code, errors[status].message);
}

static GSubprocess *
spawn (HearthDecodeKind kind, GError **error)
{
  const char *argv[] = { find_program (), NULL, NULL };
  char *environment[] = { (char *) "LC_ALL=C.UTF-8", NULL };
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autoptr (GError) local_error = NULL;
  GSubprocess *child;

  argv[1] = kind == HEARTH_DECODE_KIND_PDF ? "document" : "picture";
  launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                 G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_subprocess_launcher_set_environ (launcher, environment);
  g_subprocess_launcher_set_cwd (launcher, "/");
  child = g_subprocess_launcher_spawnv (launcher, argv, &local_error);
  if (child == NULL)
    g_set_error (error, HEARTH_DECODE_ERROR, HEARTH_DECODE_ERROR_MISSING,
                 "the decoder cannot be started (%s %d)", g_quark_to_string (local_error->domain),
                 local_error->code);
  return child;
}

/**
 * _hearth_decode_process_start:
 * @kind: what it is for: a child for pictures never loads what PDF needs
 *
 * Starts a child and waits until it is confined; not a byte of a document has been sent then.
 *
 * Returns: (transfer full): %NULL with %HEARTH_DECODE_ERROR_MISSING, %HEARTH_DECODE_ERROR_UNCONFINED,
 *   %HEARTH_DECODE_ERROR_CRASHED, %HEARTH_DECODE_ERROR_TIMEOUT or %G_IO_ERROR_CANCELLED. Thread: any,
 *   blocks.
 */
HearthDecodeProcess *
_hearth_decode_process_start (HearthDecodeKind kind, GCancellable *cancellable, GError **error)
{
  g_autoptr (HearthDecodeProcess) self = NULL;
  GSubprocess *child = spawn (kind, error);
  HearthDecodeReply reply;

  if (child == NULL)
    return NULL;
  self = g_new0 (HearthDecodeProcess, 1);
  self->child = child;
  self->to_child =
      g_unix_output_stream_get_fd (G_UNIX_OUTPUT_STREAM (g_subprocess_get_stdin_pipe (child)));
  self->from_child =
      g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (g_subprocess_get_stdout_pipe (child)));
  (void) fcntl (self->to_child, F_SETFL, O_NONBLOCK);
  (void) fcntl (self->from_child, F_SETFL, O_NONBLOCK);
  if (!read_reply (self, HEARTH_DECODE_OP_OPEN, deadline (), &reply, cancellable, error))
    return NULL;
  if (reply.status != HEARTH_DECODE_STATUS_OK)
    {
      set_error_of_status (reply.status, error);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/**
 * _hearth_decode_process_kill:
 *
 * Ends the child at once; whoever waits for an answer gets %HEARTH_DECODE_ERROR_CRASHED. Thread: any.
 */
void
_hearth_decode_process_kill (HearthDecodeProcess *self)
{
  g_subprocess_force_exit (self->child);
}

void
_hearth_decode_process_free (HearthDecodeProcess *self)
{
  _hearth_decode_process_kill (self);
  g_object_unref (self->child);
  g_free (self);
}

/**
 * _hearth_decode_process_ask:
 * @payload: (nullable): the document, for OPEN
 * @reply: (out): untouched on failure
 * @answer: (out) (nullable) (transfer full): @reply's payload; %NULL if it has none
 *
 * After %HEARTH_DECODE_ERROR_CRASHED, %HEARTH_DECODE_ERROR_TIMEOUT or %G_IO_ERROR_CANCELLED the child
 * must not be asked again: it is in the middle of something. After other errors it may.
 *
 * Returns: %FALSE on those, or with the child's own reason. Thread: one at a time, blocks.
 */
gboolean
_hearth_decode_process_ask (HearthDecodeProcess *self,
                            const HearthDecodeRequest *request,
                            GBytes *payload,
                            HearthDecodeReply *reply,
                            guint8 **answer,
                            GCancellable *cancellable,
                            GError **error)
{
  guint8 head[HEARTH_DECODE_REQUEST_SIZE];
  Flow flow = { .out = head, .out_length = sizeof head };
  gint64 until = deadline ();
  HearthDecodeReply found;

  *answer = NULL;
  hearth_decode_request_write (request, head);
  if (!run_flow (self, &flow, until, cancellable, error))
    return FALSE;
  if (payload != NULL)
    {
      flow.out = g_bytes_get_data (payload, &flow.out_length);
      if (!run_flow (self, &flow, until, cancellable, error))
        return FALSE;
    }
  if (!read_reply (self, request->op, until, &found, cancellable, error))
    return FALSE;
  if (found.status != HEARTH_DECODE_STATUS_OK)
    {
      set_error_of_status (found.status, error);
      return FALSE;
    }
  if (found.length > 0 && !read_payload (self, found.length, until, answer, cancellable, error))
    return FALSE;
  *reply = found;
  return TRUE;
}
