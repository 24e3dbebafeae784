/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-fs.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  const HearthFs *fs;
  char *path;
  int folder;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  GError *error = NULL;

  self->fs = hearth_fs_get_default ();
  self->path = g_dir_make_tmp ("hearth-fs-XXXXXX", &error);
  g_assert_no_error (error);
  self->folder = self->fs->open_folder (NULL, -1, self->path);
  g_assert_cmpint (self->folder, >=, 0);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  int root = self->fs->open_folder (NULL, -1, "/");

  self->fs->close (NULL, self->folder);
  hearth_fs_remove_tree (self->fs, root, self->path + 1);
  self->fs->close (NULL, root);
  g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));
  g_free (self->path);
}

static void
expect_content (Fixture *self, const char *name, const char *content)
{
  g_autofree guint8 *bytes = NULL;
  GError *error = NULL;
  gsize size;

  g_assert_true (hearth_fs_read_file (self->fs, self->folder, name, 100, &bytes, &size, &error));
  g_assert_no_error (error);
  g_assert_cmpmem (bytes, size, content, strlen (content));
}

static void
test_a_file_is_replaced_whole (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->path, "a", NULL);
  GStatBuf info;

  g_assert_true (hearth_fs_put_file (self->fs, self->folder, "a", "longer", 6, NULL));
  g_assert_true (hearth_fs_put_file (self->fs, self->folder, "a", "new", 3, NULL));
  expect_content (self, "a", "new");
  g_assert_false (hearth_fs_exists (self->fs, self->folder, "a.new"));
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
}

static void
test_a_leftover_does_not_stop_the_next_replacement (Fixture *self, gconstpointer data)
{
  g_assert_true (hearth_fs_write_file (self->fs, self->folder, "a.new", "half", 4, NULL));
  g_assert_true (hearth_fs_put_file (self->fs, self->folder, "a", "whole", 5, NULL));
  expect_content (self, "a", "whole");
}

static void
test_writing_shortens (Fixture *self, gconstpointer data)
{
  g_assert_true (hearth_fs_write_file (self->fs, self->folder, "a", "longer", 6, NULL));
  g_assert_true (hearth_fs_write_file (self->fs, self->folder, "a", "x", 1, NULL));
  expect_content (self, "a", "x");
}

static void
test_a_file_that_is_too_long_is_not_read (Fixture *self, gconstpointer data)
{
  g_autofree guint8 *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_assert_true (hearth_fs_write_file (self->fs, self->folder, "a", "12345", 5, NULL));
  g_assert_false (hearth_fs_read_file (self->fs, self->folder, "a", 4, &bytes, &size, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_LIMIT);
  g_clear_error (&error);
  g_assert_false (hearth_fs_read_file (self->fs, self->folder, "b", 4, &bytes, &size, &error));
  g_assert_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_FILE_MISSING);
}

static void
test_links_are_not_followed (Fixture *self, gconstpointer data)
{
  g_autofree char *target = g_build_filename (self->path, "target", NULL);
  g_autofree char *link_path = g_build_filename (self->path, "link", NULL);
  g_autofree char *inner = g_build_filename (target, "inner", NULL);

  g_assert_cmpint (self->fs->make_folder (NULL, self->folder, "target"), ==, 0);
  g_assert_true (g_file_set_contents (inner, "x", 1, NULL));
  g_assert_cmpint (symlink (target, link_path), ==, 0);
  g_assert_cmpint (self->fs->open_folder (NULL, self->folder, "link"), <, 0);
  hearth_fs_remove_tree (self->fs, self->folder, "link");
  g_assert_false (g_file_test (link_path, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_test (inner, G_FILE_TEST_EXISTS));

  g_assert_cmpint (symlink (inner, link_path), ==, 0);
  g_assert_cmpint (self->fs->open (NULL, self->folder, "link", HEARTH_FS_READ), ==, -ELOOP);
  g_assert_cmpint (self->fs->open (NULL, self->folder, "link", HEARTH_FS_CREATE), ==, -ELOOP);
}

static void
test_a_new_name_takes_nobody_s_place (Fixture *self, gconstpointer data)
{
  g_assert_true (hearth_fs_write_file (self->fs, self->folder, "a", "a", 1, NULL));
  g_assert_true (hearth_fs_write_file (self->fs, self->folder, "b", "b", 1, NULL));
  g_assert_cmpint (self->fs->rename_new (NULL, self->folder, "a", "b"), ==, -EEXIST);
  expect_content (self, "b", "b");
  g_assert_cmpint (self->fs->rename_new (NULL, self->folder, "a", "c"), ==, 0);
  expect_content (self, "c", "a");
  g_assert_cmpint (self->fs->open (NULL, self->folder, "c", HEARTH_FS_CREATE_NEW), ==, -EEXIST);
}

static void
test_a_lock_is_had_once (Fixture *self, gconstpointer data)
{
  int first = self->fs->open (NULL, self->folder, "lock", HEARTH_FS_CREATE);
  int second = self->fs->open (NULL, self->folder, "lock", HEARTH_FS_CREATE);

  g_assert_cmpint (self->fs->lock (NULL, first), ==, 0);
  g_assert_cmpint (self->fs->lock (NULL, second), ==, -EAGAIN);
  /* Closing another descriptor of the file, as POSIX locks would have it, does not give it back. */
  self->fs->close (NULL, second);
  second = self->fs->open (NULL, self->folder, "lock", HEARTH_FS_CREATE);
  g_assert_cmpint (self->fs->lock (NULL, second), ==, -EAGAIN);
  self->fs->close (NULL, first);
  g_assert_cmpint (self->fs->lock (NULL, second), ==, 0);
  self->fs->close (NULL, second);
}

static void
test_large_writes_arrive_whole (Fixture *self, gconstpointer data)
{
  const gsize size = 300000;
  g_autofree guint8 *bytes = g_malloc (size);
  g_autofree guint8 *seen = NULL;
  gsize n_seen;

  for (gsize i = 0; i < size; i++)
    bytes[i] = (guint8) (i * 31 >> 3);
  g_assert_true (hearth_fs_write_file (self->fs, self->folder, "a", bytes, size, NULL));
  g_assert_true (hearth_fs_read_file (self->fs, self->folder, "a", size, &seen, &n_seen, NULL));
  g_assert_cmpmem (seen, n_seen, bytes, size);
}

#define ADD(name, func) g_test_add ("/vault/fs/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("a-file-is-replaced-whole", test_a_file_is_replaced_whole);
  ADD ("a-leftover-does-not-stop-the-next-replacement",
       test_a_leftover_does_not_stop_the_next_replacement);
  ADD ("writing-shortens", test_writing_shortens);
  ADD ("a-file-that-is-too-long-is-not-read", test_a_file_that_is_too_long_is_not_read);
  ADD ("links-are-not-followed", test_links_are_not_followed);
  ADD ("a-new-name-takes-nobody-s-place", test_a_new_name_takes_nobody_s_place);
  ADD ("a-lock-is-had-once", test_a_lock_is_had_once);
  ADD ("large-writes-arrive-whole", test_large_writes_arrive_whole);
  return g_test_run ();
}
