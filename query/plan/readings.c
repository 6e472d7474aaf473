#include "query/plan/readings.h"

#include "base/free.h"
#include "store/schema.h"

#include <string.h>

/* "quận 1", "quận 01", "q 1", "q 01" */
enum { NUMBERED_FORMS = 4 };

void
tc_field_readings_free(TcFieldReadings *readings)
{
    if (readings == NULL)
        return;
    g_ptr_array_unref(readings->lists);
    g_array_unref(readings->by_alias);
    g_ptr_array_unref(readings->scratch);
    g_free(readings);
}

/* The keys of these words: of the sequence but for the group at `first`, which is written as
 * `other`. */
static GArray *
list_keys(const TcWords *words, const GArray *at, guint first, const TcGroup *group,
          const TcAlternative *other)
{
    GArray *keys = g_array_new(FALSE, FALSE, sizeof(TcFieldKey));
    for (guint i = 0; i < at->len;) {
        gboolean is_replaced = other != NULL && i == first;
        for (guint k = 0; k < (is_replaced ? other->count : 1); k++) {
            const TcWord *word = g_ptr_array_index(
                words->words, is_replaced ? other->words[k] : tc_word_at(at, i)->word);
            TcFieldKey key = {word->key, word->key_len};
            g_array_append_val(keys, key);
        }
        i += is_replaced ? group->count : 1;
    }
    return keys;
}

static void
add_reading(TcFieldReadings *readings, GArray *keys, gboolean is_by_alias)
{
    g_ptr_array_add(readings->lists, keys);
    g_array_append_val(readings->by_alias, is_by_alias);
}

/* Add the ways in which a field may write `text`. */
static gboolean
add_text(const TcWords *words, const TcFieldRow *row, const char *text, TcFieldReadings *readings,
         GError **error)
{
    g_autoptr(GArray) at = g_array_new(FALSE, FALSE, sizeof(TcWordAt));
    TcWords *scratch = tc_words_new(words->analyzer, words->abbreviations, words->reader);
    g_ptr_array_add(readings->scratch, scratch);
    scratch->is_quoted = !row->has_other_names;
    scratch->is_of_field = TRUE;
    if (!tc_words_add(scratch, text, row->has_short_forms, at, error))
        return FALSE;
    if (at->len == 0)
        return TRUE;
    add_reading(readings, list_keys(scratch, at, 0, NULL, NULL), FALSE);
    for (guint i = 0; i < at->len; i++) {
        const TcGroup *group = tc_words_group_at(scratch, tc_word_at(at, i)->position);
        for (guint a = 0; group != NULL && a < group->alternatives->len; a++) {
            const TcAlternative *other = tc_alternative_at(group->alternatives, a);
            add_reading(readings, list_keys(scratch, at, i, group, other),
                        other->kind == TC_ALTERNATIVE_ALIAS);
        }
    }
    return TRUE;
}

/* What a place is, which may be typed before its name, and the short form of it. */
typedef struct {
    const char *full;
    const char *brief; /* NULL for none */
    gboolean
        is_doubted; /* without its mark it may as well begin the name: "tinh bien" (Tịnh Biên) */
    gboolean is_numbered; /* and some of them have a number for a name: "Quận 1" */
} PlaceKind;

static const PlaceKind place_kinds[] = {
    {"thành phố", "tp", FALSE, FALSE}, {"tỉnh", "t", TRUE, FALSE},
    {"thị xã", "tx", FALSE, FALSE},    {"thị trấn", "tt", FALSE, FALSE},
    {"đặc khu", NULL, FALSE, FALSE},   {"huyện", "h", TRUE, FALSE},
    {"quận", "q", TRUE, TRUE},         {"phường", "p", TRUE, TRUE},
    {"xã", "x", TRUE, FALSE},
};

/* How many of these words are `name`, if they begin with it. */
static guint
count_words_of(const TcAnalyzer *analyzer, const GArray *keys, const char *name)
{
    g_auto(TcTokens) tokens;
    guint count = 0;
    tc_tokens_init(&tokens);
    tc_analyze(analyzer, name, strlen(name), &tokens);
    while (count < tokens.count && count < keys->len) {
        const TcFieldKey *typed = &g_array_index(keys, TcFieldKey, count);
        const TcToken *token = &tokens.items[count];
        if (tc_key_tier(typed->key, typed->len, token->key, token->key_len) == TC_TIER_NONE)
            break;
        count++;
    }
    return count == tokens.count ? count : 0;
}

