/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every act that changes the header (vault 3.4): cut short and failing at every operation it leaves
 * the old or the new, never neither and never a mixture; and each does what it says. */
#include "config.h"

#include "hearth-header-copy-private.h"
#include "hearth-members-private.h"
#include "sim-run.h"
#include "sim-vault.h"

#include <dlfcn.h>
#include <sodium.h>
#include <string.h>

#define OWNER "Оксана Приклад"
#define CLINICIAN "Лікарка Вигадана"
#define SECOND "Друга Власниця"
#define BIT(name) (1u << HEARTH_COMPARTMENT_##name)
#define CLINICIAN_HOLDS (BIT (CORE) | BIT (MEDICAL) | BIT (ADMIN))

static const HearthKdfSet set = { G_GUINT64_CONSTANT (64) << 20, 1 };
static const HearthKdfSet dearer = { G_GUINT64_CONSTANT (128) << 20, 2 };
static guint n_fates = 1;
static gint n_secrets_left = -1;
static gboolean is_once; /* only one finds no room */
static guint n_secrets_failed;

/* Stands before libsodium's: no room for guard pages at a chosen secret, or at all after it too. */
void *
sodium_malloc (size_t size)
{
  void *(*real_malloc) (size_t) = (void *(*) (size_t)) dlsym (RTLD_NEXT, "sodium_malloc");

  if (n_secrets_left == 0)
    {
      n_secrets_failed++;
      n_secrets_left = is_once ? -1 : 0;
      return NULL;
    }
  if (n_secrets_left > 0)
    n_secrets_left--;
  return real_malloc (size);
}

static HearthSecret *
secret_of (const char *text)
{
  return hearth_secret_new ((const guint8 *) text, strlen (text));
}

/* 32 bytes that are the same each time. */
static HearthSecret *
key_of (guint8 byte)
{
  HearthSecret *key = hearth_secret_new_zero (32);

  memset (hearth_secret_peek_writable (key), byte, 32);
  return key;
}

/* Who shows what. */
typedef struct
{
  const char *user; /* NULL: the recovery */
  const char *passphrase;
  guint8 key; /* of a key file or of the recovery; 0: none */
} Who;

static const Who owner = { OWNER, "одна", 0 };
static const Who owner_later = { OWNER, "інша", 0 };
static const Who owner_with_file = { OWNER, "одна", 7 };
static const Who clinician = { CLINICIAN, "перша", 0 };
static const Who clinician_later = { CLINICIAN, "тимчасова", 0 };
static const Who second = { SECOND, "друга", 0 };
static const Who added = { "Нова Людина", "тимчасова", 0 };
static const Who recovery = { NULL, NULL, 3 };
static const Who recovery_later = { NULL, NULL, 4 };

static HearthLogin *
open_as (const HearthHeader *newest, const HearthHeader *other, const Who *who, GError **error)
{
  g_autoptr (HearthSecret) passphrase = who->user != NULL ? secret_of (who->passphrase) : NULL;
  g_autoptr (HearthSecret) key = who->key != 0 ? key_of (who->key) : NULL;
  const HearthCredentials credentials = {
    .user = who->user,
    .passphrase = passphrase,
    .key_file = who->user != NULL ? key : NULL,
    .recovery_key = who->user == NULL ? key : NULL,
  };

  return hearth_login_open (newest, other, &credentials, error);
}

static const HearthUser *
find_user (const HearthLogin *login, const char *name)
{
  const GPtrArray *users = login->area->grants->users;

  for (guint i = 0; i < users->len; i++)
    {
      const HearthUser *user = g_ptr_array_index (users, i);

      if (strcmp (user->name, name) == 0)
        return user;
    }
  return NULL;
}

static guint
get_held (const HearthLogin *login, const char *name)
{
  return hearth_grants_get_held (login->area->grants, &find_user (login, name)->id);
}

static HearthMemberAct *
new_act (const HearthLogin *login,
         HearthMemberActKind kind,
         const char *name,
         const char *passphrase)
{
  HearthMemberAct *act = kind == HEARTH_MEMBER_ADD
                             ? hearth_member_act_new_add (name)
                             : hearth_member_act_new (kind, &find_user (login, name)->id);

  if (passphrase != NULL)
    {
      g_autoptr (HearthSecret) secret = secret_of (passphrase);

      hearth_member_act_set_passphrase (act, secret, NULL);
    }
  return act;
}

static gboolean
run_act (HearthAmendment *amendment,
         HearthMemberActKind kind,
         const char *name,
         const char *passphrase,
         guint compartments,
         GError **error)
{
  static const char *const roles[] = { "clinician", NULL };
  g_autoptr (HearthMemberAct) act = new_act (amendment->login, kind, name, passphrase);

  act->compartments = compartments;
  if (kind == HEARTH_MEMBER_ADD)
    hearth_member_act_set_roles (act, roles);
  return _hearth_members_amend (amendment, act, error);
}

static gboolean
commit (HearthAmendment *amendment, GError **error)
{
  return hearth_amendment_commit (amendment, sim_disk_get_fs (), SIM_FOLDER_FD, error);
}

/* One act by an owner, or the errors of vault 3.4. */
static gboolean
act_on (HearthLogin *login,
        HearthMemberActKind kind,
        const char *name,
        const char *passphrase,
        guint compartments,
        GError **error)
{
  g_autoptr (HearthAmendment) amendment = hearth_amendment_new_by_owner (login, error);

  return amendment != NULL && run_act (amendment, kind, name, passphrase, compartments, error) &&
         commit (amendment, error);
}

