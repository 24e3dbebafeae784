/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-injury-photo.h"

#include "hearth-form-control.h"
#include "hearth-format.h"
#include "hearth-history-query.h"

#include <glib/gi18n.h>

struct _HearthInjuryPhoto
{
  AdwBin parent_instance;
  HearthDesk *desk;
  HearthCase *kase;
  HearthRecordForm *form;
  GPtrArray *changes; /* (element-type HearthChange); NULL: not read yet */
  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (HearthInjuryPhoto, hearth_injury_photo, ADW_TYPE_BIN)

/* Those of the compartment of the form's kind. */
static GPtrArray *
get_files (HearthInjuryPhoto *self)
{
  const HearthKind *kind = hearth_record_draft_get_kind (hearth_record_form_get_draft (self->form));

  return hearth_case_get_records (
      self->kase, kind->cmp == HEARTH_COMPARTMENT_RESTRICTED ? "restricted_file" : "medical_file");
}

static const char *
title_of (const HearthRecord *file)
{
  const char *title = hearth_record_get_text (file, "title");

  return title != NULL ? title : hearth_record_get_text (file, "name");
}

static void
offer_pictures (HearthInjuryPhoto *self)
{
  g_autoptr (GPtrArray) options =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_form_option_free);
  GPtrArray *files = get_files (self);

  for (guint i = 0; i < files->len; i++)
    {
      const char *media = hearth_record_get_text (files->pdata[i], "media_type");
      char id[HEARTH_ID_HEX_SIZE];

      if (media == NULL || !g_str_has_prefix (media, "image/"))
        continue;
      hearth_id_format (hearth_record_get_id (files->pdata[i]), id);
      g_ptr_array_add (options, hearth_form_option_new (id, title_of (files->pdata[i])));
    }
  hearth_record_form_set_options (self->form, "photo", options);
}

static const HearthRecord *
find_file (HearthInjuryPhoto *self)
{
  const char *text =
      hearth_record_draft_get_text (hearth_record_form_get_draft (self->form), "photo");
  GPtrArray *files = get_files (self);
  HearthId id;

  if (!hearth_id_parse (text, &id))
    return NULL;
  for (guint i = 0; i < files->len; i++)
    if (hearth_id_equal (hearth_record_get_id (files->pdata[i]), &id))
      return files->pdata[i];
  return NULL;
}

/* The first line that gave the file its content, and how many did. */
static const HearthChange *
find_origin (HearthInjuryPhoto *self, const HearthRecord *file, guint *n_contents)
{
  const HearthChange *origin = NULL;

  *n_contents = 0;
  for (guint i = 0; self->changes != NULL && i < self->changes->len; i++)
    {
      const HearthChange *change = self->changes->pdata[i];

      if (!hearth_id_equal (&change->rec, hearth_record_get_id (file)) ||
          g_strcmp0 (change->field, "hash") != 0)
        continue;
      origin = change; /* they come newest first */
      (*n_contents)++;
    }
  return origin;
}

static void
show_custody (HearthInjuryPhoto *self)
{
  const HearthRecord *file = find_file (self);
  const char *hash = file != NULL ? hearth_record_get_text (file, "hash") : NULL;
  guint n_contents = 0;
  const HearthChange *origin = file != NULL ? find_origin (self, file, &n_contents) : NULL;
  g_autofree char *moment = origin != NULL ? hearth_format_moment (origin->at_ms) : NULL;
  g_autofree char *text = NULL;

  if (origin != NULL)
    /* Translators: chain of custody of a photo; when, by whom, checksum, whether it was replaced. */
    text = g_strdup_printf (_ ("Attached %1$s by %2$s. Checksum: %3$s. %4$s"), moment, origin->who,
                            hash != NULL ? hash : "—",
                            n_contents == 1 ? _ ("The content was never replaced.")
                                            : _ ("Attention: the content was replaced."));
  gtk_label_set_text (self->label,
                      text != NULL ? text
                                   : _ ("Attach the picture on the page Files first, with a scale "
                                        "beside the injury; then choose it here."));
}

static void
on_form_changed_cb (HearthInjuryPhoto *self)
{
  if (self->desk != NULL && hearth_record_form_get_draft (self->form) != NULL)
    show_custody (self);
}

static gpointer
read_history (HearthDb *db, gpointer data, GError **error)
{
  return hearth_history_query_run (db, data, NULL, error);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthInjuryPhoto) self = HEARTH_INJURY_PHOTO (user_data);
  g_autoptr (GPtrArray) changes = hearth_store_read_finish (HEARTH_STORE (source), result, NULL);

  if (self->desk == NULL || changes == NULL)
    return;
  self->changes = g_steal_pointer (&changes);
  show_custody (self);
}

static void
read_changes (HearthInjuryPhoto *self)
{
  HearthStore *store = hearth_desk_get_store (self->desk);

  if (store != NULL)
    hearth_store_read_async (
        store, read_history, g_memdup2 (hearth_case_get_id (self->kase), sizeof (HearthId)), g_free,
        (GDestroyNotify) g_ptr_array_unref, hearth_desk_get_cancellable (self->desk), on_read_cb,
        g_object_ref (self));
}

static void
hearth_injury_photo_dispose (GObject *object)
{
  HearthInjuryPhoto *self = HEARTH_INJURY_PHOTO (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->kase);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  G_OBJECT_CLASS (hearth_injury_photo_parent_class)->dispose (object);
}

static void
hearth_injury_photo_class_init (HearthInjuryPhotoClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_injury_photo_dispose;
}

static void
hearth_injury_photo_init (HearthInjuryPhoto *self)
{
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->label, TRUE);
  gtk_label_set_wrap_mode (self->label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (self->label, 0);
  gtk_widget_set_margin_top (GTK_WIDGET (self->label), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->label), "caption");
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->label));
}

GtkWidget *
hearth_injury_photo_new (HearthDesk *desk, HearthCase *kase, HearthRecordForm *form)
{
  HearthInjuryPhoto *self = g_object_new (HEARTH_TYPE_INJURY_PHOTO, NULL);

  self->desk = g_object_ref (desk);
  self->kase = g_object_ref (kase);
  self->form = form;
  offer_pictures (self);
  show_custody (self);
  g_signal_connect_object (form, "changed", G_CALLBACK (on_form_changed_cb), self,
                           G_CONNECT_SWAPPED);
  read_changes (self);
  return GTK_WIDGET (self);
}
