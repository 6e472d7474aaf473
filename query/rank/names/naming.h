/* query/rank/names/naming.h - what each document of the pool says of the names in a query.
 *
 * A name is a group of words that is also written in another way: "sổ đỏ" has another name (an
 * alias), "lớp chín" another writing, "ĐBQH" stands for words. What a document says is told by
 * where the words stand alone, whatever the scores: query/rank/names/typed_first.h makes an order
 * of it.
 */
#ifndef TC_QUERY_NAMING_H
#define TC_QUERY_NAMING_H

#include "query/rank/pool.h"

G_BEGIN_DECLS

/* What a document is to the names of a query, one of these; they are bits, for sets of them. */
typedef enum {
    TC_NAMING_NONE = 1,   /* none of what follows */
    TC_NAMING_FEW = 2,    /* the same, and less than half of the words */
    TC_NAMING_NAMED = 4,  /* it has a name that was typed, in whatever spelling, not all the rest */
    TC_NAMING_PARTLY = 8, /* it has an alias for some of it, and not all the rest */
    TC_NAMING_BY_ALIAS = 16, /* the same, and all the rest of the query */
    TC_NAMING_TYPED = 32,    /* it has all of the words, and the names as they were typed */
} TcNaming;

/* How much of the query a document says: names count as a whole or not at all. */
typedef struct {
    TcNaming naming;
    guint count;   /* of the words */
    double rarity; /* of these, and of their pairs that stand side by side */
    double worth;  /* of what things are one of that it says for names: how rare these are */
    guint64 typed; /* names that it says as they were typed, as bits; further ones are not told */
    guint64 other; /* names that it says by an alias, and that were surely meant */
    gboolean is_less;    /* some alias in it says less than what was typed */
    gboolean is_wider;   /* ... and is what the thing is one of */
    gboolean has_same;   /* some alias in it is not what the thing is one of */
    gboolean is_literal; /* names stand in just the letters that were typed */
} TcSaid;

typedef struct {
    const TcPool *pool;
    TcSaid *said;              /* one for each document of the pool */
    double rarity;             /* of the whole query */
    guint64 unsaid;            /* names that no document of the pool says as they were typed */
    gboolean has_aliases;      /* some name has */
    gboolean are_half;         /* names are half of the words or more */
    gboolean are_whole;        /* names are all of the words */
    gboolean are_half_aliased; /* names that have aliases are half of the words or more */
    gboolean is_quoted;        /* the whole query stands in quotes */
} TcNamings;

/* NULL where nothing is decided by names: the query has none, or only few that have no alias. Both
 * are borrowed; the words must have been read (query/rank/restore.h). */
TcNamings *tc_namings_new(const TcPool *pool, const TcWords *words);
void tc_namings_free(TcNamings *namings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcNamings, tc_namings_free)

/* Of a document of the pool. */
const TcSaid *tc_namings_of(const TcNamings *namings, guint32 docid);

G_END_DECLS

#endif
