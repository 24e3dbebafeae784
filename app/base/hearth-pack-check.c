/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a value of each type must look like, and what it may refer to. Any thread. */
#include "config.h"

#include "hearth-pack-check-private.h"

#include "hearth-pack-problem.h"

#include <string.h>

#define MAX_TEXT_BYTES 2000

static void G_GNUC_PRINTF (5, 6) add_problem (GPtrArray *problems,
                                              const HearthPackEntry *entry,
                                              const HearthPackValue *value,
                                              const char *code,
                                              const char *format,
                                              ...)
{
  g_autofree char *message = NULL;
  g_autofree char *name = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  name = value->language != NULL ? g_strdup_printf ("%s[%s]", value->key->name, value->language)
                                 : g_strdup (value->key->name);
  hearth_pack_problems_add (problems, entry->file, entry->id, name, value->line, code, "%s",
                            message);
}

/* Characters that are whole by themselves and never change under NFC: Latin, Cyrillic, dashes and quotes, the
 * signs of number and currency. Nearly every text of a pack is of these, and to compose it again would cost
 * more than to read it. */
static gboolean
is_whole (gunichar c)
{
  return c < 0x300 || (c >= 0x400 && c <= 0x482) || (c >= 0x48A && c <= 0x52F) ||
         (c >= 0x2010 && c <= 0x205E) || (c >= 0x20A0 && c <= 0x20BF) || c == 0x2116 || c == 0x2212;
}

