/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-contact-window.h"

#include "hearth-bundle-words.h"
#include "hearth-confirm.h"
#include "hearth-contact-acts.h"
#include "hearth-contact-words.h"
#include "hearth-part-switches.h"
#include "hearth-second-dialog.h"
#include "hearth-sentence.h"

#include <glib/gi18n.h>

#define WIDTH 520
#define HEIGHT_WITHOUT_PARTS 280

struct _HearthContactWindow
{
  AdwWindow parent_instance;
  HearthDesk *desk;
  HearthContactRow *contact;
  HearthContactAct *act; /* under way, or waiting for a yes */
  gboolean is_running;
  GtkWidget *error_box;
  GtkLabel *error_label;
  GtkLabel *name_label;
  GtkLabel *state_label;
  GtkLabel *key_label;
  HearthPartSwitches *send;
  HearthPartSwitches *accept;
  GtkWidget *ends;
  GtkWidget *revoke_button;
  GtkButton *cancel_button;
  GtkWidget *save_button;
};

G_DEFINE_FINAL_TYPE (HearthContactWindow, hearth_contact_window, ADW_TYPE_WINDOW)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static HearthContext *
get_context (HearthContactWindow *self)
{
  return self->desk != NULL ? hearth_desk_get_context (self->desk) : NULL;
}

static gboolean
is_changed (HearthContactWindow *self)
{
  return hearth_part_switches_get (self->send) != self->contact->send ||
         hearth_part_switches_get (self->accept) != self->contact->accept;
}

static void
update (HearthContactWindow *self)
{
  gtk_widget_set_sensitive (self->save_button, !self->is_running && is_changed (self));
  gtk_widget_set_sensitive (self->ends, !self->is_running);
}

/* While the window is made there is no contact yet. */
static void
on_changed_cb (HearthContactWindow *self)
{
  if (self->contact != NULL)
    update (self);
}

/* --- Acts ------------------------------------------------------------------------------------- */

static void
take_act (HearthContactWindow *self, HearthContactAct *act)
{
  g_clear_pointer (&self->act, hearth_contact_act_free);
  self->act = act;
}

static void
on_run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthContactWindow) self = HEARTH_CONTACT_WINDOW (user_data);
  HearthContext *context = get_context (self);
  g_autoptr (HearthContactRow) row = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;

  self->is_running = FALSE;
  if (context == NULL)
    return;
  row = hearth_contact_act_run_finish (context, self->act, result, &error);
  if (row != NULL)
    {
      g_signal_emit (self, signals[CHANGED], 0);
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  hearth_desk_look_at_error (self->desk, error);
  sentence = hearth_sentence_dup_for_error (error);
  gtk_label_set_text (self->error_label, sentence);
  gtk_widget_set_visible (self->error_box, TRUE);
  update (self);
}

static void
run (HearthContactWindow *self)
{
  HearthContext *context = get_context (self);

  if (context == NULL || self->is_running)
    return;
  self->is_running = TRUE;
  gtk_widget_set_visible (self->error_box, FALSE);
  update (self);
  hearth_contact_act_run_async (context, self->act, on_run_cb, g_object_ref (self));
}

/* Without a yes the switches stay as they were set. */
static void
on_second_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthContactWindow) self = HEARTH_CONTACT_WINDOW (user_data);
  g_autoptr (HearthSecondYes) yes = hearth_second_dialog_run_finish (result);

  if (yes == NULL || self->act == NULL)
    return;
  hearth_contact_act_set_second (self->act, yes->has_approval ? &yes->approval : NULL,
                                 yes->has_approval ? NULL : yes->alone);
  run (self);
}

static void
on_save_cb (HearthContactWindow *self)
{
  guint8 digest[HEARTH_APPROVAL_DIGEST_SIZE];

  take_act (self, hearth_contact_act_new_change (self->contact->key,
                                                 hearth_part_switches_get (self->accept),
                                                 hearth_part_switches_get (self->send)));
  if (!hearth_contact_act_needs_second (self->act, self->contact))
    {
      run (self);
      return;
    }
  hearth_contact_act_get_digest (self->act, digest);
  hearth_second_dialog_run_async (GTK_WIDGET (self), self->desk,
                                  _ ("More than before may go to this contact."), digest,
                                  on_second_cb, g_object_ref (self));
}

static void
on_confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthContactWindow) self = HEARTH_CONTACT_WINDOW (user_data);

  if (hearth_confirm_finish (result) && self->act != NULL)
    run (self);
}

static void
on_remove_cb (HearthContactWindow *self)
{
  /* Translators: the placeholder is the name of a hospital. */
  g_autofree char *heading = g_strdup_printf (_ ("Remove %s?"), self->contact->name);

  take_act (self, hearth_contact_act_new_remove (self->contact->key));
  hearth_confirm_async (
      GTK_WIDGET (self), heading,
      _ ("Nothing goes to it any more, and nothing new of it counts. What is here "
         "stays. To use it again, its digits have to be compared again."),
      _ ("_Remove"), TRUE, on_confirmed_cb, g_object_ref (self));
}

static void
on_revoke_cb (HearthContactWindow *self)
{
  /* Translators: the placeholder is the name of a hospital. */
  g_autofree char *heading = g_strdup_printf (_ ("Revoke %s?"), self->contact->name);

  take_act (self, hearth_contact_act_new_revoke (self->contact->key));
  hearth_confirm_async (
      GTK_WIDGET (self), heading,
      _ ("For a laptop that was lost. Bundles from it are refused from now on, for "
         "good; what is here already stays."),
      _ ("_Revoke"), TRUE, on_confirmed_cb, g_object_ref (self));
}

