/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-context.h"

#include "hearth-audit-acts.h"
#include "hearth-overlays.h"
#include "hearth-renewal.h"
#include "hearth-sign-in.h"
#include "hearth-store-private.h"

#include <string.h>

struct _HearthContext
{
  GObject parent_instance;

  HearthVault *vault;
  HearthStore *store;
  HearthClock *clock;
  HearthPackSet *shipped;
  HearthPackSet *packs; /* atomic, and so the next: what is in force, overlays applied */
  HearthPlanTemplates *templates;
  HearthGivenNames *given_names;
  HearthOverlays *overlays;
  HearthDate overlays_day; /* for which they were read last */
  GPtrArray *old_packs;    /* borrowed pointers into them may be about as long as the session */
  GPtrArray *old_templates;
  HearthFileTidy *file_tidy; /* NULL: not yet known */
};

G_DEFINE_FINAL_TYPE (HearthContext, hearth_context, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_FILE_TIDY,
  PROP_PACKS,
  N_PROPS,
};
static GParamSpec *properties[N_PROPS];

static void
hearth_context_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HearthContext *self = HEARTH_CONTEXT (object);

  switch (id)
    {
    case PROP_FILE_TIDY:
      g_value_set_pointer (value, self->file_tidy);
      break;
    case PROP_PACKS:
      g_value_set_boxed (value, self->packs);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
hearth_context_finalize (GObject *object)
{
  HearthContext *self = HEARTH_CONTEXT (object);

  g_clear_object (&self->store);
  g_clear_object (&self->vault);
  g_clear_object (&self->clock);
  g_clear_pointer (&self->templates, hearth_plan_templates_unref);
  g_clear_pointer (&self->given_names, hearth_given_names_unref);
  g_clear_pointer (&self->file_tidy, hearth_file_tidy_free);
  g_clear_pointer (&self->overlays, hearth_overlays_unref);
  g_clear_pointer (&self->packs, hearth_pack_set_unref);
  g_clear_pointer (&self->shipped, hearth_pack_set_unref);
  g_clear_pointer (&self->old_templates, g_ptr_array_unref);
  g_clear_pointer (&self->old_packs, g_ptr_array_unref);
  G_OBJECT_CLASS (hearth_context_parent_class)->finalize (object);
}

static void
hearth_context_class_init (HearthContextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = hearth_context_get_property;
  object_class->finalize = hearth_context_finalize;
  properties[PROP_FILE_TIDY] = g_param_spec_pointer (
      "file-tidy", NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_PACKS] =
      g_param_spec_boxed ("packs", NULL, NULL, HEARTH_TYPE_PACK_SET,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
hearth_context_init (HearthContext *self)
{
  self->old_packs = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_pack_set_unref);
  self->old_templates =
      g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_plan_templates_unref);
}

/* --- What is in force --- */

/* Other threads may look into what was in force until now, so it stays. Names are not overlaid. */
static void
take_overlays (HearthContext *self, HearthOverlays *overlays)
{
  HearthPackSet *packs = hearth_overlays_get_packs (overlays);
  HearthPlanTemplates *templates =
      packs != self->packs ? hearth_plan_templates_new (packs, NULL) : NULL;

  if (self->overlays == NULL)
    self->overlays_day = hearth_clock_today (self->clock);
  g_clear_pointer (&self->overlays, hearth_overlays_unref);
  self->overlays = hearth_overlays_ref (overlays);
  if (templates != NULL)
    {
      g_ptr_array_add (self->old_packs, self->packs);
      g_ptr_array_add (self->old_templates, self->templates);
      g_atomic_pointer_set (&self->packs, hearth_pack_set_ref (packs));
      g_atomic_pointer_set (&self->templates, templates);
      _hearth_store_set_packs (self->store, packs);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PACKS]);
}

static void
on_overlays_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree GWeakRef *weak = user_data;
  g_autoptr (HearthContext) self = g_weak_ref_get (weak);
  g_autoptr (HearthOverlays) overlays =
      hearth_store_read_finish (HEARTH_STORE (source), result, NULL);

  g_weak_ref_clear (weak);
  if (self != NULL && overlays != NULL)
    take_overlays (self, overlays);
}

static void
begin_reading_overlays (HearthContext *self)
{
  GWeakRef *weak;

  if (!hearth_vault_is_unlocked (self->vault))
    return;
  weak = g_new0 (GWeakRef, 1);
  g_weak_ref_init (weak, self);
  self->overlays_day = hearth_clock_today (self->clock);
  hearth_store_read_async (self->store, hearth_overlays_read,
                           hearth_overlays_ask (self->shipped, hearth_clock_today (self->clock)),
                           hearth_overlays_question_free, (GDestroyNotify) hearth_overlays_unref,
                           NULL, on_overlays_read_cb, weak);
}

/* Ours or those of a bundle. */
static void
on_store_changed_cb (HearthContext *self, HearthChangeSet *changes)
{
  if (hearth_change_set_touches_kind (changes, "overlay"))
    begin_reading_overlays (self);
}

/**
 * hearth_context_look_at_day:
 *
 * To be called now and then: what was written to be in force from a day on is, once the day has come.
 * Thread: main.
 */
