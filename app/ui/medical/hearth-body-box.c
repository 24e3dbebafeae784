/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-body-box.h"

#include "hearth-body-canvas.h"
#include "hearth-body-views.h"
#include "hearth-case-rules.h"
#include "hearth-chip.h"
#include "hearth-format.h"
#include "hearth-injury-acts.h"
#include "hearth-injury-dialog.h"
#include "hearth-injury-spots.h"
#include "hearth-paper-window.h"
#include "hearth-policy.h"
#include "hearth-record-section.h"
#include "hearth-wrap-box.h"

#include <glib/gi18n.h>

#define MAX_DRAWINGS 16

struct _HearthBodyBox
{
  AdwBin parent_instance;
  HearthDesk *desk;
  HearthCase *kase;
  GPtrArray *shown; /* HearthRecord beside the marks of the canvas */

  HearthBodyViews *views;
  HearthBodyCanvas *canvas;
  GtkLabel *place_label;
  GtkLabel *hint_label;
  HearthRecordSection *sections[2]; /* the second one NULL: the login does not hold it */
};

G_DEFINE_FINAL_TYPE (HearthBodyBox, hearth_body_box, ADW_TYPE_BIN)

static HearthPackSet *
packs_of (HearthBodyBox *self)
{
  return hearth_desk_get_packs (self->desk);
}

static gboolean
may_write (HearthBodyBox *self)
{
  HearthContext *context = hearth_desk_get_context (self->desk);

  return context != NULL &&
         hearth_policy_may_write (hearth_vault_get_roles (hearth_context_get_vault (context)),
                                  hearth_registry_find_kind ("injury"));
}

static void
show_place (HearthBodyBox *self)
{
  const char *region = hearth_body_canvas_get_region (self->canvas);

  gtk_label_set_text (self->place_label,
                      region != NULL
                          ? hearth_format_pack_title (packs_of (self), "body-region", region)
                          : _ ("Beside the body"));
}

static void
show_drawing (HearthBodyBox *self)
{
  const char *drawing = hearth_body_views_get_id (self->views);
  g_autoptr (GPtrArray) shown =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_record_unref);

  if (self->kase == NULL || drawing == NULL)
    return;
  hearth_body_canvas_set_drawing (self->canvas, drawing);
  hearth_body_canvas_set_spots (
      self->canvas, hearth_injury_list_spots (self->kase, packs_of (self), drawing, NULL, shown));
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  self->shown = g_steal_pointer (&shown);
  show_place (self);
}

static void
count_marks (HearthBodyBox *self)
{
  const HearthBodyMap *map = hearth_body_map_get (packs_of (self));
  guint n_marks[MAX_DRAWINGS] = { 0 };

  for (guint i = 0; i < MIN (hearth_body_map_get_n_drawings (map), MAX_DRAWINGS); i++)
    {
      g_autoptr (GPtrArray) spots = hearth_injury_list_spots (
          self->kase, packs_of (self), hearth_body_map_get_drawing (map, i)->id, NULL, NULL);

      n_marks[i] = spots->len;
    }
  hearth_body_views_set_counts (self->views, n_marks);
}

static void
on_placed_cb (HearthBodyBox *self)
{
  const char *region = hearth_body_canvas_get_region (self->canvas);
  g_autofree char *mark = hearth_body_canvas_dup_own (self->canvas);
  g_autoptr (HearthRecord) record = NULL;
  GtkWidget *dialog;

  if (self->kase == NULL || !may_write (self))
    return;
  record = hearth_case_make_record (self->kase, hearth_registry_find_kind ("injury"), NULL);
  dialog = hearth_record_section_open (self->sections[0], record);
  if (dialog == NULL)
    return;
  hearth_injury_dialog_place (dialog, hearth_body_canvas_get_drawing (self->canvas), mark, region);
  hearth_body_canvas_set_own (self->canvas, NULL, NULL);
  show_place (self);
}

static void
on_chosen_cb (HearthBodyBox *self, guint index)
{
  const HearthRecord *record;
  gboolean is_restricted;

  if (self->shown == NULL || index >= self->shown->len)
    return;
  record = self->shown->pdata[index];
  is_restricted = hearth_record_get_kind (record)->cmp == HEARTH_COMPARTMENT_RESTRICTED;
  hearth_record_section_open (self->sections[is_restricted ? 1 : 0], record);
}

