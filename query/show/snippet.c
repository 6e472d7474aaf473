#include "query/show/snippet.h"

#include "base/free.h"
#include "option/wrap.h"
#include "query/show/light.h"
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
/* Of one that no word is looked for in: what stands behind its title is shown. */
#define HEAD_MAX      (1u << 15)
#define SLICE_LEN     2048

void
tc_snippet_free(TcSnippet *snippet)
{
    if (snippet == NULL)
        return;
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
append_character(GString *out, gunichar c, const char *bytes, gsize len, gboolean *is_spaced)
{
    if (g_unichar_isspace(c) || c == 0xA0 || c == '\n' || c == '\t' || c == 0x1C || c == 0x85) {
        if (!*is_spaced)
            g_string_append_c(out, ' ');
        *is_spaced = TRUE;
        return;
    }
    if (is_hidden(c))
        return;
    g_string_append_len(out, bytes, (gssize)len);
    *is_spaced = FALSE;
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
    gboolean is_spaced = TRUE;
    const char *end = text + len;
    for (const char *at = text; at < end;) {
        gsize size;
        gunichar c = next_character(at, end, &size);
        if (c == 0xFFFD)
            append_character(out, c, "\xEF\xBF\xBD", 3, &is_spaced);
        else
            append_character(out, c, at, size, &is_spaced);
        at += size;
    }
}

void
tc_append_line(GString *out, const char *text, gsize len)
{
    const char *end = text + len;
    for (const char *at = text; at < end;) {
        gsize size;
        const char *plain = at;
        at = tc_plain_end(at, end);
        g_string_append_len(out, plain, at - plain);
        if (at == end)
            return;
        gunichar c = next_character(at, end, &size);
        gboolean is_spaced = FALSE;
        if (c == '\t')
            g_string_append(out, "    ");
        else if (c == 0xFFFD)
            append_character(out, c, "\xEF\xBF\xBD", 3, &is_spaced);
        else
            append_character(out, c, at, size, &is_spaced);
        at += size;
    }
}

/* ---- where the snippet begins ---- */

typedef struct {
    const char *text; /* of the slice */
    gsize len;
    gsize offset;     /* of the slice in the document's text */
    guint32 position; /* of its first token */
} Slice;

static TcTier
exact_tier(const TcAnalyzer *analyzer, const TcWord *word, const char *text, gsize len)
{
    g_autoptr(GString) typed = g_string_new(NULL);
    g_autoptr(GString) found = g_string_new(NULL);
    if (word->are_keystrokes || word->is_derived)
        return TC_TIER_EXACT; /* what was typed is no spelling to compare with */
    tc_fold_spelling(analyzer, word->typed, strlen(word->typed), typed);
    tc_fold_spelling(analyzer, text, len, found);
    return g_string_equal(typed, found) ? TC_TIER_EXACT : TC_TIER_SPELLING;
}

static gsize
character_boundary(const char *text, gsize len, gsize at)
{
    while (at < len && ((guchar)text[at] & 0xC0) == 0x80)
        at++;
    return at;
}

static Slice
slice_near(const TcRecord *record, guint32 cluster, gsize scan_max)
{
    Slice slice = {record->text, MIN(record->text_len, scan_max), 0, 1};
    if (cluster > 0) {
        guint32 wanted = cluster > CONTEXT_WORDS ? cluster - CONTEXT_WORDS : 1;
        /* The first landmark is the first word: the text begins before it. */
        gsize next = 1;
        for (; next < record->landmark_count; next++) {
            const TcLandmark *landmark = &record->landmarks[next];
            if (landmark->position > wanted || landmark->offset > record->text_len)
                break;
            slice.offset = landmark->offset;
            slice.position = landmark->position;
        }
        slice.text = record->text + slice.offset;
        /* From the landmark to the cluster there may be a whole interval of them; what a later one
         * stands on is behind it. */
        slice.len = MIN(record->text_len - slice.offset,
                        SLICE_LEN + (gsize)(cluster - MIN(cluster, slice.position)) * 16);
        while (next < record->landmark_count && record->landmarks[next].position <= cluster)
            next++;
        if (next < record->landmark_count && record->landmarks[next].offset > slice.offset)
            slice.len = MIN(slice.len, record->landmarks[next].offset - slice.offset + SLICE_LEN);
    }
    slice.len =
        character_boundary(record->text + slice.offset, record->text_len - slice.offset, slice.len);
    return slice;
}

/* Whether words are so long that the slice does not reach the cluster. */
static gboolean
ends_before(const Slice *slice, const TcTokens *tokens, const TcRecord *record, guint32 cluster)
{
    if (cluster == 0 || slice->offset + slice->len >= record->text_len)
        return FALSE;
    guint32 wanted = cluster - MIN(cluster, slice->position) + 1;
    return tokens->count == 0 || tokens->items[tokens->count - 1].position <= wanted;
}

/* How many words of the query one of its words stands for: more than one where it is the
 * abbreviation of them. Free with g_free(). */
static guint *
word_weights(const TcWords *words)
{
    guint count = words->words->len + words->shown->len + 1;
    guint *weights = g_new(guint, count);
    for (guint i = 0; i < count; i++)
        weights[i] = 1;
    for (guint g = 0; g < words->groups->len; g++) {
        const TcGroup *group = tc_group_at(words->groups, g);
        for (guint a = 0; a < group->alternatives->len; a++) {
            const TcAlternative *other = tc_alternative_at(group->alternatives, a);
            if (other->count == 1)
                weights[other->words[0]] = MAX(group->count, 1);
        }
    }
    return weights;
}

/* The token, from `from` on, with which the place begins where most different words stand within a
 * cluster's length. */
static gsize
densest_token(const TcTokens *tokens, const TcLit *lit, const TcWords *words, gsize from)
{
    g_autofree guint *seen = g_new0(guint, words->words->len + words->shown->len + 1);
    g_autofree guint *weights = word_weights(words);
    guint here = 0;
    guint best = 0;
    gsize best_at = from;
    gsize left = from;
    for (gsize right = from; right < tokens->count; right++) {
        while (tokens->items[left].position + 30 <= tokens->items[right].position) {
            if (lit[left].word >= 0 && lit[left].is_likely && --seen[lit[left].word] == 0)
                here -= weights[lit[left].word];
            left++;
        }
        if (lit[right].word >= 0 && lit[right].is_likely && seen[lit[right].word]++ == 0)
            here += weights[lit[right].word];
        if (here > best) {
            best = here;
            best_at = left;
        }
    }
    while (best_at < tokens->count && best > 0 &&
           !(lit[best_at].word >= 0 && lit[best_at].is_likely))
        best_at++;
    return best_at;
}

/* Begin with the sentence where it begins near, else a few words before the first match. */
static gsize
first_shown(const TcTokens *tokens, gsize cluster)
{
    gsize first = cluster;
    for (gsize i = 0; i < CONTEXT_WORDS && first > 0; i++) {
        if (tokens->items[first].position > tokens->items[first - 1].position + 1)
            return first;
        if (tokens->items[cluster].start - tokens->items[first - 1].start > CONTEXT_BYTES)
            return first; /* words without end would leave no room for the match */
        first--;
    }
    return first;
}

static gboolean
holds_only_joiners(const char *text, gsize len)
{
    for (const char *at = text; at < text + len; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char_validated(at, text + len - at);
        if (c == (gunichar)-1 || c == (gunichar)-2)
            return FALSE;
        if (!g_unichar_isspace(c) && !is_hidden(c) && c != '-' && c != '/' && c != 0x2013 &&
            c != 0xA0)
            return FALSE;
    }
    return TRUE;
}

typedef struct {
    TcSnippet *snippet;
    GString *out;
    gboolean is_spaced;
} Builder;

/* Whether lines are drawn of this character, or leaders of forms. */
static gboolean
is_drawn(gunichar c)
{
    switch (c) {
    case '-':
    case '_':
    case '=':
    case '*':
    case '~':
    case '.':
    case 0x2026:
    case 0x2013:
    case 0x2014:
    case 0x2500:
        return TRUE;
    default:
        return FALSE;
    }
}

/* The bytes of a line drawn of the character `first`, or of the leader of a form, that begins at
 * `at`; 0 if there is none. *leader tells which. */
static gsize
rule_len(const char *at, const char *end, gunichar first, gboolean *is_leader)
{
    gsize size;
    gsize len = 0;
    guint count = 0;
    for (const char *c = at; c < end;) {
        gunichar next = next_character(c, end, &size);
        if (next != first && next != ' ')
            break;
        c += size;
        if (next == first) {
            count++;
            len = (gsize)(c - at);
        }
    }
    *is_leader = first == '.' || first == '_' || first == 0x2026;
    return count >= (first == 0x2026 ? 2 : 4) ? len : 0;
}

static void
append_source(Builder *builder, const char *text, gsize start, gsize end)
{
    for (gsize at = start; at < end;) {
        gsize size;
        gboolean is_leader = FALSE;
        gunichar c = next_character(text + at, text + end, &size);
        gsize rule = is_drawn(c) ? rule_len(text + at, text + end, c, &is_leader) : 0;
        if (rule > 0) {
            gboolean are_dots = is_leader && !g_str_has_suffix(builder->out->str, "…");
            append_character(builder->out, are_dots ? 0x2026 : ' ', "…", strlen("…"),
                             &builder->is_spaced);
            at += rule;
            continue;
        }
        if (c == 0xFFFD)
            append_character(builder->out, c, "\xEF\xBF\xBD", 3, &builder->is_spaced);
        else
            append_character(builder->out, c, text + at, size, &builder->is_spaced);
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
        tc_highlight_at(highlights, highlights->len - 1)->end = (guint32)builder->out->len;
    } else {
        TcHighlight highlight = {from, (guint32)builder->out->len};
        g_array_append_val(highlights, highlight);
    }
}

static void
note_side(const TcWords *words, const gboolean *is_shown, guint word, gboolean *is_typed,
          gboolean *is_derived)
{
    const TcWord *found = g_ptr_array_index(words->words, word);
    *(found->is_derived ? is_derived : is_typed) |= is_shown[word];
}

/* Whether a group of the query is shown only as nobody typed it: by its abbreviation, or by what
 * the abbreviation that was typed stands for. */
static gboolean
is_found_by_abbreviation(const TcWords *words, const gboolean *is_shown)
{
    gboolean is_field_typed = FALSE;
    gboolean is_field_derived = FALSE;
    for (guint i = 0; i < words->shown->len; i++) {
        const TcShownWord *word = tc_shown_word_at(words->shown, i);
        *(word->is_derived ? &is_field_derived : &is_field_typed) |=
            is_shown[words->words->len + i];
    }
    if (is_field_derived && !is_field_typed)
        return TRUE;
    for (guint s = 0; s < words->sequence->len; s++) {
        const TcGroup *group = tc_words_group_at(words, tc_word_at(words->sequence, s)->position);
        gboolean is_typed = FALSE;
        gboolean is_derived = FALSE;
        for (guint i = 0; group != NULL && i < group->count && s + i < words->sequence->len; i++)
            note_side(words, is_shown, tc_word_at(words->sequence, s + i)->word, &is_typed,
                      &is_derived);
        for (guint a = 0; group != NULL && a < group->alternatives->len; a++) {
            const TcAlternative *other = tc_alternative_at(group->alternatives, a);
            for (guint i = 0; i < other->count; i++)
                note_side(words, is_shown, other->words[i], &is_typed, &is_derived);
        }
        if (is_derived && !is_typed)
            return TRUE;
    }
    return FALSE;
}

/* ---- the title within the text ---- */

/* Words of the beginning of a text among which its title is looked for. */
#define HEAD_WORDS 600

/* The token behind the title, where it stands in one piece near the beginning; 0 where it does not.
 * Titles that the text has in two pieces ("NGHỊ QUYẾT / Về ...") are found by the longer one. */
static gsize
behind_title(const TcAnalyzer *analyzer, const TcRecord *record, const TcTokens *tokens)
{
    g_auto(TcTokens) title;
    gsize best = 0;
    gsize best_len = 0;
    tc_tokens_init(&title);
    if (record->title == NULL)
        return 0;
    tc_analyze(analyzer, record->title, strlen(record->title), &title);
    gsize least = MAX(3, title.count / 2);
    for (gsize i = 0; i < MIN(tokens->count, HEAD_WORDS) && best_len < title.count; i++) {
        for (gsize skip = 0; skip < MIN(title.count, 4) && skip + best_len < title.count; skip++) {
            gsize len = 0;
            while (skip + len < title.count && i + len < tokens->count &&
                   title.items[skip + len].key_len == tokens->items[i + len].key_len &&
                   memcmp(title.items[skip + len].key, tokens->items[i + len].key,
                          title.items[skip + len].key_len) == 0)
                len++;
            if (len >= least && len > best_len) {
                best_len = len;
                best = i + len;
            }
        }
    }
    return best;
}

/* ---- a passage ---- */

/* What a passage is made of. */
typedef struct {
    const TcAnalyzer *analyzer;
    const TcWords *words;
    const TcRecord *record;
    Slice slice;
    TcTokens tokens;
    TcLit *lit;
    gboolean *is_shown; /* words of the query that were lit */
} Passage;

static void
passage_clear(Passage *passage)
{
    tc_tokens_clear(&passage->tokens);
    tc_free_all(passage->lit, passage->is_shown);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Passage, passage_clear)

static gboolean
has_lit(const Passage *passage, gsize from)
{
    for (gsize i = from; i < passage->tokens.count; i++)
        if (passage->lit[i].word >= 0 && passage->lit[i].is_likely)
            return TRUE;
    return FALSE;
}

static void
light_passage(Passage *passage, TcSnippet *snippet, gboolean is_unmarked)
{
    passage->lit = tc_light(passage->words, &passage->tokens, passage->slice.text,
                            passage->slice.len, is_unmarked, FALSE);
    if (!has_lit(passage, 0)) {
        g_free(passage->lit);
        passage->lit = tc_light(passage->words, &passage->tokens, passage->slice.text,
                                passage->slice.len, is_unmarked, TRUE);
        snippet->is_stray_lit = TRUE;
    }
}

/* Analyse the text near the cluster. */
static void
open_passage(Passage *passage, TcSnippet *snippet, guint32 cluster, gboolean is_unmarked)
{
    const TcRecord *record = passage->record;
    Slice *slice = &passage->slice;
    const TcWords *words = passage->words;
    const gboolean looks = words->words->len + words->shown->len + words->evidence->len > 0;
    *slice = slice_near(record, cluster, looks ? SCAN_MAX : HEAD_MAX);
    tc_analyze(passage->analyzer, slice->text, slice->len, &passage->tokens);
    while (ends_before(slice, &passage->tokens, record, cluster)) {
        slice->len = character_boundary(slice->text, record->text_len - slice->offset,
                                        MIN(record->text_len - slice->offset, 8 * slice->len));
        tc_analyze(passage->analyzer, slice->text, slice->len, &passage->tokens);
    }
    g_clear_pointer(&passage->lit, g_free);
    light_passage(passage, snippet, is_unmarked);
}

/* The token with which the best place of the passage begins. */
static gsize
best_place(const Passage *passage, guint32 cluster, gsize from)
{
    const TcTokens *tokens = &passage->tokens;
    gsize at = from;
    if (cluster == 0)
        return densest_token(tokens, passage->lit, passage->words, from);
    guint32 wanted = cluster - MIN(cluster, passage->slice.position) + 1;
    while (at + 1 < tokens->count && tokens->items[at].position < wanted)
        at++;
    return at;
}

static void
append_token(Passage *passage, Builder *builder, gsize i, gboolean joins)
{
    TcSnippet *snippet = builder->snippet;
    const TcToken *token = &passage->tokens.items[i];
    const TcWords *words = passage->words;
    const TcLit *lit = &passage->lit[i];
    append_highlighted(builder, passage->slice.text, token->start, token->end, joins);
    TcTier tier = lit->tier;
    const TcWord *word = (guint)lit->word < words->words->len
                             ? g_ptr_array_index(words->words, (guint)lit->word)
                             : NULL;
    if (tier == TC_TIER_EXACT && word != NULL) {
        tier = exact_tier(passage->analyzer, word, passage->slice.text + token->start,
                          token->end - token->start);
    }
    snippet->tier = snippet->tier == TC_TIER_NONE ? tier : MAX(snippet->tier, tier);
    snippet->are_keystrokes |= word != NULL && word->are_keystrokes;
    passage->is_shown[lit->word] = TRUE;
}

/* Append the text from `start` on, where the token `first` is the next one, until it is long
 * enough. */
static void
append_passage(Passage *passage, Builder *builder, gsize start, gsize first, gsize characters_max)
{
    const Slice *slice = &passage->slice;
    gsize characters = 0;
    gsize done = start;
    gboolean joins = FALSE;
    gsize i = first;
    for (; i < passage->tokens.count && characters < characters_max; i++) {
        const TcToken *token = &passage->tokens.items[i];
        gsize before = builder->out->len;
        gboolean is_lit = passage->lit[i].word >= 0 && passage->lit[i].is_likely;
        joins = joins && is_lit && holds_only_joiners(slice->text + done, token->start - done);
        append_source(builder, slice->text, done, token->start);
        if (is_lit)
            append_token(passage, builder, i, joins);
        else
            append_source(builder, slice->text, token->start, token->end);
        joins = is_lit;
        done = token->end;
        characters +=
            (gsize)g_utf8_strlen(builder->out->str + before, (gssize)(builder->out->len - before));
    }
    if (i < passage->tokens.count || slice->offset + slice->len < passage->record->text_len) {
        g_string_append(builder->out, g_str_has_suffix(builder->out->str, "…") ? "" : "…");
        return;
    }
    append_source(builder, slice->text, done, slice->len);
    while (builder->out->len > 0 && builder->out->str[builder->out->len - 1] == ' ')
        g_string_truncate(builder->out, builder->out->len - 1);
}

static TcSnippet *
snippet_alloc(void)
{
    TcSnippet *snippet = g_new0(TcSnippet, 1);
    snippet->highlights = g_array_new(FALSE, FALSE, sizeof(TcHighlight));
    snippet->tier = TC_TIER_NONE;
    return snippet;
}

static void
passage_init(Passage *passage, const TcAnalyzer *analyzer, const TcWords *words,
             const TcRecord *record)
{
    *passage = (Passage){.analyzer = analyzer, .words = words, .record = record};
    passage->is_shown = g_new0(gboolean, words->words->len + words->shown->len + 1);
    tc_tokens_init(&passage->tokens);
}

/* Of a place in the title, look behind it: the title is shown anyway. Returns the token to begin
 * with; nothing before the token *floor is to be shown. */
static gsize
leave_title(Passage *passage, TcSnippet *snippet, guint32 cluster, gsize at, gboolean is_unmarked,
            gsize *floor)
{
    *floor = 0;
    if (passage->slice.offset > 0)
        return at; /* far from it */
    gsize behind = behind_title(passage->analyzer, passage->record, &passage->tokens);
    gboolean is_fields_only = passage->words->sequence->len == 0 && !has_lit(passage, 0);
    if (behind == 0 || behind >= passage->tokens.count || (at >= behind && !is_fields_only))
        return at;
    if (is_fields_only) {
        *floor = behind;
        return behind;
    }
    if (cluster > 0) {
        /* The slice ends soon behind the cluster: look at more. */
        open_passage(passage, snippet, 0, is_unmarked);
    }
    if (!has_lit(passage, behind))
        return at;
    *floor = behind;
    return best_place(passage, 0, behind);
}

TcSnippet *
tc_snippet_new(const TcAnalyzer *analyzer, const TcWords *words, const TcRecord *record,
               guint32 cluster, gboolean is_unmarked)
{
    g_auto(Passage) passage;
    g_autoptr(TcSnippet) snippet = snippet_alloc();
    Builder builder = {snippet, g_string_new(NULL), TRUE};
    passage_init(&passage, analyzer, words, record);
    if (record->text == NULL || record->text_len == 0) {
        snippet->text = g_string_free(builder.out, FALSE);
        return g_steal_pointer(&snippet);
    }
    open_passage(&passage, snippet, cluster, is_unmarked);
    gsize at = best_place(&passage, cluster, 0);
    gsize floor = 0;
    if (passage.tokens.count > 0) {
        at = leave_title(&passage, snippet, cluster, MIN(at, passage.tokens.count - 1), is_unmarked,
                         &floor);
    }
    const TcTokens *tokens = &passage.tokens;
    gsize first = tokens->count == 0 ? 0 : first_shown(tokens, MIN(at, tokens->count - 1));
    first = MAX(first, floor);
    gsize start = tokens->count == 0 ? 0 : tokens->items[first].start;
    if (first == 0 && passage.slice.offset == 0 && start <= CONTEXT_BYTES)
        start = 0;
    if (passage.slice.offset + start > 0)
        g_string_append(builder.out, "…");
    snippet->source = passage.slice.offset + start;
    snippet->place = snippet->source;
    if (tokens->count > 0) {
        gsize chosen = tokens->items[MIN(at, tokens->count - 1)].start;
        snippet->place = passage.slice.offset + MAX(chosen, start);
    }
    append_passage(&passage, &builder, start, first, TC_SNIPPET_CHARACTERS);
    snippet->is_abbreviation = is_found_by_abbreviation(words, passage.is_shown);
    snippet->text = g_string_free(builder.out, FALSE);
    return g_steal_pointer(&snippet);
}

TcSnippet *
tc_snippet_whole(const TcAnalyzer *analyzer, const TcWords *words, const char *text,
                 gboolean is_unmarked)
{
    g_auto(Passage) passage;
    g_autoptr(TcSnippet) snippet = snippet_alloc();
    Builder builder = {snippet, g_string_new(NULL), TRUE};
    TcRecord record = {.text = text, .text_len = strlen(text)};
    passage_init(&passage, analyzer, words, &record);
    passage.slice = (Slice){record.text, record.text_len, 0, 1};
    tc_analyze(analyzer, text, record.text_len, &passage.tokens);
    passage.lit = tc_light(words, &passage.tokens, text, record.text_len, is_unmarked, FALSE);
    append_passage(&passage, &builder, 0, 0, G_MAXSIZE);
    snippet->text = g_string_free(builder.out, FALSE);
    return g_steal_pointer(&snippet);
}

char *
tc_quote_at(const TcAnalyzer *analyzer, const TcRecord *record, guint32 position)
{
    if (record->text == NULL || record->text_len == 0 || position == 0)
        return NULL;
    Slice slice = slice_near(record, position, SCAN_MAX);
    guint32 wanted = position - MIN(position, slice.position) + 1;
    gsize first = 0;
    g_auto(TcTokens) tokens;
    tc_tokens_init(&tokens);
    tc_analyze(analyzer, slice.text, slice.len, &tokens);
    while (first < tokens.count && tokens.items[first].position < wanted)
        first++;
    if (first == tokens.count)
        return NULL;
    gsize last = first;
    gsize start = tokens.items[first].start;
    while (last + 1 < tokens.count && last - first + 1 < QUOTE_WORDS &&
           tokens.items[last + 1].end - start <= CONTEXT_BYTES)
        last++;
    GString *out = g_string_new(NULL);
    tc_append_printable(out, slice.text + start, tokens.items[last].end - start);
    return g_string_free(out, FALSE);
}
