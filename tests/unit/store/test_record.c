#include "store/text/dictionary.h"
#include "tests/unit/rows.h"
#include "tests/unit/store/support.h"

#include <zstd.h>

static const TcLandmark some_landmarks[] = {{1, 0}, {257, 4}, {513, 9}};

static const TcRecord full = {
    .path = "/kho/Nghị quyết 15\xff.doc", /* a path is bytes */
    .title = "Nghị quyết về cải cách hành chính",
    .number = "15/2020/NQ-HĐND",
    .type = "Nghị quyết",
    .org = "Hội đồng nhân dân tỉnh Ninh Thuận",
    .place = "Ninh Thuận",
    .signer = "Nguyễn Văn A",
    .session = "Kỳ họp thứ 5",
    .term = "Khóa X, nhiệm kỳ 2016-2021",
    .chair = "Trần Thị B",
    .relations = "replaces\t12/2010/QĐ-UBND\tQuyết định\t\t20100305\t\t20210101\n",
    .format = "doc",
    .encoding = "TCVN3",
    .date = 20201204,
    .is_ocr = TRUE,
    .text = "Điều 1.\0 Ban hành",
    .text_len = sizeof "Điều 1.\0 Ban hành" - 1,
    .landmarks = some_landmarks,
    .landmark_count = G_N_ELEMENTS(some_landmarks),
};

static TcStoredRecord *
decode_copy(const char *bytes, gsize len, gboolean wants_text, GError **error)
{
    return tc_record_decode(g_memdup2(bytes, len), len, wants_text, error);
}

Test(record, gives_back_all_that_was_encoded)
{
    gsize len = 0;
    GError *error = NULL;
    g_autofree char *bytes = tc_record_encode(&full, &len);
    g_autoptr(TcStoredRecord) stored = decode_copy(bytes, len, TRUE, &error);
    assert_ok(stored, error);
    const TcRecord *got = tc_stored_record_get(stored);
    assert_str(got->path, full.path);
    assert_str(got->title, full.title);
    assert_str(got->number, full.number);
    assert_str(got->type, full.type);
    assert_str(got->org, full.org);
    assert_str(got->place, full.place);
    assert_str(got->signer, full.signer);
    assert_str(got->session, full.session);
    assert_str(got->term, full.term);
    assert_str(got->chair, full.chair);
    assert_str(got->relations, full.relations);
    assert_str(got->format, full.format);
    assert_str(got->encoding, full.encoding);
    cr_assert(eq(u32, got->date, full.date));
    cr_assert(got->is_ocr);
    cr_assert(eq(sz, got->text_len, full.text_len));
    cr_assert(memcmp(got->text, full.text, full.text_len + 1) == 0);
    cr_assert(eq(sz, got->landmark_count, full.landmark_count));
    cr_assert(memcmp(got->landmarks, some_landmarks, sizeof some_landmarks) == 0);
}

Test(record, text_stays_packed_when_not_asked_for)
{
    gsize len = 0;
    GError *error = NULL;
    g_autofree char *bytes = tc_record_encode(&full, &len);
    g_autoptr(TcStoredRecord) stored = decode_copy(bytes, len, FALSE, &error);
    assert_ok(stored, error);
    cr_assert(tc_stored_record_get(stored)->text == NULL);
    cr_assert(eq(sz, tc_stored_record_get(stored)->text_len, full.text_len));
    assert_str(tc_stored_record_get(stored)->title, full.title);
}

Test(record, its_text_is_there_as_far_as_it_was_asked_for)
{
    static const char line[] =
        "Điều 1. Ban hành Quy chế làm việc của Ủy ban nhân dân xã Hưng Lộc.\n";
    GError *error = NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < 20000; i++)
        g_string_append(text, line);
    const TcRecord record = {.path = "a.txt", .text = text->str, .text_len = text->len};
    gsize len = 0;
    char *data = tc_record_encode(&record, &len);
    g_autoptr(TcStoredRecord) stored = tc_record_decode_later(data, len, &error);
    assert_ok(stored, error);
    const TcRecord *got = tc_stored_record_get(stored);
    cr_assert(eq(sz, got->text_len, text->len));
    for (gsize until = 1000; until < text->len; until *= 7) {
        cr_assert(tc_stored_record_reach(stored, until, &error));
        cr_assert(memcmp(got->text, text->str, until) == 0);
    }
    cr_assert(tc_stored_record_reach(stored, G_MAXSIZE, &error));
    assert_str(got->text, text->str);
    cr_assert(tc_stored_record_reach(stored, 1, &error));
    tc_stored_record_drop_text(stored);
    cr_assert(tc_stored_record_reach(stored, 1, &error));
}

