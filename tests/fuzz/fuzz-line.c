/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a signed line: one that is accepted holds exactly the canonical form of its JSON. */
#include "config.h"

#include "hearth-fuzz.h"

#include "hearth-commit.h"

#include <string.h>

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  const char *line = (const char *) data;
  const guint8 key[HEARTH_KEY_SIZE] = { 1 };
  json_auto_t *json = hearth_line_parse (line, size, NULL);
  g_auto (HearthCommit) commit = { 0 };
  g_autofree char *text = NULL;

  g_assert_false (hearth_line_verify (line, size, HEARTH_LINE_LABEL_COMMIT, key));
  if (hearth_commit_parse (&commit, line, size, NULL))
    g_assert_nonnull (json);
  if (json == NULL)
    return 0;
  text = hearth_json_dump (json);
  g_assert_cmpmem (text, strlen (text), line + HEARTH_LINE_JSON_OFFSET,
                   size - HEARTH_LINE_JSON_OFFSET);
  return 0;
}
