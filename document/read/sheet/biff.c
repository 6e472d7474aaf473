/* A workbook is a stream of records: two bytes of type, two of length, then data. What does not fit
 * into one record goes on in others, of type CONTINUE.
 *
 * Each version of Excel has its form of a record, and mostly a type for it, so that the type tells
 * the form; only two types (FORMULA and FORMAT) have had two. Programs that write a few records by
 * hand mix those of several versions. */
#include "document/read/sheet/biff.h"

#include "document/bytes.h"
#include "document/read/text/legacy.h"

#include <string.h>

/* With the version behind it: the form that Excel 2, 3 or 4 has. */
enum {
    RECORD_INTEGER_2 = 0x0002,
    RECORD_NUMBER_2 = 0x0003,
    RECORD_LABEL_2 = 0x0004,
    RECORD_FORMULA = 0x0006, /* of Excel 2, and from 5 on */
    RECORD_STRING_2 = 0x0007,
    RECORD_BOF_2 = 0x0009,
    RECORD_EOF = 0x000A,
    RECORD_HEADER = 0x0014,
    RECORD_FOOTER = 0x0015,
    RECORD_NOTE = 0x001C,
    RECORD_FORMAT_2 = 0x001E, /* and 3 */
    RECORD_1904 = 0x0022,
    RECORD_FILEPASS = 0x002F,
    RECORD_CONTINUE = 0x003C,
    RECORD_CODEPAGE = 0x0042,
    RECORD_BOUNDSHEET = 0x0085,
    RECORD_SHEET_4 = 0x008F,
    RECORD_MULRK = 0x00BD,
    RECORD_RSTRING = 0x00D6,
    RECORD_STYLE = 0x00E0,
    RECORD_SST = 0x00FC,
    RECORD_LABELSST = 0x00FD,
    RECORD_TXO = 0x01B6,
    RECORD_NUMBER = 0x0203,
    RECORD_LABEL = 0x0204,
    RECORD_FORMULA_3 = 0x0206,
    RECORD_STRING = 0x0207,
    RECORD_BOF_3 = 0x0209,
    RECORD_STYLE_3 = 0x0243,
    RECORD_RK = 0x027E,
    RECORD_FORMULA_4 = 0x0406,
    RECORD_BOF_4 = 0x0409,
    RECORD_FORMAT = 0x041E, /* of Excel 4, and from 5 on */
    RECORD_STYLE_4 = 0x0443,
    RECORD_BOF = 0x0809,
};
enum { SHEET_CELLS = 0x0010, SHEET_MACROS = 0x0040, SHEET_BOOK_4 = 0x0100 };
#define NO_ROW G_MAXUINT32

typedef struct {
    const guint8 *data;
    gsize len;
    TcCells *cells;
    gsize strings_len; /* of all shared strings */
    GHashTable *names; /* of sheets: where their records begin -> char * */
    GString *value;    /* room to work in */
    GString *headers;  /* of the pages of the sheet that is open */
    guint code_page;
    guint depth;         /* of BOF within BOF: charts lie in sheets */
    guint32 row;         /* of the last cell */
    guint32 formula_row; /* of the last formula, whose text may follow */
    guint version;       /* of BIFF: 2 to 5, and 8 */
    guint format_count;  /* formats so far, where they are numbered by their order */
    guint style_count;   /* styles so far, of this sheet before Excel 5 */
    gboolean has_cells;  /* the sheet that is open has cells */
    gboolean is_encrypted;
} Book;

/* A place in the data of a record and of the CONTINUE records behind it. */
typedef struct {
    const guint8 *p;
    const guint8 *end;  /* of the record */
    const guint8 *last; /* of the stream */
} Cursor;

static gboolean
next_record(Cursor *cursor)
{
    const guint8 *p = cursor->end;

    if (cursor->last - p < 4 || tc_get16(p) != RECORD_CONTINUE ||
        cursor->last - p - 4 < tc_get16(p + 2))
        return FALSE;
    cursor->p = p + 4;
    cursor->end = p + 4 + tc_get16(p + 2);
    return TRUE;
}

