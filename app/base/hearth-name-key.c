/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a word of a name sounds, whoever wrote it: resolution 55, older Ukrainian and Russian passports,
 * German and Polish papers, a captor's list in Russian, a typist on the wrong keyboard (domain 6.5).
 * Letters that these write for one another become one sound. Keys are stored, so they are independent
 * of the locale; a change of any rule here needs a schema step that writes them anew. Any thread. */
#include "config.h"

#include "hearth-name-key.h"

#include "hearth-text.h"

#include <string.h>

/* What can be read in two ways, each by itself: "Jewtuch" has two of them. */
typedef enum
{
  READ_CH = 1 << 0,
  READ_J = 1 << 1,
  READ_YO = 1 << 2,
  READ_ALL = READ_CH | READ_J | READ_YO,
} Reading;

typedef struct
{
  gunichar letter; /* small */
  const char *sound;
  const char *other; /* as READ_YO; NULL: no other */
} LetterRow;

/* и, і, ї, й, ы are one; є, э are е; the "i" before а and у is not heard, see smooth(). */
static const LetterRow letter_table[] = {
  { 0x0430, "a", NULL },  /* а */
  { 0x0431, "b", NULL },  /* б */
  { 0x0432, "v", NULL },  /* в */
  { 0x0433, "h", NULL },  /* г */
  { 0x0434, "d", NULL },  /* д */
  { 0x0435, "e", NULL },  /* е */
  { 0x0436, "j", NULL },  /* ж */
  { 0x0437, "z", NULL },  /* з */
  { 0x0438, "i", NULL },  /* и */
  { 0x0439, "i", NULL },  /* й */
  { 0x043A, "k", NULL },  /* к */
  { 0x043B, "l", NULL },  /* л */
  { 0x043C, "m", NULL },  /* м */
  { 0x043D, "n", NULL },  /* н */
  { 0x043E, "o", NULL },  /* о */
  { 0x043F, "p", NULL },  /* п */
  { 0x0440, "r", NULL },  /* р */
  { 0x0441, "s", NULL },  /* с */
  { 0x0442, "t", NULL },  /* т */
  { 0x0443, "u", NULL },  /* у */
  { 0x0444, "f", NULL },  /* ф */
  { 0x0445, "h", NULL },  /* х */
  { 0x0446, "c", NULL },  /* ц */
  { 0x0447, "q", NULL },  /* ч */
  { 0x0448, "w", NULL },  /* ш */
  { 0x0449, "w", NULL },  /* щ */
  { 0x044A, "", NULL },   /* ъ */
  { 0x044B, "i", NULL },  /* ы */
  { 0x044C, "", NULL },   /* ь */
  { 0x044D, "e", NULL },  /* э */
  { 0x044E, "iu", NULL }, /* ю */
  { 0x044F, "ia", NULL }, /* я */
  { 0x0451, "o", "e" },   /* ё: Корольов is Королёв, Артем is Артём */
  { 0x0454, "e", NULL },  /* є */
  { 0x0456, "i", NULL },  /* і */
  { 0x0457, "i", NULL },  /* ї */
  { 0x045E, "v", NULL },  /* ў */
  { 0x0491, "h", NULL },  /* ґ */
  /* Crimean and other Turkic names of captors' and our lists. */
  { 0x0493, "h", NULL }, /* ғ */
  { 0x049B, "k", NULL }, /* қ */
  { 0x04A3, "n", NULL }, /* ң */
  { 0x04AF, "u", NULL }, /* ү */
  { 0x04B1, "u", NULL }, /* ұ */
  { 0x04BB, "h", NULL }, /* һ */
  { 0x04D9, "a", NULL }, /* ә */
  { 0x04E9, "o", NULL }, /* ө */
};

typedef struct
{
  const char *latin;
  const char *sound;
  const char *other;
  Reading reading; /* that gives the other */
} LatinRow;

