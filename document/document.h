/* document/document.h - a file in, Unicode text and metadata out.
 *
 * Knows nothing of the index. A file is recognised by its content, never by its name. Nothing here
 * opens a file, prints, or keeps state: bytes go in, so that the caller decides on limits, on
 * isolation and on what to do when a file changes while it is read. */
#ifndef TC_DOCUMENT_DOCUMENT_H
#define TC_DOCUMENT_DOCUMENT_H

#include <glib.h>

G_BEGIN_DECLS

/* What the content was recognised as. The names are those of tc_format_name(). */
typedef enum {
    TC_FORMAT_UNKNOWN,   /* "unknown": binary of no known kind */
    TC_FORMAT_EMPTY,     /* "empty": no bytes, or only white space */
    TC_FORMAT_TEXT,      /* "text" */
    TC_FORMAT_MARKDOWN,  /* "markdown" */
    TC_FORMAT_HTML,      /* "html" */
    TC_FORMAT_RTF,       /* "rtf" */
    TC_FORMAT_DOC,       /* "doc": Word 6 to 2003 */
    TC_FORMAT_XLS,       /* "xls": Excel 5 to 2003 */
    TC_FORMAT_PPT,       /* "ppt": PowerPoint 95 to 2003 */
    TC_FORMAT_MSG,       /* "msg": a message that Outlook saved */
    TC_FORMAT_TNEF,      /* "tnef": winmail.dat, a message of Outlook within mail */
    TC_FORMAT_OLE,       /* "ole": another OLE compound file */
    TC_FORMAT_DOCX,      /* "docx" */
    TC_FORMAT_XLSX,      /* "xlsx" */
    TC_FORMAT_PPTX,      /* "pptx" */
    TC_FORMAT_ODT,       /* "odt" */
    TC_FORMAT_ODP,       /* "odp" */
    TC_FORMAT_ODS,       /* "ods" */
    TC_FORMAT_WORD_XML,  /* "word-xml": Word 2003 in XML */
    TC_FORMAT_EXCEL_XML, /* "excel-xml": Excel 2003 in XML */
    TC_FORMAT_EPUB,      /* "epub": a book */
    TC_FORMAT_IWORK,     /* "iwork": Pages, Numbers and Keynote of Apple */
    TC_FORMAT_XML,       /* "xml": of any other kind */
    TC_FORMAT_PDF,       /* "pdf" */
    TC_FORMAT_EML,       /* "eml" */
    TC_FORMAT_CMS,       /* "p7m": a signed or encrypted wrapper around another file */
    TC_FORMAT_ZIP,       /* "zip": files in a ZIP archive */
    TC_FORMAT_PACKAGE,   /* "package": a ZIP file that only its program reads, such as .jar */
    TC_FORMAT_TAR,       /* "tar" */
    TC_FORMAT_RAR,       /* "rar" */
    TC_FORMAT_7ZIP,      /* "7z" */
    TC_FORMAT_GZIP,      /* "gzip" and other plain compression */
    TC_FORMAT_IMAGE,     /* "image" */
    TC_FORMAT_COUNT
} TcFormat;

const char *tc_format_name(TcFormat format);
/* TC_FORMAT_UNKNOWN for what is no name of a format, NULL included. */
TcFormat tc_format_of_name(const char *name);

/* A number from 1 on that goes up when the reader of the format reads what it could not read
 * before: files that failed are then read again. That of TC_FORMAT_UNKNOWN goes up when a file is
 * recognised that was not. */
guint tc_format_reader_version(TcFormat format);

/* Whether it holds files, which are documents each for itself: ZIP, tar, RAR, 7-Zip. */
gboolean tc_format_is_archive(TcFormat format);

/* Each code is one reason of `tracuu-index status`; tc_document_reason() gives its name. */
#define TC_DOCUMENT_ERROR (tc_document_error_quark())
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
    char *title;       /* from the markup, or from the text itself */
    char *encoding;    /* of the source, as iconv names it: "UTF-8", "UTF-16LE", "TCVN3" */
    double confidence; /* that it is this encoding: 0..1; 1 where the format says so */
    gboolean ocr;      /* the text was recognised from a picture */
    guint scan_count;  /* pages that are pictures of text and were left out, its own and those of
                        * files attached to it */
    guint page_count;  /* of the file, 0 where it has none or they are not known */
    /* From the header of the document, empty where it is not sure. */
    char *number;      /* số, ký hiệu: "15/2020/NQ-HĐND" */
    char *type;        /* loại văn bản: "Nghị quyết" */
    char *org;         /* cơ quan ban hành */
    char *place;       /* nơi ban hành */
    guint32 date;      /* ngày ban hành, YYYYMMDD, 0 when unknown */
    guint32 published; /* when a page says that it came out; only until the header is read, which
                        * takes it for the date of what is no official document */
    char *signer;
    /* Of a meeting that the document reports on or decides at, empty likewise. */
    char *session; /* "Hội nghị lần thứ 2", "Kỳ họp thứ 5", "Đại hội lần thứ XIV" */
    char *term;      /* "Khóa X, nhiệm kỳ 2021-2026", or one of the two; Roman figures */
    char *chair;     /* who presided: names with commas between */
    char *relations; /* what it does to other documents: lines of text/relation/relation.h */
} TcDocument;

/* Bytes of the longest title that is kept; a longer one is cut at a character. */
#define TC_TITLE_MAX 1000

/* `text` as a title: white space collapsed, at most TC_TITLE_MAX bytes; NULL when nothing is left.
 * Free with g_free(). */
char *tc_tidy_title(const char *text);

/* Whether nothing in `text` would show: white space of any kind, zeros, soft hyphens. */
gboolean tc_is_blank_text(const char *text, gsize len);

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
