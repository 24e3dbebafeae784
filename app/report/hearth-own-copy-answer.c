/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The answer to a request for the own data (Law 2297-VI, articles 8 and 16) is the paper itself: it begins with what
 * was asked, what is given and what is refused, and where a person may complain. A refusal gives nothing else. */
#include "config.h"

#include "hearth-own-copy-private.h"
#include "hearth-own-copy-sheet.h"
#include "hearth-paper-words.h"

static const HearthKind *
request_kind (void)
{
  return hearth_registry_find_kind ("access_request");
}

static gboolean
is_answered_here (const HearthRecord *request, HearthDate today)
{
  const HearthDate answered = hearth_record_get_date (request, "answered_on");

  return !hearth_record_is_gone (request) && (answered == HEARTH_DATE_NONE || answered == today);
}

/* The last one that waits for its answer or was answered today: older answers are on papers of their own. */
static const HearthRecord *
find_request (const GPtrArray *requests, HearthDate today)
{
  const HearthRecord *last = NULL;

  for (guint i = 0; requests != NULL && i < requests->len; i++)
    if (is_answered_here (requests->pdata[i], today) &&
        (last == NULL || hearth_record_get_date (requests->pdata[i], "received_on") >
                             hearth_record_get_date (last, "received_on")))
      last = requests->pdata[i];
  return last;
}

static gboolean
has_answer (const HearthRecord *request, const char *answer)
{
  return g_strcmp0 (hearth_record_get_text (request, "answer"), answer) == 0;
}

/** hearth_own_copy_is_refusal: see the header. */
gboolean
hearth_own_copy_is_refusal (HearthCase *kase)
{
  const HearthRecord *request;

  g_return_val_if_fail (HEARTH_IS_CASE (kase), FALSE);

  request = find_request (hearth_case_get_records (kase, request_kind ()->id),
                          hearth_case_get_today (kase));
  return request != NULL && has_answer (request, "data-refused");
}

static void
add_line (HearthFlow *flow, const char *pattern, const char *value)
{
  g_autofree char *line = value != NULL ? _hearth_paper_fill (pattern, value, NULL) : NULL;

  if (line != NULL)
    hearth_flow_add_text (flow, line);
}

/* Without an answer so far, the paper is the whole of it. */
static void
add_decision (const HearthOwnCopy *copy, const HearthRecord *request, HearthFlow *flow)
{
  const HearthOwnCopyWords *words = copy->words;

  if (has_answer (request, "data-refused"))
    hearth_flow_add_text (flow, words->gives_nothing);
  else if (has_answer (request, "data-partly-given"))
    hearth_flow_add_text (flow, words->gives_part);
  else
    hearth_flow_add_text (flow, words->gives_all);
  add_line (flow, words->refusal_ground, hearth_record_get_text (request, "ground"));
}

/**
 * _hearth_own_copy_add_answer:
 *
 * Adds what is answered to the request that the paper is for; nothing if there is none. Thread: any.
 */
void
_hearth_own_copy_add_answer (const HearthOwnCopy *copy, HearthFlow *flow)
{
  const HearthOwnCopyWords *words = copy->words;
  const HearthRecord *request =
      find_request (g_hash_table_lookup (copy->records, request_kind ()), copy->today);
  g_autofree char *received = NULL;
  g_autofree char *heading = NULL;

  if (request == NULL)
    return;
  received =
      _hearth_paper_dup_date (hearth_record_get_date (request, "received_on"), words->language);
  heading = _hearth_paper_fill (words->answer, received, NULL);
  hearth_flow_add_heading (flow, heading);
  add_line (flow, words->asked, hearth_record_get_text (request, "asked"));
  add_decision (copy, request, flow);
  hearth_flow_add_text (flow, words->remedy);
  add_line (flow, words->answered_by, hearth_record_get_text (request, "answered_by"));
}
