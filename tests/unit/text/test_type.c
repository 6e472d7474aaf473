#include "text/number/number.h"
#include "text/type/type.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static gsize
read_words(const char *text, TcLetters *words, gsize most)
{
    gsize count = 0;
    const char *end = text + strlen(text);
    for (const char *p = text; p < end && count < most; p = tc_space_skip(p, end))
        p += tc_letters_read(p, end, &words[count++]);
    return count;
}

static const TcDocumentType *
type_of(const char *text)
{
    TcLetters words[6];
    return tc_document_type_of_words(words, read_words(text, words, G_N_ELEMENTS(words)));
}

/* What reads numbers has a list of codes of its own, as not every code is a type. */
Test(type, numbers_know_every_code)
{
    gsize count;
    const TcDocumentType *types = tc_document_types(&count);
    for (gsize i = 0; i < count; i++)
        for (gsize k = 0; k < G_N_ELEMENTS(types[i].codes) && types[i].codes[k] != NULL; k++) {
            g_autofree char *text = g_strdup_printf("theo 12/%s-xyz", types[i].codes[k]);
            TcNumber number;
            gsize start;
            gsize end;
            cr_expect(tc_number_find_first(text, strlen(text), &number, &start, &end), "%s", text);
        }
}

Test(type, is_found_by_each_of_its_names)
{
    gsize count;
    const TcDocumentType *types = tc_document_types(&count);
    for (gsize i = 0; i < count; i++) {
        const TcDocumentType *type = &types[i];
        TcLetters word;
        cr_expect(type_of(type->phrase) == type, "%s", type->phrase);
        cr_expect_eq(type->brief == NULL, type->small == NULL, "%s", type->phrase);
        if (type->brief == NULL)
            continue;
        cr_expect(type->codes[0] != NULL, "%s", type->phrase);
        cr_expect_eq(read_words(type->brief, &word, 1), 1);
        cr_expect(tc_document_type_of_brief(&word) == type, "%s", type->brief);
    }
}

Test(type, of_code)
{
    cr_expect_str_eq(tc_document_type_of_code("qyd-tw", 3)->name, "Quy định");
    cr_expect_str_eq(tc_document_type_of_code("qdi", 3)->name, "Quy định");
    cr_expect_str_eq(tc_document_type_of_code("ct", 2)->name, "Chỉ thị");
    cr_expect_null(tc_document_type_of_code("q", 1));
    cr_expect_null(tc_document_type_of_code("qdx", 3));
    cr_expect_null(tc_document_type_of_code("", 0));
}

Test(type, of_words)
{
    cr_expect_str_eq(type_of("QUYET DINH")->name, "Quyết định");
    cr_expect_str_eq(type_of("Qui chế")->name, "Quy chế");
    cr_expect_str_eq(type_of("nghị quyết liên tịch")->name, "Nghị quyết liên tịch");
    cr_expect_null(type_of("nghị quyết liên"));
    cr_expect_null(type_of("nghị"));
    cr_expect_null(type_of(""));
    cr_expect_null(type_of("quyết đinh"));
}

Test(type, introduces_numbers_by_its_last_words)
{
    static const struct {
        const char *words;
        gboolean is_before_number;
    } rows[] = {
        {"nghị quyết", TRUE}, {"NGHI QUYET", TRUE}, {"liên tịch", TRUE},  {"quyết nghị", FALSE},
        {"hợp đồng", FALSE},  {"sắc lệnh", TRUE},   {"hành động", FALSE},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        TcLetters words[2];
        cr_assert_eq(read_words(rows[i].words, words, 2), 2);
        cr_expect_eq(tc_document_type_introduces(&words[0], &words[1]), rows[i].is_before_number,
                     "%s", rows[i].words);
    }
}
