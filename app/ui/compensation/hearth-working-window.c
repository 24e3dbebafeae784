/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-working-window.h"

#include "hearth-format.h"
#include "hearth-money-words.h"
#include "hearth-table-save.h"
#include "hearth-text-row.h"
#include "hearth-working-table.h"

#include <glib/gi18n.h>

#define WIDTH 720
#define HEIGHT 560

struct _HearthWorkingWindow
{
  AdwWindow parent_instance;
  HearthCaseBenefits *benefits;
  const HearthPackEntry *benefit; /* of the packs, which the desk holds */
  HearthDesk *desk;
  HearthCase *kase;
  AdwWindowTitle *title;
  GtkBox *content;
};

G_DEFINE_FINAL_TYPE (HearthWorkingWindow, hearth_working_window, ADW_TYPE_WINDOW)

/* --- Texts --- */

/* "16 of 31 days", or how often the rate is taken. */
static char *
dup_days (const HearthBenefitLine *line)
{
  g_autofree char *days = NULL;

  if (line->month_days > 0)
    /* Translators: days that count, and the days of that month. */
    return g_strdup_printf (ngettext ("%1$d of %2$d day", "%1$d of %2$d days", line->month_days),
                            line->n_days, line->month_days);
  if (line->times != 1)
    return g_strdup_printf ("× %d", line->times);
  days = hearth_format_n_days (line->n_days);
  return g_steal_pointer (&days);
}

static const char *
get_recipient (const HearthBenefitLine *line)
{
  return line->to_whom == HEARTH_RECIPIENT_PERSON ? _ ("to the person") : _ ("to relatives");
}

static const char *
get_act (const HearthBenefitLine *line)
{
  return line->source == NULL ? _ ("the person’s own pay")
                              : hearth_benefit_line_get_source (line, hearth_format_language ());
}

static char *
dup_subtitle (const HearthBenefitLine *line)
{
  g_autofree char *rate = hearth_money_dup_text (line->rate_kop);
  g_autofree char *factor = hearth_benefit_line_dup_factor (line);
  g_autofree char *days = dup_days (line);

  return g_strdup_printf ("%s · %s × %s · %s · %s", days, rate, factor, get_recipient (line),
                          get_act (line));
}

/* The same as text, with tabs between the cells: it can be pasted into a table. */
static char *
dup_table (HearthWorkingWindow *self)
{
  g_autoptr (GString) text = g_string_new (_ ("From\tUntil\tDays\tDays of the month\tRate\tFactor\t"
                                              "Amount\tTo whom\tAct\n"));

  for (guint i = 0; i < self->benefits->benefits->lines->len; i++)
    {
      const HearthBenefitLine *line =
          &g_array_index (self->benefits->benefits->lines, HearthBenefitLine, i);
      g_autofree char *from = hearth_format_date (line->from);
      g_autofree char *until = hearth_format_date (line->to);
      g_autofree char *rate = hearth_money_dup_text (line->rate_kop);
      g_autofree char *factor = hearth_benefit_line_dup_factor (line);
      g_autofree char *amount = hearth_money_dup_text (line->amount_kop);

      if (line->benefit == self->benefit)
        g_string_append_printf (text, "%s\t%s\t%d\t%d\t%s\t%s\t%s\t%s\t%s\n", from, until,
                                line->n_days, line->month_days, rate, factor, amount,
                                get_recipient (line), get_act (line));
    }
  return g_strdup (text->str);
}

static void
copy_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthWorkingWindow *self = HEARTH_WORKING_WINDOW (widget);
  g_autofree char *text = dup_table (self);

  /* HearthClipboardGuard takes it back after half a minute. */
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HearthWorkingWindow *self = HEARTH_WORKING_WINDOW (widget);
  g_autoptr (HearthTable) table = hearth_working_table_new (
      self->benefits, self->benefit,
      hearth_record_get_text (hearth_case_get_person (self->kase), "number"),
      hearth_case_get_today (self->kase), hearth_format_language ());

  hearth_table_save (widget, self->desk, table, hearth_case_get_id (self->kase),
                     HEARTH_COMPARTMENT_BENEFITS);
}

