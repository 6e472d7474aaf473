/* Word documents of every age, made here piece by piece; then the same with their numbers spoilt.
 */
#include "document/document.h"
#include "tests/support/word_writer.h"
#include "tests/unit/rows.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define WIDE         TC_ENCODING_UTF16LE
#define NARROW       TC_ENCODING_WINDOWS_1252
#define ABC          TC_ENCODING_TCVN3

#define PARAGRAPH                                                                                                                    \
    "Căn cứ tình hình thực tế của địa phương, thường trực hội đồng nhân dân xã đề nghị các tổ " \
    "đại "                                                                                                                        \
    "biểu tiếp xúc cử tri trước ngày 20 hằng tháng."

static TcDocument *
read_bytes(GBytes *bytes, const TcReadLimits *limits, GError **error)
{
    gsize len;
    const char *data = g_bytes_get_data(bytes, &len);

    return tc_document_read(data, len, "a.doc", limits, error);
}

/* What is read from a document that must be readable. */
static char *
text_of(const TcWordSpec *spec, const TcWordSpec *embedded)
{
    g_autoptr(GBytes) bytes = tc_word_file(spec, embedded);
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_bytes(bytes, NULL, &error);

    cr_assert(document != NULL, "%s", error != NULL ? error->message : "");
    cr_expect(eq(int, document->format, TC_FORMAT_DOC));
    return g_steal_pointer(&document->text);
}

static char *
text_of_pieces(gboolean is_old, const TcWordPiece *pieces, guint count)
{
    TcWordSpec spec = {.is_old = is_old, .pieces = pieces, .piece_count = count};

    return text_of(&spec, NULL);
}

Test(doc, word97_pieces_of_one_and_two_bytes_make_one_text)
{
    static const TcWordPiece pieces[] = {
        {"Hội đồng ", WIDE, 0},  {"nhân dân x\u00E3 An ", NARROW, 0},
        {"Thượng\r", WIDE, 0},   {"\u201CIn 8 bits\u201D", NARROW, 0},
        {" và 😀 16\r", WIDE, 0},
    };
    g_autofree char *text = text_of_pieces(FALSE, pieces, COUNT(pieces));

    cr_assert(
        eq(str, text, (char *)"Hội đồng nhân dân xã An Thượng\n\u201CIn 8 bits\u201D và 😀 16\n"));
}

Test(doc, pieces_in_any_order_of_the_file_follow_their_table)
{
    /* Fast saving appends new text to the file; here the second piece lies first. */
    static const TcWordPiece pieces[] = {{"một ", WIDE, 0}, {"hai\r", WIDE, 0}};
    TcWordSpec spec = {.pieces = pieces, .piece_count = 2};
    g_autoptr(GByteArray) main = g_byte_array_new();
    g_autoptr(GByteArray) table = g_byte_array_new();
    guint8 first[4], second[4];

    tc_word_streams(&spec, main, table);
    /* 1 byte 2, 4 bytes length, 3 positions, then the descriptors with fc at 2. */
    memcpy(first, table->data + 5 + 12 + 2, 4);
    memcpy(second, table->data + 5 + 12 + 8 + 2, 4);
    memcpy(table->data + 5 + 12 + 2, second, 4);
    memcpy(table->data + 5 + 12 + 8 + 2, first, 4);
    g_autoptr(GBytes) bytes = tc_word_wrap(main, table, "1Table");
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_bytes(bytes, NULL, &error);
    cr_assert(document != NULL);
    cr_assert(eq(str, document->text, (char *)"hai\nmột\n"));
}

Test(doc, word95_text_in_tcvn3_is_decoded)
{
    static const TcWordPiece pieces[] = {{PARAGRAPH "\r", ABC, 0}, {"Nguyễn Văn A\r", ABC, 0}};

    for (int no_pieces = 0; no_pieces < 2; no_pieces++) {
        TcWordSpec spec = {.is_old = TRUE,
                           .has_no_pieces = no_pieces,
                           .pieces = pieces,
                           .piece_count = 2 - no_pieces};
        g_autoptr(GBytes) bytes = tc_word_file(&spec, NULL);
        g_autoptr(GError) error = NULL;
        g_autoptr(TcDocument) document = read_bytes(bytes, NULL, &error);
        cr_assert(document != NULL);
        cr_expect(eq(str, document->text,
                     (char *)(no_pieces ? PARAGRAPH "\n" : PARAGRAPH "\nNguyễn Văn A\n")));
        cr_expect(eq(str, document->encoding, (char *)"TCVN3"));
        cr_expect(gt(dbl, document->confidence, 0.9));
    }
}

