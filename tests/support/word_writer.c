#include "tests/support/word_writer.h"

#include <gsf/gsf.h>
#include <string.h>

#define FIB_LEN  0x600u
#define PAGE_LEN 512u

static void
put16(GByteArray *to, gsize at, guint16 value)
{
    to->data[at] = (guint8)value;
    to->data[at + 1] = (guint8)(value >> 8);
}

static void
put32(GByteArray *to, gsize at, guint32 value)
{
    put16(to, at, (guint16)value);
    put16(to, at + 2, (guint16)(value >> 16));
}

static void
add32(GByteArray *to, guint32 value)
{
    guint8 bytes[4] = {(guint8)value, (guint8)(value >> 8), (guint8)(value >> 16),
                       (guint8)(value >> 24)};
    g_byte_array_append(to, bytes, 4);
}

static void
add16(GByteArray *to, guint16 value)
{
    guint8 bytes[2] = {(guint8)value, (guint8)(value >> 8)};
    g_byte_array_append(to, bytes, 2);
}

static void
add_zeros(GByteArray *to, gsize len)
{
    gsize at = to->len;
    g_byte_array_set_size(to, (guint)(at + len));
    memset(to->data + at, 0, len);
}

static gboolean
is_wide(const TcWordPiece *piece)
{
    return piece->encoding == TC_ENCODING_UTF16LE;
}

/* The page of formatted runs: positions, then where their changes lie, which fill it from its end.
 */
static void
add_page(const TcWordSpec *spec, const guint32 *fcs, GByteArray *main)
{
    guint8 page[PAGE_LEN] = {0};
    guint end = PAGE_LEN - 1;
    guint count = 0;
    struct {
        guint32 from, to;
        guint at;
    } runs[40];

    for (guint i = 0; i < spec->run_count; i++) {
        const TcWordRun *run = &spec->runs[i];
        guint width = is_wide(&spec->pieces[run->piece]) ? 2 : 1;
        end = (end - 1u - run->changes_len) & ~1u;
        page[end] = run->changes_len;
        memcpy(page + end + 1, run->changes, run->changes_len);
        runs[count].from = fcs[run->piece] + run->from * width;
        runs[count].to = fcs[run->piece] + run->to * width;
        runs[count].at = end;
        count++;
    }
    /* Between them lie runs without changes. */
    guint32 bounds[81];
    guint8 places[80];
    guint n = 0;
    guint32 last = FIB_LEN;
    for (guint i = 0; i < count; i++) {
        if (runs[i].from > last) {
            bounds[n] = last;
            places[n++] = 0;
        }
        bounds[n] = runs[i].from;
        places[n++] = (guint8)(runs[i].at / 2);
        last = runs[i].to;
    }
    bounds[n] = last;
    for (guint i = 0; i <= n; i++)
        for (guint b = 0; b < 4; b++)
            page[4 * i + b] = (guint8)(bounds[i] >> (8 * b));
    memcpy(page + 4 * (n + 1), places, n);
    page[PAGE_LEN - 1] = (guint8)n;
    g_byte_array_append(main, page, PAGE_LEN);
}

/* The page of paragraphs. */
static void
add_paragraph_page(const TcWordSpec *spec, const guint32 *fcs, GByteArray *main)
{
    guint8 page[PAGE_LEN] = {0};
    guint end = PAGE_LEN - 1;
    guint32 bounds[81];
    guint8 places[80];
    guint n = 0;
    guint32 last = FIB_LEN;

    for (guint i = 0; i < spec->paragraph_count; i++) {
        const TcWordParagraphs *of = &spec->paragraphs[i];
        guint width = is_wide(&spec->pieces[of->piece]) ? 2 : 1;
        guint32 from = fcs[of->piece] + of->from * width;
        if (from > last) {
            bounds[n] = last;
            places[n++] = 0;
        }
        /* The number of words, the style, the changes. */
        guint words = (2u + of->changes_len + 1) / 2;
        end = (end - 2 - 2 * words) & ~1u;
        page[end + 1] = (guint8)words;
        page[end + 2] = (guint8)of->style;
        memcpy(page + end + 4, of->changes, of->changes_len);
        bounds[n] = from;
        places[n++] = (guint8)(end / 2);
        last = fcs[of->piece] + of->to * width;
    }
    bounds[n] = last;
    for (guint i = 0; i <= n; i++)
        for (guint b = 0; b < 4; b++)
            page[4 * i + b] = (guint8)(bounds[i] >> (8 * b));
    for (guint i = 0; i < n; i++)
        page[4 * (n + 1) + 13 * i] = places[i];
    page[PAGE_LEN - 1] = (guint8)n;
    g_byte_array_append(main, page, PAGE_LEN);
}

