#include "query/search/names.h"

#include "query/parse/reference.h"
#include "query/plan/fields.h"
#include "query/words/decoded.h"
#include "query/words/evidence.h"
#include "query/words/finding.h"
#include "query/words/queries.h"

#include <string.h>

/* How many words a name has; longer queries are no names. */
#define NAME_WORDS_MIN  2
#define NAME_WORDS_MAX  60
/* ... but for the number that is the name of a file. */
#define FILE_DIGITS_MIN 5
/* Words that may be the type of a document before its title: "nghị quyết liên tịch". */
#define TYPE_WORDS_MAX  4
/* Documents whose names are looked at for one way of naming. Those with the words of a title are
 * found by what their texts say, too: of an archive of decisions on one matter many have them. */
#define LOOKED_MAX      400

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
    guint year;          /* of the document; 0 for any */
    const char *figures; /* its number begins with these; NULL for any */
    TcName as;           /* what is found is named so */
    TcTokens name;
    TcTokens type;
    GPtrArray *spelled;   /* of Spelled: the topic with a short form in it written out */
    gboolean is_by_title; /* some document has it for its title */
} Names;

/* A way to write out a short form of the topic. */
typedef struct {
    char *text;
    TcTokens tokens; /* none before it is asked for */
} Spelled;

static void
spelled_free(gpointer data)
{
    Spelled *spelled = data;
    tc_tokens_clear(&spelled->tokens);
    g_free(spelled->text);
    g_free(spelled);
}

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

/* The words of the query, with what the short form of a group stands for in place of it: its first
 * meaning, or `other`. */
static Spelled *
spell_out(const TcWords *words, const TcGroup *group, const TcAlternative *other)
{
    g_autoptr(GPtrArray) out = g_ptr_array_new();
    for (guint i = 0; i < words->sequence->len; i++) {
        const guint32 position = tc_word_at(words->sequence, i)->position;
        const TcWord *word = tc_words_at(words, i);
        gboolean is_within =
            position >= group->position && position < group->position + group->count;
        for (guint k = 0; other != NULL && position == group->position && k < other->count; k++)
            g_ptr_array_add(
                out, ((const TcWord *)g_ptr_array_index(words->words, other->words[k]))->typed);
        if (other == NULL || !is_within)
            g_ptr_array_add(out, word->decoded != NULL ? word->decoded : word->typed);
    }
    g_ptr_array_add(out, NULL);
    Spelled *spelled = g_new0(Spelled, 1);
    spelled->text = g_strjoinv(" ", (char **)out->pdata);
    tc_tokens_init(&spelled->tokens);
    return spelled;
}

/* Fills `out` with the ways to write out a short form of the topic: "luật pccc". */
static void
spell_all_out(TcPlan *plan, GPtrArray *out)
{
    const TcWords *words = tc_plan_words(plan);
    if (tc_plan_topic(plan)->len != words->sequence->len)
        return;
    for (guint g = 0; g < words->groups->len; g++) {
        const TcGroup *group = tc_group_at(words->groups, g);
        /* The first is the short form itself. */
        if (group->alternatives->len == 0 || !tc_alternative_at(group->alternatives, 0)->is_typed)
            continue;
        g_ptr_array_add(out, spell_out(words, group, NULL));
        for (guint a = 1; a < group->alternatives->len; a++) {
            const TcAlternative *other = tc_alternative_at(group->alternatives, a);
            if (other->kind == TC_ALTERNATIVE_SHORT && other->count >= NAME_WORDS_MIN)
                g_ptr_array_add(out, spell_out(words, group, other));
        }
    }
}

/* The same as find_agreement() for the topic with a short form written out, from its `begin`-th
 * word on: the queries for fields look for what these stand for, too. */
static gboolean
agrees_spelled_out(Names *names, Run name, Run type, guint begin)
{
    const gsize around = names->before + begin + names->behind;
    for (guint i = 0; i < names->spelled->len; i++) {
        Spelled *spelled = g_ptr_array_index(names->spelled, i);
        if (spelled->tokens.count == 0)
            words_of(names, spelled->text, &spelled->tokens);
        Run typed = {spelled->tokens.items, spelled->tokens.count};
        Agreement agreed;
        if (typed.count >= around + NAME_WORDS_MIN &&
            find_agreement((Run){typed.items + names->before + begin, typed.count - around}, name,
                           type, &agreed))
            return TRUE;
    }
    return FALSE;
}

/* Whether the number of a document begins with these figures, as "294-QĐ/TW" does; leading zeros
 * are none. */
static gboolean
has_figures(const TcRecord *record, const char *figures)
{
    if (record->number == NULL)
        return FALSE;
    const char *own = record->number + strspn(record->number, "0");
    const gsize len = strspn(own, "0123456789");
    return len == strlen(figures) && memcmp(own, figures, len) == 0;
}

