/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The facts of a computation as scripts give them. Refused whole, with the key that is wrong; what is missing
 * is not known. */
#include "config.h"

#include "hearth-benefit-facts.h"

#include "hearth-error.h"
#include "hearth-json.h"

#include <string.h>

#define MAX_ITEMS 1000
#define MAX_KOP G_GINT64_CONSTANT (100000000000) /* a milliard of hryvnias a month */
#define MAX_WORD 200

typedef struct
{
  HearthBenefitFacts *facts;
  HearthPackSet *packs;
  const char *list;  /* key of the outer object; NULL: the key stands there itself */
  guint index;       /* in the list */
  gboolean is_array; /* the list has indices */
  char **where;
  GError **error;
} Parser;

static gboolean
refuse (Parser *self, const char *key, const char *why)
{
  if (self->where != NULL)
    *self->where = self->list == NULL ? g_strdup (key)
                   : !self->is_array  ? g_strdup_printf ("%s.%s", self->list, key)
                   : key == NULL      ? g_strdup_printf ("%s[%u]", self->list, self->index)
                                      : g_strdup_printf ("%s[%u].%s", self->list, self->index, key);
  g_set_error_literal (self->error, HEARTH_BASE_ERROR, HEARTH_BASE_ERROR_INVALID, why);
  return FALSE;
}

/* What is not there or null is not known. */
static const json_t *
get_value (const json_t *object, const char *key)
{
  const json_t *value = json_object_get (object, key);

  return json_is_null (value) ? NULL : value;
}

static gboolean
read_date (Parser *self, const json_t *object, const char *key, HearthDate *date)
{
  const json_t *value = get_value (object, key);

  *date = HEARTH_DATE_NONE;
  if (value == NULL)
    return TRUE;
  return (json_is_string (value) && hearth_date_parse (json_string_value (value), date)) ||
         refuse (self, key, "takes a date");
}

static gboolean
read_needed_date (Parser *self, const json_t *object, const char *key, HearthDate *date)
{
  return read_date (self, object, key, date) &&
         (*date != HEARTH_DATE_NONE || refuse (self, key, "is needed"));
}

static gboolean
read_partial (Parser *self, const json_t *object, const char *key, HearthPartialDate *date)
{
  const HearthPartialDate none = HEARTH_PARTIAL_DATE_INIT;
  const json_t *value = get_value (object, key);

  *date = none;
  if (value == NULL)
    return TRUE;
  return (json_is_string (value) && hearth_partial_date_parse (json_string_value (value), date)) ||
         refuse (self, key, "takes a date, a month or a year");
}

static gboolean
read_bool (Parser *self, const json_t *object, const char *key, gboolean *value)
{
  const json_t *json = get_value (object, key);

  if (json == NULL)
    return TRUE;
  *value = json_is_true (json);
  return json_is_boolean (json) || refuse (self, key, "takes true or false");
}

static gboolean
read_number (
    Parser *self, const json_t *object, const char *key, gint64 min, gint64 max, gint64 *number)
{
  const json_t *value = get_value (object, key);

  if (!json_is_integer (value) || json_integer_value (value) < min ||
      json_integer_value (value) > max)
    return refuse (self, key, "takes a whole number within its bounds");
  *number = json_integer_value (value);
  return TRUE;
}

static gboolean
check_keys (Parser *self, const json_t *object, const char *const *keys)
{
  const char *key;
  json_t *value;

  if (!json_is_object (object))
    return refuse (self, NULL, "takes an object");
  json_object_foreach ((json_t *) object, key, value)
  {
    if (!g_strv_contains (keys, key))
      return refuse (self, key, "is not known");
  }
  return TRUE;
}

static gboolean
is_in_order (const HearthPartialDate *first, const HearthPartialDate *second)
{
  return !hearth_partial_date_is_known (first) || !hearth_partial_date_is_known (second) ||
         hearth_partial_date_first (first) <= hearth_partial_date_last (second);
}

