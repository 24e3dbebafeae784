/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-similar-box.h"

#include "hearth-format.h"
#include "hearth-match-words.h"
#include "hearth-text-row.h"

#include <glib/gi18n.h>

#define MAX_SHOWN 4
/* Shorter than the pause between two words, longer than that between two keys. */
#define LOOK_AFTER_MS 120

struct _HearthSimilarBox
{
  AdwBin parent_instance;
  HearthDesk *desk;
  char *hint;
  json_t *person;   /* what is asked next */
  GPtrArray *found; /* HearthDuplicate */
  guint look_source;
  guint look_number; /* of the newest question */
  guint is_looking : 1;

  GtkListBox *list;
};

G_DEFINE_FINAL_TYPE (HearthSimilarBox, hearth_similar_box, ADW_TYPE_BIN)

enum
{
  ANSWERED,
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
on_row_activated_cb (HearthSimilarBox *self, GtkListBoxRow *row)
{
  guint index = (guint) gtk_list_box_row_get_index (row);

  if (index < self->found->len)
    g_signal_emit (self, signals[CHOSEN], 0, self->found->pdata[index]);
}

/* "26-0040-5 · 23.08.1991 · A9009", and below it why. */
static char *
dup_facts (const HearthDuplicate *person)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *why = hearth_match_dup_reasons (&person->match);
  g_autofree char *born = NULL;
  HearthPartialDate birth;

  if (person->birth != NULL && hearth_partial_date_parse (person->birth, &birth))
    born = hearth_format_partial_date (&birth);
  hearth_format_append_part (text, person->number);
  hearth_format_append_part (text, born);
  hearth_format_append_part (text, person->unit);
  return g_strdup_printf ("%s\n%s", text->str, why);
}

static GtkWidget *
make_row (HearthSimilarBox *self, const HearthDuplicate *person)
{
  g_autofree char *facts = dup_facts (person);
  GtkWidget *row = hearth_text_row_new (person->name, facts);
  GtkWidget *hint = gtk_label_new (self->hint);

  gtk_widget_add_css_class (hint, "accent");
  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (hint), 14);
  hearth_text_row_add_suffix (HEARTH_TEXT_ROW (row), hint);
  return row;
}

/* @found: (transfer none) (nullable) (element-type HearthDuplicate): best first */
static void
show_found (HearthSimilarBox *self, GPtrArray *found)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  g_clear_pointer (&self->found, g_ptr_array_unref);
  self->found = found != NULL ? g_ptr_array_ref (found) : g_ptr_array_new ();
  for (guint i = 0; i < MIN (self->found->len, MAX_SHOWN); i++)
    gtk_list_box_append (self->list, make_row (self, self->found->pdata[i]));
  gtk_widget_set_visible (GTK_WIDGET (self), self->found->len > 0);
}

typedef struct
{
  HearthSimilarBox *box;
  guint number;
} Question;

static void
on_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Question *question = user_data;
  g_autoptr (HearthSimilarBox) self = question->box;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found =
      hearth_duplicates_find_finish (HEARTH_CONTEXT (source), result, &error);
  const gboolean is_newest = question->number == self->look_number;

  g_free (question);
  if (self->desk == NULL || !is_newest)
    return;
  self->is_looking = FALSE;
  if (found == NULL)
    hearth_desk_look_at_error (self->desk, error);
  show_found (self, found);
  g_signal_emit (self, signals[ANSWERED], 0);
}

static gboolean
on_look_cb (gpointer user_data)
{
  HearthSimilarBox *self = HEARTH_SIMILAR_BOX (user_data);
  HearthContext *context = hearth_desk_get_context (self->desk);
  Question *question;

  self->look_source = 0;
  if (context == NULL)
    return G_SOURCE_REMOVE;
  question = g_new0 (Question, 1);
  question->box = g_object_ref (self);
  question->number = self->look_number;
  hearth_duplicates_find_async (context, self->person, NULL,
                                hearth_desk_get_cancellable (self->desk), on_found_cb, question);
  return G_SOURCE_REMOVE;
}

static void
hearth_similar_box_dispose (GObject *object)
{
  HearthSimilarBox *self = HEARTH_SIMILAR_BOX (object);

  g_clear_handle_id (&self->look_source, g_source_remove);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (hearth_similar_box_parent_class)->dispose (object);
}

static void
hearth_similar_box_finalize (GObject *object)
{
  HearthSimilarBox *self = HEARTH_SIMILAR_BOX (object);

  g_free (self->hint);
  json_decref (self->person);
  g_ptr_array_unref (self->found);
  G_OBJECT_CLASS (hearth_similar_box_parent_class)->finalize (object);
}

static void
hearth_similar_box_class_init (HearthSimilarBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_similar_box_dispose;
  G_OBJECT_CLASS (klass)->finalize = hearth_similar_box_finalize;
  signals[ANSWERED] = g_signal_new ("answered", HEARTH_TYPE_SIMILAR_BOX, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
  signals[CHOSEN] = g_signal_new ("chosen", HEARTH_TYPE_SIMILAR_BOX, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
hearth_similar_box_init (HearthSimilarBox *self)
{
  GtkWidget *group = adw_preferences_group_new ();

  self->found = g_ptr_array_new ();
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Perhaps already here"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), _ ("Perhaps Already Here"));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->list));
  adw_bin_set_child (ADW_BIN (self), group);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
hearth_similar_box_set_up (HearthSimilarBox *self, HearthDesk *desk, const char *hint)
{
  g_return_if_fail (HEARTH_IS_SIMILAR_BOX (self));

  g_set_object (&self->desk, desk);
  g_free (self->hint);
  self->hint = g_strdup (hint);
}

void
hearth_similar_box_ask (HearthSimilarBox *self, json_t *person)
{
  g_return_if_fail (HEARTH_IS_SIMILAR_BOX (self));

  g_clear_handle_id (&self->look_source, g_source_remove);
  json_decref (self->person);
  self->person = json_incref (person);
  self->look_number++;
  self->is_looking = person != NULL;
  if (self->is_looking)
    self->look_source = g_timeout_add (LOOK_AFTER_MS, on_look_cb, self);
  else
    show_found (self, NULL);
}

gboolean
hearth_similar_box_is_looking (HearthSimilarBox *self)
{
  g_return_val_if_fail (HEARTH_IS_SIMILAR_BOX (self), FALSE);

  return self->is_looking;
}

const HearthDuplicate *
hearth_similar_box_get_best (HearthSimilarBox *self)
{
  g_return_val_if_fail (HEARTH_IS_SIMILAR_BOX (self), NULL);

  return self->found->len > 0 ? self->found->pdata[0] : NULL;
}
