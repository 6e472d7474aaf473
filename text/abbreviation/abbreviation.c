#include "text/abbreviation/abbreviation.h"

#include "text/abbreviation/table.h"
#include "text/key/letter.h"

#include <string.h>

enum {
    ABBREVIATION_LEN_MAX = 64, /* bytes; a longer one is none */
    EXPANSION_WORDS_MAX = 24,
    TABLES_MAX = 2, /* the user's and the one that is compiled in */
};

struct TcAbbreviations {
    TcAbbreviationTable user; /* empty without one */
    const TcAliases *aliases; /* borrowed; NULL without */
};

TcAbbreviations *
tc_abbreviations_new(void)
{
    return g_new0(TcAbbreviations, 1);
}

void
tc_abbreviations_free(TcAbbreviations *abbreviations)
{
    if (abbreviations == NULL)
        return;
    tc_abbreviation_table_clear(&abbreviations->user);
    g_free(abbreviations);
}

gboolean
tc_abbreviations_load(TcAbbreviations *abbreviations, const char *tsv, gsize len, GError **error)
{
    TcAbbreviationTable table = {0};
    if (!tc_abbreviation_table_read(tsv, len, &table, error))
        return FALSE;
    tc_abbreviation_table_clear(&abbreviations->user);
    abbreviations->user = table;
    return TRUE;
}

void
tc_abbreviations_set_aliases(TcAbbreviations *abbreviations, const TcAliases *aliases)
{
    abbreviations->aliases = aliases;
}

const TcAliases *
tc_abbreviations_aliases(const TcAbbreviations *abbreviations)
{
    return abbreviations->aliases;
}

/* The first of entries[low .. high) whose folded string is `folded`, or the place where it would
 * be.
 */
