/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-desk.h"

#include "hearth-bundle-waiting.h"
#include "hearth-damage-watch.h"
#include "hearth-file-notice.h"
#include "hearth-login-notice.h"
#include "hearth-sentence.h"

#include <glib/gi18n.h>

struct _HearthDesk
{
  GObject parent_instance;
  HearthClock *clock;
  HearthPackSet *packs;
  HearthNotices *notices;
  HearthVault *vault;
  HearthContext *context;
  HearthUndo *undo;
  HearthBackupKeeper *backups;
  HearthDraftKeeper *drafts;
  GCancellable *cancellable;
  GCancellable *opening; /* NULL: nothing is being opened */
  gboolean is_damaged;   /* this login met damage, and was told */
};

G_DEFINE_FINAL_TYPE (HearthDesk, hearth_desk, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_UNLOCKED,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

enum
{
  BLANK,
  DONE,
  MESSAGE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static void
drop_login (HearthDesk *self)
{
  /* It may be held by what is still under way. */
  if (self->backups != NULL)
    g_object_run_dispose (G_OBJECT (self->backups));
  g_clear_object (&self->backups);
  g_clear_object (&self->undo);
  g_clear_object (&self->drafts);
  g_clear_object (&self->context);
  g_clear_object (&self->vault);
  g_clear_object (&self->cancellable);
}

/* What an opening owns until everything stands. */
typedef struct
{
  HearthVault *vault;
  HearthContext *context;
} Opening;

static void
free_opening (gpointer data)
{
  Opening *opening = data;

  g_clear_object (&opening->context);
  g_clear_object (&opening->vault);
  g_free (opening);
}

/* An error, or a lock that came meanwhile: nothing stays open. */
static void
give_up (GTask *task, GError *error)
{
  HearthDesk *self = g_task_get_source_object (task);
  Opening *opening = g_task_get_task_data (task);

  g_clear_object (&opening->context);
  hearth_vault_lock (opening->vault, FALSE);
  if (self->opening == g_task_get_cancellable (task))
    g_clear_object (&self->opening);
  if (error == NULL)
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "locked while opening");
  g_task_return_error (task, error);
}

static gboolean
is_called_off (GTask *task)
{
  return g_cancellable_is_cancelled (g_task_get_cancellable (task));
}

/* That it could not be done now keeps nobody from working: the next login tries again. */
static void
on_caught_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HearthContext) context = HEARTH_CONTEXT (user_data);
  g_autoptr (GError) error = NULL;

  if (!hearth_bundle_catch_up_finish (context, result, &error))
    g_debug ("parts of bundles still wait: %d", error->code);
}

static void
begin_login (HearthDesk *self, Opening *opening, GPtrArray *drafts)
{
  drop_login (self);
  g_clear_object (&self->opening);
  self->vault = g_object_ref (opening->vault);
  self->context = g_steal_pointer (&opening->context);
  hearth_file_notice_watch (self->notices, self->context);
  hearth_login_notice_show (self->notices, self->context);
  self->undo = hearth_undo_new (hearth_context_get_store (self->context));
  self->backups = hearth_backup_keeper_new (self->context);
  self->drafts = hearth_draft_keeper_new (hearth_context_get_store (self->context), drafts);
  self->cancellable = g_cancellable_new ();
  self->is_damaged = FALSE;
  hearth_bundle_catch_up_async (self->context, on_caught_up_cb, g_object_ref (self->context));
}

static void
on_drafts_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  HearthDesk *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts =
      hearth_draft_store_list_finish (HEARTH_STORE (source), result, &error);

  if (drafts == NULL || is_called_off (task))
    {
      give_up (task, g_steal_pointer (&error));
      return;
    }
  begin_login (self, g_task_get_task_data (task), drafts);
  /* The window first, so that what is said of this stands on its new page. */
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNLOCKED]);
  g_task_return_boolean (task, TRUE);
}

static void
on_context_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = G_TASK (user_data);
  HearthDesk *self = g_task_get_source_object (task);
  Opening *opening = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  opening->context = hearth_context_new_finish (result, &error);
  if (opening->context == NULL || is_called_off (task))
    {
      give_up (task, g_steal_pointer (&error));
      return;
    }
  hearth_draft_store_list_async (hearth_context_get_store (opening->context),
                                 hearth_vault_get_user_id (opening->vault), self->opening,
                                 on_drafts_read_cb, g_steal_pointer (&task));
}