/* `count` bytes of what is no word and hardly packs, with a word here and there. */
static GString *
rough_text(guint count)
{
    GString *text = g_string_new(NULL);
    guint32 seed = 7;
    while (text->len < count) {
        seed = seed * 1664525 + 1013904223;
        g_string_append_unichar(text, 0x4e00 + (seed >> 16) % 20000);
        if (seed % 7 == 0)
            g_string_append(text, " Quyết định ");
    }
    return text;
}

Test(record, a_text_of_many_blocks_is_unpacked_as_far_as_it_was_asked_for)
{
    GError *error = NULL;
    g_autoptr(GString) text = rough_text(1 << 20);
    const TcRecord record = {.path = "a.txt", .text = text->str, .text_len = text->len};
    gsize len = 0;
    char *data = tc_record_encode(&record, &len);
    g_autoptr(TcStoredRecord) stored = tc_record_decode_later(data, len, &error);
    assert_ok(stored, error);
    const TcRecord *got = tc_stored_record_get(stored);
    for (gsize until = 0; until < text->len; until += 1 + until / 4) {
        cr_assert(tc_stored_record_reach(stored, until, &error));
        cr_assert(memcmp(got->text, text->str, until) == 0);
    }
    cr_assert(tc_stored_record_reach(stored, text->len, &error));
    assert_str(got->text, text->str);
}

Test(record, a_damaged_text_is_told_where_it_is_reached)
{
    GError *error = NULL;
    g_autoptr(GString) text = rough_text(1 << 20);
    const TcRecord record = {.path = "a.txt", .text = text->str, .text_len = text->len};
    gsize len = 0;
    char *data = tc_record_encode(&record, &len);
    data[len - 1] ^= 1; /* of the checksum */
    g_autoptr(TcStoredRecord) stored = tc_record_decode_later(data, len, &error);
    assert_ok(stored, error);
    cr_assert(tc_stored_record_reach(stored, 1000, &error));
    cr_assert(not(tc_stored_record_reach(stored, text->len, &error)));
    cr_assert(error != NULL);
    g_clear_error(&error);
}

Test(record, its_text_can_be_dropped)
{
    GError *error = NULL;
    const TcRecord record = {.path = "a.txt", .text = "Hội nghị", .text_len = strlen("Hội nghị")};
    gsize len = 0;
    char *data = tc_record_encode(&record, &len);
    g_autoptr(TcStoredRecord) stored = tc_record_decode(data, len, TRUE, &error);
    cr_assert(stored != NULL);
    tc_stored_record_drop_text(stored);
    tc_stored_record_drop_text(stored);
    cr_assert(tc_stored_record_get(stored)->text == NULL);
    cr_assert(eq(sz, tc_stored_record_get(stored)->text_len, record.text_len));
    assert_str(tc_stored_record_get(stored)->path, "a.txt");
}

Test(record, an_empty_one_has_nothing_set)
{
    const TcRecord empty = {0};
    gsize len = 0;
    GError *error = NULL;
    g_autofree char *bytes = tc_record_encode(&empty, &len);
    g_autoptr(TcStoredRecord) stored = decode_copy(bytes, len, TRUE, &error);
    assert_ok(stored, error);
    const TcRecord *got = tc_stored_record_get(stored);
    const char *const fields[] = {got->path,     got->title,   got->number, got->type,
                                  got->org,      got->place,   got->signer, got->format,
                                  got->encoding, got->session, got->term,   got->chair};
    for (gsize i = 0; i < G_N_ELEMENTS(fields); i++)
        cr_assert(fields[i] == NULL);
    cr_assert(got->landmarks == NULL);
    cr_assert(eq(u32, got->date, 0));
    cr_assert(not(got->is_ocr));
    assert_str(got->text, "");
    cr_assert(eq(sz, got->text_len, 0));
}

