/* One pass over the bytes: groups are a stack of states, control words are a sorted table, text
 * goes to the body or to the notes behind it, or nowhere.
 *
 * Bytes of the Vietnamese code page are first read as windows-1252, like all others: the old fonts
 * were installed under any charset. What each font of that code page says is gathered in both
 * readings; where its words are no better for being TCVN3, VNI or the like, the file is read again
 * with 1258 for that font. Fonts are judged one by one, by whole words: letters that stand among
 * their bytes as Unicode belong to them, and those of other fonts, where Word had only the letters
 * that its own font lacked ("đ", "ơ") set in the Vietnamese one. */
#include "document/read/rtf/rtf.h"

#include <string.h>

#include "document/bytes.h"
#include "document/read/embedded.h"
#include "document/read/reader.h"
#include "document/read/rtf/rtf_words.h"
#include "document/read/text/legacy.h"

/* Longest control word there is: "sectunlocked" and the like, with room. */
#define WORD_MAX       32
/* Fonts that are remembered; real files have below 200. */
#define FONTS_MAX      4096
/* Bytes of what a font says that tell its encoding. */
#define SAMPLE_MAX     65536u
/* Bytes of a word that begins in another font. */
#define WORD_BYTES_MAX 48u

typedef enum {
    TO_BODY,
    TO_NOTES,  /* headers, footers, notes, comments */
    TO_FONTS,  /* the font table */
    TO_OBJECT, /* an embedded object, in hexadecimal */
    TO_NOWHERE,
} Destination;

typedef struct {
    Destination destination;
    guint font;
    guint8 unicode_skip; /* \uc: what stands after \u for readers that do not know it */
    gboolean is_hidden;
    gboolean is_deleted;
} State;

/* What a font of code page 1258 says, in two readings. */
typedef struct {
    GString *as_1252, *as_1258; /* SAMPLE_MAX bytes at most, and a run */
    gboolean is_1258;           /* that is the better one */
} Reading;

typedef struct {
    const char *bytes;
    gsize len;
    gsize at;
    gsize text_max;
    gboolean is_too_large;

    State stack[TC_RTF_DEPTH_MAX];
    guint depth;         /* of the state in use */
    gsize deeper;        /* open groups beyond the stack */
    gboolean is_starred; /* \* was just read: an unknown destination is to be skipped */
    guint skip;          /* characters that stand in for the \u before them */

    guint default_code_page;
    guint default_font;
    GHashTable *fonts;    /* number -> code page */
    GHashTable *readings; /* number -> Reading, of the fonts in code page 1258; see above */
    Reading *open;        /* the one whose last word may go on in another font; NULL: none */
    gboolean is_again;    /* they are settled */
    guint high;           /* first half of a surrogate pair */

    GString *pending; /* bytes that wait for the rest of their run */
    guint pending_code_page;
    guint pending_font;
    GString *body;
    GString *notes;

    GByteArray *object;   /* the one that is open */
    int nibble;           /* of it, waiting for the second; -1 none */
    TcEmbedded *embedded; /* NULL: objects are left out */
} Rtf;

static void
reading_free(gpointer data)
{
    Reading *reading = data;

    g_string_free(reading->as_1252, TRUE);
    g_string_free(reading->as_1258, TRUE);
    g_free(reading);
}

static State *
state_of(Rtf *rtf)
{
    return &rtf->stack[rtf->depth];
}

/* Where text goes now; NULL: nowhere. */
static GString *
out_of(Rtf *rtf)
{
    const State *state = state_of(rtf);

    if (state->is_hidden || state->is_deleted)
        return NULL;
    switch (state->destination) {
    case TO_BODY:
        return rtf->body;
    case TO_NOTES:
        return rtf->notes;
    default:
        return NULL;
    }
}

/* The reading of a font that takes more, NULL for other fonts. */
static Reading *
open_reading(const Rtf *rtf, guint font)
{
    Reading *reading =
        rtf->is_again ? NULL : g_hash_table_lookup(rtf->readings, GUINT_TO_POINTER(font));
    return reading != NULL && reading->as_1252->len < SAMPLE_MAX ? reading : NULL;
}

