#include "query/words/evidence.h"

#include "base/free.h"
#include "query/words/finding.h"
#include "query/words/idf.h"
#include "query/words/queries.h"
#include "store/schema.h"
#include "text/date/date.h"
#include "text/key/syllable.h"
#include "text/number/number.h"

#include <stdlib.h>
#include <string.h>

/* What a document of that number is worth against one that only names it. */
#define OWN_NUMBER_WEIGHT 2.0
/* Documents that are looked at for one number or date. */
#define EVIDENCE_MAX      50
/* Numbers of the archive that begin with the same figures that are looked at, and taken. */
#define ISSUED_MAX        500
#define ISSUED_TAKEN_MAX  6
/* Letters of the short form of a type: "NQ", "TTr". */
#define TYPE_MAX          3
/* Figures of a number that is typed without its symbol. */
#define FIGURES_MAX       5

static void
evidence_clear(gpointer data)
{
    TcEvidence *evidence = data;
    tc_free_all(evidence->own, evidence->term);
}

gboolean
tc_evidence_is_within(const GArray *spans, const TcToken *token)
{
    for (guint i = 0; i < spans->len; i++) {
        const TcSpan *span = &g_array_index(spans, TcSpan, i);
        if (token->start >= span->start && token->end <= span->end)
            return TRUE;
    }
    return FALSE;
}

GArray *
tc_evidence_new(void)
{
    GArray *evidence = g_array_new(FALSE, FALSE, sizeof(TcEvidence));
    g_array_set_clear_func(evidence, evidence_clear);
    return evidence;
}

typedef struct {
    GArray *evidence; /* of TcEvidence */
    GArray *numbers;  /* of TcSpan */
    const char *text;
    const TcTokens *tokens; /* its words */
} EvidenceScan;

/* "80KM/H" is no number of a document. */
static gboolean
is_measure(const char *at)
{
    static const char *const measures[] = {"km/h", "m/s", "mg/l", "mg/kg", "mg/m3", "kg/m3"};
    at += strspn(at, "0123456789.,");
    at += strspn(at, " ");
    for (gsize i = 0; i < G_N_ELEMENTS(measures); i++)
        if (g_ascii_strncasecmp(at, measures[i], strlen(measures[i])) == 0) {
            const char *end = at + strlen(measures[i]);
            return !g_unichar_isalnum(g_utf8_get_char(end)) && *end != '-' && *end != '/';
        }
    return FALSE;
}

static gboolean
is_bare_word(const TcToken *token, const char *letters)
{
    return tc_key_has_letters(token->key, token->key_len, letters);
}

/* Whether what stands before a number changes its document: "sửa đổi, bổ sung Thông tư số …". */
static gboolean
is_changed_before(const TcTokens *tokens, gsize start)
{
    static const char *const changes[][2] = {{"sua", "doi"}, {"bo", "sung"}, {"thay", "the"},
                                             {"bai", "bo"},  {"huy", "bo"},  {"dinh", "chinh"}};
    for (gsize i = 0; i + 1 < tokens->count && tokens->items[i + 1].end <= start; i++)
        for (gsize k = 0; k < G_N_ELEMENTS(changes); k++)
            if (is_bare_word(&tokens->items[i], changes[k][0]) &&
                is_bare_word(&tokens->items[i + 1], changes[k][1]))
                return TRUE;
    return FALSE;
}

static void
add_number(const TcNumber *number, gsize start, gsize end, gpointer user)
{
    EvidenceScan *scan = user;
    if (is_measure(scan->text + start))
        return;
    TcSpan span = {start, end};
    g_array_append_val(scan->numbers, span);
    gboolean begins = number->key[number->symbol] == '\0';
    TcEvidence evidence = {
        .own = g_strconcat(TC_TERM_OWN_NUMBER, number->key, begins ? "/" : NULL, NULL),
        .term = g_strconcat(TC_TERM_NUMBER, number->key, begins ? "/" : NULL, NULL),
        .begins = begins,
        .is_changed = is_changed_before(scan->tokens, start),
    };
    g_array_append_val(scan->evidence, evidence);
}

static void
add_date(const TcDate *date, gpointer user)
{
    EvidenceScan *scan = user;
    TcEvidence evidence = {.own = NULL};
    if (date->from == 0 || (date->type != TC_DATE_DAY && date->type != TC_DATE_MONTH))
        return; /* the words of a year or of a range stand together as they are */
    evidence.term = date->type == TC_DATE_DAY
                        ? g_strdup_printf(TC_TERM_DAY "%08u", date->from)
                        : g_strdup_printf(TC_TERM_MONTH "%06u", date->from / 100);
    g_array_append_val(scan->evidence, evidence);
}

