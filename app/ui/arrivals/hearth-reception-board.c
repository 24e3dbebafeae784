/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-reception-board.h"

#include "hearth-audit.h"
#include "hearth-event-dialog.h"
#include "hearth-event-words.h"
#include "hearth-file-thumbs.h"
#include "hearth-print-window.h"
#include "hearth-reception-item.h"
#include "hearth-reception-tile.h"
#include "hearth-sentence.h"
#include "hearth-wrap-box.h"

#include <glib/gi18n.h>

/* Whose event nobody knows yet has come in these days. */
#define DAYS_WITHOUT_EVENT 7

struct _HearthReceptionBoard
{
  AdwBin parent_instance;
  HearthDesk *desk;
  HearthFileThumbs *thumbs;
  HearthRecord *event; /* NULL: people without one */
  GListStore *items;
  GHashTable *noted; /* HearthId: whose face the audit log knows to be shown since the login */
  gboolean is_open_only;
  gboolean is_reading;
  gboolean is_stale;

  AdwWindowTitle *title;
  GtkStack *stack;
  GtkGridView *grid;
  GtkLabel *summary;
  AdwStatusPage *failed;
  GtkWidget *edit_button;
};

G_DEFINE_FINAL_TYPE (HearthReceptionBoard, hearth_reception_board, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_OPEN_ONLY,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

enum
{
  BACK,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

/* What the reader thread is asked. */
typedef struct
{
  HearthPackSet *packs;
  HearthId event;
  gboolean has_event;
  HearthDate since;
} Question;

/* What it answers: the event may have been changed too. */
typedef struct
{
  HearthRecord *event;
  GPtrArray *rows;
} Answer;

static void begin_reading (HearthReceptionBoard *self);

static void
question_free (Question *question)
{
  hearth_pack_set_unref (question->packs);
  g_free (question);
}

static void
answer_free (Answer *answer)
{
  g_clear_pointer (&answer->event, hearth_record_unref);
  g_clear_pointer (&answer->rows, g_ptr_array_unref);
  g_free (answer);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static gpointer
read_board (HearthDb *db, gpointer data, GError **error)
{
  const Question *question = data;
  g_autoptr (Answer) answer = g_new0 (Answer, 1);
  g_autoptr (GError) local_error = NULL;

  if (question->has_event)
    answer->event = hearth_store_get_record (db, hearth_registry_find_kind ("event"),
                                             &question->event, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  answer->rows = hearth_reception_query_run (
      db, question->packs, question->has_event ? &question->event : NULL, question->since, error);
  return answer->rows != NULL ? g_steal_pointer (&answer) : NULL;
}

/* --- What is shown --- */

static void
show_title (HearthReceptionBoard *self)
{
  g_autofree char *title = self->event != NULL ? hearth_event_dup_title (self->event)
                                               : g_strdup (_ ("Without an Event"));
  g_autofree char *subtitle =
      self->event != NULL
          ? hearth_event_dup_subtitle (self->event, hearth_desk_get_packs (self->desk))
          : g_strdup_printf (ngettext ("Arrived on the last %d day", "Arrived in the last %d days",
                                       DAYS_WITHOUT_EVENT),
                             DAYS_WITHOUT_EVENT);

  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, subtitle != NULL ? subtitle : "");
  gtk_widget_set_visible (self->edit_button, self->event != NULL);
}

static void
show_summary (HearthReceptionBoard *self, GPtrArray *rows)
{
  guint n_complete = 0;
  guint n_limited = 0;
  GString *text;

  for (guint i = 0; i < rows->len; i++)
    {
      n_complete += hearth_reception_row_is_complete (rows->pdata[i]) ? 1 : 0;
      n_limited += hearth_feeding_is_limited (((HearthReceptionRow *) rows->pdata[i])->feeding);
    }
  text = g_string_new (NULL);
  g_string_append_printf (text, ngettext ("%u person", "%u people", rows->len), rows->len);
  g_string_append (text, " · ");
  /* Translators: of the people of a bus, how many have had everything of the checklist. */
  g_string_append_printf (text, ngettext ("%u complete", "%u complete", n_complete), n_complete);
  if (n_limited > 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text,
                              ngettext ("%u not to be fed without limits",
                                        "%u not to be fed without limits", n_limited),
                              n_limited);
    }
  if (rows->len == HEARTH_RECEPTION_MAX_PEOPLE)
    {
      g_string_append (text, " · ");
      g_string_append (text, _ ("more are not shown"));
    }
  gtk_label_set_text (self->summary, text->str);
  g_string_free (text, TRUE);
}

/* Only those who are to be shown; the others are freed. */
static void
drop_hidden (HearthReceptionBoard *self, GPtrArray *rows)
{
  if (!self->is_open_only)
    return;
  for (guint i = rows->len; i-- > 0;)
    if (hearth_reception_row_is_complete (rows->pdata[i]))
      g_ptr_array_remove_index (rows, i);
}

static gboolean
are_same_people (HearthReceptionBoard *self, GPtrArray *rows)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->items)) != rows->len)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (HearthReceptionItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
      const HearthReceptionRow *row = rows->pdata[i];

      if (!hearth_id_equal (hearth_reception_item_get_case (item),
                            hearth_record_get_case (row->person)))
        return FALSE;
    }
  return TRUE;
}

