/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several vaults that write, send, lose, withdraw and restore at random: the generator of bundles 5.
 * Everything follows from one seed. */
#pragma once

#include "hearth-test-writer.h"

#include "hearth-receive.h"

G_BEGIN_DECLS

#define FLEET_MAX_VAULTS 8
#define FLEET_N_CASES 3

/* The compartments that the fleet writes. */
#define FLEET_N_CMPS 2
extern const HearthCompartment fleet_cmps[FLEET_N_CMPS];

/** FleetLine: a line as it travels. */
typedef struct
{
  HearthCompartment cmp;
  char *text; /* without LF */
} FleetLine;

typedef struct _Fleet Fleet;

typedef struct
{
  Fleet *fleet;
  guint index;
  HearthTestWriter *self; /* of the pool */
  GArray *devs;           /* (element-type HearthId) that it wrote as; the last is in use */
  gint64 skew_ms;
  guint verified;     /* bit for each vault whose card it verified */
  GPtrArray *sealed;  /* (element-type FleetParcel) parts that wait for a key */
  GPtrArray *bundles; /* (element-type HearthId) that it took */
  GPtrArray *backup;  /* (element-type FleetRow); NULL: none */
  GPtrArray *extra;   /* (element-type FleetLine) what no honest program of today writes */
  gboolean
      has_moved_aside; /* withdrew or reconsidered: what is asserted about repetition needs care */
} FleetVault;

typedef struct
{
  HearthId bundle;
  GPtrArray *lines; /* (element-type FleetLine) */
} FleetParcel;

struct _Fleet
{
  guint64 seed;
  GRand *rand;
  gint64 now_ms;
  guint n_vaults;
  FleetVault vaults[FLEET_MAX_VAULTS];
  GHashTable *writers; /* HearthId of a writer -> index + 1 of its vault */
  GHashTable *lawless; /* texts of lines that may never be in force */
  guint n_forks;       /* times that a writer went on from a copy */
  guint n_lines;
};

Fleet *fleet_new (guint64 seed);
void fleet_free (Fleet *self);
/* One thing that happens. */
void fleet_step (Fleet *self);
/* Everybody learns everything: clocks are right, cards verified, parts opened, bundles brought back. */
void fleet_settle (Fleet *self);

guint fleet_pick (Fleet *self, guint n);
gint64 fleet_count (FleetVault *vault, HearthCompartment cmp, const char *where);
/* (element-type FleetLine) in order of arrival; @where: a condition on the journal. */
GPtrArray *fleet_list_lines (FleetVault *vault, const char *where);
void fleet_line_free (gpointer data);
/* What all lists show, without what says how it came here. */
char *fleet_dump (FleetVault *vault);

G_END_DECLS
