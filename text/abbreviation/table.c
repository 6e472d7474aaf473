#include "text/abbreviation/table.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* Whether the sign of hundredths stands at `p`, behind `before`: "đất 5%" is not "đất 5". */
static gboolean
is_percent(const char *p, const char *end, char before)
{
    return p < end && *p == '%' && g_ascii_isdigit(before);
}

gboolean
tc_abbreviation_fold(const char *abbreviation, gsize len, GString *out)
{
    const char *end = abbreviation + len;
    gsize before = out->len;
    TcLetter letter;
    for (gsize step; abbreviation < end; abbreviation += step) {
        step = tc_letter_read(abbreviation, end, &letter);
        if (step > 0 && letter.base == '?')
            return FALSE;
        if (step > 0)
            g_string_append_c(out, letter.base);
        else if ((step = tc_dash_len(abbreviation, end)) == 0)
            step = (*abbreviation != '\0' && strchr(" .&/,'", *abbreviation) != NULL) ||
                   is_percent(abbreviation, end, out->len > before ? out->str[out->len - 1] : ' ');
        if (step == 0)
            return FALSE;
    }
    return out->len > before;
}

const char *
tc_abbreviation_next_word(const char *p, const char *end, gboolean is_first, TcLetters *word)
{
    const char *start = p;
    while (!is_first && start < end) {
        const char *next = tc_space_skip(start, end);
        next += tc_dash_len(next, end);
        if (next < end && (*next == ',' || *next == '\''))
            next++;
        if (next == start)
            break;
        start = next;
    }
    gsize len = is_first || start > p ? tc_letters_read(start, end, word) : 0;
    if (len == 0)
        return NULL;
    p = start + len;
    if (!is_percent(p, end, p[-1]) || word->count == TC_LETTERS_MAX)
        return p;
    word->letters[word->count++] = (TcLetter){.base = '%'};
    return p + 1;
}

/* Append the folded words of an expansion, each followed by a space. */
static gboolean
fold_expansion(const char *expansion, gsize len, GString *out)
{
    const char *end = expansion + len;
    gboolean is_first = TRUE;
    while (expansion < end) {
        TcLetters word;
        const char *next = tc_abbreviation_next_word(expansion, end, is_first, &word);
        if (next == NULL)
            return FALSE;
        tc_letters_append_bare(&word, out);
        g_string_append_c(out, ' ');
        expansion = next;
        is_first = FALSE;
    }
    return !is_first;
}

static int
compare_entries(gconstpointer a, gconstpointer b, gpointer text)
{
    const TcAbbreviationEntry *x = (const TcAbbreviationEntry *)a;
    const TcAbbreviationEntry *y = (const TcAbbreviationEntry *)b;
    return strcmp((const char *)text + x->folded, (const char *)text + y->folded);
}

/* What is made of a file. */
typedef struct {
    GString *text;
    GHashTable *offsets; /* of each string in it; owns copies of these */
    GArray *by_abbreviation;
    GArray *by_expansion;
} Reading;

/* Most names are in many pairs: each string is kept once. */
static guint32
add_string(Reading *reading, const char *string, gsize len)
{
    g_autofree char *copy = g_strndup(string, len);
    gpointer offset;
    if (g_hash_table_lookup_extended(reading->offsets, copy, NULL, &offset))
        return GPOINTER_TO_UINT(offset);
    offset = GUINT_TO_POINTER((guint32)reading->text->len);
    g_string_append_len(reading->text, copy, (gssize)strlen(copy) + 1);
    g_hash_table_insert(reading->offsets, g_steal_pointer(&copy), offset);
    return GPOINTER_TO_UINT(offset);
}

/* The next field of a line, without spaces around it. FALSE behind the last. */
static gboolean
next_field(const char **p, const char *end, const char **field, gsize *field_len)
{
    if (*p > end)
        return FALSE;
    const char *tab = (const char *)memchr(*p, '\t', (gsize)(end - *p));
    const char *field_end = tab != NULL ? tab : end;
    *field = *p;
    *p = field_end + 1;
    while (*field < field_end && **field == ' ')
        ++*field;
    while (field_end > *field && field_end[-1] == ' ')
        field_end--;
    *field_len = (gsize)(field_end - *field);
    return TRUE;
}

