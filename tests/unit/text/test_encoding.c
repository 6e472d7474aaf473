/* The tables letter by letter, detection on sentences and on the sample archive, what must not be
 * taken for Vietnamese, and lines that differ from their file. */
#include "tests/unit/rows.h"
#include "text/encoding/encoding.h"
#include "text/encoding/table.h"
#include "text/key/syllable.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <criterion/parameterized.h>
#include <string.h>

static const TcEncoding legacy[] = {TC_ENCODING_TCVN3,  TC_ENCODING_VNI, TC_ENCODING_WINDOWS_1258,
                                    TC_ENCODING_VISCII, TC_ENCODING_VPS, TC_ENCODING_VIQR};
static const TcEncoding wide[] = {TC_ENCODING_UTF8, TC_ENCODING_UTF16LE, TC_ENCODING_UTF16BE,
                                  TC_ENCODING_UTF32LE, TC_ENCODING_UTF32BE};

#define SENTENCE                                                                                                                  \
    "Ủy ban nhân dân tỉnh yêu cầu các sở, ngành và các huyện báo cáo kết quả "                             \
    "thực hiện trước ngày 15 tháng 6 để tổng hợp, trình Hội đồng nhân dân tại kỳ họp giữa năm. " \
    "Những đơn vị chậm trễ phải giải trình rõ nguyên nhân và biện pháp khắc phục."

static GString *
encoded(TcEncoding encoding, const char *text)
{
    GString *bytes = g_string_new(NULL);

    tc_encoding_encode(encoding, text, strlen(text), bytes);
    return bytes;
}

static char *
decoded(TcEncoding encoding, const char *bytes, gsize len)
{
    GString *text = g_string_new(NULL);

    tc_encoding_decode(encoding, bytes, len, text);
    return g_string_free(text, FALSE);
}

/* Every letter of the alphabet, small and capital, each at the start of a word. */
static GPtrArray *
alphabet(void)
{
    static const guint8 tones[] = {TC_TONE_NONE, TC_TONE_HUYEN, TC_TONE_HOI,
                                   TC_TONE_NGA,  TC_TONE_SAC,   TC_TONE_NANG};
    GPtrArray *letters = g_ptr_array_new_with_free_func(g_free);

    for (int upper = 0; upper < 2; upper++) {
        for (char base = 'a'; base <= 'z'; base++) {
            for (gint8 quality = -1; quality < 4; quality++) {
                for (guint t = 0; t < G_N_ELEMENTS(tones); t++) {
                    TcCodeLetter letter = {base, quality, tones[t], upper};
                    gunichar c = tc_code_letter_join(&letter);
                    if (c == 0)
                        continue;
                    char utf8[8] = {0};
                    g_unichar_to_utf8(c, utf8);
                    g_ptr_array_add(letters, g_strdup_printf("%sx", utf8));
                }
            }
        }
    }
    return letters;
}

/* The legacy ones, then the wide ones. */
static TcEncoding
encoding_of(size_t row)
{
    return row < G_N_ELEMENTS(legacy) ? legacy[row] : wide[row - G_N_ELEMENTS(legacy)];
}

ROW_COUNT(encoding, every_letter_survives, G_N_ELEMENTS(legacy) + G_N_ELEMENTS(wide))

ROW_TEST(size_t *row, encoding, every_letter_survives)
{
    TcEncoding encoding = encoding_of(*row);
    g_autoptr(GPtrArray) letters = alphabet();

    /* 26 letters, 12 vowels with 5 tones, 6 vowels with quality alone, đ: small and capital. */
    cr_assert(eq(sz, letters->len, 2 * (26 + 12 * 5 + 6 + 1)));
    for (guint i = 0; i < letters->len; i++) {
        const char *letter = letters->pdata[i];
        g_autoptr(GString) bytes = g_string_new(NULL);
        gsize lacking = tc_encoding_encode(encoding, letter, strlen(letter), bytes);
        cr_expect(eq(sz, lacking, 0), "%s in %s", letter, tc_encoding_name(encoding));
        g_autofree char *back = decoded(encoding, bytes->str, bytes->len);
        if (encoding == TC_ENCODING_TCVN3) {
            /* Its capitals with tones are a matter of the font. */
            g_autofree char *small = g_utf8_strdown(back, -1);
            g_autofree char *want = g_utf8_strdown(letter, -1);
            cr_expect(eq(str, small, want));
        } else {
            cr_expect(eq(str, back, (char *)letter), "%s", tc_encoding_name(encoding));
        }
    }
}

