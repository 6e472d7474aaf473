#include "document/read/rtf/rtf_fonts.h"

#include "document/read/text/legacy.h"

#include <string.h>

/* This many bytes of what a font says are enough to tell its encoding. */
#define SAMPLE_MAX     65536u
/* Bytes of a word that begins in another font. */
#define WORD_BYTES_MAX 48u

/* What a font of code page 1258 says, in two readings. */
typedef struct _TcRtfReading {
    GString *as_1252, *as_1258; /* SAMPLE_MAX bytes at most, and a run */
    gboolean is_1258;           /* the second one is better */
} Reading;

static void
reading_free(gpointer data)
{
    Reading *reading = data;

    g_string_free(reading->as_1252, TRUE);
    g_string_free(reading->as_1258, TRUE);
    g_free(reading);
}

void
tc_rtf_fonts_init(TcRtfFonts *fonts)
{
    *fonts = (TcRtfFonts){.readings = g_hash_table_new_full(NULL, NULL, NULL, reading_free)};
}

void
tc_rtf_fonts_clear(TcRtfFonts *fonts)
{
    g_hash_table_unref(fonts->readings);
}

guint
tc_rtf_fonts_code_page(TcRtfFonts *fonts, guint font)
{
    gpointer key = GUINT_TO_POINTER(font);
    Reading *reading = g_hash_table_lookup(fonts->readings, key);
    if (reading == NULL && !fonts->is_settled &&
        g_hash_table_size(fonts->readings) < TC_RTF_FONTS_MAX) {
        reading = g_new0(Reading, 1);
        reading->as_1252 = g_string_new(NULL);
        reading->as_1258 = g_string_new(NULL);
        g_hash_table_insert(fonts->readings, key, reading);
    }
    return reading != NULL && reading->is_1258 ? 1258 : 1252;
}

/* The reading of a font that takes more text; NULL for other fonts. */
static Reading *
open_reading(const TcRtfFonts *fonts, guint font)
{
    Reading *reading =
        fonts->is_settled ? NULL : g_hash_table_lookup(fonts->readings, GUINT_TO_POINTER(font));
    return reading != NULL && reading->as_1252->len < SAMPLE_MAX ? reading : NULL;
}

/* Where the word begins that `text` ends in the middle of; the end of `text` if that is a space. */
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

static gboolean
wants(const TcRtfFonts *fonts, guint font)
{
    return fonts->open != NULL || open_reading(fonts, font) != NULL;
}

/* Takes what `font` says now, in both readings. `out` is what comes before it. */
static void
gather(TcRtfFonts *fonts, guint font, const GString *out, const GString *as_1252,
       const GString *as_1258)
{
    Reading *reading = open_reading(fonts, font);

    if (reading != NULL && reading != fonts->open) {
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
        fonts->open = reading;
    } else if (fonts->open != NULL) {
        /* The rest of its last word. */
        gsize rest = strcspn(as_1252->str, " \t\n");
        g_string_append_len(fonts->open->as_1252, as_1252->str, (gssize)MIN(rest, WORD_BYTES_MAX));
        g_string_append_len(fonts->open->as_1258, as_1252->str, (gssize)MIN(rest, WORD_BYTES_MAX));
        if (rest < as_1252->len || rest > WORD_BYTES_MAX)
            fonts->open = NULL;
    }
}

void
tc_rtf_fonts_gather_bytes(TcRtfFonts *fonts, guint font, guint code_page, const GString *out,
                          const char *bytes, gsize len)
{
    if (!wants(fonts, font))
        return;
    gboolean is_reading = open_reading(fonts, font) != NULL;
    g_autoptr(GString) as_1252 = g_string_new(NULL);
    g_autoptr(GString) as_1258 = g_string_new(NULL);
    tc_code_page_append(is_reading ? 1252 : code_page, bytes, len, as_1252);
    tc_code_page_append(is_reading ? 1258 : code_page, bytes, len, as_1258);
    gather(fonts, font, out, as_1252, as_1258);
}

void
tc_rtf_fonts_gather_char(TcRtfFonts *fonts, guint font, const GString *out, gunichar c)
{
    if (!wants(fonts, font))
        return;
    g_autoptr(GString) text = g_string_new(NULL);
    g_string_append_unichar(text, c);
    gather(fonts, font, out, text, text);
}

gboolean
tc_rtf_fonts_settle(TcRtfFonts *fonts)
{
    GHashTableIter iter;
    gpointer value;
    gboolean is_any = FALSE;

    g_hash_table_iter_init(&iter, fonts->readings);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        Reading *reading = value;
        TcEncodingGuess guess;
        g_autoptr(GString) repaired = g_string_new(NULL);
        tc_encoding_repair(reading->as_1252->str, reading->as_1252->len, repaired, &guess);
        double repaired_value = tc_encoding_word_value(repaired->str, repaired->len);
        double plain_value = tc_encoding_word_value(reading->as_1258->str, reading->as_1258->len);
        /* If the words show no difference, the file is right. */
        reading->is_1258 =
            plain_value > repaired_value || (plain_value == repaired_value && !guess.is_misread);
        is_any |= reading->is_1258;
    }
    fonts->is_settled = TRUE;
    fonts->open = NULL;
    return is_any;
}
