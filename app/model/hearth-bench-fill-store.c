/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-bench-fill-store.h"

#include "hearth-id.h"
#include "hearth-stmt.h"
#include "hearth-text.h"

/* What one transaction writes is kept in memory until its end. */
#define CASES_OF_PART 500
#define MOST_DAYS 1460

#define CAPTIVITY "INSERT INTO core.captivity (rec, case_id, n, released) VALUES (?2, ?1, 1, ?3)"
#define PERSON                                                                                     \
  "INSERT INTO core.person (rec, case_id, n, number, surname, surname_sort, given, given_sort, "   \
  "unit, unit_sort, facility, category, stage, owner, arrived) "                                   \
  "VALUES (?2, ?1, 1, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 'reception', ?12, ?13)"
#define STEP                                                                                       \
  "INSERT INTO core.step (rec, case_id, n, template, track, state, owner, blocker, waiting_for, "  \
  "occurrence, due, done_on, made_on, remind_on) "                                                 \
  "VALUES (?2, ?1, 1, ?3, ?4, ?5, ?6, ?7, ?8, 1, ?9, ?10, ?11, ?12)"
#define DOCUMENT                                                                                   \
  "INSERT INTO core.document (rec, case_id, n, document, state, due_on) "                          \
  "VALUES (?2, ?1, 1, ?3, ?4, ?5)"
#define CHECK                                                                                      \
  "INSERT INTO medical.\"check\" (rec, case_id, n, \"check\", outcome, done_on, next_on) "         \
  "VALUES (?2, ?1, 1, ?3, ?4, ?5, ?6)"
#define PAYMENT                                                                                    \
  "INSERT INTO benefits.payment (rec, case_id, n, benefit, entry, paid_on, amount_kop) "           \
  "VALUES (?2, ?1, 1, ?3, 'paid', ?4, ?5)"
#define OWED "INSERT INTO benefits.owed (case_id, benefit, owed_kop) VALUES (?1, ?2, ?3)"
#define OWED_CASE "INSERT INTO benefits.owed_case (case_id, owed_kop) VALUES (?1, ?2)"

typedef struct
{
  const HearthBenchFill *size;
  HearthDb *db;
  guint64 random;
  guint index; /* of the case in hand */
  guint n_records;
  HearthId case_id;
  HearthDate released;
} Fill;

typedef gboolean (*FillCase) (Fill *self, GError **error);

/* The same on every machine. */
static guint
pick (Fill *self, guint n)
{
  self->random = self->random * G_GUINT64_CONSTANT (6364136223846793005) + 1442695040888963407;
  return n > 0 ? (guint) (self->random >> 33) % n : 0;
}

static const HearthPackEntry *
pick_entry (Fill *self, const char *kind)
{
  return hearth_pack_set_get_entry (
      self->size->packs, kind,
      pick (self, hearth_pack_set_get_n_entries (self->size->packs, kind)));
}

static void
begin_case (Fill *self, guint index)
{
  self->index = index;
  self->n_records = 0;
  self->random = index * G_GUINT64_CONSTANT (2654435761) + 1;
  self->case_id = (HearthId){ { 0 } };
  for (guint i = 0; i < 4; i++)
    self->case_id.bytes[i] = (guint8) (index >> (24 - 8 * i));
  self->released = self->size->today - (HearthDate) pick (self, MOST_DAYS);
}

static HearthStmt *
prepare (Fill *self, const char *sql, guint8 what, GError **error)
{
  HearthStmt *stmt = hearth_db_prepare (self->db, sql, error);
  HearthId rec = self->case_id;

  if (stmt == NULL)
    return NULL;
  rec.bytes[8] = what;
  rec.bytes[14] = (guint8) (++self->n_records >> 8);
  rec.bytes[15] = (guint8) self->n_records;
  hearth_stmt_bind_id (stmt, 1, &self->case_id);
  hearth_stmt_bind_id (stmt, 2, &rec);
  return stmt;
}

static void
bind_day (HearthStmt *stmt, int index, HearthDate day)
{
  g_autofree char *text = hearth_date_to_string (day);

  hearth_stmt_bind_text (stmt, index, text);
}

static void
bind_sorted (HearthStmt *stmt, int index, const char *text)
{
  g_autofree char *key = hearth_text_sort_key (text);

  hearth_stmt_bind_text (stmt, index, text);
  hearth_stmt_bind_text (stmt, index + 1, key);
}

