#include "document/read/mail/mail_header.h"

#include "base/order.h"
#include "document/read/text/decode.h"

#include <string.h>

/* Parts of one parameter; further ones are left out. */
#define PARTS_MAX   256u
/* Longest name of a charset, and of its language behind it. */
#define CHARSET_MAX 80u

static gboolean
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* "=?charset*language?B?text?=" */
typedef struct {
    const char *charset;
    gsize charset_len;
    char encoding; /* 'b' or 'q' */
    const char *text;
    gsize text_len;
    const char *end; /* behind it */
} Word;

/* `last` is where the last "?=" of the field stands; NULL when it has none. */
static gboolean
parse_word(const char *p, const char *last, Word *word)
{
    if (last == NULL || last - p < 3 || p[0] != '=' || p[1] != '?')
        return FALSE;
    word->charset = p + 2;
    const char *mark = memchr(word->charset, '?', MIN((gsize)(last - word->charset), CHARSET_MAX));
    if (mark == NULL || mark == word->charset || mark[1] == '\0' || mark[2] != '?' ||
        mark + 3 > last)
        return FALSE;
    word->charset_len = MIN((gsize)(mark - word->charset), strcspn(word->charset, "* \t\r\n"));
    word->encoding = g_ascii_tolower(mark[1]);
    word->text = mark + 3;
    const char *end = strstr(word->text, "?=");
    if (end == NULL || (word->encoding != 'b' && word->encoding != 'q'))
        return FALSE;
    word->text_len = (gsize)(end - word->text);
    word->end = end + 2;
    return TRUE;
}

static void
append_quoted(const char *text, gsize len, GByteArray *out)
{
    for (gsize i = 0; i < len; i++) {
        guint8 byte = (guint8)text[i];
        if (byte == '_') {
            byte = ' ';
        } else if (byte == '=' && i + 2 < len && g_ascii_isxdigit(text[i + 1]) &&
                   g_ascii_isxdigit(text[i + 2])) {
            byte = (guint8)(g_ascii_xdigit_value(text[i + 1]) << 4 |
                            g_ascii_xdigit_value(text[i + 2]));
            i += 2;
        }
        g_byte_array_append(out, &byte, 1);
    }
}

static void
append_base64(const char *text, gsize len, GByteArray *out)
{
    gint state = 0;
    guint save = 0;
    guint from = out->len;

    g_byte_array_set_size(out, from + (guint)(len / 4 * 3 + 3));
    gsize written = g_base64_decode_step(text, len, out->data + from, &state, &save);
    g_byte_array_set_size(out, from + (guint)written);
}

/* Decodes what has gathered. */
static void
flush(GByteArray *bytes, const char *charset, GString *out)
{
    if (bytes->len > 0) {
        g_autofree char *text = tc_decode_short((const char *)bytes->data, bytes->len, charset);
        g_string_append(out, text);
    }
    g_byte_array_set_size(bytes, 0);
}

char *
tc_mail_header_text(const char *raw, const char *charset)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    const char *last = g_strrstr(raw, "?=");
    g_autofree char *current = NULL; /* the charset of `bytes`, NULL when they were not encoded */

    for (const char *p = raw; *p != '\0';) {
        const char *blank = p;
        Word word;
        while (is_blank(*p))
            p++;
        if (parse_word(p, last, &word)) {
            g_autofree char *named = g_ascii_strdown(word.charset, (gssize)word.charset_len);
            /* Blanks between two encoded words do not belong to the text. */
            if (current == NULL || strcmp(current, named) != 0) {
                if (current == NULL && blank < p)
                    g_byte_array_append(bytes, (const guint8 *)" ", 1);
                flush(bytes, current != NULL ? current : charset, out);
                g_free(current);
                current = g_steal_pointer(&named);
            }
            if (word.encoding == 'b')
                append_base64(word.text, word.text_len, bytes);
            else
                append_quoted(word.text, word.text_len, bytes);
            p = word.end;
            continue;
        }
        if (current != NULL) {
            flush(bytes, current, out);
            g_clear_pointer(&current, g_free);
        }
        if (blank < p)
            g_byte_array_append(bytes, (const guint8 *)" ", 1);
        if (*p == '\0')
            break;
        const char *start = p++;
        while (*p != '\0' && !is_blank(*p) && !(p[0] == '=' && p[1] == '?'))
            p++;
        g_byte_array_append(bytes, (const guint8 *)start, (guint)(p - start));
    }
    flush(bytes, current != NULL ? current : charset, out);
    return g_strdup(g_strstrip(out->str));
}

/* One "name*N*=value". */
typedef struct {
    guint number;
    gboolean is_escaped; /* %XX */
    GString *value;
} Part;

