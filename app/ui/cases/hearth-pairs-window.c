/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-pairs-window.h"

#include "hearth-case-visit.h"
#include "hearth-format.h"
#include "hearth-match-words.h"
#include "hearth-pair-store.h"
#include "hearth-record-words.h"
#include "hearth-sentence.h"
#include "hearth-toast.h"
#include "hearth-wrap-box.h"

#include <glib/gi18n.h>

struct _HearthPairsWindow
{
  AdwWindow parent_instance;
  HearthDesk *desk;
  GCancellable *cancellable; /* of what is read for the window */
  GCancellable *loading;     /* of the two cases in sight */
  GPtrArray *pairs;          /* HearthPair: all, best first; NULL: not read yet */
  HearthPairVerdict filter;
  guint position; /* among those of the filter */
  HearthCase *cases[2];
  HearthPair *last; /* the one decided last, borrowed; NULL: there is nothing to take back */
  HearthPairVerdict before;
  gboolean is_deciding;

  AdwWindowTitle *title;
  HearthWrapBox *filters;
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkLabel *why;
  GtkGrid *grid;
  AdwStatusPage *failed;
  HearthToast *toast;
  GtkWidget *effect; /* says what a verdict does */
  GtkWidget *verdicts;
};

G_DEFINE_FINAL_TYPE (HearthPairsWindow, hearth_pairs_window, ADW_TYPE_WINDOW)

static void show_position (HearthPairsWindow *self);

static const char *const verdict_titles[HEARTH_N_PAIR_VERDICTS] = {
  [HEARTH_PAIR_OPEN] = N_ ("Not Decided"),
  [HEARTH_PAIR_SAME] = N_ ("Same Person"),
  [HEARTH_PAIR_DIFFERENT] = N_ ("Different People"),
  [HEARTH_PAIR_LATER] = N_ ("Later"),
};

/* What was put off waits among the others of its kind. */
static guint
count (HearthPairsWindow *self, HearthPairVerdict verdict)
{
  guint n = 0;

  for (guint i = 0; self->pairs != NULL && i < self->pairs->len; i++)
    n += ((const HearthPair *) self->pairs->pdata[i])->verdict == verdict;
  return n;
}

/* NULL: there is none. */
static HearthPair *
get_pair (HearthPairsWindow *self)
{
  guint n = self->position;

  for (guint i = 0; self->pairs != NULL && i < self->pairs->len; i++)
    {
      HearthPair *pair = self->pairs->pdata[i];

      if (pair->verdict == self->filter && n-- == 0)
        return pair;
    }
  return NULL;
}

/* --- Side by side --- */

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
clear_grid (HearthPairsWindow *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))) != NULL)
    gtk_grid_remove (self->grid, child);
}

