#include "query/suggest/slips.h"

#include "query/words/beside.h"
#include "store/schema.h"

#include <string.h>

/* How likely a slip is, against the frequency of the word: a wrong mark before what sounds alike to
 * half of the country, that before a wrong letter, and a key beside the right one before any other.
 */
#define MARK_SLIP   1.0
#define SOUND_SLIP  0.5
#define KEY_SLIP    0.3
#define SWAP_SLIP   0.3
#define OTHER_SLIP  0.1
/* The same for the marks of the word. */
#define LOST_MARKS  0.6
#define OTHER_TONE  0.4
#define OTHER_MARKS 0.2
#define BARE_MAX    24 /* letters; longer words are no syllables and have too many neighbours */

static void
slip_clear(gpointer data)
{
    g_free(((TcSlip *)data)->term);
}

GArray *
tc_slips_new(void)
{
    GArray *slips = g_array_new(FALSE, FALSE, sizeof(TcSlip));
    g_array_set_clear_func(slips, slip_clear);
    return slips;
}

/* Rows of the QWERTY keyboard; neighbours stand side by side, or above each other within one
 * column. */
static gboolean
are_neighbours(char a, char b)
{
    static const char *const rows[] = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};
    int row_a = -1;
    int row_b = -1;
    int column_a = 0;
    int column_b = 0;
    for (int i = 0; i < 3; i++) {
        const char *in_a = strchr(rows[i], a);
        const char *in_b = strchr(rows[i], b);
        if (in_a != NULL) {
            row_a = i;
            column_a = (int)(in_a - rows[i]);
        }
        if (in_b != NULL) {
            row_b = i;
            column_b = (int)(in_b - rows[i]);
        }
    }
    return row_a >= 0 && row_b >= 0 && ABS(row_a - row_b) <= 1 && ABS(column_a - column_b) <= 1;
}

/* Letters that sound alike to many, at the beginning of a syllable and at its end: "sã" for "xã",
 * "trứng" for "chứng", "khoáng" for "khoán". */
static const char *const beginnings[][2] = {
    {"s", "x"}, {"l", "n"},  {"ch", "tr"},  {"d", "gi"}, {"d", "r"},  {"gi", "r"},
    {"c", "k"}, {"c", "qu"}, {"ng", "ngh"}, {"g", "gh"}, {"k", "qu"},
};
static const char *const ends[][2] = {
    {"n", "ng"}, {"t", "c"}, {"nh", "n"}, {"ch", "t"}, {"i", "y"}, {"iu", "ieu"}, {"uu", "uou"},
};

/* Letters that a syllable ends in. */
#define ENDS "nghcmtpiyoau"

/* Letters alone that are taken for each other anywhere. */
static gboolean
sound_alike(char a, char b)
{
    static const char *const pairs[] = {"sx", "ln", "ct", "ng", "dg", "dr", "gr", "vd", "ck", "iy"};
    for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++)
        if ((a == pairs[i][0] && b == pairs[i][1]) || (a == pairs[i][1] && b == pairs[i][0]))
            return TRUE;
    return FALSE;
}

static gboolean
has_all(const char *marks, gsize len, const char *others, gsize others_len)
{
    for (gsize i = 0; i < others_len; i++)
        if (memchr(marks, others[i], len) == NULL)
            return FALSE;
    return TRUE;
}

/* The tone is the last mark of a key; the others are of the letters. */
static gboolean
is_tone(char mark)
{
    return mark > TC_TONE_NONE && mark <= TC_TONE_NANG;
}

/* Marks without where they stand: an edit has moved that. */
static void
forget_places(const char *marks, gsize len, char *out)
{
    for (gsize i = 0; i < len; i++)
        out[i] = is_tone(marks[i]) ? marks[i] : (char)(0x20 + (marks[i] & 3));
}

/* How far the marks of a spelling are from those that were typed: 1 for the same, or none typed.
 * Hỏi and ngã sound alike to half of the country and are the most frequent slip of all; then come
 * marks that a keyboard has lost, as in "dại hội". */
