/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "merge-fleet.h"

#include "hearth-cmp-sql.h"
#include "hearth-command-private.h"
#include "hearth-journal-state.h"
#include "hearth-keyring.h"
#include "hearth-projection.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#define START_MS G_GINT64_CONSTANT (1750000000000)
#define MINUTE_MS (60 * 1000)
#define HOUR_MS (60 * (gint64) MINUTE_MS)

const HearthCompartment fleet_cmps[FLEET_N_CMPS] = { HEARTH_COMPARTMENT_CORE,
                                                     HEARTH_COMPARTMENT_MEDICAL };

/** A row of a journal, as a backup keeps it. */
typedef struct
{
  HearthCompartment cmp;
  GBytes *line;
  HearthLineRow row;
} FleetRow;

/* --- Randomness: ids and keys too, so that a seed says everything --- */

static guint64 noise;

static const char *
noise_name (void)
{
  return "fleet";
}

static guint32
noise_next (void)
{
  noise =
      noise * G_GUINT64_CONSTANT (6364136223846793005) + G_GUINT64_CONSTANT (1442695040888963407);
  return (guint32) (noise >> 32);
}

static void
noise_fill (void *const buffer, const size_t size)
{
  guint8 *bytes = buffer;

  for (size_t i = 0; i < size; i++)
    bytes[i] = (guint8) (noise_next () >> 24);
}

static randombytes_implementation noise_source = { noise_name, noise_next, NULL,
                                                   NULL,       noise_fill, NULL };

guint
fleet_pick (Fleet *self, guint n)
{
  return (guint) g_rand_int_range (self->rand, 0, (gint32) n);
}

static gboolean
once_in (Fleet *self, guint n)
{
  return fleet_pick (self, n) == 0;
}

/* --- The pool: making the tables of a vault costs more than a schedule --- */

static HearthTestWriter *pool[FLEET_MAX_VAULTS];

static void
exec (HearthDb *db, HearthCompartment cmp, const char *format)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthStmt) stmt = hearth_cmp_sql_prepare (db, cmp, format, &error);

  g_assert_no_error (error);
  hearth_stmt_run (stmt, &error);
  g_assert_no_error (error);
}

static void
empty (HearthDb *db)
{
  for (guint i = 0; i < FLEET_N_CMPS; i++)
    {
      g_autoptr (GError) error = NULL;

      hearth_projection_clear (db, fleet_cmps[i], &error);
      g_assert_no_error (error);
      exec (db, fleet_cmps[i], "DELETE FROM @.journal");
      exec (db, fleet_cmps[i], "DELETE FROM @.touch");
      exec (db, fleet_cmps[i], "DELETE FROM @.withdrawn");
      exec (db, fleet_cmps[i], "DELETE FROM @.erased");
    }
}

static HearthTestWriter *
take_from_pool (guint index)
{
  if (pool[index] == NULL)
    {
      pool[index] = hearth_test_writer_new (NULL);
      /* Only so can a journal in memory be emptied; its other guards stay. */
      for (guint i = 0; i < FLEET_N_CMPS; i++)
        exec (pool[index]->db, fleet_cmps[i], "DROP TRIGGER @.journal_keep");
    }
  empty (pool[index]->db);
  return pool[index];
}

/* --- Vaults --- */

void
fleet_line_free (gpointer data)
{
  FleetLine *line = data;

  g_free (line->text);
  g_free (line);
}

static void
parcel_free (gpointer data)
{
  FleetParcel *parcel = data;

  g_ptr_array_unref (parcel->lines);
  g_free (parcel);
}

static void
row_free (gpointer data)
{
  FleetRow *row = data;

  g_clear_pointer (&row->line, g_bytes_unref);
  g_free (row);
}

static void
add_dev (FleetVault *vault)
{
  HearthId dev;

  noise_fill (&dev, sizeof dev);
  g_array_append_val (vault->devs, dev);
  vault->self->writer.dev = dev;
  g_hash_table_insert (vault->fleet->writers, hearth_id_copy (&dev),
                       GUINT_TO_POINTER (vault->index + 1));
}

