/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-audit-words.h"

#include "hearth-audit.h"
#include "hearth-format.h"
#include "hearth-notice.h"

#include <glib/gi18n.h>
#include <string.h>

/* What the words of the log say to people. */
static const struct
{
  HearthAuditEvent event;
  const char *title;
} titles[] = {
  { HEARTH_AUDIT_UNLOCK, N_ ("Unlocked the vault") },
  { HEARTH_AUDIT_UNLOCK_FAILED, N_ ("Failed to unlock before") },
  { HEARTH_AUDIT_LOCK, N_ ("Locked the vault") },
  { HEARTH_AUDIT_CASE_OPEN, N_ ("Opened a case") },
  { HEARTH_AUDIT_SEARCH, N_ ("Searched") },
  { HEARTH_AUDIT_CONFLICT, N_ ("Decided a conflict") },
  { HEARTH_AUDIT_IMPORT, N_ ("Imported") },
  { HEARTH_AUDIT_EXPORT, N_ ("Exported") },
  { HEARTH_AUDIT_BUNDLE_REFUSED, N_ ("A bundle was refused") },
  { HEARTH_AUDIT_PRINT, N_ ("Printed") },
  { HEARTH_AUDIT_COPY, N_ ("Saved a copy in the clear") },
  { HEARTH_AUDIT_FILE_OPEN, N_ ("Looked at a file") },
  { HEARTH_AUDIT_SECOND_PERSON, N_ ("Approved as second person") },
  { HEARTH_AUDIT_USER_ADD, N_ ("Added a user") },
  { HEARTH_AUDIT_USER_CHANGE, N_ ("Changed a user") },
  { HEARTH_AUDIT_USER_OFF, N_ ("Switched a user off") },
  { HEARTH_AUDIT_GRANT, N_ ("Granted access") },
  { HEARTH_AUDIT_REVOKE, N_ ("Took access away") },
  { HEARTH_AUDIT_CARD, N_ ("Changed the card") },
  { HEARTH_AUDIT_CONTACT, N_ ("Changed a contact") },
  { HEARTH_AUDIT_PASSPHRASE, N_ ("Changed a passphrase") },
  { HEARTH_AUDIT_KEY_RENEWAL, N_ ("Renewed keys") },
  { HEARTH_AUDIT_RECOVERY, N_ ("Used the recovery") },
  { HEARTH_AUDIT_ERASE, N_ ("Erased") },
  { HEARTH_AUDIT_TRAVEL, N_ ("Travel mode") },
  { HEARTH_AUDIT_HEADER, N_ ("Header of the vault") },
  { HEARTH_AUDIT_CLOCK, N_ ("The clock jumped") },
  { HEARTH_AUDIT_CHECK, N_ ("Checked the vault") },
  { HEARTH_AUDIT_TABLE, N_ ("Made a lost table anew") },
  { HEARTH_AUDIT_JOURNAL, N_ ("Gave up a damaged journal") },
  { HEARTH_AUDIT_BACKUP, N_ ("Made a backup") },
  { HEARTH_AUDIT_BACKUP_PROOF, N_ ("Proved a backup") },
  { HEARTH_AUDIT_RESTORE, N_ ("Restored a backup") },
  { HEARTH_AUDIT_PROGRAM, N_ ("Another version of the program") },
  { HEARTH_AUDIT_PAIR, N_ ("Judged a possible duplicate") },
};

/* "export.done" is an export and how it ended. */
char *
hearth_audit_words_dup_event (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      const char *begin = hearth_audit_event_to_word (titles[i].event);
      const char *end = word + strlen (begin);

      if (!g_str_has_prefix (word, begin) || (*end != '\0' && *end != '.'))
        continue;
      if (strcmp (word, begin) == 0)
        return g_strdup (_ (titles[i].title));
      /* Translators: an act, then how it ended. */
      if (strcmp (end, ".done") == 0)
        return g_strdup_printf (_ ("%s: done"), _ (titles[i].title));
      if (strcmp (end, ".failed") == 0 && titles[i].event != HEARTH_AUDIT_UNLOCK)
        return g_strdup_printf (_ ("%s: failed"), _ (titles[i].title));
    }
  return g_strdup (word);
}

/* "user 00ff…: reason", "user 00ff… core medical": on whom, and what they got or lost. */
static char *
describe_user_act (const char *text, GPtrArray *members)
{
  g_auto (GStrv) halves = g_strsplit (text, ": ", 2);
  g_auto (GStrv) words = g_strsplit (halves[0], " ", -1);
  const HearthMember *member;
  GString *shown = g_string_new (NULL);
  HearthId id;
  guint cmps = 0;

  if (words[0] == NULL || !hearth_id_parse (words[0], &id))
    return g_string_free (g_string_append (shown, text), FALSE);
  member = hearth_members_find (members, &id);
  for (guint i = 1; words[i] != NULL; i++)
    {
      HearthCompartment cmp;

      if (hearth_compartment_from_name (words[i], &cmp))
        cmps |= 1u << cmp;
    }
  hearth_format_append_part (shown, member != NULL ? member->name : _ ("a removed person"));
  if (cmps != 0)
    {
      g_autofree char *parts = hearth_notice_list_compartments (cmps);

      hearth_format_append_part (shown, parts);
    }
  hearth_format_append_part (shown, halves[1]);
  return g_string_free (shown, FALSE);
}

char *
hearth_audit_words_dup_why (const char *why, GPtrArray *members)
{
  static const char user[] = "user ";

  if (why == NULL)
    return NULL;
  if (strcmp (why, HEARTH_AUDIT_WHY_DEEP) == 0)
    return g_strdup (_ ("every page was read"));
  if (g_str_has_prefix (why, user))
    return describe_user_act (why + strlen (user), members);
  return g_strdup (why);
}
