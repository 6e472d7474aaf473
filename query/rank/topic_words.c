#include "query/rank/topic_words.h"

#include "query/words/spellings.h"
#include "text/interrogative.h"
#include "text/key/syllable.h"
#include "text/type/type.h"

#include <string.h>

/* Words that join others. Many are parts of words, too: they count where they cling. */
static const char function_words[] =
    "của trong khi cho ở và các những với từ đến là có được theo "
    "tại do bởi để thì mà này đó một đối như hay hoặc "
    "cũng đã đang sẽ trên dưới ra vào bằng vì nếu phải bị về việc nhưng";

/* What stands before a topic, and behind one. */
static const char *const openings[] = {
    "quy định của pháp luật về",
    "các quy định về",
    "những quy định về",
    "quy định về",
    "thế nào là",
    "các văn bản về",
    "những văn bản về",
    "văn bản quy định về",
    "văn bản về",
    "các tài liệu về",
    "tài liệu về",
    "thông tin về",
    "tìm hiểu về",
    "biểu mẫu",
};
static const char *const endings[] = {
    "là gì",        "là như thế nào", "như thế nào", "thế nào", "ra sao",
    "là bao nhiêu", "bao nhiêu",      "ở đâu",       "khi nào",
};

/* Papers that people ask a form of: "mẫu đơn xin nghỉ phép" is about an "Đơn xin nghỉ phép". */
static const char *const forms[] = {
    "đơn",     "tờ khai",  "hợp đồng",   "giấy",      "biên bản", "bản kê khai", "phiếu",
    "báo cáo", "tờ trình", "quyết định", "thông báo", "công văn", "văn bản",     "bản cam kết",
};

/* What asks, wherever it stands, with what is said before it, and what it asks the number of. */
static const char *const questions[] = {
    "bao nhiêu", "bao lâu",  "bao giờ",  "khi nào",  "lúc nào",   "như thế nào", "thế nào",
    "tại sao",   "vì sao",   "làm sao",  "ra sao",   "ở đâu",     "thứ mấy",     "mấy năm",
    "mấy tháng", "mấy ngày", "mấy lần",  "mấy tuổi", "mấy người", "hay không",   "được không",
    "những gì",  "cần gì",   "gồm gì",   "ai có",    "ai được",   "ai phải",     "ai là",
    "ai bị",     "ai cần",   "những ai",
};
static const char *const asking[] = {
    "hết", "mất", "tốn", "cần", "phải", "nên", "thì", "được", "là", "làm",
};
static const char *const counted[] = {
    "năm", "tháng", "ngày", "tuổi", "tiền", "lần", "người", "phần trăm",
};

/* Before what a question asks for: "bị phạt bao nhiêu", "cần điều kiện gì". */
static const char answer_marks[] = "thì bị phải được cần có gồm nên trong";

/* When, as seen from today: says no more of what a topic is about than a year does. */
static const char *const times[] = {
    "năm nay",   "năm ngoái", "tháng này",  "tháng trước", "quý này",
    "quý trước", "tuần này",  "tuần trước", "hôm nay",     "hôm qua",
};

/* A word without marks that is so likely one that joins others is one: "tu" may be "từ", and a
 * topic that it is part of would be said by all that has the rest. Of several such it need not be
 * told which: "nhung" is those or but. */
#define SURE_MIN 0.9

/* The word of the query in the spelling that is likely. */
static const TcSpelling *
spelling_at(const TcWords *words, const GArray *topic, guint i)
{
    return tc_word_likely_spelling(g_ptr_array_index(words->words, tc_word_at(topic, i)->word));
}

static gboolean
is_token(const TcSpelling *spelling, const TcToken *token)
{
    return spelling->term_len == token->key_len &&
           memcmp(spelling->term, token->key, token->key_len) == 0;
}

static gboolean
is_one_of(const TcSpelling *spelling, const TcTokens *tokens)
{
    gsize k = 0;
    while (k < tokens->count && !is_token(spelling, &tokens->items[k]))
        k++;
    return k < tokens->count;
}

/* Whether these tokens stand at the i-th word. */
static gboolean
are_tokens_at(const TcWords *words, const GArray *topic, guint i, const TcTokens *tokens)
{
    gsize k = 0;
    while (k < tokens->count && i + k < topic->len &&
           is_token(spelling_at(words, topic, i + (guint)k), &tokens->items[k]))
        k++;
    return tokens->count > 0 && k == tokens->count;
}

/* Whether `text` stands at the i-th word. */
static gboolean
stands_at(const TcWords *words, const GArray *topic, guint i, const char *text, TcTokens *tokens)
{
    tc_analyze(words->analyzer, text, strlen(text), tokens);
    return are_tokens_at(words, topic, i, tokens);
}

static void
silence(TcSilence *silences, guint begin, gsize count)
{
    for (gsize i = 0; i < count; i++)
        silences[begin + i] = TC_SILENT;
}