static void
vault_init (Fleet *fleet, guint index)
{
  FleetVault *vault = &fleet->vaults[index];

  vault->fleet = fleet;
  vault->index = index;
  vault->self = take_from_pool (index);
  vault->self->writer.who = hearth_test_id (0xA0 + index);
  vault->devs = g_array_new (FALSE, FALSE, sizeof (HearthId));
  vault->sealed = g_ptr_array_new_with_free_func (parcel_free);
  vault->bundles = g_ptr_array_new_with_free_func (g_free);
  vault->extra = g_ptr_array_new_with_free_func (fleet_line_free);
  add_dev (vault);
  vault->skew_ms = g_rand_int_range (fleet->rand, -1000000, 1000000);
  for (guint i = 0; i < fleet->n_vaults; i++)
    if (i == index || !once_in (fleet, 4))
      vault->verified |= 1u << i;
}

static void
vault_clear (FleetVault *vault)
{
  g_array_unref (vault->devs);
  g_ptr_array_unref (vault->sealed);
  g_ptr_array_unref (vault->bundles);
  g_ptr_array_unref (vault->extra);
  g_clear_pointer (&vault->backup, g_ptr_array_unref);
}

Fleet *
fleet_new (guint64 seed)
{
  static gboolean is_noisy = FALSE;
  Fleet *self = g_new0 (Fleet, 1);
  const guint32 seeds[] = { (guint32) seed, (guint32) (seed >> 32), 0x6865 };

  if (!is_noisy)
    {
      is_noisy = TRUE;
      g_assert_cmpint (randombytes_set_implementation (&noise_source), ==, 0);
      /* Keys are made here, whichever schedule is run alone. */
      for (guint i = 0; i < FLEET_MAX_VAULTS; i++)
        take_from_pool (i);
    }
  noise = seed;
  self->seed = seed;
  self->rand = g_rand_new_with_seed_array (seeds, G_N_ELEMENTS (seeds));
  self->now_ms = START_MS;
  /* Few vaults find most; many find the rest. */
  self->n_vaults = once_in (self, 5) ? 4 + fleet_pick (self, 5) : 2 + fleet_pick (self, 2);
  self->writers = g_hash_table_new_full (hearth_id_hash, hearth_id_equal, g_free, NULL);
  self->lawless = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < self->n_vaults; i++)
    vault_init (self, i);
  return self;
}

void
fleet_free (Fleet *self)
{
  for (guint i = 0; i < self->n_vaults; i++)
    vault_clear (&self->vaults[i]);
  g_hash_table_unref (self->writers);
  g_hash_table_unref (self->lawless);
  g_rand_free (self->rand);
  g_free (self);
}

static void
set_clock (FleetVault *vault)
{
  vault->self->writer.now_ms = vault->fleet->now_ms + vault->skew_ms;
}

/* --- Writing --- */

static const char *const person_sets[] = {
  "{'surname':'Ясен'}",
  "{'surname':'Явір','given':'Тарас'}",
  "{'surname':'Явір'}",
  "{'ward':'2','phone':null}",
  "{'ward':'3'}",
  "{'phone':'+380501112233'}",
  "{'flags':['infection']}",
  "{'flags':['infection','minor']}",
  "{'flags':null}",
  "{'birth':'1999-05'}",
  "{'birth':'1999-05-04','sex':'male'}",
  "{'gone':true}",
  "{'gone':false}",
  "{'gone':false,'ward':'7'}",
};

static const char *const note_sets[] = {
  "{'text':'один'}",     "{'text':'два','written_on':'2025-06-11'}",
  "{'written_on':null}", "{'gone':true}",
  "{'gone':false}",
};

static const char *const check_sets[] = {
  "{'check':'dental','result':'ok'}",
  "{'result':'later'}",
  "{'next_on':'2025-07-01'}",
  "{'result':null}",
  "{'gone':true}",
};

#define PICK(fleet, array) array[fleet_pick (fleet, G_N_ELEMENTS (array))]

static void
add_operation (Fleet *self, HearthCommand *command)
{
  HearthId case_id = hearth_test_id (1 + fleet_pick (self, FLEET_N_CASES));
  guint which = fleet_pick (self, 8);
  const char *kind = which < 4 ? "person" : which < 6 ? "note" : "check";
  const char *set = which < 4   ? PICK (self, person_sets)
                    : which < 6 ? PICK (self, note_sets)
                                : PICK (self, check_sets);
  HearthId rec = hearth_record_derive_id (&case_id, kind, which < 4 ? "" : which == 5 ? "b" : "a");

  hearth_command_set (command, hearth_registry_find_kind (kind), &case_id, &rec,
                      HEARTH_REVISION_ANY, hearth_test_json (set));
}

