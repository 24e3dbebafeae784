/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-file-item.h"

struct _HearthFileItem
{
  GObject parent_instance;

  HearthRecord *record;
  gint64 made_ms;
};

G_DEFINE_FINAL_TYPE (HearthFileItem, hearth_file_item, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_MEDIA_TYPE,
  PROP_SIZE,
  PROP_IS_HERE,
  PROP_COMPARTMENT,
  N_PROPS,
};
static GParamSpec *properties[N_PROPS];

/** hearth_file_item_get_record: Returns: (transfer none): what the acts ask for. */
const HearthRecord *
hearth_file_item_get_record (HearthFileItem *self)
{
  g_return_val_if_fail (HEARTH_IS_FILE_ITEM (self), NULL);

  return self->record;
}

/** hearth_file_item_get_title: Returns: (transfer none): title, else the name, else "". */
const char *
hearth_file_item_get_title (HearthFileItem *self)
{
  const char *title;

  g_return_val_if_fail (HEARTH_IS_FILE_ITEM (self), NULL);

  title = hearth_record_get_text (self->record, "title");
  if (title == NULL)
    title = hearth_record_get_text (self->record, "name");
  return title != NULL ? title : "";
}

/** hearth_file_item_get_media_type: Returns: (transfer none): as the record says; decoders look themselves. */
const char *
hearth_file_item_get_media_type (HearthFileItem *self)
{
  const char *media;

  g_return_val_if_fail (HEARTH_IS_FILE_ITEM (self), NULL);

  media = hearth_record_get_text (self->record, "media_type");
  return media != NULL ? media : "";
}

/** hearth_file_item_get_size: Returns: bytes of the content, 0 if the record does not say. */
guint64
hearth_file_item_get_size (HearthFileItem *self)
{
  gint64 size = 0;

  g_return_val_if_fail (HEARTH_IS_FILE_ITEM (self), 0);

  hearth_record_get_int (self->record, "size", &size);
  return (guint64) MAX (size, 0);
}

/** hearth_file_item_get_taken_on: Returns: when the picture was taken or the paper written, if known. */
HearthPartialDate
hearth_file_item_get_taken_on (HearthFileItem *self)
{
  return hearth_record_get_partial_date (self->record, "taken_on");
}

/** hearth_file_item_get_note: Returns: (transfer none) (nullable): what people wrote about it. */
const char *
hearth_file_item_get_note (HearthFileItem *self)
{
  g_return_val_if_fail (HEARTH_IS_FILE_ITEM (self), NULL);

  return hearth_record_get_text (self->record, "note");
}

/** hearth_file_item_get_compartment: Returns: where it belongs. */
HearthCompartment
hearth_file_item_get_compartment (HearthFileItem *self)
{
  g_return_val_if_fail (HEARTH_IS_FILE_ITEM (self), HEARTH_COMPARTMENT_CORE);

  return hearth_record_get_kind (self->record)->cmp;
}

/** hearth_file_item_is_here: whether its content can be read in this vault. */
gboolean
hearth_file_item_is_here (HearthFileItem *self)
{
  return hearth_file_item_get_made_ms (self) != 0;
}

/** hearth_file_item_get_made_ms: Returns: milliseconds since 1970 when the content came; 0: it is not here. */
gint64
hearth_file_item_get_made_ms (HearthFileItem *self)
{
  g_return_val_if_fail (HEARTH_IS_FILE_ITEM (self), 0);

  return self->made_ms;
}

static void
hearth_file_item_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HearthFileItem *self = HEARTH_FILE_ITEM (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, hearth_file_item_get_title (self));
      break;
    case PROP_MEDIA_TYPE:
      g_value_set_string (value, hearth_file_item_get_media_type (self));
      break;
    case PROP_SIZE:
      g_value_set_uint64 (value, hearth_file_item_get_size (self));
      break;
    case PROP_IS_HERE:
      g_value_set_boolean (value, hearth_file_item_is_here (self));
      break;
    case PROP_COMPARTMENT:
      g_value_set_uint (value, hearth_file_item_get_compartment (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hearth_file_item_finalize (GObject *object)
{
  HearthFileItem *self = HEARTH_FILE_ITEM (object);

  g_clear_pointer (&self->record, hearth_record_unref);
  G_OBJECT_CLASS (hearth_file_item_parent_class)->finalize (object);
}

static void
hearth_file_item_class_init (HearthFileItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = hearth_file_item_get_property;
  object_class->finalize = hearth_file_item_finalize;
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_MEDIA_TYPE] = g_param_spec_string ("media-type", NULL, NULL, NULL, flags);
  properties[PROP_SIZE] = g_param_spec_uint64 ("size", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  properties[PROP_IS_HERE] = g_param_spec_boolean ("is-here", NULL, NULL, FALSE, flags);
  properties[PROP_COMPARTMENT] =
      g_param_spec_uint ("compartment", NULL, NULL, 0, HEARTH_COMPARTMENT_LAST, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
hearth_file_item_init (HearthFileItem *self)
{
}

/** hearth_file_item_new: (transfer full): @made_ms as hearth_file_item_get_made_ms(). Thread: main. */
HearthFileItem *
hearth_file_item_new (HearthRecord *record, gint64 made_ms)
{
  HearthFileItem *self;

  g_return_val_if_fail (record != NULL, NULL);

  self = g_object_new (HEARTH_TYPE_FILE_ITEM, NULL);
  self->record = hearth_record_ref (record);
  self->made_ms = made_ms;
  return self;
}
