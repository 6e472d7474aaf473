#include "tests/unit/rows.h"
#include "tests/unit/text/collected.h"
#include "text/number/number.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static const struct {
    const char *query;
    const char *key; /* NULL: no number */
} queries[] = {
    {"30c/NQ-CP", "30c/nq-cp"},
    {"số 30c NQ CP", "30c/nq-cp"},
    {"so 30c nq cp", "30c/nq-cp"},
    {"30c nq cp", "30c/nq-cp"},
    {"30C/NQ–CP", "30c/nq-cp"},
    {"030c / NQ - CP", "30c/nq-cp"},
    {"30c_NQ_CP", "30c/nq-cp"},
    {"15/2020/NĐ-CP", "15/2020/nd-cp"},
    {"15/2020/ND-CP", "15/2020/nd-cp"},
    {"15/2020/nđ-cp.", "15/2020/nd-cp"},
    {"15/2020/NĐ\u2011CP", "15/2020/nd-cp"},
    {"15/2020/NÐ-CP", "15/2020/nd-cp"},
    {"15 2020 ND CP", "15/2020/nd-cp"},
    {"15-2020-NĐ-CP", "15/2020/nd-cp"},
    {"Nghị định 15/2020/NĐ-CP", "15/2020/nd-cp"},
    {"nghi dinh so 15/2020/nd-cp", "15/2020/nd-cp"},
    {"Nghị quyết số 12-NQ/TU", "12/nq-tu"},
    {"07-NQ/TU", "7/nq-tu"},
    {"07 -NQ/TU,", "7/nq-tu"},
    {"18-NQ/TƯ", "18/nq-tw"},
    {"18-NQ/TW", "18/nq-tw"},
    {"1234/QĐ-UBND", "1234/qd-ubnd"},
    {"05/2019/QĐ-UBND", "5/2019/qd-ubnd"},
    {"Số: 123 -CV/TU", "123/cv-tu"},
    {"Số:123-CV/TU", "123/cv-tu"},
    {"2/2021/QH15", "2/2021/qh15"},
    {"75VN/CC", "75/vn-cc"},
    {"66.2/2025/NQ-CP", "66.2/2025/nq-cp"},
    {"Nghị quyết số 66.13/2025/NQ-CP", "66.13/2025/nq-cp"},
    {"sắc lệnh số 75vn/cc", "75/vn-cc"},
    {"Luật số 33/2005/QH11", "33/2005/qh11"},
    {"06/2008/PL-UBTVQH12", "6/2008/pl-ubtvqh12"},
    {"36-L/CTN", "36/l-ctn"},
    {"08/CT-TTg", "8/ct-ttg"},
    {"45/TTr-STNMT", "45/ttr-stnmt"},
    {"12/2020/TT-BGD&ĐT", "12/2020/tt-bgddt"},
    {"100/2015/TTLT-BTC-BNV-BYT", "100/2015/ttlt-btc-bnv-byt"},
    {"36/CP", "36/cp"},
    {"30/NQ", "30/nq"},
    {"\"30c/NQ-CP\"", "30c/nq-cp"},
    {"12a/QĐ-UBND.VX", "12a/qd-ubnd-vx"},
    {"nđ 15/2020/nđ-cp", "15/2020/nd-cp"},
    {"12-NQ/TU", "12/nq-tu"},
    /* The letter O for a nought. */
    {"3Oc/NQ-CP", "30c/nq-cp"},
    {"3O/NQ-CP", "30/nq-cp"},
    {"O5-NQ/TU", "5/nq-tu"},
    {"số o5-nq/tu", "5/nq-tu"},
    {"nq O5-NQ/TU", "5/nq-tu"},
    {"1OO/2O15/NĐ-CP", "100/2015/nd-cp"},
    {"05NQ/TU", "5/nq-tu"},
    {"30nq-cp", "30/nq-cp"},
    /* The type of the document run together with its number. */
    {"NQ30c/NQ-CP", "30c/nq-cp"},
    {"NĐ15/2020", "15/2020"},
    {"nd15/2020/nd-cp", "15/2020/nd-cp"},
    {"QĐ1557/QĐ-TTg", "1557/qd-ttg"},
    {"NQ18", "18"},
    {"CD4", NULL},
    {"TL43", NULL},
    {"h5n1", NULL},
    {"QH13", NULL},
    {"CO2", NULL},
    /* Spaces for all separators, or the year in words. */
    {"45 2013 QH13", "45/2013/qh13"},
    {"luật 45 2013 qh13", "45/2013/qh13"},
    {"nghị định 15 năm 2020", "15/2020"},
    {"nghi dinh so 15 nam 2020", "15/2020"},
    {"15 năm 2020", NULL},
    {"5nq", NULL},
    {"5tb", NULL},
    {"O/NQ-CP", NULL},
    {"OO/NQ-CP", NULL},
    {"CO2/NQ-CP", NULL},
    /* The symbol left out. */
    {"số 30c", "30c"},
    {"nghị định 15/2020", "15/2020"},
    {"NĐ 015/2020", "15/2020"},
    /* Not numbers. */
    {"", NULL},
    {"   ", NULL},
    {"số", NULL},
    {"4/12/2020", NULL},
    {"ngày 4/12/2020", NULL},
    {"04-12-2020", NULL},
    {"15/17", NULL},
    {"15/2020", NULL},
    {"2020-2025", NULL},
    {"2020", NULL},
    {"0912345678", NULL},
    {"0912-345-678", NULL},
    {"1234567/QĐ-UBND", NULL},
    {"30 xã đạt chuẩn", NULL},
    {"5 xã/phường", NULL},
    {"30c/NQ-CP về cải cách hành chính", NULL},
    {"cải cách hành chính", NULL},
    {"COVID-19", NULL},
    {"0/NQ-CP", NULL},
    {"30c/NQ-", NULL},
    {"30c/nghị quyết", NULL},
    {"24/24", NULL},
    {"3/4 dân số", NULL},
};

