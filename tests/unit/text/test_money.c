#include "tests/unit/rows.h"
#include "text/number/money.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static const struct {
    const char *text;
    guint64 value; /* 0: none */
    gboolean is_money;
    const char *rest;
} texts[] = {
    {"5tr", 5000000, FALSE, ""},
    {"5 TRIỆU đồng mỗi hộ", 5000000, TRUE, " mỗi hộ"},
    {"5 trieu dong", 5000000, TRUE, ""},
    {"1,5 triệu", 1500000, FALSE, ""},
    {"1.500.000 đồng", 1500000, TRUE, ""},
    {"5.000.000đ", 5000000, TRUE, ""},
    {"200k", 200000, FALSE, ""},
    {"200K nhé", 200000, FALSE, " nhé"},
    {"2 tỷ", 2000000000, FALSE, ""},
    {"3,25 tỉ", 3250000000, FALSE, ""},
    {"2.500 triệu", 2500000000, FALSE, ""},
    {"100 ngàn người", 100000, FALSE, " người"},
    {"7tr5", 7500000, FALSE, ""},
    {"1tỷ25 đồng", 1250000000, TRUE, ""},
    {"7 triệu rưỡi đồng", 7500000, TRUE, ""},
    {"3 ty ruoi", 3500000000, FALSE, ""},
    {"7 tr5", 0, FALSE, NULL},
    {"7tr5a", 0, FALSE, NULL},
    {"5m2", 0, FALSE, NULL},
    {"1,5 triệu rưỡi", 1500000, FALSE, " rưỡi"},
    {"hai mươi triệu đồng", 20000000, TRUE, ""},
    {"một tỷ", 1000000000, FALSE, ""},
    {"mot ty dong", 1000000000, TRUE, ""},
    {"năm trăm nghìn đồng", 500000, TRUE, ""},
    {"5 trăm triệu", 500000000, FALSE, ""},
    {"hai trăm năm mươi triệu", 250000000, FALSE, ""},
    {"hai tram nam muoi trieu", 250000000, FALSE, ""},
    {"một trăm linh năm nghìn đồng", 105000, TRUE, ""},
    {"ba muoi lam ty", 35000000000, FALSE, ""},
    {"một tỷ hai trăm triệu đồng", 1200000000, TRUE, ""},
    {"1 tỷ 200 triệu đồng chi", 1200000000, TRUE, " chi"},
    {"12 triệu 500 nghìn", 12500000, FALSE, ""},
    {"3 triệu không trăm năm mươi nghìn", 3000000, FALSE, " không trăm năm mươi nghìn"},
    {"0,75 tỷ đồng", 750000000, TRUE, ""},
    {"2.000 VNĐ", 2000, TRUE, ""},
    {"3.500 vnd", 3500, TRUE, ""},
    /* What is something else. */
    {"ba ty", 0, FALSE, NULL},
    {"hai nghìn năm trăm", 0, FALSE, NULL},
    {"hai trăm năm triệu", 0, FALSE, NULL},
    {"2 triệu 3 tỷ", 2000000, FALSE, " 3 tỷ"},
    {"XX triệu", 0, FALSE, NULL},
    {"5 trăm hộ", 0, FALSE, NULL},
    {"12 trăm triệu", 0, FALSE, NULL},
    {"5K", 0, FALSE, NULL},
    {"3D", 0, FALSE, NULL},
    {"3 ngan hang", 0, FALSE, NULL},
    {"200", 0, FALSE, NULL},
    {"5.000", 0, FALSE, NULL},
    {"1,0005 nghìn", 0, FALSE, NULL},
    {"4.12.2020 đồng", 0, FALSE, NULL},
    {"1,23456 triệu", 0, FALSE, NULL},
    {"0 triệu", 0, FALSE, NULL},
    {"5 trại", 0, FALSE, NULL},
    {"99999999999999999999 tỷ", 0, FALSE, NULL},
    {"999999999999999 tỷ", 0, FALSE, NULL},
    {"", 0, FALSE, NULL},
};

EACH_ROW(money, amounts_are_read, texts)

