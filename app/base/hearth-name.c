/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ukrainian personal names. The Latin form is the one of the passport: resolution 55 of the Cabinet of
 * Ministers of 27 January 2010. Any thread. */
#include "config.h"

#include "hearth-name.h"

#include "hearth-text.h"

#include <string.h>

typedef struct
{
  gunichar letter; /* small */
  const char *start;
  const char *inside;
} LatinRow;

/* The table of resolution 55; the last four rows are Russian letters, which it does not know and which
 * names of captor lists have. */
static const LatinRow latin_table[] = {
  { 0x0430, "a", "a" },       /* а */
  { 0x0431, "b", "b" },       /* б */
  { 0x0432, "v", "v" },       /* в */
  { 0x0433, "h", "h" },       /* г */
  { 0x0491, "g", "g" },       /* ґ */
  { 0x0434, "d", "d" },       /* д */
  { 0x0435, "e", "e" },       /* е */
  { 0x0454, "ye", "ie" },     /* є */
  { 0x0436, "zh", "zh" },     /* ж */
  { 0x0437, "z", "z" },       /* з */
  { 0x0438, "y", "y" },       /* и */
  { 0x0456, "i", "i" },       /* і */
  { 0x0457, "yi", "i" },      /* ї */
  { 0x0439, "y", "i" },       /* й */
  { 0x043A, "k", "k" },       /* к */
  { 0x043B, "l", "l" },       /* л */
  { 0x043C, "m", "m" },       /* м */
  { 0x043D, "n", "n" },       /* н */
  { 0x043E, "o", "o" },       /* о */
  { 0x043F, "p", "p" },       /* п */
  { 0x0440, "r", "r" },       /* р */
  { 0x0441, "s", "s" },       /* с */
  { 0x0442, "t", "t" },       /* т */
  { 0x0443, "u", "u" },       /* у */
  { 0x0444, "f", "f" },       /* ф */
  { 0x0445, "kh", "kh" },     /* х */
  { 0x0446, "ts", "ts" },     /* ц */
  { 0x0447, "ch", "ch" },     /* ч */
  { 0x0448, "sh", "sh" },     /* ш */
  { 0x0449, "shch", "shch" }, /* щ */
  { 0x044C, "", "" },         /* ь */
  { 0x044E, "yu", "iu" },     /* ю */
  { 0x044F, "ya", "ia" },     /* я */
  { 0x0451, "yo", "io" },     /* ё */
  { 0x044A, "", "" },         /* ъ */
  { 0x044B, "y", "y" },       /* ы */
  { 0x044D, "e", "e" },       /* э */
};

static const LatinRow *
find_latin (gunichar small)
{
  for (guint i = 0; i < G_N_ELEMENTS (latin_table); i++)
    if (latin_table[i].letter == small)
      return &latin_table[i];
  return NULL;
}

static gboolean
is_part_letter (gunichar c)
{
  return g_unichar_isalpha (c) || hearth_text_is_apostrophe (c) || g_unichar_ismark (c);
}

/* "Щ" alone becomes "Shch", in "ЩОРС" it becomes "SHCH": the neighbours tell. */
static gboolean
is_among_capitals (const gunichar *text, glong i, glong n)
{
  glong next = i + 1, previous = i - 1;

  while (next < n && hearth_text_is_apostrophe (text[next]))
    next++;
  if (next < n && g_unichar_isalpha (text[next]))
    return g_unichar_isupper (text[next]);
  while (previous >= 0 && hearth_text_is_apostrophe (text[previous]))
    previous--;
  return previous >= 0 && g_unichar_isupper (text[previous]);
}

static void
append_latin (GString *out, const char *latin, gunichar original, gboolean all_capitals)
{
  for (guint i = 0; latin[i] != '\0'; i++)
    g_string_append_c (out, g_unichar_isupper (original) && (i == 0 || all_capitals)
                                ? g_ascii_toupper (latin[i])
                                : latin[i]);
}

