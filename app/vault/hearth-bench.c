/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two stores with the same rows under the same settings, one of them plain, asked the same in turns;
 * medians of ratios. Everything lies in a folder of its own that is removed afterwards. */
#include "config.h"

#include "hearth-bench-private.h"

#include <sodium.h>
#include <string.h>

#define N_CIPHER_PAGES 20000

/* --- The cipher alone --- */

static double
measure_cipher (gboolean is_opening)
{
  g_autofree guint8 *page = g_malloc0 (2 * HEARTH_VFS_PAGE);
  guint8 key[32] = { 1 };
  guint8 nonce[HEARTH_VFS_NONCE] = { 2 };
  guint8 aad[HEARTH_VFS_PREFIX] = { 3 };
  guint8 *sealed = page + HEARTH_VFS_PAGE;
  guint8 tag[HEARTH_VFS_TAG];
  double begin_s;

  crypto_aead_xchacha20poly1305_ietf_encrypt_detached (sealed, tag, NULL, page, HEARTH_VFS_CONTENT,
                                                       aad, sizeof aad, NULL, nonce, key);
  begin_s = _hearth_bench_now ().cpu_s;
  for (guint i = 0; i < N_CIPHER_PAGES; i++)
    {
      if (is_opening)
        g_assert (crypto_aead_xchacha20poly1305_ietf_decrypt_detached (
                      page, NULL, sealed, HEARTH_VFS_CONTENT, tag, aad, sizeof aad, nonce, key) ==
                  0);
      else
        crypto_aead_xchacha20poly1305_ietf_encrypt_detached (
            sealed, tag, NULL, page, HEARTH_VFS_CONTENT, aad, sizeof aad, NULL, nonce, key);
    }
  return (_hearth_bench_now ().cpu_s - begin_s) / N_CIPHER_PAGES;
}

/* --- Rounds --- */

typedef struct
{
  HearthBenchTime *times[2]; /* plain, vault: one per round */
  double *cipher_s;
} Series;

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

static double
find_quantile (double *values, guint n, double part)
{
  if (n == 0)
    return 0;
  qsort (values, n, sizeof *values, compare_doubles);
  return values[MIN ((guint) (part * n), n - 1)];
}

static HearthBenchTime
measure (HearthBenchSide *self, const HearthBenchMeasure *what)
{
  HearthBenchTime begin, end;

  if (what->cache_kib != 0)
    {
      _hearth_bench_close_side (self);
      _hearth_bench_open_side (self, FALSE, what->cache_kib);
    }
  if (what->is_warm && self->result == SQLITE_OK)
    what->run (self);
  begin = _hearth_bench_now ();
  if (self->result == SQLITE_OK)
    what->run (self);
  end = _hearth_bench_now ();
  return (HearthBenchTime){ end.cpu_s - begin.cpu_s, end.wall_s - begin.wall_s };
}

static void
count_pages (HearthBenchSide *self, guint64 *n_sealed, guint64 *n_opened)
{
  *n_sealed = self->vfs != NULL ? self->vfs->n_sealed : 0;
  *n_opened = self->vfs != NULL ? self->vfs->n_opened : 0;
}

/* The vault's side, and what its cipher alone takes for as many pages. */
static HearthBenchTime
measure_vault (HearthBenchSide *self,
               const HearthBenchMeasure *what,
               const double cipher_us[2],
               double *cipher_s)
{
  guint64 before[2] = { 0, 0 };
  guint64 after[2];
  HearthBenchTime time;

  /* Opened anew it counts from nothing; what runs once before counts half. */
  if (what->cache_kib == 0)
    count_pages (self, &before[0], &before[1]);
  time = measure (self, what);
  count_pages (self, &after[0], &after[1]);
  for (guint i = 0; i < 2; i++)
    if (after[i] < before[i])
      before[i] = 0;
  *cipher_s = what->is_warm ? 0
                            : ((double) (after[0] - before[0]) * cipher_us[0] +
                               (double) (after[1] - before[1]) * cipher_us[1]) /
                                  1e6;
  return time;
}

static void
run_round (HearthBenchSide sides[2], Series *series, guint round, const double cipher_us[2])
{
  for (guint m = 0; m < HEARTH_BENCH_N_MEASURES; m++)
    {
      /* Whoever comes second finds a warmer machine: in turns. */
      for (guint i = 0; i < 2; i++)
        {
          guint which = (i + round) % 2;

          if (which == 0)
            series[m].times[0][round] = measure (&sides[0], &_hearth_bench_measures[m]);
          else
            series[m].times[1][round] = measure_vault (&sides[1], &_hearth_bench_measures[m],
                                                       cipher_us, &series[m].cipher_s[round]);
        }
    }
}