static void
look_at(Names *names, const TcRecord *record, guint32 docid, guint begin, gboolean is_by_path)
{
    const GArray *topic = tc_plan_topic(names->plan);
    Run typed = {names->typed.items + begin, names->typed.count - begin};
    g_autofree char *base = g_path_get_basename(record->path);
    const char *text_of_name = is_by_path ? base : record->title;
    if (text_of_name == NULL || (names->year > 0 && !is_of_year(record, names->year)) ||
        (names->figures != NULL && !has_figures(record, names->figures)))
        return;
    if (is_by_path && strrchr(base, '.') != NULL &&
        !agrees(typed, words_of(names, base, &names->name)))
        *strrchr(base, '.') = '\0';
    Run name = words_of(names, text_of_name, &names->name);
    Run type = begin > 0 ? type_of(names, record) : (Run){NULL, 0};
    Agreement agreed;
    const gboolean is_typed = find_agreement(typed, name, type, &agreed);
    if (is_typed ? !keeps_literal(names->text, &agreed)
                 : !agrees_spelled_out(names, name, type, begin))
        return;
    g_hash_table_insert(names->found, GUINT_TO_POINTER(docid), GINT_TO_POINTER(names->as));
    names->is_by_title |= !is_by_path;
    if (is_typed && !is_by_path && names->before + names->typed.count + names->behind == topic->len)
        take_reading(tc_plan_words(names->plan), topic,
                     (guint)(names->before + (gsize)(agreed.typed.items - names->typed.items)),
                     agreed.name);
}

/* The documents of a query, LOOKED_MAX at most, in the order of their numbers: when so many are
 * found no others are looked for. The query is NULL after an error. */
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
        !tc_x_enquire_set_boolean(enquire, error))
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

/* Whether the first word may be of the type of a document: some type has it, or it is short for
 * anything. Of most queries it is neither, and that is all there is to ask. */
static gboolean
may_begin_type(const Names *names, gboolean *is_so, GError **error)
{
    const TcToken *first = &names->typed.items[0];
    const gsize len = MIN(tc_key_bare_len(first->key, first->key_len) + 1, first->key_len);
    const char *prefix = tc_field_row(TC_FIELD_TYPE)->term;
    g_autoptr(GArray) types = tc_reader_terms_new();
    g_autoptr(GPtrArray) meant = g_ptr_array_new();
    g_autoptr(GString) begin = g_string_new(prefix);
    *is_so =
        !tc_key_may_be_syllable(first->key, first->key_len) ||
        tc_abbreviations_expand(tc_plan_words(names->plan)->abbreviations,
                                names->text + first->start, first->end - first->start, meant) > 0;
    if (*is_so)
        return TRUE;
    g_string_append_len(begin, first->key, (gssize)len);
    if (!tc_reader_terms(names->reader, begin->str, begin->len, 1, types, error))
        return FALSE;
    *is_so = types->len > 0;
    return TRUE;
}

