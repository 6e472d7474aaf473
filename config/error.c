#include "config/error.h"

GQuark
tc_config_error_quark(void)
{
    return g_quark_from_static_string("tc-config-error");
}
