#include "store/generation.h"
#include "store/kept/page.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static const TcPage sample = {
    .page_count = 12,
    .is_ocr = TRUE,
    .confidence = 91,
    .engine = "tesseract 5.3.0 vie",
    .reason = "",
    .message = "",
    .text = "Nghị quyết về phát triển nông thôn mới\nNghị quyết về phát triển nông thôn mới",
};

Test(page, comes_back_as_it_was)
{
    gsize len = 0;
    g_autofree char *bytes = tc_page_encode(&sample, &len);
    g_autoptr(GError) error = NULL;
    g_autoptr(TcStoredPage) stored = tc_page_decode(bytes, len, &error);

    cr_assert_not_null(stored);
    const TcPage *page = tc_stored_page_get(stored);
    cr_assert(eq(uint, page->page_count, sample.page_count));
    cr_assert(eq(int, page->is_ocr, TRUE));
    cr_assert(eq(uint, page->confidence, sample.confidence));
    cr_assert_str_eq(page->engine, sample.engine);
    cr_assert_str_eq(page->text, sample.text);
    cr_assert_str_eq(page->reason, "");
}

Test(page, without_text_keeps_its_reason)
{
    TcPage failed = sample;
    gsize len = 0;

    failed.text = "";
    failed.reason = "crashed";
    failed.message = "bộ đọc bị dừng";
    g_autofree char *bytes = tc_page_encode(&failed, &len);
    g_autoptr(TcStoredPage) stored = tc_page_decode(bytes, len, NULL);
    cr_assert_not_null(stored);
    cr_assert_str_eq(tc_stored_page_get(stored)->text, "");
    cr_assert_str_eq(tc_stored_page_get(stored)->reason, "crashed");
    cr_assert_str_eq(tc_stored_page_get(stored)->message, "bộ đọc bị dừng");
}

Test(page, a_text_too_long_is_cut_between_characters)
{
    g_autoptr(GString) text = g_string_new("a");
    TcPage page = sample;
    gsize len = 0;

    while (text->len <= TC_PAGE_TEXT_MAX)
        g_string_append(text, "ệ");
    page.text = text->str;
    g_autofree char *bytes = tc_page_encode(&page, &len);
    g_autoptr(TcStoredPage) stored = tc_page_decode(bytes, len, NULL);
    cr_assert_not_null(stored);
    const char *got = tc_stored_page_get(stored)->text;
    cr_assert(le(sz, strlen(got), (size_t)TC_PAGE_TEXT_MAX));
    cr_assert(ge(sz, strlen(got), (size_t)TC_PAGE_TEXT_MAX - 2));
    cr_assert(g_utf8_validate(got, -1, NULL));
}

Test(page, any_damage_is_an_error_or_a_page)
{
    gsize len = 0;
    g_autofree char *bytes = tc_page_encode(&sample, &len);
    guint refused = 0;

    for (gsize cut = 0; cut < len; cut++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(TcStoredPage) stored = tc_page_decode(bytes, cut, &error);
        cr_assert(ne(int, stored != NULL, error != NULL));
        refused += stored == NULL;
    }
    cr_assert(eq(uint, refused, (guint)len));
    for (gsize at = 0; at < len; at++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *copy = g_memdup2(bytes, len);
        copy[at] = (char)(copy[at] ^ 0x55);
        g_autoptr(TcStoredPage) stored = tc_page_decode(copy, len, &error);
        if (stored != NULL)
            cr_assert(g_utf8_validate(tc_stored_page_get(stored)->text, -1, NULL));
        else
            cr_assert(eq(int, error->code, TC_STORE_ERROR_CORRUPT));
    }
}

Test(page, keys_tell_contents_and_pages_apart)
{
    const guint8 one[TC_HASH_LEN] = {1}, other[TC_HASH_LEN] = {2};
    g_autofree char *a = tc_page_key(one, 1), *b = tc_page_key(one, 12), *c = tc_page_key(other, 1);

    cr_assert_str_eq(a, "P01000000000000000000000000000000.1");
    cr_assert_str_eq(b, "P01000000000000000000000000000000.12");
    cr_assert_str_eq(c, "P02000000000000000000000000000000.1");
}