/* зг is zgh, so that it is not read as ж, which is zh: the resolution's own note. */
static const char *
choose_latin (const LatinRow *row, gunichar before, gboolean at_start)
{
  if (row->letter == 0x0433 && g_unichar_tolower (before) == 0x0437)
    return "gh";
  return at_start ? row->start : row->inside;
}

/**
 * hearth_name_to_latin:
 * @name: one or more words; parts joined with a hyphen begin as words do
 *
 * Writes a Ukrainian name with Latin letters. Apostrophe and soft sign fall away; what is no Cyrillic
 * letter stays as it is.
 * Source: resolution 55 of the Cabinet of Ministers of Ukraine of 2010-01-27, table and notes.
 *
 * Returns: (transfer full): UTF-8; empty if @name is not UTF-8. Thread: any.
 */
char *
hearth_name_to_latin (const char *name)
{
  g_autofree char *nfc = NULL;
  g_autofree gunichar *text = NULL;
  GString *out = g_string_new (NULL);
  glong n = 0;

  g_return_val_if_fail (name != NULL, g_string_free (out, FALSE));

  nfc = hearth_text_normalize (name);
  text = nfc != NULL ? g_utf8_to_ucs4_fast (nfc, -1, &n) : NULL;
  for (glong i = 0; i < n; i++)
    {
      const LatinRow *row = find_latin (g_unichar_tolower (text[i]));
      gunichar before = i > 0 ? text[i - 1] : 0;
      gunichar after = i + 1 < n ? text[i + 1] : 0;

      if (row != NULL)
        append_latin (out, choose_latin (row, before, i == 0 || !is_part_letter (before)), text[i],
                      is_among_capitals (text, i, n));
      else if (!hearth_text_is_apostrophe (text[i]) ||
               (find_latin (g_unichar_tolower (before)) == NULL &&
                find_latin (g_unichar_tolower (after)) == NULL))
        g_string_append_unichar (out, text[i]);
    }
  return g_string_free (out, FALSE);
}

/* Particles of Turkic patronymics, written small: Мамед огли. */
static gboolean
is_particle (const char *word)
{
  static const char *const particles[] = { "огли", "оглу", "кизи", NULL };
  g_autofree char *small = g_utf8_strdown (word, -1);

  return g_strv_contains (particles, small);
}

static gboolean
is_one_case (const char *part, gsize length)
{
  guint n_upper = 0, n_lower = 0;

  for (const char *p = part; p < part + length; p = g_utf8_next_char (p))
    {
      if (g_unichar_isupper (g_utf8_get_char (p)))
        n_upper++;
      else if (g_unichar_islower (g_utf8_get_char (p)))
        n_lower++;
    }
  return (n_upper > 1 && n_lower == 0) || (n_lower > 0 && n_upper == 0);
}

/* The first letter is a capital, the one after a full stop (initials), and one after an apostrophe that
 * follows a single letter: О'Ніл has two, Апостроф'єв has one. */
static void
append_title_case (GString *out, const char *part, gsize length)
{
  guint n_letters = 0;
  gboolean after_apostrophe = FALSE;

  for (const char *p = part; p < part + length; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean capital = n_letters == 0 || (n_letters == 1 && after_apostrophe);

      g_string_append_unichar (out, capital ? g_unichar_totitle (c) : g_unichar_tolower (c));
      after_apostrophe = hearth_text_is_apostrophe (c);
      if (c == '.')
        n_letters = 0;
      else if (!after_apostrophe)
        n_letters++;
    }
}

/**
 * hearth_name_fix_case:
 *
 * Lists write КРАПКОВИЙ or крапковий; the file says Крапковий. Words and parts between hyphens are
 * treated one by one, and those that mix capitals and small letters already stay as they are.
 *
 * Returns: (transfer full) (nullable): cleaned as by hearth_text_clean(); %NULL if @name is not UTF-8.
 */
