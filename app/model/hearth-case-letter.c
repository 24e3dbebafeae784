/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-case-letter.h"

#include "hearth-case-letter-money.h"
#include "hearth-name.h"
#include "hearth-plan-explain.h"

#include <string.h>

typedef struct
{
  HearthCase *kase;
  HearthPackSet *packs;
  const HearthRecord *person;
  const HearthRecord *period;   /* NULL: none is written down */
  const HearthRecord *document; /* what the letter is about; NULL: nothing, or not written down */
  const HearthPackEntry *letter;
  const HearthPackEntry *benefit; /* NULL: of no payment */
  const char *language;
  HearthNameSex sex;
} Letter;

static gboolean
is_ukrainian (const Letter *self)
{
  return g_str_equal (self->language, "uk");
}

/* NULL for nothing, as for what is not there. */
static const char *
get_text (const HearthRecord *record, const char *field)
{
  const char *text = record != NULL ? hearth_record_get_text (record, field) : NULL;

  return text != NULL && *text != '\0' ? text : NULL;
}

/* --- Names --- */

static const struct
{
  const char *field;
  HearthNamePart part;
} parts[] = {
  { "surname", HEARTH_NAME_SURNAME },
  { "given", HEARTH_NAME_GIVEN },
  { "patronymic", HEARTH_NAME_PATRONYMIC },
};

/* @form: NULL: the nominative. What no rule declines stays as it is, marked. */
static char *
decline_part (const Letter *self, guint index, const HearthGrammarCase *form)
{
  const char *name = get_text (self->person, parts[index].field);
  char *declined;

  if (name == NULL)
    return NULL;
  if (!is_ukrainian (self))
    return hearth_name_to_latin (name);
  if (form == NULL)
    return g_strdup (name);
  declined = hearth_declension_of_name (parts[index].part, name, self->sex, *form);
  return declined != NULL ? declined : hearth_letter_mark (name);
}

static char *
whole_name (const Letter *self, const HearthGrammarCase *form)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *word = decline_part (self, i, form);

      if (word != NULL)
        g_strv_builder_add (builder, word);
    }
  words = g_strv_builder_end (builder);
  return *words != NULL ? g_strjoinv (" ", words) : NULL;
}

static char *
name_value (const Letter *self, const char *what, const HearthGrammarCase *form)
{
  if (g_str_equal (what, "name"))
    return whole_name (self, form);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_str_equal (parts[i].field, what))
      return decline_part (self, i, form);
  return NULL;
}

static char *
latin_name (const Letter *self)
{
  const char *latin = get_text (self->person, "name_latin");
  g_autofree char *name = NULL;

  if (latin != NULL)
    return g_strdup (latin);
  name = whole_name (self, NULL);
  return name != NULL ? hearth_name_to_latin (name) : NULL;
}

/* --- Ranks: only the forms that the pack has --- */

static char *
rank_value (const Letter *self, const HearthGrammarCase *form)
{
  static const char *const keys[HEARTH_N_GRAMMAR_CASES] = { "Genitive", "Dative", "Accusative" };
  const char *id = get_text (self->person, "rank");
  const HearthPackEntry *rank =
      id != NULL ? hearth_pack_set_lookup (self->packs, "rank", id) : NULL;
  const char *declined;

  if (id == NULL)
    return NULL;
  if (rank == NULL)
    return hearth_letter_mark (id);
  if (!is_ukrainian (self) || form == NULL)
    return g_strdup (hearth_pack_entry_get_title (rank, self->language));
  declined = hearth_pack_entry_get_text (rank, keys[*form], NULL);
  return declined != NULL ? g_strdup (declined)
                          : hearth_letter_mark (hearth_pack_entry_get_title (rank, self->language));
}

/* --- Days --- */

static char *
day_in_words (const Letter *self, HearthDate day)
{
  return day != HEARTH_DATE_NONE ? hearth_plan_date_in_words (day, self->language) : NULL;
}

/* "09.06.2025", "06.2025", "2025": as much as is known; less than a day is for a person to look at. */
static char *
partial_in_words (const Letter *self, const HearthRecord *record, const char *field)
{
  HearthPartialDate date = { 0 };
  g_autofree char *text = NULL;

  if (record != NULL)
    date = hearth_record_get_partial_date (record, field);
  if (date.year == 0)
    return NULL;
  if (date.month != 0 && date.day != 0)
    return day_in_words (self, hearth_date_new (date.year, date.month, date.day));
  text = date.month != 0 ? g_strdup_printf ("%02d.%04d", date.month, date.year)
                         : g_strdup_printf ("%04d", date.year);
  return hearth_letter_mark (text);
}

/* --- The rest --- */

static char *
dup_papers (const Letter *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *paper;

  for (guint i = 0;
       (paper = hearth_pack_entry_get_label (self->letter, "Papers", i, self->language)) != NULL;
       i++)
    g_string_append_printf (text, "%s%u. %s", i > 0 ? "\n" : "", i + 1, paper);
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static char *
dup_branch (const Letter *self)
{
  const char *id = get_text (self->person, "branch");

  return id != NULL
             ? g_strdup (hearth_pack_set_get_title (self->packs, "branch", id, self->language))
             : NULL;
}

static char *
plain_value (const Letter *self, const char *name)
{
  static const struct
  {
    const char *name, *field;
  } fields[] = {
    { "birth-place", "birth_place" },
    { "call-sign", "call_sign" },
    { "facility", "facility" },
    { "number", "number" },
    { "passport", "passport" },
    { "personal-number", "personal_number" },
    { "phone", "phone" },
    { "position", "position" },
    { "tax-number", "tax_number" },
    { "unit", "unit" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].name, name))
      return g_strdup (get_text (self->person, fields[i].field));
  if (g_str_equal (name, "document-number"))
    return g_strdup (get_text (self->document, "number"));
  if (g_str_equal (name, "reference"))
    return g_strdup (get_text (self->document, "reference"));
  return NULL;
}

