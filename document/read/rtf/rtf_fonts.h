/* document/read/rtf/rtf_fonts.h - how the fonts of the Vietnamese code page are read.
 *
 * Bytes of that page are first read as windows-1252, like all others: the old fonts were installed
 * under any charset. What each font of the page says is gathered in both readings; where its words
 * are no better for being TCVN3, VNI or the like, the file is read again with 1258 for that font.
 * Fonts are judged one by one, by whole words: letters that stand among their bytes as Unicode
 * belong to them, and those of other fonts, where Word had only the letters that its own font
 * lacked ("đ", "ơ") set in the Vietnamese one. */
#ifndef TC_DOCUMENT_RTF_FONTS_H
#define TC_DOCUMENT_RTF_FONTS_H

#include <glib.h>

G_BEGIN_DECLS

/* Fonts that are remembered; real files have below 200. */
#define TC_RTF_FONTS_MAX 4096

typedef struct {
    GHashTable *readings;       /* font -> what it says, of those in code page 1258 */
    struct _TcRtfReading *open; /* the one whose last word may go on in another font; NULL: none */
    gboolean is_settled;        /* by tc_rtf_fonts_settle(): nothing more is gathered */
} TcRtfFonts;

void tc_rtf_fonts_init(TcRtfFonts *fonts);
void tc_rtf_fonts_clear(TcRtfFonts *fonts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TcRtfFonts, tc_rtf_fonts_clear)

/* Which code page, 1252 or 1258, the bytes of `font` are in, whose own is 1258. */
guint tc_rtf_fonts_code_page(TcRtfFonts *fonts, guint font);

/* Take `len` bytes that `font` says in the code page `code_page`, which stand behind `out`. Those
 * of a font of code page 1258 are taken in both readings. */
void tc_rtf_fonts_gather_bytes(TcRtfFonts *fonts, guint font, guint code_page, const GString *out,
                               const char *bytes, gsize len);

/* The same for a character that is known. */
void tc_rtf_fonts_gather_char(TcRtfFonts *fonts, guint font, const GString *out, gunichar c);

/* Decide how each font is to be read. Returns whether any is to be read as 1258, and so otherwise
 * than it was. */
gboolean tc_rtf_fonts_settle(TcRtfFonts *fonts);

G_END_DECLS

#endif
