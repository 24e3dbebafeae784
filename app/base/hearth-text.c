/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cleaning, folding for search, and sort keys of the Ukrainian alphabet. All of it is independent of
 * the locale, because keys are stored and must mean the same on every machine. Any thread. */
#include "config.h"

#include "hearth-text.h"

#include <string.h>

/* The Ukrainian alphabet of 33 letters with the five Russian ones beside the letters they resemble, so
 * that a captor's list sorts among ours. The position is the weight. */
static const gunichar alphabet[] = {
  0x0430 /* а */, 0x0431 /* б */, 0x0432 /* в */, 0x0433 /* г */, 0x0491 /* ґ */, 0x0434 /* д */,
  0x0435 /* е */, 0x0451 /* ё */, 0x0454 /* є */, 0x0436 /* ж */, 0x0437 /* з */, 0x0438 /* и */,
  0x0456 /* і */, 0x0457 /* ї */, 0x0439 /* й */, 0x043A /* к */, 0x043B /* л */, 0x043C /* м */,
  0x043D /* н */, 0x043E /* о */, 0x043F /* п */, 0x0440 /* р */, 0x0441 /* с */, 0x0442 /* т */,
  0x0443 /* у */, 0x0444 /* ф */, 0x0445 /* х */, 0x0446 /* ц */, 0x0447 /* ч */, 0x0448 /* ш */,
  0x0449 /* щ */, 0x044A /* ъ */, 0x044B /* ы */, 0x044C /* ь */, 0x044D /* э */, 0x044E /* ю */,
  0x044F /* я */,
};

/* Sort keys are ASCII for what we expect: a space weighs '!', digits themselves, then 37 Cyrillic
 * letters from ':', then 26 Latin ones, then 'z' before any other character as it is. */
#define SORT_SPACE '!'
#define SORT_CYRILLIC ':'
#define SORT_LATIN (SORT_CYRILLIC + (int) G_N_ELEMENTS (alphabet))
#define SORT_OTHER (SORT_LATIN + 26)
G_STATIC_ASSERT (SORT_OTHER < 0x7F);

/* Latin capitals and small letters that look like Cyrillic ones: typed with the wrong layout, and then
 * a search finds nothing although the screen shows the same word. */
static const struct
{
  char latin;
  gunichar cyrillic; /* small */
} look_alikes[] = {
  { 'a', 0x0430 }, { 'b', 0x0432 }, { 'c', 0x0441 }, { 'e', 0x0435 }, { 'h', 0x043D },
  { 'i', 0x0456 }, { 'k', 0x043A }, { 'm', 0x043C }, { 'o', 0x043E }, { 'p', 0x0440 },
  { 't', 0x0442 }, { 'x', 0x0445 }, { 'y', 0x0443 },
};

static gunichar
cyrillic_look_alike (gunichar c)
{
  for (guint i = 0; i < G_N_ELEMENTS (look_alikes); i++)
    if (c == (guchar) look_alikes[i].latin)
      return look_alikes[i].cyrillic;
  return 0;
}

static gboolean
is_cyrillic (gunichar c)
{
  return c >= 0x0400 && c <= 0x052F;
}

static gboolean
is_bidi_control (gunichar c)
{
  return c == 0x061C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||
         (c >= 0x2066 && c <= 0x2069);
}

/* Joiners are needed by no name that we write, and two spellings that look alike are a trap. */
static gboolean
is_invisible (gunichar c)
{
  return c == 0x00AD || (c >= 0x200B && c <= 0x200D) || c == 0x2028 || c == 0x2029 ||
         (c >= 0x2060 && c <= 0x2064) || c == 0xFEFF || (c >= 0xFFF0 && c <= 0xFFFB) ||
         (c >= 0xE0000 && c <= 0xE0FFF) || (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
}

/**
 * hearth_text_is_apostrophe:
 *
 * Returns: whether @c is one of the characters that stand for the apostrophe in Ukrainian lists: U+0027,
 *   U+0060, U+00B4, U+02B9, U+02BB, U+02BC (the letter), U+02BD, U+2018, U+2019, U+201B, U+2032, U+FF07.
 */
gboolean
hearth_text_is_apostrophe (gunichar c)
{
  switch (c)
    {
    case '\'':
    case '`':
    case 0x00B4:
    case 0x02B9:
    case 0x02BB:
    case 0x02BC:
    case 0x02BD:
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x2032:
    case 0xFF07:
      return TRUE;
    default:
      return FALSE;
    }
}

/**
 * hearth_text_check:
 * @text: (nullable): zero-terminated; %NULL is fine
 * @max_bytes: without the final zero
 *
 * Returns: the first thing that speaks against storing @text. Thread: any.
 */
HearthTextIssue
hearth_text_check (const char *text, gsize max_bytes, HearthTextShape shape)
{
  gsize length;

  if (text == NULL)
    return HEARTH_TEXT_FINE;
  length = strlen (text);
  if (length > max_bytes)
    return HEARTH_TEXT_TOO_LONG;
  if (!g_utf8_validate (text, (gssize) length, NULL))
    return HEARTH_TEXT_NOT_UTF8;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_bidi_control (c))
        return HEARTH_TEXT_BIDI;
      if (shape == HEARTH_TEXT_MANY_LINES && (c == '\n' || c == '\t'))
        continue;
      if (g_unichar_iscntrl (c) || is_invisible (c))
        return HEARTH_TEXT_CONTROL;
    }
  return HEARTH_TEXT_FINE;
}