Test(record, strings_that_are_not_utf8_are_repaired)
{
    const TcRecord bad = {.title = "B\xe1o c\xe1o"};
    gsize len = 0;
    GError *error = NULL;
    g_autofree char *bytes = tc_record_encode(&bad, &len);
    g_autoptr(TcStoredRecord) stored = decode_copy(bytes, len, TRUE, &error);
    assert_ok(stored, error);
    cr_assert(g_utf8_validate(tc_stored_record_get(stored)->title, -1, NULL));
    cr_assert(g_str_has_prefix(tc_stored_record_get(stored)->title, "B"));
}

Test(record, a_long_text_is_compressed_and_comes_back)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < 100000; i++)
        g_string_append_printf(text, "cải cách hành chính %d\n", i % 977);
    const TcRecord record = {.text = text->str, .text_len = text->len};
    gsize len = 0;
    GError *error = NULL;
    g_autofree char *bytes = tc_record_encode(&record, &len);
    cr_assert(lt(sz, len, text->len / 10));
    g_autoptr(TcStoredRecord) stored = decode_copy(bytes, len, TRUE, &error);
    assert_ok(stored, error);
    cr_assert(eq(sz, tc_stored_record_get(stored)->text_len, text->len));
    cr_assert(memcmp(tc_stored_record_get(stored)->text, text->str, text->len) == 0);
}

Test(record, a_short_text_takes_less_than_by_itself)
{
    /* What letters say is in the dictionary. */
    static const char text[] = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n";
    const TcRecord record = {.text = text, .text_len = sizeof text - 1};
    gsize len = 0;
    g_autofree char *bytes = tc_record_encode(&record, &len);
    cr_assert_lt(len, sizeof text / 2);
    g_autoptr(TcStoredRecord) stored = decode_copy(bytes, len, TRUE, NULL);
    assert_str(tc_stored_record_get(stored)->text, text);
}

/* A field that has no number in records would be lost. */
Test(record, each_string_comes_back_in_its_place)
{
    for (guint i = 0; i < TC_RECORD_STRINGS; i++) {
        TcRecord record = {0};
        const char *name = NULL;
        const char **string = tc_record_string_at(&record, i, &name);
        if (string == NULL)
            continue;
        *string = name;
        gsize len = 0;
        GError *error = NULL;
        g_autofree char *bytes = tc_record_encode(&record, &len);
        g_autoptr(TcStoredRecord) stored = decode_copy(bytes, len, FALSE, &error);
        assert_ok(stored, error);
        TcRecord got = *tc_stored_record_get(stored);
        assert_str(*tc_record_string_at(&got, i, &name), name);
        *tc_record_string_at(&got, i, &name) = NULL;
        cr_assert(memcmp(&got, &(TcRecord){.text_len = 0}, sizeof got) == 0, "%s", name);
    }
}

/* ---- records of schema versions up to 7 ---- */

/* One with the header `builder` makes, and a frame. */
static char *
old_record(GVariantBuilder *builder, gsize text_len, const void *frame, gsize frame_len, gsize *len)
{
    g_autoptr(GVariant) header = g_variant_ref_sink(g_variant_builder_end(builder));
    const guint32 prefix[] = {0x54435201, (guint32)g_variant_get_size(header), (guint32)text_len,
                              (guint32)frame_len};
    *len = sizeof prefix + prefix[1] + frame_len;
    char *bytes = g_malloc(*len);
    memcpy(bytes, prefix, sizeof prefix);
    g_variant_store(header, bytes + sizeof prefix);
    memcpy(bytes + sizeof prefix + prefix[1], frame, frame_len);
    return bytes;
}

/* "kinh " as a frame without a dictionary. */
static const char old_frame[] = "\x28\xb5\x2f\xfd\x20\x05\x29\x00\x00kinh ";
#define OLD_FRAME_LEN (sizeof old_frame - 1)

