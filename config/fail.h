/* config/fail.h - what is wrong in a configuration. Private to config/. */
#ifndef TC_CONFIG_FAIL_H
#define TC_CONFIG_FAIL_H

#include <glib.h>

G_BEGIN_DECLS

/* Set TC_CONFIG_ERROR_FILE. Always FALSE. */
gboolean tc_config_fail(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

G_END_DECLS

#endif