static void
must_act_on (HearthLogin *login,
             HearthMemberActKind kind,
             const char *name,
             const char *passphrase,
             guint compartments)
{
  GError *error = NULL;

  act_on (login, kind, name, passphrase, compartments, &error);
  g_assert_no_error (error);
}

static gboolean
stage_recovery (HearthAmendment *amendment, GError **error)
{
  g_autoptr (HearthSecret) key = key_of (recovery_later.key);

  return _hearth_recovery_amend_create (amendment, key, error);
}

/* An owner with everything, a clinician, another owner with everything, and a recovery. */
static HearthLogin *
make_hospital (void)
{
  g_autoptr (HearthSecret) passphrase = secret_of (owner.passphrase);
  g_autoptr (HearthSecret) key = key_of (recovery.key);
  g_autoptr (HearthAmendment) amendment = NULL;
  HearthLogin *login;
  GError *error = NULL;

  sim_kdf_make_cheap ();
  login = hearth_login_new_vault (&(HearthCredentials){ OWNER, passphrase }, &set, &error);
  g_assert_no_error (error);
  g_assert_true (hearth_header_store (login->header, sim_disk_get_fs (), SIM_FOLDER_FD, &error));
  must_act_on (login, HEARTH_MEMBER_ADD, CLINICIAN, clinician.passphrase, CLINICIAN_HOLDS);
  must_act_on (login, HEARTH_MEMBER_ADD, SECOND, second.passphrase, HEARTH_COMPARTMENTS_ALL);
  amendment = hearth_amendment_new_by_owner (login, &error);
  g_assert_no_error (error);
  g_assert_true (_hearth_recovery_amend_create (amendment, key, &error));
  g_assert_true (commit (amendment, &error));
  return login;
}

static void
set_up (gpointer data)
{
  hearth_login_free (make_hospital ());
}

static gboolean
load (HearthHeader **newest, HearthHeader **other)
{
  return hearth_header_load (sim_disk_get_fs (), SIM_FOLDER_FD, newest, other, NULL);
}

/* --- The acts of the table --- */

static gboolean
stage_passphrase (HearthAmendment *amendment, GError **error)
{
  g_autoptr (HearthSecret) passphrase = secret_of (owner_later.passphrase);

  return hearth_amendment_seal_own_slot (amendment, passphrase, error);
}

static gboolean
stage_key_file (HearthAmendment *amendment, GError **error)
{
  g_autoptr (HearthSecret) passphrase = secret_of (owner.passphrase);

  amendment->key_file = key_of (owner_with_file.key);
  return hearth_amendment_seal_own_slot (amendment, passphrase, error);
}

static gboolean
stage_reset (HearthAmendment *amendment, GError **error)
{
  return run_act (amendment, HEARTH_MEMBER_RESET, CLINICIAN, clinician_later.passphrase, 0, error);
}

static gboolean
stage_add (HearthAmendment *amendment, GError **error)
{
  return run_act (amendment, HEARTH_MEMBER_ADD, added.user, added.passphrase, CLINICIAN_HOLDS,
                  error);
}

static gboolean
stage_grant (HearthAmendment *amendment, GError **error)
{
  return run_act (amendment, HEARTH_MEMBER_GRANT, CLINICIAN, NULL, BIT (TRACING), error);
}

static gboolean
stage_revoke (HearthAmendment *amendment, GError **error)
{
  return run_act (amendment, HEARTH_MEMBER_REVOKE, CLINICIAN, NULL, BIT (MEDICAL), error);
}

static gboolean
stage_remove (HearthAmendment *amendment, GError **error)
{
  return run_act (amendment, HEARTH_MEMBER_REMOVE, CLINICIAN, NULL, 0, error);
}

static gboolean
stage_re_enrol (HearthAmendment *amendment, GError **error)
{
  g_autoptr (HearthSecret) own = secret_of (owner.passphrase);
  g_autoptr (HearthSecret) temporary = secret_of (clinician_later.passphrase);
  g_autoptr (HearthReEnrolment) all = hearth_re_enrolment_new (NULL, own, NULL);

  hearth_re_enrolment_keep (all, &find_user (amendment->login, CLINICIAN)->id, temporary, NULL);
  return _hearth_recovery_amend (amendment, all, error);
}

static gboolean
stage_new_owner (HearthAmendment *amendment, GError **error)
{
  g_autoptr (HearthSecret) passphrase = secret_of (added.passphrase);
  g_autoptr (HearthReEnrolment) all = hearth_re_enrolment_new (added.user, passphrase, NULL);

  return _hearth_recovery_amend (amendment, all, error);
}

static gboolean
stage_kdf (HearthAmendment *amendment, GError **error)
{
  g_autoptr (HearthSecret) passphrase = secret_of (owner.passphrase);

  return _hearth_kdf_amend (amendment, &dearer, error) &&
         hearth_amendment_seal_own_slot (amendment, passphrase, error);
}

/* What somebody can do before an act and after it. */
typedef struct
{
  const Who *who;
  guint held_before; /* 0: cannot log in */
  guint held_after;
} Sight;