/* The beginning of the word that `text` ends in the middle of; its end when it ends in a space. */
static const char *
last_word(const GString *text)
{
    const char *end = text->str + text->len;
    const char *p = end;

    while (p > text->str && end - p < (gssize)WORD_BYTES_MAX && !g_ascii_isspace(p[-1]))
        p--;
    while (p < end && (*p & 0xC0) == 0x80)
        p++;
    return p;
}

/* Whether what `font` says now tells how a font is to be read. */
static gboolean
is_sampled(const Rtf *rtf, guint font)
{
    return rtf->open != NULL || open_reading(rtf, font) != NULL;
}

/* What `font` says now, in both readings; `out` is what comes before it. */
static void
sample(Rtf *rtf, guint font, const GString *out, const GString *as_1252, const GString *as_1258)
{
    Reading *reading = open_reading(rtf, font);

    if (reading != NULL && reading != rtf->open) {
        const char *word = last_word(out);
        gssize word_len = (gssize)(out->str + out->len - word);
        g_string_append_c(reading->as_1252, ' ');
        g_string_append_len(reading->as_1252, word, word_len);
        g_string_append_c(reading->as_1258, ' ');
        g_string_append_len(reading->as_1258, word, word_len);
    }
    if (reading != NULL) {
        g_string_append_len(reading->as_1252, as_1252->str, (gssize)as_1252->len);
        g_string_append_len(reading->as_1258, as_1258->str, (gssize)as_1258->len);
        rtf->open = reading;
    } else if (rtf->open != NULL) {
        /* The rest of its last word. */
        gsize rest = strcspn(as_1252->str, " \t\n");
        g_string_append_len(rtf->open->as_1252, as_1252->str, (gssize)MIN(rest, WORD_BYTES_MAX));
        g_string_append_len(rtf->open->as_1258, as_1252->str, (gssize)MIN(rest, WORD_BYTES_MAX));
        if (rest < as_1252->len || rest > WORD_BYTES_MAX)
            rtf->open = NULL;
    }
}

/* Multi-byte characters come as several \' : convert runs, not bytes. */
static void
flush_bytes(Rtf *rtf)
{
    GString *out = out_of(rtf);

    if (rtf->pending->len > 0 && out != NULL) {
        if (is_sampled(rtf, rtf->pending_font)) {
            gboolean is_reading = open_reading(rtf, rtf->pending_font) != NULL;
            g_autoptr(GString) as_1252 = g_string_new(NULL);
            g_autoptr(GString) as_1258 = g_string_new(NULL);
            tc_code_page_append(is_reading ? 1252 : rtf->pending_code_page, rtf->pending->str,
                                rtf->pending->len, as_1252);
            tc_code_page_append(is_reading ? 1258 : rtf->pending_code_page, rtf->pending->str,
                                rtf->pending->len, as_1258);
            sample(rtf, rtf->pending_font, out, as_1252, as_1258);
        }
        tc_code_page_append(rtf->pending_code_page, rtf->pending->str, rtf->pending->len, out);
    }
    g_string_truncate(rtf->pending, 0);
    if (rtf->body->len + rtf->notes->len > rtf->text_max)
        rtf->is_too_large = TRUE;
}

static void
put_char(Rtf *rtf, gunichar c)
{
    flush_bytes(rtf);
    GString *out = out_of(rtf);
    if (out == NULL)
        return;
    if (is_sampled(rtf, state_of(rtf)->font)) {
        g_autoptr(GString) text = g_string_new(NULL);
        g_string_append_unichar(text, c);
        sample(rtf, state_of(rtf)->font, out, text, text);
    }
    g_string_append_unichar(out, c);
}

