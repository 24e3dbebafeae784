/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-guide-page.h"

#include <string.h>

/* Our longest page has a tenth of it. */
#define MAX_PAGE_SIZE (64 * 1024)

struct _HearthGuidePage
{
  char *id;
  char *title;
  char *summary;
  char *sort;
  char *folded;
  GArray *blocks;
};

/* Where the reader stands. */
typedef struct
{
  HearthGuidePage *page;
  GString *words;
  HearthGuideKind kind;
  guint number;
  guint n_cells;
  gboolean is_in_info;
  gboolean is_sort_title;
  gboolean is_open;
  gboolean is_first_key;
} Reader;

/* What stands around the words of an element that only marks them. */
typedef struct
{
  const char *element;
  const char *before;
  const char *after;
} Mark;

static const Mark marks[] = {
  { "gui", "<b>", "</b>" },   { "key", "<tt>", "</tt>" }, { "file", "<tt>", "</tt>" },
  { "cmd", "<tt>", "</tt>" }, { "em", "<i>", "</i>" },
};

/* Those that hold others and show nothing of their own. */
static const char *const containers[] = { "page", "section", "steps", "list", "table", "td" };

static void
block_clear (HearthGuideBlock *block)
{
  g_free (block->markup);
  g_free (block->value);
}

static const Mark *
find_mark (const char *element)
{
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (g_str_equal (marks[i].element, element))
      return &marks[i];
  return NULL;
}

static gboolean
is_container (const char *element)
{
  for (guint i = 0; i < G_N_ELEMENTS (containers); i++)
    if (g_str_equal (containers[i], element))
      return TRUE;
  return FALSE;
}

static const char *
find_attribute (const char **names, const char **values, const char *name)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return values[i];
  return NULL;
}

static void
begin_words (Reader *reader)
{
  g_string_truncate (reader->words, 0);
  reader->is_open = TRUE;
}

static char *
take_words (Reader *reader)
{
  reader->is_open = FALSE;
  return g_strstrip (g_strndup (reader->words->str, reader->words->len));
}

static void
begin_container (Reader *reader, const char *element, const char **names, const char **values)
{
  if (g_str_equal (element, "page"))
    reader->page->id = g_strdup (find_attribute (names, values, "id"));
  else if (g_str_equal (element, "steps"))
    {
      reader->kind = HEARTH_GUIDE_STEP;
      reader->number = 0;
    }
  else if (g_str_equal (element, "list"))
    reader->kind = HEARTH_GUIDE_BULLET;
  else if (g_str_equal (element, "td"))
    reader->kind = HEARTH_GUIDE_ROW;
}

static void
begin_note (Reader *reader, const char **names, const char **values)
{
  const char *style = find_attribute (names, values, "style");

  reader->kind = g_strcmp0 (style, "warning") == 0 ? HEARTH_GUIDE_WARNING : HEARTH_GUIDE_NOTE;
}

/* A link inside "info" says where the page belongs, one inside a paragraph is shown. */
static void
begin_link (Reader *reader, const char **names, const char **values)
{
  const char *target = find_attribute (names, values, "xref");
  g_autofree char *escaped = g_markup_escape_text (target != NULL ? target : "", -1);

  if (!reader->is_in_info)
    g_string_append_printf (reader->words, "<a href=\"%s\">", escaped);
}

static void
begin_mark (Reader *reader, const Mark *mark)
{
  if (g_str_equal (mark->element, "key") && !reader->is_first_key)
    g_string_append (reader->words, "+");
  reader->is_first_key = FALSE;
  g_string_append (reader->words, mark->before);
}

static void
on_start (GMarkupParseContext *context,
          const char *element,
          const char **names,
          const char **values,
          gpointer user_data,
          GError **error)
{
  Reader *reader = user_data;
  const Mark *mark = find_mark (element);

  if (mark != NULL)
    {
      const GSList *around = g_markup_parse_context_get_element_stack (context)->next;

      if (around == NULL || !g_str_equal (around->data, "keyseq"))
        reader->is_first_key = TRUE;
      begin_mark (reader, mark);
    }
  else if (is_container (element))
    begin_container (reader, element, names, values);
  else if (g_str_equal (element, "info"))
    reader->is_in_info = TRUE;
  else if (g_str_equal (element, "link"))
    begin_link (reader, names, values);
  else if (g_str_equal (element, "keyseq"))
    reader->is_first_key = TRUE;
  else if (g_str_equal (element, "item"))
    reader->number++;
  else if (g_str_equal (element, "tr"))
    reader->n_cells = 0;
  else if (g_str_equal (element, "note"))
    begin_note (reader, names, values);
  else if (g_str_equal (element, "title"))
    {
      reader->is_sort_title = g_strcmp0 (find_attribute (names, values, "type"), "sort") == 0;
      begin_words (reader);
    }
  else if (g_str_equal (element, "p") || g_str_equal (element, "desc"))
    begin_words (reader);
  else
    g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_UNKNOWN_ELEMENT,
                 "the guide does not know this element");
}