static const HearthCasePaper *
find_paper (void)
{
  guint n_papers;
  const HearthCasePaper *papers = hearth_case_papers_get_all (&n_papers);

  for (guint i = 0; i < n_papers; i++)
    if (g_str_equal (papers[i].id, "injuries"))
      return &papers[i];
  return NULL;
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthBodyBox *self = HEARTH_BODY_BOX (widget);

  if (self->kase != NULL && hearth_desk_get_context (self->desk) != NULL)
    hearth_paper_window_present_one (GTK_WINDOW (gtk_widget_get_root (widget)), self->desk,
                                     self->kase, find_paper (), NULL);
}

/* The number that stands on the drawing. */
static void
decorate (HearthTextRow *row, const HearthRecord *record, gboolean is_writable, gpointer data)
{
  g_autofree char *label = hearth_injury_dup_label (record);
  GtkWidget *chip;

  if (label == NULL)
    return;
  chip = hearth_chip_new (label, "accent");
  hearth_text_row_add_prefix (row, chip);
}

static void
hearth_body_box_dispose (GObject *object)
{
  HearthBodyBox *self = HEARTH_BODY_BOX (object);

  g_clear_object (&self->desk);
  g_clear_object (&self->kase);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  G_OBJECT_CLASS (hearth_body_box_parent_class)->dispose (object);
}

static void
hearth_body_box_class_init (HearthBodyBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_body_box_dispose;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "body.print", NULL, print_action);
}

static void
hearth_body_box_init (HearthBodyBox *self)
{
}

static GtkLabel *
make_label (const char *text, const char *css_class)
{
  GtkLabel *label = GTK_LABEL (gtk_label_new (text));

  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_xalign (label, 0);
  gtk_label_set_width_chars (label, 20);
  gtk_label_set_max_width_chars (label, 36);
  if (css_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (label), css_class);
  return label;
}

static GtkWidget *
make_drawing (HearthBodyBox *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *button = gtk_button_new_with_label (_ ("Print Annex…"));

  self->views = HEARTH_BODY_VIEWS (hearth_body_views_new (packs_of (self)));
  self->canvas = HEARTH_BODY_CANVAS (hearth_body_canvas_new (packs_of (self)));
  self->place_label = make_label (NULL, NULL);
  self->hint_label = make_label (_ ("Press on the drawing or draw around the injury. Or move the "
                                    "cross with the arrow keys, and press Enter."),
                                 "dim-label");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "body.print");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->views));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->canvas));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->place_label));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->hint_label));
  gtk_box_append (GTK_BOX (box), button);
  g_signal_connect_object (self->views, "changed", G_CALLBACK (show_drawing), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "moved", G_CALLBACK (show_place), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "placed", G_CALLBACK (on_placed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "chosen", G_CALLBACK (on_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  return box;
}

static GtkWidget *
make_lists (HearthBodyBox *self)
{
  static const char *const kinds[] = { "injury", "restricted_injury" };
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  HearthVault *vault = hearth_context_get_vault (hearth_desk_get_context (self->desk));

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (hearth_vault_has (vault, hearth_registry_find_kind (kinds[i])->cmp))
      {
        self->sections[i] =
            HEARTH_RECORD_SECTION (hearth_record_section_new (self->desk, kinds[i]));
        hearth_record_section_set_opener (self->sections[i], hearth_injury_dialog_present);
        hearth_record_section_set_decorate (self->sections[i], decorate, self);
        gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->sections[i]));
      }
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_widget_set_margin_start (box, 12);
  return box;
}

GtkWidget *
hearth_body_box_new (HearthDesk *desk)
{
  HearthBodyBox *self = g_object_new (HEARTH_TYPE_BODY_BOX, NULL);
  GtkWidget *box = hearth_wrap_box_new ();

  self->desk = g_object_ref (desk);
  hearth_wrap_box_append (HEARTH_WRAP_BOX (box), make_drawing (self));
  hearth_wrap_box_append (HEARTH_WRAP_BOX (box), make_lists (self));
  adw_bin_set_child (ADW_BIN (self), box);
  return GTK_WIDGET (self);
}

void
hearth_body_box_show_case (HearthBodyBox *self, HearthCase *kase)
{
  g_return_if_fail (HEARTH_IS_BODY_BOX (self));

  g_set_object (&self->kase, kase);
  for (guint i = 0; i < G_N_ELEMENTS (self->sections); i++)
    if (self->sections[i] != NULL)
      hearth_record_section_show_case (self->sections[i], kase);
  gtk_widget_set_visible (GTK_WIDGET (self->hint_label), may_write (self));
  count_marks (self);
  show_drawing (self);
}

gboolean
hearth_body_box_show_draft (HearthBodyBox *self)
{
  g_return_val_if_fail (HEARTH_IS_BODY_BOX (self), FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (self->sections); i++)
    if (self->sections[i] != NULL && hearth_record_section_show_draft (self->sections[i]))
      return TRUE;
  return FALSE;
}
