/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-injury-sheet.h"

#include "hearth-body-paint.h"
#include "hearth-injury-acts.h"
#include "hearth-injury-words.h"
#include "hearth-paper-words.h"
#include "hearth-plan-explain.h"

#define TYPE_SIZE 10.5
#define SPOT_UNIT 7.5
#define TALL_HEIGHT 330.0 /* of the whole body */
#define SMALL_HEIGHT 190.0

typedef struct
{
  HearthPackSet *packs;
  HearthCase *kase;
  const char *language;
  const HearthInjuryWords *words;
  GPtrArray *injuries; /* borrowed HearthRecord */
  HearthFlow *flow;
} Sheet;

/* What stands side by side in one strip. */
typedef struct
{
  HearthPackSet *packs;
  guint n_drawings;
  const HearthBodyDrawing *drawings[2];
  char *titles[2];
  GPtrArray *spots[2];
} Strip;

static void
strip_free (gpointer data)
{
  Strip *self = data;

  for (guint i = 0; i < G_N_ELEMENTS (self->drawings); i++)
    {
      g_free (self->titles[i]);
      g_clear_pointer (&self->spots[i], g_ptr_array_unref);
    }
  hearth_pack_set_unref (self->packs);
  g_free (self);
}

static const HearthBodyInk black = { { 0, 0, 0 }, { 1, 1, 1 } };

static void
draw_strip (cairo_t *cr, double width, double height, gpointer data)
{
  const Strip *self = data;
  double share = width / self->n_drawings;

  for (guint i = 0; i < self->n_drawings; i++)
    {
      HearthBodyFrame frame = hearth_body_frame (self->drawings[i], share - 20, height - 22);
      const HearthPrintBox title = { frame.x, height - 16, share - frame.x, 16 };

      cairo_save (cr);
      cairo_translate (cr, share * i, 0);
      hearth_body_paint (cr, self->drawings[i], &frame, &black);
      for (guint j = 0; j < self->spots[i]->len; j++)
        hearth_body_paint_spot (cr, self->spots[i]->pdata[j], &frame, SPOT_UNIT, &black);
      hearth_print_text (cr, &title, self->titles[i], 9, FALSE);
      cairo_restore (cr);
    }
}

static const char *
symbol_of (const Sheet *self, const char *kind)
{
  const HearthPackEntry *entry =
      kind != NULL ? hearth_pack_set_lookup (self->packs, "injury-kind", kind) : NULL;

  return entry != NULL ? hearth_pack_entry_get_text (entry, "Symbol", NULL) : NULL;
}

static GPtrArray *
list_spots (const Sheet *self, const HearthBodyDrawing *wanted)
{
  GPtrArray *spots = g_ptr_array_new_with_free_func ((GDestroyNotify) hearth_body_spot_free);

  for (guint i = 0; i < self->injuries->len; i++)
    {
      const HearthRecord *injury = self->injuries->pdata[i];
      const char *drawing = NULL;
      g_autoptr (GArray) mark = hearth_injury_dup_mark (injury, self->packs, &drawing);
      g_autofree char *label = hearth_injury_dup_label (injury);

      if (g_strcmp0 (drawing, wanted->id) == 0)
        g_ptr_array_add (
            spots,
            hearth_body_spot_new (label, symbol_of (self, hearth_record_get_text (injury, "kind")),
                                  g_steal_pointer (&mark)));
    }
  return spots;
}

static void
add_strip (const Sheet *self, Strip *strip, double height)
{
  if (strip->n_drawings > 0)
    hearth_flow_add_drawing (self->flow, height, draw_strip, strip, strip_free);
  else
    strip_free (strip);
}

static Strip *
strip_new (const Sheet *self)
{
  Strip *strip = g_new0 (Strip, 1);

  strip->packs = hearth_pack_set_ref (self->packs);
  return strip;
}