static void
add_block (Reader *reader, HearthGuideKind kind)
{
  HearthGuideBlock block = { .kind = kind, .markup = take_words (reader) };

  if (kind == HEARTH_GUIDE_STEP)
    block.number = reader->number;
  if (kind == HEARTH_GUIDE_ROW && reader->n_cells++ > 0)
    {
      HearthGuideBlock *row =
          &g_array_index (reader->page->blocks, HearthGuideBlock, reader->page->blocks->len - 1);

      g_free (row->value);
      row->value = g_steal_pointer (&block.markup);
      return;
    }
  g_array_append_val (reader->page->blocks, block);
}

static void
end_title (Reader *reader)
{
  if (reader->is_sort_title)
    {
      g_free (reader->page->sort);
      reader->page->sort = take_words (reader);
    }
  else if (reader->page->title == NULL)
    reader->page->title = take_words (reader);
  else
    add_block (reader, HEARTH_GUIDE_HEADING);
}

static void
on_end (GMarkupParseContext *context, const char *element, gpointer user_data, GError **error)
{
  Reader *reader = user_data;
  const Mark *mark = find_mark (element);

  if (mark != NULL)
    g_string_append (reader->words, mark->after);
  else if (g_str_equal (element, "link") && !reader->is_in_info)
    g_string_append (reader->words, "</a>");
  else if (g_str_equal (element, "info"))
    reader->is_in_info = FALSE;
  else if (g_str_equal (element, "title"))
    end_title (reader);
  else if (g_str_equal (element, "desc"))
    {
      g_free (reader->page->summary);
      reader->page->summary = take_words (reader);
    }
  else if (g_str_equal (element, "p"))
    add_block (reader, reader->kind);
  else if (g_str_equal (element, "steps") || g_str_equal (element, "list") ||
           g_str_equal (element, "note") || g_str_equal (element, "td"))
    reader->kind = HEARTH_GUIDE_TEXT;
}

/* Lines of the source are joined: it is the screen that breaks them. */
static void
on_text (
    GMarkupParseContext *context, const char *text, gsize size, gpointer user_data, GError **error)
{
  Reader *reader = user_data;
  g_autofree char *escaped = NULL;

  if (!reader->is_open)
    return;
  escaped = g_markup_escape_text (text, size);
  for (const char *p = escaped; *p != '\0'; p++)
    {
      gboolean is_space = g_ascii_isspace (*p);
      gsize len = reader->words->len;

      if (!is_space)
        g_string_append_c (reader->words, *p);
      else if (len > 0 && reader->words->str[len - 1] != ' ')
        g_string_append_c (reader->words, ' ');
    }
}

/* What is read, without what marks it. */
static void
append_bare (GString *all, const char *markup)
{
  gboolean is_tag = FALSE;

  for (const char *p = markup; *p != '\0'; p++)
    {
      if (*p == '<')
        is_tag = TRUE;
      if (!is_tag)
        g_string_append_c (all, *p);
      if (*p == '>')
        is_tag = FALSE;
    }
  g_string_append_c (all, ' ');
}

/* Everything on the page in small letters, for the search. */
static char *
fold_page (const HearthGuidePage *self)
{
  g_autoptr (GString) all = g_string_new (NULL);

  append_bare (all, self->title);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const HearthGuideBlock *block = &g_array_index (self->blocks, HearthGuideBlock, i);

      append_bare (all, block->markup);
      append_bare (all, block->value != NULL ? block->value : "");
    }
  return g_utf8_casefold (all->str, all->len);
}

/**
 * hearth_guide_page_parse:
 * @text: a Mallard page, UTF-8
 * @size: its size in bytes, or -1; at most 64 KiB
 *
 * Returns: (transfer full): the page, or %NULL with an error of #GMarkupError for what is not a
 *   page or has an element that the guide does not show. Thread: any.
 */
