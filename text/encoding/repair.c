/* Letters that were taken for windows-1252 on their way to Unicode. */
#include "text/encoding/encoding.h"
#include "text/encoding/reread.h"
#include "text/encoding/score.h"
#include "text/encoding/table.h"

#include <string.h>

static gboolean
is_legacy_char(gunichar c)
{
    return c >= 0x80 && tc_legacy_byte(c) >= 0;
}

typedef struct {
    gboolean is_legacy;     /* some letter may be a misread byte */
    gboolean is_vietnamese; /* some letter is Vietnamese and cannot be one */
} LineKind;

static LineKind
line_kind(const char *line, gsize len)
{
    LineKind kind = {FALSE, FALSE};
    const char *end = line + len;

    for (const char *p = line; p < end; p = g_utf8_next_char(p)) {
        if ((guchar)*p < 0x80)
            continue;
        gunichar c = g_utf8_get_char(p);
        TcCodeLetter letter;
        if (is_legacy_char(c))
            kind.is_legacy = TRUE;
        else if (tc_code_letter_split(c, &letter))
            kind.is_vietnamese = TRUE;
    }
    return kind;
}

gboolean
tc_is_suspicious(const char *text, gsize len, guint least)
{
    guint found = 0;

    for (gsize i = 0; i + 1 < len; i++) {
        guint8 lead = (guint8)text[i], next = (guint8)text[i + 1];
        if (lead < 0x80)
            continue;
        if (lead == 0xC2) /* but for « ° » and no-break space */
            found += next > 0xA0 && next != 0xAB && next != 0xBB && next != 0xB0;
        else if (lead == 0xC3) /* but for the Vietnamese among the letters */
            found += memchr("\x84\x85\x86\x87\x8B\x8E\x8F\x90\x91\x96\x97\x98\x9B\x9C\x9E\x9F",
                            next & ~0x20, 16) != NULL;
        else
            found += lead == 0xEF && next >= 0x80 && next <= 0x83;
        if (found >= least)
            return TRUE;
    }
    return FALSE;
}

/* So many words as they are, to one that is strange, are no misread ones. */
#define FINE_MIN 3

/* Scores a line in each of the encodings; the best of their values. */
static double
reread_line(const char *line, gsize len, GString *bytes, GString *again, TcWordScore *scores)
{
    double most = -G_MAXDOUBLE;

    for (guint i = 0; i < TC_EIGHT_BIT_COUNT; i++) {
        g_string_truncate(again, 0);
        tc_reread_legacy(line, len, tc_eight_bit[i], bytes, again);
        tc_word_score_text(again->str, again->len, &scores[i]);
        most = MAX(most, tc_word_score_value(&scores[i]));
    }
    return most;
}

/* Find what the letters of `text` were meant to be; unknown when they are what they are. */
static TcEncoding
detect_misread(const char *text, gsize len, TcEncodingGuess *guess, gboolean *is_usual)
{
    TcWordScore scores[TC_EIGHT_BIT_COUNT] = {{0}};
    TcWordScore fine = {0}, doubtful = {0};
    gsize looked = 0;
    g_autoptr(GString) bytes = g_string_new(NULL);
    g_autoptr(GString) again = g_string_new(NULL);

    for (gsize at = 0; at < len && looked < TC_SAMPLE_MAX;) {
        gsize end = tc_line_end(text, len, at);
        const char *line = text + at;
        gsize line_len = end - at;
        TcWordScore as_is = {0};
        at = end;
        if (!tc_has_high(line, line_len))
            continue;
        LineKind kind = line_kind(line, line_len);
        tc_word_score_text(line, line_len, &as_is);
        if (!kind.is_legacy || (as_is.invalid == 0 && as_is.plain_invalid <= as_is.plain_valid)) {
            /* "nội dung" as it is, or nothing but punctuation. */
            tc_word_score_add(&fine, &as_is);
            if (as_is.valid > 0 || as_is.invalid == 0)
                continue;
        }
        looked += line_len;
        TcWordScore reread[TC_EIGHT_BIT_COUNT] = {{0}};
        double most = reread_line(line, line_len, bytes, again, reread);
        /* Unicode with words that lost a blank, or with a formula: no witness of what other lines
         * are. */
        if (kind.is_vietnamese &&
            (as_is.valid >= FINE_MIN * as_is.invalid || tc_word_score_value(&as_is) >= most)) {
            tc_word_score_add(&fine, &as_is);
            continue;
        }
        tc_word_score_add(&doubtful, &as_is);
        for (guint i = 0; i < TC_EIGHT_BIT_COUNT; i++)
            tc_word_score_add(&scores[i], &reread[i]);
    }
    guint best = 0;
    double second = MAX(0, tc_word_score_value(&doubtful));
    for (guint i = 1; i < TC_EIGHT_BIT_COUNT; i++)
        if (tc_word_score_value(&scores[i]) > tc_word_score_value(&scores[best]))
            best = i;
    for (guint i = 0; i < TC_EIGHT_BIT_COUNT; i++)
        if (i != best)
            second = MAX(second, tc_word_score_value(&scores[i]));
    double lead = tc_word_score_value(&scores[best]) - second;
    if (lead < TC_LEAD_MIN + 1 || scores[best].valid <= doubtful.valid + TC_LEAD_MIN ||
        !tc_word_score_is_vietnamese(&scores[best], 0.2))
        return TC_ENCODING_UNKNOWN;
    guess->confidence = tc_word_score_confidence(&scores[best], lead);
    *is_usual = scores[best].valid - doubtful.valid > fine.valid + doubtful.valid;
    return tc_eight_bit[best];
}

