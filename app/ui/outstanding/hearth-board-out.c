/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-board-out.h"

#include "hearth-format.h"
#include "hearth-report-out.h"

/* A table in the making. The last reference to the board is never dropped on the other thread. */
typedef struct
{
  GtkWidget *parent;      /* weak */
  HearthContext *context; /* weak: another one is another login */
  HearthDesk *desk;
  HearthBoard *board;
  GPtrArray *rows;
  HearthReportQuestion question;
  char *what;
  HearthTable *table;
} Work;

static void
work_free (Work *self)
{
  g_clear_weak_pointer (&self->parent);
  g_clear_weak_pointer (&self->context);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->board, hearth_board_unref);
  g_clear_pointer (&self->question.packs, hearth_pack_set_unref);
  g_clear_pointer (&self->table, hearth_table_unref);
  g_free (self->what);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Work, work_free)

static void
make_on_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Work *self = data;

  self->table = hearth_report_make_chosen (self->rows, &self->question);
  g_task_return_boolean (task, TRUE);
}

static void
on_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Work) self = user_data;
  const HearthReport *report = hearth_report_get_chosen ();
  HearthReportFormat format = HEARTH_REPORT_CSV;

  if (self->parent == NULL || self->context == NULL ||
      self->context != hearth_desk_get_context (self->desk))
    return;
  if (g_str_equal (self->what, "print"))
    {
      hearth_report_out_print (self->parent, self->desk, report, self->table);
      return;
    }
  if (g_str_equal (self->what, "xlsx"))
    format = HEARTH_REPORT_XLSX;
  else if (g_str_equal (self->what, "pdf"))
    format = HEARTH_REPORT_PDF;
  hearth_report_out_save (self->parent, self->desk, report, self->table, self->question.has_names,
                          format);
}

void
hearth_board_out (GtkWidget *parent,
                  HearthDesk *desk,
                  HearthBoard *board,
                  GPtrArray *rows,
                  gboolean has_names,
                  const char *what)
{
  HearthContext *context = hearth_desk_get_context (desk);
  g_autoptr (GTask) task = NULL;
  Work *self;

  g_return_if_fail (GTK_IS_WIDGET (parent) && board != NULL && rows != NULL && what != NULL);

  if (context == NULL || rows->len == 0)
    return;
  self = g_new0 (Work, 1);
  g_set_weak_pointer (&self->parent, parent);
  g_set_weak_pointer (&self->context, context);
  self->desk = g_object_ref (desk);
  self->board = hearth_board_ref (board);
  self->rows = g_ptr_array_ref (rows);
  self->what = g_strdup (what);
  self->question = (HearthReportQuestion){
    .packs = hearth_pack_set_ref (hearth_context_get_packs (context)),
    .language = hearth_format_language (),
    .today = hearth_clock_today (hearth_desk_get_clock (desk)),
    .from = HEARTH_DATE_NONE,
    .to = HEARTH_DATE_NONE,
    .has_names = has_names,
    .is_owed_known = hearth_board_get_total (board)->is_owed_known,
  };
  task = g_task_new (NULL, NULL, on_made_cb, self);
  g_task_set_task_data (task, self, NULL);
  g_task_run_in_thread (task, make_on_thread);
}