/* Look at documents by their titles. */
static gboolean
look_for_titles(Names *names, gsize count, GError **error)
{
    gboolean has_type = FALSE;
    if (count < NAME_WORDS_MIN)
        return TRUE;
    if (!look_for(names, TC_FIELD_TITLE, error) || !may_begin_type(names, &has_type, error))
        return FALSE;
    for (guint begin = 1; has_type && begin <= TYPE_WORDS_MAX && begin + NAME_WORDS_MIN <= count;
         begin++)
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

/* The number that a query begins with: "nghị định số 102/2024 …", "NĐ102/2024", "quy định 294". */
typedef struct {
    const TcDocumentType *type; /* NULL where none is said */
    char *figures;              /* without leading zeros; NULL where it begins with no number */
    gsize count;                /* words up to them */
    gboolean is_whole;          /* its year or its symbol follows */
} Head;

static void
head_clear(Head *head)
{
    g_clear_pointer(&head->figures, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Head, head_clear)

static Head
read_head(const Names *names)
{
    static const char *const number_words[] = {"số", NULL};
    const TcAbbreviated piece = {.text = names->text};
    const TcTokens *typed = &names->typed;
    const TcFinding finding = {
        .piece = &piece, .tokens = typed->items, .count = (guint)typed->count};
    Head head = {.type = NULL};
    guint at = 0;
    if (typed->count == 0)
        return head;
    head.type = tc_finding_type_at(&finding, &at);
    at += head.type != NULL && at < typed->count &&
          tc_finding_token_is(&piece, &typed->items[at], number_words);
    if (at >= typed->count)
        return head;
    const TcToken *token = &typed->items[at];
    const char *start = names->text + token->start;
    if (head.type == NULL && at == 0) {
        head.type = tc_evidence_type_joined(token);
        start += head.type != NULL ? strcspn(start, "0123456789") : 0;
    }
    start += strspn(start, "0");
    const char *end = start + strspn(start, "0123456789");
    if (end == start || end != names->text + token->end)
        return head;
    head.is_whole = *end == '/' || *end == '-';
    head.figures = g_strndup(start, (gsize)(end - start));
    head.count = at + 1;
    return head;
}

/* Whether a query that begins with a number calls the document by it, whatever follows: by its year
 * or its symbol, and its type where that is said. "102/2024 tỷ" is none. */
static gboolean
is_called_by_number(const Head *head, const TcRecord *record)
{
    const char *type = tc_record_string(record, TC_FIELD_TYPE);
    return head->figures != NULL && head->is_whole && has_figures(record, head->figures) &&
           head->type != NULL && (type == NULL || g_str_equal(type, head->type->name));
}

static void
take_numbered(Names *names, const TcRecord *record, guint32 docid, gconstpointer user)
{
    if (says_only_number(names, record) || is_called_by_number(user, record))
        g_hash_table_insert(names->found, GUINT_TO_POINTER(docid), GINT_TO_POINTER(TC_NAME_WHOLE));
}

/* Look at documents whose own number the query has. */
static gboolean
look_for_numbers(Names *names, GError **error)
{
    const GArray *evidence = tc_plan_words(names->plan)->evidence;
    g_auto(Head) head = evidence->len > 0 ? read_head(names) : (Head){.type = NULL};
    for (guint i = 0; i < evidence->len; i++) {
        const TcEvidence *item = tc_evidence_at(evidence, i);
        /* A beginning is of many unless the query begins with it. */
        if (item->own == NULL || (item->begins && head.figures == NULL) || item->is_changed)
            continue;
        g_autoptr(TcXQuery) query = tc_evidence_own_query(names->reader, item, error);
        if (!each_found(names, query, take_numbered, &head, error))
            return FALSE;
    }
    return TRUE;
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

/* Look at documents by the title behind their number: "quy định 294 thi hành Điều lệ Đảng". */
static gboolean
look_behind_number(Names *names, GError **error)
{
    g_auto(Head) head = read_head(names);
    if (head.figures == NULL || head.type == NULL || head.is_whole ||
        names->typed.count < head.count + NAME_WORDS_MIN)
        return TRUE;
    const char *whole = names->text;
    names->text += names->typed.items[head.count].start;
    names->before = head.count;
    names->figures = head.figures;
    words_of(names, names->text, &names->typed);
    const gboolean is_ok = look_for_titles(names, MIN(names->typed.count, NAME_WORDS_MAX), error);
    names->text = whole;
    names->before = 0;
    names->figures = NULL;
    words_of(names, whole, &names->typed);
    return is_ok;
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
    names->year = 0;
    names->before = names->behind = 0;
    names->as = TC_NAME_WHOLE;
    return is_ok;
}

/* Look at documents that the words of names->text are the name of, or have it within. */
static gboolean
look_for_name(Names *names, GError **error)
{
    words_of(names, names->text, &names->typed);
    const gsize count = names->typed.count <= NAME_WORDS_MAX ? names->typed.count : 0;
    if (!look_for_titles(names, count, error))
        return FALSE;
    if ((count >= NAME_WORDS_MIN || (count == 1 && is_file_number(&names->typed.items[0]))) &&
        !look_for(names, TC_FIELD_PATH, error))
        return FALSE;
    if (count > 0 && g_hash_table_size(names->found) == 0 && !look_behind_number(names, error))
        return FALSE;
    return count == 0 || g_hash_table_size(names->found) > 0 || look_within(names, error);
}

GHashTable *
tc_names_find(TcReader *reader, TcPlan *plan, gboolean *is_file, GError **error)
{
    g_autoptr(GHashTable) found = g_hash_table_new(NULL, NULL);
    g_autoptr(GPtrArray) spelled = g_ptr_array_new_with_free_func(spelled_free);
    Names names = {.reader = reader, .plan = plan, .found = found};
    gboolean is_ok = TRUE;
    tc_tokens_init(&names.typed);
    tc_tokens_init(&names.name);
    tc_tokens_init(&names.type);
    names.spelled = spelled;
    spell_all_out(plan, spelled);
    names.text = tc_plan_topic_text(plan);
    g_autoptr(GArray) places = tc_decoded_places_new();
    g_autofree char *meant = tc_decoded_text(tc_plan_words(plan), names.text, places);
    if (meant != NULL)
        names.text = meant;
    is_ok = look_for_name(&names, error);
    *is_file = !names.is_by_title && g_hash_table_size(found) > 0;
    words_of(&names, names.text, &names.typed);
    is_ok = is_ok && look_for_numbers(&names, error);
    tc_tokens_clear(&names.typed);
    tc_tokens_clear(&names.name);
    tc_tokens_clear(&names.type);
    return is_ok ? g_steal_pointer(&found) : NULL;
}
