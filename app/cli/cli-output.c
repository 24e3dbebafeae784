/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every command makes one JSON document. With --json it is printed as it is; people get the same as
 * text: lists of objects as tables, the rest as lines. */
#include "config.h"

#include "cli-output.h"

#include "hearth-vault-folder.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SHORT_ID 8 /* of 32 digits: enough to be typed back */

/* Text from other vaults and files must not steer the terminal. */
static char *
dup_harmless (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (out, g_unichar_iscntrl (c) ? ' ' : c);
    }
  return g_string_free (out, FALSE);
}

static char *value_to_text (const json_t *value, gboolean shorten_ids);

/* In one cell: members of a list side by side; of an object in a list its first member names it. */
static char *
list_to_text (const json_t *list)
{
  g_autoptr (GString) out = g_string_new (NULL);
  size_t index;
  json_t *item;

  json_array_foreach ((json_t *) list, index, item)
  {
    const json_t *shown =
        json_is_object (item) ? json_object_iter_value (json_object_iter (item)) : item;
    g_autofree char *text = shown != NULL ? value_to_text (shown, TRUE) : g_strdup ("");

    g_string_append_printf (out, "%s%s", index > 0 ? ", " : "", text);
  }
  return g_strdup (out->str);
}

static char *
object_to_text (const json_t *object)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *key;
  json_t *value;

  json_object_foreach ((json_t *) object, key, value)
  {
    g_autofree char *text = value_to_text (value, TRUE);

    g_string_append_printf (out, "%s%s %s", out->len > 0 ? ", " : "", key, text);
  }
  return g_strdup (out->str);
}

/* A value as one line of text. */
static char *
value_to_text (const json_t *value, gboolean shorten_ids)
{
  HearthId id;

  switch (json_typeof (value))
    {
    case JSON_STRING:
      if (shorten_ids && hearth_id_parse (json_string_value (value), &id))
        return g_strndup (json_string_value (value), SHORT_ID);
      return dup_harmless (json_string_value (value));
    case JSON_INTEGER:
      return g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) json_integer_value (value));
    case JSON_REAL:
      return g_strdup_printf ("%.2f", json_real_value (value));
    case JSON_TRUE:
      return g_strdup ("yes");
    case JSON_FALSE:
      return g_strdup ("no");
    case JSON_ARRAY:
      return list_to_text (value);
    case JSON_OBJECT:
      return object_to_text (value);
    case JSON_NULL:
    default:
      return g_strdup ("");
    }
}

static gboolean
is_table (const json_t *value)
{
  return json_is_array (value) && json_is_object (json_array_get (value, 0));
}

static void
append_padded (GString *out, const char *text, glong width)
{
  g_string_append (out, text);
  for (glong n = g_utf8_strlen (text, -1); n < width; n++)
    g_string_append_c (out, ' ');
}

static void
end_line (GString *out)
{
  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  g_string_append_c (out, '\n');
}

static void
widen_column (GPtrArray *keys, GArray *widths, const char *key, const json_t *value)
{
  g_autofree char *cell = value_to_text (value, TRUE);
  glong width = MAX (g_utf8_strlen (cell, -1), g_utf8_strlen (key, -1));
  guint column;

  if (!g_ptr_array_find_with_equal_func (keys, key, g_str_equal, &column))
    {
      column = keys->len;
      g_ptr_array_add (keys, (gpointer) key);
      g_array_set_size (widths, keys->len);
    }
  if (g_array_index (widths, glong, column) < width)
    g_array_index (widths, glong, column) = width;
}

/* Columns are the keys of all rows, in order of first appearance; as wide as their widest cell. */
static void
append_table (GString *out, const json_t *rows, const char *indent)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();
  g_autoptr (GArray) widths = g_array_new (FALSE, TRUE, sizeof (glong));
  size_t index;
  json_t *row, *value;
  const char *key;

  json_array_foreach ((json_t *) rows, index, row)
  {
    json_object_foreach (row, key, value)
    {
      widen_column (keys, widths, key, value);
    }
  }
  g_string_append (out, indent);
  for (guint i = 0; i < keys->len; i++)
    append_padded (out, g_ptr_array_index (keys, i), g_array_index (widths, glong, i) + 2);
  end_line (out);
  json_array_foreach ((json_t *) rows, index, row)
  {
    g_string_append (out, indent);
    for (guint i = 0; i < keys->len; i++)
      {
        g_autofree char *cell = NULL;

        value = json_object_get (row, g_ptr_array_index (keys, i));
        cell = value != NULL ? value_to_text (value, TRUE) : g_strdup ("");
        append_padded (out, cell, g_array_index (widths, glong, i) + 2);
      }
    end_line (out);
  }
}