/* The longest comes first. What is not here sounds as it is written. */
static const LatinRow latin_table[] = {
  { "schtsch", "w", NULL }, /* German щ */
  { "shtsh", "w", NULL },       { "shch", "w", NULL },
  { "szcz", "w", NULL }, /* Polish щ */
  { "tsch", "q", NULL }, /* German ч */
  { "tch", "q", NULL },         { "shh", "w", NULL },
  { "sch", "w", NULL },         { "zgh", "zh", NULL }, /* resolution 55: зг */
  { "sh", "w", NULL },          { "sz", "w", NULL },
  { "ch", "q", "h", READ_CH }, /* Polish and German х */
  { "cz", "q", NULL },          { "zh", "j", NULL },
  { "kh", "h", NULL },          { "gh", "h", NULL },
  { "ts", "c", NULL },          { "tz", "c", NULL },
  { "ph", "f", NULL },          { "th", "t", NULL },
  { "ck", "k", "ck", READ_CH }, { "rz", "rz", "j", READ_CH },
  { "qu", "kv", NULL },         { "g", "h", NULL },
  { "j", "i", "j", READ_J },    { "q", "k", NULL },
  { "w", "v", NULL },           { "x", "ks", NULL },
  { "y", "i", NULL },
};

/* Latin letters with signs that stand for another sound than the letter under the sign. */
static const struct
{
  gunichar letter;
  const char *latin;
} accent_table[] = {
  { 0x00DF, "ss" }, /* ß */
  { 0x00E7, "ch" }, /* ç */
  { 0x0107, "ch" }, /* ć */
  { 0x010D, "ch" }, /* č */
  { 0x0111, "d" },  /* đ */
  { 0x011F, "g" },  /* ğ */
  { 0x0131, "i" },  /* ı */
  { 0x0142, "l" },  /* ł */
  { 0x0159, "rz" }, /* ř */
  { 0x015F, "sh" }, /* ş */
  { 0x0161, "sh" }, /* š */
  { 0x017C, "zh" }, /* ż */
  { 0x017E, "zh" }, /* ž */
};

/* Small letters of both alphabets whose capitals or small forms look alike. */
static const struct
{
  char latin;
  gunichar cyrillic;
} look_alikes[] = {
  { 'a', 0x0430 }, { 'b', 0x0432 }, { 'c', 0x0441 }, { 'e', 0x0435 }, { 'h', 0x043D },
  { 'i', 0x0456 }, { 'k', 0x043A }, { 'm', 0x043C }, { 'o', 0x043E }, { 'p', 0x0440 },
  { 't', 0x0442 }, { 'x', 0x0445 }, { 'y', 0x0443 }, { 's', 0x0455 }, { 'j', 0x0458 },
};

typedef struct
{
  gunichar letters[HEARTH_NAME_KEY_MAX_LETTERS];
  guint n;
} Word;

static gboolean
is_cyrillic (gunichar c)
{
  return c >= 0x0400 && c <= 0x052F;
}

static gunichar
to_cyrillic (gunichar c)
{
  for (guint i = 0; i < G_N_ELEMENTS (look_alikes); i++)
    if (c == (guchar) look_alikes[i].latin && c != 's' && c != 'j')
      return look_alikes[i].cyrillic;
  return 0;
}

static gunichar
to_latin (gunichar c)
{
  for (guint i = 0; i < G_N_ELEMENTS (look_alikes); i++)
    if (c == look_alikes[i].cyrillic)
      return (guchar) look_alikes[i].latin;
  return 0;
}

static void
add_letter (Word *word, gunichar c)
{
  if (word->n < HEARTH_NAME_KEY_MAX_LETTERS)
    word->letters[word->n++] = c;
}

/* Latin letters lose their signs; Cyrillic ones are letters of their own. */
static void
add_bare (Word *word, gunichar c)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];

  for (guint i = 0; i < G_N_ELEMENTS (accent_table); i++)
    if (c == accent_table[i].letter)
      {
        for (const char *p = accent_table[i].latin; *p != '\0'; p++)
          add_letter (word, (guchar) *p);
        return;
      }
  if (c >= 0x80 && !is_cyrillic (c) &&
      g_unichar_fully_decompose (c, FALSE, parts, G_N_ELEMENTS (parts)) > 0)
    c = parts[0];
  add_letter (word, c);
}