static const struct {
    TcEncoding encoding;
    const char *bytes;
    const char *text;
} samples[] = {
    /* 0xAD is the soft hyphen elsewhere, and ư here. */
    {TC_ENCODING_TCVN3,
     "C\xE9ng h\xDF"
     "a x\xB7 h\xE9i ch\xF1 ngh\xDC"
     "a Vi\xD6t Nam",
     "Cộng hòa xã hội chủ nghĩa Việt Nam"},
    {TC_ENCODING_TCVN3,
     "\xA7\xAD\xEAng, \xAD\xAC"
     "c \xA6 25\xB0"
     "C \x93q\x94",
     "Đường, ươc Ư 25°C “q”"},
    {TC_ENCODING_TCVN3, "a\xB0 \xB4", "à ´"},
    {TC_ENCODING_VNI, "\xF9o\xEF\xF9 \xCE", "ùọù Ỵ"},
    {TC_ENCODING_VNI,
     "Co\xE4ng ho\xF8"
     "a xa\xF5 ho\xE4i chu\xFB ngh\xF3"
     "a Vie\xE4t Nam \xD1\xD6\xD4\xD8NG",
     "Cộng hòa xã hội chủ nghĩa Việt Nam ĐƯỜNG"},
    {TC_ENCODING_WINDOWS_1258,
     "C\xF4\xF2ng ho\xCC"
     "a \xF0\xFD\xF5\xCCng \x80",
     "Cộng hòa đường €"},
    {TC_ENCODING_VISCII,
     "C\xB5ng h\xF2"
     "a \xF0\xDF\xB6ng \x02\x1E",
     "Cộng hòa đường ẲỴ"},
    {TC_ENCODING_VPS,
     "C\xB6ng h\xF2"
     "a \xC7\xDC\xA9ng \x02",
     "Cộng hòa đường Ạ"},
    {TC_ENCODING_VIQR, "Co^.ng ho`a xa~ ho^.i DDu+o+`ng add \\L to be. \\V d\\d h\\. 1.",
     "Cộng hòa xã hội Đường add  to be.  dd h. 1."},
    {TC_ENCODING_VIQR, "vie^.t nu*o*'c \\\\ a\\?", "việt nước \\ a?"},
    {TC_ENCODING_WINDOWS_1252, "d\xE9j\xE0 \x80\x92", "déjà €’"},
    {TC_ENCODING_UTF16LE,
     "\xFF\xFE"
     "A\0\xBF\x1E\x3D\xD8\x00\xDE\x3D\xD8",
     "Aế😀\xEF\xBF\xBD"},
    {TC_ENCODING_UTF32BE, "\0\0\0A\0\x11\0\0\0\0", "A\xEF\xBF\xBD\xEF\xBF\xBD"},
    {TC_ENCODING_UTF8,
     "\xEF\xBB\xBF"
     "ế\xFF\xC3",
     "ế\xEF\xBF\xBD\xEF\xBF\xBD"},
};

/* Length of the samples that hold NULs. */
static gsize
sample_len(size_t row)
{
    switch (samples[row].encoding) {
    case TC_ENCODING_UTF16LE:
        return 12;
    case TC_ENCODING_UTF32BE:
        return 10;
    default:
        return strlen(samples[row].bytes);
    }
}

EACH_ROW(encoding, bytes_mean_what_the_tables_say, samples)
ROW_TEST(size_t *row, encoding, bytes_mean_what_the_tables_say)
{
    g_autofree char *text = decoded(samples[*row].encoding, samples[*row].bytes, sample_len(*row));

    cr_expect(eq(str, text, (char *)samples[*row].text));
}

Test(encoding, any_byte_decodes_to_valid_utf8)
{
    char bytes[512];

    for (guint i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i < 256 ? i : (i * 167) & 0xFF);
    for (guint e = 0; e < TC_ENCODING_COUNT; e++) {
        g_autofree char *text = decoded((TcEncoding)e, bytes, sizeof bytes);
        cr_expect(g_utf8_validate(text, -1, NULL), "%s", tc_encoding_name((TcEncoding)e));
        cr_expect(gt(sz, strlen(text), 100));
    }
}

Test(encoding, what_cannot_be_encoded_is_counted)
{
    g_autoptr(GString) bytes = g_string_new(NULL);

    cr_assert(eq(sz, tc_encoding_encode(TC_ENCODING_TCVN3, "a中\xFFz", 6, bytes), 2));
    cr_assert(eq(str, bytes->str, (char *)"a??z"));
}

