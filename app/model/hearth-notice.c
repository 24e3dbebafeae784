/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-notice.h"

#include <glib/gi18n.h>

static const char *const titles[HEARTH_N_COMPARTMENTS] = {
  [HEARTH_COMPARTMENT_IDENTITY] = N_ ("Identity of the vault"),
  [HEARTH_COMPARTMENT_CORE] = N_ ("Identity and plan"),
  [HEARTH_COMPARTMENT_MEDICAL] = N_ ("Medical"),
  [HEARTH_COMPARTMENT_RESTRICTED] = N_ ("Restricted medical"),
  [HEARTH_COMPARTMENT_DEBRIEF] = N_ ("Debrief"),
  [HEARTH_COMPARTMENT_TRACING] = N_ ("Tracing"),
  [HEARTH_COMPARTMENT_BENEFITS] = N_ ("Compensation"),
  [HEARTH_COMPARTMENT_ADMIN] = N_ ("Administration"),
};

/** hearth_notice_get_compartment_title: Returns: (transfer none): what people call @cmp. Thread: any. */
const char *
hearth_notice_get_compartment_title (HearthCompartment cmp)
{
  g_return_val_if_fail ((guint) cmp < HEARTH_N_COMPARTMENTS, "");

  return _ (titles[cmp]);
}

/**
 * hearth_notice_list_compartments:
 * @compartments: bit per compartment
 *
 * Returns: (transfer full): their titles, separated by commas, in their order. Thread: any.
 */
char *
hearth_notice_list_compartments (guint compartments)
{
  GString *out = g_string_new (NULL);

  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      if ((compartments & 1u << i) == 0)
        continue;
      if (out->len > 0)
        g_string_append (out, ", ");
      g_string_append (out, hearth_notice_get_compartment_title ((HearthCompartment) i));
    }
  return g_string_free (out, FALSE);
}

/**
 * hearth_notice_format_time:
 * @time_s: seconds since 1970
 *
 * Returns: (transfer full): date and time of day, where this computer is. Thread: any.
 */
char *
hearth_notice_format_time (gint64 time_s)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (time_s);

  /* Translators: a date with the time of day, as g_date_time_format () takes it. */
  return time != NULL ? g_date_time_format (time, _ ("%-d %B %Y, %H:%M")) : g_strdup ("?");
}

static void
append_sentence (GString *out, const char *sentence)
{
  if (out->len > 0)
    g_string_append_c (out, ' ');
  g_string_append (out, sentence);
}

static void
append_when (GString *out, const HearthVaultOlder *older)
{
  g_autofree char *time = NULL;
  g_autofree char *text = NULL;

  if (older->seen_s == 0)
    {
      append_sentence (out, _ ("The list of users and keys is older than the records beside it."));
      return;
    }
  time = hearth_notice_format_time (older->seen_s);
  /* Translators: the placeholder is a date with the time of day. */
  text = g_strdup_printf (_ ("You last locked this vault here on %s. The copy that is here now is "
                             "older than that."),
                          time);
  append_sentence (out, text);
}

static void
append_losses (GString *out, const HearthVaultOlder *older)
{
  if (older->files != 0)
    {
      g_autofree char *files = hearth_notice_list_compartments (older->files);
      /* Translators: the placeholder lists parts of the vault, such as “Medical, Debrief”. */
      g_autofree char *text =
          g_strdup_printf (_ ("Going on loses what was saved since in: %s."), files);

      append_sentence (out, text);
    }
  if (older->found_generation < older->seen_generation || older->found_serial < older->seen_serial)
    {
      g_autofree char *found = g_strdup_printf ("%" G_GUINT64_FORMAT, older->found_generation);
      g_autofree char *seen = g_strdup_printf ("%" G_GUINT64_FORMAT, older->seen_generation);
      g_autofree char *text = g_strdup_printf (
          /* Translators: two counters, the first one is lower: “version 3 instead of 5”. */
          _ ("Going on undoes changes of users, access and passphrases (version %s instead of %s): "
             "whoever lost access since may have it again, and old passphrases may open."),
          found, seen);

      append_sentence (out, text);
    }
}

/**
 * hearth_notice_for_older:
 *
 * Returns: (transfer full): what is older, what going on would undo, and who may. Thread: any.
 */
char *
hearth_notice_for_older (const HearthVaultOlder *older)
{
  GString *out = g_string_new (NULL);

  g_return_val_if_fail (older != NULL, g_string_free (out, FALSE));

  append_when (out, older);
  append_losses (out, older);
  if (older->can_go_on)
    append_sentence (out, _ ("Nothing was changed. Look for the newest copy or backup first."));
  else
    append_sentence (out, _ ("Nothing was changed. Only an owner of the vault can go on with it."));
  /* Unpacked by hand it is the vault of that day, with its id; a restored one has a new id. */
  append_sentence (out, _ ("A backup that was unpacked by hand looks like this as well: let Hearth "
                           "restore it instead, as a vault beside this one."));
  return g_string_free (out, FALSE);
}

