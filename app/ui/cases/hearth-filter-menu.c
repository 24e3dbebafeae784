/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-filter-menu.h"

#include "hearth-case-columns.h"
#include "hearth-format.h"

#include <glib/gi18n.h>

#define MAX_HEIGHT 420

struct _HearthFilterMenu
{
  GtkPopover parent_instance;
  HearthViewKeeper *keeper;
  char *text;
  const HearthCaseFilterField *field; /* whose values are shown, or on their way */
  GCancellable *cancellable;

  GtkStack *stack;
  GtkListBox *fields;
  GtkListBox *values;
  GtkLabel *title;
};

G_DEFINE_FINAL_TYPE (HearthFilterMenu, hearth_filter_menu, GTK_TYPE_POPOVER)

enum
{
  PROP_0,
  PROP_TEXT,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

/* --- The question --- */

typedef struct
{
  HearthCaseQuery *query;
  const char *field;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  hearth_case_query_unref (question->query);
  g_free (question);
}

static gpointer
read_facets (HearthDb *db, gpointer data, GError **error)
{
  const Question *question = data;

  return hearth_case_query_facets (db, question->query, question->field, error);
}

/* What would be left without a filter on this field. Of flags several may be asked for. */
static HearthCaseQuery *
make_query (HearthFilterMenu *self)
{
  HearthDesk *desk = hearth_view_keeper_get_desk (self->keeper);
  g_autoptr (HearthSavedView) view =
      hearth_saved_view_copy (hearth_view_keeper_get_current (self->keeper));

  if (!g_str_equal (self->field->field, "flags"))
    hearth_saved_view_remove_filter (view, self->field->field, NULL);
  return hearth_saved_view_make_query (view, self->text,
                                       hearth_clock_today (hearth_desk_get_clock (desk)),
                                       hearth_desk_get_packs (desk));
}

/* --- Rows --- */

static void
clear_rows (GtkListBox *box)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_list_box_remove (box, row);
}

static GtkWidget *
make_row (const char *title, const char *detail, gboolean leads_on)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (title);
  g_autoptr (GString) spoken = g_string_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  if (detail != NULL)
    {
      GtkWidget *count = gtk_label_new (detail);

      gtk_widget_add_css_class (count, "dim-label");
      gtk_widget_add_css_class (count, "numeric");
      gtk_box_append (GTK_BOX (box), count);
      hearth_format_append_part (spoken, detail);
    }
  if (leads_on)
    gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken->str,
                                  -1);
  return row;
}

static void
focus_first (GtkListBox *box)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (box));

  if (row != NULL)
    gtk_widget_grab_focus (row);
}

static void
add_value (HearthFilterMenu *self, const char *value, const char *count)
{
  g_autofree char *title = hearth_case_filter_fields_dup_value (self->field, value, self->keeper);
  GtkWidget *row = make_row (title, count, FALSE);

  g_object_set_data_full (G_OBJECT (row), "value", g_strdup (value), g_free);
  gtk_list_box_append (self->values, row);
}

/* Values that only few have are looked for as well: packs give the order, and what no pack names follows. */
static void
show_values (HearthFilterMenu *self, GPtrArray *facets)
{
  HearthPackSet *packs = hearth_desk_get_packs (hearth_view_keeper_get_desk (self->keeper));
  const guint n_entries =
      self->field->pack != NULL ? hearth_pack_set_get_n_entries (packs, self->field->pack) : 0;

  clear_rows (self->values);
  for (guint i = 0; i < n_entries + facets->len; i++)
    {
      const char *id =
          i < n_entries
              ? hearth_pack_entry_get_id (hearth_pack_set_get_entry (packs, self->field->pack, i))
              : NULL;

      for (guint j = 0; j < facets->len; j++)
        {
          HearthCaseFacet *facet = facets->pdata[j];
          g_autofree char *count = g_strdup_printf ("%u", facet->n_cases);

          if (facet->n_cases == 0 ||
              (id != NULL ? !g_str_equal (facet->value, id) : j != i - n_entries))
            continue;
          add_value (self, facet->value, count);
          facet->n_cases = 0;
        }
    }
  add_value (self, "", NULL);
  gtk_stack_set_visible_child_name (self->stack, "values");
  focus_first (self->values);
}

static void
on_facets_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthFilterMenu) self = HEARTH_FILTER_MENU (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) facets = hearth_store_read_finish (HEARTH_STORE (source), result, &error);

  if (self->keeper == NULL || self->field == NULL ||
      g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (facets != NULL)
    show_values (self, facets);
  else
    hearth_desk_report_error (hearth_view_keeper_get_desk (self->keeper), error);
}