EACH_ROW(number, reads_a_query, queries)
ROW_TEST(size_t *row, number, reads_a_query)
{
    TcNumber number = {.key = "untouched"};
    const char *query = queries[*row].query;
    gboolean is_found = tc_number_parse(query, strlen(query), &number);
    if (queries[*row].key == NULL) {
        cr_assert(not(is_found), "%s gave %s", query, number.key);
        cr_assert(eq(str, number.key, (char *)"untouched"));
    } else {
        cr_assert(is_found, "%s", query);
        cr_assert(eq(str, number.key, (char *)queries[*row].key));
    }
}

static const struct {
    const char *query;
    const char *key; /* NULL: no number */
} typed[] = {
    {"30c/NQCP", "30c/nq-cp"},
    {"30 c/NQ-CP", "30c/nq-cp"},
    {"30 c/NQCP", "30c/nq-cp"},
    {"30C / NQ - CP", "30c/nq-cp"},
    {"30c-NQ-CP", "30c/nq-cp"},
    {"30c nqcp", "30c/nq-cp"},
    {"số 30c/nqcp.", "30c/nq-cp"},
    {"số 30 c / NQ - CP", "30c/nq-cp"},
    {"NQ 30 c/NQ-CP", "30c/nq-cp"},
    {"3O c/NQ-CP", "30c/nq-cp"},
    {"15/2020/NĐCP", "15/2020/nd-cp"},
    {"15 2020 ndcp", "15/2020/nd-cp"},
    {"1557/QĐTTg", "1557/qd-ttg"},
    {"12/NQTW", "12/nq-tw"},
    {"12-NQTU", "12/nq-tu"},
    {"1234/QĐUBND", "1234/qd-ubnd"},
    {"45/TTrUBND", "45/ttr-ubnd"},
    {"78/2014/TTBTC", "78/2014/tt-btc"},
    /* As tc_number_parse() has them. */
    {"30c/NQ-CP", "30c/nq-cp"},
    {"số 30c", "30c"},
    {"36 L/CTN", "36/l-ctn"},
    {"1234/QĐUBND-VX", "1234/qdubnd-vx"},
    {"số 58/PCTT", "58/pctt"},
    {"số 12/TTCP", "12/ttcp"},
    /* Not numbers. */
    {"12/TTCP", NULL},
    {"5/CTCP", NULL},
    {"30 c", NULL},
    {"10 b", NULL},
    {"số 30 c", NULL},
    {"30 c/", NULL},
    {"30 c/d", NULL},
    {"30 c/NQ", NULL},
    {"30 c - d", NULL},
    {"10 b / 12 c", NULL},
    {"lớp 10 a", NULL},
    {"30 c NQ CP", NULL},
    {"30 à/NQ-CP", NULL},
    {"30 ă/NQ-CP", NULL},
    {"30 x/NQ-CP", NULL},
    {"30 ce/NQ-CP", NULL},
    {"NQCP", NULL},
    {"30 c/NQ-CP về cải cách", NULL},
    {"4/12/2020", NULL},
    {"", NULL},
};

