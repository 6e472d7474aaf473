/* Documents of Word 2, which are no compound files. */
#include "document/document.h"
#include "tests/unit/rows.h"
#include "text/encoding/encoding.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static GByteArray *
word_2_file(guint16 flags, const char *text, guint32 notes)
{
    GByteArray *file = g_byte_array_new();
    g_autoptr(GString) bytes = g_string_new(NULL);

    tc_encoding_encode(TC_ENCODING_TCVN3, text, strlen(text), bytes);
    g_byte_array_set_size(file, 0x180);
    memset(file->data, 0, file->len);
    const guint32 numbers[][2] = {{0, 0x002DA5DBu},
                                  {0x0A, flags},
                                  {0x18, 0x180},
                                  {0x1C, 0x180 + (guint32)bytes->len},
                                  {0x34, (guint32)bytes->len - notes},
                                  {0x38, notes}};
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++) {
        guint32 number = GUINT32_TO_LE(numbers[i][1]);
        memcpy(file->data + numbers[i][0], &number, sizeof number);
    }
    g_byte_array_append(file, (const guint8 *)bytes->str, (guint)bytes->len);
    return file;
}

static const struct {
    const char *about, *text, *expect; /* NULL: the code is expected */
    guint16 flags;
    guint32 notes;
    TcDocumentError code;
} of_word_2[] = {
    {"letters of old fonts, a table, a field",
     "Nghị quyết của hội đồng nhân dân về chợ quê\r"
     "Tên\x07Số\x07\x07"
     "\x13"
     "PAGE\x14"
     "12\x15\r",
     "Nghị quyết của hội đồng nhân dân về chợ quê\nTên\tSố\n12\n", 0, 0, 0},
    {"a note", "Nghị quyết của hội đồng nhân dân về chợ\rghi chú\r",
     "Nghị quyết của hội đồng nhân dân về chợ\nghi chú\n", 0, 8, 0},
    {"in pieces", "a\r", NULL, 0x0004, 0, TC_DOCUMENT_ERROR_UNSUPPORTED},
    {"a password", "a\r", NULL, 0x0100, 0, TC_DOCUMENT_ERROR_ENCRYPTED},
    {"no text", "", NULL, 0, 0, TC_DOCUMENT_ERROR_UNSUPPORTED},
};

EACH_ROW(word_2, reading, of_word_2)
ROW_TEST(size_t *row, word_2, reading)
{
    g_autoptr(GByteArray) file =
        word_2_file(of_word_2[*row].flags, of_word_2[*row].text, of_word_2[*row].notes);
    g_autoptr(GError) error = NULL;
    g_autoptr(TcDocument) document =
        tc_document_read((const char *)file->data, file->len, "a.doc", NULL, &error);

    if (of_word_2[*row].expect == NULL) {
        cr_assert(document == NULL, "%s", of_word_2[*row].about);
        cr_expect(eq(int, error->code, (int)of_word_2[*row].code), "%s", of_word_2[*row].about);
        return;
    }
    cr_assert(document != NULL, "%s: %s", of_word_2[*row].about,
              error != NULL ? error->message : "");
    cr_expect(eq(str, document->text, (char *)of_word_2[*row].expect), "%s", of_word_2[*row].about);
}