static gboolean
add_person (Fill *self, GError **error)
{
  static const char *const given[] = { "Артем", "Василь", "Олег", "Назар", "Віталій" };
  static const char *const categories[] = { "under-25", "severely-wounded", "wounded" };
  g_autoptr (HearthStmt) stmt = prepare (self, PERSON, 1, error);
  g_autofree char *number = g_strdup_printf ("%02u-%05u-0", self->index / 100000, self->index);
  g_autofree char *surname = g_strdup_printf ("Макетенко-%05u", self->index * 7919 % 100003);
  g_autofree char *unit = g_strdup_printf ("А%04u", 1000 + pick (self, 300));
  g_autofree char *facility = g_strdup_printf ("Лікарня-%u", 1 + pick (self, 25));
  g_autofree char *owner = g_strdup_printf ("user-%u", 1 + pick (self, 120));

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_text (stmt, 3, number);
  bind_sorted (stmt, 4, surname);
  bind_sorted (stmt, 6, given[pick (self, G_N_ELEMENTS (given))]);
  bind_sorted (stmt, 8, unit);
  hearth_stmt_bind_text (stmt, 10, facility);
  hearth_stmt_bind_text (stmt, 11, categories[pick (self, G_N_ELEMENTS (categories))]);
  hearth_stmt_bind_text (stmt, 12, owner);
  bind_day (stmt, 13, self->released);
  return hearth_stmt_run (stmt, error);
}

static gboolean
add_captivity (Fill *self, GError **error)
{
  g_autoptr (HearthStmt) stmt = prepare (self, CAPTIVITY, 2, error);

  if (stmt == NULL)
    return FALSE;
  bind_day (stmt, 3, self->released);
  return hearth_stmt_run (stmt, error);
}

/* Of what is new three in four are open, of what is old one in twelve. */
static gboolean
add_step (Fill *self, GError **error)
{
  static const char *const open[] = { "planned", "ready", "in-progress", "waiting" };
  const guint age = (guint) (self->size->today - self->released);
  const gboolean is_open = pick (self, MOST_DAYS) > MIN (age + MOST_DAYS / 4, MOST_DAYS * 11 / 12);
  const HearthPackEntry *step = pick_entry (self, "step");
  const char *state = is_open ? open[pick (self, G_N_ELEMENTS (open))] : "done";
  const HearthDate due = self->released + (HearthDate) (7 + pick (self, age + 120));
  g_autoptr (HearthStmt) stmt = prepare (self, STEP, 3, error);

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_text (stmt, 3, hearth_pack_entry_get_id (step));
  hearth_stmt_bind_text (stmt, 4, hearth_pack_entry_get_text (step, "Track", NULL));
  hearth_stmt_bind_text (stmt, 5, state);
  hearth_stmt_bind_text (stmt, 6, pick (self, 3) == 0 ? "lawyer" : NULL);
  hearth_stmt_bind_null (stmt, 7);
  hearth_stmt_bind_null (stmt, 8);
  if (is_open && pick (self, 5) == 0)
    hearth_stmt_bind_text (stmt, 7, hearth_pack_entry_get_id (pick_entry (self, "blocker")));
  if (g_str_equal (state, "waiting"))
    {
      g_autofree char *whom = g_strdup_printf ("Установа %u", pick (self, 400));

      hearth_stmt_bind_text (stmt, 8, whom);
    }
  bind_day (stmt, 9, due);
  hearth_stmt_bind_null (stmt, 10);
  if (!is_open)
    bind_day (stmt, 10, MIN (due, self->size->today));
  bind_day (stmt, 11, self->released);
  hearth_stmt_bind_null (stmt, 12);
  if (is_open && pick (self, 8) == 0)
    bind_day (stmt, 12, self->size->today - 30 + (HearthDate) pick (self, 60));
  return hearth_stmt_run (stmt, error);
}

static gboolean
add_document (Fill *self, GError **error)
{
  static const char *const states[] = { "lost", "applied", "issued", "handed-over" };
  g_autoptr (HearthStmt) stmt = prepare (self, DOCUMENT, 4, error);

  if (stmt == NULL)
    return FALSE;
  hearth_stmt_bind_text (stmt, 3, hearth_pack_entry_get_id (pick_entry (self, "document")));
  hearth_stmt_bind_text (stmt, 4, states[pick (self, G_N_ELEMENTS (states))]);
  bind_day (stmt, 5, self->released + 30);
  return hearth_stmt_run (stmt, error);
}

