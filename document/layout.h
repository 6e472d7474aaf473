/* document/layout.h - how the lines at the beginning of a text look.
 *
 * A reader's eye finds a title by what stands in the middle of the page, is bold, or larger than
 * the rest. Readers of formats that know note it while they write a text; document/header/ asks for
 * it line by line, and then it is thrown away: nothing of it leaves the process that reads a file.
 *
 * Lines are counted without those that show nothing, as empty ones come and go while a text is
 * tidied; letters may be repaired, but lines that show something may neither. Its size is fixed,
 * whatever a file says. */
#ifndef TC_DOCUMENT_LAYOUT_H
#define TC_DOCUMENT_LAYOUT_H

#include <glib.h>

G_BEGIN_DECLS

/* Lines that are noted; titles begin within them. */
#define TC_LAYOUT_LINES 64u
/* Bytes at the beginning of a text that document/header/ reads; no line that begins behind them is
 * noted. */
#define TC_LAYOUT_BYTES 8192u

typedef struct {
    guint16 size; /* of the letters: half points where the format has them, else what is in
                   * proportion to them; 0: not known */
    gboolean is_bold;
    gboolean is_centred;
    gboolean is_heading; /* in a style that is called a title or a heading of the first level */
} TcLook;

typedef struct TcLayout TcLayout;

TcLayout *tc_layout_new(void);
void tc_layout_free(TcLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcLayout, tc_layout_free)

/* Whether nothing more is noted. */
gboolean tc_layout_is_full(const TcLayout *layout);

/* Bytes [from, to) of `text` look so. What stands before `from` and was not noted looks like
 * nothing that is known. Calls go from the beginning of a text to its end. */
void tc_layout_note(TcLayout *layout, const char *text, gsize from, gsize to, const TcLook *look);

/* `len` bytes without a line end were put into the text before all that will be noted. */
void tc_layout_shift(TcLayout *layout, gsize len);

/* How the line, from 0, looks: as nearly all of it does. FALSE where that is not known. */
gboolean tc_layout_line(const TcLayout *layout, guint line, TcLook *look);

/* The size of most letters; 0: not known. */
guint tc_layout_usual_size(const TcLayout *layout);

/* Bytes of the character at `p` when it shows nothing, as at the ends of lines or alone on one: 0
 * when it shows. */
gsize tc_layout_blank_len(const char *p, const char *end);

G_END_DECLS

#endif
