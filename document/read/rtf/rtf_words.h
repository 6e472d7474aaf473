/* document/read/rtf/rtf_words.h - the control words of RTF that decide what the text is.
 *
 * They name destinations, characters, fonts and their code pages, what is hidden, and how a line
 * looks. Any other is formatting and is passed over. */
#ifndef TC_DOCUMENT_RTF_WORDS_H
#define TC_DOCUMENT_RTF_WORDS_H

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
    TC_RTF_SKIP,        /* a destination without text */
    TC_RTF_NOTES,       /* a destination whose text goes behind the body */
    TC_RTF_FONT_TABLE,  /* the font table */
    TC_RTF_OBJECT,      /* an embedded object */
    TC_RTF_TRANSPARENT, /* a destination whose groups are to be looked into */
    TC_RTF_CHAR,        /* stands for the character `value` */
    TC_RTF_CODE_PAGE,   /* the file's code page is `value`, 0: the parameter */
    TC_RTF_FONT,
    TC_RTF_FONT_DEFAULT,
    TC_RTF_FONT_CHARSET,
    TC_RTF_FONT_CODE_PAGE,
    TC_RTF_UNICODE,
    TC_RTF_UNICODE_SKIP,
    TC_RTF_HIDDEN,
    TC_RTF_DELETED,
    TC_RTF_PLAIN,
    TC_RTF_BOLD,
    TC_RTF_SIZE,
    TC_RTF_ALIGNMENT, /* of the paragraph; `value`: it is centred */
    TC_RTF_BINARY,
} TcRtfAction;

typedef struct {
    const char *word;
    guint8 action; /* TcRtfAction */
    guint16 value;
} TcRtfWord;

/* The control word of that name, without its backslash and parameter; NULL when it is none of
 * these. Static. */
const TcRtfWord *tc_rtf_word_find(const char *name);

G_END_DECLS

#endif
