#include "store/text/code.h"

#include "store/text/words.h"

#include <string.h>

enum { RAW = 0x01, CAPITAL = 0x02, CAPITALS = 0x03 };
#define RAW_MAX  G_MAXUINT8
#define CODE_MAX (2 + RAW_MAX) /* bytes of one code */

/* What is coded besides words. */
static const char *const marks[] = {", ", ". ", "“", "”", "–", "…"};
#define MARKS      ((guint)G_N_ELEMENTS(marks))
#define WORDS_1    117 /* words with a code of one byte */
#define LEADS      31  /* first bytes of two */
#define PLACES     (MARKS + WORDS_1 + LEADS)
#define LEAD_WORDS 256
G_STATIC_ASSERT(WORDS_1 + LEADS * LEAD_WORDS == TC_CODED_WORDS);

/* Characters that are their own code. */
static gboolean
is_plain(guint8 byte)
{
    return (byte >= 0x20 && byte < 0x7f) || byte == '\t' || byte == '\n' || byte == '\r';
}

/* The place of a code among those that are neither characters nor below 4: 4 to 8, 0b, 0c, 0e to
 * 1f, 7f to ff. */
static guint
place_of(guint8 code)
{
    return code >= 0x7f   ? code - 0x7fu + 25
           : code >= 0x0e ? code - 0x0eu + 7
           : code >= 0x0b ? code - 0x0bu + 5
                          : code - 4u;
}

static guint8
code_at(guint place)
{
    return (guint8)(place >= 25  ? place - 25 + 0x7f
                    : place >= 7 ? place - 7 + 0x0e
                    : place >= 5 ? place - 5 + 0x0b
                                 : place + 4);
}
G_STATIC_ASSERT(PLACES == 25 + 0x100 - 0x7f);

/* ---- to code ---- */

/* What tells letters: their number from 1, in small and in capitals; 0 for what is none. */
#define UPPER       0x80u
#define EVERY_UPPER G_GUINT64_CONSTANT(0x8080808080808080)
static guint8 ascii_letters[0x80];
static guint8 two_byte_letters[4][0x40];   /* c3 to c6 */
static guint8 three_byte_letters[2][0x40]; /* e1 ba, e1 bb */

/* Words by their letters, a byte each: a table of which less than half is full. */
#define TABLE_LEN 16384u
static struct {
    guint64 letters;
    guint32 number; /* + 1; 0: nothing */
} words[TABLE_LEN];

static guint8 *
letter_cell(const guint8 *bytes, gsize len)
{
    if (len == 1)
        return &ascii_letters[bytes[0]];
    if (len == 2)
        return &two_byte_letters[bytes[0] - 0xc3][bytes[1] & 0x3f];
    return &three_byte_letters[bytes[1] - 0xba][bytes[2] & 0x3f];
}

/* A small letter becomes a capital of as many bytes. */
static void
raise_letter(char *letter, gsize len)
{
    guint8 *last = (guint8 *)letter + len - 1;
    *last -= len == 1 || (guint8)*letter == 0xc3 ? 0x20 : 1;
}

static gsize
letter_len(guint8 first)
{
    return first < 0x80 ? 1 : first < 0xe0 ? 2 : 3;
}

/* The letter at `at`, which is before `end`; 0 for none. Its bytes in *len. */
static inline guint8
letter_at(const guint8 *at, const guint8 *end, gsize *len)
{
    *len = 1;
    if (*at < 0x80)
        return ascii_letters[*at];
    if (*at == 0xe1 && end - at >= 3 && (at[1] | 1) == 0xbb && (at[2] & 0xc0) == 0x80) {
        *len = 3;
        return three_byte_letters[at[1] - 0xba][at[2] & 0x3f];
    }
    if (*at >= 0xc3 && *at <= 0xc6 && end - at >= 2 && (at[1] & 0xc0) == 0x80) {
        *len = 2;
        return two_byte_letters[*at - 0xc3][at[1] & 0x3f];
    }
    return 0;
}

static guint
slot_of(guint64 letters)
{
    return (guint)(letters * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15) >> 50);
}

static void
learn_letters(void)
{
    static const char small[] = "abcdefghijklmnopqrstuvwxyzàáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọô"
                                "ồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ";
    guint8 number = 1;
    for (const char *at = small; *at != '\0'; at += letter_len((guint8)*at), number++) {
        const gsize len = letter_len((guint8)*at);
        char capital[3];
        memcpy(capital, at, len);
        raise_letter(capital, len);
        *letter_cell((const guint8 *)at, len) = number;
        *letter_cell((const guint8 *)capital, len) = number | UPPER;
    }
}

