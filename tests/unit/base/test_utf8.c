#include "base/utf8.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <glib.h>

/* Whatever the bytes are: what GLib says. */
static void
assert_as_glib(const char *bytes, size_t len)
{
    const gboolean is_expected = g_utf8_validate_len(bytes, len, NULL);
    g_autofree char *exact = g_malloc(len + 1); /* so that reading beyond is seen */
    char *begin = exact + 1;
    memcpy(begin, bytes, len);
    const gboolean is_same = tc_utf8_is_valid(begin, len) == is_expected;
    g_autoptr(GString) shown = g_string_new(NULL);
    for (size_t i = 0; !is_same && i < len; i++)
        g_string_append_printf(shown, "%02x ", (guchar)bytes[i]);
    cr_assert(is_same, "%s is %s", shown->str, is_expected ? "UTF-8" : "no UTF-8");
}

Test(utf8, every_three_bytes_and_their_bounds)
{
    static const guint8 seconds[] = {0, 1, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff};
    static const char fill[] = "abcdefgh";
    for (int first = 0; first < 256; first++) {
        for (gsize i = 0; i < G_N_ELEMENTS(seconds); i++) {
            for (gsize j = 0; j < G_N_ELEMENTS(seconds); j++) {
                const char bytes[] = {(char)first, (char)seconds[i], (char)seconds[j],
                                      (char)seconds[(i + j) % G_N_ELEMENTS(seconds)]};
                for (gsize len = 0; len <= sizeof bytes; len++) {
                    char text[sizeof fill + sizeof bytes];
                    assert_as_glib(bytes, len);
                    memcpy(text, fill, sizeof fill - 1);
                    memcpy(text + sizeof fill - 1, bytes, len);
                    assert_as_glib(text, sizeof fill - 1 + len);
                }
            }
        }
    }
}

Test(utf8, texts_that_are_damaged_somewhere)
{
    static const char text[] =
        "Điều 1. Ủy ban nhân dân – “hội đồng” 𝄞 abcdefghijklmnop \xef\xbf\xbd";
    g_autoptr(GRand) random = g_rand_new_with_seed(3);
    cr_assert(tc_utf8_is_valid(text, sizeof text - 1));
    for (int round = 0; round < 20000; round++) {
        char copy[sizeof text];
        const int begin = g_rand_int_range(random, 0, sizeof text);
        const int end = g_rand_int_range(random, begin, sizeof text);
        memcpy(copy, text, sizeof text);
        if (round % 3 != 0)
            copy[g_rand_int_range(random, 0, sizeof text)] = (char)g_rand_int_range(random, 0, 256);
        assert_as_glib(copy + begin, (size_t)(end - begin));
    }
}