/* One script for the word: the one of which it has letters that the other cannot show. */
static void
unify_script (Word *word)
{
  guint n_cyrillic = 0, n_latin = 0, n_only_cyrillic = 0, n_only_latin = 0;
  gboolean is_cyrillic_word;

  for (guint i = 0; i < word->n; i++)
    if (is_cyrillic (word->letters[i]))
      {
        n_cyrillic++;
        n_only_cyrillic += to_latin (word->letters[i]) == 0;
      }
    else
      {
        n_latin++;
        n_only_latin += to_cyrillic (word->letters[i]) == 0;
      }
  if (n_cyrillic == 0 || n_latin == 0)
    return;
  is_cyrillic_word =
      n_only_cyrillic > n_only_latin || (n_only_cyrillic == n_only_latin && n_cyrillic >= n_latin);
  for (guint i = 0; i < word->n; i++)
    {
      gunichar c = word->letters[i];
      gunichar twin = is_cyrillic (c) ? to_latin (c) : to_cyrillic (c);

      if (is_cyrillic (c) != is_cyrillic_word && twin != 0)
        word->letters[i] = twin;
    }
}

/* PETPO: every letter is on the other keyboard too. */
static gboolean
is_wholly_alike (const Word *word)
{
  for (guint i = 0; i < word->n; i++)
    if (is_cyrillic (word->letters[i]) || to_cyrillic (word->letters[i]) == 0)
      return FALSE;
  return word->n > 2;
}

