/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-check-catalogue.h"

#include "hearth-case-checks.h"
#include "hearth-case-rules.h"
#include "hearth-chip.h"
#include "hearth-format.h"
#include "hearth-pack-entry.h"
#include "hearth-policy.h"
#include "hearth-random.h"
#include "hearth-record-dialog.h"
#include "hearth-text-row.h"

#include <glib/gi18n.h>

struct _HearthCheckCatalogue
{
  AdwBin parent_instance;
  HearthDesk *desk;
  HearthCase *kase;
  AdwPreferencesGroup *group;
  GtkListBox *list;
  GtkWidget *empty_label;
  GtkToggleButton *all_button;
};

G_DEFINE_FINAL_TYPE (HearthCheckCatalogue, hearth_check_catalogue, ADW_TYPE_BIN)

#define ENTRY_KEY "hearth-entry"

/* In the order in which they are listed; the look is never the only carrier. */
static const struct
{
  HearthCheckState state;
  const char *title;
  const char *look;
} states[] = {
  { HEARTH_CHECK_OVERDUE, N_ ("Overdue"), "urgent" },
  { HEARTH_CHECK_DUE, N_ ("Due"), "accent" },
  { HEARTH_CHECK_PENDING, N_ ("Result is awaited"), "warning" },
  { HEARTH_CHECK_ABNORMAL, N_ ("Abnormal"), "warning" },
  { HEARTH_CHECK_LATER, N_ ("Later"), NULL },
  { HEARTH_CHECK_REFUSED, N_ ("Refused"), "flag" },
  { HEARTH_CHECK_DONE, N_ ("Done"), NULL },
  { HEARTH_CHECK_NORMAL, N_ ("Normal"), NULL },
  { HEARTH_CHECK_NOT_INDICATED, N_ ("Not indicated"), NULL },
};

static guint
find_state (HearthCheckState state)
{
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (states[i].state == state)
      return i;
  return G_N_ELEMENTS (states) - 1;
}

/* What somebody has to look at, also because its next time has come. */
static gboolean
is_open (const HearthCheckItem *item, HearthDate today)
{
  return !hearth_check_state_is_closed (item->state) || item->state == HEARTH_CHECK_ABNORMAL ||
         (item->due_on != HEARTH_DATE_NONE && item->due_on <= today);
}

static gboolean
is_now (const HearthCheckItem *item, HearthDate today)
{
  return item->state != HEARTH_CHECK_LATER && is_open (item, today);
}

/* --- Writing a check down --- */

/* Measures and assessments have forms of their own. */
static const HearthKind *
get_form_kind (const HearthPackEntry *entry)
{
  const char *id = hearth_pack_entry_get_id (entry);

  if (g_str_equal (id, "vital-signs") || g_str_equal (id, "weight-height"))
    return hearth_registry_find_kind ("vitals");
  if (g_str_equal (id, "refeeding-risk"))
    return hearth_registry_find_kind ("feeding");
  return hearth_check_entry_get_kind (entry);
}

static void
on_row_activated_cb (HearthCheckCatalogue *self, GtkListBoxRow *row)
{
  const HearthPackEntry *entry = g_object_get_data (G_OBJECT (row), ENTRY_KEY);
  const HearthKind *kind = get_form_kind (entry);
  HearthContext *context = hearth_desk_get_context (self->desk);
  json_t *values = json_object ();
  g_autoptr (HearthRecord) record = NULL;
  HearthId rec = hearth_random_id ();

  if (hearth_kind_find_field (kind, "check") != NULL)
    json_object_set_new (values, "check", json_string (hearth_pack_entry_get_id (entry)));
  record = hearth_record_new (kind, &rec, hearth_case_get_id (self->kase), 0, values);
  if (context != NULL &&
      hearth_policy_may_write (hearth_vault_get_roles (hearth_context_get_vault (context)), kind))
    hearth_record_dialog_present (GTK_WIDGET (self), self->desk, self->kase, record);
}

/* --- The list --- */

static void
append_last (GString *text, const HearthCheckItem *item)
{
  g_autofree char *day = hearth_format_date (item->done_on);
  /* Translators: the placeholder is a date. */
  g_autofree char *part = day != NULL ? g_strdup_printf (_ ("last on %s"), day) : NULL;

  hearth_format_append_part (text, part);
}

static void
append_next (GString *text, const HearthCheckItem *item)
{
  g_autofree char *day = hearth_format_date (item->due_on);
  g_autofree char *part = NULL;

  if (day == NULL)
    return;
  if (item->latest != NULL)
    /* Translators: the placeholder is a date. */
    part = g_strdup_printf (_ ("next by %s"), day);
  else
    /* Translators: the placeholder is a date. */
    part = g_strdup_printf (_ ("by %s"), day);
  hearth_format_append_part (text, part);
}

static char *
dup_subtitle (const HearthCheckItem *item)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_last (text, item);
  append_next (text, item);
  if (item->latest == NULL && hearth_check_state_is_closed (item->state))
    hearth_format_append_part (text, _ ("closed in the plan, no result is written down"));
  if (item->latest != NULL || hearth_check_state_is_closed (item->state))
    return g_strdup (text->str);
  hearth_format_append_part (
      text, hearth_pack_entry_get_text (item->entry, "Trigger", hearth_format_language ()));
  if (g_strcmp0 (hearth_pack_entry_get_text (item->entry, "Consent", NULL), "specific") == 0)
    hearth_format_append_part (text, _ ("only with consent of its own"));
  return g_strdup (text->str);
}

