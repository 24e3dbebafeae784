/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-decode-limits.h"
#include "hearth-decode-wire.h"
#include "hearth-pixels.h"

#include <string.h>

static void
test_request_comes_back (void)
{
  const HearthDecodeRequest request = { HEARTH_DECODE_OP_RENDER, 7, 800, 600,
                                        HEARTH_DECODE_WIRE_CROP, 0 };
  guint8 wire[HEARTH_DECODE_REQUEST_SIZE];
  HearthDecodeRequest back;

  hearth_decode_request_write (&request, wire);
  g_assert_true (hearth_decode_request_read (wire, &back));
  g_assert_cmpint (back.op, ==, request.op);
  g_assert_cmpuint (back.page, ==, 7);
  g_assert_cmpuint (back.width, ==, 800);
  g_assert_cmpuint (back.height, ==, 600);
  g_assert_cmpuint (back.flags, ==, HEARTH_DECODE_WIRE_CROP);
}

static void
test_layout_of_a_request_is_fixed (void)
{
  const HearthDecodeRequest request = { HEARTH_DECODE_OP_OPEN, 0, 0, 0, 0, 0x01020304 };
  const guint8 expected[HEARTH_DECODE_REQUEST_SIZE] = { 'H', 'D', 'Q', '1', 1, [24] = 4, 3, 2, 1 };
  guint8 wire[HEARTH_DECODE_REQUEST_SIZE];

  hearth_decode_request_write (&request, wire);
  g_assert_cmpmem (wire, sizeof wire, expected, sizeof expected);
}

static gboolean
is_taken (HearthDecodeRequest request)
{
  guint8 wire[HEARTH_DECODE_REQUEST_SIZE];
  HearthDecodeRequest back;

  hearth_decode_request_write (&request, wire);
  return hearth_decode_request_read (wire, &back);
}

static void
test_requests_beyond_the_limits_are_refused (void)
{
  const guint64 most = HEARTH_DECODE_MAX_INPUT;
  const guint32 side = HEARTH_DECODE_MAX_SIDE;

  g_assert_true (is_taken ((HearthDecodeRequest){ HEARTH_DECODE_OP_OPEN, .length = 1 }));
  g_assert_true (is_taken ((HearthDecodeRequest){ HEARTH_DECODE_OP_OPEN, .length = most }));
  g_assert_false (is_taken ((HearthDecodeRequest){ HEARTH_DECODE_OP_OPEN, .length = 0 }));
  g_assert_false (is_taken ((HearthDecodeRequest){ HEARTH_DECODE_OP_OPEN, .length = most + 1 }));
  g_assert_false (is_taken ((HearthDecodeRequest){ HEARTH_DECODE_OP_STRIP, .length = 1 }));
  g_assert_true (is_taken ((HearthDecodeRequest){ HEARTH_DECODE_OP_RENDER, 0, 4096, 4096 }));
  g_assert_false (is_taken ((HearthDecodeRequest){ HEARTH_DECODE_OP_RENDER, 0, 4097, 4096 }));
  g_assert_false (is_taken ((HearthDecodeRequest){ HEARTH_DECODE_OP_RENDER, 0, 0, 100 }));
  g_assert_false (is_taken ((HearthDecodeRequest){ HEARTH_DECODE_OP_RENDER, 0, side + 1, 1 }));
  g_assert_false (is_taken ((HearthDecodeRequest){ HEARTH_DECODE_OP_RENDER, 5000, 10, 10 }));
  g_assert_false (is_taken ((HearthDecodeRequest){ HEARTH_DECODE_OP_RENDER, 0, 10, 10, 2 }));
  g_assert_true (is_taken ((HearthDecodeRequest){ HEARTH_DECODE_OP_THUMBNAIL, 0, 512, 512 }));
  g_assert_false (is_taken ((HearthDecodeRequest){ HEARTH_DECODE_OP_THUMBNAIL, 0, 513, 512 }));
  g_assert_false (is_taken ((HearthDecodeRequest){ HEARTH_DECODE_OP_THUMBNAIL, 0, 15, 16 }));
  g_assert_false (is_taken ((HearthDecodeRequest){ (HearthDecodeOp) 0 }));
  g_assert_false (is_taken ((HearthDecodeRequest){ (HearthDecodeOp) 5 }));
}