static char *
lookup_plain (const Letter *self, const char *name)
{
  char *value;

  if (g_str_equal (name, "latin"))
    return latin_name (self);
  if (g_str_equal (name, "papers"))
    return dup_papers (self);
  if (g_str_equal (name, "branch"))
    return dup_branch (self);
  if (g_str_equal (name, "today"))
    return day_in_words (self, hearth_case_get_today (self->kase));
  if (g_str_equal (name, "arrived"))
    return day_in_words (self, hearth_record_get_date (self->person, "arrived"));
  if (g_str_equal (name, "birth"))
    return partial_in_words (self, self->person, "birth");
  if (g_str_equal (name, "captured") || g_str_equal (name, "released"))
    return partial_in_words (self, self->period, name);
  value = plain_value (self, name);
  if (value == NULL && self->benefit != NULL)
    value = _hearth_case_letter_dup_money (self->kase, self->packs, self->benefit, name,
                                           self->language);
  return value;
}

static char *
find_value (const char *name, gpointer data)
{
  const Letter *self = data;
  const char *dot = strchr (name, '.');
  g_autofree char *head = dot != NULL ? g_strndup (name, (gsize) (dot - name)) : g_strdup (name);
  HearthGrammarCase form;
  const HearthGrammarCase *which =
      dot != NULL && hearth_grammar_case_from_id (dot + 1, &form) ? &form : NULL;
  char *value;

  if (g_str_equal (head, "rank"))
    return rank_value (self, which);
  value = name_value (self, head, which);
  return value != NULL ? value : lookup_plain (self, head);
}

/* The last release counts, as in the plan. */
static const HearthRecord *
find_period (HearthCase *kase)
{
  GPtrArray *periods = hearth_case_get_records (kase, "captivity");
  const HearthRecord *last = NULL;

  for (guint i = 0; i < periods->len; i++)
    {
      HearthPartialDate a = hearth_record_get_partial_date (periods->pdata[i], "released");
      HearthPartialDate b = { 0 };

      if (last != NULL)
        b = hearth_record_get_partial_date (last, "released");
      if (last == NULL || (a.year != 0 && b.year != 0 &&
                           hearth_partial_date_last (&a) > hearth_partial_date_last (&b)))
        last = periods->pdata[i];
    }
  return last;
}

static const HearthRecord *
find_document (HearthCase *kase, const HearthPackEntry *letter)
{
  const char *id = hearth_pack_entry_get_text (letter, "Document", NULL);
  GPtrArray *documents = hearth_case_get_records (kase, "document");

  for (guint i = 0; id != NULL && i < documents->len; i++)
    if (g_strcmp0 (hearth_record_get_text (documents->pdata[i], "document"), id) == 0)
      return documents->pdata[i];
  return NULL;
}

/**
 * hearth_case_letter_new:
 * @letter: of kind `letter`
 * @benefit: (nullable): the payment that a letter about payments is about; its sums are those of today
 * @language: of the letter, "uk" or "en"
 *
 * Returns: (transfer full): the letter as far as the case knows. Thread: of @kase.
 */
HearthCaseLetter *
hearth_case_letter_new (HearthCase *kase,
                        HearthPackSet *packs,
                        const HearthPackEntry *letter,
                        const HearthPackEntry *benefit,
                        const char *language)
{
  Letter self = {
    .kase = kase, .packs = packs, .letter = letter, .benefit = benefit, .language = language
  };
  HearthCaseLetter *filled;

  g_return_val_if_fail (HEARTH_IS_CASE (kase) && packs != NULL && letter != NULL, NULL);
  g_return_val_if_fail (language != NULL, NULL);

  self.person = hearth_case_get_person (kase);
  self.period = find_period (kase);
  self.document = find_document (kase, letter);
  self.sex = hearth_declension_find_sex (get_text (self.person, "sex"),
                                         get_text (self.person, "patronymic"));
  filled = g_new0 (HearthCaseLetter, 1);
  filled->addressee = hearth_letter_fill (
      hearth_pack_entry_get_text (letter, "Addressee", language), self.sex, find_value, &self);
  filled->text = hearth_letter_fill (hearth_pack_entry_get_text (letter, "Text", language),
                                     self.sex, find_value, &self);
  return filled;
}

/** hearth_case_letter_free: @self: (transfer full) (nullable) */
void
hearth_case_letter_free (HearthCaseLetter *self)
{
  if (self == NULL)
    return;
  g_free (self->addressee);
  g_free (self->text);
  g_free (self);
}

/** hearth_letter_is_about_payments: whether it may hold sums, so that it is kept with the benefits. */
gboolean
hearth_letter_is_about_payments (const HearthPackEntry *letter)
{
  g_return_val_if_fail (letter != NULL, FALSE);

  return hearth_pack_entry_has (letter, "Use");
}

/** hearth_letter_is_for_benefit: @benefit: of kind `benefit` */
gboolean
hearth_letter_is_for_benefit (const HearthPackEntry *letter, const HearthPackEntry *benefit)
{
  const char *const *ids;

  g_return_val_if_fail (letter != NULL && benefit != NULL, FALSE);

  ids = hearth_pack_entry_get_list (letter, "Benefits");
  return hearth_letter_is_about_payments (letter) &&
         (ids == NULL || *ids == NULL || g_strv_contains (ids, hearth_pack_entry_get_id (benefit)));
}
