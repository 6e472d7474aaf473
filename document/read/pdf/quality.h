/* document/read/pdf/quality.h - how much of a text is Vietnamese. Private to document/.
 *
 * What a scanner without Vietnamese made of a page, or a font without a table of characters, looks
 * like text; that its words are no syllables tells it from text that can be searched. */
#ifndef TC_DOCUMENT_QUALITY_H
#define TC_DOCUMENT_QUALITY_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    gsize words;     /* tokens that begin with a letter and have no digit */
    gsize syllables; /* of those, syllables that Vietnamese spelling allows */
} TcQuality;

/* Count the words of UTF-8 text. Abbreviations ("UBND") are words that are no syllables. */
TcQuality tc_quality(const char *text, gsize len);

/* syllables / words; 0 without words. */
double tc_quality_share(const TcQuality *quality);

G_END_DECLS

#endif
