/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-bundle-member.h"

#include <string.h>

#define MIN_COMPARTMENT 3
#define MAX_COMPARTMENT 16

static gboolean
skip_text (const char **at, const char *text)
{
  if (!g_str_has_prefix (*at, text))
    return FALSE;
  *at += strlen (text);
  return TRUE;
}

static gboolean
skip_hex (const char **at, gsize n_digits)
{
  if (strspn (*at, "0123456789abcdef") < n_digits)
    return FALSE;
  *at += n_digits;
  return TRUE;
}

static gboolean
skip_compartment (const char **at, char **compartment)
{
  gsize n = strspn (*at, "abcdefghijklmnopqrstuvwxyz");

  if (n < MIN_COMPARTMENT || n > MAX_COMPARTMENT)
    return FALSE;
  *compartment = g_strndup (*at, n);
  *at += n;
  return TRUE;
}

static gboolean
parse (const char *at, HearthBundleMember *member, char **compartment, gboolean *is_sealed)
{
  if (skip_text (&at, HEARTH_BUNDLE_MANIFEST_NAME))
    {
      gboolean is_signature = skip_text (&at, ".minisig");

      *member = is_signature ? HEARTH_BUNDLE_MEMBER_SIGNATURE : HEARTH_BUNDLE_MEMBER_MANIFEST;
    }
  else if (skip_text (&at, HEARTH_BUNDLE_PAD_NAME))
    *member = HEARTH_BUNDLE_MEMBER_PAD;
  else if (skip_text (&at, "k/") && skip_hex (&at, 64))
    *member = HEARTH_BUNDLE_MEMBER_CARD;
  else if (skip_text (&at, "l/") && skip_hex (&at, 32) && skip_text (&at, ".line"))
    *member = HEARTH_BUNDLE_MEMBER_CHECKPOINT;
  else if (skip_text (&at, "p/") && skip_compartment (&at, compartment) &&
           skip_text (&at, ".jsonl"))
    {
      *member = HEARTH_BUNDLE_MEMBER_COMMITS;
      *is_sealed = skip_text (&at, ".age");
    }
  else if (skip_text (&at, "b/") && skip_compartment (&at, compartment) && skip_text (&at, "/") &&
           skip_hex (&at, 32))
    {
      *member = HEARTH_BUNDLE_MEMBER_BLOB;
      *is_sealed = skip_text (&at, ".age");
    }
  else
    return FALSE;
  return *at == '\0';
}

/**
 * hearth_bundle_member_parse:
 * @compartment: (out) (transfer full) (nullable): name of the compartment of a part or attachment
 * @is_sealed: (out): whether it is an age file of its own
 *
 * Source: the names of bundles 10. They are labels, never paths.
 *
 * Returns: whether @name is a name of that list. Thread: any.
 */
gboolean
hearth_bundle_member_parse (const char *name,
                            HearthBundleMember *member,
                            char **compartment,
                            gboolean *is_sealed)
{
  g_autofree char *found = NULL;

  *compartment = NULL;
  *is_sealed = FALSE;
  if (!parse (name, member, &found, is_sealed))
    return FALSE;
  *compartment = g_steal_pointer (&found);
  return TRUE;
}
