/* text/relation/relation.h - what a document says that it does to others: replaces, repeals,
 * amends, corrects or implements them, is based on them, promulgates what is attached to it.
 *
 * A number is no identity: 58/QĐ-TTg is of 2012 and of 2014, and every province has a
 * 15/2020/QĐ-UBND. So a relation keeps all that the text says of the other document, and
 * tc_relation_names() tells whether a document of the archive is that one for sure.
 *
 * As bytes, in the index and between processes, relations are lines of seven or eight fields with
 * tabs between, in the order of the struct: kind, number, type, title, date, scope, effective, org.
 * Fields that are not said are empty, and the eighth is not there; days are YYYYMMDD. */
#ifndef TC_TEXT_RELATION_H
#define TC_TEXT_RELATION_H

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
    TC_RELATION_REPLACES,    /* thay thế */
    TC_RELATION_REPEALS,     /* bãi bỏ, hủy bỏ, hết hiệu lực */
    TC_RELATION_AMENDS,      /* sửa đổi, bổ sung */
    TC_RELATION_CORRECTS,    /* đính chính */
    TC_RELATION_IMPLEMENTS,  /* hướng dẫn, quy định chi tiết, triển khai */
    TC_RELATION_BASED_ON,    /* căn cứ, theo Tờ trình số ... */
    TC_RELATION_PROMULGATES, /* ban hành kèm theo */
    TC_RELATION_KIND_COUNT
} TcRelationKind;

/* "replaces", "repeals", "amends", "corrects", "implements", "based_on", "promulgates". */
const char *tc_relation_kind_name(TcRelationKind kind);
gboolean tc_relation_kind_parse(const char *name, TcRelationKind *kind);

/* How queries name it besides: "thay-thế", up to a NULL. Static. */
const char *const *tc_relation_kind_names(TcRelationKind kind);

#define TC_RELATIONS_MAX       300   /* of one document */
#define TC_RELATION_FIELD_MAX  400   /* bytes of a title or scope; a longer one is cut */
#define TC_RELATIONS_BYTES_MAX 60000 /* of all lines */

/* Strings are UTF-8 on one line, owned, NULL where the text does not say. */
typedef struct {
    TcRelationKind kind;
    char *number;      /* as written: "15/2020/QĐ-UBND" */
    char *type;        /* as tc_type_at() shows it: "Quyết định" */
    char *title;       /* of what is named without a number: "Luật Đất đai" */
    guint32 date;      /* YYYYMMDD; YYYY0000 where only the year is said; 0: not said */
    char *scope;       /* of what takes effect: NULL for the whole, else "khoản 2 Điều 5" */
    guint32 effective; /* from when on, YYYYMMDD; 0: not said */
    char *org;         /* whose number it is, if of a place: "UBND tỉnh Bắc Giang" */
} TcRelation;

void tc_relation_free(TcRelation *relation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcRelation, tc_relation_free)

/* The lines of `relations` (of TcRelation *), as many as are allowed; NULL for none. Free with
 * g_free(). */
char *tc_relations_write(const GPtrArray *relations);

/* The relations (TcRelation *, owned) that `lines` holds, in order; NULL gives none. Lines that are
 * no relation, and more than TC_RELATIONS_MAX, are passed over. */
GPtrArray *tc_relations_read(const char *lines);

/* Call `func` with each thing that `relation` says, in a fixed order and by the name that JSON has
 * for it: "kind", "number", "type", "title", "date", "scope", "effective", "org". Days are
 * "2020-12-04", or a year alone. */
typedef void (*TcRelationMemberFunc)(const char *name, const char *value, gpointer user);
void tc_relation_each_member(const TcRelation *relation, TcRelationMemberFunc func, gpointer user);

/* What is known of a document that may be named by another. Borrowed; NULL and 0 where unknown. */
typedef struct {
    const char *number;
    const char *type;
    const char *org;
    const char *title;
    guint32 date;
} TcNamed;

/* Whether `relation`, of a document of `org` (may be NULL), is about `document` for sure: numbers
 * agree (or names where it has none), types and days do not differ, and the day, or the year within
 * the number, leaves no doubt. A number that several bodies have needs the same day or body, and no
 * other place: of `document`, and of whom the relation says it is, else of `org`. */
gboolean tc_relation_names(const TcRelation *relation, const char *org, const TcNamed *document);

/* ---- keys ----
 *
 * Both directions are one look-up: a document has the term TC_TERM_RELATION (store/schema.h) + the
 * letter of the kind + the key of the other document, and that has the same keys as its own. */

#define TC_RELATION_KEY_MAX 120 /* bytes */

/* 'r', 'x', 'a', 'c', 'i', 'b' or 'p'. */
char tc_relation_letter(TcRelationKind kind);

/* Write the key of what `relation` names: N + number key, or T + the bare words of its name
 * ("Tluat dat dai"), or D + YYYYMMDD + its type ("D20140109quyet dinh"). FALSE when it names
 * nothing that can be looked up. */
gboolean tc_relation_key(const TcRelation *relation, char key[TC_RELATION_KEY_MAX + 1]);

/* In place of the letter of a kind: before a document's own keys. */
#define TC_RELATION_OWN 'o'

/* Call `func` with each key that other documents may name `document` by. */
typedef void (*TcRelationKeyFunc)(const char *key, gpointer user);
void tc_named_keys(const TcNamed *document, TcRelationKeyFunc func, gpointer user);

G_END_DECLS

#endif