/* Takes the next `count` bytes, at most 4, as a number. */
static gboolean
take_number(Cursor *cursor, guint count, guint32 *number)
{
    *number = 0;
    for (guint i = 0; i < count; i++) {
        while (cursor->p == cursor->end)
            if (!next_record(cursor))
                return FALSE;
        *number |= (guint32)*cursor->p++ << 8 * i;
    }
    return TRUE;
}

static gboolean
skip(Cursor *cursor, gsize count)
{
    while (count > (gsize)(cursor->end - cursor->p)) {
        count -= (gsize)(cursor->end - cursor->p);
        if (!next_record(cursor))
            return FALSE;
    }
    cursor->p += count;
    return TRUE;
}

/* Appends `count` characters of BIFF8. Where they go on in another record, its first byte tells
 * anew whether they take one byte or two. */
static gboolean
take_wide(Cursor *cursor, guint32 count, gboolean is_wide, GString *out)
{
    gunichar high = 0;

    for (guint32 i = 0; i < count; i++) {
        guint32 flags = is_wide;
        while (cursor->p == cursor->end) {
            if (!next_record(cursor) || !take_number(cursor, 1, &flags))
                return FALSE;
            is_wide = flags & 1;
        }
        gunichar c;
        if (!take_number(cursor, is_wide ? 2 : 1, &c))
            return FALSE;
        if (c >= 0xD800 && c < 0xDC00) {
            high = c;
            continue;
        }
        if (c >= 0xDC00 && c < 0xE000)
            c = high ? 0x10000 + ((high - 0xD800) << 10) + (c - 0xDC00) : 0xFFFD;
        high = 0;
        if (c != 0)
            g_string_append_unichar(out, c);
    }
    return TRUE;
}

/* Appends characters of one byte, in the code page of the file. Those of Vietnam are left for
 * repair. */
static void
append_bytes(const Book *book, const guint8 *p, gsize len, GString *out)
{
    g_autofree char *bytes = g_strndup((const char *)p, len);
    guint page = book->code_page;

    if (page == 0x8000)
        page = 10000;
    else if (page == 0x8001 || page == 1258 || page == 367)
        page = 1252;
    tc_code_page_append(page, bytes, strlen(bytes), out);
}

/* Takes a string of a cell, behind its length, and appends it to `book->value`. */
static gboolean
take_string(Book *book, Cursor *cursor)
{
    guint32 count;
    guint32 flags = 0;

    g_string_truncate(book->value, 0);
    if (!take_number(cursor, 2, &count))
        return FALSE;
    if (book->version == 8)
        return take_number(cursor, 1, &flags) && take_wide(cursor, count, flags & 1, book->value);
    append_bytes(book, cursor->p, MIN(count, (gsize)(cursor->end - cursor->p)), book->value);
    return TRUE;
}

/* Reads the shared strings. If the file is cut, those behind the cut are missing. */
static void
read_strings(Book *book, Cursor cursor)
{
    guint32 all, count;

    /* How often strings are used, then how many there are. */
    if (!take_number(&cursor, 4, &all) || !take_number(&cursor, 4, &count))
        return;
    for (guint32 i = 0; i < count; i++) {
        guint32 length;
        guint32 flags;
        guint32 runs = 0;
        guint32 extra = 0;
        g_string_truncate(book->value, 0);
        if (!take_number(&cursor, 2, &length) || !take_number(&cursor, 1, &flags) ||
            ((flags & 8) != 0 && !take_number(&cursor, 2, &runs)) ||
            ((flags & 4) != 0 && !take_number(&cursor, 4, &extra)))
            return;
        gboolean is_whole = take_wide(&cursor, length, flags & 1, book->value);
        book->strings_len += book->value->len;
        if (book->strings_len > 4 * book->cells->limits->text_max) {
            book->cells->is_too_large = TRUE;
            return;
        }
        g_ptr_array_add(book->cells->strings, g_strdup(book->value->str));
        /* Formatting, and how Japanese is pronounced. */
        if (!is_whole || !skip(&cursor, 4 * (gsize)runs) || !skip(&cursor, extra))
            return;
    }
}