Test(doc, word97_text_of_old_fonts_is_decoded_beside_unicode)
{
    /* As Word 97 keeps it: bytes taken for windows-1252, in pieces of either width. */
    static const TcEncoding encodings[] = {ABC, TC_ENCODING_VNI, TC_ENCODING_VPS};
    for (gsize i = 0; i < COUNT(encodings); i++) {
        g_autoptr(GString) bytes = g_string_new(NULL);
        g_autoptr(GString) misread = g_string_new(NULL);
        tc_encoding_encode(encodings[i], PARAGRAPH, strlen(PARAGRAPH), bytes);
        tc_encoding_decode(NARROW, bytes->str, bytes->len, misread);
        TcWordPiece pieces[] = {{misread->str, WIDE, 0}, {"\r" PARAGRAPH, encodings[i], 0}};
        g_autofree char *text = text_of_pieces(FALSE, pieces, COUNT(pieces));
        cr_expect(eq(str, text, (char *)PARAGRAPH "\n" PARAGRAPH "\n"));
    }
}

Test(doc, an_optional_hyphen_in_tcvn3_is_a_letter)
{
    g_autoptr(GString) bytes = g_string_new(NULL);
    g_autoptr(GString) with_hyphens = g_string_new(NULL);
    tc_encoding_encode(ABC, PARAGRAPH, strlen(PARAGRAPH), bytes);
    tc_encoding_decode(NARROW, bytes->str, bytes->len, with_hyphens);
    /* Word itself turns the byte of ư into its mark for optional hyphens. */
    g_string_replace(with_hyphens, "\u00AD", "\x1F", 0);
    cr_assert(strchr(with_hyphens->str, 0x1F) != NULL);
    TcWordPiece pieces[] = {{with_hyphens->str, WIDE, 0}, {"\r", WIDE, 0}};
    g_autofree char *text = text_of_pieces(FALSE, pieces, COUNT(pieces));

    cr_assert(eq(str, text, (char *)PARAGRAPH "\n"));
}

static const struct {
    const char *label, *text, *want;
} marks[] = {
    {"field",
     "a\x13 HYPERLINK \"x\" \x14"
     "kết quả\x15 z",
     "akết quả z\n"},
    {"field in instruction",
     "a\x13 IF \x13 PAGE \x14"
     "1\x15 = 1 \x14"
     "đúng\x15 z",
     "ađúng z\n"},
    {"field in result",
     "a\x13 TOC \x14"
     "b\x13 PAGE \x14"
     "7\x15"
     "c\x15 z",
     "ab7c z\n"},
    {"field without result", "a\x13 PAGE \x15z", "az\n"},
    {"end of a field alone",
     "a\x15"
     "b\x14"
     "c",
     "abc\n"},
    {"table",
     "Số\x07Tên\x07\x07"
     "1\x07"
     "An\x07\x07",
     "Số\tTên\n1\tAn\n"},
    {"breaks",
     "a\x0B"
     "b\x0C"
     "c\x0E"
     "d\re",
     "a\nb\nc\nd\ne\n"},
    {"hyphens",
     "Ka\x1ELong th\x1F"
     "uế",
     "Ka\u2011Long th\u00ADuế\n"},
    {"references", "chú thích\x02 và\x05 hình\x01\x08", "chú thích và hình\n"},
};

ROW_COUNT(doc, marks_of_word_become_text, COUNT(marks) * 2)

