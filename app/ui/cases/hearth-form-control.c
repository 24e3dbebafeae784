/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-form-control.h"

#include "hearth-form-checks.h"
#include "hearth-form-choice.h"
#include "hearth-form-entry.h"
#include "hearth-form-text.h"
#include "hearth-format.h"
#include "hearth-words.h"

typedef struct
{
  const HearthField *field;
  HearthPackSet *packs;
  GtkWidget *row;
  GtkWidget *widget; /* in the row, or the row itself */
  char *text;        /* what is shown, as the draft has it */
  guint is_filling : 1;
} HearthFormControlPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (HearthFormControl, hearth_form_control, G_TYPE_OBJECT)

enum
{
  EDITED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

HearthFormOption *
hearth_form_option_new (const char *value, const char *title)
{
  HearthFormOption *self = g_new0 (HearthFormOption, 1);

  self->value = g_strdup (value);
  self->title = g_strdup (title);
  return self;
}

void
hearth_form_option_free (HearthFormOption *self)
{
  g_free (self->value);
  g_free (self->title);
  g_free (self);
}

static void
hearth_form_control_finalize (GObject *object)
{
  HearthFormControlPrivate *priv =
      hearth_form_control_get_instance_private (HEARTH_FORM_CONTROL (object));

  g_clear_object (&priv->row);
  g_clear_pointer (&priv->packs, hearth_pack_set_unref);
  g_free (priv->text);
  G_OBJECT_CLASS (hearth_form_control_parent_class)->finalize (object);
}

static void
hearth_form_control_class_init (HearthFormControlClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hearth_form_control_finalize;
  signals[EDITED] = g_signal_new ("edited", HEARTH_TYPE_FORM_CONTROL, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
hearth_form_control_init (HearthFormControl *self)
{
  HearthFormControlPrivate *priv = hearth_form_control_get_instance_private (self);

  priv->text = g_strdup ("");
}

static GType
type_for (const HearthField *field)
{
  switch (field->type)
    {
    case HEARTH_FIELD_ENUM:
    case HEARTH_FIELD_BOOLEAN:
    case HEARTH_FIELD_ID:
      return HEARTH_TYPE_FORM_CHOICE;
    case HEARTH_FIELD_LIST:
      return HEARTH_TYPE_FORM_CHECKS;
    case HEARTH_FIELD_TEXT:
    case HEARTH_FIELD_INTEGER:
    case HEARTH_FIELD_MONEY:
    case HEARTH_FIELD_DATE:
    case HEARTH_FIELD_PARTIAL_DATE:
    default:
      return (field->flags & HEARTH_FIELD_LONG) != 0 ? HEARTH_TYPE_FORM_TEXT
                                                     : HEARTH_TYPE_FORM_ENTRY;
    }
}

HearthFormControl *
hearth_form_control_new (const HearthField *field, HearthPackSet *packs)
{
  HearthFormControl *self = g_object_new (type_for (field), NULL);
  HearthFormControlPrivate *priv = hearth_form_control_get_instance_private (self);

  priv->field = field;
  priv->packs = hearth_pack_set_ref (packs);
  HEARTH_FORM_CONTROL_GET_CLASS (self)->build (self);
  return self;
}

const HearthField *
hearth_form_control_get_field (HearthFormControl *self)
{
  return ((HearthFormControlPrivate *) hearth_form_control_get_instance_private (self))->field;
}

HearthPackSet *
hearth_form_control_get_packs (HearthFormControl *self)
{
  return ((HearthFormControlPrivate *) hearth_form_control_get_instance_private (self))->packs;
}

GtkWidget *
hearth_form_control_get_row (HearthFormControl *self)
{
  return ((HearthFormControlPrivate *) hearth_form_control_get_instance_private (self))->row;
}

GtkWidget *
hearth_form_control_get_widget (HearthFormControl *self)
{
  return ((HearthFormControlPrivate *) hearth_form_control_get_instance_private (self))->widget;
}

void
hearth_form_control_set_widgets (HearthFormControl *self, GtkWidget *row, GtkWidget *widget)
{
  HearthFormControlPrivate *priv = hearth_form_control_get_instance_private (self);

  priv->row = g_object_ref_sink (row);
  priv->widget = widget;
}

void
hearth_form_control_tell (HearthFormControl *self, const char *text)
{
  HearthFormControlPrivate *priv = hearth_form_control_get_instance_private (self);

  if (priv->is_filling || g_str_equal (priv->text, text))
    return;
  g_free (priv->text);
  priv->text = g_strdup (text);
  g_signal_emit (self, signals[EDITED], 0, priv->text);
}

static void
fill (HearthFormControl *self, const char *text)
{
  HearthFormControlPrivate *priv = hearth_form_control_get_instance_private (self);

  priv->is_filling = TRUE;
  HEARTH_FORM_CONTROL_GET_CLASS (self)->show_text (self, text);
  priv->is_filling = FALSE;
}

void
hearth_form_control_set_text (HearthFormControl *self, const char *text)
{
  HearthFormControlPrivate *priv = hearth_form_control_get_instance_private (self);

  g_return_if_fail (HEARTH_IS_FORM_CONTROL (self));
  g_return_if_fail (text != NULL);

  if (g_str_equal (priv->text, text))
    return;
  g_free (priv->text);
  priv->text = g_strdup (text);
  fill (self, priv->text);
}

void
hearth_form_control_set_options (HearthFormControl *self, GPtrArray *options)
{
  HearthFormControlPrivate *priv = hearth_form_control_get_instance_private (self);
  HearthFormControlClass *klass = HEARTH_FORM_CONTROL_GET_CLASS (self);

  if (klass->set_options == NULL)
    return;
  priv->is_filling = TRUE;
  klass->set_options (self, options);
  priv->is_filling = FALSE;
  fill (self, priv->text);
}

GPtrArray *
hearth_form_control_list_options (HearthFormControl *self)
{
  HearthFormControlPrivate *priv = hearth_form_control_get_instance_private (self);
  GPtrArray *options = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_form_option_free);
  g_auto (GStrv) words =
      priv->field->words != NULL ? g_strsplit (priv->field->words, " ", -1) : g_new0 (char *, 1);
  guint n_entries = priv->field->pack != NULL
                        ? hearth_pack_set_get_n_entries (priv->packs, priv->field->pack)
                        : 0;

  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (options, hearth_form_option_new (words[i], hearth_word_get_title (words[i])));
  for (guint i = 0; i < n_entries; i++)
    {
      const HearthPackEntry *entry = hearth_pack_set_get_entry (priv->packs, priv->field->pack, i);

      g_ptr_array_add (options, hearth_form_option_new (hearth_pack_entry_get_id (entry),
                                                        hearth_pack_entry_get_title (
                                                            entry, hearth_format_language ())));
    }
  return options;
}