static gboolean
is_evidence(const GArray *evidence, const TcNumber *number)
{
    for (guint i = 0; i < evidence->len; i++) {
        const TcEvidence *item = tc_evidence_at(evidence, i);
        if (item->own != NULL && strcmp(item->term + strlen(TC_TERM_NUMBER), number->key) == 0)
            return TRUE;
    }
    return FALSE;
}

/* The type of documents whose name stands before the figures at the i-th token, NULL for none. */
static const TcDocumentType *
type_before(const char *text, const TcTokens *tokens, gsize i)
{
    static const char *const number_words[] = {"số", NULL};
    const TcAbbreviated piece = {.text = text};
    const TcDocumentType *type = NULL;
    gsize end = i;
    if (end > 0 && tc_finding_token_is(&piece, &tokens->items[end - 1], number_words))
        end--;
    if (end == 0 || !tc_are_adjacent(&tokens->items[end - 1], &tokens->items[end]))
        return NULL;
    if (end > 1)
        type = tc_finding_type_of(text, &tokens->items[end - 2], 2, FALSE);
    return type != NULL ? type : tc_finding_type_of(text, &tokens->items[end - 1], 1, TRUE);
}

/* How many letters a key begins with. */
static gsize
leading_letters(const TcToken *token)
{
    const gsize bare = tc_key_bare_len(token->key, token->key_len);
    gsize letters = 0;
    while (letters < bare && g_ascii_isalpha(token->key[letters]))
        letters++;
    return letters;
}

const TcDocumentType *
tc_evidence_type_joined(const TcToken *token)
{
    const gsize letters = leading_letters(token);
    return letters > 0 && letters < tc_key_bare_len(token->key, token->key_len)
               ? tc_document_type_of_code(token->key, letters)
               : NULL;
}

/* The same where these figures stand behind it. */
static const TcDocumentType *
type_before_figures(const TcToken *token, const char *figures, gsize figures_len)
{
    const gsize bare = tc_key_bare_len(token->key, token->key_len);
    gsize start = leading_letters(token);
    while (start < bare && token->key[start] == '0')
        start++;
    return bare - start == figures_len && memcmp(token->key + start, figures, figures_len) == 0
               ? tc_evidence_type_joined(token)
               : NULL;
}

/* "thông tư 22" is no 22/2023/NQ-HĐND: what type is asked for by numbers without their symbols. */
static void
note_types(const char *text, const TcTokens *tokens, GArray *evidence)
{
    for (guint e = 0; e < evidence->len; e++) {
        TcEvidence *item = tc_evidence_at(evidence, e);
        const char *figures = item->term + strlen(TC_TERM_NUMBER);
        gsize len = strspn(figures, "0123456789");
        for (gsize i = 0; item->begins && item->type == NULL && i < tokens->count; i++) {
            const char *start = text + tokens->items[i].start;
            start += MIN(strspn(start, "0"), tokens->items[i].end - tokens->items[i].start);
            const TcDocumentType *type =
                strncmp(start, figures, len) == 0 ? type_before(text, tokens, i) : NULL;
            if (type == NULL)
                type = type_before_figures(&tokens->items[i], figures, len);
            item->type = type != NULL ? type->codes[0] : NULL;
        }
    }
}

void
tc_evidence_find(const char *text, const TcTokens *tokens, GArray *evidence, GArray *numbers)
{
    TcNumber number;
    EvidenceScan scan = {evidence, numbers, text, tokens};
    tc_numbers_find(text, strlen(text), add_number, &scan);
    if (tc_number_parse_typed(text, strlen(text), &number) &&
        (numbers->len == 0 || !is_evidence(evidence, &number))) {
        /* "nghị định 15/2020": its type is words. */
        add_number(&number, strcspn(text, "0123456789"), strlen(text), &scan);
    }
    tc_dates_find(text, strlen(text), add_date, &scan);
    note_types(text, tokens, evidence);
}

/* Whether one part of the symbol of a number is `issuer`, bare letters. */
static gboolean
is_issued_by(const char *symbol, const char *issuer, gsize len)
{
    g_auto(GStrv) parts = g_strsplit_set(symbol, "-/", -1);
    for (char **part = parts; *part != NULL; part++)
        if (strlen(*part) == len && memcmp(*part, issuer, len) == 0)
            return TRUE;
    return FALSE;
}