/* M8: whatever clocks said before, who edits sees what was written. */
static void
assert_shown (FleetVault *vault, HearthCommand *command)
{
  for (guint i = 0; i < hearth_command_get_n_operations (command); i++)
    {
      const HearthOperation *operation = _hearth_command_get_operation (command, i);
      g_autoptr (GError) error = NULL;
      g_autoptr (HearthRecord) record =
          hearth_store_get_record (vault->self->db, operation->kind, &operation->rec, &error);
      const char *field;
      json_t *value;

      g_assert_no_error (error);
      /* To delete or clear what is not there makes no record. */
      if (record == NULL || hearth_record_is_gone (record))
        continue;
      json_object_foreach (operation->set, field, value)
      {
        json_t *shown = json_object_get (hearth_record_get_values (record), field);

        if (strcmp (field, "gone") == 0)
          continue;
        if (json_is_null (value))
          g_assert_null (shown);
        else
          g_assert_true (json_equal (value, shown));
      }
    }
}

static void
write_something (FleetVault *vault)
{
  g_autoptr (HearthCommand) command = hearth_command_new ("test");
  g_autoptr (HearthChangeSet) changes = NULL;
  guint n_operations = once_in (vault->fleet, 4) ? 3 : 1;

  for (guint i = 0; i < n_operations; i++)
    add_operation (vault->fleet, command);
  changes = hearth_test_execute (vault->self, command);
  if (hearth_change_set_get_result (changes) == HEARTH_RESULT_DONE)
    {
      vault->fleet->n_lines++;
      assert_shown (vault, command);
      if (once_in (vault->fleet, 8))
        {
          g_autoptr (HearthChangeSet) undone =
              hearth_test_execute (vault->self, hearth_change_set_get_inverse (changes));

          /* Who decided a conflict for what was shown has no value to take back. */
          if (hearth_change_set_get_result (undone) != HEARTH_RESULT_NOTHING)
            g_assert_cmpint (hearth_change_set_get_result (undone), ==, HEARTH_RESULT_DONE);
        }
    }
}

/* --- Lines that no honest program of today writes --- */

static const struct
{
  const char *role, *kind, *set;
  gboolean is_lawful;
} strange[] = {
  { "caseworker", "later_kind", "{'colour':'green'}", TRUE },
  { "caseworker", "note", "{'later_field':{'deep':[1,2]},'text':'три'}", TRUE },
  { "caseworker", "note", "{'written_on':7}", TRUE },
  { "clinician", "note", "{'text':'not mine'}", FALSE },
  { "later-role", "note", "{'text':'whose?'}", FALSE },
  { "owner", "event", "{'date':'2025-06-11'}", FALSE },   /* shared, yet of a case */
  { "owner", "person", "{'surname':'Другий'}", FALSE },   /* a case has one */
  { "owner", "check", "{'result':'in core'}", FALSE },    /* of another compartment */
  { "owner", "author", "{'name':'Хтось інший'}", FALSE }, /* not oneself */
};

static json_t *
strange_operation (Fleet *self, guint which, const HearthId *case_id)
{
  HearthId rec = hearth_record_derive_id (case_id, strange[which].kind, "strange");
  char hex[HEARTH_ID_HEX_SIZE];

  hearth_id_format (&rec, hex);
  return json_pack ("{s:s,s:[],s:s,s:o}", "kind", strange[which].kind, "over", "rec", hex, "set",
                    hearth_test_json (strange[which].set));
}

