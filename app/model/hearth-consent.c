/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-consent.h"

#include "hearth-compartment.h"
#include "hearth-hash.h"

#include <string.h>

#define RECIPIENT_LABEL "hearth/consent-recipient/v1\n"

/* The last word of those that concern somebody, and when it was said. */
typedef struct
{
  HearthConsentAnswer answer;
  HearthDate day;
} Word;

/**
 * hearth_consent_derive_recipient:
 * @key: identity key of a contact
 *
 * The first 16 bytes of H (label ‖ key): every vault that has the contact gives it the same id.
 *
 * Returns: what field "recipient" of a consent says. Thread: any.
 */
HearthId
hearth_consent_derive_recipient (const guint8 key[HEARTH_KEY_SIZE])
{
  guint8 digest[HEARTH_HASH_SIZE];
  HearthHash hash;
  HearthId id;

  hearth_hash_init (&hash);
  hearth_hash_update (&hash, RECIPIENT_LABEL, strlen (RECIPIENT_LABEL));
  hearth_hash_update (&hash, key, HEARTH_KEY_SIZE);
  hearth_hash_final (&hash, digest);
  memcpy (id.bytes, digest, sizeof id.bytes);
  return id;
}

static Word
read_word (const HearthRecord *consent)
{
  const char *state = hearth_record_get_text (consent, "state");
  const HearthDate answered = hearth_record_get_date (consent, "answered_on");
  const HearthDate withdrawn = hearth_record_get_date (consent, "withdrawn_on");

  if (g_strcmp0 (state, "given") == 0)
    return (Word){ HEARTH_CONSENT_GIVEN, answered };
  if (g_strcmp0 (state, "declined") == 0)
    return (Word){ HEARTH_CONSENT_DECLINED, answered };
  if (g_strcmp0 (state, "withdrawn") == 0)
    return (Word){ HEARTH_CONSENT_WITHDRAWN, withdrawn != HEARTH_DATE_NONE ? withdrawn : answered };
  return (Word){ HEARTH_CONSENT_NOT_ASKED, HEARTH_DATE_NONE };
}

static gboolean
is_refusal (HearthConsentAnswer answer)
{
  return answer == HEARTH_CONSENT_DECLINED || answer == HEARTH_CONSENT_WITHDRAWN;
}

/* The later word; of one day the stricter. */
static void
take_word (Word *last, Word word)
{
  if (word.answer == HEARTH_CONSENT_NOT_ASKED)
    return;
  if (last->answer == HEARTH_CONSENT_NOT_ASKED || word.day > last->day ||
      (word.day == last->day && word.answer > last->answer))
    *last = word;
}

static gboolean
covers_part (const HearthRecord *consent, HearthCompartment part)
{
  const json_t *scope = json_object_get (hearth_record_get_values (consent), "scope");
  const char *name = hearth_compartment_get_name (part);

  if (json_array_size (scope) == 0)
    return TRUE;
  for (gsize i = 0; i < json_array_size (scope); i++)
    if (g_strcmp0 (json_string_value (json_array_get (scope, i)), name) == 0)
      return TRUE;
  return FALSE;
}

typedef enum
{
  CONCERNS_NOT,
  CONCERNS_ALL,
  CONCERNS_THEM, /* this recipient by name */
} Concerns;

/* Where it is not known who somebody is, or who was meant, a refusal counts and a consent does not. */
static Concerns
find_concern (const HearthRecord *consent, HearthConsentAnswer answer, const HearthId *recipient)
{
  const char *text = hearth_record_get_text (consent, "recipient");
  const char *name = hearth_record_get_text (consent, "recipient_name");
  HearthId id;

  if (text != NULL && hearth_id_parse (text, &id) && !hearth_id_is_zero (&id))
    {
      if (recipient != NULL)
        return hearth_id_equal (&id, recipient) ? CONCERNS_THEM : CONCERNS_NOT;
      return is_refusal (answer) ? CONCERNS_ALL : CONCERNS_NOT;
    }
  return name == NULL || is_refusal (answer) ? CONCERNS_ALL : CONCERNS_NOT;
}

