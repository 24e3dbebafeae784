/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/**
 * HearthPackProblem:
 * @file: the file's name without its folder
 * @group: (nullable): the group, which is an entry's id, or `pack`
 * @key: (nullable): the key, with its language in brackets if it has one
 * @line: from 1; 0 if the problem has no line of its own
 * @code: stable, kebab-case: `io`, `encoding`, `limit`, `syntax`, `duplicate-group`,
 *   `duplicate-key`, `duplicate-id`, `duplicate-title`, `unknown-kind`, `unknown-key`,
 *   `missing-key`, `bad-value`, `unknown-reference`, `unordered-dates`, `cycle`
 * @message: for the pack's author, English
 *
 * What is wrong with a pack, and where. Packs hold no case data, so a message may name ids.
 */
typedef struct
{
  char *file;
  char *group;
  char *key;
  guint line;
  const char *code;
  char *message;
} HearthPackProblem;

GPtrArray *hearth_pack_problems_new (void) G_GNUC_WARN_UNUSED_RESULT;
void hearth_pack_problems_add (GPtrArray *problems,
                               const char *file,
                               const char *group,
                               const char *key,
                               guint line,
                               const char *code,
                               const char *format,
                               ...) G_GNUC_PRINTF (7, 8);
char *hearth_pack_problem_to_string (const HearthPackProblem *self) G_GNUC_WARN_UNUSED_RESULT;
json_t *hearth_pack_problem_to_json (const HearthPackProblem *self) G_GNUC_WARN_UNUSED_RESULT;
void hearth_pack_problems_to_error (GPtrArray *problems, GError **error);

G_END_DECLS