EACH_ROW(number, reads_what_is_typed, typed)
ROW_TEST(size_t *row, number, reads_what_is_typed)
{
    TcNumber number = {.key = "untouched"};
    const char *query = typed[*row].query;
    gboolean is_found = tc_number_parse_typed(query, strlen(query), &number);
    if (typed[*row].key == NULL) {
        cr_assert(not(is_found), "%s gave %s", query, number.key);
        cr_assert(eq(str, number.key, (char *)"untouched"));
    } else {
        cr_assert(is_found, "%s", query);
        cr_assert(eq(str, number.key, (char *)typed[*row].key));
        cr_assert(number.key[number.symbol] == '\0' || number.key[number.symbol - 1] == '/');
    }
}

/* What is indexed stays as it was. */
Test(number, letters_apart_and_types_run_together_are_only_typed)
{
    TcNumber number;
    const char *number_apart = "số 30 c/NQ-CP";
    const char *number_glued = "số 30c/NQCP";
    cr_assert(not(tc_number_parse(number_apart, strlen(number_apart), &number)));
    cr_assert(tc_number_parse(number_glued, strlen(number_glued), &number));
    cr_assert(eq(str, number.key, (char *)"30c/nqcp"));
}

static const struct {
    const char *text;
    const char *found; /* "source=key" of each, joined by spaces */
} texts[] = {
    {"Nghị quyết số 30c/NQ-CP ngày 08/11/2011 của Chính phủ.", "[30c/NQ-CP]=30c/nq-cp"},
    {"Căn cứ Nghị định 15/2020/NĐ-CP, Luật số 33/2005/QH11;",
     "[15/2020/NĐ-CP]=15/2020/nd-cp [33/2005/QH11]=33/2005/qh11"},
    {"Số: 123 -CV/TU\nNinh Thuận", "[123 -CV/TU]=123/cv-tu"},
    {"Số: 58/PCTT", "[58/PCTT]=58/pctt"},
    {"Số 112/TB-MTTQ-BTT, Vinh", "[112/TB-MTTQ-BTT]=112/tb-mttq-btt"},
    {"(Số 168-BC/BNCTU)", "[168-BC/BNCTU]=168/bc-bnctu"},
    {"theo công văn 1234/SYT-NVY và 12/QĐ - UBND tỉnh",
     "[1234/SYT-NVY]=1234/syt-nvy [12/QĐ - UBND]=12/qd-ubnd"},
    {"số 30c NQ CP của Chính phủ", "[30c NQ CP]=30c/nq-cp"},
    {"quyết định số 05/2019/QĐ-UBND.", "[05/2019/QĐ-UBND]=5/2019/qd-ubnd"},
    {"kèm 12/QĐ-UBND.Theo đó", "[12/QĐ-UBND]=12/qd-ubnd"},
    {"nghị quyết 30c/nq-cp của chính phủ", "[30c/nq-cp]=30c/nq-cp"},
    {"Nghị định 24-CP và 36/CP", "[24-CP]=24/cp [36/CP]=36/cp"},
    {"12/QĐ-UBND; 13/QĐ-UBND", "[12/QĐ-UBND]=12/qd-ubnd [13/QĐ-UBND]=13/qd-ubnd"},
    {"Nghị quyết 3Oc/NQ-CP, số O5-NQ/TU và 63/2O14/NĐ-CP",
     "[3Oc/NQ-CP]=30c/nq-cp [O5-NQ/TU]=5/nq-tu [63/2O14/NĐ-CP]=63/2014/nd-cp"},
    {"Nghị quyết số 66.2/2025/NQ-CP và 66.10/2025/NQ-CP",
     "[66.2/2025/NQ-CP]=66.2/2025/nq-cp [66.10/2025/NQ-CP]=66.10/2025/nq-cp"},
    {"ngày 3.4/2025, mục 1.2/2025/A, 1.234/2025/NQ-CP", ""},
    {"Nghị định số 156/2020/NĐ-CPngày 31/12/2020, số 9/TTr-UBNDngày 2/3, 14/2024/NĐ-CPngày",
     "[156/2020/NĐ-CP]=156/2020/nd-cp [9/TTr-UBND]=9/ttr-ubnd [14/2024/NĐ-CP]=14/2024/nd-cp"},
    {"13/2024/QĐngày 4/5, 14/2024/nđ-cpngày 6/7, 15/2024/NĐ-CPhànhngày", ""},
    {"khí CO2/NQ-CP, nhóm O/NQ-CP", ""},
    {"có 05NQ/TU", ""},
    {"Số: /QĐ-UBND", ""},
    {"QĐ-12/QĐ-UBND", ""},
    {"ngày 4/12/2020, nhiệm kỳ 2020-2025, 15/17 chỉ tiêu", ""},
    {"điện thoại 0259.3822.222, 0912345678", ""},
    {"dịch COVID-19 - UBND tỉnh", ""},
    {"tốc độ 60 km/h, 20 kg/ha, 40 lít/người/ngày", ""},
    {"mạng 4G/5G, 2-3 TP/HCM, 24/24 giờ, 1/500", ""},
    {"có 15 CB/CC và 30 HS-SV", ""},
    {"30.000 đồng/tháng; 90.000 đồng/m2", ""},
    {"15/Nghị quyết, 3/Quyết định", ""},
    {"năm 2020 UBND tỉnh và năm 2021 - HĐND", ""},
    {"số 3 đường Nguyễn Trãi, số 7 tại Thái Thụy", ""},
    {"số 18-20 Lê Lợi", ""},
    {"", ""},
};

