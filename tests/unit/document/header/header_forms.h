/* tests/unit/document/header/header_forms.h - texts in files, each with all that is to be found of
 * its head; the first lines of documents.txt tell how they are written. */
#ifndef TC_TESTS_HEADER_FORMS_H
#define TC_TESTS_HEADER_FORMS_H

#include "document/header/header.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *what;
    GHashTable *fields; /* name -> value */
    GString *text;
} HeaderForm;

static inline void
expect_field(const char *got, const char *want, const char *field, const char *what)
{
    cr_expect(
        eq(str, (char *)(got != NULL ? got : "(none)"), (char *)(want != NULL ? want : "(none)")),
        "%s of: %s", field, what);
}

static inline const char *
form_field(const HeaderForm *form, const char *field)
{
    return g_hash_table_lookup(form->fields, field);
}

/* What a head has; the rest is of meetings. */
static inline void
expect_head(const TcDocument *document, const HeaderForm *form)
{
    const struct {
        const char *name, *got;
    } fields[] = {{"number", document->number}, {"type", document->type},
                  {"org", document->org},       {"place", document->place},
                  {"signer", document->signer}, {"title", document->title}};
    const char *date = form_field(form, "date");

    for (gsize i = 0; i < G_N_ELEMENTS(fields); i++)
        expect_field(fields[i].got, form_field(form, fields[i].name), fields[i].name, form->what);
    cr_expect(eq(u32, document->date, date != NULL ? (guint32)atoi(date) : 0), "date of: %s",
              form->what);
}

/* A line of the text is over. */
static inline void
add_text_line(HeaderForm *form, const char *line)
{
    g_autofree char *plain = g_strcompress(line);

    if (g_str_has_suffix(line, "\\c"))
        g_string_append_len(form->text, plain, (gssize)strlen(plain) - 1);
    else
        g_string_append_printf(form->text, "%s\n", plain);
}

/* Call `check` for each text in a file of this folder. */
static inline void
each_form(const char *file, void (*check)(const HeaderForm *form))
{
    g_autofree char *path =
        g_build_filename(TC_SOURCE_DIR, "tests", "unit", "document", "header", file, NULL);
    g_autofree char *bytes = NULL;
    cr_assert(g_file_get_contents(path, &bytes, NULL, NULL), "%s", path);
    g_auto(GStrv) lines = g_strsplit(bytes, "\n", -1);
    g_autoptr(GHashTable) fields = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GString) text = g_string_new(NULL);
    HeaderForm form = {.fields = fields, .text = text};
    gboolean is_in_text = FALSE;
    guint count = 0;

    for (guint i = 0; lines[i] != NULL; i++) {
        char *line = lines[i];
        const gboolean is_end = line[0] == '\0' && lines[i + 1] == NULL;
        if (is_end || g_str_has_prefix(line, "== ")) {
            if (form.what != NULL)
                check(&form);
            count += form.what != NULL;
            g_hash_table_remove_all(fields);
            g_string_truncate(text, 0);
            form.what = is_end ? NULL : line + 3;
            is_in_text = FALSE;
        } else if (is_in_text) {
            add_text_line(&form, line);
        } else if (strcmp(line, "--") == 0) {
            is_in_text = TRUE;
        } else if (form.what != NULL) {
            char *value = strstr(line, ": ");
            cr_assert(value != NULL, "%s: line %u", file, i + 1);
            *value = '\0';
            g_hash_table_insert(fields, line, value + 2);
        }
    }
    cr_assert(count > 0);
}

#endif