/**
 * hearth_text_normalize:
 *
 * Returns: (transfer full) (nullable): @text in NFC, %NULL if it is not UTF-8. Thread: any.
 */
char *
hearth_text_normalize (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return g_utf8_normalize (text, -1, G_NORMALIZE_DEFAULT_COMPOSE);
}

/**
 * hearth_text_clean:
 * @text: one line as it stands in a cell or an entry
 *
 * NFC, every run of white space (also the no-break and the wide ones of word processors) becomes one
 * space, none at the ends. Line breaks count as white space.
 *
 * Returns: (transfer full) (nullable): %NULL if @text is not UTF-8. Thread: any.
 */
char *
hearth_text_clean (const char *text)
{
  g_autofree char *nfc = NULL;
  GString *clean;
  gboolean space = FALSE;

  g_return_val_if_fail (text != NULL, NULL);

  nfc = hearth_text_normalize (text);
  if (nfc == NULL)
    return NULL;
  clean = g_string_sized_new (strlen (nfc));
  for (const char *p = nfc; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        {
          space = TRUE;
          continue;
        }
      if (space && clean->len > 0)
        g_string_append_c (clean, ' ');
      space = FALSE;
      g_string_append_unichar (clean, c);
    }
  return g_string_free (clean, FALSE);
}

/* The letter under the accents: é is e. Cyrillic й and ї stay whole, they are letters of their own. */
static gunichar
base_letter (gunichar c)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

  if (c < 0x80 || is_cyrillic (c))
    return c;
  if (g_unichar_fully_decompose (c, FALSE, parts, G_N_ELEMENTS (parts)) > 0)
    return parts[0];
  return c;
}

/* Letters that Ukrainian, Russian and a hurried typist write for one another (domain 6.5). г and ґ meet
 * because ґ is missing on many keyboards; и, і, ї, й, ы meet because captor lists are in Russian. */
static gunichar
fold_cyrillic (gunichar c)
{
  switch (c)
    {
    case 0x0491: /* ґ */
      return 0x0433;
    case 0x0454: /* є */
    case 0x0451: /* ё */
    case 0x044D: /* э */
      return 0x0435;
    case 0x0456: /* і */
    case 0x0457: /* ї */
    case 0x0439: /* й */
    case 0x044B: /* ы */
      return 0x0438;
    case 0x044C: /* ь */
    case 0x044A: /* ъ */
      return 0;
    default:
      return c;
    }
}

/* A word with a Cyrillic letter is Cyrillic throughout, and so is a unit's number such as A1234. */
static void
unify_script (gunichar *word, guint n)
{
  gboolean has_cyrillic = FALSE, has_digit = FALSE, only_alike = TRUE;

  for (guint i = 0; i < n; i++)
    {
      if (is_cyrillic (word[i]))
        has_cyrillic = TRUE;
      else if (g_unichar_isdigit (word[i]))
        has_digit = TRUE;
      else if (cyrillic_look_alike (word[i]) == 0)
        only_alike = FALSE;
    }
  if (!has_cyrillic && !(has_digit && only_alike))
    return;
  for (guint i = 0; i < n; i++)
    if (cyrillic_look_alike (word[i]) != 0)
      word[i] = cyrillic_look_alike (word[i]);
}

static void
flush_word (GArray *word, GString *folded)
{
  gunichar *letters = (gunichar *) (gpointer) word->data;

  if (word->len == 0)
    return;
  unify_script (letters, word->len);
  if (folded->len > 0)
    g_string_append_c (folded, ' ');
  for (guint i = 0; i < word->len; i++)
    {
      gunichar c = fold_cyrillic (letters[i]);

      if (c != 0)
        g_string_append_unichar (folded, c);
    }
  g_array_set_size (word, 0);
}

