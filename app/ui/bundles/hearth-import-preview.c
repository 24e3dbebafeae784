/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-import-preview.h"

#include "hearth-bundle-words.h"
#include "hearth-format.h"
#include "hearth-json.h"
#include "hearth-match-words.h"
#include "hearth-roster.h"
#include "hearth-text-row.h"
#include "hearth-titled-rows.h"

#include <glib/gi18n.h>

/* Rows beyond that would be read by nobody; the count says how many there are. */
#define MAX_SHOWN 200

struct _HearthImportPreview
{
  AdwBin parent_instance;
  GtkBox *box;
};

G_DEFINE_FINAL_TYPE (HearthImportPreview, hearth_import_preview, ADW_TYPE_BIN)

static void
clear (HearthImportPreview *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
}

/* What is worth a second look before the rest is read. */
static void
add_notice (HearthImportPreview *self, const char *text, gboolean is_error)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *icon = gtk_image_new_from_icon_name (is_error ? "dialog-warning-symbolic"
                                                           : "dialog-information-symbolic");
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "notice");
  if (is_error)
    gtk_widget_add_css_class (card, "notice-error");
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Attention"), -1);
  gtk_box_append (GTK_BOX (card), icon);
  gtk_box_append (GTK_BOX (card), label);
  gtk_box_append (self->box, card);
}

static GtkWidget *
add_row (GtkListBox *list, const char *title, const char *subtitle, const char *suffix)
{
  GtkWidget *row = hearth_titled_rows_add (list, title, subtitle);

  if (suffix != NULL)
    {
      GtkWidget *label = gtk_label_new (suffix);

      gtk_widget_add_css_class (label, "dim-label");
      gtk_widget_add_css_class (label, "numeric");
      hearth_text_row_add_suffix (HEARTH_TEXT_ROW (row), label);
    }
  return row;
}

static void
add_count (GtkListBox *list, const char *title, const char *subtitle, guint n)
{
  g_autofree char *text = g_strdup_printf ("%u", n);

  if (n > 0)
    add_row (list, title, subtitle, text);
}

static const char *
describe_sender (HearthBundleSender sender)
{
  switch (sender)
    {
    case HEARTH_BUNDLE_SENDER_VERIFIED:
      return _ ("A contact whose fingerprint was compared");
    case HEARTH_BUNDLE_SENDER_OWN:
      return _ ("This vault itself");
    case HEARTH_BUNDLE_SENDER_REVOKED:
      return _ ("Revoked here");
    case HEARTH_BUNDLE_SENDER_UNKNOWN:
    default:
      return _ ("Nobody here has compared its fingerprint");
    }
}

static void
add_sender (HearthImportPreview *self, const HearthBundleInfo *info)
{
  GtkListBox *list = hearth_titled_rows_add_group (self->box, _ ("Sender"), NULL);
  g_autofree char *day = hearth_bundle_dup_day (info->created);
  GString *text = g_string_new (NULL);
  g_autofree char *subtitle = NULL;
  g_autofree char *made = NULL;

  hearth_format_append_part (text, describe_sender (info->sender));
  if (day != NULL)
    {
      /* Translators: the day on which a bundle was made. */
      made = g_strdup_printf (_ ("made on %s"), day);
      hearth_format_append_part (text, made);
    }
  subtitle = g_string_free (text, FALSE);
  add_row (list, info->from_label, subtitle, NULL);
}

static void
add_counts (HearthImportPreview *self, const HearthBundleInfo *info)
{
  GtkListBox *list = hearth_titled_rows_add_group (self->box, _ ("What It Brings"), NULL);

  add_count (list, _ ("New People"), NULL, info->n_new_cases);
  add_count (list, _ ("People Whose Record Changes"), NULL, info->n_changed_cases);
  add_count (list, _ ("Questions to Decide"),
             _ ("Both hospitals changed the same; you decide after the import."),
             info->n_conflicts);
  add_count (
      list, _ ("Entries That Do Not Count Yet"),
      _ ("Of vaults that nobody here has compared, or of roles that may not write this. They "
         "are kept aside."),
      info->n_aside);
  add_count (list, _ ("Attachments"), NULL, info->n_files);
  add_count (list, _ ("New Entries"), NULL, info->n_new_lines);
  if (gtk_widget_get_first_child (GTK_WIDGET (list)) == NULL)
    add_row (list, _ ("Nothing that this login can read"), NULL, NULL);
}

/* The best of those that look like the person at @index. */
static const HearthRosterDuplicate *
find_duplicate (GPtrArray *duplicates, guint index)
{
  for (guint i = 0; duplicates != NULL && i < duplicates->len; i++)
    {
      const HearthRosterDuplicate *duplicate = duplicates->pdata[i];

      if (duplicate->index == index && !duplicate->is_in_list)
        return duplicate;
    }
  return NULL;
}

