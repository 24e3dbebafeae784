/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A whole vault on the simulated disk: header, lock, seven files, folders. Its user is the owner and
 * every compartment has a table t (n, m, b), in which a commit leaves all m equal to the greatest n. */
#pragma once

#include "hearth-session.h"
#include "sim-disk.h"

G_BEGIN_DECLS

#define SIM_VAULT SIM_FOLDER "/Trial.hearth"
#define SIM_USER "Оксана Приклад"
#define SIM_PASSPHRASE "тиха вода греблю рве"

/* The vault is there and closed; the KDF is cheap from now on. */
void sim_vault_create (void);
HearthSession *sim_vault_make (GError **error) G_GNUC_WARN_UNUSED_RESULT;
HearthSession *sim_vault_open (GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* With an owner's word that an older copy is meant. */
HearthSession *sim_vault_open_older (GError **error) G_GNUC_WARN_UNUSED_RESULT;
HearthSession *sim_vault_open_as (const HearthFs *fs,
                                  const char *user,
                                  const char *passphrase,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Another vault of the disk, or through another table of functions. */
HearthSession *sim_vault_open_on (const HearthFs *fs,
                                  const char *path,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
HearthSession *sim_vault_open_with (const char *passphrase,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean sim_vault_commit (HearthSession *session, HearthCompartment cmp, GError **error);
/* The number of commits in @cmp, each of which is there as a whole. */
gint64 sim_vault_count (HearthSession *session, HearthCompartment cmp);
/* Opens the vault, which must work, compares the commits in core and medical, and closes it. */
void sim_vault_check (gint64 n_core, gint64 n_medical);

G_END_DECLS