static void
ask_for_values (HearthFilterMenu *self, const HearthCaseFilterField *field)
{
  HearthStore *store = hearth_desk_get_store (hearth_view_keeper_get_desk (self->keeper));
  Question *question;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (store == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  self->field = field;
  gtk_label_set_text (self->title, _ (field->title));
  question = g_new0 (Question, 1);
  question->query = make_query (self);
  question->field = field->field;
  hearth_store_read_async (store, read_facets, question, question_free,
                           (GDestroyNotify) g_ptr_array_unref, self->cancellable, on_facets_read_cb,
                           g_object_ref (self));
}

static void
on_field_activated_cb (HearthFilterMenu *self, GtkListBoxRow *row)
{
  const HearthCaseFilterField *field = g_object_get_data (G_OBJECT (row), "field");

  if (field->yes == NULL)
    {
      ask_for_values (self, field);
      return;
    }
  gtk_popover_popdown (GTK_POPOVER (self));
  hearth_view_keeper_add_filter (self->keeper, field->field, "true");
}

static void
on_value_activated_cb (HearthFilterMenu *self, GtkListBoxRow *row)
{
  g_autofree char *value = g_strdup (g_object_get_data (G_OBJECT (row), "value"));

  gtk_popover_popdown (GTK_POPOVER (self));
  hearth_view_keeper_add_filter (self->keeper, self->field->field, value);
}

static void
show_fields (HearthFilterMenu *self)
{
  gtk_stack_set_visible_child_name (self->stack, "fields");
  focus_first (self->fields);
}

static void
hearth_filter_menu_show (GtkWidget *widget)
{
  gtk_stack_set_visible_child_name (HEARTH_FILTER_MENU (widget)->stack, "fields");
  GTK_WIDGET_CLASS (hearth_filter_menu_parent_class)->show (widget);
  focus_first (HEARTH_FILTER_MENU (widget)->fields);
}

/* --- Making --- */

static GtkWidget *
make_scroller (GtkListBox *box)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (box));
  return scroller;
}

static GtkListBox *
make_list (HearthFilterMenu *self, GCallback activated)
{
  GtkListBox *box = GTK_LIST_BOX (gtk_list_box_new ());

  gtk_list_box_set_selection_mode (box, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (box), "navigation-sidebar");
  g_signal_connect_object (box, "row-activated", activated, self, G_CONNECT_SWAPPED);
  return box;
}

static GtkWidget *
make_values_page (HearthFilterMenu *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *back = gtk_button_new_from_icon_name ("go-previous-symbolic");

  gtk_widget_add_css_class (back, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (back), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Back"),
                                  -1);
  g_signal_connect_object (back, "clicked", G_CALLBACK (show_fields), self, G_CONNECT_SWAPPED);
  self->title = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "heading");
  gtk_box_append (GTK_BOX (head), back);
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (self->title));
  self->values = make_list (self, G_CALLBACK (on_value_activated_cb));
  gtk_box_append (GTK_BOX (page), head);
  gtk_box_append (GTK_BOX (page), make_scroller (self->values));
  return page;
}

static void
add_fields (HearthFilterMenu *self)
{
  guint n_fields;
  const HearthCaseFilterField *all = hearth_case_filter_fields_get (&n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      GtkWidget *row = make_row (_ (all[i].title), NULL, all[i].yes == NULL);

      g_object_set_data (G_OBJECT (row), "field", (gpointer) &all[i]);
      gtk_list_box_append (self->fields, row);
    }
}

static void
hearth_filter_menu_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_TEXT)
    g_value_set_string (value, HEARTH_FILTER_MENU (object)->text);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hearth_filter_menu_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  HearthFilterMenu *self = HEARTH_FILTER_MENU (object);

  if (id != PROP_TEXT)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  g_free (self->text);
  self->text = g_value_dup_string (value);
  g_object_notify_by_pspec (object, pspec);
}

static void
hearth_filter_menu_dispose (GObject *object)
{
  HearthFilterMenu *self = HEARTH_FILTER_MENU (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->keeper);
  g_clear_pointer (&self->text, g_free);
  G_OBJECT_CLASS (hearth_filter_menu_parent_class)->dispose (object);
}

static void
hearth_filter_menu_class_init (HearthFilterMenuClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = hearth_filter_menu_get_property;
  object_class->set_property = hearth_filter_menu_set_property;
  object_class->dispose = hearth_filter_menu_dispose;
  GTK_WIDGET_CLASS (klass)->show = hearth_filter_menu_show;
  properties[PROP_TEXT] =
      g_param_spec_string ("text", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
hearth_filter_menu_init (HearthFilterMenu *self)
{
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  self->fields = make_list (self, G_CALLBACK (on_field_activated_cb));
  gtk_stack_add_named (self->stack, make_scroller (self->fields), "fields");
  gtk_stack_add_named (self->stack, make_values_page (self), "values");
  gtk_popover_set_child (GTK_POPOVER (self), GTK_WIDGET (self->stack));
  gtk_widget_add_css_class (GTK_WIDGET (self), "menu");
  add_fields (self);
}

GtkWidget *
hearth_filter_menu_new (HearthViewKeeper *keeper)
{
  HearthFilterMenu *self = g_object_new (HEARTH_TYPE_FILTER_MENU, NULL);

  self->keeper = g_object_ref (keeper);
  return GTK_WIDGET (self);
}
