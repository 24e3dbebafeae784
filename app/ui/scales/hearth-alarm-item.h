/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-case.h"
#include "hearth-context.h"
#include "hearth-today-query.h"

G_BEGIN_DECLS

/**
 * HearthAlarmItem:
 *
 * An alarm that nobody took up, as the screen shows it to a login that may read what it is. Immutable.
 */
#define HEARTH_TYPE_ALARM_ITEM (hearth_alarm_item_get_type ())
G_DECLARE_FINAL_TYPE (HearthAlarmItem, hearth_alarm_item, HEARTH, ALARM_ITEM, GObject)

HearthAlarmItem *hearth_alarm_item_new_for_row (HearthPackSet *packs, const HearthAlarmRow *row)
    G_GNUC_WARN_UNUSED_RESULT;
HearthAlarmItem *hearth_alarm_item_new_for_record (
    HearthPackSet *packs, HearthCase *kase, const HearthRecord *record) G_GNUC_WARN_UNUSED_RESULT;

const HearthKind *hearth_alarm_item_get_kind (HearthAlarmItem *self);
const HearthId *hearth_alarm_item_get_rec (HearthAlarmItem *self);
const HearthId *hearth_alarm_item_get_case_id (HearthAlarmItem *self);
gint64 hearth_alarm_item_get_revision (HearthAlarmItem *self);
const char *hearth_alarm_item_get_person (HearthAlarmItem *self);
const char *hearth_alarm_item_get_title (HearthAlarmItem *self);    /* what it is */
const char *hearth_alarm_item_get_subtitle (HearthAlarmItem *self); /* when, and what to do */

G_END_DECLS
