/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-letter.h"

#include "hearth-pack-problem.h"

#include <string.h>

/* Placeholders that a template may hold; those of names and ranks in a case, too. */
static const char *const plain[] = {
  "act",
  "approved",
  "arrived",
  "benefit",
  "birth",
  "birth-place",
  "branch",
  "call-sign",
  "captured",
  "claim-addressee",
  "claim-reference",
  "disability",
  "disability-set",
  "document-number",
  "facility",
  "latin",
  "mine",
  "mine-owed",
  "mine-paid",
  "number",
  "papers",
  "passport",
  "payer",
  "personal-number",
  "phone",
  "position",
  "reference",
  "refusal",
  "refused",
  "released",
  "stays",
  "submitted",
  "tax-number",
  "today",
  "unit",
  NULL,
};

static const char *const declined[] = { "given", "name", "patronymic", "rank", "surname", NULL };

/** hearth_letter_knows: whether a template may hold {@name}. */
gboolean
hearth_letter_knows (const char *name)
{
  const char *dot;
  g_autofree char *head = NULL;
  HearthGrammarCase which;

  g_return_val_if_fail (name != NULL, FALSE);

  dot = strchr (name, '.');
  if (dot == NULL)
    return g_strv_contains (plain, name) || g_strv_contains (declined, name);
  head = g_strndup (name, (gsize) (dot - name));
  return g_strv_contains (declined, head) && hearth_grammar_case_from_id (dot + 1, &which);
}

/** hearth_letter_mark: (transfer full): @text between the marks of what a person is to look at. */
char *
hearth_letter_mark (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return g_strconcat (HEARTH_LETTER_MARK_OPEN, text, HEARTH_LETTER_MARK_CLOSE, NULL);
}

/** hearth_letter_count_marks: how many places a person has still to look at. */
guint
hearth_letter_count_marks (const char *text)
{
  guint n = 0;

  g_return_val_if_fail (text != NULL, 0);

  for (const char *p = text; (p = strstr (p, HEARTH_LETTER_MARK_OPEN)) != NULL; p++)
    n++;
  return n;
}

/** hearth_letter_drop_marks: (transfer full): @text with what stood between marks, without them. */
char *
hearth_letter_drop_marks (const char *text)
{
  g_autoptr (GString) clean = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  clean = g_string_new (text);
  g_string_replace (clean, HEARTH_LETTER_MARK_OPEN, "", 0);
  g_string_replace (clean, HEARTH_LETTER_MARK_CLOSE, "", 0);
  return g_string_free (g_steal_pointer (&clean), FALSE);
}

/* "{він|вона}": by the sex of the person. */
static char *
choose (const char *choice, HearthNameSex sex)
{
  g_auto (GStrv) forms = g_strsplit (choice, "|", 2);
  g_autofree char *both = NULL;

  if (sex == HEARTH_SEX_MALE)
    return g_strdup (forms[0]);
  if (sex == HEARTH_SEX_FEMALE)
    return g_strdup (forms[1]);
  both = g_strjoinv (" / ", forms);
  return hearth_letter_mark (both);
}

static char *
value_of (const char *inner, HearthNameSex sex, HearthLetterValueFunc func, gpointer data)
{
  char *value;

  if (strchr (inner, '|') != NULL)
    return choose (inner, sex);
  value = func (inner, data);
  return value != NULL ? value : hearth_letter_mark (HEARTH_LETTER_BLANK);
}

/**
 * hearth_letter_fill:
 * @text: of a template that hearth_letter_check_packs() found nothing wrong with
 * @func: called for every placeholder
 *
 * Returns: (transfer full): the text with all placeholders filled in.
 */
char *
hearth_letter_fill (const char *text, HearthNameSex sex, HearthLetterValueFunc func, gpointer data)
{
  g_autoptr (GString) filled = g_string_new (NULL);

  g_return_val_if_fail (text != NULL && func != NULL, NULL);

  while (*text != '\0')
    {
      const char *open = strchr (text, '{');
      const char *close = open != NULL ? strchr (open, '}') : NULL;
      g_autofree char *inner = NULL;
      g_autofree char *value = NULL;

      if (close == NULL)
        break;
      inner = g_strndup (open + 1, (gsize) (close - open - 1));
      value = value_of (inner, sex, func, data);
      g_string_append_len (filled, text, open - text);
      g_string_append (filled, value);
      text = close + 1;
    }
  g_string_append (filled, text);
  return g_string_free (g_steal_pointer (&filled), FALSE);
}

/* --- The pack --- */

static gboolean
is_placeholder (const char *inner)
{
  const char *bar = strchr (inner, '|');

  if (bar == NULL)
    return hearth_letter_knows (inner);
  return strchr (bar + 1, '|') == NULL && strchr (inner, '{') == NULL;
}

/* NULL: nothing is wrong. */
static char *
find_fault (const char *text)
{
  if (strstr (text, HEARTH_LETTER_MARK_OPEN) != NULL ||
      strstr (text, HEARTH_LETTER_MARK_CLOSE) != NULL)
    return g_strdup ("a template holds no marks");
  while (*text != '\0')
    {
      gsize length = strcspn (text, "{}");
      const char *close;
      g_autofree char *inner = NULL;

      text += length;
      if (*text == '\0')
        return NULL;
      close = *text == '{' ? strchr (text, '}') : NULL;
      if (close == NULL)
        return g_strdup ("a brace without its partner");
      inner = g_strndup (text + 1, (gsize) (close - text - 1));
      if (!is_placeholder (inner))
        return g_strdup_printf ("unknown placeholder {%.40s}", inner);
      text = close + 1;
    }
  return NULL;
}

static void
check_key (const HearthPackEntry *letter,
           const char *key,
           const char *language,
           GPtrArray *problems)
{
  const char *text = hearth_pack_entry_get_text (letter, key, language);
  g_autofree char *name =
      g_str_equal (language, "en") ? g_strdup (key) : g_strdup_printf ("%s[%s]", key, language);
  g_autofree char *fault = text != NULL ? find_fault (text) : NULL;

  if (fault != NULL)
    hearth_pack_problems_add (problems, hearth_pack_entry_get_file (letter),
                              hearth_pack_entry_get_id (letter), name,
                              hearth_pack_entry_get_line (letter, name), "bad-value", "%s", fault);
}

/**
 * hearth_letter_check_packs:
 * @packs: a set without problems
 * @problems: (element-type HearthPackProblem): templates with placeholders that nobody fills in are added here
 */
void
hearth_letter_check_packs (HearthPackSet *packs, GPtrArray *problems)
{
  static const char *const keys[] = { "Addressee", "Text" };
  static const char *const languages[] = { "en", "uk" };

  g_return_if_fail (packs != NULL && problems != NULL);

  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "letter"); i++)
    for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
      for (guint l = 0; l < G_N_ELEMENTS (languages); l++)
        check_key (hearth_pack_set_get_entry (packs, "letter", i), keys[k], languages[l], problems);
}