static void
read_sheet_name(Book *book, Cursor cursor)
{
    guint32 start;
    guint32 count;
    guint32 flags = 0;

    g_string_truncate(book->value, 0);
    if (!take_number(&cursor, 4, &start) || !skip(&cursor, 2) || !take_number(&cursor, 1, &count))
        return;
    if (book->version != 8)
        append_bytes(book, cursor.p, MIN(count, (gsize)(cursor.end - cursor.p)), book->value);
    else if (!take_number(&cursor, 1, &flags) || !take_wide(&cursor, count, flags & 1, book->value))
        return;
    /* The name of the sheet that is open stays: it is still to be written. */
    if (!g_hash_table_contains(book->names, GUINT_TO_POINTER(start)))
        g_hash_table_insert(book->names, GUINT_TO_POINTER(start), g_strdup(book->value->str));
}

static void
start_cell(Book *book, guint32 row)
{
    if (row != book->row)
        tc_cells_end_row(book->cells);
    book->row = row;
}

static void
write_cell(Book *book, guint32 row, const char *text)
{
    start_cell(book, row);
    tc_cells_add_text(book->cells, text);
}

static void
write_number(Book *book, guint32 row, guint style, double number)
{
    start_cell(book, row);
    tc_cells_add_number(book->cells, style, number);
}

/* Takes a short text behind its length: that of the format of a cell, or of the header of a page,
 * and in Excel 2 that of a cell. */
static gboolean
take_short(Book *book, Cursor *cursor)
{
    guint32 count;

    if (book->version == 8)
        return take_string(book, cursor);
    g_string_truncate(book->value, 0);
    if (!take_number(cursor, 1, &count))
        return FALSE;
    append_bytes(book, cursor->p, MIN(count, (gsize)(cursor->end - cursor->p)), book->value);
    return TRUE;
}

/* A formula has its result behind the place of the cell, of `head` bytes. 0xFFFF tells that it is
 * no number; a text follows in a record of its own. */
static void
read_formula(Book *book, guint style, const guint8 *p, gsize len, gsize head)
{
    book->formula_row = tc_get16(p);
    if (len >= head + 8 && tc_get16(p + head + 6) != 0xFFFF)
        write_number(book, book->formula_row, style, tc_get_double(p + head));
}

/* Reads a record of a cell of Excel 2, `len` bytes at `p`: row, column, then three bytes of how it
 * looks, of which the second has the number of its format. */
static void
read_cell_2(Book *book, guint type, const guint8 *p, gsize len, Cursor cursor)
{
    enum { HEAD = 7, FORMAT_BITS = 0x3F };
    guint32 row = tc_get16(p);

    if (len < HEAD)
        return;
    guint style = p[5] & FORMAT_BITS;
    if (type == RECORD_INTEGER_2 && len >= HEAD + 2)
        write_number(book, row, style, tc_get16(p + HEAD));
    else if (type == RECORD_NUMBER_2 && len >= HEAD + 8)
        write_number(book, row, style, tc_get_double(p + HEAD));
    else if (type == RECORD_FORMULA)
        read_formula(book, style, p, len, HEAD);
    else if (type == RECORD_LABEL_2 && skip(&cursor, HEAD) && take_short(book, &cursor))
        write_cell(book, row, book->value->str);
}

/* Reads a record of a cell, `len` bytes at `p`; all of them begin with the row. From Excel 3 on the
 * column and the number of the style follow. */
static void
read_cell(Book *book, guint type, const guint8 *p, gsize len, Cursor cursor)
{
    guint32 row = tc_get16(p);

    switch (type) {
    case RECORD_LABELSST:
        start_cell(book, row);
        if (len >= 10)
            tc_cells_add_shared(book->cells, tc_get32(p + 6));
        break;
    case RECORD_LABEL:
    case RECORD_RSTRING:
        if (skip(&cursor, 6) && (take_string(book, &cursor) || book->value->len > 0))
            write_cell(book, row, book->value->str);
        break;
    case RECORD_NUMBER:
        if (len >= 14)
            write_number(book, row, tc_get16(p + 4), tc_get_double(p + 6));
        break;
    case RECORD_RK:
        if (len >= 10)
            write_number(book, row, tc_get16(p + 4), tc_cell_rk(tc_get32(p + 6)));
        break;
    case RECORD_MULRK:
        for (gsize at = 4; at + 6 <= len - 2 && !book->cells->is_too_large; at += 6)
            write_number(book, row, tc_get16(p + at), tc_cell_rk(tc_get32(p + at + 2)));
        break;
    case RECORD_INTEGER_2:
    case RECORD_NUMBER_2:
    case RECORD_LABEL_2:
        read_cell_2(book, type, p, len, cursor);
        break;
    case RECORD_FORMULA:
    case RECORD_FORMULA_3:
    case RECORD_FORMULA_4:
        if (book->version == 2)
            read_cell_2(book, type, p, len, cursor);
        else
            read_formula(book, tc_get16(p + 4), p, len, 6);
        break;
    default:
        break;
    }
}

