/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libxlsxwriter writes every part of a workbook into a temporary file, in the clear, and takes /tmp for it if
 * it is told nothing. Here it is told a folder that is in memory for certain, and the workbook itself goes into
 * memory that has no name. */
#include "config.h"

#include "hearth-out-xlsx.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <linux/magic.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>
#include <xlsxwriter.h>

#define MIN_WIDTH 8u
#define MAX_WIDTH 48u
#define MAX_SHEET_NAME 31 /* characters */
#define MAX_CELL 32767    /* characters */

typedef struct
{
  const HearthTable *table;
  lxw_workbook *book;
  lxw_worksheet *sheet;
  lxw_format *head;
  lxw_format *plain[HEARTH_COLUMN_DAYS + 1];
  lxw_format *total[HEARTH_COLUMN_DAYS + 1];
  lxw_format *small;
  lxw_row_t row; /* the next one */
} Writer;

/* --- Where it is made --- */

static gboolean
is_in_memory (const char *folder)
{
  struct statfs info;

  return folder != NULL && statfs (folder, &info) == 0 &&
         (info.f_type == TMPFS_MAGIC || info.f_type == RAMFS_MAGIC);
}

/* A folder for this user alone. What is made in it has lost its name before the first byte is in it. */
static char *
make_folder (GError **error)
{
  const char *const places[] = { g_getenv ("XDG_RUNTIME_DIR"), "/dev/shm" };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *folder = NULL;

      if (!is_in_memory (places[i]))
        continue;
      folder = g_build_filename (places[i], "hearth-XXXXXX", NULL);
      if (g_mkdtemp (folder) != NULL)
        return g_steal_pointer (&folder);
    }
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                       "no folder of this machine is in memory alone; a workbook would touch the "
                       "disk in the clear");
  return NULL;
}

static GBytes *
read_memory (int fd, GError **error)
{
  struct stat info;
  gsize n_read = 0;
  g_autofree guint8 *bytes = NULL;

  if (fstat (fd, &info) == 0)
    bytes = g_try_malloc ((gsize) info.st_size + 1);
  while (bytes != NULL && n_read < (gsize) info.st_size)
    {
      ssize_t n = pread (fd, bytes + n_read, (gsize) info.st_size - n_read, (off_t) n_read);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        break;
      n_read += (gsize) n;
    }
  if (bytes != NULL && n_read == (gsize) info.st_size)
    return g_bytes_new_take (g_steal_pointer (&bytes), n_read);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the workbook cannot be read back");
  return NULL;
}

/* --- Formats --- */

static lxw_format *
add_format (Writer *self, const char *number_format, gboolean is_bold)
{
  lxw_format *format = workbook_add_format (self->book);

  if (number_format != NULL)
    format_set_num_format (format, number_format);
  if (is_bold)
    {
      format_set_bold (format);
      format_set_top (format, LXW_BORDER_THIN);
    }
  return format;
}

static void
add_formats (Writer *self)
{
  static const char *const numbers[] = { [HEARTH_COLUMN_TEXT] = NULL,
                                         [HEARTH_COLUMN_DATE] = "yyyy-mm-dd",
                                         [HEARTH_COLUMN_COUNT] = "0",
                                         [HEARTH_COLUMN_MONEY] = "#,##0.00",
                                         [HEARTH_COLUMN_DAYS] = "#,##0" };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      self->plain[i] = add_format (self, numbers[i], FALSE);
      self->total[i] = add_format (self, numbers[i], TRUE);
    }
  self->head = workbook_add_format (self->book);
  format_set_bold (self->head);
  format_set_text_wrap (self->head);
  format_set_bottom (self->head, LXW_BORDER_THIN);
  format_set_align (self->head, LXW_ALIGN_VERTICAL_TOP);
  self->small = workbook_add_format (self->book);
  format_set_italic (self->small);
}

/* --- Cells --- */

/* A text is never computed, whatever it begins with: its cell is one of texts. */
static void
write_text (Writer *self, lxw_col_t column, const char *text, lxw_format *format)
{
  g_autofree char *part = NULL;

  if (g_utf8_strlen (text, -1) > MAX_CELL)
    text = part = g_utf8_substring (text, 0, MAX_CELL);
  worksheet_write_string (self->sheet, self->row, column, text, format);
}

static void
write_date (Writer *self, lxw_col_t column, HearthDate date, lxw_format *format)
{
  lxw_datetime day = { 0 };

  hearth_date_split (date, &day.year, &day.month, &day.day);
  if (day.year < 1900)
    {
      /* Days before its calendar begins are texts. */
      g_autofree char *text = hearth_date_to_string (date);

      write_text (self, column, text, NULL);
      return;
    }
  worksheet_write_datetime (self->sheet, self->row, column, &day, format);
}

