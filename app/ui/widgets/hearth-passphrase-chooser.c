/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-passphrase-chooser.h"

#include "hearth-keyboard-hint.h"
#include "hearth-passphrase-entry.h"
#include "hearth-word-files.h"

#include <glib/gi18n.h>

struct _HearthPassphraseChooser
{
  AdwBin parent_instance;
  HearthWordList *list; /* NULL: the program is not whole */
  HearthCommonPieces *common;
  HearthSecret *drawn; /* NULL on the page for an own one */
  gboolean is_ready;
  gboolean is_for_file;

  /* Not in a GtkStack: its text does not wrap, because in GTK 4.8 it gives no height for a width. */
  GtkWidget *words_page;
  GtkWidget *repeat_page;
  GtkWidget *own_page;
  GtkLabel *about;
  GtkWidget *own_button;
  GtkLabel *words;
  GtkDropDown *language;
  AdwPasswordEntryRow *back_row;
  GtkLabel *back_verdict;
  AdwPasswordEntryRow *own_row;
  AdwPasswordEntryRow *again_row;
  GtkLabel *own_verdict;
};

G_DEFINE_FINAL_TYPE (HearthPassphraseChooser, hearth_passphrase_chooser, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_READY,
  PROP_TYPING,
  PROP_FOR_FILE,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

enum
{
  ACTIVATED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* A file may be tried by whoever copied it, for as long as they like, and nobody changes its passphrase
 * (bundles 12). */
#define N_WORDS_OF_FILE 7

/* As in the template's list. */
static const char *const languages[] = { "uk", "en" };

static gboolean
is_typed_back (HearthPassphraseChooser *self)
{
  g_autoptr (HearthSecret) typed = hearth_passphrase_entry_copy (self->back_row);

  return typed != NULL && self->drawn != NULL && hearth_secret_equal (typed, self->drawn);
}

static const char *
describe_typed_back (HearthPassphraseChooser *self)
{
  if (hearth_passphrase_entry_get_n_chars (self->back_row) == 0)
    return _ ("Type the words from your paper, with one space between them.");
  return is_typed_back (self) ? _ ("These are the words.") : _ ("Not the same words yet.");
}

static gboolean
is_own_good (HearthPassphraseChooser *self)
{
  return hearth_passphrase_entry_describe (self->own_row, self->common) == NULL &&
         hearth_passphrase_entry_equal (self->own_row, self->again_row);
}

static const char *
describe_own (HearthPassphraseChooser *self)
{
  const char *objection = hearth_passphrase_entry_describe (self->own_row, self->common);

  if (objection != NULL)
    return objection;
  return hearth_passphrase_entry_equal (self->own_row, self->again_row)
             ? _ ("Typed twice the same.")
             : _ ("Nothing speaks against it. Type it again to be sure.");
}

static void
update (HearthPassphraseChooser *self)
{
  gboolean is_ready =
      self->list != NULL && ((gtk_widget_get_visible (self->repeat_page) && is_typed_back (self)) ||
                             (gtk_widget_get_visible (self->own_page) && is_own_good (self)));

  if (self->list != NULL)
    {
      gtk_label_set_text (self->back_verdict, describe_typed_back (self));
      gtk_label_set_text (self->own_verdict, describe_own (self));
    }
  if (is_ready == self->is_ready)
    return;
  self->is_ready = is_ready;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
}

static void
empty_entries (HearthPassphraseChooser *self)
{
  AdwPasswordEntryRow *rows[] = { self->back_row, self->own_row, self->again_row };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    hearth_passphrase_entry_clear (rows[i]);
}

static void
forget (HearthPassphraseChooser *self)
{
  gtk_label_set_text (self->words, "");
  g_clear_pointer (&self->drawn, hearth_secret_unref);
}

/* Words a line of three: a line that the window breaks by itself would be one more thing to mistake. */
static void
show_words (HearthPassphraseChooser *self)
{
  g_autofree char *text = g_strndup ((const char *) hearth_secret_get_bytes (self->drawn),
                                     hearth_secret_get_size (self->drawn));
  guint n = 0;

  for (char *p = text; *p != '\0'; p++)
    if (*p == ' ' && ++n % 3 == 0)
      *p = '\n';
  gtk_label_set_text (self->words, text);
  memset (text, 0, strlen (text));
}

static void
draw (HearthPassphraseChooser *self)
{
  forget (self);
  if (self->list == NULL)
    return;
  self->drawn = hearth_word_list_draw (
      self->list, self->is_for_file ? N_WORDS_OF_FILE : HEARTH_WORD_LIST_DEFAULT_WORDS);
  show_words (self);
}

/* What comes with the program can only be missing if the program is not whole. */
static void
load_list (HearthPassphraseChooser *self)
{
  guint selected = gtk_drop_down_get_selected (self->language);
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->list, hearth_word_list_free);
  if (self->common == NULL)
    self->common = hearth_word_files_load_common (&error);
  if (self->common != NULL && selected < G_N_ELEMENTS (languages))
    self->list = hearth_word_files_load_list (languages[selected], &error);
  if (self->list == NULL)
    gtk_label_set_text (self->words, _ ("The lists of words are missing: install Hearth again."));
}

static void
show_page (HearthPassphraseChooser *self, GtkWidget *page, gpointer focus)
{
  GtkWidget *pages[] = { self->words_page, self->repeat_page, self->own_page };

  empty_entries (self);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    gtk_widget_set_visible (pages[i], pages[i] == page);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TYPING]);
  update (self);
  if (focus != NULL)
    gtk_widget_grab_focus (focus);
}

