/* text/key/orthography.h - which syllables Vietnamese spelling allows. Private to text/. */
#ifndef TC_TEXT_ORTHOGRAPHY_H
#define TC_TEXT_ORTHOGRAPHY_H

#include <glib.h>

G_BEGIN_DECLS

/* Whether `toneless`, lower case NFC with qualities but no tone ("đương"), is an onset and a rime.
 * With `is_tone_strict` the tone (TC_TONE_...) must be one the rime can have. In "hi" i may stand
 * for y, as in keys. */
gboolean tc_spelling_is_allowed(const char *toneless, int tone, gboolean is_tone_strict);

/* Whether `bare`, small letters without marks ("duong"), is such a syllable with some marks. */
gboolean tc_spelling_may_be(const char *bare);

G_END_DECLS

#endif
