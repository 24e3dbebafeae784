/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Олександр, Александр, Oleksandr and Сашко are one name; so are the patronymics made from its forms. */
#include "config.h"

#include "hearth-given-names.h"

#include <string.h>

struct _HearthGivenNames
{
  GPtrArray *names;        /* Name */
  GHashTable *forms;       /* letters → GArray of HearthNameForm */
  GHashTable *stems;       /* what a patronymic begins with → the same */
  GHashTable *patronymics; /* whole patronymics that are not made by rule → the same */
};

typedef struct
{
  char *key;
  gboolean is_female;
  GPtrArray *forms; /* borrowed letters, the key of every form once */
} Name;

/* What a patronymic ends with, in letters of keys; the longest comes first. -ович, -евич, -ич; -івна,
 * -овна, -евна, -инична, -ична. */
static const struct
{
  const char *ending;
  gboolean is_female;
} patronymic_endings[] = {
  { "iniqna", TRUE }, { "oviq", FALSE }, { "eviq", FALSE }, { "ivna", TRUE }, { "ovna", TRUE },
  { "evna", TRUE },   { "iqna", TRUE },  { "iq", FALSE },   { "vna", TRUE }, /* Миколаївна: the vowel before has swallowed ї */
};

static void
free_array (gpointer data)
{
  g_array_unref (data);
}

static void
name_free (gpointer data)
{
  Name *name = data;

  g_free (name->key);
  g_ptr_array_unref (name->forms);
  g_free (name);
}

/* The letters that the table keeps. */
static const char *
add_form (GHashTable *table, const char *letters, guint name, gboolean is_diminutive)
{
  HearthNameForm form = { name, is_diminutive };
  gpointer kept, list;

  if (!g_hash_table_lookup_extended (table, letters, &kept, &list))
    {
      kept = g_strdup (letters);
      list = g_array_new (FALSE, FALSE, sizeof (HearthNameForm));
      g_hash_table_insert (table, kept, list);
    }
  for (guint i = 0; i < ((GArray *) list)->len; i++)
    if (g_array_index ((GArray *) list, HearthNameForm, i).name == name)
      return kept;
  g_array_append_val ((GArray *) list, form);
  return kept;
}

static void
add_reading (HearthGivenNames *self, guint name, const char *letters, gboolean is_diminutive)
{
  Name *row = g_ptr_array_index (self->names, name);
  const char *kept = add_form (self->forms, letters, name, is_diminutive);

  if (!g_ptr_array_find (row->forms, kept, NULL))
    g_ptr_array_add (row->forms, (gpointer) kept);
}

static void
add_text (HearthGivenNames *self, guint name, const char *text, gboolean is_diminutive)
{
  g_autoptr (HearthNameKey) key = hearth_name_key_new (text);

  if (key == NULL)
    return;
  add_reading (self, name, key->letters, is_diminutive);
  for (char **other = key->others; other != NULL && *other != NULL; other++)
    add_reading (self, name, *other, is_diminutive);
  if (!is_diminutive)
    add_form (self->stems, key->root, name, FALSE);
}

static void
add_list (HearthGivenNames *self,
          guint name,
          const HearthPackEntry *entry,
          const char *list,
          const char *language)
{
  for (const char *const *text = hearth_pack_entry_get_list_in (entry, list, language);
       *text != NULL; text++)
    add_text (self, name, *text, g_str_equal (list, "Diminutives"));
}

static void
add_entry (HearthGivenNames *self, const HearthPackEntry *entry)
{
  const char *title = hearth_pack_entry_get_title (entry, "uk");
  g_autoptr (HearthNameKey) key = hearth_name_key_new (title);
  const guint index = self->names->len;
  Name *name;

  if (key == NULL)
    return;
  name = g_new0 (Name, 1);
  name->key = g_strdup (key->letters);
  name->forms = g_ptr_array_new ();
  name->is_female = g_strcmp0 (hearth_pack_entry_get_text (entry, "Sex", NULL), "female") == 0;
  g_ptr_array_add (self->names, name);
  add_text (self, index, title, FALSE);
  add_text (self, index, hearth_pack_entry_get_title (entry, "en"), FALSE);
  add_list (self, index, entry, "Aliases", NULL);
  add_list (self, index, entry, "Aliases", "uk");
  add_list (self, index, entry, "Diminutives", NULL);
  for (const char *const *text = hearth_pack_entry_get_list (entry, "Patronymics"); *text != NULL;
       text++)
    {
      g_autoptr (HearthNameKey) whole = hearth_name_key_new (*text);

      if (whole != NULL)
        add_form (self->patronymics, whole->letters, index, FALSE);
    }
}

