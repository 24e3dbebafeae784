/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Typed words as expressions of FTS5, and how well a word of the index answers each. */
#include "config.h"

#include "hearth-search.h"

#include "hearth-search-text.h"
#include "hearth-text.h"

#include <string.h>

/* A person types a few words; more is a pasted page. */
#define MAX_TEXT_BYTES 1024
#define MAX_WORDS 12
/* Forms of given names that one beginning may stand for, and how long it must be. */
#define MAX_FORMS 48
#define MIN_FORM_LETTERS 3
#define MIN_SIMILAR_LETTERS 4

/* A word found only by its beginning is worth at least this much of one found whole. */
#define PREFIX_WORTH 0.5
#define SPELT_WORTH 0.95
#define ROOT_WORTH 0.85
#define FORM_WORTH 0.9
#define SIMILAR_WORTH 0.45

typedef struct
{
  char *folded;
  GPtrArray *letters;   /* marked keys, NULL for a number; the first is the beginning */
  char *root;           /* marked, or NULL */
  GPtrArray *forms;     /* marked keys */
  GPtrArray *skeletons; /* marked */
} Word;

struct _HearthSearch
{
  gatomicrefcount n_refs;
  GPtrArray *words;
  char *number;                  /* all words as one, or NULL */
  char *begun, *whole, *similar; /* FTS5 expressions, or NULL */
};

static void
word_free (gpointer data)
{
  Word *word = data;

  g_free (word->folded);
  g_free (word->root);
  g_clear_pointer (&word->letters, g_ptr_array_unref);
  g_clear_pointer (&word->forms, g_ptr_array_unref);
  g_clear_pointer (&word->skeletons, g_ptr_array_unref);
  g_free (word);
}

static void
add_marked (GPtrArray *keys, const char *letters)
{
  char *marked = g_strconcat (HEARTH_SEARCH_MARK_LETTERS, letters, NULL);

  if (g_ptr_array_find_with_equal_func (keys, marked, g_str_equal, NULL))
    g_free (marked);
  else
    g_ptr_array_add (keys, marked);
}

static void
add_forms (Word *word, HearthGivenNames *names, const char *beginning)
{
  g_autoptr (GPtrArray) forms = NULL;

  if (names == NULL || strlen (beginning) < MIN_FORM_LETTERS)
    return;
  forms = hearth_given_names_complete (names, beginning, MAX_FORMS);
  for (guint i = 0; i < forms->len; i++)
    add_marked (word->forms, forms->pdata[i]);
}

static gboolean
has_digit (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isdigit (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

/* @typed has not been folded: folding takes the dots off ё. */
static void
add_keys (Word *word, const char *typed, HearthGivenNames *names)
{
  g_autoptr (HearthNameKey) key = has_digit (typed) ? NULL : hearth_name_key_new (typed);
  g_autofree char *begin = key != NULL ? hearth_name_key_begin (typed) : NULL;

  if (key == NULL || key->letters[1] == '\0')
    return;
  if (begin != NULL)
    add_marked (word->letters, begin);
  add_marked (word->letters, key->letters);
  for (char **other = key->others; other != NULL && *other != NULL; other++)
    add_marked (word->letters, *other);
  word->root = g_strconcat (HEARTH_SEARCH_MARK_ROOT, key->root, NULL);
  add_forms (word, names, key->letters);
  if (g_utf8_strlen (word->folded, -1) >= MIN_SIMILAR_LETTERS)
    word->skeletons = hearth_search_text_list_skeletons (key);
}

/* Quotes make a word of whatever stands in them; folded words and keys are letters and digits alone. */
static void
append_term (GString *expression, const char *text, gboolean is_begun)
{
  if (expression->len > 0 && expression->str[expression->len - 1] != '(')
    g_string_append (expression, " OR ");
  g_string_append_printf (expression, "\"%s\"%s", text, is_begun ? "*" : "");
}

static void
append_terms (GString *expression, GPtrArray *texts, gboolean is_begun)
{
  for (guint i = 0; texts != NULL && i < texts->len; i++)
    append_term (expression, texts->pdata[i], is_begun);
}

static void
append_root (GString *expression, const Word *word)
{
  if (word->root != NULL)
    append_term (expression, word->root, FALSE);
}

/* One digit begins the telephone of half the vault, so it must be all there is. */
static gboolean
is_digit (const Word *word)
{
  return g_ascii_isdigit (word->folded[0]) && word->folded[1] == '\0';
}

static char *
build_expression (HearthSearch *self, gboolean is_begun)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < self->words->len; i++)
    {
      const Word *word = g_ptr_array_index (self->words, i);
      g_autoptr (GString) one = g_string_new ("(");

      append_term (one, word->folded, is_begun && !is_digit (word));
      append_terms (one, word->letters, is_begun);
      append_root (one, word);
      append_terms (one, word->forms, FALSE);
      g_string_append_printf (all, "%s%s)", i > 0 ? " AND " : "", one->str);
    }
  return g_string_free (all, FALSE);
}

