/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-test-paper.h"

#include "hearth-test-program.h"
#include "hearth-test.h"

#include <string.h>

static void
write_bytes (const char *folder, const char *name, GBytes *bytes)
{
  hearth_test_write_file (folder, name, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* Thousands stand apart by blanks that do not break a line. */
static char *
join_words (const char *output)
{
  g_auto (GStrv) words = g_strsplit_set (output, " \n\f\t", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", words[i]);
  g_string_replace (text, "\u00a0", " ", 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
hearth_test_read_lines (GBytes *pdf, const char *name)
{
  static const char *const programs[] = { "pdftotext", NULL };
  const char *keep = g_getenv ("HEARTH_TEST_KEEP");
  g_autofree char *folder = NULL;
  char *output = NULL;

  if (keep != NULL)
    write_bytes (keep, name, pdf);
  if (!hearth_test_need_programs (programs))
    return NULL;
  folder = hearth_test_make_folder ();
  write_bytes (folder, "paper.pdf", pdf);
  g_assert_cmpint (hearth_test_run (folder, "pdftotext -enc UTF-8 -raw paper.pdf -", &output), ==,
                   0);
  hearth_test_remove_folder (folder);
  return output;
}

char *
hearth_test_read_paper (GBytes *pdf, const char *name)
{
  g_autofree char *lines = hearth_test_read_lines (pdf, name);

  return lines != NULL ? join_words (lines) : NULL;
}

void
hearth_test_assert_holds (const char *text, const char *part)
{
  if (strstr (text, part) == NULL)
    g_error ("\"%s\" is not in: %s", part, text);
}

void
hearth_test_assert_lacks (const char *text, const char *part)
{
  if (strstr (text, part) != NULL)
    g_error ("\"%s\" is in: %s", part, text);
}
