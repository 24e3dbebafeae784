/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-document-words.h"

#include "hearth-document-terms.h"
#include "hearth-format.h"
#include "hearth-words.h"

#include <glib/gi18n.h>

const char *
hearth_document_get_title (const HearthCaseDocument *document)
{
  if (document->entry != NULL)
    return hearth_pack_entry_get_title (document->entry, hearth_format_language ());
  return *document->id != '\0' ? document->id : _ ("Document");
}

const char *
hearth_document_get_title_of (HearthPackSet *packs, const char *id)
{
  return hearth_format_pack_title (packs, "document", id);
}

const char *
hearth_document_state_get_title (HearthDocumentState state)
{
  return state == HEARTH_DOCUMENT_UNKNOWN
             ? _ ("Not known yet")
             : hearth_word_get_title (hearth_document_state_to_id (state));
}

const char *
hearth_document_state_get_sign (HearthDocumentState state)
{
  static const char *const signs[HEARTH_DOCUMENT_N_STATES] = {
    [HEARTH_DOCUMENT_UNKNOWN] = "?",     [HEARTH_DOCUMENT_LOST] = "✕",
    [HEARTH_DOCUMENT_HELD] = "✕",        [HEARTH_DOCUMENT_VALID] = "✓",
    [HEARTH_DOCUMENT_APPLIED] = "…",     [HEARTH_DOCUMENT_ISSUED] = "✓",
    [HEARTH_DOCUMENT_HANDED_OVER] = "✓", [HEARTH_DOCUMENT_NOT_NEEDED] = "–",
  };

  return signs[state];
}

char *
hearth_document_join_titles (HearthPackSet *packs, const char *const *ids)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) titles = NULL;

  for (; ids != NULL && *ids != NULL; ids++)
    g_strv_builder_add (builder, hearth_document_get_title_of (packs, *ids));
  titles = g_strv_builder_end (builder);
  return *titles != NULL ? g_strjoinv (", ", titles) : NULL;
}

/* Takes @line. */
static void
add_line (GString *text, char *line)
{
  g_autofree char *owned = line;

  if (owned == NULL || *owned == '\0')
    return;
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, owned);
}

static char *
number_in_words (const HearthCaseDocument *document)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *series = hearth_record_get_text (document->record, "series");
  const char *number = hearth_record_get_text (document->record, "number");
  const char *reference = hearth_record_get_text (document->record, "reference");

  if (number != NULL)
    /* Translators: the number of a document; the first placeholder is its series, maybe with a blank. */
    g_string_append_printf (text, _ ("No. %s%s%s"), series != NULL ? series : "",
                            series != NULL ? " " : "", number);
  if (reference != NULL)
    {
      /* Translators: the placeholder is the number under which an authority keeps the application. */
      g_autofree char *part = g_strdup_printf (_ ("application %s"), reference);

      hearth_format_append_part (text, part);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
is_urgent (const HearthCaseDocument *document)
{
  return json_is_true (json_object_get (hearth_record_get_values (document->record), "urgent"));
}

/* "Expected by 1 July: 20 working days after the application on 3 June (…)". */
static char *
term_in_words (const HearthCaseDocument *document, HearthPlanTemplates *templates)
{
  HearthDate applied = hearth_record_get_date (document->record, "applied_on");
  g_autofree char *due = hearth_format_date (document->due);
  g_autofree char *rule = hearth_document_explain_due (
      templates, document->id, applied, is_urgent (document), hearth_format_language ());

  if (due == NULL)
    return hearth_format_heading (rule);
  if (hearth_document_get_due (templates, document->id, applied, is_urgent (document)) !=
      document->due)
    /* Translators: the placeholder is a date. */
    return g_strdup_printf (_ ("Expected by %s: date set by hand"), due);
  /* Translators: a date, and what it was counted from. */
  return g_strdup_printf (_ ("Expected by %s: %s"), due, rule);
}

static char *
lateness_in_words (const HearthCaseDocument *document, HearthDate today)
{
  g_autofree char *days = NULL;

  if (document->due == HEARTH_DATE_NONE || document->due >= today)
    return NULL;
  days = hearth_format_n_days (today - document->due);
  /* Translators: the placeholder is a number of days, as "3 days". */
  return g_strdup_printf (_ ("Late by %s"), days);
}

static char *
fee_in_words (const HearthCaseDocument *document, HearthDate today)
{
  g_autofree char *until = hearth_format_date (document->free_until);
  g_autofree char *days = NULL;

  if (until == NULL)
    return NULL;
  if (document->free_until < today)
    /* Translators: the placeholder is a date. */
    return g_strdup_printf (_ ("The year without a fee ended on %s"), until);
  days = hearth_format_n_days (document->free_until - today);
  /* Translators: a date, and a number of days, as "3 days". */
  return g_strdup_printf (_ ("Free of the fee until %s, %s left"), until, days);
}

static char *
waiting_in_words (const HearthCaseDocument *document, HearthPackSet *packs)
{
  g_autofree char *titles =
      hearth_document_join_titles (packs, (const char *const *) document->waits_for);

  /* Translators: the placeholder is a list of documents. */
  return titles != NULL ? g_strdup_printf (_ ("Waits for: %s"), titles) : NULL;
}

static void
add_way (GString *text,
         const HearthCaseDocument *document,
         HearthPlanTemplates *templates,
         HearthDate today)
{
  HearthPackSet *packs = hearth_plan_templates_get_packs (templates);
  const char *authority = hearth_record_get_text (document->record, "authority");
  const char *blocker = hearth_record_get_text (document->record, "blocker");

  if (authority == NULL && document->entry != NULL)
    authority =
        hearth_pack_entry_get_text (document->entry, "Authority", hearth_format_language ());
  add_line (text, hearth_format_heading (authority != NULL ? authority : ""));
  if (document->state == HEARTH_DOCUMENT_APPLIED)
    {
      add_line (text, term_in_words (document, templates));
      add_line (text, lateness_in_words (document, today));
    }
  else
    {
      add_line (text, fee_in_words (document, today));
      add_line (text, waiting_in_words (document, packs));
    }
  if (blocker != NULL)
    add_line (text, g_strdup_printf (
                        /* Translators: the placeholder is what is in the way. */
                        _ ("Blocked: %s"), hearth_format_pack_title (packs, "blocker", blocker)));
}

char *
hearth_document_dup_details (const HearthCaseDocument *document,
                             HearthPlanTemplates *templates,
                             HearthDate today)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (document->record == NULL)
    return g_strdup ("");
  add_line (text, number_in_words (document));
  if (document->state != HEARTH_DOCUMENT_NOT_NEEDED && document->state != HEARTH_DOCUMENT_VALID &&
      document->state != HEARTH_DOCUMENT_HANDED_OVER)
    add_way (text, document, templates, today);
  add_line (text, g_strdup (hearth_record_get_text (document->record, "note")));
  return g_string_free (g_steal_pointer (&text), FALSE);
}
