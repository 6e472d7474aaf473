/* text/abbreviation/abbreviation.h - UBND, KT-XH, CCHC: abbreviations and what they mean, both
 * ways.
 *
 * A table comes with the program (text/abbreviation/abbreviations.tsv, compiled in: it costs
 * nothing at start); users add their own, and documents say what theirs mean. Nothing here opens a
 * file.
 *
 * Abbreviations are compared without regard to case and to spaces, hyphens, full stops, slashes
 * and &: "kt-xh", "KTXH". Without marks they stand for those with marks too ("hdnd" is HĐND),
 * with marks only for the same ("hđnd" is not HDND). The same holds for the words of an expansion,
 * where y for i and the place of a tone do not matter either. */
#ifndef TC_TEXT_ABBREVIATION_H
#define TC_TEXT_ABBREVIATION_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct TcAbbreviations TcAbbreviations;
typedef struct TcAliases TcAliases; /* text/alias/alias.h */

/* The table that comes with the program. Cheap: nothing is read or copied. */
TcAbbreviations *tc_abbreviations_new(void);
void tc_abbreviations_free(TcAbbreviations *abbreviations);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcAbbreviations, tc_abbreviations_free)

/* Use the user's table, in the form of text/abbreviation/abbreviations.tsv, besides the program's;
 * its readings come first. Replaces the user's table of before. Returns FALSE, changes nothing and
 * sets `error` (G_CONVERT_ERROR) when `tsv` is not UTF-8, is larger than 16 MiB, or has a line that
 * is not ABBREVIATION<TAB>EXPANSION...; the message names the line. */
gboolean tc_abbreviations_load(TcAbbreviations *abbreviations, const char *tsv, gsize len,
                               GError **error);

/* Aliases go where abbreviations go: whoever looks for the one looks for the other. `aliases` is
 * borrowed; NULL, as at first, for none. */
void tc_abbreviations_set_aliases(TcAbbreviations *abbreviations, const TcAliases *aliases);
const TcAliases *tc_abbreviations_aliases(const TcAbbreviations *abbreviations);

/* Add the expansions of `abbreviation` to `out` (const char *, lower case but for names; they
 * belong to `abbreviations`). Returns how many were added; 0 when it is unknown. */
guint tc_abbreviations_expand(const TcAbbreviations *abbreviations, const char *abbreviation,
                              gsize len, GPtrArray *out);

/* Find the longest expansion that `text` begins with ("Ủy ban nhân dân tỉnh": Ủy ban nhân dân) and
 * add the abbreviations for it to `out` (const char *, they belong to `abbreviations`). Its words
 * may be joined by spaces, commas and dashes. Returns the bytes of `text` that it takes, 0 when
 * there is none. */
gsize tc_abbreviations_contract(const TcAbbreviations *abbreviations, const char *text, gsize len,
                                GPtrArray *out);

/* A short form that a document defines, as bytes of its text. */
typedef struct {
    gsize short_start;
    gsize short_end;
    gsize long_start;
    gsize long_end;
    gboolean is_initials; /* "KT-XH"; else a short name: "Ban Chỉ đạo" */
} TcDefinition;

typedef void (*TcDefinitionFunc)(const TcDefinition *definition, gpointer user);

/* Call `func` for what a text defines, in order:
 *
 *     kinh tế - xã hội (KT-XH)                  UBND (Ủy ban nhân dân)
 *     Ủy ban nhân dân tỉnh (sau đây gọi tắt là UBND tỉnh), viết tắt là "HTX"
 *     Ban Chỉ đạo cải cách hành chính tỉnh (sau đây gọi tắt là Ban Chỉ đạo)
 *
 * The initials must be those of the words, as tc_abbreviation_agrees() tells; a short name must be
 * some of the words of the long one, in their order, the first of them first. Text without
 * parentheses costs next to nothing. */
void tc_abbreviations_learn(const char *text, gsize len, TcDefinitionFunc func, gpointer user);

/* Whether `abbreviation` is made of the initials of the words of `expansion`, in order. Small words
 * (và, của, các...) may lack theirs; a small letter belongs to the word of the capital before it
 * ("TTg": Thủ tướng); D may stand for Đ if there is no Đ; the W of TW is ư. */
gboolean tc_abbreviation_agrees(const char *abbreviation, gsize abbreviation_len,
                                const char *expansion, gsize expansion_len);

G_END_DECLS

#endif
