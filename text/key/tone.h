/* text/key/tone.h - the tones of Vietnamese, as keys number them. */
#ifndef TC_TEXT_TONE_H
#define TC_TEXT_TONE_H

#include <glib.h>

G_BEGIN_DECLS

/* The tone byte of a key. */
enum {
    TC_TONE_NONE = 0,  /* ngang: no byte */
    TC_TONE_HUYEN = 2, /* grave: à */
    TC_TONE_HOI = 3,   /* hook above: ả */
    TC_TONE_NGA = 4,   /* tilde: ã */
    TC_TONE_SAC = 5,   /* acute: á */
    TC_TONE_NANG = 6,  /* dot below: ạ */
};

G_END_DECLS

#endif