typedef struct
{
  const char *name;
  const Who *actor;
  gboolean is_owners; /* the grants are signed anew */
  gboolean (*stage) (HearthAmendment *amendment, GError **error);
  Sight sights[6];
  gboolean is_strict; /* the older copy alone lets nobody in who is out in the newer one */
} Row;

#define ALL HEARTH_COMPARTMENTS_ALL

static const Row rows[] = {
  { "change-passphrase",
    &owner,
    FALSE,
    stage_passphrase,
    { { &owner, ALL, 0 }, { &owner_later, 0, ALL }, { &second, ALL, ALL } },
    FALSE },
  { "change-key-file",
    &owner,
    FALSE,
    stage_key_file,
    { { &owner, ALL, 0 }, { &owner_with_file, 0, ALL } },
    FALSE },
  { "forgotten-passphrase",
    &owner,
    TRUE,
    stage_reset,
    { { &clinician, CLINICIAN_HOLDS, 0 },
      { &clinician_later, 0, CLINICIAN_HOLDS },
      { &owner, ALL, ALL } },
    TRUE },
  { "add",
    &owner,
    TRUE,
    stage_add,
    { { &added, 0, CLINICIAN_HOLDS }, { &owner, ALL, ALL }, { &recovery, ALL, ALL } },
    TRUE },
  { "grant",
    &owner,
    TRUE,
    stage_grant,
    { { &clinician, CLINICIAN_HOLDS, CLINICIAN_HOLDS | BIT (TRACING) } },
    TRUE },
  { "revoke",
    &owner,
    TRUE,
    stage_revoke,
    { { &clinician, CLINICIAN_HOLDS, CLINICIAN_HOLDS & ~BIT (MEDICAL) } },
    TRUE },
  { "remove",
    &owner,
    TRUE,
    stage_remove,
    { { &clinician, CLINICIAN_HOLDS, 0 }, { &second, ALL, ALL } },
    TRUE },
  { "re-enrol-all",
    &owner,
    TRUE,
    stage_re_enrol,
    { { &owner, ALL, ALL },
      { &clinician, CLINICIAN_HOLDS, 0 },
      { &clinician_later, 0, CLINICIAN_HOLDS },
      { &second, ALL, 0 },
      { &recovery, ALL, 0 } },
    FALSE },
  { "recovery-used",
    &recovery,
    TRUE,
    stage_new_owner,
    { { &added, 0, ALL },
      { &owner, ALL, 0 },
      { &clinician, CLINICIAN_HOLDS, 0 },
      { &recovery, ALL, 0 } },
    FALSE },
  { "new-recovery",
    &owner,
    TRUE,
    stage_recovery,
    { { &recovery, ALL, 0 }, { &recovery_later, 0, ALL }, { &owner, ALL, ALL } },
    TRUE },
  { "new-parameters",
    &owner,
    TRUE,
    stage_kdf,
    { { &owner, ALL, ALL },
      { &clinician, CLINICIAN_HOLDS, CLINICIAN_HOLDS },
      { &recovery, ALL, ALL } },
    FALSE },
};

static gboolean
try_row (gpointer data)
{
  const Row *row = data;
  g_autoptr (HearthHeader) newest = NULL;
  g_autoptr (HearthHeader) other = NULL;
  g_autoptr (HearthHeader) before = NULL;
  g_autoptr (HearthLogin) login = NULL;
  g_autoptr (HearthAmendment) amendment = NULL;
  GError *error = NULL;
  gboolean is_done;

  if (!load (&newest, &other))
    return FALSE;
  login = open_as (newest, other, row->actor, &error);
  g_assert_no_error (error);
  before = hearth_header_copy (login->header);
  amendment = row->is_owners ? hearth_amendment_new_by_owner (login, &error)
                             : hearth_amendment_new (login, &error);
  g_assert_no_error (error);
  row->stage (amendment, &error);
  g_assert_no_error (error);
  is_done = commit (amendment, NULL);
  /* What was not written is not believed. */
  if (!is_done)
    g_assert_cmpmem (login->header->image, login->header->length, before->image, before->length);
  g_assert_nonnull (find_user (login, login->user->name));
  g_assert_cmpuint (login->header->generation, ==, before->generation + (is_done ? 1 : 0));
  return is_done;
}

static guint
see (const HearthHeader *newest, const HearthHeader *other, const Who *who)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthLogin) login = open_as (newest, other, who, &error);

  if (login != NULL)
    return hearth_grants_get_held (login->area->grants, &login->user->id);
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_WRONG_KEY);
  return 0;
}

static gboolean
sees (const Row *row, const HearthHeader *newest, const HearthHeader *other, gboolean is_after)
{
  for (guint i = 0; i < G_N_ELEMENTS (row->sights) && row->sights[i].who != NULL; i++)
    {
      const Sight *sight = &row->sights[i];

      if (see (newest, other, sight->who) != (is_after ? sight->held_after : sight->held_before))
        return FALSE;
    }
  return TRUE;
}

/* Before the other copy is repaired nobody is in who is out in the newest. */
static void
check_strict (const Row *row, const HearthHeader *newest, const HearthHeader *other)
{
  for (guint i = 0; i < G_N_ELEMENTS (row->sights) && row->sights[i].who != NULL; i++)
    g_assert_cmpuint (see (newest, other, row->sights[i].who), ==,
                      see (newest, NULL, row->sights[i].who));
}