static void
test_requests_with_another_mark_are_refused (void)
{
  const HearthDecodeRequest request = { HEARTH_DECODE_OP_STRIP };
  guint8 wire[HEARTH_DECODE_REQUEST_SIZE];
  HearthDecodeRequest back;

  for (guint i = 0; i < 4; i++)
    {
      hearth_decode_request_write (&request, wire);
      wire[i] ^= 1;
      g_assert_false (hearth_decode_request_read (wire, &back));
    }
}

static HearthDecodeReply
good_reply (void)
{
  return (HearthDecodeReply){
    HEARTH_DECODE_STATUS_OK, HEARTH_DECODE_KIND_PNG, 0, 10, 20, 40, 100, 200, 800
  };
}

static gboolean
is_believed (HearthDecodeReply reply, HearthDecodeOp op)
{
  guint8 wire[HEARTH_DECODE_REPLY_SIZE];
  HearthDecodeReply back;

  hearth_decode_reply_write (&reply, wire);
  return hearth_decode_reply_read (wire, op, &back);
}

static void
test_reply_comes_back (void)
{
  const HearthDecodeReply reply = good_reply ();
  guint8 wire[HEARTH_DECODE_REPLY_SIZE];
  HearthDecodeReply back;

  hearth_decode_reply_write (&reply, wire);
  g_assert_true (hearth_decode_reply_read (wire, HEARTH_DECODE_OP_RENDER, &back));
  g_assert_cmpuint (back.kind, ==, HEARTH_DECODE_KIND_PNG);
  g_assert_cmpuint (back.width, ==, 10);
  g_assert_cmpuint (back.height, ==, 20);
  g_assert_cmpuint (back.stride, ==, 40);
  g_assert_cmpuint (back.natural_width, ==, 100);
  g_assert_cmpuint (back.natural_height, ==, 200);
  g_assert_cmpuint (back.length, ==, 800);
}

/* One field of the good reply replaced. */
#define LIE(field, value)                                                                          \
  ({                                                                                               \
    HearthDecodeReply lie = good_reply ();                                                         \
    lie.field = value;                                                                             \
    is_believed (lie, HEARTH_DECODE_OP_RENDER);                                                    \
  })

static void
test_replies_that_lie_are_not_believed (void)
{
  HearthDecodeReply huge = good_reply (), text = good_reply ();

  g_assert_true (LIE (n_pages, 1));
  g_assert_false (LIE (status, (HearthDecodeStatus) 7));
  g_assert_false (LIE (kind, (HearthDecodeKind) 4));
  g_assert_false (LIE (n_pages, HEARTH_DECODE_MAX_PAGES + 1));
  g_assert_false (LIE (width, 11));
  g_assert_false (LIE (width, 0));
  g_assert_false (LIE (height, 21));
  g_assert_false (LIE (height, 0x40000000));
  g_assert_false (LIE (stride, 44));
  g_assert_false (LIE (length, 801));
  g_assert_false (LIE (length, G_MAXUINT64));
  /* A refusal carries nothing. */
  g_assert_false (LIE (status, HEARTH_DECODE_STATUS_DAMAGED));
  huge.width = huge.height = 4097;
  huge.stride = huge.width * 4;
  huge.length = (guint64) huge.stride * huge.height;
  g_assert_false (is_believed (huge, HEARTH_DECODE_OP_RENDER));
  text.length = HEARTH_DECODE_MAX_THUMBNAIL;
  g_assert_true (is_believed (text, HEARTH_DECODE_OP_THUMBNAIL));
  text.length++;
  g_assert_false (is_believed (text, HEARTH_DECODE_OP_THUMBNAIL));
  text.length = HEARTH_DECODE_MAX_INPUT + 1;
  g_assert_false (is_believed (text, HEARTH_DECODE_OP_STRIP));
  text.length = 0;
  g_assert_false (is_believed (text, HEARTH_DECODE_OP_STRIP));
  g_assert_false (is_believed (good_reply (), HEARTH_DECODE_OP_OPEN));
}