static void
add_head (HearthPairsWindow *self, int column)
{
  HearthCase *kase = self->cases[column];
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *name = hearth_case_row_dup_name (hearth_case_get_row (kase));
  /* Translators: the placeholder is the number of a case. */
  g_autofree char *number = g_strdup_printf (_ ("Case %s"), hearth_case_get_row (kase)->number);
  g_autofree char *spoken = g_strdup_printf ("%s, %s", name, number);
  char hex[HEARTH_ID_HEX_SIZE];

  hearth_id_format (hearth_case_get_id (kase), hex);
  gtk_box_append (GTK_BOX (box), make_label (name, "heading"));
  gtk_box_append (GTK_BOX (box), make_label (number, "dim-label"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "pairs.open");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", hex);
  gtk_widget_set_tooltip_text (button, _ ("Show This Case"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  gtk_grid_attach (self->grid, button, column, 0, 1, 1);
}

/* A field that neither has is no news. Returns the next row of the grid. */
static int
add_field (HearthPairsWindow *self, const HearthField *field, int row)
{
  HearthPackSet *packs = hearth_desk_get_packs (self->desk);
  const json_t *values[2];
  GtkWidget *label;

  for (int i = 0; i < 2; i++)
    values[i] = json_object_get (hearth_record_get_values (hearth_case_get_person (self->cases[i])),
                                 field->id);
  if (values[0] == NULL && values[1] == NULL)
    return row;
  label = make_label (_ (field->label), "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_margin_top (label, 9);
  gtk_grid_attach (self->grid, label, 0, row, 2, 1);
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *text = hearth_field_format_value (field, values[i], packs);
      GtkWidget *value = make_label (text, NULL);

      /* Not told by the colour alone: bold is what speaks against it. */
      if (values[0] != NULL && values[1] != NULL && !json_equal (values[0], values[1]))
        gtk_widget_add_css_class (value, "unlike");
      gtk_grid_attach (self->grid, value, i, row + 1, 1, 1);
    }
  return row + 2;
}

static void
show_cases (HearthPairsWindow *self)
{
  const HearthKind *kind = hearth_registry_find_kind ("person");
  int row = 1;

  clear_grid (self);
  for (int i = 0; i < 2; i++)
    add_head (self, i);
  for (const HearthField *field = kind->fields; field->id != NULL; field++)
    if (!g_str_equal (field->id, "number"))
      row = add_field (self, field, row);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  gtk_stack_set_visible_child_name (self->stack, "pair");
}

static void
show_error (HearthPairsWindow *self, const GError *error)
{
  HearthSentence sentence = hearth_sentence_for_error (error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  hearth_desk_look_at_error (self->desk, error);
  adw_status_page_set_title (self->failed, sentence.title);
  adw_status_page_set_description (self->failed, sentence.body);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static void
on_visited_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthPairsWindow) self = HEARTH_PAIRS_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthCase) kase = hearth_case_visit_finish (result, &error);
  HearthPair *pair = get_pair (self);

  if (self->desk == NULL || pair == NULL)
    return;
  if (error != NULL)
    show_error (self, error);
  for (int i = 0; kase != NULL && i < 2; i++)
    if (hearth_id_equal (hearth_case_get_id (kase), &pair->pair->cases[i]))
      g_set_object (&self->cases[i], kase);
  if (self->cases[0] != NULL && self->cases[1] != NULL)
    show_cases (self);
}

static void
load_pair (HearthPairsWindow *self, const HearthPair *pair)
{
  HearthContext *context = hearth_desk_get_context (self->desk);

  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_object (&self->cases[0]);
  g_clear_object (&self->cases[1]);
  if (context == NULL || pair == NULL)
    return;
  self->loading = g_cancellable_new ();
  for (int i = 0; i < 2; i++)
    hearth_case_visit_async (context, &pair->pair->cases[i], self->loading, on_visited_cb,
                             g_object_ref (self));
}

/* --- Which pair --- */

static void
show_filters (HearthPairsWindow *self)
{
  hearth_wrap_box_remove_all (self->filters);
  for (guint i = 0; i < HEARTH_N_PAIR_VERDICTS; i++)
    {
      /* Translators: what was said of pairs of cases, and how many there are. */
      g_autofree char *text =
          g_strdup_printf (C_ ("pairs", "%s (%u)"), _ (verdict_titles[i]), count (self, i));
      GtkWidget *button = gtk_toggle_button_new_with_label (text);

      gtk_widget_add_css_class (button, "filter");
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "pairs.filter");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", i);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), i == self->filter);
      hearth_wrap_box_append (self->filters, button);
    }
}

static void
update_actions (HearthPairsWindow *self, const HearthPair *pair, guint n_pairs)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pairs.previous", self->position > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pairs.next", self->position + 1 < n_pairs);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pairs.decide",
                                 pair != NULL && !self->is_deciding);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pairs.undo",
                                 self->last != NULL && !self->is_deciding);
  gtk_widget_set_visible (self->effect, pair != NULL);
  gtk_widget_set_visible (self->verdicts, pair != NULL);
}

