/* document/document.h - a file in, Unicode text and metadata out.
 *
 * Knows nothing of the index. A file is recognised by its content, never by its name. Nothing here
 * prints or opens the document: bytes go in, so that the caller decides on limits, on isolation and
 * on what to do when a file changes while it is read. Nothing is kept from one document to the
 * next, but for the libraries and tables that were loaded on the way (tc_document_prepare()). */
#ifndef TC_DOCUMENT_DOCUMENT_H
#define TC_DOCUMENT_DOCUMENT_H

#include "document/format.h"
#include "field/field.h"

#include <glib.h>

G_BEGIN_DECLS

/* Each code is one reason of `tracuu-index status`; tc_document_reason() gives its name. */
#define TC_DOCUMENT_ERROR      (tc_document_error_quark())
#define TC_DOCUMENT_ERROR_NAME "tc-document-error" /* of the quark */
GQuark tc_document_error_quark(void);
typedef enum {
    TC_DOCUMENT_ERROR_UNSUPPORTED, /* "not read yet: FORMAT" */
    TC_DOCUMENT_ERROR_EMPTY,       /* nothing in it */
    TC_DOCUMENT_ERROR_DAMAGED,     /* of a known format, but broken */
    TC_DOCUMENT_ERROR_ENCRYPTED,   /* needs a password */
    TC_DOCUMENT_ERROR_TOO_LARGE,   /* over a limit of TcReadLimits */
    TC_DOCUMENT_ERROR_ENCODING,    /* text, but in no encoding that could be told */
    TC_DOCUMENT_ERROR_NEEDS_OCR,   /* a scan */
    TC_DOCUMENT_ERROR_CRASHED,     /* its reader died, hung or flooded */
    TC_DOCUMENT_ERROR_UNREADABLE,  /* the file could not be opened or read */
    TC_DOCUMENT_ERROR_CHANGED,     /* vanished or changed while it was read */
    TC_DOCUMENT_ERROR_OUTSIDE,     /* a link that leads out of what may be read */
    TC_DOCUMENT_ERROR_ARCHIVE, /* not text but files: to be walked, see document/sandbox/sandbox.h
                                */
    TC_DOCUMENT_ERROR_NEEDS_CONVERTER, /* read by a program that is not installed */
    TC_DOCUMENT_ERROR_COUNT
} TcDocumentError;
const char *tc_document_reason(TcDocumentError code);

typedef struct {
    gsize input_max;           /* bytes of a file */
    gsize text_max;            /* bytes of text taken from it */
    guint page;                /* for a reader of single pages, see ocr.h; others read all */
    struct TcReading *reading; /* private to document/, NULL for its callers: what a document within
                                * the one that is read goes through, see read/reader.h */
} TcReadLimits;
/* 48 MiB of text fill some 10,000 pages; a process that indexes such a text takes less than 300 MB.
 */
#define TC_READ_LIMITS_INIT                                                                        \
    {                                                                                              \
        .input_max = 256u << 20, .text_max = 48u << 20                                             \
    }

/* What is taken out of an archive. */
typedef struct {
    gsize member_max;  /* bytes of a file in it */
    guint64 total_max; /* bytes of all together; an archive that unpacks to more than
                        * TC_ARCHIVE_RATIO_MAX times its size is stopped before */
    guint members_max; /* files */
} TcArchiveLimits;
/* Ten times what all files of a large province's archive folder hold. */
#define TC_ARCHIVE_LIMITS_INIT                                                                     \
    {                                                                                              \
        .member_max = 256u << 20, .total_max = (guint64)4 << 30, .members_max = 200000             \
    }

/* Bytes of the name of a file in an archive, without the NUL; longer ones are cut. */
#define TC_MEMBER_NAME_MAX 1024u

/* What was read. Strings are UTF-8, owned by the struct, NULL where the document does not say.
 * Paragraphs of `text` end with \n. */
typedef struct {
    TcFormat format;
    char *text;
    gsize text_len;    /* bytes */
    char *encoding;    /* of the source, as iconv names it: "UTF-8", "UTF-16LE", "TCVN3" */
    double confidence; /* that it is this encoding: 0..1; 1 where the format says so */
    gboolean is_ocr;   /* the text was recognised from a picture */
    char *sure_text;   /* then: the same without digits that were not read cleanly, from which the
                        * header is read; only until that is done; NULL where this is not known */
    struct TcLayout *layout; /* how its first lines look, see document/layout.h; only until the
                              * header is read; NULL where that is not known */
    gsize annex_from; /* where in the text the first annex was looked for when the header was read,
                       * so that what reads relations need not look again */
    gsize annex_at;   /* and where it begins, the end of the text for nowhere; 0: not looked for */
    guint scan_count; /* pages that are pictures of text and were left out, its own and those of
                       * files attached to it */
    char *unread;     /* what of the files within could not be read, in one line; NULL: nothing */
    guint page_count; /* of the file, 0 where it has none or they are not known */
    /* From the header of the document and of the meeting that it reports on or decides at, empty
     * where it is not sure. */
#define TC_DOCUMENT_MEMBER_(ID, member) char *member;
    TC_FIELDS(TC_DOCUMENT_MEMBER_, TC_FIELD_NOTHING)
#undef TC_DOCUMENT_MEMBER_
    guint32 date;      /* ngày ban hành, YYYYMMDD, 0 when unknown */
    guint32 published; /* when a page says that it came out; only until the header is read, which
                        * takes it for the date of what is no official document */
    gboolean is_page;  /* a page of the web; only until then, likewise */
    char *relations;   /* what it does to other documents: lines of text/relation/relation.h */
} TcDocument;

/* Bytes of the longest title that is kept; a longer one is cut at a character. */
#define TC_TITLE_MAX 1000

/* `text` as a title: white space collapsed, at most TC_TITLE_MAX bytes; NULL when nothing is left.
 * Free with g_free(). */
char *tc_tidy_title(const char *text);

/* Whether nothing in `text` would show: white space of any kind, zeros, soft hyphens. */
gboolean tc_is_blank_text(const char *text, gsize len);

/* Where the string of a field is; NULL for one that is no string of the document. */
char **tc_document_field(TcDocument *document, TcField field);

void tc_document_free(TcDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcDocument, tc_document_free)

/* Recognise the content of a file from all its bytes. `name` may settle only what bytes cannot:
 * whether plain text is Markdown. */
TcFormat tc_detect_format(const char *bytes, gsize len, const char *name);

/* Bytes from which tc_detect_format() tells the format, but for what ZIP files hold. */
#define TC_DETECT_LEN ((gsize)64 << 10)

/* Whether a file of `size` bytes may have a text to be had. `head` is its beginning, TC_DETECT_LEN
 * bytes or all. FALSE with the `error` that reading it would end in, where the beginning says that:
 * of what no reader is there for, and of plain text of more than twice `limits`' text_max bytes, as
 * decoding leaves at least half of them. Zeros are left out of a text: one that has any in its
 * head, or `ends_in_zero`, may be shorter. */
gboolean tc_document_check_head(const char *head, gsize head_len, guint64 size,
                                gboolean ends_in_zero, const char *name, const TcReadLimits *limits,
                                GError **error);

/* Read the content of a file. Returns NULL and sets `error` (TC_DOCUMENT_ERROR) when there is no
 * text to be had; the message is one line and does not name the file. */
TcDocument *tc_document_read(const char *bytes, gsize len, const char *name,
                             const TcReadLimits *limits, GError **error);

G_END_DECLS

#endif
