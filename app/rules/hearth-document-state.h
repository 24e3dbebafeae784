/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-date.h"

G_BEGIN_DECLS

/**
 * HearthDocumentState:
 * @HEARTH_DOCUMENT_UNKNOWN: nobody has said yet
 * @HEARTH_DOCUMENT_LOST: lost
 * @HEARTH_DOCUMENT_HELD: the captor has it
 * @HEARTH_DOCUMENT_VALID: the person has it and it holds
 * @HEARTH_DOCUMENT_APPLIED: applied for
 * @HEARTH_DOCUMENT_ISSUED: issued, not yet in the person's hands
 * @HEARTH_DOCUMENT_HANDED_OVER: in the person's hands
 * @HEARTH_DOCUMENT_NOT_NEEDED: does not concern this person
 *
 * How far a document is (domain 3).
 */
typedef enum
{
  HEARTH_DOCUMENT_UNKNOWN,
  HEARTH_DOCUMENT_LOST,
  HEARTH_DOCUMENT_HELD,
  HEARTH_DOCUMENT_VALID,
  HEARTH_DOCUMENT_APPLIED,
  HEARTH_DOCUMENT_ISSUED,
  HEARTH_DOCUMENT_HANDED_OVER,
  HEARTH_DOCUMENT_NOT_NEEDED,
} HearthDocumentState;

#define HEARTH_DOCUMENT_N_STATES 8

/* The days of a document, %HEARTH_DATE_NONE each that is not known. */
typedef struct
{
  HearthDate applied;
  HearthDate issued;
  HearthDate handed_over;
} HearthDocumentDays;

const char *hearth_document_state_to_id (HearthDocumentState state);
HearthDocumentState hearth_document_state_from_id (const char *id);
gboolean hearth_document_state_is_there (HearthDocumentState state);
gboolean hearth_document_state_holds_up (HearthDocumentState state);
HearthDocumentState hearth_document_state_get_next (HearthDocumentState state);
HearthDocumentState hearth_document_days_get_state (const HearthDocumentDays *days);
gboolean hearth_document_days_are_in_order (const HearthDocumentDays *days);

G_END_DECLS