static char *
usual_old_record(gsize *len)
{
    GVariantBuilder builder;
    g_variant_builder_init(&builder, G_VARIANT_TYPE_VARDICT);
    g_variant_builder_add(&builder, "{sv}", "path", g_variant_new_bytestring("/kho/a\xff.txt"));
    g_variant_builder_add(&builder, "{sv}", "title", g_variant_new_string("Kinh tế"));
    g_variant_builder_add(&builder, "{sv}", "date", g_variant_new_uint32(20201204));
    g_variant_builder_add(&builder, "{sv}", "ocr", g_variant_new_boolean(TRUE));
    g_variant_builder_add(&builder, "{sv}", "marks",
                          g_variant_new_fixed_array(G_VARIANT_TYPE("(uu)"), some_landmarks, 2,
                                                    sizeof *some_landmarks));
    return old_record(&builder, 5, old_frame, OLD_FRAME_LEN, len);
}

Test(record, an_old_one_is_read)
{
    gsize len = 0;
    GError *error = NULL;
    g_autofree char *bytes = usual_old_record(&len);
    g_autoptr(TcStoredRecord) stored = decode_copy(bytes, len, TRUE, &error);
    assert_ok(stored, error);
    const TcRecord *got = tc_stored_record_get(stored);
    assert_str(got->path, "/kho/a\xff.txt");
    assert_str(got->title, "Kinh tế");
    assert_str(got->text, "kinh ");
    cr_assert(eq(u32, got->date, 20201204));
    cr_assert(got->is_ocr);
    cr_assert(eq(sz, got->landmark_count, 2));
    cr_assert(memcmp(got->landmarks, some_landmarks, 2 * sizeof *some_landmarks) == 0);
}

/* As they were packed from schema version 7 on. */
Test(record, an_old_text_that_was_packed_with_a_dictionary_is_read)
{
    static const char text[] = "Độc lập - Tự do - Hạnh phúc\n";
    GVariantBuilder builder;
    gsize len = 0;
    GError *error = NULL;
    char frame[200];
    ZSTD_CCtx *zstd = ZSTD_createCCtx();
    const gsize frame_len =
        ZSTD_compress_usingDict(zstd, frame, sizeof frame, text, sizeof text - 1,
                                tc_plain_text_dictionary, tc_plain_text_dictionary_len, 3);
    ZSTD_freeCCtx(zstd);
    cr_assert(not(ZSTD_isError(frame_len)));
    g_variant_builder_init(&builder, G_VARIANT_TYPE_VARDICT);
    g_autofree char *bytes = old_record(&builder, sizeof text - 1, frame, frame_len, &len);
    g_autoptr(TcStoredRecord) stored = decode_copy(bytes, len, TRUE, &error);
    assert_ok(stored, error);
    assert_str(tc_stored_record_get(stored)->text, text);
}

Test(record, no_cut_and_no_damaged_byte_of_an_old_one_does_harm)
{
    gsize len = 0;
    g_autofree char *bytes = usual_old_record(&len);
    for (gsize at = 0; at < len; at++) {
        GError *error = NULL;
        cr_assert(decode_copy(bytes, at, FALSE, &error) == NULL, "%zu bytes", at);
        assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT);
        for (int bit = 0; bit < 8; bit++) {
            g_autofree char *copy = g_memdup2(bytes, len);
            copy[at] ^= (char)(1 << bit);
            g_autoptr(TcStoredRecord) stored =
                tc_record_decode(g_steal_pointer(&copy), len, TRUE, &error);
            if (stored == NULL)
                assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT);
        }
    }
}

/* The stated sizes, one by one: bytes of the prefix hold one number each. */
static const struct {
    gsize at;
    guint32 value;
} lies[] = {
    {0, 0},
    {4, G_MAXUINT32},
    {4, 0},
    {8, G_MAXUINT32},
    {8, 0},
    {8, 1},
    {8, 1u << 30},
    {8, (1u << 30) + 1},
    {12, 0},
    {12, 1},
    {12, G_MAXUINT32},
};

