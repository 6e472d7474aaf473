/* text/relation/place.h - which province, district or commune a body is of: "Ủy ban nhân dân tỉnh
 * Bắc Giang", "UBND TP Huế". Two that have the same name but not the same level are two. */
#ifndef TC_TEXT_PLACE_H
#define TC_TEXT_PLACE_H

#include <glib.h>

G_BEGIN_DECLS

#define TC_PLACE_NAME_MAX 63 /* bytes */

typedef struct {
    const char *level;                /* "tinh", "thanh pho"; static */
    char name[TC_PLACE_NAME_MAX + 1]; /* its bare words; empty where it is not named */
    const char *end;                  /* behind it in the text */
} TcPlace;

/* The place at `p`, where the word for its level stands. FALSE where none does. A name is of words
 * with capitals: "tỉnh Bà Rịa - Vũng Tàu về việc" ends before "về". */
gboolean tc_place_at(const char *p, const char *end, TcPlace *place);

/* Whether both texts say which place they are of, and these are two: "huyện Châu Thành, tỉnh Long
 * An" and "huyện Châu Thành, tỉnh Bến Tre". NULL says nothing; names in short, as "TP.HCM", leave
 * it open. */
gboolean tc_places_differ(const char *one, const char *other);

G_END_DECLS

#endif
