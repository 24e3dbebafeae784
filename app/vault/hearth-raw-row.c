/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-raw-row.h"

#include <string.h>

#define FILE_HEADER 100
#define LEAF_HEADER 8
#define INTERIOR_HEADER 12
#define N_CELLS_AT 3
#define RIGHT_AT 8

static guint32
get_u16 (const guint8 *bytes)
{
  return (guint32) bytes[0] << 8 | bytes[1];
}

static guint32
get_u32 (const guint8 *bytes)
{
  return get_u16 (bytes) << 16 | get_u16 (bytes + 2);
}

/* A number of 1 to 9 bytes; returns how many, 0 if they end before. */
static gsize
get_varint (const guint8 *bytes, gsize length, guint64 *out)
{
  guint64 value = 0;

  for (gsize i = 0; i < MIN (length, 8); i++)
    {
      value = value << 7 | (bytes[i] & 0x7f);
      if ((bytes[i] & 0x80) == 0)
        {
          *out = value;
          return i + 1;
        }
    }
  if (length < 9)
    return 0;
  *out = value << 8 | bytes[8];
  return 9;
}

static gboolean
is_interior (HearthRawKind kind)
{
  return kind == HEARTH_RAW_INDEX_INTERIOR || kind == HEARTH_RAW_TABLE_INTERIOR;
}

/**
 * hearth_raw_page_parse:
 * @usable: bytes of the page without the reserved ones
 * @number: of the page, from 1
 *
 * Returns: %FALSE if it is no b-tree page. Thread: any.
 */
gboolean
hearth_raw_page_parse (HearthRawPage *self, const guint8 *bytes, gsize usable, guint32 number)
{
  gsize header = number == 1 ? FILE_HEADER : 0;
  guint8 kind = bytes[header];

  memset (self, 0, sizeof *self);
  if (kind != HEARTH_RAW_INDEX_INTERIOR && kind != HEARTH_RAW_TABLE_INTERIOR &&
      kind != HEARTH_RAW_INDEX_LEAF && kind != HEARTH_RAW_TABLE_LEAF)
    return FALSE;
  self->bytes = bytes;
  self->usable = usable;
  self->header = header;
  self->kind = (HearthRawKind) kind;
  self->n_cells = get_u16 (bytes + header + N_CELLS_AT);
  if (is_interior (self->kind))
    self->right = get_u32 (bytes + header + RIGHT_AT);
  return header + (is_interior (self->kind) ? INTERIOR_HEADER : LEAF_HEADER) +
             2 * (gsize) self->n_cells <=
         usable;
}

/* How much of a payload lies on the page itself (file format, 1.6). */
static gsize
get_local_size (const HearthRawPage *self, gsize payload)
{
  gsize usable = self->usable;
  gsize most = self->kind == HEARTH_RAW_TABLE_LEAF ? usable - 35 : (usable - 12) * 64 / 255 - 23;
  gsize least = (usable - 12) * 32 / 255 - 23;
  gsize fitting;

  if (payload <= most)
    return payload;
  fitting = least + (payload - least) % (usable - 4);
  return fitting <= most ? fitting : least;
}

static gboolean
read_payload (const HearthRawPage *self, gsize at, guint64 payload, HearthRawCell *out)
{
  gsize local;

  if (payload > HEARTH_RAW_MAX_PAYLOAD)
    return FALSE;
  local = get_local_size (self, (gsize) payload);
  if (at + local > self->usable)
    return FALSE;
  out->payload = self->bytes + at;
  out->n_local = local;
  out->n_payload = (gsize) payload;
  if (local == payload)
    return TRUE;
  if (at + local + 4 > self->usable)
    return FALSE;
  out->overflow = get_u32 (self->bytes + at + local);
  return TRUE;
}

/** hearth_raw_page_get_cell: Returns: %FALSE if the cell does not lie on the page. Thread: any. */
gboolean
hearth_raw_page_get_cell (const HearthRawPage *self, guint index, HearthRawCell *out)
{
  gsize pointers = self->header + (is_interior (self->kind) ? INTERIOR_HEADER : LEAF_HEADER);
  guint64 payload = 0, rowid = 0;
  gsize at, n;

  memset (out, 0, sizeof *out);
  if (index >= self->n_cells)
    return FALSE;
  at = get_u16 (self->bytes + pointers + 2 * (gsize) index);
  if (at < pointers || at + 4 > self->usable)
    return FALSE;
  if (is_interior (self->kind))
    {
      out->child = get_u32 (self->bytes + at);
      at += 4;
    }
  if (self->kind != HEARTH_RAW_TABLE_INTERIOR)
    {
      n = get_varint (self->bytes + at, self->usable - at, &payload);
      if (n == 0)
        return FALSE;
      at += n;
    }
  if (self->kind == HEARTH_RAW_TABLE_INTERIOR || self->kind == HEARTH_RAW_TABLE_LEAF)
    {
      n = get_varint (self->bytes + at, self->usable - at, &rowid);
      if (n == 0)
        return FALSE;
      at += n;
      out->rowid = (gint64) rowid;
    }
  return self->kind == HEARTH_RAW_TABLE_INTERIOR || read_payload (self, at, payload, out);
}

