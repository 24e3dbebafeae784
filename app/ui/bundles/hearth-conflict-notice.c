/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-conflict-notice.h"

#include "hearth-banner.h"
#include "hearth-conflict-query.h"
#include "hearth-conflict-window.h"

#include <glib/gi18n.h>

struct _HearthConflictNotice
{
  AdwBin parent_instance;
  HearthDesk *desk;
  HearthId case_id;
  GtkWidget *banner;
};

G_DEFINE_FINAL_TYPE (HearthConflictNotice, hearth_conflict_notice, ADW_TYPE_BIN)

typedef struct
{
  HearthConflictNotice *self;
  HearthId case_id;
} Reading;

static void
reading_free (Reading *reading)
{
  g_object_unref (reading->self);
  g_free (reading);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reading, reading_free)

static gpointer
count_on_reader (HearthDb *db, gpointer data, GError **error)
{
  g_autofree guint *n_conflicts = g_new0 (guint, 1);

  return hearth_conflict_query_count (db, data, n_conflicts, error) ? g_steal_pointer (&n_conflicts)
                                                                    : NULL;
}

static void
show_count (HearthConflictNotice *self, guint n_conflicts)
{
  /* Translators: two hospitals wrote different things without knowing of each other. */
  g_autofree char *title = g_strdup_printf (ngettext ("%u question between two hospitals’ entries",
                                                      "%u questions between two "
                                                      "hospitals’ entries",
                                                      n_conflicts),
                                            n_conflicts);

  hearth_banner_set_title (HEARTH_BANNER (self->banner), title);
  hearth_banner_set_revealed (HEARTH_BANNER (self->banner), n_conflicts > 0);
  gtk_widget_set_visible (GTK_WIDGET (self), n_conflicts > 0);
}

static void
on_counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Reading) reading = user_data;
  HearthConflictNotice *self = reading->self;
  g_autoptr (GError) error = NULL;
  g_autofree guint *n_conflicts = hearth_store_read_finish (HEARTH_STORE (source), result, &error);

  if (self->desk == NULL || hearth_desk_get_context (self->desk) == NULL ||
      !hearth_id_equal (&reading->case_id, &self->case_id))
    return;
  if (n_conflicts != NULL)
    show_count (self, *n_conflicts);
  else
    hearth_desk_report_error (self->desk, error);
}

void
hearth_conflict_notice_show_case (HearthConflictNotice *self,
                                  HearthDesk *desk,
                                  const HearthId *case_id)
{
  HearthStore *store;
  Reading *reading;

  g_return_if_fail (HEARTH_IS_CONFLICT_NOTICE (self));
  g_return_if_fail (HEARTH_IS_DESK (desk) && case_id != NULL);

  /* What was counted of another case is not said of this one. */
  if (!hearth_id_equal (&self->case_id, case_id))
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->case_id = *case_id;
  g_set_object (&self->desk, desk);
  store = hearth_desk_get_store (desk);
  if (store == NULL)
    return;
  reading = g_new0 (Reading, 1);
  reading->self = g_object_ref (self);
  reading->case_id = *case_id;
  hearth_store_read_async (store, count_on_reader, hearth_id_copy (case_id), g_free, g_free,
                           hearth_desk_get_cancellable (desk), on_counted_cb, reading);
}

static void
on_banner_cb (HearthConflictNotice *self)
{
  if (self->desk != NULL && hearth_desk_get_store (self->desk) != NULL)
    hearth_conflict_window_present (GTK_WIDGET (self), self->desk, &self->case_id);
}

static void
hearth_conflict_notice_dispose (GObject *object)
{
  g_clear_object (&HEARTH_CONFLICT_NOTICE (object)->desk);
  G_OBJECT_CLASS (hearth_conflict_notice_parent_class)->dispose (object);
}

static void
hearth_conflict_notice_class_init (HearthConflictNoticeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_conflict_notice_dispose;
}

static void
hearth_conflict_notice_init (HearthConflictNotice *self)
{
  self->banner = g_object_new (HEARTH_TYPE_BANNER, NULL);
  hearth_banner_set_button_label (HEARTH_BANNER (self->banner), _ ("_Decide…"));
  g_signal_connect_object (self->banner, "button-clicked", G_CALLBACK (on_banner_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), self->banner);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