EACH_ROW(record, lying_sizes_of_an_old_one_are_refused, lies)
ROW_TEST(size_t *row, record, lying_sizes_of_an_old_one_are_refused)
{
    gsize len = 0;
    char *bytes = usual_old_record(&len);
    memcpy(bytes + lies[*row].at, &lies[*row].value, sizeof lies[*row].value);
    GError *error = NULL;
    cr_assert(tc_record_decode(bytes, len, TRUE, &error) == NULL);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT);
}

Test(record, an_old_text_that_was_packed_with_an_unknown_dictionary_is_refused)
{
    GVariantBuilder builder;
    gsize len = 0;
    GError *error = NULL;
    /* Of five bytes, with the dictionary of the number 7. */
    static const char frame[] = "\x28\xb5\x2f\xfd\x21\x07\x05\x29\x00\x00kinh ";
    g_variant_builder_init(&builder, G_VARIANT_TYPE_VARDICT);
    g_autofree char *bytes = old_record(&builder, 5, frame, sizeof frame - 1, &len);
    g_autoptr(TcStoredRecord) stored = decode_copy(bytes, len, TRUE, &error);
    cr_assert(stored == NULL);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT);
}

/* ---- records as they are written ---- */

/* What no record says of itself: numbers of more bytes than there are, and of more than any text
 * has. Each is a whole record but for that. */
static const struct {
    const char *bytes;
    gsize len;
} crooked[] = {
#define CROOKED(bytes)                                                                             \
    {                                                                                              \
        bytes, sizeof(bytes) - 1                                                                   \
    }
    CROOKED("\x02"),
    CROOKED("\x02\x00"),
    CROOKED("\x02\x02\x00\x00"),  /* neither coded nor not */
    CROOKED("\x02\x00\x01\x00"),  /* a header that is not there */
    CROOKED("\x02\x00\x00\x01"),  /* a text that is not there */
    CROOKED("\x02\x00\x00\x00z"), /* one that should not be there */
    CROOKED("\x02\x00\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x00"),
    CROOKED("\x02\x00\x00\xff\xff\xff\xff\x7fz"),  /* a text of 32 GB */
    CROOKED("\x02\x00\x02\x00\x02\x02"),           /* a title that is not there */
    CROOKED("\x02\x00\x03\x00\x02\x02\xff"),       /* no UTF-8 */
    CROOKED("\x02\x00\x03\x00\x02\x02\x00"),       /* ends within */
    CROOKED("\x02\x00\x06\x00\x02\x02z\x02\x02z"), /* two titles */
    CROOKED("\x02\x00\x04\x00\x02\x03\x7fz"),      /* a title that its code is too short for */
    CROOKED("\x02\x00\x04\x00\x02\x03\x02z"),      /* one that is shorter than it says */
    CROOKED("\x02\x00\x0a\x00\x02\x03\xff\xff\xff\xff\xff\xff\x01z"),
    CROOKED("\x02\x00\x03\x00\x0f\x02\x80"), /* half of a date */
    CROOKED("\x02\x00\x03\x00\x11\x02\x01"), /* half of a landmark */
};

EACH_ROW(record, what_does_not_hold_together_is_refused, crooked)
ROW_TEST(size_t *row, record, what_does_not_hold_together_is_refused)
{
    GError *error = NULL;
    cr_assert(decode_copy(crooked[*row].bytes, crooked[*row].len, TRUE, &error) == NULL, "row %zu",
              *row);
    assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT);
}

Test(record, one_encoder_serves_many_records)
{
    g_autoptr(TcRecordEncoder) encoder = tc_record_encoder_new();
    GError *error = NULL;
    for (int i = 50; i >= 0; i--) {
        g_autofree char *text = g_strnfill((gsize)i * 100, 'a');
        const TcRecord record = {.title = "Báo cáo", .text = text, .text_len = (gsize)i * 100};
        gsize len = 0;
        const char *bytes = tc_record_encoder_encode(encoder, &record, &len);
        g_autoptr(TcStoredRecord) stored = decode_copy(bytes, len, TRUE, &error);
        assert_ok(stored, error);
        assert_str(tc_stored_record_get(stored)->text, text);
    }
}