/* The sample archive, as UTF-8 and NFC. */
static GPtrArray *
archive(void)
{
    GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GQueue) folders = g_queue_new();

    g_queue_push_tail(folders, g_strdup(TC_SOURCE_DIR "/corpus/docs"));
    while (!g_queue_is_empty(folders)) {
        g_autofree char *folder = g_queue_pop_head(folders);
        g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
        cr_assert(ne(ptr, dir, NULL));
        for (const char *name; (name = g_dir_read_name(dir)) != NULL;) {
            g_autofree char *path = g_build_filename(folder, name, NULL);
            g_autofree char *text = NULL;
            if (g_file_test(path, G_FILE_TEST_IS_DIR))
                g_queue_push_tail(folders, g_steal_pointer(&path));
            else if (g_str_has_suffix(name, ".txt") &&
                     g_file_get_contents(path, &text, NULL, NULL) &&
                     g_utf8_validate(text, -1, NULL))
                g_ptr_array_add(texts, g_utf8_normalize(text, -1, G_NORMALIZE_NFC));
        }
    }
    cr_assert(gt(sz, texts->len, 10));
    return texts;
}

/* `chars` characters from a word's start at a place that `seed` picks; NULL if the text is short.
 */
static char *
excerpt(const char *text, guint32 seed, glong chars)
{
    glong length = g_utf8_strlen(text, -1);

    if (length < chars + 200)
        return NULL;
    const char *from = g_utf8_offset_to_pointer(text, seed % (guint32)(length - chars - 100));
    from = strpbrk(from, " \n");
    if (from == NULL || g_utf8_strlen(from, -1) <= chars)
        return NULL;
    g_autofree char *found = g_utf8_substring(from, 1, chars + 1);
    /* Some documents of the archive are typed without marks: they are in no encoding but ASCII. */
    return g_str_is_ascii(found) ? NULL : g_steal_pointer(&found);
}

static void
count_right(TcEncoding encoding, glong chars, guint samples_max, guint *right, guint *wrong)
{
    g_autoptr(GPtrArray) texts = archive();
    guint32 seed = 12345;

    *right = *wrong = 0;
    for (guint done = 0; done < samples_max;) {
        seed = seed * 1664525u + 1013904223u;
        g_autofree char *text = excerpt(texts->pdata[(seed >> 8) % texts->len], seed >> 4, chars);
        if (text == NULL)
            continue;
        g_autoptr(GString) bytes = encoded(encoding, text);
        TcEncodingGuess guess;
        tc_encoding_detect(bytes->str, bytes->len, &guess);
        *right += guess.encoding == encoding;
        *wrong += guess.encoding != encoding && guess.encoding != TC_ENCODING_UNKNOWN;
        done++;
    }
}

ROW_COUNT(encoding, is_told_from_text, G_N_ELEMENTS(legacy) + G_N_ELEMENTS(wide))

ROW_TEST(size_t *row, encoding, is_told_from_text)
{
    TcEncoding encoding = encoding_of(*row);
    guint right, wrong;

    count_right(encoding, 200, 200, &right, &wrong);
    cr_expect(ge(uint, right, 198), "%s: %u of 200 at 200 characters", tc_encoding_name(encoding),
              right);
    cr_expect(eq(uint, wrong, 0));
    count_right(encoding, 50, 200, &right, &wrong);
    cr_expect(ge(uint, right, 190), "%s: %u of 200 at 50 characters", tc_encoding_name(encoding),
              right);
    /* VIQR with few marks is ASCII: that is not wrong, nor is it a guess. */
    cr_expect(le(uint, wrong, encoding == TC_ENCODING_VIQR ? 4 : 0));
}