/* One line without its end. */
static gboolean
read_line(const char *line, gsize len, Reading *reading)
{
    const char *end = line + len;
    const char *field;
    gsize field_len;
    guint before = reading->by_expansion->len;
    TcAbbreviationEntry entry = {0};
    g_autoptr(GString) folded = g_string_new(NULL);
    if (!next_field(&line, end, &field, &field_len) ||
        !tc_abbreviation_fold(field, field_len, folded))
        return FALSE;
    entry.abbreviation = add_string(reading, field, field_len);
    guint32 abbreviation_folded = add_string(reading, folded->str, folded->len);
    while (next_field(&line, end, &field, &field_len)) {
        if (field_len == 0)
            continue;
        g_string_truncate(folded, 0);
        if (!fold_expansion(field, field_len, folded))
            return FALSE;
        entry.expansion = add_string(reading, field, field_len);
        entry.folded = abbreviation_folded;
        g_array_append_val(reading->by_abbreviation, entry);
        entry.folded = add_string(reading, folded->str, folded->len);
        g_array_append_val(reading->by_expansion, entry);
    }
    return reading->by_expansion->len > before;
}

gboolean
tc_abbreviation_table_read(const char *tsv, gsize len, TcAbbreviationTable *table, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GArray) by_abbreviation = g_array_new(FALSE, FALSE, sizeof(TcAbbreviationEntry));
    g_autoptr(GArray) by_expansion = g_array_new(FALSE, FALSE, sizeof(TcAbbreviationEntry));
    g_autoptr(GHashTable) offsets = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Reading reading = {text, offsets, by_abbreviation, by_expansion};
    const char *end = tsv + len;
    guint number = 0;
    if (len > TC_ABBREVIATION_TEXT_MAX) {
        g_set_error(error, G_CONVERT_ERROR, G_CONVERT_ERROR_FAILED,
                    _("table of abbreviations is larger than %u bytes"), TC_ABBREVIATION_TEXT_MAX);
        return FALSE;
    }
    if (len >= 3 && memcmp(tsv, "\xef\xbb\xbf", 3) == 0)
        tsv += 3;
    while (tsv < end) {
        const char *line_end = (const char *)memchr(tsv, '\n', (gsize)(end - tsv));
        const char *next = line_end != NULL ? line_end + 1 : end;
        line_end = line_end != NULL ? line_end : end;
        if (line_end > tsv && line_end[-1] == '\r')
            line_end--;
        gsize line_len = (gsize)(line_end - tsv);
        number++;
        if (!g_utf8_validate_len(tsv, line_len, NULL)) {
            g_set_error(error, G_CONVERT_ERROR, G_CONVERT_ERROR_ILLEGAL_SEQUENCE,
                        _("line %u of the table of abbreviations is not UTF-8"), number);
            return FALSE;
        }
        if (line_len > 0 && *tsv != '#' && !read_line(tsv, line_len, &reading)) {
            g_set_error(
                error, G_CONVERT_ERROR, G_CONVERT_ERROR_FAILED,
                _("line %u of the table of abbreviations is not ABBREVIATION<TAB>EXPANSION"),
                number);
            return FALSE;
        }
        tsv = next;
    }
    /* Stable: what is folded alike stays in the order of the file. */
    g_array_sort_with_data(by_abbreviation, compare_entries, text->str);
    g_array_sort_with_data(by_expansion, compare_entries, text->str);
    table->count = by_abbreviation->len;
    table->text = g_string_free(g_steal_pointer(&text), FALSE);
    table->by_abbreviation =
        (TcAbbreviationEntry *)(gpointer)g_array_free(g_steal_pointer(&by_abbreviation), FALSE);
    table->by_expansion =
        (TcAbbreviationEntry *)(gpointer)g_array_free(g_steal_pointer(&by_expansion), FALSE);
    return TRUE;
}

void
tc_abbreviation_table_clear(TcAbbreviationTable *table)
{
    g_free((gpointer)table->text);
    g_free((gpointer)table->by_abbreviation);
    g_free((gpointer)table->by_expansion);
    memset(table, 0, sizeof *table);
}
