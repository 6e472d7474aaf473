/* document/header/formal.h - the parts of a document that form asks for: its recitals, and the list
 * of those whom it is sent to.
 *
 *     Căn cứ Luật Ngân sách nhà nước ngày 25 tháng 6 năm 2015;       recitals, before what the
 *     Xét Tờ trình số 15/TTr-SNV của Sở Nội vụ,                      document resolves
 *     QUYẾT ĐỊNH:
 *     ...
 *     Nơi nhận:                                                      recipients, to the line that
 *     - HĐND, UBND các tỉnh;                                         is no item of the list
 *
 * Nearly every document names the law on the organisation of its office there and none is about it.
 * Nothing is known of a document from them but its relations (document/relation/). */
#ifndef TC_DOCUMENT_HEADER_FORMAL_H
#define TC_DOCUMENT_HEADER_FORMAL_H

#include <glib.h>

G_BEGIN_DECLS

/* Bytes [start, end) of a text. */
typedef struct {
    gsize start;
    gsize end;
} TcFormalPart;

static inline TcFormalPart *
tc_formal_part_at(const GArray *parts, gsize index)
{
    return &g_array_index(parts, TcFormalPart, index);
}

/* The end of what a recital begins with at `p`: "căn cứ", "xét", "theo tờ trình". NULL when it is
 * none. */
const char *tc_recital_at(const char *p, const char *end);

/* Append to `parts` (of TcFormalPart) those of `text`, valid UTF-8, ascending and apart, at most
 * `max` of them. */
void tc_formal_parts_find(const char *text, gsize len, guint max, GArray *parts);

G_END_DECLS

#endif
