/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Lets a person choose a file or folder, through the portal where there is one; shaped like
 * GtkFileDialog. What was chosen is removed from the desktop's list of recent files. */
typedef enum
{
  HEARTH_FILE_PICKER_OPEN,
  HEARTH_FILE_PICKER_SAVE,
  HEARTH_FILE_PICKER_FOLDER,
} HearthFilePickerMode;

/* @initial_name: proposed name when saving, or NULL; @filter: what is offered, or NULL for all. */
void hearth_file_picker_run_async (GtkWidget *parent,
                                   HearthFilePickerMode mode,
                                   const char *title,
                                   const char *initial_name,
                                   GtkFileFilter *filter,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* NULL: the person changed their mind. */
GFile *hearth_file_picker_run_finish (GAsyncResult *result) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
