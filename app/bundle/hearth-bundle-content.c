/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What goes into a bundle (bundles 12): of each chosen case and compartment the whole history, so
 * that there are no gaps; the shared records that those lines name; who their authors are. */
#include "config.h"

#include "hearth-audit.h"
#include "hearth-bundle-content.h"
#include "hearth-bundle-error.h"
#include "hearth-contacts.h"
#include "hearth-file-kinds.h"
#include "hearth-journal.h"
#include "hearth-json.h"
#include "hearth-keyring.h"
#include "hearth-line.h"
#include "hearth-store.h"

typedef struct
{
  GBytes *line;
  HearthId dev;
  gint64 seq;
} Item;

typedef struct
{
  HearthDb *db;
  const HearthBundleOptions *options;
  GCancellable *cancellable;
  GArray *items[HEARTH_N_COMPARTMENTS];     /* of Item */
  GHashTable *taken[HEARTH_N_COMPARTMENTS]; /* lines that are there; GBytes compare by content */
  GHashTable *seen;                         /* ids of shared records that were looked at */
  GQueue named;                             /* of HearthId: shared records to look at */
  GHashTable *blobs[HEARTH_N_COMPARTMENTS]; /* HearthId of attachments that lines name */
  guint n_withheld;                         /* of the shared records */
} Gatherer;

static void
attachment_free (gpointer data)
{
  HearthBundleAttachment *attachment = data;

  hearth_blob_free (attachment->blob);
  g_free (attachment);
}

static void
part_free (HearthBundlePart *part)
{
  g_ptr_array_unref (part->lines);
  g_free (part);
}

/** hearth_bundle_content_free: frees @self. */
void
hearth_bundle_content_free (HearthBundleContent *self)
{
  g_ptr_array_unref (self->parts);
  g_ptr_array_unref (self->cards);
  g_ptr_array_unref (self->files);
  g_free (self->checkpoint);
  g_clear_pointer (&self->seed, hearth_secret_unref);
  g_free (self);
}

static gboolean
fail (GError **error, HearthBundleError code, const char *message)
{
  g_set_error_literal (error, HEARTH_BUNDLE_ERROR, code, message);
  return FALSE;
}

static void
item_clear (gpointer data)
{
  g_bytes_unref (((Item *) data)->line);
}

static void
name_record (Gatherer *self, const char *text)
{
  HearthId id;

  if (!hearth_id_parse (text, &id) || g_hash_table_contains (self->seen, &id))
    return;
  g_hash_table_add (self->seen, hearth_id_copy (&id));
  g_queue_push_tail (&self->named, hearth_id_copy (&id));
}

static void
name_value (Gatherer *self, const json_t *value)
{
  size_t index;
  json_t *item;

  if (json_is_string (value))
    name_record (self, json_string_value (value));
  json_array_foreach ((json_t *) value, index, item)
  {
    name_value (self, item);
  }
}

/* What this house reckons with instead of what was shipped goes with every bundle. */
static gboolean
name_overlays (Gatherer *self, HearthDb *db, GError **error)
{
  static const HearthId shared = { { 0 } };
  g_autoptr (GPtrArray) overlays =
      hearth_store_list_records (db, hearth_registry_find_kind ("overlay"), &shared, error);

  for (guint i = 0; overlays != NULL && i < overlays->len; i++)
    {
      g_autofree char *id = hearth_id_to_string (hearth_record_get_id (overlays->pdata[i]));

      name_record (self, id);
    }
  return overlays != NULL;
}

static void
name_blob (Gatherer *self, HearthCompartment cmp, const json_t *set)
{
  HearthId id;

  if (hearth_id_parse (hearth_json_get_string (set, "blob"), &id))
    g_hash_table_add (self->blobs[cmp], hearth_id_copy (&id));
}

