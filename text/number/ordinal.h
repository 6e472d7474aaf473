/* text/number/ordinal.h - the numbers that sessions and terms are counted with: "lần thứ 2", "thứ
 * hai", "khóa XII", "kỳ họp thứ mười lăm". */
#ifndef TC_TEXT_ORDINAL_H
#define TC_TEXT_ORDINAL_H

#include <glib.h>

G_BEGIN_DECLS

/* Greater ones are years, numbers of documents, or no count of meetings. */
#define TC_ORDINAL_MAX 399

/* How an ordinal is written. */
typedef enum {
    TC_ORDINAL_DIGITS, /* "12", "02" */
    TC_ORDINAL_ROMAN,  /* "XII", in capitals */
    TC_ORDINAL_WORDS,  /* "mười hai", in any case, with all its marks or with none */
} TcOrdinalForm;

/* Read the ordinal that stands at `p`: 1 to TC_ORDINAL_MAX, up to 99 in words. Returns its end,
 * NULL when there is none, or when the word goes on ("12A", "XIIb", "4/2020"). `form` may be NULL.
 */
const char *tc_ordinal_read(const char *p, const char *end, guint *value, TcOrdinalForm *form);

/* `value` (1 to TC_ORDINAL_MAX) in Roman figures. Free with g_free(). */
char *tc_ordinal_roman(guint value);

/* `value` in words: "mười ba"; NULL from 100 on. Free with g_free(). */
char *tc_ordinal_words(guint value);

/* `value` in all the ways that people may ask for it, with spaces between: "2 II hai nhì". What has
 * no words (from 100 on) is in figures alone. Free with g_free(). */
char *tc_ordinal_spellings(guint value);

G_END_DECLS

#endif
