/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-people-page.h"

#include "hearth-confirm.h"
#include "hearth-file-picker.h"
#include "hearth-format.h"
#include "hearth-header-copy.h"
#include "hearth-people.h"
#include "hearth-person-dialog.h"
#include "hearth-renewal-window.h"
#include "hearth-target.h"

#include <glib/gi18n.h>

struct _HearthPeoplePage
{
  HearthPlacePage parent_instance;
  GtkListBox *list;
  GtkWidget *owner_box;
  GtkWidget *others_label;
  guint lost; /* compartments that somebody lost since this login */
};

G_DEFINE_FINAL_TYPE (HearthPeoplePage, hearth_people_page, HEARTH_TYPE_PLACE_PAGE)

/* What is to be done to whom, until the person has confirmed it. */
typedef struct
{
  HearthPeoplePage *page;
  HearthMemberAct *act;
} Wish;

static void
free_wish (Wish *self)
{
  g_object_unref (self->page);
  hearth_member_act_free (self->act);
  g_free (self);
}

static HearthDesk *
get_desk (HearthPeoplePage *self)
{
  return hearth_place_page_get_desk (HEARTH_PLACE_PAGE (self));
}

static HearthVault *
get_vault (HearthPeoplePage *self)
{
  HearthContext *context = hearth_place_page_get_context (HEARTH_PLACE_PAGE (self));

  return context != NULL ? hearth_context_get_vault (context) : NULL;
}

/* "registrar · caseworker", and what is special about this one. */
static char *
describe (HearthPeoplePage *self, const HearthMember *member)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; member->roles[i] != NULL; i++)
    hearth_format_append_part (text,
                               hearth_format_pack_title (hearth_desk_get_packs (get_desk (self)),
                                                         "role", member->roles[i]));
  if (member->is_recovery)
    hearth_format_append_part (text, _ ("opened by the recovery sheets"));
  if (!member->is_active)
    hearth_format_append_part (text, _ ("disabled: cannot open the vault"));
  if (hearth_id_equal (&member->id, hearth_vault_get_user_id (get_vault (self))))
    hearth_format_append_part (text, _ ("you"));
  return g_string_free (text, FALSE);
}

static void rebuild (HearthPeoplePage *self);

static void
on_changed_cb (HearthPeoplePage *self)
{
  rebuild (self);
}

static HearthMember *
dup_member (HearthPeoplePage *self, GtkWidget *button)
{
  g_autoptr (GPtrArray) members = NULL;
  const HearthId *id = g_object_get_data (G_OBJECT (button), "member");
  const HearthMember *member;

  if (get_vault (self) == NULL)
    return NULL;
  members = hearth_vault_list_members (get_vault (self));
  member = hearth_members_find (members, id);
  return member != NULL ? hearth_member_copy (member) : NULL;
}

static void
on_run_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthPeoplePage) self = HEARTH_PEOPLE_PAGE (user_data);
  g_autoptr (GError) error = NULL;
  guint lost = 0;

  if (!hearth_people_run_finish (HEARTH_CONTEXT (source), result, &lost, &error))
    {
      hearth_desk_report_error (get_desk (self), error);
      return;
    }
  self->lost |= lost;
  hearth_desk_say (get_desk (self),
                   lost != 0 ? _ ("Done. What was seen or copied is not taken back; renew "
                                  "the keys so that nothing new can be read.")
                             : _ ("Done."));
  if (get_vault (self) != NULL)
    rebuild (self);
}

static void
on_confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wish *wish = user_data;
  HearthContext *context = hearth_place_page_get_context (HEARTH_PLACE_PAGE (wish->page));

  if (hearth_confirm_finish (result) && context != NULL)
    hearth_people_run_async (context, wish->act, NULL, NULL, on_run_cb, g_object_ref (wish->page));
  free_wish (wish);
}

static void
on_disable_cb (HearthPeoplePage *self, GtkWidget *button)
{
  g_autoptr (HearthMember) member = dup_member (self, button);
  g_autoptr (GError) error = NULL;
  g_autofree char *heading = NULL;
  HearthMemberAct *act;
  Wish *wish;

  if (member == NULL)
    return;
  act = hearth_people_plan_off (get_vault (self), member, FALSE, &error);
  if (act == NULL)
    {
      hearth_desk_say (get_desk (self), _ ("Another owner has to do this."));
      return;
    }
  wish = g_new0 (Wish, 1);
  wish->page = g_object_ref (self);
  wish->act = act;
  /* Translators: the placeholder is the name of a person. */
  heading = g_strdup_printf (_ ("Take the Keys of %s Away?"), member->name);
  hearth_confirm_async (GTK_WIDGET (self), heading,
                        _ ("They cannot open this vault any more. What they have seen or copied is "
                           "not taken back. You can let them in again with a new passphrase."),
                        _ ("Take Away"), TRUE, on_confirmed_cb, wish);
}

