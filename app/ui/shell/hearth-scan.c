/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-scan.h"

#include "hearth-case-number.h"

/* The time of events is 32 bits and begins anew after seven weeks. */
static gboolean
is_quick (const HearthScan *self, guint32 at_ms)
{
  return at_ms - self->last_ms <= HEARTH_SCAN_MAX_GAP_MS;
}

void
hearth_scan_clear (HearthScan *self)
{
  self->length = 0;
  self->text[0] = '\0';
}

void
hearth_scan_add (HearthScan *self, gunichar character, guint32 at_ms)
{
  if (self->length > 0 && !is_quick (self, at_ms))
    hearth_scan_clear (self);
  self->last_ms = at_ms;
  if ((character > 0x7f || !g_ascii_isdigit ((char) character)) && character != '-')
    {
      hearth_scan_clear (self);
      return;
    }
  /* Too long for a number: whatever comes now, it is none until there is a pause. */
  if (self->length < HEARTH_SCAN_MAX_LENGTH)
    self->text[self->length] = (char) character;
  self->length++;
  self->text[MIN (self->length, HEARTH_SCAN_MAX_LENGTH)] = '\0';
}

char *
hearth_scan_end (HearthScan *self, guint32 at_ms)
{
  char *number = NULL;

  if (self->length > 0 && self->length <= HEARTH_SCAN_MAX_LENGTH && is_quick (self, at_ms))
    number = hearth_case_number_parse (self->text);
  hearth_scan_clear (self);
  return number;
}
