/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Papers as whoever gets them reads them. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What pdftotext reads in @pdf, with single blanks; NULL: there is no pdftotext, and the test is skipped. @name: under
 * which the PDF is kept in the folder HEARTH_TEST_KEEP, if there is one, for who wants to look at it. */
char *hearth_test_read_paper (GBytes *pdf, const char *name) G_GNUC_WARN_UNUSED_RESULT;

/* The same, broken into lines as on the paper. */
char *hearth_test_read_lines (GBytes *pdf, const char *name) G_GNUC_WARN_UNUSED_RESULT;

void hearth_test_assert_holds (const char *text, const char *part);
void hearth_test_assert_lacks (const char *text, const char *part);

G_END_DECLS