static void
on_reset_cb (HearthPeoplePage *self, GtkWidget *button)
{
  g_autoptr (HearthMember) member = dup_member (self, button);
  GtkWidget *dialog;

  if (member == NULL)
    return;
  if (hearth_id_equal (&member->id, hearth_vault_get_user_id (get_vault (self))))
    {
      gtk_widget_activate_action (GTK_WIDGET (self), "win.change-passphrase", NULL);
      return;
    }
  dialog = hearth_person_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                     get_desk (self), member);
  g_signal_connect_object (dialog, "changed", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_add_cb (HearthPeoplePage *self)
{
  GtkWidget *dialog;

  if (get_vault (self) == NULL)
    return;
  dialog = hearth_person_dialog_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                     get_desk (self), NULL);
  g_signal_connect_object (dialog, "changed", G_CALLBACK (on_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static GtkWidget *
make_button (HearthPeoplePage *self,
             const HearthMember *member,
             const char *icon_name,
             const char *what,
             GCallback callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon_name);
  /* Translators: what a button does, then for whom. */
  g_autofree char *label = g_strdup_printf (_ ("%s: %s"), what, member->name);

  gtk_widget_set_tooltip_text (button, what);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data_full (G_OBJECT (button), "member", g_memdup2 (&member->id, sizeof member->id),
                          g_free);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_row (HearthPeoplePage *self, const HearthMember *member, gboolean is_owner)
{
  g_autofree char *text = describe (self, member);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", member->name,
                                 "subtitle", text, "title-lines", 2, NULL);
  gboolean is_self = hearth_id_equal (&member->id, hearth_vault_get_user_id (get_vault (self)));

  if (!is_owner || member->is_recovery)
    return row;
  adw_action_row_add_suffix (
      ADW_ACTION_ROW (row),
      make_button (self, member, "dialog-password-symbolic",
                   member->is_active ? _ ("New Passphrase…") : _ ("Let In Again…"),
                   G_CALLBACK (on_reset_cb)));
  if (member->is_active && !is_self)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                               make_button (self, member, "action-unavailable-symbolic",
                                            _ ("Take the Keys Away…"), G_CALLBACK (on_disable_cb)));
  return row;
}

static void
rebuild (HearthPeoplePage *self)
{
  g_autoptr (GPtrArray) members = NULL;
  HearthVault *vault = get_vault (self);
  gboolean is_owner;
  GtkWidget *child;

  if (vault == NULL)
    return;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, child);
  is_owner = hearth_vault_is_owner (vault);
  members = hearth_vault_list_members (vault);
  for (guint i = 0; i < members->len; i++)
    gtk_list_box_append (self->list, make_row (self, members->pdata[i], is_owner));
  gtk_widget_set_visible (self->owner_box, is_owner);
  gtk_widget_set_visible (self->others_label, !is_owner);
}

static void
on_copy_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthPeoplePage) self = HEARTH_PEOPLE_PAGE (user_data);
  g_autoptr (GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    hearth_desk_say (get_desk (self), _ ("The copy of the header is written."));
  else
    hearth_desk_report_error (get_desk (self), error);
}

/* A wish for a copy, from the choice of the file to the header's bytes. */
typedef struct
{
  HearthPeoplePage *page;
  GFile *file;
} Copy;

static void
on_header_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Copy *copy = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      hearth_vault_save_header_finish (HEARTH_VAULT (source), result, &error);

  if (bytes != NULL)
    g_file_replace_contents_bytes_async (copy->file, bytes, NULL, FALSE,
                                         G_FILE_CREATE_REPLACE_DESTINATION | G_FILE_CREATE_PRIVATE,
                                         NULL, on_copy_written_cb, g_object_ref (copy->page));
  else
    hearth_desk_report_error (get_desk (copy->page), error);
  g_object_unref (copy->page);
  g_object_unref (copy->file);
  g_free (copy);
}

static void
on_place_chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  HearthPeoplePage *self = HEARTH_PEOPLE_PAGE (source);
  g_autoptr (GFile) file = hearth_file_picker_run_finish (result);
  Copy *copy;

  if (file == NULL || get_vault (self) == NULL ||
      !hearth_target_is_accepted (get_desk (self), file))
    return;
  copy = g_new0 (Copy, 1);
  copy->page = g_object_ref (self);
  copy->file = g_steal_pointer (&file);
  hearth_vault_save_header_async (get_vault (self), NULL, on_header_read_cb, copy);
}

static void
on_save_header_cb (HearthPeoplePage *self)
{
  hearth_file_picker_run_async (GTK_WIDGET (self), HEARTH_FILE_PICKER_SAVE,
                                _ ("Save a Copy of the Header"), "header", NULL, on_place_chosen_cb,
                                NULL);
}

static void
on_renewed_cb (HearthPeoplePage *self)
{
  self->lost = 0;
}

static void
on_renew_cb (HearthPeoplePage *self)
{
  GtkWidget *window;

  if (get_vault (self) == NULL)
    return;
  window = hearth_renewal_window_new (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                      get_desk (self), self->lost);
  g_signal_connect_object (window, "renewed", G_CALLBACK (on_renewed_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
hearth_people_page_enter (HearthPlacePage *page)
{
  rebuild (HEARTH_PEOPLE_PAGE (page));
}

static void
hearth_people_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HEARTH_TYPE_PEOPLE_PAGE);
  G_OBJECT_CLASS (hearth_people_page_parent_class)->dispose (object);
}

static void
hearth_people_page_class_init (HearthPeoplePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hearth_people_page_dispose;
  HEARTH_PLACE_PAGE_CLASS (klass)->enter = hearth_people_page_enter;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/hearthcase/Hearth/admin/hearth-people-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HearthPeoplePage, list);
  gtk_widget_class_bind_template_child (widget_class, HearthPeoplePage, owner_box);
  gtk_widget_class_bind_template_child (widget_class, HearthPeoplePage, others_label);
  gtk_widget_class_bind_template_callback (widget_class, on_add_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_save_header_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_renew_cb);
}

static void
hearth_people_page_init (HearthPeoplePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
