/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one table from errors to sentences: what happened, what is safe, what to do next. The window and
 * hearthctl both read it. */
#include "config.h"

#include "hearth-sentence.h"

#include "hearth-backup-error.h"
#include "hearth-crypto-error.h"
#include "hearth-decode-error.h"
#include "hearth-notice.h"
#include "hearth-store.h"
#include "hearth-vault.h"

#include <glib/gi18n.h>

static const HearthSentence vault_sentences[] = {
  [HEARTH_VAULT_ERROR_NOT_A_VAULT] = { N_ ("This folder is not a vault"),
                                       N_ ("Nothing in it was changed. Choose a folder whose name "
                                           "ends in “.hearth”.") },
  [HEARTH_VAULT_ERROR_TOO_NEW] = { N_ ("This vault was written by a newer version of Hearth"),
                                   N_ ("It was not touched. Install the newer version to open "
                                       "it.") },
  [HEARTH_VAULT_ERROR_WRONG_KEY] = { N_ ("Wrong user name or passphrase"),
                                     N_ ("The vault is unharmed. Check the keyboard layout and "
                                         "Caps Lock, then try again.") },
  [HEARTH_VAULT_ERROR_BUSY] = { N_ ("This vault is already open"),
                                N_ ("Only one program can use a vault at a time. Close the other "
                                    "window or program first.") },
  [HEARTH_VAULT_ERROR_HEADER_DAMAGED] = { N_ ("Both key files of this vault are damaged"),
                                          N_ ("The records themselves were not changed, but "
                                              "without "
                                              "the files “header” and “header.2” nobody can open "
                                              "them. Put a saved copy of the header in their "
                                              "place, or restore a backup.") },
  [HEARTH_VAULT_ERROR_TAMPERED] = { N_ ("The keys of this vault were altered from outside"),
                                    N_ ("Nothing was opened. Keep the folder as it is, and restore "
                                        "a backup from before.") },
  [HEARTH_VAULT_ERROR_OLDER] = { N_ ("This vault is older than when it was last used here"),
                                 N_ ("Somebody may have put an old copy in its place. Nothing was "
                                     "changed; ask for the newest "
                                     "copy or backup.") },
  [HEARTH_VAULT_ERROR_PAGE_DAMAGED] = { N_ ("A part of the vault is damaged"),
                                        N_ ("What is intact stays safe and nothing false is shown. "
                                            "The disk may be failing: copy the whole folder to "
                                            "another disk, then check the vault or restore a "
                                            "backup.") },
  [HEARTH_VAULT_ERROR_WAL_DAMAGED] = { N_ ("The latest changes cannot be read"),
                                       N_ ("Older records are safe. Copy the whole folder away "
                                           "before anything else. Then restore a backup, or save "
                                           "all that can be read into a new vault (“hearthctl "
                                           "check --salvage”). An owner may also go on without "
                                           "those changes (“hearthctl check --accept-journal”).") },
  [HEARTH_VAULT_ERROR_TABLE_LOST] = { N_ ("A table of the vault is missing"),
                                      N_ ("Without it an older copy cannot be told from the newest "
                                          "one. Nothing was changed. Copy the whole folder away "
                                          "before anything else. Then restore a backup, or save "
                                          "all that can be read into a new vault (“hearthctl "
                                          "check --salvage”). An owner may also make the table "
                                          "anew from what is here (“hearthctl check "
                                          "--rebuild-table”).") },
  [HEARTH_VAULT_ERROR_FILE_MISSING] = { N_ ("A file of the vault is missing"),
                                        N_ ("The other files are unharmed and nothing was "
                                            "changed. Copy the complete folder again, or restore "
                                            "a backup.") },
  [HEARTH_VAULT_ERROR_BLOB_DAMAGED] = { N_ ("An attachment is damaged"),
                                        N_ ("All other records are safe. Attach the document "
                                            "again, or restore a backup.") },
  [HEARTH_VAULT_ERROR_DISK_FULL] = { N_ ("The disk is full"),
                                     N_ ("Everything saved before is safe; the last change was not "
                                         "saved. Free some space and try "
                                         "again.") },
  [HEARTH_VAULT_ERROR_READ_ONLY] = { N_ ("The vault cannot be written to"),
                                     N_ ("Nothing was changed. Check that the disk is not "
                                         "write-protected and that the folder is "
                                         "yours.") },
  [HEARTH_VAULT_ERROR_IO] = { N_ ("The disk did not answer"),
                              N_ ("It was pulled out, or it is failing. Everything saved before is "
                                  "safe; the last change was not saved. Check the stick or disk "
                                  "and its connection, then open the vault again.") },
  [HEARTH_VAULT_ERROR_NO_MEMORY] = { N_ ("This computer is short of memory"),
                                     N_ ("The vault is unharmed and nothing was changed. Close "
                                         "other programs and try again.") },
  [HEARTH_VAULT_ERROR_FILE_SYSTEM] = { N_ ("This disk cannot hold a vault"),
                                       N_ ("Network folders and some file systems lack what "
                                           "Hearth needs to keep records safe. Nothing was "
                                           "changed. Use a folder on a disk or stick of this "
                                           "computer.") },
  [HEARTH_VAULT_ERROR_LIMIT] = { N_ ("A limit of the vault is reached"),
                                 N_ ("Everything saved before is safe; the last change was not "
                                     "saved.") },
  [HEARTH_VAULT_ERROR_NOT_OWNER] = { N_ ("Only an owner of the vault may do this"),
                                     N_ ("Nothing was changed. Ask an owner.") },
  [HEARTH_VAULT_ERROR_LAST_HOLDER] = { N_ ("Nobody else could open this part any more"),
                                       N_ ("Nothing was changed. Give another person access "
                                           "first.") },
  [HEARTH_VAULT_ERROR_NOT_PROVEN] = { N_ ("There is no proven backup of today"),
                                      N_ ("Nothing was changed. Make a backup and have it proven, "
                                          "or give a reason for going on without one.") },
  [HEARTH_VAULT_ERROR_NOT_HELD] = { N_ ("You do not have access to this part yourself"),
                                    N_ ("Nothing was changed. Only somebody who has access can "
                                        "give it to others.") },
  [HEARTH_VAULT_ERROR_EXISTS] = { N_ ("A vault of this name is already there"),
                                  N_ ("It was not touched. Choose another name or another "
                                      "folder.") },
  [HEARTH_VAULT_ERROR_MISUSE] = { N_ ("Hearth made a mistake"),
                                  N_ ("Everything saved before is safe. Close the program and open "
                                      "the vault again.") },
  [HEARTH_VAULT_ERROR_NOT_A_FILE] = { N_ ("A file of the vault is missing: something else has its "
                                          "name"),
                                      N_ ("Nothing was changed. Move that folder, link or pipe out "
                                          "of the vault's folder: what has a second copy is then "
                                          "made anew. Anything else comes from a complete copy of "
                                          "the folder, or from a backup.") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (vault_sentences) == HEARTH_VAULT_ERROR_NOT_A_FILE + 1);

static const HearthSentence model_sentences[] = {
  [HEARTH_MODEL_ERROR_INVALID] = { N_ ("A value cannot be stored as it is written"),
                                   N_ ("Nothing was saved. Check the form and try again.") },
  [HEARTH_MODEL_ERROR_UNKNOWN] = { N_ ("This record is not in the vault"),
                                   N_ ("Nothing was changed.") },
  [HEARTH_MODEL_ERROR_NO_ACCESS] = { N_ ("You have no access to this part of the vault"),
                                     N_ ("Nothing was changed. Ask an owner for access.") },
  [HEARTH_MODEL_ERROR_JOURNAL] = { N_ ("The history of a record does not hold together"),
                                   N_ ("Nothing was changed. Keep the folder as it is and restore "
                                       "a backup.") },
  [HEARTH_MODEL_ERROR_LIMIT] = { N_ ("This is more than the vault can take"),
                                 N_ ("Nothing was saved. Shorten the text or split the file.") },
  [HEARTH_MODEL_ERROR_REFUSED] = { N_ ("The file was refused"),
                                   N_ ("Nothing was written. Correct the file and try again.") },
  [HEARTH_MODEL_ERROR_MEDIA] = { N_ ("Only PNG, JPEG and PDF files can be attached"),
                                 N_ ("Nothing was saved. Scan the paper as a PDF or a picture, or "
                                     "convert the file first.") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (model_sentences) == HEARTH_MODEL_ERROR_MEDIA + 1);

/* Files beside the vault: lists that are read, bundles and reports that are written. */
typedef enum
{
  FILE_MISSING,
  FILE_DENIED,
  FILE_FULL,
  FILE_READ_ONLY,
  FILE_EXISTS,
  FILE_NO_ANSWER,
  FILE_NO_MEMORY,
  FILE_LOCKED,
} FileTrouble;

static const HearthSentence file_sentences[] = {
  [FILE_MISSING] = { N_ ("The file is not there"),
                     N_ ("Nothing was changed. It was moved, or its disk was pulled out: choose it "
                         "again.") },
  [FILE_DENIED] = { N_ ("The file may not be opened"),
                    N_ ("Nothing was changed. Check that the file and its folder are yours, or "
                        "choose another place.") },
  [FILE_FULL] = { N_ ("There is no room left on that disk"),
                  N_ ("The vault is unharmed; the file was not written. Free some space or choose "
                      "another disk.") },
  [FILE_READ_ONLY] = { N_ ("That disk is write-protected"),
                       N_ ("The vault is unharmed; the file was not written. Choose another "
                           "disk.") },
  [FILE_EXISTS] = { N_ ("A file of this name is already there"),
                    N_ ("It was not touched. Choose another name or another folder.") },
  [FILE_NO_ANSWER] = { N_ ("That disk did not answer"),
                       N_ ("The vault is unharmed. Check the stick or disk and its connection, "
                           "then try again.") },
  [FILE_NO_MEMORY] = { N_ ("This computer is short of memory"),
                       N_ ("The vault is unharmed and nothing was changed. Close other programs "
                           "and try again.") },
  [FILE_LOCKED] = { N_ ("The vault was locked meanwhile"),
                    N_ ("Everything saved before is safe. Unlock the vault and try again.") },
};

typedef struct
{
  int code;
  FileTrouble trouble;
} FileRow;

static const FileRow io_rows[] = {
  { G_IO_ERROR_NOT_FOUND, FILE_MISSING },
  { G_IO_ERROR_NOT_MOUNTED, FILE_MISSING },
  { G_IO_ERROR_NOT_DIRECTORY, FILE_MISSING },
  { G_IO_ERROR_IS_DIRECTORY, FILE_DENIED },
  { G_IO_ERROR_PERMISSION_DENIED, FILE_DENIED },
  { G_IO_ERROR_NO_SPACE, FILE_FULL },
  { G_IO_ERROR_READ_ONLY, FILE_READ_ONLY },
  { G_IO_ERROR_EXISTS, FILE_EXISTS },
  { G_IO_ERROR_NOT_EMPTY, FILE_EXISTS },
  { G_IO_ERROR_TIMED_OUT, FILE_NO_ANSWER },
  { G_IO_ERROR_TOO_MANY_OPEN_FILES, FILE_NO_MEMORY },
  { G_IO_ERROR_CLOSED, FILE_LOCKED },
};

static const FileRow file_rows[] = {
  { G_FILE_ERROR_NOENT, FILE_MISSING },   { G_FILE_ERROR_NOTDIR, FILE_MISSING },
  { G_FILE_ERROR_LOOP, FILE_MISSING },    { G_FILE_ERROR_ISDIR, FILE_DENIED },
  { G_FILE_ERROR_ACCES, FILE_DENIED },    { G_FILE_ERROR_PERM, FILE_DENIED },
  { G_FILE_ERROR_NOSPC, FILE_FULL },      { G_FILE_ERROR_ROFS, FILE_READ_ONLY },
  { G_FILE_ERROR_EXIST, FILE_EXISTS },    { G_FILE_ERROR_IO, FILE_NO_ANSWER },
  { G_FILE_ERROR_NXIO, FILE_NO_ANSWER },  { G_FILE_ERROR_NODEV, FILE_NO_ANSWER },
  { G_FILE_ERROR_NOMEM, FILE_NO_MEMORY }, { G_FILE_ERROR_MFILE, FILE_NO_MEMORY },
  { G_FILE_ERROR_NFILE, FILE_NO_MEMORY },
};

static const HearthSentence backup_sentences[] = {
  [HEARTH_BACKUP_ERROR_NOT_BACKUP] = { N_ ("This file is not a backup"),
                                       N_ ("Nothing was changed. Backups are files whose name ends "
                                           "in “.tar”.") },
  [HEARTH_BACKUP_ERROR_TOO_NEW] = { N_ ("This backup was made by a newer version of Hearth"),
                                    N_ ("Nothing was changed. Install the newer version to open "
                                        "it.") },
  [HEARTH_BACKUP_ERROR_ARCHIVE] = { N_ ("This backup is cut or damaged"),
                                    N_ ("Nothing was changed. Use another backup, and another "
                                        "disk.") },
  [HEARTH_BACKUP_ERROR_HEADER] = { N_ ("The keys in this backup are damaged"),
                                   N_ ("Nothing was changed. Use another backup.") },
  [HEARTH_BACKUP_ERROR_MAC] = { N_ ("This backup was altered after it was made"),
                                N_ ("Nothing was changed. Do not use it, and find out who had the "
                                    "disk.") },
  [HEARTH_BACKUP_ERROR_LIST] = { N_ ("This backup does not hold what it lists"),
                                 N_ ("Nothing was changed. Use another backup.") },
  [HEARTH_BACKUP_ERROR_ENTRY] = { N_ ("A part of this backup is damaged"),
                                  N_ ("Nothing was changed. Use another backup, and another "
                                      "disk.") },
  [HEARTH_BACKUP_ERROR_DATABASE] = { N_ ("Records in this backup are damaged"),
                                     N_ ("Nothing was changed. Use another backup, and check the "
                                         "vault that it was made from.") },
  [HEARTH_BACKUP_ERROR_ATTACHMENT] = { N_ ("An attachment in this backup is damaged or missing"),
                                       N_ ("Nothing was changed. Use another backup, and check the "
                                           "vault that it was made from.") },
  [HEARTH_BACKUP_ERROR_OTHER_VAULT] = { N_ ("This is the backup of another vault"),
                                        N_ ("Nothing was changed. Open that vault to prove it.") },
  [HEARTH_BACKUP_ERROR_PLACE] = { N_ ("A backup cannot be kept inside the vault itself"),
                                  N_ ("What happens to the vault would happen to it. Choose a "
                                      "folder on another disk.") },
  [HEARTH_BACKUP_ERROR_TOO_LARGE] = { N_ ("This disk cannot take so large a file"),
                                      N_ ("No backup was made. Sticks formatted with FAT take "
                                          "files "
                                          "of up to 4 GB: use a disk with another format.") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (backup_sentences) == HEARTH_BACKUP_ERROR_TOO_LARGE + 1);

static const HearthSentence decode_sentences[] = {
  [HEARTH_DECODE_ERROR_UNSUPPORTED] = { N_ ("Only PNG, JPEG and PDF files can be shown"),
                                        N_ ("Nothing was saved. Scan the paper as a PDF or a "
                                            "picture, or convert the file first.") },
  [HEARTH_DECODE_ERROR_TOO_BIG] = { N_ ("This file is too large"),
                                    N_ ("At most 256 MiB, 64 megapixels and 5,000 pages. Scan with "
                                        "a "
                                        "lower resolution, or split the file.") },
  [HEARTH_DECODE_ERROR_DAMAGED] = { N_ ("This file is damaged"),
                                    N_ ("It cannot be shown. Scan it again, or copy it anew from "
                                        "where it came.") },
  [HEARTH_DECODE_ERROR_PROTECTED] = { N_ ("This PDF opens with a passphrase only"),
                                      N_ ("Save it without one in the program that made it; the "
                                          "vault encrypts it anyway.") },
  [HEARTH_DECODE_ERROR_NO_PAGE] = { N_ ("The document has no such page"), N_ ("It is unharmed.") },
  [HEARTH_DECODE_ERROR_UNCONFINED] = { N_ ("Files cannot be shown safely on this computer"),
                                       N_ ("Its system does not let Hearth lock up the program "
                                           "that "
                                           "reads pictures, so nothing was read. Files stay safe "
                                           "in "
                                           "the vault.") },
  [HEARTH_DECODE_ERROR_MISSING] = { N_ ("A part of Hearth is missing"),
                                    N_ ("The program that reads pictures is not installed. Install "
                                        "Hearth again; the vault is unharmed.") },
  [HEARTH_DECODE_ERROR_CRASHED] = { N_ ("This file could not be read"),
                                    N_ ("The program that tried it was ended; nothing else was "
                                        "touched. The file may be damaged, or made to do harm.") },
  [HEARTH_DECODE_ERROR_TIMEOUT] = { N_ ("Reading this file took too long"),
                                    N_ ("It was given up; nothing else was touched. Scan it with a "
                                        "lower resolution.") },
  [HEARTH_DECODE_ERROR_CLOSED] = { N_ ("The file was closed"), N_ ("It is unharmed.") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (decode_sentences) == HEARTH_DECODE_ERROR_CLOSED + 1);

static const HearthSentence unknown_sentence = {
  N_ ("This did not work"),
  N_ ("Everything saved before is safe. Try again; if it happens again, close the program and "
      "open the vault anew.")
};

static const HearthSentence cancelled_sentence = { N_ ("Stopped"), N_ ("Nothing was changed.") };

static const HearthSentence *
find_file_sentence (const FileRow *rows, gsize n_rows, int code)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      if (rows[i].code == code)
        return &file_sentences[rows[i].trouble];
    }
  return &unknown_sentence;
}

static const HearthSentence *
find_system_sentence (const GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return &cancelled_sentence;
  if (error->domain == G_IO_ERROR)
    return find_file_sentence (io_rows, G_N_ELEMENTS (io_rows), error->code);
  if (error->domain == G_FILE_ERROR)
    return find_file_sentence (file_rows, G_N_ELEMENTS (file_rows), error->code);
  return &unknown_sentence;
}

static const HearthSentence *
find_sentence (const GError *error)
{
  guint code = (guint) error->code;

  if (error->domain == HEARTH_VAULT_ERROR && code < G_N_ELEMENTS (vault_sentences))
    return &vault_sentences[code];
  if (error->domain == HEARTH_BACKUP_ERROR && code < G_N_ELEMENTS (backup_sentences))
    return &backup_sentences[code];
  if (error->domain == HEARTH_MODEL_ERROR && code < G_N_ELEMENTS (model_sentences))
    return &model_sentences[code];
  if (error->domain == HEARTH_DECODE_ERROR && code < G_N_ELEMENTS (decode_sentences))
    return &decode_sentences[code];
  if (g_error_matches (error, HEARTH_CRYPTO_ERROR, HEARTH_CRYPTO_ERROR_NO_MEMORY))
    return &vault_sentences[HEARTH_VAULT_ERROR_NO_MEMORY];
  return find_system_sentence (error);
}

/**
 * hearth_sentence_for_error:
 * @error: from any layer below
 *
 * Returns: (transfer none): what to tell a person, in the language of the program. Never the message
 *   of @error, which is for developers. Thread: any.
 */
HearthSentence
hearth_sentence_for_error (const GError *error)
{
  const HearthSentence *found = error != NULL ? find_sentence (error) : &unknown_sentence;

  g_return_val_if_fail (error != NULL, ((HearthSentence){ _ (found->title), _ (found->body) }));

  if (g_error_matches (error, HEARTH_VAULT_ERROR, (int) HEARTH_VAULT_ERROR_READ_ONLY))
    return (HearthSentence){
      _ (found->title),
      hearth_notice_for_read_only (hearth_vault_error_get_read_only (error)),
    };
  return (HearthSentence){ _ (found->title), _ (found->body) };
}

/**
 * hearth_sentence_dup_for_error:
 *
 * Returns: (transfer full): the same in one text, for where there is one line.
 */
char *
hearth_sentence_dup_for_error (const GError *error)
{
  HearthSentence sentence = hearth_sentence_for_error (error);

  return g_strdup_printf ("%s. %s", sentence.title, sentence.body);
}