static const char *const foreign[] = {
    "The committee met on Tuesday to discuss the annual report. It was decided that the budget for "
    "the coming year should be approved without changes, and that a note be sent to all members.",
    "Don't go there at 5 p.m.? \x93Why not?\x94 she asked. \x93It\x92s a caf\xE9 with na\xEFve "
    "d\xE9"
    "cor, not a r\xE9sum\xE9 of the town\x92s history,\x94 he said to me and to her.",
    "L'assembl\xE9"
    "e g\xE9n\xE9rale s'est r\xE9unie \xE0 Paris le 4 d\xE9"
    "cembre. Les membres du "
    "conseil ont d\xE9"
    "cid\xE9 d'examiner le rapport l\xE0 o\xF9 il a \xE9t\xE9 laiss\xE9, apr\xE8s "
    "avoir entendu le pr\xE9sident et le tr\xE9sorier de l'association.",
    "La r\xE9union a \xE9t\xE9 tr\xE8s int\xE9ressante. O\xF9 \xEAtes-vous all\xE9s apr\xE8s le "
    "d\xEEner ? Nous avons mang\xE9 \xE0 la brasserie, puis \xE0 l'h\xF4tel, et l\xE0 nous avons "
    "bavard\xE9 jusqu'\xE0 minuit avec des \xE9l\xE8ves fran\xE7"
    "ais.",
    "La ni\xF1"
    "a comi\xF3 all\xED una manzana m\xE1s. El se\xF1or Mu\xF1oz lleg\xF3 despu\xE9s "
    "a la reuni\xF3n; as\xED se acab\xF3 el d\xED"
    "a en el sal\xF3n de la planta alta.",
    "N\xE3o \xE9 um nome, n\xE3o \xE9 um n\xFAmero, n\xE3o \xE9 uma fun\xE7\xE3o: a opera\xE7\xE3o "
    "n\xE3o foi conclu\xED"
    "da e o arquivo n\xE3o p\xF4"
    "de ser lido at\xE9 o fim.",
};

Test(encoding, western_text_is_not_taken_for_vietnamese)
{
    for (guint i = 0; i < G_N_ELEMENTS(foreign); i++) {
        gsize len = strlen(foreign[i]);
        /* Whole, and every window of 60 bytes. */
        for (gsize at = 0; at == 0 || at + 60 <= len; at++) {
            TcEncodingGuess guess;
            tc_encoding_detect(foreign[i] + at, 60, &guess);
            cr_expect(guess.encoding == TC_ENCODING_UNKNOWN || guess.encoding == TC_ENCODING_UTF8 ||
                          guess.encoding == TC_ENCODING_WINDOWS_1252,
                      "%s: %.60s", tc_encoding_name(guess.encoding), foreign[i] + at);
        }
        TcEncodingGuess guess;
        g_autoptr(GString) text = g_string_new(NULL);
        cr_assert(tc_encoding_decode_auto(foreign[i], len, text, &guess), "%s", foreign[i]);
        g_autofree char *want = decoded(TC_ENCODING_WINDOWS_1252, foreign[i], len);
        cr_expect(eq(str, text->str, want));
        /* Neither when it comes as Unicode. */
        g_autoptr(GString) repaired = g_string_new(NULL);
        tc_encoding_repair(want, strlen(want), repaired, &guess);
        cr_expect(eq(str, repaired->str, want));
        cr_expect(not(guess.is_misread));
    }
}

Test(encoding, binary_is_unknown)
{
    guint32 seed = 1;
    guint vietnamese = 0, known = 0;

    for (guint i = 0; i < 1000; i++) {
        char bytes[300];
        for (guint b = 0; b < sizeof bytes; b++) {
            seed = seed * 1664525u + 1013904223u;
            bytes[b] = (char)(seed >> 24);
        }
        TcEncodingGuess guess;
        tc_encoding_detect(bytes, sizeof bytes, &guess);
        known += guess.encoding != TC_ENCODING_UNKNOWN;
        vietnamese += guess.encoding >= TC_ENCODING_TCVN3 && guess.encoding <= TC_ENCODING_VIQR;
    }
    cr_expect(eq(uint, vietnamese, 0));
    cr_expect(eq(uint, known, 0));
}

static const char *const too_little[] = {"",        "\xE9",         "S\xE8 12",
                                         "caf\xE9", "\xAD\xAD\xAD", "a\xB5 b"};

Test(encoding, too_little_text_is_unknown)
{
    for (guint i = 0; i < G_N_ELEMENTS(too_little); i++) {
        TcEncodingGuess guess;
        g_autoptr(GString) text = g_string_new("kept");
        cr_expect(not(tc_encoding_decode_auto(too_little[i], strlen(too_little[i]), text, &guess)));
        cr_expect(eq(int, guess.encoding, TC_ENCODING_UNKNOWN), "%s", too_little[i]);
        cr_expect(eq(dbl, guess.confidence, 0));
        cr_expect(eq(str, text->str, (char *)"kept"));
    }
}

Test(encoding, confidence_grows_with_the_text)
{
    TcEncodingGuess some, much;
    g_autoptr(GString) bytes = encoded(TC_ENCODING_TCVN3, SENTENCE);

    tc_encoding_detect(bytes->str, 40, &some);
    tc_encoding_detect(bytes->str, bytes->len, &much);
    cr_assert(eq(int, some.encoding, TC_ENCODING_TCVN3));
    cr_assert(eq(int, much.encoding, TC_ENCODING_TCVN3));
    cr_assert(gt(dbl, some.confidence, 0.3));
    cr_assert(gt(dbl, much.confidence, some.confidence));
    cr_assert(gt(dbl, much.confidence, 0.9));
    cr_assert(le(dbl, much.confidence, 1.0));
}