/* Whether a number with this symbol may be of a type: nothing says that it is another one. */
static gboolean
may_be_of(const char *symbol, const char *code)
{
    g_auto(GStrv) parts = g_strsplit_set(symbol, "-/", -1);
    gboolean has_other = FALSE;
    for (char **part = parts; *part != NULL; part++) {
        if (strcmp(*part, code) == 0)
            return TRUE;
        const TcDocumentType *other = tc_document_type_of_code(*part, strlen(*part));
        has_other |= other != NULL && (other->brief != NULL || other->is_before_number);
    }
    return !has_other;
}

/* Who a number is to be of, in bare letters: a body, or a type of documents. */
typedef struct {
    const char *name;
    gsize len;
    gboolean is_type;
} Issuer;

/* Those of the numbers `terms` whose symbol names the issuer; with `is_old`, numbers of a body
 * alone: "144-CP" is of a decision as well as of anything else. */
static void
take_issued(const GArray *terms, const Issuer *issuer, gboolean is_old, GArray *evidence)
{
    guint added = 0;
    for (guint i = 0; i < terms->len && added < ISSUED_TAKEN_MAX; i++) {
        const TcReaderTerm *term = tc_reader_term_at(terms, i);
        g_autofree char *key =
            g_strndup(term->term + strlen(TC_TERM_NUMBER), term->term_len - strlen(TC_TERM_NUMBER));
        const char *symbol = strchr(key, '/') + 1;
        if (is_old ? strpbrk(symbol, "-/") == NULL && may_be_of(symbol, issuer->name)
                   : is_issued_by(symbol, issuer->name, issuer->len)) {
            TcEvidence found = {
                .own = g_strconcat(TC_TERM_OWN_NUMBER, key, NULL),
                .term = g_strconcat(TC_TERM_NUMBER, key, NULL),
            };
            g_array_append_val(evidence, found);
            added++;
        }
    }
}

static gboolean
add_issued(TcReader *reader, const char *figures, const Issuer *issuer, GArray *evidence,
           GError **error)
{
    g_autoptr(GArray) terms = tc_reader_terms_new();
    g_autofree char *begin = g_strconcat(TC_TERM_NUMBER, figures, "/", NULL);
    guint before = evidence->len;
    if (!tc_reader_terms(reader, begin, strlen(begin), ISSUED_MAX, terms, error))
        return FALSE;
    take_issued(terms, issuer, FALSE, evidence);
    if (issuer->is_type && evidence->len == before)
        take_issued(terms, issuer, TRUE, evidence);
    return TRUE;
}

/* Leading zeros are none in keys. */
static gboolean
add_figures(TcReader *reader, const char *figures, gsize len, const Issuer *issuer,
            GArray *evidence, GError **error)
{
    if (len == 0 || len > FIGURES_MAX || strspn(figures, "0123456789") < len || issuer->len < 2)
        return TRUE;
    g_autofree char *typed = g_strndup(figures, len);
    const char *number = typed + strspn(typed, "0");
    return *number == '\0' || add_issued(reader, number, issuer, evidence, error);
}

/* The numbers of the type whose name stands before the figures at the i-th token. */
static gboolean
find_of_type(TcReader *reader, const char *text, const TcTokens *tokens, gsize i, GArray *evidence,
             GError **error)
{
    const TcToken *token = &tokens->items[i];
    const TcDocumentType *type = type_before(text, tokens, i);
    if (type == NULL || !tc_finding_is_number(text, tokens->items, tokens->count, i))
        return TRUE;
    const Issuer issuer = {type->codes[0], strlen(type->codes[0]), TRUE};
    return add_figures(reader, text + token->start, token->end - token->start, &issuer, evidence,
                       error);
}

/* "tờ trình 45 sở nội vụ", "nghị quyết số 5 của tỉnh ủy": those of the body whose name stands in
 * full behind the figures at the i-th token. */
