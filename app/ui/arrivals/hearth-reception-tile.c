/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-reception-tile.h"

#include "hearth-case-acts.h"
#include "hearth-format.h"
#include "hearth-pack-entry.h"

#include <glib/gi18n.h>

#define N_COLUMNS 2

struct _HearthReceptionTile
{
  GtkBox parent_instance;
  HearthDesk *desk;
  HearthFileThumbs *thumbs;
  HearthReceptionItem *item;
  gulong changed_id;
  GPtrArray *steps;  /* HearthPackEntry, of the desk's packs */
  GPtrArray *checks; /* GtkCheckButton beside steps */
  GCancellable *cancellable;
  gboolean is_showing;

  AdwAvatar *avatar;
  GtkButton *name_button;
  GtkLabel *name_label;
  GtkLabel *number_label;
  GtkLabel *facts_label;
  GtkLabel *warning_label;
  GtkMenuButton *menu_button;
};

G_DEFINE_FINAL_TYPE (HearthReceptionTile, hearth_reception_tile, GTK_TYPE_BOX)

/* --- What is done --- */

/* An act on its way, with what to say of it. */
typedef struct
{
  HearthReceptionTile *tile;
  const char *title;
} Act;

static void show_item (HearthReceptionTile *self);

static void
on_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Act *act = user_data;
  HearthReceptionTile *self = act->tile;
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) done = hearth_case_act_finish (result, &error);

  if (self->desk != NULL)
    {
      if (done != NULL)
        hearth_desk_report (self->desk, act->title, done);
      else
        hearth_desk_report_error (self->desk, error);
      /* What was refused must not look done; what was done comes with the next reading. */
      if (done == NULL || hearth_change_set_get_result (done) != HEARTH_RESULT_DONE)
        show_item (self);
    }
  g_object_unref (self);
  g_free (act);
}

static Act *
begin_act (HearthReceptionTile *self, const char *title)
{
  Act *act = g_new0 (Act, 1);

  act->tile = g_object_ref (self);
  act->title = title;
  return act;
}

static void
on_check_toggled_cb (HearthReceptionTile *self, GtkCheckButton *check)
{
  HearthContext *context = self->desk != NULL ? hearth_desk_get_context (self->desk) : NULL;
  gboolean is_done = gtk_check_button_get_active (check);
  json_auto_t *fields = NULL;
  const HearthReceptionMark *mark;
  guint index;

  if (self->is_showing || self->item == NULL || context == NULL ||
      !g_ptr_array_find (self->checks, check, &index))
    return;
  mark = &g_array_index (hearth_reception_item_get_row (self->item)->marks, HearthReceptionMark,
                         index);
  fields = json_pack ("{s:s}", "state", is_done ? "done" : "planned");
  if (!is_done)
    json_object_set_new (fields, "done_on", json_null ());
  hearth_step_set_async (context, &mark->step, mark->revision, fields, NULL, on_done_cb,
                         begin_act (self, is_done ? _ ("Step done") : _ ("Step opened again")));
}

static gboolean
has_limit (const HearthReceptionRow *row)
{
  return row->feeding == HEARTH_FEEDING_LIMITED;
}

static json_t *
make_flags (const HearthReceptionRow *row)
{
  const json_t *present = json_object_get (hearth_record_get_values (row->person), "flags");
  json_t *flags = json_array ();
  json_t *value;
  gsize i;

  json_array_foreach ((json_t *) present, i,
                      value) if (g_strcmp0 (json_string_value (value), HEARTH_FEEDING_FLAG) != 0)
      json_array_append (flags, value);
  if (!has_limit (row))
    json_array_append_new (flags, json_string (HEARTH_FEEDING_FLAG));
  return flags;
}

static void
limit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthReceptionTile *self = HEARTH_RECEPTION_TILE (widget);
  HearthContext *context = self->desk != NULL ? hearth_desk_get_context (self->desk) : NULL;
  const HearthReceptionRow *row;
  json_auto_t *fields = NULL;

  if (self->item == NULL || context == NULL)
    return;
  row = hearth_reception_item_get_row (self->item);
  fields = json_pack ("{s:o}", "flags", make_flags (row));
  hearth_case_set_async (
      context, hearth_record_get_case (row->person), hearth_record_get_revision (row->person),
      fields, NULL, on_done_cb,
      begin_act (self, has_limit (row) ? _ ("Food limit lifted") : _ ("Food limited")));
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthReceptionTile *self = HEARTH_RECEPTION_TILE (widget);
  char hex[HEARTH_ID_HEX_SIZE];

  if (self->item == NULL)
    return;
  hearth_id_format (hearth_reception_item_get_case (self->item), hex);
  gtk_widget_activate_action (widget, "win.open-case", "s", hex);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthReceptionTile *self = HEARTH_RECEPTION_TILE (widget);
  char hex[HEARTH_ID_HEX_SIZE];

  if (self->item == NULL)
    return;
  hearth_id_format (hearth_reception_item_get_case (self->item), hex);
  gtk_widget_activate_action (widget, "board.print-one", "s", hex);
}

/* --- What is shown --- */

