/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far two words of keys are from each other. Any thread. */
#include "config.h"

#include "hearth-match-private.h"

#include <string.h>

#define MAX_LETTERS HEARTH_NAME_KEY_MAX_LETTERS

/* Shared beginnings count so much, up to four letters. */
#define PREFIX_WEIGHT 0.1
#define MAX_PREFIX 4

static guint
count_matches (const char *a, guint n_a, const char *b, guint n_b, gboolean *in_a, gboolean *in_b)
{
  const guint window = MAX (n_a, n_b) / 2 > 0 ? MAX (n_a, n_b) / 2 - 1 : 0;
  guint n_matches = 0;

  for (guint i = 0; i < n_a; i++)
    for (guint j = i > window ? i - window : 0; j < MIN (n_b, i + window + 1); j++)
      if (!in_b[j] && a[i] == b[j])
        {
          in_a[i] = in_b[j] = TRUE;
          n_matches++;
          break;
        }
  return n_matches;
}

static guint
count_swaps (const char *a, guint n_a, const char *b, const gboolean *in_a, const gboolean *in_b)
{
  guint n_swaps = 0;

  for (guint i = 0, j = 0; i < n_a; i++)
    {
      if (!in_a[i])
        continue;
      while (!in_b[j])
        j++;
      n_swaps += a[i] != b[j++];
    }
  return n_swaps / 2;
}

/* 1: equal, 0: nothing in common. Source: Winkler, String comparator metrics, 1990. */
double
_hearth_match_jaro_winkler (const char *a, const char *b)
{
  const guint n_a = (guint) MIN (strlen (a), MAX_LETTERS),
              n_b = (guint) MIN (strlen (b), MAX_LETTERS);
  gboolean in_a[MAX_LETTERS] = { FALSE }, in_b[MAX_LETTERS] = { FALSE };
  guint n_matches, n_prefix = 0;
  double m, jaro;

  n_matches = count_matches (a, n_a, b, n_b, in_a, in_b);
  if (n_matches == 0)
    return 0;
  m = n_matches;
  jaro = (m / n_a + m / n_b + (m - count_swaps (a, n_a, b, in_a, in_b)) / m) / 3;
  while (n_prefix < MIN (MAX_PREFIX, MIN (n_a, n_b)) && a[n_prefix] == b[n_prefix])
    n_prefix++;
  return jaro + n_prefix * PREFIX_WEIGHT * (1 - jaro);
}

/* How many letters must be put in, left out, changed or swapped with the next. */
guint
_hearth_match_distance (const char *a, const char *b)
{
  const guint n_a = (guint) MIN (strlen (a), MAX_LETTERS),
              n_b = (guint) MIN (strlen (b), MAX_LETTERS);
  guint rows[3][MAX_LETTERS + 1];

  for (guint j = 0; j <= n_b; j++)
    rows[0][j] = j;
  for (guint i = 1; i <= n_a; i++)
    {
      guint *row = rows[i % 3];
      const guint *above = rows[(i + 2) % 3], *higher = rows[(i + 1) % 3];

      row[0] = i;
      for (guint j = 1; j <= n_b; j++)
        {
          row[j] = MIN (MIN (above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            row[j] = MIN (row[j], higher[j - 2] + 1);
        }
    }
  return rows[n_a % 3][n_b];
}