/* What was said of one recipient yields to a later word about that recipient alone. */
static HearthConsentAnswer
weigh (Word of_all, Word of_them)
{
  if (is_refusal (of_them.answer))
    return of_them.answer;
  if (is_refusal (of_all.answer))
    return of_them.answer == HEARTH_CONSENT_GIVEN && of_them.day > of_all.day ? HEARTH_CONSENT_GIVEN
                                                                              : of_all.answer;
  return MIN (of_all.answer, of_them.answer);
}

/* @recipient: NULL: a stranger. */
static HearthConsentAnswer
find_one (GPtrArray *consents,
          const char *purpose,
          const HearthId *recipient,
          HearthCompartment part)
{
  Word of_all = { HEARTH_CONSENT_NOT_ASKED, HEARTH_DATE_NONE };
  Word of_them = of_all;

  for (guint i = 0; i < consents->len; i++)
    {
      const HearthRecord *consent = consents->pdata[i];
      const Word word = read_word (consent);
      Concerns concerns;

      if (hearth_record_is_gone (consent) || !covers_part (consent, part) ||
          g_strcmp0 (hearth_record_get_text (consent, "purpose"), purpose) != 0)
        continue;
      concerns = find_concern (consent, word.answer, recipient);
      if (concerns != CONCERNS_NOT)
        take_word (concerns == CONCERNS_THEM ? &of_them : &of_all, word);
    }
  return weigh (of_all, of_them);
}

/**
 * hearth_consent_find_answer:
 * @consents: (element-type HearthRecord): of one case
 *
 * The last word counts, of one day the strictest. A word about one contact is overruled by a later one about
 * that contact alone; a refusal for all overrules earlier consents. A consent that names somebody who is no
 * contact gives nothing to a contact; such a refusal holds against all. Source: product 8, domain 8.
 *
 * Returns: the strictest answer of all recipients and parts. Thread: any.
 */
HearthConsentAnswer
hearth_consent_find_answer (GPtrArray *consents, const HearthConsentQuestion *question)
{
  HearthConsentAnswer answer = HEARTH_CONSENT_GIVEN;
  const guint n_known = question->recipients != NULL ? question->recipients->len : 0;

  g_return_val_if_fail (consents != NULL && question->purpose != NULL, HEARTH_CONSENT_DECLINED);

  for (guint part = HEARTH_COMPARTMENT_FIRST; part <= HEARTH_COMPARTMENT_LAST; part++)
    {
      if ((question->parts >> part & 1) == 0)
        continue;
      for (guint i = 0; i < n_known; i++)
        answer = MAX (answer, find_one (consents, question->purpose,
                                        &g_array_index (question->recipients, HearthId, i),
                                        (HearthCompartment) part));
      if (question->has_stranger)
        answer =
            MAX (answer, find_one (consents, question->purpose, NULL, (HearthCompartment) part));
    }
  return answer;
}

/**
 * hearth_consent_is_needed:
 *
 * Returns: whether nothing leaves for @purpose unless the person agreed; so too for a purpose that @packs
 *   do not know. Thread: any.
 */
gboolean
hearth_consent_is_needed (HearthPackSet *packs, const char *purpose)
{
  const HearthPackEntry *entry = hearth_pack_set_lookup (packs, "consent-purpose", purpose);

  return entry == NULL || hearth_pack_entry_get_bool (entry, "Needed");
}

/** hearth_consent_bars: Returns: whether @answer keeps a case from leaving. Thread: any. */
gboolean
hearth_consent_bars (HearthConsentAnswer answer, gboolean is_needed)
{
  return is_refusal (answer) || (is_needed && answer == HEARTH_CONSENT_NOT_ASKED);
}
