/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names taken apart and made comparable, in whichever order their words stand. Any thread. */
#include "config.h"

#include "hearth-match-private.h"

#include "hearth-text.h"

#include <string.h>

#define MIN_PHONE_DIGITS 7
#define MIN_UNIT_DIGITS 3

/* A word of a whole name, while it is found out which part it is. */
typedef struct
{
  HearthNameKey *key;
  char *text;
  gboolean is_given, is_patronymic;
} Word;

static void
word_free (gpointer data)
{
  Word *word = data;

  hearth_name_key_free (word->key);
  g_free (word->text);
  g_free (word);
}

static void
part_clear (HearthMatchPart *part)
{
  g_free (part->folded);
  g_clear_pointer (&part->words, g_ptr_array_unref);
  g_clear_pointer (&part->forms, g_array_unref);
  g_free (part->stem);
}

static void
name_free (gpointer data)
{
  HearthMatchName *name = data;

  part_clear (&name->surname);
  part_clear (&name->given);
  part_clear (&name->patronymic);
  g_free (name);
}

static void
add_forms (HearthMatchPart *part, const GArray *forms)
{
  if (forms == NULL)
    return;
  if (part->forms == NULL)
    part->forms = g_array_new (FALSE, FALSE, sizeof (HearthNameForm));
  g_array_append_vals (part->forms, forms->data, forms->len);
}

typedef const GArray *(*FindForms) (HearthGivenNames *names, const char *letters);

static void
find_forms (HearthMatchPart *part, HearthGivenNames *names, FindForms find)
{
  const HearthNameKey *key = part->words->len > 0 ? g_ptr_array_index (part->words, 0) : NULL;

  if (key == NULL)
    return;
  add_forms (part, find (names, key->letters));
  for (char **other = key->others; other != NULL && *other != NULL; other++)
    add_forms (part, find (names, *other));
}

static void
part_init (HearthMatchPart *part, const char *text)
{
  part->folded = hearth_text_fold (text != NULL ? text : "");
  part->words = hearth_name_keys (text != NULL ? text : "");
}

static HearthMatchName *
name_new (HearthGivenNames *names, const char *surname, const char *given, const char *patronymic)
{
  HearthMatchName *name = g_new0 (HearthMatchName, 1);

  part_init (&name->surname, surname);
  part_init (&name->given, given);
  part_init (&name->patronymic, patronymic);
  find_forms (&name->given, names, hearth_given_names_find);
  find_forms (&name->patronymic, names, hearth_given_names_find_patronymic);
  if (name->patronymic.words->len > 0)
    {
      const HearthNameKey *key = g_ptr_array_index (name->patronymic.words, 0);

      name->patronymic.stem = hearth_name_key_dup_patronymic_stem (key);
      hearth_name_key_is_patronymic (key, &name->patronymic.is_female);
    }
  return name;
}

/* Particles of Turkic patronymics belong to the word before them. */
static gboolean
is_particle (const HearthNameKey *key)
{
  static const char *const particles[] = { "ohli", "ohlu", "kizi", "kyzy", NULL };

  return g_strv_contains (particles, key->letters);
}

/* Words parted by blanks and by the full stops of initials; a double surname is one word. */
static GPtrArray *
list_words (HearthGivenNames *names, const char *full)
{
  g_autofree char *clean = g_utf8_make_valid (full, -1);
  g_auto (GStrv) texts = g_strsplit_set (clean, " .,\t\n", HEARTH_NAME_KEY_MAX_WORDS * 2);
  GPtrArray *words = g_ptr_array_new_with_free_func (word_free);

  for (guint i = 0; texts[i] != NULL && words->len < HEARTH_NAME_KEY_MAX_WORDS; i++)
    {
      HearthNameKey *key = hearth_name_key_new (texts[i]);
      Word *word;

      if (key == NULL || (words->len > 0 && is_particle (key)))
        {
          hearth_name_key_free (key);
          continue;
        }
      word = g_new0 (Word, 1);
      word->key = key;
      word->text = g_strdup (texts[i]);
      word->is_given =
          hearth_given_names_find (names, key->letters) != NULL || strlen (key->letters) == 1;
      word->is_patronymic = hearth_name_key_is_patronymic (key, NULL);
      g_ptr_array_add (words, word);
    }
  return words;
}

static const Word *
get_word (GPtrArray *words, int index)
{
  return index >= 0 && index < (int) words->len ? g_ptr_array_index (words, index) : NULL;
}

/* The last word that may be one and follows a given name; else, of three or more, the last that may. */
static int
find_patronymic (GPtrArray *words)
{
  for (int i = (int) words->len - 1; i > 0; i--)
    {
      const Word *word = get_word (words, i), *before = get_word (words, i - 1);
      const gboolean is_initial = strlen (word->key->letters) == 1;

      if (before->is_given && (word->is_patronymic || (is_initial && words->len > 2)))
        return i;
    }
  for (int i = (int) words->len - 1; i > 0 && words->len > 2; i--)
    if (get_word (words, i)->is_patronymic)
      return i;
  return -1;
}