static HearthBenchFigure
sum_up (const HearthBenchMeasure *what, const Series *series, guint n_rounds)
{
  g_autofree double *values = g_new (double, n_rounds);
  HearthBenchFigure figure = { .name = what->name };

  for (guint side = 0; side < 2; side++)
    {
      for (guint i = 0; i < n_rounds; i++)
        values[i] = series->times[side][i].cpu_s;
      *(side == 0 ? &figure.plain_s : &figure.vault_s) = find_quantile (values, n_rounds, 0.5);
    }
  for (guint i = 0; i < n_rounds; i++)
    values[i] = series->times[1][i].cpu_s / MAX (series->times[0][i].cpu_s, 1e-9);
  figure.cpu_ratio = find_quantile (values, n_rounds, 0.5);
  for (guint i = 0; i < n_rounds; i++)
    values[i] = series->times[1][i].wall_s / MAX (series->times[0][i].wall_s, 1e-9);
  figure.wall_ratio = find_quantile (values, n_rounds, 0.5);
  for (guint i = 0; i < n_rounds; i++)
    {
      double more_s = series->times[1][i].cpu_s - series->times[0][i].cpu_s;

      values[i] = more_s > 0 ? series->cipher_s[i] / more_s : 0;
    }
  figure.cipher_share = find_quantile (values, n_rounds, 0.5);
  return figure;
}

static void
sum_up_commits (HearthBenchReport *self, const GArray *plain, const GArray *vault)
{
  const GArray *sides[2] = { plain, vault };

  for (guint i = 0; i < 2; i++)
    {
      self->commit_us[2 * i] =
          1e6 * find_quantile ((double *) (void *) sides[i]->data, sides[i]->len, 0.50);
      self->commit_us[2 * i + 1] =
          1e6 * find_quantile ((double *) (void *) sides[i]->data, sides[i]->len, 0.99);
    }
}

static void
free_series (Series *series)
{
  for (guint m = 0; m < HEARTH_BENCH_N_MEASURES; m++)
    {
      g_free (series[m].times[0]);
      g_free (series[m].times[1]);
      g_free (series[m].cipher_s);
    }
}

static int
run_all (HearthBenchReport *self, const char *folder, const HearthBenchSize *size)
{
  Series series[HEARTH_BENCH_N_MEASURES];
  GArray *commits[2];
  int result = SQLITE_OK;

  for (guint i = 0; i < 2; i++)
    commits[i] = g_array_new (FALSE, FALSE, sizeof (double));
  for (guint m = 0; m < HEARTH_BENCH_N_MEASURES; m++)
    series[m] = (Series){ { g_new0 (HearthBenchTime, size->n_rounds),
                            g_new0 (HearthBenchTime, size->n_rounds) },
                          g_new0 (double, size->n_rounds) };
  for (guint round = 0; round < size->n_rounds && result == SQLITE_OK; round++)
    {
      HearthBenchSide sides[2] = { 0 };

      for (guint i = 0; i < 2; i++)
        _hearth_bench_begin_side (&sides[i], folder, size, i == 0);
      if (sides[0].result == SQLITE_OK && sides[1].result == SQLITE_OK)
        run_round (sides, series, round, self->cipher_us);
      for (guint i = 0; i < 2; i++)
        {
          result = result != SQLITE_OK ? result : sides[i].result;
          g_array_append_vals (commits[i], sides[i].commits_s->data, sides[i].commits_s->len);
          _hearth_bench_end_side (&sides[i]);
        }
    }
  for (guint m = 0; m < HEARTH_BENCH_N_MEASURES; m++)
    {
      HearthBenchFigure figure = sum_up (&_hearth_bench_measures[m], &series[m], size->n_rounds);

      g_array_append_val (self->figures, figure);
    }
  sum_up_commits (self, commits[0], commits[1]);
  for (guint i = 0; i < 2; i++)
    g_array_unref (commits[i]);
  free_series (series);
  return result;
}

/**
 * hearth_bench_run:
 * @folder: absolute; an empty folder, into which some hundreds of megabytes go and are removed again
 * @size: all numbers from 1
 *
 * Returns: (transfer full): what was measured, or %NULL with an input/output error. Thread: any, for
 *   as long as it takes.
 */
HearthBenchReport *
hearth_bench_run (const char *folder, const HearthBenchSize *size, GError **error)
{
  g_autoptr (HearthBenchReport) self = NULL;
  int result;

  g_return_val_if_fail (g_path_is_absolute (folder), NULL);
  g_return_val_if_fail (size != NULL && size->n_rounds > 0 && size->n_cases > 0, NULL);
  g_return_val_if_fail (size->n_steps > 0, NULL);

  self = g_new0 (HearthBenchReport, 1);
  self->figures = g_array_new (FALSE, FALSE, sizeof (HearthBenchFigure));
  for (guint i = 0; i < 2; i++)
    self->cipher_us[i] = 1e6 * measure_cipher (i == 1);
  result = run_all (self, folder, size);
  if (result == SQLITE_OK)
    return g_steal_pointer (&self);
  g_set_error (error, HEARTH_VAULT_ERROR, HEARTH_VAULT_ERROR_IO, "bench: SQLite result %d", result);
  return NULL;
}

void
hearth_bench_report_free (HearthBenchReport *self)
{
  g_array_unref (self->figures);
  g_free (self);
}
