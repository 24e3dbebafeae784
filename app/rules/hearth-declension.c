/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A name is looked at from its end. Each rule either knows the endings of all cases or stays silent: a wrong
 * name on an application sends a person home again. Of two datives that are both right, surnames take -ові,
 * given names and patronymics -у, as the orthography advises where several stand side by side. Pure, any thread. */
#include "config.h"

#include "hearth-declension.h"

#include <string.h>

#define VOWELS "аеєиіїоуюя"
#define MAX_BYTES 256

/* What takes the place of the last @cut letters, in the order of HearthGrammarCase. */
typedef struct
{
  const char *ending;
  guint cut;
  const char *forms[HEARTH_N_GRAMMAR_CASES];
} Rule;

#define SAME                                                                                       \
  {                                                                                                \
    "", "", ""                                                                                     \
  }

/* --- Letters --- */

static gunichar
letter_from_end (const char *word, guint n)
{
  glong length = g_utf8_strlen (word, -1);

  return (glong) n < length
             ? g_utf8_get_char (g_utf8_offset_to_pointer (word, length - 1 - (glong) n))
             : 0;
}

static gboolean
is_one_of (gunichar letter, const char *letters)
{
  return letter != 0 && g_utf8_strchr (letters, -1, letter) != NULL;
}

static gboolean
is_consonant (gunichar letter)
{
  return is_one_of (letter, "бвгґджзйклмнпрстфхцчшщ");
}

static char *
replace_end (const char *word, guint cut, const char *end)
{
  glong length = g_utf8_strlen (word, -1);
  g_autofree char *stem = g_utf8_substring (word, 0, MAX (0, length - (glong) cut));

  return g_strconcat (stem, end, NULL);
}

static gboolean
is_word_of (const char *word, const char *const *words)
{
  return g_strv_contains (words, word);
}

/* The first rule whose ending fits, or NULL. */
static const Rule *
find_rule (const Rule *rules, const char *word)
{
  for (; rules->ending != NULL; rules++)
    if (g_str_has_suffix (word, rules->ending))
      return rules;
  return NULL;
}

static char *
apply (const Rule *rule, const char *word, HearthGrammarCase which)
{
  return rule != NULL && rule->forms[which] != NULL
             ? replace_end (word, rule->cut, rule->forms[which])
             : NULL;
}

/* Nouns on -а: Сорока, Сороки, Сороці; Галуша, Галуші. */
static char *
decline_on_a (const char *word, HearthGrammarCase which)
{
  gunichar before = letter_from_end (word, 1);
  const char *dative = "і";

  if (!is_consonant (before))
    return NULL;
  if (which == HEARTH_ACCUSATIVE)
    return replace_end (word, 1, "у");
  if (is_one_of (before, "жчшщ"))
    return replace_end (word, 1, "і");
  if (which == HEARTH_GENITIVE)
    return replace_end (word, 1, "и");
  if (!is_one_of (before, "гкх"))
    return replace_end (word, 1, dative);
  dative = before == g_utf8_get_char ("г") ? "зі" : before == g_utf8_get_char ("к") ? "ці" : "сі";
  return replace_end (word, 2, dative);
}

/* Nouns on -я: Зозуля, Зозулі; Марія, Марії. Those after an apostrophe or a doubled letter differ. */
static char *
decline_on_ya (const char *word, HearthGrammarCase which)
{
  gunichar before = letter_from_end (word, 1);

  if (which == HEARTH_ACCUSATIVE && (is_one_of (before, VOWELS) || is_consonant (before)))
    return replace_end (word, 1, "ю");
  if (is_one_of (before, VOWELS))
    return replace_end (word, 1, "ї");
  if (is_consonant (before) && before != letter_from_end (word, 2))
    return replace_end (word, 1, "і");
  return NULL;
}

/* --- Patronymics --- */

static char *
decline_patronymic (const char *word, HearthNameSex sex, HearthGrammarCase which)
{
  static const Rule male[] = {
    { "ич", 0, { "а", "у", "а" } },
    { "іч", 0, { "а", "у", "а" } },
    { NULL, 0, SAME },
  };
  static const Rule female[] = {
    { "івна", 1, { "и", "і", "у" } },
    { "ївна", 1, { "и", "і", "у" } },
    { "ична", 1, { "и", "і", "у" } },
    { "інічна", 1, { "и", "і", "у" } },
    { NULL, 0, SAME },
  };

  if (sex == HEARTH_SEX_UNKNOWN)
    return NULL;
  return apply (find_rule (sex == HEARTH_SEX_MALE ? male : female, word), word, which);
}