/* Before the patronymic; else a known given name, first where lists have it, behind the surname. */
static int
find_given (GPtrArray *words, int patronymic)
{
  if (patronymic > 0)
    return patronymic - 1;
  if (words->len == 1)
    return get_word (words, 0)->is_given ? 0 : -1;
  if (get_word (words, 1)->is_given)
    return 1;
  for (int i = 0; i < (int) words->len; i++)
    if (get_word (words, i)->is_given)
      return i;
  return 1;
}

/* @known: (nullable): the patronymic of a person whose passport has none in its Latin line; else such a
 * spelling would hide that two have different fathers. */
static HearthMatchName *
name_new_from_text (HearthGivenNames *names, const char *full, const char *known)
{
  g_autoptr (GPtrArray) words = list_words (names, full);
  g_autoptr (GString) surname = g_string_new (NULL);
  const int patronymic = find_patronymic (words);
  const int given = words->len > 0 ? find_given (words, patronymic) : -1;

  for (int i = 0; i < (int) words->len; i++)
    if (i != given && i != patronymic)
      g_string_append_printf (surname, "%s%s", surname->len > 0 ? " " : "",
                              get_word (words, i)->text);
  return name_new (names, surname->str, given >= 0 ? get_word (words, given)->text : NULL,
                   patronymic >= 0 ? get_word (words, patronymic)->text : known);
}

static char *
dup_digits (const char *text, guint least)
{
  GString *digits = g_string_new (NULL);

  for (const char *p = text != NULL ? text : ""; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);
  if (digits->len < least)
    g_string_truncate (digits, 0);
  return g_string_free (digits, FALSE);
}

/* The subscriber's number is in the last digits, however the country is written before it. */
static char *
dup_phone (const char *text)
{
  g_autofree char *digits = dup_digits (text, MIN_PHONE_DIGITS);
  const gsize n = strlen (digits);

  return g_strdup (n > 9 ? digits + n - 9 : digits);
}

/* "в/ч А-1234" and "А1234" are told apart by their digits alone; a name stands as it is. */
static char *
dup_unit (const char *text)
{
  char *digits = dup_digits (text, MIN_UNIT_DIGITS);

  if (*digits != '\0' || text == NULL)
    return digits;
  g_free (digits);
  return hearth_text_fold (text);
}

/**
 * hearth_match_person_new:
 * @names: which given names are forms of one another
 *
 * Returns: (transfer full). Thread: any.
 */
HearthMatchPerson *
hearth_match_person_new (HearthGivenNames *names, const HearthMatchFacts *facts)
{
  HearthMatchPerson *self;

  g_return_val_if_fail (names != NULL && facts != NULL, NULL);

  self = g_new0 (HearthMatchPerson, 1);
  self->spellings = g_ptr_array_new_with_free_func (name_free);
  g_ptr_array_add (self->spellings,
                   name_new (names, facts->surname, facts->given, facts->patronymic));
  for (guint i = 0; i < G_N_ELEMENTS (facts->spellings); i++)
    if (facts->spellings[i] != NULL && *facts->spellings[i] != '\0')
      g_ptr_array_add (self->spellings,
                       name_new_from_text (names, facts->spellings[i], facts->patronymic));
  if (facts->birth == NULL || !hearth_partial_date_parse (facts->birth, &self->birth))
    self->birth = (HearthPartialDate) HEARTH_PARTIAL_DATE_INIT;
  self->unit = dup_unit (facts->unit);
  self->call_sign = hearth_text_fold (facts->call_sign != NULL ? facts->call_sign : "");
  self->phone = dup_phone (facts->phone);
  return self;
}

/**
 * hearth_match_person_new_from_text:
 * @full: a whole name, its words in any order
 *
 * Returns: (transfer full): somebody of whom only the name is known. Thread: any.
 */
HearthMatchPerson *
hearth_match_person_new_from_text (HearthGivenNames *names, const char *full)
{
  const HearthMatchFacts facts = { NULL };
  HearthMatchPerson *self;

  g_return_val_if_fail (names != NULL && full != NULL, NULL);

  self = hearth_match_person_new (names, &facts);
  g_ptr_array_set_size (self->spellings, 0);
  g_ptr_array_add (self->spellings, name_new_from_text (names, full, NULL));
  return self;
}

/** hearth_match_person_free: @self: (nullable) */
void
hearth_match_person_free (HearthMatchPerson *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->spellings);
  g_free (self->unit);
  g_free (self->call_sign);
  g_free (self->phone);
  g_free (self);
}
