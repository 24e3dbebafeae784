/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-audit-page.h"

#include "hearth-audit-list.h"
#include "hearth-audit-words.h"
#include "hearth-format.h"
#include "hearth-members.h"
#include "hearth-notice.h"

#include <glib/gi18n.h>
#include <string.h>

struct _HearthAuditPage
{
  HearthPlacePage parent_instance;
  HearthAuditList *entries; /* NULL: locked, or not for this login */
  GPtrArray *members;       /* (element-type HearthMember) whose names are shown */

  GtkStack *stack;
  GtkListView *list;
};

G_DEFINE_FINAL_TYPE (HearthAuditPage, hearth_audit_page, HEARTH_TYPE_PLACE_PAGE)

/* "12.06.25 09:14 · Olena · Core, Medical · 3" */
static char *
describe_details (HearthAuditPage *self, const HearthAuditRow *row)
{
  const HearthMember *who = hearth_members_find (self->members, &row->who);
  g_autofree char *moment = hearth_format_moment (row->at_ms);
  g_autofree char *count =
      row->count != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, row->count) : NULL;
  g_autofree char *titles = hearth_notice_list_compartments (row->cmps);
  g_autofree char *why = hearth_audit_words_dup_why (row->why, self->members);
  GString *text = g_string_new (NULL);

  hearth_format_append_part (text, moment);
  hearth_format_append_part (text, who != NULL ? who->name : NULL);
  hearth_format_append_part (text, titles);
  hearth_format_append_part (text, count);
  hearth_format_append_part (text, why);
  return g_string_free (text, FALSE);
}

static void
show_row (GtkListItem *list_item, HearthAuditItem *item)
{
  HearthAuditPage *self = g_object_get_data (G_OBJECT (list_item), "page");
  const HearthAuditRow *row = hearth_audit_item_get_row (item);
  GtkWidget *box = gtk_list_item_get_child (list_item);
  GtkWidget *title = gtk_widget_get_first_child (box);
  GtkWidget *details = gtk_widget_get_next_sibling (title);
  g_autofree char *event = hearth_audit_words_dup_event (row->event);
  g_autofree char *text = describe_details (self, row);
  g_autofree char *name = g_strdup_printf ("%s, %s", event, text);

  if (gtk_widget_get_parent (box) != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_parent (box)),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_label_set_text (GTK_LABEL (title), event);
  gtk_label_set_text (GTK_LABEL (details), text);
}

static void
on_item_changed_cb (HearthAuditItem *item, GtkListItem *list_item)
{
  show_row (list_item, item);
}

static GtkWidget *
make_label (const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css_class != NULL)
    {
      gtk_widget_add_css_class (label, css_class);
      gtk_widget_add_css_class (label, "caption");
    }
  return label;
}

static void
on_setup_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, HearthAuditPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_box_append (GTK_BOX (box), make_label (NULL));
  gtk_box_append (GTK_BOX (box), make_label ("dim-label"));
  g_object_set_data (G_OBJECT (list_item), "page", self);
  gtk_list_item_set_activatable (list_item, FALSE);
  gtk_list_item_set_child (list_item, box);
}

static void
on_bind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, HearthAuditPage *self)
{
  HearthAuditItem *item = gtk_list_item_get_item (list_item);

  g_signal_connect (item, "changed", G_CALLBACK (on_item_changed_cb), list_item);
  show_row (list_item, item);
}

static void
on_unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *list_item, HearthAuditPage *self)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item), on_item_changed_cb,
                                        list_item);
}

static void
hearth_audit_page_enter (HearthPlacePage *page)
{
  HearthAuditPage *self = HEARTH_AUDIT_PAGE (page);

  if (self->entries == NULL)
    return;
  g_clear_pointer (&self->members, g_ptr_array_unref);
  self->members =
      hearth_vault_list_members (hearth_context_get_vault (hearth_place_page_get_context (page)));
  hearth_audit_list_reload (self->entries);
}

static gboolean
may_read (HearthContext *context)
{
  const char *const *roles;

  if (context == NULL)
    return FALSE;
  roles = hearth_vault_get_roles (hearth_context_get_vault (context));
  return g_strv_contains (roles, "auditor") || g_strv_contains (roles, "owner");
}

static void
hearth_audit_page_constructed (GObject *object)
{
  HearthAuditPage *self = HEARTH_AUDIT_PAGE (object);
  HearthContext *context = hearth_place_page_get_context (HEARTH_PLACE_PAGE (self));
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSelectionModel) selection = NULL;

  G_OBJECT_CLASS (hearth_audit_page_parent_class)->constructed (object);
  if (!may_read (context))
    return;
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup_cb), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind_cb), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind_cb), self, 0);
  self->entries = hearth_audit_list_new (context);
  selection =
      GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->entries))));
  gtk_list_view_set_factory (self->list, factory);
  gtk_list_view_set_model (self->list, selection);
  gtk_stack_set_visible_child_name (self->stack, "list");
}

static void
hearth_audit_page_dispose (GObject *object)
{
  HearthAuditPage *self = HEARTH_AUDIT_PAGE (object);

  g_clear_object (&self->entries);
  g_clear_pointer (&self->members, g_ptr_array_unref);
  G_OBJECT_CLASS (hearth_audit_page_parent_class)->dispose (object);
}

static void
hearth_audit_page_class_init (HearthAuditPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = hearth_audit_page_constructed;
  G_OBJECT_CLASS (klass)->dispose = hearth_audit_page_dispose;
  HEARTH_PLACE_PAGE_CLASS (klass)->enter = hearth_audit_page_enter;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/hearthcase/Hearth/admin/hearth-audit-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthAuditPage, stack);
  gtk_widget_class_bind_template_child (widget_class, HearthAuditPage, list);
}

static void
hearth_audit_page_init (HearthAuditPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