/* --- The widget --- */

static void
hearth_working_window_dispose (GObject *object)
{
  HearthWorkingWindow *self = HEARTH_WORKING_WINDOW (object);

  g_clear_pointer (&self->benefits, hearth_case_benefits_free);
  g_clear_object (&self->desk);
  g_clear_object (&self->kase);
  G_OBJECT_CLASS (hearth_working_window_parent_class)->dispose (object);
}

static void
hearth_working_window_class_init (HearthWorkingWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_working_window_dispose;
  gtk_widget_class_install_action (widget_class, "working.copy", NULL, copy_action);
  gtk_widget_class_install_action (widget_class, "working.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "working.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "working.copy",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
hearth_working_window_init (HearthWorkingWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *copy = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  GtkWidget *save = gtk_button_new_from_icon_name ("document-save-symbolic");
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->title = ADW_WINDOW_TITLE (adw_window_title_new (_ ("How It Was Counted"), ""));
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (header), GTK_WIDGET (self->title));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (copy), "working.copy");
  gtk_widget_set_tooltip_text (copy, _ ("Copy as a Table"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (copy), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Copy as a Table"), -1);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), copy);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (save), "working.save");
  gtk_widget_set_tooltip_text (save, _ ("Save as CSV (Ctrl+S)"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (save), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Save as CSV"), -1);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), save);
  self->content = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 24));
  g_object_set (self->content, "margin-start", 12, "margin-end", 12, "margin-top", 18,
                "margin-bottom", 24, NULL);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), WIDTH);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->content));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), scroller);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_size (GTK_WINDOW (self), WIDTH, HEIGHT);
  gtk_window_set_title (GTK_WINDOW (self), _ ("How It Was Counted"));
}

static GtkListBox *
append_list (HearthWorkingWindow *self, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkListBox *list = GTK_LIST_BOX (gtk_list_box_new ());

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_list_box_set_selection_mode (list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (list));
  gtk_box_append (self->content, group);
  return list;
}

static void
append_row (GtkListBox *list, const char *title, const char *subtitle, GtkWidget *suffix)
{
  GtkWidget *row = hearth_text_row_new (title, subtitle);

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  if (suffix != NULL)
    hearth_text_row_add_suffix (HEARTH_TEXT_ROW (row), suffix);
  gtk_list_box_append (list, row);
}

static const HearthBenefitTotal *
find_total (HearthWorkingWindow *self)
{
  const HearthBenefits *benefits = self->benefits->benefits;

  for (guint i = 0; i < benefits->totals->len; i++)
    {
      const HearthBenefitTotal *total = &g_array_index (benefits->totals, HearthBenefitTotal, i);

      if (total->benefit == self->benefit)
        return total;
    }
  return NULL;
}

static void
show_lines (HearthWorkingWindow *self, const HearthBenefitTotal *total)
{
  const HearthBenefits *benefits = self->benefits->benefits;
  GtkListBox *list = append_list (self, _ ("Periods"));

  for (guint i = 0; i < benefits->lines->len; i++)
    {
      const HearthBenefitLine *line = &g_array_index (benefits->lines, HearthBenefitLine, i);
      g_autofree char *title = NULL;
      g_autofree char *subtitle = NULL;

      if (line->benefit != self->benefit)
        continue;
      title = hearth_money_dup_span (line->from, line->to);
      subtitle = dup_subtitle (line);
      append_row (list, title, subtitle, hearth_money_label_new (line->amount_kop, NULL));
    }
  append_row (list, _ ("Together"), NULL, hearth_money_label_new (total->sum_kop, "heading"));
}

static void
append_said (GtkListBox *list, const char *title, const char *text)
{
  if (text != NULL && *text != '\0')
    append_row (list, title, text, NULL);
}

