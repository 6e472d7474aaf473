/* query/show/ordinary.h - titles that are written in capitals, as people write them elsewhere:
 * "BÁO CÁO CỦA UBND TỈNH NGHỆ AN NĂM 2020" is "Báo cáo của UBND tỉnh Nghệ An năm 2020".
 *
 * What is a name the document says itself: its fields, and its text where that has the same words
 * in ordinary letters; and the names of places that text/ has. Abbreviations, Roman figures and
 * whatever has digits stay. For people only: what is stored is as it was. */
#ifndef TC_QUERY_ORDINARY_H
#define TC_QUERY_ORDINARY_H

#include "store/record.h"

G_BEGIN_DECLS

/* `title` as above when it is in capitals, else as it is. The text of `record` may be NULL. Free
 * with g_free(). */
char *tc_ordinary_title(const char *title, const TcRecord *record);

G_END_DECLS

#endif
