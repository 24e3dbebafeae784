/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli.h"

#include "hearth-contacts.h"

G_BEGIN_DECLS

HearthContacts *hearth_cli_load_contacts (HearthCli *cli, GError **error) G_GNUC_WARN_UNUSED_RESULT;
const HearthContact *hearth_cli_find_contact (HearthCli *cli,
                                              const HearthContacts *contacts,
                                              const char *text,
                                              const char *digits,
                                              GError **error);

G_END_DECLS
