/* query/words/ways/kinds_of_place.c - "P. Bến Nghé" and "phường Bến Nghé", "Q.8" and "quận 8": what
 * a place is, in a letter or two and in full. */
#include "query/words/finding.h"
#include "query/words/queries.h"
#include "text/key/syllable.h"

#include <string.h>

/* Documents that are looked at for how they write a letter before a number. */
#define LOOKED_MAX 5

/* What a place or a division of a body is, in a letter or two; those of numbers come first. */
static const struct {
    const char *brief;
    const char *full;
    const char *first;    /* word of it */
    const char *second;   /* NULL without */
    gboolean is_division; /* of a body, and the beginning of many words */
} kinds_of_place[] = {
    {"p", "phường", "phường", NULL, FALSE}, {"q", "quận", "quận", NULL, FALSE},
    {"h", "huyện", "huyện", NULL, FALSE},   {"x", "xã", "xã", NULL, FALSE},
    {"t", "tỉnh", "tỉnh", NULL, FALSE},     {"tt", "thị trấn", "thị", "trấn", FALSE},
    {"p", "phòng", "phòng", NULL, TRUE},
};

/* Whether a name begins with this word: "Bến", "8"; where nothing is in capitals any may, with
 * `is_division` one that is no syllable: "phòng tnmt", and not "phòng chống". */
static gboolean
begins_name(const TcFinding *finding, guint i, gboolean is_division)
{
    if (i >= finding->count || !tc_are_adjacent(&finding->tokens[i - 1], &finding->tokens[i]))
        return FALSE;
    const char *at = finding->piece->text + finding->tokens[i].start;
    return g_ascii_isdigit(*at) || g_unichar_isupper(g_utf8_get_char(at)) ||
           (!tc_finding_has_capitals(finding->piece->text) &&
            !(is_division &&
              tc_key_may_be_syllable(finding->tokens[i].key, finding->tokens[i].key_len)));
}

/* Whether the words of `kind` stand at tokens[0]; *words is set to how many they are. */
static gboolean
is_kind_of_place(const TcFinding *finding, gsize kind, guint *words)
{
    const char *const first[] = {kinds_of_place[kind].first, NULL};
    const char *const second[] = {kinds_of_place[kind].second, NULL};
    *words = second[0] != NULL ? 2 : 1;
    return *words < finding->count &&
           tc_finding_token_is(finding->piece, &finding->tokens[0], first) &&
           (*words == 1 || tc_finding_token_is(finding->piece, &finding->tokens[1], second));
}

/* Whether a text has the letter as what a place is, before this number: "Q.1", "P. 05". */
static gboolean
has_place(const char *text, gsize len, const char *letter, const char *number)
{
    const char capital = g_ascii_toupper(*letter);
    const char *end = text + len;
    for (const char *at = memchr(text, capital, len); at != NULL;
         at = memchr(at, capital, (gsize)(end - at))) {
        const gboolean is_begun = at > text && (g_ascii_isalnum(at[-1]) || (at[-1] & 0x80) != 0);
        if (++at == end || is_begun || *at != '.')
            continue;
        for (at++; at < end && (*at == ' ' || *at == '0');)
            at++;
        if ((gsize)(end - at) > strlen(number) && memcmp(at, number, strlen(number)) == 0 &&
            !g_ascii_isdigit(at[strlen(number)]))
            return TRUE;
    }
    return FALSE;
}

/* Whether one of some documents that have the letter before the number writes it so. Elsewhere they
 * are "q + 1" and "P(5)" of formulas. */
