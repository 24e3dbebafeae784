/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the test programs of all layers share: waiting for an answer, and folders that go away. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define HEARTH_TEST_GUARD_SECONDS 120

void hearth_test_keep_result_cb (GObject *source, GAsyncResult *result, gpointer user_data);
void hearth_test_await (GAsyncResult **result);

/* Gives up the last reference to @object, once threads have let go of theirs, and asserts that it was. */
void hearth_test_finalize (gpointer object);

char *hearth_test_make_folder (void) G_GNUC_WARN_UNUSED_RESULT;
void hearth_test_remove_folder (const char *path);

G_END_DECLS