/* What these words say first of the place that the others name, and in how many words. */
static const PlaceKind *
find_kind(const TcAnalyzer *analyzer, const GArray *keys, guint *count)
{
    for (gsize k = 0; k < G_N_ELEMENTS(place_kinds) && keys->len > 0; k++) {
        const PlaceKind *kind = &place_kinds[k];
        const TcFieldKey *first = &g_array_index(keys, TcFieldKey, 0);
        gboolean is_doubted =
            kind->is_doubted && keys->len < 3 && !tc_key_is_marked(first->key, first->len);
        *count = count_words_of(analyzer, keys, kind->full);
        if (*count > 0 && !is_doubted)
            return kind;
        *count = kind->brief != NULL ? count_words_of(analyzer, keys, kind->brief) : 0;
        if (*count > 0)
            return kind;
    }
    return NULL;
}

/* As it was written, borrowed. */
static const char *
text_of_key(const TcFieldReadings *readings, const TcFieldKey *key)
{
    for (guint i = 0; i < readings->scratch->len; i++) {
        const TcWords *scratch = g_ptr_array_index(readings->scratch, i);
        for (guint w = 0; w < scratch->words->len; w++) {
            const TcWord *word = g_ptr_array_index(scratch->words, w);
            if (word->key == key->key)
                return word->typed;
        }
    }
    return "";
}

static gboolean
is_figure(const char *text)
{
    return g_ascii_isdigit(*text) && text[strspn(text, "0123456789")] == '\0';
}

/* A place that has a number for a name has nothing but that and what it is: "Q1" and "quận 01" are
 * "Quận 1", which some write "Q.1". */
static gboolean
add_numbered_places(const TcWords *words, const TcFieldRow *row, TcFieldReadings *readings,
                    GError **error)
{
    const GArray *keys = readings->lists->len > 0 ? g_ptr_array_index(readings->lists, 0) : NULL;
    if (keys == NULL || keys->len == 0 || keys->len > 2)
        return TRUE;
    const char *first = text_of_key(readings, &g_array_index(keys, TcFieldKey, 0));
    const char *number =
        keys->len == 1 ? first + 1 : text_of_key(readings, &g_array_index(keys, TcFieldKey, 1));
    if (*first == '\0' || !is_figure(number))
        return TRUE;
    number += strspn(number, "0");
    for (gsize k = 0; k < G_N_ELEMENTS(place_kinds); k++) {
        const PlaceKind *kind = &place_kinds[k];
        gboolean is_kind =
            keys->len == 1
                ? kind->is_numbered && g_ascii_tolower(*first) == *kind->brief
                : kind->is_numbered && (count_words_of(words->analyzer, keys, kind->full) == 1 ||
                                        count_words_of(words->analyzer, keys, kind->brief) == 1);
        for (guint i = 0; is_kind && i < NUMBERED_FORMS; i++) {
            g_autofree char *name = g_strconcat(i < 2 ? kind->full : kind->brief,
                                                i % 2 == 0 ? " " : " 0", number, NULL);
            if (!add_text(words, row, name, readings, error))
                return FALSE;
        }
    }
    return TRUE;
}

/* A place is named without what it is, which may be typed before it, or stand in a short form:
 * "TPHCM". Its name alone may have other names than the whole; those of another name are further
 * off. */
static gboolean
add_bare_places(const TcWords *words, const TcFieldRow *row, TcFieldReadings *readings,
                GError **error)
{
    guint count = readings->lists->len;
    for (guint i = 0; i < count; i++) {
        GArray *keys = g_ptr_array_index(readings->lists, i);
        guint kind;
        g_autoptr(GString) name = g_string_new(NULL);
        if (find_kind(words->analyzer, keys, &kind) == NULL || kind == keys->len ||
            is_figure(text_of_key(readings, &g_array_index(keys, TcFieldKey, kind))))
            continue;
        if (g_array_index(readings->by_alias, gboolean, i)) {
            GArray *rest = g_array_copy(keys);
            g_array_remove_range(rest, 0, kind);
            add_reading(readings, rest, TRUE);
            continue;
        }
        for (guint k = kind; k < keys->len; k++)
            g_string_append_printf(name, "%s%s", k > kind ? " " : "",
                                   text_of_key(readings, &g_array_index(keys, TcFieldKey, k)));
        if (!add_text(words, row, name->str, readings, error))
            return FALSE;
    }
    return TRUE;
}

static void
free_words(gpointer words)
{
    tc_words_free(words);
}

TcFieldReadings *
tc_field_readings(const TcWords *words, const TcFieldRow *row, const char *text, GError **error)
{
    g_autoptr(TcFieldReadings) readings = g_new0(TcFieldReadings, 1);
    readings->lists = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    readings->by_alias = g_array_new(FALSE, FALSE, sizeof(gboolean));
    readings->scratch = g_ptr_array_new_with_free_func(free_words);
    if (!add_text(words, row, text, readings, error) ||
        (row->is_place && (!add_numbered_places(words, row, readings, error) ||
                           !add_bare_places(words, row, readings, error))))
        return NULL;
    return g_steal_pointer(&readings);
}
