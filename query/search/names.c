#include "query/search/names.h"

#include "query/parse/reference.h"
#include "query/plan/fields.h"
#include "query/words/decoded.h"
#include "query/words/evidence.h"
#include "query/words/queries.h"
#include "store/schema.h"

#include <string.h>

/* How many words a name has; longer queries are no names. */
#define NAME_WORDS_MIN  2
#define NAME_WORDS_MAX  60
/* ... but for the number that is the name of a file. */
#define FILE_DIGITS_MIN 5
/* Words that may be the type of a document before its title: "nghị quyết liên tịch". */
#define TYPE_WORDS_MAX  4
/* Documents whose names are looked at for one way of naming. */
#define LOOKED_MAX      50

/* The words of a query or of a name. */
typedef struct {
    const TcToken *items;
    gsize count;
} Run;

static gboolean
is_bare(const TcToken *token, const char *letters)
{
    return tc_key_has_letters(token->key, token->key_len, letters);
}

/* Without what begins titles and says nothing: "về việc", "V/v", "ban hành". Two words are left. */
static Run
essential(Run run)
{
    static const char *const frames[][2] = {
        {"ve", "viec"}, {"v", "v"}, {"ban", "hanh"}, {"ve", NULL}, {"viec", NULL},
    };
    for (gboolean is_again = TRUE; is_again;) {
        is_again = FALSE;
        for (gsize i = 0; i < G_N_ELEMENTS(frames) && !is_again; i++) {
            gsize len = frames[i][1] == NULL ? 1 : 2;
            is_again = run.count >= len + NAME_WORDS_MIN && is_bare(&run.items[0], frames[i][0]) &&
                       (len == 1 || is_bare(&run.items[1], frames[i][1]));
            if (is_again) {
                run.items += len;
                run.count -= len;
            }
        }
    }
    return run;
}

/* Whether the typed words are these. Names without marks, as of files, are named with them, too. */
static gboolean
agrees(Run typed, Run name)
{
    gboolean is_marked = FALSE;
    if (typed.count != name.count || typed.count == 0)
        return FALSE;
    for (gsize i = 0; i < name.count; i++)
        is_marked |= tc_key_is_marked(name.items[i].key, name.items[i].key_len);
    for (gsize i = 0; i < name.count; i++) {
        const TcToken *a = &typed.items[i];
        const TcToken *b = &name.items[i];
        gsize bare = tc_key_bare_len(a->key, a->key_len);
        gboolean is_same =
            bare == tc_key_bare_len(b->key, b->key_len) && memcmp(a->key, b->key, bare) == 0;
        if (!is_same ||
            (is_marked && tc_key_tier(a->key, a->key_len, b->key, b->key_len) == TC_TIER_NONE))
            return FALSE;
    }
    return TRUE;
}

/* Without the country at the end: "Luật Ngân hàng Nhà nước (Việt Nam)". */
static Run
without_country(Run run)
{
    if (run.count >= NAME_WORDS_MIN + 2 && is_bare(&run.items[run.count - 2], "viet") &&
        is_bare(&run.items[run.count - 1], "nam"))
        run.count -= 2;
    return run;
}

/* Without the type that a title begins with: "LUẬT VỀ DẦU KHÍ" is "Luật Dầu khí", too. */
static Run
without_type(Run name, Run type)
{
    if (name.count >= type.count + NAME_WORDS_MIN && agrees((Run){name.items, type.count}, type)) {
        name.items += type.count;
        name.count -= type.count;
    }
    return name;
}

/* Words of the query, and the same in the name of a document. */
typedef struct {
    Run typed;
    Run name;
} Agreement;

/* Finds what of both agrees; `type` is that of the document where the query says it before the
 * typed words, without any words elsewhere. */
static gboolean
find_agreement(Run typed, Run name, Run type, Agreement *found)
{
    *found = (Agreement){typed, name};
    if (agrees(typed, name))
        return TRUE;
    *found = (Agreement){essential(typed), essential(name)};
    if (agrees(found->typed, found->name))
        return TRUE;
    if (type.count == 0)
        return FALSE;
    *found = (Agreement){without_country(essential(typed)),
                         without_country(essential(without_type(name, type)))};
    return agrees(found->typed, found->name);
}

/* Words that lack marks are read as the name has them; the first of both is `begin` of the topic.
 */
