/* document/read/sheet/cell_token.h - what the format of a cell consists of. Private to sheet/. */
#ifndef TC_DOCUMENT_CELL_TOKEN_H
#define TC_DOCUMENT_CELL_TOKEN_H

#include <glib.h>

G_BEGIN_DECLS

/* A stretch of a format: a section, or what is left of one. */
typedef struct {
    const char *p, *end;
} TcFormatPart;

typedef enum {
    TC_FORMAT_END,
    TC_FORMAT_LITERAL, /* text that is shown as it is */
    TC_FORMAT_IGNORED, /* colours, widths */
    TC_FORMAT_BRACKET, /* "[h]", "[>=100]", "[$-42A]": what stands in it */
    TC_FORMAT_CHAR,    /* a letter or sign with a meaning */
} TcFormatToken;

/* The next token of a section; its text is [*at, *at + *len). */
TcFormatToken tc_format_next_token(TcFormatPart *part, const char **at, gsize *len);

/* The section that ends at the next ";" from `*format` on, which is moved behind it; FALSE when
 * there is none. */
gboolean tc_format_next_section(const char **format, TcFormatPart *section);

G_END_DECLS

#endif
