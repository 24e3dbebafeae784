/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many cases are counted in the order of their ids, so that each table is walked once for all of a part. */
#include "config.h"

#include "hearth-owed-store-private.h"

#include "hearth-case-benefits.h"
#include "hearth-projection.h"

/* --- Reading cases in their order --- */

/* The records of one kind, case by case: a table is walked once for all cases of a part. */
typedef struct
{
  const HearthKind *kind;
  HearthStmt *stmt;
  HearthRecord *ahead; /* read, and of a later case; NULL: none, or not read yet */
  gboolean is_over;
  GPtrArray *records; /* of the case in hand */
} Cursor;

enum
{
  CAPTIVITY,
  CONTACT,
  PAY,
  SHARE,
  STAY,
  DISABILITY,
  PAYMENT,
  CLAIM,
  N_CURSORS,
};

static const char *const cursor_kinds[N_CURSORS] = {
  [CAPTIVITY] = "captivity", [CONTACT] = "contact",       [PAY] = "pay",         [SHARE] = "share",
  [STAY] = "stay",           [DISABILITY] = "disability", [PAYMENT] = "payment", [CLAIM] = "claim",
};

static void
cursor_clear (Cursor *self)
{
  g_clear_pointer (&self->stmt, hearth_stmt_release);
  g_clear_pointer (&self->ahead, hearth_record_unref);
  g_clear_pointer (&self->records, g_ptr_array_unref);
}

static gboolean
cursor_init (Cursor *self, HearthDb *db, const char *kind, const HearthId *from, GError **error)
{
  g_autofree char *sql = NULL;

  self->kind = hearth_registry_find_kind (kind);
  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_record_unref);
  sql = hearth_projection_select_sql (self->kind,
                                      "WHERE case_id >= ?1 AND gone = 0 ORDER BY case_id, id");
  self->stmt = hearth_db_prepare (db, sql, error);
  if (self->stmt == NULL)
    return FALSE;
  hearth_stmt_bind_id (self->stmt, 1, from);
  return TRUE;
}

static gboolean
read_ahead (Cursor *self, GError **error)
{
  gboolean has_row;

  g_clear_pointer (&self->ahead, hearth_record_unref);
  if (self->is_over || !hearth_stmt_step (self->stmt, &has_row, error))
    return self->is_over;
  self->is_over = !has_row;
  if (has_row)
    self->ahead = hearth_projection_read (self->kind, self->stmt);
  return TRUE;
}

/* Takes the records of @case_id; what lies before it belongs to cases that are deleted. */
static gboolean
cursor_take (Cursor *self, const HearthId *case_id, GError **error)
{
  g_ptr_array_set_size (self->records, 0);
  if (self->ahead == NULL && !read_ahead (self, error))
    return FALSE;
  while (self->ahead != NULL)
    {
      const int order = hearth_id_compare (hearth_record_get_case (self->ahead), case_id);

      if (order > 0)
        return TRUE;
      if (order == 0)
        g_ptr_array_add (self->records, g_steal_pointer (&self->ahead));
      if (!read_ahead (self, error))
        return FALSE;
    }
  return TRUE;
}

/* --- Counting --- */

void
_hearth_owed_counter_clear (HearthOwedCounter *self)
{
  g_clear_pointer (&self->remove, hearth_stmt_release);
  g_clear_pointer (&self->remove_sum, hearth_stmt_release);
  g_clear_pointer (&self->insert, hearth_stmt_release);
  g_clear_pointer (&self->insert_sum, hearth_stmt_release);
}