static guint
code_page_now(Rtf *rtf)
{
    guint code_page =
        GPOINTER_TO_UINT(g_hash_table_lookup(rtf->fonts, GUINT_TO_POINTER(state_of(rtf)->font)));

    if (code_page == 0)
        code_page = rtf->default_code_page;
    if (code_page != 1258)
        return code_page;
    gpointer font = GUINT_TO_POINTER(state_of(rtf)->font);
    Reading *reading = g_hash_table_lookup(rtf->readings, font);
    if (reading == NULL && !rtf->is_again && g_hash_table_size(rtf->readings) < FONTS_MAX) {
        reading = g_new0(Reading, 1);
        reading->as_1252 = g_string_new(NULL);
        reading->as_1258 = g_string_new(NULL);
        g_hash_table_insert(rtf->readings, font, reading);
    }
    return reading != NULL && reading->is_1258 ? 1258 : 1252;
}

/* A digit of an embedded object. */
static void
put_hex(Rtf *rtf, guint8 digit)
{
    int value = g_ascii_xdigit_value((char)digit);

    if (value < 0 || rtf->embedded == NULL)
        return;
    if (rtf->nibble < 0) {
        rtf->nibble = value;
        return;
    }
    guint8 byte = (guint8)(rtf->nibble << 4 | value);
    g_byte_array_append(rtf->object, &byte, 1);
    rtf->nibble = -1;
}

/* The object that was open, as OLE 1 stores it ([MS-OLEDS] 2.2): a version, its kind, three strings
 * after their lengths, of which the first is the name of its program, and its bytes. */
static void
end_object(Rtf *rtf)
{
    static const char packager[] = "Package";
    const guint8 *bytes = rtf->object->data;
    gsize len = rtf->object->len, at = 8;
    gboolean is_packaged = FALSE;

    for (guint i = 0; i < 3 && at <= len && len - at >= 4; i++) {
        gsize part = tc_get32(bytes + at);
        at += 4;
        if (part > len - at)
            break;
        if (i == 0)
            is_packaged = part == sizeof packager && memcmp(bytes + at, packager, part) == 0;
        at += part;
        if (i < 2 || len - at < 4)
            continue;
        gsize size = MIN(tc_get32(bytes + at), len - at - 4);
        if (is_packaged)
            tc_embedded_add_packaged(rtf->embedded, bytes + at + 4, size);
        else
            tc_embedded_add(rtf->embedded, (const char *)bytes + at + 4, size);
    }
    g_byte_array_set_size(rtf->object, 0);
    rtf->nibble = -1;
}

static void
put_byte(Rtf *rtf, guint8 byte)
{
    if (rtf->skip > 0) {
        rtf->skip--;
        return;
    }
    rtf->high = 0;
    if (state_of(rtf)->destination == TO_OBJECT)
        put_hex(rtf, byte);
    if (out_of(rtf) == NULL)
        return;
    if (byte < 0x20) {
        put_char(rtf, byte == '\t' ? '\t' : byte == '\n' || byte == '\r' ? '\n' : ' ');
        return;
    }
    guint code_page = code_page_now(rtf);
    guint font = state_of(rtf)->font;
    if (code_page != rtf->pending_code_page || font != rtf->pending_font ||
        rtf->pending->len >= 4096) {
        flush_bytes(rtf);
        rtf->pending_code_page = code_page;
        rtf->pending_font = font;
    }
    g_string_append_c(rtf->pending, (char)byte);
}

static void
put_unicode(Rtf *rtf, int value)
{
    guint c = (guint)(value & 0xFFFF);

    rtf->skip = state_of(rtf)->unicode_skip;
    if (c >= 0xD800 && c < 0xDC00) {
        rtf->high = c;
        return;
    }
    gunichar whole = c;
    if (c >= 0xDC00 && c < 0xE000)
        whole = rtf->high != 0 ? 0x10000 + ((rtf->high - 0xD800) << 10) + (c - 0xDC00) : 0xFFFD;
    rtf->high = 0;
    if (whole == 0 || whole == 0xFFFE || whole == 0xFFFF)
        whole = 0xFFFD;
    if (whole >= 0x20 || whole == '\t' || whole == '\n') /* others show nothing */
        put_char(rtf, whole);
}

/* A destination inside of one that is skipped stays skipped, but for \ud, whose parent holds the
 * same text without Unicode. */