static void
make_context (GTask *task, gboolean is_open, GError *error)
{
  HearthDesk *self = g_task_get_source_object (task);
  Opening *opening = g_task_get_task_data (task);

  if (!is_open || is_called_off (task))
    {
      give_up (task, error);
      g_object_unref (task);
      return;
    }
  hearth_context_new_async (opening->vault, self->clock, self->packs, NULL, on_context_made_cb,
                            task);
}

static void
on_vault_unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  gboolean is_open = hearth_vault_unlock_finish (HEARTH_VAULT (source), result, &error);

  make_context (G_TASK (user_data), is_open, error);
}

static void
on_vault_created_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;
  gboolean is_open = hearth_vault_create_finish (HEARTH_VAULT (source), result, &error);

  make_context (G_TASK (user_data), is_open, error);
}

/* One login at a time: the vault of the task becomes the desk's only when everything stands. */
static GTask *
begin_opening (HearthDesk *self,
               const char *path,
               gpointer tag,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  Opening *opening = g_new0 (Opening, 1);
  GTask *task;

  hearth_desk_lock (self);
  self->opening = g_cancellable_new ();
  opening->vault = hearth_vault_new (path, hearth_model_get_schema ());
  task = g_task_new (self, self->opening, callback, user_data);
  g_task_set_source_tag (task, tag);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, opening, free_opening);
  return task;
}

