#include "query/search/capitals.h"

/* Bytes of a word and what parts it from the next one, at most, and what is analysed besides. */
#define WORD_BYTES  24
#define SLICE_BYTES 512

/* A capital before small letters: "Nguyễn", but not "NGUYỄN". */
static gboolean
is_capitalised(const char *text, const TcToken *token)
{
    const char *end = text + token->end;
    const char *at = text + token->start;
    if (!g_unichar_isupper(g_utf8_get_char(at)))
        return FALSE;
    for (at = g_utf8_next_char(at); at < end; at = g_utf8_next_char(at))
        if (g_unichar_isupper(g_utf8_get_char(at)))
            return FALSE;
    return TRUE;
}

/* The landmark from which on the text is analysed, its beginning where it has none. */
static TcLandmark
landmark_before(const TcRecord *record, guint32 position)
{
    TcLandmark found = {.position = 1, .offset = 0};
    for (gsize i = 1; i < record->landmark_count && record->landmarks[i].position <= position &&
                      record->landmarks[i].offset <= record->text_len;
         i++)
        found = record->landmarks[i];
    return found;
}

/* Whether two words, both with capitals, have nothing but space between them. */
static gboolean
is_one_name(const char *text, const TcToken *first, const TcToken *second)
{
    const char *at = text + first->end;
    while (at < text + second->start && g_unichar_isspace(g_utf8_get_char(at)))
        at = g_utf8_next_char(at);
    return at == text + second->start && second->position == first->position + 1 &&
           is_capitalised(text, first) && is_capitalised(text, second);
}

/* Whether a sentence begins with the word, which has a capital then whatever it is. */
static gboolean
begins_sentence(const TcTokens *tokens, gsize i)
{
    return i == 0 || tokens->items[i].position != tokens->items[i - 1].position + 1;
}

static TcNaming
naming_of(const char *text, const TcTokens *tokens, gsize first, guint count)
{
    const TcToken *items = tokens->items;
    gsize end = first + count;
    if (end > tokens->count || !is_capitalised(text, &items[first]))
        return TC_NAMING_NONE;
    for (gsize i = first + 1; i < end; i++)
        if (!is_one_name(text, &items[i - 1], &items[i]))
            return TC_NAMING_NONE;
    gboolean is_going_on = end < tokens->count && is_one_name(text, &items[end - 1], &items[end]);
    gboolean has_begun = first > 0 && !begins_sentence(tokens, first - 1) &&
                         is_one_name(text, &items[first - 1], &items[first]);
    return is_going_on || has_begun ? TC_NAMING_PART : TC_NAMING_WHOLE;
}

static TcNaming
find_naming(const TcRecord *record, const TcAnalyzer *analyzer, const TcPlace *place,
            TcTokens *tokens)
{
    TcLandmark from = landmark_before(record, place->position);
    guint32 wanted = place->position - from.position + 1;
    gsize len = MIN(record->text_len - from.offset,
                    SLICE_BYTES + ((gsize)wanted + place->count) * WORD_BYTES);
    const char *text = record->text + from.offset;
    gsize first = 0;
    tc_analyze(analyzer, text, len, tokens);
    while (first < tokens->count && tokens->items[first].position < wanted)
        first++;
    return first < tokens->count && tokens->items[first].position == wanted
               ? naming_of(text, tokens, first, place->count)
               : TC_NAMING_NONE;
}

gboolean
tc_place_naming(TcReader *reader, const TcAnalyzer *analyzer, const TcPlace *place,
                TcNaming *naming, GError **error)
{
    g_auto(TcTokens) tokens;
    g_autoptr(TcStoredRecord) stored = tc_reader_record(reader, place->docid, TRUE, error);
    if (stored == NULL)
        return FALSE;
    const TcRecord *record = tc_stored_record_get(stored);
    tc_tokens_init(&tokens);
    *naming = record->text != NULL ? find_naming(record, analyzer, place, &tokens) : TC_NAMING_NONE;
    tc_reader_give_back(reader, place->docid, g_steal_pointer(&stored));
    return TRUE;
}
