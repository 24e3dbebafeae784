/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-conflict-question.h"

#include "hearth-contacts.h"
#include "hearth-event-words.h"
#include "hearth-format.h"
#include "hearth-record-words.h"
#include "hearth-store.h"

#include <glib/gi18n.h>
#include <string.h>

void
hearth_conflict_question_free (HearthConflictQuestion *self)
{
  hearth_conflict_item_free (self->item);
  g_clear_pointer (&self->record, hearth_record_unref);
  g_clear_pointer (&self->person, hearth_record_unref);
  for (guint i = 0; i < G_N_ELEMENTS (self->events); i++)
    g_clear_pointer (&self->events[i], hearth_record_unref);
  g_free (self->ours_at);
  g_free (self->theirs_at);
  g_free (self);
}

static char *
dup_contact_name (const HearthContacts *contacts, const HearthConflictSide *side)
{
  const HearthContact *contact = hearth_contacts_find_dev (contacts, &side->dev);

  return contact != NULL ? g_strdup (contact->row->name) : NULL;
}

static gboolean
read_record (
    HearthDb *db, const HearthKind *kind, const HearthId *rec, HearthRecord **out, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  *out = hearth_store_get_record (db, kind, rec, &local_error);
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
is_about_event (const HearthConflictItem *item)
{
  return strcmp (item->kind->id, "person") == 0 && strcmp (item->field, "event") == 0;
}

/* An id says nothing to people. */
static gboolean
read_events (HearthDb *db, HearthConflictQuestion *self, GError **error)
{
  const json_t *values[] = { self->item->ours.value, self->item->theirs.value, self->item->before };

  for (guint i = 0; is_about_event (self->item) && i < G_N_ELEMENTS (values); i++)
    {
      HearthId event;

      if (hearth_id_parse (json_string_value (values[i]), &event) &&
          !read_record (db, hearth_registry_find_kind ("event"), &event, &self->events[i], error))
        return FALSE;
    }
  return TRUE;
}

/* Takes @item. */
static HearthConflictQuestion *
read_question (HearthDb *db,
               const HearthContacts *contacts,
               HearthConflictItem *item,
               GError **error)
{
  g_autoptr (HearthConflictQuestion) self = g_new0 (HearthConflictQuestion, 1);
  HearthId person;

  self->item = item;
  self->ours_at = dup_contact_name (contacts, &item->ours);
  self->theirs_at = dup_contact_name (contacts, &item->theirs);
  if (!read_record (db, item->kind, &item->rec, &self->record, error) ||
      !read_events (db, self, error))
    return NULL;
  if (hearth_id_is_zero (&item->case_id))
    return g_steal_pointer (&self);
  person = hearth_record_derive_id (&item->case_id, "person", "");
  return read_record (db, hearth_registry_find_kind ("person"), &person, &self->person, error)
             ? g_steal_pointer (&self)
             : NULL;
}

GPtrArray *
hearth_conflict_question_list (HearthDb *db, const HearthId *case_id, GError **error)
{
  g_autoptr (GPtrArray) items = hearth_conflict_query_list (db, case_id, error);
  g_autoptr (GPtrArray) questions =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_conflict_question_free);
  g_autoptr (HearthContacts) contacts = NULL;

  if (items == NULL)
    return NULL;
  contacts = hearth_contacts_load (db, error);
  if (contacts == NULL)
    return NULL;
  while (items->len > 0)
    {
      HearthConflictQuestion *question =
          read_question (db, contacts, g_ptr_array_steal_index (items, 0), error);

      if (question == NULL)
        return NULL;
      g_ptr_array_add (questions, question);
    }
  return g_steal_pointer (&questions);
}

const HearthField *
hearth_conflict_question_get_field (const HearthConflictQuestion *self)
{
  return hearth_kind_find_field (self->item->kind, self->item->field);
}

static gboolean
is_deletion (const HearthConflictQuestion *self)
{
  return strcmp (self->item->field, "gone") == 0;
}

char *
hearth_conflict_question_dup_subject (const HearthConflictQuestion *self, HearthPackSet *packs)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *names[] = { "surname", "given", "patronymic" };

  if (self->person == NULL && self->record != NULL && strcmp (self->item->kind->id, "event") == 0)
    return hearth_event_dup_title (self->record);
  if (self->person == NULL)
    return self->record != NULL ? hearth_record_dup_title (self->record, packs)
                                : g_strdup (_ (self->item->kind->label));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const char *name = hearth_record_get_text (self->person, names[i]);

      if (name != NULL && *name != '\0')
        g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", name);
    }
  hearth_format_append_part (text, hearth_record_get_text (self->person, "number"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* A relative among several is told by the name. */
static char *
dup_record (const HearthConflictQuestion *self, HearthPackSet *packs)
{
  const char *kind = _ (self->item->kind->label);
  g_autofree char *title =
      self->record != NULL ? hearth_record_dup_title (self->record, packs) : g_strdup (kind);

  if (self->item->kind->flags & HEARTH_KIND_SINGLE || self->person == NULL)
    return NULL;
  /* Translators: what a record is, and which one: "Relative “Olena”". */
  return strcmp (title, kind) == 0 ? g_strdup (kind)
                                   : g_strdup_printf (_ ("%1$s “%2$s”"), kind, title);
}

char *
hearth_conflict_question_dup_title (const HearthConflictQuestion *self, HearthPackSet *packs)
{
  const HearthField *field = hearth_conflict_question_get_field (self);
  const char *label = field != NULL ? _ (field->label) : self->item->field;
  g_autofree char *record = dup_record (self, packs);

  if (is_deletion (self))
    return record != NULL
               /* Translators: the placeholder is a record, for example "Relative “Olena”". */
               ? g_strdup_printf (_ ("%s: one side deleted it, the other changed it"), record)
               : g_strdup (_ ("One side deleted this, the other changed it"));
  /* Translators: a record and its field, for example "Relative “Olena”: Telephone". */
  return record != NULL ? g_strdup_printf (C_ ("record and field", "%1$s: %2$s"), record, label)
                        : g_strdup (label);
}

char *
hearth_conflict_question_dup_value (const HearthConflictQuestion *self,
                                    const json_t *value,
                                    HearthPackSet *packs)
{
  HearthId event;

  if (is_deletion (self))
    return g_strdup (json_is_true (value) ? C_ ("side of a conflict", "Deleted")
                                          : C_ ("side of a conflict", "Changed, so it stays"));
  for (guint i = 0; value != NULL && i < G_N_ELEMENTS (self->events); i++)
    if (self->events[i] != NULL && hearth_id_parse (json_string_value (value), &event) &&
        hearth_id_equal (&event, hearth_record_get_id (self->events[i])))
      return hearth_event_dup_title (self->events[i]);
  if (value == NULL)
    return g_strdup (C_ ("side of a conflict", "Cleared"));
  return hearth_field_format_value (hearth_conflict_question_get_field (self), value, packs);
}
