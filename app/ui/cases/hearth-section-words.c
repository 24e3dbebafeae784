/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-section-words.h"

#include "hearth-format.h"
#include "hearth-injury-acts.h"

#include <glib/gi18n.h>

static const HearthSectionWords sections[] = {
  { "captivity", "details", N_ ("Captivity"), N_ ("Add Period"), N_ ("New Period of Captivity"),
    N_ ("No period of captivity is written down"), N_ ("Period removed") },
  { "contact", "family", N_ ("Family and Contacts"), N_ ("Add Contact"), N_ ("New Contact"),
    N_ ("Nobody is written down yet"), N_ ("Contact removed") },
  { "attorney", "family", N_ ("Powers of Attorney"), N_ ("Add Power of Attorney"),
    N_ ("New Power of Attorney"), N_ ("Nobody acts for this person"),
    N_ ("Power of attorney removed") },
  { "note", "overview", N_ ("Notes"), N_ ("Add Note"), N_ ("New Note"), N_ ("No notes yet"),
    N_ ("Note removed") },
  { "document", "documents", N_ ("Documents"), N_ ("Add Document"), N_ ("New Document"),
    N_ ("No document is written down yet"), N_ ("Document removed") },
  { "letter", "documents", N_ ("Letters"), N_ ("Add Letter"), N_ ("New Letter"),
    N_ ("No letter was written yet"), N_ ("Letter removed") },
  { "access_request", "documents", N_ ("Requests for Own Data"), N_ ("Add Request"),
    N_ ("New Request for Own Data"), N_ ("The person has not asked for their data"),
    N_ ("Request removed") },
  { "consent", "family", N_ ("Consents"), N_ ("Add Consent"), N_ ("New Consent"),
    N_ ("Nobody has asked yet what may be told to whom"), N_ ("Consent removed") },
  { "benefit_letter", "compensation", N_ ("Letters About Payments"), N_ ("Add Letter"),
    N_ ("New Letter"), N_ ("No letter was written yet"), N_ ("Letter removed") },
  { "decision", "overview", N_ ("Decisions"), N_ ("Decide on the Next Stage"), N_ ("Decision"),
    N_ ("No stage has ended by a decision yet"), N_ ("Decision removed") },
  { "rehabilitation", "rehabilitation", N_ ("Rehabilitation Plan"), N_ ("Open Plan"),
    N_ ("New Rehabilitation Plan"), N_ ("No individual rehabilitation plan is open"),
    N_ ("Rehabilitation plan removed") },
  { "goal", "rehabilitation", N_ ("Goals"), N_ ("Add Goal"), N_ ("New Goal"),
    N_ ("No goal is agreed yet"), N_ ("Goal removed") },
  { "session", "rehabilitation", N_ ("Sessions"), N_ ("Add Session"), N_ ("New Session"),
    N_ ("No session is written down"), N_ ("Session removed") },
  { "measure", "rehabilitation", N_ ("Measures"), N_ ("Add Measure"), N_ ("New Measure"),
    N_ ("Nothing is measured yet"), N_ ("Measure removed") },
  { "prosthesis", "rehabilitation", N_ ("Prostheses"), N_ ("Add Prosthesis"), N_ ("New Prosthesis"),
    N_ ("No prosthesis is written down"), N_ ("Prosthesis removed") },
  { "claim", "compensation", N_ ("Claims"), N_ ("Add Claim"), N_ ("New Claim"),
    N_ ("Nothing is claimed yet"), N_ ("Claim removed") },
  { "payment", "compensation", N_ ("Ledger"), N_ ("Enter Payment"), N_ ("New Ledger Entry"),
    N_ ("Nothing is entered yet"), N_ ("Entry withdrawn") },
  { "pay", "compensation", N_ ("Pay Before Captivity"), N_ ("Add Pay"), N_ ("New Pay"),
    N_ ("The pay of a month is not known"), N_ ("Pay removed") },
  { "share", "compensation", N_ ("Personal Order of Shares"), N_ ("Add Share"), N_ ("New Share"),
    N_ ("The person left no order: the shares are those of the law"), N_ ("Share removed") },
  { "stay", "compensation", N_ ("Stays in Hospital"), N_ ("Add Stay"), N_ ("New Stay"),
    N_ ("No stay in hospital is written down"), N_ ("Stay removed") },
  { "disability", "compensation", N_ ("Disability"), N_ ("Add Disability"), N_ ("New Disability"),
    N_ ("No disability is written down"), N_ ("Disability removed") },
  { "injury", "medical", N_ ("Injuries"), N_ ("Add Injury"), N_ ("New Injury"),
    N_ ("No injury is written down"), N_ ("Injury removed") },
  { "restricted_injury", "medical", N_ ("Restricted Injuries"), N_ ("Add Restricted Injury"),
    N_ ("New Restricted Injury"), N_ ("No restricted injury is written down"),
    N_ ("Restricted injury removed") },
  { "allergy", "medical", N_ ("Allergies"), N_ ("Add Allergy"), N_ ("New Allergy"),
    N_ ("No allergy is written down"), N_ ("Allergy removed") },
  { "vitals", "medical", N_ ("Vital Signs"), N_ ("Add Measures"), N_ ("New Vital Signs"),
    N_ ("Nothing was measured yet"), N_ ("Vital signs removed") },
  { "feeding", "medical", N_ ("Feeding Risk"), N_ ("Assess Risk"), N_ ("New Assessment of Feeding"),
    N_ ("Nobody has assessed the risk of feeding yet"), N_ ("Assessment removed") },
  { "check", "medical", N_ ("Checks"), N_ ("Add Check"), N_ ("New Check"),
    N_ ("No check is written down yet"), N_ ("Check removed") },
  { "restricted_check", "medical", N_ ("Restricted Checks"), N_ ("Add Restricted Check"),
    N_ ("New Restricted Check"), N_ ("No restricted check is written down"), N_ ("Check removed") },
  { "medicine", "medical", N_ ("Medicines"), N_ ("Add Medicine"), N_ ("New Medicine"),
    N_ ("No medicine is written down"), N_ ("Medicine removed") },
  { "referral", "medical", N_ ("Referrals"), N_ ("Add Referral"), N_ ("New Referral"),
    N_ ("Nobody was referred yet"), N_ ("Referral removed") },
};

