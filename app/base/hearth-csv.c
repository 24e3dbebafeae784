/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reader and writer of separated values (RFC 4180 and what programs really write: other delimiters, any
 * line end, line breaks in quotes). A table is one block of cells, each ended by a zero. Any thread. */
#include "config.h"

#include "hearth-csv.h"

#include <string.h>

struct _HearthCsv
{
  HearthCharset charset;
  char delimiter;
  GString *text;  /* cells, one after the other, each with a final zero */
  GArray *cells;  /* (element-type guint32) offset of each cell in text */
  GArray *starts; /* (element-type guint32) first cell of each row, and one more at the end */
};

typedef struct
{
  const char *next;
  const char *end;
  char delimiter;
  guint row; /* from 1, of the cell being read */
  guint column;
} CsvCursor;

typedef enum
{
  CELL_THEN_CELL,
  CELL_THEN_ROW,
  CELL_FAILED,
} CellEnd;

static const char delimiters[] = { ';', ',', '\t' };

/* How much of a file tells its delimiter. */
#define SAMPLE_ROWS 50
#define SAMPLE_BYTES (64 * 1024)

static gboolean
set_error (GError **error, HearthBaseError code, const char *message)
{
  g_set_error_literal (error, HEARTH_BASE_ERROR, (int) code, message);
  return FALSE;
}

/* Reads what stands between quotes; line ends of any kind become one line feed. */
static gboolean
read_quoted (CsvCursor *cursor, GString *out, gsize max_len, GError **error)
{
  cursor->next++;
  while (cursor->next < cursor->end)
    {
      char c = *cursor->next++;

      if (out->len > max_len)
        return set_error (error, HEARTH_BASE_ERROR_LIMIT, "a cell is too long");
      if (c == '"')
        {
          if (cursor->next == cursor->end || *cursor->next != '"')
            return TRUE;
          cursor->next++;
        }
      else if (c == '\r')
        {
          if (cursor->next < cursor->end && *cursor->next == '\n')
            cursor->next++;
          c = '\n';
        }
      g_string_append_c (out, c);
    }
  return set_error (error, HEARTH_BASE_ERROR_INVALID, "a quotation mark is not closed");
}

static gboolean
at_cell_end (const CsvCursor *cursor)
{
  return cursor->next == cursor->end || *cursor->next == cursor->delimiter ||
         *cursor->next == '\n' || *cursor->next == '\r';
}

static CellEnd
pass_cell_end (CsvCursor *cursor)
{
  if (cursor->next < cursor->end && *cursor->next == cursor->delimiter)
    {
      cursor->next++;
      cursor->column++;
      return CELL_THEN_CELL;
    }
  if (cursor->next < cursor->end && *cursor->next == '\r')
    cursor->next++;
  if (cursor->next < cursor->end && *cursor->next == '\n')
    cursor->next++;
  cursor->row++;
  cursor->column = 1;
  return CELL_THEN_ROW;
}

/* Appends one cell to @out. On failure the cursor's row and column are those of the cell. */
static CellEnd
read_cell (CsvCursor *cursor, GString *out, GError **error)
{
  gsize max_len = out->len + HEARTH_CSV_MAX_CELL_BYTES;

  if (cursor->next < cursor->end && *cursor->next == '"')
    {
      if (!read_quoted (cursor, out, max_len, error))
        return CELL_FAILED;
      if (!at_cell_end (cursor))
        {
          set_error (error, HEARTH_BASE_ERROR_INVALID, "text follows a closing quotation mark");
          return CELL_FAILED;
        }
    }
  else
    {
      const char *start = cursor->next;

      while (!at_cell_end (cursor))
        cursor->next++;
      g_string_append_len (out, start, cursor->next - start);
    }
  if (out->len > max_len)
    {
      set_error (error, HEARTH_BASE_ERROR_LIMIT, "a cell is too long");
      return CELL_FAILED;
    }
  return pass_cell_end (cursor);
}

