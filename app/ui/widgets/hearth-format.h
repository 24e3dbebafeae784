/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How values are written for people, in the language of the window. */
#pragma once

#include "hearth-date.h"
#include "hearth-pack-set.h"

G_BEGIN_DECLS

/* "en" or "uk": the language that the window's texts are really in, for titles of pack entries. */
const char *hearth_format_language (void);
/* NULL if the date is not known. */
char *hearth_format_date (HearthDate date) G_GNUC_WARN_UNUSED_RESULT;
/* A date and the time of day of this computer, from milliseconds since 1970. */
char *hearth_format_moment (gint64 at_ms) G_GNUC_WARN_UNUSED_RESULT;
char *hearth_format_partial_date (const HearthPartialDate *date) G_GNUC_WARN_UNUSED_RESULT;
/* "20 years"; NULL if the year of birth is not known. */
char *hearth_format_age (const HearthPartialDate *birth,
                         HearthDate today) G_GNUC_WARN_UNUSED_RESULT;
/* "3 681 612.90 ₴", the thousands apart; in integer kopiykas. */
char *hearth_format_money (gint64 kop) G_GNUC_WARN_UNUSED_RESULT;
char *hearth_format_n_days (gint64 n_days) G_GNUC_WARN_UNUSED_RESULT;
/* The title of an entry of a pack; the text itself if it names none, NULL for nothing. */
const char *hearth_format_pack_title (HearthPackSet *packs, const char *kind, const char *id);
/* As a heading writes it: with a capital. */
char *hearth_format_heading (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* "Surname Given": short enough for a list, and what initials are made of. */
char *hearth_format_short_name (const char *surname, const char *given) G_GNUC_WARN_UNUSED_RESULT;
/* Appends @part after " · " unless it is NULL or empty. */
void hearth_format_append_part (GString *text, const char *part);

G_END_DECLS
