/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-record.h"

#include "hearth-hash.h"
#include "hearth-json.h"

#include <string.h>

#define DERIVE_LABEL "hearth/record/v1\n"

struct _HearthRecord
{
  const HearthKind *kind;
  HearthId id;
  HearthId case_id;
  gint64 revision;
  json_t *values;
};

/**
 * hearth_record_new:
 * @case_id: (nullable): %NULL or zero for a shared record
 * @revision: greatest number of the journal that touched it; 0 if it is not stored
 * @values: (transfer full): object of field id to value, without nulls
 *
 * Returns: (transfer full): an immutable record. Thread: any.
 */
HearthRecord *
hearth_record_new (const HearthKind *kind,
                   const HearthId *id,
                   const HearthId *case_id,
                   gint64 revision,
                   json_t *values)
{
  HearthRecord *self;

  g_return_val_if_fail (kind != NULL && id != NULL, NULL);
  g_return_val_if_fail (json_is_object (values), NULL);

  self = g_atomic_rc_box_new0 (HearthRecord);
  self->kind = kind;
  self->id = *id;
  if (case_id != NULL)
    self->case_id = *case_id;
  self->revision = revision;
  self->values = values;
  return self;
}

/** hearth_record_ref: (transfer full): the same record. Thread: any. */
HearthRecord *
hearth_record_ref (HearthRecord *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_record (HearthRecord *self)
{
  json_decref (self->values);
}

/** hearth_record_unref: gives one reference back. Thread: any. */
void
hearth_record_unref (HearthRecord *self)
{
  g_atomic_rc_box_release_full (self, (GDestroyNotify) clear_record);
}

/** hearth_record_get_kind: (transfer none). */
const HearthKind *
hearth_record_get_kind (const HearthRecord *self)
{
  return self->kind;
}

/** hearth_record_get_id: (transfer none). */
const HearthId *
hearth_record_get_id (const HearthRecord *self)
{
  return &self->id;
}

/** hearth_record_get_case: (transfer none): zero for a shared record. */
const HearthId *
hearth_record_get_case (const HearthRecord *self)
{
  return &self->case_id;
}

/** hearth_record_get_revision: what hearth_command_set() expects for a change of this record. */
gint64
hearth_record_get_revision (const HearthRecord *self)
{
  return self->revision;
}

/** hearth_record_is_gone: whether it is deleted; it can be brought back. */
gboolean
hearth_record_is_gone (const HearthRecord *self)
{
  return json_is_true (json_object_get (self->values, "gone"));
}

/** hearth_record_get_values: (transfer none): field id to value; what is not set is not there. */
const json_t *
hearth_record_get_values (const HearthRecord *self)
{
  return self->values;
}

/** hearth_record_get_text: (nullable): the text, date, id or enum as it stands; %NULL if unset. */
const char *
hearth_record_get_text (const HearthRecord *self, const char *field)
{
  return hearth_json_get_string (self->values, field);
}

/** hearth_record_get_int: %FALSE, @out untouched, if the field is not set. */
gboolean
hearth_record_get_int (const HearthRecord *self, const char *field, gint64 *out)
{
  return hearth_json_get_int (self->values, field, out);
}

/** hearth_record_get_date: %HEARTH_DATE_NONE if the field is not set. */
HearthDate
hearth_record_get_date (const HearthRecord *self, const char *field)
{
  const char *text = hearth_record_get_text (self, field);
  HearthDate date;

  return text != NULL && hearth_date_parse (text, &date) ? date : HEARTH_DATE_NONE;
}

/** hearth_record_get_partial_date: year 0 if the field is not set. */
HearthPartialDate
hearth_record_get_partial_date (const HearthRecord *self, const char *field)
{
  HearthPartialDate date = HEARTH_PARTIAL_DATE_INIT;
  const char *text = hearth_record_get_text (self, field);

  if (text != NULL)
    hearth_partial_date_parse (text, &date);
  return date;
}

/**
 * hearth_record_derive_id:
 * @key: what tells this record from others of its kind in the case: template id and occurrence of
 *   a step ("dental-check/1"), "" for a kind of which a case has one
 *
 * The first 16 bytes of H ("hearth/record/v1\n" ‖ case ‖ kind ‖ "\n" ‖ key), so that two hospitals
 * which make the same step of one case make one record. Source: bundles 2.
 *
 * Returns: the id. Thread: any.
 */
HearthId
hearth_record_derive_id (const HearthId *case_id, const char *kind, const char *key)
{
  guint8 digest[HEARTH_HASH_SIZE];
  HearthHash hash;
  HearthId id;

  hearth_hash_init (&hash);
  hearth_hash_update (&hash, DERIVE_LABEL, strlen (DERIVE_LABEL));
  hearth_hash_update (&hash, case_id->bytes, sizeof case_id->bytes);
  hearth_hash_update (&hash, kind, strlen (kind));
  hearth_hash_update (&hash, "\n", 1);
  hearth_hash_update (&hash, key, strlen (key));
  hearth_hash_final (&hash, digest);
  memcpy (id.bytes, digest, sizeof id.bytes);
  return id;
}
