/* text/key/normalize.h - Unicode normalization of UTF-8 strings, of other than Latin ones through
 * ICU.
 *
 * For showing and comparing whole strings; the analyzer itself folds through its character table.
 */
#ifndef TC_TEXT_NORMALIZE_H
#define TC_TEXT_NORMALIZE_H

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
    TC_NORMAL_NFC,
    TC_NORMAL_NFD,
    TC_NORMAL_NFKC,
    TC_NORMAL_NFKD,
    TC_NORMAL_NFKC_CASEFOLD, /* NFKC, case folded, without default-ignorable characters */
} TcNormalForm;

/* Append `text` in `form` to `out`. Bad bytes become U+FFFD each. Returns FALSE and sets `error`
 * (G_CONVERT_ERROR), with `out` as it was, when ICU or its data cannot be loaded or the text is
 * longer than ICU can take (2^31 UTF-16 units, in or out). Threads may call it at the same time. */
gboolean tc_normalize(TcNormalForm form, const char *text, gsize len, GString *out, GError **error);

/* Load what `form` needs, so that tc_normalize() cannot fail on it later. */
gboolean tc_normalize_prepare(TcNormalForm form, GError **error);

G_END_DECLS

#endif