static void
on_face_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthReceptionTile) self = HEARTH_RECEPTION_TILE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture =
      hearth_file_thumbs_load_finish (HEARTH_FILE_THUMBS (source), result, &error);
  const HearthReceptionRow *row;

  /* Initials stay where there is nothing to show. */
  if (texture == NULL || self->item == NULL)
    return;
  row = hearth_reception_item_get_row (self->item);
  if (row->photo != NULL && hearth_file_thumbs_peek (self->thumbs, row->photo) == texture)
    adw_avatar_set_custom_image (self->avatar, GDK_PAINTABLE (texture));
}

static void
show_face (HearthReceptionTile *self, const HearthReceptionRow *row)
{
  GdkTexture *texture =
      row->photo != NULL ? hearth_file_thumbs_peek (self->thumbs, row->photo) : NULL;

  adw_avatar_set_custom_image (self->avatar, texture != NULL ? GDK_PAINTABLE (texture) : NULL);
  if (row->photo != NULL && texture == NULL)
    hearth_file_thumbs_load_async (self->thumbs, row->photo, self->cancellable, on_face_loaded_cb,
                                   g_object_ref (self));
}

static char *
dup_number (const HearthReceptionRow *row)
{
  const char *wristband = hearth_record_get_text (row->person, "wristband");
  GString *text = g_string_new (NULL);
  g_autofree char *part = NULL;

  if (wristband != NULL)
    /* Translators: the number on somebody's wristband. */
    part = g_strdup_printf (_ ("Wristband %s"), wristband);
  hearth_format_append_part (text, part);
  hearth_format_append_part (text, hearth_record_get_text (row->person, "number"));
  return g_string_free (text, FALSE);
}

static char *
dup_facts (HearthReceptionTile *self, const HearthReceptionRow *row)
{
  HearthPackSet *packs = hearth_desk_get_packs (self->desk);
  HearthPartialDate birth = hearth_record_get_partial_date (row->person, "birth");
  GString *text = g_string_new (NULL);
  g_autofree char *born = NULL;

  if (birth.year != 0)
    /* Translators: the year in which somebody was born. */
    born = g_strdup_printf (_ ("born %d"), birth.year);
  hearth_format_append_part (
      text, hearth_format_pack_title (packs, "condition",
                                      hearth_record_get_text (row->person, "condition")));
  hearth_format_append_part (text, born);
  hearth_format_append_part (text, hearth_record_get_text (row->person, "unit"));
  return g_string_free (text, FALSE);
}

static void
show_warning (HearthReceptionTile *self, HearthFeeding feeding)
{
  gboolean is_limited = hearth_feeding_is_limited (feeding);

  if (feeding == HEARTH_FEEDING_BY_PRECAUTION)
    gtk_label_set_text (self->warning_label,
                        _ ("Do not feed without limits: the feeding check is not done"));
  else
    gtk_label_set_text (self->warning_label, _ ("Do not feed without limits"));
  gtk_widget_set_visible (GTK_WIDGET (self->warning_label), is_limited);
}

static void
show_mark (HearthReceptionTile *self, guint index, const HearthReceptionRow *row)
{
  const HearthReceptionMark *mark = &g_array_index (row->marks, HearthReceptionMark, index);
  const HearthPackEntry *step = self->steps->pdata[index];
  GtkCheckButton *check = self->checks->pdata[index];
  gboolean is_held = hearth_pack_entry_get_bool (step, "Food") && mark->state != HEARTH_STEP_DONE &&
                     hearth_feeding_is_limited (row->feeding);

  gtk_check_button_set_active (check, mark->is_present && mark->state == HEARTH_STEP_DONE);
  gtk_widget_set_sensitive (GTK_WIDGET (check), mark->is_present && !is_held);
  gtk_widget_set_tooltip_text (GTK_WIDGET (check),
                               is_held ? _ ("Held back: see the warning above") : NULL);
}

static void
show_menu (HearthReceptionTile *self, const HearthReceptionRow *row)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append (menu, _ ("_Open Case"), "tile.open");
  g_menu_append (menu, has_limit (row) ? _ ("_Lift Food Limit") : _ ("_Limit Food"), "tile.limit");
  g_menu_append (menu, _ ("_Print Label or Sheet…"), "tile.print");
  gtk_menu_button_set_menu_model (self->menu_button, G_MENU_MODEL (menu));
}

static void
show_item (HearthReceptionTile *self)
{
  const HearthReceptionRow *row;
  g_autofree char *name = NULL;
  g_autofree char *number = NULL;
  g_autofree char *facts = NULL;
  g_autofree char *menu_label = NULL;

  if (self->item == NULL || self->desk == NULL)
    return;
  row = hearth_reception_item_get_row (self->item);
  name = hearth_format_short_name (hearth_record_get_text (row->person, "surname"),
                                   hearth_record_get_text (row->person, "given"));
  number = dup_number (row);
  facts = dup_facts (self, row);
  self->is_showing = TRUE;
  gtk_label_set_text (self->name_label, name);
  gtk_label_set_text (self->number_label, number);
  gtk_label_set_text (self->facts_label, facts);
  adw_avatar_set_text (self->avatar, name);
  show_face (self, row);
  show_warning (self, row->feeding);
  for (guint i = 0; i < self->checks->len; i++)
    show_mark (self, i, row);
  if (hearth_reception_row_is_complete (row))
    gtk_widget_add_css_class (GTK_WIDGET (self), "complete");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "complete");
  show_menu (self, row);
  /* Translators: the name of a person. */
  menu_label = g_strdup_printf (_ ("More for %s"), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu_button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  menu_label, -1);
  self->is_showing = FALSE;
}

