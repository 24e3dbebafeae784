/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Options and arguments. GOption is not used: each command has its own small table, an unknown option
 * must be wrong usage, and values are bytes as the shell gave them. */
#include "config.h"

#include "cli-args.h"

#include <string.h>

static const HearthCliOption global_options[] = {
  { "--vault", CLI_VALUE },           { "--user", CLI_VALUE },     { "--passphrase-fd", CLI_VALUE },
  { "--passphrase-file", CLI_VALUE }, { "--json", CLI_FLAG },      { "--today", CLI_VALUE },
  { "--accept-older", CLI_FLAG },     { "--key-file", CLI_VALUE }, { NULL },
};

static gboolean
set_usage (GError **error, const char *what, const char *name)
{
  g_set_error (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE, "%s%s", what, name);
  return FALSE;
}

/* Finds the option that @word names, also as "--name=value". */
static const HearthCliOption *
find_option (const HearthCliOption *options, const char *word, const char **value)
{
  *value = NULL;
  for (; options != NULL && options->name != NULL; options++)
    {
      gsize length = strlen (options->name);

      if (strncmp (word, options->name, length) != 0)
        continue;
      if (word[length] == '\0')
        return options;
      if (word[length] == '=' && g_str_has_prefix (word, "--"))
        {
          *value = word + length + 1;
          return options;
        }
    }
  return NULL;
}

static gboolean
parse_fd (const char *text, int *fd, GError **error)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT16, &value, NULL))
    return set_usage (error, "not a file descriptor: ", text);
  *fd = (int) value;
  return TRUE;
}

static gboolean
set_global (HearthCli *cli, const char *name, const char *value, GError **error)
{
  if (strcmp (name, "--json") == 0)
    cli->json = TRUE;
  else if (strcmp (name, "--accept-older") == 0)
    cli->accepts_older = TRUE;
  else if (strcmp (name, "--passphrase-fd") == 0)
    return parse_fd (value, &cli->passphrase_fd, error);
  else if (strcmp (name, "--today") == 0)
    return hearth_date_parse (value, &cli->today) ||
           set_usage (error, "--today takes YYYY-MM-DD from 1800 to 2199, not ", value);
  else
    {
      char **where = strcmp (name, "--vault") == 0      ? &cli->vault_path
                     : strcmp (name, "--user") == 0     ? &cli->user
                     : strcmp (name, "--key-file") == 0 ? &cli->key_file
                                                        : &cli->passphrase_file;

      g_free (*where);
      *where = g_strdup (value);
    }
  return TRUE;
}

/* Takes the option at @words[*i] if @options has it; @value is NULL for a flag. */
static gboolean
take_option (const HearthCliOption *options,
             char **words,
             guint *i,
             const HearthCliOption **option,
             const char **value,
             GError **error)
{
  *option = find_option (options, words[*i], value);
  if (*option == NULL)
    return TRUE;
  if ((*option)->kind == CLI_FLAG)
    return *value == NULL || set_usage (error, "takes no value: ", (*option)->name);
  if (*value == NULL)
    {
      if (words[*i + 1] == NULL)
        return set_usage (error, "needs a value: ", (*option)->name);
      *value = words[++*i];
    }
  return TRUE;
}

gboolean
hearth_cli_parse_global (HearthCli *cli, char **argv, GPtrArray *rest, GError **error)
{
  guint i;

  for (i = 0; argv[i] != NULL && argv[i][0] == '-'; i++)
    {
      const HearthCliOption *option;
      const char *value;

      if (!take_option (global_options, argv, &i, &option, &value, error))
        return FALSE;
      if (option == NULL)
        return set_usage (error, "unknown option: ", argv[i]);
      if (!set_global (cli, option->name, value, error))
        return FALSE;
    }
  for (; argv[i] != NULL; i++)
    g_ptr_array_add (rest, argv[i]);
  return TRUE;
}

static gboolean
add_value (HearthCliArgs *self, const HearthCliOption *option, const char *value, GError **error)
{
  GPtrArray *values = g_hash_table_lookup (self->options, option->name);

  if (values != NULL && option->kind == CLI_VALUE)
    return set_usage (error, "given twice: ", option->name);
  if (values == NULL)
    {
      values = g_ptr_array_new ();
      g_hash_table_insert (self->options, (gpointer) option->name, values);
    }
  if (value != NULL)
    g_ptr_array_add (values, (gpointer) value);
  return TRUE;
}

