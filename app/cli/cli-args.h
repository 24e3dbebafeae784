/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli.h"

G_BEGIN_DECLS

typedef enum
{
  CLI_FLAG,
  CLI_VALUE,  /* once */
  CLI_VALUES, /* any number of times */
} HearthCliOptionKind;

typedef struct
{
  const char *name; /* "--limit", "-o" */
  HearthCliOptionKind kind;
} HearthCliOption;

/* Arguments of one command, taken apart. */
typedef struct
{
  GHashTable *options;   /* (element-type utf8 GPtrArray) */
  GPtrArray *positional; /* (element-type utf8) */
} HearthCliArgs;

/* Takes the global options out of @argv; what remains, from the command on, is @rest. */
gboolean hearth_cli_parse_global (HearthCli *cli, char **argv, GPtrArray *rest, GError **error);
HearthCliArgs *hearth_cli_args_parse (
    HearthCli *cli, GPtrArray *rest, guint first, const HearthCliOption *options, GError **error);
void hearth_cli_args_free (HearthCliArgs *self);

gboolean hearth_cli_args_has (const HearthCliArgs *self, const char *option);
const char *hearth_cli_args_get (const HearthCliArgs *self, const char *option);
GPtrArray *hearth_cli_args_get_all (const HearthCliArgs *self, const char *option);
gboolean hearth_cli_args_get_uint (
    const HearthCliArgs *self, const char *option, guint64 max, guint64 *out, GError **error);
gboolean hearth_cli_args_get_date (const HearthCliArgs *self,
                                   const char *option,
                                   HearthDate *out,
                                   GError **error);
guint hearth_cli_args_count (const HearthCliArgs *self);
const char *hearth_cli_args_at (const HearthCliArgs *self, guint index);
gboolean hearth_cli_split_pair (const char *text, char **field, const char **value, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthCliArgs, hearth_cli_args_free)

G_END_DECLS