static void
on_language_changed_cb (HearthPassphraseChooser *self)
{
  load_list (self);
  draw (self);
}

static void
on_another_cb (HearthPassphraseChooser *self)
{
  draw (self);
}

static void
on_written_cb (HearthPassphraseChooser *self)
{
  if (self->drawn == NULL)
    return;
  gtk_label_set_text (self->words, "");
  show_page (self, self->repeat_page, self->back_row);
}

static void
on_start_over_cb (HearthPassphraseChooser *self)
{
  draw (self);
  show_page (self, self->words_page, NULL);
}

static void
on_own_cb (HearthPassphraseChooser *self)
{
  forget (self);
  show_page (self, self->own_page, self->own_row);
}

static void
on_changed_cb (HearthPassphraseChooser *self)
{
  if (self->own_verdict != NULL)
    update (self);
}

static void
on_entered_cb (HearthPassphraseChooser *self)
{
  if (self->is_ready)
    g_signal_emit (self, signals[ACTIVATED], 0);
}

static guint
choose_language (void)
{
  const char *const *names = g_get_language_names ();

  return g_str_has_prefix (names[0], "uk") ? 0 : 1;
}

static void
hearth_passphrase_chooser_get_property (GObject *object,
                                        guint prop_id,
                                        GValue *value,
                                        GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_READY:
      g_value_set_boolean (value, HEARTH_PASSPHRASE_CHOOSER (object)->is_ready);
      break;
    case PROP_TYPING:
      g_value_set_boolean (
          value, !gtk_widget_get_visible (HEARTH_PASSPHRASE_CHOOSER (object)->words_page));
      break;
    case PROP_FOR_FILE:
      g_value_set_boolean (value, HEARTH_PASSPHRASE_CHOOSER (object)->is_for_file);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_for_file (HearthPassphraseChooser *self)
{
  self->is_for_file = TRUE;
  gtk_label_set_text (
      self->about,
      _ ("Seven words drawn by chance open the file. Write them on paper, and tell them to the "
         "recipient by another way than the file goes. They are shown only now."));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->back_row), _ ("_The Seven Words"));
  gtk_widget_set_visible (self->own_button, FALSE);
  draw (self);
}

