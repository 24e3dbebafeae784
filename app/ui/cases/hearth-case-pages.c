/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-case-pages.h"

#include "hearth-compensation-page.h"
#include "hearth-documents-page.h"
#include "hearth-family-page.h"
#include "hearth-files-page.h"
#include "hearth-history-page.h"
#include "hearth-identity-form.h"
#include "hearth-medical-page.h"
#include "hearth-overview-page.h"
#include "hearth-plan-page.h"
#include "hearth-rehabilitation-page.h"
#include "hearth-scroll-bin.h"

#include <glib/gi18n.h>

/* The pages of a case in their order. A new page is one row. */
static const struct
{
  const char *id;
  const char *title;
  GType (*get_type) (void);
} case_pages[] = {
  { "overview", N_ ("Overview"), hearth_overview_page_get_type },
  { "plan", N_ ("Plan"), hearth_plan_page_get_type },
  { "medical", N_ ("Medical"), hearth_medical_page_get_type },
  { "documents", N_ ("Documents"), hearth_documents_page_get_type },
  { "compensation", N_ ("Compensation"), hearth_compensation_page_get_type },
  { "rehabilitation", N_ ("Rehabilitation"), hearth_rehabilitation_page_get_type },
  { "details", N_ ("Details"), hearth_identity_form_get_type },
  { "family", N_ ("Family"), hearth_family_page_get_type },
  { "files", N_ ("Files"), hearth_files_page_get_type },
  { "history", N_ ("History"), hearth_history_page_get_type },
};

#define N_CASE_PAGES G_N_ELEMENTS (case_pages)

struct _HearthCasePages
{
  AdwBin parent_instance;
  HearthDesk *desk;
  HearthCase *kase;
  GtkStack *stack;
  GtkBox *bars;
  GtkWidget *bins[N_CASE_PAGES];
  HearthCasePage *pages[N_CASE_PAGES]; /* NULL: not turned to yet */
};

G_DEFINE_FINAL_TYPE (HearthCasePages, hearth_case_pages, ADW_TYPE_BIN)

static HearthCasePage *
ensure_page (HearthCasePages *self, guint index)
{
  GtkWidget *bar;

  if (self->pages[index] != NULL)
    return self->pages[index];
  self->pages[index] = g_object_new (case_pages[index].get_type (), "desk", self->desk, NULL);
  g_object_set (self->bins[index], "child", self->pages[index], NULL);
  bar = hearth_case_page_get_bar (self->pages[index]);
  if (bar != NULL)
    gtk_box_append (self->bars, bar);
  return self->pages[index];
}

/* The bar of a page stays in reach however far the case is scrolled. */
static void
update_bars (HearthCasePages *self, HearthCasePage *shown)
{
  for (guint i = 0; i < N_CASE_PAGES; i++)
    {
      GtkWidget *bar = self->pages[i] != NULL ? hearth_case_page_get_bar (self->pages[i]) : NULL;

      if (bar != NULL)
        gtk_widget_set_visible (bar, self->pages[i] == shown);
    }
}

/* What is no longer so is not there for a reader of the screen either. */
static void
hide_old_pages (HearthCasePages *self)
{
  for (guint i = 0; i < N_CASE_PAGES; i++)
    if (self->pages[i] != NULL)
      gtk_widget_set_visible (GTK_WIDGET (self->pages[i]),
                              hearth_case_page_get_case (self->pages[i]) == self->kase);
}

static void
show_page_in_sight (HearthCasePages *self)
{
  GtkWidget *bin = gtk_stack_get_visible_child (self->stack);

  for (guint i = 0; i < N_CASE_PAGES; i++)
    if (self->desk != NULL && self->bins[i] == bin && bin != NULL)
      {
        hearth_case_page_set_case (ensure_page (self, i), self->kase);
        update_bars (self, self->pages[i]);
      }
  hide_old_pages (self);
}

static void
hearth_case_pages_dispose (GObject *object)
{
  HearthCasePages *self = HEARTH_CASE_PAGES (object);

  if (self->stack != NULL)
    g_signal_handlers_disconnect_by_data (self->stack, self);
  g_clear_object (&self->kase);
  g_clear_object (&self->desk);
  g_clear_object (&self->stack);
  G_OBJECT_CLASS (hearth_case_pages_parent_class)->dispose (object);
}

static void
hearth_case_pages_class_init (HearthCasePagesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = hearth_case_pages_dispose;
}

static void
hearth_case_pages_init (HearthCasePages *self)
{
  self->stack = g_object_ref_sink (GTK_STACK (gtk_stack_new ()));
  gtk_stack_set_vhomogeneous (self->stack, FALSE);
  gtk_stack_set_hhomogeneous (self->stack, FALSE);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->stack));
}

void
hearth_case_pages_set_up (HearthCasePages *self, HearthDesk *desk, GtkBox *bars)
{
  g_return_if_fail (HEARTH_IS_CASE_PAGES (self));
  g_return_if_fail (self->desk == NULL);

  self->desk = g_object_ref (desk);
  self->bars = bars;
  for (guint i = 0; i < N_CASE_PAGES; i++)
    {
      self->bins[i] = g_object_new (HEARTH_TYPE_SCROLL_BIN, NULL);
      gtk_stack_add_titled (self->stack, self->bins[i], case_pages[i].id, _ (case_pages[i].title));
    }
  g_signal_connect_swapped (self->stack, "notify::visible-child", G_CALLBACK (show_page_in_sight),
                            self);
  show_page_in_sight (self);
}

GtkStack *
hearth_case_pages_get_stack (HearthCasePages *self)
{
  g_return_val_if_fail (HEARTH_IS_CASE_PAGES (self), NULL);

  return self->stack;
}

void
hearth_case_pages_set_case (HearthCasePages *self, HearthCase *kase)
{
  g_return_if_fail (HEARTH_IS_CASE_PAGES (self));

  g_set_object (&self->kase, kase);
  show_page_in_sight (self);
}

HearthCasePage *
hearth_case_pages_turn_to (HearthCasePages *self, const char *name)
{
  g_return_val_if_fail (HEARTH_IS_CASE_PAGES (self), NULL);

  for (guint i = 0; i < N_CASE_PAGES; i++)
    if (g_str_equal (case_pages[i].id, name))
      {
        gtk_stack_set_visible_child (self->stack, self->bins[i]);
        return ensure_page (self, i);
      }
  g_return_val_if_reached (NULL);
}

void
hearth_case_pages_show_draft (HearthCasePages *self)
{
  g_return_if_fail (HEARTH_IS_CASE_PAGES (self));

  for (guint i = 0; i < N_CASE_PAGES; i++)
    {
      hearth_case_page_set_case (ensure_page (self, i), self->kase);
      if (!hearth_case_page_show_draft (self->pages[i]))
        continue;
      gtk_stack_set_visible_child (self->stack, self->bins[i]);
      return;
    }
  update_bars (self, NULL);
  show_page_in_sight (self);
}