static gboolean
read_captivity (Parser *self, const json_t *item)
{
  static const char *const keys[] = { "from", "to", NULL };
  HearthBenefitCaptivity period;

  if (!check_keys (self, item, keys) || !read_partial (self, item, "from", &period.from) ||
      !read_partial (self, item, "to", &period.to))
    return FALSE;
  if (!is_in_order (&period.from, &period.to))
    return refuse (self, "to", "is before the beginning");
  g_array_append_val (self->facts->captivity, period);
  return TRUE;
}

static gboolean
read_pay (Parser *self, const json_t *item)
{
  static const char *const keys[] = { "from", "to", "base_kop", NULL };
  GArray *pay = self->facts->pay;
  HearthBenefitPay entry;

  if (!check_keys (self, item, keys) || !read_needed_date (self, item, "from", &entry.from) ||
      !read_date (self, item, "to", &entry.to) ||
      !read_number (self, item, "base_kop", 0, MAX_KOP, &entry.base_kop))
    return FALSE;
  if (entry.to != HEARTH_DATE_NONE && entry.to < entry.from)
    return refuse (self, "to", "is before the beginning");
  if (pay->len > 0 && g_array_index (pay, HearthBenefitPay, pay->len - 1).from >= entry.from)
    return refuse (self, "from", "is not after that of the one before");
  g_array_append_val (pay, entry);
  return TRUE;
}

static gboolean
read_relative (Parser *self, const json_t *item)
{
  static const char *const keys[] = { "relation", "from", "to", "birth", NULL };
  HearthBenefitRelative relative;
  const char *word;

  if (!check_keys (self, item, keys) || !read_date (self, item, "from", &relative.from) ||
      !read_date (self, item, "to", &relative.to) ||
      !read_date (self, item, "birth", &relative.birth))
    return FALSE;
  word = json_string_value (get_value (item, "relation"));
  relative.relation = word != NULL && strlen (word) <= MAX_WORD
                          ? hearth_share_relation_find (self->packs, word)
                          : NULL;
  if (relative.relation == NULL)
    return refuse (self, "relation", "is not a relative with a share");
  if (relative.from != HEARTH_DATE_NONE && relative.to != HEARTH_DATE_NONE &&
      relative.to < relative.from)
    return refuse (self, "to", "is before the beginning");
  g_array_append_val (self->facts->family, relative);
  return TRUE;
}

/* What the person kept for themselves in the order is not a relative's. */
static gboolean
is_self (const char *to)
{
  static const char *const words[] = { "self", "person", "deposit", NULL };

  return g_strv_contains (words, to);
}

static gboolean
read_share (Parser *self, const json_t *share, guint index, int *all, int *relatives)
{
  static const char *const keys[] = { "to", "percent", NULL };
  g_autofree char *list = g_strdup_printf ("%s[%u].shares", self->list, self->index);
  Parser inner = *self;
  const char *to;
  gint64 percent;

  inner.list = list;
  inner.index = index;

  if (!check_keys (&inner, share, keys))
    return FALSE;
  to = json_string_value (get_value (share, "to"));
  if (to == NULL || *to == '\0' || strlen (to) > MAX_WORD)
    return refuse (&inner, "to", "says nobody whose share it is");
  if (!read_number (&inner, share, "percent", 0, 100, &percent))
    return FALSE;
  *all += (int) percent;
  *relatives += is_self (to) ? 0 : (int) percent;
  return *all <= 100 || refuse (self, "shares", "come to more than a hundred per cent");
}