static void
set_destination(Rtf *rtf, Destination destination, const char *word)
{
    State *state = state_of(rtf);

    /* The groups beyond the stack share a state: they have no destinations of their own. */
    if (rtf->deeper > 0)
        return;
    if (state->destination == TO_NOWHERE) {
        if (strcmp(word, "ud") == 0 && rtf->depth >= 2)
            state->destination = rtf->stack[rtf->depth - 2].destination;
        return;
    }
    flush_bytes(rtf);
    state->destination = destination;
}

static void
set_font_code_page(Rtf *rtf, guint code_page)
{
    if (state_of(rtf)->destination == TO_FONTS && code_page != 0 &&
        g_hash_table_size(rtf->fonts) < FONTS_MAX)
        g_hash_table_insert(rtf->fonts, GUINT_TO_POINTER(state_of(rtf)->font),
                            GUINT_TO_POINTER(code_page));
}

static void
set_flag(Rtf *rtf, gboolean *is_flag_on, gboolean is_on)
{
    if (*is_flag_on != is_on) {
        flush_bytes(rtf);
        *is_flag_on = is_on;
    }
}

static void
do_word(Rtf *rtf, const char *word, gboolean has_value, int value)
{
    State *state = state_of(rtf);
    gboolean is_starred = rtf->is_starred;
    guint number = value < 0 ? 0 : (guint)value;

    rtf->is_starred = FALSE;
    const TcRtfWord *row = tc_rtf_word_find(word);
    if (row == NULL) {
        if (is_starred)
            set_destination(rtf, TO_NOWHERE, word);
        else if (rtf->skip > 0)
            rtf->skip--;
        return;
    }
    if (rtf->skip > 0 && row->action != TC_RTF_UNICODE && row->action != TC_RTF_UNICODE_SKIP &&
        row->action != TC_RTF_BINARY) {
        rtf->skip--;
        return;
    }
    switch ((TcRtfAction)row->action) {
    case TC_RTF_SKIP:
        set_destination(rtf, TO_NOWHERE, word);
        break;
    case TC_RTF_NOTES:
        set_destination(rtf, TO_NOTES, word);
        /* Each starts a line of its own. */
        if (rtf->notes->len > 0 && rtf->notes->str[rtf->notes->len - 1] != '\n')
            g_string_append_c(rtf->notes, '\n');
        break;
    case TC_RTF_FONT_TABLE:
        set_destination(rtf, TO_FONTS, word);
        break;
    case TC_RTF_OBJECT:
        set_destination(rtf, state->is_hidden || state->is_deleted ? TO_NOWHERE : TO_OBJECT, word);
        break;
    case TC_RTF_TRANSPARENT:
        set_destination(rtf, state->destination, word);
        break;
    case TC_RTF_CHAR:
        put_char(rtf, row->value);
        break;
    case TC_RTF_CODE_PAGE:
        if (row->value != 0)
            rtf->default_code_page = row->value;
        else if (has_value && number != 0)
            rtf->default_code_page = number;
        break;
    case TC_RTF_FONT:
        state->font = number;
        break;
    case TC_RTF_FONT_DEFAULT:
        rtf->default_font = number;
        state->font = number;
        break;
    case TC_RTF_FONT_CHARSET:
        set_font_code_page(rtf, tc_code_page_of_charset(number));
        break;
    case TC_RTF_FONT_CODE_PAGE:
        set_font_code_page(rtf, number);
        break;
    case TC_RTF_UNICODE:
        if (has_value)
            put_unicode(rtf, value);
        break;
    case TC_RTF_UNICODE_SKIP:
        state->unicode_skip = (guint8)MIN(number, 255);
        break;
    case TC_RTF_HIDDEN:
        set_flag(rtf, &state->is_hidden, !has_value || value != 0);
        break;
    case TC_RTF_DELETED:
        set_flag(rtf, &state->is_deleted, !has_value || value != 0);
        break;
    case TC_RTF_PLAIN:
        set_flag(rtf, &state->is_hidden, FALSE);
        state->font = rtf->default_font;
        break;
    case TC_RTF_BINARY: {
        gsize len = MIN(number, rtf->len - rtf->at);
        if (state->destination == TO_OBJECT && rtf->embedded != NULL)
            g_byte_array_append(rtf->object, (const guint8 *)rtf->bytes + rtf->at, (guint)len);
        rtf->at += len;
        break;
    }
    }
}

