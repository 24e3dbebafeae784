/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-notices.h"
#include "hearth-vault.h"

G_BEGIN_DECLS

/* Whether @swaps, the text of /proc/swaps, names something that keeps memory in the clear on a disk.
 * @sys_block: /sys/block, or a stand-in of a test. */
gboolean hearth_swap_is_in_the_clear (const char *swaps, const char *sys_block);
/* Tells it, if this computer does so. */
void hearth_swap_notice_add (HearthNotices *notices);
/* Tells that decrypted pages could not be kept from the swap space, if @warnings says so. */
void hearth_memory_notice_add (HearthNotices *notices, HearthProcessWarnings warnings);

G_END_DECLS
