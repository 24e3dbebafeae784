/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The two copies of the header in the folder (vault 3.4). */
#include "config.h"

#include "hearth-header.h"

#include "hearth-compartment.h"
#include "hearth-mutant.h"

#include <sodium.h>
#include <string.h>

/* Where a freshness table names its vault (vault 6.1). */
#define TABLE_VAULT_ID_AT 56
#define N_TABLES 2

/* In the order in which an update writes them. */
static const char *const copy_names[] = { "header.2", "header" };

static gboolean
is_missing (const GError *error)
{
  return g_error_matches (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_FILE_MISSING);
}

static HearthHeader *
load_copy (const HearthFs *fs, int folder, const char *name, GError **error)
{
  g_autofree guint8 *bytes = NULL;
  gsize size;

  if (!hearth_fs_read_file (fs, folder, name, HEARTH_HEADER_MAX_SIZE, &bytes, &size, error))
    return NULL;
  return hearth_header_parse (bytes, size, error);
}

/* Why neither copy can be used: what one of them says in particular counts more than damage. */
static void
raise_worst (GError *causes[2], GError **error)
{
  const HearthVaultError order[] = { HEARTH_VAULT_ERROR_TOO_NEW, HEARTH_VAULT_ERROR_LIMIT,
                                     HEARTH_VAULT_ERROR_IO, HEARTH_VAULT_ERROR_READ_ONLY };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      for (guint j = 0; j < 2; j++)
        {
          if (g_error_matches (causes[j], HEARTH_VAULT_ERROR, (int) order[i]))
            {
              g_set_error_literal (error, HEARTH_VAULT_ERROR, (int) order[i], causes[j]->message);
              return;
            }
        }
    }
  if (is_missing (causes[0]) && is_missing (causes[1]))
    g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_NOT_A_VAULT,
                         "the folder has no header");
  else
    g_set_error_literal (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_HEADER_DAMAGED,
                         "both copies of the header are damaged");
}

static gboolean
is_table_of (const HearthFs *fs, int folder, const char *name, const HearthId *vault_id)
{
  guint8 found[HEARTH_ID_SIZE];
  int fd = fs->open (fs->data, folder, name, HEARTH_FS_READ);
  gboolean is_of;

  if (fd < 0)
    return FALSE;
  is_of = fs->read (fs->data, fd, found, sizeof found, TABLE_VAULT_ID_AT) == sizeof found &&
          memcmp (found, vault_id->bytes, sizeof found) == 0;
  fs->close (fs->data, fd);
  return is_of;
}

static guint
count_tables_of (const HearthFs *fs, int folder, const HearthId *vault_id)
{
  guint n = 0;

  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    for (guint which = 0; which < N_TABLES; which++)
      {
        g_autofree char *name = g_strdup_printf (
            "%s.fresh%u", hearth_compartment_get_name ((HearthCompartment) i), which);

        n += is_table_of (fs, folder, name, vault_id);
      }
  return n;
}

/* Two good copies of two vaults: somebody put one in the wrong folder. The tables name their vault in the
 * clear. That proves nothing, and it need not: the keys of the wrong header open nothing here. */
static void
drop_foreign (const HearthFs *fs, int folder, HearthHeader *copies[2])
{
  guint counts[2];

  if (copies[0] == NULL || copies[1] == NULL ||
      hearth_id_equal (&copies[0]->vault_id, &copies[1]->vault_id))
    return;
  for (guint i = 0; i < 2; i++)
    counts[i] = count_tables_of (fs, folder, &copies[i]->vault_id);
  if (counts[0] != counts[1])
    g_clear_pointer (&copies[counts[0] > counts[1]], hearth_header_free);
}

/**
 * hearth_header_find_foreign:
 * @self: the header of the vault in @folder
 *
 * Returns: (transfer none) (nullable): the name of the copy that is a good header of another vault.
 *   Thread: any.
 */
const char *
hearth_header_find_foreign (const HearthHeader *self, const HearthFs *fs, int folder)
{
  for (guint i = 0; i < G_N_ELEMENTS (copy_names); i++)
    {
      HearthHeader *copy = load_copy (fs, folder, copy_names[i], NULL);
      gboolean is_foreign = copy != NULL && !hearth_id_equal (&copy->vault_id, &self->vault_id);

      g_clear_pointer (&copy, hearth_header_free);
      if (is_foreign)
        return copy_names[i];
    }
  return NULL;
}

/**
 * hearth_header_load:
 * @out_newest: (out) (transfer full): the good copy with the greatest generation
 * @out_other: (out) (transfer full) (nullable): the other one, %NULL if it is damaged, missing or
 *   another vault's
 *
 * Reads both copies.
 *
 * Returns: %FALSE if neither is good, with %HEARTH_VAULT_ERROR_NOT_A_VAULT,
 *   %HEARTH_VAULT_ERROR_HEADER_DAMAGED, %HEARTH_VAULT_ERROR_TOO_NEW, %HEARTH_VAULT_ERROR_LIMIT or an
 *   input/output error. Thread: any.
 */
gboolean
hearth_header_load (const HearthFs *fs,
                    int folder,
                    HearthHeader **out_newest,
                    HearthHeader **out_other,
                    GError **error)
{
  HearthHeader *copies[2];
  GError *causes[2] = { NULL, NULL };
  guint newest;

  for (guint i = 0; i < 2; i++)
    copies[i] = load_copy (fs, folder, copy_names[i], &causes[i]);
  if (copies[0] == NULL && copies[1] == NULL)
    raise_worst (causes, error);
  drop_foreign (fs, folder, copies);
  newest =
      copies[0] == NULL || (copies[1] != NULL && copies[1]->generation > copies[0]->generation);
  *out_newest = copies[newest];
  *out_other = copies[1 - newest];
  g_clear_error (&causes[0]);
  g_clear_error (&causes[1]);
  return *out_newest != NULL;
}

/**
 * hearth_header_store:
 *
 * Writes @self, which must be complete, over both copies, one after the other. The first is the
 * commit point: after a crash between them the next unlock repairs. What depends on the new header
 * happens after this returns.
 *
 * Returns: %FALSE with an error; the old or the new header then stands. Thread: any.
 */
gboolean
hearth_header_store (const HearthHeader *self, const HearthFs *fs, int folder, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (copy_names); i++)
    {
      if (!hearth_fs_put_file (fs, folder, copy_names[i], self->image, self->length, error))
        return FALSE;
      if (HEARTH_MUTANT (ONE_HEADER_COPY) && hearth_fs_exists (fs, folder, copy_names[1]))
        break;
    }
  return TRUE;
}

/**
 * hearth_header_repair:
 * @self: the header with which somebody has just logged in
 *
 * Writes @self over every copy that differs from it.
 *
 * Returns: %FALSE with an error. Thread: any.
 */
gboolean
hearth_header_repair (const HearthHeader *self, const HearthFs *fs, int folder, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (copy_names); i++)
    {
      g_autofree guint8 *bytes = NULL;
      gsize size = 0;

      if (hearth_fs_read_file (fs, folder, copy_names[i], HEARTH_HEADER_MAX_SIZE, &bytes, &size,
                               NULL) &&
          size == self->length && sodium_memcmp (bytes, self->image, size) == 0)
        continue;
      if (!hearth_fs_put_file (fs, folder, copy_names[i], self->image, self->length, error))
        return FALSE;
    }
  return TRUE;
}