/* The control word at rtf->at, behind its backslash. */
static void
read_word(Rtf *rtf)
{
    char word[WORD_MAX + 1];
    gsize word_len = 0;
    gint64 value = 0;
    gboolean has_value = FALSE, is_negative = FALSE;

    while (rtf->at < rtf->len && g_ascii_isalpha(rtf->bytes[rtf->at])) {
        if (word_len < WORD_MAX)
            word[word_len] = rtf->bytes[rtf->at];
        word_len++;
        rtf->at++;
    }
    word[MIN(word_len, WORD_MAX)] = '\0';
    if (rtf->at + 1 < rtf->len && rtf->bytes[rtf->at] == '-' &&
        g_ascii_isdigit(rtf->bytes[rtf->at + 1])) {
        is_negative = TRUE;
        rtf->at++;
    }
    while (rtf->at < rtf->len && g_ascii_isdigit(rtf->bytes[rtf->at])) {
        has_value = TRUE;
        value = MIN(value * 10 + (rtf->bytes[rtf->at] - '0'), G_MAXINT32);
        rtf->at++;
    }
    if (rtf->at < rtf->len && rtf->bytes[rtf->at] == ' ')
        rtf->at++;
    do_word(rtf, word, has_value, (int)(is_negative ? -value : value));
}

static void
read_symbol(Rtf *rtf)
{
    guint8 symbol = (guint8)rtf->bytes[rtf->at++];

    if (symbol == '*') {
        rtf->is_starred = TRUE;
        return;
    }
    rtf->is_starred = FALSE;
    if (symbol == '\'') {
        if (rtf->at + 2 <= rtf->len && g_ascii_isxdigit(rtf->bytes[rtf->at]) &&
            g_ascii_isxdigit(rtf->bytes[rtf->at + 1])) {
            put_byte(rtf, (guint8)(g_ascii_xdigit_value(rtf->bytes[rtf->at]) << 4 |
                                   g_ascii_xdigit_value(rtf->bytes[rtf->at + 1])));
            rtf->at += 2;
        }
        return;
    }
    if (rtf->skip > 0) {
        rtf->skip--;
        return;
    }
    switch (symbol) {
    case '~':
        put_char(rtf, 0xA0);
        break;
    case '-': /* an optional hyphen, or ư of TCVN3: the same byte 0xAD */
        put_char(rtf, 0xAD);
        break;
    case '_':
        put_char(rtf, 0x2011);
        break;
    case '\r':
    case '\n':
        put_char(rtf, '\n');
        break;
    case '\\':
    case '{':
    case '}':
        put_byte(rtf, symbol);
        break;
    default: /* \| \: and what is to come: nothing to show */
        break;
    }
}

static void
open_group(Rtf *rtf)
{
    flush_bytes(rtf);
    rtf->skip = 0;
    rtf->is_starred = FALSE;
    if (rtf->deeper > 0 || rtf->depth + 1 == TC_RTF_DEPTH_MAX) {
        rtf->deeper++;
        return;
    }
    rtf->stack[rtf->depth + 1] = rtf->stack[rtf->depth];
    rtf->depth++;
}

static void
close_group(Rtf *rtf)
{
    flush_bytes(rtf);
    rtf->skip = 0;
    rtf->is_starred = FALSE;
    if (rtf->deeper > 0) {
        rtf->deeper--;
    } else if (rtf->depth > 0) {
        rtf->depth--;
        if (state_of(rtf)->destination != TO_OBJECT && rtf->object->len > 0)
            end_object(rtf);
    }
}