const HearthSectionWords *
hearth_section_words_get (const HearthKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    if (g_str_equal (sections[i].kind, kind->id))
      return &sections[i];
  return NULL;
}

const char *
hearth_stage_find_next (HearthPackSet *packs, const char *stage)
{
  guint n_stages = hearth_pack_set_get_n_entries (packs, "stage");

  for (guint i = 0; stage != NULL && i + 1 < n_stages; i++)
    if (g_str_equal (hearth_pack_entry_get_id (hearth_pack_set_get_entry (packs, "stage", i)),
                     stage))
      return hearth_pack_entry_get_id (hearth_pack_set_get_entry (packs, "stage", i + 1));
  return NULL;
}

/* Takes @draft. */
static HearthRecordDraft *
with (HearthRecordDraft *draft, const char *field, const char *text)
{
  g_autoptr (HearthRecordDraft) before = draft;

  return text != NULL ? hearth_record_draft_set_text (before, field, text)
                      : hearth_record_draft_ref (before);
}

static HearthRecordDraft *
start_decision (HearthRecordDraft *draft, HearthDesk *desk, HearthCase *kase, const char *today)
{
  HearthVault *vault = hearth_context_get_vault (hearth_desk_get_context (desk));
  const char *stage = hearth_record_get_text (hearth_case_get_person (kase), "stage");

  draft = with (draft, "stage", stage);
  draft = with (draft, "next", hearth_stage_find_next (hearth_desk_get_packs (desk), stage));
  draft = with (draft, "decided_by", hearth_vault_get_user_name (vault));
  return with (draft, "decided_on", today);
}

/* What is entered was mostly paid, and to the person. */
static HearthRecordDraft *
start_payment (HearthRecordDraft *draft, const HearthRecord *record)
{
  if (hearth_record_get_text (record, "entry") == NULL)
    draft = with (draft, "entry", "paid");
  return hearth_record_get_text (record, "to_whom") == NULL ? with (draft, "to_whom", "person")
                                                            : draft;
}

/* Who writes an injury down has mostly examined it. */
static HearthRecordDraft *
start_injury (HearthRecordDraft *draft, HearthDesk *desk, const char *today)
{
  HearthVault *vault = hearth_context_get_vault (hearth_desk_get_context (desk));

  draft = with (draft, "examiner", hearth_vault_get_user_name (vault));
  return with (draft, "examined_on", today);
}

/* What is written down is mostly of today. */
static const struct
{
  const char *kind, *field;
} dated[] = {
  { "note", "written_on" },
  { "check", "done_on" },
  { "restricted_check", "done_on" },
  { "vitals", "measured_on" },
  { "feeding", "assessed_on" },
  { "medicine", "from_on" },
  { "referral", "sent_on" },
  { "letter", "written_on" },
  { "benefit_letter", "written_on" },
  { "rehabilitation", "opened_on" },
  { "payment", "paid_on" },
  { "goal", "set_on" },
  { "session", "held_on" },
  { "measure", "measured_on" },
  { "access_request", "received_on" },
  { "consent", "answered_on" },
};