static void
write_strange (FleetVault *vault)
{
  Fleet *fleet = vault->fleet;
  g_autoptr (GError) error = NULL;
  guint which = fleet_pick (fleet, G_N_ELEMENTS (strange));
  g_autoptr (HearthSecret) seed =
      hearth_keyring_get_signing_seed (vault->self->db, HEARTH_COMPARTMENT_CORE, &error);
  HearthId case_id = hearth_test_id (1 + fleet_pick (fleet, FLEET_N_CASES));
  HearthCommit commit = { NULL };
  json_auto_t *ops = json_array ();
  FleetLine *line = g_new0 (FleetLine, 1);

  json_array_append_new (ops, strange_operation (fleet, which, &case_id));
  commit.cmp = HEARTH_COMPARTMENT_CORE;
  commit.case_id = case_id;
  commit.who = vault->self->writer.who;
  commit.role = strange[which].role;
  /* Its own writer, so that it is no fork. */
  noise_fill (&commit.stamp.dev, sizeof commit.stamp.dev);
  commit.stamp.seq = 1;
  commit.stamp.hlc = vault->self->writer.now_ms << HEARTH_HLC_COUNTER_BITS;
  g_hash_table_insert (fleet->writers, hearth_id_copy (&commit.stamp.dev),
                       GUINT_TO_POINTER (vault->index + 1));
  line->cmp = commit.cmp;
  line->text = hearth_commit_sign (&commit, ops, seed, &error);
  g_assert_no_error (error);
  if (!strange[which].is_lawful)
    g_hash_table_add (fleet->lawless, g_strdup (line->text));
  g_ptr_array_add (vault->extra, line);
  fleet->n_lines++;
}

/* --- Sending and taking --- */

gint64
fleet_count (FleetVault *vault, HearthCompartment cmp, const char *where)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM %s.journal WHERE %s",
                                          hearth_compartment_get_name (cmp), where);

  return hearth_test_query_int (vault->self->db, sql);
}

GPtrArray *
fleet_list_lines (FleetVault *vault, const char *where)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (fleet_line_free);

  for (guint i = 0; i < FLEET_N_CMPS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *sql = g_strdup_printf ("SELECT line FROM %s.journal WHERE %s ORDER BY n",
                                              hearth_compartment_get_name (fleet_cmps[i]), where);
      g_autoptr (HearthStmt) stmt = hearth_db_prepare (vault->self->db, sql, &error);
      gboolean has_row;

      g_assert_no_error (error);
      while (hearth_stmt_step (stmt, &has_row, &error) && has_row)
        {
          FleetLine *line = g_new0 (FleetLine, 1);
          gsize length;
          const char *bytes = hearth_stmt_get_blob (stmt, 0, &length);

          line->cmp = fleet_cmps[i];
          line->text = g_strndup (bytes, length);
          g_ptr_array_add (lines, line);
        }
      g_assert_no_error (error);
    }
  return lines;
}

static FleetLine *
line_copy (const FleetLine *line)
{
  FleetLine *copy = g_new0 (FleetLine, 1);

  copy->cmp = line->cmp;
  copy->text = g_strdup (line->text);
  return copy;
}

/* What the vault passes on (bundles 12), and what it made up. */
static GPtrArray *
list_sent (FleetVault *vault)
{
  GPtrArray *lines =
      fleet_list_lines (vault, "state = 0 OR (state = 1 AND reason = 'author-unknown')");

  for (guint i = 0; i < vault->extra->len; i++)
    g_ptr_array_add (lines, line_copy (vault->extra->pdata[i]));
  return lines;
}

static void
shuffle (Fleet *self, GPtrArray *lines)
{
  for (guint i = lines->len; i > 1; i--)
    {
      guint j = fleet_pick (self, i);
      gpointer swap = lines->pdata[i - 1];

      lines->pdata[i - 1] = lines->pdata[j];
      lines->pdata[j] = swap;
    }
}

/* One signature in sixteen is really checked; a line's id holds its signature, so that nothing but the
 * bytes that were signed can come by. */
static HearthAuthorVerdict
judge (const HearthCommit *commit, const char *line, gsize length, gpointer data)
{
  FleetVault *vault = data;
  guint writer = GPOINTER_TO_UINT (g_hash_table_lookup (vault->fleet->writers, &commit->stamp.dev));

  g_assert_cmpuint (writer, >, 0);
  if (!(vault->verified & 1u << (writer - 1)))
    return HEARTH_AUTHOR_UNKNOWN;
  if (commit->stamp.id[0] % 16 == 0)
    {
      g_autoptr (HearthSecret) seed = hearth_keyring_get_signing_seed (
          vault->fleet->vaults[writer - 1].self->db, commit->cmp, NULL);
      guint8 key[HEARTH_KEY_SIZE];

      hearth_key_ed25519_public (seed, key);
      g_assert_true (hearth_line_verify (line, length, HEARTH_LINE_LABEL_COMMIT, key));
    }
  return HEARTH_AUTHOR_GOOD;
}