static gboolean
read_order (Parser *self, const json_t *item)
{
  static const char *const keys[] = { "from", "shares", NULL };
  GArray *orders = self->facts->orders;
  const json_t *shares, *share;
  HearthBenefitOrder order = { 0 };
  gsize index;
  int all = 0;

  if (!check_keys (self, item, keys) || !read_needed_date (self, item, "from", &order.from))
    return FALSE;
  shares = get_value (item, "shares");
  if (!json_is_array (shares) || json_array_size (shares) > MAX_ITEMS)
    return refuse (self, "shares", "takes a list");
  json_array_foreach ((json_t *) shares, index, share)
  {
    if (!read_share (self, share, (guint) index, &all, &order.percent))
      return FALSE;
  }
  if (orders->len > 0 &&
      g_array_index (orders, HearthBenefitOrder, orders->len - 1).from >= order.from)
    return refuse (self, "from", "is not after that of the one before");
  g_array_append_val (orders, order);
  return TRUE;
}

static gboolean
read_stay (Parser *self, const json_t *item)
{
  static const char *const keys[] = { "from", "to", "wound", NULL };
  HearthBenefitStay stay = { 0 };

  if (!check_keys (self, item, keys) || !read_needed_date (self, item, "from", &stay.from) ||
      !read_date (self, item, "to", &stay.to) || !read_bool (self, item, "wound", &stay.is_wound))
    return FALSE;
  if (stay.to != HEARTH_DATE_NONE && stay.to < stay.from)
    return refuse (self, "to", "is before the beginning");
  g_array_append_val (self->facts->inpatient, stay);
  return TRUE;
}

static const char *
read_word (const json_t *item, const char *key, const char *const *words)
{
  const char *word = json_string_value (get_value (item, key));

  for (; *words != NULL; words++)
    if (g_strcmp0 (*words, word) == 0)
      return *words;
  return NULL;
}

static gboolean
read_disability (Parser *self, const json_t *item)
{
  static const char *const keys[] = { "group", "link", "set_on", NULL };
  static const char *const groups[] = { "I", "II", "III", NULL };
  static const char *const links[] = { "duty", "service", NULL };
  HearthBenefitDisability disability;

  if (!check_keys (self, item, keys) ||
      !read_needed_date (self, item, "set_on", &disability.set_on))
    return FALSE;
  disability.group = read_word (item, "group", groups);
  disability.link = get_value (item, "link") != NULL ? read_word (item, "link", links) : links[0];
  if (disability.group == NULL)
    return refuse (self, "group", "takes I, II or III");
  if (disability.link == NULL)
    return refuse (self, "link", "takes duty or service");
  g_array_append_val (self->facts->disability, disability);
  return TRUE;
}

static gboolean
read_list (Parser *self,
           const json_t *json,
           const char *key,
           gboolean (*read_item) (Parser *self, const json_t *item))
{
  const json_t *list = get_value (json, key);
  const json_t *item;
  gsize index;

  if (list == NULL)
    return TRUE;
  if (!json_is_array (list) || json_array_size (list) > MAX_ITEMS)
    return refuse (self, key, "takes a list");
  self->list = key;
  self->is_array = TRUE;
  json_array_foreach ((json_t *) list, index, item)
  {
    self->index = (guint) index;
    if (!read_item (self, item))
      return FALSE;
  }
  self->list = NULL;
  return TRUE;
}

static gboolean
read_years (Parser *self, const json_t *json)
{
  const json_t *list = get_value (json, "annual_drawn_by_family");
  const json_t *item;
  gsize index;

  if (list == NULL)
    return TRUE;
  if (!json_is_array (list) || json_array_size (list) > MAX_ITEMS)
    return refuse (self, "annual_drawn_by_family", "takes a list of years");
  self->list = "annual_drawn_by_family";
  self->is_array = TRUE;
  json_array_foreach ((json_t *) list, index, item)
  {
    self->index = (guint) index;
    if (!json_is_integer (item) || json_integer_value (item) < 2014 ||
        json_integer_value (item) > 2199)
      return refuse (self, NULL, "takes a year");
    hearth_benefit_facts_add_drawn_year (self->facts, (int) json_integer_value (item));
  }
  self->list = NULL;
  return TRUE;
}

