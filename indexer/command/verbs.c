#include "indexer/command/verbs.h"

#include "store/generation.h"

static const struct {
    const char *name;
    TcVerb verb;
    gboolean writes;
} verbs[] = {
    {"update", tc_verb_update, TRUE},    {"rebuild", tc_verb_rebuild, TRUE},
    {"status", tc_verb_status, FALSE},   {"verify", tc_verb_verify, FALSE},
    {"compact", tc_verb_compact, TRUE},  {"stats", tc_verb_stats, FALSE},
    {"dump", tc_verb_dump, TRUE},        {"load", tc_verb_load, TRUE},
    {"extract", tc_verb_extract, FALSE}, {"set", tc_verb_set, TRUE},
};

TcVerb
tc_verb_find(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(verbs); i++)
        if (g_str_equal(name, verbs[i].name))
            return verbs[i].verb;
    return NULL;
}

gboolean
tc_verb_writes(const char *name)
{
    for (gsize i = 0; i < G_N_ELEMENTS(verbs); i++)
        if (g_str_equal(name, verbs[i].name))
            return verbs[i].writes;
    return FALSE;
}

TcExit
tc_exit_of_error(const GError *error)
{
    if (error->domain == TC_OPTIONS_ERROR)
        return TC_EXIT_USAGE;
    if (g_error_matches(error, TC_STORE_ERROR, TC_STORE_ERROR_LOCKED))
        return TC_EXIT_LOCKED;
    return TC_EXIT_FAILED;
}

const char *
tc_exit_reason(const GError *error)
{
    if (error->domain == TC_OPTIONS_ERROR)
        return "usage";
    if (error->domain != TC_STORE_ERROR)
        return "failed";
    switch ((TcStoreError)error->code) {
    case TC_STORE_ERROR_LOCKED:
        return "locked";
    case TC_STORE_ERROR_NOT_INDEX:
        return "not-an-index";
    case TC_STORE_ERROR_NOT_FOUND:
        return "not-found";
    case TC_STORE_ERROR_OUTDATED:
    case TC_STORE_ERROR_VERSION:
        return "version";
    case TC_STORE_ERROR_CORRUPT:
        return "damaged";
    case TC_STORE_ERROR_MODIFIED:
        return "overtaken";
    case TC_STORE_ERROR_SYSTEM:
    case TC_STORE_ERROR_FAILED:
        break;
    }
    return "failed";
}