static gboolean
fill_core (Fill *self, GError **error)
{
  if (!add_person (self, error) || !add_captivity (self, error))
    return FALSE;
  for (guint i = 0; i < self->size->n_steps; i++)
    if (!add_step (self, error))
      return FALSE;
  for (guint i = 0; i < 4; i++)
    if (!add_document (self, error))
      return FALSE;
  return TRUE;
}

static gboolean
fill_medical (Fill *self, GError **error)
{
  static const char *const outcomes[] = { "normal", "abnormal", "refused" };

  for (guint i = 0; i < 4; i++)
    {
      g_autoptr (HearthStmt) stmt = prepare (self, CHECK, 5, error);

      if (stmt == NULL)
        return FALSE;
      hearth_stmt_bind_text (stmt, 3, hearth_pack_entry_get_id (pick_entry (self, "check")));
      hearth_stmt_bind_text (stmt, 4, outcomes[pick (self, G_N_ELEMENTS (outcomes))]);
      bind_day (stmt, 5, self->released + 2);
      bind_day (stmt, 6, self->released + 2 + (HearthDate) pick (self, 400));
      if (!hearth_stmt_run (stmt, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_owed (Fill *self, GError **error)
{
  const gint64 owed_kop = 100000 + (gint64) pick (self, 50000000);
  g_autoptr (HearthStmt) part = hearth_db_prepare (self->db, OWED, error);
  g_autoptr (HearthStmt) whole =
      part != NULL ? hearth_db_prepare (self->db, OWED_CASE, error) : NULL;

  if (whole == NULL)
    return FALSE;
  hearth_stmt_bind_id (part, 1, &self->case_id);
  hearth_stmt_bind_text (part, 2,
                         hearth_pack_entry_get_text (pick_entry (self, "benefit"), "Code", NULL));
  hearth_stmt_bind_int (part, 3, owed_kop);
  hearth_stmt_bind_id (whole, 1, &self->case_id);
  hearth_stmt_bind_int (whole, 2, owed_kop);
  return hearth_stmt_run (part, error) && hearth_stmt_run (whole, error);
}

static gboolean
fill_benefits (Fill *self, GError **error)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (HearthStmt) stmt = prepare (self, PAYMENT, 6, error);

      if (stmt == NULL)
        return FALSE;
      hearth_stmt_bind_text (
          stmt, 3, hearth_pack_entry_get_text (pick_entry (self, "benefit"), "Code", NULL));
      bind_day (stmt, 4,
                MIN (self->released + 60 + (HearthDate) pick (self, 300), self->size->today));
      hearth_stmt_bind_int (stmt, 5, 10000000);
      if (!hearth_stmt_run (stmt, error))
        return FALSE;
    }
  return pick (self, 2) == 0 || add_owed (self, error);
}

/* A transaction writes one file, and not so much that memory has no room for it. */
static gboolean
fill_all (Fill *self, FillCase fill_case, GError **error)
{
  for (guint i = 1; i <= self->size->n_cases; i++)
    {
      if (i % CASES_OF_PART == 1 && !hearth_db_begin (self->db, error))
        return FALSE;
      begin_case (self, i);
      if (!fill_case (self, error))
        return FALSE;
      if ((i % CASES_OF_PART == 0 || i == self->size->n_cases) &&
          !hearth_db_commit (self->db, error))
        return FALSE;
    }
  return TRUE;
}

/** hearth_bench_fill: Returns: %FALSE with an error. Thread: writer. */
gboolean
hearth_bench_fill (HearthDb *db, const HearthBenchFill *size, GError **error)
{
  Fill self = { .size = size, .db = db };

  g_return_val_if_fail (db != NULL && size != NULL && size->packs != NULL, FALSE);
  g_return_val_if_fail (size->n_cases > 0 && size->today != HEARTH_DATE_NONE, FALSE);

  return fill_all (&self, fill_core, error) && fill_all (&self, fill_medical, error) &&
         fill_all (&self, fill_benefits, error);
}

/**
 * hearth_bench_read_steps:
 *
 * What everything else is measured against: one pass over the table of steps, from which nothing is made.
 *
 * Returns: how many there are, -1 with an error. Thread: the connection's.
 */
gint64
hearth_bench_read_steps (HearthDb *db, GError **error)
{
  g_autoptr (HearthStmt) stmt = NULL;
  gboolean has_row;

  g_return_val_if_fail (db != NULL, -1);

  stmt = hearth_db_prepare (
      db, "SELECT count (*), sum (length (template) + length (state)) FROM core.step NOT INDEXED",
      error);
  if (stmt == NULL || !hearth_stmt_step (stmt, &has_row, error))
    return -1;
  return hearth_stmt_get_int (stmt, 0);
}
