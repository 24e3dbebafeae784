/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-conflict-card.h"

#include "hearth-format.h"

#include <glib/gi18n.h>

/* So many digits tell one bundle or vault from another on a screen. */
#define N_SHORT_DIGITS 8

struct _HearthConflictCard
{
  AdwBin parent_instance;
  char *heading_text;
  char *button_text; /* without its mnemonic */
  GtkWidget *heading;
  GtkWidget *value;
  GtkWidget *who;
  GtkWidget *where;
  GtkWidget *when;
  GtkWidget *remark;
  GtkWidget *button; /* NULL: nothing to keep */
};

G_DEFINE_FINAL_TYPE (HearthConflictCard, hearth_conflict_card, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
on_clicked_cb (HearthConflictCard *self)
{
  g_signal_emit (self, signals[CHOSEN], 0);
}

static void
hearth_conflict_card_finalize (GObject *object)
{
  HearthConflictCard *self = HEARTH_CONFLICT_CARD (object);

  g_free (self->heading_text);
  g_free (self->button_text);
  G_OBJECT_CLASS (hearth_conflict_card_parent_class)->finalize (object);
}

static void
hearth_conflict_card_class_init (HearthConflictCardClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = hearth_conflict_card_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
add_label (GtkWidget *box, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_natural_wrap_mode (GTK_LABEL (label), GTK_NATURAL_WRAP_NONE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
hearth_conflict_card_init (HearthConflictCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  g_object_set (box, "margin-top", 12, "margin-bottom", 12, "margin-start", 12, "margin-end", 12,
                NULL);
  self->heading = add_label (box, "caption-heading");
  self->value = add_label (box, "title-4");
  g_object_set (self->value, "margin-top", 6, "margin-bottom", 6, NULL);
  self->who = add_label (box, "caption");
  self->where = add_label (box, "caption");
  self->when = add_label (box, "caption");
  self->remark = add_label (box, "caption");
  gtk_widget_add_css_class (self->where, "dim-label");
  gtk_widget_add_css_class (self->when, "dim-label");
  gtk_widget_add_css_class (self->remark, "warning");
  gtk_widget_add_css_class (GTK_WIDGET (self), "card");
  adw_bin_set_child (ADW_BIN (self), box);
}

GtkWidget *
hearth_conflict_card_new (const char *heading, const char *button)
{
  HearthConflictCard *self = g_object_new (HEARTH_TYPE_CONFLICT_CARD, NULL);
  GtkWidget *box = adw_bin_get_child (ADW_BIN (self));
  g_auto (GStrv) parts = NULL;

  self->heading_text = g_strdup (heading);
  gtk_label_set_text (GTK_LABEL (self->heading), heading);
  if (button == NULL)
    return GTK_WIDGET (self);
  self->button = gtk_button_new_with_mnemonic (button);
  /* Two of them stand side by side in the narrowest window, in every language. */
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->button))), TRUE);
  gtk_label_set_justify (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->button))),
                         GTK_JUSTIFY_CENTER);
  parts = g_strsplit (button, "_", -1);
  self->button_text = g_strjoinv ("", parts);
  gtk_widget_set_valign (self->button, GTK_ALIGN_END);
  gtk_widget_set_vexpand (self->button, TRUE);
  gtk_widget_set_margin_top (self->button, 9);
  gtk_box_append (GTK_BOX (box), self->button);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (on_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

static void
set_line (GtkWidget *label, const char *text)
{
  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
  gtk_widget_set_visible (label, text != NULL && *text != '\0');
}

static char *
dup_who (const HearthConflictSide *side, HearthPackSet *packs)
{
  g_autoptr (GString) text = g_string_new (side->who);

  hearth_format_append_part (text, hearth_format_pack_title (packs, "role", side->role));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_where (const HearthConflictSide *side, const char *hospital, gboolean is_here)
{
  g_autofree char *dev = hearth_id_to_string (&side->dev);
  g_autoptr (GString) text = g_string_new (NULL);

  if (is_here)
    return g_strdup (_ ("This hospital"));
  dev[N_SHORT_DIGITS] = '\0';
  if (hospital != NULL)
    g_string_append (text, hospital);
  else
    /* Translators: the placeholder is the beginning of the number of another hospital's vault. */
    g_string_append_printf (text, _ ("Another hospital, vault %s"), dev);
  if (side->bundle != NULL)
    {
      g_autofree char *id = g_strndup (side->bundle, N_SHORT_DIGITS);
      /* Translators: the placeholder is the beginning of the number of a file from another hospital. */
      g_autofree char *part = g_strdup_printf (_ ("bundle %s"), id);

      hearth_format_append_part (text, part);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* What a screen reader says of the whole column, and of its button. */
static void
name_for_readers (HearthConflictCard *self, const char *value)
{
  g_autofree char *name =
      /* Translators: for screen readers: a side of a question and its value, "Ours: 1999". */
      g_strdup_printf (C_ ("side and value", "%1$s: %2$s"), self->heading_text, value);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (self->button != NULL)
    {
      g_autofree char *choice =
          g_strdup_printf (C_ ("side and value", "%1$s: %2$s"), self->button_text, value);

      gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      choice, -1);
    }
}

void
hearth_conflict_card_show (HearthConflictCard *self,
                           const char *value,
                           const HearthConflictSide *side,
                           const char *hospital,
                           gboolean is_here,
                           HearthPackSet *packs)
{
  g_autofree char *who = side != NULL ? dup_who (side, packs) : NULL;
  g_autofree char *where = side != NULL ? dup_where (side, hospital, is_here) : NULL;
  g_autofree char *when = side != NULL ? hearth_format_moment (side->at_ms) : NULL;

  g_return_if_fail (HEARTH_IS_CONFLICT_CARD (self));

  gtk_label_set_text (GTK_LABEL (self->value), value);
  set_line (self->who, who);
  set_line (self->where, where);
  set_line (self->when, when);
  set_line (self->remark, side != NULL && side->lacks_earlier
                              ? _ ("An earlier change has not arrived here.")
                              : NULL);
  name_for_readers (self, value);
}

void
hearth_conflict_card_set_can_choose (HearthConflictCard *self, gboolean can_choose)
{
  g_return_if_fail (HEARTH_IS_CONFLICT_CARD (self));

  if (self->button != NULL)
    gtk_widget_set_sensitive (self->button, can_choose);
}

void
hearth_conflict_card_grab_focus (HearthConflictCard *self)
{
  g_return_if_fail (HEARTH_IS_CONFLICT_CARD (self));

  if (self->button != NULL)
    gtk_widget_grab_focus (self->button);
}
