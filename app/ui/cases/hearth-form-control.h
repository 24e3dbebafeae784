/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "hearth-pack-set.h"
#include "hearth-registry.h"

#include <adwaita.h>

G_BEGIN_DECLS

/** HearthFormOption: something that can be chosen: what is stored, and how it is shown. */
typedef struct
{
  char *value;
  char *title;
} HearthFormOption;

HearthFormOption *hearth_form_option_new (const char *value,
                                          const char *title) G_GNUC_WARN_UNUSED_RESULT;
void hearth_form_option_free (HearthFormOption *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HearthFormOption, hearth_form_option_free)

/**
 * HearthFormControl:
 *
 * The value of one field in a boxed list: a row, and in it what is edited. Which one, the type of the
 * field decides. It speaks the texts of HearthRecordDraft and knows no rules.
 * Signal ::edited (const char *text): a person changed the value.
 */
#define HEARTH_TYPE_FORM_CONTROL (hearth_form_control_get_type ())
G_DECLARE_DERIVABLE_TYPE (HearthFormControl, hearth_form_control, HEARTH, FORM_CONTROL, GObject)

struct _HearthFormControlClass
{
  GObjectClass parent_class;

  /* Makes the row, once @field and @packs are known, with hearth_form_control_set_widgets(). */
  void (*build) (HearthFormControl *self);
  void (*show_text) (HearthFormControl *self, const char *text);
  /* NULL: nothing can be proposed. */
  void (*set_options) (HearthFormControl *self, GPtrArray *options);
};

/* For the type of @field. */
HearthFormControl *hearth_form_control_new (const HearthField *field,
                                            HearthPackSet *packs) G_GNUC_WARN_UNUSED_RESULT;
GtkWidget *hearth_form_control_get_row (HearthFormControl *self);
/* What takes the focus and is called invalid. */
GtkWidget *hearth_form_control_get_widget (HearthFormControl *self);
/* Shows @text without emitting ::edited. */
void hearth_form_control_set_text (HearthFormControl *self, const char *text);
/* @options: (element-type HearthFormOption): proposals for an entry, all that there is for a choice. */
void hearth_form_control_set_options (HearthFormControl *self, GPtrArray *options);

/* For the kinds of controls. */
const HearthField *hearth_form_control_get_field (HearthFormControl *self);
HearthPackSet *hearth_form_control_get_packs (HearthFormControl *self);
void hearth_form_control_set_widgets (HearthFormControl *self, GtkWidget *row, GtkWidget *widget);
/* Emits ::edited unless @text is what is shown already. */
void hearth_form_control_tell (HearthFormControl *self, const char *text);
/* (element-type HearthFormOption) of the pack or the words of the field. */
GPtrArray *hearth_form_control_list_options (HearthFormControl *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
