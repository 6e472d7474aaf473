#include "text/normalize.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include <unicode/unorm2.h>
#include <unicode/utf16.h>

#include "text/utf8.h"

/* ICU keeps the instances and makes each once, whatever the number of threads. */
static const UNormalizer2 *
instance(TcNormalForm form, GError **error)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *normalizer = NULL;

    switch (form) {
    case TC_NORMAL_NFC:
        normalizer = unorm2_getNFCInstance(&status);
        break;
    case TC_NORMAL_NFD:
        normalizer = unorm2_getNFDInstance(&status);
        break;
    case TC_NORMAL_NFKC:
        normalizer = unorm2_getNFKCInstance(&status);
        break;
    case TC_NORMAL_NFKD:
        normalizer = unorm2_getNFKDInstance(&status);
        break;
    case TC_NORMAL_NFKC_CASEFOLD:
        normalizer = unorm2_getNFKCCasefoldInstance(&status);
        break;
    }
    if (U_FAILURE(status)) {
        g_set_error(error, G_CONVERT_ERROR, G_CONVERT_ERROR_FAILED, _("cannot load ICU's data: %s"),
                    u_errorName(status));
        return NULL;
    }
    return normalizer;
}

gboolean
tc_normalize_prepare(TcNormalForm form, GError **error)
{
    return instance(form, error) != NULL;
}

/* ASCII has one form only, but for case. */
static gboolean
is_plain(TcNormalForm form, const char *text, gsize len)
{
    for (gsize i = 0; i < len; i++) {
        if ((guchar)text[i] >= 0x80 ||
            (form == TC_NORMAL_NFKC_CASEFOLD && g_ascii_isupper(text[i])))
            return FALSE;
    }
    return TRUE;
}

static UChar *
to_utf16(const char *text, gsize len, gsize *utf16_len)
{
    /* A character never has more UTF-16 units than UTF-8 bytes. */
    UChar *utf16 = g_new(UChar, len + 1);
    const guchar *p = (const guchar *)text;
    const guchar *end = p + len;
    gsize n = 0;

    while (p < end) {
        gunichar cp;

        p += tc_utf8_decode(p, end, &cp);
        U16_APPEND_UNSAFE(utf16, n, cp);
    }
    *utf16_len = n;
    return utf16;
}

static void
append_utf16(const UChar *utf16, gsize len, GString *out)
{
    for (gsize i = 0; i < len;) {
        UChar32 cp;

        U16_NEXT_UNSAFE(utf16, i, cp);
        g_string_append_unichar(out, (gunichar)cp);
    }
}

gboolean
tc_normalize(TcNormalForm form, const char *text, gsize len, GString *out, GError **error)
{
    const UNormalizer2 *normalizer;
    g_autofree UChar *source = NULL;
    g_autofree UChar *result = NULL;
    gsize source_len;
    int32_t result_len;
    int32_t capacity;
    UErrorCode status = U_ZERO_ERROR;

    if (is_plain(form, text, len)) {
        g_string_append_len(out, text, (gssize)len);
        return TRUE;
    }
    normalizer = instance(form, error);
    if (normalizer == NULL)
        return FALSE;
    if (len > G_MAXINT32 / 2) {
        g_set_error(error, G_CONVERT_ERROR, G_CONVERT_ERROR_FAILED,
                    _("text of %zu bytes is too long to normalize"), len);
        return FALSE;
    }
    source = to_utf16(text, len, &source_len);
    capacity = (int32_t)(source_len + source_len / 4 + 16);
    result = g_new(UChar, capacity);
    result_len =
        unorm2_normalize(normalizer, source, (int32_t)source_len, result, capacity, &status);
    if (status == U_BUFFER_OVERFLOW_ERROR) {
        status = U_ZERO_ERROR;
        g_free(result);
        capacity = result_len;
        result = g_new(UChar, capacity);
        result_len =
            unorm2_normalize(normalizer, source, (int32_t)source_len, result, capacity, &status);
    }
    if (U_FAILURE(status)) {
        g_set_error(error, G_CONVERT_ERROR, G_CONVERT_ERROR_FAILED, _("cannot normalize: %s"),
                    u_errorName(status));
        return FALSE;
    }
    append_utf16(result, (gsize)result_len, out);
    return TRUE;
}
