/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-contact-words.h"

#include <glib/gi18n.h>

/** hearth_contact_describe_state: Returns: (transfer none): in the language of the program. */
const char *
hearth_contact_describe_state (const HearthContactRow *row)
{
  switch (row->state)
    {
    case HEARTH_CONTACT_VERIFIED:
      return row->is_bare ? _ ("Key compared") : _ ("Fingerprint compared");
    case HEARTH_CONTACT_REVOKED:
      return _ ("Revoked: nothing is taken from it");
    case HEARTH_CONTACT_REMOVED:
      return C_ ("contact", "Removed");
    case HEARTH_CONTACT_OFFERED:
    case HEARTH_N_CONTACT_STATES:
    default:
      return _ ("Not compared yet: of no use until then");
    }
}

/** hearth_contact_dup_key_text: Returns: (transfer full): see the header. */
char *
hearth_contact_dup_key_text (const HearthContactRow *row)
{
  g_autofree char *text = hearth_contact_dup_reading (row);
  GString *groups = g_string_new (NULL);

  for (gsize i = 0; text[i] != '\0'; i++)
    {
      if (i > 0 && i % HEARTH_CONTACT_GROUP_SIZE == 0)
        g_string_append_c (groups, ' ');
      g_string_append_c (groups, text[i]);
    }
  return g_string_free (groups, FALSE);
}
