/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How every sum was counted, in words and figures that a person can follow with a pencil. */
#include "config.h"

#include "hearth-benefit-working.h"

#include <string.h>

typedef struct
{
  const char *language;
  const char *point;
  const char *captivity;
  const char *none;
  const char *day_counts;
  const char *day_counts_not;
  const char *capture_day;
  const char *release_day;
  const char *annual[3];
  const char *drawn;
  const char *person;
  const char *relatives;
  const char *together;
  const char *at_most;
  const char *open[4];
  const char *rights;
  const char *days;
  const char *renews;
  const char *own_pay;
} Phrases;

static const Phrases phrases[] = {
  {
      .language = "en",
      .point = ".",
      .captivity = "Captivity",
      .none = "no period is sure",
      .day_counts = "counts",
      .day_counts_not = "does not count",
      .capture_day = "Day of capture",
      .release_day = "Day of release",
      .annual = { "Years: full ones of twelve months", "Years: every calendar year that is touched",
                  "Years: full calendar years" },
      .drawn = "Drawn by the family",
      .person = "the person",
      .relatives = "relatives",
      .together = "Together",
      .at_most = "at most",
      .open = { "a date is known in part only", "the end is not known",
                "soldier or civilian is not known", "facts are missing" },
      .rights = "Rights without a sum",
      .days = "days",
      .renews = "begins again by itself",
      .own_pay = "own pay",
  },
  {
      .language = "uk",
      .point = ",",
      .captivity = "Полон",
      .none = "жоден період не є певним",
      .day_counts = "рахується",
      .day_counts_not = "не рахується",
      .capture_day = "День полону",
      .release_day = "День звільнення",
      .annual = { "Роки: повні дванадцять місяців",
                  "Роки: кожен календарний рік, якого торкнувся полон",
                  "Роки: повні календарні роки" },
      .drawn = "Отримала сім’я",
      .person = "особа",
      .relatives = "рідні",
      .together = "Разом",
      .at_most = "щонайбільше",
      .open = { "дата відома лише частково", "кінець не відомий",
                "не відомо, військовий чи цивільний", "бракує відомостей" },
      .rights = "Права без суми",
      .days = "днів",
      .renews = "поновлюється автоматично",
      .own_pay = "власне забезпечення",
  },
};

static const Phrases *
find_phrases (const char *language)
{
  for (guint i = 0; i < G_N_ELEMENTS (phrases); i++)
    if (g_strcmp0 (phrases[i].language, language) == 0)
      return &phrases[i];
  return &phrases[0];
}

/** hearth_kopiykas_to_text: Returns: (transfer full): hryvnias with thousands apart, for example
 * "3 681 612.90". */
char *
hearth_kopiykas_to_text (gint64 kop, const char *language)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, ABS (kop) / 100);
  const gsize length = strlen (digits);
  GString *text = g_string_new (kop < 0 ? "−" : NULL);

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append (text, "\u00a0");
      g_string_append_c (text, digits[i]);
    }
  g_string_append_printf (text, "%s%02d", find_phrases (language)->point, (int) (ABS (kop) % 100));
  return g_string_free (text, FALSE);
}

static void
append_span (GString *text, HearthDate from, HearthDate to)
{
  g_autofree char *first = hearth_date_to_string (from);
  g_autofree char *last = hearth_date_to_string (to);

  g_string_append (text, first);
  if (from != to)
    g_string_append_printf (text, " – %s", last);
}

static void
append_captivity (GString *text, const HearthBenefits *self, const Phrases *words)
{
  g_string_append_printf (text, "%s: ", words->captivity);
  if (self->captivity->len == 0)
    g_string_append (text, words->none);
  for (guint i = 0; i < self->captivity->len; i++)
    {
      const HearthSpan *span = &g_array_index (self->captivity, HearthSpan, i);

      g_string_append (text, i > 0 ? "; " : "");
      append_span (text, span->from, span->to);
      g_string_append_printf (text, " (%d %s)", hearth_span_count (*span), words->days);
    }
}

static void
append_choices (GString *text, const HearthBenefitFacts *facts, const Phrases *words)
{
  g_string_append_printf (text, "%s: %s. %s: %s. %s.", words->capture_day,
                          facts->counts_capture_day ? words->day_counts : words->day_counts_not,
                          words->release_day,
                          facts->counts_release_day ? words->day_counts : words->day_counts_not,
                          words->annual[facts->annual_rule]);
  if (facts->drawn_years->len == 0)
    return;
  g_string_append_printf (text, " %s: ", words->drawn);
  for (guint i = 0; i < facts->drawn_years->len; i++)
    g_string_append_printf (text, "%s%d", i > 0 ? ", " : "",
                            g_array_index (facts->drawn_years, int, i));
  g_string_append_c (text, '.');
}

/** hearth_benefits_dup_captivity: Returns: (transfer full): one line: the days that count. Thread: any. */
char *
hearth_benefits_dup_captivity (const HearthBenefits *self, const char *language)
{
  GString *text;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_string_new (NULL);
  append_captivity (text, self, find_phrases (language));
  return g_string_free (text, FALSE);
}