void
hearth_context_look_at_day (HearthContext *self)
{
  g_return_if_fail (HEARTH_IS_CONTEXT (self));

  if (self->overlays != NULL && self->overlays_day != hearth_clock_today (self->clock))
    begin_reading_overlays (self);
}

/** hearth_context_get_overlays: (transfer none) (nullable): %NULL until they have been read. Thread: main. */
HearthOverlays *
hearth_context_get_overlays (HearthContext *self)
{
  g_return_val_if_fail (HEARTH_IS_CONTEXT (self), NULL);

  return self->overlays;
}

/** hearth_context_get_shipped_packs: (transfer none): as they came, without overlays. Any thread. */
HearthPackSet *
hearth_context_get_shipped_packs (HearthContext *self)
{
  g_return_val_if_fail (HEARTH_IS_CONTEXT (self), NULL);

  return self->shipped;
}

static void
on_vault_locking_cb (HearthVault *vault, gboolean panic, HearthContext *self)
{
  if (!panic)
    hearth_audit_note_lock (self->store);
}

static HearthContext *
make (HearthVault *vault, HearthClock *clock, HearthPackSet *packs, GError **error)
{
  g_autoptr (HearthContext) self = g_object_new (HEARTH_TYPE_CONTEXT, NULL);

  self->templates = hearth_plan_templates_new (packs, error);
  self->given_names = hearth_given_names_ref (hearth_given_names_of (packs));
  if (self->templates == NULL)
    return NULL;
  self->vault = g_object_ref (vault);
  self->clock = g_object_ref (clock);
  self->shipped = hearth_pack_set_ref (packs);
  self->packs = hearth_pack_set_ref (packs);
  self->store = hearth_store_new (vault, packs);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (on_store_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (vault, "locking", G_CALLBACK (on_vault_locking_cb), self, 0);
  return g_steal_pointer (&self);
}

/* The label is the folder's name until somebody gives the hospital's. */
static HearthSignIn *
make_login (HearthVault *vault)
{
  g_autofree char *label = g_path_get_basename (hearth_vault_get_path (vault));
  HearthSignIn *login;

  if (g_str_has_suffix (label, ".hearth"))
    label[strlen (label) - strlen (".hearth")] = '\0';
  login = hearth_sign_in_new (hearth_vault_get_user_name (vault), label,
                              hearth_vault_get_identity_seed (vault));
  for (guint i = HEARTH_COMPARTMENT_FIRST; i <= HEARTH_COMPARTMENT_LAST; i++)
    hearth_sign_in_set_epoch (login, (HearthCompartment) i,
                              hearth_vault_get_settled_epoch (vault, (HearthCompartment) i));
  return login;
}

/** hearth_context_make_sign_in: Returns: (transfer full): what the login knows now. Thread: main. */
HearthSignIn *
hearth_context_make_sign_in (HearthContext *self)
{
  g_return_val_if_fail (HEARTH_IS_CONTEXT (self), NULL);

  return make_login (self->vault);
}

static void
on_tidied_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree GWeakRef *weak = user_data;
  g_autoptr (HearthContext) self = g_weak_ref_get (weak);
  g_autoptr (HearthFileTidy) found = hearth_file_tidy_finish (result, NULL);

  g_weak_ref_clear (weak);
  /* What failed is tried at the next login; reading a damaged file tells by itself. */
  if (self == NULL || found == NULL)
    return;
  self->file_tidy = g_steal_pointer (&found);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FILE_TIDY]);
}

/* Behind the first entry of the session; nobody waits for it. */
static void
begin_tidying (HearthContext *self)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, self);
  hearth_file_tidy_async (self->store, self->vault, on_tidied_cb, weak);
}

static gboolean
read_overlays (HearthContext *self, GError **error)
{
  gpointer question = hearth_overlays_ask (self->shipped, hearth_clock_today (self->clock));
  g_autoptr (HearthOverlays) overlays =
      hearth_store_read (self->store, hearth_overlays_read, question, error);

  hearth_overlays_question_free (question);
  if (overlays == NULL)
    return FALSE;
  take_overlays (self, overlays);
  return TRUE;
}

/* On a full disk everything can be read all the same; the login is noted as soon as there is room. */
static gboolean
begin_unnoted (HearthContext *self, const GError *error)
{
  if (!g_error_matches (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_DISK_FULL))
    return FALSE;
  hearth_store_write_late (self->store, hearth_sign_in_write, make_login (self->vault),
                           (GDestroyNotify) hearth_sign_in_free);
  return TRUE;
}

/** hearth_context_is_behind: whether the log waits for room on the disk. Thread: any. */
gboolean
hearth_context_is_behind (HearthContext *self)
{
  g_return_val_if_fail (HEARTH_IS_CONTEXT (self), FALSE);

  return hearth_store_is_behind (self->store);
}

/**
 * hearth_context_new:
 * @vault: unlocked
 * @packs: with the steps
 *
 * Returns: (transfer full): the session; %NULL with an error of the packs, the model or the vault.
 *   Thread: main, which it blocks for a small write.
 */
