/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-records-page.h"

#include "hearth-section-words.h"
#include "hearth-vault.h"

#include <glib/gi18n.h>

typedef struct
{
  GtkBox *box;
  GHashTable *sections; /* kind, one of the class; borrowed HearthRecordSection */
} HearthRecordsPagePrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (HearthRecordsPage, hearth_records_page, HEARTH_TYPE_CASE_PAGE)

static void
hearth_records_page_show_case (HearthCasePage *page, HearthCase *kase, gboolean is_other)
{
  HearthRecordsPage *self = HEARTH_RECORDS_PAGE (page);
  HearthRecordsPageClass *klass = HEARTH_RECORDS_PAGE_GET_CLASS (self);

  for (const char *const *kind = klass->kinds; *kind != NULL; kind++)
    {
      HearthRecordSection *section = hearth_records_page_get_section (self, *kind);

      if (section != NULL)
        hearth_record_section_show_case (section, kase);
    }
  if (klass->show_more != NULL)
    klass->show_more (self, kase, is_other);
}

static gboolean
hearth_records_page_show_draft (HearthCasePage *page)
{
  HearthRecordsPage *self = HEARTH_RECORDS_PAGE (page);

  for (const char *const *kind = HEARTH_RECORDS_PAGE_GET_CLASS (self)->kinds; *kind != NULL; kind++)
    {
      HearthRecordSection *section = hearth_records_page_get_section (self, *kind);

      if (section != NULL && hearth_record_section_show_draft (section))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_held (HearthDesk *desk, const char *kind)
{
  HearthContext *context = hearth_desk_get_context (desk);

  return context != NULL && hearth_vault_has (hearth_context_get_vault (context),
                                              hearth_registry_find_kind (kind)->cmp);
}

/* Records of a kind for which there are no words yet have no section. */
static gboolean
has_words (const char *kind)
{
  return hearth_section_words_get (hearth_registry_find_kind (kind)) != NULL;
}

static GtkWidget *
make_nothing (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "changes-prevent-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("Not Open to This Login"));
  adw_status_page_set_description (
      ADW_STATUS_PAGE (page),
      _ ("These records are in a part of the vault for which you have no key. The plan shows which "
         "steps are done; an owner of the vault can grant more."));
  return page;
}

static void
hearth_records_page_constructed (GObject *object)
{
  HearthRecordsPage *self = HEARTH_RECORDS_PAGE (object);
  HearthRecordsPagePrivate *priv = hearth_records_page_get_instance_private (self);
  HearthDesk *desk = hearth_case_page_get_desk (HEARTH_CASE_PAGE (self));

  gboolean holds_any = FALSE;

  G_OBJECT_CLASS (hearth_records_page_parent_class)->constructed (object);
  for (const char *const *kind = HEARTH_RECORDS_PAGE_GET_CLASS (self)->kinds; *kind != NULL; kind++)
    if (has_words (*kind) && is_held (desk, *kind))
      {
        GtkWidget *section;

        holds_any = TRUE;
        /* A kind without words is shown by a widget of its own. */
        if (hearth_section_words_get (hearth_registry_find_kind (*kind)) == NULL)
          continue;
        section = hearth_record_section_new (desk, *kind);
        g_hash_table_insert (priv->sections, (gpointer) *kind, section);
        gtk_box_append (priv->box, section);
      }
  if (!holds_any)
    gtk_box_append (priv->box, make_nothing ());
}

static void
hearth_records_page_finalize (GObject *object)
{
  HearthRecordsPagePrivate *priv =
      hearth_records_page_get_instance_private (HEARTH_RECORDS_PAGE (object));

  g_hash_table_unref (priv->sections);
  G_OBJECT_CLASS (hearth_records_page_parent_class)->finalize (object);
}

static void
hearth_records_page_class_init (HearthRecordsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = hearth_records_page_constructed;
  G_OBJECT_CLASS (klass)->finalize = hearth_records_page_finalize;
  HEARTH_CASE_PAGE_CLASS (klass)->show_case = hearth_records_page_show_case;
  HEARTH_CASE_PAGE_CLASS (klass)->show_draft = hearth_records_page_show_draft;
}

static void
hearth_records_page_init (HearthRecordsPage *self)
{
  HearthRecordsPagePrivate *priv = hearth_records_page_get_instance_private (self);

  priv->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 24));
  priv->sections = g_hash_table_new (g_str_hash, g_str_equal);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (priv->box));
}

HearthRecordSection *
hearth_records_page_get_section (HearthRecordsPage *self, const char *kind)
{
  HearthRecordsPagePrivate *priv = hearth_records_page_get_instance_private (self);

  return g_hash_table_lookup (priv->sections, kind);
}

void
hearth_records_page_add (HearthRecordsPage *self, GtkWidget *widget, const char *before_kind)
{
  HearthRecordsPagePrivate *priv = hearth_records_page_get_instance_private (self);
  HearthRecordSection *section =
      before_kind != NULL ? hearth_records_page_get_section (self, before_kind) : NULL;

  if (section != NULL)
    gtk_box_insert_child_after (priv->box, widget,
                                gtk_widget_get_prev_sibling (GTK_WIDGET (section)));
  else
    gtk_box_prepend (priv->box, widget);
}

void
hearth_records_page_append (HearthRecordsPage *self, GtkWidget *widget)
{
  HearthRecordsPagePrivate *priv = hearth_records_page_get_instance_private (self);

  gtk_box_append (priv->box, widget);
}
