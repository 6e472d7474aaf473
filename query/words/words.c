#include "query/words/words.h"

#include "base/free.h"
#include "query/words/evidence.h"
#include "text/key/syllable.h"

#include <math.h>
#include <string.h>

static void
spelling_clear(gpointer data)
{
    TcSpelling *spelling = data;
    g_free(spelling->term);
}

static void
word_free(gpointer data)
{
    TcWord *word = data;
    g_array_unref(word->spellings);
    tc_free_all(word->key, word->typed, word->decoded, word);
}

static void
group_clear(gpointer data)
{
    TcGroup *group = data;
    g_array_unref(group->alternatives);
    g_clear_pointer(&group->names, g_ptr_array_unref);
}

static void
typed_clear(gpointer data)
{
    TcTyped *typed = data;
    tc_free_all(typed->before, typed->typed);
}

static void
shown_word_clear(gpointer data)
{
    g_free(((TcShownWord *)data)->key);
}

TcWords *
tc_words_new(const TcAnalyzer *analyzer, const TcAbbreviations *abbreviations, TcReader *reader)
{
    TcWords *words = g_new0(TcWords, 1);
    words->analyzer = analyzer;
    words->abbreviations = abbreviations;
    words->reader = reader;
    words->words = g_ptr_array_new_with_free_func(word_free);
    words->sequence = g_array_new(FALSE, FALSE, sizeof(TcWordAt));
    words->typed = g_array_new(FALSE, FALSE, sizeof(TcTyped));
    g_array_set_clear_func(words->typed, typed_clear);
    words->groups = g_array_new(FALSE, FALSE, sizeof(TcGroup));
    g_array_set_clear_func(words->groups, group_clear);
    words->evidence = tc_evidence_new();
    words->shown = g_array_new(FALSE, FALSE, sizeof(TcShownWord));
    g_array_set_clear_func(words->shown, shown_word_clear);
    words->also = g_ptr_array_new_with_free_func(g_free);
    words->known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    words->next_position = 1;
    tc_tokens_init(&words->tokens);
    return words;
}

void
tc_words_free(TcWords *words)
{
    if (words == NULL)
        return;
    g_ptr_array_unref(words->words);
    g_array_unref(words->sequence);
    g_array_unref(words->typed);
    g_array_unref(words->groups);
    g_array_unref(words->evidence);
    g_array_unref(words->shown);
    g_ptr_array_unref(words->also);
    tc_tokens_clear(&words->tokens);
    g_clear_pointer(&words->decoded, g_hash_table_unref);
    g_hash_table_unref(words->known);
    g_free(words);
}

void
tc_words_take_for_keystrokes(TcWords *words, GHashTable *decoded)
{
    g_clear_pointer(&words->decoded, g_hash_table_unref);
    words->decoded = decoded;
}

guint32
tc_words_doc_count(const TcWords *words)
{
    return tc_reader_doc_count(words->reader);
}

const TcGroup *
tc_words_group_at(const TcWords *words, guint32 position)
{
    for (guint i = 0; i < words->groups->len; i++) {
        const TcGroup *group = tc_group_at(words->groups, i);
        if (group->position == position)
            return group;
    }
    return NULL;
}

guint
tc_alternatives_count(const GArray *alternatives, TcAlternativeKind kind)
{
    guint count = 0;
    for (guint i = 0; i < alternatives->len; i++)
        count += tc_alternative_at(alternatives, i)->kind == kind;
    return count;
}

guint
tc_count_letters(const char *text, gboolean *has_small)
{
    guint letters = 0;
    *has_small = FALSE;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        *has_small |= g_unichar_islower(c) != 0;
        letters += g_unichar_isalpha(c) != 0;
    }
    return letters;
}

gboolean
tc_words_put(TcWords *words, const TcToken *token, const char *text, gboolean is_derived,
             guint *index)
{
    for (guint i = 0; i < words->words->len; i++) {
        TcWord *word = g_ptr_array_index(words->words, i);
        if (word->key_len == token->key_len && memcmp(word->key, token->key, token->key_len) == 0) {
            word->is_shared |= word->is_derived != is_derived;
            word->is_derived &= is_derived;
            *index = i;
            return TRUE;
        }
    }
    if (words->words->len >= TC_WORDS_MAX)
        return FALSE;
    TcWord *word = g_new0(TcWord, 1);
    word->key = g_strndup(token->key, token->key_len);
    word->key_len = token->key_len;
    word->bare_len = (guint32)tc_key_bare_len(word->key, word->key_len);
    word->typed = g_strndup(text + token->start, token->end - token->start);
    word->is_marked = tc_key_is_marked(token->key, token->key_len);
    word->is_derived = is_derived;
    word->spellings = g_array_new(FALSE, TRUE, sizeof(TcSpelling));
    g_array_set_clear_func(word->spellings, spelling_clear);
    *index = words->words->len;
    g_ptr_array_add(words->words, word);
    return TRUE;
}

