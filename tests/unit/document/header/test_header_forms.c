/* Letterheads and reports in many more forms than test_header.c has, as whole files. */
#include "document/dispatch.h"
#include "tests/unit/document/header/header_forms.h"

static void
expect_form(const HeaderForm *form)
{
    TcReadLimits limits = TC_READ_LIMITS_INIT;
    g_autoptr(TcDocument) document =
        tc_document_read(form->text->str, form->text->len, "a.txt", &limits, NULL);

    cr_assert(document != NULL, "%s", form->what);
    expect_head(document, form);
    expect_field(document->session, form_field(form, "session"), "session", form->what);
    expect_field(document->term, form_field(form, "term"), "term", form->what);
    expect_field(document->chair, form_field(form, "chair"), "chair", form->what);
}

Test(header_forms, are_read)
{
    each_form("documents.txt", expect_form);
}
