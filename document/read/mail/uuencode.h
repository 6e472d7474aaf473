/* document/read/mail/uuencode.h - files in the text of a mail, as they were sent before MIME.
 * Private to document/. */
#ifndef TC_DOCUMENT_UUENCODE_H
#define TC_DOCUMENT_UUENCODE_H

#include <glib.h>

G_BEGIN_DECLS

/* "begin 644 NAME", lines of which each says its length, "end". */
typedef struct {
    gsize start; /* of its first line in the text */
    gsize end;   /* behind its last line */
    char *name;  /* as sent; owned */
    GByteArray *bytes;
} TcUuFile;

/* Find the first such file behind `from`; one that is cut gives what it has. FALSE when there is
 * none. Finish with tc_uu_file_clear(). */
gboolean tc_uu_find(const char *text, gsize len, gsize from, TcUuFile *file);
void tc_uu_file_clear(TcUuFile *file);

G_END_DECLS

#endif
