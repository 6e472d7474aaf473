/* A text and all that is to be found of its head. */
#ifndef TC_TESTS_HEADER_FORMS_H
#define TC_TESTS_HEADER_FORMS_H

#include "document/header/header.h"
#include "tests/unit/rows.h"

#include <string.h>

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

/* NULL and 0 are fields that must stay empty. */
typedef struct {
    const char *what;
    const char *text;
    const char *number, *type, *org;
    guint32 date;
    const char *place, *signer, *title;
    const char *session, *term, *chair;
} HeaderForm;

static inline void
expect_field(const char *got, const char *want, const char *field, const char *what)
{
    cr_expect(
        eq(str, (char *)(got != NULL ? got : "(none)"), (char *)(want != NULL ? want : "(none)")),
        "%s of: %s", field, what);
}

static inline void
expect_form(const HeaderForm *form)
{
    TcReadLimits limits = TC_READ_LIMITS_INIT;
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document =
        tc_document_read(form->text, strlen(form->text), "a.txt", &limits, &error);

    cr_assert(document != NULL, "%s", form->what);
    expect_field(document->number, form->number, "number", form->what);
    expect_field(document->type, form->type, "type", form->what);
    expect_field(document->org, form->org, "org", form->what);
    cr_expect(eq(u32, document->date, form->date), "date of: %s", form->what);
    expect_field(document->place, form->place, "place", form->what);
    expect_field(document->signer, form->signer, "signer", form->what);
    expect_field(document->title, form->title, "title", form->what);
    expect_field(document->session, form->session, "session", form->what);
    expect_field(document->term, form->term, "term", form->what);
    expect_field(document->chair, form->chair, "chair", form->what);
}

#endif