/* --- Given names --- */

/* Names whose stem changes, or that are soft without showing it. */
static const Rule irregular_men[] = {
  { "федір", 2, { "ора", "ору", "ора" } },
  { "сидір", 2, { "ора", "ору", "ора" } },
  { "нестір", 2, { "ора", "ору", "ора" } },
  { "яків", 2, { "ова", "ову", "ова" } },
  { "прокіп", 2, { "опа", "опу", "опа" } },
  { "антін", 2, { "она", "ону", "она" } },
  { "тиміш", 2, { "оша", "ошу", "оша" } },
  { "ігор", 0, { "я", "ю", "я" } },
  { "лазар", 0, { "я", "ю", "я" } },
  { "ілля", 1, { "і", "і", "ю" } },
  { "леонід", 0, { "а", "у", "а" } },
  { "гліб", 0, { "а", "у", "а" } },
  { NULL, 0, SAME },
};

/* In a closed last syllable і, о and е may change or fall out; of given names these do not. */
static const char *const steady_men[] = {
  "антон",  "артем",   "віктор",  "георг", "єгор",   "захар",       "йосип", "мирон",
  "нестор", "олег",    "родіон",  "семен", "симон",  "тарас",       "федот", "платон",
  "леон",   "філімон", "харитон", "тихон", "агатон", "пантелеймон", NULL,
};

static gboolean
ends_in_steady_cluster (const char *word)
{
  static const char *const clusters[] = { "андр", "рд", "рт", "ст", NULL };

  for (guint i = 0; clusters[i] != NULL; i++)
    if (g_str_has_suffix (word, clusters[i]))
      return TRUE;
  return FALSE;
}

static char *
decline_man (const char *word, HearthGrammarCase which)
{
  static const Rule vowels_and_soft[] = {
    { "ій", 1, { "я", "ю", "я" } },
    { "ай", 1, { "я", "ю", "я" } },
    { "аль", 1, { "я", "ю", "я" } },
    { "иль", 1, { "я", "ю", "я" } },
    { NULL, 0, SAME },
  };
  const Rule *rule = find_rule (irregular_men, word);
  gunichar last = letter_from_end (word, 0);
  gunichar before = letter_from_end (word, 1);

  if (rule != NULL && g_str_equal (rule->ending, word))
    return apply (rule, word, which);
  rule = find_rule (vowels_and_soft, word);
  if (rule != NULL)
    return apply (rule, word, which);
  if (last == g_utf8_get_char ("о"))
    return is_consonant (before) ? replace_end (word, 1, which == HEARTH_DATIVE ? "у" : "а") : NULL;
  if (last == g_utf8_get_char ("а"))
    return decline_on_a (word, which);
  if (!is_one_of (last, "бвгґдзклмнпрстфх"))
    return NULL;
  if (is_one_of (before, "аиуюя") || is_word_of (word, steady_men) || ends_in_steady_cluster (word))
    return replace_end (word, 0, which == HEARTH_DATIVE ? "у" : "а");
  return NULL;
}

static char *
decline_woman (const char *word, HearthGrammarCase which)
{
  static const Rule third[] = {
    { "любов", 0, { "і", "і", "" } },
    { "нінель", 1, { "і", "і", "ь" } },
    { "рахіль", 1, { "і", "і", "ь" } },
    { NULL, 0, SAME },
  };
  const Rule *rule = find_rule (third, word);

  if (rule != NULL && g_str_equal (rule->ending, word))
    return apply (rule, word, which);
  if (g_str_has_suffix (word, "а"))
    return decline_on_a (word, which);
  return g_str_has_suffix (word, "я") ? decline_on_ya (word, which) : NULL;
}

static char *
decline_given (const char *word, HearthNameSex sex, HearthGrammarCase which)
{
  if (sex == HEARTH_SEX_UNKNOWN)
    return NULL;
  return sex == HEARTH_SEX_MALE ? decline_man (word, which) : decline_woman (word, which);
}

