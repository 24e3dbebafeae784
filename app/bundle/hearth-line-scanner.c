/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-bundle-error.h"
#include "hearth-line-scanner.h"

#include <string.h>

struct _HearthLineScanner
{
  GByteArray *begun; /* of a line whose end has not come */
  gsize max_length;
  HearthLineFunc func;
  gpointer data;
};

/** hearth_line_scanner_new: Returns: (transfer full): @max_length: bytes of a line without LF. */
HearthLineScanner *
hearth_line_scanner_new (gsize max_length, HearthLineFunc func, gpointer data)
{
  HearthLineScanner *self = g_new0 (HearthLineScanner, 1);

  self->begun = g_byte_array_new ();
  self->max_length = max_length;
  self->func = func;
  self->data = data;
  return self;
}

/** hearth_line_scanner_free: frees @self. */
void
hearth_line_scanner_free (HearthLineScanner *self)
{
  g_byte_array_unref (self->begun);
  g_free (self);
}

static gboolean
check_length (HearthLineScanner *self, gsize more, GError **error)
{
  if (self->begun->len + more <= self->max_length)
    return TRUE;
  g_set_error_literal (error, HEARTH_BUNDLE_ERROR, HEARTH_BUNDLE_ERROR_LIMIT,
                       "a line of a part is too long");
  return FALSE;
}

/* Whole lines inside one piece are not copied. */
static gboolean
end_line (HearthLineScanner *self, const char *text, gsize length, GError **error)
{
  gboolean done;

  if (!check_length (self, length, error))
    return FALSE;
  if (self->begun->len == 0)
    return self->func (text, length, self->data, error);
  g_byte_array_append (self->begun, (const guint8 *) text, (guint) length);
  done = self->func ((const char *) self->begun->data, self->begun->len, self->data, error);
  g_byte_array_set_size (self->begun, 0);
  return done;
}

/**
 * hearth_line_scanner_add:
 *
 * Returns: %FALSE with %HEARTH_BUNDLE_ERROR_LIMIT for a line that is too long, or with the error of
 *   the function.
 */
gboolean
hearth_line_scanner_add (HearthLineScanner *self, const char *text, gsize length, GError **error)
{
  const char *end = text + length, *lf;

  while ((lf = memchr (text, '\n', (gsize) (end - text))) != NULL)
    {
      if (!end_line (self, text, (gsize) (lf - text), error))
        return FALSE;
      text = lf + 1;
    }
  if (!check_length (self, (gsize) (end - text), error))
    return FALSE;
  g_byte_array_append (self->begun, (const guint8 *) text, (guint) (end - text));
  return TRUE;
}

/** hearth_line_scanner_finish: Returns: %FALSE with %HEARTH_BUNDLE_ERROR_COMMIT for a cut line. */
gboolean
hearth_line_scanner_finish (HearthLineScanner *self, GError **error)
{
  if (self->begun->len == 0)
    return TRUE;
  g_set_error_literal (error, HEARTH_BUNDLE_ERROR, HEARTH_BUNDLE_ERROR_COMMIT,
                       "the last line of a part has no end");
  return FALSE;
}
