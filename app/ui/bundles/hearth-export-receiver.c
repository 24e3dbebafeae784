/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-export-receiver.h"

#include "hearth-age-key.h"
#include "hearth-passphrase-chooser.h"

#include <glib/gi18n.h>
#include <string.h>

/* A key that was pasted may have been swapped on its way. Sixty bits read aloud by the recipient
 * cannot be met by a key that somebody made to look alike. */
#define N_PROOF_CHARACTERS 12

typedef enum
{
  WAY_KEY,
  WAY_PASSPHRASE,
  WAY_CONTACT,
} Way;

struct _HearthExportReceiver
{
  AdwBin parent_instance;
  GCancellable *loading;
  AdwComboRow *way_row;
  AdwComboRow *contact_row;
  AdwComboRow *copy_row;    /* nobody, then as @contact_row */
  HearthContacts *contacts; /* NULL: not read yet */
  GPtrArray *verified;      /* (element-type HearthContact): of them, in the order of the row */
  GtkEditable *key_row;
  GtkEditable *proof_row;
  HearthPassphraseChooser *chooser;
};

G_DEFINE_FINAL_TYPE (HearthExportReceiver, hearth_export_receiver, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static Way
get_way (HearthExportReceiver *self)
{
  return (Way) MIN (adw_combo_row_get_selected (self->way_row), WAY_CONTACT);
}

/* (nullable): the contact that is chosen. */
static const HearthContact *
get_contact (HearthExportReceiver *self)
{
  guint selected = adw_combo_row_get_selected (self->contact_row);

  return get_way (self) == WAY_CONTACT && selected < self->verified->len
             ? self->verified->pdata[selected]
             : NULL;
}

/* (nullable): who gets a copy. */
static const HearthContact *
get_copy (HearthExportReceiver *self)
{
  guint selected = adw_combo_row_get_selected (self->copy_row);

  return get_way (self) == WAY_CONTACT && selected > 0 && selected - 1 < self->verified->len
             ? self->verified->pdata[selected - 1]
             : NULL;
}

static char *
dup_key (HearthExportReceiver *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (self->key_row)));
}

static gboolean
is_key_proven (HearthExportReceiver *self, const char *key)
{
  g_autofree char *typed = g_strdup (gtk_editable_get_text (self->proof_row));
  g_autofree char *proof = g_ascii_strdown (g_strdelimit (typed, " -", ' '), -1);
  g_auto (GStrv) words = g_strsplit (proof, " ", -1);
  g_autofree char *joined = g_strjoinv ("", words);

  return strlen (joined) == N_PROOF_CHARACTERS && g_str_has_suffix (key, joined);
}

const char *
hearth_export_receiver_find_obstacle (HearthExportReceiver *self)
{
  g_autofree char *key = NULL;
  HearthAgeRecipient recipient;

  g_return_val_if_fail (HEARTH_IS_EXPORT_RECEIVER (self), NULL);

  key = dup_key (self);
  if (get_way (self) == WAY_CONTACT && get_contact (self) == get_copy (self) &&
      get_contact (self) != NULL)
    return _ ("The copy would go to the same contact.");
  if (get_way (self) == WAY_CONTACT)
    return get_contact (self) != NULL
               ? NULL
               : _ ("There is no contact whose fingerprint was compared. An owner adds one under "
                    "Administration, Contacts.");
  if (get_way (self) == WAY_KEY)
    {
      if (!hearth_age_recipient_parse (key, &recipient))
        return _ ("Ask the recipient for their key; it begins with “age1”.");
      if (!is_key_proven (self, key))
        return _ ("Call the recipient, in a way in which you know the voice, and let them read the "
                  "end of their key: a key "
                  "may be exchanged on its way to you.");
      return NULL;
    }
  return hearth_passphrase_chooser_is_ready (self->chooser)
             ? NULL
             : _ ("Write the seven words down and type them back. Tell them to the recipient by "
                  "another way "
                  "than the file goes.");
}

guint
hearth_export_receiver_get_allowed (HearthExportReceiver *self)
{
  const HearthContact *chosen[2];
  guint allowed = G_MAXUINT;

  g_return_val_if_fail (HEARTH_IS_EXPORT_RECEIVER (self), 0);

  chosen[0] = get_contact (self);
  chosen[1] = get_copy (self);
  for (guint i = 0; i < G_N_ELEMENTS (chosen); i++)
    if (chosen[i] != NULL)
      allowed &= hearth_contact_get_parts (chosen[i]);
  return allowed;
}

gboolean
hearth_export_receiver_is_by_passphrase (HearthExportReceiver *self)
{
  g_return_val_if_fail (HEARTH_IS_EXPORT_RECEIVER (self), FALSE);

  return get_way (self) == WAY_PASSPHRASE;
}

void
hearth_export_receiver_add_to (HearthExportReceiver *self, HearthBundleOptions *options)
{
  g_return_if_fail (HEARTH_IS_EXPORT_RECEIVER (self) && options != NULL);

  if (get_contact (self) != NULL)
    hearth_bundle_options_add_contact (options, get_contact (self));
  else if (get_way (self) == WAY_KEY)
    {
      g_autofree char *key = dup_key (self);

      hearth_bundle_options_add_recipient (options, key);
    }
  else
    {
      g_autoptr (HearthSecret) passphrase = hearth_passphrase_chooser_ref_words (self->chooser);

      hearth_bundle_options_set_passphrase (options, passphrase);
    }
  if (get_copy (self) != NULL)
    hearth_bundle_options_add_contact (options, get_copy (self));
}