/* --- Surnames --- */

/* Nouns that end as the surname of a woman after her father's on -ов or -ін does. */
static const char *const nouns_like_adjectives[] = {
  "сова",  "підкова", "корова", "голова", "діброва", "дуброва", "основа",  "обнова", "залева",
  "стіна", "ціна",    "зміна",  "країна", "україна", "руїна",   "глибіна", "піна",   NULL,
};

/* Endings of nouns that no adjective has. */
static const Rule surely_nouns[] = {
  { "ура", 0, SAME }, { "юра", 0, SAME }, { "ула", 0, SAME },   { "юла", 0, SAME },
  { "ига", 0, SAME }, { "юга", 0, SAME }, { "яга", 0, SAME },   { "юка", 0, SAME },
  { "чка", 0, SAME }, { "шка", 0, SAME }, { "орока", 0, SAME }, { NULL, 0, SAME },
};

static gboolean
is_long (const char *word, glong at_least)
{
  return g_utf8_strlen (word, -1) >= at_least;
}

static char *
decline_her_surname_on_a (const char *word, HearthGrammarCase which)
{
  static const Rule adjectives[] = {
    { "ська", 1, { "ої", "ій", "у" } },
    { "цька", 1, { "ої", "ій", "у" } },
    { "зька", 1, { "ої", "ій", "у" } },
    { "ова", 1, { "ої", "ій", "у" } },
    { "ева", 1, { "ої", "ій", "у" } },
    { "єва", 1, { "ої", "ій", "у" } },
    { "іна", 1, { "ої", "ій", "у" } },
    { "їна", 1, { "ої", "ій", "у" } },
    { NULL, 0, SAME },
  };
  const Rule *rule = find_rule (adjectives, word);

  if (rule != NULL)
    return is_long (word, 5) && !is_word_of (word, nouns_like_adjectives)
               ? apply (rule, word, which)
               : NULL;
  /* Чорна declines as an adjective, Сосна as a noun: the ending alone does not tell. */
  return find_rule (surely_nouns, word) != NULL && is_long (word, 5) ? decline_on_a (word, which)
                                                                     : NULL;
}

/* A woman's surname that ends in a consonant or -о does not change. */
static char *
decline_her_surname (const char *word, HearthGrammarCase which)
{
  gunichar last = letter_from_end (word, 0);

  if (last == g_utf8_get_char ("а"))
    return decline_her_surname_on_a (word, which);
  if (last == g_utf8_get_char ("я"))
    return letter_from_end (word, 1) != g_utf8_get_char ("н") ? decline_on_ya (word, which) : NULL;
  if (is_consonant (last) || is_one_of (last, "ьо"))
    return g_strdup (word);
  return NULL;
}

/* Trades on -ар: which of them are soft is a matter of each word. */
static const Rule trades[] = {
  { "бондар", 0, { "я", "еві", "я" } }, { "кобзар", 0, { "я", "еві", "я" } },
  { "лікар", 0, { "я", "еві", "я" } },  { "пекар", 0, { "я", "еві", "я" } },
  { "писар", 0, { "я", "еві", "я" } },  { "токар", 0, { "я", "еві", "я" } },
  { "кухар", 0, { "я", "еві", "я" } },  { "косар", 0, { "я", "еві", "я" } },
  { "пушкар", 0, { "я", "еві", "я" } }, { "гончар", 0, { "а", "еві", "а" } },
  { "комар", 0, { "а", "еві", "а" } },  { "мороз", 0, { "а", "ові", "а" } },
  { "сокол", 0, { "а", "ові", "а" } },  { NULL, 0, SAME },
};

