/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a check found, in words. The window and hearthctl say the same. */
#include "config.h"

#include "hearth-damage-notice.h"

#include <glib/gi18n.h>

#define MAX_NAMED 12
#define MAX_TOLD 3
#define SHORT_ID 8

/* Case numbers with commas; a case whose number is lost too is named by the beginning of its id. */
static char *
list_cases (const HearthDamage *damage)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < MIN (damage->cases->len, MAX_NAMED); i++)
    {
      const char *number = i < damage->numbers->len ? damage->numbers->pdata[i] : NULL;
      g_autofree char *id = hearth_id_to_string (&g_array_index (damage->cases, HearthId, i));

      id[SHORT_ID] = '\0';
      g_string_append_printf (list, "%s%s", i > 0 ? ", " : "", number != NULL ? number : id);
    }
  if (damage->cases->len > MAX_NAMED)
    g_string_append (list, " …");
  return g_string_free (list, FALSE);
}

static char *
describe_page (const HearthDamage *damage)
{
  g_autofree char *cases = list_cases (damage);

  if (damage->cases->len > 0)
    return g_strdup_printf (
        ngettext ("Page %u of %s is damaged. Case %s cannot be read in full.",
                  "Page %u of %s is damaged. The cases %s cannot be read in full.",
                  damage->cases->len),
        damage->page, damage->file, cases);
  if (damage->is_free)
    return g_strdup_printf (_ ("Page %u of %s is damaged. It held nothing."), damage->page,
                            damage->file);
  return g_strdup_printf (_ ("Page %u of %s is damaged."), damage->page, damage->file);
}

static char *
describe_blob (const HearthDamage *damage)
{
  g_autofree char *cases = list_cases (damage);

  if (damage->cases->len > 0)
    return g_strdup_printf (_ ("A file of case %s is damaged or missing."), cases);
  return g_strdup_printf (_ ("A file is damaged or missing: %s"), damage->file);
}

static char *
describe_line (const HearthDamage *damage)
{
  g_autofree char *cases = list_cases (damage);

  if (damage->cases->len > 0)
    return g_strdup_printf (
        _ ("An entry in the journal of %s is not the one that was signed. It is about case %s."),
        damage->file, cases);
  return g_strdup_printf (_ ("An entry in the journal of %s is not the one that was signed."),
                          damage->file);
}

/** hearth_damage_notice: Returns: (transfer full). Thread: any. */
char *
hearth_damage_notice (const HearthDamage *damage)
{
  g_return_val_if_fail (damage != NULL, NULL);

  switch (damage->kind)
    {
    case HEARTH_DAMAGE_HEADER:
      if (damage->is_foreign)
        return g_strdup_printf (
            _ ("The copy “%s” of the header is that of another vault. The other copy serves, and "
               "unlocking repairs this one."),
            damage->file);
      return g_strdup_printf (
          _ ("The copy “%s” of the header is damaged. The other copy serves, and "
             "unlocking repairs this one."),
          damage->file);
    case HEARTH_DAMAGE_MISSING:
      return g_strdup_printf (_ ("The file %s is missing."), damage->file);
    case HEARTH_DAMAGE_TABLE:
      return g_strdup_printf (_ ("The table %s is damaged. Its second copy is used instead, and "
                                 "unlocking makes this one anew."),
                              damage->file);
    case HEARTH_DAMAGE_NO_TABLE:
      return g_strdup_printf (_ ("Both tables of %s are lost: whether its pages are the newest can "
                                 "no longer be proven."),
                              damage->file);
    case HEARTH_DAMAGE_OLD_TABLE:
      return g_strdup_printf (
          _ ("The newest table of %s is lost: whether its pages are the newest can "
             "no longer be proven."),
          damage->file);
    case HEARTH_DAMAGE_JOURNAL:
      return g_strdup_printf (
          _ ("The journal %s is damaged or was taken away. The last changes may "
             "be missing."),
          damage->file);
    case HEARTH_DAMAGE_PAGE:
      return describe_page (damage);
    case HEARTH_DAMAGE_STRUCTURE:
      return g_strdup_printf (_ ("The file %s does not hold together."), damage->file);
    case HEARTH_DAMAGE_SEARCH:
      return g_strdup_printf (_ ("The search index in %s is damaged. It can be made anew."),
                              damage->file);
    case HEARTH_DAMAGE_BLOB:
      return describe_blob (damage);
    case HEARTH_DAMAGE_LINE:
      return describe_line (damage);
    case HEARTH_DAMAGE_GAP:
      return g_strdup_printf (ngettext ("In the journal of %s %d entry is missing.",
                                        "In the journal of %s %d entries are missing.",
                                        (gulong) (damage->until - damage->after)),
                              damage->file, (int) (damage->until - damage->after));
    default:
      return g_strdup (damage->file);
    }
}

