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

static gsize
find_names(const TcAliases *aliases, const char *text, gsize len, GArray *out)
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

/* What a place of a district or less may be, with marks and without. */
static const char *const kinds[][2] = {
    {"huyện ", "huyen "},     {"quận ", "quan "},
    {"thị xã ", "thi xa "},   {"thành phố ", "thanh pho "},
    {"phường ", "phuong "},   {"thị trấn ", "thi tran "},
    {"xã ", "xa "},           {"huyện đảo ", "huyen dao "},
    {"đặc khu ", "dac khu "},
};

/* The bytes that `text` begins with, if that is the kind, in whatever case; 0 if not. */
static gsize
kind_len(const char *text, gsize len, const char *kind)
{
    const char *at = text;
    for (; *kind != '\0'; kind = g_utf8_next_char(kind), at = g_utf8_next_char(at))
        if (at >= text + len || g_unichar_tolower(g_utf8_get_char(at)) != g_utf8_get_char(kind))
            return 0;
    return (gsize)(at - text);
}

/* "thị xã Hà Đông" is quận Hà Đông now: a place of the table by another kind, and its other names,
 * which are looked for where no document says it as it was typed. A kind of one syllable is one
 * before a capital: "xã hội". */
static gsize
find_by_other_kind(const TcAliases *aliases, const char *text, gsize len, gsize before,
                   const char *kind, GArray *out)
{
    guint known = out->len;
    g_autoptr(GPtrArray) spelled = g_ptr_array_new();
    g_autofree char *place = g_strdup_printf("%s%.*s", kind, (int)(len - before), text + before);
    gsize taken = find_names(aliases, place, strlen(place), out);
    if (taken <= strlen(kind) ||
        tc_aliases_spell(aliases, place, strlen(place), spelled) != taken) {
        g_array_set_size(out, known);
        return 0;
    }
    for (guint i = 0; i < spelled->len; i++) {
        const TcAlias alias = {g_ptr_array_index(spelled, i), TC_ALIAS_WIDER};
        g_array_append_val(out, alias);
    }
    for (guint i = known; i < out->len; i++)
        tc_alias_at(out, i)->kind = TC_ALIAS_WIDER;
    return taken - strlen(kind) + before;
}

gsize
tc_aliases_find(const TcAliases *aliases, const char *text, gsize len, GArray *out)
{
    gsize taken = find_names(aliases, text, len, out);
    for (gsize k = 0; taken == 0 && k < 2 * G_N_ELEMENTS(kinds); k++) {
        gsize before = kind_len(text, len, kinds[k / 2][k % 2]);
        gboolean is_short = strchr(kinds[k / 2][0], ' ')[1] == '\0';
        if (before == 0 ||
            (is_short && (before >= len || !g_unichar_isupper(g_utf8_get_char(text + before)))))
            continue;
        for (gsize other = 0; taken == 0 && other < G_N_ELEMENTS(kinds); other++)
            if (other != k / 2)
                taken = find_by_other_kind(aliases, text, len, before, kinds[other][k % 2], out);
        break;
    }
    return taken;
}

gsize
tc_aliases_spell(const TcAliases *aliases, const char *text, gsize len, GPtrArray *out)
{
    const TcAbbreviationTable *tables[] = {&aliases->user, &tc_alias_builtin};
    return tc_abbreviation_table_expansions(tables, G_N_ELEMENTS(tables), text, len, TRUE, out);
}
