/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of a table with a row for every case: laid out, called off at moments that are spread over that time, and
 * drawn one by one at random. Beside them the cells alone as texts. Usage: bench-pages ROWS. */
#include "config.h"

#include "bench-moment.h"

#include "hearth-pages.h"
#include "hearth-table-sheet.h"

#include <stdio.h>
#include <stdlib.h>

#define N_MOMENTS 8
#define N_DRAWN 20

static const char *const steps[] = { "Витребувати довідку про перебування в полоні",
                                     "Подати рапорт на виплату грошового забезпечення",
                                     "Паспорт громадянина України",
                                     "Висновок військово-лікарської комісії" };

static HearthTable *
make_table (guint n_rows)
{
  HearthTable *table = hearth_table_new ("uk", "Невиплачене за особами");

  hearth_table_add_column (table, HEARTH_COLUMN_TEXT, "Справа");
  hearth_table_add_column (table, HEARTH_COLUMN_TEXT, "Прізвище та ім’я");
  hearth_table_add_column (table, HEARTH_COLUMN_TEXT, "Крок");
  hearth_table_add_column (table, HEARTH_COLUMN_TEXT, "Чекаємо на");
  hearth_table_add_column (table, HEARTH_COLUMN_DATE, "Строк");
  hearth_table_add_column (table, HEARTH_COLUMN_DAYS, "Днів");
  hearth_table_add_column (table, HEARTH_COLUMN_MONEY, "Винні");
  for (guint i = 0; i < n_rows; i++)
    {
      g_autofree char *number = g_strdup_printf ("25-%06u-%u", i, i % 10);
      g_autofree char *name = g_strdup_printf ("Макетенко%06u Вигадана", i * 7919 % 1000003);

      hearth_table_add_text (table, number);
      hearth_table_add_text (table, name);
      hearth_table_add_text (table, steps[i % G_N_ELEMENTS (steps)]);
      hearth_table_add_text (table, i % 3 == 0 ? "Військова частина" : NULL);
      hearth_table_add_date (table, hearth_date_new (2025, 1, 1) + (HearthDate) (i % 700));
      hearth_table_add_number (table, i % 900);
      hearth_table_add_number (table, 100000 + i * 13);
    }
  hearth_table_seal (table);
  return table;
}

static void
read_cells (const HearthTable *table)
{
  for (guint row = 0; row < hearth_table_get_n_rows (table); row++)
    for (guint i = 0; i < hearth_table_get_n_columns (table); i++)
      g_free (hearth_table_dup_cell (table, row, i));
}

static gpointer
lay_out_on_thread (gpointer data)
{
  HearthTable *table = hearth_table_ref (g_object_get_data (data, "table"));
  HearthFlow *flow = hearth_table_sheet (table, NULL);
  HearthPages *pages = hearth_pages_new_long_flow (flow, data);

  hearth_table_unref (table);
  return pages;
}

/* The longest time from calling off to its end, in milliseconds. */
static void
call_off (HearthTable *table, gint64 spent_us, json_t *figures)
{
  gint64 longest = 0;

  for (guint i = 0; i < N_MOMENTS; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      HearthPages *pages;
      GThread *thread;
      gint64 since;

      g_object_set_data_full (G_OBJECT (cancellable), "table", hearth_table_ref (table),
                              (GDestroyNotify) hearth_table_unref);
      thread = g_thread_new ("pages", lay_out_on_thread, cancellable);
      g_usleep ((gulong) (spent_us * (2 * i + 1) / (2 * N_MOMENTS)));
      g_cancellable_cancel (cancellable);
      since = g_get_monotonic_time ();
      pages = g_thread_join (thread);
      fprintf (stderr, "called off after %u/%u: %.1f ms%s\n", 2 * i + 1, 2 * N_MOMENTS,
               (double) (g_get_monotonic_time () - since) / 1000,
               pages != NULL ? ", too late" : "");
      longest = MAX (longest, g_get_monotonic_time () - since);
      g_clear_pointer (&pages, hearth_pages_unref);
    }
  json_object_set_new (figures, "longest_call_off_ms", json_integer (longest / 1000));
}

static void
draw_some (const HearthPages *pages)
{
  const guint n_pages = hearth_pages_get_n_pages (pages);

  for (guint i = 0; i < N_DRAWN; i++)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 842, 842);
      cairo_t *cr = cairo_create (surface);

      hearth_pages_draw (pages, (guint) ((guint64) n_pages * i / N_DRAWN), cr);
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
}

int
main (int argc, char **argv)
{
  const guint n_rows = argc > 1 ? (guint) atoi (argv[1]) : 100000;
  json_auto_t *figures = json_object ();
  g_autoptr (HearthTable) table = make_table (n_rows);
  g_autoptr (HearthPages) pages = NULL;
  g_autofree char *text = NULL;
  gint64 wall, cells, laid_out;
  BenchMoment since;

  since = bench_moment_now ();
  read_cells (table);
  cells = bench_moment_report (figures, "cells", since);

  since = bench_moment_now ();
  pages = hearth_pages_new_long_flow (hearth_table_sheet (table, NULL), NULL);
  laid_out = bench_moment_report (figures, "lay_out", since);
  wall = g_get_monotonic_time () - since.wall_us;
  json_object_set_new (figures, "ratio", json_real ((double) laid_out / (double) cells));
  json_object_set_new (figures, "pages", json_integer (hearth_pages_get_n_pages (pages)));

  since = bench_moment_now ();
  draw_some (pages);
  bench_moment_report (figures, "draw_20", since);

  call_off (table, wall, figures);
  text = json_dumps (figures, JSON_INDENT (1) | JSON_PRESERVE_ORDER | JSON_REAL_PRECISION (3));
  puts (text);
  return 0;
}
