/* Any bytes as a text, a table, an abbreviation and an expansion: definitions lie inside the text,
 * in order, and agree; a table that is taken is found in. */
#include "tests/fuzz/fuzz.h"
#include "text/abbreviation/abbreviation.h"

#include <stdlib.h>
#include <string.h>

static void
check_definition(const TcDefinition *definition, gpointer user)
{
    Progress *progress = (Progress *)user;
    gsize start = MIN(definition->short_start, definition->long_start);
    gsize end = MAX(definition->short_end, definition->long_end);
    gsize short_len = definition->short_end - definition->short_start;
    gsize long_len = definition->long_end - definition->long_start;
    require(definition->short_start < definition->short_end);
    require(definition->long_start < definition->long_end);
    progress_to(progress, start, end);
    if (definition->is_initials)
        require(tc_abbreviation_agrees(progress->text + definition->short_start, short_len,
                                       progress->text + definition->long_start, long_len));
}

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    const char *text = (const char *)data;
    Progress progress = {.text = text, .len = size};
    tc_abbreviations_learn(text, size, check_definition, &progress);

    g_autoptr(TcAbbreviations) abbreviations = tc_abbreviations_new();
    g_autoptr(GPtrArray) found = g_ptr_array_new();
    g_autoptr(GError) error = NULL;
    gboolean is_loaded = tc_abbreviations_load(abbreviations, text, size, &error);
    require(is_loaded == (error == NULL));
    require(tc_abbreviations_expand(abbreviations, text, size, found) == found->len);
    for (guint i = 0; i < found->len; i++) {
        const char *expansion = (const char *)found->pdata[i];
        g_autoptr(GPtrArray) back = g_ptr_array_new();
        gsize len = strlen(expansion);
        require(tc_abbreviations_contract(abbreviations, expansion, len, back) == len);
        require(back->len > 0);
    }
    g_ptr_array_set_size(found, 0);
    gsize taken = tc_abbreviations_contract(abbreviations, text, size, found);
    require(taken <= size && (taken > 0) == (found->len > 0));
    return 0;
}
