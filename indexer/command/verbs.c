#include "indexer/command/verbs.h"

#include "indexer/option_table.h"
#include "store/generation.h"

TcVerb
tc_verb_find(const char *name)
{
    static const TcVerb verbs[TC_VERB_COUNT] = {
        [TC_VERB_UPDATE] = tc_verb_update,   [TC_VERB_REBUILD] = tc_verb_rebuild,
        [TC_VERB_STATUS] = tc_verb_status,   [TC_VERB_VERIFY] = tc_verb_verify,
        [TC_VERB_COMPACT] = tc_verb_compact, [TC_VERB_STATS] = tc_verb_stats,
        [TC_VERB_DUMP] = tc_verb_dump,       [TC_VERB_LOAD] = tc_verb_load,
        [TC_VERB_EXTRACT] = tc_verb_extract, [TC_VERB_SET] = tc_verb_set,
    };
    const TcVerbRow *row = tc_verb_of_name(tc_indexer_verbs(), name);

    return row != NULL ? verbs[row - tc_indexer_verbs()] : NULL;
}

gboolean
tc_verb_writes(const char *name)
{
    const TcVerbRow *row = tc_verb_of_name(tc_indexer_verbs(), name);

    return row != NULL && row->writes;
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