ROW_TEST(size_t *row, doc, marks_of_word_become_text)
{
    size_t i = *row / 2;
    /* In one piece, and with a piece for each character. */
    g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(TcWordPiece));
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);

    for (const char *p = marks[i].text; *p != '\0';) {
        const char *end = *row % 2 ? g_utf8_next_char(p) : p + strlen(p);
        g_ptr_array_add(texts, g_strndup(p, (gsize)(end - p)));
        TcWordPiece piece = {texts->pdata[texts->len - 1], WIDE, 0};
        g_array_append_val(pieces, piece);
        p = end;
    }
    g_autofree char *text =
        text_of_pieces(FALSE, &g_array_index(pieces, TcWordPiece, 0), pieces->len);
    cr_expect(eq(str, text, (char *)marks[i].want), "%s", marks[i].label);
}

Test(doc, deleted_and_hidden_text_is_left_out)
{
    static const TcWordPiece pieces[] = {{"giữ bỏ giữ ẩn giữ\r", WIDE, 0},
                                         {"keep drop keep\r", NARROW, 0}};
    /* sprmCFRMarkDel and sprmCFVanish, on and off, the first behind another sprm. */
    static const TcWordRun runs[] = {
        {0, 4, 7, "\x35\x08\x01\x00\x08\x01", 6},
        {0, 11, 14, "\x3C\x08\x01", 3},
        {0, 14, 17, "\x00\x08\x00", 3},
        {1, 5, 10, "\x00\x08\x01", 3},
    };
    TcWordSpec spec = {.pieces = pieces, .piece_count = 2, .runs = runs, .run_count = 4};
    g_autofree char *text = text_of(&spec, NULL);

    cr_assert(eq(str, text, (char *)"giữ giữ giữ\nkeep keep\n"));
}

/* Style 1 is based on style 0, which hides its text as nothing else does, and style 2 does, which
 * is one of characters.
 */
Test(doc, styles_hide_where_runs_do_not_say_otherwise)
{
    static const TcWordPiece pieces[] = {
        {"giữ kín hở\r", WIDE, 0}, {"ẩn hiện ẩn lộ\r", WIDE, 0}, {"keep drop keep\r", NARROW, 0}};
    static const TcWordRun runs[] = {
        {0, 4, 8, "\x30\x4A\x02\x00", 4},              /* in the style of characters */
        {0, 8, 10, "\x30\x4A\x02\x00\x3C\x08\x81", 7}, /* there, but the opposite */
        {1, 3, 8, "\x3C\x08\x81", 3},                  /* the opposite of hidden */
        {1, 8, 11, "\x3C\x08\x80", 3},                 /* as the style */
        {1, 11, 14, "\x3C\x08\x00", 3},                /* shown */
        {2, 5, 10, "\x3C\x08\x81", 3},                 /* the opposite of shown */
    };
    static const TcWordParagraphs paragraphs[] = {
        {0, 0, 11, 3, "", 0}, {1, 0, 14, 1, "", 0}, {2, 0, 15, 3, "", 0}};
    TcWordSpec spec = {.pieces = pieces,
                       .piece_count = COUNT(pieces),
                       .runs = runs,
                       .run_count = COUNT(runs),
                       .paragraphs = paragraphs,
                       .paragraph_count = COUNT(paragraphs),
                       .style = "\x3C\x08\x81",
                       .style_len = 3,
                       .character_style = "\x3C\x08\x01\x00",
                       .character_style_len = 4};
    g_autofree char *text = text_of(&spec, NULL);

    cr_assert(eq(str, text, (char *)"giữ hở\nhiện lộ\nkeep keep\n"));
}

Test(doc, word95_deleted_text_is_left_out)
{
    static const TcWordPiece pieces[] = {{"keep drop keep hide keep\r", NARROW, 0}};
    /* 85: bold; 65: deleted; 92: hidden; 68 has a length byte. */
    static const TcWordRun runs[] = {{0, 5, 10, "\x55\x01\x44\x02zz\x41\x01", 8},
                                     {0, 15, 20, "\x5C\x01", 2}};
    TcWordSpec spec = {
        .is_old = TRUE, .pieces = pieces, .piece_count = 1, .runs = runs, .run_count = 2};
    g_autofree char *text = text_of(&spec, NULL);

    cr_assert(eq(str, text, (char *)"keep keep keep\n"));
}

