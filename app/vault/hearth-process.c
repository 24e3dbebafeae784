/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the process owes its secrets before anything else happens (vault 10, security 10). */
#include "config.h"

#include "hearth-vault.h"

#include <sodium.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

/* Before each block of SQLite's heap: its size. 16 bytes keep the alignment. */
#define BLOCK_HEADER 16

/* What SQLite asks for to hold a page: the page and what its cache notes about it. */
#define PAGE_MIN 4096
#define PAGE_MAX (4096 + 512)
#define SLOT_SIZE (BLOCK_HEADER + PAGE_MAX)
#define ARENA_SIZE (5 << 20)

/* Decrypted pages in memory that is not swapped, as far as it reaches; the rest is in the heap. Not
 * given to SQLite as its page cache: that cache believes to be short of memory once the arena is
 * full, and would never grow beyond it. */
typedef struct
{
  GMutex mutex;
  guint8 *begin;
  guint8 *end;
  guint8 *free; /* the first free slot, which begins with the address of the next */
} PageArena;

static PageArena arena;
static guint warnings;

static guint8 *
take_slot (void)
{
  guint8 *slot;

  g_mutex_lock (&arena.mutex);
  slot = arena.free;
  if (slot != NULL)
    memcpy (&arena.free, slot, sizeof arena.free);
  g_mutex_unlock (&arena.mutex);
  return slot;
}

static gboolean
is_slot (const guint8 *block)
{
  return block >= arena.begin && block < arena.end;
}

static void
give_slot_back (guint8 *slot)
{
  g_mutex_lock (&arena.mutex);
  memcpy (slot, &arena.free, sizeof arena.free);
  arena.free = slot;
  g_mutex_unlock (&arena.mutex);
}

static void
make_arena (void)
{
  gsize size = ARENA_SIZE / SLOT_SIZE * SLOT_SIZE;

  arena.begin = sodium_malloc (size);
  if (arena.begin == NULL)
    return;
  arena.end = arena.begin + size;
  /* sodium_malloc () does not say whether locking worked. */
  if (sodium_mlock (arena.begin, size) != 0)
    warnings |= HEARTH_PROCESS_MEMORY_NOT_LOCKED;
  for (guint8 *slot = arena.begin; slot < arena.end; slot += SLOT_SIZE)
    give_slot_back (slot);
}

static guint8 *
block_of (void *memory)
{
  return (guint8 *) memory - BLOCK_HEADER;
}

static int
wiping_size (void *memory)
{
  int size;

  if (memory == NULL)
    return 0;
  memcpy (&size, block_of (memory), sizeof size);
  return size;
}

static void *
wiping_malloc (int size)
{
  guint8 *block = NULL;

  if (size >= PAGE_MIN && size <= PAGE_MAX)
    block = take_slot ();
  if (block == NULL)
    block = malloc ((gsize) size + BLOCK_HEADER);
  if (block == NULL)
    return NULL;
  memcpy (block, &size, sizeof size);
  return block + BLOCK_HEADER;
}

static void
wiping_free (void *memory)
{
  if (memory == NULL)
    return;
  sodium_memzero (memory, (gsize) wiping_size (memory));
  if (is_slot (block_of (memory)))
    give_slot_back (block_of (memory));
  else
    free (block_of (memory));
}

/* The allocator may move a block: what it leaves behind must be empty, so it is never asked to. */
static void *
wiping_realloc (void *memory, int size)
{
  void *moved = wiping_malloc (size);

  if (moved == NULL)
    return NULL;
  memcpy (moved, memory, (gsize) MIN (size, wiping_size (memory)));
  wiping_free (memory);
  return moved;
}

static int
wiping_round_up (int size)
{
  return (size + 7) & ~7;
}

static int
wiping_init (void *data)
{
  return SQLITE_OK;
}

static void
wiping_shutdown (void *data)
{
}

static void
configure_sqlite (void)
{
  static const sqlite3_mem_methods methods = {
    .xMalloc = wiping_malloc,
    .xFree = wiping_free,
    .xRealloc = wiping_realloc,
    .xSize = wiping_size,
    .xRoundup = wiping_round_up,
    .xInit = wiping_init,
    .xShutdown = wiping_shutdown,
  };

  /* A library of the desktop may have been here before us; then it stays as it is. */
  if (sqlite3_config (SQLITE_CONFIG_MALLOC, &methods) != SQLITE_OK)
    {
      warnings |= HEARTH_PROCESS_SQLITE_NOT_OURS;
      return;
    }
  make_arena ();
  sqlite3_config (SQLITE_CONFIG_URI, 0);
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
  sqlite3_initialize ();
}

/* With a piped core pattern the kernel ignores a limit of 0, but gives up at exactly 1. */
static void
refuse_core_dumps (void)
{
  struct rlimit limit = { 1, 1 };

  setrlimit (RLIMIT_CORE, &limit);
}

/* Other programs of the same user may then not attach to this one or read its memory. In a sandbox
 * the portal has to look into /proc to give files (security 10); the leak checker attaches itself. */
static void
refuse_debuggers (void)
{
#ifndef __SANITIZE_ADDRESS__
  if (access ("/.flatpak-info", F_OK) != 0)
    prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
}

/**
 * hearth_vault_global_init:
 *
 * Before anything else in main (): core dumps and debuggers off, libsodium, SQLite's heap and page cache. Further
 * calls do nothing. Thread: main, alone.
 */
void
hearth_vault_global_init (void)
{
  static gsize is_done;

  if (!g_once_init_enter (&is_done))
    return;
  refuse_core_dumps ();
  refuse_debuggers ();
  if (sodium_init () < 0)
    g_error ("libsodium cannot be initialised");
  configure_sqlite ();
  g_once_init_leave (&is_done, 1);
}

/** hearth_vault_get_process_warnings: Returns: what could not be had, for the page about safety. */
HearthProcessWarnings
hearth_vault_get_process_warnings (void)
{
  return (HearthProcessWarnings) warnings;
}
