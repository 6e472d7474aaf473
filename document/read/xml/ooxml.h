/* document/read/xml/ooxml.h - Word, Excel and PowerPoint files of 2007 and later. Private to
 * document/.
 *
 * Office Open XML, ECMA-376, in its transitional and its strict form. Parts are found by their
 * relations, as the standard wants, not by their usual names. The parts may be members of a ZIP
 * file, or stand in one XML file (flat.h). Word and Excel 2003 have XML formats with elements of
 * much the same names. */
#ifndef TC_DOCUMENT_OOXML_H
#define TC_DOCUMENT_OOXML_H

#include "document/read/reader.h"

G_BEGIN_DECLS

/* The reader of TC_FORMAT_DOCX. The body, a line for each paragraph and table row, cells parted
 * by tabs, the results of fields, automatic numbers as Word counts them; then text boxes, foot- and
 * endnotes, headers, footers and comments, embedded documents. Deleted and hidden text is left out,
 * inserted text is kept. */
TcFileReader tc_docx_read;

/* The reader of TC_FORMAT_XLSX, and for its binary kind. The sheets in the order of the
 * workbook, each with the name that someone gave it on a line before it, a line for each row, cells
 * parted by tabs, numbers and dates as the cells show them; then the headers of its pages,
 * comments, and the texts of its drawings and charts. */
TcFileReader tc_xlsx_read;

/* The reader of TC_FORMAT_PPTX. The slides in their order, the notes of each after it. The title
 * is that of the first slide that has one. */
TcFileReader tc_pptx_read;

/* The reader of TC_FORMAT_WORD_XML: as tc_docx_read() does. */
TcFileReader tc_word_xml_read;

/* The reader of TC_FORMAT_EXCEL_XML: as tc_xlsx_read() does. */
TcFileReader tc_excel_xml_read;

G_END_DECLS

#endif