/**
 * hearth_notice_for_clock:
 * @last_ms: when the last change was made here, milliseconds since 1970
 *
 * Returns: (transfer full) (nullable): %NULL if there is nothing to tell. Thread: any.
 */
char *
hearth_notice_for_clock (HearthClockJump jump, gint64 last_ms)
{
  g_autofree char *last = hearth_notice_format_time (last_ms / 1000);
  g_autofree char *now = hearth_notice_format_time (g_get_real_time () / G_USEC_PER_SEC);

  switch (jump)
    {
    case HEARTH_CLOCK_BACK:
      return g_strdup_printf (
          /* Translators: two dates with the time of day; the first one is now. */
          _ ("This computer's clock shows %s, but the last change here was made on %s. Set the "
             "clock: "
             "due dates depend on it. What you save stays in order."),
          now, last);
    case HEARTH_CLOCK_FORWARD:
      return g_strdup_printf (
          /* Translators: two dates with the time of day; the first one is now. */
          _ ("This computer's clock shows %s, more than a year after the last change here, on %s. "
             "If "
             "it is wrong, set it: due dates depend on it."),
          now, last);
    case HEARTH_CLOCK_STEADY:
    default:
      return NULL;
    }
}

/**
 * hearth_notice_for_warning:
 * @warning: one of them
 *
 * Returns: (transfer none) (nullable): a sentence about what unlocking found; %NULL for what the
 *   window says in its own way. Thread: any.
 */
const char *
hearth_notice_for_warning (HearthVaultWarnings warning)
{
  switch (warning)
    {
    case HEARTH_VAULT_WARNING_WEAK_FILE_SYSTEM:
      return _ ("This disk does not protect files from other users of the computer. The vault is "
                "encrypted all the same.");
    case HEARTH_VAULT_WARNING_HEADER_TAMPERED:
      return _ ("A copy of the list of users and keys was altered from outside and put right. Tell "
                "an owner of the vault.");
    case HEARTH_VAULT_WARNING_HEADER_REPAIRED:
      return _ ("One of the two lists of users and keys was damaged; it was made anew from the "
                "other.");
    case HEARTH_VAULT_WARNING_HEADER_FOREIGN:
      return _ (
          "One of the two lists of users and keys was that of another vault. It is kept in the "
          "folder “damaged”; the list of this vault was made anew from the other.");
    case HEARTH_VAULT_WARNING_JOURNAL_MISSING:
      return _ (
          "The latest changes may have been taken away since the vault was last open: a file that "
          "was announced is not there. A power cut explains that only if an earlier version of "
          "Hearth was in use then. Check what was saved last.");
    case HEARTH_VAULT_WARNING_MEMORY_DAMAGED:
      return _ (
          "What this computer remembered of the vault cannot be read: this time an older copy "
          "would not have been noticed. It is remembered anew from now on.");
    case HEARTH_VAULT_WARNING_READ_ONLY:
      return _ ("This vault is write-protected: it can be read, but nothing can be saved, and what "
                "you read is not logged.");
    case HEARTH_VAULT_WARNING_CHANGE_PASSPHRASE:
    default:
      return NULL;
    }
}

/** hearth_notice_for_read_only: Returns: (transfer none): why a vault was not opened, or not written. */
const char *
hearth_notice_for_read_only (HearthVaultReadOnly reason)
{
  switch (reason)
    {
    case HEARTH_VAULT_READ_ONLY_NOT_OWNER:
      return _ (
          "This vault is write-protected, and only an owner can open it so. Copy it to a disk "
          "that can be written.");
    case HEARTH_VAULT_READ_ONLY_NOT_CLEAN:
      return _ ("This vault is write-protected and was not locked properly. Open it once where it "
                "can be written, and lock it there.");
    case HEARTH_VAULT_READ_ONLY_SCHEMA:
      return _ ("This vault is write-protected and was written by an earlier version of Hearth. "
                "Open it once where it can be written.");
    case HEARTH_VAULT_READ_ONLY_MEDIUM:
    default:
      return _ (
          "Nothing was changed. Check that the disk is not write-protected and that the folder "
          "is yours.");
    }
}

/** hearth_notice_for_full_disk: Returns: (transfer none): what a session without room can do. */
const char *
hearth_notice_for_full_disk (void)
{
  return _ (
      "The disk is full. Everything can be read, but nothing can be saved, printed or copied out. "
      "What you read is noted as soon as there is room: free some space before you lock the "
      "vault.");
}