HearthContext *
hearth_context_new (HearthVault *vault, HearthClock *clock, HearthPackSet *packs, GError **error)
{
  g_autoptr (HearthContext) self = NULL;
  g_autoptr (HearthSignIn) login = NULL;
  g_autoptr (HearthChangeSet) changes = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (HEARTH_IS_VAULT (vault) && hearth_vault_is_unlocked (vault), NULL);
  g_return_val_if_fail (HEARTH_IS_CLOCK (clock) && packs != NULL, NULL);

  self = make (vault, clock, packs, error);
  if (self == NULL)
    return NULL;
  login = make_login (vault);
  changes = hearth_store_write (self->store, hearth_sign_in_write, login, NULL, &local_error);
  if (changes != NULL)
    begin_tidying (self);
  else if (!begin_unnoted (self, local_error))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return read_overlays (self, error) ? g_steal_pointer (&self) : NULL;
}

static void
on_first_overlays_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthOverlays) overlays =
      hearth_store_read_finish (HEARTH_STORE (source), result, &error);
  HearthContext *self = g_task_get_task_data (task);

  if (overlays == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  take_overlays (self, overlays);
  g_task_return_pointer (task, g_object_ref (self), g_object_unref);
}

static void
on_login_written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (HearthChangeSet) changes =
      hearth_store_write_finish (HEARTH_STORE (source), result, &error);
  HearthContext *self = g_task_get_task_data (task);
  /* A lock may have come between the writing and this. */
  const gboolean is_unlocked = hearth_vault_is_unlocked (self->vault);

  if (changes == NULL && !(is_unlocked && begin_unnoted (self, error)))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (changes != NULL && is_unlocked)
    begin_tidying (self);
  if (!is_unlocked)
    {
      g_task_return_pointer (task, g_object_ref (self), g_object_unref);
      return;
    }
  hearth_store_read_async (self->store, hearth_overlays_read,
                           hearth_overlays_ask (self->shipped, hearth_clock_today (self->clock)),
                           hearth_overlays_question_free, (GDestroyNotify) hearth_overlays_unref,
                           g_task_get_cancellable (task), on_first_overlays_read_cb,
                           g_object_ref (task));
}

/** hearth_context_new_async: as hearth_context_new(), without blocking. Thread: main. */
void
hearth_context_new_async (HearthVault *vault,
                          HearthClock *clock,
                          HearthPackSet *packs,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (HearthContext) self = NULL;
  g_autoptr (GError) error = NULL;

  g_return_if_fail (HEARTH_IS_VAULT (vault) && hearth_vault_is_unlocked (vault));
  g_return_if_fail (HEARTH_IS_CLOCK (clock) && packs != NULL);

  g_task_set_source_tag (task, hearth_context_new_async);
  self = make (vault, clock, packs, &error);
  if (self == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_task_set_task_data (task, g_object_ref (self), g_object_unref);
  hearth_store_write_async (self->store, hearth_sign_in_write, make_login (vault),
                            (GDestroyNotify) hearth_sign_in_free, cancellable, on_login_written_cb,
                            g_steal_pointer (&task));
}

/** hearth_context_new_finish: (transfer full): the session, or %NULL with an error. */
HearthContext *
hearth_context_new_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == hearth_context_new_async, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/** hearth_context_get_vault: (transfer none). */
HearthVault *
hearth_context_get_vault (HearthContext *self)
{
  g_return_val_if_fail (HEARTH_IS_CONTEXT (self), NULL);

  return self->vault;
}

/** hearth_context_get_store: (transfer none). */
HearthStore *
hearth_context_get_store (HearthContext *self)
{
  g_return_val_if_fail (HEARTH_IS_CONTEXT (self), NULL);

  return self->store;
}

/** hearth_context_get_clock: (transfer none). */
HearthClock *
hearth_context_get_clock (HearthContext *self)
{
  g_return_val_if_fail (HEARTH_IS_CONTEXT (self), NULL);

  return self->clock;
}

/** hearth_context_get_packs: (transfer none). Immutable; any thread. */
HearthPackSet *
hearth_context_get_packs (HearthContext *self)
{
  g_return_val_if_fail (HEARTH_IS_CONTEXT (self), NULL);

  return g_atomic_pointer_get (&self->packs);
}

/** hearth_context_get_given_names: (transfer none): which names are forms of one another. Any thread. */
HearthGivenNames *
hearth_context_get_given_names (HearthContext *self)
{
  g_return_val_if_fail (HEARTH_IS_CONTEXT (self), NULL);

  return self->given_names;
}

/** hearth_context_get_templates: (transfer none). Immutable; any thread. */
HearthPlanTemplates *
hearth_context_get_templates (HearthContext *self)
{
  g_return_val_if_fail (HEARTH_IS_CONTEXT (self), NULL);

  return g_atomic_pointer_get (&self->templates);
}

/** hearth_context_get_file_tidy: (transfer none) (nullable): %NULL until the login has looked. Thread: main. */
const HearthFileTidy *
hearth_context_get_file_tidy (HearthContext *self)
{
  g_return_val_if_fail (HEARTH_IS_CONTEXT (self), NULL);

  return self->file_tidy;
}
