/* document/format.h - the formats of files, each in one row that everything else follows. */
#ifndef TC_DOCUMENT_FORMAT_H
#define TC_DOCUMENT_FORMAT_H

#include <glib.h>

G_BEGIN_DECLS

/* What is to be known of a format besides. */
enum {
    TC_FORMAT_IS_PLAIN = 1,     /* characters and nothing else */
    TC_FORMAT_IS_ARCHIVE = 2,   /* holds files, which are documents each for itself */
    TC_FORMAT_IS_CONVERTED = 4, /* read by a program that may not be installed */
};

/* What the content is recognised as: FORMAT(ID, name, reader, version, flags). The name is that of
 * ledger, records and terms. The reader is a TcFileReader (document/read/reader.h), which only
 * dispatch.c calls; NULL: "not read yet". Whoever makes a reader read more raises its version. */
#define TC_FORMATS(FORMAT)                                                                         \
    FORMAT(UNKNOWN, "unknown", NULL, 5, 0) /* binary of no known kind */                           \
    FORMAT(EMPTY, "empty", NULL, 1, 0)     /* no bytes, or only white space */                     \
    FORMAT(TEXT, "text", tc_plain_read, 1, TC_FORMAT_IS_PLAIN)                                     \
    FORMAT(MARKDOWN, "markdown", tc_markdown_read, 1, 0)                                           \
    FORMAT(HTML, "html", tc_html_read, 1, 0)                                                       \
    FORMAT(RTF, "rtf", tc_rtf_read, 2, 0)                                                          \
    FORMAT(DOC, "doc", tc_doc_read, 2, 0) /* Word 6 to 2003 */                                     \
    FORMAT(WORD_2, "word-2", tc_word_2_read, 1, 0)                                                 \
    FORMAT(XLS, "xls", tc_xls_read, 1, 0)    /* Excel 5 to 2003 */                                 \
    FORMAT(PPT, "ppt", tc_ppt_read, 1, 0)    /* PowerPoint 95 to 2003 */                           \
    FORMAT(MSG, "msg", tc_msg_read, 1, 0)    /* a message that Outlook saved */                    \
    FORMAT(TNEF, "tnef", tc_tnef_read, 1, 0) /* winmail.dat, a message of Outlook within mail */   \
    FORMAT(OLE, "ole", read_ole, 2, 0)       /* another OLE compound file */                       \
    FORMAT(DOCX, "docx", tc_docx_read, 1, 0)                                                       \
    FORMAT(XLSX, "xlsx", tc_xlsx_read, 1, 0)                                                       \
    FORMAT(PPTX, "pptx", tc_pptx_read, 1, 0)                                                       \
    FORMAT(ODT, "odt", tc_odf_read, 1, 0)                                                          \
    FORMAT(ODP, "odp", tc_odf_read, 1, 0)                                                          \
    FORMAT(ODS, "ods", tc_odf_read, 1, 0)                                                          \
    FORMAT(WORD_XML, "word-xml", tc_word_xml_read, 1, 0)    /* Word 2003 in XML */                 \
    FORMAT(EXCEL_XML, "excel-xml", tc_excel_xml_read, 1, 0) /* Excel 2003 in XML */                \
    FORMAT(EPUB, "epub", tc_epub_read, 1, 0)                /* a book */                           \
    FORMAT(IWORK, "iwork", tc_iwork_read, 2, 0) /* Pages, Numbers and Keynote of Apple */          \
    FORMAT(IWA, "iwork-2013", needs_converter, 2, TC_FORMAT_IS_CONVERTED) /* iWork since then */   \
    FORMAT(WORDPERFECT, "wordperfect", needs_converter, 1,                                         \
           TC_FORMAT_IS_CONVERTED) /* WordPerfect */                                               \
    FORMAT(WORKS, "works", needs_converter, 1,                                                     \
           TC_FORMAT_IS_CONVERTED) /* Works, Write, Word for DOS */                                \
    FORMAT(LOTUS, "lotus", needs_converter, 1,                                                     \
           TC_FORMAT_IS_CONVERTED) /* Lotus 1-2-3, Quattro Pro */                                  \
    FORMAT(PUBLISHER, "publisher", needs_converter, 1, TC_FORMAT_IS_CONVERTED) /* Publisher */     \
    FORMAT(VISIO, "visio", needs_converter, 1, TC_FORMAT_IS_CONVERTED)         /* Visio */         \
    FORMAT(MAC, "mac", needs_converter, 1,                                                         \
           TC_FORMAT_IS_CONVERTED)              /* ClarisWorks, Word for Macs up to 5 */           \
    FORMAT(XML, "xml", tc_plain_xml_read, 1, 0) /* of any other kind */                            \
    FORMAT(PDF, "pdf", tc_pdf_read, 3, 0)                                                          \
    FORMAT(EML, "eml", tc_eml_read, 1, 0)                                                          \
    FORMAT(CMS, "p7m", tc_cms_read, 2, 0) /* a signed or encrypted wrapper around another file */  \
    FORMAT(ZIP, "zip", read_archive, 1, TC_FORMAT_IS_ARCHIVE) /* files in a ZIP archive */         \
    FORMAT(PACKAGE, "package", NULL, 2,                                                            \
           0) /* a ZIP file that only its program reads, such as .jar */                           \
    FORMAT(TAR, "tar", read_archive, 1, TC_FORMAT_IS_ARCHIVE)                                      \
    FORMAT(RAR, "rar", read_archive, 1, TC_FORMAT_IS_ARCHIVE)                                      \
    FORMAT(7ZIP, "7z", read_archive, 1, TC_FORMAT_IS_ARCHIVE)                                      \
    FORMAT(GZIP, "gzip", tc_compressed_read, 1, 0) /* gzip and other plain compression */          \
    FORMAT(IMAGE, "image", tc_image_read, 1, 0)

#define TC_FORMAT_ENUMERATOR_(ID, name, reader, version, flags) TC_FORMAT_##ID,
typedef enum { TC_FORMATS(TC_FORMAT_ENUMERATOR_) TC_FORMAT_COUNT } TcFormat;
#undef TC_FORMAT_ENUMERATOR_

const char *tc_format_name(TcFormat format);
/* TC_FORMAT_UNKNOWN for what is no name of a format, NULL included. Within a run a format travels
 * as TcFormat; only the ledger calls this, where an entry comes from disk. */
TcFormat tc_format_of_name(const char *name);

/* A number from 1 on that goes up when the reader of the format reads what it could not read
 * before: files that failed are then read again. That of TC_FORMAT_UNKNOWN goes up when a file is
 * recognised that was not. */
guint tc_format_reader_version(TcFormat format);

gboolean tc_format_is_archive(TcFormat format);
gboolean tc_format_is_plain(TcFormat format);

/* See document/sandbox/convert.h. */
gboolean tc_format_is_converted(TcFormat format);

G_END_DECLS

#endif