/**
 * hearth_given_names_new:
 * @packs: of which the kind "given-name" is read; without it no names are forms of one another
 *
 * Returns: (transfer full). Thread: any.
 */
HearthGivenNames *
hearth_given_names_new (HearthPackSet *packs)
{
  HearthGivenNames *self;

  g_return_val_if_fail (packs != NULL, NULL);

  self = g_atomic_rc_box_new0 (HearthGivenNames);
  self->names = g_ptr_array_new_with_free_func (name_free);
  self->forms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_array);
  self->stems = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_array);
  self->patronymics = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_array);
  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, "given-name"); i++)
    add_entry (self, hearth_pack_set_get_entry (packs, "given-name", i));
  return self;
}

static void
release (gpointer data)
{
  hearth_given_names_unref (data);
}

/**
 * hearth_given_names_of:
 *
 * Returns: (transfer none): as hearth_given_names_new (), but made once and kept with @packs. Thread: any.
 */
HearthGivenNames *
hearth_given_names_of (HearthPackSet *packs)
{
  const GQuark what = g_quark_from_static_string ("hearth-given-names");
  HearthGivenNames *self;

  g_return_val_if_fail (packs != NULL, NULL);

  self = hearth_pack_set_get_derived (packs, what);
  if (self != NULL)
    return self;
  return hearth_pack_set_add_derived (packs, what, hearth_given_names_new (packs), release);
}

/** hearth_given_names_ref: Returns: (transfer full): @self. Thread: any. */
HearthGivenNames *
hearth_given_names_ref (HearthGivenNames *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  HearthGivenNames *self = data;

  g_hash_table_unref (self->forms);
  g_hash_table_unref (self->stems);
  g_hash_table_unref (self->patronymics);
  g_ptr_array_unref (self->names);
}