static gboolean
has_at (const Word *word, guint at, const char *latin)
{
  const guint n = (guint) strlen (latin);

  if (at + n > word->n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (word->letters[at + i] != (guchar) latin[i])
      return FALSE;
  return TRUE;
}

/* C before e, i and y, and at the end, is ц; elsewhere к. */
static void
append_c (GString *sounds, const Word *word, guint at, guint readings)
{
  const gunichar next = at + 1 < word->n ? word->letters[at + 1] : 0;
  const gboolean is_soft = next == 0 || next == 'e' || next == 'i' || next == 'y';

  g_string_append_c (sounds, is_soft == ((readings & READ_CH) == 0) ? 'c' : 'k');
}

/* Ivanoff, Andreeff. */
static gboolean
is_old_ending (const Word *word, guint at)
{
  return at > 1 && at + 2 == word->n && has_at (word, at, "ff") &&
         (word->letters[at - 1] == 'o' || word->letters[at - 1] == 'e');
}

/* How many letters were taken. */
static guint
append_latin (GString *sounds, const Word *word, guint at, guint readings)
{
  const gunichar c = word->letters[at];

  if (is_old_ending (word, at))
    {
      g_string_append_c (sounds, 'v');
      return 2;
    }
  for (guint i = 0; i < G_N_ELEMENTS (latin_table); i++)
    {
      const LatinRow *row = &latin_table[i];

      if (!has_at (word, at, row->latin))
        continue;
      g_string_append (sounds, readings & row->reading ? row->other : row->sound);
      return (guint) strlen (row->latin);
    }
  if (c == 'c')
    append_c (sounds, word, at, readings);
  else if (c >= 'a' && c <= 'z')
    g_string_append_c (sounds, (char) c);
  return 1;
}

static void
append_cyrillic (GString *sounds, gunichar c, guint readings)
{
  for (guint i = 0; i < G_N_ELEMENTS (letter_table); i++)
    if (letter_table[i].letter == c)
      {
        const LetterRow *row = &letter_table[i];

        g_string_append (sounds,
                         row->other != NULL && (readings & READ_YO) ? row->other : row->sound);
        return;
      }
}

static char *
spell (const Word *word, guint readings)
{
  GString *sounds = g_string_sized_new (word->n + 1);

  for (guint i = 0; i < word->n;)
    {
      if (is_cyrillic (word->letters[i]))
        append_cyrillic (sounds, word->letters[i++], readings);
      else
        i += append_latin (sounds, word, i, readings);
    }
  return g_string_free (sounds, FALSE);
}

static gboolean
is_vowel (char c)
{
  return c != '\0' && strchr ("aeiou", c) != NULL;
}

/* Two letters that are one sound on one paper and two on another. */
static char
join_sounds (char a, char b)
{
  static const struct
  {
    char pair[3];
    char sound;
  } joined[] = {
    { "ts", 'c' },                /* Братський, Bratskyi */
    { "tc", 'c' }, { "tq", 'q' }, /* Отченаш, Ottschenasch */
    { "sq", 'w' },                /* Счасний, Щасний */
    { "zq", 'w' }, { "wq", 'w' }, /* sh + ch */
  };

  for (guint i = 0; i < G_N_ELEMENTS (joined); i++)
    if (joined[i].pair[0] == a && joined[i].pair[1] == b)
      return joined[i].sound;
  return 0;
}

/* Doubled sounds become one, and "i" beside another vowel falls away: Марія, Мария, Maria, Mariia and
 * Mariya, Андрієнко and Андриенко, Сергєєв and Sergeyev are then the same. */
static char *
smooth (const char *sounds)
{
  GString *out = g_string_sized_new (strlen (sounds) + 1);

  for (const char *p = sounds; *p != '\0'; p++)
    {
      const char last = out->len > 0 ? out->str[out->len - 1] : '\0';
      const char joined = join_sounds (last, *p);

      if (last == 'i' && *p != 'i' && is_vowel (*p))
        {
          g_string_truncate (out, out->len - 1);
          p--;
        }
      else if (joined != 0)
        out->str[out->len - 1] = joined;
      else if (*p != last && !(*p == 'i' && is_vowel (last)))
        g_string_append_c (out, *p);
    }
  return g_string_free (out, FALSE);
}

/* Ковальський, Ковальская, Kowalski: "sk"; Іванов, Іванова; Соловій, Соловей. */
static char *
strip_ending (const char *letters)
{
  const gsize n = strlen (letters);

  return g_strndup (letters, n > 2 && is_vowel (letters[n - 1]) ? n - 1 : n);
}

static char *
strip_vowels (const char *letters)
{
  GString *out = g_string_new (NULL);

  for (const char *p = letters; *p != '\0'; p++)
    {
      const char last = out->len > 0 ? out->str[out->len - 1] : '\0';

      if (p == letters)
        g_string_append_c (out, is_vowel (*p) ? 'a' : *p);
      else if (!is_vowel (*p) && *p != last)
        g_string_append_c (out, *p);
    }
  return g_string_free (out, FALSE);
}

static char *
spell_smoothly (const Word *word, guint readings)
{
  g_autofree char *sounds = spell (word, readings);

  return smooth (sounds);
}

static void
add_other (GPtrArray *others, const char *letters, char *other)
{
  if (*other != '\0' && !g_str_equal (other, letters) &&
      !g_ptr_array_find_with_equal_func (others, other, g_str_equal, NULL))
    g_ptr_array_add (others, other);
  else
    g_free (other);
}

static char **
list_others (const Word *word, const char *letters)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new ();
  Word twin = *word;

  for (guint readings = 1; readings <= READ_ALL; readings++)
    add_other (others, letters, spell_smoothly (word, readings));
  if (is_wholly_alike (word))
    {
      for (guint i = 0; i < twin.n; i++)
        twin.letters[i] = to_cyrillic (twin.letters[i]);
      add_other (others, letters, spell_smoothly (&twin, 0));
    }
  if (others->len == 0)
    return NULL;
  g_ptr_array_add (others, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&others), FALSE);
}

/* NULL if nothing of it sounds. */
static HearthNameKey *
make_key (Word *word)
{
  HearthNameKey *self;
  g_autofree char *letters = NULL;

  unify_script (word);
  letters = spell_smoothly (word, 0);
  if (*letters == '\0')
    return NULL;
  self = g_new0 (HearthNameKey, 1);
  self->others = list_others (word, letters);
  self->root = strip_ending (letters);
  self->skeleton = strip_vowels (letters);
  self->letters = g_steal_pointer (&letters);
  return self;
}

/** hearth_name_key_free: @self: (nullable) */
void
hearth_name_key_free (HearthNameKey *self)
{
  if (self == NULL)
    return;
  g_free (self->letters);
  g_strfreev (self->others);
  g_free (self->root);
  g_free (self->skeleton);
  g_free (self);
}

