/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-draft-form.h"

#include "hearth-pack-row.h"

typedef struct
{
  const char *key; /* static */
  GtkWidget *row;  /* borrowed: the dialog owns both */
} Row;

struct _HearthDraftForm
{
  GObject parent_instance;
  HearthDesk *desk;
  const char *form;
  HearthId rec;
  HearthId case_id;
  HearthCompartment cmp;
  gint64 revision;
  GArray *rows;    /* Row */
  json_t *initial; /* NULL: not begun, or over */
  gboolean is_filling;
};

G_DEFINE_FINAL_TYPE (HearthDraftForm, hearth_draft_form, G_TYPE_OBJECT)

static json_t *
collect_row (GtkWidget *row)
{
  const char *id;

  if (GTK_IS_SWITCH (row))
    return json_boolean (gtk_switch_get_active (GTK_SWITCH (row)));
  if (GTK_IS_CHECK_BUTTON (row))
    return json_boolean (gtk_check_button_get_active (GTK_CHECK_BUTTON (row)));
  if (ADW_IS_COMBO_ROW (row))
    return json_integer (adw_combo_row_get_selected (ADW_COMBO_ROW (row)));
  if (HEARTH_IS_PACK_ROW (row))
    {
      id = hearth_pack_row_get_id (HEARTH_PACK_ROW (row));
      return json_string (id != NULL ? id : "");
    }
  return json_string (gtk_editable_get_text (GTK_EDITABLE (row)));
}

static void
fill_row (GtkWidget *row, json_t *value)
{
  const char *text = json_string_value (value);

  if (GTK_IS_SWITCH (row))
    gtk_switch_set_active (GTK_SWITCH (row), json_is_true (value));
  else if (GTK_IS_CHECK_BUTTON (row))
    gtk_check_button_set_active (GTK_CHECK_BUTTON (row), json_is_true (value));
  else if (ADW_IS_COMBO_ROW (row))
    {
      if (json_is_integer (value))
        adw_combo_row_set_selected (ADW_COMBO_ROW (row), (guint) json_integer_value (value));
    }
  else if (text == NULL)
    return;
  else if (HEARTH_IS_PACK_ROW (row))
    hearth_pack_row_set_id (HEARTH_PACK_ROW (row), *text != '\0' ? text : NULL);
  else
    gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static json_t *
collect (HearthDraftForm *self)
{
  json_t *fields = json_object ();

  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);

      json_object_set_new (fields, row->key, collect_row (row->row));
    }
  return fields;
}

static void
on_changed_cb (HearthDraftForm *self)
{
  HearthDraftKeeper *drafts = hearth_desk_get_drafts (self->desk);
  json_t *fields;

  if (self->initial == NULL || self->is_filling || drafts == NULL)
    return;
  fields = collect (self);
  if (!json_equal (fields, self->initial))
    {
      hearth_draft_keeper_take (drafts, hearth_draft_new (self->cmp, self->form, &self->rec,
                                                          &self->case_id, self->revision, fields));
      return;
    }
  json_decref (fields);
  hearth_draft_keeper_drop (drafts, self->form, &self->rec);
}

static void
hearth_draft_form_dispose (GObject *object)
{
  HearthDraftForm *self = HEARTH_DRAFT_FORM (object);

  g_clear_object (&self->desk);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->initial, json_decref);
  G_OBJECT_CLASS (hearth_draft_form_parent_class)->dispose (object);
}

static void
hearth_draft_form_class_init (HearthDraftFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_draft_form_dispose;
}

static void
hearth_draft_form_init (HearthDraftForm *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
  self->cmp = HEARTH_COMPARTMENT_CORE;
}

HearthDraftForm *
hearth_draft_form_new (HearthDesk *desk,
                       const char *form,
                       const HearthId *rec,
                       const HearthId *case_id,
                       gint64 revision)
{
  HearthDraftForm *self = g_object_new (HEARTH_TYPE_DRAFT_FORM, NULL);

  self->desk = g_object_ref (desk);
  self->form = g_intern_string (form);
  if (rec != NULL)
    self->rec = *rec;
  if (case_id != NULL)
    self->case_id = *case_id;
  self->revision = revision;
  return self;
}

static const char *
find_signal (gpointer row)
{
  if (GTK_IS_SWITCH (row) || GTK_IS_CHECK_BUTTON (row))
    return "notify::active";
  return ADW_IS_COMBO_ROW (row) ? "notify::selected" : "changed";
}

void
hearth_draft_form_set_compartment (HearthDraftForm *self, HearthCompartment cmp)
{
  g_return_if_fail (HEARTH_IS_DRAFT_FORM (self));

  self->cmp = cmp;
}

void
hearth_draft_form_add (HearthDraftForm *self, const char *key, gpointer row)
{
  const Row added = { g_intern_string (key), row };

  g_return_if_fail (HEARTH_IS_DRAFT_FORM (self));
  g_return_if_fail (GTK_IS_WIDGET (row));

  g_array_append_val (self->rows, added);
  g_signal_connect_object (row, find_signal (row), G_CALLBACK (on_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

gboolean
hearth_draft_form_begin (HearthDraftForm *self)
{
  HearthDraftKeeper *drafts;
  g_autoptr (HearthDraft) kept = NULL;

  g_return_val_if_fail (HEARTH_IS_DRAFT_FORM (self), FALSE);

  drafts = hearth_desk_get_drafts (self->desk);
  g_clear_pointer (&self->initial, json_decref);
  self->initial = collect (self);
  kept = drafts != NULL ? hearth_draft_keeper_find (drafts, self->form, &self->rec) : NULL;
  if (kept == NULL)
    return FALSE;
  hearth_draft_ref (kept);
  self->is_filling = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = &g_array_index (self->rows, Row, i);

      fill_row (row->row, json_object_get (kept->fields, row->key));
    }
  self->is_filling = FALSE;
  return TRUE;
}

void
hearth_draft_form_end (HearthDraftForm *self)
{
  HearthDraftKeeper *drafts;

  g_return_if_fail (HEARTH_IS_DRAFT_FORM (self));

  drafts = hearth_desk_get_drafts (self->desk);
  g_clear_pointer (&self->initial, json_decref);
  if (drafts != NULL)
    hearth_draft_keeper_drop (drafts, self->form, &self->rec);
}