/* Shared records that the line names in fields of the type id; attachments that it makes known. */
static void
name_records (Gatherer *self, HearthCompartment cmp, const json_t *line)
{
  const json_t *ops = hearth_json_get_array (line, "ops");

  for (gsize i = 0; i < json_array_size (ops); i++)
    {
      const json_t *operation = json_array_get (ops, i);
      const char *kind_id = hearth_json_get_string (operation, "kind");
      const HearthKind *kind = kind_id != NULL ? hearth_registry_find_kind (kind_id) : NULL;
      const char *field_id;
      json_t *value;

      if (kind == NULL)
        continue;
      if (hearth_file_is_kind (kind))
        name_blob (self, cmp, hearth_json_get_object (operation, "set"));
      json_object_foreach (hearth_json_get_object (operation, "set"), field_id, value)
      {
        const HearthField *field = hearth_kind_find_field (kind, field_id);

        if (field != NULL && field->type == HEARTH_FIELD_ID)
          name_value (self, value);
      }
    }
}

static json_t *
parse_line (GBytes *line)
{
  gsize length;
  const char *text = g_bytes_get_data (line, &length);

  if (length <= HEARTH_LINE_JSON_OFFSET + 1)
    return NULL;
  return hearth_json_parse (text + HEARTH_LINE_JSON_OFFSET, length - 1 - HEARTH_LINE_JSON_OFFSET,
                            NULL);
}

static gboolean
take_line (Gatherer *self, HearthCompartment cmp, GBytes *line, const json_t *json)
{
  Item item = { .line = line };

  if (!hearth_id_parse (hearth_json_get_string (json, "dev"), &item.dev) ||
      !hearth_json_get_int (json, "seq", &item.seq))
    return FALSE;
  if (g_hash_table_contains (self->taken[cmp], line))
    return TRUE;
  g_hash_table_add (self->taken[cmp], g_bytes_ref (line));
  g_bytes_ref (line);
  g_array_append_val (self->items[cmp], item);
  name_records (self, cmp, json);
  /* Who wrote it: the author record has the id of the user. */
  name_record (self, hearth_json_get_string (json, "who"));
  return TRUE;
}