static const Rule his_surname[] = {
  { "ий", 2, { "ого", "ому", "ого" } },
  { "аго", 0, { NULL } },
  { "яго", 0, { NULL } },
  { "ово", 0, { NULL } },
  { "ній", 0, { NULL } },
  { "ій", 1, { "я", "єві", "я" } },
  { "ай", 1, { "я", "єві", "я" } },
  { "уй", 1, { "я", "єві", "я" } },
  { "яй", 1, { "я", "єві", "я" } },
  { "ов", 0, { "а", "у", "а" } },
  { "ев", 0, { "а", "у", "а" } },
  { "єв", 0, { "а", "у", "а" } },
  { "їн", 0, { "а", "у", "а" } },
  { "кін", 0, { "а", "у", "а" } },
  { "тін", 0, { "а", "у", "а" } },
  { "шін", 0, { "а", "у", "а" } },
  { "хін", 0, { "а", "у", "а" } },
  { "ин", 0, { "а", "у", "а" } },
  { "ич", 0, { "а", "у", "а" } },
  { "их", 0, { NULL } },
  { "ір", 0, { NULL } },
  { "ар", 0, { NULL } },
  { "яр", 0, { NULL } },
  { "ир", 0, { NULL } },
  { "аць", 0, { NULL } },
  { NULL, 0, SAME },
};

/* Кравець, Кравця; Коломієць, Коломійця; Стрілець, Стрільця. Clusters and о, е in the syllable before change
 * the stem in ways of their own. */
static char *
decline_on_ets (const char *word, HearthGrammarCase which)
{
  static const char *const ends[] = { "ця", "цеві", "ця" };
  static const char *const joined[] = { "йця", "йцеві", "йця" };
  static const char *const softened[] = { "ьця", "ьцеві", "ьця" };
  gunichar before = letter_from_end (word, 3);
  gunichar vowel = letter_from_end (word, 4);

  if (g_str_has_suffix (word, "ієць") || g_str_has_suffix (word, "аєць"))
    return replace_end (word, 3, joined[which]);
  if (!is_consonant (before) || !is_one_of (vowel, "аиіуюя") || g_str_has_suffix (word, "івець"))
    return NULL;
  return replace_end (word, 3, before == g_utf8_get_char ("л") ? softened[which] : ends[which]);
}

static char *
decline_his_soft (const char *word, HearthGrammarCase which)
{
  static const char *const ends[] = { "я", "еві", "я" };

  if (g_str_has_suffix (word, "ець") || g_str_has_suffix (word, "єць"))
    return decline_on_ets (word, which);
  return is_consonant (letter_from_end (word, 1)) && is_one_of (letter_from_end (word, 2), "аиоуюя")
             ? replace_end (word, 1, ends[which])
             : NULL;
}

static char *
decline_his_consonant (const char *word, HearthGrammarCase which)
{
  gunichar last = letter_from_end (word, 0);
  gunichar before = letter_from_end (word, 1);
  const char *dative = is_one_of (last, "жчшщ") ? "еві" : "ові";

  if (!is_one_of (before, "аиуюя") || last == g_utf8_get_char ("ц") ||
      last == g_utf8_get_char ("й"))
    return NULL;
  return replace_end (word, 0, which == HEARTH_DATIVE ? dative : "а");
}

/* Of surnames on -о those of foreign languages do not change. */
static char *
decline_his_surname (const char *word, HearthGrammarCase which)
{
  const Rule *rule = find_rule (trades, word);
  gunichar last = letter_from_end (word, 0);

  if (rule != NULL && g_str_equal (rule->ending, word))
    return apply (rule, word, which);
  if (!is_long (word, 4))
    return NULL;
  rule = find_rule (his_surname, word);
  if (rule != NULL)
    return apply (rule, word, which);
  if (last == g_utf8_get_char ("о"))
    return g_str_has_suffix (word, "ко") || g_str_has_suffix (word, "ло") ||
                   g_str_has_suffix (word, "хно")
               ? replace_end (word, 1, which == HEARTH_DATIVE ? "ові" : "а")
               : NULL;
  if (last == g_utf8_get_char ("а"))
    return decline_on_a (word, which);
  if (last == g_utf8_get_char ("я"))
    return decline_on_ya (word, which);
  if (last == g_utf8_get_char ("ь"))
    return decline_his_soft (word, which);
  return is_consonant (last) ? decline_his_consonant (word, which) : NULL;
}

/* --- Together --- */

static gboolean
is_ukrainian (const char *word)
{
  for (; *word != '\0'; word = g_utf8_next_char (word))
    if (!is_one_of (g_utf8_get_char (word), "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'’ʼ"))
      return FALSE;
  return TRUE;
}

