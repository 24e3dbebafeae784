/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-log.h"

#include <string.h>

#define WITHHELD "a message of this library is not written down: it may quote what is in the vault"

/* Fields that this program does not know may hold anything. */
typedef struct
{
  const GLogField *domain;
  const GLogField *message;
  const GLogField *priority;
  const GLogField *old_api; /* without it, what is fatal would be so twice */
} Known;

static Known
find_known (const GLogField *fields, gsize n_fields)
{
  Known known = { NULL };

  for (gsize i = 0; i < n_fields; i++)
    if (strcmp (fields[i].key, "GLIB_DOMAIN") == 0)
      known.domain = &fields[i];
    else if (strcmp (fields[i].key, "MESSAGE") == 0)
      known.message = &fields[i];
    else if (strcmp (fields[i].key, "PRIORITY") == 0)
      known.priority = &fields[i];
    else if (strcmp (fields[i].key, "GLIB_OLD_LOG_API") == 0)
      known.old_api = &fields[i];
  return known;
}

/* Programs log without a domain, or under one with their name; libraries have their own. */
static gboolean
is_ours (const GLogField *domain)
{
  static const char own[] = "hearth";
  gsize length;

  if (domain == NULL || domain->value == NULL)
    return TRUE;
  length = domain->length < 0 ? strlen (domain->value) : (gsize) domain->length;
  return length >= strlen (own) && memcmp (domain->value, own, strlen (own)) == 0;
}

/* GLib's writer decides where to, and ends the program where a message is fatal. */
static GLogWriterOutput
write_known (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  static const GLogField withheld = { "MESSAGE", WITHHELD, -1 };
  const Known known = find_known (fields, n_fields);
  const GLogField *wanted[] = { known.priority, known.domain,
                                is_ours (known.domain) ? known.message : &withheld, known.old_api };
  GLogField kept[G_N_ELEMENTS (wanted)];
  gsize n_kept = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (wanted); i++)
    if (wanted[i] != NULL)
      kept[n_kept++] = *wanted[i];
  return g_log_writer_default (level, kept, n_kept, NULL);
}

/**
 * hearth_log_keep_content_out:
 *
 * From now on a message of this program is written with its level, domain and text; its texts hold codes
 * and never a value. A message of another library is written with its level and domain only: toolkits
 * and parsers quote what they stumble over, and the log of a desktop is kept in clear (security 10).
 *
 * With G_MESSAGES_DEBUG in the environment everything is written as GLib does it: release builds of the
 * window take that variable away before.
 *
 * Call it once, before anything is logged. Thread: main, before there are others.
 */
void
hearth_log_keep_content_out (void)
{
  if (g_getenv ("G_MESSAGES_DEBUG") == NULL)
    g_log_set_writer_func (write_known, NULL, NULL);
}
