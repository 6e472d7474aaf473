/* field/field.h - the fields of a document, each in one row that everything else follows.
 *
 * From the list come the members of TcDocument and TcRecord, what leaves the sandbox, what a record
 * and a dump hold; from the rows (field.c) the terms and value slots of the index, the names in the
 * query language, options, columns, JSON, facets and what people are shown. docs/adding.md says
 * what a new one takes. Knows neither documents nor the index. */
#ifndef TC_FIELD_FIELD_H
#define TC_FIELD_FIELD_H

#include <glib.h>

G_BEGIN_DECLS

/* In the order in which they are shown. TEXT(ID, member) is a string of the document, NULL where it
 * does not say; OTHER(ID, member) is kept in another way. Each has a row in field.c. */
#define TC_FIELDS(TEXT, OTHER)                                                                      \
    TEXT(TITLE, title)     /* tiêu đề: from the markup, or from the text itself */              \
    OTHER(DATE, date)      /* ngày ban hành: a number YYYYMMDD, 0 when unknown */                 \
    TEXT(TYPE, type)       /* loại văn bản: "Nghị quyết" */                                \
    TEXT(NUMBER, number)   /* số, ký hiệu: "15/2020/NQ-HĐND" */                               \
    TEXT(ORG, org)         /* cơ quan ban hành */                                                 \
    TEXT(PLACE, place)     /* nơi ban hành */                                                     \
    TEXT(SIGNER, signer)   /* người ký */                                                       \
    TEXT(SESSION, session) /* of a meeting: "Kỳ họp thứ 5", "Đại hội lần thứ XIV" */ \
    TEXT(TERM, term)   /* "Khóa X, nhiệm kỳ 2021-2026", or one of the two; Roman figures */    \
    TEXT(CHAIR, chair) /* who presided: names with commas between */                                \
    OTHER(PATH, path)  /* of the file: bytes; the document itself does not know it */

#define TC_FIELD_ENUMERATOR_(ID, member) TC_FIELD_##ID,
typedef enum { TC_FIELDS(TC_FIELD_ENUMERATOR_, TC_FIELD_ENUMERATOR_) TC_FIELD_COUNT } TcField;
#undef TC_FIELD_ENUMERATOR_

/* For TC_FIELDS: those that are left out. */
#define TC_FIELD_NOTHING(ID, member)

/* Spellings of a name in Vietnamese, and the NULL behind them. */
#define TC_FIELD_NAMES_MAX 10

typedef struct {
    const char *name;                      /* in options, queries, JSON, columns, records, dumps */
    const char *names[TC_FIELD_NAMES_MAX]; /* in queries, "cơ-quan"; also without what joins them */
    const char *column; /* as a column in Vietnamese, where it is not the first of these */
    const char *label;  /* for people; to be translated */

    const char *option; /* what the option of this name says in --help; NULL: there is none */
    const char *value;  /* what its value is called there */

    const char *term;   /* prefix + key is a term for each of its words; NULL: they are asked for
                         * otherwise, see store/schema.h */
    guint slot;         /* value slot with the field as shown, which makes it a facet; 0: none */
    guint since;        /* the first TC_SCHEMA_VERSION whose records have it: to older ones the text
                         * says it, or nothing */
    gboolean is_placed; /* its terms have their positions in it */
    gboolean is_counted; /* its figures are found in all the ways that they are written */
    gboolean is_person;  /* names of people, shown of a hit where the query asks for one of them */

    /* What a query for it means. */
    gboolean has_short_forms; /* may be abbreviated, or stand in full for what is */
    gboolean has_order;       /* its words have their order, others may be between them */
    gboolean has_other_names; /* a body or place: what it became and was is meant, too */
    gboolean is_place;        /* "tỉnh Khánh Hòa" is Khánh Hòa, too */
    gboolean is_unmarked;     /* is written without marks more often than with them */
    gboolean is_outside;      /* its words do not stand in the text: none is lit for it */
} TcFieldRow;

const TcFieldRow *tc_field_row(TcField field);

/* Whether it is a string of the document: a TEXT of the list. */
gboolean tc_field_is_text(TcField field);

/* The field with this value slot; TC_FIELD_COUNT when it is none of a field. */
TcField tc_field_of_slot(guint slot);

G_END_DECLS

#endif