static void
hearth_desk_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_UNLOCKED:
      g_value_set_boolean (value, hearth_desk_is_unlocked (HEARTH_DESK (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
hearth_desk_dispose (GObject *object)
{
  HearthDesk *self = HEARTH_DESK (object);

  hearth_desk_lock (self);
  g_clear_object (&self->clock);
  g_clear_object (&self->notices);
  g_clear_pointer (&self->packs, hearth_pack_set_unref);
  G_OBJECT_CLASS (hearth_desk_parent_class)->dispose (object);
}

static void
hearth_desk_class_init (HearthDeskClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = hearth_desk_get_property;
  object_class->dispose = hearth_desk_dispose;

  properties[PROP_UNLOCKED] =
      g_param_spec_boolean ("unlocked", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[BLANK] = g_signal_new ("blank", HEARTH_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  signals[DONE] = g_signal_new ("done", HEARTH_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 2, G_TYPE_STRING, HEARTH_TYPE_CHANGE_SET);
  signals[MESSAGE] = g_signal_new ("message", HEARTH_TYPE_DESK, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
hearth_desk_init (HearthDesk *self)
{
  self->notices = hearth_notices_new ();
}

HearthDesk *
hearth_desk_new (HearthClock *clock, HearthPackSet *packs)
{
  HearthDesk *self = g_object_new (HEARTH_TYPE_DESK, NULL);

  self->clock = g_object_ref (clock);
  self->packs = packs != NULL ? hearth_pack_set_ref (packs) : NULL;
  return self;
}

void
hearth_desk_unlock_async (HearthDesk *self,
                          const char *path,
                          const char *user,
                          HearthSecret *passphrase,
                          HearthVaultFlags flags,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  Opening *opening;
  GTask *task;

  g_return_if_fail (HEARTH_IS_DESK (self));

  task = begin_opening (self, path, hearth_desk_open_finish, callback, user_data);
  opening = g_task_get_task_data (task);
  hearth_vault_set_flags (opening->vault, flags);
  hearth_vault_unlock_async (opening->vault, user, passphrase, self->opening, on_vault_unlocked_cb,
                             task);
}

void
hearth_desk_create_async (HearthDesk *self,
                          const char *path,
                          const char *user,
                          HearthSecret *passphrase,
                          guint64 kdf_memory_bytes,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  Opening *opening;
  GTask *task;

  g_return_if_fail (HEARTH_IS_DESK (self));

  task = begin_opening (self, path, hearth_desk_open_finish, callback, user_data);
  opening = g_task_get_task_data (task);
  hearth_vault_create_async (opening->vault, user, passphrase, kdf_memory_bytes,
                             HEARTH_VAULT_KDF_PASSES_DEFAULT, NULL, on_vault_created_cb, task);
}

gboolean
hearth_desk_open_finish (HearthDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* The order is that of security 9: nothing is waited for before the screen is empty. */
static void
end_login (HearthDesk *self, gboolean panic)
{
  g_autoptr (HearthVault) vault = NULL;

  if (self->opening != NULL)
    g_cancellable_cancel (self->opening);
  g_clear_object (&self->opening);
  if (self->context == NULL)
    return;
  g_signal_emit (self, signals[BLANK], 0);
  if (!panic)
    hearth_draft_keeper_flush (self->drafts);
  vault = g_object_ref (self->vault);
  g_cancellable_cancel (self->cancellable);
  hearth_vault_lock (vault, panic);
  drop_login (self);
  hearth_notices_end_login (self->notices);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNLOCKED]);
}

void
hearth_desk_lock (HearthDesk *self)
{
  g_return_if_fail (HEARTH_IS_DESK (self));

  end_login (self, FALSE);
}

void
hearth_desk_panic (HearthDesk *self)
{
  g_return_if_fail (HEARTH_IS_DESK (self));

  end_login (self, TRUE);
}

gboolean
hearth_desk_is_unlocked (HearthDesk *self)
{
  g_return_val_if_fail (HEARTH_IS_DESK (self), FALSE);

  return self->context != NULL;
}

HearthPackSet *
hearth_desk_get_packs (HearthDesk *self)
{
  g_return_val_if_fail (HEARTH_IS_DESK (self), NULL);

  return self->context != NULL ? hearth_context_get_packs (self->context) : self->packs;
}

HearthClock *
hearth_desk_get_clock (HearthDesk *self)
{
  g_return_val_if_fail (HEARTH_IS_DESK (self), NULL);

  return self->clock;
}

HearthNotices *
hearth_desk_get_notices (HearthDesk *self)
{
  g_return_val_if_fail (HEARTH_IS_DESK (self), NULL);

  return self->notices;
}

HearthContext *
hearth_desk_get_context (HearthDesk *self)
{
  g_return_val_if_fail (HEARTH_IS_DESK (self), NULL);

  return self->context;
}

HearthStore *
hearth_desk_get_store (HearthDesk *self)
{
  g_return_val_if_fail (HEARTH_IS_DESK (self), NULL);

  return self->context != NULL ? hearth_context_get_store (self->context) : NULL;
}

HearthUndo *
hearth_desk_get_undo (HearthDesk *self)
{
  g_return_val_if_fail (HEARTH_IS_DESK (self), NULL);

  return self->undo;
}

HearthBackupKeeper *
hearth_desk_get_backups (HearthDesk *self)
{
  g_return_val_if_fail (HEARTH_IS_DESK (self), NULL);

  return self->backups;
}

HearthDraftKeeper *
hearth_desk_get_drafts (HearthDesk *self)
{
  g_return_val_if_fail (HEARTH_IS_DESK (self), NULL);

  return self->drafts;
}

GCancellable *
hearth_desk_get_cancellable (HearthDesk *self)
{
  g_return_val_if_fail (HEARTH_IS_DESK (self), NULL);

  return self->cancellable;
}

void
hearth_desk_report (HearthDesk *self, const char *title, HearthChangeSet *done)
{
  g_return_if_fail (HEARTH_IS_DESK (self));

  if (self->undo == NULL)
    return;
  switch (hearth_change_set_get_result (done))
    {
    case HEARTH_RESULT_DONE:
      hearth_undo_add (self->undo, done);
      g_signal_emit (self, signals[DONE], 0, title, done);
      break;
    case HEARTH_RESULT_NOTHING:
      break;
    case HEARTH_RESULT_STALE:
      hearth_desk_say (self, _ ("Somebody changed this meanwhile. Nothing was saved."));
      break;
    case HEARTH_RESULT_DENIED:
      hearth_desk_say (self, _ ("Your role does not allow this. Nothing was saved."));
      break;
    default:
      g_assert_not_reached ();
    }
}

void
hearth_desk_look_at_error (HearthDesk *self, const GError *error)
{
  g_return_if_fail (HEARTH_IS_DESK (self));

  if (!g_error_matches (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_PAGE_DAMAGED) ||
      self->is_damaged || self->context == NULL || !hearth_vault_is_unlocked (self->vault))
    return;
  self->is_damaged = TRUE;
  hearth_damage_watch_begin (self->notices, self->context, self->cancellable);
}

void
hearth_desk_report_error (HearthDesk *self, const GError *error)
{
  g_autofree char *sentence = NULL;

  g_return_if_fail (HEARTH_IS_DESK (self));

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  hearth_desk_look_at_error (self, error);
  sentence = hearth_sentence_dup_for_error (error);
  hearth_desk_say (self, sentence);
}

void
hearth_desk_say (HearthDesk *self, const char *text)
{
  g_return_if_fail (HEARTH_IS_DESK (self));

  g_signal_emit (self, signals[MESSAGE], 0, text);
}