static gboolean
find_of_name(const TcAbbreviated *piece, const TcTokens *tokens, gsize i, GArray *evidence,
             GError **error)
{
    static const char *const of[] = {"của", NULL};
    const TcToken *token = &tokens->items[i];
    const TcToken *name = token + 1;
    const TcToken *end = tokens->items + tokens->count;
    g_autoptr(GPtrArray) shorts = g_ptr_array_new();
    if (name + 1 < end && tc_finding_token_is(piece, name, of))
        name++;
    /* "12 hội đồng nhân dân" may be so many. */
    if (name >= end || (gsize)(name->position - token->position) != (gsize)(name - token) ||
        type_before(piece->text, tokens, i) == NULL)
        return TRUE;
    const char *text = piece->text + name->start;
    tc_abbreviations_contract(piece->table, text, strlen(text), shorts);
    for (guint k = 0; k < shorts->len; k++) {
        gsize len = 0;
        g_autofree char *key = tc_word_key(piece->analyzer, g_ptr_array_index(shorts, k), &len);
        const Issuer issuer = {key, key == NULL ? 0 : tc_key_bare_len(key, len), FALSE};
        if (!add_figures(piece->reader, piece->text + token->start, token->end - token->start,
                         &issuer, evidence, error))
            return FALSE;
    }
    return TRUE;
}

/* "35 hđnd", "kh 92 tu", "kế hoạch 92 tu": those of the body whose name stands behind the figures
 * at the i-th token; behind its type the issuer may be a syllable. */
static gboolean
find_of_body(TcReader *reader, const char *text, const TcTokens *tokens, gsize i, GArray *evidence,
             GError **error)
{
    const TcToken *token = &tokens->items[i];
    const TcToken *body = i + 1 < tokens->count ? token + 1 : NULL;
    if (body == NULL || body->position != token->position + 1)
        return TRUE;
    gboolean has_type = i > 0 && tc_are_adjacent(&token[-1], token) &&
                        ((tc_key_bare_len(token[-1].key, token[-1].key_len) <= TYPE_MAX &&
                          !tc_key_is_syllable(token[-1].key, token[-1].key_len, FALSE)) ||
                         (i > 1 && tc_finding_type_of(text, &token[-2], 2, FALSE) != NULL));
    const Issuer issuer = {body->key, tc_key_bare_len(body->key, body->key_len), FALSE};
    return (!has_type && tc_key_is_syllable(body->key, body->key_len, FALSE)) ||
           add_figures(reader, text + token->start, token->end - token->start, &issuer, evidence,
                       error);
}

/* Whether some document has or names one of the numbers. */
static gboolean
has_known_number(TcReader *reader, const GArray *evidence, gboolean *is_known, GError **error)
{
    *is_known = FALSE;
    for (guint i = 0; i < evidence->len && !*is_known; i++) {
        const TcEvidence *item = tc_evidence_at(evidence, i);
        g_autoptr(GArray) terms = tc_reader_terms_new();
        if (item->own == NULL)
            continue;
        if (!tc_reader_terms(reader, item->term, strlen(item->term), 1, terms, error))
            return FALSE;
        const TcReaderTerm *first = terms->len > 0 ? tc_reader_term_at(terms, 0) : NULL;
        *is_known = first != NULL && (item->begins || first->term_len == strlen(item->term));
    }
    return TRUE;
}

gboolean
tc_evidence_find_issued(const TcAbbreviated *piece, const TcTokens *tokens, GArray *evidence,
                        GError **error)
{
    TcReader *reader = piece->reader;
    const char *text = piece->text;
    gboolean is_known = FALSE;
    if (!has_known_number(reader, evidence, &is_known, error))
        return FALSE;
    if (is_known)
        return TRUE;
    for (gsize i = 0; i < tokens->count; i++) {
        const TcToken *token = &tokens->items[i];
        const gsize bare = tc_key_bare_len(token->key, token->key_len);
        const gsize letters = leading_letters(token);
        /* "NQ05" */
        const TcDocumentType *known = tc_document_type_of_code(token->key, letters);
        const Issuer type = {known != NULL ? known->codes[0] : token->key, letters,
                             known != NULL && strlen(known->codes[0]) == letters};
        if (letters > 0 && letters < bare &&
            !add_figures(reader, token->key + letters, bare - letters, &type, evidence, error))
            return FALSE;
        /* "KL 14", "kết luận số 14" */
        if (letters == 0 && (!find_of_type(reader, text, tokens, i, evidence, error) ||
                             !find_of_body(reader, text, tokens, i, evidence, error) ||
                             !find_of_name(piece, tokens, i, evidence, error)))
            return FALSE;
    }
    return TRUE;
}