/* Writes text on a line of its own: that of a comment, or of a box. */
static void
write_line(Book *book)
{
    tc_cells_add_line(book->cells, book->value->str);
    book->row = NO_ROW;
}

static void
open_part(Book *book, const guint8 *p, gsize len, gsize start)
{
    guint kind = len >= 4 ? tc_get16(p + 2) : 0;

    /* The sheets of a workbook of Excel 4 lie within it. */
    if ((book->version == 4 && kind == SHEET_BOOK_4) || book->depth++ > 0 || len < 4)
        return;
    book->format_count = 0;
    book->style_count = 0;
    book->has_cells = kind == SHEET_CELLS || kind == SHEET_MACROS;
    book->row = NO_ROW;
    tc_cells_start_sheet(book->cells, g_hash_table_lookup(book->names, GSIZE_TO_POINTER(start)));
}

static void
close_part(Book *book)
{
    if (book->depth > 0)
        book->depth--;
    tc_cells_end_row(book->cells);
    if (book->depth == 0) {
        /* They stand before the cells, but are read behind them. */
        tc_cells_add_header(book->cells, book->headers->str);
        g_string_truncate(book->headers, 0);
    }
}

/* The text of a box or a chart's title, which follows in a CONTINUE. */
static void
read_box(Book *book, const guint8 *p, Cursor cursor)
{
    guint32 count = tc_get16(p + 10);

    cursor.p = cursor.end;
    take_wide(&cursor, count, FALSE, book->value);
    write_line(book);
}

/* Until Excel 4 formats are numbered by their order. */
static void
read_format(Book *book, guint type, Cursor cursor)
{
    TcCellFormats *formats = &book->cells->formats;
    guint32 number = book->format_count;

    if (type == RECORD_FORMAT && !take_number(&cursor, 2, &number))
        return;
    if (book->version < 5)
        number = book->format_count++;
    if (take_short(book, &cursor))
        tc_cell_formats_add(formats, number, book->value->str);
    if (book->version == 2 && formats->styles->len == number)
        tc_cell_formats_add_style(formats, number); /* its cells name formats */
}

/* Until Excel 4 each sheet has styles of its own, and the number of a format takes a byte. */
static void
read_style(Book *book, guint type, const guint8 *p, gsize len)
{
    TcCellFormats *formats = &book->cells->formats;

    if (type == RECORD_STYLE) {
        tc_cell_formats_add_style(formats, len >= 4 ? tc_get16(p + 2) : 0);
        return;
    }
    if (book->style_count++ == 0)
        tc_cell_formats_clear_styles(formats);
    tc_cell_formats_add_style(formats, len >= 2 ? p[1] : 0);
}

/* The name of the sheet that begins behind the record, in a workbook of Excel 4. */
static void
read_sheet_4(Book *book, Cursor cursor)
{
    gsize start = (gsize)(cursor.end - book->data);

    if (skip(&cursor, 4) && take_short(book, &cursor))
        g_hash_table_replace(book->names, GSIZE_TO_POINTER(start), g_strdup(book->value->str));
}

/* A text of a cell that is a formula. */
static void
read_result(Book *book, guint type, Cursor cursor)
{
    if ((type == RECORD_STRING_2 ? take_short(book, &cursor) : take_string(book, &cursor)) ||
        book->value->len > 0)
        write_cell(book, book->formula_row, book->value->str);
}

