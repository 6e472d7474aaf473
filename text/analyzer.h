/* text/analyzer.h - from Vietnamese text to index keys.
 *
 * The indexer and the query program must see the same keys, so both come here.
 * An analyzer does not change once made: threads may share it. Offsets are in
 * bytes and refer to the text as it was passed in, whatever normalization did.
 *
 * A word is a run of letters, digits and combining marks. Everything else splits, but controls and
 * default-ignorable characters (soft hyphen, BOM), which are nothing; U+200B splits unless it
 * stands within a syllable. Letters of Greek and Cyrillic that look like Latin ones are these in a
 * word that has others ("НĐND"), and in one of several such letters beside Latin words; a caron
 * that makes a syllable is a breve ("nǎm"). Words set with spaces between their letters
 * ("Q U Y Ế T   Đ Ị N H") are words (text/spaced.h). Three single letters or more with full stops
 * between them are one word: "U.B.N.D" is "UBND". An ideograph or kana is a word each. Digits in
 * thousands are one number without its dots or commas: "1.500.000" is "1500000"; "0.500", "3,5",
 * "4.12.2020" and "1.234.5" are several. The sign of a share or of money is a word where it is said
 * of a number: "15%" is "15" and "%", and so are ‰, $ and €; "₫" is "đ".
 *
 * Positions count words, 1 apart, and 1 + TC_SEGMENT_GAP apart where a segment ends: at . ; : ? !,
 * the ellipsis, their full-width and CJK forms, and a line end. Quotation marks and brackets end
 * none. No end are a dot between two word characters ("TP.HCM"), one behind a short form that words
 * follow ("TP. Hà Nội", "ThS. Nga", "H.U. Cái Bè"), one behind the number of a heading at the start
 * of its line
 * ("Điều 3. Kinh phí", "1.2. Nội dung", "Chương II. "), and a single line end that is only layout:
 * where the next line, behind spaces and quotation marks, begins with a small letter or a word in
 * capitals, where the line before was full, or where both sides are words of a name (table cells
 * cut "Nguyễn Văn|An"). A number or letter with the mark of a list is no such line. */
#ifndef TC_TEXT_ANALYZER_H
#define TC_TEXT_ANALYZER_H

#include "text/tokens.h"

G_BEGIN_DECLS

/* Raise it whenever the same text may give other keys or positions: indexes of another version are
 * refused. History:
 *   1  first version
 *   2  numbers of documents with the letter O for a nought, more forms of dates and definitions,
 *      U+0189 for Đ
 *   3  numbers with letters run together ("75VN/CC"), "ngày10"; "U.B.N.D" is one word, "TP." ends
 * no sentence, U+200B parts words
 *   4  "Điều 3." at the start of a line ends no sentence, nor do layout, quotation marks and
 *      brackets; numbers of a row ("66.2/2025/NQ-CP")
 *   5  the signs in "15%" and "$20" are words; U+20AB is đ; "NSND.", "H." and more end no
 *      sentence
 *   6  letters of Greek and Cyrillic that look like Latin ones, "nǎm", words set with spaces
 * between their letters */
#define TC_ANALYZER_VERSION 6

/* What a segment break ( . ; : ? ! and a line end ) adds to the position. */
#define TC_SEGMENT_GAP 10

typedef struct TcAnalyzer TcAnalyzer;

/* Make an analyzer: cheap, its character table was made at build time. Returns NULL and sets
 * `error` (G_CONVERT_ERROR) when ICU's own data, for characters beyond the table, cannot be loaded.
 */
TcAnalyzer *tc_analyzer_new(GError **error);

/* The same for a program that starts anew for each question: ICU is loaded when a character first
 * needs it. The program ends with a message if that fails then. */
TcAnalyzer *tc_analyzer_new_later(void);
void tc_analyzer_free(TcAnalyzer *analyzer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcAnalyzer, tc_analyzer_free)

/* Replace what `tokens` holds with the tokens of `text`, in order of `start`; they do not overlap.
 * (A character that folds to several words, such as U+00BD "1 2", gives its bytes to the first of
 * them: the others start, and may end, where it ends.)
 * Bytes that are not UTF-8 become U+FFFD and separate words: bad input is not an error. `len` may
 * be up to G_MAXUINT32 / 2 bytes. */
void tc_analyze(const TcAnalyzer *analyzer, const char *text, gsize len, TcTokens *tokens);

/* The same a piece at a time, for texts whose tokens would fill the memory: whenever `batch_len`
 * tokens are there, and at the end, `tokens` is handed to `func`, and then emptied. All pieces
 * together are what tc_analyze() gives. Stops, and returns FALSE, when `func` does. */
typedef gboolean (*TcTokensFunc)(const TcTokens *tokens, gpointer user);
gboolean tc_analyze_each(const TcAnalyzer *analyzer, const char *text, gsize len, gsize batch_len,
                         TcTokens *tokens, TcTokensFunc func, gpointer user);

/* The key of one word alone, for tests and tables: the first token of `word`, copied; NULL if it
 * has none. Free with g_free(). */
char *tc_word_key(const TcAnalyzer *analyzer, const char *word, gsize *key_len);

/* Lower case, NFC (compatibility letters as plain ones: NFKC_Casefold), separators as single spaces
 * and none at the ends: the form in which two spellings of one word are
 * compared ("HOÀ" and "hoà" agree, "hoà" and "hòa" do not: TC_TIER_EXACT against TC_TIER_SPELLING).
 * Appends to `out`. */
void tc_fold_spelling(const TcAnalyzer *analyzer, const char *text, gsize len, GString *out);

G_END_DECLS

#endif