gboolean
tc_evidence_is_all(const char *text, const TcTokens *tokens)
{
    static const char *const words[] = {"số", "năm", NULL};
    const TcAbbreviated piece = {.text = text};
    gboolean has_figures = FALSE;
    for (gsize i = 0; i < tokens->count;) {
        const TcToken *token = &tokens->items[i];
        guint count = (guint)(tokens->count - i);
        const TcFinding rest = {.piece = &piece, .tokens = token, .count = count};
        if (!has_figures && tc_finding_type_at(&rest, &count) != NULL) {
            i += count;
            continue;
        }
        gsize figures = 0;
        for (guint32 at = token->start; at < token->end; at++)
            figures += g_ascii_isdigit(text[at]) != 0;
        if (figures == 0 && !tc_finding_token_is(&piece, token, words) &&
            (!has_figures || tc_key_may_be_syllable(token->key, token->key_len)))
            return FALSE;
        has_figures |= figures > 0;
        i++;
    }
    return has_figures;
}

/* Where evidence stands in a text. */
typedef struct {
    const GArray *evidence;
    GArray *spans; /* of TcSpan */
} PlaceScan;

static void
note_number(const TcNumber *number, gsize start, gsize end, gpointer user)
{
    PlaceScan *scan = user;
    TcSpan span = {start, end};
    for (guint i = 0; i < scan->evidence->len; i++) {
        const TcEvidence *item = tc_evidence_at(scan->evidence, i);
        const char *key = item->term + strlen(TC_TERM_NUMBER);
        if (item->own != NULL &&
            (item->begins ? g_str_has_prefix(number->key, key) : strcmp(number->key, key) == 0)) {
            g_array_append_val(scan->spans, span);
            return;
        }
    }
}

/* A day without its year is taken for one of that day: the part of the text that is looked at may
 * not say the year. */
static gboolean
is_date(const TcEvidence *item, const TcDate *date)
{
    if (g_str_has_prefix(item->term, TC_TERM_DAY)) {
        guint32 day = (guint32)strtoul(item->term + strlen(TC_TERM_DAY), NULL, 10);
        return date->type == TC_DATE_DAY &&
               (date->is_year_inferred || date->from == 0 ? date->from % 10000 == day % 10000
                                                          : date->from == day);
    }
    guint32 month = (guint32)strtoul(item->term + strlen(TC_TERM_MONTH), NULL, 10);
    return date->type <= TC_DATE_MONTH && date->from / 100 == month;
}

static void
note_date(const TcDate *date, gpointer user)
{
    PlaceScan *scan = user;
    TcSpan span = {date->start, date->end};
    for (guint i = 0; i < scan->evidence->len; i++) {
        const TcEvidence *item = tc_evidence_at(scan->evidence, i);
        if (item->own == NULL && is_date(item, date)) {
            g_array_append_val(scan->spans, span);
            return;
        }
    }
}

void
tc_evidence_places(const GArray *evidence, const char *text, gsize len, GArray *spans)
{
    PlaceScan scan = {evidence, spans};
    if (evidence->len > 0) {
        tc_numbers_find(text, len, note_number, &scan);
        tc_dates_find(text, len, note_date, &scan);
    }
}

void
tc_bonuses_init(TcBonuses *bonuses)
{
    bonuses->items = g_array_new(FALSE, FALSE, sizeof(TcBonus));
    bonuses->places = g_hash_table_new(NULL, NULL);
}

void
tc_bonuses_clear(TcBonuses *bonuses)
{
    g_clear_pointer(&bonuses->items, g_array_unref);
    g_clear_pointer(&bonuses->places, g_hash_table_unref);
}

TcBonus *
tc_bonus_of(const TcBonuses *bonuses, guint32 docid)
{
    guint place = GPOINTER_TO_UINT(g_hash_table_lookup(bonuses->places, GUINT_TO_POINTER(docid)));
    return place == 0 ? NULL : &g_array_index(bonuses->items, TcBonus, place - 1);
}

static TcBonus *
bonus_for(TcBonuses *bonuses, guint32 docid)
{
    TcBonus *known = tc_bonus_of(bonuses, docid);
    if (known == NULL) {
        TcBonus bonus = {.docid = docid};
        g_array_append_val(bonuses->items, bonus);
        g_hash_table_insert(bonuses->places, GUINT_TO_POINTER(docid),
                            GUINT_TO_POINTER(bonuses->items->len));
        known = tc_bonus_of(bonuses, docid);
    }
    return known;
}