static gboolean
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Word by word, for a line that holds Unicode and misread words together. A word that could be
 * either ("nhân" as TCVN3 is "nhõn") goes with the sure word before it, or the first one. */
static void
repair_words(const char *line, gsize len, TcEncoding encoding, GString *bytes, GString *again,
             GString *out)
{
    enum { NOT_SURE, AS_IS, MISREAD } state = NOT_SURE;
    gsize open_at = out->len; /* words before the first sure one start here */
    const char *open_from = line;
    const char *end = line + len;

    for (const char *p = line; p < end;) {
        const char *from = p;
        while (p < end && is_blank(*p))
            p++;
        g_string_append_len(out, from, p - from);
        from = p;
        while (p < end && !is_blank(*p))
            p = g_utf8_next_char(p);
        gsize word_len = (gsize)(p - from);
        LineKind kind = line_kind(from, word_len);
        TcWordScore as_is = {0}, meant = {0};
        gboolean is_first = state == NOT_SURE;

        g_string_truncate(again, 0);
        tc_reread_legacy(from, word_len, encoding, bytes, again);
        tc_word_score_text(from, word_len, &as_is);
        tc_word_score_text(again->str, again->len, &meant);
        if (kind.is_vietnamese ||
            (kind.is_legacy && tc_word_score_value(&as_is) > tc_word_score_value(&meant)))
            state = AS_IS;
        else if (kind.is_legacy && tc_word_score_value(&meant) > tc_word_score_value(&as_is))
            state = MISREAD;
        if (kind.is_legacy && !kind.is_vietnamese && state == MISREAD)
            g_string_append_len(out, again->str, (gssize)again->len);
        else
            g_string_append_len(out, from, (gssize)word_len);
        if (is_first && state == MISREAD) {
            g_string_truncate(out, open_at);
            tc_reread_legacy(open_from, (gsize)(p - open_from), encoding, bytes, out);
        }
    }
}

/* Whether a line of a text in TCVN3 may have lost its ư to hyphens. Lines with hyphens and nothing
 * but ASCII are of such a text when `is_usual`. */
static gboolean
may_lack_letters(const char *line, gsize len, gboolean is_usual)
{
    LineKind kind = line_kind(line, len);
    return !kind.is_vietnamese && (kind.is_legacy || is_usual);
}

static GString *
restore_hyphens(const char *text, gsize len, gboolean is_usual)
{
    GString *out = g_string_sized_new(len + 16);

    for (gsize at = 0; at < len;) {
        gsize end = tc_line_end(text, len, at);
        if (may_lack_letters(text + at, end - at, is_usual))
            tc_restore_hyphens(text + at, end - at, out);
        else
            g_string_append_len(out, text + at, (gssize)(end - at));
        at = end;
    }
    return out;
}