static gint64
count_changes (FleetVault *vault)
{
  return hearth_test_query_int (vault->self->db, "SELECT total_changes ()");
}

static void
take (FleetVault *vault, const FleetParcel *parcel)
{
  const HearthAuthors authors = { judge, vault };
  g_autoptr (HearthReceive) receive = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;
  g_auto (HearthReceived) received = { 0 };
  g_autoptr (GError) error = NULL;

  receive = hearth_receive_new (&vault->self->writer, &parcel->bundle, &authors);
  for (guint i = 0; i < FLEET_N_CMPS; i++)
    {
      hearth_receive_begin (receive, fleet_cmps[i], &error);
      g_assert_no_error (error);
      for (guint j = 0; j < parcel->lines->len; j++)
        {
          const FleetLine *line = parcel->lines->pdata[j];

          if (line->cmp == fleet_cmps[i] &&
              !hearth_receive_add (receive, line->text, strlen (line->text), &error))
            g_assert_no_error (error);
        }
      hearth_receive_commit (receive, &error);
      g_assert_no_error (error);
    }
  changes = hearth_receive_finish (receive, &received);
  g_assert_cmpuint (received.n_lines, ==, parcel->lines->len);
  g_ptr_array_add (vault->bundles, hearth_id_copy (&parcel->bundle));
}

static FleetParcel *
parcel_new (GPtrArray *lines)
{
  FleetParcel *parcel = g_new0 (FleetParcel, 1);

  noise_fill (&parcel->bundle, sizeof parcel->bundle);
  parcel->lines = lines;
  return parcel;
}

/* Keeps some of the lines; never a line without those that make no sense of it, for that is allowed too. */
static void
tear (Fleet *self, GPtrArray *lines)
{
  guint keep_percent = 20 + fleet_pick (self, 80);

  for (guint i = lines->len; i > 0; i--)
    if (fleet_pick (self, 100) >= keep_percent)
      g_ptr_array_remove_index (lines, i - 1);
}

/* M3, M4: the medical part travels sealed, and is opened later. */
static void
seal (FleetVault *to, FleetParcel *parcel)
{
  FleetParcel *sealed = g_new0 (FleetParcel, 1);

  sealed->bundle = parcel->bundle;
  sealed->lines = g_ptr_array_new_with_free_func (fleet_line_free);
  for (guint i = parcel->lines->len; i > 0; i--)
    if (((FleetLine *) parcel->lines->pdata[i - 1])->cmp == HEARTH_COMPARTMENT_MEDICAL)
      g_ptr_array_add (sealed->lines, g_ptr_array_steal_index (parcel->lines, i - 1));
  g_ptr_array_add (to->sealed, sealed);
}

static void
send (FleetVault *from, FleetVault *to)
{
  Fleet *fleet = from->fleet;
  FleetParcel *parcel = parcel_new (list_sent (from));
  gboolean is_sealed = once_in (fleet, 4);
  gint64 n_medical = fleet_count (to, HEARTH_COMPARTMENT_MEDICAL, "TRUE");

  if (once_in (fleet, 2))
    tear (fleet, parcel->lines);
  if (once_in (fleet, 2))
    shuffle (fleet, parcel->lines);
  if (is_sealed)
    seal (to, parcel);
  take (to, parcel);
  if (is_sealed)
    g_assert_cmpint (fleet_count (to, HEARTH_COMPARTMENT_MEDICAL, "TRUE"), ==, n_medical);
  if (once_in (fleet, 4))
    {
      gint64 n_changes;

      shuffle (fleet, parcel->lines);
      n_changes = count_changes (to);
      take (to, parcel);
      /* Importing again changes no row. */
      g_assert_cmpint (count_changes (to), ==, n_changes);
    }
  parcel_free (parcel);
}

static void
open_sealed (FleetVault *vault)
{
  while (vault->sealed->len > 0)
    {
      FleetParcel *parcel =
          g_ptr_array_steal_index (vault->sealed, fleet_pick (vault->fleet, vault->sealed->len));

      take (vault, parcel);
      parcel_free (parcel);
    }
}

