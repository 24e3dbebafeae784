/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-name-key.h"
#include "hearth-pack-set.h"

G_BEGIN_DECLS

/**
 * HearthGivenNames:
 *
 * Which given names are forms of one another: the pack "given-name" by the keys of its forms. Immutable
 * and counted; any thread.
 */
typedef struct _HearthGivenNames HearthGivenNames;

/** HearthNameForm: that a word is a form of a name. */
typedef struct
{
  guint name; /* index of the name, from 0 */
  gboolean is_diminutive;
} HearthNameForm;

HearthGivenNames *hearth_given_names_new (HearthPackSet *packs) G_GNUC_WARN_UNUSED_RESULT;
/* The one of a set of packs, made once. */
HearthGivenNames *hearth_given_names_of (HearthPackSet *packs);
HearthGivenNames *hearth_given_names_ref (HearthGivenNames *self);
void hearth_given_names_unref (HearthGivenNames *self);

const GArray *hearth_given_names_find (HearthGivenNames *self, const char *letters);
const GArray *hearth_given_names_find_patronymic (HearthGivenNames *self, const char *letters);
const char *hearth_given_names_get_key (HearthGivenNames *self, guint name);
gboolean hearth_given_names_is_female (HearthGivenNames *self, guint name);
GPtrArray *hearth_given_names_complete (HearthGivenNames *self,
                                        const char *beginning,
                                        guint limit) G_GNUC_WARN_UNUSED_RESULT;

char **hearth_given_names_fold (HearthGivenNames *self, const char *name) G_GNUC_WARN_UNUSED_RESULT;

char *hearth_name_key_dup_patronymic_stem (const HearthNameKey *key) G_GNUC_WARN_UNUSED_RESULT;
gboolean hearth_name_key_is_patronymic (const HearthNameKey *key, gboolean *is_female);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthGivenNames, hearth_given_names_unref)

G_END_DECLS
