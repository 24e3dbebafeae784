/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-plan-templates.h"

G_BEGIN_DECLS

HearthDate hearth_document_get_due (HearthPlanTemplates *templates,
                                    const char *document,
                                    HearthDate applied,
                                    gboolean is_urgent);
char *hearth_document_explain_due (HearthPlanTemplates *templates,
                                   const char *document,
                                   HearthDate applied,
                                   gboolean is_urgent,
                                   const char *language) G_GNUC_WARN_UNUSED_RESULT;
HearthDate hearth_document_get_free_until (HearthPlanTemplates *templates,
                                           const char *document,
                                           HearthDate released);
HearthDate hearth_document_get_valid_until (HearthPackSet *packs,
                                            const char *document,
                                            HearthDate issued);
HearthDate hearth_clock_term_get_end (HearthPlanTemplates *templates,
                                      const char *clock,
                                      HearthDate from);

GStrv hearth_document_list_waiting_for (HearthPackSet *packs,
                                        const char *document) G_GNUC_WARN_UNUSED_RESULT;
GStrv hearth_document_list_held_up_by (HearthPackSet *packs,
                                       const char *document) G_GNUC_WARN_UNUSED_RESULT;
guint hearth_document_get_depth (HearthPackSet *packs, const char *document);

G_END_DECLS
