/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a log from its beginning and says where it stops being one. A line that does not fit is
 * counted and the next is measured against it, so that one edit is not reported a thousand times. */
#include "config.h"

#include "hearth-audit-chain.h"

#include "hearth-base64.h"
#include "hearth-commit.h"
#include "hearth-mac.h"

#include <string.h>

/* Keys are derived one by one: a number that a forger wrote must not keep us for hours. */
#define MAX_SKIP 1000000

struct _HearthAuditVerifier
{
  HearthAuditReport report;
  GArray *checkpoints; /* HearthAuditCheckpoint */
  GArray *is_met;      /* gboolean per checkpoint: the line that it names was there */
  gint64 last_n;
  gint64 hlc;
  char prev[HEARTH_HASH_HEX_SIZE];
  gint64 last_witnessed; /* in lines that are there */

  char month[HEARTH_AUDIT_MONTH_SIZE];
  HearthId dev;
  HearthSecret *key; /* of the next line; NULL: not known */
  gint64 next;       /* number of the next line in the segment */
};

/** hearth_audit_verifier_new: (transfer full): for one log. One thread. */
HearthAuditVerifier *
hearth_audit_verifier_new (void)
{
  HearthAuditVerifier *self = g_new0 (HearthAuditVerifier, 1);

  self->checkpoints = g_array_new (FALSE, FALSE, sizeof (HearthAuditCheckpoint));
  self->is_met = g_array_new (FALSE, TRUE, sizeof (gboolean));
  return self;
}

/** hearth_audit_verifier_free: frees @self. */
void
hearth_audit_verifier_free (HearthAuditVerifier *self)
{
  g_clear_pointer (&self->key, hearth_secret_unref);
  g_array_unref (self->checkpoints);
  g_array_unref (self->is_met);
  g_free (self);
}

/** hearth_audit_verifier_add_checkpoint: before the first line. Its signature was verified. */
void
hearth_audit_verifier_add_checkpoint (HearthAuditVerifier *self,
                                      const HearthAuditCheckpoint *checkpoint)
{
  g_array_append_val (self->checkpoints, *checkpoint);
  g_array_set_size (self->is_met, self->checkpoints->len);
}

/** hearth_audit_verifier_begin_segment: the lines that follow are of this month and writer. */
void
hearth_audit_verifier_begin_segment (HearthAuditVerifier *self,
                                     const char *month,
                                     const HearthId *dev,
                                     const HearthSecret *first_key)
{
  g_strlcpy (self->month, month, sizeof self->month);
  self->dev = *dev;
  self->next = 0;
  g_clear_pointer (&self->key, hearth_secret_unref);
  if (first_key != NULL)
    self->key = hearth_secret_ref ((HearthSecret *) first_key);
}

static void
note_fault (HearthAuditVerifier *self, gint64 n, HearthAuditFault fault)
{
  if (self->report.first_bad == 0 || n < self->report.first_bad)
    {
      self->report.first_bad = n;
      self->report.fault = fault;
    }
}

static void
step_key (HearthAuditVerifier *self, gint64 n_steps)
{
  if (n_steps > MAX_SKIP)
    g_clear_pointer (&self->key, hearth_secret_unref);
  for (gint64 i = 0; i < n_steps && self->key != NULL; i++)
    {
      HearthSecret *next = hearth_audit_next_key (self->key);

      hearth_secret_unref (self->key);
      self->key = next;
    }
}

/* Takes up the count where the line says that it stands, if that is further on. */
static HearthAuditFault
check_number (HearthAuditVerifier *self, const json_t *json)
{
  gint64 number;

  if (!hearth_json_get_int (json, "i", &number) || number < self->next)
    return HEARTH_AUDIT_CHAIN;
  if (number == self->next)
    return HEARTH_AUDIT_GOOD;
  self->report.n_missing += number - self->next;
  step_key (self, number - self->next);
  self->next = number;
  return HEARTH_AUDIT_MISSING;
}

static HearthAuditFault
check_chain (HearthAuditVerifier *self, const json_t *json)
{
  gint64 hlc;

  if (g_strcmp0 (hearth_json_get_string (json, "seg"), self->month) != 0 ||
      g_strcmp0 (hearth_json_get_string (json, "prev"), self->prev) != 0 ||
      !hearth_hlc_parse (hearth_json_get_string (json, "hlc"), &hlc) || hlc <= self->hlc)
    return HEARTH_AUDIT_CHAIN;
  self->hlc = hlc;
  return HEARTH_AUDIT_GOOD;
}

