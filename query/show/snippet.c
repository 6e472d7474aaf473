#include "query/show/snippet.h"

#include "query/words/evidence.h"

#include "query/plan/fields.h"
#include "query/words/spellings.h"

#include <string.h>

/* Words before the cluster that are shown at most, when its sentence does not begin nearer. */
#define CONTEXT_WORDS 12
/* ... and bytes. */
#define CONTEXT_BYTES 400
/* Words that are quoted to find a place by. */
#define QUOTE_WORDS   8
/* A text without a known cluster is looked at this far, bytes. */
#define SCAN_MAX      (1u << 20)
/* Bytes analysed after a known cluster: more than a snippet can show. */
#define SLICE_LEN     2048

void
tc_snippet_free(TcSnippet *snippet)
{
    if (snippet == NULL) {
        return;
    }
    g_free(snippet->text);
    g_array_unref(snippet->highlights);
    g_free(snippet);
}

/* Direction overrides and isolates could make a terminal show another text than there is. */
static gboolean
is_hidden(gunichar c)
{
    return g_unichar_iscntrl(c) || c == 0xAD || c == 0xFEFF || (c >= 0x200B && c <= 0x200F) ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x2069) || c == 0xFFF9 ||
           c == 0xFFFA || c == 0xFFFB || (c >= 0xE0000 && c <= 0xE007F);
}

/* Append one character of the text; *spaced tells whether the last one was a space. */
static void
append_character(GString *out, gunichar c, const char *bytes, gsize len, gboolean *spaced)
{
    if (g_unichar_isspace(c) || c == 0xA0 || c == '\n' || c == '\t' || c == 0x1C || c == 0x85) {
        if (!*spaced) {
            g_string_append_c(out, ' ');
        }
        *spaced = TRUE;
        return;
    }
    if (is_hidden(c)) {
        return;
    }
    g_string_append_len(out, bytes, (gssize)len);
    *spaced = FALSE;
}

/* One character at `at`, U+FFFD for a bad byte. */
static gunichar
next_character(const char *at, const char *end, gsize *len)
{
    gunichar c = g_utf8_get_char_validated(at, end - at);
    if (c == (gunichar)-1 || c == (gunichar)-2) {
        *len = 1;
        return 0xFFFD;
    }
    *len = (gsize)(g_utf8_next_char(at) - at);
    return c;
}

void
tc_append_printable(GString *out, const char *text, gsize len)
{
    gboolean spaced = TRUE;
    const char *end = text + len;
    for (const char *at = text; at < end;) {
        gsize size;
        gunichar c = next_character(at, end, &size);
        if (c == 0xFFFD) {
            append_character(out, c, "\xEF\xBF\xBD", 3, &spaced);
        } else {
            append_character(out, c, at, size, &spaced);
        }
        at += size;
    }
}

/* ---- which tokens match ---- */

typedef struct {
    gint word; /* -1: none; from words->words->len on: of words->shown; behind these: a number */
    TcTier tier;
    gboolean likely; /* in a spelling that was probably meant */
} Match;

static TcTier
exact_tier(const TcAnalyzer *analyzer, const TcWord *word, const char *text, gsize len)
{
    g_autoptr(GString) typed = g_string_new(NULL);
    g_autoptr(GString) found = g_string_new(NULL);
    if (word->keystrokes || word->derived) {
        return TC_TIER_EXACT; /* what was typed is no spelling to compare with */
    }
    tc_fold_spelling(analyzer, word->typed, strlen(word->typed), typed);
    tc_fold_spelling(analyzer, text, len, found);
    return g_string_equal(typed, found) ? TC_TIER_EXACT : TC_TIER_SPELLING;
}

/* Prefixes are always highlighted, words of fields where the query has no other. */
static Match
match_shown(const TcWords *words, const TcToken *token, gboolean unmarked)
{
    Match best = {-1, TC_TIER_NONE, FALSE};
    for (guint i = 0; i < words->shown->len; i++) {
        const TcShownWord *word = &g_array_index(words->shown, TcShownWord, i);
        TcTier tier = TC_TIER_NONE;
        if (word->prefix &&
            tc_prefix_agrees(word->key, word->key_len, token->key, token->key_len)) {
            tier = tc_key_is_marked(word->key, word->key_len) ||
                           !tc_key_is_marked(token->key, token->key_len)
                       ? TC_TIER_EXACT
                       : TC_TIER_BARE;
        } else if (!word->prefix && words->sequence->len == 0) {
            tier = tc_key_tier(word->key, word->key_len, token->key, token->key_len);
            if (unmarked && tc_key_bare_len(word->key, word->key_len) + 1 == token->key_len &&
                memcmp(word->key, token->key, token->key_len) == 0) {
                tier = word->key_len > token->key_len ? TC_TIER_BARE : tier;
            } else if (word->settled && tier != TC_TIER_EXACT) {
                tier = TC_TIER_NONE;
            }
        }
        if (tier != TC_TIER_NONE && (best.word < 0 || tier < best.tier)) {
            best = (Match){(gint)(words->words->len + i), tier, TRUE};
        }
    }
    return best;
}

