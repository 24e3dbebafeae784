/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Spans of days, both ends included, as periods of captivity and stays in hospital are. Pure, any thread. */
#pragma once

#include "hearth-date.h"

G_BEGIN_DECLS

typedef struct
{
  HearthDate from;
  HearthDate to;
} HearthSpan;

/* (element-type HearthSpan) */
GArray *hearth_spans_new (void) G_GNUC_WARN_UNUSED_RESULT;
void hearth_spans_add (GArray *spans, HearthDate from, HearthDate to);
void hearth_spans_merge (GArray *spans);
void hearth_spans_clip (GArray *spans, HearthDate from, HearthDate to);
HearthSpan hearth_span_of_month (HearthDate day);
gboolean hearth_span_meet (HearthSpan one, HearthSpan other, HearthSpan *both);
int hearth_span_count (HearthSpan span);

G_END_DECLS
