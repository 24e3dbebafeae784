/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-pack-editor.h"

#include "hearth-date-row.h"
#include "hearth-draft-form.h"
#include "hearth-format.h"
#include "hearth-overlays.h"
#include "hearth-pack-schema.h"
#include "hearth-policy.h"
#include "hearth-sentence.h"

#include <glib/gi18n.h>
#include <string.h>

/* One key in one language. */
typedef struct
{
  char *name; /* "Title[uk]" */
  AdwEntryRow *row;
} Line;

struct _HearthPackEditor
{
  AdwWindow parent_instance;
  HearthDesk *desk;
  const HearthPackKind *kind;
  char *entry;   /* NULL: to be added */
  char *shipped; /* its text; NULL: none was shipped */
  HearthId rec;  /* of the overlay in force; zero: none */
  GArray *lines; /* Line */
  gboolean is_saving;
  HearthDraftForm *draft; /* NULL: nothing can be changed */

  AdwWindowTitle *title;
  AdwPreferencesGroup *keys;
  AdwEntryRow *id_row;
  HearthDateRow *since_row;
  AdwEntryRow *reason_row;
  GtkLabel *changes_label;
  GtkLabel *issue_label;
  GtkWidget *revert_button;
};

G_DEFINE_FINAL_TYPE (HearthPackEditor, hearth_pack_editor, ADW_TYPE_WINDOW)

/* "pack:", kind and entry: what is needed to open the form again. */
#define FORM "pack:"

static void
clear_line (gpointer data)
{
  g_free (((Line *) data)->name);
}

/* The value as the file would have it, escapes and all; NULL: not there. */
static char *
dup_value (const char *text, const char *name)
{
  g_autofree char *key = g_strdup_printf ("\n%s=", name);
  const char *found = text != NULL ? strstr (text, key) : NULL;
  const char *end;

  if (found == NULL)
    return NULL;
  found += strlen (key);
  end = strchr (found, '\n');
  return end != NULL ? g_strndup (found, (gsize) (end - found)) : g_strdup (found);
}

static const char *
get_id (HearthPackEditor *self)
{
  return self->entry != NULL ? self->entry : gtk_editable_get_text (GTK_EDITABLE (self->id_row));
}

static char *
make_text (HearthPackEditor *self)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "[%s]\n", get_id (self));
  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);
      const char *value = gtk_editable_get_text (GTK_EDITABLE (line->row));

      if (*value != '\0')
        g_string_append_printf (text, "%s=%s\n", line->name, value);
    }
  return g_string_free (text, FALSE);
}

/* --- What is changed, and what is wrong --- */

static gboolean
show_changes (HearthPackEditor *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);
      const char *now = gtk_editable_get_text (GTK_EDITABLE (line->row));
      g_autofree char *before = dup_value (self->shipped, line->name);

      if (g_strcmp0 (before != NULL ? before : "", now) != 0)
        g_string_append_printf (text, "%s%s: %s → %s", text->len > 0 ? "\n" : "", line->name,
                                before != NULL ? before : "—", *now != '\0' ? now : "—");
    }
  gtk_label_set_text (self->changes_label,
                      text->len > 0 ? text->str : _ ("As it was shipped: nothing is changed"));
  return text->len > 0;
}

static HearthDate
get_since (HearthPackEditor *self, gboolean *is_valid)
{
  HearthPartialDate date;

  *is_valid = hearth_date_row_get_date (self->since_row, &date) && date.day != 0;
  return *is_valid ? hearth_partial_date_first (&date) : HEARTH_DATE_NONE;
}

static json_t *
make_fields (HearthPackEditor *self)
{
  gboolean is_valid;
  HearthDate since = get_since (self, &is_valid);
  g_autofree char *day = is_valid ? hearth_date_to_string (since) : NULL;
  g_autofree char *text = make_text (self);
  json_t *fields =
      json_pack ("{s:s, s:s, s:s, s:s}", "pack", self->kind->id, "entry", get_id (self), "text",
                 text, "reason", gtk_editable_get_text (GTK_EDITABLE (self->reason_row)));

  if (day != NULL)
    json_object_set_new (fields, "since_on", json_string (day));
  return fields;
}