/* Digits, or a letter as before the number of a unit. */
static gboolean
is_part_of_number (const Word *word)
{
  return strspn (word->folded, "0123456789") == strlen (word->folded) ||
         g_utf8_strlen (word->folded, -1) == 1;
}

/* "067 000-11", "A-1234": the parts of one number, folded anew, because a Latin letter beside digits is a
 * Cyrillic one. NULL if it is something else. */
static char *
join_number (HearthSearch *self)
{
  g_autoptr (GString) number = g_string_new (NULL);

  for (guint i = 0; i < self->words->len; i++)
    {
      const Word *word = g_ptr_array_index (self->words, i);

      if (!is_part_of_number (word))
        return NULL;
      g_string_append (number, word->folded);
    }
  return self->words->len < 2 || !has_digit (number->str) ? NULL : hearth_text_fold (number->str);
}

static char *
add_number (char *expression, const char *number, gboolean is_begun)
{
  g_autofree char *old = expression;

  if (number == NULL)
    return g_steal_pointer (&old);
  return g_strdup_printf ("(%s) OR \"%s\"%s", old, number, is_begun ? "*" : "");
}

/* NULL if a word is too short for it: then a slip cannot be told from another word. */
static char *
build_similar (HearthSearch *self)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < self->words->len; i++)
    {
      const Word *word = g_ptr_array_index (self->words, i);
      g_autoptr (GString) one = g_string_new ("(");

      append_term (one, word->folded, TRUE);
      append_terms (one, word->letters, TRUE);
      append_root (one, word);
      append_terms (one, word->forms, FALSE);
      append_terms (one, word->skeletons, FALSE);
      g_string_append_printf (all, "%s%s)", i > 0 ? " AND " : "", one->str);
    }
  return g_string_free (all, FALSE);
}

static void
add_word (HearthSearch *self, GString *typed, HearthGivenNames *names)
{
  g_autofree char *folded = hearth_text_fold (typed->str);
  Word *word;

  if (*folded == '\0' || self->words->len == MAX_WORDS)
    return;
  word = g_new0 (Word, 1);
  word->folded = g_steal_pointer (&folded);
  word->letters = g_ptr_array_new_with_free_func (g_free);
  word->forms = g_ptr_array_new_with_free_func (g_free);
  add_keys (word, typed->str, names);
  g_ptr_array_add (self->words, word);
}

/* Words end where folding ends them. */
static void
add_words (HearthSearch *self, const char *text, HearthGivenNames *names)
{
  g_autofree char *nfc = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autoptr (GString) typed = g_string_new (NULL);

  for (const char *p = nfc; p != NULL && *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c) || g_unichar_ismark (c) || hearth_text_is_apostrophe (c))
        {
          g_string_append_unichar (typed, c);
          continue;
        }
      add_word (self, typed, names);
      g_string_truncate (typed, 0);
    }
  add_word (self, typed, names);
}

/**
 * hearth_search_new:
 * @text: as typed; more than a kilobyte or a dozen words is cut off
 * @names: (nullable): by which other forms of given names are found
 *
 * Returns: (transfer full) (nullable): %NULL if @text has no letter and no digit. Thread: any.
 */
HearthSearch *
hearth_search_new (const char *text, HearthGivenNames *names)
{
  g_autoptr (HearthSearch) self = NULL;
  g_autofree char *bounded = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_new0 (HearthSearch, 1);
  g_atomic_ref_count_init (&self->n_refs);
  self->words = g_ptr_array_new_with_free_func (word_free);
  bounded = g_utf8_make_valid (text, (gssize) strnlen (text, MAX_TEXT_BYTES));
  add_words (self, bounded, names);
  if (self->words->len == 0)
    return NULL;
  self->number = join_number (self);
  self->begun = add_number (build_expression (self, TRUE), self->number, TRUE);
  self->whole = add_number (build_expression (self, FALSE), self->number, FALSE);
  self->similar = build_similar (self);
  return g_steal_pointer (&self);
}