/** hearth_given_names_unref: Thread: any. */
void
hearth_given_names_unref (HearthGivenNames *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/**
 * hearth_given_names_find:
 * @letters: of a #HearthNameKey, or one of its other readings
 *
 * Returns: (transfer none) (nullable) (element-type HearthNameForm): the names of which it is a form.
 */
const GArray *
hearth_given_names_find (HearthGivenNames *self, const char *letters)
{
  g_return_val_if_fail (self != NULL && letters != NULL, NULL);

  return g_hash_table_lookup (self->forms, letters);
}

/**
 * hearth_given_names_get_key:
 *
 * Returns: (transfer none): the letters that stand for all forms of the name.
 */
const char *
hearth_given_names_get_key (HearthGivenNames *self, guint name)
{
  g_return_val_if_fail (self != NULL && name < self->names->len, NULL);

  return ((Name *) g_ptr_array_index (self->names, name))->key;
}

/** hearth_given_names_is_female: whether women have the name. */
gboolean
hearth_given_names_is_female (HearthGivenNames *self, guint name)
{
  g_return_val_if_fail (self != NULL && name < self->names->len, FALSE);

  return ((Name *) g_ptr_array_index (self->names, name))->is_female;
}

static gboolean
has_form_beginning (const Name *name, const char *beginning)
{
  for (guint i = 0; i < name->forms->len; i++)
    if (g_str_has_prefix (g_ptr_array_index (name->forms, i), beginning))
      return TRUE;
  return FALSE;
}

/**
 * hearth_given_names_complete:
 * @beginning: letters
 * @limit: most forms
 *
 * Returns: (transfer container) (element-type utf8): the letters of every form of every name of which one
 *   form begins so, each once; fewer than all if there would be more than @limit.
 */
GPtrArray *
hearth_given_names_complete (HearthGivenNames *self, const char *beginning, guint limit)
{
  GPtrArray *forms = g_ptr_array_new ();

  g_return_val_if_fail (self != NULL && beginning != NULL, forms);

  for (guint i = 0; i < self->names->len; i++)
    {
      const Name *name = g_ptr_array_index (self->names, i);

      for (guint j = 0; has_form_beginning (name, beginning) && j < name->forms->len; j++)
        {
          if (forms->len == limit)
            return forms;
          if (!g_ptr_array_find (forms, g_ptr_array_index (name->forms, j), NULL))
            g_ptr_array_add (forms, g_ptr_array_index (name->forms, j));
        }
    }
  return forms;
}

/* The index of the ending in the table, or -1. Something must be left before it. */
static int
find_ending (const char *letters)
{
  for (guint i = 0; i < G_N_ELEMENTS (patronymic_endings); i++)
    if (g_str_has_suffix (letters, patronymic_endings[i].ending) &&
        strlen (letters) > strlen (patronymic_endings[i].ending) + 1)
      return (int) i;
  return -1;
}

/**
 * hearth_name_key_is_patronymic:
 * @is_female: (out) (optional): whether a woman has it
 *
 * Returns: whether the word ends as patronymics do. Surnames do too. Thread: any.
 */
gboolean
hearth_name_key_is_patronymic (const HearthNameKey *key, gboolean *is_female)
{
  int ending;

  g_return_val_if_fail (key != NULL, FALSE);

  ending = find_ending (key->letters);
  if (ending >= 0 && is_female != NULL)
    *is_female = patronymic_endings[ending].is_female;
  return ending >= 0;
}

/**
 * hearth_name_key_dup_patronymic_stem:
 *
 * Returns: (transfer full) (nullable): what stands before the ending, without the vowel that the father's
 *   name may end with; %NULL if the word does not end as patronymics do. Thread: any.
 */
char *
hearth_name_key_dup_patronymic_stem (const HearthNameKey *key)
{
  char *stem;
  gsize n;
  int ending;

  g_return_val_if_fail (key != NULL, NULL);

  ending = find_ending (key->letters);
  if (ending < 0)
    return NULL;
  n = strlen (key->letters) - strlen (patronymic_endings[ending].ending);
  stem = g_strndup (key->letters, n);
  if (n > 2 && strchr ("aeiou", stem[n - 1]) != NULL)
    stem[n - 1] = '\0';
  return stem;
}

/**
 * hearth_given_names_find_patronymic:
 * @letters: of the patronymic
 *
 * Returns: (transfer none) (nullable) (element-type HearthNameForm): the names that the father may have.
 */
const GArray *
hearth_given_names_find_patronymic (HearthGivenNames *self, const char *letters)
{
  const HearthNameKey key = { .letters = (char *) letters };
  const GArray *whole;
  g_autofree char *stem = NULL;

  g_return_val_if_fail (self != NULL && letters != NULL, NULL);

  whole = g_hash_table_lookup (self->patronymics, letters);
  if (whole != NULL)
    return whole;
  stem = hearth_name_key_dup_patronymic_stem (&key);
  return stem != NULL ? g_hash_table_lookup (self->stems, stem) : NULL;
}

static void
add_unique (GPtrArray *keys, const char *key)
{
  if (!g_ptr_array_find_with_equal_func (keys, key, g_str_equal, NULL))
    g_ptr_array_add (keys, g_strdup (key));
}

/* The key of a patronymic is that of the father's name, marked by the sex of the child. */
static gboolean
add_patronymic (HearthGivenNames *self, const HearthNameKey *key, GPtrArray *keys)
{
  const GArray *fathers = hearth_given_names_find_patronymic (self, key->letters);
  gboolean is_female = FALSE;

  if (fathers == NULL)
    return FALSE;
  hearth_name_key_is_patronymic (key, &is_female);
  for (guint i = 0; i < fathers->len; i++)
    {
      const HearthNameForm *form = &g_array_index (fathers, HearthNameForm, i);
      g_autofree char *marked = g_strconcat (hearth_given_names_get_key (self, form->name),
                                             is_female ? "-ivna" : "-oviq", NULL);

      add_unique (keys, marked);
    }
  return TRUE;
}

static void
add_given (HearthGivenNames *self, const HearthNameKey *key, GPtrArray *keys)
{
  const GArray *forms = hearth_given_names_find (self, key->letters);

  for (char **other = key->others; forms == NULL && other != NULL && *other != NULL; other++)
    forms = hearth_given_names_find (self, *other);
  if (forms == NULL)
    add_unique (keys, key->root);
  for (guint i = 0; forms != NULL && i < forms->len; i++)
    add_unique (keys,
                hearth_given_names_get_key (self, g_array_index (forms, HearthNameForm, i).name));
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * hearth_given_names_fold:
 * @name: a whole name, in any script and order
 *
 * Returns: (transfer full) (array zero-terminated=1): what every word is known under, each once, sorted: a
 *   given name under the key of the name of which it is a form (several for Саша), a patronymic under the
 *   father's, anything else without its ending. Spellings of one name have the same keys. Thread: any.
 */
char **
hearth_given_names_fold (HearthGivenNames *self, const char *name)
{
  g_autoptr (GPtrArray) words = NULL;
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  g_return_val_if_fail (self != NULL && name != NULL, NULL);

  words = hearth_name_keys (name);
  for (guint i = 0; i < words->len; i++)
    {
      const HearthNameKey *key = g_ptr_array_index (words, i);

      if (!add_patronymic (self, key, keys))
        add_given (self, key, keys);
    }
  g_ptr_array_sort (keys, compare_texts);
  g_ptr_array_add (keys, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&keys), FALSE);
}
