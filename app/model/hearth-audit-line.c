/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entries as JSON and back. */
#include "config.h"

#include "hearth-audit-private.h"

#include "hearth-commit.h"

#include <string.h>

#define MAX_WHY_BYTES 512

static const char *const words[HEARTH_N_AUDIT_EVENTS] = {
  [HEARTH_AUDIT_UNLOCK] = "unlock",
  [HEARTH_AUDIT_UNLOCK_FAILED] = "unlock.failed",
  [HEARTH_AUDIT_LOCK] = "lock",
  [HEARTH_AUDIT_CASE_OPEN] = "case.open",
  [HEARTH_AUDIT_SEARCH] = "search",
  [HEARTH_AUDIT_CONFLICT] = "conflict",
  [HEARTH_AUDIT_IMPORT] = "import",
  [HEARTH_AUDIT_EXPORT] = "export",
  [HEARTH_AUDIT_BUNDLE_REFUSED] = "bundle.refused",
  [HEARTH_AUDIT_PRINT] = "print",
  [HEARTH_AUDIT_COPY] = "copy",
  [HEARTH_AUDIT_FILE_OPEN] = "file.open",
  [HEARTH_AUDIT_SECOND_PERSON] = "second.person",
  [HEARTH_AUDIT_USER_ADD] = "user.add",
  [HEARTH_AUDIT_USER_CHANGE] = "user.change",
  [HEARTH_AUDIT_USER_OFF] = "user.off",
  [HEARTH_AUDIT_GRANT] = "grant",
  [HEARTH_AUDIT_REVOKE] = "revoke",
  [HEARTH_AUDIT_CARD] = "card",
  [HEARTH_AUDIT_CONTACT] = "contact",
  [HEARTH_AUDIT_PASSPHRASE] = "passphrase",
  [HEARTH_AUDIT_KEY_RENEWAL] = "key.renewal",
  [HEARTH_AUDIT_RECOVERY] = "recovery",
  [HEARTH_AUDIT_ERASE] = "erase",
  [HEARTH_AUDIT_TRAVEL] = "travel",
  [HEARTH_AUDIT_HEADER] = "header",
  [HEARTH_AUDIT_CLOCK] = "clock",
  [HEARTH_AUDIT_CHECK] = "check",
  [HEARTH_AUDIT_TABLE] = "table",
  [HEARTH_AUDIT_JOURNAL] = "journal",
  [HEARTH_AUDIT_BACKUP] = "backup",
  [HEARTH_AUDIT_BACKUP_PROOF] = "backup.proof",
  [HEARTH_AUDIT_RESTORE] = "restore",
  [HEARTH_AUDIT_PROGRAM] = "program",
  [HEARTH_AUDIT_PAIR] = "pair",
};

static const char *const phases[] = {
  [HEARTH_AUDIT_BEGIN] = "",
  [HEARTH_AUDIT_DONE] = ".done",
  [HEARTH_AUDIT_FAILED] = ".failed",
};

/** hearth_audit_event_to_word: Returns: (transfer none): how the log calls it. Thread: any. */
const char *
hearth_audit_event_to_word (HearthAuditEvent event)
{
  g_return_val_if_fail (event < HEARTH_N_AUDIT_EVENTS, NULL);

  return words[event];
}

/* One line of bounded length; canonical JSON takes no control characters. */
static char *
clean_why (const char *why)
{
  g_autofree char *valid = g_utf8_make_valid (why, -1);
  const char *end = valid;

  for (char *p = valid; *p != '\0'; p++)
    if ((guchar) *p < ' ')
      *p = ' ';
  while (*end != '\0' && g_utf8_next_char (end) - valid <= MAX_WHY_BYTES)
    end = g_utf8_next_char (end);
  return g_strndup (valid, (gsize) (end - valid));
}

static void
set_id (json_t *object, const char *key, const HearthId *id)
{
  char hex[HEARTH_ID_HEX_SIZE];

  hearth_id_format (id, hex);
  json_object_set_new (object, key, json_string (hex));
}

/* Keys that an entry has nothing for are absent. */
static void
set_details (json_t *json, const HearthWriter *writer, const HearthAuditEntry *entry)
{
  const char *role = entry->role;

  if (!hearth_id_is_zero (&entry->case_id))
    set_id (json, "case", &entry->case_id);
  if (entry->cmp != HEARTH_COMPARTMENT_IDENTITY)
    json_object_set_new (json, "cmp", json_string (hearth_compartment_get_name (entry->cmp)));
  if (entry->n != 0)
    json_object_set_new (json, "n", json_integer (entry->n));
  if (role == NULL && writer->roles != NULL)
    role = writer->roles[0];
  if (role != NULL)
    json_object_set_new (json, "role", json_string (role));
  if (entry->why != NULL && *entry->why != '\0')
    {
      g_autofree char *why = clean_why (entry->why);

      json_object_set_new (json, "why", json_string (why));
    }
}

json_t *
_hearth_audit_entry_to_json (const HearthWriter *writer,
                             const HearthAuditEntry *entry,
                             const HearthAuditEnd *end)
{
  g_autofree char *event = g_strconcat (words[entry->event], phases[entry->phase], NULL);
  char hlc[HEARTH_HLC_SIZE];
  json_t *json = json_object ();

  hearth_hlc_format (end->hlc, hlc);
  json_object_set_new (json, "ev", json_string (event));
  json_object_set_new (json, "hlc", json_string (hlc));
  json_object_set_new (json, "i", json_integer (end->next));
  json_object_set_new (json, "prev", json_string (end->prev));
  json_object_set_new (json, "seg", json_string (end->month));
  set_id (json, "who", &writer->who);
  set_details (json, writer, entry);
  return json;
}