static void
check_row (gpointer data, gboolean is_acknowledged)
{
  const Row *row = data;
  const HearthFs *fs = sim_disk_get_fs ();
  g_autoptr (HearthHeader) newest = NULL;
  g_autoptr (HearthHeader) other = NULL;
  g_autoptr (HearthHeader) first = NULL;
  g_autoptr (HearthHeader) second_copy = NULL;
  gboolean is_after;

  g_assert_true (load (&newest, &other));
  /* Parameters that change nobody's sight are told by themselves. */
  is_after = row->stage == stage_kdf ? newest->sets[1].passes > 0 : sees (row, newest, NULL, TRUE);
  g_assert_true (is_after || !is_acknowledged);
  if (!is_after || row->stage == stage_kdf)
    g_assert_true (sees (row, newest, NULL, is_after));
  if (row->is_strict && other != NULL)
    check_strict (row, newest, other);

  g_assert_true (hearth_header_repair (newest, fs, SIM_FOLDER_FD, NULL));
  g_assert_true (load (&first, &second_copy));
  g_assert_nonnull (second_copy);
  g_assert_cmpmem (first->image, first->length, newest->image, newest->length);
  g_assert_cmpmem (second_copy->image, second_copy->length, newest->image, newest->length);
}

static const SimTrial trial = { set_up, try_row, check_row };

static void
test_a_power_cut_leaves_the_old_or_the_new (gconstpointer data)
{
  guint n_cuts = sim_run_every_cut (&trial, (gpointer) data, 1, n_fates);

  g_test_message ("%u cuts", n_cuts);
  g_assert_cmpuint (n_cuts, >=, 10);
}

static void
test_a_failing_disk_leaves_the_old_or_the_new (gconstpointer data)
{
  guint n_faults = sim_run_every_fault (&trial, (gpointer) data, n_fates > 1 ? 1 : 2);

  g_test_message ("%u faults", n_faults);
  g_assert_cmpuint (n_faults, >=, 20);
}

/* --- What each act does --- */

static void
start (void)
{
  sim_disk_reset (1);
}

static HearthLogin *
log_in (const Who *who)
{
  g_autoptr (HearthHeader) newest = NULL;
  g_autoptr (HearthHeader) other = NULL;
  HearthLogin *login;
  GError *error = NULL;

  g_assert_true (load (&newest, &other));
  login = open_as (newest, other, who, &error);
  g_assert_no_error (error);
  return login;
}