static void
write_cell (Writer *self, guint row, guint column, gboolean is_total)
{
  const HearthColumnType type = hearth_table_get_column_type (self->table, column);
  const gint64 number = hearth_table_get_number (self->table, row, column);
  lxw_format *format = is_total ? self->total[type] : self->plain[type];
  const lxw_col_t at = (lxw_col_t) column;

  switch (hearth_table_get_kind (self->table, row, column))
    {
    case HEARTH_CELL_TEXT:
      write_text (self, at, hearth_table_get_text (self->table, row, column), format);
      break;
    case HEARTH_CELL_DATE:
      write_date (self, at, (HearthDate) number, format);
      break;
    case HEARTH_CELL_NUMBER:
      worksheet_write_number (self->sheet, self->row, at,
                              type == HEARTH_COLUMN_MONEY ? (double) number / 100 : (double) number,
                              format);
      break;
    case HEARTH_CELL_HIDDEN:
      write_text (self, at, HEARTH_TABLE_HIDDEN_TEXT, format);
      break;
    case HEARTH_CELL_EMPTY:
    default:
      if (is_total)
        worksheet_write_blank (self->sheet, self->row, at, format);
      break;
    }
}

static void
write_rows (Writer *self)
{
  const guint n_columns = hearth_table_get_n_columns (self->table);
  const guint n_rows = hearth_table_get_n_rows (self->table);

  for (guint row = 0; row < n_rows; row++, self->row++)
    for (guint i = 0; i < n_columns; i++)
      write_cell (self, row, i, hearth_table_has_totals (self->table) && row == n_rows - 1);
}

/* As wide as what is in it, within reason; of a long table the beginning tells enough. */
static void
set_width (Writer *self, guint column)
{
  const guint n_rows = MIN (hearth_table_get_n_rows (self->table), 1000);
  glong width = MIN (g_utf8_strlen (hearth_table_get_column_title (self->table, column), -1), 20);

  for (guint row = 0; row < n_rows; row++)
    {
      g_autofree char *text = hearth_table_dup_cell (self->table, row, column);

      width = MAX (width, g_utf8_strlen (text, -1));
    }
  worksheet_set_column (self->sheet, (lxw_col_t) column, (lxw_col_t) column,
                        (double) CLAMP (width + 2, MIN_WIDTH, MAX_WIDTH), NULL);
}

static void
write_head (Writer *self)
{
  const guint n_columns = hearth_table_get_n_columns (self->table);

  for (guint i = 0; i < n_columns; i++)
    {
      write_text (self, (lxw_col_t) i, hearth_table_get_column_title (self->table, i), self->head);
      set_width (self, i);
    }
  self->row++;
  worksheet_freeze_panes (self->sheet, self->row, 0);
  worksheet_repeat_rows (self->sheet, 0, self->row - 1);
}

/* The table begins in the first row, as programs expect; what it is stands below it. */
static void
write_notes (Writer *self)
{
  const char *const *notes = hearth_table_get_notes (self->table);
  const char *parameters = hearth_table_get_parameters (self->table);

  self->row++;
  write_text (self, 0, hearth_table_get_title (self->table), self->small);
  self->row++;
  if (parameters != NULL)
    {
      write_text (self, 0, parameters, self->small);
      self->row++;
    }
  for (; *notes != NULL; notes++, self->row++)
    write_text (self, 0, *notes, self->small);
}

/* Some signs may not be in the name of a sheet. */
static char *
dup_sheet_name (const HearthTable *table)
{
  const char *title = hearth_table_get_title (table);
  char *name = g_utf8_substring (title, 0, MIN (g_utf8_strlen (title, -1), MAX_SHEET_NAME));

  return g_strdelimit (name, "[]:*?/\\'", ' ');
}

static lxw_error
write_book (const HearthTable *table, const char *path, char *folder)
{
  const lxw_workbook_options options = { .tmpdir = folder };
  g_autofree char *name = dup_sheet_name (table);
  Writer self = { .table = table };

  self.book = workbook_new_opt (path, (lxw_workbook_options *) &options);
  if (self.book == NULL)
    return LXW_ERROR_MEMORY_MALLOC_FAILED;
  self.sheet = workbook_add_worksheet (self.book, name);
  if (self.sheet == NULL)
    self.sheet = workbook_add_worksheet (self.book, NULL);
  add_formats (&self);
  write_head (&self);
  write_rows (&self);
  write_notes (&self);
  worksheet_set_landscape (self.sheet);
  worksheet_set_paper (self.sheet, 9); /* A4 */
  worksheet_fit_to_pages (self.sheet, 1, 0);
  return workbook_close (self.book);
}

/**
 * hearth_out_xlsx:
 *
 * Typed cells, a bold heading that stays in sight, widths after what is in the columns. Blocks.
 *
 * Returns: (transfer full): the whole file; %NULL with %G_IO_ERROR_NOT_SUPPORTED if this machine has no folder
 *   in memory, or another error. Thread: any.
 */
GBytes *
hearth_out_xlsx (const HearthTable *table, GError **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  GBytes *bytes = NULL;
  lxw_error failure;
  int fd;

  g_return_val_if_fail (table != NULL, NULL);

  folder = make_folder (error);
  if (folder == NULL)
    return NULL;
  fd = memfd_create ("workbook", MFD_CLOEXEC);
  path = g_strdup_printf ("/proc/self/fd/%d", fd);
  failure = fd >= 0 ? write_book (table, path, folder) : LXW_ERROR_CREATING_XLSX_FILE;
  g_rmdir (folder);
  if (failure == LXW_NO_ERROR)
    bytes = read_memory (fd, error);
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the workbook cannot be made: %s",
                 lxw_strerror (failure));
  if (fd >= 0)
    close (fd);
  return bytes;
}