ROW_TEST(size_t *row, money, amounts_are_read)
{
    const char *text = texts[*row].text;
    TcAmount amount = {0, FALSE};
    const char *end = tc_amount_read(text, text + strlen(text), &amount);
    cr_assert_eq(end != NULL, texts[*row].value > 0, "%s", text);
    if (end == NULL)
        return;
    cr_assert_eq(amount.value, texts[*row].value, "%s", text);
    cr_assert_eq(amount.is_money, texts[*row].is_money, "%s", text);
    cr_assert_str_eq(end, texts[*row].rest, "%s", text);
}

/* Round thousands in figures alone; 0 for none. */
static const struct {
    const char *text;
    guint64 value;
} alone[] = {
    {"150.000", 150000}, {"150000", 150000}, {"1.500.000", 1500000}, {"2.000", 2000}, {"2000", 0},
    {"150.500", 0},      {"15.00", 0},       {"1.000,5", 0},         {"0.000", 0},    {"tr", 0},
};

EACH_ROW(money, round_figures_are_read, alone)

ROW_TEST(size_t *row, money, round_figures_are_read)
{
    const char *text = alone[*row].text;
    TcAmount amount = {0, TRUE};
    const char *end = tc_amount_read_round(text, text + strlen(text), &amount);
    cr_assert_eq(end != NULL, alone[*row].value > 0, "%s", text);
    cr_assert(end == NULL || (amount.value == alone[*row].value && !amount.is_money), "%s", text);
}

static const struct {
    TcAmount amount;
    const char *ways;
} written[] = {
    {{200000, FALSE},
     "200.000|0,2 triệu|0,2tr|0,2 tr|200 nghìn|200 ngàn|200k|hai trăm nghìn|2 trăm nghìn"},
    {{1500000, FALSE},
     "1.500.000|1,5 triệu|1,5tr|1,5 tr|1tr5|1 triệu rưỡi|một triệu năm trăm nghìn|"
     "1 triệu 500 nghìn"},
    {{250000000, FALSE}, "250.000.000|0,25 tỷ|250 triệu|250tr|250 tr|hai trăm năm mươi triệu"},
    {{3050000, FALSE},
     "3.050.000|3,05 triệu|3,05tr|3,05 tr|3tr05|ba triệu không trăm năm mươi nghìn|3 triệu 50 "
     "nghìn"},
    {{5000000, TRUE},
     "5.000.000|5.000.000 đồng|5.000.000đ|5.000.000 VNĐ|5.000.000 VND|5 triệu|5 triệu đồng|5tr|"
     "5 tr|năm triệu|năm triệu đồng"},
    {{2500000000, FALSE},
     "2.500.000.000|2,5 tỷ|2.500 triệu|2.500tr|2.500 tr|2tỷ5|2 tỷ rưỡi|hai tỷ năm trăm triệu|"
     "2 tỷ 500 triệu"},
    {{1234567, FALSE}, "1.234.567"},
    {{7, TRUE}, "7|7 đồng|7đ|7 VNĐ|7 VND"},
};

EACH_ROW(money, amounts_are_written, written)

ROW_TEST(size_t *row, money, amounts_are_written)
{
    g_autoptr(GPtrArray) ways = tc_amount_writings(&written[*row].amount);
    g_ptr_array_add(ways, NULL);
    g_autofree char *all = g_strjoinv("|", (char **)ways->pdata);
    cr_assert_str_eq(all, written[*row].ways);
}

/* Each way of writing an amount is read as that amount, figures alone aside. */
Test(money, what_is_written_is_read)
{
    static const guint64 values[] = {1000, 15000, 200000, 1500000, 2000000, 12345000, 3200000000};
    for (gsize v = 0; v < G_N_ELEMENTS(values); v++) {
        const TcAmount amount = {values[v], TRUE};
        g_autoptr(GPtrArray) ways = tc_amount_writings(&amount);
        for (guint i = 1; i < ways->len; i++) {
            const char *way = g_ptr_array_index(ways, i);
            TcAmount again = {0, FALSE};
            const char *end = tc_amount_read(way, way + strlen(way), &again);
            cr_assert(end != NULL && *end == '\0', "%s", way);
            cr_assert_eq(again.value, values[v], "%s", way);
        }
    }
}