/* What a person decided stays visible as that. */
static void
show_override (HearthWorkingWindow *self, GtkListBox *list)
{
  const HearthBenefitAccount *account =
      hearth_case_benefits_find (self->benefits, hearth_pack_entry_get_id (self->benefit));
  const HearthRecord *claim = account != NULL ? account->override : NULL;
  const char *who = claim != NULL ? hearth_record_get_text (claim, "override_by") : NULL;
  const char *why = claim != NULL ? hearth_record_get_text (claim, "override_reason") : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (claim == NULL)
    return;
  hearth_format_append_part (text, who);
  hearth_format_append_part (text, why);
  append_row (list, _ ("Sum Set by a Person"), text->str,
              hearth_money_label_new (account->sum_kop, "heading"));
}

/* Where the choice of the house is from. */
static void
show_counting (HearthWorkingWindow *self, GtkListBox *list)
{
  const char *language = hearth_format_language ();
  const HearthPackEntry *entry = hearth_benefit_get_counting (hearth_desk_get_packs (self->desk));
  g_autoptr (GString) text = g_string_new (NULL);

  if (entry == NULL)
    return;
  hearth_format_append_part (text, hearth_pack_entry_get_text (entry, "Note", language));
  hearth_format_append_part (text, hearth_pack_entry_get_text (entry, "Source", language));
  append_said (
      list,
      _ ("Why so, and where it is changed: Administration, Packs, How days and years are counted"),
      text->str);
}

static void
show_choices (HearthWorkingWindow *self, const HearthBenefitTotal *total)
{
  const char *language = hearth_format_language ();
  GtkListBox *list = append_list (self, _ ("On What It Rests"));
  g_autofree char *open = hearth_money_dup_open (total);
  g_autofree char *choices = hearth_money_dup_choices (self->benefits->facts);
  g_autofree char *most = hearth_money_dup_text (total->max_kop);

  show_override (self, list);
  if (open != NULL)
    append_row (list, _ ("At most"), open, hearth_money_label_new (total->max_kop, "heading"));
  append_said (list, _ ("Chosen"), choices);
  show_counting (self, list);
  append_said (list, _ ("Not settled"),
               hearth_pack_entry_get_text (self->benefit, "Note", language));
  append_said (list, _ ("Act"), hearth_pack_entry_get_text (self->benefit, "Source", language));
  append_said (list, _ ("Who pays"), hearth_pack_entry_get_text (self->benefit, "Payer", language));
  append_said (list, _ ("Term"), hearth_pack_entry_get_text (self->benefit, "Deadline", language));
  append_said (list, _ ("What often stops it"),
               hearth_pack_entry_get_text (self->benefit, "Obstacle", language));
  append_said (list, _ ("Rounding"),
               _ ("To the kopiyka, half up, for each calendar month and rate; then summed."));
}

void
hearth_working_window_present (GtkWindow *parent,
                               HearthDesk *desk,
                               HearthCase *kase,
                               const char *benefit)
{
  HearthPackSet *packs = hearth_desk_get_packs (desk);
  const HearthPackEntry *entry = hearth_pack_set_lookup (packs, "benefit", benefit);
  HearthWorkingWindow *self;
  const HearthBenefitTotal *total;

  g_return_if_fail (entry != NULL);

  self = g_object_new (HEARTH_TYPE_WORKING_WINDOW, "transient-for", parent, NULL);
  self->desk = g_object_ref (desk);
  self->kase = g_object_ref (kase);
  self->benefit = entry;
  self->benefits = hearth_case_benefits_new (kase, packs);
  adw_window_title_set_subtitle (self->title,
                                 hearth_pack_entry_get_title (entry, hearth_format_language ()));
  total = find_total (self);
  if (total != NULL)
    {
      show_lines (self, total);
      show_choices (self, total);
    }
  gtk_window_present (GTK_WINDOW (self));
}
