#include "query/parse/sort_words.h"

#include "text/type/type.h"

#include <string.h>

#define MOST_WORDS_OF_KIND 5 /* "các nghị quyết liên tịch" */

/* Small letters, composed: two such words are the same. */
static gboolean
is_word(const char *start, const char *end, const char *marked, const char *bare)
{
    g_autofree char *lower = g_utf8_strdown(start, end - start);
    g_autofree char *word = g_utf8_normalize(lower, -1, G_NORMALIZE_NFC);
    return g_strcmp0(word, marked) == 0 || g_strcmp0(word, bare) == 0;
}

/* The order that the two words [first, first_end) and [second, second_end) ask for. */
static TcSortWords
order_of(const char *first, const char *first_end, const char *second, const char *second_end)
{
    if (!is_word(second, second_end, "nhất", "nhat"))
        return TC_SORT_WORDS_NONE;
    return is_word(first, first_end, "mới", "moi") ? TC_SORT_WORDS_NEWEST
           : is_word(first, first_end, "cũ", "cu") ? TC_SORT_WORDS_OLDEST
                                                   : TC_SORT_WORDS_NONE;
}

static gboolean
is_space_at(const char *at)
{
    return g_unichar_isspace(g_utf8_get_char(at));
}

/* The word that ends at `end` or before, over spaces; both are set. FALSE when there is none. */
static gboolean
word_before(const char *text, const char **start, const char **end)
{
    while (*end > text && is_space_at(g_utf8_prev_char(*end)))
        *end = g_utf8_prev_char(*end);
    *start = *end;
    while (*start > text && !is_space_at(g_utf8_prev_char(*start)))
        *start = g_utf8_prev_char(*start);
    return *start < *end;
}

static gboolean
word_after(const char **start, const char **end)
{
    while (**start != '\0' && is_space_at(*start))
        *start = g_utf8_next_char(*start);
    *end = *start;
    while (**end != '\0' && !is_space_at(*end))
        *end = g_utf8_next_char(*end);
    return *start < *end;
}

static TcSortWords
take_end(char **text)
{
    const char *second_end = *text + strlen(*text);
    const char *second;
    const char *first;
    if (!word_before(*text, &second, &second_end))
        return TC_SORT_WORDS_NONE;
    const char *first_end = second;
    if (!word_before(*text, &first, &first_end))
        return TC_SORT_WORDS_NONE;
    TcSortWords order = order_of(first, first_end, second, second_end);
    if (order != TC_SORT_WORDS_NONE) {
        char *rest = g_strndup(*text, (gsize)(first - *text));
        g_free(*text);
        *text = rest;
    }
    return order;
}

/* Whether the text says a kind of documents and nothing else: "các nghị định", "văn bản". */
static gboolean
is_kind(const char *start, const char *end)
{
    static const char *const any[][2] = {{"văn", "bản"}, {"tài", "liệu"}};
    TcLetters words[MOST_WORDS_OF_KIND];
    gsize count = 0;
    g_autofree char *said = g_strstrip(g_strndup(start, (gsize)(end - start)));
    const char *said_end = said + strlen(said);
    for (const char *p = said; *p != '\0'; p += strspn(p, " \t\r\n")) {
        gsize len = count < G_N_ELEMENTS(words) ? tc_letters_read(p, said_end, &words[count]) : 0;
        if (len == 0 || strcspn(p, " \t\r\n") != len)
            return FALSE;
        p += len;
        if (count > 0 || !(tc_letters_are(&words[0], "các") || tc_letters_are(&words[0], "những")))
            count++;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(any); i++)
        if (count == 2 && tc_letters_are(&words[0], any[i][0]) &&
            tc_letters_are(&words[1], any[i][1]))
            return TRUE;
    return tc_document_type_of_words(words, count) != NULL;
}

/* At the beginning, or right after the kind of documents that a query begins with: "thông tư mới
 * nhất của Bộ Tài chính". Elsewhere ("công nghệ mới nhất của Nhật Bản") the words are part of the
 * topic. */
static TcSortWords
take_begin(char **text)
{
    const char *first = *text;
    const char *first_end;
    const char *second_end;
    for (guint before = 0; before <= MOST_WORDS_OF_KIND && word_after(&first, &first_end);
         before++, first = first_end) {
        const char *second = first_end;
        if (!word_after(&second, &second_end))
            return TC_SORT_WORDS_NONE;
        TcSortWords order = order_of(first, first_end, second, second_end);
        if (order == TC_SORT_WORDS_NONE)
            continue;
        if (before > 0 && !is_kind(*text, first))
            return TC_SORT_WORDS_NONE;
        char *rest = g_strdup_printf("%.*s%s", (int)(first - *text), *text, second_end);
        g_free(*text);
        *text = rest;
        return order;
    }
    return TC_SORT_WORDS_NONE;
}

static gboolean
is_plain_words(const TcNode *node)
{
    return node->type == TC_NODE_WORDS && node->occur == TC_OCCUR_SHOULD;
}

static gboolean
says_anything(const TcNode *list)
{
    for (guint i = 0; i < list->children->len; i++) {
        const TcNode *child = g_ptr_array_index(list->children, i);
        if (child->type != TC_NODE_WORDS || strspn(child->text, " \t\r\n") < strlen(child->text))
            return TRUE;
    }
    return FALSE;
}

TcSortWords
tc_sort_words_take(TcNode *node)
{
    if (node->type != TC_NODE_LIST || node->children->len == 0)
        return TC_SORT_WORDS_NONE;
    TcNode *first = g_ptr_array_index(node->children, 0);
    TcNode *last = g_ptr_array_index(node->children, node->children->len - 1);
    TcNode *taken = last;
    g_autofree char *before = g_strdup(last->text);
    TcSortWords order = is_plain_words(last) ? take_end(&last->text) : TC_SORT_WORDS_NONE;
    if (order == TC_SORT_WORDS_NONE && is_plain_words(first)) {
        taken = first;
        g_free(before);
        before = g_strdup(first->text);
        order = take_begin(&first->text);
    }
    if (order != TC_SORT_WORDS_NONE && !says_anything(node)) {
        g_free(taken->text);
        taken->text = g_steal_pointer(&before);
        return TC_SORT_WORDS_NONE;
    }
    return order;
}
