/* text/abbreviation/table.h - a sorted table of abbreviations, in memory or compiled in.
 *
 * Private to text/. Strings are offsets into one text, so that the compiled table is read-only
 * memory without anything to relocate. */
#ifndef TC_TEXT_ABBREVIATION_TABLE_H
#define TC_TEXT_ABBREVIATION_TABLE_H

#include "text/key/letter.h"

#include <glib.h>

G_BEGIN_DECLS

#define TC_ABBREVIATION_TEXT_MAX (16u << 20)

typedef struct {
    guint32 folded; /* what the entries are sorted by: bare letters */
    guint32 abbreviation;
    guint32 expansion;
} TcAbbreviationEntry;

/* Of so many expansions the first one has a lead. */
#define TC_ABBREVIATION_STEP 64u

/* Each pair of an abbreviation and an expansion is in both arrays, in the order of the file where
 * the folded strings are equal. The table of aliases has megabytes, of which a query is to touch
 * few pages: where an expansion is, is narrowed down by leads first, and what is compiled in has
 * its folded strings in the order of the expansions. */
typedef struct {
    const char *text; /* strings that end with NUL */
    const TcAbbreviationEntry *by_abbreviation;
    const TcAbbreviationEntry *by_expansion;
    const guint64 *leads; /* of by_expansion; NULL without */
    guint count;
} TcAbbreviationTable;

/* What a folded string begins with, as a number that is in the order of these strings. */
static inline guint64
tc_abbreviation_lead(const char *folded)
{
    guint64 lead = 0;
    for (gsize i = 0; i < sizeof lead; i++) {
        lead = lead << 8 | (guchar)*folded;
        folded += *folded != '\0';
    }
    return lead;
}

/* Compiled in: text/abbreviation/abbreviations.tsv. */
extern const TcAbbreviationTable tc_abbreviation_builtin;

/* The same of aliases, which are looked up by their names alone (.by_abbreviation is NULL):
 * text/alias/pairs.h. */
extern const TcAbbreviationTable tc_alias_builtin;

/* Find in any of the tables the longest expansion that `text` begins with; see
 * tc_abbreviations_contract(). `is_whole`: a word without marks among words with tones has none. */
gsize tc_abbreviation_table_contract(const TcAbbreviationTable *const *tables, gsize table_count,
                                     const char *text, gsize len, gboolean is_whole,
                                     GPtrArray *out);

/* The same, but for the expansions themselves, as the tables write them. */
gsize tc_abbreviation_table_expansions(const TcAbbreviationTable *const *tables, gsize table_count,
                                       const char *text, gsize len, gboolean is_whole,
                                       GPtrArray *out);

/* Read a file into a new table. Returns FALSE and sets `error` as tc_abbreviations_load() does. */
gboolean tc_abbreviation_table_read(const char *tsv, gsize len, TcAbbreviationTable *table,
                                    GError **error);
void tc_abbreviation_table_clear(TcAbbreviationTable *table);

/* Append the bare letters and digits of an abbreviation. Returns FALSE when it has none, or has
 * letters of other scripts. */
gboolean tc_abbreviation_fold(const char *abbreviation, gsize len, GString *out);

/* If a word of an expansion begins at `p`, its end, and its letters in `word`; NULL if not. Skips
 * what may join words. */
const char *tc_abbreviation_next_word(const char *p, const char *end, gboolean is_first,
                                      TcLetters *word);

G_END_DECLS

#endif