static void
show_position (HearthPairsWindow *self)
{
  const guint n_pairs = count (self, self->filter);
  const HearthPair *pair;
  g_autofree char *subtitle = NULL;

  self->position = MIN (self->position, n_pairs > 0 ? n_pairs - 1 : 0);
  pair = get_pair (self);
  /* Translators: which pair is shown, and of how many. */
  subtitle =
      n_pairs > 0 ? g_strdup_printf (_ ("%u of %u"), self->position + 1, n_pairs) : g_strdup ("");
  adw_window_title_set_subtitle (self->title, subtitle);
  update_actions (self, pair, n_pairs);
  load_pair (self, pair);
  if (pair == NULL)
    gtk_stack_set_visible_child_name (self->stack, "empty");
  else
    {
      g_autofree char *why = hearth_match_dup_reasons (&pair->pair->match);

      gtk_label_set_text (self->why, why);
    }
}

static void
on_swept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthPairsWindow) self = HEARTH_PAIRS_WINDOW (user_data);
  g_autoptr (GError) error = NULL;
  GPtrArray *pairs = hearth_pair_store_sweep_finish (HEARTH_STORE (source), result, &error);

  if (self->desk == NULL)
    g_clear_pointer (&pairs, g_ptr_array_unref);
  else if (pairs == NULL)
    show_error (self, error);
  else
    {
      self->pairs = pairs;
      show_filters (self);
      show_position (self);
    }
}

/* --- Acts --- */

static void
filter_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthPairsWindow *self = HEARTH_PAIRS_WINDOW (widget);

  self->filter = MIN (g_variant_get_uint32 (parameter), HEARTH_N_PAIR_VERDICTS - 1);
  self->position = 0;
  if (self->pairs == NULL)
    return;
  show_filters (self);
  show_position (self);
}

static void
previous_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HEARTH_PAIRS_WINDOW (widget)->position--;
  show_position (HEARTH_PAIRS_WINDOW (widget));
}

static void
next_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HEARTH_PAIRS_WINDOW (widget)->position++;
  show_position (HEARTH_PAIRS_WINDOW (widget));
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  GtkWindow *parent = gtk_window_get_transient_for (GTK_WINDOW (widget));

  if (parent != NULL)
    {
      gtk_widget_activate_action_variant (GTK_WIDGET (parent), "win.open-case", parameter);
      gtk_window_present (parent);
    }
}

typedef struct
{
  HearthPairsWindow *window;
  HearthPair *pair; /* borrowed from the window's */
  HearthPairVerdict verdict;
  gboolean is_undo;
} Decision;

static void
take_decision (HearthPairsWindow *self, const Decision *decision)
{
  static const char *const said[HEARTH_N_PAIR_VERDICTS] = {
    [HEARTH_PAIR_OPEN] = N_ ("Not decided again"),
    [HEARTH_PAIR_SAME] = N_ ("Noted: one person, shown in both cases"),
    [HEARTH_PAIR_DIFFERENT] = N_ ("Noted: two people"),
    [HEARTH_PAIR_LATER] = N_ ("Put off"),
  };

  self->last = decision->is_undo ? NULL : decision->pair;
  self->before = decision->pair->verdict;
  decision->pair->verdict = decision->verdict;
  if (decision->is_undo)
    hearth_toast_show (self->toast, _ ("Undone"), NULL);
  else
    hearth_toast_offer_undo (self->toast, _ (said[decision->verdict]));
  show_filters (self);
}

static void
on_decided_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Decision *decision = user_data;
  g_autoptr (HearthPairsWindow) self = decision->window;
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) done =
      hearth_pair_store_decide_finish (HEARTH_STORE (source), result, &error);

  if (self->desk == NULL)
    return;
  self->is_deciding = FALSE;
  if (done == NULL)
    show_error (self, error);
  else if (hearth_change_set_get_result (done) == HEARTH_RESULT_DENIED)
    hearth_toast_show (self->toast, _ ("Your role does not allow this. Nothing was saved."), NULL);
  else
    take_decision (self, decision);
  if (done != NULL)
    show_position (self);
}

static void
decide (HearthPairsWindow *self, HearthPair *pair, HearthPairVerdict verdict, gboolean is_undo)
{
  HearthContext *context = hearth_desk_get_context (self->desk);
  Decision *decision;

  if (context == NULL || pair == NULL || self->is_deciding || pair->verdict == verdict)
    return;
  self->is_deciding = TRUE;
  decision = g_new0 (Decision, 1);
  decision->window = g_object_ref (self);
  decision->pair = pair;
  decision->verdict = verdict;
  decision->is_undo = is_undo;
  hearth_pair_store_decide_async (context, &pair->pair->cases[0], &pair->pair->cases[1], verdict,
                                  on_decided_cb, decision);
}

