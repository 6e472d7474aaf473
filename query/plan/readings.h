/* query/plan/readings.h - what the words of a field may be written as: in full for a short form, by
 * another name, and of a place with and without what it is ("huyện Củ Chi", "Q.1"). */
#ifndef TC_QUERY_READINGS_H
#define TC_QUERY_READINGS_H

#include "field/field.h"
#include "query/words/words.h"

G_BEGIN_DECLS

/* The key of a word, borrowed. */
typedef struct {
    const char *key;
    gsize len;
} TcFieldKey;

/* Lists (GArray of TcFieldKey) of words, the first one with the abbreviations in full, the others
 * with one of them, or of what has one, written otherwise. */
typedef struct {
    GPtrArray *lists;
    GArray *by_alias;   /* of gboolean, for each list: another name, of which less is thought */
    GPtrArray *scratch; /* of TcWords, which hold the keys */
} TcFieldReadings;

/* The ways in which the field may write `text`; nothing is added to `words`. NULL on failure. */
TcFieldReadings *tc_field_readings(const TcWords *words, const TcFieldRow *row, const char *text,
                                   GError **error);
void tc_field_readings_free(TcFieldReadings *readings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcFieldReadings, tc_field_readings_free)

G_END_DECLS

#endif