static void
set_part(GByteArray *main, guint fib_at, const GByteArray *table, guint32 from)
{
    put32(main, fib_at, from);
    put32(main, fib_at + 4, table->len - from);
}

static void
add_lists(const TcWordSpec *spec, GByteArray *main, GByteArray *table)
{
    enum { LIST_ID = 0x12345678 };
    guint32 at = table->len;

    add16(table, 1);
    add32(table, LIST_ID);
    add_zeros(table, 24);
    set_part(main, 0x2E2, table, at);
    for (guint i = 0; i < 9; i++) {
        const char *text = spec->levels[i].text != NULL ? spec->levels[i].text : "";
        guint8 fixed[28] = {0};
        fixed[4] = spec->levels[i].format;
        gsize from = table->len;
        g_byte_array_append(table, fixed, sizeof fixed);
        put32(table, from, spec->levels[i].start);
        glong count = 0;
        g_autofree gunichar2 *units = g_utf8_to_utf16(text, -1, NULL, &count, NULL);
        add16(table, (guint16)count);
        for (glong k = 0; k < count; k++)
            add16(table, units[k] < 0x20 ? (guint16)(units[k] - 1) : units[k]);
    }
    at = table->len;
    add32(table, 2);
    for (guint i = 0; i < 2; i++) {
        gsize from = table->len;
        add_zeros(table, 16);
        put32(table, from, LIST_ID);
        table->data[from + 12] = (guint8)i;
    }
    add32(table, G_MAXUINT32);
    add32(table, G_MAXUINT32);
    add32(table, spec->restart);
    add32(table, 0x10); /* level 0 has a start */
    set_part(main, 0x2EA, table, at);
}

static void
add_styles(const TcWordSpec *spec, GByteArray *main, GByteArray *table)
{
    guint32 at = table->len;

    add16(table, 18); /* their fixed part is 10 bytes long */
    add16(table, spec->character_style != NULL ? 3 : 2);
    add16(table, 10);
    add_zeros(table, 14);
    for (guint16 i = 0; i < 2; i++) {
        gsize changes_len = i == 0 ? spec->style_len : 0;
        add16(table, (guint16)(10 + 6 + 2 + 2 + changes_len));
        add16(table, i);
        add16(table, (guint16)(1 | (i == 0 ? 0xFFF : 0) << 4)); /* of paragraphs; its base */
        add16(table, 1);
        add32(table, 0);
        add16(table, 1); /* its name */
        add16(table, 'N');
        add16(table, 0);
        add16(table, (guint16)(2 + changes_len));
        add16(table, i);
        g_byte_array_append(table, (const guint8 *)spec->style, (guint)changes_len);
    }
    if (spec->character_style != NULL) {
        add16(table, (guint16)(10 + 6 + 2 + spec->character_style_len));
        add16(table, 2);
        add16(table, 2 | 0xFFF << 4);
        add16(table, 1);
        add32(table, 0);
        add16(table, 1);
        add16(table, 'C');
        add16(table, 0);
        add16(table, spec->character_style_len);
        g_byte_array_append(table, (const guint8 *)spec->character_style,
                            spec->character_style_len);
    }
    set_part(main, 0xA2, table, at);
}

