/* config/error.h - what is wrong in a configuration. */
#ifndef TC_CONFIG_ERROR_H
#define TC_CONFIG_ERROR_H

#include <glib.h>

G_BEGIN_DECLS

#define TC_CONFIG_ERROR (tc_config_error_quark())
GQuark tc_config_error_quark(void);
typedef enum {
    TC_CONFIG_ERROR_FILE, /* it cannot be read, or says what it must not */
} TcConfigError;

/* Sets TC_CONFIG_ERROR_FILE with a format and its values. */
#define tc_config_set_error(error, ...)                                                            \
    g_set_error(error, TC_CONFIG_ERROR, TC_CONFIG_ERROR_FILE, __VA_ARGS__)

/* The same, to be returned: FALSE. */
#define tc_config_fail(error, ...) (tc_config_set_error(error, __VA_ARGS__), FALSE)

G_END_DECLS

#endif