static void
collect(const TcNumber *number, gsize start, gsize end, gpointer user)
{
    Collected *collected = (Collected *)user;
    collected_next(collected, start, end);
    g_string_append_printf(collected->found, "%s[%.*s]=%s", collected->found->len > 0 ? " " : "",
                           (int)(end - start), collected->text + start, number->key);
    /* What was found is a number by itself, the same one. */
    TcNumber again;
    g_autofree char *alone =
        g_strdup_printf("số %.*s", (int)(end - start), collected->text + start);
    cr_assert(tc_number_parse(alone, strlen(alone), &again), "%s", alone);
    cr_assert(eq(str, again.key, (char *)number->key));
    cr_assert(eq(u8, again.symbol, number->symbol));
    cr_assert(number->key[number->symbol] != '\0' && number->key[number->symbol - 1] == '/');
}

static void
find_all(Collected *collected)
{
    tc_numbers_find(collected->text, collected->len, collect, collected);
}

EACH_ROW(number, finds_in_running_text, texts)
ROW_TEST(size_t *row, number, finds_in_running_text)
{
    g_autofree char *found = collect_with(find_all, texts[*row].text, strlen(texts[*row].text));
    cr_assert(eq(str, found, (char *)texts[*row].found));
}

Test(number, tells_the_parts)
{
    TcNumber number;
    cr_assert(tc_number_parse("015/2020/NĐ-CP", strlen("015/2020/NĐ-CP"), &number));
    cr_assert(eq(u32, number.number, 15));
    cr_assert(eq(u16, number.year, 2020));
    cr_assert(eq(str, number.key + number.symbol, (char *)"nd-cp"));
}

Test(number, a_symbol_that_is_missing_is_at_the_end_of_the_key)
{
    TcNumber number;
    cr_assert(tc_number_parse("số 30c", strlen("số 30c"), &number));
    cr_assert(eq(u8, number.symbol, 3));
    cr_assert(eq(u16, number.year, 0));
}

Test(number, the_key_of_a_key_is_itself)
{
    for (gsize i = 0; i < G_N_ELEMENTS(queries); i++) {
        TcNumber number;
        if (queries[i].key == NULL ||
            strpbrk(queries[i].key, "abcdefghijklmnopqrstuvwxyz") == NULL ||
            g_str_equal(queries[i].key, "30c"))
            continue;
        cr_assert(tc_number_parse(queries[i].key, strlen(queries[i].key), &number), "%s",
                  queries[i].key);
        cr_assert(eq(str, number.key, (char *)queries[i].key));
    }
}

Test(number, an_endless_symbol_is_no_number)
{
    g_autoptr(GString) text = g_string_new("số 12/QĐ");
    for (int i = 0; i < 10000; i++)
        g_string_append(text, "-ABCDEFGHIJKLMNO");
    Collected collected = {.text = text->str, .len = text->len};
    g_autoptr(GString) found = g_string_new(NULL);
    collected.found = found;
    tc_numbers_find(text->str, text->len, collect, &collected);
    cr_assert(eq(str, found->str, (char *)""));
}

Test(number, a_text_cut_anywhere_is_read_within_its_bounds)
{
    static const char text[] = "Số: 123 -CV/TU, 15/2020/NĐ\u2011CP và 30c/NQ - CP\xe2\x80";
    for (gsize len = 0; len < sizeof text; len++) {
        /* An exact copy, so that a sanitizer sees a read behind it. */
        char *copy = (char *)g_malloc(len + 1);
        memcpy(copy + 1, text, len);
        Collected collected = {.text = copy + 1, .len = len};
        g_autoptr(GString) found = g_string_new(NULL);
        collected.found = found;
        tc_numbers_find(copy + 1, len, collect, &collected);
        TcNumber number;
        tc_number_parse(copy + 1, len, &number);
        g_free(copy);
    }
}