/* Fonts that are all called "F", and one style, which is in one of them. */
static void
add_old_fonts(const TcWordSpec *spec, GByteArray *main)
{
    guint32 at = main->len;

    add16(main, (guint16)(2 + 8 * spec->charset_count));
    for (guint i = 0; i < spec->charset_count; i++) {
        const guint8 font[] = {7, 0, 0x90, 1, spec->charsets[i], 0, 'F', 0};
        g_byte_array_append(main, font, sizeof font);
    }
    set_part(main, 0xD0, main, at);
    at = main->len;
    const guint8 style[] = {
        /* one style, its fixed part is 8 bytes long */
        4,
        0,
        1,
        0,
        8,
        0,
        22,
        0,
        0,
        0,
        1,
        0xF0,
        2,
        0,
        0,
        0,
        /* its name, what it says of paragraphs, and of characters */
        1,
        'N',
        0,
        0,
        2,
        0,
        0,
        0,
        4,
        0,
        93,
        spec->normal_font,
        0,
        0,
    };
    g_byte_array_append(main, style, sizeof style);
    set_part(main, 0x60, main, at);
}

static void
add_head(const TcWordSpec *spec, GByteArray *main)
{
    add_zeros(main, FIB_LEN);
    put16(main, 0, spec->is_old ? 0xA5DC : 0xA5EC);
    put16(main, 2, spec->is_old ? 104 : 193);
    put16(main, 0x0A,
          (guint16)(0x0004 | (spec->is_encrypted ? 0x100 : 0) | (spec->is_old ? 0 : 0x200)));
    if (spec->is_mac)
        put16(main, 0x14, 0x100);
}

/* The text, and how it is parted; `fcs` and `cps` get where each piece begins, in bytes and in
 * characters. */
static void
add_text(const TcWordSpec *spec, guint32 *fcs, guint32 *cps, GByteArray *main)
{
    for (guint i = 0; i < spec->piece_count; i++) {
        g_autoptr(GString) bytes = g_string_new(NULL);
        const TcWordPiece *piece = &spec->pieces[i];
        tc_encoding_encode(piece->encoding, piece->text, strlen(piece->text), bytes);
        add_zeros(main, main->len % 2);
        fcs[i] = main->len;
        cps[i + 1] = cps[i] + (guint32)(bytes->len / (is_wide(piece) ? 2 : 1));
        g_byte_array_append(main, (const guint8 *)bytes->str, (guint)bytes->len);
    }
    put32(main, 0x18, FIB_LEN);
    put32(main, 0x1C, main->len);
    guint32 rest = cps[spec->piece_count];
    for (guint i = 1; i < 8; i++) {
        put32(main, (spec->is_old ? 0x34 : 0x4C) + 4 * i, spec->stories[i]);
        rest -= spec->stories[i];
    }
    put32(main, spec->is_old ? 0x34 : 0x4C, rest);
}

/* The table of pieces goes to `tables`, where it is to `main`. */
static void
add_pieces(const TcWordSpec *spec, const guint32 *fcs, const guint32 *cps, GByteArray *main,
           GByteArray *tables)
{
    guint32 clx = tables->len;
    if (spec->list != NULL) {
        guint8 one = 1;
        g_byte_array_append(tables, &one, 1);
        add16(tables, spec->list_len);
        g_byte_array_append(tables, (const guint8 *)spec->list, spec->list_len);
    }
    guint8 two = 2;
    g_byte_array_append(tables, &two, 1);
    add32(tables, 4 + 12 * spec->piece_count);
    for (guint i = 0; i <= spec->piece_count; i++)
        add32(tables, cps[i]);
    for (guint i = 0; i < spec->piece_count; i++) {
        guint32 fc = fcs[i];
        if (!spec->is_old && !is_wide(&spec->pieces[i]))
            fc = fc * 2 | 0x40000000;
        add16(tables, 0);
        add32(tables, fc);
        add16(tables, spec->pieces[i].prm);
    }
    put32(main, spec->is_old ? 0x160 : 0x1A2, clx);
    put32(main, spec->is_old ? 0x164 : 0x1A6, tables->len - clx);
}

/* That the page `page` of `main` says what its characters look like. */
static void
add_page_table(const TcWordSpec *spec, guint32 page, GByteArray *main, GByteArray *tables)
{
    guint32 at = tables->len;
    add32(tables, FIB_LEN);
    add32(tables, main->len);
    if (spec->is_old)
        add16(tables, (guint16)page);
    else
        add32(tables, page);
    put32(main, spec->is_old ? 0xB8 : 0xFA, at);
    put32(main, spec->is_old ? 0xBC : 0xFE, tables->len - at);
}