/* The form of the text alone; what it does to the other packs is looked at when it is saved. */
static char *
dup_problem (HearthPackEditor *self)
{
  static const HearthId none = { { 0 } };
  HearthContext *context = hearth_desk_get_context (self->desk);
  g_autoptr (GPtrArray) problems = hearth_pack_problems_new ();
  g_autoptr (HearthRecord) record = NULL;
  g_autoptr (HearthPack) pack = NULL;

  if (context == NULL)
    return NULL;
  record = hearth_record_new (hearth_registry_find_kind ("overlay"), &none, &none, 0,
                              make_fields (self));
  pack = hearth_overlay_parse (hearth_context_get_shipped_packs (context), record, problems);
  return problems->len > 0 ? hearth_pack_problem_to_string (problems->pdata[0]) : NULL;
}

static void
say (HearthPackEditor *self, const char *text)
{
  gtk_label_set_text (self->issue_label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->issue_label), text != NULL);
}

static void
update_state (HearthPackEditor *self)
{
  gboolean is_changed = show_changes (self);
  g_autofree char *problem = is_changed ? dup_problem (self) : NULL;
  gboolean is_day;
  gboolean has_reason = *gtk_editable_get_text (GTK_EDITABLE (self->reason_row)) != '\0';

  get_since (self, &is_day);
  if (problem != NULL)
    say (self, problem);
  else if (is_changed && !is_day)
    say (self, _ ("Write the day from which this counts"));
  else if (is_changed && !has_reason)
    say (self, _ ("Write why this is changed"));
  else
    say (self, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.save",
                                 !self->is_saving && is_changed && problem == NULL && is_day &&
                                     has_reason);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.revert",
                                 !self->is_saving && !hearth_id_is_zero (&self->rec));
}

/* --- Acts --- */

static void
end_act (HearthPackEditor *self, const char *done_title, GAsyncResult *result)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) done = hearth_overlay_save_finish (result, &error);

  self->is_saving = FALSE;
  if (self->desk == NULL)
    return;
  if (done != NULL)
    {
      hearth_desk_report (self->desk, done_title, done);
      if (hearth_change_set_get_result (done) == HEARTH_RESULT_DONE)
        {
          if (self->draft != NULL)
            hearth_draft_form_end (self->draft);
          gtk_window_destroy (GTK_WINDOW (self));
          return;
        }
    }
  update_state (self);
  /* It names file, group and key, which is what who edits a pack has to know. */
  if (g_error_matches (error, HEARTH_MODEL_ERROR, HEARTH_MODEL_ERROR_INVALID))
    say (self, error->message);
  else if (error != NULL)
    hearth_desk_report_error (self->desk, error);
}

static void
on_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthPackEditor) self = HEARTH_PACK_EDITOR (user_data);

  end_act (self, _ ("Entry of the pack saved"), result);
}

static void
on_reverted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthPackEditor) self = HEARTH_PACK_EDITOR (user_data);

  end_act (self, _ ("The shipped entry is used again"), result);
}

static void
act (HearthPackEditor *self, const json_t *fields, GAsyncReadyCallback callback)
{
  HearthContext *context = hearth_desk_get_context (self->desk);

  if (context == NULL || self->is_saving)
    return;
  self->is_saving = TRUE;
  update_state (self);
  hearth_overlay_save_async (context, &self->rec, fields, callback, g_object_ref (self));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthPackEditor *self = HEARTH_PACK_EDITOR (widget);
  json_auto_t *fields = make_fields (self);

  act (self, fields, on_saved_cb);
}

static void
revert_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  json_auto_t *gone = json_pack ("{s:b}", "gone", TRUE);

  act (HEARTH_PACK_EDITOR (widget), gone, on_reverted_cb);
}

/* --- The form --- */

/* Closed by the person, and not by a lock: what was typed is not wanted. */
static gboolean
hearth_pack_editor_close_request (GtkWindow *window)
{
  HearthPackEditor *self = HEARTH_PACK_EDITOR (window);

  if (self->draft != NULL)
    hearth_draft_form_end (self->draft);
  return GTK_WINDOW_CLASS (hearth_pack_editor_parent_class)->close_request (window);
}

static void
hearth_pack_editor_dispose (GObject *object)
{
  g_clear_object (&HEARTH_PACK_EDITOR (object)->draft);
  g_clear_object (&HEARTH_PACK_EDITOR (object)->desk);
  G_OBJECT_CLASS (hearth_pack_editor_parent_class)->dispose (object);
}

