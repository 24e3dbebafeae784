/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-crypto-private.h"
#include "hearth-secret.h"

#include <sodium.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct _HearthSecret
{
  gatomicrefcount ref_count;
  gsize size;
  guint8 *bytes;
  gboolean is_plain; /* between no guard pages */
};

G_DEFINE_BOXED_TYPE (HearthSecret, hearth_secret, hearth_secret_ref, hearth_secret_unref)

/* A forked child (a printing helper, a portal) has no use for keys. The kernel may refuse; the
 * secret is then as safe as any memory of this process. */
static void
keep_from_children (guint8 *bytes, gsize size)
{
  uintptr_t page = (uintptr_t) sysconf (_SC_PAGESIZE);
  uintptr_t first = (uintptr_t) bytes & ~(page - 1);
  uintptr_t last = ((uintptr_t) bytes + size + page - 1) & ~(page - 1);

  (void) madvise ((void *) first, last - first, MADV_DONTFORK);
}

static HearthSecret *
allocate (gsize size)
{
  HearthSecret *self = g_new0 (HearthSecret, 1);

  _hearth_crypto_ensure_init ();
  g_atomic_ref_count_init (&self->ref_count);
  self->size = size;
  self->bytes = sodium_malloc (MAX (size, 1));
  if (self->bytes == NULL)
    {
      /* No room for guard pages is no reason to lose what is not saved yet: locked, if that can be
       * had, and wiped it still is. Not kept from children: its pages are not its own. */
      self->bytes = g_malloc (MAX (size, 1));
      self->is_plain = TRUE;
      (void) sodium_mlock (self->bytes, MAX (size, 1));
      return self;
    }
  keep_from_children (self->bytes, MAX (size, 1));
  return self;
}

/**
 * hearth_secret_new:
 * @bytes: (array length=size): copied; wiping the original is the caller's duty
 *
 * Returns: (transfer full): a secret of @size bytes. Thread: any.
 */
HearthSecret *
hearth_secret_new (const guint8 *bytes, gsize size)
{
  HearthSecret *self;

  g_return_val_if_fail (bytes != NULL || size == 0, NULL);

  self = allocate (size);
  if (size > 0)
    memcpy (self->bytes, bytes, size);
  return self;
}

/** hearth_secret_new_zero: Returns: (transfer full): @size zero bytes, to be filled once. */
HearthSecret *
hearth_secret_new_zero (gsize size)
{
  HearthSecret *self = allocate (size);

  memset (self->bytes, 0, size);
  return self;
}

/** hearth_secret_new_random: Returns: (transfer full): @size bytes of the system's random source. */
HearthSecret *
hearth_secret_new_random (gsize size)
{
  HearthSecret *self = allocate (size);

  randombytes_buf (self->bytes, size);
  return self;
}

/** hearth_secret_ref: Returns: (transfer full): @self. Thread: any. */
HearthSecret *
hearth_secret_ref (HearthSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/** hearth_secret_unref: the last reference wipes the bytes. Thread: any. */
void
hearth_secret_unref (HearthSecret *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  if (self->is_plain)
    {
      sodium_munlock (self->bytes, MAX (self->size, 1));
      g_free (self->bytes);
    }
  else
    sodium_free (self->bytes);
  g_free (self);
}

/** hearth_secret_get_bytes: Returns: (transfer none): valid as long as a reference is held. */
const guint8 *
hearth_secret_get_bytes (const HearthSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->bytes;
}

/**
 * hearth_secret_peek_writable:
 *
 * For the one who made the secret, to fill it before it is shown to others: a secret that has been
 * handed out is immutable.
 */
guint8 *
hearth_secret_peek_writable (HearthSecret *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->bytes;
}

/** hearth_secret_get_size: Returns: the number of bytes. */
gsize
hearth_secret_get_size (const HearthSecret *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->size;
}

/** hearth_secret_equal: compares in constant time; only a different size is noticed early. */
gboolean
hearth_secret_equal (const HearthSecret *a, const HearthSecret *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, FALSE);

  return a->size == b->size && sodium_memcmp (a->bytes, b->bytes, a->size) == 0;
}