static HearthAuditFault
check_tag (HearthAuditVerifier *self, const char *line, gsize length)
{
  const char *encoded = memrchr (line, ' ', length);
  guint8 tag[HEARTH_MAC_SIZE];

  if (self->key == NULL)
    {
      self->report.n_untagged++;
      return HEARTH_AUDIT_GOOD;
    }
  /* The form was looked at before. */
  if (!hearth_base64_decode (encoded + 1, (gsize) (line + length - encoded - 1), tag, sizeof tag) ||
      !hearth_mac_sha256_verify (self->key, line, (gsize) (encoded - line), tag))
    return HEARTH_AUDIT_TAG;
  return HEARTH_AUDIT_GOOD;
}

static HearthAuditFault
check_line (HearthAuditVerifier *self, gint64 n, const char *line, gsize length)
{
  json_auto_t *json = hearth_audit_line_parse (line, length);
  HearthAuditFault number, chain, tag;

  if (json == NULL)
    return HEARTH_AUDIT_FORM;
  number = check_number (self, json);
  chain = check_chain (self, json);
  tag = check_tag (self, line, length);
  if (number != HEARTH_AUDIT_GOOD)
    return number;
  if (n != self->last_n + 1)
    return HEARTH_AUDIT_MISSING;
  return tag != HEARTH_AUDIT_GOOD ? tag : chain;
}

/* Whether all checkpoints that name this line saw the same one. */
static gboolean
agrees_with_checkpoints (HearthAuditVerifier *self, const guint8 head[HEARTH_HASH_SIZE])
{
  gboolean agrees = TRUE;

  for (guint i = 0; i < self->checkpoints->len; i++)
    {
      const HearthAuditCheckpoint *seen =
          &g_array_index (self->checkpoints, HearthAuditCheckpoint, i);

      if (seen->n != self->next || strcmp (seen->month, self->month) != 0 ||
          !hearth_id_equal (&seen->dev, &self->dev))
        continue;
      g_array_index (self->is_met, gboolean, i) = TRUE;
      if (!hearth_hash_equal (seen->head, head))
        {
          agrees = FALSE;
          continue;
        }
      self->report.n_checkpoints++;
      if (seen->is_outside)
        {
          self->report.n_witnesses++;
          self->last_witnessed = self->report.n_entries;
        }
    }
  return agrees;
}

/**
 * hearth_audit_verifier_add_line:
 * @n: its place in the log; the first one is 1
 *
 * The next line of the segment.
 */
void
hearth_audit_verifier_add_line (HearthAuditVerifier *self, gint64 n, const char *line, gsize length)
{
  guint8 head[HEARTH_HASH_SIZE];
  g_autofree char *hex = NULL;
  HearthAuditFault fault = check_line (self, n, line, length);

  if (fault == HEARTH_AUDIT_MISSING && n > self->last_n + 1)
    note_fault (self, self->last_n + 1, fault);
  hearth_hash (head, line, length);
  hex = hearth_hex_encode (head, sizeof head);
  memcpy (self->prev, hex, sizeof self->prev);
  self->report.n_entries++;
  self->next++;
  step_key (self, 1);
  if (!agrees_with_checkpoints (self, head) && fault == HEARTH_AUDIT_GOOD)
    fault = HEARTH_AUDIT_FORK;
  if (fault != HEARTH_AUDIT_GOOD)
    {
      self->report.n_bad++;
      note_fault (self, n, fault);
    }
  self->last_n = MAX (n, self->last_n);
}

/* A checkpoint that no line answered: the end of its segment, or all of it, is gone. */
static void
look_for_cuts (HearthAuditVerifier *self)
{
  gint64 longest = 0;

  for (guint i = 0; i < self->checkpoints->len; i++)
    {
      const HearthAuditCheckpoint *seen =
          &g_array_index (self->checkpoints, HearthAuditCheckpoint, i);
      gboolean is_last =
          hearth_id_equal (&seen->dev, &self->dev) && strcmp (seen->month, self->month) == 0;

      if (g_array_index (self->is_met, gboolean, i))
        continue;
      note_fault (self, self->last_n + 1, HEARTH_AUDIT_CUT);
      longest = MAX (longest, is_last ? seen->n - self->next : seen->n);
    }
  self->report.n_missing += MAX (longest, 0);
}

/**
 * hearth_audit_verifier_finish:
 * @present_key: (nullable): what the log would tag the next line with
 * @out: (out): the answer
 *
 * Compares the end with what checkpoints saw, and with the key that the log stands at.
 */
void
hearth_audit_verifier_finish (HearthAuditVerifier *self,
                              const HearthSecret *present_key,
                              HearthAuditReport *out)
{
  look_for_cuts (self);
  if (present_key != NULL && self->key != NULL && self->report.first_bad == 0 &&
      !hearth_secret_equal (present_key, self->key))
    note_fault (self, self->last_n + 1, HEARTH_AUDIT_CUT);
  self->report.n_unwitnessed = self->report.n_entries - self->last_witnessed;
  *out = self->report;
}