static double
likeness_of_marks(const char *typed_marks, gsize typed_len, const char *found_marks,
                  gsize found_len)
{
    char typed[TC_KEY_MAX];
    char found[TC_KEY_MAX];
    if (typed_len == 0)
        return 1;
    forget_places(typed_marks, typed_len, typed);
    forget_places(found_marks, found_len, found);
    if (found_len > typed_len && has_all(found, found_len, typed, typed_len))
        return LOST_MARKS;
    gsize typed_qualities = typed_len - is_tone(typed[typed_len - 1]);
    gsize found_qualities = found_len - (found_len > 0 && is_tone(found[found_len - 1]));
    if (typed_qualities != found_qualities || memcmp(typed, found, typed_qualities) != 0)
        return OTHER_MARKS;
    char a = typed_qualities < typed_len ? typed[typed_len - 1] : TC_TONE_NONE;
    char b = found_qualities < found_len ? found[found_len - 1] : TC_TONE_NONE;
    gboolean is_alike =
        a == b || (a == TC_TONE_HOI && b == TC_TONE_NGA) || (a == TC_TONE_NGA && b == TC_TONE_HOI);
    return is_alike ? 1 : OTHER_TONE;
}

/* All spellings of a bare word in the index. `word` is what was typed: marks that it shares make a
 * spelling likelier. */
static gboolean
add_spellings(TcReader *reader, const TcWord *word, const char *bare, gsize bare_len, double slip,
              GArray *out, GError **error)
{
    g_autoptr(GArray) terms = tc_reader_terms_new();
    g_autofree char *prefix = g_strdup_printf("%.*s%c", (int)bare_len, bare, TC_KEY_SEPARATOR);
    if (!tc_reader_terms(reader, prefix, bare_len + 1, TC_SPELLINGS_MAX, terms, error))
        return FALSE;
    gsize typed_bare = tc_key_bare_len(word->key, word->key_len);
    const char *typed_marks = word->key + typed_bare + 1;
    gsize typed_marks_len = word->key_len - MIN(typed_bare + 1, word->key_len);
    for (guint i = 0; i < terms->len; i++) {
        const TcReaderTerm *term = tc_reader_term_at(terms, i);
        gsize marks_len = term->term_len - MIN(bare_len + 1, term->term_len);
        TcSlip item = {
            .term = g_memdup2(term->term, term->term_len),
            .term_len = term->term_len,
            .freq = term->freq,
            .slip = slip * likeness_of_marks(typed_marks, typed_marks_len,
                                             term->term + bare_len + 1, marks_len),
        };
        g_array_append_val(out, item);
    }
    return TRUE;
}

/* The bare word with its beginning or its end `from` written as `to`; FALSE where it has none. */
static gboolean
add_sound(TcReader *reader, const TcWord *word, gsize len, const char *from, const char *to,
          gboolean is_end, GArray *out, GError **error)
{
    const gsize from_len = strlen(from);
    if (len <= from_len || memcmp(word->key + (is_end ? len - from_len : 0), from, from_len) != 0)
        return TRUE;
    g_autofree char *edited =
        is_end ? g_strdup_printf("%.*s%s", (int)(len - from_len), word->key, to)
               : g_strdup_printf("%s%.*s", to, (int)(len - from_len), word->key + from_len);
    return add_spellings(reader, word, edited, strlen(edited), SOUND_SLIP, out, error);
}

/* What sounds alike. */
static gboolean
add_sounds(TcReader *reader, const TcWord *word, gsize len, GArray *out, GError **error)
{
    for (gsize i = 0; i < G_N_ELEMENTS(beginnings); i++)
        for (int from = 0; from < 2; from++)
            if (!add_sound(reader, word, len, beginnings[i][from], beginnings[i][1 - from], FALSE,
                           out, error))
                return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(ends); i++)
        for (int from = 0; from < 2; from++)
            if (!add_sound(reader, word, len, ends[i][from], ends[i][1 - from], TRUE, out, error))
                return FALSE;
    return TRUE;
}

