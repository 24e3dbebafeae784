/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text as people type it: clean, comparable, sortable. Everything is UTF-8; what is kept is NFC. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HearthTextIssue:
 * @HEARTH_TEXT_FINE: nothing against it
 * @HEARTH_TEXT_NOT_UTF8: bytes that are not UTF-8, or a zero byte
 * @HEARTH_TEXT_CONTROL: a control or invisible character, a line break where there may be none
 * @HEARTH_TEXT_BIDI: a character that turns the writing direction, so that text shows as another
 * @HEARTH_TEXT_TOO_LONG: more bytes than allowed
 */
typedef enum
{
  HEARTH_TEXT_FINE,
  HEARTH_TEXT_NOT_UTF8,
  HEARTH_TEXT_CONTROL,
  HEARTH_TEXT_BIDI,
  HEARTH_TEXT_TOO_LONG,
} HearthTextIssue;

typedef enum
{
  HEARTH_TEXT_ONE_LINE,
  HEARTH_TEXT_MANY_LINES, /* line feeds and tabs are text too */
} HearthTextShape;

/* The longest text of a record's field, in bytes (bundles 14). */
#define HEARTH_TEXT_MAX_BYTES (256 * 1024)

HearthTextIssue hearth_text_check (const char *text, gsize max_bytes, HearthTextShape shape);
char *hearth_text_normalize (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *hearth_text_clean (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *hearth_text_fold (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char *hearth_text_sort_key (const char *text) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_text_equal (const char *a, const char *b);
gboolean hearth_text_is_apostrophe (gunichar c);

G_END_DECLS