Test(encoding, capitals_of_tcvn3_fonts_are_lower_case_bytes)
{
    g_autoptr(GString) bytes =
        encoded(TC_ENCODING_TCVN3, "NGHỊ QUYẾT HỘI NGHỊ BAN CHẤP HÀNH ĐẢNG BỘ");
    g_autoptr(GString) text = g_string_new(NULL);
    TcEncodingGuess guess;

    cr_assert(tc_encoding_decode_auto(bytes->str, bytes->len, text, &guess), "%s",
              tc_encoding_name(guess.encoding));
    g_autofree char *lower = g_utf8_strdown(text->str, -1);
    cr_assert(eq(str, lower, (char *)"nghị quyết hội nghị ban chấp hành đảng bộ"));
    /* And in the text they are capitals again. */
    cr_assert(eq(str, text->str, (char *)"NGHỊ QUYẾT HỘI NGHỊ BAN CHẤP HÀNH ĐẢNG BỘ"));
}

/* The full set of TCVN 5712 has capitals where Windows has quotation marks and dashes. */
Test(encoding, capitals_of_the_full_tcvn_are_told_from_punctuation)
{
    static const struct {
        const char *bytes, *want;
    } words[] = {
        {"QUY\xDAT \xA7\x91NH", "QUYẾT ĐỊNH"},
        {"TH\x11 B\x97 \x9Ey C\x95 K\x13 TH\x04"
         "A",
         "THỨ BỘ Ủy CÓ KỲ THỪA"},
        {"\x93"
         "A\x94 \x93NGH\x91\x94 \x91T\xE6ng\x92 KT\x96XH \x96 \x97 V\x85 A\x85",
         "“A” “NGHỊ” ‘Tổng’ KT–XH – — V… A…"},
        {"\x93T\xE6ng k\xD5t\x94 n\xA8m 2020 \x96 2021", "“Tổng kết” năm 2020 – 2021"},
    };
    static const char before[] =
        "Héi ®ång nh©n d©n tØnh häp kú thø s¸u, bµn vÒ c¶i c¸ch hµnh chÝnh vµ "
        "x©y dùng n«ng th«n míi. ";

    g_autoptr(GString) prefix = g_string_new(NULL);
    tc_encoding_encode(TC_ENCODING_WINDOWS_1252, before, strlen(before), prefix);
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        g_autoptr(GString) bytes = g_string_new_len(prefix->str, (gssize)prefix->len);
        g_autoptr(GString) text = g_string_new(NULL);
        TcEncodingGuess guess;
        g_string_append(bytes, words[i].bytes);
        cr_assert(tc_encoding_decode_auto(bytes->str, bytes->len, text, &guess));
        cr_expect(eq(int, guess.encoding, TC_ENCODING_TCVN3));
        const char *end = strstr(text->str, "mới. ");
        cr_assert(end != NULL, "%s", text->str);
        cr_expect(eq(str, (char *)end + strlen("mới. "), (char *)words[i].want));
    }
}

/* Programs forget the backslash before what is no tone. */
Test(encoding, viqr_without_backslashes_is_read)
{
    static const struct {
        const char *viqr, *want;
    } words[] = {
        {"xa~ ho^.i ca^'y. III. MU.C", "xã hội cấy. III. MỤC"},
        {"HDDND, QDD, NDD-CP, BDDS, ADD, DDa?ng", "HĐND, QĐ, NĐ-CP, BĐS, ADD, Đảng"},
        {"co' kho^ng? Ty? le^., ky? lua^.t, bo^. y te^'.", "có không? Tỷ lệ, kỷ luật, bộ y tế."},
        {"I. VI. to^?ng ho+.p; ta. ", "I. VI. tổng hợp; tạ "},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        tc_encoding_decode(TC_ENCODING_VIQR, words[i].viqr, strlen(words[i].viqr), text);
        cr_expect(eq(str, text->str, (char *)words[i].want));
    }
}