gboolean
_hearth_owed_counter_init (HearthOwedCounter *self,
                           HearthDb *db,
                           HearthPackSet *packs,
                           HearthDate today,
                           gboolean is_whole,
                           GError **error)
{
  const struct
  {
    HearthStmt **stmt;
    const char *sql;
  } statements[] = {
    { &self->remove, "DELETE FROM benefits.owed WHERE case_id = ?1" },
    { &self->remove_sum, "DELETE FROM benefits.owed_case WHERE case_id = ?1" },
    { &self->insert,
      "INSERT OR REPLACE INTO benefits.owed (case_id, benefit, owed_kop) VALUES (?1, ?2, ?3)" },
    { &self->insert_sum,
      "INSERT OR REPLACE INTO benefits.owed_case (case_id, owed_kop) VALUES (?1, ?2)" },
  };

  self->db = db;
  self->packs = packs;
  self->today = today;
  self->is_whole = is_whole;
  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    if ((*statements[i].stmt = hearth_db_prepare (db, statements[i].sql, error)) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
forget_case (HearthOwedCounter *self, const HearthId *case_id, GError **error)
{
  hearth_stmt_reset (self->remove);
  hearth_stmt_bind_id (self->remove, 1, case_id);
  hearth_stmt_reset (self->remove_sum);
  hearth_stmt_bind_id (self->remove_sum, 1, case_id);
  return hearth_stmt_run (self->remove, error) && hearth_stmt_run (self->remove_sum, error);
}

static gboolean
keep_account (HearthOwedCounter *self,
              const HearthId *case_id,
              const HearthBenefitAccount *account,
              GError **error)
{
  if (account->owed_kop == 0)
    return TRUE;
  hearth_stmt_reset (self->insert);
  hearth_stmt_bind_id (self->insert, 1, case_id);
  hearth_stmt_bind_text (self->insert, 2, account->name);
  hearth_stmt_bind_int (self->insert, 3, account->owed_kop);
  return hearth_stmt_run (self->insert, error);
}

static gboolean
keep (HearthOwedCounter *self,
      const HearthId *case_id,
      const HearthCaseBenefits *benefits,
      GError **error)
{
  const HearthBenefitAccount all = hearth_case_benefits_total (benefits);

  if (!self->is_whole && !forget_case (self, case_id, error))
    return FALSE;
  for (guint i = 0; i < benefits->accounts->len; i++)
    if (!keep_account (self, case_id, &g_array_index (benefits->accounts, HearthBenefitAccount, i),
                       error))
      return FALSE;
  hearth_stmt_reset (self->insert_sum);
  hearth_stmt_bind_id (self->insert_sum, 1, case_id);
  hearth_stmt_bind_int (self->insert_sum, 2, all.owed_kop);
  return hearth_stmt_run (self->insert_sum, error);
}

/* @lists: in the order of the cursors */
static gboolean
count_case (HearthOwedCounter *self,
            const HearthId *case_id,
            const HearthRecord *person,
            GPtrArray *const *lists,
            GError **error)
{
  const HearthBenefitRecords records = { .person = person,
                                         .captivity = lists[CAPTIVITY],
                                         .contacts = lists[CONTACT],
                                         .pay = lists[PAY],
                                         .shares = lists[SHARE],
                                         .stays = lists[STAY],
                                         .disabilities = lists[DISABILITY],
                                         .payments = lists[PAYMENT],
                                         .claims = lists[CLAIM],
                                         .today = self->today };
  g_autoptr (HearthCaseBenefits) benefits = hearth_case_benefits_new_from (&records, self->packs);

  return keep (self, case_id, benefits, error);
}

gboolean
_hearth_owed_counter_count_part (
    HearthOwedCounter *self, HearthId *next, guint *n_done, gboolean *is_over, GError **error)
{
  Cursor people = { 0 };
  Cursor cursors[N_CURSORS] = { 0 };
  GPtrArray *lists[N_CURSORS];
  gboolean is_fine = cursor_init (&people, self->db, "person", next, error);
  guint n = 0;

  for (guint i = 0; is_fine && i < N_CURSORS; i++)
    {
      is_fine = cursor_init (&cursors[i], self->db, cursor_kinds[i], next, error);
      lists[i] = cursors[i].records;
    }
  for (; is_fine && n < HEARTH_OWED_N_CASES_OF_PART; n++)
    {
      HearthId case_id;

      is_fine = read_ahead (&people, error);
      if (!is_fine || people.ahead == NULL)
        break;
      case_id = *hearth_record_get_case (people.ahead);
      for (guint i = 0; is_fine && i < N_CURSORS; i++)
        is_fine = cursor_take (&cursors[i], &case_id, error);
      is_fine = is_fine && count_case (self, &case_id, people.ahead, lists, error);
    }
  *n_done += n;
  *is_over = is_fine && people.is_over;
  /* The next part begins with the first case that this one left. */
  if (is_fine && !*is_over && (is_fine = read_ahead (&people, error)))
    {
      if (people.ahead != NULL)
        *next = *hearth_record_get_case (people.ahead);
      *is_over = people.ahead == NULL;
    }
  cursor_clear (&people);
  for (guint i = 0; i < N_CURSORS; i++)
    cursor_clear (&cursors[i]);
  return is_fine;
}

gboolean
_hearth_owed_counter_count_one (HearthOwedCounter *self, const HearthId *case_id, GError **error)
{
  const HearthKind *kind = hearth_registry_find_kind ("person");
  g_autoptr (GPtrArray) people = hearth_store_list_records (self->db, kind, case_id, error);
  GPtrArray *lists[N_CURSORS] = { NULL };
  gboolean is_fine = people != NULL;

  if (is_fine && people->len == 0)
    return forget_case (self, case_id, error);
  for (guint i = 0; is_fine && i < N_CURSORS; i++)
    {
      lists[i] = hearth_store_list_records (self->db, hearth_registry_find_kind (cursor_kinds[i]),
                                            case_id, error);
      is_fine = lists[i] != NULL;
    }
  is_fine = is_fine && count_case (self, case_id, people->pdata[0], lists, error);
  for (guint i = 0; i < N_CURSORS; i++)
    g_clear_pointer (&lists[i], g_ptr_array_unref);
  return is_fine;
}
