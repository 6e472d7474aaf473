/* Lines of a text that is Unicode but for some of them, or only looks as if some were not. */
#include "text/encoding/encoding.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

/* Words that a line's setting drew together are no witnesses against a diagram in another font. */
Test(encoding_lines, a_diagram_among_words_without_blanks)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GString) out = g_string_new(NULL);
    TcEncodingGuess guess;

    for (guint i = 0; i < 8; i++)
        g_string_append(text,
                        "trang đượcchỉđịnh, ngườidùng sẽđược nóđược báo, hàng thểđược nhận\n");
    g_string_append(text, "Yeâu caàu nhaäp haøng\nBaùo caùo thoáng keâ\nÑôn ñaët haøng\n");
    tc_encoding_repair(text->str, text->len, out, &guess);
    cr_expect(strstr(out->str, "Yêu cầu nhập hàng\nBáo cáo thống kê\nĐơn đặt hàng\n") != NULL, "%s",
              out->str);
    cr_expect(strstr(out->str, "nóđược báo, hàng thểđược nhận") != NULL, "%s", out->str);
}

/* Signs of formulas make lines strange, but no other reading makes them better. */
Test(encoding_lines, formulas_stay)
{
    static const char text[] =
        "phần dư dương r = a mod n và q =ëa/nû, vậy\na = ëa/nû.n + a mod n\nký hiệu là ø(n).\n"
        "Trả lời: ø(21) = ø(3.7) = (3–1)×(7–1) = 12\nđịnh lý: aø(n) mod n = 1, với ước chung là 1\n"
        "cho biết m và n, khi đó q =ëm/nû và ta có ø(m)\n";
    g_autoptr(GString) out = g_string_new(NULL);
    TcEncodingGuess guess;

    tc_encoding_repair(text, strlen(text), out, &guess);
    cr_expect(eq(str, out->str, (char *)text));
}
