/* text/number/number.h - số và ký hiệu: the numbers of official documents, as keys.
 *
 * A document of the State is "15/2020/NĐ-CP": its number, perhaps the year, and a symbol made of
 * the code of its type and of who issued it (Decree 30/2020/NĐ-CP, article 8 and annex III). One of
 * the Party is "12-NQ/TU" (Instruction 36-HD/VPTW). People write them in every other way too. One
 * key stands for all of them:
 *
 *     30c/NQ-CP, số 30c NQ CP, 030C/nq–cp               30c/nq-cp
 *     15/2020/NĐ-CP, 15/2020/ND-CP, 15-2020-NĐ-CP       15/2020/nd-cp
 *     12-NQ/TU, Nghị quyết số 12 -NQ/TU                 12/nq-tu
 *     2/2021/QH15, 02/2021/QH15                         2/2021/qh15
 *     số 75VN/CC                                        75/vn-cc
 *     66.2/2025/NQ-CP, of a row of resolutions          66.2/2025/nq-cp
 *     3Oc/NQ-CP, O5-NQ/TU: the letter O for a nought    30c/nq-cp, 5/nq-tu
 *
 * A key is ASCII: the number without leading zeros, with its letter or its part; then the year, if
 * there is one; then the parts of the symbol joined by '-'; all in lower case and joined by '/'. &
 * is left out ("GD&ĐT" is "gddt"), and TƯ is TW. */
#ifndef TC_TEXT_NUMBER_H
#define TC_TEXT_NUMBER_H

#include <glib.h>

G_BEGIN_DECLS

#define TC_NUMBER_KEY_MAX 63 /* bytes; a longer number is none */

typedef struct {
    char key[TC_NUMBER_KEY_MAX + 1];
    guint32 number; /* 30 of "30c/nq-cp" */
    guint16 year;   /* 0 when it has none */
    guint8 symbol;  /* where the symbol starts in `key`; at its end when it has none */
} TcNumber;

/* Read a text that is one document number and nothing else: a query or a field. May begin with
 * "số" and with the type of the document ("Nghị quyết số", "NĐ", "NĐ15/2020"), and end with
 * punctuation. Case,
 * marks and dashes do not matter, and spaces may stand for separators.
 * After "số" or a type the symbol may be missing ("số 30c", "nghị định 15/2020"): then such is the
 * key too, a beginning of the keys that are meant. Returns FALSE, and leaves `number` alone, when
 * it is something else: dates, fractions, ranges of years, telephone numbers. */
gboolean tc_number_parse(const char *text, gsize len, TcNumber *number);

/* The same for what somebody typed: what no document is indexed by may be meant, too. A type and an
 * issuer may run together ("30c/NQCP" is 30c/nq-cp), and the letter may stand apart where a whole
 * symbol follows ("30 c/NQ-CP", not "30 c"). */
gboolean tc_number_parse_typed(const char *text, gsize len, TcNumber *number);

/* The same of a number that may have its day behind it, as documents name each other:
 * "12/2010/QĐ-UBND ngày 05/3/2010". */
gboolean tc_number_parse_named(const char *text, gsize len, TcNumber *number);

/* `start` and `end` are bytes of the text; "số" does not belong to it. */
typedef void (*TcNumberFunc)(const TcNumber *number, gsize start, gsize end, gpointer user);

/* Call `func` for each document number in running text, in order. These have a symbol, written in
 * capitals or begun by a code that is known, joined by / or -, unless "số" or a type of document
 * comes before. Text without digits costs next to nothing. */
void tc_numbers_find(const char *text, gsize len, TcNumberFunc func, gpointer user);

/* The first of them, with its place. FALSE when there is none. */
gboolean tc_number_find_first(const char *text, gsize len, TcNumber *number, gsize *start,
                              gsize *end);

/* The bytes from `p` to `end`, a number as somebody wrote it, without spaces and with plain dashes.
 * Free with g_free(). */
char *tc_number_tidy(const char *p, const char *end);

G_END_DECLS

#endif