Test(encoding, markup_is_in_no_language)
{
    g_autoptr(GString) bytes =
        encoded(TC_ENCODING_TCVN3,
                "<html><head><meta name=\"generator\" content=\"some program\"></head><body>\n"
                "<table width=\"100%\" cellspacing=\"0\" class=\"MsoNormal\"><tr>"
                "<td align=\"center\" style=\"border: none; padding: 0in\">&nbsp;Hội nghị bàn về "
                "việc <b>giữ gìn</b> trật tự &amp; an toàn</td></tr></table>\n</body></html>\n");
    TcEncodingGuess guess;

    tc_encoding_detect(bytes->str, bytes->len, &guess);
    cr_assert(eq(int, guess.encoding, TC_ENCODING_TCVN3));
}

/* One line in each encoding, in every order that a rotation gives. */
Test(encoding, lines_of_one_file_may_differ)
{
    static const TcEncoding used[] = {TC_ENCODING_TCVN3, TC_ENCODING_VNI, TC_ENCODING_UTF8,
                                      TC_ENCODING_WINDOWS_1258};

    for (guint first = 0; first < G_N_ELEMENTS(used); first++) {
        g_autoptr(GString) bytes = g_string_new(NULL);
        g_autoptr(GString) want = g_string_new(NULL);
        for (guint i = 0; i < 6; i++) {
            /* The first one has three lines of six. */
            TcEncoding encoding = used[(first + (i < 3 ? 0 : i - 2)) % G_N_ELEMENTS(used)];
            g_autoptr(GString) line = encoded(encoding, SENTENCE "\nPlain line\n");
            g_string_append_len(bytes, line->str, (gssize)line->len);
            g_string_append(want, SENTENCE "\nPlain line\n");
        }
        TcEncodingGuess guess;
        g_autoptr(GString) text = g_string_new(NULL);
        cr_assert(tc_encoding_decode_auto(bytes->str, bytes->len, text, &guess));
        g_autofree char *lower = g_utf8_strdown(text->str, -1);
        g_autofree char *lower_want = g_utf8_strdown(want->str, -1);
        cr_expect(eq(str, lower, lower_want));
        cr_expect(guess.is_mixed);
        cr_expect(eq(int, guess.encoding, used[first]));
        cr_expect(gt(dbl, guess.confidence, 0));
    }
}

Test(encoding, one_bad_byte_does_not_spoil_utf8)
{
    g_autofree char *bytes = g_strconcat(SENTENCE, "\nh\xE9\n", SENTENCE, NULL);
    g_autoptr(GString) text = g_string_new(NULL);
    TcEncodingGuess guess;

    cr_assert(tc_encoding_decode_auto(bytes, strlen(bytes), text, &guess));
    cr_assert(eq(int, guess.encoding, TC_ENCODING_UTF8));
    cr_assert(eq(str, text->str, (char *)SENTENCE "\nh\xEF\xBF\xBD\n" SENTENCE));
    cr_assert(lt(dbl, guess.confidence, 1.0));
}

/* `text` in `encoding`, its bytes taken for windows-1252 on the way to UTF-8. */
static char *
misread(TcEncoding encoding, const char *text)
{
    g_autoptr(GString) bytes = encoded(encoding, text);

    return decoded(TC_ENCODING_WINDOWS_1252, bytes->str, bytes->len);
}

Test(encoding, misread_letters_are_read_again)
{
    static const TcEncoding fonts[] = {TC_ENCODING_TCVN3, TC_ENCODING_VNI};

    for (guint i = 0; i < G_N_ELEMENTS(fonts); i++) {
        g_autofree char *wrong = misread(fonts[i], SENTENCE);
        g_autofree char *lower = g_utf8_strdown(SENTENCE, -1);
        TcEncodingGuess guess;

        g_autoptr(GString) text = g_string_new(NULL);
        tc_encoding_repair(wrong, strlen(wrong), text, &guess);
        g_autofree char *got = g_utf8_strdown(text->str, -1);
        cr_expect(eq(str, got, lower));
        cr_expect(guess.is_misread);
        cr_expect(eq(int, guess.encoding, fonts[i]));

        /* A document in Unicode with a paragraph of it, and a line of both. */
        g_autofree char *mixed =
            g_strconcat(SENTENCE "\n" SENTENCE "\n", wrong, "\n" SENTENCE " ", wrong, "\n", NULL);
        g_autofree char *want =
            g_strconcat(lower, "\n", lower, "\n", lower, "\n", lower, " ", lower, "\n", NULL);
        g_string_truncate(text, 0);
        tc_encoding_repair(mixed, strlen(mixed), text, &guess);
        g_autofree char *again = g_utf8_strdown(text->str, -1);
        cr_expect(eq(str, again, want));
        cr_expect(guess.is_mixed);
    }
}