/* What a token is taken for. */
typedef struct {
    gboolean document; /* has no mark at all: its bare words stand for marked ones */
    gboolean passage;  /* nor has anything around: a bare form stands for any spelling */
} Unmarked;

static Match
match_token(const TcWords *words, const TcToken *token, Unmarked unmarked)
{
    Match best = {-1, TC_TIER_NONE, FALSE};
    for (guint w = 0; w < words->words->len; w++) {
        const TcWord *word = g_ptr_array_index(words->words, w);
        gsize bare = word->bare_len;
        if (token->key[0] != word->key[0] || token->key_len <= bare ||
            token->key[bare] != TC_KEY_SEPARATOR || memcmp(token->key, word->key, bare) != 0) {
            continue;
        }
        for (guint s = 0; s < word->spellings->len; s++) {
            const TcSpelling *spelling = &g_array_index(word->spellings, TcSpelling, s);
            if (spelling->term_len == token->key_len &&
                memcmp(spelling->term, token->key, token->key_len) == 0 &&
                (!spelling->unmarked || unmarked.document) && spelling->tier <= best.tier) {
                best.word = (gint)w;
                best.tier = spelling->tier;
                best.likely =
                    !word->open || spelling->posterior >= TC_MEANT_MIN || unmarked.passage;
            }
        }
    }
    return best.word < 0 ? match_shown(words, token, unmarked.document) : best;
}

/* Mark in `whole` the tokens from the i-th on that are these words one after another. */
static void
note_whole(const TcTokens *tokens, const Match *matches, gsize i, const guint *list, guint count,
           gboolean *whole)
{
    for (guint k = 0; k < count; k++) {
        if (i + k >= tokens->count || matches[i + k].word != (gint)list[k] ||
            tokens->items[i + k].position != tokens->items[i].position + k) {
            return;
        }
    }
    for (guint k = 0; k < count; k++) {
        whole[i + k] = TRUE;
    }
}

/* What an abbreviation stands for is lit where it stands whole: of "CT" not every "trình", which
 * "chương trình" has. */
static void
light_whole(const TcWords *words, const TcTokens *tokens, Match *matches)
{
    g_autofree gboolean *whole = g_new0(gboolean, tokens->count + 1);
    for (guint g = 0; g < words->groups->len; g++) {
        const TcGroup *group = &g_array_index(words->groups, TcGroup, g);
        guint members[TC_EXPANSION_WORDS_MAX];
        guint count = 0;
        for (guint s = 0; s < words->sequence->len && count < G_N_ELEMENTS(members); s++) {
            const TcWordAt *at = &g_array_index(words->sequence, TcWordAt, s);
            if (at->position >= group->position && at->position < group->position + group->count) {
                members[count++] = at->word;
            }
        }
        for (gsize i = 0; i < tokens->count; i++) {
            note_whole(tokens, matches, i, members, count, whole);
            for (guint a = 0; a < group->alternatives->len; a++) {
                const TcAlternative *other = &g_array_index(group->alternatives, TcAlternative, a);
                note_whole(tokens, matches, i, other->words, other->count, whole);
            }
        }
    }
    for (gsize i = 0; i < tokens->count; i++) {
        gboolean derived =
            matches[i].word >= 0 && (guint)matches[i].word < words->words->len &&
            ((const TcWord *)g_ptr_array_index(words->words, (guint)matches[i].word))->derived;
        matches[i].likely &= !derived || whole[i];
    }
}

/* Where no spelling that was probably meant stands, another one is why the document was found. */
static void
explain_all(Match *matches, gsize count)
{
    for (gsize i = 0; i < count; i++) {
        if (matches[i].word >= 0 && matches[i].likely) {
            return;
        }
    }
    for (gsize i = 0; i < count; i++) {
        matches[i].likely = matches[i].word >= 0;
    }
}

/* ---- where the snippet begins ---- */