/* The whole body always, front and back beside each other; face, hands and feet if they bear a mark. */
static void
add_drawings (const Sheet *self)
{
  const HearthBodyMap *map = hearth_body_map_get (self->packs);
  Strip *strip = strip_new (self);
  gboolean is_tall = TRUE;

  for (guint i = 0; i < hearth_body_map_get_n_drawings (map); i++)
    {
      const HearthBodyDrawing *drawing = hearth_body_map_get_drawing (map, i);
      g_autoptr (GPtrArray) spots = list_spots (self, drawing);

      if (i >= 2 && spots->len == 0)
        continue;
      if (strip->n_drawings == 2 || (i == 2 && strip->n_drawings > 0))
        {
          add_strip (self, strip, is_tall ? TALL_HEIGHT : SMALL_HEIGHT);
          strip = strip_new (self);
        }
      is_tall = i < 2;
      strip->drawings[strip->n_drawings] = drawing;
      strip->titles[strip->n_drawings] =
          g_strdup (hearth_pack_entry_get_title (drawing->entry, self->language));
      strip->spots[strip->n_drawings++] = g_steal_pointer (&spots);
    }
  add_strip (self, strip, is_tall ? TALL_HEIGHT : SMALL_HEIGHT);
}

typedef struct
{
  HearthPackSet *packs;
  const char *symbol;
  char *title;
} Sign;

static void
sign_free (gpointer data)
{
  Sign *self = data;

  hearth_pack_set_unref (self->packs);
  g_free (self->title);
  g_free (self);
}

static void
draw_sign (cairo_t *cr, double width, double height, gpointer data)
{
  const Sign *self = data;
  const HearthPrintBox box = { 20, 1, width - 20, height };

  hearth_body_paint_symbol (cr, self->symbol, 8, height / 2, SPOT_UNIT, &black);
  hearth_print_text (cr, &box, self->title, 10, FALSE);
}

static gboolean
is_used (const Sheet *self, const char *kind)
{
  for (guint i = 0; i < self->injuries->len; i++)
    if (g_strcmp0 (hearth_record_get_text (self->injuries->pdata[i], "kind"), kind) == 0)
      return TRUE;
  return FALSE;
}

static void
add_legend (const Sheet *self)
{
  gboolean has_head = FALSE;

  for (guint i = 0; i < hearth_pack_set_get_n_entries (self->packs, "injury-kind"); i++)
    {
      const HearthPackEntry *entry = hearth_pack_set_get_entry (self->packs, "injury-kind", i);
      Sign *sign;

      if (!is_used (self, hearth_pack_entry_get_id (entry)))
        continue;
      if (!has_head)
        hearth_flow_add_heading (self->flow, self->words->legend);
      has_head = TRUE;
      sign = g_new0 (Sign, 1);
      sign->packs = hearth_pack_set_ref (self->packs);
      sign->symbol = hearth_pack_entry_get_text (entry, "Symbol", NULL);
      sign->title = g_strdup (hearth_pack_entry_get_title (entry, self->language));
      hearth_flow_add_drawing (self->flow, 15, draw_sign, sign, sign_free);
    }
}

static const char *
title_of (const Sheet *self, const HearthRecord *injury, const char *field, const char *kind)
{
  const char *id = hearth_record_get_text (injury, field);

  return id != NULL ? hearth_pack_set_get_title (self->packs, kind, id, self->language) : NULL;
}

static char *
dup_size (const Sheet *self, const HearthRecord *injury)
{
  gint64 length = 0, width = 0;
  gboolean has_length = hearth_record_get_int (injury, "length_mm", &length);
  gboolean has_width = hearth_record_get_int (injury, "width_mm", &width);

  if (has_length && has_width)
    return g_strdup_printf ("%d × %d %s", (int) length, (int) width, self->words->mm);
  if (has_length || has_width)
    return g_strdup_printf ("%d %s", (int) (has_length ? length : width), self->words->mm);
  return NULL;
}

