/* tests/support/pdf_writer.h - make PDF files of hand-written objects, for tests. */
#ifndef TC_TESTS_SUPPORT_PDF_WRITER_H
#define TC_TESTS_SUPPORT_PDF_WRITER_H

#include <glib.h>

G_BEGIN_DECLS

/* Objects that most files have. */
#define TC_PDF_CATALOG "<</Type/Catalog/Pages 2 0 R>>"
#define TC_PDF_FONT    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
#define TC_PDF_IMAGE                                                                               \
    "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent "       \
    "8/Length 1>>stream\nx\nendstream"

/* Drawing, over a page of tc_pdf_pages(), its picture of one dot, and one of 1000 by 1400 dots,
 * which are enough for letters. */
#define TC_PDF_PICTURE      "q 600 0 0 800 0 0 cm /I Do Q\n"
#define TC_PDF_FINE_PICTURE "q 600 0 0 800 0 0 cm /J Do Q\n"

/* A file of these objects, `objects[i]` being number i + 1, the first of them the catalog, and NULL
 * behind the last. `trailer` stands in the trailer: "/Info<</Title(Bao cao)>>", or "". Free with
 * g_string_free(). */
GString *tc_pdf_file(const char *const *objects, const char *trailer);

/* A file of pages with these contents; their fonts and pictures are F, I and J. */
GString *tc_pdf_pages(const char *const *contents, gsize count, const char *trailer);

G_END_DECLS

#endif