static void
take_reading(TcWords *words, const GArray *topic, guint begin, Run name)
{
    gboolean is_marked = FALSE;
    for (gsize i = 0; i < name.count; i++)
        is_marked |= tc_key_is_marked(name.items[i].key, name.items[i].key_len);
    /* A title without marks tells nothing of theirs. */
    if (!is_marked)
        return;
    for (guint i = 0; i < name.count && begin + i < topic->len; i++) {
        TcWord *word = g_ptr_array_index(words->words, tc_word_at(topic, begin + i)->word);
        const TcToken *token = &name.items[i];
        for (guint s = 0; word->is_open && s < word->spellings->len; s++) {
            const TcSpelling *spelling = tc_spelling_at(word->spellings, s);
            if (!spelling->is_unmarked && spelling->term_len == token->key_len &&
                memcmp(spelling->term, token->key, token->key_len) == 0)
                word->named = s + 1;
        }
    }
}

/* Whether the name has the words of `text` as they stand that say so: "=con". */
static gboolean
keeps_literal(const char *text, const Agreement *agreed)
{
    for (gsize i = 0; i < agreed->typed.count; i++) {
        const TcToken *a = &agreed->typed.items[i];
        const TcToken *b = &agreed->name.items[i];
        if (a->start > 0 && text[a->start - 1] == '=' &&
            (a->key_len != b->key_len || memcmp(a->key, b->key, a->key_len) != 0))
            return FALSE;
    }
    return TRUE;
}

typedef struct {
    TcReader *reader;
    TcPlan *plan;
    GHashTable *found;
    const char *text; /* of the topic, or of what of it may be a name */
    TcTokens typed;   /* its words; they stand for those of the topic where these are as many */
    gsize before;     /* words of the topic before them */
    gsize behind;
    guint year; /* of the document; 0 for any */
    TcName as;  /* what is found is named so */
    TcTokens name;
    TcTokens type;
    gboolean is_by_title; /* some document has it for its title */
} Names;

static Run
words_of(const Names *names, const char *text, TcTokens *tokens)
{
    tc_analyze(tc_plan_words(names->plan)->analyzer, text, strlen(text), tokens);
    return (Run){tokens->items, tokens->count};
}

static Run
type_of(Names *names, const TcRecord *record)
{
    const char *type = tc_record_string(record, TC_FIELD_TYPE);
    return type != NULL ? words_of(names, type, &names->type) : (Run){NULL, 0};
}

/* The year that a document is known by: of its day, or in its number. */
static gboolean
is_of_year(const TcRecord *record, guint year)
{
    g_autofree char *part = g_strdup_printf("/%u", year);
    return record->date / 10000 == year ||
           (record->number != NULL && strstr(record->number, part) != NULL);
}

static void
look_at(Names *names, const TcRecord *record, guint32 docid, guint begin, gboolean is_by_path)
{
    const GArray *topic = tc_plan_topic(names->plan);
    Run typed = {names->typed.items + begin, names->typed.count - begin};
    g_autofree char *base = g_path_get_basename(record->path);
    const char *text_of_name = is_by_path ? base : record->title;
    if (text_of_name == NULL || (names->year > 0 && !is_of_year(record, names->year)))
        return;
    if (is_by_path && strrchr(base, '.') != NULL &&
        !agrees(typed, words_of(names, base, &names->name)))
        *strrchr(base, '.') = '\0';
    Run name = words_of(names, text_of_name, &names->name);
    Run type = begin > 0 ? type_of(names, record) : (Run){NULL, 0};
    Agreement agreed;
    if (!find_agreement(typed, name, type, &agreed) || !keeps_literal(names->text, &agreed))
        return;
    g_hash_table_insert(names->found, GUINT_TO_POINTER(docid), GINT_TO_POINTER(names->as));
    names->is_by_title |= !is_by_path;
    if (!is_by_path && names->before + names->typed.count + names->behind == topic->len)
        take_reading(tc_plan_words(names->plan), topic,
                     (guint)(names->before + (gsize)(agreed.typed.items - names->typed.items)),
                     agreed.name);
}

/* The documents of a query, the best LOOKED_MAX. It is NULL after an error. */
static TcXMSet *
find_documents(const Names *names, TcXQuery *query, GError **error)
{
    g_autoptr(TcXQuery) match = NULL;
    g_autoptr(TcXQuery) both = NULL;
    /* The words of a name need not stand in the text; whatever else is asked for holds. */
    if (query != NULL && tc_plan_is_restricted(names->plan)) {
        match = tc_plan_query(names->plan, FALSE, error);
        both = match == NULL ? NULL : tc_query_combine_two(TC_X_FILTER, query, match, error);
        query = both;
    }
    if (query == NULL)
        return NULL;
    g_autoptr(TcXEnquire) enquire = tc_x_enquire_new(tc_reader_database(names->reader), error);
    if (enquire == NULL || !tc_x_enquire_set_query(enquire, query, error) ||
        !tc_x_enquire_set_tie_order(enquire, TC_SLOT_PATH, error))
        return NULL;
    return tc_x_enquire_run(enquire, 0, LOOKED_MAX, 0, error);
}

