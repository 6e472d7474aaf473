#include "indexer/postings/postings.h"

#include "document/header/formal.h"
#include "indexer/postings/definitions.h"
#include "indexer/postings/mentions.h"
#include "indexer/postings/relations.h"
#include "store/schema.h"
#include "text/encoding/encoding.h"
#include "text/key/syllable.h"
#include "text/number/ordinal.h"

#include <string.h>

/* This many tokens of a text are in memory at a time. */
#define BATCH_LEN         ((gsize)1 << 16)
/* Fewer words than this do not show how a text was typed. */
#define WORDS_MIN         20
/* A text with this many marked words in a hundred counts as marked: names and quotations may have
 * marks in a text typed without them, while ordinary Vietnamese has marks on about 70 in a hundred.
 * */
#define MARKED_PERCENT    3
/* Formal parts of a text that are told: twice ten digits each, in what a value slot holds. */
#define FORMAL_PARTS_MAX  10
/* This many words in a hundred must be syllables as they stand: in the sample archive without its
 * marks 71 and more are, in English licences and manuals at most 24. */
#define SYLLABLES_PERCENT 50

void
tc_postings_init(TcPostings *postings)
{
    postings->items = g_array_new(FALSE, FALSE, sizeof(TcPosting));
    postings->landmarks = g_array_new(FALSE, FALSE, sizeof(TcLandmark));
    postings->formal = g_string_new(NULL);
    postings->formal_parts = g_array_new(FALSE, FALSE, sizeof(TcFormalPart));
    postings->text_terms = tc_terms_new();
    tc_tokens_init(&postings->text);
    tc_tokens_init(&postings->words);
    postings->terms = g_string_chunk_new(4096);
    postings->pairs = tc_pairs_new();
}

void
tc_postings_clear(TcPostings *postings)
{
    g_clear_pointer(&postings->items, g_array_unref);
    g_clear_pointer(&postings->landmarks, g_array_unref);
    g_string_free(g_steal_pointer(&postings->formal), TRUE);
    g_clear_pointer(&postings->formal_parts, g_array_unref);
    g_clear_pointer(&postings->text_terms, tc_terms_free);
    tc_tokens_clear(&postings->text);
    tc_tokens_clear(&postings->words);
    g_clear_pointer(&postings->terms, g_string_chunk_free);
    g_clear_pointer(&postings->pairs, tc_pairs_free);
}

/* What is gathered from a text, batch by batch. */
typedef struct {
    TcPostings *postings;
    gsize text_len;
    gsize words, marked, syllables;
    guint part;          /* the formal part that is looked for */
    guint32 first, last; /* positions of it so far; 0: it was not reached */
} Gathering;

/* Counts how far a text looks like Vietnamese typed without marks. */
static void
count_marks(Gathering *gathering, const TcTokens *tokens)
{
    gsize marked = 0;

    for (gsize i = 0; i < tokens->count; i++)
        marked += tc_key_is_marked(tokens->items[i].key, tokens->items[i].key_len);
    gathering->words += tokens->count;
    gathering->marked += marked;
    /* Nearly every text is one batch, is marked, and ends here; the rest takes longer. */
    if (gathering->words < BATCH_LEN && marked * 100 >= tokens->count * MARKED_PERCENT)
        return;
    for (gsize i = 0; i < tokens->count; i++)
        gathering->syllables +=
            tc_key_is_syllable(tokens->items[i].key, tokens->items[i].key_len, FALSE);
}

/* The first of `tokens`, from the `from`th on, that starts at `offset` of the text or behind. */
static gsize
token_from(const TcTokens *tokens, gsize from, gsize offset)
{
    gsize end = tokens->count;
    while (from < end) {
        const gsize middle = from + (end - from) / 2;
        if (tokens->items[middle].start < offset)
            from = middle + 1;
        else
            end = middle;
    }
    return from;
}

static void
end_formal_part(Gathering *gathering)
{
    GString *formal = gathering->postings->formal;
    if (gathering->first > 0)
        g_string_append_printf(formal, "%s%u-%u", formal->len > 0 ? " " : "", gathering->first,
                               gathering->last);
    gathering->first = 0;
    gathering->part++;
}

/* Take note of where formal parts begin and end; one may go on in the next batch. */
static void
note_formal_parts(Gathering *gathering, const TcTokens *tokens)
{
    const GArray *parts = gathering->postings->formal_parts;
    gsize at = 0;
    while (gathering->part < parts->len) {
        const TcFormalPart *part = tc_formal_part_at(parts, gathering->part);
        at = token_from(tokens, at, part->start);
        const gsize end = token_from(tokens, at, part->end);
        if (end > at) {
            if (gathering->first == 0)
                gathering->first = tokens->items[at].position;
            gathering->last = tokens->items[end - 1].position;
        }
        if (end == tokens->count)
            return;
        at = end;
        end_formal_part(gathering);
    }
}

static gboolean
gather(const TcTokens *tokens, gpointer user)
{
    Gathering *gathering = user;
    TcPostings *postings = gathering->postings;
    guint32 before = 0;

    for (gsize i = 0; i < tokens->count; i++) {
        const TcToken *token = &tokens->items[i];

        const guint32 number =
            tc_terms_add(postings->text_terms, token->key, token->key_len, token->position);

        if (i > 0 && token[-1].position + 1 == token->position)
            tc_pairs_add(postings->pairs, token - 1, before, token, number);
        before = number;
        if ((gathering->words + i) % TC_LANDMARK_EVERY == 0) {
            TcLandmark landmark = {.position = token->position, .offset = token->start};

            g_array_append_val(postings->landmarks, landmark);
        }
    }
    count_marks(gathering, tokens);
    note_formal_parts(gathering, tokens);
    /* What is stored is compressed: at worst it takes half of the text. */
    return tc_terms_cost(postings->text_terms) + tc_pairs_cost(postings->pairs) +
               gathering->text_len * 2 <=
           TC_POSTINGS_COST_MAX;
}

