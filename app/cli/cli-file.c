/* SPDX-License-Identifier: GPL-3.0-or-later */
/* file list, add, save, remove, restore: scans and photos of a case. */
#include "config.h"

#include "cli-file.h"

#include "cli-commands.h"
#include "cli-output.h"
#include "cli-store.h"

#include "hearth-blob.h"
#include "hearth-bundle-file.h"
#include "hearth-case-acts.h"
#include "hearth-case-files-query.h"
#include "hearth-case-visit.h"
#include "hearth-decode-error.h"
#include "hearth-decode-limits.h"
#include "hearth-decoder.h"
#include "hearth-file-acts.h"
#include "hearth-file-limit.h"

#include <string.h>

static const HearthCliOption list_options[] = { { "--case", CLI_VALUE }, { NULL } };
static const HearthCliOption add_options[] = {
  { "--case", CLI_VALUE },         { "--title", CLI_VALUE },
  { "--compartment", CLI_VALUE },  { "--taken-on", CLI_VALUE },
  { "--note", CLI_VALUE },         { "--max-size", CLI_VALUE },
  { "--keep-metadata", CLI_FLAG }, { NULL },
};
static const HearthCliOption limit_options[] = { { "--max-size", CLI_VALUE }, { NULL } };
static const HearthCliOption save_options[] = { { "--out", CLI_VALUE },
                                                { "--reason", CLI_VALUE },
                                                { NULL } };

static gpointer
refuse_usage (const char *message, GError **error)
{
  g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_USAGE, message);
  return NULL;
}

static json_t *
describe_file (const HearthRecord *record, gboolean is_here)
{
  json_t *object = hearth_cli_describe_record (record);

  hearth_cli_set_id (object, "case", hearth_record_get_case (record));
  hearth_cli_set_text (object, "compartment",
                       hearth_compartment_get_name (hearth_record_get_kind (record)->cmp));
  json_object_set_new (object, "here", json_boolean (is_here));
  return object;
}

static gpointer
list_on_reader (HearthDb *db, gpointer data, GError **error)
{
  return hearth_case_files_query_run (db, data, error);
}

/** Newest first; "here" tells whether the content can be read in this vault. */
json_t *
hearth_cli_describe_files (HearthCli *cli, const HearthId *case_id, GError **error)
{
  g_autoptr (GPtrArray) rows = hearth_store_read (hearth_context_get_store (cli->context),
                                                  list_on_reader, (gpointer) case_id, error);
  json_t *list;

  if (rows == NULL)
    return NULL;
  list = json_array ();
  for (guint i = 0; i < rows->len; i++)
    {
      const HearthCaseFileRow *row = g_ptr_array_index (rows, i);

      json_array_append_new (list, describe_file (row->record, row->made_ms != 0));
    }
  return list;
}

static gboolean
find_case (HearthCli *cli, const HearthCliArgs *args, HearthId *case_id, GError **error)
{
  const char *text = hearth_cli_args_get (args, "--case");

  if (text == NULL)
    return refuse_usage ("--case ID is missing", error) != NULL;
  return hearth_cli_open (cli, error) != NULL && hearth_cli_find_case (cli, text, case_id, error);
}

static json_t *
run_list (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  HearthId case_id;
  json_t *files;

  if (!find_case (cli, args, &case_id, error) ||
      !hearth_case_note_visit (cli->context, &case_id, error))
    return NULL;
  files = hearth_cli_describe_files (cli, &case_id, error);
  return files != NULL ? json_pack ("{s:o}", "files", files) : NULL;
}

/* --- In --- */

/* The whole of a picture, which the decoder needs at once. */
static GBytes *
read_picture (HearthCli *cli, GSeekable *stream, GError **error)
{
  g_autofree guint8 *bytes = NULL;
  goffset size;
  gsize n_read;

  if (!g_seekable_seek (stream, 0, G_SEEK_END, cli->cancellable, error))
    return NULL;
  size = g_seekable_tell (stream);
  if (size > (goffset) HEARTH_DECODE_MAX_INPUT)
    {
      g_set_error_literal (error, HEARTH_DECODE_ERROR, HEARTH_DECODE_ERROR_TOO_BIG,
                           "the picture has too many bytes");
      return NULL;
    }
  bytes = g_malloc ((gsize) size);
  if (!g_seekable_seek (stream, 0, G_SEEK_SET, cli->cancellable, error) ||
      !g_input_stream_read_all (G_INPUT_STREAM (stream), bytes, (gsize) size, &n_read,
                                cli->cancellable, error))
    return NULL;
  return g_bytes_new_take (g_steal_pointer (&bytes), n_read);
}

/* What a picture says of its origin stays outside. */
static GInputStream *
strip_picture (HearthCli *cli, GSeekable *stream, GError **error)
{
  g_autoptr (GBytes) content = read_picture (cli, stream, error);
  g_autoptr (HearthDecoder) decoder = NULL;
  g_autoptr (GBytes) stripped = NULL;

  if (content == NULL)
    return NULL;
  decoder = hearth_decoder_open_sync (content, cli->cancellable, error);
  if (decoder == NULL)
    return NULL;
  stripped = hearth_decoder_strip_sync (decoder, cli->cancellable, error);
  hearth_decoder_close (decoder);
  return stripped != NULL ? g_memory_input_stream_new_from_bytes (stripped) : NULL;
}