/* How many of the first rows agree on a number of cells, at least two, under one delimiter. */
static guint
count_agreeing_rows (const char *text, gsize length, char delimiter, guint *n_cells)
{
  CsvCursor cursor = { text, text + MIN (length, SAMPLE_BYTES), delimiter, 1, 1 };
  g_autoptr (GString) scratch = g_string_new (NULL);
  guint counts[SAMPLE_ROWS] = { 0 };
  guint n_rows = 0, best = 0;

  while (n_rows < SAMPLE_ROWS && cursor.next < cursor.end)
    {
      guint column = cursor.column;
      CellEnd end = read_cell (&cursor, scratch, NULL);

      g_string_truncate (scratch, 0);
      if (end == CELL_FAILED)
        break;
      if (end == CELL_THEN_ROW)
        counts[n_rows++] = column;
    }
  if (n_rows == 0)
    counts[n_rows++] = cursor.column; /* a single line that has no end */

  *n_cells = 0;
  for (guint i = 0; i < n_rows; i++)
    {
      guint n_same = 0;

      for (guint j = 0; j < n_rows; j++)
        n_same += counts[j] == counts[i] ? 1 : 0;
      if (counts[i] > 1 && n_same > best)
        {
          best = n_same;
          *n_cells = counts[i];
        }
    }
  return best;
}

static char
detect_delimiter (const char *text, gsize length)
{
  char found = ',';
  guint best_rows = 0, best_cells = 0;

  for (guint i = 0; i < G_N_ELEMENTS (delimiters); i++)
    {
      guint n_cells, n_rows = count_agreeing_rows (text, length, delimiters[i], &n_cells);

      if (n_rows > best_rows || (n_rows == best_rows && n_cells > best_cells))
        {
          found = delimiters[i];
          best_rows = n_rows;
          best_cells = n_cells;
        }
    }
  return found;
}

static gboolean
read_rows (HearthCsv *self, CsvCursor *cursor, GError **error)
{
  guint32 offset = 0;

  g_array_append_val (self->starts, offset);
  while (cursor->next < cursor->end)
    {
      CellEnd end;

      if (cursor->column > HEARTH_CSV_MAX_COLUMNS)
        return set_error (error, HEARTH_BASE_ERROR_LIMIT, "too many columns");
      if (cursor->row > HEARTH_CSV_MAX_ROWS)
        return set_error (error, HEARTH_BASE_ERROR_LIMIT, "too many rows");

      offset = (guint32) self->text->len;
      end = read_cell (cursor, self->text, error);
      if (end == CELL_FAILED)
        return FALSE;
      g_string_append_c (self->text, '\0');
      g_array_append_val (self->cells, offset);

      /* A delimiter as the very last byte is followed by one more, empty cell. */
      if (end == CELL_THEN_CELL && cursor->next == cursor->end)
        {
          offset = (guint32) self->text->len;
          g_string_append_c (self->text, '\0');
          g_array_append_val (self->cells, offset);
          end = CELL_THEN_ROW;
        }
      if (end == CELL_THEN_ROW)
        g_array_append_val (self->starts, self->cells->len);
    }
  return TRUE;
}

/**
 * hearth_csv_read:
 * @bytes: a whole file
 * @position: (out) (optional): the cell at fault if reading fails
 *
 * Reads a table of text: tells its character set (hearth_charset_detect()) and delimiter (semicolon,
 * comma or tab: the one under which most of the first rows have the same number of cells).
 * A quotation mark inside an unquoted cell is text, as spreadsheet programs read it; text after a
 * closing one is not. Blank rows stay, so that rows count as in a spreadsheet.
 *
 * Returns: (transfer full) (nullable): %NULL with %HEARTH_BASE_ERROR_ENCODING, %HEARTH_BASE_ERROR_INVALID
 *   or %HEARTH_BASE_ERROR_LIMIT (64 MiB, 100,000 rows under the heading, 256 columns, 32 KiB a
 *   cell); nothing of a faulty file is handed out. Thread: any.
 */
HearthCsv *
hearth_csv_read (GBytes *bytes, HearthCsvPosition *position, GError **error)
{
  g_autoptr (HearthCsv) self = g_new0 (HearthCsv, 1);
  g_autofree char *text = NULL;
  CsvCursor cursor;
  const guint8 *data;
  gsize size, length = 0;

  g_return_val_if_fail (bytes != NULL, NULL);

  if (position != NULL)
    *position = (HearthCsvPosition){ 0, 0 };
  data = g_bytes_get_data (bytes, &size);
  self->text = g_string_new (NULL);
  self->cells = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->starts = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (size > HEARTH_CSV_MAX_BYTES)
    {
      set_error (error, HEARTH_BASE_ERROR_LIMIT, "the file is too large");
      return NULL;
    }
  self->charset = hearth_charset_detect (data, size);
  text = hearth_charset_decode (self->charset, data, size, &length, error);
  if (text == NULL)
    return NULL;

  self->delimiter = detect_delimiter (text, length);
  cursor = (CsvCursor){ text, text + length, self->delimiter, 1, 1 };
  if (!read_rows (self, &cursor, error))
    {
      if (position != NULL)
        *position = (HearthCsvPosition){ cursor.row, cursor.column };
      return NULL;
    }
  return g_steal_pointer (&self);
}