static char *
decline_word (HearthNamePart part, const char *word, HearthNameSex sex, HearthGrammarCase which)
{
  if (!is_long (word, 3) || !is_ukrainian (word))
    return NULL;
  switch (part)
    {
    case HEARTH_NAME_PATRONYMIC:
      return decline_patronymic (word, sex, which);
    case HEARTH_NAME_GIVEN:
      return decline_given (word, sex, which);
    case HEARTH_NAME_SURNAME:
    default:
      if (sex == HEARTH_SEX_UNKNOWN)
        return NULL;
      return sex == HEARTH_SEX_MALE ? decline_his_surname (word, which)
                                    : decline_her_surname (word, which);
    }
}

/* As the name was written: all in capitals, or with a capital at the beginning. */
static char *
restore_capitals (const char *written, const char *declined)
{
  g_autofree char *upper = g_utf8_strup (written, -1);
  g_autofree char *head = NULL;
  g_autofree char *tall = NULL;

  if (g_str_equal (upper, written))
    return g_utf8_strup (declined, -1);
  head = g_utf8_substring (declined, 0, 1);
  tall = g_unichar_isupper (g_utf8_get_char (written)) ? g_utf8_strup (head, -1) : g_strdup (head);
  return g_strconcat (tall, g_utf8_next_char (declined), NULL);
}

/**
 * hearth_declension_of_name:
 * @name: one part of a name, in Ukrainian letters; parts with a hyphen decline each
 * @sex: of the person; if it is not known nothing is certain
 *
 * Returns: (transfer full) (nullable): @name in the case; %NULL if no rule settles it, so that a person must.
 *   Thread: any.
 */
char *
hearth_declension_of_name (HearthNamePart part,
                           const char *name,
                           HearthNameSex sex,
                           HearthGrammarCase which)
{
  g_auto (GStrv) words = NULL;

  g_return_val_if_fail (name != NULL && which < HEARTH_N_GRAMMAR_CASES, NULL);

  if (*name == '\0' || strlen (name) > MAX_BYTES || !g_utf8_validate (name, -1, NULL))
    return NULL;
  words = g_strsplit (name, "-", -1);
  for (char **word = words; *word != NULL; word++)
    {
      g_autofree char *lower = g_utf8_strdown (*word, -1);
      g_autofree char *declined = decline_word (part, lower, sex, which);

      if (declined == NULL)
        return NULL;
      g_free (g_steal_pointer (&lower));
      lower = *word;
      *word = restore_capitals (lower, declined);
    }
  return g_strjoinv ("-", words);
}

/** hearth_grammar_case_from_id: whether @id names a case: `genitive`, `dative`, `accusative`. */
gboolean
hearth_grammar_case_from_id (const char *id, HearthGrammarCase *out)
{
  static const char *const ids[HEARTH_N_GRAMMAR_CASES] = { "genitive", "dative", "accusative" };

  g_return_val_if_fail (id != NULL && out != NULL, FALSE);

  for (guint i = 0; i < HEARTH_N_GRAMMAR_CASES; i++)
    if (g_str_equal (ids[i], id))
      {
        *out = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * hearth_declension_find_sex:
 * @sex: (nullable): `female`, `male`
 * @patronymic: (nullable): says it where nothing else does
 */
HearthNameSex
hearth_declension_find_sex (const char *sex, const char *patronymic)
{
  g_autofree char *lower = NULL;

  if (sex != NULL)
    return g_str_equal (sex, "female") ? HEARTH_SEX_FEMALE
           : g_str_equal (sex, "male") ? HEARTH_SEX_MALE
                                       : HEARTH_SEX_UNKNOWN;
  if (patronymic == NULL)
    return HEARTH_SEX_UNKNOWN;
  lower = g_utf8_strdown (patronymic, -1);
  if (g_str_has_suffix (lower, "івна") || g_str_has_suffix (lower, "ївна"))
    return HEARTH_SEX_FEMALE;
  return g_str_has_suffix (lower, "ович") || g_str_has_suffix (lower, "йович") ||
                 g_str_has_suffix (lower, "євич")
             ? HEARTH_SEX_MALE
             : HEARTH_SEX_UNKNOWN;
}