/* Frames are silent where they leave a topic of two words at least: "văn bản" may be the topic. */
static void
silence_frames(const TcWords *words, const GArray *topic, TcTokens *tokens, TcSilence *silences)
{
    guint left = topic->len;
    for (gsize i = 0; i < G_N_ELEMENTS(openings); i++) {
        if (stands_at(words, topic, 0, openings[i], tokens) && tokens->count + 2 <= left) {
            silence(silences, 0, tokens->count);
            left -= (guint)tokens->count;
            break;
        }
    }
    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++) {
        tc_analyze(words->analyzer, endings[i], strlen(endings[i]), tokens);
        if (tokens->count + 2 <= left &&
            stands_at(words, topic, topic->len - (guint)tokens->count, endings[i], tokens)) {
            silence(silences, topic->len - (guint)tokens->count, tokens->count);
            break;
        }
    }
}

/* Words that the name of a type has at most: "chương trình hành động". */
#define HEADING_WORDS_MAX 4

guint
tc_topic_heading(const TcWords *words, const GArray *topic)
{
    TcLetters letters[HEADING_WORDS_MAX];
    guint count = 0;
    while (count < MIN(topic->len, HEADING_WORDS_MAX)) {
        const TcWordAt *at = tc_word_at(topic, count);
        const char *typed = ((const TcWord *)g_ptr_array_index(words->words, at->word))->typed;
        gsize len = strlen(typed);
        if (at->position != tc_word_at(topic, 0)->position + count ||
            tc_letters_read(typed, typed + len, &letters[count]) != len)
            break;
        count++;
    }
    for (; count > 0; count--) {
        const TcDocumentType *type = tc_document_type_of_words(letters, count);
        if (type != NULL)
            return type->place == TC_TYPE_IN_LETTERHEAD && count + 2 <= topic->len ? count : 0;
    }
    return 0;
}

/* What joins the name of a type to a topic of two words at least stands in no heading: "báo cáo về
 * cải cách hành chính"; nor does the name of the one type that its documents do not have there. */
static void
silence_heading(const TcWords *words, const GArray *topic, TcTokens *tokens, TcSilence *silences)
{
    static const char *const joining[] = {"về việc", "về"};
    const guint heading = tc_topic_heading(words, topic);
    guint end = heading;
    for (gsize i = 0; heading > 0 && end == heading && i < G_N_ELEMENTS(joining); i++)
        if (stands_at(words, topic, heading, joining[i], tokens))
            end += (guint)tokens->count;
    if (end + 2 > topic->len)
        return;
    silence(silences, heading, end - heading);
    if (heading > 0 && stands_at(words, topic, 0, "công văn", tokens))
        silence(silences, 0, heading);
}

/* "mẫu" before what there is a form of. */
static void
silence_form(const TcWords *words, const GArray *topic, TcTokens *tokens, TcSilence *silences)
{
    gboolean is_form = FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(forms) && !is_form; i++)
        is_form = stands_at(words, topic, 1, forms[i], tokens) && topic->len > tokens->count + 1;
    if (is_form && stands_at(words, topic, 0, "mẫu", tokens))
        silence(silences, 0, tokens->count);
}

/* "năm 2021" says when, not what. */
static void
silence_years(const TcWords *words, const GArray *topic, TcTokens *tokens, TcSilence *silences)
{
    for (guint i = 1; i < topic->len; i++) {
        const TcWord *word = g_ptr_array_index(words->words, tc_word_at(topic, i)->word);
        if (tc_key_year(word->key, word->key_len) > 0 &&
            stands_at(words, topic, i - 1, "năm", tokens))
            silence(silences, i - 1, 2);
    }
}

/* The same of "năm nay", where it leaves a topic of two words at least. */
static void
silence_times(const TcWords *words, const GArray *topic, TcTokens *tokens, TcSilence *silences)
{
    for (guint i = 0; topic->len >= 4 && i + 1 < topic->len; i++)
        for (gsize k = 0; k < G_N_ELEMENTS(times); k++)
            if (stands_at(words, topic, i, times[k], tokens))
                silence(silences, i, tokens->count);
}

static gboolean
is_figure(const TcWord *word)
{
    return word->is_numeral || g_ascii_isdigit(word->key[0]);
}

gboolean
tc_topic_is_of_number(const TcWords *words, const GArray *topic, guint i)
{
    const TcWord *word = g_ptr_array_index(words->words, tc_word_at(topic, i)->word);
    const TcWord *next =
        i + 1 < topic->len ? g_ptr_array_index(words->words, tc_word_at(topic, i + 1)->word) : NULL;
    return tc_word_is_of_number(word) && (is_figure(word) || (next != NULL && is_figure(next)));
}

static guint
count_speaking(const TcSilence *silences, guint len)
{
    guint count = 0;
    for (guint i = 0; i < len; i++)
        count += silences[i] != TC_SILENT;
    return count;
}

/* Where the number of what is asked for ends: "bao nhiêu tuổi". */
static guint
end_of_counted(const TcWords *words, const GArray *topic, guint i, TcTokens *tokens)
{
    for (gsize k = 0; k < G_N_ELEMENTS(counted); k++)
        if (stands_at(words, topic, i, counted[k], tokens))
            return i + (guint)tokens->count;
    return i;
}