/* Takes the rows out of @rows. Tiles stay where they are as long as the same people are on the board. */
static void
show_rows (HearthReceptionBoard *self, GPtrArray *rows)
{
  gboolean is_same = are_same_people (self, rows);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  gsize n_rows;
  g_autofree gpointer *taken = g_ptr_array_steal (rows, &n_rows);

  for (gsize i = 0; i < n_rows; i++)
    {
      g_autoptr (HearthReceptionItem) item =
          is_same ? g_list_model_get_item (G_LIST_MODEL (self->items), (guint) i) : NULL;

      if (is_same)
        hearth_reception_item_set_row (item, taken[i]);
      else
        g_ptr_array_add (items, hearth_reception_item_new (taken[i]));
    }
  if (!is_same)
    g_list_store_splice (self->items, 0, g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                         items->pdata, items->len);
}

static void
show_answer (HearthReceptionBoard *self, Answer *answer)
{
  guint n_people = answer->rows->len;
  const char *page = "board";

  if (answer->event != NULL)
    {
      g_clear_pointer (&self->event, hearth_record_unref);
      self->event = g_steal_pointer (&answer->event);
    }
  show_title (self);
  show_summary (self, answer->rows);
  drop_hidden (self, answer->rows);
  if (n_people == 0)
    page = "empty";
  else if (answer->rows->len == 0)
    page = "complete";
  show_rows (self, answer->rows);
  gtk_stack_set_visible_child_name (self->stack, page);
}

/* --- Faces --- */

/* Where an answer waits for the audit log. */
typedef struct
{
  HearthReceptionBoard *board;
  Answer *answer;
} Noting;

static void
noting_free (Noting *noting)
{
  g_object_unref (noting->board);
  answer_free (noting->answer);
  g_free (noting);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Noting, noting_free)

static gboolean
has_new_face (HearthReceptionBoard *self, const HearthReceptionRow *row)
{
  return row->photo != NULL &&
         !g_hash_table_contains (self->noted, hearth_record_get_case (row->person));
}

static GArray *
list_new_faces (HearthReceptionBoard *self, GPtrArray *rows)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (HearthAuditEntry));

  for (guint i = 0; i < rows->len; i++)
    {
      const HearthReceptionRow *row = rows->pdata[i];
      const HearthAuditEntry entry = { .event = HEARTH_AUDIT_FILE_OPEN,
                                       .case_id = *hearth_record_get_case (row->person),
                                       .cmp = HEARTH_COMPARTMENT_CORE };

      if (has_new_face (self, row))
        g_array_append_val (entries, entry);
    }
  return entries;
}

/* What could not be entered is not shown: the people are, without these faces. */
static void
take_new_faces (HearthReceptionBoard *self, GPtrArray *rows, gboolean is_noted)
{
  for (guint i = 0; i < rows->len; i++)
    {
      HearthReceptionRow *row = rows->pdata[i];
      const HearthId *case_id = hearth_record_get_case (row->person);

      if (!has_new_face (self, row))
        continue;
      if (is_noted)
        g_hash_table_add (self->noted, g_memdup2 (case_id, sizeof *case_id));
      else
        g_clear_pointer (&row->photo, hearth_record_unref);
    }
}

static void
on_noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Noting) noting = user_data;
  HearthReceptionBoard *self = noting->board;
  g_autoptr (GError) error = NULL;
  const gboolean is_noted = hearth_context_audit_finish (HEARTH_CONTEXT (source), result, &error);

  self->is_reading = FALSE;
  if (self->desk == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  take_new_faces (self, noting->answer->rows, is_noted);
  if (!is_noted)
    hearth_desk_report_error (self->desk, error);
  if (self->is_stale)
    begin_reading (self);
  else
    show_answer (self, noting->answer);
}