static void repair(const char *text, gsize len, gboolean is_glyphs, GString *out,
                   TcEncodingGuess *guess);

void
tc_encoding_repair(const char *text, gsize len, GString *out, TcEncodingGuess *guess)
{
    repair(text, len, FALSE, out, guess);
}

void
tc_encoding_repair_glyphs(const char *text, gsize len, GString *out, TcEncodingGuess *guess)
{
    repair(text, len, TRUE, out, guess);
}

/* What is known of a text while its lines are repaired. */
typedef struct {
    TcEncoding meant;
    gboolean is_usual; /* most of the text is in that encoding */
    GString *bytes;    /* room to work in */
    GString *again;    /* a line, read anew */
    GString *out;
    TcEncodingGuess *guess;
} Repair;

static void
repair_line(const Repair *repair, const char *line, gsize len)
{
    TcEncodingGuess *guess = repair->guess;
    GString *again = repair->again;
    const LineKind kind = line_kind(line, len);
    if (!kind.is_legacy) {
        guess->is_mixed |= kind.is_vietnamese;
        g_string_append_len(repair->out, line, (gssize)len);
        return;
    }
    TcWordScore as_is = {0}, score = {0};
    g_string_truncate(again, 0);
    tc_reread_legacy(line, len, repair->meant, repair->bytes, again);
    tc_word_score_text(line, len, &as_is);
    tc_word_score_text(again->str, again->len, &score);
    const double gain = tc_word_score_value(&score) - tc_word_score_value(&as_is);
    if (kind.is_vietnamese) {
        guess->is_mixed = TRUE;
        if (gain <= 0 && as_is.invalid == 0)
            g_string_append_len(repair->out, line, (gssize)len);
        else
            repair_words(line, len, repair->meant, repair->bytes, again, repair->out);
    } else if (repair->is_usual ? gain >= 0 : gain >= TC_MARKED_MIN) {
        g_string_append_len(repair->out, again->str, (gssize)again->len);
    } else {
        guess->is_mixed |= as_is.valid > 0;
        g_string_append_len(repair->out, line, (gssize)len);
    }
}

static void
repair(const char *text, gsize len, gboolean is_glyphs, GString *out, TcEncodingGuess *guess)
{
    gboolean is_usual = FALSE;
    g_autoptr(GString) narrow = g_string_new(NULL);

    if (tc_encoding_repair_utf8(text, len, narrow)) {
        text = narrow->str;
        len = narrow->len;
    }
    *guess = (TcEncodingGuess){.encoding = TC_ENCODING_UTF8, .confidence = 1};
    TcEncodingGuess meant = {.encoding = TC_ENCODING_UNKNOWN};
    g_autoptr(GString) restored = NULL;
    if (tc_is_suspicious(text, len, TC_MARKED_MIN)) {
        if (is_glyphs) {
            /* Words without their ư are no witnesses. */
            restored = restore_hyphens(text, len, FALSE);
            meant.encoding = detect_misread(restored->str, restored->len, &meant, &is_usual);
        }
        if (meant.encoding == TC_ENCODING_TCVN3) {
            g_string_free(restored, TRUE);
            restored = restore_hyphens(text, len, is_usual);
            text = restored->str;
            len = restored->len;
        } else {
            meant.encoding = detect_misread(text, len, &meant, &is_usual);
        }
    }
    if (meant.encoding == TC_ENCODING_UNKNOWN) {
        g_string_append_len(out, text, (gssize)len);
        return;
    }
    g_autoptr(GString) bytes = g_string_new(NULL);
    g_autoptr(GString) again = g_string_new(NULL);
    const Repair state = {.meant = meant.encoding,
                          .is_usual = is_usual,
                          .bytes = bytes,
                          .again = again,
                          .out = out,
                          .guess = guess};
    for (gsize at = 0, end; at < len; at = end) {
        end = tc_line_end(text, len, at);
        repair_line(&state, text + at, end - at);
    }
    guess->is_misread = TRUE;
    if (is_usual) {
        guess->encoding = meant.encoding;
        guess->confidence = meant.confidence;
    } else {
        guess->is_mixed = TRUE;
    }
}
