/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Facts of a case as plans see them. */
#include "config.h"

#include "hearth-plan-facts.h"

#include <string.h>

#define YOUTH_AGE 25

struct _HearthPlanFacts
{
  GHashTable *facts; /* "fact:value", as a set */
  GHashTable *known; /* "fact", as a set */
  GHashTable *received;
  HearthDate days[HEARTH_PLAN_N_DAYS];
};

static GHashTable *
string_set_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/** hearth_plan_facts_new: Returns: (transfer full): nothing is known. */
HearthPlanFacts *
hearth_plan_facts_new (void)
{
  HearthPlanFacts *self = g_new0 (HearthPlanFacts, 1);

  self->facts = string_set_new ();
  self->known = string_set_new ();
  self->received = string_set_new ();
  for (guint i = 0; i < HEARTH_PLAN_N_DAYS; i++)
    self->days[i] = HEARTH_DATE_NONE;
  return self;
}

static void
copy_table (GHashTable *from, GHashTable *to)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (to, g_strdup (key), value);
}

/** hearth_plan_facts_copy: Returns: (transfer full): the same facts, to be changed by itself. */
HearthPlanFacts *
hearth_plan_facts_copy (const HearthPlanFacts *self)
{
  HearthPlanFacts *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = hearth_plan_facts_new ();
  copy_table (self->facts, copy->facts);
  copy_table (self->known, copy->known);
  copy_table (self->received, copy->received);
  memcpy (copy->days, self->days, sizeof copy->days);
  return copy;
}

void
hearth_plan_facts_free (HearthPlanFacts *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->facts);
  g_hash_table_unref (self->known);
  g_hash_table_unref (self->received);
  g_free (self);
}

/**
 * hearth_plan_facts_add:
 * @fact: `category`, `branch`, `rank`, `condition`, `flag`, `sex`, `service`, …
 * @value: (nullable): an id; %NULL or empty adds nothing
 *
 * Adds a value; a fact may have several.
 */
void
hearth_plan_facts_add (HearthPlanFacts *self, const char *fact, const char *value)
{
  g_return_if_fail (self != NULL && fact != NULL);

  if (value == NULL || *value == '\0')
    return;
  g_hash_table_add (self->facts, g_strconcat (fact, ":", value, NULL));
  g_hash_table_add (self->known, g_strdup (fact));
}

/** hearth_plan_facts_has: whether @value is one of the values of @fact. */
gboolean
hearth_plan_facts_has (const HearthPlanFacts *self, const char *fact, const char *value)
{
  g_autofree char *key = NULL;

  g_return_val_if_fail (self != NULL && fact != NULL && value != NULL, FALSE);

  key = g_strconcat (fact, ":", value, NULL);
  return g_hash_table_contains (self->facts, key);
}

/** hearth_plan_facts_knows: whether @fact has any value. */
gboolean
hearth_plan_facts_knows (const HearthPlanFacts *self, const char *fact)
{
  g_return_val_if_fail (self != NULL && fact != NULL, FALSE);

  return g_hash_table_contains (self->known, fact);
}

/** hearth_plan_facts_set_day: @date may be %HEARTH_DATE_NONE: not known, or not to the day. */
void
hearth_plan_facts_set_day (HearthPlanFacts *self, HearthPlanDay which, HearthDate date)
{
  g_return_if_fail (self != NULL && which < HEARTH_PLAN_N_DAYS);

  self->days[which] = date;
}

/** hearth_plan_facts_get_day: Returns: the day, or %HEARTH_DATE_NONE. */
HearthDate
hearth_plan_facts_get_day (const HearthPlanFacts *self, HearthPlanDay which)
{
  g_return_val_if_fail (self != NULL && which < HEARTH_PLAN_N_DAYS, HEARTH_DATE_NONE);

  return self->days[which];
}

/**
 * hearth_plan_facts_set_received:
 * @document: id of a document kind
 * @date: when it was received; %HEARTH_DATE_NONE forgets it
 */
void
hearth_plan_facts_set_received (HearthPlanFacts *self, const char *document, HearthDate date)
{
  g_return_if_fail (self != NULL && document != NULL);

  if (date == HEARTH_DATE_NONE)
    g_hash_table_remove (self->received, document);
  else
    g_hash_table_insert (self->received, g_strdup (document), GINT_TO_POINTER (date));
}