typedef struct {
    const char *text; /* of the slice */
    gsize len;
    gsize offset;     /* of the slice in the document's text */
    guint32 position; /* of its first token */
} Slice;

/* Numbers and dates of the query are lit however they are written: "4-12" for 2020-12-04. They
 * come behind all words. */
static void
match_evidence(const TcWords *words, const Slice *slice, const TcTokens *tokens, Match *matches)
{
    g_autoptr(GArray) spans = g_array_new(FALSE, FALSE, sizeof(TcSpan));
    tc_evidence_places(words->evidence, slice->text, slice->len, spans);
    for (guint s = 0; s < spans->len; s++) {
        TcSpan *span = &g_array_index(spans, TcSpan, s);
        /* The words that introduce a date are not typed with it: "ngày". */
        gsize digit = span->start;
        while (digit < span->end && !g_ascii_isdigit(slice->text[digit])) {
            digit++;
        }
        span->start = digit < span->end ? digit : span->start;
        for (gsize i = 0; i < tokens->count && tokens->items[i].start < span->end; i++) {
            if (tokens->items[i].end > span->start && matches[i].word < 0) {
                matches[i] =
                    (Match){(gint)(words->words->len + words->shown->len), TC_TIER_EXACT, TRUE};
            }
        }
    }
}

static gsize
character_boundary(const char *text, gsize len, gsize at)
{
    while (at < len && ((guchar)text[at] & 0xC0) == 0x80) {
        at++;
    }
    return at;
}

static Slice
slice_near(const TcRecord *record, guint32 cluster)
{
    Slice slice = {record->text, MIN(record->text_len, SCAN_MAX), 0, 1};
    if (cluster > 0) {
        guint32 wanted = cluster > CONTEXT_WORDS ? cluster - CONTEXT_WORDS : 1;
        /* The first mark is the first word: the text begins before it. */
        gsize next = 1;
        for (; next < record->mark_count; next++) {
            const TcRecordMark *mark = &record->marks[next];
            if (mark->position > wanted || mark->offset > record->text_len) {
                break;
            }
            slice.offset = mark->offset;
            slice.position = mark->position;
        }
        slice.text = record->text + slice.offset;
        /* From the mark to the cluster there may be a whole interval of marks; what a later mark
         * stands on is behind it. */
        slice.len = MIN(record->text_len - slice.offset,
                        SLICE_LEN + (gsize)(cluster - MIN(cluster, slice.position)) * 16);
        while (next < record->mark_count && record->marks[next].position <= cluster) {
            next++;
        }
        if (next < record->mark_count && record->marks[next].offset > slice.offset) {
            slice.len = MIN(slice.len, record->marks[next].offset - slice.offset + SLICE_LEN);
        }
    }
    slice.len =
        character_boundary(record->text + slice.offset, record->text_len - slice.offset, slice.len);
    return slice;
}

/* Whether words are so long that the slice does not reach the cluster. */
static gboolean
ends_before(const Slice *slice, const TcTokens *tokens, const TcRecord *record, guint32 cluster)
{
    if (cluster == 0 || slice->offset + slice->len >= record->text_len) {
        return FALSE;
    }
    guint32 wanted = cluster - MIN(cluster, slice->position) + 1;
    return tokens->count == 0 || tokens->items[tokens->count - 1].position <= wanted;
}

/* The token from which most different words stand within a cluster's length. */
static gsize
densest_token(const TcTokens *tokens, const Match *matches, guint word_count)
{
    g_autofree guint *seen = g_new0(guint, word_count + 1);
    guint here = 0;
    guint best = 0;
    gsize best_at = 0;
    gsize left = 0;
    for (gsize right = 0; right < tokens->count; right++) {
        while (tokens->items[left].position + 30 <= tokens->items[right].position) {
            if (matches[left].word >= 0 && matches[left].likely &&
                --seen[matches[left].word] == 0) {
                here--;
            }
            left++;
        }
        if (matches[right].word >= 0 && matches[right].likely && seen[matches[right].word]++ == 0) {
            here++;
        }
        if (here > best) {
            best = here;
            best_at = left;
        }
    }
    while (best_at < tokens->count && best > 0 && matches[best_at].word < 0) {
        best_at++;
    }
    return best_at;
}

/* Begin with the sentence where it begins near, else a few words before the first match. */
static gsize
first_shown(const TcTokens *tokens, gsize cluster)
{
    gsize first = cluster;
    for (gsize i = 0; i < CONTEXT_WORDS && first > 0; i++) {
        if (tokens->items[first].position > tokens->items[first - 1].position + 1) {
            return first;
        }
        if (tokens->items[cluster].start - tokens->items[first - 1].start > CONTEXT_BYTES) {
            return first; /* words without end would leave no room for the match */
        }
        first--;
    }
    return first;
}

