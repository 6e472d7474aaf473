/* text/key/look_alike.h - letters of Greek and Cyrillic that look like Latin ones.
 *
 * Private to text/. Scanning programs and old fonts put them into Vietnamese words, where nobody
 * sees them: the first letter of "НĐND" is a Cyrillic one here. The pairs are those of Unicode's
 * list of confusable characters (UTS #39), which a test compares them with through ICU. They are a
 * table of our own since that list, unlike the normal forms, may change with each version of
 * Unicode, and an index would then depend on the ICU it was made with; since keys know no case, so
 * that "Н", which looks like H, and "н", which does not, must be one; and since not all of it is
 * wanted: the "μ" of "5 μm" is no m. */
#ifndef TC_TEXT_LOOK_ALIKE_H
#define TC_TEXT_LOOK_ALIKE_H

#include <glib.h>

G_BEGIN_DECLS

/* The letter 'a'..'z' that a letter of Greek or Cyrillic looks like, as a small letter or as a
 * capital; '\0' for any other. `cp` is folded: a small letter. */
char tc_look_alike(gunichar cp);

G_END_DECLS

#endif