/* --- The widget --- */

static GtkLabel *
add_label (GtkWidget *box, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
build_head (HearthReceptionTile *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *button = gtk_button_new ();

  self->avatar = ADW_AVATAR (adw_avatar_new (HEARTH_RECEPTION_TILE_FACE, NULL, TRUE));
  gtk_widget_set_valign (GTK_WIDGET (self->avatar), GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->avatar));
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "tile-name");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "tile.open");
  self->name_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->name_label, 0);
  gtk_label_set_ellipsize (self->name_label, PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (GTK_WIDGET (self->name_label), "heading");
  gtk_button_set_child (GTK_BUTTON (button), GTK_WIDGET (self->name_label));
  gtk_box_append (GTK_BOX (texts), button);
  self->name_button = GTK_BUTTON (button);
  self->number_label = add_label (texts, "numeric");
  self->facts_label = add_label (texts, "dim-label");
  gtk_box_append (GTK_BOX (head), texts);
  self->menu_button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_icon_name (self->menu_button, "view-more-symbolic");
  gtk_widget_add_css_class (GTK_WIDGET (self->menu_button), "flat");
  gtk_widget_set_valign (GTK_WIDGET (self->menu_button), GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->menu_button));
  gtk_box_append (GTK_BOX (self), head);
}

static void
build_checks (HearthReceptionTile *self)
{
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_homogeneous (GTK_GRID (grid), TRUE);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  for (guint i = 0; i < self->steps->len; i++)
    {
      GtkWidget *check = gtk_check_button_new ();
      const char *title =
          hearth_pack_entry_get_title (self->steps->pdata[i], hearth_format_language ());
      GtkWidget *label = gtk_label_new (title);

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_lines (GTK_LABEL (label), 2);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_check_button_set_child (GTK_CHECK_BUTTON (check), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                      -1);
      g_signal_connect_object (check, "toggled", G_CALLBACK (on_check_toggled_cb), self,
                               G_CONNECT_SWAPPED);
      gtk_grid_attach (GTK_GRID (grid), check, (int) i % N_COLUMNS, (int) i / N_COLUMNS, 1, 1);
      g_ptr_array_add (self->checks, check);
    }
  gtk_box_append (GTK_BOX (self), grid);
}

static void
build_warning (HearthReceptionTile *self)
{
  self->warning_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_wrap (self->warning_label, TRUE);
  gtk_label_set_xalign (self->warning_label, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->warning_label), "food-warning");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->warning_label));
}

static void
hearth_reception_tile_dispose (GObject *object)
{
  HearthReceptionTile *self = HEARTH_RECEPTION_TILE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_signal_handler (&self->changed_id, self->item);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->item);
  g_clear_object (&self->thumbs);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (hearth_reception_tile_parent_class)->dispose (object);
}

static void
hearth_reception_tile_finalize (GObject *object)
{
  g_ptr_array_unref (HEARTH_RECEPTION_TILE (object)->checks);
  g_clear_pointer (&HEARTH_RECEPTION_TILE (object)->steps, g_ptr_array_unref);
  G_OBJECT_CLASS (hearth_reception_tile_parent_class)->finalize (object);
}

static void
hearth_reception_tile_class_init (HearthReceptionTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_reception_tile_dispose;
  G_OBJECT_CLASS (klass)->finalize = hearth_reception_tile_finalize;
  gtk_widget_class_install_action (widget_class, "tile.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "tile.limit", NULL, limit_action);
  gtk_widget_class_install_action (widget_class, "tile.print", NULL, print_action);
}

static void
hearth_reception_tile_init (HearthReceptionTile *self)
{
  self->checks = g_ptr_array_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self), "reception-tile");
  build_head (self);
  build_warning (self);
}

GtkWidget *
hearth_reception_tile_new (HearthDesk *desk, HearthFileThumbs *thumbs)
{
  HearthReceptionTile *self = g_object_new (HEARTH_TYPE_RECEPTION_TILE, NULL);

  self->desk = g_object_ref (desk);
  self->thumbs = g_object_ref (thumbs);
  self->steps = hearth_reception_list_steps (hearth_desk_get_packs (desk));
  build_checks (self);
  return GTK_WIDGET (self);
}

void
hearth_reception_tile_set_item (HearthReceptionTile *self, HearthReceptionItem *item)
{
  g_return_if_fail (HEARTH_IS_RECEPTION_TILE (self));

  g_clear_signal_handler (&self->changed_id, self->item);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  self->changed_id = g_signal_connect_swapped (item, "changed", G_CALLBACK (show_item), self);
  show_item (self);
}