static gboolean
only_joiners(const char *text, gsize len)
{
    for (const char *at = text; at < text + len; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char_validated(at, text + len - at);
        if (c == (gunichar)-1 || c == (gunichar)-2) {
            return FALSE;
        }
        if (!g_unichar_isspace(c) && !is_hidden(c) && c != '-' && c != '/' && c != 0x2013 &&
            c != 0xA0) {
            return FALSE;
        }
    }
    return TRUE;
}

typedef struct {
    TcSnippet *snippet;
    GString *out;
    gboolean spaced;
} Builder;

static void
append_source(Builder *builder, const char *text, gsize start, gsize end)
{
    for (gsize at = start; at < end;) {
        gsize size;
        gunichar c = next_character(text + at, text + end, &size);
        if (c == 0xFFFD) {
            append_character(builder->out, c, "\xEF\xBF\xBD", 3, &builder->spaced);
        } else {
            append_character(builder->out, c, text + at, size, &builder->spaced);
        }
        at += size;
    }
}

static void
append_highlighted(Builder *builder, const char *text, gsize start, gsize end, gboolean joins)
{
    guint32 from = (guint32)builder->out->len;
    append_source(builder, text, start, end);
    GArray *highlights = builder->snippet->highlights;
    if (joins && highlights->len > 0) {
        g_array_index(highlights, TcHighlight, highlights->len - 1).end =
            (guint32)builder->out->len;
    } else {
        TcHighlight highlight = {from, (guint32)builder->out->len};
        g_array_append_val(highlights, highlight);
    }
}

static void
note_side(const TcWords *words, const gboolean *shown, guint word, gboolean *typed,
          gboolean *derived)
{
    const TcWord *found = g_ptr_array_index(words->words, word);
    *(found->derived ? derived : typed) |= shown[word];
}

/* Whether a group of the query is shown only as nobody typed it: by its abbreviation, or by what
 * the abbreviation that was typed stands for. */
static gboolean
is_found_by_abbreviation(const TcWords *words, const gboolean *shown)
{
    gboolean field_typed = FALSE;
    gboolean field_derived = FALSE;
    for (guint i = 0; i < words->shown->len; i++) {
        const TcShownWord *word = &g_array_index(words->shown, TcShownWord, i);
        *(word->derived ? &field_derived : &field_typed) |= shown[words->words->len + i];
    }
    if (field_derived && !field_typed) {
        return TRUE;
    }
    for (guint s = 0; s < words->sequence->len; s++) {
        const TcGroup *group =
            tc_words_group_at(words, g_array_index(words->sequence, TcWordAt, s).position);
        gboolean typed = FALSE;
        gboolean derived = FALSE;
        for (guint i = 0; group != NULL && i < group->count && s + i < words->sequence->len; i++) {
            note_side(words, shown, g_array_index(words->sequence, TcWordAt, s + i).word, &typed,
                      &derived);
        }
        for (guint a = 0; group != NULL && a < group->alternatives->len; a++) {
            const TcAlternative *other = &g_array_index(group->alternatives, TcAlternative, a);
            for (guint i = 0; i < other->count; i++) {
                note_side(words, shown, other->words[i], &typed, &derived);
            }
        }
        if (derived && !typed) {
            return TRUE;
        }
    }
    return FALSE;
}

