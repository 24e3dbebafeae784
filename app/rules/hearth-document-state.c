/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way of a document from lost to handed over. Pure, any thread. */
#include "config.h"

#include "hearth-document-state.h"

static const char *const ids[HEARTH_DOCUMENT_N_STATES] = {
  [HEARTH_DOCUMENT_UNKNOWN] = NULL,
  [HEARTH_DOCUMENT_LOST] = "lost",
  [HEARTH_DOCUMENT_HELD] = "held",
  [HEARTH_DOCUMENT_VALID] = "valid",
  [HEARTH_DOCUMENT_APPLIED] = "applied",
  [HEARTH_DOCUMENT_ISSUED] = "issued",
  [HEARTH_DOCUMENT_HANDED_OVER] = "handed-over",
  [HEARTH_DOCUMENT_NOT_NEEDED] = "not-needed",
};

/** hearth_document_state_to_id: (nullable): as records have it; %NULL for what nobody has said. */
const char *
hearth_document_state_to_id (HearthDocumentState state)
{
  g_return_val_if_fail (state < HEARTH_DOCUMENT_N_STATES, NULL);

  return ids[state];
}

/** hearth_document_state_from_id: @id: (nullable): unknown words are states that nobody has said. */
HearthDocumentState
hearth_document_state_from_id (const char *id)
{
  for (guint i = 0; id != NULL && i < HEARTH_DOCUMENT_N_STATES; i++)
    if (g_strcmp0 (ids[i], id) == 0)
      return i;
  return HEARTH_DOCUMENT_UNKNOWN;
}

/** hearth_document_state_is_there: whether what asks for the document can go on. */
gboolean
hearth_document_state_is_there (HearthDocumentState state)
{
  return state == HEARTH_DOCUMENT_VALID || state == HEARTH_DOCUMENT_ISSUED ||
         state == HEARTH_DOCUMENT_HANDED_OVER;
}

/** hearth_document_state_holds_up: whether others wait. What a person does not need holds nothing up. */
gboolean
hearth_document_state_holds_up (HearthDocumentState state)
{
  return !hearth_document_state_is_there (state) && state != HEARTH_DOCUMENT_NOT_NEEDED;
}

/** hearth_document_state_get_next: what follows; %HEARTH_DOCUMENT_UNKNOWN if nothing does. */
HearthDocumentState
hearth_document_state_get_next (HearthDocumentState state)
{
  switch (state)
    {
    case HEARTH_DOCUMENT_LOST:
    case HEARTH_DOCUMENT_HELD:
      return HEARTH_DOCUMENT_APPLIED;
    case HEARTH_DOCUMENT_APPLIED:
      return HEARTH_DOCUMENT_ISSUED;
    case HEARTH_DOCUMENT_ISSUED:
      return HEARTH_DOCUMENT_HANDED_OVER;
    case HEARTH_DOCUMENT_UNKNOWN:
    case HEARTH_DOCUMENT_VALID:
    case HEARTH_DOCUMENT_HANDED_OVER:
    case HEARTH_DOCUMENT_NOT_NEEDED:
    default:
      return HEARTH_DOCUMENT_UNKNOWN;
    }
}

/** hearth_document_days_get_state: how far the days alone say that it is. */
HearthDocumentState
hearth_document_days_get_state (const HearthDocumentDays *days)
{
  g_return_val_if_fail (days != NULL, HEARTH_DOCUMENT_UNKNOWN);

  if (days->handed_over != HEARTH_DATE_NONE)
    return HEARTH_DOCUMENT_HANDED_OVER;
  if (days->issued != HEARTH_DATE_NONE)
    return HEARTH_DOCUMENT_ISSUED;
  return days->applied != HEARTH_DATE_NONE ? HEARTH_DOCUMENT_APPLIED : HEARTH_DOCUMENT_UNKNOWN;
}

static gboolean
is_before (HearthDate day, HearthDate other)
{
  return day != HEARTH_DATE_NONE && other != HEARTH_DATE_NONE && day < other;
}

/** hearth_document_days_are_in_order: nothing is issued before it was applied for. */
gboolean
hearth_document_days_are_in_order (const HearthDocumentDays *days)
{
  g_return_val_if_fail (days != NULL, FALSE);

  return !is_before (days->issued, days->applied) && !is_before (days->handed_over, days->issued) &&
         !is_before (days->handed_over, days->applied);
}
