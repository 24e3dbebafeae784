/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program's end of the pipes to one hearth-decoder. */
#pragma once

#include "hearth-decode-wire.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _HearthDecodeProcess HearthDecodeProcess;

HearthDecodeProcess *_hearth_decode_process_start (HearthDecodeKind kind,
                                                   GCancellable *cancellable,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void _hearth_decode_process_free (HearthDecodeProcess *self);
void _hearth_decode_process_kill (HearthDecodeProcess *self);

gboolean _hearth_decode_process_ask (HearthDecodeProcess *self,
                                     const HearthDecodeRequest *request,
                                     GBytes *payload,
                                     HearthDecodeReply *reply,
                                     guint8 **answer,
                                     GCancellable *cancellable,
                                     GError **error);

/* For tests: another program in place of hearth-decoder, and another patience; NULL and 0 restore. */
void _hearth_decode_process_set_program (const char *path);
void _hearth_decode_process_set_timeout (guint timeout_ms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthDecodeProcess, _hearth_decode_process_free)

G_END_DECLS
