/* Telex and VNI that were left in a query. */
#include "tests/unit/query/support.h"
#include "tests/unit/rows.h"

/* What looks like keystrokes may be a name: it depends on how the rest was typed. */
static const struct {
    const char *query;
    const char *reading; /* NULL: as typed */
} rows[] = {
    {"quan điểm Max Weber", NULL},
    {"quan diem max", "quan điểm mã"},
    {"quan diem Max", "quan điểm Max"},
    {"max", "mã"},
    {"quan điểm MAX", NULL},
    {"quan diem OF", "quan điểm OF"},
    {"QUAN DDIEEMR", "QUAN ĐIỂM"},
    {"xuwr lys", "xử lý"},
    {"Xuwr Lys", "Xử Lý"},
    {"xử lys đơn", "xử lý đơn"},
    {"xuwr lis", "xử lí"},
    /* Who typed a tone has typed them all, where marks are. */
    {"tổng cho bao nhiêu giai doan", "tổng cho bao nhiêu giai đoạn"},
};

EACH_ROW(keystrokes, what_looks_like_them_may_be_a_name, rows)
ROW_TEST(size_t *row, keystrokes, what_looks_like_them_may_be_a_name, .init = folder_make,
         .fini = folder_remove)
{
    enum { COUNT = 24 };
    g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func(g_free);
    TcSampleDocument many[COUNT];

    for (guint i = 0; i < COUNT; i++) {
        char *path = g_strdup_printf("/%u", i);
        char *text = g_strdup_printf("Ò, mã số %u: xử lý đơn, quan điểm. Tổng cho nhiều giai đoạn, "
                                     "nhiều giai đoạn. %s",
                                     i, i < 2 ? "Max Weber hỏi bao nhiêu" : "");

        g_ptr_array_add(strings, path);
        g_ptr_array_add(strings, text);
        many[i] = (TcSampleDocument){.path = path, .text = text};
    }
    if (*row == 0)
        make_index("i", many, COUNT);
    json_t *hits = hits_of(rows[*row].query);
    const char *reading = string_of(json_array_get(hits, 0), "reading");

    cr_assert(eq(int, g_strcmp0(reading, rows[*row].reading), 0), "%s: %s", rows[*row].query,
              reading);
    json_decref(hits);
}