/* --- The window ------------------------------------------------------------------------------- */

static void
on_locked_cb (HearthDesk *desk, GParamSpec *pspec, HearthContactWindow *self)
{
  if (!hearth_desk_is_unlocked (desk))
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
hearth_contact_window_dispose (GObject *object)
{
  HearthContactWindow *self = HEARTH_CONTACT_WINDOW (object);

  g_clear_object (&self->desk);
  G_OBJECT_CLASS (hearth_contact_window_parent_class)->dispose (object);
}

static void
hearth_contact_window_finalize (GObject *object)
{
  HearthContactWindow *self = HEARTH_CONTACT_WINDOW (object);

  g_clear_pointer (&self->act, hearth_contact_act_free);
  g_clear_pointer (&self->contact, hearth_contact_row_free);
  G_OBJECT_CLASS (hearth_contact_window_parent_class)->finalize (object);
}

static void
hearth_contact_window_class_init (HearthContactWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_contact_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = hearth_contact_window_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (HEARTH_TYPE_PART_SWITCHES);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/admin/hearth-contact-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthContactWindow, error_box);
  gtk_widget_class_bind_template_child (widget_class, HearthContactWindow, error_label);
  gtk_widget_class_bind_template_child (widget_class, HearthContactWindow, name_label);
  gtk_widget_class_bind_template_child (widget_class, HearthContactWindow, state_label);
  gtk_widget_class_bind_template_child (widget_class, HearthContactWindow, key_label);
  gtk_widget_class_bind_template_child (widget_class, HearthContactWindow, send);
  gtk_widget_class_bind_template_child (widget_class, HearthContactWindow, accept);
  gtk_widget_class_bind_template_child (widget_class, HearthContactWindow, ends);
  gtk_widget_class_bind_template_child (widget_class, HearthContactWindow, revoke_button);
  gtk_widget_class_bind_template_child (widget_class, HearthContactWindow, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, HearthContactWindow, save_button);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_save_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_revoke_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hearth_contact_window_init (HearthContactWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
add_part (HearthPartSwitches *switches, HearthCompartment cmp, gboolean has_key)
{
  const char *title = hearth_bundle_part_title (hearth_compartment_get_name (cmp));
  /* Translators: the title of a group of switches, and one of them. */
  g_autofree char *spoken = g_strdup_printf (
      _ ("%1$s: %2$s"), adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (switches)), title);

  hearth_part_switches_add (switches, cmp, title,
                            has_key ? NULL : _ ("Its card has no key for this part"), spoken);
}

static void
fill_parts (HearthContactWindow *self, const HearthContact *contact)
{
  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    {
      const gboolean has_key = contact->card == NULL || contact->card->keys[cmp].is_present;

      if (cmp == HEARTH_COMPARTMENT_ADMIN)
        continue;
      add_part (self->send, cmp, has_key);
      add_part (self->accept, cmp, TRUE);
    }
  hearth_part_switches_set (self->send, contact->row->send);
  hearth_part_switches_set (self->accept, contact->row->accept);
  /* What was switched on can always be switched off. */
  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp < HEARTH_COMPARTMENT_ADMIN; cmp++)
    if (contact->card != NULL && !contact->card->keys[cmp].is_present &&
        (contact->row->send >> cmp & 1) == 0)
      gtk_widget_set_sensitive (GTK_WIDGET (hearth_part_switches_find (self->send, cmp)), FALSE);
}

static void
fill (HearthContactWindow *self, const HearthContact *contact)
{
  const HearthContactRow *row = contact->row;
  const gboolean is_verified = row->state == HEARTH_CONTACT_VERIFIED;
  g_autofree char *key = hearth_contact_dup_key_text (row);

  gtk_label_set_text (self->name_label, row->name);
  gtk_label_set_text (self->state_label, hearth_contact_describe_state (row));
  gtk_label_set_text (self->key_label, key);
  if (is_verified)
    fill_parts (self, contact);
  gtk_widget_set_visible (GTK_WIDGET (self->send), is_verified);
  gtk_widget_set_visible (GTK_WIDGET (self->accept), is_verified && !row->is_bare);
  gtk_widget_set_visible (self->save_button, is_verified);
  gtk_widget_set_visible (self->revoke_button, is_verified);
  gtk_widget_set_visible (self->ends, row->state != HEARTH_CONTACT_REVOKED);
  if (!is_verified)
    {
      gtk_button_set_label (self->cancel_button, _ ("_Close"));
      gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, HEIGHT_WITHOUT_PARTS);
    }
}

GtkWidget *
hearth_contact_window_new (GtkWindow *parent, HearthDesk *desk, const HearthContact *contact)
{
  HearthContactWindow *self =
      g_object_new (HEARTH_TYPE_CONTACT_WINDOW, "transient-for", parent, NULL);

  self->desk = g_object_ref (desk);
  fill (self, contact);
  self->contact = hearth_contact_row_copy (contact->row);
  update (self);
  g_signal_connect_object (desk, "notify::unlocked", G_CALLBACK (on_locked_cb), self, 0);
  return GTK_WIDGET (self);
}
