/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a copy may be written while a vault is open: beside it, never into it, by whatever name. */
#include "config.h"

#include "hearth-target.h"
#include "hearth-test-ui.h"

#include <glib/gstdio.h>
#include <unistd.h>

typedef struct
{
  HearthDesk *desk;
  char *folder;
  char *said; /* last; NULL: nothing yet */
} Fixture;

static void
on_message_cb (HearthDesk *desk, const char *text, gpointer user_data)
{
  Fixture *self = user_data;

  g_free (self->said);
  self->said = g_strdup (text);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("hearth-target-XXXXXX", NULL);
  self->desk = hearth_test_desk_new ();
  g_signal_connect (self->desk, "message", G_CALLBACK (on_message_cb), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *argv[] = { "rm", "-r", self->folder, NULL };

  hearth_desk_lock (self->desk);
  g_object_unref (self->desk);
  g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL,
                &error);
  g_assert_no_error (error);
  g_free (self->folder);
  g_free (self->said);
}

static gboolean
is_accepted (Fixture *self, const char *name)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_clear_pointer (&self->said, g_free);
  return hearth_target_is_accepted (self->desk, file);
}

static void
test_nothing_is_written_into_the_open_vault (Fixture *self, gconstpointer data)
{
  static const char *const refused[] = {
    "Test.hearth",
    "Test.hearth/core.db",
    "Test.hearth/header",
    "Test.hearth/new.pdf",
    "Test.hearth/files/new.pdf",
    "Test.hearth/../Test.hearth/new.pdf",
    "Test.hearth/damaged/",
    "way/new.pdf",
    "way",
  };
  g_autofree char *link = g_build_filename (self->folder, "way", NULL);

  hearth_test_desk_create_vault (self->desk, self->folder);
  g_assert_cmpint (symlink ("Test.hearth", link), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_assert_false (is_accepted (self, refused[i]));
      g_assert_nonnull (self->said);
    }
}

static void
test_everywhere_else_a_copy_may_be_written (Fixture *self, gconstpointer data)
{
  static const char *const accepted[] = { "new.pdf", "Test.hearth.pdf", "Test.hearth2/new.pdf",
                                          "none/new.pdf", "." };
  g_autofree char *other = g_build_filename (self->folder, "Test.hearth2", NULL);

  hearth_test_desk_create_vault (self->desk, self->folder);
  g_assert_cmpint (g_mkdir (other, 0700), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (accepted); i++)
    {
      g_assert_true (is_accepted (self, accepted[i]));
      g_assert_null (self->said);
    }
}

/* A place without a path, such as a phone, cannot lie in the vault. */
static void
test_a_place_without_a_path_is_none_of_the_vault (Fixture *self, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_uri ("mtp://somewhere/new.pdf");

  hearth_test_desk_create_vault (self->desk, self->folder);
  g_assert_true (hearth_target_is_accepted (self->desk, file));
}

/* Without a vault there is nothing to keep from harm. */
static void
test_while_locked_nothing_is_refused (Fixture *self, gconstpointer data)
{
  hearth_test_desk_create_vault (self->desk, self->folder);
  g_assert_false (is_accepted (self, "Test.hearth/core.db"));
  hearth_desk_lock (self->desk);
  g_assert_true (is_accepted (self, "new.pdf"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, func) g_test_add ("/ui/target/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("nothing-is-written-into-the-open-vault", test_nothing_is_written_into_the_open_vault);
  ADD ("everywhere-else-a-copy-may-be-written", test_everywhere_else_a_copy_may_be_written);
  ADD ("a-place-without-a-path-is-none-of-the-vault",
       test_a_place_without_a_path_is_none_of_the_vault);
  ADD ("while-locked-nothing-is-refused", test_while_locked_nothing_is_refused);
#undef ADD
  return g_test_run ();
}