/* What is done with a document that was found. */
typedef void (*FoundFunc)(Names *names, const TcRecord *record, guint32 docid, gconstpointer user);

/* Each document of a query, which is NULL after an error. */
static gboolean
each_found(Names *names, TcXQuery *query, FoundFunc func, gconstpointer user, GError **error)
{
    g_autoptr(TcXMSet) mset = find_documents(names, query, error);
    if (mset == NULL)
        return FALSE;
    gsize size = tc_x_mset_size(mset);
    for (gsize i = 0; i < size; i++) {
        guint32 docid = tc_x_mset_hit(mset, i).docid;
        g_autoptr(TcStoredRecord) record = tc_reader_record(names->reader, docid, FALSE, error);
        if (record == NULL)
            return FALSE;
        func(names, tc_stored_record_get(record), docid, user);
    }
    return TRUE;
}

/* Where a name is looked for. */
typedef struct {
    guint begin; /* in the topic */
    gboolean is_by_path;
} Place;

static void
look_at_found(Names *names, const TcRecord *record, guint32 docid, gconstpointer user)
{
    const Place *place = user;
    look_at(names, record, docid, place->begin, place->is_by_path);
}

/* Look at the documents of a query, NULL after an error, and with `type` only at those of it; takes
 * both. */
static gboolean
look_at_all(Names *names, TcXQuery *words_query, TcXQuery *type, const Place *place, GError **error)
{
    g_autoptr(TcXQuery) of_type = type;
    g_autoptr(GPtrArray) queries = tc_queries_new();
    if (!tc_queries_add(queries, words_query) ||
        (of_type != NULL && !tc_queries_add(queries, g_steal_pointer(&of_type))))
        return FALSE;
    g_autoptr(TcXQuery) query = tc_queries_combine(TC_X_AND, queries, 0, error);
    return each_found(names, query, look_at_found, place, error);
}

/* Look at documents that have all words of the topic in `field`. */
static gboolean
look_for(Names *names, TcField field, GError **error)
{
    const char *text = names->text + names->typed.items[0].start;
    const Place place = {0, field == TC_FIELD_PATH};
    return look_at_all(names, tc_field_query(tc_plan_words(names->plan), field, text, FALSE, error),
                       NULL, &place, error);
}

/* Whether any document is of this type. */
static gboolean
find_any(const Names *names, TcXQuery *type, gboolean *has_any, GError **error)
{
    g_autoptr(TcXMSet) mset = NULL;
    g_autoptr(TcXEnquire) enquire = tc_x_enquire_new(tc_reader_database(names->reader), error);
    if (enquire != NULL && tc_x_enquire_set_query(enquire, type, error) &&
        tc_x_enquire_set_boolean(enquire, error))
        mset = tc_x_enquire_run(enquire, 0, 1, 0, error);
    *has_any = mset != NULL && tc_x_mset_size(mset) > 0;
    return mset != NULL;
}

/* Look at documents that have the words of the topic from `begin` on in their title, and those
 * before as their type, if there are any. */
static gboolean
look_for_typed(Names *names, guint begin, GError **error)
{
    const TcWords *words = tc_plan_words(names->plan);
    const TcToken *typed = names->typed.items;
    g_autofree char *type = g_strndup(names->text, typed[begin - 1].end);
    const char *title = names->text + typed[begin].start;
    const Place place = {begin, FALSE};
    gboolean has_any = FALSE;
    g_autoptr(TcXQuery) of_type = tc_field_query(words, TC_FIELD_TYPE, type, FALSE, error);
    if (of_type == NULL || !find_any(names, of_type, &has_any, error))
        return FALSE;
    return !has_any ||
           look_at_all(names, tc_field_query(words, TC_FIELD_TITLE, title, FALSE, error),
                       g_steal_pointer(&of_type), &place, error);
}

/* Look at documents by their titles. */
static gboolean
look_for_titles(Names *names, gsize count, GError **error)
{
    const char *prefix = tc_field_row(TC_FIELD_TYPE)->term;
    g_autoptr(GArray) types = tc_reader_terms_new();
    if (count < NAME_WORDS_MIN)
        return TRUE;
    if (!look_for(names, TC_FIELD_TITLE, error) ||
        !tc_reader_terms(names->reader, prefix, strlen(prefix), 1, types, error))
        return FALSE;
    for (guint begin = 1;
         types->len > 0 && begin <= TYPE_WORDS_MAX && begin + NAME_WORDS_MIN <= count; begin++)
        if (!look_for_typed(names, begin, error))
            return FALSE;
    return TRUE;
}