/** hearth_csv_free: @self: (transfer full) (nullable) */
void
hearth_csv_free (HearthCsv *self)
{
  if (self == NULL)
    return;
  g_string_free (self->text, TRUE);
  g_array_unref (self->cells);
  g_array_unref (self->starts);
  g_free (self);
}

/** hearth_csv_get_charset: Returns: the set in which the file was written. Thread: any. */
HearthCharset
hearth_csv_get_charset (const HearthCsv *self)
{
  g_return_val_if_fail (self != NULL, HEARTH_CHARSET_UTF8);

  return self->charset;
}

/** hearth_csv_get_delimiter: Returns: ';', ',' or a tab. A table of one column has a comma. */
char
hearth_csv_get_delimiter (const HearthCsv *self)
{
  g_return_val_if_fail (self != NULL, ',');

  return self->delimiter;
}

/** hearth_csv_get_n_rows: Returns: rows, blank ones and the heading included. Thread: any. */
guint
hearth_csv_get_n_rows (const HearthCsv *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->starts->len - 1;
}

/** hearth_csv_get_n_cells: Returns: cells in @row (from 0); a blank row has one, empty. */
guint
hearth_csv_get_n_cells (const HearthCsv *self, guint row)
{
  g_return_val_if_fail (row < hearth_csv_get_n_rows (self), 0);

  return g_array_index (self->starts, guint32, row + 1) -
         g_array_index (self->starts, guint32, row);
}

/**
 * hearth_csv_get_cell:
 * @row: from 0
 * @column: from 0
 *
 * Returns: (transfer none) (nullable): the cell as written, without its quotes; %NULL beyond the row's end.
 */
const char *
hearth_csv_get_cell (const HearthCsv *self, guint row, guint column)
{
  guint32 first;

  if (column >= hearth_csv_get_n_cells (self, row))
    return NULL;
  first = g_array_index (self->starts, guint32, row);
  return self->text->str + g_array_index (self->cells, guint32, first + column);
}

/* A sign before digits is a number or a telephone number: +380 44 000 00 00, -5. */
static gboolean
is_signed_number (const char *cell)
{
  gsize length = strspn (cell + 1, "0123456789 ()-.,");

  return cell[1] != '\0' && cell[1 + length] == '\0' && strpbrk (cell + 1, "0123456789") != NULL;
}

/**
 * hearth_csv_is_formula:
 *
 * Returns: whether a spreadsheet program might compute @cell instead of showing it: it begins with one of
 *   = + - @ tab or carriage return, also after blanks, and is more than a signed number or dashes.
 */
gboolean
hearth_csv_is_formula (const char *cell)
{
  g_return_val_if_fail (cell != NULL, FALSE);

  while (*cell == ' ')
    cell++;
  switch (*cell)
    {
    case '=':
    case '@':
    case '\t':
    case '\r':
      return TRUE;
    case '+':
    case '-':
      return cell[strspn (cell, "-+")] != '\0' && !is_signed_number (cell);
    default:
      return FALSE;
    }
}

static void
append_cell (GString *out, const char *cell, char delimiter)
{
  const char special[] = { delimiter, '"', '\n', '\r', '\0' };
  gboolean formula = hearth_csv_is_formula (cell);
  gboolean quoted = formula || strpbrk (cell, special) != NULL || g_ascii_isspace (*cell);

  if (!quoted)
    {
      g_string_append (out, cell);
      return;
    }
  g_string_append (out, formula ? "\"'" : "\"");
  for (; *cell != '\0'; cell++)
    {
      if (*cell == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *cell);
    }
  g_string_append_c (out, '"');
}

/**
 * hearth_csv_append_row:
 * @cells: (array zero-terminated=1): UTF-8
 *
 * Appends one row with its line end (CR LF, RFC 4180). A cell that a spreadsheet program might compute
 * gets an apostrophe in front, which shows it as text.
 */
void
hearth_csv_append_row (GString *out, const char *const *cells, char delimiter)
{
  g_return_if_fail (out != NULL && cells != NULL);

  for (guint i = 0; cells[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (out, delimiter);
      append_cell (out, cells[i], delimiter);
    }
  g_string_append (out, "\r\n");
}
