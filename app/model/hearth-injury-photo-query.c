/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-injury-photo-query.h"

#include "hearth-stmt.h"

/* By the hash of what they hold: equal names say nothing, and what is erased here is there to its last byte. A photo that
 * a medical injury shows as well is left to it. */
#define LEFT                                                                                       \
  "SELECT DISTINCT m.case_id, m.rec, m.blob, m.gone FROM restricted.restricted_injury i"           \
  " JOIN restricted.restricted_file f ON f.rec = i.photo AND f.gone = 0"                           \
  " JOIN restricted.blob rb ON rb.id = f.blob"                                                     \
  " JOIN medical.medical_file m ON m.case_id = i.case_id"                                          \
  " JOIN medical.blob mb ON mb.id = m.blob AND mb.size = rb.size AND mb.hash = rb.hash"            \
  " WHERE i.gone = 0 AND i.photo IS NOT NULL AND NOT EXISTS"                                       \
  " (SELECT 1 FROM medical.injury o WHERE o.case_id = m.case_id AND o.gone = 0 AND o.photo = "     \
  "m.rec)"

/**
 * hearth_injury_photo_query_list_left:
 *
 * Returns: (transfer full) (element-type HearthInjuryPhotoLeft): %NULL with an error of the vault. Thread: the
 *   connection's.
 */
GArray *
hearth_injury_photo_query_list_left (HearthDb *db, GError **error)
{
  g_autoptr (GArray) left = g_array_new (FALSE, FALSE, sizeof (HearthInjuryPhotoLeft));
  g_autoptr (HearthStmt) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (db != NULL, NULL);

  stmt = hearth_db_prepare (db, LEFT, error);
  if (stmt == NULL)
    return NULL;
  for (;;)
    {
      HearthInjuryPhotoLeft file;

      if (!hearth_stmt_step (stmt, &has_row, error))
        return NULL;
      if (!has_row)
        return g_steal_pointer (&left);
      file.is_gone = hearth_stmt_get_int (stmt, 3) != 0;
      if (hearth_stmt_get_id (stmt, 0, &file.case_id) && hearth_stmt_get_id (stmt, 1, &file.rec) &&
          hearth_stmt_get_id (stmt, 2, &file.blob))
        g_array_append_val (left, file);
    }
}
