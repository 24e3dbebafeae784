/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "hearth-settings.h"

#define DEFAULT_IDLE_MINUTES 5

GSettings *
hearth_settings_new (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, HEARTH_APPLICATION_ID, TRUE);
  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

char *
hearth_settings_dup_language (GSettings *settings)
{
  return settings != NULL ? g_settings_get_string (settings, "language") : g_strdup ("system");
}

guint
hearth_settings_get_idle_minutes (GSettings *settings)
{
  return settings != NULL ? CLAMP (g_settings_get_uint (settings, "idle-minutes"), 1, 30)
                          : DEFAULT_IDLE_MINUTES;
}

char *
hearth_settings_dup_panic_key (GSettings *settings)
{
  return settings != NULL ? g_settings_get_string (settings, "panic-key") : NULL;
}

gboolean
hearth_settings_get_notifications (GSettings *settings)
{
  return settings == NULL || g_settings_get_boolean (settings, "notifications");
}