/* Bytes as windows-1252 shows them, in fonts of other charsets; 93: the font. */
static const struct {
    const char *about, *bytes, *text;
    guint8 charsets[2];
    guint8 normal_font;
    gboolean is_mac;
    const char *changes; /* of the characters [0, to) */
    guint to;
} fonts[] = {
    {"the first font", "Ïðèâåò\r", "Привет\n", {204, 0}, 0, FALSE, NULL, 0},
    {"the font of the style", "Ïðèâåò\r", "Привет\n", {0, 204}, 1, FALSE, NULL, 0},
    {"the font of a run", "Ïðèâåò été\r", "Привет été\n", {0, 204}, 0, FALSE, "\x5D\x01\x00", 6},
    {"a font that is not there", "été\r", "été\n", {0, 204}, 0, FALSE, "\x5D\x07\x00", 3},
    {"letters of two bytes", "¤¤¤å été\r", "中文 été\n", {0, 136}, 0, FALSE, "\x5D\x01\x00", 4},
    {"half a letter at the end of its run",
     "¤¤¤ ô\r",
     "中\uFFFD ô\n",
     {0, 136},
     0,
     FALSE,
     "\x5D\x01\x00",
     3},
    {"half widths of Japan", "±ŠÏA\r", "ｱ観A\n", {128, 0}, 0, FALSE, NULL, 0},
    {"symbols stay", "·\r", "·\n", {2, 0}, 0, FALSE, NULL, 0},
    {"a Mac", "ŽtŽ\r", "été\n", {1, 1}, 0, TRUE, NULL, 0},
};

EACH_ROW(doc, word95_bytes_are_of_their_font, fonts)
ROW_TEST(size_t *row, doc, word95_bytes_are_of_their_font)
{
    TcWordPiece piece = {fonts[*row].bytes, NARROW, 0};
    TcWordRun run = {0, 0, fonts[*row].to, fonts[*row].changes, 3};
    TcWordSpec spec = {.is_old = TRUE,
                       .pieces = &piece,
                       .piece_count = 1,
                       .runs = &run,
                       .run_count = fonts[*row].changes != NULL,
                       .charsets = fonts[*row].charsets,
                       .charset_count = 2,
                       .normal_font = fonts[*row].normal_font,
                       .is_mac = fonts[*row].is_mac};
    g_autofree char *text = text_of(&spec, NULL);

    cr_expect(eq(str, text, (char *)fonts[*row].text), "%s", fonts[*row].about);
}

Test(doc, deletion_by_fast_saving_is_seen)
{
    static const TcWordPiece pieces[] = {
        {"a ", NARROW, 0},         {"prm ", NARROW, 0x41 << 1 | 1 << 8},
        {"b ", NARROW, 0x41 << 1}, {"list ", NARROW, 1},
        {"no list ", NARROW, 3},   {"c\r", NARROW, 0}};
    TcWordSpec spec = {
        .pieces = pieces, .piece_count = COUNT(pieces), .list = "\x00\x08\x01", .list_len = 3};
    g_autofree char *text = text_of(&spec, NULL);

    cr_assert(eq(str, text, (char *)"a b no list c\n"));
}

Test(doc, notes_headers_and_boxes_follow_the_body)
{
    static const TcWordPiece pieces[] = {{"Th\u00E2n\r", NARROW, 0},   {"Note\r", NARROW, 0},
                                         {"\u00D0\u1EA7u\r", WIDE, 0}, {"Macro\r", NARROW, 0},
                                         {"Idea\r", NARROW, 0},        {"End\r", NARROW, 0},
                                         {"Box\r", NARROW, 0},         {"Top\r", NARROW, 0}};

    for (int old = 0; old < 2; old++) {
        TcWordPiece own[COUNT(pieces)];
        memcpy(own, pieces, sizeof own);
        if (old)
            own[2] = (TcWordPiece){"Top\r", NARROW, 0};
        TcWordSpec spec = {
            .is_old = old, .pieces = own, .piece_count = 8, .stories = {0, 5, 4, 6, 5, 4, 4, 4}};
        g_autofree char *text = text_of(&spec, NULL);
        cr_expect(eq(str, text,
                     (char *)(old ? "Th\u00E2n\nNote\nTop\nIdea\nEnd\nBox\nTop\n"
                                  : "Th\u00E2n\nNote\n\u00D0\u1EA7u\nIdea\nEnd\nBox\nTop\n")));
    }
}