static void
run(Rtf *rtf)
{
    while (rtf->at < rtf->len && !rtf->is_too_large) {
        guint8 c = (guint8)rtf->bytes[rtf->at++];
        if (c == '{') {
            open_group(rtf);
        } else if (c == '}') {
            close_group(rtf);
            /* What follows the end of the document is not of it. */
            if (rtf->depth == 0 && rtf->deeper == 0)
                break;
        } else if (c == '\\') {
            if (rtf->at == rtf->len)
                break;
            if (g_ascii_isalpha(rtf->bytes[rtf->at]))
                read_word(rtf);
            else
                read_symbol(rtf);
        } else if (c != '\r' && c != '\n' && c != '\0') {
            put_byte(rtf, c);
        }
    }
    flush_bytes(rtf);
}

/* Settle how each font is to be read. Returns whether any is to be read as 1258. */
static gboolean
judge_readings(GHashTable *readings)
{
    GHashTableIter iter;
    gpointer value;
    gboolean is_any = FALSE;

    g_hash_table_iter_init(&iter, readings);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        Reading *reading = value;
        TcEncodingGuess guess;
        g_autoptr(GString) repaired = g_string_new(NULL);
        tc_encoding_repair(reading->as_1252->str, reading->as_1252->len, repaired, &guess);
        double repaired_value = tc_encoding_word_value(repaired->str, repaired->len);
        double plain_value = tc_encoding_word_value(reading->as_1258->str, reading->as_1258->len);
        /* Where the words tell no difference the file is right. */
        reading->is_1258 =
            plain_value > repaired_value || (plain_value == repaired_value && !guess.is_misread);
        is_any |= reading->is_1258;
    }
    return is_any;
}

/* Returns the text, NULL when it is too long. */
static GString *
read_text(const char *bytes, gsize len, const TcReadLimits *limits, GHashTable *readings,
          gboolean is_again, TcEmbedded *embedded)
{
    g_autofree Rtf *rtf = g_new0(Rtf, 1);
    g_autoptr(GHashTable) fonts = g_hash_table_new(NULL, NULL);
    g_autoptr(GString) pending = g_string_new(NULL);
    g_autoptr(GString) body = g_string_sized_new(MIN(len / 4, limits->text_max));
    g_autoptr(GString) notes = g_string_new(NULL);
    g_autoptr(GByteArray) object = g_byte_array_new();

    rtf->bytes = bytes;
    rtf->len = len;
    rtf->text_max = limits->text_max;
    rtf->readings = readings;
    rtf->is_again = is_again;
    rtf->default_code_page = 1252;
    rtf->stack[0].unicode_skip = 1;
    rtf->fonts = fonts;
    rtf->pending = pending;
    rtf->body = body;
    rtf->notes = notes;
    rtf->object = object;
    rtf->nibble = -1;
    rtf->embedded = embedded;
    run(rtf);

    if (rtf->is_too_large)
        return NULL;
    if (notes->len > 0) {
        if (body->len > 0 && body->str[body->len - 1] != '\n')
            g_string_append_c(body, '\n');
        g_string_append_len(body, notes->str, (gssize)notes->len);
    }
    return g_steal_pointer(&body);
}

TcDocument *
tc_rtf_read(const char *bytes, gsize len, G_GNUC_UNUSED const char *name,
            const TcReadLimits *limits, GError **error)
{
    g_auto(TcEmbedded) embedded = {0};
    g_autoptr(GHashTable) readings = g_hash_table_new_full(NULL, NULL, NULL, reading_free);

    tc_embedded_init(&embedded, limits);
    GString *text = read_text(bytes, len, limits, readings, FALSE, &embedded);
    if (text == NULL) {
        tc_set_text_too_large(limits, error);
        return NULL;
    }
    if (judge_readings(readings)) {
        g_string_free(text, TRUE);
        text = read_text(bytes, len, limits, readings, TRUE, NULL);
    }
    if (text == NULL) {
        tc_set_text_too_large(limits, error);
        return NULL;
    }
    return tc_embedded_append(&embedded, tc_legacy_document_take(&text, limits, NULL, error),
                              error);
}
