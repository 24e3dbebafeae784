/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-wait-item.h"

#include "hearth-format.h"

#include <glib/gi18n.h>

struct _HearthWaitItem
{
  GObject parent_instance;
  HearthId case_id;
  const char *page;
  char *person;
  char *title;
  char *subtitle;
};

G_DEFINE_FINAL_TYPE (HearthWaitItem, hearth_wait_item, G_TYPE_OBJECT)

static void
hearth_wait_item_finalize (GObject *object)
{
  HearthWaitItem *self = HEARTH_WAIT_ITEM (object);

  g_free (self->person);
  g_free (self->title);
  g_free (self->subtitle);
  G_OBJECT_CLASS (hearth_wait_item_parent_class)->finalize (object);
}

static void
hearth_wait_item_class_init (HearthWaitItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hearth_wait_item_finalize;
}

static void
hearth_wait_item_init (HearthWaitItem *self)
{
}

HearthWaitItem *
hearth_wait_item_new (HearthPackSet *packs, const HearthWaitRow *row, HearthDate today)
{
  HearthWaitItem *self = g_object_new (HEARTH_TYPE_WAIT_ITEM, NULL);
  gboolean is_check = g_strcmp0 (row->about_field->pack, "check") == 0;
  const char *about = row->about_field->pack != NULL
                          ? hearth_format_pack_title (packs, row->about_field->pack, row->about)
                          : row->about;
  g_autofree char *date = hearth_format_date (row->expected);
  g_autofree char *days = hearth_format_n_days (today - row->expected);

  self->case_id = row->case_id;
  self->page = row->kind->cmp == HEARTH_COMPARTMENT_CORE ? "documents" : "medical";
  self->person = hearth_format_short_name (row->surname, row->given);
  self->title = g_strdup_printf ("%s: %s", _ (row->kind->label), about != NULL ? about : "?");
  if (is_check)
    {
      self->subtitle =
          row->expected < today
              /* Translators: a check was to be made again on a date, so many days ago. */
              ? g_strdup_printf (_ ("again by %1$s, %2$s ago"), date, days)
              : g_strdup_printf (_ ("again by %s"), date);
      return self;
    }
  self->subtitle = row->expected < today
                       /* Translators: an answer was expected on a date, so many days ago. */
                       ? g_strdup_printf (_ ("answer expected by %1$s, %2$s ago"), date, days)
                       : g_strdup_printf (_ ("answer expected by %s"), date);
  return self;
}

const HearthId *
hearth_wait_item_get_case_id (HearthWaitItem *self)
{
  return &self->case_id;
}

const char *
hearth_wait_item_get_page (HearthWaitItem *self)
{
  return self->page;
}

const char *
hearth_wait_item_get_person (HearthWaitItem *self)
{
  return self->person;
}

const char *
hearth_wait_item_get_title (HearthWaitItem *self)
{
  return self->title;
}

const char *
hearth_wait_item_get_subtitle (HearthWaitItem *self)
{
  return self->subtitle;
}