gboolean
tc_is_all_capitals(const char *text)
{
    gboolean has_small;
    guint letters = tc_count_letters(text, &has_small);
    return letters > 0 && !has_small && strchr(text, ' ') != NULL;
}

/* Whether two words have the same letters, whatever their marks. */
static gboolean
are_alike(const TcWords *words, guint a, guint b)
{
    const TcWord *x = g_ptr_array_index(words->words, a);
    const TcWord *y = g_ptr_array_index(words->words, b);
    return x->bare_len == y->bare_len && memcmp(x->key, y->key, x->bare_len) == 0;
}

void
tc_words_note_less(const TcWords *words, guint count, gboolean is_doubted, GArray *alternatives)
{
    guint first = words->sequence->len - count;
    for (guint a = 0; a < alternatives->len; a++) {
        TcAlternative *other = tc_alternative_at(alternatives, a);
        other->is_wider |= is_doubted && other->kind == TC_ALTERNATIVE_ALIAS;
        for (guint i = 0; other->is_word && other->count < count && i < other->count; i++)
            for (guint k = first; k < words->sequence->len; k++)
                other->is_less |=
                    are_alike(words, other->words[i], tc_word_at(words->sequence, k)->word);
    }
}

/* NGƯT (nhà giáo ưu tú) in small letters: a syllable that ends so has a tone. Without marks it is
 * one ("ngút"), but for the first word of all, behind which no sentence ends. */
static gboolean
is_small_form(const TcToken *token, gboolean is_first)
{
    return strncmp(token->key, "ngut\x01", tc_key_bare_len(token->key, token->key_len) + 1) == 0 &&
           tc_key_tone(token->key, token->key_len) == TC_TONE_NONE &&
           (is_first || tc_key_is_marked(token->key, token->key_len));
}

/* Whether a full stop and spaces are all that stands between two words. */
static gboolean
is_stop(const char *at, const char *end)
{
    if (at == end || *at++ != '.')
        return FALSE;
    while (at < end && *at == ' ')
        at++;
    return at == end;
}

void
tc_words_analyze(const TcWords *words, const char *text, TcTokens *tokens)
{
    guint32 closed = 0;
    tc_analyze(words->analyzer, text, strlen(text), tokens);
    for (gsize i = 0; i < tokens->count; i++) {
        TcToken *token = &tokens->items[i];
        token->position -= closed;
        if (i > 0 && token->position > token[-1].position + 1 &&
            is_small_form(&token[-1], i == 1) &&
            is_stop(text + token[-1].end, text + token->start)) {
            guint32 gap = token->position - token[-1].position - 1;
            token->position -= gap;
            closed += gap;
        }
    }
}

gboolean
tc_word_is_of_number(const TcWord *word)
{
    static const char *const announcing[] = {"ngay\x01", "thang\x01", "nam\x01", "so\x01"};
    if (word->is_numeral || g_ascii_isdigit(word->key[0]))
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(announcing); i++)
        if (strncmp(word->key, announcing[i], word->bare_len + 1) == 0)
            return TRUE;
    return FALSE;
}

/* Whether a name is a list ("mô tô, xe gắn máy") of which each part is among the names, too. */
static gboolean
is_list_of(const char *name, const GPtrArray *names)
{
    g_auto(GStrv) parts = g_strsplit(name, ", ", -1);
    gboolean is_list = parts[1] != NULL;
    for (guint i = 0; is_list && parts[i] != NULL; i++)
        is_list = g_ptr_array_find_with_equal_func((GPtrArray *)names, parts[i], g_str_equal, NULL);
    return is_list;
}

char *
tc_words_other_names(const TcWords *words)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < words->also->len; i++) {
        const char *name = g_ptr_array_index(words->also, i);
        if (!is_list_of(name, words->also))
            g_string_append_printf(out, "%s%s", out->len > 0 ? ", " : "", name);
    }
    return g_string_free(out, out->len == 0);
}
