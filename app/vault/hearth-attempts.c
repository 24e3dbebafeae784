/* SPDX-License-Identifier: GPL-3.0-or-later */
/* $XDG_STATE_HOME/hearth/attempts: lines of 32 hex digits, a space and a number. The digits are a hash of
 * the vault's id, so that the file does not say which vaults there are. */
#include "config.h"

#include "hearth-attempts.h"

#include "hearth-hash.h"
#include "hearth-header.h"

#include <string.h>

#define NAME "attempts"
#define LABEL "hearth/attempts/v1\n"
#define MAX_SIZE 65536
#define MAX_LINES 512
#define MAX_COUNT 1000000
#define KEY_LENGTH 32

static void
make_key (const HearthId *vault_id, char key[KEY_LENGTH + 1])
{
  guint8 data[sizeof LABEL - 1 + HEARTH_ID_SIZE];
  guint8 digest[HEARTH_HASH_SIZE];
  g_autofree char *hex = NULL;

  memcpy (data, LABEL, sizeof LABEL - 1);
  memcpy (data + sizeof LABEL - 1, vault_id->bytes, HEARTH_ID_SIZE);
  hearth_hash (digest, data, sizeof data);
  hex = hearth_hex_encode (digest, KEY_LENGTH / 2);
  memcpy (key, hex, KEY_LENGTH + 1);
}

static int
open_state_folder (const HearthFs *fs)
{
  int parent = fs->open_folder (fs->data, -1, g_get_user_state_dir ());
  int folder;

  if (parent < 0)
    {
      g_mkdir_with_parents (g_get_user_state_dir (), 0700);
      parent = fs->open_folder (fs->data, -1, g_get_user_state_dir ());
    }
  if (parent < 0)
    return parent;
  fs->make_folder (fs->data, parent, "hearth");
  folder = fs->open_folder (fs->data, parent, "hearth");
  fs->close (fs->data, parent);
  return folder;
}

static char **
read_lines (const HearthFs *fs, int folder)
{
  g_autofree guint8 *bytes = NULL;
  g_autofree char *text = NULL;
  gsize size = 0;

  if (!hearth_fs_read_file (fs, folder, NAME, MAX_SIZE, &bytes, &size, NULL))
    return g_new0 (char *, 1);
  text = g_strndup ((const char *) bytes, size);
  return g_strsplit (text, "\n", MAX_LINES);
}

/* Replaces the number of @key; 0 takes its line away. Returns the number before. */
static guint
replace (const HearthFs *fs, int folder, const char *key, guint add, gboolean forget)
{
  g_auto (GStrv) lines = read_lines (fs, folder);
  g_autoptr (GString) out = g_string_new (NULL);
  guint64 before = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (strlen (lines[i]) <= KEY_LENGTH + 1 || lines[i][KEY_LENGTH] != ' ')
        continue;
      if (strncmp (lines[i], key, KEY_LENGTH) == 0)
        before = MIN (g_ascii_strtoull (lines[i] + KEY_LENGTH + 1, NULL, 10), MAX_COUNT);
      else
        g_string_append_printf (out, "%s\n", lines[i]);
    }
  if (!forget)
    g_string_append_printf (out, "%s %u\n", key, (guint) before + add);
  if (!forget || before > 0)
    hearth_fs_put_file (fs, folder, NAME, out->str, out->len, NULL);
  return (guint) before;
}

/* The id that the header says; without a key it proves nothing. */
static gboolean
read_vault_id (const HearthFs *fs, const char *path, HearthId *out)
{
  g_autoptr (HearthHeader) newest = NULL;
  g_autoptr (HearthHeader) other = NULL;
  int folder = fs->open_folder (fs->data, -1, path);
  gboolean is_read;

  if (folder < 0)
    return FALSE;
  is_read = hearth_header_load (fs, folder, &newest, &other, NULL);
  fs->close (fs->data, folder);
  if (is_read)
    *out = newest->vault_id;
  return is_read;
}

/** hearth_attempts_add: one more. A computer without a place for state forgets it. Thread: any. */
void
hearth_attempts_add (const HearthFs *fs, const char *vault_path)
{
  char key[KEY_LENGTH + 1];
  HearthId vault_id;
  int folder;

  if (!read_vault_id (fs, vault_path, &vault_id))
    return;
  folder = open_state_folder (fs);
  if (folder < 0)
    return;
  make_key (&vault_id, key);
  replace (fs, folder, key, 1, FALSE);
  fs->close (fs->data, folder);
}

/** hearth_attempts_take: Returns: how many there were. Thread: any. */
guint
hearth_attempts_take (const HearthFs *fs, const HearthId *vault_id)
{
  char key[KEY_LENGTH + 1];
  int folder = open_state_folder (fs);
  guint n;

  if (folder < 0)
    return 0;
  make_key (vault_id, key);
  n = replace (fs, folder, key, 0, TRUE);
  fs->close (fs->data, folder);
  return n;
}
