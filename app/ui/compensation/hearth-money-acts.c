/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-money-acts.h"

#include "hearth-case-papers.h"
#include "hearth-paper-window.h"
#include "hearth-what-if-window.h"
#include "hearth-wrap-box.h"

#include <glib/gi18n.h>

static GtkWindow *
window_of (HearthCasePage *page)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (page)));
}

static gboolean
is_shown (HearthCasePage *page)
{
  return hearth_case_page_get_case (page) != NULL &&
         hearth_desk_is_unlocked (hearth_case_page_get_desk (page));
}

static void
print (HearthCasePage *page, const char *id)
{
  const HearthCasePaper *paper = hearth_case_papers_find (id);

  if (is_shown (page) && paper != NULL)
    hearth_paper_window_present_one (window_of (page), hearth_case_page_get_desk (page),
                                     hearth_case_page_get_case (page), paper, NULL);
}

static void
on_account_cb (HearthCasePage *page)
{
  print (page, "account");
}

static void
on_working_cb (HearthCasePage *page)
{
  print (page, "working");
}

static void
on_what_if_cb (HearthCasePage *page)
{
  if (is_shown (page))
    hearth_what_if_window_present (window_of (page), hearth_case_page_get_desk (page),
                                   hearth_case_page_get_case (page));
}

static void
add_button (GtkWidget *box, const char *title, GCallback clicked, HearthCasePage *page)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (title);

  g_signal_connect_object (button, "clicked", clicked, page, G_CONNECT_SWAPPED);
  hearth_wrap_box_append (HEARTH_WRAP_BOX (box), button);
}

GtkWidget *
hearth_money_acts_new (HearthCasePage *page)
{
  GtkWidget *box = hearth_wrap_box_new ();

  add_button (box, _ ("_Statement of Account…"), G_CALLBACK (on_account_cb), page);
  add_button (box, _ ("Print the _Working…"), G_CALLBACK (on_working_cb), page);
  add_button (box, _ ("What _If…"), G_CALLBACK (on_what_if_cb), page);
  return box;
}