static void
learn_words(void)
{
    for (guint i = 0; i < TC_CODED_WORDS; i++) {
        const guint8 *at = (const guint8 *)tc_coded_words + tc_coded_word_at[i];
        const guint8 *end = (const guint8 *)tc_coded_words + tc_coded_word_at[i + 1];
        guint64 letters = 0;
        for (gsize len = 0; at < end; at += len)
            letters = letters << 8 | letter_at(at, end, &len);
        guint slot = slot_of(letters);
        while (words[slot].number != 0)
            slot = (slot + 1) % TABLE_LEN;
        words[slot].letters = letters;
        words[slot].number = i + 1;
    }
}

static void
learn(void)
{
    static gsize is_done;
    if (!g_once_init_enter(&is_done))
        return;
    learn_letters();
    learn_words();
    g_once_init_leave(&is_done, 1);
}

typedef struct {
    const guint8 *at, *end; /* of the text */
    guint8 *to, *to_end;
    gboolean is_behind_word;
    gboolean
        is_blank_owed; /* which stands behind a word, and is not coded if another one follows */
} Coder;

static gboolean
has_room(const Coder *coder, gsize len)
{
    return (gsize)(coder->to_end - coder->to) >= len;
}

/* What is no word comes next. */
static gboolean
leave_word(Coder *coder)
{
    if (coder->is_blank_owed) {
        if (!has_room(coder, 1))
            return FALSE;
        *coder->to++ = ' ';
    }
    coder->is_behind_word = coder->is_blank_owed = FALSE;
    return TRUE;
}

/* A row of letters. */
typedef struct {
    const guint8 *end;
    guint64 letters; /* the last eight, capitals with UPPER */
    guint count;
} Row;

static inline Row
read_row(const Coder *coder)
{
    Row row = {.end = coder->at};
    gsize len;
    for (; row.end < coder->end; row.end += len, row.count++) {
        const guint8 letter = letter_at(row.end, coder->end, &len);
        if (letter == 0)
            break;
        row.letters = row.letters << 8 | letter;
    }
    return row;
}

/* How the word of a row is written: 0, CAPITAL, CAPITALS; RAW for otherwise. */
static inline guint8
shape_of(const Row *row)
{
    const guint64 capitals = row->letters & EVERY_UPPER;
    if (capitals == 0)
        return 0;
    const guint unused = 8 * (TC_CODED_WORD_LETTERS_MAX - row->count);
    if (capitals == (guint64)UPPER << (8 * (row->count - 1)))
        return CAPITAL;
    return capitals == EVERY_UPPER >> unused ? CAPITALS : RAW;
}

/* The number of the word from 1, 0 when it has none. */
static inline guint
number_of(guint64 letters)
{
    guint slot = slot_of(letters);
    while (words[slot].number != 0 && words[slot].letters != letters)
        slot = (slot + 1) % TABLE_LEN;
    return words[slot].number;
}

static inline gboolean
put_word(Coder *coder, guint word, guint8 shape)
{
    if (!has_room(coder, 3))
        return FALSE;
    if (shape != 0)
        *coder->to++ = shape;
    if (word < WORDS_1) {
        *coder->to++ = code_at(MARKS + word);
    } else {
        word -= WORDS_1;
        *coder->to++ = code_at(MARKS + WORDS_1 + word / LEAD_WORDS);
        *coder->to++ = (guint8)(word % LEAD_WORDS);
    }
    coder->is_behind_word = TRUE;
    coder->is_blank_owed = FALSE;
    return TRUE;
}

/* Bytes up to `until`, as they are. */
static gboolean
put_raw(Coder *coder, const guint8 *until)
{
    while (coder->at < until) {
        const gsize len = MIN((gsize)(until - coder->at), RAW_MAX);
        if (!has_room(coder, 2 + len))
            return FALSE;
        *coder->to++ = RAW;
        *coder->to++ = (guint8)len;
        memcpy(coder->to, coder->at, len);
        coder->to += len;
        coder->at += len;
    }
    return TRUE;
}

/* Characters up to `until`: by themselves where they can. */
static gboolean
put_spelt(Coder *coder, const guint8 *until)
{
    if (!leave_word(coder))
        return FALSE;
    while (coder->at < until) {
        const guint8 *raw = coder->at;
        while (raw < until && !is_plain(*raw))
            raw++;
        if (!put_raw(coder, raw))
            return FALSE;
        for (; coder->at < until && is_plain(*coder->at); coder->at++) {
            if (!has_room(coder, 1))
                return FALSE;
            *coder->to++ = *coder->at;
        }
    }
    return TRUE;
}