static void
add_table (const Sheet *self)
{
  static const double shares[] = { 0.07, 0.25, 0.18, 0.15, 0.15, 0.2 };
  const char *head[] = { self->words->number, self->words->region, self->words->kind,
                         self->words->size,   self->words->age,    self->words->consistency };

  hearth_flow_add_heading (self->flow, self->words->table);
  hearth_flow_add_row (self->flow, head, shares, G_N_ELEMENTS (head), TRUE);
  for (guint i = 0; i < self->injuries->len; i++)
    {
      const HearthRecord *injury = self->injuries->pdata[i];
      g_autofree char *label = hearth_injury_dup_label (injury);
      g_autofree char *size = dup_size (self, injury);
      const char *cells[] = { label,
                              title_of (self, injury, "region", "body-region"),
                              title_of (self, injury, "kind", "injury-kind"),
                              size,
                              hearth_record_get_text (injury, "age"),
                              title_of (self, injury, "consistency", "consistency") };

      hearth_flow_add_row (self->flow, cells, shares, G_N_ELEMENTS (cells), FALSE);
    }
}

static void
append_part (GString *out, const char *text)
{
  if (text != NULL && *text != '\0')
    g_string_append_printf (out, "%s%s", out->len > 0 ? "; " : "", text);
}

static void
add_joined (const Sheet *self, const char *title, const char *a, const char *b, const char *c)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_part (text, a);
  append_part (text, b);
  append_part (text, c);
  if (text->len > 0)
    hearth_flow_add_fact (self->flow, title, text->str);
}

static const char *
consent_of (const Sheet *self, const HearthRecord *injury)
{
  static const char *const ids[] = { "given", "declined", "not-asked" };
  const char *consent = hearth_record_get_text (injury, "consent");

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    if (g_strcmp0 (consent, ids[i]) == 0)
      return self->words->consents[i];
  return NULL;
}

static const HearthRecord *
find_photo (const Sheet *self, const HearthRecord *injury)
{
  static const char *const kinds[] = { "medical_file", "restricted_file" };
  HearthId id;

  if (!hearth_id_parse (hearth_record_get_text (injury, "photo"), &id))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      GPtrArray *files = hearth_case_get_records (self->kase, kinds[i]);

      for (guint j = 0; j < files->len; j++)
        if (hearth_id_equal (hearth_record_get_id (files->pdata[j]), &id))
          return files->pdata[j];
    }
  return NULL;
}

static void
add_photo (const Sheet *self, const HearthRecord *injury)
{
  const HearthRecord *photo = find_photo (self, injury);
  const char *title;

  if (photo == NULL)
    return;
  title = hearth_record_get_text (photo, "title");
  hearth_flow_add_fact (self->flow, self->words->photo,
                        title != NULL ? title : hearth_record_get_text (photo, "name"));
  hearth_flow_add_fact (self->flow, self->words->checksum, hearth_record_get_text (photo, "hash"));
}

static void
add_record (const Sheet *self, const HearthRecord *injury)
{
  g_autofree char *label = hearth_injury_dup_label (injury);
  g_autofree char *head =
      _hearth_paper_fill (self->words->injury, label != NULL ? label : "?", NULL);
  g_autofree char *alleged = _hearth_paper_dup_partial (injury, "alleged_on", self->language);
  g_autofree char *examined =
      _hearth_paper_dup_date (hearth_record_get_date (injury, "examined_on"), self->language);

  hearth_flow_add_bold (self->flow, head);
  hearth_flow_add_fact (self->flow, self->words->seen, hearth_record_get_text (injury, "seen"));
  hearth_flow_add_fact (self->flow, self->words->method,
                        title_of (self, injury, "method", "injury-method"));
  add_joined (self, self->words->alleged, alleged, hearth_record_get_text (injury, "alleged_place"),
              hearth_record_get_text (injury, "alleged_by"));
  hearth_flow_add_fact (self->flow, self->words->words, hearth_record_get_text (injury, "words"));
  hearth_flow_add_fact (self->flow, self->words->consistency,
                        title_of (self, injury, "consistency", "consistency"));
  hearth_flow_add_fact (self->flow, self->words->evaluation,
                        hearth_record_get_text (injury, "evaluation"));
  hearth_flow_add_fact (self->flow, self->words->consent, consent_of (self, injury));
  add_joined (self, self->words->examined, examined, hearth_record_get_text (injury, "examiner"),
              NULL);
  hearth_flow_add_fact (self->flow, self->words->witness,
                        hearth_record_get_text (injury, "witness"));
  add_photo (self, injury);
  hearth_flow_add_gap (self->flow, 6);
}