Test(encoding, unicode_is_left_alone)
{
    static const char *const texts[] = {
        SENTENCE, "Ông là bà, cô là cô, có gì là có", /* only letters that Latin-1 has */
        "Hội nghị · kỳ họp – “phiên” 5 m², 6 km², 7 dm³ ±3 °C §4 «một» thu\u00ADơng", /* signs */
    };
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        TcEncodingGuess guess;
        tc_encoding_repair(texts[i], strlen(texts[i]), text, &guess);
        cr_expect(eq(str, text->str, (char *)texts[i]));
        cr_expect(not(guess.is_misread));
        cr_expect(not(guess.is_mixed));
    }
}

Test(encoding, symbol_font_letters_are_bytes_too)
{
    g_autoptr(GString) bytes = encoded(TC_ENCODING_TCVN3, SENTENCE);
    g_autoptr(GString) symbols = g_string_new(NULL);
    g_autoptr(GString) text = g_string_new(NULL);
    TcEncodingGuess guess;

    /* A bullet of such a font is no letter. */
    g_string_append(symbols, "\xEF\x82\xB7 ");
    for (gsize i = 0; i < bytes->len; i++)
        g_string_append_unichar(symbols, 0xF000 + (guchar)bytes->str[i]);
    tc_encoding_repair(symbols->str, symbols->len, text, &guess);
    g_autofree char *got = g_utf8_strdown(text->str, -1);
    g_autofree char *want = g_utf8_strdown("\xEF\x82\xB7 " SENTENCE, -1);
    cr_assert(eq(str, got, want));
}

/* As PDF gives TCVN3: every ư is a hyphen, as hyphens are. */
static char *
with_hyphens(const char *text)
{
    g_autofree char *wrong = misread(TC_ENCODING_TCVN3, text);
    g_auto(GStrv) parts = g_strsplit(wrong, "\u00AD", -1);

    return g_strjoinv("-", parts);
}

static const char *const hyphenated[] = {
    SENTENCE,
    "nước ta như người đưa thư trước đường Trường Chinh; lưu ý tư vấn, ưu tiên ước mơ ưa thích",
    "Tư lệnh, Vương quốc, tư-tưởng, thương-mại, giữ chữ \"tư\", (như trên), nhưng/hoặc: dư.",
    "kinh tế-xã hội, Mác-Lênin, Mác - Lê-nin, Ê-đê, Gia-rai, Vác-sa-va, COVID-19, H-mông",
    "Số 30-NQ/TW, 15/2020/QĐ-UBND, KT-XH, VH-TT, 2005-2010, A-1, T-34, 3-2, I-II, I-a",
    "- Các đơn vị\n-Thực hiện nghị quyết\nb- Nội dung của nghị quyết\nc- Tổ chức thực hiện\nđ- "
    "Kinh phí",
    "cư trú\nc - d - e\n-----\n--- * ---",
};

EACH_ROW(encoding, hyphens_that_were_letters, hyphenated)
ROW_TEST(size_t *row, encoding, hyphens_that_were_letters)
{
    /* Enough around it to be told by. */
    g_autofree char *text = g_strconcat(SENTENCE "\n", hyphenated[*row], "\n" SENTENCE, NULL);
    g_autofree char *wrong = with_hyphens(text);
    g_autoptr(GString) out = g_string_new(NULL);
    TcEncodingGuess guess;

    tc_encoding_repair_glyphs(wrong, strlen(wrong), out, &guess);
    g_autofree char *got = g_utf8_strdown(out->str, -1);
    g_autofree char *want = g_utf8_strdown(text, -1);
    cr_expect(eq(str, got, want));
    cr_expect(guess.is_misread);
    cr_expect(eq(int, guess.encoding, TC_ENCODING_TCVN3));
}

Test(encoding, hyphens_of_unicode_and_of_vni_stay)
{
    static const char text[] = SENTENCE "\nth- nh- c- t- -u -a n-c, kinh t-";
    g_autofree char *vni = misread(TC_ENCODING_VNI, text);
    g_autofree char *line = with_hyphens(SENTENCE);
    g_autofree char *mixed = g_strconcat(text, "\n" SENTENCE "\n", line, NULL);
    g_autofree char *want = g_utf8_strdown(text, -1);
    g_autoptr(GString) out = g_string_new(NULL);
    TcEncodingGuess guess;

    tc_encoding_repair_glyphs(text, strlen(text), out, &guess);
    cr_expect(eq(str, out->str, (char *)text));
    g_string_truncate(out, 0);
    tc_encoding_repair_glyphs(vni, strlen(vni), out, &guess);
    g_autofree char *got = g_utf8_strdown(out->str, -1);
    cr_expect(eq(str, got, want));
    g_string_truncate(out, 0);
    tc_encoding_repair_glyphs(mixed, strlen(mixed), out, &guess);
    cr_expect(strstr(out->str, "th- nh- c- t- -u -a n-c, kinh t-\n") != NULL, "%s", out->str);
    cr_expect(g_str_has_suffix(out->str, "khắc phục."), "%s", out->str);
}

