/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A real vault in a folder of its own, unlocked, with the packs of the tree and a frozen day. */
#pragma once

#include "hearth-case-acts.h"
#include "hearth-context.h"

G_BEGIN_DECLS

#define HEARTH_TEST_USER "Тестова Людина"
#define HEARTH_TEST_PASSPHRASE "six quite plain words for tests"

typedef struct
{
  char *folder;
  char *path;
  HearthPackSet *packs;
  HearthClock *clock;
  HearthVault *vault;
  HearthContext *context;
  HearthStore *store; /* borrowed from the context */
} HearthTestVault;

/* The least KDF that a vault takes; one such vault takes some tenths of a second. */
HearthTestVault *hearth_test_vault_new (const char *today) G_GNUC_WARN_UNUSED_RESULT;
void hearth_test_vault_free (HearthTestVault *self);
/* Locks, and unlocks anew from the files. */
void hearth_test_vault_reopen (HearthTestVault *self);
/* Another day for the rules; the context is made anew. */
void hearth_test_vault_set_today (HearthTestVault *self, const char *today);

/* Object from text with ' instead of ". */
json_t *hearth_test_vault_json (const char *text) G_GNUC_WARN_UNUSED_RESULT;
HearthId hearth_test_vault_open_case (HearthTestVault *self, const char *fields);
HearthRecord *hearth_test_vault_get_person (HearthTestVault *self, const HearthId *case_id);
/* (element-type HearthRecord) records of @kind of a case. */
GPtrArray *hearth_test_vault_list (HearthTestVault *self,
                                   const char *kind,
                                   const HearthId *case_id);
/* The step of that kind, or NULL. */
HearthRecord *hearth_test_vault_get_step (HearthTestVault *self,
                                          const HearthId *case_id,
                                          const char *template_id,
                                          gint64 occurrence);
gint64 hearth_test_vault_query_int (HearthTestVault *self, const char *sql);
void hearth_test_vault_assert_projection (HearthTestVault *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthTestVault, hearth_test_vault_free)

G_END_DECLS