/* @only_shared: lines of cases are left where they are. */
static gboolean
take_lines (
    Gatherer *self, HearthCompartment cmp, GPtrArray *lines, gboolean only_shared, GError **error)
{
  for (guint i = 0; i < lines->len; i++)
    {
      json_auto_t *json = parse_line (lines->pdata[i]);
      HearthId case_id;

      if (json == NULL || !hearth_id_parse (hearth_json_get_string (json, "case"), &case_id))
        return fail (error, HEARTH_BUNDLE_ERROR_COMMIT, "a line of this vault cannot be read");
      if (only_shared && !hearth_id_is_zero (&case_id))
        continue;
      if (!take_line (self, cmp, lines->pdata[i], json))
        return fail (error, HEARTH_BUNDLE_ERROR_COMMIT, "a line of this vault cannot be read");
    }
  return !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

static gboolean
gather_case (Gatherer *self, const HearthId *case_id, GError **error)
{
  guint n_lines = 0;

  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    {
      g_autoptr (GPtrArray) lines = NULL;

      if (!hearth_bundle_options_has_part (self->options, cmp))
        continue;
      lines = hearth_journal_list_lines (self->db, cmp, case_id, error);
      if (lines == NULL || !take_lines (self, cmp, lines, FALSE, error))
        return FALSE;
      n_lines += lines->len;
    }
  return n_lines > 0 ||
         fail (error, HEARTH_BUNDLE_ERROR_NO_CASE, "of a case there is nothing in these parts");
}

/* While the numbers of an exchange are withheld its record leaves in no bundle (product 2). */
static gboolean
is_withheld (Gatherer *self, const HearthId *rec, gboolean *withheld, GError **error)
{
  const HearthKind *event = hearth_registry_find_kind ("event");
  g_autoptr (HearthRecord) record = NULL;
  GError *local = NULL;

  *withheld = FALSE;
  if (event == NULL || !hearth_db_has (self->db, event->cmp))
    return TRUE;
  record = hearth_store_get_record (self->db, event, rec, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (record != NULL)
    hearth_json_get_bool (hearth_record_get_values (record), "embargo", withheld);
  return TRUE;
}

static gboolean
gather_record (Gatherer *self, const HearthId *rec, GError **error)
{
  gboolean withheld;

  if (!is_withheld (self, rec, &withheld, error))
    return FALSE;
  self->n_withheld += withheld;
  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST && !withheld; cmp++)
    {
      g_autoptr (GPtrArray) lines = NULL;

      if (!hearth_bundle_options_has_part (self->options, cmp))
        continue;
      lines = hearth_journal_list_record_lines (self->db, cmp, rec, error);
      if (lines == NULL || !take_lines (self, cmp, lines, TRUE, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
gather (Gatherer *self, GError **error)
{
  for (guint i = 0; i < self->options->cases->len; i++)
    if (!gather_case (self, &g_array_index (self->options->cases, HearthId, i), error))
      return FALSE;
  while (!g_queue_is_empty (&self->named))
    {
      g_autofree HearthId *rec = g_queue_pop_head (&self->named);

      if (!gather_record (self, rec, error))
        return FALSE;
    }
  return TRUE;
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const Item *x = a, *y = b;
  int order = hearth_id_compare (&x->dev, &y->dev);

  if (order != 0)
    return order;
  return x->seq < y->seq ? -1 : x->seq > y->seq;
}

static HearthBundlePart *
make_part (HearthCompartment cmp, GArray *items)
{
  HearthBundlePart *part = g_new0 (HearthBundlePart, 1);

  g_array_sort (items, compare_items);
  part->cmp = cmp;
  part->lines = g_ptr_array_new_full (items->len, (GDestroyNotify) g_bytes_unref);
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (part->lines, g_bytes_ref (g_array_index (items, Item, i).line));
  return part;
}

static void
gatherer_init (Gatherer *self,
               HearthDb *db,
               const HearthBundleOptions *options,
               GCancellable *cancellable)
{
  self->db = db;
  self->options = options;
  self->cancellable = cancellable;
  self->seen = g_hash_table_new_full (hearth_id_hash, hearth_id_equal, g_free, NULL);
  g_queue_init (&self->named);
  for (guint cmp = 0; cmp < HEARTH_N_COMPARTMENTS; cmp++)
    {
      self->items[cmp] = g_array_new (FALSE, FALSE, sizeof (Item));
      g_array_set_clear_func (self->items[cmp], item_clear);
      self->blobs[cmp] = g_hash_table_new_full (hearth_id_hash, hearth_id_equal, g_free, NULL);
      self->taken[cmp] =
          g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
    }
}

static void
gatherer_clear (Gatherer *self)
{
  for (guint cmp = 0; cmp < HEARTH_N_COMPARTMENTS; cmp++)
    {
      g_array_unref (self->items[cmp]);
      g_hash_table_unref (self->taken[cmp]);
      g_hash_table_unref (self->blobs[cmp]);
    }
  g_hash_table_unref (self->seen);
  g_queue_clear_full (&self->named, g_free);
}

static gboolean
read_clock (HearthBundleContent *self, HearthDb *db, HearthCompartment cmp, GError **error)
{
  gint64 hlc = hearth_journal_get_hlc (db, cmp, error);

  self->hlc = MAX (self->hlc, hlc);
  return hlc >= 0;
}

static gboolean
read_keys (HearthBundleContent *self, HearthDb *db, GError **error)
{
  self->seed = hearth_keyring_get_signing_seed (db, HEARTH_COMPARTMENT_ADMIN, error);
  return self->seed != NULL;
}

static gboolean
add_card (HearthBundleContent *self, const HearthContacts *contacts, const HearthId *dev)
{
  const char *line = NULL;

  if (hearth_contacts_find_card (contacts, dev, &line) == NULL)
    return FALSE;
  if (!g_ptr_array_find_with_equal_func (self->cards, line, g_str_equal, NULL))
    g_ptr_array_add (self->cards, g_strdup (line));
  return TRUE;
}

/* Every line is checked against the card of its vault, wherever it goes. */
static gboolean
gather_cards (HearthBundleContent *self, HearthDb *db, const Gatherer *gatherer, GError **error)
{
  g_autoptr (HearthContacts) contacts = hearth_contacts_load (db, error);

  if (contacts == NULL)
    return FALSE;
  if (contacts->own == NULL)
    return fail (error, HEARTH_BUNDLE_ERROR_CARD,
                 "this vault has no card yet: an owner must log in");
  g_ptr_array_add (self->cards, g_strdup (contacts->own_line));
  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    {
      const HearthId *last = NULL;

      for (guint i = 0; i < gatherer->items[cmp]->len; i++)
        {
          const HearthId *dev = &g_array_index (gatherer->items[cmp], Item, i).dev;

          if (last != NULL && hearth_id_equal (last, dev))
            continue;
          last = dev;
          if (!add_card (self, contacts, dev))
            return fail (error, HEARTH_BUNDLE_ERROR_CARD, "the card of an author's vault is lost");
        }
    }
  return TRUE;
}

static int
compare_attachments (gconstpointer a, gconstpointer b)
{
  const HearthBundleAttachment *x = *(HearthBundleAttachment *const *) a;
  const HearthBundleAttachment *y = *(HearthBundleAttachment *const *) b;

  if (x->cmp != y->cmp)
    return x->cmp < y->cmp ? -1 : 1;
  return hearth_id_compare (&x->blob->id, &y->blob->id);
}

/* An attachment that was removed here, or has not come, has no row. */
static gboolean
gather_files (HearthBundleContent *self, HearthDb *db, const Gatherer *gatherer, GError **error)
{
  for (guint cmp = HEARTH_COMPARTMENT_FIRST; cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    {
      GHashTableIter iter;
      gpointer id;

      g_hash_table_iter_init (&iter, gatherer->blobs[cmp]);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        {
          GError *local = NULL;
          HearthBlob *blob = hearth_blob_table_find (db, (HearthCompartment) cmp, id, &local);
          HearthBundleAttachment *attachment;

          if (local != NULL)
            {
              g_propagate_error (error, local);
              return FALSE;
            }
          if (blob == NULL)
            continue;
          attachment = g_new0 (HearthBundleAttachment, 1);
          attachment->cmp = (HearthCompartment) cmp;
          attachment->blob = blob;
          g_ptr_array_add (self->files, attachment);
        }
    }
  g_ptr_array_sort (self->files, compare_attachments);
  return TRUE;
}

static gboolean
read_checkpoint (HearthBundleContent *self, HearthDb *db, const HearthId *dev, GError **error)
{
  GError *local = NULL;
  g_autofree char *line = hearth_audit_get_checkpoint (db, dev, &local);

  if (local != NULL)
    g_propagate_error (error, local);
  if (line != NULL)
    self->checkpoint = g_strconcat (line, "\n", NULL);
  return local == NULL;
}

/**
 * hearth_bundle_content_gather:
 * @db: every chosen part is attached
 * @dev: writer id of this vault
 *
 * Returns: (transfer full) (nullable): %NULL with %HEARTH_BUNDLE_ERROR_NO_CASE,
 *   %HEARTH_BUNDLE_ERROR_CARD, %G_IO_ERROR_CANCELLED or an error of the vault. Thread: the
 *   connection's.
 */
HearthBundleContent *
hearth_bundle_content_gather (HearthDb *db,
                              const HearthId *dev,
                              const HearthBundleOptions *options,
                              GCancellable *cancellable,
                              GError **error)
{
  g_autoptr (HearthBundleContent) self = g_new0 (HearthBundleContent, 1);
  Gatherer gatherer = { 0 };
  gboolean done;

  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) part_free);
  self->cards = g_ptr_array_new_with_free_func (g_free);
  self->files = g_ptr_array_new_with_free_func (attachment_free);
  gatherer_init (&gatherer, db, options, cancellable);
  done = read_keys (self, db, error) && name_overlays (&gatherer, db, error) &&
         gather (&gatherer, error) && gather_cards (self, db, &gatherer, error) &&
         (options->without_files || options->passphrase != NULL ||
          gather_files (self, db, &gatherer, error)) &&
         read_checkpoint (self, db, dev, error);
  for (guint cmp = HEARTH_COMPARTMENT_FIRST; done && cmp <= HEARTH_COMPARTMENT_LAST; cmp++)
    if (gatherer.items[cmp]->len > 0)
      {
        g_ptr_array_add (self->parts, make_part (cmp, gatherer.items[cmp]));
        done = read_clock (self, db, cmp, error);
      }
  self->n_withheld = gatherer.n_withheld;
  gatherer_clear (&gatherer);
  return done ? g_steal_pointer (&self) : NULL;
}