/* The letter that is missing at the end. */
static gboolean
add_last(TcReader *reader, const TcWord *word, gsize len, GArray *out, GError **error)
{
    char edited[BARE_MAX + 2];
    memcpy(edited, word->key, len);
    for (const char *letter = ENDS; *letter != '\0'; letter++) {
        edited[len] = *letter;
        if (!add_spellings(reader, word, edited, len + 1, KEY_SLIP, out, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
tc_slips_find(TcReader *reader, const TcWord *word, gboolean are_few, GArray *out, GError **error)
{
    const char *key = word->key;
    gsize len = tc_key_bare_len(key, word->key_len);
    char edited[BARE_MAX + 2];
    if (len == 0 || len > BARE_MAX)
        return TRUE;
    for (gsize i = 0; i < len; i++)
        if (!g_ascii_islower(key[i]))
            return TRUE; /* numbers and other scripts have no slips of this kind */
    if (!add_spellings(reader, word, key, len, MARK_SLIP, out, error) ||
        !add_sounds(reader, word, len, out, error) || !add_last(reader, word, len, out, error))
        return FALSE;
    if (are_few)
        return TRUE;
    for (gsize i = 0; i < len; i++) {
        /* A letter too many. */
        memcpy(edited, key, i);
        memcpy(edited + i, key + i + 1, len - i - 1);
        gboolean is_twice = i + 1 < len && key[i] == key[i + 1];
        if (len > 1 && !add_spellings(reader, word, edited, len - 1,
                                      is_twice ? KEY_SLIP : OTHER_SLIP, out, error))
            return FALSE;
        /* Two letters swapped. */
        memcpy(edited, key, len);
        if (i + 1 < len && key[i] != key[i + 1]) {
            edited[i] = key[i + 1];
            edited[i + 1] = key[i];
            if (!add_spellings(reader, word, edited, len, SWAP_SLIP, out, error))
                return FALSE;
        }
    }
    for (gsize i = 0; i <= len; i++) {
        for (int letter = 'a'; letter <= 'z'; letter++) {
            /* Another letter. */
            if (i < len && letter != key[i]) {
                memcpy(edited, key, len);
                edited[i] = (char)letter;
                gboolean is_near = are_neighbours(letter, key[i]) || sound_alike(letter, key[i]);
                if (!add_spellings(reader, word, edited, len, is_near ? KEY_SLIP : OTHER_SLIP, out,
                                   error))
                    return FALSE;
            }
            /* A letter too few. */
            memcpy(edited, key, i);
            edited[i] = (char)letter;
            memcpy(edited + i + 1, key + i, len - i);
            gboolean is_after_q = i > 0 && key[i - 1] == 'q' && letter == 'u' && key[i] != 'u';
            if (!add_spellings(reader, word, edited, len + 1, is_after_q ? MARK_SLIP : OTHER_SLIP,
                               out, error))
                return FALSE;
        }
    }
    return TRUE;
}

/* ---- beside their neighbours ---- */

typedef struct {
    const TcWord *neighbour;
    TcSlip *first; /* of one bare word */
    guint count;
    gboolean is_before;
    gsize prefix_len;
    gsize begin;
} PairScan;

static gboolean
has_marks(const char *term, gsize len, const char *marks, gsize marks_len)
{
    gsize bare = tc_key_bare_len(term, len) + 1;
    return len == bare + marks_len && memcmp(term + bare, marks, marks_len) == 0;
}

static gboolean
note_pair(const char *term, gsize len, guint32 freq, gpointer user)
{
    PairScan *scan = user;
    const char *marks[2] = {NULL, NULL};
    gsize marks_len[2] = {0, 0};
    if (!tc_pair_key_marks(term + scan->prefix_len, len - scan->prefix_len, scan->begin, &marks[0],
                           &marks_len[0], &marks[1], &marks_len[1]))
        return TRUE;
    int own = scan->is_before ? 1 : 0;
    for (guint s = 0; s < scan->neighbour->spellings->len; s++) {
        const TcSpelling *spelling = tc_spelling_at(scan->neighbour->spellings, s);
        if (!has_marks(spelling->term, spelling->term_len, marks[1 - own], marks_len[1 - own]))
            continue;
        for (guint c = 0; c < scan->count; c++) {
            TcSlip *candidate = &scan->first[c];
            if (has_marks(candidate->term, candidate->term_len, marks[own], marks_len[own]))
                candidate->repeated += freq;
        }
        break;
    }
    return TRUE;
}

gboolean
tc_slips_note_repeated(TcReader *reader, const TcWord *const neighbours[2], GArray *found,
                       GError **error)
{
    for (guint i = 0; i < found->len;) {
        TcSlip *first = tc_slip_at(found, i);
        gsize bare = tc_key_bare_len(first->term, first->term_len) + 1;
        guint count = 1;
        while (i + count < found->len && first[count].term_len >= bare &&
               memcmp(first[count].term, first->term, bare) == 0)
            count++;
        for (int side = 0; side < 2; side++) {
            const TcWord *neighbour = neighbours[side];
            if (neighbour == NULL || neighbour->freq == 0)
                continue;
            const TcPairTerm begin = side == 0
                                         ? tc_pair_term_begin(neighbour->key, neighbour->key_len,
                                                              first->term, first->term_len)
                                         : tc_pair_term_begin(first->term, first->term_len,
                                                              neighbour->key, neighbour->key_len);
            PairScan scan = {neighbour,
                             first,
                             count,
                             side == 0,
                             TC_PAIR_PREFIX_LEN,
                             begin.len - MIN(begin.len, TC_PAIR_PREFIX_LEN)};
            if (begin.len > 0 && !tc_x_database_each_term(tc_reader_database(reader), begin.bytes,
                                                          begin.len, note_pair, &scan, error))
                return FALSE;
        }
        i += count;
    }
    return TRUE;
}

/* Documents that are looked at. */
#define LOOKED_MAX 4
/* Bytes of each that are. */
#define TEXT_MAX   ((gsize)256 * 1024)

typedef struct {
    const char *term;
    gsize term_len;
    const TcWord *neighbour;
    int side;    /* of the neighbour: -1 before it, 1 behind it */
    char *other; /* key of the word that always stood on the other side; NULL before the first place
                  */
    gboolean is_bound;
} Look;

static gboolean
is_neighbour(const Look *look, const TcToken *token)
{
    return tc_key_bare_len(token->key, token->key_len) == look->neighbour->bare_len &&
           memcmp(token->key, look->neighbour->key, look->neighbour->bare_len) == 0;
}

static void
look_at(Look *look, const TcTokens *tokens)
{
    for (gsize i = 0; i < tokens->count && look->is_bound; i++) {
        const TcToken *token = &tokens->items[i];
        gboolean has_before = i > 0 && token[-1].position + 1 == token->position;
        gboolean has_next = i + 1 < tokens->count && token[1].position == token->position + 1;
        if (token->key_len != look->term_len ||
            memcmp(token->key, look->term, look->term_len) != 0 ||
            !(look->side > 0 ? has_next : has_before) || !is_neighbour(look, &token[look->side]))
            continue;
        look->is_bound = look->side > 0 ? has_before : has_next;
        if (!look->is_bound)
            return;
        const TcToken *beyond = &token[-look->side];
        g_autofree char *other = g_strndup(beyond->key, beyond->key_len);
        look->is_bound = look->other == NULL || strcmp(look->other, other) == 0;
        g_free(look->other);
        look->other = g_steal_pointer(&other);
    }
}

gboolean
tc_slip_is_bound(TcReader *reader, const TcAnalyzer *analyzer, TcXQuery *phrase, const char *term,
                 gsize term_len, const TcWord *neighbour, int side, gboolean *is_bound,
                 GError **error)
{
    Look look = {term, term_len, neighbour, side, NULL, TRUE};
    g_autoptr(TcXEnquire) enquire = tc_x_enquire_new(tc_reader_database(reader), error);
    g_autoptr(TcXMSet) mset = NULL;
    g_auto(TcTokens) tokens;
    tc_tokens_init(&tokens);
    if (enquire != NULL && tc_x_enquire_set_query(enquire, phrase, error) &&
        tc_x_enquire_set_boolean(enquire, error))
        mset = tc_x_enquire_run(enquire, 0, LOOKED_MAX, 0, error);
    gboolean is_read = mset != NULL;
    for (gsize i = 0; is_read && look.is_bound && i < tc_x_mset_size(mset); i++) {
        g_autoptr(TcStoredRecord) stored =
            tc_reader_record(reader, tc_x_mset_hit(mset, i).docid, TRUE, error);
        is_read = stored != NULL;
        if (is_read) {
            const TcRecord *record = tc_stored_record_get(stored);
            gsize len = record->text == NULL ? 0 : MIN(record->text_len, TEXT_MAX);
            tc_analyze(analyzer, len == 0 ? "" : record->text, len, &tokens);
            look_at(&look, &tokens);
        }
    }
    *is_bound = look.is_bound && look.other != NULL;
    g_free(look.other);
    return is_read;
}