/* Whether the query is a number, and says no more beside it than "số" and the document's type. */
static gboolean
says_only_number(Names *names, const TcRecord *record)
{
    const GPtrArray *words = tc_plan_words(names->plan)->words;
    const GArray *topic = tc_plan_topic(names->plan);
    Run type = type_of(names, record);
    gboolean is_any = FALSE;
    for (guint i = 0; i < topic->len; i++) {
        const TcWord *word = g_ptr_array_index(words, tc_word_at(topic, i)->word);
        const TcToken token = {.key = word->key, .key_len = word->key_len};
        gboolean is_known = word->is_numeral || is_bare(&token, "so");
        for (gsize t = 0; t < type.count && !is_known; t++)
            is_known = agrees((Run){&token, 1}, (Run){&type.items[t], 1});
        if (!is_known)
            return FALSE;
        is_any |= word->is_numeral;
    }
    return is_any;
}

static void
take_numbered(Names *names, const TcRecord *record, guint32 docid, G_GNUC_UNUSED gconstpointer user)
{
    if (says_only_number(names, record))
        g_hash_table_insert(names->found, GUINT_TO_POINTER(docid), GINT_TO_POINTER(TC_NAME_WHOLE));
}

/* Look at documents whose own number the query has. */
static gboolean
look_for_number(Names *names, const TcEvidence *evidence, GError **error)
{
    g_autoptr(TcXQuery) query = tc_x_query_term(evidence->own, strlen(evidence->own), 1, error);
    return each_found(names, query, take_numbered, NULL, error);
}

/* "14222885" alone names a file; a year or a word does not. */
static gboolean
is_file_number(const TcToken *token)
{
    gsize len = tc_key_bare_len(token->key, token->key_len);
    gsize digits = 0;
    while (digits < len && g_ascii_isdigit(token->key[digits]))
        digits++;
    return digits == len && len >= FILE_DIGITS_MIN;
}

/* Look at documents whose name is only a part of the query: "Điều 96 Luật Đất đai năm 2024". */
static gboolean
look_within(Names *names, GError **error)
{
    TcReference reference;
    if (!tc_reference_read(&names->typed, &reference))
        return TRUE;
    const TcToken *typed = names->typed.items;
    const gsize start = typed[reference.begin].start;
    g_autofree char *name = g_strndup(names->text + start, typed[reference.end - 1].end - start);
    const char *whole = names->text;
    names->before = reference.begin;
    names->behind = names->typed.count - reference.end;
    names->year = reference.year;
    names->text = name;
    words_of(names, name, &names->typed);
    const gsize count = MIN(names->typed.count, NAME_WORDS_MAX);
    gboolean is_ok = look_for_titles(names, count, error);
    if (is_ok && names->year > 0 && g_hash_table_size(names->found) == 0) {
        names->year = 0;
        names->as = TC_NAME_OF_OTHER_YEAR;
        is_ok = look_for_titles(names, count, error);
    }
    names->text = whole;
    return is_ok;
}

GHashTable *
tc_names_find(TcReader *reader, TcPlan *plan, gboolean *is_file, GError **error)
{
    g_autoptr(GHashTable) found = g_hash_table_new(NULL, NULL);
    Names names = {.reader = reader, .plan = plan, .found = found};
    gboolean is_ok = TRUE;
    tc_tokens_init(&names.typed);
    tc_tokens_init(&names.name);
    tc_tokens_init(&names.type);
    names.text = tc_plan_topic_text(plan);
    g_autoptr(GArray) places = tc_decoded_places_new();
    g_autofree char *meant = tc_decoded_text(tc_plan_words(plan), names.text, places);
    if (meant != NULL)
        names.text = meant;
    tc_analyze(tc_plan_words(plan)->analyzer, names.text, strlen(names.text), &names.typed);
    gsize count = names.typed.count <= NAME_WORDS_MAX ? names.typed.count : 0;
    is_ok = look_for_titles(&names, count, error);
    if (is_ok && (count >= NAME_WORDS_MIN || (count == 1 && is_file_number(&names.typed.items[0]))))
        is_ok = look_for(&names, TC_FIELD_PATH, error);
    if (is_ok && count > 0 && g_hash_table_size(found) == 0)
        is_ok = look_within(&names, error);
    *is_file = !names.is_by_title && g_hash_table_size(found) > 0;
    const GArray *evidence = tc_plan_words(plan)->evidence;
    for (guint i = 0; is_ok && i < evidence->len; i++) {
        const TcEvidence *item = tc_evidence_at(evidence, i);
        is_ok = item->own == NULL || item->begins || look_for_number(&names, item, error);
    }
    tc_tokens_clear(&names.typed);
    tc_tokens_clear(&names.name);
    tc_tokens_clear(&names.type);
    return is_ok ? g_steal_pointer(&found) : NULL;
}