static gint64
get_integer (const guint8 *bytes, gsize length)
{
  guint64 value = length > 0 && (bytes[0] & 0x80) != 0 ? G_MAXUINT64 : 0;

  for (gsize i = 0; i < length; i++)
    value = value << 8 | bytes[i];
  return (gint64) value;
}

/* The value of a serial type; *length is what it takes. FALSE for types that are not in the format. */
static gboolean
read_value (guint64 serial, const guint8 *bytes, gsize left, HearthRawValue *out, gsize *length)
{
  static const gsize sizes[] = { 0, 1, 2, 3, 4, 6, 8, 8, 0, 0 };

  memset (out, 0, sizeof *out);
  if (serial == 10 || serial == 11)
    return FALSE;
  if (serial >= 12 && serial - 12 > 2 * (guint64) HEARTH_RAW_MAX_PAYLOAD)
    return FALSE;
  *length = serial >= 12 ? (gsize) (serial - 12) / 2 : sizes[serial];
  if (*length > left)
    return FALSE;
  out->bytes = bytes;
  out->length = *length;
  if (serial >= 12)
    out->type = serial % 2 == 0 ? HEARTH_RAW_BLOB : HEARTH_RAW_TEXT;
  else if (serial == 0)
    out->type = HEARTH_RAW_NULL;
  else if (serial == 7)
    out->type = HEARTH_RAW_REAL;
  else
    out->type = HEARTH_RAW_INT;
  if (out->type == HEARTH_RAW_INT)
    out->number = serial >= 8 ? (gint64) serial - 8 : get_integer (bytes, *length);
  return TRUE;
}

/** hearth_raw_row_parse: Returns: %FALSE if the payload is no record. Thread: any. */
gboolean
hearth_raw_row_parse (HearthRawRow *self, const guint8 *payload, gsize length)
{
  guint64 header;
  gsize at = get_varint (payload, length, &header);
  gsize body;

  self->n_columns = 0;
  if (at == 0 || header < at || header > length)
    return FALSE;
  body = (gsize) header;
  while (at < header)
    {
      guint64 serial;
      gsize n = get_varint (payload + at, (gsize) header - at, &serial);
      gsize size;

      if (n == 0 || self->n_columns == HEARTH_RAW_MAX_COLUMNS ||
          !read_value (serial, payload + body, length - body, &self->columns[self->n_columns],
                       &size))
        return FALSE;
      self->n_columns++;
      at += n;
      body += size;
    }
  return TRUE;
}

/** hearth_raw_row_get_blob: Returns: (transfer none) (nullable): a blob of just that length. */
const guint8 *
hearth_raw_row_get_blob (const HearthRawRow *self, guint column, gsize length)
{
  const HearthRawValue *value;

  if (column >= self->n_columns)
    return NULL;
  value = &self->columns[column];
  return value->type == HEARTH_RAW_BLOB && value->length == length ? value->bytes : NULL;
}

/** hearth_raw_row_get_int: Returns: whether there is an integer. */
gboolean
hearth_raw_row_get_int (const HearthRawRow *self, guint column, gint64 *out)
{
  if (column >= self->n_columns || self->columns[column].type != HEARTH_RAW_INT)
    return FALSE;
  *out = self->columns[column].number;
  return TRUE;
}

/** hearth_raw_row_dup_text: Returns: (transfer full) (nullable): valid UTF-8. */
char *
hearth_raw_row_dup_text (const HearthRawRow *self, guint column)
{
  const HearthRawValue *value;

  if (column >= self->n_columns)
    return NULL;
  value = &self->columns[column];
  if (value->type != HEARTH_RAW_TEXT ||
      !g_utf8_validate ((const char *) value->bytes, (gssize) value->length, NULL))
    return NULL;
  return g_strndup ((const char *) value->bytes, value->length);
}