/* Of everything that was found there is a whole second one. */
static gboolean
has_only_spares (const HearthCheckReport *report)
{
  for (guint i = 0; i < report->damaged->len; i++)
    {
      const HearthDamage *damage = report->damaged->pdata[i];

      if (damage->kind != HEARTH_DAMAGE_HEADER && damage->kind != HEARTH_DAMAGE_TABLE)
        return FALSE;
    }
  return TRUE;
}

/** hearth_check_notice: Returns: (transfer full). Thread: any. */
char *
hearth_check_notice (const HearthCheckReport *report)
{
  g_return_val_if_fail (report != NULL, NULL);

  if (report->damaged->len > 0 && has_only_spares (report))
    return g_strdup (_ ("The records are whole: only a second copy of what belongs to them was "
                        "damaged. Unlocking the vault makes it anew."));
  if (report->mended->len > 0 && report->damaged->len == 0)
    return g_strdup (_ ("Everything is whole. The second copy of a table was missing; it was "
                        "written again."));
  if (report->damaged->len == 0 && report->is_deep)
    return g_strdup (_ ("Everything is whole: every page, every entry of the journals and every "
                        "attachment."));
  if (report->damaged->len == 0)
    return g_strdup (_ ("Every page is whole."));
  return g_strdup (_ ("The vault is damaged. Do not write to it any more: make a backup, then save "
                      "what can be read into a new vault, or restore a proven backup."));
}

/* What hits a case first: it is what people have to know. */
static guint
append_damage (const HearthCheckReport *report, gboolean has_cases, guint n_told, GString *text)
{
  for (guint i = 0; i < report->damaged->len && n_told < MAX_TOLD; i++)
    {
      const HearthDamage *damage = report->damaged->pdata[i];
      g_autofree char *sentence = NULL;

      if ((damage->cases->len > 0) != has_cases)
        continue;
      sentence = hearth_damage_notice (damage);
      g_string_append_printf (text, "%s ", sentence);
      n_told++;
    }
  return n_told;
}

/** hearth_damage_notice_for_work: Returns: (transfer full) (nullable). Thread: any. */
char *
hearth_damage_notice_for_work (const HearthCheckReport *report)
{
  GString *text;
  guint n_told;

  g_return_val_if_fail (report != NULL, NULL);

  if (report->damaged->len == 0)
    return NULL;
  text = g_string_new (NULL);
  n_told = append_damage (report, TRUE, 0, text);
  n_told = append_damage (report, FALSE, n_told, text);
  if (report->damaged->len > n_told)
    g_string_append_printf (text,
                            ngettext ("%u more place is damaged. ", "%u more places are damaged. ",
                                      report->damaged->len - n_told),
                            report->damaged->len - n_told);
  g_string_append (text,
                   _ ("Everything else can be read, and nothing false is shown. Write nothing "
                      "more into this vault: make a backup of it, then run Check."));
  return g_string_free (text, FALSE);
}