/* What stands in a sheet. */
static void
read_in_sheet(Book *book, guint type, const guint8 *p, gsize len, Cursor cursor)
{
    switch (type) {
    case RECORD_HEADER:
    case RECORD_FOOTER:
        if (take_short(book, &cursor)) {
            g_string_append(book->headers, book->value->str);
            g_string_append_c(book->headers, '\n');
        }
        break;
    case RECORD_STRING_2:
    case RECORD_STRING:
        read_result(book, type, cursor);
        break;
    case RECORD_NOTE:
        if (book->version != 8 && skip(&cursor, 4) && take_string(book, &cursor))
            write_line(book);
        break;
    default:
        if (len >= 6)
            read_cell(book, type, p, len, cursor);
    }
}

static void
read_record(Book *book, guint type, const guint8 *p, gsize len)
{
    Cursor cursor = {.p = p, .end = p + len, .last = book->data + book->len};
    gboolean is_cells = book->has_cells && book->depth == 1;

    switch (type) {
    case RECORD_BOF_2:
    case RECORD_BOF_3:
    case RECORD_BOF_4:
    case RECORD_BOF:
        open_part(book, p, len, (gsize)(p - book->data) - 4);
        break;
    case RECORD_EOF:
        close_part(book);
        break;
    case RECORD_FILEPASS:
        book->is_encrypted = TRUE;
        break;
    case RECORD_CODEPAGE:
        if (len >= 2)
            book->code_page = tc_get16(p);
        break;
    case RECORD_1904:
        book->cells->formats.is_1904 = len >= 2 && tc_get16(p) == 1;
        break;
    case RECORD_FORMAT_2:
    case RECORD_FORMAT:
        read_format(book, type, cursor);
        break;
    case RECORD_STYLE_3:
    case RECORD_STYLE_4:
    case RECORD_STYLE:
        read_style(book, type, p, len);
        break;
    case RECORD_SHEET_4:
        read_sheet_4(book, cursor);
        break;
    case RECORD_BOUNDSHEET:
        read_sheet_name(book, cursor);
        break;
    case RECORD_SST:
        if (book->version == 8)
            read_strings(book, cursor);
        break;
    case RECORD_TXO:
        g_string_truncate(book->value, 0);
        if (book->version == 8 && len >= 12)
            read_box(book, p, cursor);
        break;
    default:
        if (is_cells)
            read_in_sheet(book, type, p, len, cursor);
    }
}

/* The version that the first record tells, 0 if there is none. Programs that write records by hand
 * put 0 for that of Excel 5. */
static guint
version_of(const guint8 *data, gsize len)
{
    if (len < 8 || tc_get16(data + 2) < 4)
        return 0;
    guint version = tc_get16(data + 4);
    switch (tc_get16(data)) {
    case RECORD_BOF_2:
        return 2;
    case RECORD_BOF_3:
        return 3;
    case RECORD_BOF_4:
        return 4;
    case RECORD_BOF:
        return version == 0x0600 ? 8 : version == 0x0500 || version == 0 ? 5 : 0;
    default:
        return 0;
    }
}

/* FALSE when it is no workbook. */
static gboolean
read_book(Book *book)
{
    book->version = version_of(book->data, book->len);
    if (book->version == 0)
        return FALSE;
    for (gsize at = 0; book->len - at >= 4 && !book->is_encrypted && !book->cells->is_too_large;) {
        guint type = tc_get16(book->data + at);
        gsize len = MIN(tc_get16(book->data + at + 2), book->len - at - 4);
        read_record(book, type, book->data + at + 4, len);
        at += 4 + len;
    }
    return TRUE;
}

TcBiffResult
tc_biff_read(const guint8 *data, gsize len, TcCells *cells)
{
    Book book = {.data = data,
                 .len = len,
                 .cells = cells,
                 .code_page = 1252,
                 .row = NO_ROW,
                 .formula_row = NO_ROW};

    book.names = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    book.value = g_string_new(NULL);
    book.headers = g_string_new(NULL);
    TcBiffResult result = !read_book(&book)   ? TC_BIFF_NO_WORKBOOK
                          : book.is_encrypted ? TC_BIFF_ENCRYPTED
                                              : TC_BIFF_READ;
    g_hash_table_unref(book.names);
    g_string_free(book.value, TRUE);
    g_string_free(book.headers, TRUE);
    return result;
}
