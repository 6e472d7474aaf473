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

static gboolean
is_name(const TcRecord *record, const TcAnalyzer *analyzer, const TcPlace *place, TcTokens *tokens)
{
    TcLandmark from = landmark_before(record, place->position);
    guint32 wanted = place->position - from.position + 1;
    gsize len = MIN(record->text_len - from.offset,
                    SLICE_BYTES + ((gsize)wanted + place->count) * WORD_BYTES);
    const char *text = record->text + from.offset;
    guint found = 0;
    tc_analyze(analyzer, text, len, tokens);
    for (gsize i = 0; i < tokens->count && found < place->count; i++) {
        const TcToken *token = &tokens->items[i];
        if (token->position == wanted + found && is_capitalised(text, token))
            found++;
        else if (token->position >= wanted + found)
            return FALSE;
    }
    return found == place->count;
}

gboolean
tc_place_is_name(TcReader *reader, const TcAnalyzer *analyzer, const TcPlace *place,
                 gboolean *is_so, GError **error)
{
    g_auto(TcTokens) tokens;
    g_autoptr(TcStoredRecord) stored = tc_reader_record(reader, place->docid, TRUE, error);
    if (stored == NULL)
        return FALSE;
    const TcRecord *record = tc_stored_record_get(stored);
    tc_tokens_init(&tokens);
    *is_so = record->text != NULL && is_name(record, analyzer, place, &tokens);
    return TRUE;
}
