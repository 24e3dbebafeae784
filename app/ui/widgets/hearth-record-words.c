/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-record-words.h"

#include "hearth-field-number.h"
#include "hearth-format.h"
#include "hearth-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define MAX_CHARACTERS 160

/* The fields of a title are joined by @join, those of a subtitle by dots in the middle; "*" before a field
 * puts its label first. */
static const struct
{
  const char *kind;
  const char *title;
  const char *join;
  const char *subtitle;
} kinds[] = {
  { "captivity", "captured released", " – ", "place prior held note" },
  { "contact", "name", "", "relation phone *told address note" },
  { "attorney", "holder", "", "relation scope *valid_to number" },
  { "decision", "stage next", " → ", "reason *evidence decided_by" },
  { "note", "text", "", "" },
  { "step", "template", "", "number note" },
  { "check", "check", "", "done_on outcome result *next_on performer" },
  { "restricted_check", "check", "", "done_on outcome result *next_on performer" },
  { "vitals", "measured_on", "",
    "*weight_g *height_mm *pulse *systolic *diastolic *temperature_dc *saturation *pain note" },
  { "feeding", "level", "", "assessed_on *days_of_little note" },
  { "allergy", "substance", "", "severity reaction note" },
  { "medicine", "medicine", "", "dose *until_on prescribed_by note" },
  { "referral", "referred_to", "", "cause *expected_on answer" },
  { "answers", "questionnaire", "", "*score band alarm performer" },
  { "restricted_answers", "questionnaire", "", "*score band alarm performer" },
  { "injury", "kind region", ", ", "*length_mm *width_mm method consistency" },
  { "restricted_injury", "kind region", ", ", "*length_mm *width_mm method consistency" },
  { "document", "document", "", "state *applied_on *due_on *number blocker note" },
  { "letter", "template addressee", ": ", "*number note" },
  { "access_request", "received_on", "", "asked *answer_due_on *answered_on answer" },
  { "consent", "purpose", "", "state *answered_on *withdrawn_on recipient_name *scope form note" },
  { "benefit_letter", "template addressee", ": ", "benefit *number note" },
  { "overlay", "pack entry", ": ", "*since_on reason" },
  { "rehabilitation", "opened_on closed_on", " – ", "responsible *review_on outcome" },
  { "goal", "goal", "", "track *target_on responsible" },
  { "goal_score", "score", "", "scored_on performer note" },
  { "session", "track", "", "held_on minutes attended performer note" },
  { "measure", "measure value_hundredths", ": ", "unit performer note" },
  { "prosthesis", "limb kind", ", ", "level supplier *serves_to" },
  { "payment", "benefit amount_kop", ": ",
    "entry paid_on to_whom recipient payer *year *void_reason note" },
  { "claim", "benefit", "",
    "state addressee *submitted_on *answer_due_on refusal *appeal_due_on next_act note" },
  { "pay", "base_kop", "", "*from_on *until_on source note" },
  { "share", "recipient percent", ": ", "*from_on note" },
  { "stay", "from_on until_on", " – ", "facility note" },
  { "disability", "group link", ", ", "set_on number note" },
  { "statement", "session", "", "" },
  { "file", "title", "", "note" },
  { "medical_file", "title", "", "note" },
  { "restricted_file", "title", "", "note" },
  { "debrief_file", "title", "", "note" },
  { "benefits_file", "title", "", "note" },
};

static char *
format_text (const HearthField *field, const char *text, HearthPackSet *packs)
{
  HearthPartialDate date;

  if (field != NULL &&
      (field->type == HEARTH_FIELD_DATE || field->type == HEARTH_FIELD_PARTIAL_DATE) &&
      hearth_partial_date_parse_typed (text, &date))
    return hearth_format_partial_date (&date);
  if (field != NULL && field->pack != NULL)
    return g_strdup (hearth_format_pack_title (packs, field->pack, text));
  if (field != NULL && field->words != NULL)
    return g_strdup (hearth_word_get_title (text));
  return g_strdup (text);
}

