#include "text/alias/alias.h"

#include "text/abbreviation/table.h"
#include "text/alias/pairs.h"

#include <string.h>

struct TcAliases {
    TcAbbreviationTable user; /* empty without one */
};

TcAliases *
tc_aliases_new(void)
{
    return g_new0(TcAliases, 1);
}

void
tc_aliases_free(TcAliases *aliases)
{
    if (aliases == NULL)
        return;
    tc_abbreviation_table_clear(&aliases->user);
    g_free(aliases);
}

gboolean
tc_aliases_load(TcAliases *aliases, const char *tsv, gsize len, GError **error)
{
    g_autoptr(GString) pairs = g_string_new(NULL);
    TcAbbreviationTable table = {0};
    if (!tc_alias_pairs(tsv, len, pairs, error) ||
        !tc_abbreviation_table_read(pairs->str, pairs->len, &table, error))
        return FALSE;
    tc_abbreviation_table_clear(&aliases->user);
    aliases->user = table;
    return TRUE;
}

static gboolean
has_name(const GArray *aliases, const char *name)
{
    for (guint i = 0; i < aliases->len; i++)
        if (strcmp(tc_alias_at(aliases, i)->name, name) == 0)
            return TRUE;
    return FALSE;
}

gsize
tc_aliases_find(const TcAliases *aliases, const char *text, gsize len, GArray *out)
{
    const TcAbbreviationTable *tables[] = {&aliases->user, &tc_alias_builtin};
    g_autoptr(GPtrArray) found = g_ptr_array_new();
    gsize taken =
        tc_abbreviation_table_contract(tables, G_N_ELEMENTS(tables), text, len, TRUE, found);
    for (guint i = 0; i < found->len; i++) {
        TcAlias alias = {g_ptr_array_index(found, i), TC_ALIAS_WORD};
        switch (alias.name[0]) {
        case TC_ALIAS_MARK_SPELLING:
            alias.kind = TC_ALIAS_SPELLING;
            break;
        case TC_ALIAS_MARK_SUCCESSOR:
            alias.kind = TC_ALIAS_SUCCESSOR;
            break;
        case TC_ALIAS_MARK_PREDECESSOR:
            alias.kind = TC_ALIAS_PREDECESSOR;
            break;
        case TC_ALIAS_MARK_WIDER:
            alias.kind = TC_ALIAS_WIDER;
            break;
        default:
            break;
        }
        alias.name += alias.kind != TC_ALIAS_WORD;
        /* What another name is one of may be a name of its own as well. */
        if (alias.kind != TC_ALIAS_WIDER || !has_name(out, alias.name))
            g_array_append_val(out, alias);
    }
    return taken;
}

gsize
tc_aliases_spell(const TcAliases *aliases, const char *text, gsize len, GPtrArray *out)
{
    const TcAbbreviationTable *tables[] = {&aliases->user, &tc_alias_builtin};
    return tc_abbreviation_table_expansions(tables, G_N_ELEMENTS(tables), text, len, TRUE, out);
}