HearthGuidePage *
hearth_guide_page_parse (const char *text, gssize size, GError **error)
{
  static const GMarkupParser parser = { .start_element = on_start,
                                        .end_element = on_end,
                                        .text = on_text };
  g_autoptr (HearthGuidePage) self = g_new0 (HearthGuidePage, 1);
  g_autoptr (GString) words = g_string_new (NULL);
  Reader reader = { .page = self, .words = words, .kind = HEARTH_GUIDE_TEXT };
  g_autoptr (GMarkupParseContext) context =
      g_markup_parse_context_new (&parser, G_MARKUP_PREFIX_ERROR_POSITION, &reader, NULL);

  g_return_val_if_fail (text != NULL, NULL);

  self->blocks = g_array_new (FALSE, TRUE, sizeof (HearthGuideBlock));
  g_array_set_clear_func (self->blocks, (GDestroyNotify) block_clear);
  size = size < 0 ? (gssize) strlen (text) : size;
  if (size > MAX_PAGE_SIZE)
    {
      g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, "the page is too long");
      return NULL;
    }
  if (!g_markup_parse_context_parse (context, text, size, error) ||
      !g_markup_parse_context_end_parse (context, error))
    return NULL;
  if (self->id == NULL || self->title == NULL)
    {
      g_set_error (error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT,
                   "the page has no id or no title");
      return NULL;
    }
  self->folded = fold_page (self);
  return g_steal_pointer (&self);
}

/**
 * hearth_guide_page_free:
 * @self: (nullable): a page
 */
void
hearth_guide_page_free (HearthGuidePage *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->title);
  g_free (self->summary);
  g_free (self->sort);
  g_free (self->folded);
  g_clear_pointer (&self->blocks, g_array_unref);
  g_free (self);
}

/** hearth_guide_page_get_id: Returns: what links call it, for example "vault". Thread: any. */
const char *
hearth_guide_page_get_id (const HearthGuidePage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->id;
}

/** hearth_guide_page_get_title: Returns: its title, as markup. Thread: any. */
const char *
hearth_guide_page_get_title (const HearthGuidePage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->title;
}

/** hearth_guide_page_get_summary: Returns: (nullable): a line about it, as markup. Thread: any. */
const char *
hearth_guide_page_get_summary (const HearthGuidePage *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->summary;
}

/** hearth_guide_page_get_n_blocks: Returns: how many blocks it has. Thread: any. */
guint
hearth_guide_page_get_n_blocks (const HearthGuidePage *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->blocks->len;
}

/**
 * hearth_guide_page_get_block:
 * @i: from 0
 *
 * Returns: (transfer none): block @i of the page, in reading order. Thread: any.
 */
const HearthGuideBlock *
hearth_guide_page_get_block (const HearthGuidePage *self, guint i)
{
  g_return_val_if_fail (self != NULL && i < self->blocks->len, NULL);

  return &g_array_index (self->blocks, HearthGuideBlock, i);
}

/**
 * hearth_guide_page_matches:
 * @words: what somebody looks for
 *
 * Returns: whether every word of @words is on the page, upper or lower case alike. Thread: any.
 */
gboolean
hearth_guide_page_matches (const HearthGuidePage *self, const char *words)
{
  g_autofree char *folded = NULL;
  g_auto (GStrv) each = NULL;

  g_return_val_if_fail (self != NULL && words != NULL, FALSE);

  folded = g_utf8_casefold (words, -1);
  each = g_strsplit_set (folded, " \t", -1);
  for (guint i = 0; each[i] != NULL; i++)
    {
      g_autofree char *escaped = g_markup_escape_text (each[i], -1);

      if (strstr (self->folded, escaped) == NULL)
        return FALSE;
    }
  return TRUE;
}

/**
 * hearth_guide_page_compare:
 *
 * Returns: as strcmp(): by the sort title of Mallard, which numbers our pages in the order of work,
 *   the page "index" before all. Thread: any.
 */
int
hearth_guide_page_compare (const HearthGuidePage *a, const HearthGuidePage *b)
{
  g_return_val_if_fail (a != NULL && b != NULL, 0);

  if (g_str_equal (a->id, "index") != g_str_equal (b->id, "index"))
    return g_str_equal (a->id, "index") ? -1 : 1;
  return g_strcmp0 (a->sort, b->sort);
}