void
tc_bonuses_add_named(TcBonuses *bonuses, guint32 docid, gboolean is_of_other_year)
{
    TcBonus *bonus = bonus_for(bonuses, docid);
    bonus->is_named = TRUE;
    bonus->is_of_other_year = is_of_other_year;
}

/* Documents with the number of `item`: `term` is its own one, or that of any. */
static TcXQuery *
number_query(TcReader *reader, const TcEvidence *item, const char *term, GError **error)
{
    g_autoptr(GArray) terms = tc_reader_terms_new();
    g_autoptr(GPtrArray) queries = tc_queries_new();
    if (!item->begins)
        return tc_x_query_term(term, strlen(term), 1, error);
    if (item->type == NULL)
        return tc_x_query_prefix(term, strlen(term), error);
    if (!tc_reader_terms(reader, term, strlen(term), ISSUED_MAX, terms, error))
        return NULL;
    /* Where one says that it is of the type, those that only may be are others. */
    for (int pass = 0; pass < 2 && queries->len == 0; pass++) {
        for (guint i = 0; i < terms->len; i++) {
            const TcReaderTerm *found = tc_reader_term_at(terms, i);
            g_autofree char *symbol =
                g_strndup(found->term + strlen(term), found->term_len - strlen(term));
            gboolean is_of = pass == 0 ? is_issued_by(symbol, item->type, strlen(item->type))
                                       : may_be_of(symbol, item->type);
            if (is_of &&
                !tc_queries_add(queries, tc_x_query_term(found->term, found->term_len, 1, error)))
                return NULL;
        }
    }
    return queries->len == 0 ? tc_x_query_nothing()
                             : tc_queries_combine(TC_X_OR, queries, 0, error);
}

TcXQuery *
tc_evidence_own_query(TcReader *reader, const TcEvidence *item, GError **error)
{
    return number_query(reader, item, item->own, error);
}

TcXQuery *
tc_evidence_query(TcReader *reader, const GArray *evidence, guint from, GError **error)
{
    g_autoptr(GPtrArray) queries = tc_queries_new();
    for (guint i = from; i < evidence->len; i++) {
        const TcEvidence *item = tc_evidence_at(evidence, i);
        if (item->own != NULL &&
            !tc_queries_add(queries, number_query(reader, item, item->term, error)))
            return NULL;
    }
    return queries->len == 0 ? tc_x_query_nothing()
                             : tc_queries_combine(TC_X_OR, queries, 0, error);
}

static gboolean
add_bonus(TcReader *reader, const TcEvidence *item, const char *term, double factor,
          TcXQuery *query, TcBonuses *bonuses, GError **error)
{
    g_autoptr(TcXMSet) mset = NULL;
    g_autoptr(TcXQuery) both = NULL;
    g_autoptr(TcXEnquire) enquire = NULL;
    g_autoptr(TcXQuery) leaf = number_query(reader, item, term, error);
    if (leaf != NULL)
        both = tc_query_combine_two(TC_X_FILTER, query, leaf, error);
    if (both != NULL)
        enquire = tc_x_enquire_new(tc_reader_database(reader), error);
    if (enquire != NULL && tc_x_enquire_set_query(enquire, both, error) &&
        tc_x_enquire_set_tie_order(enquire, TC_SLOT_PATH, error))
        mset = tc_x_enquire_run(enquire, 0, EVIDENCE_MAX, 0, error);
    if (mset == NULL)
        return FALSE;
    gsize size = tc_x_mset_size(mset);
    double idf = tc_words_idf((guint32)size, tc_reader_doc_count(reader));
    for (gsize i = 0; i < size; i++) {
        guint32 docid = tc_x_mset_hit(mset, i).docid;
        TcBonus *known = bonus_for(bonuses, docid);
        known->bonus += factor * idf;
        known->is_own |= factor > 1;
    }
    return TRUE;
}

gboolean
tc_bonuses_find(TcReader *reader, const GArray *evidence, TcXQuery *query, TcBonuses *bonuses,
                GError **error)
{
    for (guint i = 0; i < evidence->len; i++) {
        const TcEvidence *item = tc_evidence_at(evidence, i);
        if (item->own != NULL && !item->is_changed &&
            !add_bonus(reader, item, item->own, OWN_NUMBER_WEIGHT, query, bonuses, error))
            return FALSE;
        if (!add_bonus(reader, item, item->term, 1, query, bonuses, error))
            return FALSE;
    }
    return TRUE;
}