Test(record, every_cut_is_refused)
{
    gsize len = 0;
    g_autofree char *bytes = tc_record_encode(&full, &len);
    for (gsize cut = 0; cut < len; cut++) {
        for (int with_text = 0; with_text < 2; with_text++) {
            GError *error = NULL;
            cr_assert(decode_copy(bytes, cut, with_text, &error) == NULL, "%zu bytes", cut);
            assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT);
        }
    }
}

/* Whatever single byte is damaged: an error, or a record that is whole. Its text is protected by a
 * checksum, so that it never comes back changed. */
Test(record, no_damaged_byte_does_harm)
{
    gsize len = 0;
    g_autofree char *bytes = tc_record_encode(&full, &len);
    int refused = 0;
    for (gsize at = 0; at < len; at++) {
        for (int bit = 0; bit < 8; bit++) {
            g_autofree char *copy = g_memdup2(bytes, len);
            copy[at] ^= (char)(1 << bit);
            GError *error = NULL;
            g_autoptr(TcStoredRecord) stored =
                tc_record_decode(g_steal_pointer(&copy), len, TRUE, &error);
            if (stored == NULL) {
                assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT);
                refused++;
                continue;
            }
            const TcRecord *got = tc_stored_record_get(stored);
            cr_assert(eq(sz, got->text_len, full.text_len));
            cr_assert(memcmp(got->text, full.text, full.text_len) == 0);
            for (gsize i = 0; i < got->landmark_count; i++)
                cr_assert(got->landmarks[i].offset <= got->text_len);
            cr_assert(got->title == NULL || g_utf8_validate(got->title, -1, NULL));
        }
    }
    cr_assert(gt(int, refused, (int)len));
}

Test(record, marks_outside_of_the_text_are_refused)
{
    const TcLandmark wild[] = {{1, 0}, {2, 1000}};
    const TcLandmark backward[] = {{5, 3}, {2, 4}};
    const TcRecord records[] = {
        {.text = "abcdef", .text_len = 6, .landmarks = wild, .landmark_count = 2},
        {.text = "abcdef", .text_len = 6, .landmarks = backward, .landmark_count = 2},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(records); i++) {
        gsize len = 0;
        GError *error = NULL;
        char *bytes = tc_record_encode(&records[i], &len);
        cr_assert(tc_record_decode(bytes, len, FALSE, &error) == NULL);
        assert_error(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT);
    }
}

/* A record as a later version writes it: an item more, plain and coded. */
Test(record, unknown_items_are_passed_over)
{
    static const char bytes[] = "\x02\x00\x0e\x00\x7f\x04zz\x7e\x03\x05z\x03\x08"
                                "7/BC";
    GError *error = NULL;
    g_autoptr(TcStoredRecord) stored = decode_copy(bytes, sizeof bytes - 1, TRUE, &error);
    assert_ok(stored, error);
    cr_assert(tc_stored_record_get(stored)->title == NULL);
    assert_str(tc_stored_record_get(stored)->number, "7/BC");
}

/* The same of an old one, and a known field of another type. */
Test(record, unknown_fields_of_an_old_one_are_passed_over)
{
    GVariantBuilder builder;
    gsize len = 0;
    GError *error = NULL;
    g_variant_builder_init(&builder, G_VARIANT_TYPE_VARDICT);
    g_variant_builder_add(&builder, "{sv}", "pages", g_variant_new_uint32(12));
    g_variant_builder_add(&builder, "{sv}", "title", g_variant_new_uint32(12));
    g_variant_builder_add(&builder, "{sv}", "number", g_variant_new_string("7/BC"));
    g_autofree char *bytes = old_record(&builder, 0, "", 0, &len);
    g_autoptr(TcStoredRecord) stored = decode_copy(bytes, len, TRUE, &error);
    assert_ok(stored, error);
    cr_assert(tc_stored_record_get(stored)->title == NULL);
    assert_str(tc_stored_record_get(stored)->number, "7/BC");
}
