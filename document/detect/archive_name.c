#include "document/detect/archive_name.h"

#include "document/document.h"

#include <string.h>

/* The encoding is told from at most this many bytes of names. */
#define SAMPLE_MAX 16384u

/* The upper half of IBM's code page 437, as registered with IANA. */
static const guint16 code_page_437[128] = {
    0x00C7, 0x00FC, 0x00E9, 0x00E2, 0x00E4, 0x00E0, 0x00E5, 0x00E7, 0x00EA, 0x00EB, 0x00E8, 0x00EF,
    0x00EE, 0x00EC, 0x00C4, 0x00C5, 0x00C9, 0x00E6, 0x00C6, 0x00F4, 0x00F6, 0x00F2, 0x00FB, 0x00F9,
    0x00FF, 0x00D6, 0x00DC, 0x00A2, 0x00A3, 0x00A5, 0x20A7, 0x0192, 0x00E1, 0x00ED, 0x00F3, 0x00FA,
    0x00F1, 0x00D1, 0x00AA, 0x00BA, 0x00BF, 0x2310, 0x00AC, 0x00BD, 0x00BC, 0x00A1, 0x00AB, 0x00BB,
    0x2591, 0x2592, 0x2593, 0x2502, 0x2524, 0x2561, 0x2562, 0x2556, 0x2555, 0x2563, 0x2551, 0x2557,
    0x255D, 0x255C, 0x255B, 0x2510, 0x2514, 0x2534, 0x252C, 0x251C, 0x2500, 0x253C, 0x255E, 0x255F,
    0x255A, 0x2554, 0x2569, 0x2566, 0x2560, 0x2550, 0x256C, 0x2567, 0x2568, 0x2564, 0x2565, 0x2559,
    0x2558, 0x2552, 0x2553, 0x256B, 0x256A, 0x2518, 0x250C, 0x2588, 0x2584, 0x258C, 0x2590, 0x2580,
    0x03B1, 0x00DF, 0x0393, 0x03C0, 0x03A3, 0x03C3, 0x00B5, 0x03C4, 0x03A6, 0x0398, 0x03A9, 0x03B4,
    0x221E, 0x03C6, 0x03B5, 0x2229, 0x2261, 0x00B1, 0x2265, 0x2264, 0x2320, 0x2321, 0x00F7, 0x2248,
    0x00B0, 0x2219, 0x00B7, 0x221A, 0x207F, 0x00B2, 0x25A0, 0x00A0,
};

void
tc_archive_names_init(TcArchiveNames *names, gboolean is_dos)
{
    *names = (TcArchiveNames){
        .sample = g_string_new(NULL),
        .encoding = TC_ENCODING_UNKNOWN,
        .is_dos = is_dos,
    };
}

void
tc_archive_names_clear(TcArchiveNames *names)
{
    g_string_free(names->sample, TRUE);
    names->sample = NULL;
}

/* What parts words in file names does not part them in texts. */
static void
append_words(GString *out, const char *raw)
{
    for (; *raw != '\0'; raw++)
        g_string_append_c(out, strchr("/\\_.-", *raw) != NULL ? ' ' : *raw);
    g_string_append_c(out, '\n');
}

void
tc_archive_names_add(TcArchiveNames *names, const char *raw)
{
    if (names->sample->len < SAMPLE_MAX && !g_utf8_validate(raw, -1, NULL))
        append_words(names->sample, raw);
}

/* UNKNOWN also for what is not Vietnamese, as this does not tell the code pages of the West apart.
 * */
static TcEncoding
tell(const char *text, gsize len)
{
    TcEncodingGuess guess;

    tc_encoding_detect(text, len, &guess);
    return guess.encoding == TC_ENCODING_WINDOWS_1252 || guess.encoding == TC_ENCODING_VIQR ||
                   guess.encoding <= TC_ENCODING_UTF32BE
               ? TC_ENCODING_UNKNOWN
               : guess.encoding;
}

void
tc_archive_names_decide(TcArchiveNames *names)
{
    names->encoding = tell(names->sample->str, names->sample->len);
}

static void
decode(const TcArchiveNames *names, const char *raw, GString *out)
{
    TcEncoding encoding = names->encoding;

    if (encoding == TC_ENCODING_UNKNOWN) {
        g_autoptr(GString) words = g_string_new(NULL);
        append_words(words, raw);
        encoding = tell(words->str, words->len);
    }
    if (encoding != TC_ENCODING_UNKNOWN) {
        tc_encoding_decode(encoding, raw, strlen(raw), out);
    } else if (names->is_dos) {
        for (; *raw != '\0'; raw++)
            g_string_append_unichar(out, (guchar)*raw < 0x80 ? (guchar)*raw
                                                             : code_page_437[(guchar)*raw - 0x80]);
    } else {
        tc_encoding_decode(TC_ENCODING_WINDOWS_1252, raw, strlen(raw), out);
    }
}

/* Repairs names whose bytes were TCVN3 and which Windows kept as Unicode. */
static void
repair(GString *name)
{
    TcEncodingGuess guess;
    g_autoptr(GString) words = g_string_new(NULL);
    g_autoptr(GString) out = g_string_new(NULL);

    append_words(words, name->str);
    tc_encoding_repair(words->str, words->len, out, &guess);
    if (!guess.is_misread)
        return;
    /* Once more with the name as it is written. */
    g_string_truncate(out, 0);
    tc_encoding_repair(name->str, name->len, out, &guess);
    g_string_assign(name, out->str);
}

static void
append_part(GString *path, const char *part, gsize len)
{
    if (len == 0 || (len == 1 && part[0] == '.') || (len == 2 && part[0] == '.' && part[1] == '.'))
        return;
    if (path->len > 0)
        g_string_append_c(path, '/');
    for (const char *p = part; p < part + len; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        g_string_append_unichar(path, g_unichar_iscntrl(c) ? 0xFFFD : c);
    }
}

char *
tc_archive_name(const TcArchiveNames *names, const char *raw)
{
    g_autoptr(GString) name = g_string_new(NULL);
    g_autoptr(GString) path = g_string_new(NULL);

    if (g_utf8_validate(raw, -1, NULL)) {
        g_string_assign(name, raw);
        repair(name);
    } else {
        decode(names, raw, name);
    }
    /* Programs for Windows wrote their own separators, against the rules of the format. */
    if (names->is_dos)
        g_strdelimit(name->str, "\\", '/');
    for (const char *p = name->str;;) {
        const char *end = strchrnul(p, '/');
        append_part(path, p, end - p);
        if (*end == '\0')
            break;
        p = end + 1;
    }
    if (path->len > TC_MEMBER_NAME_MAX) {
        gsize len = TC_MEMBER_NAME_MAX;
        while (len > 0 && ((guchar)path->str[len] & 0xC0) == 0x80)
            len--;
        g_string_truncate(path, len);
    }
    if (path->len == 0)
        g_string_assign(path, "(no name)");
    return g_string_free(g_steal_pointer(&path), FALSE);
}