/** hearth_benefit_facts_dup_choices: Returns: (transfer full): one line: how it is counted where sources leave a
 * choice. Thread: any. */
char *
hearth_benefit_facts_dup_choices (const HearthBenefitFacts *facts, const char *language)
{
  GString *text;

  g_return_val_if_fail (facts != NULL, NULL);

  text = g_string_new (NULL);
  append_choices (text, facts, find_phrases (language));
  return g_string_free (text, FALSE);
}

static void
append_line (GString *text, const HearthBenefitLine *line, const Phrases *words)
{
  g_autofree char *rate = hearth_kopiykas_to_text (line->rate_kop, words->language);
  g_autofree char *amount = hearth_kopiykas_to_text (line->amount_kop, words->language);
  g_autofree char *factor = hearth_benefit_line_dup_factor (line);

  g_string_append (text, "  ");
  append_span (text, line->from, line->to);
  g_string_append_printf (
      text, ": %s × %s = %s, %s (%s)\n", rate, factor, amount,
      line->to_whom == HEARTH_RECIPIENT_PERSON ? words->person : words->relatives,
      line->source == NULL ? words->own_pay
                           : hearth_benefit_line_get_source (line, words->language));
}

static void
append_reason (GString *text, const HearthBenefitTotal *total, const Phrases *words)
{
  const char *facts = hearth_pack_entry_get_text (total->benefit, "Open", words->language);

  for (guint i = 0; i < G_N_ELEMENTS (words->open); i++)
    if ((total->open >> i & 1) != 0)
      g_string_append_printf (
          text, "%s%s.", text->len > 0 ? " " : "",
          1u << i == HEARTH_BENEFIT_OPEN_FACTS && facts != NULL ? facts : words->open[i]);
}

/** hearth_benefit_total_dup_reason: Returns: (transfer full) (nullable): why @total has a minimum and a maximum;
 * %NULL if it has not. Thread: any. */
char *
hearth_benefit_total_dup_reason (const HearthBenefitTotal *total, const char *language)
{
  GString *text;

  g_return_val_if_fail (total != NULL, NULL);

  if (total->max_kop == total->sum_kop)
    return NULL;
  text = g_string_new (NULL);
  append_reason (text, total, find_phrases (language));
  return g_string_free (text, FALSE);
}

static void
append_open (GString *text, const HearthBenefitTotal *total, const Phrases *words)
{
  g_autofree char *most = hearth_kopiykas_to_text (total->max_kop, words->language);
  g_autofree char *reason = hearth_benefit_total_dup_reason (total, words->language);

  if (reason != NULL)
    g_string_append_printf (text, "; %s %s: %s", words->at_most, most, reason);
}

static void
append_total (GString *text,
              const HearthBenefits *self,
              const HearthBenefitTotal *total,
              const Phrases *words)
{
  g_autofree char *sum = hearth_kopiykas_to_text (total->sum_kop, words->language);

  g_string_append_printf (text, "\n%s (%s)\n",
                          hearth_pack_entry_get_title (total->benefit, words->language),
                          hearth_pack_entry_get_text (total->benefit, "Code", NULL));
  for (guint i = 0; i < self->lines->len; i++)
    {
      const HearthBenefitLine *line = &g_array_index (self->lines, HearthBenefitLine, i);

      if (line->benefit == total->benefit)
        append_line (text, line, words);
    }
  g_string_append_printf (text, "  %s: %s", words->together, sum);
  append_open (text, total, words);
  g_string_append_c (text, '\n');
}

static void
append_rights (GString *text, const HearthBenefits *self, const Phrases *words)
{
  if (self->rights->len > 0)
    g_string_append_printf (text, "\n%s\n", words->rights);
  for (guint i = 0; i < self->rights->len; i++)
    {
      const HearthBenefitRight *right = &g_array_index (self->rights, HearthBenefitRight, i);

      g_string_append_printf (text, "  %s",
                              hearth_pack_entry_get_title (right->benefit, words->language));
      if (right->n_days > 0)
        g_string_append_printf (text, ", %d %s", right->n_days, words->days);
      if (right->renews)
        g_string_append_printf (text, ", %s", words->renews);
      g_string_append_printf (
          text, " (%s)\n", hearth_pack_entry_get_text (right->benefit, "Source", words->language));
    }
}

/**
 * hearth_benefits_dup_working:
 * @facts: from which @self was computed: the choices of how to count are printed with the sums
 * @language: "en" or "uk"
 *
 * Returns: (transfer full): lines of text, the last with its newline. Thread: any.
 */
char *
hearth_benefits_dup_working (const HearthBenefits *self,
                             const HearthBenefitFacts *facts,
                             const char *language)
{
  const Phrases *words = find_phrases (language);
  GString *text;

  g_return_val_if_fail (self != NULL && facts != NULL, NULL);

  text = g_string_new (NULL);
  append_captivity (text, self, words);
  g_string_append_c (text, '\n');
  append_choices (text, facts, words);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < self->totals->len; i++)
    append_total (text, self, &g_array_index (self->totals, HearthBenefitTotal, i), words);
  append_rights (text, self, words);
  return g_string_free (text, FALSE);
}