static char *
dup_person_text (const HearthBundlePerson *person, const HearthRosterDuplicate *duplicate)
{
  const char *birth = hearth_json_get_string (person->fields, "birth");
  GString *text = g_string_new (NULL);
  HearthPartialDate date;

  if (birth != NULL && hearth_partial_date_parse (birth, &date))
    {
      g_autofree char *day = hearth_format_partial_date (&date);

      hearth_format_append_part (text, day);
    }
  if (duplicate != NULL)
    {
      g_autofree char *name = hearth_bundle_dup_name (duplicate->present);
      g_autofree char *reasons = hearth_match_dup_reasons (&duplicate->match);

      if (text->len > 0)
        g_string_append_c (text, '\n');
      g_string_append_printf (
          text,
          /* Translators: name, number of a case, reasons such as "same date of birth". */
          _ ("Possibly here already: %1$s (%2$s), %3$s"), name,
          duplicate->case_number != NULL ? duplicate->case_number : "–", reasons);
    }
  return g_string_free (text, FALSE);
}

static void
add_people (HearthImportPreview *self, const HearthBundleInfo *info, GPtrArray *duplicates)
{
  GtkListBox *list;

  if (info->people->len == 0)
    return;
  list = hearth_titled_rows_add_group (self->box, _ ("People"), NULL);
  for (guint i = 0; i < MIN (info->people->len, MAX_SHOWN); i++)
    {
      const HearthBundlePerson *person = info->people->pdata[i];
      const HearthRosterDuplicate *duplicate =
          person->is_new ? find_duplicate (duplicates, i) : NULL;
      g_autofree char *name = hearth_bundle_dup_name (person->fields);
      g_autofree char *text = dup_person_text (person, duplicate);

      add_row (list, name, *text != '\0' ? text : NULL,
               person->is_new ? C_ ("person in a bundle", "new")
                              : C_ ("person in a bundle", "changed"));
    }
  if (info->n_new_cases + info->n_changed_cases > MAX_SHOWN)
    {
      guint n = info->n_new_cases + info->n_changed_cases - MAX_SHOWN;
      g_autofree char *more = g_strdup_printf (ngettext ("And %u more", "And %u more", n), n);

      add_row (list, more, NULL, NULL);
    }
}

static void
add_parts (HearthImportPreview *self, const HearthBundleInfo *info)
{
  GtkListBox *list = hearth_titled_rows_add_group (self->box, _ ("Parts"), NULL);

  for (guint i = 0; i < info->parts->len; i++)
    {
      const HearthBundlePartInfo *part = info->parts->pdata[i];
      g_autofree char *size = g_format_size (part->size_bytes);

      add_row (list, hearth_bundle_part_title (part->compartment),
               part->is_sealed
                   ? _ ("Stays sealed: this login has no key for it. It opens by itself "
                        "when somebody logs in who has.")
                   : NULL,
               size);
    }
}

static void
add_introduction (HearthImportPreview *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Compare Its Fingerprint…"));

  gtk_widget_add_css_class (button, "pill");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "import.introduce");
  gtk_box_append (self->box, button);
}

static void
add_notices (HearthImportPreview *self, const HearthBundleInfo *info, GPtrArray *duplicates)
{
  g_autofree char *order = hearth_bundle_dup_order (info);

  if (info->sender == HEARTH_BUNDLE_SENDER_UNKNOWN)
    add_notice (
        self,
        _ ("Nobody here has compared the fingerprint of this sender, so nothing of it can be "
           "imported yet. It may be anybody."),
        TRUE);
  if (info->sender == HEARTH_BUNDLE_SENDER_REVOKED)
    add_notice (self,
                _ ("This sender was revoked here: its laptop was reported lost. Nothing of it is "
                   "imported. Call the hospital."),
                TRUE);
  if (info->is_already_imported)
    add_notice (self, _ ("Everything in it is here already. Importing it again changes nothing."),
                FALSE);
  if (order != NULL)
    add_notice (self, order, FALSE);
  if (duplicates != NULL && duplicates->len > 0)
    add_notice (self,
                _ ("Somebody may be here already under another case. Both are kept; “Possible "
                   "Duplicates” in the main menu joins them."),
                FALSE);
}

void
hearth_import_preview_show (HearthImportPreview *self,
                            const HearthBundleInfo *info,
                            GPtrArray *duplicates,
                            gboolean may_introduce)
{
  g_return_if_fail (HEARTH_IS_IMPORT_PREVIEW (self));
  g_return_if_fail (info != NULL);

  clear (self);
  add_notices (self, info, duplicates);
  if (info->sender == HEARTH_BUNDLE_SENDER_UNKNOWN && may_introduce)
    add_introduction (self);
  add_sender (self, info);
  if (!info->is_already_imported)
    {
      add_counts (self, info);
      add_people (self, info, duplicates);
    }
  add_parts (self, info);
}

static void
hearth_import_preview_class_init (HearthImportPreviewClass *klass)
{
}

static void
hearth_import_preview_init (HearthImportPreview *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();

  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 600);
  gtk_widget_set_margin_start (clamp, 12);
  gtk_widget_set_margin_end (clamp, 12);
  gtk_widget_set_margin_top (clamp, 18);
  gtk_widget_set_margin_bottom (clamp, 24);
  adw_clamp_set_child (ADW_CLAMP (clamp), GTK_WIDGET (self->box));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  adw_bin_set_child (ADW_BIN (self), scrolled);
}
