/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-swap-notice.h"
#include "hearth-test.h"

#define HEADING "Filename\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"

typedef struct
{
  const char *name;
  const char *swaps;
  gboolean is_in_the_clear;
} Row;

/* dm-0 is made by cryptsetup, dm-1 by LVM. */
static const Row rows[] = {
  { "nothing", "", FALSE },
  { "only-the-heading", HEADING, FALSE },
  { "a-partition", HEADING "/dev/sda3 partition 8388604 0 -2\n", TRUE },
  { "a-file", HEADING "/swapfile file 2097148 0 -2\n", TRUE },
  { "an-encrypted-device", HEADING "/dev/dm-0 partition 8388604 0 -2\n", FALSE },
  { "a-volume-without-a-key", HEADING "/dev/dm-1 partition 8388604 0 -2\n", TRUE },
  { "packed-memory", HEADING "/dev/zram0 partition 4194300 0 100\n", FALSE },
  { "one-of-two", HEADING "/dev/zram0 partition 1 0 1\n/dev/sda3 partition 1 0 1\n", TRUE },
};

static void
write_uuid (const char *folder, const char *device, const char *uuid)
{
  g_autofree char *place = g_build_filename (folder, device, "dm", NULL);
  g_autofree char *path = g_build_filename (place, "uuid", NULL);

  g_assert_cmpint (g_mkdir_with_parents (place, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, uuid, -1, NULL));
}

static void
test_swap (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *folder = hearth_test_make_folder ();

  write_uuid (folder, "dm-0", "CRYPT-LUKS2-0000-swap\n");
  write_uuid (folder, "dm-1", "LVM-0000\n");
  g_assert_cmpint (hearth_swap_is_in_the_clear (row->swaps, folder), ==, row->is_in_the_clear);
  hearth_test_remove_folder (folder);
}

static void
test_memory_is_told_once_if_it_is_not_locked (void)
{
  g_autoptr (HearthNotices) notices = hearth_notices_new ();

  hearth_memory_notice_add (notices, 0);
  hearth_memory_notice_add (notices, HEARTH_PROCESS_SQLITE_NOT_OURS);
  g_assert_cmpuint (hearth_notices_get_n (notices), ==, 0);
  hearth_memory_notice_add (notices, HEARTH_PROCESS_MEMORY_NOT_LOCKED);
  hearth_memory_notice_add (notices, HEARTH_PROCESS_MEMORY_NOT_LOCKED);
  g_assert_cmpuint (hearth_notices_get_n (notices), ==, 1);
  g_assert_cmpstr (hearth_notices_get_first (notices)->id, ==, "memory");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/ui/swap-notice/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_swap);
    }
  g_test_add_func ("/ui/swap-notice/memory-is-told-once-if-it-is-not-locked",
                   test_memory_is_told_once_if_it_is_not_locked);
  return g_test_run ();
}
