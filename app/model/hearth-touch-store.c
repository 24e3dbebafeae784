/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-touch-store.h"

#include "hearth-cmp-sql.h"

typedef struct
{
  HearthId rec;
  gint64 n;
} Touch;

struct _HearthTouches
{
  GArray *touches; /* (element-type Touch) */
};

/** hearth_touches_new: (transfer full): empty. One thread. */
HearthTouches *
hearth_touches_new (void)
{
  HearthTouches *self = g_new0 (HearthTouches, 1);

  self->touches = g_array_new (FALSE, FALSE, sizeof (Touch));
  return self;
}

/** hearth_touches_free: frees @self; what was not written is forgotten. */
void
hearth_touches_free (HearthTouches *self)
{
  g_array_unref (self->touches);
  g_free (self);
}

/** hearth_touches_add: line @n is about @rec. Not in the table before hearth_touches_write(). */
void
hearth_touches_add (HearthTouches *self, const HearthId *rec, gint64 n)
{
  const Touch touch = { *rec, n };

  g_array_append_val (self->touches, touch);
}

/** hearth_touches_get_n: how many wait. */
guint
hearth_touches_get_n (const HearthTouches *self)
{
  return self->touches->len;
}

static int
compare_touches (gconstpointer a, gconstpointer b)
{
  const Touch *left = a;
  const Touch *right = b;
  int order = hearth_id_compare (&left->rec, &right->rec);

  return order != 0 ? order : (left->n > right->n) - (left->n < right->n);
}

/**
 * hearth_touches_write:
 *
 * Ids of records are hashes: in the order in which they come each would go to another page of the table. In
 * its own order a million of them go to one page after the other, each of which is then full.
 *
 * Returns: %FALSE with an error of the vault; else nothing waits any more. Thread: writer, in a transaction
 *   of the file.
 */
gboolean
hearth_touches_write (HearthTouches *self, HearthDb *db, HearthCompartment cmp, GError **error)
{
  g_autoptr (HearthStmt) stmt = NULL;

  if (self->touches->len == 0)
    return TRUE;
  stmt = hearth_cmp_sql_prepare (db, cmp, "INSERT OR IGNORE INTO @.touch (rec, n) VALUES (?1, ?2)",
                                 error);
  if (stmt == NULL)
    return FALSE;
  g_array_sort (self->touches, compare_touches);
  for (guint i = 0; i < self->touches->len; i++)
    {
      const Touch *touch = &g_array_index (self->touches, Touch, i);

      hearth_stmt_lend_id (stmt, 1, &touch->rec);
      hearth_stmt_bind_int (stmt, 2, touch->n);
      if (!hearth_stmt_run (stmt, error))
        return FALSE;
    }
  g_array_set_size (self->touches, 0);
  return TRUE;
}
