#include "indexer/postings/definitions.h"

#include "store/schema.h"
#include "text/abbreviation/abbreviation.h"
#include "text/key/syllable.h"

#include <string.h>

typedef struct {
    const TcAnalyzer *analyzer;
    TcTokens *scratch;
    const char *text;
    GStringChunk *terms;
    GArray *items;
    GHashTable *seen; /* terms; they live in `terms` */
} Learning;

/* The bare words of text[start .. end), with `joiner` between them. */
static char *
bare_words(Learning *learning, gsize start, gsize end, const char *joiner)
{
    GString *out = g_string_new(NULL);

    tc_analyze(learning->analyzer, learning->text + start, end - start, learning->scratch);
    for (gsize i = 0; i < learning->scratch->count; i++) {
        const TcToken *token = &learning->scratch->items[i];

        if (i > 0)
            g_string_append(out, joiner);
        g_string_append_len(out, token->key, (gssize)tc_key_bare_len(token->key, token->key_len));
    }
    return g_string_free(out, FALSE);
}

/* The text as it is written, with line ends and runs of spaces as one space: it is shown, and
 * searched for. */
static char *
as_written(const char *text, gsize start, gsize end)
{
    g_autofree char *copy = g_strndup(text + start, end - start);
    g_auto(GStrv) words = g_strsplit_set(copy, " \t\r\n", -1);
    GString *out = g_string_new(NULL);

    for (char **word = words; *word != NULL; word++)
        if (**word)
            g_string_append_printf(out, "%s%s", out->len > 0 ? " " : "", *word);
    return g_string_free(out, FALSE);
}

static void
add_term(Learning *learning, const char *prefix, const char *key, const char *value)
{
    g_autofree char *term = g_strconcat(prefix, key, TC_DEFINITION_SEPARATOR, value, NULL);
    TcPosting posting = {.term_len = (guint32)strlen(term)};

    if (!*key || !*value || g_hash_table_contains(learning->seen, term))
        return;
    posting.term = g_string_chunk_insert(learning->terms, term);
    g_hash_table_add(learning->seen, (gpointer)posting.term);
    g_array_append_val(learning->items, posting);
}

/* Learns a name, and what it is called in short. */
static void
learn_name(Learning *learning, const TcDefinition *definition)
{
    g_autofree char *short_key =
        bare_words(learning, definition->short_start, definition->short_end, " ");
    gsize short_count = learning->scratch->count;
    g_autofree char *long_key =
        bare_words(learning, definition->long_start, definition->long_end, " ");
    if (short_count < TC_NAME_WORDS_MIN)
        return;
    g_autofree char *short_form =
        as_written(learning->text, definition->short_start, definition->short_end);
    g_autofree char *long_form =
        as_written(learning->text, definition->long_start, definition->long_end);
    add_term(learning, TC_TERM_NAMED, short_key, long_form);
    add_term(learning, TC_TERM_NAMED, long_key, short_form);
}

static void
learn(const TcDefinition *definition, gpointer user)
{
    Learning *learning = (Learning *)user;
    g_autofree char *short_form = NULL;
    g_autofree char *long_form = NULL;
    g_autofree char *short_key = NULL;
    g_autofree char *long_key = NULL;

    if (g_hash_table_size(learning->seen) >= TC_DEFINITIONS_MAX ||
        definition->short_end - definition->short_start > TC_DEFINITION_MAX ||
        definition->long_end - definition->long_start > TC_DEFINITION_MAX)
        return;
    if (!definition->is_initials) {
        learn_name(learning, definition);
        return;
    }
    short_form = as_written(learning->text, definition->short_start, definition->short_end);
    long_form = as_written(learning->text, definition->long_start, definition->long_end);
    short_key = bare_words(learning, definition->short_start, definition->short_end, "");
    long_key = bare_words(learning, definition->long_start, definition->long_end, " ");
    add_term(learning, TC_TERM_DEFINED, short_key, long_form);
    add_term(learning, TC_TERM_EXPANDED, long_key, short_form);
}

void
tc_definitions_add(const TcAnalyzer *analyzer, TcTokens *scratch, const char *text, gsize len,
                   GStringChunk *terms, GArray *items)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    Learning learning = {.analyzer = analyzer,
                         .scratch = scratch,
                         .text = text,
                         .terms = terms,
                         .items = items,
                         .seen = seen};

    tc_abbreviations_learn(text, len, learn, &learning);
}