static void
add_paragraphs(const TcWordSpec *spec, const guint32 *fcs, GByteArray *main, GByteArray *table)
{
    guint32 at = table->len;
    add32(table, FIB_LEN);
    add32(table, main->len);
    add32(table, main->len / PAGE_LEN);
    set_part(main, 0x102, table, at);
    add_paragraph_page(spec, fcs, main);
}

void
tc_word_streams(const TcWordSpec *spec, GByteArray *main, GByteArray *table)
{
    g_autofree guint32 *fcs = g_new0(guint32, spec->piece_count + 1);
    g_autofree guint32 *cps = g_new0(guint32, spec->piece_count + 1);
    GByteArray *tables = spec->is_old ? main : table;

    add_head(spec, main);
    add_text(spec, fcs, cps, main);
    add_zeros(main, (PAGE_LEN - main->len % PAGE_LEN) % PAGE_LEN);
    guint32 page = main->len / PAGE_LEN;
    if (spec->run_count > 0)
        add_page(spec, fcs, main);
    if (!spec->has_no_pieces)
        add_pieces(spec, fcs, cps, main, tables);
    if (spec->run_count > 0)
        add_page_table(spec, page, main, tables);
    if (spec->charsets != NULL)
        add_old_fonts(spec, main);
    if (spec->levels != NULL)
        add_lists(spec, main, table);
    if (spec->style != NULL)
        add_styles(spec, main, table);
    if (spec->paragraph_count > 0)
        add_paragraphs(spec, fcs, main, table);
    if (spec->pad_table_with != NULL) {
        gsize len;
        const guint8 *bytes = g_bytes_get_data(spec->pad_table_with, &len);
        g_byte_array_append(tables, bytes, (guint)len);
    }
}

static void
write_stream(GsfOutfile *folder, const char *name, const GByteArray *bytes)
{
    GsfOutput *stream = gsf_outfile_new_child(folder, name, FALSE);

    gsf_output_write(stream, bytes->len, bytes->data);
    gsf_output_close(stream);
    g_object_unref(stream);
}

static void
write_document(GsfOutfile *folder, const TcWordSpec *spec)
{
    g_autoptr(GByteArray) main = g_byte_array_new();
    g_autoptr(GByteArray) table = g_byte_array_new();

    tc_word_streams(spec, main, table);
    write_stream(folder, "WordDocument", main);
    if (!spec->is_old)
        write_stream(folder, "1Table", table);
}

static GBytes *
finish(GsfOutfile *ole, GsfOutput *memory)
{
    gsf_output_close(GSF_OUTPUT(ole));
    g_object_unref(ole);
    GBytes *bytes = g_bytes_new(gsf_output_memory_get_bytes(GSF_OUTPUT_MEMORY(memory)),
                                (gsize)gsf_output_size(memory));
    g_object_unref(memory);
    return bytes;
}

GBytes *
tc_word_file(const TcWordSpec *spec, const TcWordSpec *embedded)
{
    gsf_init();
    GsfOutput *memory = gsf_output_memory_new();
    GsfOutfile *ole = gsf_outfile_msole_new(memory);

    write_document(ole, spec);
    if (embedded != NULL) {
        GsfOutput *pool = gsf_outfile_new_child(ole, "ObjectPool", TRUE);
        GsfOutput *object = gsf_outfile_new_child(GSF_OUTFILE(pool), "_1234567890", TRUE);
        write_document(GSF_OUTFILE(object), embedded);
        gsf_output_close(object);
        gsf_output_close(pool);
        g_object_unref(object);
        g_object_unref(pool);
    }
    return finish(ole, memory);
}

GBytes *
tc_word_wrap(const GByteArray *main, const GByteArray *table, const char *table_name)
{
    gsf_init();
    GsfOutput *memory = gsf_output_memory_new();
    GsfOutfile *ole = gsf_outfile_msole_new(memory);

    write_stream(ole, "WordDocument", main);
    if (table != NULL)
        write_stream(ole, table_name, table);
    return finish(ole, memory);
}
