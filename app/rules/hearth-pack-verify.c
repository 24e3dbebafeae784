/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Checks pack files as their author sees them: alone, against each other and against the rest. */
#include "config.h"

#include "hearth-pack-verify.h"

#include "hearth-body-map.h"
#include "hearth-letter.h"
#include "hearth-plan-templates.h"
#include "hearth-questionnaire.h"
#include "hearth-refeeding.h"

static void
free_pack (gpointer data)
{
  hearth_pack_unref (data);
}

/* A pack that takes the place of a shipped one can leave references of other packs open. That is
 * told when the packs are used together; here only the files asked about are judged. */
static void
drop_problems_of_others (const char *const *paths, guint first, GPtrArray *problems)
{
  for (guint i = problems->len; i > first; i--)
    {
      const HearthPackProblem *problem = g_ptr_array_index (problems, i - 1);
      gboolean is_asked = FALSE;

      for (const char *const *path = paths; *path != NULL; path++)
        {
          g_autofree char *name = g_path_get_basename (*path);

          is_asked = is_asked || g_str_equal (name, problem->file);
        }
      if (!is_asked)
        g_ptr_array_remove_index (problems, i - 1);
    }
}

/**
 * hearth_pack_verify_set:
 * @set: without problems of its own
 * @problems: (element-type HearthPackProblem): what is wrong is added here
 *
 * What the rules ask of packs that are in order by themselves.
 */
void
hearth_pack_verify_set (HearthPackSet *set, GPtrArray *problems)
{
  HearthPlanTemplates *templates = hearth_plan_templates_new_checked (set, problems);

  hearth_plan_templates_unref (templates);
  hearth_questionnaire_check_packs (set, problems);
  hearth_refeeding_check_packs (set, problems);
  hearth_body_map_check_packs (set, problems);
  hearth_letter_check_packs (set, problems);
}

static void
read_into (GPtrArray *packs, const char *path, GPtrArray *problems)
{
  HearthPack *pack = hearth_pack_read (path, problems);

  if (pack != NULL)
    g_ptr_array_add (packs, pack);
}

/**
 * hearth_pack_verify_files:
 * @paths: (array zero-terminated=1): files to check
 * @base: (nullable): packs that references may lead to; those of a kind that @paths hold are replaced
 * @problems: (element-type HearthPackProblem): what is wrong with @paths is added here
 *
 * All checks that there are: the form of each file, its references, and what the rules ask of steps
 * and calendar, such as steps that wait for themselves.
 *
 * Returns: whether nothing is wrong.
 */
gboolean
hearth_pack_verify_files (const char *const *paths, HearthPackSet *base, GPtrArray *problems)
{
  g_autoptr (GPtrArray) packs = g_ptr_array_new_with_free_func (free_pack);
  g_autoptr (HearthPackSet) set = NULL;
  guint first;

  g_return_val_if_fail (paths != NULL && problems != NULL, FALSE);

  first = problems->len;
  for (const char *const *path = paths; *path != NULL; path++)
    read_into (packs, *path, problems);
  set = hearth_pack_set_new (packs, base, problems);
  drop_problems_of_others (paths, first, problems);
  if (problems->len == first)
    {
      hearth_pack_verify_set (set, problems);
      drop_problems_of_others (paths, first, problems);
    }
  return problems->len == first;
}

/**
 * hearth_pack_verify_folder:
 * @dir: a folder of packs, as the program loads it
 * @problems: (element-type HearthPackProblem): what is wrong is added here
 * @n_packs: (out) (optional): how many files were read
 *
 * As hearth_pack_verify_files(), but the folder stands by itself: whatever a pack refers to must be there.
 *
 * Returns: whether nothing is wrong.
 */
gboolean
hearth_pack_verify_folder (const char *dir, GPtrArray *problems, guint *n_packs)
{
  g_autoptr (GPtrArray) packs = g_ptr_array_new_with_free_func (free_pack);
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (HearthPackSet) set = NULL;
  guint first;

  g_return_val_if_fail (dir != NULL && problems != NULL, FALSE);

  first = problems->len;
  names = hearth_pack_set_list_files (dir, NULL);
  if (n_packs != NULL)
    *n_packs = names != NULL ? names->len : 0;
  if (names == NULL || names->len == 0)
    {
      hearth_pack_problems_add (problems, dir, NULL, NULL, 0, "io",
                                "the folder cannot be read, or holds no packs");
      return FALSE;
    }
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (dir, names->pdata[i], NULL);

      read_into (packs, path, problems);
    }
  set = hearth_pack_set_new (packs, NULL, problems);
  if (problems->len == first)
    hearth_pack_verify_set (set, problems);
  return problems->len == first;
}