/* UTF-8 that was taken for windows-1252 on the way. */
static const struct {
    const char *about, *text, *expect; /* NULL: it is what it is */
} misread_utf8[] = {
    {"once", "CÃ¡c há»£p tÃ¡c xÃ£ gieo cáº¥y lÃºa mÃ¹a", "Các hợp tác xã gieo cấy lúa mùa"},
    {"twice", "CÃƒÂ¡c hÃ¡Â»Â£p tÃƒÂ¡c xÃƒÂ£ gieo cÃ¡ÂºÂ¥y lÃƒÂºa mÃƒÂ¹a",
     "Các hợp tác xã gieo cấy lúa mùa"},
    {"as windows-1258", "CĂ¡c há»£p tĂ¡c xĂ£ gieo cáº¥y lĂºa mĂ¹a",
     "Các hợp tác xã gieo cấy lúa mùa"},
    {"as ISO 8859-1, whose controls stay",
     "CÃ¡c há»£p tÃ¡c xÃ£ gieo cáº¥y lÃºa Ä\xC2\x91"
     "áº¿n vá»¥",
     "Các hợp tác xã gieo cấy lúa đến vụ"},
    {"bytes that are lost: what the word tells, and no more",
     "xÃ£ Ä\u2018Ã£ bÃ\u00A0n vá»\uFFFD xÃ³m Ngá»t cá»§a ÄoÃ\u00A0n",
     "xã đã bàn v\uFFFD xóm Ngọt của Đoàn"},
    {"no-break spaces that became plain ones", "lÃ  má»™t cÃ¡n bá»™ bÃ n viá»‡c",
     "là một cán bộ bàn việc"},
    {"beside lines that are meant", "Báo cáo năm\nCÃ¡c há»£p tÃ¡c xÃ£ gieo cáº¥y lÃºa\nxÃ£",
     "Báo cáo năm\nCác hợp tác xã gieo cấy lúa\nxã"},
    {"Vietnamese as it is", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM, á»ng", NULL},
    {"old encodings are others' affair", "Céng hßa x· héi chñ nghÜa", NULL},
    {"a word that someone quotes", "viết sai thành Ã¡ là lỗi phông chữ", NULL},
};

EACH_ROW(encoding, utf8_that_was_misread, misread_utf8)
ROW_TEST(size_t *row, encoding, utf8_that_was_misread)
{
    const char *text = misread_utf8[*row].text;
    g_autoptr(GString) out = g_string_new(NULL);
    gboolean was_misread = tc_encoding_repair_utf8(text, strlen(text), out);

    cr_expect(eq(int, was_misread, misread_utf8[*row].expect != NULL), "%s: %s",
              misread_utf8[*row].about, out->str);
    cr_expect(eq(str, out->str, (char *)(was_misread ? misread_utf8[*row].expect : "")), "%s",
              misread_utf8[*row].about);
}

/* What was pasted as a query, a word or two: nothing but syllables may come of it. */
static const struct {
    const char *typed;
    const char *meant; /* NULL: it is what it is */
} pasted[] = {
    {"nghÞ quyÕt", "nghị quyết"},  {"häp", "họp"},       {"ñaûng uûy phöôøng", "đảng ủy phường"},
    {"cải cách hành chính", NULL}, {"café crème", NULL}, {"Åland", NULL},
    {"nghÞ quyÕt Åland", NULL},    {"so sánh", NULL},    {"", NULL},
};

EACH_ROW(encoding, pasted_words_are_read, pasted)

ROW_TEST(size_t *row, encoding, pasted_words_are_read)
{
    const char *typed = pasted[*row].typed;
    g_autoptr(GString) out = g_string_new(NULL);
    gboolean is_read = tc_encoding_repair_words(typed, strlen(typed), out);
    cr_assert_eq(is_read, pasted[*row].meant != NULL, "%s", typed);
    cr_assert_str_eq(out->str, is_read ? pasted[*row].meant : "", "%s", typed);
}
