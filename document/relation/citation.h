/* document/relation/citation.h - a document that is named in running text. Private to
 * document/relation/.
 *
 *     Quyết định số 12/2010/QĐ-UBND ngày 05 tháng 3 năm 2010
 *     Luật Đất đai số 45/2013/QH13, Luật Đất đai ngày 29/11/2013, Luật Đất đai năm 2013
 *     số 13/2010/QĐ-UBND                     of a list: the type is that of the one before */
#ifndef TC_DOCUMENT_CITATION_H
#define TC_DOCUMENT_CITATION_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    const char *start;
    const char *end;  /* behind the day, where it has one */
    const char *type; /* as tc_type_at() gives it; NULL when only "số ..." is there */
    char *number;     /* NULL when it is named without one */
    char *title;      /* of laws: "Luật Đất đai"; else NULL */
    char *org;    /* of which province, district or commune: "UBND tỉnh Bắc Giang"; or NULL */
    guint32 date; /* YYYYMMDD, YYYY0000 for a year alone, 0 when not said */
} TcCitation;

void tc_citation_clear(TcCitation *citation);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TcCitation, tc_citation_clear)

/* Whether documents of `type` are named by their titles: laws, codes, ordinances, the constitution.
 */
gboolean tc_is_law(const char *type);

/* Whether the number of another document stands in [p, end), outside of quotation marks, before the
 * first that can be read: "Luật A s ố 15/2017/QH14 đư ợc sửa đổi theo", with letters apart. */
gboolean tc_has_unread_number(const char *p, const char *end);

/* Read the citation that begins at `p`. FALSE when there is none, and `citation` is left alone:
 * "Quyết định này", "quyết định" without number, day or year. */
gboolean tc_citation_at(const char *p, const char *end, TcCitation *citation);

/* The same of a law that only its name tells of: "Luật Đất đai", in a title. */
gboolean tc_citation_named_at(const char *p, const char *end, TcCitation *citation);

/* The first citation that begins in [p, until); it may go on up to `end`. */
gboolean tc_citation_find(const char *p, const char *until, const char *end, TcCitation *citation);

G_END_DECLS

#endif