static void
decide_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthPairsWindow *self = HEARTH_PAIRS_WINDOW (widget);
  const gint32 verdict = g_variant_get_int32 (parameter);

  if (verdict > HEARTH_PAIR_OPEN && verdict < HEARTH_N_PAIR_VERDICTS)
    decide (self, get_pair (self), (HearthPairVerdict) verdict, FALSE);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthPairsWindow *self = HEARTH_PAIRS_WINDOW (widget);

  decide (self, self->last, self->before, TRUE);
}

static void
on_undo_cb (HearthPairsWindow *self)
{
  undo_action (GTK_WIDGET (self), NULL, NULL);
}

static void
hearth_pairs_window_dispose (GObject *object)
{
  HearthPairsWindow *self = HEARTH_PAIRS_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->loading);
  g_clear_object (&self->cases[0]);
  g_clear_object (&self->cases[1]);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (hearth_pairs_window_parent_class)->dispose (object);
}

static void
hearth_pairs_window_finalize (GObject *object)
{
  g_clear_pointer (&HEARTH_PAIRS_WINDOW (object)->pairs, g_ptr_array_unref);
  G_OBJECT_CLASS (hearth_pairs_window_parent_class)->finalize (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "pairs.filter", "u", filter_action);
  gtk_widget_class_install_action (widget_class, "pairs.previous", NULL, previous_action);
  gtk_widget_class_install_action (widget_class, "pairs.next", NULL, next_action);
  gtk_widget_class_install_action (widget_class, "pairs.open", "s", open_action);
  gtk_widget_class_install_action (widget_class, "pairs.decide", "i", decide_action);
  gtk_widget_class_install_action (widget_class, "pairs.undo", NULL, undo_action);
  for (int i = HEARTH_PAIR_SAME; i < HEARTH_N_PAIR_VERDICTS; i++)
    {
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_0 + (guint) i, 0, "pairs.decide",
                                           "i", i);
      gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_0 + (guint) i, 0,
                                           "pairs.decide", "i", i);
    }
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, 0, "pairs.previous", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, 0, "pairs.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "pairs.undo",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hearth_pairs_window_class_init (HearthPairsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_pairs_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = hearth_pairs_window_finalize;
  g_type_ensure (HEARTH_TYPE_TOAST);
  g_type_ensure (HEARTH_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/cases/hearth-pairs-window.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthPairsWindow, title);
  gtk_widget_class_bind_template_child (widget_class, HearthPairsWindow, filters);
  gtk_widget_class_bind_template_child (widget_class, HearthPairsWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, HearthPairsWindow, scroller);
  gtk_widget_class_bind_template_child (widget_class, HearthPairsWindow, why);
  gtk_widget_class_bind_template_child (widget_class, HearthPairsWindow, grid);
  gtk_widget_class_bind_template_child (widget_class, HearthPairsWindow, failed);
  gtk_widget_class_bind_template_child (widget_class, HearthPairsWindow, toast);
  gtk_widget_class_bind_template_child (widget_class, HearthPairsWindow, effect);
  gtk_widget_class_bind_template_child (widget_class, HearthPairsWindow, verdicts);
  gtk_widget_class_bind_template_callback (widget_class, on_undo_cb);
  install_actions (widget_class);
}

static void
hearth_pairs_window_init (HearthPairsWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  update_actions (self, NULL, 0);
}

GtkWidget *
hearth_pairs_window_new (GtkWindow *parent, HearthDesk *desk)
{
  HearthPairsWindow *self = g_object_new (HEARTH_TYPE_PAIRS_WINDOW, "transient-for", parent, NULL);
  HearthContext *context = hearth_desk_get_context (desk);

  self->desk = g_object_ref (desk);
  if (context != NULL)
    hearth_pair_store_sweep_async (context, self->cancellable, on_swept_cb, g_object_ref (self));
  return GTK_WIDGET (self);
}
