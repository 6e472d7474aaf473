/* One pass over the bytes: groups are a stack of states, control words are a sorted table, text
 * goes to the body or to the notes behind it, or nowhere. There is a second pass where a font of
 * the Vietnamese code page turns out to be read wrongly (rtf_fonts.h). */
#include "document/read/rtf/rtf.h"

#include "document/bytes.h"
#include "document/layout.h"
#include "document/read/embedded.h"
#include "document/read/reader.h"
#include "document/read/rtf/rtf_fonts.h"
#include "document/read/rtf/rtf_words.h"
#include "document/read/text/legacy.h"

#include <string.h>

/* Longest control word there is: "sectunlocked" and the like, with room. */
#define WORD_MAX 32

/* Half points, where a file says nothing. */
#define SIZE_USUAL 24

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
    TcLook look;
} State;

typedef struct {
    const char *bytes;
    gsize len;
    gsize at;
    gsize text_max;
    gboolean is_too_large;

    State stack[TC_RTF_DEPTH_MAX];
    guint depth;         /* of the state in use */
    gsize deeper;        /* open groups that the stack has no room for */
    gboolean is_starred; /* \* has just been read: an unknown destination is skipped */
    guint skip;          /* characters that stand in for the \u before them */

    guint default_code_page;
    guint default_font;
    GHashTable *fonts;    /* number -> code page */
    TcRtfFonts *readings; /* of the fonts in code page 1258 */
    guint high;           /* first half of a surrogate pair */

    GString *pending; /* bytes that wait for the rest of their run */
    guint pending_code_page;
    guint pending_font;
    GString *body;
    GString *notes;
    TcLayout *layout; /* of `body` */

    GByteArray *object;   /* the one that is open */
    int nibble;           /* of it, waiting for the second one; -1: none */
    TcEmbedded *embedded; /* NULL: objects are left out */
} Rtf;

static State *
state_of(Rtf *rtf)
{
    return &rtf->stack[rtf->depth];
}

static gboolean
goes_nowhere(const State *state)
{
    return state->is_hidden || state->is_deleted ||
           (state->destination != TO_BODY && state->destination != TO_NOTES);
}

/* Where text goes now, unless it goes nowhere. */
static GString *
out_of(Rtf *rtf)
{
    return state_of(rtf)->destination == TO_NOTES ? rtf->notes : rtf->body;
}

/* Notes how the body looks from `from` on. */
static void
note_look(Rtf *rtf, gsize from)
{
    if (state_of(rtf)->destination == TO_BODY && !tc_layout_is_full(rtf->layout))
        tc_layout_note(rtf->layout, rtf->body->str, from, rtf->body->len, &state_of(rtf)->look);
}

