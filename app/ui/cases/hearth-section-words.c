/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-section-words.h"

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
  { "decision", "overview", N_ ("Decisions"), N_ ("Decide on the Next Stage"), N_ ("Decision"),
    N_ ("No stage has ended by a decision yet"), N_ ("Decision removed") },
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

/* What is written down is mostly of today. */
static const struct
{
  const char *kind, *field;
} dated[] = {
  { "note", "written_on" },    { "check", "done_on" },       { "restricted_check", "done_on" },
  { "vitals", "measured_on" }, { "feeding", "assessed_on" }, { "medicine", "from_on" },
  { "referral", "sent_on" },   { "letter", "written_on" },   { "rehabilitation", "opened_on" },
  { "goal", "set_on" },        { "session", "held_on" },     { "measure", "measured_on" },
};

HearthRecordDraft *
hearth_section_start_draft (HearthDesk *desk, HearthCase *kase, const HearthRecord *record)
{
  const char *kind = hearth_record_get_kind (record)->id;
  HearthRecordDraft *draft = hearth_record_draft_new (record);
  g_autofree char *today = hearth_date_to_string (hearth_case_get_today (kase));

  if (g_str_equal (kind, "decision"))
    return start_decision (draft, desk, kase, today);
  for (guint i = 0; i < G_N_ELEMENTS (dated); i++)
    if (g_str_equal (kind, dated[i].kind))
      return with (draft, dated[i].field, today);
  return draft;
}