static void
move_bundle (FleetVault *vault, const HearthId *bundle, gboolean is_withdrawal)
{
  g_autoptr (HearthCommand) command =
      is_withdrawal ? hearth_command_new_withdraw (bundle) : hearth_command_new_bring_back (bundle);
  g_autoptr (HearthChangeSet) changes = hearth_test_execute (vault->self, command);

  g_assert_cmpint (hearth_change_set_get_result (changes), !=, HEARTH_RESULT_DENIED);
}

static void
reconsider (FleetVault *vault)
{
  const HearthAuthors authors = { judge, vault };

  for (guint i = 0; i < FLEET_N_CMPS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HearthChangeSet) changes =
          hearth_receive_reconsider (&vault->self->writer, fleet_cmps[i], &authors, &error);

      g_assert_no_error (error);
    }
}

/* --- Backups --- */

static void
back_up (FleetVault *vault)
{
  g_clear_pointer (&vault->backup, g_ptr_array_unref);
  vault->backup = g_ptr_array_new_with_free_func (row_free);
  for (guint i = 0; i < FLEET_N_CMPS; i++)
    {
      gint64 n_rows = fleet_count (vault, fleet_cmps[i], "TRUE");

      for (gint64 n = 1; n <= n_rows; n++)
        {
          g_autoptr (GError) error = NULL;
          FleetRow *kept = g_new0 (FleetRow, 1);
          g_auto (HearthCommit) commit = { NULL };
          gsize length;
          const char *bytes;

          kept->cmp = fleet_cmps[i];
          kept->line = hearth_journal_get_any_line (vault->self->db, kept->cmp, n, &error);
          g_assert_nonnull (kept->line);
          bytes = g_bytes_get_data (kept->line, &length);
          g_assert_true (hearth_commit_parse (&commit, bytes, length, &error));
          g_assert_true (hearth_journal_find_line (vault->self->db, kept->cmp, commit.stamp.id,
                                                   &kept->row, &error));
          g_ptr_array_add (vault->backup, kept);
        }
    }
}

static void
put_back (FleetVault *vault, const FleetRow *kept)
{
  HearthDb *db = vault->self->db;
  g_autoptr (GError) error = NULL;
  g_auto (HearthCommit) commit = { NULL };
  gsize length;
  const char *bytes = g_bytes_get_data (kept->line, &length);
  g_autofree char *text = g_strndup (bytes, length);
  gint64 n;

  g_assert_true (hearth_commit_parse (&commit, bytes, length, &error));
  g_assert_true (hearth_journal_insert (db, &commit, text,
                                        kept->row.has_bundle ? &kept->row.bundle : NULL,
                                        hearth_aside_to_word (kept->row.reason), &n, &error));
  if (kept->row.reason == HEARTH_ASIDE_WITHDRAWN)
    g_assert_true (hearth_journal_set_withdrawn (db, kept->cmp, &kept->row.bundle, TRUE, &error));
}

/* With a new writer id, as a restore does it; or without, as a copied disk does. */
static void
restore (FleetVault *vault)
{
  HearthDb *db = vault->self->db;
  g_autoptr (GError) error = NULL;

  empty (db);
  for (guint i = 0; i < vault->backup->len; i++)
    put_back (vault, vault->backup->pdata[i]);
  for (guint i = 0; i < FLEET_N_CMPS; i++)
    g_assert_true (hearth_journal_rebuild (db, fleet_cmps[i], &error));
  if (once_in (vault->fleet, 2))
    vault->fleet->n_forks++;
  else
    add_dev (vault);
}

/* --- What happens --- */

static void
turn_clock (FleetVault *vault)
{
  static const gint64 jumps[] = { -40 * HOUR_MS, -MINUTE_MS,   MINUTE_MS,
                                  20 * HOUR_MS,  30 * HOUR_MS, 90 * 24 * HOUR_MS };

  vault->skew_ms = once_in (vault->fleet, 2) ? PICK (vault->fleet, jumps) : 0;
}