static gboolean
is_place_somewhere(const TcAbbreviated *piece, const char *letter, const TcToken *number,
                   gboolean *is_so, GError **error)
{
    g_autofree char *figures = g_strndup(piece->text + number->start, number->end - number->start);
    gsize len = 0;
    g_autofree char *key = tc_word_key(piece->analyzer, letter, &len);
    g_autoptr(GPtrArray) leaves = tc_queries_new();
    *is_so = FALSE;
    if (key == NULL)
        return TRUE;
    if (!tc_queries_add(leaves, tc_x_query_term(key, len, 1, error)) ||
        !tc_queries_add(leaves, tc_x_query_term(number->key, number->key_len, 1, error)))
        return FALSE;
    g_autoptr(TcXQuery) phrase = tc_queries_combine(TC_X_PHRASE, leaves, leaves->len, error);
    g_autoptr(TcXEnquire) enquire =
        phrase == NULL ? NULL : tc_x_enquire_new(tc_reader_database(piece->reader), error);
    g_autoptr(TcXMSet) found = NULL;
    if (enquire != NULL && tc_x_enquire_set_query(enquire, phrase, error) &&
        tc_x_enquire_set_boolean(enquire, error))
        found = tc_x_enquire_run(enquire, 0, LOOKED_MAX, 0, error);
    if (found == NULL)
        return FALSE;
    for (gsize i = 0; i < tc_x_mset_size(found) && !*is_so; i++) {
        g_autoptr(TcStoredRecord) stored =
            tc_reader_record(piece->reader, tc_x_mset_hit(found, i).docid, TRUE, error);
        if (stored == NULL)
            return FALSE;
        const TcRecord *record = tc_stored_record_get(stored);
        *is_so = record->text != NULL &&
                 has_place(record->text, record->text_len, letter, figures + strspn(figures, "0"));
    }
    return TRUE;
}

/* Add `kind` before the name, of one word, and before what that is short for: "P. TNMT" is phòng
 * TNMT, and phòng Tài nguyên và Môi trường. */
static gboolean
add_place(const TcFinding *finding, const char *kind, const TcToken *name, GError **error)
{
    const TcAbbreviated *piece = finding->piece;
    const char *typed = piece->text + name->start;
    const gsize len = name->end - name->start;
    g_autoptr(GPtrArray) meant = g_ptr_array_new();
    guint32 freq = 0;
    if (!tc_finding_rarest(piece, kind, &freq, error) || freq == 0)
        return freq == 0;
    if (strlen(kind) == 1 && g_ascii_isdigit(*typed)) {
        gboolean is_so = FALSE;
        if (!is_place_somewhere(piece, kind, name, &is_so, error) || !is_so)
            return !is_so;
    }
    g_autofree char *written = g_strdup_printf("%s %.*s", kind, (int)len, typed);
    if (!tc_finding_count_readings(piece, written, 0, &freq, error))
        return FALSE;
    if (freq > 0)
        g_ptr_array_add(finding->out, g_steal_pointer(&written));
    if (tc_key_may_be_syllable(name->key, name->key_len) ||
        tc_abbreviations_expand(piece->table, typed, len, meant) == 0)
        return TRUE;
    g_autofree char *full = g_strdup_printf("%s %s", kind, (char *)g_ptr_array_index(meant, 0));
    if (!tc_finding_count_text(piece, full, FALSE, 0, &freq, error))
        return FALSE;
    if (freq > 0)
        g_ptr_array_add(finding->out, g_steal_pointer(&full));
    return TRUE;
}

gboolean
tc_kinds_of_place_find(const TcFinding *finding, guint *taken, GError **error)
{
    const TcAbbreviated *piece = finding->piece;
    const TcToken *tokens = finding->tokens;
    for (gsize i = 0; finding->count > 1 && i < G_N_ELEMENTS(kinds_of_place); i++) {
        if (*tokens[0].key != *kinds_of_place[i].brief)
            continue;
        const char *const brief[] = {kinds_of_place[i].brief, NULL};
        guint words = 1;
        const char *other = NULL;
        if (tc_finding_token_is(piece, &tokens[0], brief) && piece->text[tokens[0].end] == '.' &&
            tc_are_adjacent(&tokens[0], &tokens[1]))
            other = kinds_of_place[i].full;
        else if (is_kind_of_place(finding, i, &words) &&
                 begins_name(finding, words, kinds_of_place[i].is_division))
            other = kinds_of_place[i].brief;
        if (other == NULL)
            continue;
        if (!add_place(finding, other, &tokens[words], error))
            return FALSE;
        if (finding->out->len > 0)
            *taken = words + 1;
    }
    return TRUE;
}