/** hearth_search_ref: Returns: (transfer full): @self. Thread: any. */
HearthSearch *
hearth_search_ref (HearthSearch *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->n_refs);
  return self;
}

/** hearth_search_unref: Thread: any. */
void
hearth_search_unref (HearthSearch *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->n_refs))
    return;
  g_ptr_array_unref (self->words);
  g_free (self->number);
  g_free (self->begun);
  g_free (self->whole);
  g_free (self->similar);
  g_free (self);
}

/** hearth_search_get_n_words: Returns: how many words were typed. */
guint
hearth_search_get_n_words (HearthSearch *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->words->len;
}

/** hearth_search_get_begun: Returns: the expression for words that begin as typed. */
const char *
hearth_search_get_begun (HearthSearch *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->begun;
}

/** hearth_search_get_whole: Returns: the expression for words that are typed to their end. */
const char *
hearth_search_get_whole (HearthSearch *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->whole;
}

/** hearth_search_get_similar: Returns: the expression for words with a slip, for when there is no other. */
const char *
hearth_search_get_similar (HearthSearch *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->similar;
}

/* A word of the index, not ended by a zero. */
typedef struct
{
  const char *text;
  gsize n;
} Token;

static double
rate_beginning (const char *typed, const Token *token)
{
  const gsize n = strlen (typed);

  if (n > token->n || memcmp (typed, token->text, n) != 0)
    return 0;
  return PREFIX_WORTH + (1 - PREFIX_WORTH) * (double) g_utf8_strlen (typed, (gssize) n) /
                            (double) g_utf8_strlen (token->text, (gssize) token->n);
}

static gboolean
is_token (const char *text, const Token *token)
{
  return strlen (text) == token->n && memcmp (text, token->text, token->n) == 0;
}

static gboolean
has_token (GPtrArray *texts, const Token *token)
{
  for (guint i = 0; texts != NULL && i < texts->len; i++)
    if (is_token (texts->pdata[i], token))
      return TRUE;
  return FALSE;
}

static double
rate_token (const Word *word, const Token *token, HearthSearchHow *how)
{
  double worth = rate_beginning (word->folded, token);

  *how = HEARTH_SEARCH_HOW_TYPED;
  if (worth > 0)
    return worth;
  *how = HEARTH_SEARCH_HOW_SPELT;
  for (guint i = 0; i < word->letters->len; i++)
    worth = MAX (worth, SPELT_WORTH * rate_beginning (word->letters->pdata[i], token));
  if (word->root != NULL && is_token (word->root, token))
    worth = MAX (worth, ROOT_WORTH);
  if (worth > 0)
    return worth;
  *how = HEARTH_SEARCH_HOW_FORM;
  if (has_token (word->forms, token))
    return FORM_WORTH;
  *how = HEARTH_SEARCH_HOW_SIMILAR;
  if (has_token (word->skeletons, token))
    return SIMILAR_WORTH;
  *how = HEARTH_SEARCH_HOW_NOT;
  return 0;
}

/**
 * hearth_search_rate:
 * @word: index of a typed word
 * @indexed: (nullable): what the index has of a field
 * @how: (out) (optional): how it was found there
 *
 * Returns: how well it was found there: 1 whole and as typed, 0 not. Thread: any.
 */
double
hearth_search_rate (HearthSearch *self, guint word, const char *indexed, HearthSearchHow *how)
{
  double best = 0;

  g_return_val_if_fail (self != NULL && word < self->words->len, 0);

  if (how != NULL)
    *how = HEARTH_SEARCH_HOW_NOT;
  for (const char *p = indexed; p != NULL && *p != '\0';)
    {
      const Token token = { p, strcspn (p, " ") };
      HearthSearchHow token_how;
      double worth = rate_token (g_ptr_array_index (self->words, word), &token, &token_how);

      p += token.n + (p[token.n] == ' ');
      /* Each of the words is found as well as all of them together. */
      if (self->number != NULL && rate_beginning (self->number, &token) > worth)
        {
          worth = rate_beginning (self->number, &token);
          token_how = HEARTH_SEARCH_HOW_TYPED;
        }
      if (worth <= best)
        continue;
      best = worth;
      if (how != NULL)
        *how = token_how;
    }
  return best;
}