void
fleet_step (Fleet *self)
{
  FleetVault *vault = &self->vaults[fleet_pick (self, self->n_vaults)];
  FleetVault *other = &self->vaults[fleet_pick (self, self->n_vaults)];

  self->now_ms += fleet_pick (self, once_in (self, 8) ? (guint) (6 * HOUR_MS) : 1000);
  set_clock (vault);
  set_clock (other);
  switch (fleet_pick (self, 24))
    {
    case 0:
      turn_clock (vault);
      return;
    case 1:
      write_strange (vault);
      return;
    case 2:
      vault->verified |= 1u << fleet_pick (self, self->n_vaults);
      reconsider (vault);
      return;
    case 3:
      open_sealed (vault);
      return;
    case 4:
    case 5:
      if (vault->bundles->len > 0)
        move_bundle (vault, vault->bundles->pdata[fleet_pick (self, vault->bundles->len)],
                     !once_in (self, 3));
      return;
    case 6:
    case 11:
      if (vault->backup == NULL || once_in (self, 4))
        back_up (vault);
      else
        restore (vault);
      return;
    case 7:
    case 8:
    case 9:
    case 10:
      if (vault != other)
        send (vault, other);
      return;
    default:
      write_something (vault);
    }
}

void
fleet_settle (Fleet *self)
{
  /* Beyond every clock that was ever wrong. */
  self->now_ms += 400 * 24 * HOUR_MS;
  for (guint i = 0; i < self->n_vaults; i++)
    {
      FleetVault *vault = &self->vaults[i];

      vault->skew_ms = 0;
      vault->verified = G_MAXUINT;
      set_clock (vault);
      open_sealed (vault);
      for (guint j = 0; j < vault->bundles->len; j++)
        move_bundle (vault, vault->bundles->pdata[j], FALSE);
      reconsider (vault);
    }
  /* The last one learns everything, also what they made up themselves; then it tells everybody. */
  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < self->n_vaults; i++)
      for (guint j = 0; j < self->n_vaults; j++)
        if ((round == 0 ? j : i) == self->n_vaults - 1 || once_in (self, 16))
          {
            FleetParcel *parcel = parcel_new (list_sent (&self->vaults[i]));

            shuffle (self, parcel->lines);
            take (&self->vaults[j], parcel);
            parcel_free (parcel);
          }
}

/* --- What is shown --- */

static int
compare_texts_cb (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
dump_kind (FleetVault *vault, const HearthKind *kind, GPtrArray *out)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sql = hearth_projection_select_sql (kind, "");
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (vault->self->db, sql, &error);
  gboolean has_row;

  g_assert_no_error (error);
  while (hearth_stmt_step (stmt, &has_row, &error) && has_row)
    {
      g_autoptr (HearthRecord) record = hearth_projection_read (kind, stmt);
      g_autofree char *id = hearth_id_to_string (hearth_record_get_id (record));
      g_autofree char *case_id = hearth_id_to_string (hearth_record_get_case (record));
      g_autofree char *values = hearth_json_dump (hearth_record_get_values (record));

      g_ptr_array_add (out, g_strdup_printf ("%s %s %s %d %s\n", kind->id, id, case_id,
                                             hearth_record_is_gone (record), values));
    }
  g_assert_no_error (error);
}

static void
dump_conflicts (FleetVault *vault, HearthCompartment cmp, GPtrArray *out)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sql =
      g_strdup_printf ("SELECT 'conflict ' || hex (rec) || ' ' || field || ' ' || heads || ' ' ||"
                       " since || char (10) FROM %s.conflict",
                       hearth_compartment_get_name (cmp));
  g_autoptr (HearthStmt) stmt = hearth_db_prepare (vault->self->db, sql, &error);
  gboolean has_row;

  g_assert_no_error (error);
  while (hearth_stmt_step (stmt, &has_row, &error) && has_row)
    g_ptr_array_add (out, hearth_stmt_dup_text (stmt, 0));
}

char *
fleet_dump (FleetVault *vault)
{
  static const char *const kinds[] = { "person", "note", "check" };
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    dump_kind (vault, hearth_registry_find_kind (kinds[i]), lines);
  for (guint i = 0; i < FLEET_N_CMPS; i++)
    dump_conflicts (vault, fleet_cmps[i], lines);
  g_ptr_array_sort (lines, compare_texts_cb);
  for (guint i = 0; i < lines->len; i++)
    g_string_append (text, lines->pdata[i]);
  return g_string_free (text, FALSE);
}