TcSnippet *
tc_snippet_new(const TcAnalyzer *analyzer, const TcWords *words, const TcRecord *record,
               guint32 cluster, gboolean unmarked)
{
    TcSnippet *snippet = g_new0(TcSnippet, 1);
    snippet->highlights = g_array_new(FALSE, FALSE, sizeof(TcHighlight));
    snippet->tier = TC_TIER_NONE;
    Builder builder = {snippet, g_string_new(NULL), TRUE};
    if (record->text == NULL || record->text_len == 0) {
        snippet->text = g_string_free(builder.out, FALSE);
        return snippet;
    }
    Slice slice = slice_near(record, cluster);
    g_auto(TcTokens) tokens;
    tc_tokens_init(&tokens);
    tc_analyze(analyzer, slice.text, slice.len, &tokens);
    while (ends_before(&slice, &tokens, record, cluster)) {
        slice.len = character_boundary(slice.text, record->text_len - slice.offset,
                                       MIN(record->text_len - slice.offset, 8 * slice.len));
        tc_analyze(analyzer, slice.text, slice.len, &tokens);
    }
    g_autofree Match *matches = g_new(Match, tokens.count + 1);
    Unmarked without = {.document = unmarked, .passage = TRUE};
    for (gsize i = 0; i < tokens.count && without.passage; i++) {
        without.passage = !tc_key_is_marked(tokens.items[i].key, tokens.items[i].key_len);
    }
    for (gsize i = 0; i < tokens.count; i++) {
        matches[i] = match_token(words, &tokens.items[i], without);
    }
    if (words->groups->len > 0) {
        light_whole(words, &tokens, matches);
    }
    match_evidence(words, &slice, &tokens, matches);
    explain_all(matches, tokens.count);
    gsize at = 0;
    if (cluster > 0) {
        guint32 wanted = cluster - MIN(cluster, slice.position) + 1;
        while (at + 1 < tokens.count && tokens.items[at].position < wanted) {
            at++;
        }
    } else {
        at = densest_token(&tokens, matches, words->words->len + words->shown->len);
    }
    gsize first = tokens.count == 0 ? 0 : first_shown(&tokens, MIN(at, tokens.count - 1));
    gsize start = tokens.count == 0 ? 0 : tokens.items[first].start;
    if (first == 0 && slice.offset == 0 && start <= CONTEXT_BYTES) {
        start = 0;
    }
    if (slice.offset + start > 0) {
        g_string_append(builder.out, "…");
    }
    gsize characters = 0;
    gsize done = start;
    gboolean joins = FALSE;
    g_autofree gboolean *shown = g_new0(gboolean, words->words->len + words->shown->len + 1);
    gsize i = first;
    for (; i < tokens.count && characters < TC_SNIPPET_CHARACTERS; i++) {
        const TcToken *token = &tokens.items[i];
        gsize before = builder.out->len;
        gboolean lit = matches[i].word >= 0 && matches[i].likely;
        joins = joins && lit && only_joiners(slice.text + done, token->start - done);
        append_source(&builder, slice.text, done, token->start);
        if (lit) {
            append_highlighted(&builder, slice.text, token->start, token->end, joins);
            TcTier tier = matches[i].tier;
            const TcWord *word = (guint)matches[i].word < words->words->len
                                     ? g_ptr_array_index(words->words, (guint)matches[i].word)
                                     : NULL;
            if (tier == TC_TIER_EXACT && word != NULL) {
                tier = exact_tier(analyzer, word, slice.text + token->start,
                                  token->end - token->start);
            }
            snippet->tier = snippet->tier == TC_TIER_NONE ? tier : MAX(snippet->tier, tier);
            snippet->keystrokes |= word != NULL && word->keystrokes;
            shown[matches[i].word] = TRUE;
        } else {
            append_source(&builder, slice.text, token->start, token->end);
        }
        joins = lit;
        done = token->end;
        characters +=
            (gsize)g_utf8_strlen(builder.out->str + before, (gssize)(builder.out->len - before));
    }
    if (i < tokens.count || slice.offset + slice.len < record->text_len) {
        g_string_append(builder.out, "…");
    } else {
        append_source(&builder, slice.text, done, slice.len);
        while (builder.out->len > 0 && builder.out->str[builder.out->len - 1] == ' ') {
            g_string_truncate(builder.out, builder.out->len - 1);
        }
    }
    snippet->abbreviation = is_found_by_abbreviation(words, shown);
    snippet->text = g_string_free(builder.out, FALSE);
    return snippet;
}

char *
tc_quote_at(const TcAnalyzer *analyzer, const TcRecord *record, guint32 position)
{
    if (record->text == NULL || record->text_len == 0 || position == 0) {
        return NULL;
    }
    Slice slice = slice_near(record, position);
    guint32 wanted = position - MIN(position, slice.position) + 1;
    gsize first = 0;
    g_auto(TcTokens) tokens;
    tc_tokens_init(&tokens);
    tc_analyze(analyzer, slice.text, slice.len, &tokens);
    while (first < tokens.count && tokens.items[first].position < wanted) {
        first++;
    }
    if (first == tokens.count) {
        return NULL;
    }
    gsize last = first;
    gsize start = tokens.items[first].start;
    while (last + 1 < tokens.count && last - first + 1 < QUOTE_WORDS &&
           tokens.items[last + 1].end - start <= CONTEXT_BYTES) {
        last++;
    }
    GString *out = g_string_new(NULL);
    tc_append_printable(out, slice.text + start, tokens.items[last].end - start);
    return g_string_free(out, FALSE);
}