Test(doc, an_open_field_ends_with_its_story)
{
    static const TcWordPiece pieces[] = {{"Thân \x13 PAGE", WIDE, 0}, {"Chú thích\r", WIDE, 0}};
    TcWordSpec spec = {.pieces = pieces, .piece_count = 2, .stories = {0, 10}};
    g_autofree char *text = text_of(&spec, NULL);

    cr_assert(eq(str, text, (char *)"Thân\nChú thích\n"));
}

Test(doc, letters_of_symbol_fonts_are_no_brackets)
{
    static const TcWordPiece pieces[] = {{"( một (hai)\r", WIDE, 0}};
    static const TcWordRun runs[] = {{0, 0, 1, "\x09\x6A\x03\x00\xB7\xF0", 6}};
    TcWordSpec spec = {.pieces = pieces, .piece_count = 1, .runs = runs, .run_count = 1};
    g_autofree char *text = text_of(&spec, NULL);

    cr_assert(eq(str, text, (char *)"\uF0B7 một (hai)\n"));
}

Test(doc, embedded_documents_are_read_too)
{
    static const TcWordPiece outer[] = {{"Tờ trình\r", WIDE, 0}};
    static const TcWordPiece inner[] = {{PARAGRAPH "\r", ABC, 0}};
    TcWordSpec spec = {.pieces = outer, .piece_count = 1};
    TcWordSpec embedded = {.is_old = TRUE, .pieces = inner, .piece_count = 1};
    g_autofree char *text = text_of(&spec, &embedded);

    cr_assert(eq(str, text, (char *)"Tờ trình\n" PARAGRAPH "\n"));
}

static void
expect_error(GBytes *bytes, const TcReadLimits *limits, TcDocumentError code)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_bytes(bytes, limits, &error);

    cr_assert(document == NULL);
    cr_expect(eq(int, error->code, code), "%s", error->message);
}

Test(doc, says_why_not)
{
    static const TcWordPiece pieces[] = {{"Mật\r", WIDE, 0}};
    static const TcWordPiece none[] = {{"\r\r\x01\r", WIDE, 0}};
    TcWordSpec spec = {.pieces = pieces, .piece_count = 1, .is_encrypted = TRUE};
    TcReadLimits limits = TC_READ_LIMITS_INIT;

    g_autoptr(GBytes) encrypted = tc_word_file(&spec, NULL);
    expect_error(encrypted, NULL, TC_DOCUMENT_ERROR_ENCRYPTED);

    spec.is_encrypted = FALSE;
    limits.text_max = 3;
    g_autoptr(GBytes) plain = tc_word_file(&spec, NULL);
    expect_error(plain, &limits, TC_DOCUMENT_ERROR_TOO_LARGE);

    spec.pieces = none;
    g_autoptr(GBytes) empty = tc_word_file(&spec, NULL);
    expect_error(empty, NULL, TC_DOCUMENT_ERROR_EMPTY);

    g_autoptr(GByteArray) main = g_byte_array_new();
    g_autoptr(GByteArray) table = g_byte_array_new();
    spec.pieces = pieces;
    tc_word_streams(&spec, main, table);
    g_autoptr(GBytes) no_table = tc_word_wrap(main, NULL, NULL);
    expect_error(no_table, NULL, TC_DOCUMENT_ERROR_DAMAGED);
    main->data[2] = 45; /* Word 2 */
    g_autoptr(GBytes) ancient = tc_word_wrap(main, table, "1Table");
    expect_error(ancient, NULL, TC_DOCUMENT_ERROR_DAMAGED);
}

Test(doc, the_other_table_stream_will_do)
{
    static const TcWordPiece pieces[] = {{"Một\r", WIDE, 0}};
    TcWordSpec spec = {.pieces = pieces, .piece_count = 1};
    g_autoptr(GByteArray) main = g_byte_array_new();
    g_autoptr(GByteArray) table = g_byte_array_new();
    g_autoptr(GError) error = NULL;

    tc_word_streams(&spec, main, table);
    g_autoptr(GBytes) bytes = tc_word_wrap(main, table, "0Table");
    g_autoptr(TcDocument) document = read_bytes(bytes, NULL, &error);
    cr_assert(document != NULL);
    cr_assert(eq(str, document->text, (char *)"Một\n"));
}

