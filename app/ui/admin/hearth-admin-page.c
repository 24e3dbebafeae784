/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-admin-page.h"

#include "hearth-audit-page.h"
#include "hearth-backup-page.h"
#include "hearth-check-page.h"
#include "hearth-contacts-page.h"
#include "hearth-packs-page.h"
#include "hearth-people-page.h"

#include <glib/gi18n.h>

static const struct
{
  const char *id;
  const char *icon_name;
  const char *title;
  const char *subtitle;
  GType (*get_type) (void);
} sections[] = {
  { "people", "system-users-symbolic", N_ ("People"),
    N_ ("Who opens this vault, and what each can read"), hearth_people_page_get_type },
  { "contacts", "x-office-address-book-symbolic", N_ ("Contacts"),
    N_ ("The hospitals that bundles go to and come from, and what went and came"),
    hearth_contacts_page_get_type },
  { "backup", "drive-harddisk-symbolic", N_ ("Backup"),
    N_ ("Copies of the vault on another disk, proven by opening them"),
    hearth_backup_page_get_type },
  { "check", "emblem-ok-symbolic", N_ ("Check the Vault"),
    N_ ("Read the whole vault and name what is damaged"), hearth_check_page_get_type },
  { "audit", "view-list-symbolic", N_ ("Audit Log"),
    N_ ("Who read, exported and changed what, and when"), hearth_audit_page_get_type },
  { "packs", "accessories-dictionary-symbolic", N_ ("Packs"),
    N_ ("Steps, documents, terms and scales: where they are from, and what is changed here"),
    hearth_packs_page_get_type },
};

#define N_SECTIONS G_N_ELEMENTS (sections)

struct _HearthAdminPage
{
  HearthPlacePage parent_instance;
  HearthPlacePage *pages[N_SECTIONS]; /* NULL: not opened yet */

  AdwWindowTitle *title;
  GtkWidget *places_button;
  GtkWidget *list_button;
  GtkListBox *list;
  GtkStack *stack;
};

G_DEFINE_FINAL_TYPE (HearthAdminPage, hearth_admin_page, HEARTH_TYPE_PLACE_PAGE)

/* One way back at a time: from a section to the list, from the list to the places. */
static void
update_buttons (HearthAdminPage *self)
{
  gboolean is_list = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "list") == 0;
  gboolean is_narrow;

  g_object_get (self, "narrow", &is_narrow, NULL);
  gtk_widget_set_visible (self->list_button, !is_list);
  gtk_widget_set_visible (self->places_button, is_list && is_narrow);
}

static void
on_narrow_cb (HearthAdminPage *self)
{
  update_buttons (self);
}

static void
show_list (HearthAdminPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, "list");
  adw_window_title_set_title (self->title, _ ("Administration"));
  update_buttons (self);
}

static void
show_section (HearthAdminPage *self, guint section)
{
  HearthPlacePage *page = self->pages[section];

  if (page == NULL)
    {
      page = g_object_new (sections[section].get_type (), "desk",
                           hearth_place_page_get_desk (HEARTH_PLACE_PAGE (self)), NULL);
      g_object_bind_property (self, "narrow", page, "narrow", G_BINDING_SYNC_CREATE);
      gtk_stack_add_named (self->stack, GTK_WIDGET (page), sections[section].id);
      self->pages[section] = page;
    }
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (page));
  adw_window_title_set_title (self->title, _ (sections[section].title));
  update_buttons (self);
  hearth_place_page_enter (page);
}

static void
on_row_activated_cb (HearthAdminPage *self, GtkListBoxRow *row)
{
  show_section (self, (guint) gtk_list_box_row_get_index (row));
}

static void
on_back_cb (HearthAdminPage *self)
{
  show_list (self);
}

static GtkWidget *
make_row (guint section)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "title", _ (sections[section].title),
                                 "subtitle", _ (sections[section].subtitle), "icon-name",
                                 sections[section].icon_name, "activatable", TRUE, NULL);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  return row;
}

static void
hearth_admin_page_enter (HearthPlacePage *page)
{
  HearthAdminPage *self = HEARTH_ADMIN_PAGE (page);
  GtkWidget *visible = gtk_stack_get_visible_child (self->stack);

  if (HEARTH_IS_PLACE_PAGE (visible))
    hearth_place_page_enter (HEARTH_PLACE_PAGE (visible));
}

static void
hearth_admin_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HEARTH_TYPE_ADMIN_PAGE);
  G_OBJECT_CLASS (hearth_admin_page_parent_class)->dispose (object);
}

static GtkWidget *
hearth_admin_page_get_first (HearthPlacePage *page)
{
  return GTK_WIDGET (HEARTH_ADMIN_PAGE (page)->list);
}

static void
hearth_admin_page_class_init (HearthAdminPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_admin_page_dispose;
  HEARTH_PLACE_PAGE_CLASS (klass)->enter = hearth_admin_page_enter;
  HEARTH_PLACE_PAGE_CLASS (klass)->get_first = hearth_admin_page_get_first;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hearthcase/Hearth/admin/hearth-admin-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthAdminPage, title);
  gtk_widget_class_bind_template_child (widget_class, HearthAdminPage, places_button);
  gtk_widget_class_bind_template_child (widget_class, HearthAdminPage, list_button);
  gtk_widget_class_bind_template_child (widget_class, HearthAdminPage, list);
  gtk_widget_class_bind_template_child (widget_class, HearthAdminPage, stack);
  gtk_widget_class_bind_template_callback (widget_class, on_back_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated_cb);
}

static void
hearth_admin_page_init (HearthAdminPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_SECTIONS; i++)
    gtk_list_box_append (self->list, make_row (i));
  update_buttons (self);
}

void
hearth_admin_page_open (HearthAdminPage *self, const char *section)
{
  g_return_if_fail (HEARTH_IS_ADMIN_PAGE (self));

  if (section == NULL)
    show_list (self);
  for (guint i = 0; i < N_SECTIONS; i++)
    if (g_strcmp0 (section, sections[i].id) == 0)
      show_section (self, i);
}
