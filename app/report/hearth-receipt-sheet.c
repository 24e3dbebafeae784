/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-receipt-sheet.h"

#include "hearth-paper-words.h"
#include "hearth-plan-explain.h"

#define TYPE_SIZE 10.0
#define GAP_BETWEEN_PARTS 24

typedef struct
{
  const char *language;
  const char *title;
  const char *person, *birth, *case_number;
  const char *document, *series, *number, *issued, *authority, *valid_to;
  const char *handed_on, *handed_to;
  const char *statement;
  const char *sign_received, *sign_given;
  const char *for_file, *for_person;
} ReceiptWords;

static const ReceiptWords all_words[] = {
  {
      .language = "en",
      .title = "Receipt for a document",
      .person = "Person",
      .birth = "Born",
      .case_number = "Case",
      .document = "Document",
      .series = "Series",
      .number = "Number",
      .issued = "Issued on",
      .authority = "Authority",
      .valid_to = "Valid until",
      .handed_on = "Handed over on",
      .handed_to = "Handed over to",
      .statement = "I have received the document named above. I have looked at it, and what stands "
                   "in it about me is right.",
      .sign_received = "Received: signature, name, date",
      .sign_given = "Handed over by: signature, name",
      .for_file = "Part for the file",
      .for_person = "Part for the person",
  },
  {
      .language = "uk",
      .title = "Розписка про отримання документа",
      .person = "Особа",
      .birth = "Дата народження",
      .case_number = "Справа",
      .document = "Документ",
      .series = "Серія",
      .number = "Номер",
      .issued = "Видано",
      .authority = "Орган",
      .valid_to = "Дійсний до",
      .handed_on = "Дата передання",
      .handed_to = "Кому передано",
      .statement =
          "Зазначений вище документ мною отримано. Документ оглянуто, відомості про мене в "
          "ньому правильні.",
      .sign_received = "Отримано: підпис, ім’я, дата",
      .sign_given = "Передано: підпис, ім’я",
      .for_file = "Примірник для справи",
      .for_person = "Примірник для особи",
  },
};

typedef struct
{
  HearthFlow *flow;
  HearthPackSet *packs;
  HearthCase *kase;
  const HearthRecord *document;
  const char *language;
  const ReceiptWords *words;
} Receipt;

static void
add_day (const Receipt *self, const char *title, const char *field)
{
  g_autofree char *day =
      _hearth_paper_dup_date (hearth_record_get_date (self->document, field), self->language);

  hearth_flow_add_fact (self->flow, title, day);
}

static void
add_text (const Receipt *self, const char *title, const char *field)
{
  hearth_flow_add_fact (self->flow, title, hearth_record_get_text (self->document, field));
}

static void
add_person (const Receipt *self)
{
  const HearthRecord *person = hearth_case_get_person (self->kase);
  g_autofree char *name = _hearth_paper_dup_name (person, self->language);
  g_autofree char *birth = _hearth_paper_dup_partial (person, "birth", self->language);

  hearth_flow_add_fact (self->flow, self->words->person, name);
  hearth_flow_add_fact (self->flow, self->words->birth, birth);
  hearth_flow_add_fact (self->flow, self->words->case_number,
                        hearth_record_get_text (person, "number"));
}

static void
add_document (const Receipt *self)
{
  const char *id = hearth_record_get_text (self->document, "document");
  const char *authority = hearth_record_get_text (self->document, "authority");
  const HearthPackEntry *entry =
      id != NULL ? hearth_pack_set_lookup (self->packs, "document", id) : NULL;

  if (authority == NULL && entry != NULL)
    authority = hearth_pack_entry_get_text (entry, "Authority", self->language);
  hearth_flow_add_fact (self->flow, self->words->document,
                        entry != NULL ? hearth_pack_entry_get_title (entry, self->language) : id);
  add_text (self, self->words->series, "series");
  add_text (self, self->words->number, "number");
  add_day (self, self->words->issued, "issued_on");
  hearth_flow_add_fact (self->flow, self->words->authority, authority);
  add_day (self, self->words->valid_to, "valid_to");
  add_day (self, self->words->handed_on, "handed_on");
  add_text (self, self->words->handed_to, "handed_to");
}

static void
add_part (const Receipt *self, const char *part)
{
  hearth_flow_add_title (self->flow, self->words->title);
  hearth_flow_add_note (self->flow, part);
  add_person (self);
  hearth_flow_add_gap (self->flow, 6);
  add_document (self);
  hearth_flow_add_gap (self->flow, 8);
  hearth_flow_add_text (self->flow, self->words->statement);
  hearth_flow_add_signature (self->flow, self->words->sign_received);
  hearth_flow_add_signature (self->flow, self->words->sign_given);
}

/**
 * hearth_receipt_sheet_new:
 *
 * Returns: (transfer full): both parts, one below the other. Thread: of @kase.
 */
HearthFlow *
hearth_receipt_sheet_new (HearthContext *context,
                          HearthCase *kase,
                          const HearthRecord *document,
                          const char *language)
{
  Receipt self = { .kase = kase, .document = document, .language = language };

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context) && HEARTH_IS_CASE (kase), NULL);
  g_return_val_if_fail (document != NULL && language != NULL, NULL);

  self.packs = hearth_context_get_packs (context);
  self.words = &all_words[g_str_equal (language, "uk") ? 1 : 0];
  self.flow = hearth_flow_new (TYPE_SIZE, NULL);
  add_part (&self, self.words->for_file);
  hearth_flow_add_gap (self.flow, GAP_BETWEEN_PARTS);
  add_part (&self, self.words->for_person);
  return self.flow;
}
