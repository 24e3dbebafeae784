/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A PDF may name a font without carrying it, and poppler then asks fontconfig for a substitute and
 * FreeType for that file, long after hearth-decoder gave up the right to open files. So the substitutes
 * are opened beforehand, fontconfig is made to know no others, and the system call filter, instead of
 * refusing to open a file, asks a signal handler, which hands out copies of what is already open. */
#include "config.h"

#include "hearth-fonts-private.h"

#include <errno.h>
#include <fcntl.h>
#include <fontconfig/fontconfig.h>
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

/* The fonts that every reader of PDF has to bring (ISO 32000-1, 9.6.2.2), the ones that office programs
 * leave out most often, and the three families into which everything else falls. */
static const char *const families[] = {
  "Helvetica", "Times",           "Courier",     "Symbol",  "ZapfDingbats", "Dingbats",
  "Arial",     "Times New Roman", "Courier New", "Calibri", "Cambria",      "Verdana",
  "Tahoma",    "Georgia",         "sans-serif",  "serif",   "monospace",
};

/* Kinds of files that poppler takes. Others are never asked for. */
static const char *const patterns[] = { "*.ttf", "*.ttc", "*.otf", "*.pfa", "*.pfb",
                                        "*.TTF", "*.TTC", "*.OTF", "*.PFA", "*.PFB" };

#define MAX_FONTS 128

typedef struct
{
  char *path;
  int fd;
} Font;

static Font fonts[MAX_FONTS];
static guint n_fonts;

/* Where a processor keeps the arguments and the result of a system call. */
#if defined(__x86_64__)
#define CALL_ARGUMENT(c, n) ((c)->uc_mcontext.gregs[(n) == 0 ? REG_RDI : REG_RSI])
#define CALL_RESULT(c) ((c)->uc_mcontext.gregs[REG_RAX])
#elif defined(__aarch64__)
#define CALL_ARGUMENT(c, n) ((c)->uc_mcontext.regs[n])
#define CALL_RESULT(c) ((c)->uc_mcontext.regs[0])
#elif defined(__riscv)
#define CALL_ARGUMENT(c, n) ((c)->uc_mcontext.__gregs[REG_A0 + (n)])
#define CALL_RESULT(c) ((c)->uc_mcontext.__gregs[REG_A0])
#endif

#ifdef CALL_RESULT
/* Runs inside a signal handler, with a path that a stranger may have chosen. */
static int
open_kept (const char *path)
{
  for (guint i = 0; i < n_fonts; i++)
    if (strcmp (fonts[i].path, path) == 0)
      {
        int fd = dup (fonts[i].fd);

        if (fd >= 0)
          (void) lseek (fd, 0, SEEK_SET);
        return fd >= 0 ? fd : -EMFILE;
      }
  return -EACCES;
}

static void
on_call_refused (int number, siginfo_t *info, void *data)
{
  ucontext_t *context = data;
  int saved_errno = errno;
  guint at = 1;

#ifdef SYS_open
  if (info->si_syscall == SYS_open)
    at = 0;
#endif
  CALL_RESULT (context) = open_kept ((const char *) CALL_ARGUMENT (context, at));
  errno = saved_errno;
}

static gboolean
answer_calls (void)
{
  struct sigaction action = { 0 };

  action.sa_sigaction = on_call_refused;
  action.sa_flags = SA_SIGINFO;
  return sigaction (SIGSYS, &action, NULL) == 0;
}
#else
/* Without its letters a document would be worse than not shown. */
static gboolean
answer_calls (void)
{
  return FALSE;
}
#endif

static void
keep (const char *path)
{
  int fd;

  for (guint i = 0; i < n_fonts; i++)
    if (strcmp (fonts[i].path, path) == 0)
      return;
  if (n_fonts == MAX_FONTS)
    return;
  fd = open (path, O_RDONLY | O_CLOEXEC);
  if (fd >= 0)
    fonts[n_fonts++] = (Font){ g_strdup (path), fd };
}

static void
keep_match (FcConfig *config, const char *family, int weight, int slant)
{
  FcPattern *wanted = FcPatternCreate (), *found;
  FcResult result;
  FcChar8 *path;

  FcPatternAddString (wanted, FC_FAMILY, (const FcChar8 *) family);
  FcPatternAddInteger (wanted, FC_WEIGHT, weight);
  FcPatternAddInteger (wanted, FC_SLANT, slant);
  FcPatternAddBool (wanted, FC_SCALABLE, FcTrue);
  FcConfigSubstitute (config, wanted, FcMatchPattern);
  FcDefaultSubstitute (wanted);
  found = FcFontMatch (config, wanted, &result);
  if (found != NULL && FcPatternGetString (found, FC_FILE, 0, &path) == FcResultMatch)
    keep ((const char *) path);
  g_clear_pointer (&found, FcPatternDestroy);
  FcPatternDestroy (wanted);
}

static void
keep_substitutes (void)
{
  FcConfig *config = FcInitLoadConfigAndFonts ();

  for (guint i = 0; config != NULL && i < G_N_ELEMENTS (families); i++)
    {
      keep_match (config, families[i], FC_WEIGHT_REGULAR, FC_SLANT_ROMAN);
      keep_match (config, families[i], FC_WEIGHT_BOLD, FC_SLANT_ROMAN);
      keep_match (config, families[i], FC_WEIGHT_REGULAR, FC_SLANT_ITALIC);
      keep_match (config, families[i], FC_WEIGHT_BOLD, FC_SLANT_ITALIC);
    }
  g_clear_pointer (&config, FcConfigDestroy);
}

static void
append_globs (GString *xml, const char *element, const char *const *globs, guint n)
{
  g_string_append_printf (xml, "<%s>", element);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *glob = g_markup_escape_text (globs[i], -1);

      g_string_append_printf (xml, "<glob>%s</glob>", glob);
    }
  g_string_append_printf (xml, "</%s>", element);
}

/* The system's own rules of substitution, over the fonts that are open. */
static void
forget_other_fonts (void)
{
  g_autoptr (GString) xml = g_string_new ("<?xml version=\"1.0\"?><fontconfig><selectfont>");
  const char *kept[MAX_FONTS];
  FcConfig *config = FcInitLoadConfig ();

  for (guint i = 0; i < n_fonts; i++)
    kept[i] = fonts[i].path;
  append_globs (xml, "rejectfont", patterns, G_N_ELEMENTS (patterns));
  append_globs (xml, "acceptfont", kept, n_fonts);
  g_string_append (xml, "</selectfont></fontconfig>");
  if (config == NULL)
    return;
  FcConfigParseAndLoadFromMemory (config, (const FcChar8 *) xml->str, FcFalse);
  /* Looking whether folders changed would need files. */
  FcConfigSetRescanInterval (config, 0);
  FcConfigSetCurrent (config);
  FcConfigDestroy (config);
}

gboolean
_hearth_fonts_prepare (void)
{
  keep_substitutes ();
  forget_other_fonts ();
  return answer_calls ();
}