static guint
find_within(const TcAbbreviationTable *table, const TcAbbreviationEntry *entries, guint low,
            guint high, const char *folded)
{
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (strcmp(table->text + entries[middle].folded, folded) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void
add_once(GPtrArray *out, const char *string)
{
    if (!g_ptr_array_find_with_equal_func(out, string, g_str_equal, NULL))
        g_ptr_array_add(out, (gpointer)string);
}

/* How the marks of the typed abbreviation fit those of the one in the table. */
typedef enum {
    MARKS_DIFFER,
    MARKS_MISSING,
    MARKS_EQUAL,
} Marks;

/* The next letter of an abbreviation, FALSE at its end. */
static gboolean
next_letter(const char **p, const char *end, TcLetter *letter)
{
    while (*p < end) {
        gsize len = tc_letter_read(*p, end, letter);
        *p += len > 0 ? len : 1;
        if (len > 0)
            return TRUE;
    }
    return FALSE;
}

static Marks
compare_marks(const char *typed, gsize typed_len, const char *meant)
{
    const char *typed_end = typed + typed_len;
    const char *meant_end = meant + strlen(meant);
    gboolean is_marked = FALSE;
    gboolean is_equal = TRUE;
    TcLetter a;
    TcLetter b;
    while (next_letter(&typed, typed_end, &a) && next_letter(&meant, meant_end, &b)) {
        is_marked = is_marked || a.quality != 0 || a.tone != 0;
        is_equal = is_equal && a.quality == b.quality && a.tone == b.tone;
    }
    return is_equal ? MARKS_EQUAL : is_marked ? MARKS_DIFFER : MARKS_MISSING;
}

guint
tc_abbreviations_expand(const TcAbbreviations *abbreviations, const char *abbreviation, gsize len,
                        GPtrArray *out)
{
    const TcAbbreviationTable *tables[] = {&abbreviations->user, &tc_abbreviation_builtin};
    g_autoptr(GString) folded = g_string_new(NULL);
    guint before = out->len;
    if (len > ABBREVIATION_LEN_MAX || !tc_abbreviation_fold(abbreviation, len, folded))
        return 0;
    for (Marks wanted = MARKS_EQUAL; wanted > MARKS_DIFFER; wanted--) {
        for (guint t = 0; t < G_N_ELEMENTS(tables); t++) {
            const TcAbbreviationEntry *entries = tables[t]->by_abbreviation;
            const char *text = tables[t]->text;
            for (guint i = find_within(tables[t], entries, 0, tables[t]->count, folded->str);
                 i < tables[t]->count && strcmp(text + entries[i].folded, folded->str) == 0; i++)
                if (compare_marks(abbreviation, len, text + entries[i].abbreviation) == wanted)
                    add_once(out, text + entries[i].expansion);
        }
    }
    return out->len - before;
}

static gboolean
has_tone(const TcLetters *word)
{
    for (guint i = 0; i < word->count; i++)
        if (word->letters[i].tone != 0)
            return TRUE;
    return FALSE;
}

/* Whether the words of `typed` can stand for those of `meant`; their bare letters agree.
 * `is_whole`: where one of them has a tone, the others have all their marks, too. */
static gboolean
words_stand_for(const char *typed, const char *typed_end, const char *meant, gboolean is_whole)
{
    const char *meant_end = meant + strlen(meant);
    gboolean is_toned = FALSE;
    gboolean lacks = FALSE;
    for (gboolean is_first = TRUE; typed < typed_end; is_first = FALSE) {
        TcLetters a;
        TcLetters b;
        typed = tc_abbreviation_next_word(typed, typed_end, is_first, &a);
        meant = tc_abbreviation_next_word(meant, meant_end, is_first, &b);
        if (typed == NULL || meant == NULL || !tc_letters_stand_for(&a, &b))
            return FALSE;
        is_toned |= has_tone(&a);
        lacks |= b.marked && !a.marked;
    }
    return meant == meant_end && !(is_whole && is_toned && lacks);
}

gsize
tc_abbreviations_contract(const TcAbbreviations *abbreviations, const char *text, gsize len,
                          GPtrArray *out)
{
    const TcAbbreviationTable *tables[] = {&abbreviations->user, &tc_abbreviation_builtin};
    return tc_abbreviation_table_contract(tables, G_N_ELEMENTS(tables), text, len, FALSE, out);
}

/* The same of all expansions. */
static guint
find_expansion(const TcAbbreviationTable *table, const char *folded)
{
    guint low = 0;
    guint high = table->leads == NULL ? 0 : (table->count - 1) / TC_ABBREVIATION_STEP + 1;
    guint end = high;
    guint64 lead = tc_abbreviation_lead(folded);
    while (low < high) { /* the first one that does not begin with less ... */
        guint middle = low + (high - low) / 2;
        if (table->leads[middle] < lead)
            low = middle + 1;
        else
            high = middle;
    }
    while (high < end && table->leads[high] == lead)
        high++; /* ... and the first that begins with more */
    return find_within(table, table->by_expansion, (MAX(low, 1) - 1) * TC_ABBREVIATION_STEP,
                       high < end ? high * TC_ABBREVIATION_STEP : table->count, folded);
}

/* The same of those from `from` on: words are looked for one after another, and what begins with
 * two of them is near to what begins with the first. */
static guint
find_from(const TcAbbreviationTable *table, guint from, const char *folded)
{
    const TcAbbreviationEntry *entries = table->by_expansion;
    guint step = 1;
    if (from == 0)
        return find_expansion(table, folded);
    while (from + step < table->count &&
           strcmp(table->text + entries[from + step - 1].folded, folded) < 0) {
        from += step;
        step *= 2;
    }
    return find_within(table, entries, from, MIN(from + step, table->count), folded);
}

/* Where the expansions that begin with these folded words begin in each table, from `first` on, to
 * `next`; the count of its entries where there are none. FALSE when no table has any. */
static gboolean
find_beginning(const TcAbbreviationTable *const *tables, gsize table_count, const GString *folded,
               const guint *first, guint *next)
{
    gboolean has_any = FALSE;
    for (gsize t = 0; t < table_count; t++) {
        const TcAbbreviationTable *table = tables[t];
        guint at = find_from(table, first[t], folded->str);
        if (at < table->count &&
            strncmp(table->text + table->by_expansion[at].folded, folded->str, folded->len) == 0)
            has_any = TRUE;
        else
            at = table->count;
        next[t] = at;
    }
    return has_any;
}

/* Add the abbreviations of what is folded so, from the entry `first` on, which the words from
 * `text` to `end` can stand for; with `are_expansions` that itself. */
static void
add_meant(const TcAbbreviationTable *table, guint first, const char *folded, const char *text,
          const char *end, gboolean is_whole, gboolean are_expansions, GPtrArray *out)
{
    const TcAbbreviationEntry *entries = table->by_expansion;
    gboolean is_meant = FALSE;
    for (guint i = first; i < table->count; i++) {
        /* Strings are kept once: what is folded alike is mostly one and the same. */
        if (i == first || entries[i].expansion != entries[i - 1].expansion) {
            if (strcmp(table->text + entries[i].folded, folded) != 0)
                return;
            is_meant = words_stand_for(text, end, table->text + entries[i].expansion, is_whole);
        }
        if (is_meant)
            add_once(out, table->text +
                              (are_expansions ? entries[i].expansion : entries[i].abbreviation));
    }
}

static gsize
contract(const TcAbbreviationTable *const *tables, gsize table_count, const char *text, gsize len,
         gboolean is_whole, gboolean are_expansions, GPtrArray *out)
{
    g_autoptr(GString) folded = g_string_new(NULL);
    const char *ends[EXPANSION_WORDS_MAX];
    gsize folded_ends[EXPANSION_WORDS_MAX];
    guint firsts[EXPANSION_WORDS_MAX + 1][TABLES_MAX] = {0};
    guint count = 0;
    const char *p = text;
    g_return_val_if_fail(table_count <= TABLES_MAX, 0);
    while (count < EXPANSION_WORDS_MAX) {
        TcLetters word;
        p = tc_abbreviation_next_word(p, text + len, count == 0, &word);
        if (p == NULL)
            break;
        tc_letters_append_bare(&word, folded);
        g_string_append_c(folded, ' ');
        if (!find_beginning(tables, table_count, folded, firsts[count], firsts[count + 1]))
            break;
        ends[count] = p;
        folded_ends[count++] = folded->len;
    }
    for (; count > 0; count--) {
        guint before = out->len;
        g_string_truncate(folded, folded_ends[count - 1]);
        for (guint t = 0; t < table_count; t++)
            add_meant(tables[t], firsts[count][t], folded->str, text, ends[count - 1], is_whole,
                      are_expansions, out);
        if (out->len > before)
            return (gsize)(ends[count - 1] - text);
    }
    return 0;
}

gsize
tc_abbreviation_table_contract(const TcAbbreviationTable *const *tables, gsize table_count,
                               const char *text, gsize len, gboolean is_whole, GPtrArray *out)
{
    return contract(tables, table_count, text, len, is_whole, FALSE, out);
}

gsize
tc_abbreviation_table_expansions(const TcAbbreviationTable *const *tables, gsize table_count,
                                 const char *text, gsize len, gboolean is_whole, GPtrArray *out)
{
    return contract(tables, table_count, text, len, is_whole, TRUE, out);
}