/* Either is right, as long as it ends and stays within the limits. */
static void
survive(GBytes *bytes)
{
    TcReadLimits limits = {.input_max = 1u << 24, .text_max = 1u << 20};
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document = read_bytes(bytes, &limits, &error);

    if (document != NULL) {
        cr_expect(g_utf8_validate(document->text, (gssize)document->text_len, NULL));
        cr_expect(le(sz, document->text_len, limits.text_max));
    } else {
        cr_expect(eq(int, error->domain, TC_DOCUMENT_ERROR));
    }
}

/* Every four bytes of FIB and tables, one place at a time, set to numbers that overflow. */
Test(doc, spoilt_numbers_do_no_harm)
{
    static const guint32 evil[] = {0xFFFFFFFF, 0x7FFFFFFF, 0x80000000, 0x00000001, 0x3FFFFFFF};
    static const TcWordPiece pieces[] = {{"một \x13 PAGE \x14"
                                          "2\x15\r",
                                          WIDE, 0},
                                         {"hai\r", NARROW, 0}};
    static const TcWordRun runs[] = {{0, 0, 1, "\x00\x08\x01", 3}};

    for (int old = 0; old < 2; old++) {
        TcWordSpec spec = {.is_old = old,
                           .pieces = old ? pieces + 1 : pieces,
                           .piece_count = old ? 1 : 2,
                           .runs = runs,
                           .run_count = 1};
        g_autoptr(GByteArray) main = g_byte_array_new();
        g_autoptr(GByteArray) table = g_byte_array_new();
        tc_word_streams(&spec, main, table);
        for (guint part = 0; part < 2; part++) {
            GByteArray *target = part == 0 ? main : table;
            for (guint at = 0; at + 4 <= target->len; at += 2) {
                /* The long middle of the FIB is not looked at. */
                if (part == 0 && at > 0x1B0 && at < 0x5F0)
                    continue;
                for (guint e = 0; e < COUNT(evil); e++) {
                    guint8 saved[4];
                    memcpy(saved, target->data + at, 4);
                    memcpy(target->data + at, &evil[e], 4);
                    g_autoptr(GBytes) bytes = tc_word_wrap(main, old ? NULL : table, "1Table");
                    survive(bytes);
                    memcpy(target->data + at, saved, 4);
                }
            }
        }
    }
}

Test(doc, a_file_that_ends_early_does_no_harm)
{
    static const TcWordPiece pieces[] = {{"một hai ba bốn\r", WIDE, 0}};
    static const TcWordPiece inner[] = {{"năm sáu\r", WIDE, 0}};
    TcWordSpec spec = {.pieces = pieces, .piece_count = 1};
    TcWordSpec embedded = {.pieces = inner, .piece_count = 1};
    g_autoptr(GBytes) whole = tc_word_file(&spec, &embedded);

    for (gsize len = 0; len < g_bytes_get_size(whole); len += 97) {
        g_autoptr(GBytes) part = g_bytes_new_from_bytes(whole, 0, len);
        survive(part);
    }
}

/* In builds with LeakSanitizer only. libgsf (1.14.50) forgets entries of a folder whose tree is
 * spoilt; readers run in a child for each file, so it is of no consequence. */
void __lsan_disable(void) __attribute__((weak));
void __lsan_enable(void) __attribute__((weak));

/* Sector chains and folder trees that run in circles, and every other four bytes of the container.
 */