/* ASCII, Cyrillic letters, and the quotes and dashes beside them: what normalization leaves as it is. Texts to
 * fold are of nothing else but for the odd one, and to normalize them costs as much as all the rest. */
static gboolean
is_normal (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0x80 && !(c >= 0x400 && c <= 0x482) && !(c >= 0x48A && c <= 0x52F) && c != 0xAB &&
          c != 0xBB && c != 0x2BC && c != 0x2013 && c != 0x2014 && c != 0x2018 && c != 0x2019 &&
          c != 0x201C && c != 0x201D)
        return FALSE;
    }
  return TRUE;
}

/**
 * hearth_text_fold:
 *
 * The form in which typed text is compared and searched: words of small letters and digits with one
 * space between. Apostrophes and signs of softness vanish (Знам'янка, Знамянка), hyphens and all other
 * punctuation part words, accents fall off Latin letters, letters that Ukrainian and Russian write
 * for one another become one, and Latin letters that only look Cyrillic become Cyrillic.
 *
 * Returns: (transfer full): UTF-8, empty if nothing is left or @text is not UTF-8. Thread: any.
 */
char *
hearth_text_fold (const char *text)
{
  g_autofree char *nfc = NULL;
  g_autoptr (GArray) word = g_array_new (FALSE, FALSE, sizeof (gunichar));
  GString *folded = g_string_new (NULL);

  g_return_val_if_fail (text != NULL, g_string_free (folded, FALSE));

  if (!g_utf8_validate (text, -1, NULL))
    return g_string_free (folded, FALSE);
  if (!is_normal (text))
    nfc = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  for (const char *p = nfc != NULL ? nfc : text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = base_letter (g_unichar_tolower (g_utf8_get_char (p)));

      if (hearth_text_is_apostrophe (c) || g_unichar_ismark (c))
        continue;
      if (g_unichar_isalnum (c))
        g_array_append_val (word, c);
      else
        flush_word (word, folded);
    }
  flush_word (word, folded);
  return g_string_free (folded, FALSE);
}

static void
append_sort_weight (GString *key, gunichar c)
{
  if (g_unichar_isdigit (c) && c < 0x80)
    {
      g_string_append_unichar (key, c);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (alphabet); i++)
    if (c == alphabet[i])
      {
        g_string_append_c (key, (char) (SORT_CYRILLIC + i));
        return;
      }
  c = base_letter (c);
  if (c >= 'a' && c <= 'z')
    {
      g_string_append_c (key, (char) (SORT_LATIN + (int) (c - 'a')));
      return;
    }
  g_string_append_c (key, SORT_OTHER);
  g_string_append_unichar (key, c);
}

/**
 * hearth_text_sort_key:
 *
 * A key whose bytes compare as the Ukrainian alphabet orders @text, whatever the locale: space, digits,
 * Cyrillic (ґ after г, є after е, і ї after и, ь before ю), Latin, the rest. Capitals do not count,
 * apostrophes and other punctuation neither; a hyphen counts as a space, so that
 * a double surname follows its first part.
 *
 * Returns: (transfer full): UTF-8; empty if @text is not UTF-8. Thread: any.
 */
char *
hearth_text_sort_key (const char *text)
{
  g_autofree char *nfc = NULL;
  GString *key = g_string_new (NULL);
  gboolean space = FALSE;

  g_return_val_if_fail (text != NULL, g_string_free (key, FALSE));

  nfc = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  for (const char *p = nfc; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_unichar_tolower (g_utf8_get_char (p));

      if (g_unichar_isspace (c) || c == '-' || (c >= 0x2010 && c <= 0x2015))
        space = TRUE;
      else if (g_unichar_isalnum (c) && !hearth_text_is_apostrophe (c))
        {
          if (space && key->len > 0)
            g_string_append_c (key, SORT_SPACE);
          space = FALSE;
          append_sort_weight (key, c);
        }
    }
  return g_string_free (key, FALSE);
}

/** hearth_text_equal: whether @a and @b are the same to a person, that is, fold to the same. */
gboolean
hearth_text_equal (const char *a, const char *b)
{
  g_autofree char *folded_a = hearth_text_fold (a);
  g_autofree char *folded_b = hearth_text_fold (b);

  return g_str_equal (folded_a, folded_b);
}