static void
expect_refusal (HearthLogin *login,
                HearthMemberActKind kind,
                const char *name,
                guint compartments,
                HearthVaultError code)
{
  g_autoptr (HearthHeader) before = hearth_header_copy (login->header);
  const guint64 serial = login->area->grants->serial;
  g_autoptr (GError) error = NULL;

  g_assert_false (act_on (login, kind, name, "якась", compartments, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, (int) code);
  g_assert_cmpmem (login->header->image, login->header->length, before->image, before->length);
  g_assert_cmpuint (login->area->grants->serial, ==, serial);
}

static void
test_a_failure_that_passes_is_taken_back (void)
{
  const HearthFs *fs = sim_disk_get_fs ();

  for (guint n = 1;; n++)
    {
      g_autoptr (HearthLogin) login = NULL;
      g_autoptr (HearthAmendment) amendment = NULL;
      g_autoptr (HearthHeader) newest = NULL;
      g_autoptr (HearthHeader) other = NULL;
      gboolean is_done;

      start ();
      login = make_hospital ();
      amendment = hearth_amendment_new_by_owner (login, NULL);
      g_assert_true (stage_remove (amendment, NULL));
      sim_disk_fail (SIM_FAULT_ERROR, n, TRUE);
      is_done = hearth_amendment_commit (amendment, fs, SIM_FOLDER_FD, NULL);
      if (!sim_disk_has_failed ())
        {
          g_assert_true (is_done);
          g_assert_cmpuint (n, >=, 10);
          return;
        }
      sim_disk_fail (SIM_FAULT_ERROR, 0, TRUE);
      g_assert_true (load (&newest, &other));
      g_assert_nonnull (other);
      g_assert_cmpmem (newest->image, newest->length, login->header->image, login->header->length);
      g_assert_cmpmem (other->image, other->length, login->header->image, login->header->length);
      g_assert_cmpuint (get_held (login, CLINICIAN), ==, is_done ? 0 : CLINICIAN_HOLDS);
      /* The same again gets through, under a number that was never on the disk. */
      if (!is_done)
        must_act_on (login, HEARTH_MEMBER_REMOVE, CLINICIAN, NULL, 0);
    }
}

static void
test_only_who_may_changes_users (void)
{
  g_autoptr (HearthLogin) login = NULL;
  g_autoptr (HearthLogin) nurse = NULL;
  g_autoptr (HearthLogin) poor_owner = NULL;

  start ();
  login = make_hospital ();
  nurse = log_in (&clinician);
  for (guint kind = HEARTH_MEMBER_ADD; kind <= HEARTH_MEMBER_RESET; kind++)
    expect_refusal (nurse, (HearthMemberActKind) kind, SECOND, BIT (CORE),
                    HEARTH_VAULT_ERROR_NOT_OWNER);

  must_act_on (login, HEARTH_MEMBER_ADD, "Бідна Власниця", "бідна", BIT (IDENTITY) | BIT (CORE));
  poor_owner = log_in (&(Who){ "Бідна Власниця", "бідна", 0 });
  expect_refusal (poor_owner, HEARTH_MEMBER_GRANT, CLINICIAN, BIT (DEBRIEF),
                  HEARTH_VAULT_ERROR_NOT_HELD);
  expect_refusal (poor_owner, HEARTH_MEMBER_ADD, "Хтось", BIT (MEDICAL),
                  HEARTH_VAULT_ERROR_NOT_HELD);
  expect_refusal (poor_owner, HEARTH_MEMBER_ADD, "  друга ВЛАСНИЦЯ ", BIT (CORE),
                  HEARTH_VAULT_ERROR_EXISTS);
  expect_refusal (poor_owner, HEARTH_MEMBER_ADD, "", BIT (CORE), HEARTH_VAULT_ERROR_LIMIT);
  expect_refusal (poor_owner, HEARTH_MEMBER_REMOVE, "Бідна Власниця", 0, HEARTH_VAULT_ERROR_MISUSE);
  expect_refusal (poor_owner, HEARTH_MEMBER_RESET, "Бідна Власниця", 0, HEARTH_VAULT_ERROR_MISUSE);
  expect_refusal (poor_owner, HEARTH_MEMBER_REVOKE, CLINICIAN, BIT (ADMIN),
                  HEARTH_VAULT_ERROR_MISUSE);
  expect_refusal (poor_owner, HEARTH_MEMBER_REMOVE, HEARTH_RECOVERY_NAME, 0,
                  HEARTH_VAULT_ERROR_MISUSE);
}

static void
test_the_last_holder_stays_while_there_is_no_recovery (void)
{
  g_autoptr (HearthLogin) login = NULL;
  g_autoptr (HearthAmendment) amendment = NULL;
  g_autoptr (HearthSecret) own = secret_of (owner.passphrase);
  g_autoptr (HearthReEnrolment) all = hearth_re_enrolment_new (NULL, own, NULL);
  GError *error = NULL;

  start ();
  login = make_hospital ();
  /* Only the recovery is left to open it: that is enough. */
  must_act_on (login, HEARTH_MEMBER_REVOKE, SECOND, NULL, BIT (DEBRIEF));
  must_act_on (login, HEARTH_MEMBER_REVOKE, OWNER, NULL, BIT (DEBRIEF));
  must_act_on (login, HEARTH_MEMBER_REMOVE, SECOND, NULL, 0);

  /* Enrolling all anew takes the recovery away, and with it what it alone holds. */
  amendment = hearth_amendment_new_by_owner (login, &error);
  g_assert_no_error (error);
  g_assert_false (_hearth_recovery_amend (amendment, all, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_LAST_HOLDER);
  g_clear_error (&error);

  start ();
  hearth_login_free (login);
  login = make_hospital ();
  g_clear_pointer (&amendment, hearth_amendment_free);
  amendment = hearth_amendment_new_by_owner (login, &error);
  g_assert_true (_hearth_recovery_amend (amendment, all, &error));
  g_assert_true (commit (amendment, &error));
  g_assert_null (find_user (login, HEARTH_RECOVERY_NAME));
  for (guint i = 0; i < HEARTH_N_COMPARTMENTS; i++)
    if (i != HEARTH_COMPARTMENT_ADMIN)
      expect_refusal (login, HEARTH_MEMBER_REVOKE, OWNER, 1u << i, HEARTH_VAULT_ERROR_LAST_HOLDER);
}

static void
test_what_is_granted_opens_both_keys_of_a_renewal (void)
{
  g_autoptr (HearthSecret) next = hearth_secret_new_random (32);
  g_autoptr (HearthLogin) login = NULL;
  g_autoptr (HearthLogin) nurse = NULL;
  g_autoptr (HearthAmendment) amendment = NULL;
  const HearthSecret *key;
  GError *error = NULL;

  start ();
  login = make_hospital ();
  amendment = hearth_amendment_new_by_owner (login, &error);
  hearth_grants_add_epoch (amendment->area->grants, HEARTH_COMPARTMENT_DEBRIEF, 2);
  hearth_grants_grant (amendment->area->grants,
                       hearth_grants_find_user (amendment->area->grants, &login->user->id),
                       HEARTH_COMPARTMENT_DEBRIEF, 2, next);
  hearth_amendment_add_key (amendment, HEARTH_COMPARTMENT_DEBRIEF, 2, next);
  g_assert_true (commit (amendment, &error));
  must_act_on (login, HEARTH_MEMBER_GRANT, CLINICIAN, NULL, BIT (DEBRIEF));

  nurse = log_in (&clinician);
  key = hearth_login_find_key (nurse, HEARTH_COMPARTMENT_DEBRIEF, 2);
  g_assert_nonnull (key);
  g_assert_true (hearth_secret_equal (key, next));
  g_assert_nonnull (hearth_login_find_key (nurse, HEARTH_COMPARTMENT_DEBRIEF, 1));
  must_act_on (login, HEARTH_MEMBER_REVOKE, CLINICIAN, NULL, BIT (DEBRIEF));
  hearth_login_free (nurse);
  nurse = log_in (&clinician);
  g_assert_null (hearth_login_find_key (nurse, HEARTH_COMPARTMENT_DEBRIEF, 2));
  g_assert_null (hearth_login_find_key (nurse, HEARTH_COMPARTMENT_DEBRIEF, 1));
}

static void
test_slots_grow_until_there_are_256 (void)
{
  g_autoptr (HearthLogin) login = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 3;

  start ();
  login = make_hospital ();
  g_assert_cmpuint (login->header->n_slots, ==, 64);
  for (; n < 255; n++)
    {
      g_autofree char *name = g_strdup_printf ("Людина %u", n);
      g_autoptr (HearthLogin) person = NULL;

      must_act_on (login, HEARTH_MEMBER_ADD, name, name, BIT (CORE));
      /* With the recovery there is one slot more in use than there are people. */
      g_assert_cmpuint (login->header->n_slots, ==, n + 2 <= 64 ? 64 : n + 2 <= 128 ? 128 : 256);
      if (n % 40 == 0 || n == 254)
        {
          person = log_in (&(Who){ name, name, 0 });
          g_assert_cmpuint (person->keys->len, ==, 2);
        }
    }
  g_assert_cmpuint (login->area->grants->users->len, ==, 256);
  g_assert_false (act_on (login, HEARTH_MEMBER_ADD, "Зайва", "зайва", BIT (CORE), &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_LIMIT);
  hearth_login_free (log_in (&owner));
  hearth_login_free (log_in (&clinician));
  hearth_login_free (log_in (&recovery));

  /* Who was removed makes room. */
  must_act_on (login, HEARTH_MEMBER_REMOVE, "Людина 77", NULL, 0);
  must_act_on (login, HEARTH_MEMBER_ADD, "Зайва", "зайва", BIT (CORE));
  hearth_login_free (log_in (&(Who){ "Зайва", "зайва", 0 }));
  g_assert_cmpuint (login->header->n_slots, ==, 256);
}

static void
test_everybody_moves_to_the_new_parameters (void)
{
  const Who *everybody[] = { &clinician, &second };
  g_autoptr (HearthLogin) login = NULL;
  g_autoptr (HearthAmendment) amendment = NULL;
  GError *error = NULL;

  start ();
  login = make_hospital ();
  amendment = hearth_amendment_new_by_owner (login, &error);
  g_assert_true (stage_kdf (amendment, &error));
  g_assert_true (commit (amendment, &error));
  g_assert_cmpuint (login->header->sets[0].memory_bytes, ==, dearer.memory_bytes);
  g_assert_cmpuint (login->header->sets[1].memory_bytes, ==, set.memory_bytes);
  g_clear_pointer (&amendment, hearth_amendment_free);
  amendment = hearth_amendment_new_by_owner (login, &error);
  g_assert_false (_hearth_kdf_amend (amendment, &set, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_LIMIT);
  g_clear_error (&error);

  for (guint i = 0; i < G_N_ELEMENTS (everybody); i++)
    {
      g_autoptr (HearthLogin) person = log_in (everybody[i]);
      g_autoptr (HearthAmendment) move = hearth_amendment_new (person, &error);
      g_autoptr (HearthSecret) passphrase = secret_of (everybody[i]->passphrase);

      g_assert_cmpuint (person->set, ==, 1);
      g_assert_true (hearth_area_is_old (person->area, person->slot_index));
      g_assert_true (hearth_amendment_seal_own_slot (move, passphrase, &error));
      g_assert_true (commit (move, &error));
      g_assert_cmpuint (person->set, ==, 0);
      /* The last one turns off the light. */
      g_assert_cmpuint (person->header->sets[1].passes, ==,
                        i + 1 < G_N_ELEMENTS (everybody) ? set.passes : 0);
      hearth_login_free (log_in (everybody[i]));
    }
  hearth_login_free (log_in (&recovery));
  hearth_login_free (log_in (&owner));
}

static void
test_who_never_moves_is_removed_with_the_old_parameters (void)
{
  g_autoptr (HearthLogin) login = NULL;
  g_autoptr (HearthAmendment) amendment = NULL;
  GError *error = NULL;

  start ();
  login = make_hospital ();
  amendment = hearth_amendment_new_by_owner (login, &error);
  g_assert_true (stage_kdf (amendment, &error));
  g_assert_true (commit (amendment, &error));
  must_act_on (login, HEARTH_MEMBER_DISABLE, CLINICIAN, NULL, 0);
  g_assert_cmpuint (login->header->sets[1].passes, ==, set.passes);
  must_act_on (login, HEARTH_MEMBER_RESET, SECOND, second.passphrase, 0);
  g_assert_cmpuint (login->header->sets[1].passes, ==, 0);
  hearth_login_free (log_in (&second));
}

/* A former user with a copy of the header from before, put in the place of one of the two. */
static void
test_an_older_copy_lets_nobody_in_who_was_removed (void)
{
  g_autoptr (HearthLogin) login = NULL;
  g_autoptr (HearthHeader) old = NULL;
  g_autoptr (HearthLogin) there = NULL;
  g_autoptr (GError) error = NULL;

  start ();
  login = make_hospital ();
  old = hearth_header_copy (login->header);
  must_act_on (login, HEARTH_MEMBER_REMOVE, CLINICIAN, NULL, 0);
  g_assert_null (open_as (login->header, old, &clinician, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_WRONG_KEY);
  there = open_as (login->header, old, &owner, NULL);
  g_assert_nonnull (there);
  g_assert_false (there->was_tampered);
  g_assert_cmpuint (there->header->generation, ==, login->header->generation);
}

static void
test_a_header_that_nobody_could_open_is_not_written (void)
{
  g_autoptr (HearthLogin) login = NULL;
  g_autoptr (HearthAmendment) amendment = NULL;
  g_autoptr (HearthHeader) before = NULL;
  g_autoptr (HearthHeader) newest = NULL;
  g_autoptr (HearthHeader) other = NULL;
  g_autoptr (GError) error = NULL;

  start ();
  login = make_hospital ();
  before = hearth_header_copy (login->header);
  amendment = hearth_amendment_new_by_owner (login, NULL);
  hearth_grants_find_user (amendment->area->grants, &login->user->id)->is_active = FALSE;
  g_assert_false (commit (amendment, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_LIMIT);
  g_assert_true (load (&newest, &other));
  g_assert_cmpmem (newest->image, newest->length, before->image, before->length);
}

static void
test_a_key_of_another_kind_opens_no_slot (void)
{
  g_autoptr (HearthLogin) login = NULL;
  const Who strangers[] = {
    { OWNER, "одна", 9 },
    { CLINICIAN, "одна", 0 },
    { NULL, NULL, 9 },
    { "ніхто", "одна", 0 },
  };

  start ();
  login = make_hospital ();
  for (guint i = 0; i < G_N_ELEMENTS (strangers); i++)
    g_assert_cmpuint (see (login->header, NULL, &strangers[i]), ==, 0);
}

/* The act of one row with no guard pages at the @n-th secret. FALSE: it has no such secret. */
static gboolean
try_without_guard_pages (const Row *row, gint n, gboolean once)
{
  n_secrets_failed = 0;
  is_once = once;
  n_secrets_left = n;
  g_assert_true (try_row ((gpointer) row));
  n_secrets_left = -1;
  check_row ((gpointer) row, TRUE);
  return n_secrets_failed > 0;
}

/* Secrets do without guard pages: nothing of an act is left out for it. */
static void
test_acts_go_on_without_room_for_guard_pages (void)
{
  gint step = n_fates > 1 ? 1 : 25;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (SimImage) image = NULL;

      start ();
      set_up (NULL);
      sim_disk_settle ();
      image = sim_disk_take_image ();
      for (guint once = 0; once < 2; once++)
        {
          gint n = 0;

          do
            {
              sim_disk_put_image (image, 1);
              n += step;
            }
          while (try_without_guard_pages (&rows[i], n - step, once));
          g_assert_cmpint (n, >, step);
        }
    }
}

/* Who logs in and acts while Argon2id finds no memory at the @n-th time. FALSE: it found some. */
static gboolean
try_without_memory (const Row *row, gint n)
{
  g_autoptr (HearthHeader) newest = NULL;
  g_autoptr (HearthHeader) other = NULL;
  g_autoptr (HearthLogin) login = NULL;
  g_autoptr (HearthAmendment) amendment = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (load (&newest, &other));
  sim_kdf_run_out_after (n);
  login = open_as (newest, other, row->actor, &error);
  if (login != NULL)
    {
      amendment = row->is_owners ? hearth_amendment_new_by_owner (login, NULL)
                                 : hearth_amendment_new (login, NULL);
      g_assert_nonnull (amendment);
      row->stage (amendment, &error);
    }
  if (sim_kdf_get_n_refused () == 0)
    {
      g_assert_no_error (error);
      return FALSE;
    }
  /* Not "wrong passphrase": somebody would look for another one. */
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_NO_MEMORY);
  return TRUE;
}

static void
test_no_memory_for_a_passphrase_says_so_and_changes_nothing (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      guint n_refused = 0;

      start ();
      set_up (NULL);
      while (try_without_memory (&rows[i], (gint) n_refused))
        {
          sim_kdf_run_out_after (-1);
          check_row ((gpointer) &rows[i], FALSE);
          n_refused++;
        }
      sim_kdf_run_out_after (-1);
      g_assert_true (n_refused > 0 || rows[i].actor->user == NULL);
    }
}

/* --- A saved header put back, on a disk that fails --- */

static GBytes *saved;

static void
set_up_lost (gpointer data)
{
  const HearthFs *fs = sim_disk_get_fs ();
  HearthSession *session;
  int folder;

  sim_vault_create ();
  session = sim_vault_open (NULL);
  g_assert_nonnull (session);
  g_clear_pointer (&saved, g_bytes_unref);
  saved = g_bytes_new (session->login->header->image, session->login->header->length);
  hearth_session_close (session, FALSE);
  folder = fs->open_folder (fs->data, -1, SIM_VAULT);
  g_assert_cmpint (fs->unlink (fs->data, folder, "header"), ==, 0);
  g_assert_cmpint (fs->unlink (fs->data, folder, "header.2"), ==, 0);
  fs->close (fs->data, folder);
}

static gboolean
put_back (gpointer data)
{
  g_autoptr (HearthSecret) passphrase = secret_of (SIM_PASSPHRASE);
  const HearthCredentials credentials = { SIM_USER, passphrase };

  return _hearth_header_copy_restore (sim_disk_get_fs (), SIM_VAULT, saved, &credentials, NULL);
}

static void
check_put_back (gpointer data, gboolean is_acknowledged)
{
  HearthSession *session = sim_vault_open (NULL);

  g_assert_true (session != NULL || !is_acknowledged);
  if (session != NULL)
    hearth_session_close (session, FALSE);
  /* Whatever happened: another try brings it back. */
  if (!is_acknowledged)
    {
      g_assert_true (put_back (NULL));
      sim_vault_check (0, 0);
    }
}

static void
test_a_saved_header_comes_back_whatever_the_disk_does (void)
{
  const SimTrial lost = { set_up_lost, put_back, check_put_back };

  g_assert_cmpuint (sim_run_every_cut (&lost, NULL, 1, n_fates), >=, 8);
  g_assert_cmpuint (sim_run_every_fault (&lost, NULL, 3), >=, 8);
  g_clear_pointer (&saved, g_bytes_unref);
}

static GBytes *
image_of (const HearthLogin *login)
{
  return g_bytes_new (login->header->image, login->header->length);
}

static void
assert_copy_refused (GBytes *copy, const char *text, HearthVaultError code)
{
  g_autoptr (HearthSecret) passphrase = secret_of (text);
  const HearthCredentials credentials = { OWNER, passphrase };
  g_autoptr (GError) error = NULL;

  g_assert_false (
      _hearth_header_copy_restore (sim_disk_get_fs (), SIM_FOLDER, copy, &credentials, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, (gint) code);
}

/* A copy is for a header that is lost, or was put back: it never takes a newer one's place. */
static void
test_a_saved_header_replaces_no_other_and_no_newer_one (void)
{
  g_autoptr (HearthSecret) passphrase = secret_of (owner.passphrase);
  g_autoptr (HearthLogin) stranger = NULL;
  g_autoptr (HearthLogin) login = NULL;
  g_autoptr (GBytes) foreign = NULL;
  g_autoptr (GBytes) older = NULL;
  g_autoptr (GBytes) torn = NULL;
  g_autoptr (GBytes) newest = NULL;

  start ();
  login = make_hospital ();
  stranger = hearth_login_new_vault (&(HearthCredentials){ OWNER, passphrase }, &set, NULL);
  foreign = image_of (stranger);
  older = image_of (login);
  torn = g_bytes_new_from_bytes (older, 0, g_bytes_get_size (older) / 2);
  must_act_on (login, HEARTH_MEMBER_REMOVE, CLINICIAN, NULL, 0);
  newest = image_of (login);

  assert_copy_refused (foreign, owner.passphrase, HEARTH_VAULT_ERROR_TAMPERED);
  assert_copy_refused (older, owner.passphrase, HEARTH_VAULT_ERROR_OLDER);
  assert_copy_refused (torn, owner.passphrase, HEARTH_VAULT_ERROR_HEADER_DAMAGED);
  assert_copy_refused (newest, "falsch", HEARTH_VAULT_ERROR_WRONG_KEY);
  assert_copy_refused (newest, "\xff", HEARTH_VAULT_ERROR_LIMIT);
  {
    g_autoptr (HearthHeader) first = NULL;
    g_autoptr (HearthHeader) other = NULL;

    g_assert_true (load (&first, &other));
    g_assert_cmpmem (first->image, first->length, login->header->image, login->header->length);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  if (argc > 1)
    n_fates = (guint) g_ascii_strtoull (argv[1], NULL, 10);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *cut =
          g_strdup_printf ("/vault/members/%s/a-power-cut-leaves-the-old-or-the-new", rows[i].name);
      g_autofree char *fault = g_strdup_printf (
          "/vault/members/%s/a-failing-disk-leaves-the-old-or-the-new", rows[i].name);

      g_test_add_data_func (cut, &rows[i], test_a_power_cut_leaves_the_old_or_the_new);
      g_test_add_data_func (fault, &rows[i], test_a_failing_disk_leaves_the_old_or_the_new);
    }
#define ADD(name, func) g_test_add_func ("/vault/members/" name, func)
  ADD ("a-failure-that-passes-is-taken-back", test_a_failure_that_passes_is_taken_back);
  ADD ("only-who-may-changes-users", test_only_who_may_changes_users);
  ADD ("the-last-holder-stays-while-there-is-no-recovery",
       test_the_last_holder_stays_while_there_is_no_recovery);
  ADD ("what-is-granted-opens-both-keys-of-a-renewal",
       test_what_is_granted_opens_both_keys_of_a_renewal);
  ADD ("slots-grow-until-there-are-256", test_slots_grow_until_there_are_256);
  ADD ("everybody-moves-to-the-new-parameters", test_everybody_moves_to_the_new_parameters);
  ADD ("who-never-moves-is-removed-with-the-old-parameters",
       test_who_never_moves_is_removed_with_the_old_parameters);
  ADD ("an-older-copy-lets-nobody-in-who-was-removed",
       test_an_older_copy_lets_nobody_in_who_was_removed);
  ADD ("a-header-that-nobody-could-open-is-not-written",
       test_a_header_that_nobody_could_open_is_not_written);
  ADD ("a-key-of-another-kind-opens-no-slot", test_a_key_of_another_kind_opens_no_slot);
  ADD ("acts-go-on-without-room-for-guard-pages", test_acts_go_on_without_room_for_guard_pages);
  ADD ("no-memory-for-a-passphrase-says-so-and-changes-nothing",
       test_no_memory_for_a_passphrase_says_so_and_changes_nothing);
  ADD ("a-saved-header-replaces-no-other-and-no-newer-one",
       test_a_saved_header_replaces_no_other_and_no_newer_one);
  ADD ("a-saved-header-comes-back-whatever-the-disk-does",
       test_a_saved_header_comes_back_whatever_the_disk_does);
#undef ADD
  return g_test_run ();
}