/* The entry in the audit log comes before the reading (security 12). */
static void
show_answer_noted (HearthReceptionBoard *self, Answer *answer)
{
  g_autoptr (GArray) entries = list_new_faces (self, answer->rows);
  HearthContext *context = hearth_desk_get_context (self->desk);
  Noting *noting;

  if (entries->len == 0 || context == NULL)
    {
      show_answer (self, answer);
      answer_free (answer);
      return;
    }
  noting = g_new0 (Noting, 1);
  noting->board = g_object_ref (self);
  noting->answer = answer;
  self->is_reading = TRUE;
  hearth_context_audit_many_async (context, (const HearthAuditEntry *) (gpointer) entries->data,
                                   entries->len, hearth_desk_get_cancellable (self->desk),
                                   on_noted_cb, noting);
}

static void
on_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthReceptionBoard) self = HEARTH_RECEPTION_BOARD (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) answer = hearth_store_read_finish (HEARTH_STORE (source), result, &error);

  self->is_reading = FALSE;
  if (self->desk == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (self->is_stale)
    begin_reading (self);
  else if (answer != NULL)
    show_answer_noted (self, g_steal_pointer (&answer));
  else
    {
      HearthSentence sentence = hearth_sentence_for_error (error);

      hearth_desk_look_at_error (self->desk, error);
      adw_status_page_set_title (self->failed, sentence.title);
      adw_status_page_set_description (self->failed, sentence.body);
      gtk_stack_set_visible_child_name (self->stack, "failed");
    }
}

static void
begin_reading (HearthReceptionBoard *self)
{
  HearthStore *store = hearth_desk_get_store (self->desk);
  Question *question;

  self->is_stale = self->is_reading;
  if (self->is_reading || store == NULL)
    return;
  self->is_reading = TRUE;
  question = g_new0 (Question, 1);
  question->packs = hearth_pack_set_ref (hearth_desk_get_packs (self->desk));
  question->has_event = self->event != NULL;
  if (self->event != NULL)
    question->event = *hearth_record_get_id (self->event);
  question->since =
      hearth_clock_today (hearth_desk_get_clock (self->desk)) - DAYS_WITHOUT_EVENT + 1;
  hearth_store_read_async (store, read_board, question, (GDestroyNotify) question_free,
                           (GDestroyNotify) answer_free, hearth_desk_get_cancellable (self->desk),
                           on_read_cb, g_object_ref (self));
}

/* --- What the person does --- */

static void
on_store_changed_cb (HearthReceptionBoard *self)
{
  if (self->desk != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    begin_reading (self);
}

static void
on_try_again_cb (HearthReceptionBoard *self)
{
  begin_reading (self);
}

static void
on_back_cb (HearthReceptionBoard *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthReceptionBoard *self = HEARTH_RECEPTION_BOARD (widget);

  if (self->event != NULL)
    hearth_event_dialog_present (GTK_WINDOW (gtk_widget_get_root (widget)), self->desk,
                                 self->event);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthReceptionBoard *self = HEARTH_RECEPTION_BOARD (widget);

  if (g_list_model_get_n_items (G_LIST_MODEL (self->items)) > 0)
    hearth_print_window_present (GTK_WINDOW (gtk_widget_get_root (widget)), self->desk,
                                 G_LIST_MODEL (self->items), self->event);
}

/* One person: the tile asks for it. */
static void
print_one_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthReceptionBoard *self = HEARTH_RECEPTION_BOARD (widget);
  g_autoptr (GListStore) one = g_list_store_new (HEARTH_TYPE_RECEPTION_ITEM);
  HearthId id;

  if (!hearth_id_parse (g_variant_get_string (parameter, NULL), &id))
    return;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (HearthReceptionItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      if (hearth_id_equal (hearth_reception_item_get_case (item), &id))
        g_list_store_append (one, item);
    }
  if (g_list_model_get_n_items (G_LIST_MODEL (one)) > 0)
    hearth_print_window_present (GTK_WINDOW (gtk_widget_get_root (widget)), self->desk,
                                 G_LIST_MODEL (one), self->event);
}

static void
intake_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthReceptionBoard *self = HEARTH_RECEPTION_BOARD (widget);
  char hex[HEARTH_ID_HEX_SIZE] = "";

  if (self->event != NULL)
    hearth_id_format (hearth_record_get_id (self->event), hex);
  gtk_widget_activate_action (widget, "win.bus-intake", "s", hex);
}

static void
on_setup_cb (HearthReceptionBoard *self, GtkListItem *list_item)
{
  gtk_list_item_set_child (list_item, hearth_reception_tile_new (self->desk, self->thumbs));
}

static void
on_bind_cb (HearthReceptionBoard *self, GtkListItem *list_item)
{
  hearth_reception_tile_set_item (HEARTH_RECEPTION_TILE (gtk_list_item_get_child (list_item)),
                                  gtk_list_item_get_item (list_item));
}

