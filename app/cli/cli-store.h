/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all commands on a vault share: finding what an argument names, fields, answers of the store. */
#pragma once

#include "cli-args.h"

#include "hearth-case-query.h"
#include "hearth-change-set.h"
#include "hearth-record.h"

G_BEGIN_DECLS

gboolean hearth_cli_find_case (HearthCli *cli, const char *text, HearthId *out, GError **error);
gboolean hearth_cli_find_record (HearthCli *cli,
                                 const char *kind,
                                 const char *text,
                                 const HearthKind **found_kind,
                                 HearthId *out,
                                 GError **error);
HearthRecord *hearth_cli_get_record (HearthCli *cli,
                                     const HearthKind *kind,
                                     const HearthId *id,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *hearth_cli_list_records (HearthCli *cli,
                                    const char *kind,
                                    const HearthId *case_id,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

const HearthField *hearth_cli_find_case_field (const char *id);
json_t *hearth_cli_read_fields (HearthCli *cli,
                                const HearthKind *kind,
                                const HearthCliArgs *args,
                                guint first,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
json_t *hearth_cli_read_value (HearthCli *cli,
                               const HearthField *field,
                               const char *text,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What is owed is brought up to date, as of @as_of or today. FALSE: this login does not hold the benefits, or
 * nothing can be written here: what is owed is not known then. */
gboolean hearth_cli_refresh_owed (HearthCli *cli, HearthDate as_of);
gboolean hearth_cli_check_answer (HearthChangeSet *changes, GError **error);
json_t *hearth_cli_describe_record (const HearthRecord *record) G_GNUC_WARN_UNUSED_RESULT;
const char *hearth_cli_get_title (HearthCli *cli, const char *kind, const char *id);

G_END_DECLS