static gboolean
is_picture (HearthCli *cli, GInputStream *stream, gboolean *out, GError **error)
{
  guint8 head[HEARTH_FILE_MAGIC_SIZE];
  const char *media;
  gsize n_head;

  if (!g_input_stream_read_all (stream, head, sizeof head, &n_head, cli->cancellable, error) ||
      !g_seekable_seek (G_SEEKABLE (stream), 0, G_SEEK_SET, cli->cancellable, error))
    return FALSE;
  media = hearth_file_detect_media (head, n_head);
  *out = media != NULL && g_str_has_prefix (media, "image/");
  return TRUE;
}

/* A PDF keeps its metadata in any case and goes in piece by piece, as does what is wanted as evidence. */
static GInputStream *
open_content (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  g_autoptr (GFileInputStream) stream = hearth_cli_open_file (hearth_cli_args_at (args, 0), error);
  gboolean strips;

  if (stream == NULL || !is_picture (cli, G_INPUT_STREAM (stream), &strips, error))
    return NULL;
  if (strips && !hearth_cli_args_has (args, "--keep-metadata"))
    return strip_picture (cli, G_SEEKABLE (stream), error);
  return G_INPUT_STREAM (g_steal_pointer (&stream));
}

static void
set_field (json_t *fields, const HearthCliArgs *args, const char *option, const char *field)
{
  const char *text = hearth_cli_args_get (args, option);

  if (text != NULL)
    json_object_set_new (fields, field, json_string (text));
}

static gboolean
read_request (HearthCli *cli,
              const HearthCliArgs *args,
              HearthFileRequest *request,
              json_t *fields,
              GError **error)
{
  const char *cmp = hearth_cli_args_get (args, "--compartment");
  guint64 max_size_mib = 0;

  request->cmp = HEARTH_COMPARTMENT_CORE;
  if (cmp != NULL && (!hearth_compartment_from_name (cmp, &request->cmp) ||
                      hearth_file_find_kind (request->cmp) == NULL))
    return refuse_usage ("--compartment takes core, medical, restricted, debrief or benefits",
                         error) != NULL;
  if (!hearth_cli_args_get_uint (args, "--max-size", 2048, &max_size_mib, error) ||
      !find_case (cli, args, &request->case_id, error))
    return FALSE;
  set_field (fields, args, "--title", "title");
  set_field (fields, args, "--taken-on", "taken_on");
  set_field (fields, args, "--note", "note");
  request->name = hearth_cli_args_at (args, 0);
  request->fields = fields;
  request->max_size = max_size_mib << 20;
  return TRUE;
}

static json_t *
run_add (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  json_auto_t *fields = json_object ();
  g_autoptr (GInputStream) content = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;
  g_autoptr (HearthRecord) record = NULL;
  HearthFileRequest request = { .max_size = 0 };
  HearthId id;

  if (!read_request (cli, args, &request, fields, error))
    return NULL;
  hearth_cli_set_where (cli, "%s", request.name);
  content = open_content (cli, args, error);
  if (content == NULL)
    return NULL;
  changes = hearth_file_attach (cli->context, &request, content, &id, cli->cancellable, error);
  if (changes == NULL || !hearth_cli_check_answer (changes, error))
    return NULL;
  record = hearth_cli_get_record (cli, hearth_file_find_kind (request.cmp), &id, error);
  return record != NULL ? describe_file (record, TRUE) : NULL;
}

static json_t *
run_limit (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  guint64 max_size_mib = 0;

  if (!hearth_cli_args_get_uint (args, "--max-size", 2048, &max_size_mib, error) ||
      hearth_cli_open (cli, error) == NULL)
    return NULL;
  /* The greatest is one byte less than what can be said in whole mebibytes. */
  if (hearth_cli_args_has (args, "--max-size") &&
      !hearth_file_limit_set (cli->context, MIN (max_size_mib << 20, HEARTH_BLOB_MAX_SIZE), error))
    return NULL;
  return json_pack ("{s:I}", "max_size", (json_int_t) hearth_file_limit_get (cli->context));
}

/* --- Out, and away --- */

static HearthRecord *
find_file (HearthCli *cli, const char *text, GError **error)
{
  const HearthKind *kind = NULL;
  HearthId id;

  if (hearth_cli_open (cli, error) == NULL ||
      !hearth_cli_find_record (cli, NULL, text, &kind, &id, error))
    return NULL;
  if (!hearth_file_is_kind (kind))
    {
      hearth_cli_set_where (cli, "%s", text);
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_UNKNOWN,
                           "this record is no file");
      return NULL;
    }
  return hearth_cli_get_record (cli, kind, &id, error);
}

