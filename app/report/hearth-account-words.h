/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of papers about money, in the language of who reads them, and sums as they are written there. */
#pragma once

#include "hearth-benefit.h"

G_BEGIN_DECLS

/* What an entry of the ledger may be. */
typedef enum
{
  HEARTH_ACCOUNT_PAID,
  HEARTH_ACCOUNT_CLAIMED,
  HEARTH_ACCOUNT_APPROVED,
  HEARTH_ACCOUNT_AWAITING,
  HEARTH_ACCOUNT_RETURNED,
  HEARTH_ACCOUNT_WAIVED,
  HEARTH_ACCOUNT_DISPUTED,
  HEARTH_N_ACCOUNT_ENTRIES,
} HearthAccountEntry;

#define HEARTH_N_ACCOUNT_STATES 13

typedef struct
{
  const char *language;
  const char *amount; /* %s the digits */
  const char *span;   /* %s first day, %s last day */
  /* The statement for the person. */
  const char *account_title; /* %s name */
  const char *account_greeting;
  const char *together;
  const char *nothing;
  const char *entitled, *for_person, *for_relatives, *paid, *waived, *owed;
  const char *owed_at_most;
  const char *all_paid;
  const char *overpaid; /* %s sum */
  const char *unsure;   /* %s least, %s most */
  const char *because;  /* %s reason */
  const char *payments;
  const char *date, *what, *amount_title, *to_whom;
  const char *entries[HEARTH_N_ACCOUNT_ENTRIES];
  const char *recipients[3]; /* the person, relatives, deposit */
  const char *decided;       /* %s what was counted, %s reason */
  const char *states[HEARTH_N_ACCOUNT_STATES];
  const char *submitted, *reference, *answer_due, *refused, *refusal, *appeal_due;
  const char *state, *waits_for, *since, *next, *papers, *missing, *payer, *deadline, *obstacle;
  const char *by_day;     /* %s day */
  const char *first;      /* %s what comes before */
  const char *next_apply; /* nothing was begun */
  const char *by_act;     /* %s act */
  const char *not_settled;
  const char *rights;
  const char *right_days;   /* %s how many, %s span */
  const char *right_renews; /* the same, again and again */
  const char *right_for_good;
  const char *counted;
  const char *secret;
  /* The working. */
  const char *working_title; /* %s number of the case */
  const char *working_about;
  const char *benefit, *from, *until;
  const char *period, *days, *month_days, *rate, *factor, *whose, *act;
  const char *whose_words[HEARTH_N_RECIPIENTS];
  const char *total;
  const char *own_pay;
  const char *no_lines;
  const char *rounding;
} HearthAccountWords;

/* @language: "uk", or English for all others. */
const HearthAccountWords *_hearth_account_words_for (const char *language);
/* "300 000,00 грн" */
char *_hearth_account_dup_amount (const HearthAccountWords *words,
                                  gint64 kop) G_GNUC_WARN_UNUSED_RESULT;
/* "9 June 2025", "16–31 May 2022", "16 May 2022 to 9 June 2025" */
char *_hearth_account_dup_days (const HearthAccountWords *words,
                                HearthDate from,
                                HearthDate to) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
