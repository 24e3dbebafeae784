/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-word.h"

#include "hearth-step-state.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *word;
  const char *title;
} titles[] = {
  { "female", N_ ("Female") },
  { "male", N_ ("Male") },
  { "mobilised", N_ ("Mobilised") },
  { "contract", N_ ("Under contract") },
  { "conscript", N_ ("Conscript") },
  { "career", N_ ("Career military") },
  { "volunteer", N_ ("Volunteer") },
  { "civilian", N_ ("Civilian") },
  { "confirmed-icrc", N_ ("Captivity confirmed by the Red Cross") },
  { "confirmed", N_ ("Captivity confirmed by Ukraine") },
  { "missing", N_ ("Missing") },
  { "declared-dead", N_ ("Declared dead") },
  { "unknown", N_ ("Unknown") },
  { "paid", N_ ("Paid") },
  { "claimed", N_ ("Claimed") },
  { "approved", N_ ("Approved") },
  { "awaiting-funding", N_ ("Awaiting funding") },
  { "returned", N_ ("Paid back") },
  { "waived", N_ ("Waived") },
  { "disputed", N_ ("Disputed") },
  { "collecting", N_ ("Collecting papers") },
  { "submitted", N_ ("Submitted") },
  { "under-review", N_ ("Under review") },
  { "sent-back", N_ ("Sent back for correction") },
  { "rejected", N_ ("Refused") },
  { "appealed", N_ ("Appealed against") },
  { "in-court", N_ ("In court") },
  { "partly-paid", N_ ("Partly paid") },
  { "not-eligible", N_ ("No right to it") },
  { "person", N_ ("The person") },
  { "relatives", N_ ("Relatives") },
  { "deposit", N_ ("Deposited for the person") },
  { "duty", N_ ("Linked to the defence") },
  { "service", N_ ("Linked to the service") },
  { "normal", N_ ("Normal") },
  { "abnormal", N_ ("Abnormal") },
  { "pending", N_ ("Result is awaited") },
  { "not-indicated", N_ ("Not indicated") },
  { "given", N_ ("Consent given") },
  { "declined", N_ ("Consent declined") },
  { "not-asked", N_ ("Not asked yet") },
  { "withdrawn", N_ ("Consent withdrawn") },
  { "core", N_ ("Identity and plan") },
  { "medical", N_ ("Medical") },
  { "restricted", N_ ("Restricted medical") },
  { "debrief", N_ ("Debrief") },
  { "benefits", N_ ("Compensation") },
  { "tracing", N_ ("Tracing") },
  { "on-paper", N_ ("On paper, signed") },
  { "by-voice", N_ ("By voice, recorded") },
  { "other-form", N_ ("In another form") },
  { "mild", N_ ("Mild") },
  { "moderate", N_ ("Moderate") },
  { "severe", N_ ("Severe") },
  { "life-threatening", N_ ("Life-threatening") },
  { "front", N_ ("Front of the body") },
  { "back", N_ ("Back of the body") },
  { "face", N_ ("Face") },
  { "left-hand", N_ ("Left hand") },
  { "right-hand", N_ ("Right hand") },
  { "feet", N_ ("Feet") },
  { "lost", N_ ("Lost") },
  { "held", N_ ("Taken away in captivity") },
  { "valid", N_ ("Valid") },
  { "applied", N_ ("Applied for") },
  { "issued", N_ ("Issued") },
  { "handed-over", N_ ("Handed over") },
  { "not-needed", N_ ("Not needed") },
  { "reached", N_ ("Goals reached") },
  { "partly-reached", N_ ("Goals partly reached") },
  { "not-reached", N_ ("Goals not reached") },
  { "transferred", N_ ("Moved to another facility") },
  { "attended", N_ ("Attended") },
  { "missed", N_ ("Missed") },
  { "left-arm", N_ ("Left arm") },
  { "right-arm", N_ ("Right arm") },
  { "left-leg", N_ ("Left leg") },
  { "right-leg", N_ ("Right leg") },
  { "primary", N_ ("Primary prosthesis") },
  { "permanent", N_ ("Permanent prosthesis") },
  { "high-function", N_ ("High-function prosthesis") },
  { "in-person", N_ ("In person") },
  { "in-writing", N_ ("In writing") },
  { "by-email", N_ ("By email") },
  { "by-phone", N_ ("By telephone") },
  { "by-representative", N_ ("Through a representative") },
  { "data-given", N_ ("Data given") },
  { "data-partly-given", N_ ("Given in part, the rest refused") },
  { "data-refused", N_ ("Refused, with the ground") },
  { "cosmetic", N_ ("Cosmetic prosthesis") },
};

/**
 * hearth_word_find_title:
 * @word: one of HearthField.words
 *
 * Returns: (transfer none) (nullable): what people call it, in English, to be translated by whoever shows it; %NULL if
 *   it has no title. Thread: any.
 */
const char *
hearth_word_find_title (const char *word)
{
  HearthStepState state;

  g_return_val_if_fail (word != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (g_str_equal (titles[i].word, word))
      return titles[i].title;
  return hearth_step_state_from_id (word, &state) ? hearth_step_state_get_title (state) : NULL;
}