static gboolean
is_composed (const char *text)
{
  g_autofree char *normal = NULL;
  const char *p = text;

  while (*p != '\0' && is_whole (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  if (*p == '\0')
    return TRUE;
  normal = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  return g_strcmp0 (normal, text) == 0;
}

static char *
text_fault (const char *text)
{
  if (strlen (text) > MAX_TEXT_BYTES)
    return g_strdup_printf ("the text is longer than %d bytes", MAX_TEXT_BYTES);
  if (!is_composed (text))
    return g_strdup ("the text is not in composed form (NFC)");
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_iscntrl (g_utf8_get_char (p)) && *p != '\n')
      return g_strdup ("the text holds control characters");
  return NULL;
}

static char *
number_fault (const HearthPackKey *key, const char *text)
{
  int number;

  if (_hearth_pack_read_number (text, key->min, key->max, &number))
    return NULL;
  return g_strdup_printf ("the value must be a whole number from %d to %d", key->min, key->max);
}

static char *
numbers_fault (const HearthPackKey *key, char **parts)
{
  int last = G_MININT, number;

  for (char **p = parts; *p != NULL; p++)
    {
      if (!_hearth_pack_read_number (*p, key->min, key->max, &number))
        return g_strdup_printf ("the values must be whole numbers from %d to %d", key->min,
                                key->max);
      if (number <= last)
        return g_strdup ("each number must be greater than the one before it");
      last = number;
    }
  return NULL;
}

static char *
choice_fault (const HearthPackKey *key, const char *text)
{
  if (hearth_pack_words_contain (key->of, text))
    return NULL;
  return g_strdup_printf ("the value must be one of these words: %s", key->of);
}

static char *
choices_fault (const HearthPackKey *key, char **parts)
{
  char *fault = NULL;

  for (char **p = parts; *p != NULL && fault == NULL; p++)
    fault = choice_fault (key, *p);
  return fault;
}

static char *
conditions_fault (char **parts)
{
  for (char **p = parts; *p != NULL; p++)
    {
      const char *colon = strchr (*p, ':');

      if (colon == NULL || colon == *p || colon[1] == '\0')
        return g_strdup ("the conditions must be of the form fact:value");
    }
  return NULL;
}

static gboolean
is_anchor (const char *text)
{
  return g_str_equal (text, "release") || g_str_equal (text, "arrival") ||
         (g_str_has_prefix (text, "step:") && text[5] != '\0') ||
         (g_str_has_prefix (text, "document:") && text[9] != '\0');
}

static char *
unless (gboolean is_fine, const char *fault)
{
  return is_fine ? NULL : g_strdup (fault);
}

static char *
value_fault (const HearthPackValue *value)
{
  const HearthPackKey *key = value->key;
  HearthDate date;

  for (char **p = value->parts; p != NULL && *p != NULL; p++)
    if (**p == '\0')
      return g_strdup ("a part of the list is empty");
  switch (key->type)
    {
    case HEARTH_PACK_TEXT:
    case HEARTH_PACK_LOCAL:
    case HEARTH_PACK_LIST:
    case HEARTH_PACK_LABELS:
    case HEARTH_PACK_REF:
    case HEARTH_PACK_REFS:
      return text_fault (value->text);
    case HEARTH_PACK_CHOICE:
      return choice_fault (key, value->text);
    case HEARTH_PACK_CHOICES:
      return choices_fault (key, value->parts);
    case HEARTH_PACK_NUMBER:
      return number_fault (key, value->text);
    case HEARTH_PACK_NUMBERS:
      return numbers_fault (key, value->parts);
    case HEARTH_PACK_DATE:
      return unless (hearth_date_parse (value->text, &date),
                     "the value must be a date of the form YYYY-MM-DD");
    case HEARTH_PACK_BOOL:
      return unless (g_str_equal (value->text, "true") || g_str_equal (value->text, "false"),
                     "the value must be true or false");
    case HEARTH_PACK_CONDITIONS:
      return conditions_fault (value->parts);
    case HEARTH_PACK_ANCHOR:
      return unless (is_anchor (value->text),
                     "the value must be release, arrival, step:ID or document:ID");
    default:
      g_assert_not_reached ();
    }
}

/* Nothing may be shown in one language only. */
static void
check_languages (const HearthPackEntry *entry, const HearthPackKey *key, GPtrArray *problems)
{
  const HearthPackValue *english = _hearth_pack_entry_find (entry, key->name, NULL);
  const HearthPackValue *ukrainian = _hearth_pack_entry_find (entry, key->name, "uk");
  g_autofree char *name = g_strdup_printf ("%s[uk]", key->name);

  if (english == NULL && (key->is_required || ukrainian != NULL))
    hearth_pack_problems_add (problems, entry->file, entry->id, key->name, entry->line,
                              "missing-key", "the key is missing");
  if (ukrainian == NULL && (key->is_required || english != NULL))
    hearth_pack_problems_add (problems, entry->file, entry->id, name, entry->line, "missing-key",
                              "the key is missing in Ukrainian");
  if (key->type == HEARTH_PACK_LABELS && english != NULL && ukrainian != NULL &&
      g_strv_length (english->parts) != g_strv_length (ukrainian->parts))
    hearth_pack_problems_add (problems, entry->file, entry->id, name, ukrainian->line, "bad-value",
                              "not as many parts as in English");
}

static void
check_keys (const HearthPackEntry *entry, const HearthPackKey *keys, GPtrArray *problems)
{
  for (; keys->name != NULL; keys++)
    {
      if (keys->type == HEARTH_PACK_LOCAL || keys->type == HEARTH_PACK_LABELS)
        check_languages (entry, keys, problems);
      else if (keys->is_required && _hearth_pack_entry_find (entry, keys->name, NULL) == NULL)
        hearth_pack_problems_add (problems, entry->file, entry->id, keys->name, entry->line,
                                  "missing-key", "the key is missing");
    }
}

/* Everything about @entry that can be told without other entries. */
void
_hearth_pack_check_entry (const HearthPackEntry *entry, GPtrArray *problems)
{
  const HearthPackKey *tables[2];
  HearthDate from = hearth_pack_entry_get_date (entry, "ValidFrom");
  HearthDate to = hearth_pack_entry_get_date (entry, "ValidTo");

  hearth_pack_kind_get_tables (entry->kind, tables);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    check_keys (entry, tables[i], problems);
  for (guint i = 0; i < entry->values->len; i++)
    {
      const HearthPackValue *value = g_ptr_array_index (entry->values, i);
      g_autofree char *fault = value_fault (value);

      if (fault != NULL)
        add_problem (problems, entry, value, "bad-value", "%s", fault);
    }
  if (from != HEARTH_DATE_NONE && to != HEARTH_DATE_NONE && from > to)
    add_problem (problems, entry, _hearth_pack_entry_find (entry, "ValidTo", NULL),
                 "unordered-dates", "ends before it begins");
}

typedef struct
{
  const HearthPackEntry *entry;
  HearthPackResolver resolver;
  gpointer data;
  GPtrArray *problems;
} Resolve;

static void
resolve (Resolve *self, const HearthPackValue *value, const char *kind, const char *alternatives)
{
  g_auto (GStrv) ids = g_strsplit (alternatives, "|", -1);

  for (char **id = ids; *id != NULL; id++)
    if (!self->resolver (kind, *id, self->data))
      add_problem (self->problems, self->entry, value, "unknown-reference", "there is no %s '%s'",
                   kind, *id);
}

static void
resolve_condition (Resolve *self, const HearthPackValue *value, const char *condition)
{
  g_auto (GStrv) halves = g_strsplit (condition, ":", 2);
  g_auto (GStrv) words = NULL;
  const HearthPackFact *fact;

  if (g_strv_length (halves) != 2)
    return;
  fact = hearth_pack_fact_lookup (halves[0]);
  if (fact == NULL)
    {
      add_problem (self->problems, self->entry, value, "unknown-reference", "there is no fact '%s'",
                   halves[0]);
      return;
    }
  if (fact->kind != NULL)
    {
      resolve (self, value, fact->kind, halves[1]);
      return;
    }
  words = g_strsplit (halves[1], "|", -1);
  for (char **word = words; *word != NULL; word++)
    if (!hearth_pack_words_contain (fact->words, *word))
      add_problem (self->problems, self->entry, value, "unknown-reference",
                   "the fact '%s' has no value '%s'", fact->id, *word);
}

static void
resolve_anchor (Resolve *self, const HearthPackValue *value)
{
  const char *colon = strchr (value->text, ':');

  if (colon != NULL && is_anchor (value->text))
    resolve (self, value, g_str_has_prefix (value->text, "step:") ? "step" : "document", colon + 1);
}

/* Everything that @entry names must be there, in its own pack or another one of the set. */
void
_hearth_pack_check_references (const HearthPackEntry *entry,
                               HearthPackResolver resolver,
                               gpointer data,
                               GPtrArray *problems)
{
  Resolve self = { entry, resolver, data, problems };

  for (guint i = 0; i < entry->values->len; i++)
    {
      const HearthPackValue *value = g_ptr_array_index (entry->values, i);

      if (value->key->type == HEARTH_PACK_REF)
        resolve (&self, value, value->key->of, value->text);
      else if (value->key->type == HEARTH_PACK_ANCHOR)
        resolve_anchor (&self, value);
      else if (value->key->type == HEARTH_PACK_REFS)
        for (char **part = value->parts; *part != NULL; part++)
          resolve (&self, value, value->key->of, *part);
      else if (value->key->type == HEARTH_PACK_CONDITIONS)
        for (char **part = value->parts; *part != NULL; part++)
          resolve_condition (&self, value, *part);
    }
}
