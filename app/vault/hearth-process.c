/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the process owes its secrets before anything else happens (vault 10, security 10). */
#include "config.h"

#include "hearth-vault.h"

#include <sodium.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>

#define PAGE_SIZE 4096
#define PAGE_ARENA_SIZE (5 << 20)

/* Before each block of SQLite's heap: its size. 16 bytes keep the alignment. */
#define BLOCK_HEADER 16

static guint warnings;

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
  guint8 *block = malloc ((gsize) size + BLOCK_HEADER);

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

/* Decrypted pages in memory that is not swapped, as far as the arena reaches. */
static void
give_page_arena (void)
{
  int header = 0;
  int slot;
  int n_slots;
  void *arena;

  if (sqlite3_config (SQLITE_CONFIG_PCACHE_HDRSZ, &header) != SQLITE_OK)
    return;
  slot = (PAGE_SIZE + header + 15) & ~15;
  n_slots = PAGE_ARENA_SIZE / slot;
  arena = sodium_malloc ((gsize) slot * (gsize) n_slots);
  if (arena == NULL)
    return;
  /* sodium_malloc () does not say whether locking worked. */
  if (sodium_mlock (arena, (gsize) slot * (gsize) n_slots) != 0)
    warnings |= HEARTH_PROCESS_MEMORY_NOT_LOCKED;
  sqlite3_config (SQLITE_CONFIG_PAGECACHE, arena, slot, n_slots);
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
  give_page_arena ();
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

/**
 * hearth_vault_global_init:
 *
 * Before anything else in main (): core dumps off, libsodium, SQLite's heap and page cache. Further
 * calls do nothing. Thread: main, alone.
 */
void
hearth_vault_global_init (void)
{
  static gsize is_done;

  if (!g_once_init_enter (&is_done))
    return;
  refuse_core_dumps ();
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