/* The command's own options win over global ones of the same name; global ones may also follow the
 * command, because that is where people put --json. */
static gboolean
take_word (HearthCli *cli,
           HearthCliArgs *self,
           const HearthCliOption *options,
           char **words,
           guint *i,
           GError **error)
{
  const HearthCliOption *option;
  const char *value;

  if (!take_option (options, words, i, &option, &value, error))
    return FALSE;
  if (option != NULL)
    return add_value (self, option, value, error);
  if (!take_option (global_options, words, i, &option, &value, error))
    return FALSE;
  if (option != NULL)
    return set_global (cli, option->name, value, error);
  return set_usage (error, "unknown option: ", words[*i]);
}

/** Takes apart what follows the command in @rest. A word "--" ends the options, "-" alone is no option. */
HearthCliArgs *
hearth_cli_args_parse (
    HearthCli *cli, GPtrArray *rest, guint first, const HearthCliOption *options, GError **error)
{
  g_autoptr (HearthCliArgs) self = g_new0 (HearthCliArgs, 1);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  gboolean only_words = FALSE;

  self->options =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->positional = g_ptr_array_new ();
  for (guint i = first; i < rest->len; i++)
    g_ptr_array_add (words, g_ptr_array_index (rest, i));
  g_ptr_array_add (words, NULL);

  for (guint i = 0; words->pdata[i] != NULL; i++)
    {
      const char *word = words->pdata[i];

      if (only_words || word[0] != '-' || word[1] == '\0')
        g_ptr_array_add (self->positional, (gpointer) word);
      else if (strcmp (word, "--") == 0)
        only_words = TRUE;
      else if (!take_word (cli, self, options, (char **) words->pdata, &i, error))
        return NULL;
    }
  return g_steal_pointer (&self);
}

void
hearth_cli_args_free (HearthCliArgs *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->options, g_hash_table_unref);
  g_clear_pointer (&self->positional, g_ptr_array_unref);
  g_free (self);
}

gboolean
hearth_cli_args_has (const HearthCliArgs *self, const char *option)
{
  return g_hash_table_contains (self->options, option);
}

/** The value of an option that was given, else NULL. */
const char *
hearth_cli_args_get (const HearthCliArgs *self, const char *option)
{
  GPtrArray *values = g_hash_table_lookup (self->options, option);

  return values != NULL && values->len > 0 ? g_ptr_array_index (values, 0) : NULL;
}

/** (transfer none) (nullable) (element-type utf8) */
GPtrArray *
hearth_cli_args_get_all (const HearthCliArgs *self, const char *option)
{
  return g_hash_table_lookup (self->options, option);
}

/** @out is untouched if the option was not given. */
gboolean
hearth_cli_args_get_uint (
    const HearthCliArgs *self, const char *option, guint64 max, guint64 *out, GError **error)
{
  const char *text = hearth_cli_args_get (self, option);

  if (text == NULL || g_ascii_string_to_unsigned (text, 10, 0, max, out, NULL))
    return TRUE;
  return set_usage (error, "takes a number: ", option);
}

gboolean
hearth_cli_args_get_date (const HearthCliArgs *self,
                          const char *option,
                          HearthDate *out,
                          GError **error)
{
  const char *text = hearth_cli_args_get (self, option);

  if (text == NULL || hearth_date_parse (text, out))
    return TRUE;
  return set_usage (error, "takes YYYY-MM-DD: ", option);
}

guint
hearth_cli_args_count (const HearthCliArgs *self)
{
  return self->positional->len;
}

/** The positional argument, NULL beyond the last. */
const char *
hearth_cli_args_at (const HearthCliArgs *self, guint index)
{
  return index < self->positional->len ? g_ptr_array_index (self->positional, index) : NULL;
}

/** "field=value" apart. */
gboolean
hearth_cli_split_pair (const char *text, char **field, const char **value, GError **error)
{
  const char *equal = strchr (text, '=');

  if (equal == NULL || equal == text)
    return set_usage (error, "takes FIELD=VALUE, not ", text);
  *field = g_strndup (text, equal - text);
  *value = equal + 1;
  return TRUE;
}