static char *
format_list (const HearthField *field, const json_t *list, HearthPackSet *packs)
{
  g_autoptr (GString) text = g_string_new (NULL);
  json_t *item;
  size_t index;

  json_array_foreach ((json_t *) list, index, item)
  {
    g_autofree char *title =
        format_text (field, json_is_string (item) ? json_string_value (item) : "", packs);

    g_string_append_printf (text, "%s%s", index > 0 ? ", " : "", title);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
hearth_field_format_number (const HearthField *field, gint64 number)
{
  char *text = hearth_field_number_to_text (field, number);

  return g_str_equal (hearth_format_language (), "uk") ? g_strdelimit (text, ".", ',') : text;
}

char *
hearth_field_dup_title (const HearthField *field)
{
  /* Translators: the name of a field and the unit in which it is written, for example "Weight, kg". */
  return field->unit != NULL ? g_strdup_printf (_ ("%1$s, %2$s"), _ (field->label), _ (field->unit))
                             : g_strdup (_ (field->label));
}

static char *
format_amount (const HearthField *field, gint64 number)
{
  g_autofree char *text = hearth_field_format_number (field, number);

  /* A no-break space, as before every unit. */
  return field->unit != NULL ? g_strconcat (text, "\u00a0", _ (field->unit), NULL)
                             : g_steal_pointer (&text);
}

char *
hearth_field_format_value (const HearthField *field, const json_t *value, HearthPackSet *packs)
{
  if (json_is_string (value))
    return format_text (field, json_string_value (value), packs);
  if (json_is_boolean (value))
    return g_strdup (json_is_true (value) ? _ ("yes") : _ ("no"));
  if (json_is_integer (value) && field != NULL && field->type == HEARTH_FIELD_MONEY)
    return hearth_format_money ((gint64) json_integer_value (value));
  if (json_is_integer (value) && field != NULL)
    return format_amount (field, (gint64) json_integer_value (value));
  if (json_is_integer (value))
    return g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) json_integer_value (value));
  if (json_is_array (value))
    return format_list (field, value, packs);
  return g_strdup ("—");
}

char *
hearth_field_format_text (const HearthField *field, const char *text, HearthPackSet *packs)
{
  g_auto (GStrv) items = NULL;
  json_auto_t *list = NULL;
  gint64 number;

  g_return_val_if_fail (field != NULL && text != NULL, NULL);

  if (*text == '\0')
    return g_strdup ("—");
  if (field->type == HEARTH_FIELD_BOOLEAN)
    return g_strdup (g_str_equal (text, "true") ? _ ("yes") : _ ("no"));
  if ((field->type == HEARTH_FIELD_INTEGER || field->type == HEARTH_FIELD_MONEY) &&
      g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL))
    return field->type == HEARTH_FIELD_MONEY ? hearth_format_money (number)
                                             : format_amount (field, number);
  if (field->type != HEARTH_FIELD_LIST)
    return format_text (field, text, packs);
  items = g_strsplit (text, ",", -1);
  list = json_array ();
  for (guint i = 0; items[i] != NULL; i++)
    json_array_append_new (list, json_string (items[i]));
  return format_list (field, list, packs);
}

/* One line, and not a whole page. */
static void
append_short (GString *out, const char *text)
{
  g_autofree char *line = g_strdelimit (g_strdup (text), "\n\t", ' ');

  if (g_utf8_strlen (line, -1) > MAX_CHARACTERS)
    {
      *g_utf8_offset_to_pointer (line, MAX_CHARACTERS) = '\0';
      g_string_append_printf (out, "%s…", line);
      return;
    }
  g_string_append (out, line);
}

static void
append_field (GString *out,
              const HearthRecord *record,
              const char *id,
              const char *join,
              HearthPackSet *packs)
{
  gboolean has_label = *id == '*';
  const HearthField *field =
      hearth_kind_find_field (hearth_record_get_kind (record), id + (has_label ? 1 : 0));
  const json_t *value =
      field != NULL ? json_object_get (hearth_record_get_values (record), field->id) : NULL;
  g_autofree char *text = value != NULL ? hearth_field_format_value (field, value, packs) : NULL;

  if (text == NULL || *text == '\0')
    return;
  if (out->len > 0)
    g_string_append (out, join);
  if (has_label)
    g_string_append_printf (out, "%s: ", _ (field->label));
  append_short (out, text);
}

static char *
join_fields (const HearthRecord *record, const char *ids, const char *join, HearthPackSet *packs)
{
  g_auto (GStrv) fields = *ids != '\0' ? g_strsplit (ids, " ", -1) : g_new0 (char *, 1);
  GString *text = g_string_new (NULL);

  for (guint i = 0; fields[i] != NULL; i++)
    append_field (text, record, fields[i], join, packs);
  return g_string_free (text, FALSE);
}

static int
find_words (const HearthRecord *record)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, hearth_record_get_kind (record)->id))
      return (int) i;
  return -1;
}

char *
hearth_record_dup_title (const HearthRecord *record, HearthPackSet *packs)
{
  int words = find_words (record);
  g_autofree char *title =
      words >= 0 ? join_fields (record, kinds[words].title, kinds[words].join, packs) : NULL;

  return title != NULL && *title != '\0' ? g_steal_pointer (&title)
                                         : g_strdup (_ (hearth_record_get_kind (record)->label));
}

char *
hearth_record_dup_subtitle (const HearthRecord *record, HearthPackSet *packs)
{
  int words = find_words (record);

  return words >= 0 ? join_fields (record, kinds[words].subtitle, " · ", packs) : g_strdup ("");
}