static void
append_object (GString *out, const json_t *object, guint depth)
{
  g_autofree char *indent = g_strnfill (2 * depth, ' ');
  g_autofree char *deeper = g_strnfill (2 * depth + 2, ' ');
  const char *key;
  json_t *value;

  json_object_foreach ((json_t *) object, key, value)
  {
    g_autofree char *text = NULL;

    if (json_is_null (value) || (json_is_array (value) && json_array_size (value) == 0))
      continue;
    if (is_table (value))
      {
        g_string_append_printf (out, "%s%s:\n", indent, key);
        append_table (out, value, deeper);
        continue;
      }
    if (json_is_object (value))
      {
        g_string_append_printf (out, "%s%s:\n", indent, key);
        append_object (out, value, depth + 1);
        continue;
      }
    text = value_to_text (value, FALSE);
    g_string_append_printf (out, "%s%s: %s\n", indent, key, text);
  }
}

/** The document as text for people. */
char *
hearth_cli_to_text (const json_t *document)
{
  GString *out = g_string_new (NULL);

  if (json_is_object (document))
    append_object (out, document, 0);
  else if (is_table (document))
    append_table (out, document, "");
  return g_string_free (out, FALSE);
}

/** Prints the one document of a command. A full disk or a closed pipe is a failure. */
gboolean
hearth_cli_print (const HearthCli *cli, const json_t *document, GError **error)
{
  char *text = NULL;

  if (cli->json)
    text = json_dumps (document, JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION (6));
  else
    text = hearth_cli_to_text (document);
  if (fputs (text, stdout) == EOF || (cli->json && fputc ('\n', stdout) == EOF) ||
      fflush (stdout) == EOF)
    {
      int saved = errno;

      free (text);
      g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (saved),
                   "the answer cannot be written");
      return FALSE;
    }
  free (text);
  return TRUE;
}

/** Progress and remarks, for people only. */
void
hearth_cli_note (const HearthCli *cli, const char *format, ...)
{
  va_list args;

  if (cli->json || !isatty (STDERR_FILENO))
    return;
  va_start (args, format);
  vfprintf (stderr, format, args);
  va_end (args);
}

void
hearth_cli_set_text (json_t *object, const char *key, const char *text)
{
  json_object_set_new (object, key,
                       text != NULL && *text != '\0' ? json_string (text) : json_null ());
}

void
hearth_cli_set_id (json_t *object, const char *key, const HearthId *id)
{
  char hex[HEARTH_ID_HEX_SIZE];

  hearth_id_format (id, hex);
  json_object_set_new (object, key, json_string (hex));
}

void
hearth_cli_set_date (json_t *object, const char *key, HearthDate date)
{
  g_autofree char *text = hearth_date_to_string (date);

  hearth_cli_set_text (object, key, text);
}

void
hearth_cli_set_partial_date (json_t *object, const char *key, const HearthPartialDate *date)
{
  g_autofree char *text = hearth_partial_date_to_string (date);

  hearth_cli_set_text (object, key, text);
}

/** "name": "Surname Given Patronymic", as much as is known. */
void
hearth_cli_set_name (json_t *object, const char *surname, const char *given, const char *patronymic)
{
  const char *parts[] = { surname, given, patronymic };
  g_autoptr (GString) name = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (name, "%s%s", name->len > 0 ? " " : "", parts[i]);
  hearth_cli_set_text (object, "name", name->str);
}

/** hearth_cli_list_compartments: Returns: (transfer full): array of names. */
json_t *
hearth_cli_list_compartments (guint compartments)
{
  json_t *list = json_array ();

  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    {
      if ((compartments & 1u << i) != 0)
        json_array_append_new (list,
                               json_string (hearth_compartment_get_name ((HearthCompartment) i)));
    }
  return list;
}

/**
 * hearth_cli_check_replaceable:
 * @path: of a file to be made, or of a folder that is to hold it
 *
 * Returns: %FALSE with an error if there is no place for it, or something that is no file: the new file
 *   takes its name, and a device or a link would be gone.
 */
gboolean
hearth_cli_check_replaceable (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  GStatBuf info;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return TRUE;
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                         "the folder of the destination is not there; nothing was written");
  else if (g_lstat (path, &info) == 0 && !S_ISREG (info.st_mode))
    g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_REFUSED,
                         "the destination is there and is no file; nothing was written");
  else
    return TRUE;
  return FALSE;
}

/**
 * hearth_cli_check_destination:
 * @path: as above
 *
 * Returns: %FALSE with an error also if it is in the open vault's folder, where it could take the place
 *   of a database.
 */
gboolean
hearth_cli_check_destination (const HearthCli *cli, const char *path, GError **error)
{
  gboolean is_folder = g_file_test (path, G_FILE_TEST_IS_DIR);
  g_autofree char *folder = is_folder ? g_strdup (path) : g_path_get_dirname (path);

  if (!hearth_vault_folder_holds (hearth_vault_get_path (cli->vault), folder))
    return hearth_cli_check_replaceable (path, error);
  g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_REFUSED,
                       "the destination is in the vault itself; nothing was written");
  return FALSE;
}