/* The mark at hand, MARKS for none. */
static guint
mark_at(const Coder *coder, const guint8 *at)
{
    for (guint i = 0; i < MARKS; i++) {
        const gsize len = strlen(marks[i]);
        if (*at == (guint8)marks[i][0] && (gsize)(coder->end - at) >= len &&
            memcmp(at, marks[i], len) == 0)
            return i;
    }
    return MARKS;
}

/* How far reaches what is neither character nor letter nor mark. */
static const guint8 *
find_end_of_raw(const Coder *coder)
{
    const guint8 *at = coder->at;
    gsize len;
    while (at < coder->end && !is_plain(*at) && letter_at(at, coder->end, &len) == 0 &&
           mark_at(coder, at) == MARKS)
        at++;
    return at;
}

/* What is at hand and no letter. */
static gboolean
put_other(Coder *coder)
{
    if (*coder->at == ' ' && coder->is_behind_word && !coder->is_blank_owed) {
        coder->is_blank_owed = TRUE;
        coder->at++;
        return TRUE;
    }
    if (!leave_word(coder))
        return FALSE;
    const gboolean may_be_mark = *coder->at == ',' || *coder->at == '.' || *coder->at == 0xe2;
    const guint mark = may_be_mark ? mark_at(coder, coder->at) : MARKS;
    if (mark == MARKS && !is_plain(*coder->at))
        return put_raw(coder, find_end_of_raw(coder));
    if (!has_room(coder, 1))
        return FALSE;
    *coder->to++ = mark == MARKS ? *coder->at : code_at(mark);
    coder->at += mark == MARKS ? 1 : strlen(marks[mark]);
    return TRUE;
}

static inline gboolean
put_row(Coder *coder, const Row *row)
{
    const guint8 shape = row->count <= TC_CODED_WORD_LETTERS_MAX ? shape_of(row) : RAW;
    const guint number = shape != RAW ? number_of(row->letters & ~EVERY_UPPER) : 0;
    const gboolean is_put =
        number > 0 ? put_word(coder, number - 1, shape) : put_spelt(coder, row->end);
    coder->at = row->end;
    return is_put;
}

gsize
tc_text_code(const char *text, gsize len, guint8 *to, gsize room)
{
    Coder coder = {(const guint8 *)text, (const guint8 *)text + len, to, to + room, FALSE, FALSE};
    learn();
    while (coder.at < coder.end) {
        const Row row = read_row(&coder);
        if (!(row.count > 0 ? put_row(&coder, &row) : put_other(&coder)))
            return 0;
    }
    return leave_word(&coder) ? (gsize)(coder.to - to) : 0;
}

/* ---- back ---- */

static gboolean
give(TcTextDecoder *decoder, const void *bytes, gsize len)
{
    if ((gsize)(decoder->to_end - decoder->to) < len)
        return FALSE;
    memcpy(decoder->to, bytes, len);
    decoder->to += len;
    return TRUE;
}

static gboolean
give_raw(TcTextDecoder *decoder)
{
    if (decoder->at == decoder->end || (gsize)(decoder->end - decoder->at) - 1 < *decoder->at)
        return FALSE;
    const gsize len = *decoder->at;
    const gboolean is_given = give(decoder, decoder->at + 1, len);
    decoder->at += 1 + len;
    decoder->is_behind_word = FALSE;
    return is_given;
}

/* Copies a word, in a fixed number of bytes where there is room for them. */
static inline gboolean
copy_word(TcTextDecoder *decoder, const char *bytes, gsize len)
{
    if ((gsize)(decoder->to_end - decoder->to) < TC_CODED_WORD_MAX)
        return give(decoder, bytes, len);
    memcpy(decoder->to, bytes, TC_CODED_WORD_MAX);
    decoder->to += len;
    return TRUE;
}

static inline gboolean
give_word(TcTextDecoder *decoder, guint word, guint8 shape)
{
    const char *bytes = tc_coded_words + tc_coded_word_at[word];
    const gsize len = (gsize)tc_coded_word_at[word + 1] - tc_coded_word_at[word];
    if (decoder->is_behind_word) {
        if (decoder->to == decoder->to_end)
            return FALSE;
        *decoder->to++ = ' ';
    }
    char *begin = decoder->to;
    if (!copy_word(decoder, bytes, len))
        return FALSE;
    for (char *at = begin; shape != 0 && at < decoder->to; at += letter_len((guint8)*at)) {
        raise_letter(at, letter_len((guint8)*at));
        if (shape == CAPITAL)
            break;
    }
    decoder->is_behind_word = TRUE;
    return TRUE;
}

