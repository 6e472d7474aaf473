/* text/alias/alias.h - other names for what a text names: sổ đỏ is giấy chứng nhận quyền sử dụng
 * đất, Ninh Thuận belongs to Khánh Hòa now, Đắk Lắk is written Đắc Lắc, too.
 *
 * A table comes with the program (text/alias/aliases.tsv, compiled in: it costs nothing at start),
 * users add their own in the same form. Nothing here opens a file. Names are compared as the words
 * of abbreviations are (text/abbreviation/abbreviation.h): without regard to case, and without
 * marks they stand for those with marks, but not where other words of the name have tones: "người
 * Gia" of "người Gia Rai" is no "người già". What ended without a successor is in the table, too,
 * and has no other name. */
#ifndef TC_TEXT_ALIAS_H
#define TC_TEXT_ALIAS_H

#include <glib.h>

G_BEGIN_DECLS

/* What the other name is to the one that was looked up. */
typedef enum {
    TC_ALIAS_WORD,        /* another word for it */
    TC_ALIAS_SPELLING,    /* the same name spelled otherwise: good for phrases, too */
    TC_ALIAS_SUCCESSOR,   /* what it became, or became part of */
    TC_ALIAS_PREDECESSOR, /* what became it, or part of it */
    TC_ALIAS_WIDER,       /* what it is one of: for archives that do not say it */
} TcAliasKind;

typedef struct {
    const char *name; /* borrowed from the aliases */
    TcAliasKind kind;
} TcAlias;

static inline TcAlias *
tc_alias_at(const GArray *aliases, gsize index)
{
    return &g_array_index(aliases, TcAlias, index);
}

typedef struct TcAliases TcAliases;

/* The table that comes with the program. Cheap: nothing is read or copied. */
TcAliases *tc_aliases_new(void);
void tc_aliases_free(TcAliases *aliases);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcAliases, tc_aliases_free)

/* Use the user's table besides the program's; replaces the user's table of before. Returns FALSE,
 * changes nothing and sets `error` (G_CONVERT_ERROR) when `tsv` is not UTF-8, too large, or has a
 * line that is not KIND<TAB>DATE<TAB>SOURCE<TAB>NAME<TAB>NAME...; the message names the line. */
gboolean tc_aliases_load(TcAliases *aliases, const char *tsv, gsize len, GError **error);

/* Find the longest name that `text` begins with and append its other names to `out` (of TcAlias).
 * Returns the bytes of `text` that it takes, 0 when there is none. A place that the table has as
 * something else ("thị xã Hà Đông": quận Hà Đông) has all of these for wider names. */
gsize tc_aliases_find(const TcAliases *aliases, const char *text, gsize len, GArray *out);

/* The same, but append these names themselves, with their marks (of const char *, borrowed). */
gsize tc_aliases_spell(const TcAliases *aliases, const char *text, gsize len, GPtrArray *out);

G_END_DECLS

#endif
