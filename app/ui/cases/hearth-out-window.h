/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-audit.h"
#include "hearth-desk.h"
#include "hearth-pages.h"

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HearthOutWindow:
 *
 * Paper: what it is, a window derived from this one asks and makes; here it goes to a printer, or into a PDF where the
 * person chooses. Both leave the vault in the clear and are entered in the audit log first. Actions: paper.preview,
 * paper.print (Ctrl+P), paper.save; Escape closes.
 */
#define HEARTH_TYPE_OUT_WINDOW (hearth_out_window_get_type ())
G_DECLARE_DERIVABLE_TYPE (HearthOutWindow, hearth_out_window, HEARTH, OUT_WINDOW, AdwWindow)

/**
 * HearthOutWindowClass:
 * @make_pages: (transfer full) (nullable): %NULL if the vault was locked meanwhile
 * @describe: what the audit log says of the pages that were made, and of whom; event and phase are set afterwards
 * @get_file_name: (nullable): what is proposed for the PDF; %NULL: there is nothing to make
 * @update: something began or ended, see hearth_out_window_is_busy()
 */
struct _HearthOutWindowClass
{
  AdwWindowClass parent_class;
  HearthPages *(*make_pages) (HearthOutWindow *self);
  void (*describe) (HearthOutWindow *self, const HearthPages *pages, HearthAuditEntry *entry);
  const char *(*get_file_name) (HearthOutWindow *self);
  void (*update) (HearthOutWindow *self);
};

/* Before anything else. @issue_label: of the template; hidden until something fails. */
void hearth_out_window_begin (HearthOutWindow *self, HearthDesk *desk, GtkLabel *issue_label);
HearthDesk *hearth_out_window_get_desk (HearthOutWindow *self);
gboolean hearth_out_window_is_busy (HearthOutWindow *self);
/* Whether there is something to print; while it is busy nothing can go. */
void hearth_out_window_set_can_go (HearthOutWindow *self, gboolean can_go);

G_END_DECLS
