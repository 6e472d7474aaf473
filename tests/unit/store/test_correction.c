#include "store/generation.h"
#include "store/kept/correction.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static const guint8 hash[TC_HASH_LEN] = {1, 2, 0xfe, 0xff};

static TcCorrection *
sample(void)
{
    TcCorrection *correction = tc_correction_new(hash, "/srv/kho/v\xff.doc");

    correction->when_s = 1700000000;
    tc_correction_set(correction, TC_FIELD_DATE, "2014-03-12");
    tc_correction_set(correction, TC_FIELD_SIGNER, "");
    return correction;
}

Test(correction, comes_back_as_it_was)
{
    g_autoptr(TcCorrection) correction = sample();
    gsize len = 0;
    g_autofree char *bytes = tc_correction_encode(correction, &len);
    g_autoptr(TcCorrection) back = tc_correction_decode(hash, bytes, len, NULL);

    cr_assert_not_null(back);
    cr_assert(eq(str, back->path, correction->path));
    cr_assert(eq(i64, back->when_s, 1700000000));
    cr_assert_str_eq(back->values[TC_FIELD_DATE], "2014-03-12");
    cr_assert_str_eq(back->values[TC_FIELD_SIGNER], "");
    cr_assert_null(back->values[TC_FIELD_TITLE]);
    cr_assert(eq(int, memcmp(back->hash, hash, sizeof hash), 0));
}

Test(correction, damaged_bytes_are_an_error)
{
    g_autoptr(TcCorrection) correction = sample();
    gsize len = 0;
    g_autofree char *bytes = tc_correction_encode(correction, &len);

    for (gsize cut = 0; cut < len; cut++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(TcCorrection) back = tc_correction_decode(hash, bytes, cut, &error);

        cr_assert(back != NULL || g_error_matches(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT));
        cr_assert(back == NULL || !tc_correction_is_empty(back) || cut == 0);
    }
}

Test(correction, a_key_is_that_of_its_content)
{
    g_autofree char *key = tc_correction_key(hash);
    guint8 back[TC_HASH_LEN];

    cr_assert_str_eq(key, "C0102feff000000000000000000000000");
    cr_assert(tc_correction_parse_key(key, back));
    cr_assert(eq(int, memcmp(back, hash, sizeof hash), 0));
    cr_assert(not(tc_correction_parse_key("C01", back)));
    cr_assert(not(tc_correction_parse_key("C0102feff0000000000000000000000000", back)));
    cr_assert(not(tc_correction_parse_key("P0102feff000000000000000000000000", back)));
}

Test(corrected, says_what_was_read_and_goes_back_to_it)
{
    const TcRecord read = {.path = "/a", .title = "Quy chế", .signer = "Lê Độ", .date = 20130312};
    g_autoptr(TcCorrection) correction = sample();
    g_auto(TcCorrected) right = {0}, twice = {0}, back = {0};

    tc_corrected_init(&right, &read, correction);
    cr_assert(eq(u32, right.record.date, 20140312));
    cr_assert_null(right.record.signer);
    cr_assert_str_eq(right.record.title, "Quy chế");
    cr_assert_str_eq(right.record.corrected, "date\t2013-03-12\nsigner\tLê Độ\n");
    g_autofree char *date = tc_record_as_read(&right.record, TC_FIELD_DATE);
    g_autofree char *title = tc_record_as_read(&right.record, TC_FIELD_TITLE);
    cr_assert_str_eq(date, "2013-03-12");
    cr_assert_null(title);

    tc_corrected_init(&twice, &right.record, correction);
    cr_assert(eq(str, (char *)twice.record.corrected, (char *)right.record.corrected));
    tc_corrected_init(&back, &twice.record, NULL);
    cr_assert(eq(u32, back.record.date, 20130312));
    cr_assert_str_eq(back.record.signer, "Lê Độ");
    cr_assert_null(back.record.corrected);
}

Test(corrected, an_empty_field_goes_back_to_empty)
{
    const TcRecord read = {.path = "/a"};
    g_autoptr(TcCorrection) correction = sample();
    g_auto(TcCorrected) right = {0}, back = {0};

    tc_corrected_init(&right, &read, correction);
    tc_corrected_init(&back, &right.record, NULL);
    cr_assert(eq(u32, back.record.date, 0));
    cr_assert_null(back.record.signer);
}

Test(correction, dates_are_those_of_the_calendar)
{
    cr_assert(eq(u32, tc_correction_date("2016-02-29"), 20160229));
    cr_assert(eq(u32, tc_correction_date("2015-02-29"), 0));
    cr_assert(eq(u32, tc_correction_date("2015-2-9"), 0));
    cr_assert(eq(u32, tc_correction_date(""), 0));
    cr_assert(eq(u32, tc_correction_date("2015-02-09 "), 0));
}
