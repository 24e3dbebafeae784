/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-bundle-sentence.h"

#include "hearth-bundle-error.h"

#include <glib/gi18n.h>

static const HearthSentence sentences[] = {
  [HEARTH_BUNDLE_ERROR_NOT_BUNDLE] = { N_ ("This file is not a bundle"),
                                       N_ ("Nothing was changed. Bundles are files whose name ends "
                                           "in “.age”. Check that it is the file that you were "
                                           "given, and that it was copied to its end.") },
  [HEARTH_BUNDLE_ERROR_LIMIT] = { N_ ("This file is larger than a bundle may be"),
                                  N_ ("Nothing was changed. Ask the sender to send fewer cases at "
                                      "once. A file that pretends to be huge may be made to do "
                                      "harm.") },
  [HEARTH_BUNDLE_ERROR_HEADER] = { N_ ("The beginning of this file is damaged"),
                                   N_ ("Nothing was changed. Copy the file once more from the "
                                       "stick, or ask the sender for it again.") },
  [HEARTH_BUNDLE_ERROR_NO_KEY] = { N_ ("This bundle cannot be opened here"),
                                   N_ ("Nothing was changed. It is sealed for another vault, or "
                                       "its passphrase is another one. Ask the sender whom it is "
                                       "for.") },
  [HEARTH_BUNDLE_ERROR_MAC] = { N_ ("This file was altered after it was made"),
                                N_ ("Nothing was changed. Do not use it: ask the sender for it "
                                    "again, and find out who had the stick.") },
  [HEARTH_BUNDLE_ERROR_PAYLOAD] = { N_ ("This file is cut short or altered"),
                                    N_ ("Nothing was changed and no part of it was taken. Copy it "
                                        "once more from the stick, or ask the sender for it "
                                        "again.") },
  [HEARTH_BUNDLE_ERROR_MANIFEST] = { N_ ("The list of contents of this bundle is not as it must "
                                         "be"),
                                     N_ ("Nothing was changed. Ask the sender to make the bundle "
                                         "again with the current version of Hearth.") },
  [HEARTH_BUNDLE_ERROR_UNKNOWN_SENDER] = { N_ ("Nobody here has compared the fingerprint of the "
                                               "sender"),
                                           N_ ("Nothing was changed. An owner calls the sender, in "
                                               "a way in which the voice is known, and types the "
                                               "digits that they read out. After that open the "
                                               "file again.") },
  [HEARTH_BUNDLE_ERROR_REVOKED] = { N_ ("The sender was revoked here"),
                                    N_ ("Nothing was changed. Its laptop was reported lost: what "
                                        "claims to come from it may come from somebody else. Call "
                                        "the hospital.") },
  [HEARTH_BUNDLE_ERROR_SIGNATURE] = { N_ ("The signature of this bundle is not that of the sender"),
                                      N_ ("Nothing was changed. Somebody may have altered it on "
                                          "its way. Do not use it, and tell the sender.") },
  [HEARTH_BUNDLE_ERROR_NOT_ADDRESSED] = { N_ ("This bundle was made for somebody else"),
                                          N_ ("Nothing was changed. Somebody passed on to you what "
                                              "the sender had meant for another vault. Ask the "
                                              "sender to send it to you themselves.") },
  [HEARTH_BUNDLE_ERROR_TOO_NEW] = { N_ ("This bundle was made by a newer version of Hearth"),
                                    N_ ("Nothing was changed. Install the newer version, then open "
                                        "the file again.") },
  [HEARTH_BUNDLE_ERROR_ARCHIVE] = { N_ ("What is inside of this file is not a bundle"),
                                    N_ ("Nothing was changed. It is sealed for you, but Hearth did "
                                        "not make it. Ask the sender what it is.") },
  [HEARTH_BUNDLE_ERROR_ENTRY] = { N_ ("A part of this bundle is not the one that its list names"),
                                  N_ ("Nothing was changed. Somebody may have exchanged parts of "
                                      "it. Do not use it, and tell the sender.") },
  [HEARTH_BUNDLE_ERROR_CARD] = { N_ ("A card inside of this bundle is not genuine"),
                                 N_ ("Nothing was changed. Do not use the bundle, and tell the "
                                     "sender.") },
  [HEARTH_BUNDLE_ERROR_COMMIT] = { N_ ("An entry inside of this bundle is not genuine"),
                                   N_ ("Nothing was changed, for one bad entry makes the whole "
                                       "bundle doubtful. Tell the sender.") },
  [HEARTH_BUNDLE_ERROR_DENIED] = { N_ ("This may not leave in this way"),
                                   N_ ("Nothing was written. Choose another recipient, or leave "
                                       "the part out that is not allowed there.") },
  [HEARTH_BUNDLE_ERROR_NO_CASE] = { N_ ("There is nothing of a case in the chosen parts"),
                                    N_ ("Nothing was written. Choose more parts, or leave that "
                                        "case out.") },
};
G_STATIC_ASSERT (G_N_ELEMENTS (sentences) == HEARTH_BUNDLE_ERROR_NO_CASE + 1);

/**
 * hearth_bundle_sentence_for_error:
 * @error: of this layer or of any below
 *
 * Returns: (transfer none): what to tell a person, in the language of the program. Thread: any.
 */
HearthSentence
hearth_bundle_sentence_for_error (const GError *error)
{
  if (error == NULL || error->domain != HEARTH_BUNDLE_ERROR ||
      (guint) error->code >= G_N_ELEMENTS (sentences))
    return hearth_sentence_for_error (error);
  return (HearthSentence){ _ (sentences[error->code].title), _ (sentences[error->code].body) };
}