static void
test_kinds_go_by_their_first_bytes (void)
{
  const char *late_pdf = " %PDF-1.7";

  g_assert_cmpint (hearth_decode_kind_sniff ((const guint8 *) "\x89PNG\r\n\x1a\n", 8), ==,
                   HEARTH_DECODE_KIND_PNG);
  g_assert_cmpint (hearth_decode_kind_sniff ((const guint8 *) "\x89PNG\r\n\x1a", 7), ==,
                   HEARTH_DECODE_KIND_NONE);
  g_assert_cmpint (hearth_decode_kind_sniff ((const guint8 *) "\xff\xd8\xff\xe0", 4), ==,
                   HEARTH_DECODE_KIND_JPEG);
  g_assert_cmpint (hearth_decode_kind_sniff ((const guint8 *) "%PDF-1.7", 8), ==,
                   HEARTH_DECODE_KIND_PDF);
  g_assert_cmpint (hearth_decode_kind_sniff ((const guint8 *) late_pdf, strlen (late_pdf)), ==,
                   HEARTH_DECODE_KIND_NONE);
  g_assert_cmpint (hearth_decode_kind_sniff ((const guint8 *) "GIF89a", 6), ==,
                   HEARTH_DECODE_KIND_NONE);
  g_assert_cmpint (hearth_decode_kind_sniff (NULL, 0), ==, HEARTH_DECODE_KIND_NONE);
}

static void
test_kinds_have_media_types (void)
{
  for (HearthDecodeKind kind = HEARTH_DECODE_KIND_PNG; kind <= HEARTH_DECODE_KIND_PDF; kind++)
    {
      const char *type = hearth_decode_kind_get_media_type (kind);

      g_assert_cmpint (hearth_decode_kind_from_media_type (type), ==, kind);
      g_assert_nonnull (hearth_decode_kind_get_extension (kind));
    }
  g_assert_null (hearth_decode_kind_get_media_type (HEARTH_DECODE_KIND_NONE));
  g_assert_null (hearth_decode_kind_get_extension (HEARTH_DECODE_KIND_NONE));
  g_assert_cmpint (hearth_decode_kind_from_media_type ("image/svg+xml"), ==,
                   HEARTH_DECODE_KIND_NONE);
  g_assert_cmpint (hearth_decode_kind_from_media_type (NULL), ==, HEARTH_DECODE_KIND_NONE);
}

static void
test_pixels_outlive_who_made_them (void)
{
  g_autoptr (HearthPixels) pixels = hearth_pixels_new (g_malloc0 (24), 24, 3, 2, 12);
  g_autoptr (GBytes) bytes = g_bytes_ref (hearth_pixels_get_bytes (pixels));
  HearthPixels *second = hearth_pixels_ref (pixels);
  guint width, height;

  hearth_pixels_get_natural_size (pixels, &width, &height);
  g_assert_cmpuint (width, ==, 3);
  g_assert_cmpuint (height, ==, 2);
  hearth_pixels_set_natural_size (pixels, 30, 20);
  hearth_pixels_get_natural_size (second, &width, &height);
  g_assert_cmpuint (width, ==, 30);
  g_assert_cmpuint (height, ==, 20);
  hearth_pixels_unref (second);
  g_clear_pointer (&pixels, hearth_pixels_unref);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 24);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/decode/wire/request-comes-back", test_request_comes_back);
  g_test_add_func ("/decode/wire/layout-of-a-request-is-fixed", test_layout_of_a_request_is_fixed);
  g_test_add_func ("/decode/wire/requests-beyond-the-limits-are-refused",
                   test_requests_beyond_the_limits_are_refused);
  g_test_add_func ("/decode/wire/requests-with-another-mark-are-refused",
                   test_requests_with_another_mark_are_refused);
  g_test_add_func ("/decode/wire/reply-comes-back", test_reply_comes_back);
  g_test_add_func ("/decode/wire/replies-that-lie-are-not-believed",
                   test_replies_that_lie_are_not_believed);
  g_test_add_func ("/decode/kind/kinds-go-by-their-first-bytes",
                   test_kinds_go_by_their_first_bytes);
  g_test_add_func ("/decode/kind/kinds-have-media-types", test_kinds_have_media_types);
  g_test_add_func ("/decode/pixels/pixels-outlive-who-made-them",
                   test_pixels_outlive_who_made_them);
  return g_test_run ();
}
