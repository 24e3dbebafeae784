/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-form-control.h"

G_BEGIN_DECLS

/**
 * HearthFormField:
 *
 * One field of the registry in a boxed list: its value, below it what is wrong with the value, and below
 * that, if somebody else saved another one meanwhile, both to choose from. It knows no rules: the form
 * tells it what to show. Signals: ::edited (const char *text): a person changed the value;
 * ::decided (gboolean take_newer): a person chose.
 */
#define HEARTH_TYPE_FORM_FIELD (hearth_form_field_get_type ())
G_DECLARE_FINAL_TYPE (HearthFormField, hearth_form_field, HEARTH, FORM_FIELD, GObject)

HearthFormField *hearth_form_field_new (const HearthField *field,
                                        HearthPackSet *packs) G_GNUC_WARN_UNUSED_RESULT;
void hearth_form_field_add_to (HearthFormField *self, AdwPreferencesGroup *group);
const char *hearth_form_field_get_id (HearthFormField *self);
/* Shows @text without emitting ::edited. */
void hearth_form_field_set_text (HearthFormField *self, const char *text);
/* (element-type HearthFormOption) */
void hearth_form_field_set_options (HearthFormField *self, GPtrArray *options);
/* @message NULL: nothing to say. @is_error: the form cannot be saved with it. */
void hearth_form_field_set_issue (HearthFormField *self, const char *message, gboolean is_error);
/* As shown to people. @newer NULL: nothing to choose. */
void hearth_form_field_set_newer (HearthFormField *self, const char *newer, const char *mine);
/* Nothing that is typed there is copied, and no deleted text is kept. */
void hearth_form_field_set_confidential (HearthFormField *self);
void hearth_form_field_grab_focus (HearthFormField *self);

G_END_DECLS
