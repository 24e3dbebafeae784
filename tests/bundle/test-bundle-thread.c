/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stream that passes bytes on by a thread of its own: order, errors, giving up. */
#include "config.h"

#include "hearth-hash-stream.h"
#include "hearth-thread-stream.h"

#include <string.h>

#define MIB (1024 * 1024)

/* Takes a number of bytes and then has no room; may be slow. */
#define TEST_TYPE_SINK (test_sink_get_type ())
G_DECLARE_FINAL_TYPE (TestSink, test_sink, TEST, SINK, GOutputStream)

struct _TestSink
{
  GOutputStream parent_instance;

  gsize room;
  gsize n_taken; /* read by others only after the thread has ended */
  int n_calls;   /* atomic */
  int may_go;    /* atomic: until then a write waits */
  gboolean waits;
};

G_DEFINE_FINAL_TYPE (TestSink, test_sink, G_TYPE_OUTPUT_STREAM)

static gssize
test_sink_write (GOutputStream *stream,
                 const void *buffer,
                 gsize count,
                 GCancellable *cancellable,
                 GError **error)
{
  TestSink *self = TEST_SINK (stream);

  g_atomic_int_inc (&self->n_calls);
  while (self->waits && !g_atomic_int_get (&self->may_go))
    g_usleep (1000);
  if (self->n_taken + count > self->room)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "no room");
      return -1;
    }
  self->n_taken += count;
  return (gssize) count;
}

static void
test_sink_class_init (TestSinkClass *klass)
{
  G_OUTPUT_STREAM_CLASS (klass)->write_fn = test_sink_write;
}

static void
test_sink_init (TestSink *self)
{
  self->room = G_MAXSIZE;
}

/* Every fourth byte tells where it stands. */
static guint8 *
make_bytes (gsize length)
{
  guint8 *bytes = g_malloc (length + 4);

  for (guint32 i = 0; i < length; i += 4)
    memcpy (bytes + i, &i, sizeof i);
  return bytes;
}

static gboolean
put_bytes (gpointer sink, const guint8 *bytes, gsize length, GError **error)
{
  return g_output_stream_write_all (sink, bytes, length, NULL, NULL, error);
}

static HearthThreadStream *
thread_stream_to (GOutputStream *sink)
{
  return hearth_thread_stream_new (put_bytes, sink);
}

static void
test_bytes_keep_their_order (void)
{
  static const gsize sizes[] = { 0, 1, 131071, 131072, 131073, 262144, 5 * MIB + 7 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree guint8 *bytes = make_bytes (sizes[i]);
      g_autoptr (GOutputStream) sink = g_memory_output_stream_new_resizable ();
      g_autoptr (HearthThreadStream) stream = thread_stream_to (G_OUTPUT_STREAM (sink));
      g_autoptr (GError) error = NULL;

      for (gsize at = 0, n; at < sizes[i]; at += n)
        {
          n = MIN (sizes[i] - at, 65552);
          g_assert_true (g_output_stream_write_all (G_OUTPUT_STREAM (stream), bytes + at, n, NULL,
                                                    NULL, &error));
        }
      g_assert_true (hearth_thread_stream_finish (stream, &error));
      g_assert_no_error (error);
      g_assert_cmpmem (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (sink)),
                       g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (sink)), bytes,
                       sizes[i]);
    }
}

static void
test_the_hash_is_that_of_all_bytes (void)
{
  g_autofree guint8 *bytes = make_bytes (3 * MIB);
  g_autoptr (GOutputStream) sink = g_memory_output_stream_new_resizable ();
  g_autoptr (HearthHashStream) hash = hearth_hash_stream_new (sink);
  g_autoptr (HearthThreadStream) stream = thread_stream_to (G_OUTPUT_STREAM (hash));
  guint8 expected[HEARTH_HASH_SIZE], actual[HEARTH_HASH_SIZE];
  g_autoptr (GError) error = NULL;

  hearth_hash (expected, bytes, 3 * MIB);
  g_assert_true (
      g_output_stream_write_all (G_OUTPUT_STREAM (stream), bytes, 3 * MIB, NULL, NULL, &error));
  g_assert_true (hearth_thread_stream_finish (stream, &error));
  g_assert_cmpuint (hearth_hash_stream_finish (hash, actual), ==, 3 * MIB);
  g_assert_cmpmem (actual, sizeof actual, expected, sizeof expected);
}