/* Where what asks begins: "hết bao nhiêu". */
static guint
begin_of_asking(const TcWords *words, const GArray *topic, guint i, TcTokens *tokens)
{
    for (gsize k = 0; i > 0 && k < G_N_ELEMENTS(asking); k++)
        if (stands_at(words, topic, i - 1, asking[k], tokens))
            return i - 1;
    return i;
}

/* Of what is asked, before the question at `asks`, texts say the answer, and mostly in other words
 * or further off: "phạt tiền từ ... đối với một trong các hành vi sau" stands a page above the
 * helmet of "không đội mũ bảo hiểm bị phạt bao nhiêu". Where a topic of two words at least is left.
 */
static void
note_asked(const TcWords *words, const GArray *topic, guint asks, TcTokens *tokens,
           TcSilence *silences)
{
    guint mark = asks;
    guint before = 0;
    tc_analyze(words->analyzer, answer_marks, strlen(answer_marks), tokens);
    while (mark > 0 && !is_one_of(spelling_at(words, topic, mark - 1), tokens))
        mark--;
    for (guint i = 0; i + 1 < mark; i++)
        before += silences[i] == TC_SPEAKS;
    for (guint i = mark; before >= 2 && mark > 0 && i < asks; i++)
        silences[i] = silences[i] == TC_SPEAKS ? TC_ASKED : silences[i];
}

/* Where the topic begins to ask, or its length where it does not. */
static guint
find_question(const TcWords *words, const GArray *topic, const TcSilence *silences)
{
    for (guint i = 0; i < topic->len; i++) {
        const TcSpelling *spelling = spelling_at(words, topic, i);
        if (!tc_key_is_interrogative(spelling->term, spelling->term_len))
            continue;
        while (i > 0 && silences[i - 1] == TC_SILENT)
            i--;
        return i;
    }
    return topic->len;
}

/* Questions are silent where they leave a topic of two words at least. */
static void
silence_questions(const TcWords *words, const GArray *topic, TcTokens *tokens, TcSilence *silences)
{
    g_auto(TcTokens) behind;
    tc_tokens_init(&behind);
    for (gsize k = 0; k < G_N_ELEMENTS(questions); k++) {
        tc_analyze(words->analyzer, questions[k], strlen(questions[k]), tokens);
        for (guint i = 0; i + 1 < topic->len; i++) {
            if (silences[i] == TC_SILENT || !are_tokens_at(words, topic, i, tokens))
                continue;
            guint end = end_of_counted(words, topic, i + (guint)tokens->count, &behind);
            guint begin = begin_of_asking(words, topic, i, &behind);
            if (count_speaking(silences, topic->len) >= end - begin + 2)
                silence(silences, begin, end - begin);
        }
    }
}

/* "có ... không" around what is asked: "người tố cáo có được giữ bí mật không". */
static void
silence_whether(const TcWords *words, const GArray *topic, TcTokens *tokens, TcSilence *silences)
{
    guint i = topic->len - 1;
    if (topic->len < 5 || !stands_at(words, topic, i, "không", tokens))
        return;
    while (i > 2 && !stands_at(words, topic, i - 1, "có", tokens))
        i--;
    if (i > 2)
        silences[i - 1] = silences[topic->len - 1] = TC_SILENT;
}

static gboolean
is_small_spelling(const TcSpelling *spelling, const TcTokens *small)
{
    return is_one_of(spelling, small) ||
           tc_key_is_interrogative(spelling->term, spelling->term_len);
}

/* Whether a word joins others or asks. */
static gboolean
is_small_word(const TcWord *word, const TcTokens *small)
{
    double sure = 0;
    for (guint s = 0; word->is_open && s < word->spellings->len; s++) {
        const TcSpelling *spelling = tc_spelling_at(word->spellings, s);
        if (!spelling->is_unmarked && is_small_spelling(spelling, small))
            sure += spelling->posterior;
    }
    return word->is_open ? sure >= SURE_MIN
                         : is_small_spelling(tc_word_likely_spelling(word), small);
}

TcSilence *
tc_topic_silences(const TcWords *words, const GArray *topic)
{
    TcSilence *silences = g_new0(TcSilence, topic->len + 1);
    g_auto(TcTokens) tokens;
    tc_tokens_init(&tokens);
    tc_analyze(words->analyzer, function_words, strlen(function_words), &tokens);
    for (guint i = 0; i < topic->len; i++) {
        const TcWord *word = g_ptr_array_index(words->words, tc_word_at(topic, i)->word);
        if (is_small_word(word, &tokens))
            silences[i] = TC_SILENT_ALONE;
    }
    silence_frames(words, topic, &tokens, silences);
    silence_heading(words, topic, &tokens, silences);
    silence_form(words, topic, &tokens, silences);
    silence_questions(words, topic, &tokens, silences);
    silence_whether(words, topic, &tokens, silences);
    silence_years(words, topic, &tokens, silences);
    silence_times(words, topic, &tokens, silences);
    const guint asks = find_question(words, topic, silences);
    if (asks < topic->len)
        note_asked(words, topic, asks, &tokens, silences);
    return silences;
}