static void
part_clear(gpointer data)
{
    g_string_free(((Part *)data)->value, TRUE);
}

/* Reads the value at `p`, in quotes or not. Returns what is behind it. */
static const char *
read_value(const char *p, GString *value)
{
    while (is_blank(*p))
        p++;
    if (*p != '"') {
        /* Many programs do not quote names with blanks. */
        gsize len = strcspn(p, ";\r\n");
        g_string_append_len(value, p, (gssize)len);
        g_strchomp(value->str);
        g_string_truncate(value, strlen(value->str));
        return p + len;
    }
    for (p++; *p != '\0' && *p != '"'; p++) {
        if (*p == '\\' && (p[1] == '"' || p[1] == '\\'))
            p++;
        if (*p != '\r' && *p != '\n')
            g_string_append_c(value, *p);
    }
    return *p == '"' ? p + 1 : p;
}

/* Reads what stands between "name" and "=": nothing, "*", "*0" or "*0*". */
static gboolean
parse_mark(const char **p, Part *part)
{
    const char *q = *p;

    part->number = 0;
    part->is_escaped = FALSE;
    if (*q == '*' && g_ascii_isdigit(q[1]))
        for (q++; g_ascii_isdigit(*q); q++)
            part->number = MIN(part->number * 10 + (guint)(*q - '0'), PARTS_MAX);
    if (*q == '*') {
        part->is_escaped = TRUE;
        q++;
    }
    while (is_blank(*q))
        q++;
    if (*q != '=')
        return FALSE;
    *p = q + 1;
    return TRUE;
}

static gint
compare_parts(gconstpointer a, gconstpointer b)
{
    const Part *one = a;
    const Part *other = b;
    if (one->number != other->number)
        return TC_ORDER(one->number, other->number);
    return other->is_escaped - one->is_escaped;
}

/* All parts of the parameter, in the order of their numbers. */
static GArray *
find_parts(const char *raw, const char *name)
{
    GArray *parts = g_array_new(FALSE, FALSE, sizeof(Part));
    g_autoptr(GString) other = g_string_new(NULL);
    gsize name_len = strlen(name);

    g_array_set_clear_func(parts, part_clear);
    for (const char *p = strchr(raw, ';'); p != NULL && *p != '\0' && parts->len < PARTS_MAX;) {
        while (*p == ';' || is_blank(*p))
            p++;
        Part part;
        const char *mark = p + name_len;
        if (g_ascii_strncasecmp(p, name, name_len) == 0 && parse_mark(&mark, &part)) {
            part.value = g_string_new(NULL);
            p = read_value(mark, part.value);
            g_array_append_val(parts, part);
        } else {
            p += strcspn(p, "=;");
            if (*p == '=')
                p = read_value(p + 1, g_string_truncate(other, 0));
        }
        /* Between a value and the next one anything may stand. */
        p += strcspn(p, ";");
    }
    g_array_sort(parts, compare_parts);
    return parts;
}

char *
tc_mail_header_parameter(const char *raw, const char *name, const char *charset)
{
    g_autoptr(GArray) parts = find_parts(raw, name);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_autofree char *declared = NULL;
    gboolean is_extended = FALSE;

    for (guint i = 0; i < parts->len; i++) {
        const Part *part = &g_array_index(parts, Part, i);
        const char *text = part->value->str;
        /* A program that writes both forms means the same by them; RFC 2231 comes first. */
        if (i > 0 && part->number == g_array_index(parts, Part, i - 1).number)
            continue;
        if (!part->is_escaped) {
            g_byte_array_append(bytes, (const guint8 *)text, (guint)part->value->len);
            continue;
        }
        const char *language = part->number == 0 ? strchr(text, '\'') : NULL;
        const char *start = language != NULL ? strchr(language + 1, '\'') : NULL;
        if (start != NULL) {
            declared = g_ascii_strdown(text, language - text);
            text = start + 1;
        }
        is_extended = TRUE;
        for (; *text != '\0'; text++) {
            guint8 byte = (guint8)*text;
            if (*text == '%' && g_ascii_isxdigit(text[1]) && g_ascii_isxdigit(text[2])) {
                byte = (guint8)(g_ascii_xdigit_value(text[1]) << 4 | g_ascii_xdigit_value(text[2]));
                text += 2;
            }
            g_byte_array_append(bytes, &byte, 1);
        }
    }
    if (bytes->len == 0)
        return NULL;
    if (is_extended)
        return tc_decode_short((const char *)bytes->data, bytes->len,
                               declared != NULL && *declared != '\0' ? declared : charset);
    g_byte_array_append(bytes, (const guint8 *)"", 1);
    return tc_mail_header_text((const char *)bytes->data, charset);
}