/* Wherever the sink ends: in a block of the thread, or in the last one, which has none. */
static void
test_an_error_of_the_sink_is_told (void)
{
  static const gsize rooms[] = { 0, 100, MIB, 3 * MIB - 1 };

  for (guint i = 0; i < G_N_ELEMENTS (rooms); i++)
    for (gsize length = 1000; length <= 3 * MIB; length *= 3 * MIB / 1000)
      {
        g_autofree guint8 *bytes = make_bytes (length);
        g_autoptr (TestSink) sink = g_object_new (TEST_TYPE_SINK, NULL);
        g_autoptr (HearthThreadStream) stream = NULL;
        g_autoptr (GError) error = NULL;
        gboolean done;

        sink->room = MIN (rooms[i], length - 1);
        stream = thread_stream_to (G_OUTPUT_STREAM (sink));
        done = g_output_stream_write_all (G_OUTPUT_STREAM (stream), bytes, length, NULL, NULL,
                                          &error) &&
               hearth_thread_stream_finish (stream, &error);
        g_assert_false (done);
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
        /* And again, as often as somebody asks. */
        if (g_output_stream_write_all (G_OUTPUT_STREAM (stream), "x", 1, NULL, NULL, NULL))
          g_assert_false (hearth_thread_stream_finish (stream, NULL));
        g_assert_finalize_object (g_steal_pointer (&stream));
        g_assert_finalize_object (g_steal_pointer (&sink));
      }
}

typedef struct
{
  HearthThreadStream *stream;
  int n_written; /* atomic, KiB */
} Flood;

static gpointer
flood_main (gpointer data)
{
  Flood *flood = data;
  static guint8 bytes[1024];

  for (guint i = 0; i < 8 * 1024; i++)
    {
      g_assert_true (g_output_stream_write_all (G_OUTPUT_STREAM (flood->stream), bytes,
                                                sizeof bytes, NULL, NULL, NULL));
      g_atomic_int_inc (&flood->n_written);
    }
  return NULL;
}

static void
test_a_slow_sink_bounds_what_waits (void)
{
  g_autoptr (TestSink) sink = g_object_new (TEST_TYPE_SINK, NULL);
  g_autoptr (HearthThreadStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  Flood flood = { 0 };
  GThread *thread;
  int last = -1;

  sink->waits = TRUE;
  stream = thread_stream_to (G_OUTPUT_STREAM (sink));
  flood.stream = stream;
  thread = g_thread_new ("flood", flood_main, &flood);
  /* Until it stands still, twice the sink's wait and more. */
  while (last != g_atomic_int_get (&flood.n_written) || last < 1024)
    {
      last = g_atomic_int_get (&flood.n_written);
      g_usleep (50 * 1000);
    }
  g_assert_cmpint (last, <=, 1024);
  g_assert_cmpint (g_atomic_int_get (&sink->n_calls), ==, 1);
  g_atomic_int_set (&sink->may_go, TRUE);
  g_thread_join (thread);
  g_assert_true (hearth_thread_stream_finish (stream, &error));
  g_assert_cmpuint (sink->n_taken, ==, 8 * MIB);
}

static void
test_what_is_given_up_goes_no_further (void)
{
  g_autofree guint8 *bytes = make_bytes (MIB);
  g_autoptr (TestSink) sink = g_object_new (TEST_TYPE_SINK, NULL);
  HearthThreadStream *stream;

  stream = thread_stream_to (G_OUTPUT_STREAM (sink));
  g_assert_true (
      g_output_stream_write_all (G_OUTPUT_STREAM (stream), bytes, MIB, NULL, NULL, NULL));
  g_assert_finalize_object (stream);
  /* The last block was full and had not been sent. */
  g_assert_cmpuint (sink->n_taken, <, MIB);
  g_assert_finalize_object (g_steal_pointer (&sink));
}

static void
test_a_cancelled_write_is_refused (void)
{
  g_autoptr (TestSink) sink = g_object_new (TEST_TYPE_SINK, NULL);
  g_autoptr (HearthThreadStream) stream = thread_stream_to (G_OUTPUT_STREAM (sink));
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_cmpint (g_output_stream_write (G_OUTPUT_STREAM (stream), "x", 1, cancellable, &error), <,
                   0);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_atomic_int_get (&sink->n_calls), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/bundle/thread/bytes-keep-their-order", test_bytes_keep_their_order);
  g_test_add_func ("/bundle/thread/the-hash-is-that-of-all-bytes",
                   test_the_hash_is_that_of_all_bytes);
  g_test_add_func ("/bundle/thread/an-error-of-the-sink-is-told",
                   test_an_error_of_the_sink_is_told);
  g_test_add_func ("/bundle/thread/a-slow-sink-bounds-what-waits",
                   test_a_slow_sink_bounds_what_waits);
  g_test_add_func ("/bundle/thread/what-is-given-up-goes-no-further",
                   test_what_is_given_up_goes_no_further);
  g_test_add_func ("/bundle/thread/a-cancelled-write-is-refused",
                   test_a_cancelled_write_is_refused);
  return g_test_run ();
}
