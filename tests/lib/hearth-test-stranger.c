/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-test-stranger.h"

#include "hearth-commit.h"
#include "hearth-key.h"
#include "hearth-random.h"
#include "hearth-receive.h"

#include <string.h>

/* Its clock goes a little ahead, so that what it says is the later word. */
#define AHEAD_MS 2000

typedef struct
{
  HearthTestStranger *self;
  HearthCompartment cmp;
  const char *line;
} Call;

static HearthAuthorVerdict
judge (const HearthCommit *commit, const char *line, gsize length, gpointer data)
{
  return HEARTH_AUTHOR_GOOD;
}

static HearthChangeSet *
receive_on_writer (const HearthWriter *writer,
                   gpointer data,
                   GCancellable *cancellable,
                   GError **error)
{
  const Call *call = data;
  const HearthAuthors authors = { judge, NULL };
  HearthId bundle = { { 0x66, (guint8) ++call->self->n_bundles } };
  g_autoptr (HearthReceive) receive = hearth_receive_new (writer, &bundle, &authors);
  g_auto (HearthReceived) received = { 0 };

  if (!hearth_receive_begin (receive, call->cmp, error) ||
      !hearth_receive_add (receive, call->line, strlen (call->line), error) ||
      !hearth_receive_commit (receive, error))
    return NULL;
  return hearth_receive_finish (receive, &received);
}

static char *
sign (HearthTestStranger *self,
      const HearthKind *kind,
      const HearthId *case_id,
      const HearthId *rec,
      const char *role,
      const char *set)
{
  g_autoptr (GError) error = NULL;
  HearthCommit commit = { NULL };
  json_auto_t *ops = json_array ();
  char *line;

  json_array_append_new (
      ops, hearth_commit_operation_new (kind, rec, json_array (), hearth_test_vault_json (set)));
  commit.cmp = kind->cmp;
  if (case_id != NULL)
    commit.case_id = *case_id;
  commit.who = self->who;
  commit.role = role;
  commit.stamp.dev = self->dev;
  commit.stamp.seq = ++self->seq[kind->cmp];
  commit.stamp.hlc = (g_get_real_time () / 1000 + AHEAD_MS) << HEARTH_HLC_COUNTER_BITS;
  memcpy (commit.prev, self->prev[kind->cmp], sizeof commit.prev);
  line = hearth_commit_sign (&commit, ops, self->seed, &error);
  g_assert_no_error (error);
  memcpy (self->prev[kind->cmp], commit.stamp.id, sizeof commit.stamp.id);
  return line;
}

HearthChangeSet *
hearth_test_stranger_say (HearthTestStranger *self,
                          const char *kind_id,
                          const HearthId *case_id,
                          const HearthId *rec,
                          const char *role,
                          const char *set)
{
  const HearthKind *kind = hearth_registry_find_kind (kind_id);
  g_autofree char *line = sign (self, kind, case_id, rec, role, set);
  g_autoptr (GError) error = NULL;
  Call call = { self, kind->cmp, line };
  HearthChangeSet *changes =
      hearth_store_write (self->store, receive_on_writer, &call, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (hearth_change_set_get_result (changes), ==, HEARTH_RESULT_DONE);
  return changes;
}

HearthTestStranger *
hearth_test_stranger_new (HearthStore *store, const char *name)
{
  HearthTestStranger *self = g_new0 (HearthTestStranger, 1);
  g_autofree char *set = g_strdup_printf ("{'user':'%s','name':'%s'}", name, name);
  g_autoptr (HearthChangeSet) changes = NULL;

  self->store = store;
  self->seed = hearth_secret_new_random (HEARTH_KEY_SIZE);
  self->dev = hearth_random_id ();
  self->who = hearth_random_id ();
  changes = hearth_test_stranger_say (self, "author", NULL, &self->who, "caseworker", set);
  return self;
}

void
hearth_test_stranger_free (HearthTestStranger *self)
{
  hearth_secret_unref (self->seed);
  g_free (self);
}