static gboolean
read_options (Parser *self, const json_t *json)
{
  static const char *const keys[] = { "annual_rule", "count_capture_day", "count_release_day",
                                      NULL };
  const json_t *options = get_value (json, "options");
  const json_t *rule;

  if (options == NULL)
    return TRUE;
  if (!json_is_object (options))
    return refuse (self, "options", "takes an object");
  self->list = "options";
  self->is_array = FALSE;
  rule = get_value (options, "annual_rule");
  if (!check_keys (self, options, keys) ||
      !read_bool (self, options, "count_capture_day", &self->facts->counts_capture_day) ||
      !read_bool (self, options, "count_release_day", &self->facts->counts_release_day))
    return FALSE;
  if (rule != NULL &&
      !hearth_annual_rule_from_id (json_string_value (rule), &self->facts->annual_rule))
    return refuse (self, "annual_rule", "is not a rule of counting");
  self->list = NULL;
  return TRUE;
}

/* A category of the exchange is one of soldiers, but for civilians. */
static gboolean
read_category (Parser *self, const json_t *json)
{
  const json_t *value = get_value (json, "category");
  const char *word = json_string_value (value);

  if (value == NULL)
    return TRUE;
  if (g_strcmp0 (word, "civilian") == 0)
    self->facts->served = HEARTH_SERVED_CIVILIAN;
  else if (g_strcmp0 (word, "military") == 0 ||
           (word != NULL && hearth_pack_set_lookup (self->packs, "category", word) != NULL))
    self->facts->served = HEARTH_SERVED_MILITARY;
  else
    return refuse (self, "category", "is not known");
  return TRUE;
}

/* Nobody comes home before going. */
static gboolean
check_release (Parser *self)
{
  for (guint i = 0; i < self->facts->captivity->len; i++)
    if (!is_in_order (&g_array_index (self->facts->captivity, HearthBenefitCaptivity, i).from,
                      &self->facts->released))
      return refuse (self, "released", "is before the capture");
  return TRUE;
}

static gboolean
read_facts (Parser *self, const json_t *json)
{
  static const char *const keys[] = { "category",
                                      "birth",
                                      "released",
                                      "as_of",
                                      "captivity",
                                      "pay",
                                      "family",
                                      "personal_order",
                                      "inpatient",
                                      "disability",
                                      "annual_drawn_by_family",
                                      "options",
                                      NULL };

  return check_keys (self, json, keys) && read_category (self, json) &&
         read_partial (self, json, "birth", &self->facts->birth) &&
         read_partial (self, json, "released", &self->facts->released) &&
         read_date (self, json, "as_of", &self->facts->as_of) &&
         read_list (self, json, "captivity", read_captivity) &&
         read_list (self, json, "pay", read_pay) &&
         read_list (self, json, "family", read_relative) &&
         read_list (self, json, "personal_order", read_order) &&
         read_list (self, json, "inpatient", read_stay) &&
         read_list (self, json, "disability", read_disability) && read_years (self, json) &&
         read_options (self, json) && check_release (self);
}

/**
 * hearth_benefit_facts_parse:
 * @json: an object as cli.md has it; `inpatient` may say `wound`, `family` a day of `birth`, and there may be
 *   `disability`
 * @where: (out) (optional): the key that is wrong, for example "pay[1].from"
 *
 * Returns: (transfer full): the facts, whose entries belong to @packs; %NULL with
 *   %HEARTH_BASE_ERROR_INVALID. Thread: any.
 */
HearthBenefitFacts *
hearth_benefit_facts_parse (HearthPackSet *packs, const json_t *json, char **where, GError **error)
{
  g_autoptr (HearthBenefitFacts) facts = NULL;
  Parser self = { .packs = packs, .where = where, .error = error };

  g_return_val_if_fail (packs != NULL, NULL);

  if (where != NULL)
    *where = NULL;
  facts = self.facts = hearth_benefit_facts_new ();
  return read_facts (&self, json) ? g_steal_pointer (&facts) : NULL;
}
