#include "text/key/normalize.h"

#include "text/key/utf8.h"

#include <dlfcn.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

#define LIBRARY "libicuuc.so." U_ICU_VERSION_SHORT

typedef const UNormalizer2 *(*InstanceFunc)(UErrorCode *status);
typedef int32_t (*NormalizeFunc)(const UNormalizer2 *normalizer, const UChar *source, int32_t len,
                                 UChar *result, int32_t capacity, UErrorCode *status);
typedef const char *(*ErrorNameFunc)(UErrorCode status);

/* ICU as far as it is used. It is loaded when the first text needs it: what Vietnamese is written
 * with stands in the character table, and ICU and its data take a fifth of the time in which a
 * program that searches starts. */
typedef struct {
    InstanceFunc nfc, nfd, nfkc, nfkd, nfkc_casefold;
    NormalizeFunc normalize;
    ErrorNameFunc error_name;
    char *problem; /* why it is not there */
} Icu;

static void
load(Icu *icu)
{
    /* ICU's headers make "unorm2_normalize_72" of "unorm2_normalize". */
    const struct {
        const char *name;
        gsize offset;
    } functions[] = {
        {G_STRINGIFY(unorm2_getNFCInstance), G_STRUCT_OFFSET(Icu, nfc)},
        {G_STRINGIFY(unorm2_getNFDInstance), G_STRUCT_OFFSET(Icu, nfd)},
        {G_STRINGIFY(unorm2_getNFKCInstance), G_STRUCT_OFFSET(Icu, nfkc)},
        {G_STRINGIFY(unorm2_getNFKDInstance), G_STRUCT_OFFSET(Icu, nfkd)},
        {G_STRINGIFY(unorm2_getNFKCCasefoldInstance), G_STRUCT_OFFSET(Icu, nfkc_casefold)},
        {G_STRINGIFY(unorm2_normalize), G_STRUCT_OFFSET(Icu, normalize)},
        {G_STRINGIFY(u_errorName), G_STRUCT_OFFSET(Icu, error_name)},
    };
    void *library = dlopen(LIBRARY, RTLD_LAZY | RTLD_LOCAL);

    for (gsize i = 0; library != NULL && i < G_N_ELEMENTS(functions); i++) {
        void *function = dlsym(library, functions[i].name);

        memcpy(G_STRUCT_MEMBER_P(icu, functions[i].offset), &function, sizeof function);
        if (function == NULL)
            library = NULL;
    }
    if (library == NULL)
        icu->problem = g_strdup(dlerror());
}

static const Icu *
icu_get(void)
{
    static Icu icu;
    static gsize loaded;

    if (g_once_init_enter(&loaded)) {
        load(&icu);
        g_once_init_leave(&loaded, 1);
    }
    return &icu;
}

/* ICU keeps the instances and makes each once, whatever the number of threads. */
static const UNormalizer2 *
instance(const Icu *icu, TcNormalForm form, GError **error)
{
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2 *normalizer = NULL;

    if (icu->problem != NULL) {
        g_set_error(error, G_CONVERT_ERROR, G_CONVERT_ERROR_FAILED, _("cannot load ICU: %s"),
                    icu->problem);
        return NULL;
    }
    switch (form) {
    case TC_NORMAL_NFC:
        normalizer = icu->nfc(&status);
        break;
    case TC_NORMAL_NFD:
        normalizer = icu->nfd(&status);
        break;
    case TC_NORMAL_NFKC:
        normalizer = icu->nfkc(&status);
        break;
    case TC_NORMAL_NFKD:
        normalizer = icu->nfkd(&status);
        break;
    case TC_NORMAL_NFKC_CASEFOLD:
        normalizer = icu->nfkc_casefold(&status);
        break;
    }
    if (U_FAILURE(status)) {
        g_set_error(error, G_CONVERT_ERROR, G_CONVERT_ERROR_FAILED, _("cannot load ICU's data: %s"),
                    icu->error_name(status));
        return NULL;
    }
    return normalizer;
}

gboolean
tc_normalize_prepare(TcNormalForm form, GError **error)
{
    return instance(icu_get(), form, error) != NULL;
}

/* ASCII has one form only, but for case. */
static gboolean
is_plain(TcNormalForm form, const char *text, gsize len)
{
    for (gsize i = 0; i < len; i++)
        if ((guchar)text[i] >= 0x80 ||
            (form == TC_NORMAL_NFKC_CASEFOLD && g_ascii_isupper(text[i])))
            return FALSE;
    return TRUE;
}

/* Longer texts, in bytes, come from documents mostly, whose readers have ICU loaded: it is faster.
 */
#define LATIN_MAX 64

/* Latin letters and their marks, as all of Vietnamese is written with. */
static gboolean
is_latin(const char *text, gsize len)
{
    const guchar *p = (const guchar *)text;
    const guchar *end = p + len;

    while (p < end) {
        gunichar cp;

        p += tc_utf8_decode(p, end, &cp);
        if (cp == 0 || (cp > 0x36F && (cp < 0x1E00 || cp > 0x1EFF)))
            return FALSE;
    }
    return TRUE;
}

/* Append Latin text as GLib has it, without ICU, whose loading takes longer than half of a start.
 * All these characters have been in Unicode for long, and the forms of what is in it never change:
 * both say the same. FALSE if GLib does not know the form. */
static gboolean
append_latin(TcNormalForm form, const char *text, gsize len, GString *out)
{
    static const GNormalizeMode modes[] = {
        [TC_NORMAL_NFC] = G_NORMALIZE_NFC,
        [TC_NORMAL_NFD] = G_NORMALIZE_NFD,
        [TC_NORMAL_NFKC] = G_NORMALIZE_NFKC,
        [TC_NORMAL_NFKD] = G_NORMALIZE_NFKD,
    };

    if (form == TC_NORMAL_NFKC_CASEFOLD)
        return FALSE;
    g_autofree char *normalized = g_utf8_normalize(text, (gssize)len, modes[form]);
    g_string_append(out, normalized);
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
    const Icu *icu;
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
    if (len <= LATIN_MAX && is_latin(text, len) && append_latin(form, text, len, out))
        return TRUE;
    icu = icu_get();
    normalizer = instance(icu, form, error);
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
    result_len = icu->normalize(normalizer, source, (int32_t)source_len, result, capacity, &status);
    if (status == U_BUFFER_OVERFLOW_ERROR) {
        status = U_ZERO_ERROR;
        g_free(result);
        capacity = result_len;
        result = g_new(UChar, capacity);
        result_len =
            icu->normalize(normalizer, source, (int32_t)source_len, result, capacity, &status);
    }
    if (U_FAILURE(status)) {
        g_set_error(error, G_CONVERT_ERROR, G_CONVERT_ERROR_FAILED, _("cannot normalize: %s"),
                    icu->error_name(status));
        return FALSE;
    }
    append_utf16(result, (gsize)result_len, out);
    return TRUE;
}