static void
hearth_passphrase_chooser_set_property (GObject *object,
                                        guint prop_id,
                                        const GValue *value,
                                        GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_FOR_FILE:
      if (g_value_get_boolean (value))
        set_for_file (HEARTH_PASSPHRASE_CHOOSER (object));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_passphrase_chooser_dispose (GObject *object)
{
  HearthPassphraseChooser *self = HEARTH_PASSPHRASE_CHOOSER (object);

  if (self->words != NULL)
    {
      empty_entries (self);
      forget (self);
    }
  gtk_widget_dispose_template (GTK_WIDGET (self), HEARTH_TYPE_PASSPHRASE_CHOOSER);
  g_clear_pointer (&self->list, hearth_word_list_free);
  g_clear_pointer (&self->common, hearth_common_pieces_free);
  G_OBJECT_CLASS (hearth_passphrase_chooser_parent_class)->dispose (object);
}

static void
hearth_passphrase_chooser_class_init (HearthPassphraseChooserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hearth_passphrase_chooser_get_property;
  object_class->set_property = hearth_passphrase_chooser_set_property;
  object_class->dispose = hearth_passphrase_chooser_dispose;

  properties[PROP_READY] =
      g_param_spec_boolean ("ready", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TYPING] =
      g_param_spec_boolean ("typing", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_FOR_FILE] =
      g_param_spec_boolean ("for-file", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (HEARTH_TYPE_KEYBOARD_HINT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/widgets/hearth-passphrase-chooser.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthPassphraseChooser, words_page);
  gtk_widget_class_bind_template_child (widget_class, HearthPassphraseChooser, repeat_page);
  gtk_widget_class_bind_template_child (widget_class, HearthPassphraseChooser, own_page);
  gtk_widget_class_bind_template_child (widget_class, HearthPassphraseChooser, about);
  gtk_widget_class_bind_template_child (widget_class, HearthPassphraseChooser, own_button);
  gtk_widget_class_bind_template_child (widget_class, HearthPassphraseChooser, words);
  gtk_widget_class_bind_template_child (widget_class, HearthPassphraseChooser, language);
  gtk_widget_class_bind_template_child (widget_class, HearthPassphraseChooser, back_row);
  gtk_widget_class_bind_template_child (widget_class, HearthPassphraseChooser, back_verdict);
  gtk_widget_class_bind_template_child (widget_class, HearthPassphraseChooser, own_row);
  gtk_widget_class_bind_template_child (widget_class, HearthPassphraseChooser, again_row);
  gtk_widget_class_bind_template_child (widget_class, HearthPassphraseChooser, own_verdict);
  gtk_widget_class_bind_template_callback (widget_class, on_another_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_entered_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_own_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_start_over_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_written_cb);
}

static void
hearth_passphrase_chooser_init (HearthPassphraseChooser *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_drop_down_set_selected (self->language, choose_language ());
  on_language_changed_cb (self);
  g_signal_connect_object (self->language, "notify::selected", G_CALLBACK (on_language_changed_cb),
                           self, G_CONNECT_SWAPPED);
  update (self);
}

gboolean
hearth_passphrase_chooser_is_ready (HearthPassphraseChooser *self)
{
  g_return_val_if_fail (HEARTH_IS_PASSPHRASE_CHOOSER (self), FALSE);

  return self->is_ready;
}

HearthSecret *
hearth_passphrase_chooser_ref_words (HearthPassphraseChooser *self)
{
  g_return_val_if_fail (HEARTH_IS_PASSPHRASE_CHOOSER (self), NULL);
  g_return_val_if_fail (self->is_for_file && self->is_ready, NULL);

  return hearth_secret_ref (self->drawn);
}

HearthSecret *
hearth_passphrase_chooser_take (HearthPassphraseChooser *self)
{
  HearthSecret *taken;

  g_return_val_if_fail (HEARTH_IS_PASSPHRASE_CHOOSER (self) && self->is_ready, NULL);

  taken = gtk_widget_get_visible (self->own_page) ? hearth_passphrase_entry_take (self->own_row)
                                                  : g_steal_pointer (&self->drawn);
  on_start_over_cb (self);
  return taken;
}