char *
hearth_export_receiver_dup_whom (HearthExportReceiver *self)
{
  g_return_val_if_fail (HEARTH_IS_EXPORT_RECEIVER (self), NULL);

  if (get_copy (self) != NULL)
    /* Translators: two contacts. */
    return g_strdup_printf (_ ("%1$s and %2$s"), get_contact (self)->row->name,
                            get_copy (self)->row->name);
  if (get_contact (self) != NULL)
    return g_strdup (get_contact (self)->row->name);
  return g_strdup (get_way (self) == WAY_KEY ? _ ("the owner of the key that you typed")
                                             : _ ("whoever has the seven words"));
}

void
hearth_export_receiver_forget_words (HearthExportReceiver *self)
{
  g_autoptr (HearthSecret) words = NULL;

  g_return_if_fail (HEARTH_IS_EXPORT_RECEIVER (self));

  if (hearth_passphrase_chooser_is_ready (self->chooser))
    words = hearth_passphrase_chooser_take (self->chooser);
}

static void
apply_state (HearthExportReceiver *self)
{
  const Way way = get_way (self);

  gtk_widget_set_visible (GTK_WIDGET (self->key_row), way == WAY_KEY);
  gtk_widget_set_visible (GTK_WIDGET (self->proof_row), way == WAY_KEY);
  gtk_widget_set_visible (GTK_WIDGET (self->chooser), way == WAY_PASSPHRASE);
  gtk_widget_set_visible (GTK_WIDGET (self->contact_row), way == WAY_CONTACT);
  gtk_widget_set_visible (GTK_WIDGET (self->copy_row),
                          way == WAY_CONTACT && self->verified->len > 1);
}

static void
on_changed_cb (HearthExportReceiver *self)
{
  /* While the template is made not everything is there. */
  if (self->loading == NULL)
    return;
  apply_state (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gpointer
load_on_reader (HearthDb *db, gpointer data, GError **error)
{
  return hearth_contacts_load (db, error);
}

/* Who has contacts mostly sends to them. */
static void
on_contacts_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthExportReceiver) self = HEARTH_EXPORT_RECEIVER (user_data);
  HearthContacts *contacts = hearth_store_read_finish (HEARTH_STORE (source), result, NULL);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) copies = gtk_string_list_new (NULL);

  if (contacts == NULL || g_cancellable_is_cancelled (self->loading))
    {
      g_clear_pointer (&contacts, hearth_contacts_free);
      return;
    }
  self->contacts = contacts;
  gtk_string_list_append (copies, _ ("Nobody"));
  for (guint i = 0; i < contacts->list->len; i++)
    {
      HearthContact *contact = contacts->list->pdata[i];

      if (contact->row->state != HEARTH_CONTACT_VERIFIED)
        continue;
      g_ptr_array_add (self->verified, contact);
      gtk_string_list_append (names, contact->row->name);
      gtk_string_list_append (copies, contact->row->name);
    }
  adw_combo_row_set_model (self->contact_row, G_LIST_MODEL (names));
  adw_combo_row_set_model (self->copy_row, G_LIST_MODEL (copies));
  if (self->verified->len > 0 && *gtk_editable_get_text (self->key_row) == '\0')
    adw_combo_row_set_selected (self->way_row, WAY_CONTACT);
  on_changed_cb (self);
}

static void
hearth_export_receiver_dispose (GObject *object)
{
  HearthExportReceiver *self = HEARTH_EXPORT_RECEIVER (object);

  g_cancellable_cancel (self->loading);
  g_clear_pointer (&self->contacts, hearth_contacts_free);
  G_OBJECT_CLASS (hearth_export_receiver_parent_class)->dispose (object);
}

static void
hearth_export_receiver_finalize (GObject *object)
{
  HearthExportReceiver *self = HEARTH_EXPORT_RECEIVER (object);

  g_clear_object (&self->loading);
  g_clear_pointer (&self->verified, g_ptr_array_unref);
  G_OBJECT_CLASS (hearth_export_receiver_parent_class)->finalize (object);
}

static void
hearth_export_receiver_class_init (HearthExportReceiverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_export_receiver_dispose;
  G_OBJECT_CLASS (klass)->finalize = hearth_export_receiver_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (HEARTH_TYPE_PASSPHRASE_CHOOSER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/bundles/hearth-export-receiver.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthExportReceiver, way_row);
  gtk_widget_class_bind_template_child (widget_class, HearthExportReceiver, contact_row);
  gtk_widget_class_bind_template_child (widget_class, HearthExportReceiver, copy_row);
  gtk_widget_class_bind_template_child (widget_class, HearthExportReceiver, key_row);
  gtk_widget_class_bind_template_child (widget_class, HearthExportReceiver, proof_row);
  gtk_widget_class_bind_template_child (widget_class, HearthExportReceiver, chooser);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
}

static void
hearth_export_receiver_init (HearthExportReceiver *self)
{
  self->verified = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  self->loading = g_cancellable_new ();
  apply_state (self);
}

void
hearth_export_receiver_load (HearthExportReceiver *self, HearthStore *store)
{
  g_return_if_fail (HEARTH_IS_EXPORT_RECEIVER (self) && HEARTH_IS_STORE (store));

  hearth_store_read_async (store, load_on_reader, NULL, NULL, (GDestroyNotify) hearth_contacts_free,
                           self->loading, on_contacts_loaded_cb, g_object_ref (self));
}