static void
on_unbind_cb (HearthReceptionBoard *self, GtkListItem *list_item)
{
  hearth_reception_tile_set_item (HEARTH_RECEPTION_TILE (gtk_list_item_get_child (list_item)),
                                  NULL);
}

static void
set_up_grid (HearthReceptionBoard *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkNoSelection *selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->items)));

  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind_cb), self, G_CONNECT_SWAPPED);
  gtk_grid_view_set_factory (self->grid, factory);
  gtk_grid_view_set_model (self->grid, GTK_SELECTION_MODEL (selection));
  g_object_unref (selection);
}

static void
hearth_reception_board_get_property (GObject *object,
                                     guint prop_id,
                                     GValue *value,
                                     GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_OPEN_ONLY:
      g_value_set_boolean (value, HEARTH_RECEPTION_BOARD (object)->is_open_only);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_reception_board_set_property (GObject *object,
                                     guint prop_id,
                                     const GValue *value,
                                     GParamSpec *pspec)
{
  HearthReceptionBoard *self = HEARTH_RECEPTION_BOARD (object);

  switch (prop_id)
    {
    case PROP_OPEN_ONLY:
      if (self->is_open_only != g_value_get_boolean (value))
        {
          self->is_open_only = g_value_get_boolean (value);
          begin_reading (self);
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_reception_board_dispose (GObject *object)
{
  HearthReceptionBoard *self = HEARTH_RECEPTION_BOARD (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), HEARTH_TYPE_RECEPTION_BOARD);
  g_clear_object (&self->items);
  g_clear_pointer (&self->noted, g_hash_table_unref);
  g_clear_object (&self->thumbs);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->event, hearth_record_unref);
  G_OBJECT_CLASS (hearth_reception_board_parent_class)->dispose (object);
}

static void
hearth_reception_board_class_init (HearthReceptionBoardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = hearth_reception_board_get_property;
  object_class->set_property = hearth_reception_board_set_property;
  object_class->dispose = hearth_reception_board_dispose;

  properties[PROP_OPEN_ONLY] =
      g_param_spec_boolean ("open-only", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[BACK] = g_signal_new ("back", HEARTH_TYPE_RECEPTION_BOARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_install_property_action (widget_class, "board.open-only", "open-only");
  gtk_widget_class_install_action (widget_class, "board.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "board.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "board.print-one", "s", print_one_action);
  gtk_widget_class_install_action (widget_class, "board.intake", NULL, intake_action);
  g_type_ensure (HEARTH_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/arrivals/hearth-reception-board.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthReceptionBoard, title);
  gtk_widget_class_bind_template_child (widget_class, HearthReceptionBoard, stack);
  gtk_widget_class_bind_template_child (widget_class, HearthReceptionBoard, grid);
  gtk_widget_class_bind_template_child (widget_class, HearthReceptionBoard, summary);
  gtk_widget_class_bind_template_child (widget_class, HearthReceptionBoard, failed);
  gtk_widget_class_bind_template_child (widget_class, HearthReceptionBoard, edit_button);
  gtk_widget_class_bind_template_callback (widget_class, on_back_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_try_again_cb);
}

static void
hearth_reception_board_init (HearthReceptionBoard *self)
{
  self->items = g_list_store_new (HEARTH_TYPE_RECEPTION_ITEM);
  self->noted = g_hash_table_new_full (hearth_id_hash, hearth_id_equal, g_free, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
hearth_reception_board_new (HearthDesk *desk)
{
  HearthReceptionBoard *self = g_object_new (HEARTH_TYPE_RECEPTION_BOARD, NULL);

  self->desk = g_object_ref (desk);
  /* Sharp on screens that show two pixels for one. */
  self->thumbs = hearth_file_thumbs_new (desk, 2 * HEARTH_RECEPTION_TILE_FACE);
  set_up_grid (self);
  g_signal_connect_object (hearth_desk_get_store (desk), "changed",
                           G_CALLBACK (on_store_changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
hearth_reception_board_show (HearthReceptionBoard *self, const HearthRecord *event)
{
  g_return_if_fail (HEARTH_IS_RECEPTION_BOARD (self));

  g_list_store_remove_all (self->items);
  g_clear_pointer (&self->event, hearth_record_unref);
  if (event != NULL)
    self->event = hearth_record_ref ((HearthRecord *) event);
  show_title (self);
  gtk_label_set_text (self->summary, "");
  gtk_stack_set_visible_child_name (self->stack, "loading");
  begin_reading (self);
}

void
hearth_reception_board_refresh (HearthReceptionBoard *self)
{
  g_return_if_fail (HEARTH_IS_RECEPTION_BOARD (self));

  begin_reading (self);
}
