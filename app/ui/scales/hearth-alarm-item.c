/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-alarm-item.h"

#include "hearth-format.h"

struct _HearthAlarmItem
{
  GObject parent_instance;
  const HearthKind *kind;
  HearthId rec;
  HearthId case_id;
  gint64 revision;
  char *person;
  char *title;
  char *subtitle;
};

G_DEFINE_FINAL_TYPE (HearthAlarmItem, hearth_alarm_item, G_TYPE_OBJECT)

static void
hearth_alarm_item_finalize (GObject *object)
{
  HearthAlarmItem *self = HEARTH_ALARM_ITEM (object);

  g_free (self->person);
  g_free (self->title);
  g_free (self->subtitle);
  G_OBJECT_CLASS (hearth_alarm_item_parent_class)->finalize (object);
}

static void
hearth_alarm_item_class_init (HearthAlarmItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hearth_alarm_item_finalize;
}

static void
hearth_alarm_item_init (HearthAlarmItem *self)
{
}

static HearthAlarmItem *
item_new (HearthPackSet *packs, const char *alarm, HearthDate filled_on)
{
  HearthAlarmItem *self = g_object_new (HEARTH_TYPE_ALARM_ITEM, NULL);
  const HearthPackEntry *entry =
      alarm != NULL ? hearth_pack_set_lookup (packs, "alarm", alarm) : NULL;
  const char *title = hearth_format_pack_title (packs, "alarm", alarm);
  g_autofree char *date = hearth_format_date (filled_on);
  g_autoptr (GString) subtitle = g_string_new (NULL);

  hearth_format_append_part (subtitle, date);
  if (entry != NULL)
    hearth_format_append_part (
        subtitle, hearth_pack_entry_get_text (entry, "Action", hearth_format_language ()));
  self->title = g_strdup (title != NULL ? title : "");
  self->subtitle = g_strdup (subtitle->str);
  return self;
}

HearthAlarmItem *
hearth_alarm_item_new_for_row (HearthPackSet *packs, const HearthAlarmRow *row)
{
  HearthAlarmItem *self = item_new (packs, row->alarm, row->filled_on);

  self->kind = row->kind;
  self->rec = row->rec;
  self->case_id = row->case_id;
  self->revision = row->revision;
  self->person = hearth_format_short_name (row->surname, row->given);
  return self;
}

HearthAlarmItem *
hearth_alarm_item_new_for_record (HearthPackSet *packs,
                                  HearthCase *kase,
                                  const HearthRecord *record)
{
  const HearthRecord *person = hearth_case_get_person (kase);
  HearthAlarmItem *self = item_new (packs, hearth_record_get_text (record, "alarm"),
                                    hearth_record_get_date (record, "filled_on"));

  self->kind = hearth_record_get_kind (record);
  self->rec = *hearth_record_get_id (record);
  self->case_id = *hearth_case_get_id (kase);
  self->revision = hearth_record_get_revision (record);
  self->person = hearth_format_short_name (hearth_record_get_text (person, "surname"),
                                           hearth_record_get_text (person, "given"));
  return self;
}

const HearthKind *
hearth_alarm_item_get_kind (HearthAlarmItem *self)
{
  return self->kind;
}

const HearthId *
hearth_alarm_item_get_rec (HearthAlarmItem *self)
{
  return &self->rec;
}

const HearthId *
hearth_alarm_item_get_case_id (HearthAlarmItem *self)
{
  return &self->case_id;
}

gint64
hearth_alarm_item_get_revision (HearthAlarmItem *self)
{
  return self->revision;
}

const char *
hearth_alarm_item_get_person (HearthAlarmItem *self)
{
  return self->person;
}

const char *
hearth_alarm_item_get_title (HearthAlarmItem *self)
{
  return self->title;
}

const char *
hearth_alarm_item_get_subtitle (HearthAlarmItem *self)
{
  return self->subtitle;
}