static void
append_item (HearthCheckCatalogue *self, const HearthCheckItem *item)
{
  HearthDate today = hearth_case_get_today (self->kase);
  guint state = find_state (item->state);
  g_autofree char *subtitle = dup_subtitle (item);
  GtkWidget *row = hearth_text_row_new (
      hearth_pack_entry_get_title (item->entry, hearth_format_language ()), subtitle);

  if (item->latest != NULL && item->due_on != HEARTH_DATE_NONE && item->due_on <= today)
    hearth_text_row_add_suffix (
        HEARTH_TEXT_ROW (row),
        hearth_chip_new (_ ("Due again"), item->due_on < today ? "urgent" : "accent"));
  hearth_text_row_add_suffix (HEARTH_TEXT_ROW (row),
                              hearth_chip_new (_ (states[state].title), states[state].look));
  g_object_set_data (G_OBJECT (row), ENTRY_KEY, (gpointer) item->entry);
  gtk_list_box_append (self->list, row);
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const HearthCheckItem *first = a;
  const HearthCheckItem *second = b;
  guint first_rank = find_state (first->state);
  guint second_rank = find_state (second->state);

  if (first_rank != second_rank)
    return first_rank < second_rank ? -1 : 1;
  if (first->due_on != second->due_on && first->due_on != HEARTH_DATE_NONE &&
      second->due_on != HEARTH_DATE_NONE)
    return first->due_on < second->due_on ? -1 : 1;
  return g_strcmp0 (hearth_pack_entry_get_text (first->entry, "Code", NULL),
                    hearth_pack_entry_get_text (second->entry, "Code", NULL));
}

static void
clear_rows (HearthCheckCatalogue *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

static void
show_counts (HearthCheckCatalogue *self, GArray *items)
{
  HearthDate today = hearth_case_get_today (self->kase);
  guint n_closed = 0, n_overdue = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < items->len; i++)
    {
      const HearthCheckItem *item = &g_array_index (items, HearthCheckItem, i);

      n_closed += !is_open (item, today) || item->state == HEARTH_CHECK_ABNORMAL;
      n_overdue += item->state == HEARTH_CHECK_OVERDUE;
    }
  /* Translators: how many of all checks are finished, and how many are late. */
  text = g_strdup_printf (_ ("%u of %u finished, %u overdue"), n_closed, items->len, n_overdue);
  adw_preferences_group_set_description (self->group, text);
}

static void
show_rows (HearthCheckCatalogue *self)
{
  HearthDate today = hearth_case_get_today (self->kase);
  gboolean is_all = gtk_toggle_button_get_active (self->all_button);
  g_autoptr (GArray) items =
      hearth_case_list_checks (hearth_desk_get_context (self->desk), self->kase);
  guint n_shown = 0;

  clear_rows (self);
  g_array_sort (items, compare_items);
  for (guint i = 0; i < items->len; i++)
    {
      const HearthCheckItem *item = &g_array_index (items, HearthCheckItem, i);

      if (!is_all && !is_now (item, today))
        continue;
      append_item (self, item);
      n_shown++;
    }
  show_counts (self, items);
  gtk_widget_set_visible (GTK_WIDGET (self->list), n_shown > 0);
  gtk_widget_set_visible (self->empty_label, n_shown == 0);
}

static void
on_all_toggled_cb (HearthCheckCatalogue *self)
{
  if (self->kase != NULL && hearth_desk_get_context (self->desk) != NULL)
    show_rows (self);
}

static void
hearth_check_catalogue_dispose (GObject *object)
{
  HearthCheckCatalogue *self = HEARTH_CHECK_CATALOGUE (object);

  g_clear_object (&self->kase);
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (hearth_check_catalogue_parent_class)->dispose (object);
}

static void
hearth_check_catalogue_class_init (HearthCheckCatalogueClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_check_catalogue_dispose;
}

static void
hearth_check_catalogue_init (HearthCheckCatalogue *self)
{
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  adw_preferences_group_set_title (self->group, _ ("Catalogue of Checks"));
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Catalogue of Checks"), -1);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (on_row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  self->empty_label = gtk_label_new (_ ("No check is due now"));
  gtk_label_set_xalign (GTK_LABEL (self->empty_label), 0);
  gtk_widget_add_css_class (self->empty_label, "dim-label");
  self->all_button = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label (_ ("All Checks")));
  gtk_widget_add_css_class (GTK_WIDGET (self->all_button), "flat");
  gtk_widget_set_valign (GTK_WIDGET (self->all_button), GTK_ALIGN_CENTER);
  g_signal_connect_object (self->all_button, "toggled", G_CALLBACK (on_all_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (self->group, GTK_WIDGET (self->all_button));
  adw_preferences_group_add (self->group, GTK_WIDGET (self->list));
  adw_preferences_group_add (self->group, self->empty_label);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
}

/** hearth_check_catalogue_new: empty until a case is shown. */
GtkWidget *
hearth_check_catalogue_new (HearthDesk *desk)
{
  HearthCheckCatalogue *self = g_object_new (HEARTH_TYPE_CHECK_CATALOGUE, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}

/** hearth_check_catalogue_show_case: as the case stands now. */
void
hearth_check_catalogue_show_case (HearthCheckCatalogue *self, HearthCase *kase)
{
  g_return_if_fail (HEARTH_IS_CHECK_CATALOGUE (self));

  g_set_object (&self->kase, kase);
  if (hearth_desk_get_context (self->desk) != NULL)
    show_rows (self);
}
