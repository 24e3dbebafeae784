/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-case-header.h"

#include "hearth-chip.h"
#include "hearth-format.h"
#include "hearth-portrait.h"
#include "hearth-warning.h"
#include "hearth-wrap-box.h"

#include <glib/gi18n.h>

struct _HearthCaseHeader
{
  AdwBin parent_instance;
  HearthPortrait *portrait;
  GtkLabel *name;
  GtkLabel *spellings;
  HearthWrapBox *chips;
};

G_DEFINE_FINAL_TYPE (HearthCaseHeader, hearth_case_header, ADW_TYPE_BIN)

static void
hearth_case_header_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HEARTH_TYPE_CASE_HEADER);
  G_OBJECT_CLASS (hearth_case_header_parent_class)->dispose (object);
}

static void
hearth_case_header_class_init (HearthCaseHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_case_header_dispose;
  g_type_ensure (HEARTH_TYPE_PORTRAIT);
  g_type_ensure (HEARTH_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/cases/hearth-case-header.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthCaseHeader, portrait);
  gtk_widget_class_bind_template_child (widget_class, HearthCaseHeader, name);
  gtk_widget_class_bind_template_child (widget_class, HearthCaseHeader, spellings);
  gtk_widget_class_bind_template_child (widget_class, HearthCaseHeader, chips);
}

static void
hearth_case_header_init (HearthCaseHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static char *
dup_spellings (const HearthRecord *person)
{
  const char *call_sign = hearth_record_get_text (person, "call_sign");
  const char *source = hearth_record_get_text (person, "name_source");
  g_autoptr (GString) text = g_string_new (NULL);

  hearth_format_append_part (text, hearth_record_get_text (person, "name_latin"));
  if (source != NULL && *source != '\0')
    {
      g_autofree char *part = g_strdup_printf (_ ("in the list: “%s”"), source);

      hearth_format_append_part (text, part);
    }
  if (call_sign != NULL && *call_sign != '\0')
    {
      g_autofree char *part = g_strdup_printf (_ ("call sign %s"), call_sign);

      hearth_format_append_part (text, part);
    }
  return g_strdup (text->str);
}

static void
add_chip (HearthCaseHeader *self, const char *text, const char *look)
{
  if (text != NULL && *text != '\0')
    hearth_wrap_box_append (self->chips, hearth_chip_new (text, look));
}

static void
add_place (HearthCaseHeader *self, const HearthRecord *person)
{
  const char *ward = hearth_record_get_text (person, "ward");
  g_autoptr (GString) text = g_string_new (hearth_record_get_text (person, "facility"));

  if (ward != NULL && *ward != '\0')
    {
      if (text->len > 0)
        g_string_append (text, ", ");
      g_string_append_printf (text, _ ("ward %s"), ward);
    }
  add_chip (self, text->str, NULL);
}

static void
add_days_home (HearthCaseHeader *self, const HearthPartialDate *released, HearthDate today)
{
  g_autofree char *text = NULL;
  gint64 n_days;

  if (!hearth_partial_date_is_known (released) || released->day == 0)
    return;
  n_days = today - hearth_partial_date_first (released);
  if (n_days < 0)
    return;
  /* Translators: how long ago the person came home. */
  text = g_strdup_printf (ngettext ("%d day home", "%d days home", (gulong) n_days), (int) n_days);
  add_chip (self, text, NULL);
}

/* What the person must not be given, for those who may read it: at the head, whatever page is turned to. */
static void
add_allergies (HearthCaseHeader *self, HearthCase *kase)
{
  GPtrArray *allergies = hearth_case_get_records (kase, "allergy");

  for (guint i = 0; i < allergies->len; i++)
    {
      const char *substance = hearth_record_get_text (allergies->pdata[i], "substance");
      /* Translators: what somebody is allergic to. */
      g_autofree char *text =
          substance != NULL ? g_strdup_printf (_ ("Allergy: %s"), substance) : NULL;

      add_chip (self, text, "urgent");
    }
}

/* Warnings for everybody who meets the person; each says in words what it is. That there is some allergy need
 * not be said beside which. */
static void
add_flags (HearthCaseHeader *self, HearthPackSet *packs, HearthCase *kase)
{
  const json_t *flags =
      json_object_get (hearth_record_get_values (hearth_case_get_person (kase)), "flags");
  gboolean is_told = hearth_case_get_records (kase, "allergy")->len > 0;

  for (gsize i = 0; i < json_array_size (flags); i++)
    {
      const char *flag = json_string_value (json_array_get (flags, i));

      if (flag != NULL && !(is_told && g_str_equal (flag, HEARTH_WARNING_ALLERGY)))
        add_chip (self, hearth_format_pack_title (packs, "flag", flag),
                  hearth_warning_is_flag (flag) ? "urgent" : "flag");
    }
}

static void
show_chips (HearthCaseHeader *self, HearthContext *context, HearthCase *kase)
{
  HearthPackSet *packs = hearth_context_get_packs (context);
  const HearthRecord *person = hearth_case_get_person (kase);
  const HearthCaseRow *row = hearth_case_get_row (kase);
  HearthPartialDate birth = hearth_record_get_partial_date (person, "birth");
  g_autofree char *age = hearth_format_age (&birth, hearth_case_get_today (kase));
  g_autofree char *rank =
      g_strdup (hearth_format_pack_title (packs, "rank", hearth_record_get_text (person, "rank")));

  hearth_wrap_box_remove_all (self->chips);
  add_chip (self,
            hearth_format_pack_title (packs, "stage", hearth_record_get_text (person, "stage")),
            "accent");
  add_chip (self, age, NULL);
  add_chip (self, rank, NULL);
  add_chip (self,
            hearth_format_pack_title (packs, "branch", hearth_record_get_text (person, "branch")),
            NULL);
  add_chip (self, hearth_record_get_text (person, "unit"), NULL);
  add_chip (
      self,
      hearth_format_pack_title (packs, "category", hearth_record_get_text (person, "category")),
      "warning");
  add_place (self, person);
  add_days_home (self, &row->released, hearth_case_get_today (kase));
  add_allergies (self, kase);
  add_flags (self, packs, kase);
}

void
hearth_case_header_show (HearthCaseHeader *self, HearthContext *context, HearthCase *kase)
{
  const HearthCaseRow *row;
  g_autofree char *name = NULL;
  g_autofree char *initials = NULL;
  g_autofree char *spellings = NULL;

  g_return_if_fail (HEARTH_IS_CASE_HEADER (self));

  name = hearth_case_row_dup_name (hearth_case_get_row (kase));
  spellings = dup_spellings (hearth_case_get_person (kase));
  row = hearth_case_get_row (kase);
  initials = hearth_format_short_name (row->surname, row->given);
  hearth_portrait_show (self->portrait, context, kase, initials);
  gtk_label_set_text (self->name, name);
  gtk_label_set_text (self->spellings, spellings);
  gtk_widget_set_visible (GTK_WIDGET (self->spellings), *spellings != '\0');
  show_chips (self, context, kase);
}