/* What is neither a character nor raw. `shape`: of the letters of the word that it has to be, 0
 * for as it is. */
static inline gboolean
give_coded(TcTextDecoder *decoder, guint8 code, guint8 shape)
{
    if (code < 4 || is_plain(code))
        return FALSE;
    guint place = place_of(code);
    if (place < MARKS) {
        decoder->is_behind_word = FALSE;
        return shape == 0 && give(decoder, marks[place], strlen(marks[place]));
    }
    place -= MARKS;
    if (place < WORDS_1)
        return give_word(decoder, place, shape);
    if (decoder->at == decoder->end)
        return FALSE;
    return give_word(decoder, WORDS_1 + (place - WORDS_1) * LEAD_WORDS + *decoder->at++, shape);
}

/* The places of codes below 0x20; NO_PLACE for what is none. */
#define NO_PLACE 0xffu
static const guint8 low_places[0x20] = {
    NO_PLACE, NO_PLACE, NO_PLACE, NO_PLACE, 0,  1,  2,  3,  4,  NO_PLACE, NO_PLACE,
    5,        6,        NO_PLACE, 7,        8,  9,  10, 11, 12, 13,       14,
    15,       16,       17,       18,       19, 20, 21, 22, 23, 24,
};

/* Decodes what is nearly all there is, as long as there is room for any of it, up to `stop`:
 * characters, marks and words. */
static void
decode_usual(TcTextDecoder *decoder, const char *stop)
{
    const guint8 *at = decoder->at;
    char *to = decoder->to;
    gboolean is_behind_word = decoder->is_behind_word;
    /* A code has three bytes at most, and a word a blank before it. */
    const char *last = decoder->to_end - decoder->to > TC_CODED_WORD_MAX
                           ? decoder->to_end - TC_CODED_WORD_MAX
                           : decoder->to;
    last = MIN(last, stop);
    while (decoder->end - at >= 3 && to < last) {
        const guint8 *code = at;
        guint8 first = *at++;
        if (first >= 0x20 && first < 0x7f) {
            *to++ = (char)first;
            is_behind_word = FALSE;
            continue;
        }
        const gboolean is_raised = first == CAPITAL;
        if (is_raised)
            first = *at++;
        guint place = first >= 0x7f ? place_of(first) : first < 0x20 ? low_places[first] : NO_PLACE;
        if (place == NO_PLACE || (is_raised && place < MARKS)) {
            at = code;
            break;
        }
        if (place < MARKS) {
            const gsize len = strlen(marks[place]);
            memcpy(to, marks[place], len);
            to += len;
            is_behind_word = FALSE;
            continue;
        }
        place -= MARKS;
        if (place >= WORDS_1)
            place = WORDS_1 + (place - WORDS_1) * LEAD_WORDS + *at++;
        const guint begin = tc_coded_word_at[place];
        *to = ' ';
        to += is_behind_word;
        memcpy(to, tc_coded_words + begin, TC_CODED_WORD_MAX);
        if (is_raised)
            raise_letter(to, letter_len((guint8)*to));
        to += tc_coded_word_at[place + 1] - begin;
        is_behind_word = TRUE;
    }
    decoder->at = at;
    decoder->to = to;
    decoder->is_behind_word = is_behind_word;
}

gboolean
tc_text_decode_until(TcTextDecoder *decoder, const char *stop)
{
    for (;;) {
        decode_usual(decoder, stop);
        if (decoder->is_partial && decoder->end - decoder->at < CODE_MAX)
            return TRUE;
        if (decoder->at == decoder->end)
            return decoder->to == decoder->to_end;
        if (decoder->to >= stop && stop < decoder->to_end)
            return TRUE;
        const guint8 first = *decoder->at++;
        gboolean is_given;
        if (is_plain(first)) {
            is_given = decoder->to < decoder->to_end;
            if (is_given)
                *decoder->to++ = (char)first;
            decoder->is_behind_word = FALSE;
        } else if (first == RAW) {
            is_given = give_raw(decoder);
        } else if (first == CAPITAL || first == CAPITALS) {
            is_given = decoder->at < decoder->end && give_coded(decoder, *decoder->at++, first);
        } else {
            is_given = give_coded(decoder, first, 0);
        }
        if (!is_given)
            return FALSE;
    }
}

gboolean
tc_text_decode(const guint8 *code, gsize len, char *to, gsize text_len)
{
    TcTextDecoder decoder = {code, code + len, to, to + text_len, FALSE, FALSE};
    return tc_text_decode_until(&decoder, decoder.to_end);
}