/** hearth_plan_facts_get_received: Returns: when @document was received, or %HEARTH_DATE_NONE. */
HearthDate
hearth_plan_facts_get_received (const HearthPlanFacts *self, const char *document)
{
  gpointer value;

  g_return_val_if_fail (self != NULL && document != NULL, HEARTH_DATE_NONE);

  if (!g_hash_table_lookup_extended (self->received, document, NULL, &value))
    return HEARTH_DATE_NONE;
  return GPOINTER_TO_INT (value);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
append_sorted (GString *key, GHashTable *table, GHashTable *asked)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer text;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &text, NULL))
    {
      const char *colon = strchr (text, ':');
      g_autofree char *fact = colon != NULL ? g_strndup (text, colon - (char *) text) : NULL;

      if (fact == NULL || g_hash_table_contains (asked, fact))
        g_ptr_array_add (texts, text);
    }
  g_ptr_array_sort (texts, compare_texts);
  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (key, "/%s", (const char *) texts->pdata[i]);
}

/**
 * hearth_plan_facts_dup_key:
 * @self: with what follows from it, hearth_plan_facts_derive ()
 * @asked: (element-type utf8): the facts that are asked for at all
 *
 * Returns: (transfer full): a text that is the same for facts which nobody can tell apart by asking for
 *   @asked, for the days from which terms count, and for documents.
 */
char *
hearth_plan_facts_dup_key (const HearthPlanFacts *self, GHashTable *asked)
{
  GString *key;
  GHashTableIter iter;
  gpointer document, received;

  g_return_val_if_fail (self != NULL && asked != NULL, NULL);

  key = g_string_new (NULL);
  g_string_append_printf (key, "%d/%d/%d", self->days[HEARTH_PLAN_DAY_TODAY],
                          self->days[HEARTH_PLAN_DAY_RELEASED],
                          self->days[HEARTH_PLAN_DAY_ARRIVED]);
  append_sorted (key, self->facts, asked);
  g_hash_table_iter_init (&iter, self->received);
  while (g_hash_table_iter_next (&iter, &document, &received))
    g_string_append_printf (key, "/%s=%d", (const char *) document, GPOINTER_TO_INT (received));
  return g_string_free (key, FALSE);
}

static void
add_implied (HearthPlanFacts *self, HearthPackSet *packs, const char *kind)
{
  for (guint i = 0; i < hearth_pack_set_get_n_entries (packs, kind); i++)
    {
      const HearthPackEntry *entry = hearth_pack_set_get_entry (packs, kind, i);
      const char *const *implied = hearth_pack_entry_get_list (entry, "Implies");

      if (*implied == NULL || !hearth_plan_facts_has (self, kind, hearth_pack_entry_get_id (entry)))
        continue;
      for (; *implied != NULL; implied++)
        {
          const char *colon = strchr (*implied, ':');
          g_autofree char *fact = g_strndup (*implied, colon - *implied);

          hearth_plan_facts_add (self, fact, colon + 1);
        }
    }
}

/* Domain 4.3, rule C: the age on the day of the exchange, 25 not included. */
static void
add_age (HearthPlanFacts *self)
{
  HearthDate birth = self->days[HEARTH_PLAN_DAY_BIRTH];
  HearthDate released = self->days[HEARTH_PLAN_DAY_RELEASED];

  if (birth != HEARTH_DATE_NONE && released != HEARTH_DATE_NONE && birth <= released &&
      hearth_date_full_years (birth, released) < YOUTH_AGE)
    hearth_plan_facts_add (self, "age", "under-25");
}

/**
 * hearth_plan_facts_derive:
 *
 * Adds what follows from what is known: what ranks, branches, categories and conditions imply by
 * their packs, and the age at release. Who is not known to be anything else counts as military:
 * a step too many is struck out by a person, a step too few is forgotten.
 */
void
hearth_plan_facts_derive (HearthPlanFacts *self, HearthPackSet *packs)
{
  static const char *const kinds[] = { "rank", "branch", "category", "condition" };

  g_return_if_fail (self != NULL && packs != NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    add_implied (self, packs, kinds[i]);
  add_age (self);
  if (!hearth_plan_facts_knows (self, "service"))
    hearth_plan_facts_add (self, "service", "military");
}