Test(doc, a_spoilt_container_does_no_harm)
{
    static const guint32 evil[] = {0xFFFFFFFF, 0xFFFFFFFE, 0, 1, 2, 0x7FFFFFFF};
    static const TcWordPiece pieces[] = {{"một hai ba bốn\r", WIDE, 0}};
    static const TcWordPiece inner[] = {{"năm sáu\r", WIDE, 0}};
    TcWordSpec spec = {.pieces = pieces, .piece_count = 1};
    TcWordSpec embedded = {.pieces = inner, .piece_count = 1};
    g_autoptr(GBytes) whole = tc_word_file(&spec, &embedded);
    gsize len;
    const guint8 *data = g_bytes_get_data(whole, &len);
    g_autofree guint8 *copy = g_memdup2(data, len);

    for (gsize at = 8; at + 4 <= len; at += 4) {
        for (guint e = 0; e < COUNT(evil); e++) {
            memcpy(copy + at, &evil[e], 4);
            g_autoptr(GBytes) bytes = g_bytes_new_static(copy, len);
            if (__lsan_disable != NULL)
                __lsan_disable();
            survive(bytes);
            if (__lsan_enable != NULL)
                __lsan_enable();
        }
        memcpy(copy + at, data + at, 4);
    }
}

Test(doc, many_pieces_on_the_same_text_are_bounded, .timeout = 60)
{
    /* A table of 200,000 pieces, each the same 64 KiB. */
    enum { PIECES = 200000 };
    g_autoptr(GString) long_text = g_string_new(NULL);
    while (long_text->len < 65536)
        g_string_append(long_text, "abc def ");
    TcWordPiece piece = {long_text->str, NARROW, 0};
    TcWordSpec spec = {.pieces = &piece, .piece_count = 1};
    g_autoptr(GByteArray) main = g_byte_array_new();
    g_autoptr(GByteArray) table = g_byte_array_new();
    tc_word_streams(&spec, main, table);
    guint8 descriptor[8];
    memcpy(descriptor, table->data + 5 + 8, 8);

    g_byte_array_set_size(table, 5);
    guint32 len = 4 + 12 * PIECES;
    memcpy(table->data + 1, &len, 4);
    for (guint32 i = 0; i <= PIECES; i++) {
        guint32 cp = i * 16384;
        g_byte_array_append(table, (const guint8 *)&cp, 4);
    }
    for (guint32 i = 0; i < PIECES; i++)
        g_byte_array_append(table, descriptor, 8);
    len = table->len;
    memcpy(main->data + 0x1A6, &len, 4);
    len = G_MAXUINT32;
    memcpy(main->data + 0x4C, &len, 4);
    g_autoptr(GBytes) bytes = tc_word_wrap(main, table, "1Table");
    TcReadLimits limits = {.input_max = 1u << 24, .text_max = 1u << 20};
    expect_error(bytes, &limits, TC_DOCUMENT_ERROR_TOO_LARGE);
}

/* Lists: level 0 is "Điều 1.", level 1 "1.1", level 2 "a)", level 3 a bullet, level 4 a text. */
static const TcWordLevel levels[9] = {
    {0, 1, "Điều \x01."}, {0, 1, "\x01.\x02"}, {4, 1, "\x03)"},
    {23, 1, "\uF0B7"},    {255, 1, "Phụ lục"},
};
#define IN_LIST(number, level) "\x0B\x46" number "\0\x0A\x26" level
/* Each text is a piece that is one paragraph or some. */
#define ITEM(piece, text, number, level)                                                           \
    {                                                                                              \
        piece, 0, sizeof(text) - 1, 1, IN_LIST(number, level), 7                                   \
    }

static char *
text_of_list(const TcWordPiece *pieces, guint piece_count, const TcWordParagraphs *paragraphs,
             guint paragraph_count, gboolean has_styles)
{
    TcWordSpec spec = {
        .pieces = pieces,
        .piece_count = piece_count,
        .levels = levels,
        .restart = 5,
        .paragraphs = paragraphs,
        .paragraph_count = paragraph_count,
        .style = has_styles ? IN_LIST("\x01", "\0") : NULL,
        .style_len = 7,
    };
    return text_of(&spec, NULL);
}