char *
hearth_name_fix_case (const char *name)
{
  g_autofree char *clean = NULL;
  g_auto (GStrv) words = NULL;
  GString *out;

  g_return_val_if_fail (name != NULL, NULL);

  clean = hearth_text_clean (name);
  if (clean == NULL)
    return NULL;
  out = g_string_sized_new (strlen (clean));
  words = g_strsplit (clean, " ", -1);
  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (words[i], "-", -1);

      if (i > 0)
        g_string_append_c (out, ' ');
      for (guint j = 0; parts[j] != NULL; j++)
        {
          g_autofree char *small = g_utf8_strdown (parts[j], -1);

          if (j > 0)
            g_string_append_c (out, '-');
          if ((i > 0 || j > 0) && is_particle (parts[j]))
            g_string_append (out, small);
          else if (is_one_case (parts[j], strlen (parts[j])))
            append_title_case (out, parts[j], strlen (parts[j]));
          else
            g_string_append (out, parts[j]);
        }
    }
  return g_string_free (out, FALSE);
}

/* Initials ("В.І.") are capitals too, but never a surname. */
static gboolean
is_capitals (const char *word)
{
  guint n_upper = 0;

  for (const char *p = word; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_islower (g_utf8_get_char (p)) || *p == '.')
        return FALSE;
      if (g_unichar_isupper (g_utf8_get_char (p)))
        n_upper++;
    }
  return n_upper > 1;
}

static char *
join_words (GStrv words, guint first, guint end)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = first; i < end; i++)
    {
      if (joined->len > 0)
        g_string_append_c (joined, ' ');
      g_string_append (joined, words[i]);
    }
  return joined->len > 0 ? hearth_name_fix_case (joined->str) : NULL;
}

/**
 * hearth_name_split:
 * @full: "ПРІЗВИЩЕ Ім'я По батькові", in any capitals
 * @surname: (out) (transfer full) (nullable)
 * @given: (out) (transfer full) (nullable)
 * @patronymic: (out) (transfer full) (nullable)
 *
 * Takes a name of one column apart and puts its capitals right. The surname comes first, unless only
 * the last words are in capitals ("Іван Петрович КРАПКОВИЙ"); several words in capitals are one double
 * surname. Whatever follows the given name is the patronymic ("Мамед огли").
 *
 * Returns: %FALSE, all three %NULL, if @full holds no word. Thread: any.
 */
gboolean
hearth_name_split (const char *full, char **surname, char **given, char **patronymic)
{
  g_autofree char *clean = NULL;
  g_auto (GStrv) words = NULL;
  guint n, first = 0, end = 0;

  g_return_val_if_fail (full != NULL, FALSE);

  *surname = *given = *patronymic = NULL;
  clean = hearth_text_clean (full);
  if (clean == NULL || *clean == '\0')
    return FALSE;
  words = g_strsplit (clean, " ", -1);
  n = g_strv_length (words);

  while (end < n && is_capitals (words[end]))
    end++;
  if (end == 0)
    {
      first = end = n;
      while (first > 0 && is_capitals (words[first - 1]))
        first--;
    }
  if (first == end || end - first == n)
    {
      first = 0;
      end = 1;
    }

  *surname = join_words (words, first, end);
  if (first == 0)
    {
      *given = join_words (words, end, MIN (end + 1, n));
      *patronymic = join_words (words, MIN (end + 1, n), n);
    }
  else
    {
      *given = join_words (words, 0, 1);
      *patronymic = join_words (words, 1, first);
    }
  return TRUE;
}

/**
 * hearth_name_is_plausible:
 * @name: one part of a name
 *
 * Returns: whether @name consists of letters, apostrophes, hyphens, full stops and single spaces and has
 *   a letter. Digits and signs are slips of columns, formulas or worse. Thread: any.
 */
gboolean
hearth_name_is_plausible (const char *name)
{
  guint n_letters = 0;

  g_return_val_if_fail (name != NULL, FALSE);

  if (hearth_text_check (name, HEARTH_NAME_MAX_BYTES, HEARTH_TEXT_ONE_LINE) != HEARTH_TEXT_FINE)
    return FALSE;
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (hearth_text_is_apostrophe (c))
        continue;
      if (g_unichar_isalpha (c))
        n_letters++;
      else if (c != ' ' && c != '-' && c != '.' && c != 0x2011 && !g_unichar_ismark (c))
        return FALSE;
    }
  return n_letters > 0;
}
