/* document/read/xml/flat.h - office documents that are one XML file. Private to document/.
 *
 * Word 2003 and Excel 2003 have formats of their own; Word 2007 and later write the parts of a
 * package one after the other ("Flat OPC"); OpenDocument has its whole content in one element
 * (.fodt, .fods, .fodp). */
#ifndef TC_DOCUMENT_FLAT_H
#define TC_DOCUMENT_FLAT_H

#include "document/read/xml/package.h"

G_BEGIN_DECLS

/* The parts of a Flat OPC file that `use_of` wants, as tc_package_open() has them. Returns NULL and
 * sets `error`: DAMAGED, TOO_LARGE. */
TcPackage *tc_flat_open(const char *bytes, gsize len, TcMemberUse (*use_of)(const char *name),
                        const TcReadLimits *limits, GError **error);

G_END_DECLS

#endif
