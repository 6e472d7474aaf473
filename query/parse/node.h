/* query/parse/node.h - a query as a tree of pieces of text. */
#ifndef TC_QUERY_NODE_H
#define TC_QUERY_NODE_H

#include "field/field.h"
#include "text/relation/relation.h"

#include <glib.h>

G_BEGIN_DECLS

#define TC_PARSE_ERROR (tc_parse_error_quark())
GQuark tc_parse_error_quark(void);
typedef enum {
    TC_PARSE_ERROR_SYNTAX,
    TC_PARSE_ERROR_TOO_LONG, /* over one of the limits below */
} TcParseError;

#define TC_QUERY_MAX          (64 * 1024) /* bytes */
#define TC_QUERY_DEPTH_MAX    64          /* nested parentheses */
#define TC_QUERY_PIECES_MAX   500 /* phrases, prefixes, fields and NEARs, each one that is typed */
#define TC_QUERY_PREFIXES_MAX 32

typedef enum {
    TC_NODE_WORDS,    /* text: words beside each other, as typed */
    TC_NODE_PHRASE,   /* text: what stood between quotes */
    TC_NODE_PREFIX,   /* text: without the star */
    TC_NODE_FIELD,    /* field and text */
    TC_NODE_RELATION, /* relation and text: the number of another document */
    TC_NODE_NEAR,     /* children within `window` words; each WORDS of one word, or PHRASE */
    TC_NODE_LIST,     /* children with `occur` */
    TC_NODE_AND,      /* all children */
    TC_NODE_OR,       /* any child */
    TC_NODE_AND_NOT,  /* first child without the second */
} TcNodeType;

typedef enum { TC_OCCUR_SHOULD, TC_OCCUR_MUST, TC_OCCUR_MUST_NOT } TcOccur;

/* "cites:", "viện-dẫn:": names the other document, whatever it says of it. */
#define TC_RELATION_CITES ((guint)TC_RELATION_KIND_COUNT)

typedef struct {
    TcNodeType type;
    TcOccur occur;       /* within a LIST */
    TcField field;       /* FIELD only */
    guint relation;      /* RELATION only: a TcRelationKind, or TC_RELATION_CITES */
    guint window;        /* NEAR only, in words */
    char *text;          /* owned */
    gboolean is_spaced;  /* FIELD only: behind a space, as it may stand in pasted text */
    char *note;          /* of the whole query: what is to be told of it; owned, NULL mostly */
    GHashTable *typed;   /* of the whole query: words of it in small letters -> how they were typed
                          * in an old font (char *); owned, NULL mostly */
    gsize column;        /* where it begins in the query, characters from 1 */
    GPtrArray *children; /* of TcNode, owned; NULL for leaves */
} TcNode;

/* A readable form for tests and --explain: (list words:"a b" must:phrase:"c"). Free with g_free().
 */
char *tc_node_describe(const TcNode *node);

/* One without text; with room for children if its type has any. */
TcNode *tc_node_new(TcNodeType type, gsize column);

/* Where plain words have phrases beside them that are asked for without a sign: the same with the
 * words of those phrases as plain words, for the documents that lack one of the phrases. With
 * `has_fields` those that are spaced are as such phrases. NULL where there are none. */
TcNode *tc_node_without_phrases(const TcNode *node, gboolean has_fields);

/* How many plain words a list asks for without a sign. */
guint tc_node_plain_words(const TcNode *node);

void tc_node_free(TcNode *node);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcNode, tc_node_free)

G_END_DECLS

#endif