/* Multi-byte characters come as several \' each: runs are converted, not bytes. */
static void
flush_bytes(Rtf *rtf)
{
    GString *out = out_of(rtf);
    const gsize from = rtf->body->len;

    if (rtf->pending->len > 0 && !goes_nowhere(state_of(rtf))) {
        tc_rtf_fonts_gather_bytes(rtf->readings, rtf->pending_font, rtf->pending_code_page, out,
                                  rtf->pending->str, rtf->pending->len);
        tc_code_page_append(rtf->pending_code_page, rtf->pending->str, rtf->pending->len, out);
        note_look(rtf, from);
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
    const gsize from = rtf->body->len;
    if (goes_nowhere(state_of(rtf)))
        return;
    tc_rtf_fonts_gather_char(rtf->readings, state_of(rtf)->font, out, c);
    g_string_append_unichar(out, c);
    note_look(rtf, from);
}

static guint
code_page_now(Rtf *rtf)
{
    guint code_page =
        GPOINTER_TO_UINT(g_hash_table_lookup(rtf->fonts, GUINT_TO_POINTER(state_of(rtf)->font)));

    if (code_page == 0)
        code_page = rtf->default_code_page;
    return code_page == 1258 ? tc_rtf_fonts_code_page(rtf->readings, state_of(rtf)->font)
                             : code_page;
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
 * behind their lengths, the first of which names its program, and its bytes. */
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
    if (goes_nowhere(state_of(rtf)))
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
    if (whole >= 0x20 || whole == '\t' || whole == '\n') /* other ones show nothing */
        put_char(rtf, whole);
}

/* A destination within one that is skipped stays skipped, except \ud, whose parent holds the same
 * text without Unicode. */
static void
set_destination(Rtf *rtf, Destination destination, const char *word)
{
    State *state = state_of(rtf);

    /* Groups that the stack has no room for share a state: they have no destinations of their own.
     * */
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
        g_hash_table_size(rtf->fonts) < TC_RTF_FONTS_MAX)
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

/* A word that says how lines look. `is_on`: it has no parameter, or another than 0. */
static void
do_look(Rtf *rtf, const TcRtfWord *row, gboolean is_on, guint number)
{
    const TcLook before = state_of(rtf)->look;
    TcLook look = before;
    if (row->action == TC_RTF_BOLD)
        look.is_bold = is_on;
    else if (row->action == TC_RTF_SIZE)
        look.size = (guint16)MIN(number, G_MAXUINT16);
    else
        look.is_centred = row->value != 0;
    if (tc_layout_is_full(rtf->layout) ||
        (look.is_bold == before.is_bold && look.size == before.size &&
         look.is_centred == before.is_centred))
        return;
    flush_bytes(rtf);
    state_of(rtf)->look = look;
}

/* A word that says where the text of its group goes. */
static void
do_destination(Rtf *rtf, TcRtfAction action, const char *word)
{
    const State *state = state_of(rtf);
    switch (action) {
    case TC_RTF_NOTES:
        set_destination(rtf, TO_NOTES, word);
        /* Each note starts a line of its own. */
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
    default:
        set_destination(rtf, TO_NOWHERE, word);
    }
}

/* A word that says which bytes stand for which characters. `number` is 0 where it says none. */
static void
do_encoding(Rtf *rtf, const TcRtfWord *row, guint number)
{
    State *state = state_of(rtf);
    switch ((TcRtfAction)row->action) {
    case TC_RTF_CODE_PAGE:
        if (row->value != 0)
            rtf->default_code_page = row->value;
        else if (number != 0)
            rtf->default_code_page = number;
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
    case TC_RTF_UNICODE_SKIP:
        state->unicode_skip = (guint8)MIN(number, 255);
        break;
    default: /* TC_RTF_FONT */
        state->font = number;
    }
}

static void
do_binary(Rtf *rtf, guint number)
{
    gsize len = MIN(number, rtf->len - rtf->at);
    if (state_of(rtf)->destination == TO_OBJECT && rtf->embedded != NULL)
        g_byte_array_append(rtf->object, (const guint8 *)rtf->bytes + rtf->at, (guint)len);
    rtf->at += len;
}

/* Whether the word is for readers that do not know the \u before it. */
static gboolean
is_skipped(Rtf *rtf, const TcRtfWord *row)
{
    if (rtf->skip == 0 ||
        (row != NULL && (row->action == TC_RTF_UNICODE || row->action == TC_RTF_UNICODE_SKIP ||
                         row->action == TC_RTF_BINARY)))
        return FALSE;
    rtf->skip--;
    return TRUE;
}

/* `value` is 0 where the word has none. */
static void
do_word(Rtf *rtf, const char *word, gboolean has_value, int value)
{
    State *state = state_of(rtf);
    gboolean is_starred = rtf->is_starred;
    guint number = value < 0 ? 0 : (guint)value;

    rtf->is_starred = FALSE;
    const TcRtfWord *row = tc_rtf_word_find(word);
    if (row == NULL && is_starred) {
        set_destination(rtf, TO_NOWHERE, word);
        return;
    }
    if (is_skipped(rtf, row) || row == NULL)
        return;
    switch ((TcRtfAction)row->action) {
    case TC_RTF_SKIP:
    case TC_RTF_NOTES:
    case TC_RTF_FONT_TABLE:
    case TC_RTF_OBJECT:
    case TC_RTF_TRANSPARENT:
        do_destination(rtf, row->action, word);
        break;
    case TC_RTF_CODE_PAGE:
    case TC_RTF_FONT:
    case TC_RTF_FONT_DEFAULT:
    case TC_RTF_FONT_CHARSET:
    case TC_RTF_FONT_CODE_PAGE:
    case TC_RTF_UNICODE_SKIP:
        do_encoding(rtf, row, number);
        break;
    case TC_RTF_CHAR:
        put_char(rtf, row->value);
        break;
    case TC_RTF_UNICODE:
        if (has_value)
            put_unicode(rtf, value);
        break;
    case TC_RTF_HIDDEN:
        set_flag(rtf, &state->is_hidden, !has_value || value != 0);
        break;
    case TC_RTF_DELETED:
        set_flag(rtf, &state->is_deleted, !has_value || value != 0);
        break;
    case TC_RTF_PLAIN:
        set_flag(rtf, &state->is_hidden, FALSE);
        flush_bytes(rtf);
        state->font = rtf->default_font;
        state->look.is_bold = FALSE;
        state->look.size = SIZE_USUAL;
        break;
    case TC_RTF_BOLD:
    case TC_RTF_SIZE:
    case TC_RTF_ALIGNMENT:
        do_look(rtf, row, !has_value || value != 0, number);
        break;
    case TC_RTF_BINARY:
        do_binary(rtf, number);
        break;
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
    default: /* \| \: and those yet to be invented: nothing to show */
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
            /* What follows the end of the document does not belong to it. */
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

/* Returns the text, NULL when it is too long. */
static GString *
read_text(const char *bytes, gsize len, const TcReadLimits *limits, TcRtfFonts *readings,
          TcEmbedded *embedded, TcLayout *layout)
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
    rtf->default_code_page = 1252;
    rtf->stack[0].unicode_skip = 1;
    rtf->fonts = fonts;
    rtf->pending = pending;
    rtf->body = body;
    rtf->notes = notes;
    rtf->object = object;
    rtf->nibble = -1;
    rtf->embedded = embedded;
    rtf->layout = layout;
    rtf->stack[0].look.size = SIZE_USUAL;
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
    g_auto(TcRtfFonts) readings;
    g_autoptr(TcLayout) layout = tc_layout_new();

    tc_rtf_fonts_init(&readings);
    tc_embedded_init(&embedded, limits);
    GString *text = read_text(bytes, len, limits, &readings, &embedded, layout);
    if (text == NULL) {
        tc_set_text_too_large(limits, error);
        return NULL;
    }
    if (tc_rtf_fonts_settle(&readings)) {
        g_string_free(text, TRUE);
        tc_layout_free(layout);
        layout = tc_layout_new();
        text = read_text(bytes, len, limits, &readings, NULL, layout);
    }
    if (text == NULL) {
        tc_set_text_too_large(limits, error);
        return NULL;
    }
    TcDocument *document = tc_legacy_document_take(&text, limits, NULL, error);
    if (document != NULL)
        document->layout = g_steal_pointer(&layout);
    return tc_embedded_append(&embedded, document, error);
}