static json_t *
run_save (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  const char *out = hearth_cli_args_get (args, "--out");
  const char *reason = hearth_cli_args_get (args, "--reason");
  g_autoptr (HearthRecord) record = NULL;
  g_autoptr (HearthBundleFile) file = NULL;
  json_t *document;
  guint64 size;

  if (out == NULL || reason == NULL)
    return refuse_usage ("file save needs --out FILE and --reason TEXT: the copy is in the clear",
                         error);
  record = find_file (cli, hearth_cli_args_at (args, 0), error);
  if (record == NULL)
    return NULL;
  if (!hearth_cli_check_destination (cli, out, error))
    return NULL;
  file = hearth_bundle_file_new (out, error);
  if (file == NULL ||
      !hearth_file_save_copy (cli->context, record, reason, hearth_bundle_file_get_stream (file),
                              cli->cancellable, error) ||
      !hearth_bundle_file_commit (file, &size, error))
    return NULL;
  document = json_object ();
  hearth_cli_set_id (document, "id", hearth_record_get_id (record));
  hearth_cli_set_text (document, "file", hearth_bundle_file_get_path (file));
  json_object_set_new (document, "bytes", json_integer ((json_int_t) size));
  return document;
}

static json_t *
run_remove (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  g_autoptr (HearthRecord) record = find_file (cli, hearth_cli_args_at (args, 0), error);
  g_autoptr (HearthChangeSet) changes = NULL;
  json_t *document;

  if (record == NULL)
    return NULL;
  changes = hearth_file_detach (cli->context, record, error);
  if (changes == NULL || !hearth_cli_check_answer (changes, error))
    return NULL;
  document = json_object ();
  hearth_cli_set_id (document, "id", hearth_record_get_id (record));
  json_object_set_new (document, "removed", json_true ());
  return document;
}

/* Deleted records are found by their whole id alone. */
typedef struct
{
  HearthId id;
  const HearthKind *kind;
} Question;

/* What was erased, or whose days are over, does not come back as a name without a content. */
static gboolean
has_content (HearthDb *db, const HearthRecord *file, GError **error)
{
  const char *text = hearth_record_get_text (file, "blob");
  g_autoptr (HearthBlob) blob = NULL;
  HearthId id;

  if (text == NULL || !hearth_id_parse (text, &id))
    return FALSE;
  blob = hearth_blob_table_find (db, hearth_record_get_kind (file)->cmp, &id, error);
  return blob != NULL;
}

static gpointer
find_removed_on_reader (HearthDb *db, gpointer data, GError **error)
{
  Question *question = data;
  guint n_kinds;
  const HearthKind *kinds = hearth_registry_get_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds && question->kind == NULL; i++)
    {
      g_autoptr (GError) local_error = NULL;
      g_autoptr (HearthRecord) record = NULL;

      if (!hearth_file_is_kind (&kinds[i]) || !hearth_db_has (db, kinds[i].cmp))
        continue;
      record = hearth_store_get_record (db, &kinds[i], &question->id, &local_error);
      if (record != NULL && hearth_record_is_gone (record) &&
          has_content (db, record, &local_error))
        question->kind = &kinds[i];
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return NULL;
        }
    }
  return NULL;
}

static json_t *
run_restore (HearthCli *cli, const HearthCliArgs *args, GError **error)
{
  const char *text = hearth_cli_args_at (args, 0);
  json_auto_t *fields = json_pack ("{s:b}", "gone", FALSE);
  g_autoptr (HearthChangeSet) changes = NULL;
  g_autoptr (GError) local_error = NULL;
  Question question = { .kind = NULL };
  json_t *document;

  if (hearth_cli_open (cli, error) == NULL)
    return NULL;
  if (hearth_id_parse (text, &question.id))
    hearth_store_read (hearth_context_get_store (cli->context), find_removed_on_reader, &question,
                       &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (question.kind == NULL)
    {
      hearth_cli_set_where (cli, "%s", text);
      g_set_error_literal (error, HEARTH_CLI_ERROR, HEARTH_CLI_ERROR_UNKNOWN,
                           "no file of this id was removed; give all 32 digits");
      return NULL;
    }
  changes = hearth_record_set (cli->context, question.kind, &question.id, fields, error);
  if (changes == NULL || !hearth_cli_check_answer (changes, error))
    return NULL;
  document = json_object ();
  hearth_cli_set_id (document, "id", &question.id);
  json_object_set_new (document, "removed", json_false ());
  return document;
}

const HearthCliCommand hearth_cli_file_commands[] = {
  { "file list", "--case ID", 0, 0, list_options, run_list },
  { "file add",
    "--case ID FILE [--title T] [--compartment C] [--taken-on D] [--note T] [--max-size MIB]"
    " [--keep-metadata]",
    1, 1, add_options, run_add },
  { "file limit", "[--max-size MIB]", 0, 0, limit_options, run_limit },
  { "file save", "ID --out FILE --reason TEXT", 1, 1, save_options, run_save },
  { "file remove", "ID", 1, 1, NULL, run_remove },
  { "file restore", "ID", 1, 1, NULL, run_restore },
  { NULL },
};