static void
flush_word (GPtrArray *keys, Word *word)
{
  HearthNameKey *key = word->n > 0 ? make_key (word) : NULL;

  if (key != NULL)
    g_ptr_array_add (keys, key);
  word->n = 0;
}

/**
 * hearth_name_keys:
 * @name: words in any script and any order; hyphens part words too
 *
 * Returns: (transfer full) (element-type HearthNameKey): a key for every word that has letters, in their
 *   order, at most %HEARTH_NAME_KEY_MAX_WORDS; empty if @name is not UTF-8. Thread: any.
 */
GPtrArray *
hearth_name_keys (const char *name)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_name_key_free);
  g_autofree char *nfc = NULL;
  Word word = { .n = 0 };

  g_return_val_if_fail (name != NULL, keys);

  nfc = g_utf8_normalize (name, -1, G_NORMALIZE_ALL_COMPOSE);
  for (const char *p = nfc; p != NULL && *p != '\0' && keys->len < HEARTH_NAME_KEY_MAX_WORDS;
       p = g_utf8_next_char (p))
    {
      gunichar c = g_unichar_tolower (g_utf8_get_char (p));

      if (hearth_text_is_apostrophe (c) || g_unichar_ismark (c))
        continue;
      if (g_unichar_isalpha (c))
        add_bare (&word, c);
      else
        flush_word (keys, &word);
    }
  if (keys->len < HEARTH_NAME_KEY_MAX_WORDS)
    flush_word (keys, &word);
  return keys;
}

/**
 * hearth_name_key_new:
 * @word: one word; of several the first counts
 *
 * Returns: (transfer full) (nullable): its key; %NULL if it has no letter. Thread: any.
 */
HearthNameKey *
hearth_name_key_new (const char *word)
{
  g_autoptr (GPtrArray) keys = NULL;

  g_return_val_if_fail (word != NULL, NULL);

  keys = hearth_name_keys (word);
  if (keys->len == 0)
    return NULL;
  g_ptr_array_set_free_func (keys, NULL);
  for (guint i = 1; i < keys->len; i++)
    hearth_name_key_free (g_ptr_array_index (keys, i));
  return g_ptr_array_index (keys, 0);
}

/** hearth_name_key_has: whether the word can be read as @letters. Thread: any. */
gboolean
hearth_name_key_has (const HearthNameKey *self, const char *letters)
{
  g_return_val_if_fail (self != NULL && letters != NULL, FALSE);

  return g_str_equal (self->letters, letters) ||
         (self->others != NULL && g_strv_contains ((const char *const *) self->others, letters));
}

/** hearth_name_key_equal: whether both can be read as the same word. Thread: any. */
gboolean
hearth_name_key_equal (const HearthNameKey *a, const HearthNameKey *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  if (hearth_name_key_has (a, b->letters))
    return TRUE;
  for (char **other = b->others; other != NULL && *other != NULL; other++)
    if (hearth_name_key_has (a, *other))
      return TRUE;
  return FALSE;
}

/**
 * hearth_name_key_begin:
 * @typed: the beginning of a word
 *
 * Half a word may end within a sound ("Shevc…") or before a vowel that swallows the last one ("Марі…").
 * Such an end is left away.
 *
 * Returns: (transfer full) (nullable): what the letters of the whole word begin with; %NULL if that is
 *   less than two sounds. Thread: any.
 */
char *
hearth_name_key_begin (const char *typed)
{
  g_autoptr (HearthNameKey) key = NULL;
  g_autofree char *trimmed = NULL;
  gsize n;

  g_return_val_if_fail (typed != NULL, NULL);

  /* The last letters may belong to a longer sign, and a key of half a sign is another key. */
  trimmed = g_utf8_strdown (typed, -1);
  n = strlen (trimmed);
  while (n > 0 && strchr ("cfghjkqstxyz", trimmed[n - 1]) != NULL)
    trimmed[--n] = '\0';
  key = hearth_name_key_new (trimmed);
  if (key == NULL)
    return NULL;
  n = strlen (key->letters);
  while (n > 0 && strchr ("istwz", key->letters[n - 1]) != NULL)
    n--;
  return n < 2 ? NULL : g_strndup (key->letters, n);
}