/* A new record that comes with values begins with them, typed by nobody. */
static HearthRecordDraft *
start_with_values (const HearthRecord *record)
{
  g_autoptr (HearthRecord) empty =
      hearth_record_new (hearth_record_get_kind (record), hearth_record_get_id (record),
                         hearth_record_get_case (record), 0, json_object ());
  HearthRecordDraft *draft = hearth_record_draft_new (empty);
  const char *field;
  json_t *value;

  json_object_foreach ((json_t *) hearth_record_get_values (record), field, value)
  {
    g_autofree char *number = json_is_integer (value) ? g_strdup_printf ("%" JSON_INTEGER_FORMAT,
                                                                         json_integer_value (value))
                                                      : NULL;

    draft = with (draft, field, number != NULL ? number : json_string_value (value));
  }
  return draft;
}

HearthRecordDraft *
hearth_section_start_draft (HearthDesk *desk, HearthCase *kase, const HearthRecord *record)
{
  const char *kind = hearth_record_get_kind (record)->id;
  HearthRecordDraft *draft = start_with_values (record);
  g_autofree char *today = hearth_date_to_string (hearth_case_get_today (kase));

  if (g_str_equal (kind, "decision"))
    return start_decision (draft, desk, kase, today);
  if (g_str_equal (kind, "payment"))
    draft = start_payment (draft, record);
  if (hearth_injury_is_kind (hearth_record_get_kind (record)))
    return start_injury (draft, desk, today);
  for (guint i = 0; i < G_N_ELEMENTS (dated); i++)
    if (g_str_equal (kind, dated[i].kind) &&
        json_object_get (hearth_record_get_values (record), dated[i].field) == NULL)
      return with (draft, dated[i].field, today);
  return draft;
}

/* What a goal of the pack brings takes the place of what another one brought, and of nothing that a person
 * wrote. */
static HearthRecordDraft *
take_over (HearthRecordDraft *draft, const char *field, const char *from, const char *to)
{
  const char *present = hearth_record_draft_get_text (draft, field);
  gboolean is_own = present != NULL && *present != '\0' && g_strcmp0 (present, from) != 0;

  return is_own ? draft : with (draft, field, to != NULL ? to : "");
}

static char *
dup_target (HearthRecordDraft *draft, const HearthPackEntry *entry)
{
  const char *text = hearth_record_draft_get_text (draft, "set_on");
  HearthPartialDate set_on;

  if (entry == NULL || text == NULL || !hearth_partial_date_parse_typed (text, &set_on) ||
      set_on.day == 0)
    return NULL;
  return hearth_date_to_string (hearth_partial_date_first (&set_on) +
                                7 * hearth_pack_entry_get_int (entry, "Weeks", 0));
}

static const char *
get_level (const HearthPackEntry *entry, guint level)
{
  return entry != NULL
             ? hearth_pack_entry_get_label (entry, "Levels", level, hearth_format_language ())
             : NULL;
}

static HearthRecordDraft *
follow_goal (HearthRecordDraft *draft, HearthPackSet *packs, const char *before, const char *after)
{
  static const char *const levels[] = { "much_less", "less", "expected", "more", "much_more" };
  const HearthPackEntry *from = hearth_pack_set_lookup (packs, "rehab-goal", before);
  const HearthPackEntry *to = hearth_pack_set_lookup (packs, "rehab-goal", after);
  g_autofree char *old_target = dup_target (draft, from);
  g_autofree char *new_target = dup_target (draft, to);

  if (from == NULL && to == NULL)
    return draft;
  draft = take_over (draft, "track",
                     from != NULL ? hearth_pack_entry_get_text (from, "Track", NULL) : NULL,
                     to != NULL ? hearth_pack_entry_get_text (to, "Track", NULL) : NULL);
  draft = take_over (draft, "target_on", old_target, new_target);
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    draft = take_over (draft, levels[i], get_level (from, i), get_level (to, i));
  return draft;
}

HearthRecordDraft *
hearth_section_follow_draft (HearthDesk *desk, HearthRecordDraft *before, HearthRecordDraft *after)
{
  const char *old_goal, *new_goal;

  if (!g_str_equal (hearth_record_draft_get_kind (after)->id, "goal"))
    return hearth_record_draft_ref (after);
  old_goal = hearth_record_draft_get_text (before, "goal");
  new_goal = hearth_record_draft_get_text (after, "goal");
  if (g_strcmp0 (old_goal, new_goal) == 0)
    return hearth_record_draft_ref (after);
  return follow_goal (hearth_record_draft_ref (after), hearth_desk_get_packs (desk),
                      old_goal != NULL ? old_goal : "", new_goal != NULL ? new_goal : "");
}