Test(doc, paragraphs_in_lists_have_the_numbers_that_readers_see)
{
    static const TcWordPiece pieces[] = {
        {"Chung\r", NARROW, 0}, {"Kinh\r", NARROW, 0}, {"khoan\r", NARROW, 0},
        {"diem\r", NARROW, 0},  {"gach\r", NARROW, 0}, {"phu\r", NARROW, 0},
        {"Thi\r", NARROW, 0},   {"nua\r", NARROW, 0},  {"sau\r", NARROW, 0},
    };
    static const TcWordParagraphs paragraphs[] = {
        ITEM(1, "Kinh\r", "\1", "\0"), ITEM(2, "khoan\r", "\1", "\1"),
        ITEM(3, "diem\r", "\1", "\2"), ITEM(4, "gach\r", "\1", "\3"),
        ITEM(5, "phu\r", "\1", "\4"),  ITEM(6, "Thi\r", "\1", "\0"),
        ITEM(7, "nua\r", "\1", "\1"),  ITEM(8, "sau\r", "\2", "\0"),
    };
    g_autofree char *text =
        text_of_list(pieces, COUNT(pieces), paragraphs, COUNT(paragraphs), FALSE);

    /* The second instance begins anew with 5, and the first goes on from there. */
    cr_assert(eq(str, text,
                 (char *)"Chung\nĐiều 1. Kinh\n1.1 khoan\na) diem\ngach\nPhụ lục phu\n"
                         "Điều 2. Thi\n2.1 nua\nĐiều 5. sau\n"));
}

/* Offices number the rows of a table by a list in cells that hold nothing else. The end of a row,
 * which is marked like an empty cell, has no number, though it is of the same list. */
Test(doc, cells_with_nothing_but_a_number_have_it)
{
    static const TcWordPiece pieces[] = {
        {"\x07", NARROW, 0},  {"A\x07", NARROW, 0}, {"\x07", NARROW, 0}, {"\x07", NARROW, 0},
        {"B\x07", NARROW, 0}, {"\x07", NARROW, 0},  {"\x07", NARROW, 0},
    };
    static const TcWordParagraphs paragraphs[] = {
        ITEM(0, "\7", "\1", "\0"),
        {2, 0, 1, 1, "\x17\x24\1" IN_LIST("\1", "\0"), 10},
        ITEM(3, "\7", "\1", "\0"),
        ITEM(5, "\7", "\1", "\1"),
        {6, 0, 1, 1, "\x4C\x24\1" IN_LIST("\1", "\0"), 10},
    };
    g_autofree char *text =
        text_of_list(pieces, COUNT(pieces), paragraphs, COUNT(paragraphs), FALSE);

    cr_assert(eq(str, text, (char *)"Điều 1. \tA\nĐiều 2. \tB\t2.1\n"));
}

Test(doc, a_style_or_its_base_puts_paragraphs_into_lists)
{
    static const TcWordPiece pieces[] = {
        {"mot\r", WIDE, 0}, {"hai\r", NARROW, 0}, {"khong\r", NARROW, 0}};
    static const TcWordParagraphs paragraphs[] = {
        {0, 0, 4, 0, "", 0},
        {1, 0, 4, 1, "", 0},
        {2, 0, 6, 1, "\x0B\x46\0\0", 4}, /* the paragraph itself is in no list */
    };
    g_autofree char *text =
        text_of_list(pieces, COUNT(pieces), paragraphs, COUNT(paragraphs), TRUE);

    cr_assert(eq(str, text, (char *)"Điều 1. mot\nĐiều 2. hai\nkhong\n"));
}

Test(doc, lists_that_are_not_wholly_there_are_none)
{
    static const TcWordPiece pieces[] = {{"mot\r", NARROW, 0}};
    static const TcWordParagraphs paragraphs[] = {ITEM(0, "mot\r", "\1", "\0")};
    TcWordSpec spec = {.pieces = pieces,
                       .piece_count = 1,
                       .levels = levels,
                       .restart = 5,
                       .paragraphs = paragraphs,
                       .paragraph_count = 1};
    g_autoptr(GByteArray) main = g_byte_array_new();
    g_autoptr(GByteArray) table = g_byte_array_new();

    tc_word_streams(&spec, main, table);
    for (guint len = table->len; len > 21; len--) {
        g_autoptr(GByteArray) cut = g_byte_array_new();
        g_byte_array_append(cut, table->data, len);
        g_autoptr(GBytes) bytes = tc_word_wrap(main, cut, "1Table");
        g_autoptr(TcDocument) document = read_bytes(bytes, NULL, NULL);
        cr_assert(document != NULL, "%u", len);
        cr_assert(g_str_has_suffix(document->text, "mot\n"), "%u: %s", len, document->text);
    }
}
