/* document/read/odf/odf_forms.h - what the fields of a form in OpenDocument show. They are listed
 * before the text, which then says where each stands. Private to document/read/odf/. */
#ifndef TC_DOCUMENT_ODF_FORMS_H
#define TC_DOCUMENT_ODF_FORMS_H

#include "document/read/xml/package.h"

G_BEGIN_DECLS

typedef struct TcOdfForms TcOdfForms;

TcOdfForms *tc_odf_forms_new(void);
void tc_odf_forms_free(TcOdfForms *forms);

/* Takes notice of an element within the list of forms. */
void tc_odf_forms_start(TcOdfForms *forms, const TcXml *xml, const char *ns, const char *name);

/* What the field that an element of the text stands for shows: the value of one that is filled in,
 * what was chosen, the words on a button. Borrowed; "" for nothing. */
const char *tc_odf_forms_shown(const TcOdfForms *forms, const TcXml *xml);

G_END_DECLS

#endif