/* Whether the text is Vietnamese typed without marks, as in old e-mails. */
static gboolean
is_unmarked(const Gathering *gathering)
{
    return gathering->words >= WORDS_MIN &&
           gathering->marked * 100 < gathering->words * MARKED_PERCENT &&
           gathering->syllables * 100 >= gathering->words * SYLLABLES_PERCENT;
}

/* Adds each word of `text` as `prefix` + key. */
static void
add_words(TcPostings *postings, const TcAnalyzer *analyzer, const char *prefix, const char *text,
          gboolean wants_positions)
{
    gsize prefix_len = strlen(prefix);
    char term[8 + TC_KEY_MAX];

    if (text == NULL)
        return;
    tc_analyze(analyzer, text, strlen(text), &postings->words);
    for (gsize i = 0; i < postings->words.count; i++) {
        const TcToken *token = &postings->words.items[i];
        TcPosting posting = {.term_len = (guint32)prefix_len + token->key_len,
                             .position = wants_positions ? token->position : 0};

        memcpy(term, prefix, prefix_len);
        memcpy(term + prefix_len, token->key, token->key_len);
        posting.term = g_string_chunk_insert_len(postings->terms, term, posting.term_len);
        g_array_append_val(postings->items, posting);
    }
}

/* Adds the figures of `text` in all the ways in which they are written: "Kỳ họp thứ 5" is found by
 * "thứ năm", "Khóa X" by "khóa 10". */
static void
add_figures(TcPostings *postings, const TcAnalyzer *analyzer, const char *prefix, const char *text)
{
    for (const char *p = text; p != NULL && *p;) {
        const char *end = p + strcspn(p, " ,-");
        TcOrdinalForm form;
        guint value;

        if (tc_ordinal_read(p, end, &value, &form) != NULL && form != TC_ORDINAL_WORDS) {
            g_autofree char *spellings = tc_ordinal_spellings(value);

            add_words(postings, analyzer, prefix, spellings, FALSE);
        }
        p = *end ? end + 1 : end;
    }
}

/* A path in UTF-8 may have been taken for windows-1252 on its way: "Quyáº¿t Ä‘á»‹nh.doc". Adds the
 * words that were meant, so that it is found by both. */
static void
add_meant_path(TcPostings *postings, const TcAnalyzer *analyzer, const TcFieldRow *row,
               const char *path)
{
    g_autoptr(GString) meant = g_string_new(NULL);
    /* In a text, two letters that were misread are too few to tell. Here a mistake costs nothing.
     * */
    g_autofree char *lines = g_strdup_printf("%s\n%s\n%s\n", path, path, path);

    if (!tc_encoding_repair_utf8(lines, strlen(lines), meant))
        return;
    g_string_truncate(meant, strcspn(meant->str, "\n"));
    add_words(postings, analyzer, row->term, meant->str, row->is_placed);
}

/* Adds the words of all fields that are asked for by words. */
static void
add_fields(TcPostings *postings, const TcAnalyzer *analyzer, const TcDocument *document,
           const char *path)
{
    for (guint field = 0; field < TC_FIELD_COUNT; field++) {
        const TcFieldRow *row = tc_field_row((TcField)field);
        char **string = tc_document_field((TcDocument *)document, (TcField)field);
        const char *text = field == TC_FIELD_PATH ? path : string != NULL ? *string : NULL;

        if (row->term == NULL || text == NULL)
            continue;
        add_words(postings, analyzer, row->term, text, row->is_placed);
        if (row->is_counted)
            add_figures(postings, analyzer, row->term, text);
        if (field == TC_FIELD_PATH)
            add_meant_path(postings, analyzer, row, path);
    }
}

gboolean
tc_postings_make(TcPostings *postings, const TcAnalyzer *analyzer, const TcDocument *document,
                 const char *path)
{
    Gathering gathering = {.postings = postings, .text_len = document->text_len};

    tc_terms_reset(postings->text_terms);
    tc_pairs_reset(postings->pairs);
    g_array_set_size(postings->items, 0);
    g_array_set_size(postings->landmarks, 0);
    g_string_truncate(postings->formal, 0);
    g_array_set_size(postings->formal_parts, 0);
    g_string_chunk_clear(postings->terms);

    tc_formal_parts_find(document->text, document->text_len, FORMAL_PARTS_MAX,
                         postings->formal_parts);
    if (!tc_analyze_each(analyzer, document->text, document->text_len, BATCH_LEN, &postings->text,
                         gather, &gathering))
        return FALSE;
    if (gathering.first > 0)
        end_formal_part(&gathering);
    if (is_unmarked(&gathering)) {
        TcPosting unmarked = {.term = TC_TERM_UNMARKED, .term_len = strlen(TC_TERM_UNMARKED)};

        g_array_append_val(postings->items, unmarked);
    } else {
        tc_pairs_finish(postings->pairs, postings->terms, postings->items);
    }
    tc_definitions_add(analyzer, &postings->words, document->text, document->text_len,
                       postings->terms, postings->items);
    add_fields(postings, analyzer, document, path);
    if (document->number != NULL)
        tc_mentions_add_own(document->number, postings->terms, postings->items);
    tc_relation_terms_add(document, postings->terms, postings->items);
    tc_mentions_add(document->text, document->text_len, postings->terms, postings->items);
    return TRUE;
}