static void
add_degrees (const Sheet *self)
{
  hearth_flow_add_heading (self->flow, self->words->degrees);
  for (guint i = 0; i < hearth_pack_set_get_n_entries (self->packs, "consistency"); i++)
    {
      const HearthPackEntry *entry = hearth_pack_set_get_entry (self->packs, "consistency", i);

      hearth_flow_add_fact (self->flow, hearth_pack_entry_get_title (entry, self->language),
                            hearth_pack_entry_get_text (entry, "Meaning", self->language));
    }
}

static void
add_person (const Sheet *self)
{
  const HearthRecord *person = hearth_case_get_person (self->kase);
  g_autofree char *title =
      _hearth_paper_fill (self->words->title, hearth_record_get_text (person, "number"), NULL);
  g_autofree char *name = _hearth_paper_dup_name (person, self->language);
  g_autofree char *birth = _hearth_paper_dup_partial (person, "birth", self->language);

  hearth_flow_add_title (self->flow, title);
  if (name != NULL)
    hearth_flow_add_bold (self->flow, name);
  hearth_flow_add_fact (self->flow, self->words->born, birth);
  hearth_flow_add_note (self->flow, self->words->about);
}

static void
collect (const Sheet *self, const char *kind)
{
  GPtrArray *records = hearth_case_get_records (self->kase, kind);

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (self->injuries, records->pdata[i]);
}

static void
add_injuries (const Sheet *self)
{
  add_drawings (self);
  if (self->injuries->len == 0)
    {
      hearth_flow_add_text (self->flow, self->words->none);
      return;
    }
  add_legend (self);
  add_table (self);
  hearth_flow_add_heading (self->flow, self->words->records);
  for (guint i = 0; i < self->injuries->len; i++)
    add_record (self, self->injuries->pdata[i]);
  add_degrees (self);
}

/**
 * hearth_injury_sheet_new:
 *
 * Source: Istanbul Protocol, OHCHR, revision of 2022, annexes III and IV (domain 2.4).
 *
 * Returns: (transfer full): the annex. Thread: of @kase.
 */
HearthFlow *
hearth_injury_sheet_new (HearthContext *context,
                         HearthCase *kase,
                         const char *language,
                         gboolean with_restricted)
{
  g_autoptr (GPtrArray) injuries = g_ptr_array_new ();
  g_autofree char *day = NULL;
  g_autofree char *footer = NULL;
  Sheet self = { .kase = kase, .language = language, .injuries = injuries };

  g_return_val_if_fail (HEARTH_IS_CONTEXT (context) && HEARTH_IS_CASE (kase), NULL);

  self.packs = hearth_context_get_packs (context);
  self.words = _hearth_injury_words_for (language);
  day = hearth_plan_date_in_words (hearth_case_get_today (kase), language);
  footer = _hearth_paper_fill (self.words->made_on, day,
                               hearth_record_get_text (hearth_case_get_person (kase), "number"));
  self.flow = hearth_flow_new (TYPE_SIZE, footer);
  collect (&self, "injury");
  if (with_restricted)
    collect (&self, "restricted_injury");
  add_person (&self);
  add_injuries (&self);
  hearth_flow_add_heading (self.flow, self.words->signatures);
  hearth_flow_add_signature (self.flow, self.words->examiner);
  hearth_flow_add_signature (self.flow, self.words->interpreter);
  hearth_flow_add_signature (self.flow, self.words->person);
  return self.flow;
}