static void
hearth_pack_editor_finalize (GObject *object)
{
  HearthPackEditor *self = HEARTH_PACK_EDITOR (object);

  g_array_unref (self->lines);
  g_free (self->entry);
  g_free (self->shipped);
  G_OBJECT_CLASS (hearth_pack_editor_parent_class)->finalize (object);
}

static void
hearth_pack_editor_class_init (HearthPackEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  GTK_WINDOW_CLASS (klass)->close_request = hearth_pack_editor_close_request;
  G_OBJECT_CLASS (klass)->dispose = hearth_pack_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = hearth_pack_editor_finalize;
  g_type_ensure (HEARTH_TYPE_DATE_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/admin/hearth-pack-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthPackEditor, title);
  gtk_widget_class_bind_template_child (widget_class, HearthPackEditor, keys);
  gtk_widget_class_bind_template_child (widget_class, HearthPackEditor, id_row);
  gtk_widget_class_bind_template_child (widget_class, HearthPackEditor, since_row);
  gtk_widget_class_bind_template_child (widget_class, HearthPackEditor, reason_row);
  gtk_widget_class_bind_template_child (widget_class, HearthPackEditor, changes_label);
  gtk_widget_class_bind_template_child (widget_class, HearthPackEditor, issue_label);
  gtk_widget_class_bind_template_child (widget_class, HearthPackEditor, revert_button);
  gtk_widget_class_install_action (widget_class, "editor.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "editor.revert", NULL, revert_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "editor.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hearth_pack_editor_init (HearthPackEditor *self)
{
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  g_array_set_clear_func (self->lines, clear_line);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* What may stand there, for who does not know the file by heart. */
static char *
dup_hint (const HearthPackKey *key)
{
  switch (key->type)
    {
    case HEARTH_PACK_CHOICE:
    case HEARTH_PACK_CHOICES:
      return g_strdup (key->of);
    case HEARTH_PACK_NUMBER:
    case HEARTH_PACK_NUMBERS:
      return g_strdup_printf ("%d–%d", key->min, key->max);
    case HEARTH_PACK_DATE:
      return g_strdup (_ ("year-month-day"));
    case HEARTH_PACK_BOOL:
      return g_strdup ("true, false");
    case HEARTH_PACK_REF:
    case HEARTH_PACK_REFS:
      return g_strdup_printf (_ ("ids of: %s"), key->of);
    case HEARTH_PACK_LIST:
    case HEARTH_PACK_LABELS:
      return g_strdup (_ ("parts with semicolons between them"));
    case HEARTH_PACK_TEXT:
    case HEARTH_PACK_LOCAL:
    case HEARTH_PACK_CONDITIONS:
    case HEARTH_PACK_ANCHOR:
    default:
      return NULL;
    }
}

static void
add_line (HearthPackEditor *self, const HearthPackKey *key, const char *language, const char *text)
{
  g_autofree char *name =
      language != NULL ? g_strdup_printf ("%s[%s]", key->name, language) : g_strdup (key->name);
  g_autofree char *value = dup_value (text, name);
  g_autofree char *hint = dup_hint (key);
  Line line = { g_strdup (name), ADW_ENTRY_ROW (adw_entry_row_new ()) };

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (line.row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (line.row), name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (line.row), hint);
  gtk_editable_set_text (GTK_EDITABLE (line.row), value != NULL ? value : "");
  adw_preferences_group_add (self->keys, GTK_WIDGET (line.row));
  g_array_append_val (self->lines, line);
  g_signal_connect_object (line.row, "changed", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
}

static gboolean
is_translated (const HearthPackKey *key)
{
  return key->type == HEARTH_PACK_LOCAL || key->type == HEARTH_PACK_LIST ||
         key->type == HEARTH_PACK_LABELS;
}

static void
add_lines (HearthPackEditor *self, const char *text)
{
  const HearthPackKey *tables[2];

  hearth_pack_kind_get_tables (self->kind, tables);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const HearthPackKey *key = tables[i]; key->name != NULL; key++)
      {
        add_line (self, key, NULL, text);
        if (is_translated (key))
          add_line (self, key, "uk", text);
      }
}

static void
set_since (HearthPackEditor *self, HearthDate day)
{
  HearthPartialDate date;
  int year, month, number;

  hearth_date_split (day, &year, &month, &number);
  date = (HearthPartialDate){ (gint16) year, (gint8) month, (gint8) number };
  hearth_date_row_set_date (self->since_row, &date);
}

static char *
dup_text (HearthPackSet *packs, const char *kind, const char *entry)
{
  const HearthPackEntry *found = entry != NULL ? hearth_pack_set_lookup (packs, kind, entry) : NULL;

  return found != NULL ? hearth_overlay_make_text (found) : NULL;
}

/* The overlay that stands for the entry today, or the next one that will. */
static const HearthRecord *
find_overlay (HearthPackEditor *self, HearthContext *context)
{
  HearthOverlays *overlays = hearth_context_get_overlays (context);

  return overlays != NULL && self->entry != NULL
             ? hearth_overlay_find (hearth_overlays_get_records (overlays), self->kind->id,
                                    self->entry, G_MAXINT32)
             : NULL;
}

static void
fill (HearthPackEditor *self, HearthContext *context)
{
  const HearthRecord *overlay = find_overlay (self, context);
  HearthDate since = HEARTH_DATE_NONE;
  g_autofree char *text = NULL;

  self->shipped =
      dup_text (hearth_context_get_shipped_packs (context), self->kind->id, self->entry);
  if (overlay != NULL)
    {
      const char *reason = hearth_record_get_text (overlay, "reason");

      self->rec = *hearth_record_get_id (overlay);
      since = hearth_record_get_date (overlay, "since_on");
      text = g_strdup (hearth_record_get_text (overlay, "text"));
      gtk_editable_set_text (GTK_EDITABLE (self->reason_row), reason != NULL ? reason : "");
    }
  else
    text = g_strdup (self->shipped);
  add_lines (self, text);
  set_since (self, since != HEARTH_DATE_NONE
                       ? since
                       : hearth_clock_today (hearth_context_get_clock (context)));
  gtk_widget_set_visible (self->revert_button, overlay != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->id_row), self->entry == NULL);
}

static void
keep_draft (HearthPackEditor *self)
{
  static const HearthId shared = { { 0 } };
  g_autofree char *form =
      g_strdup_printf (FORM "%s:%s", self->kind->id, self->entry != NULL ? self->entry : "");
  const HearthId rec = hearth_record_derive_id (&shared, "overlay", form);

  self->draft = hearth_draft_form_new (self->desk, form, &rec, NULL, 0);
  hearth_draft_form_add (self->draft, "id", self->id_row);
  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = &g_array_index (self->lines, Line, i);

      hearth_draft_form_add (self->draft, line->name, line->row);
    }
  hearth_draft_form_add (self->draft, "since_on", self->since_row);
  hearth_draft_form_add (self->draft, "reason", self->reason_row);
  hearth_draft_form_begin (self->draft);
}

gboolean
hearth_pack_editor_resume (GtkWidget *parent, HearthDesk *desk, const HearthDraft *draft)
{
  g_auto (GStrv) parts = g_strsplit (draft->form, ":", 3);

  if (!g_str_has_prefix (draft->form, FORM))
    return FALSE;
  if (g_strv_length (parts) == 3 && hearth_pack_kind_lookup (parts[1]) != NULL)
    hearth_pack_editor_present (parent, desk, parts[1], *parts[2] != '\0' ? parts[2] : NULL);
  return TRUE;
}

void
hearth_pack_editor_present (GtkWidget *parent,
                            HearthDesk *desk,
                            const char *kind,
                            const char *entry)
{
  HearthContext *context = hearth_desk_get_context (desk);
  HearthPackEditor *self;
  gboolean may_write;

  if (context == NULL)
    return;
  may_write = hearth_policy_may_write (hearth_vault_get_roles (hearth_context_get_vault (context)),
                                       hearth_registry_find_kind ("overlay"));
  self = g_object_new (HEARTH_TYPE_PACK_EDITOR, NULL);
  self->desk = g_object_ref (desk);
  self->kind = hearth_pack_kind_lookup (kind);
  self->entry = g_strdup (entry);
  adw_window_title_set_subtitle (self->title, entry != NULL ? entry : kind);
  fill (self, context);
  for (guint i = 0; !may_write && i < self->lines->len; i++)
    gtk_editable_set_editable (GTK_EDITABLE (g_array_index (self->lines, Line, i).row), FALSE);
  g_signal_connect_object (self->id_row, "changed", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->since_row, "changed", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reason_row, "changed", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  if (may_write)
    keep_draft (self);
  update_state (self);
  gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (gtk_widget_get_root (parent)));
  gtk_window_present (GTK_WINDOW (self));
}
