/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-notice-bar.h"
#include "hearth-toast.h"
#include "hearth-window.h"

struct _HearthWindow
{
  AdwApplicationWindow parent_instance;
  HearthDesk *desk;
  GtkWidget *page;
  GFile *waiting_file;  /* to be opened when the vault is; NULL: none */
  gboolean was_visible; /* before it was blanked to be locked */

  GtkStack *stack;
  HearthNoticeBar *notice_bar;
  HearthToast *toast;
};

void _hearth_window_class_install_actions (GtkWidgetClass *widget_class);
void _hearth_window_update_actions (HearthWindow *self);
void _hearth_window_revert (HearthWindow *self, HearthChangeSet *done);
void _hearth_window_show_create_page (HearthWindow *self);
void _hearth_window_leave_create_page (HearthWindow *self);
