#include "document/read/ole/word_file.h"

#include "base/order.h"
#include "document/bytes.h"
#include "document/read/ole/word_properties.h"

#include <string.h>

/* A page of formatted runs (FKP). */
#define PAGE_LEN 512u

gboolean
tc_word_file_init(TcWordFile *file, const guint8 *main, gsize main_len)
{
    memset(file, 0, sizeof *file);
    file->main = main;
    file->main_len = main_len;
    if (main_len < 0x180)
        return FALSE;
    guint16 magic = tc_get16(main);
    guint16 version = tc_get16(main + 2); /* nFib */
    /* The last three are Word 6 and 95 of East Asia. */
    gboolean is_word = magic == 0xA5EC || magic == 0xA5DC || (magic >= 0xA697 && magic <= 0xA699);
    if (!is_word || version < 101)
        return FALSE;
    file->is_old = version <= 105;
    if (!file->is_old && main_len < 0x1AA)
        return FALSE;
    guint16 flags = tc_get16(main + 0x0A);
    file->is_encrypted = (flags & 0x0100) != 0;
    file->has_second_table = (flags & 0x0200) != 0;
    for (guint i = 0; i < TC_STORY_COUNT; i++)
        file->story_len[i] = tc_get32(main + (file->is_old ? 0x34 : 0x4C) + 4 * i);
    file->pieces = g_array_new(FALSE, FALSE, sizeof(TcPiece));
    file->runs = g_array_new(FALSE, FALSE, sizeof(TcRun));
    if (file->is_old)
        tc_word_fonts_init(&file->fonts, main, main_len);
    else
        file->fonts.usual = TC_WORD_CODE_PAGE;
    return TRUE;
}

gboolean
tc_word_file_init_2(TcWordFile *file, const guint8 *main, gsize main_len)
{
    /* Behind the comments there is something else. */
    enum { FIB_LEN = 0x180, PIECES = 0x0004, ENCRYPTED = 0x0100, STORIES = TC_STORY_COMMENTS + 1 };

    memset(file, 0, sizeof *file);
    if (main_len < FIB_LEN || tc_get16(main) != 0xA5DB)
        return FALSE;
    guint16 flags = tc_get16(main + 0x0A);
    guint32 from = tc_get32(main + 0x18), to = tc_get32(main + 0x1C);
    file->main = main;
    file->main_len = main_len;
    file->is_old = TRUE;
    file->is_encrypted = (flags & ENCRYPTED) != 0;
    if (!file->is_encrypted && ((flags & PIECES) != 0 || from >= to || to > main_len))
        return FALSE;
    for (guint i = 0; i < STORIES; i++)
        file->story_len[i] = tc_get32(main + 0x34 + 4 * i);
    file->fonts.usual = TC_WORD_CODE_PAGE;
    file->pieces = g_array_new(FALSE, FALSE, sizeof(TcPiece));
    file->runs = g_array_new(FALSE, FALSE, sizeof(TcRun));
    const TcPiece piece = {.cp_end = to - from, .fc = from};
    g_array_append_val(file->pieces, piece);
    return TRUE;
}

void
tc_word_file_clear(TcWordFile *file)
{
    g_clear_pointer(&file->pieces, g_array_unref);
    g_clear_pointer(&file->runs, g_array_unref);
    tc_word_fonts_clear(&file->fonts);
}

/* A part of a stream; NULL if it reaches beyond that. */
static const guint8 *
part(const guint8 *bytes, gsize len, guint32 at, guint32 part_len)
{
    return at <= len && part_len <= len - at ? bytes + at : NULL;
}

/* Reads the runs of one page of character formatting (CHPX FKP). */
static void
read_page(TcWordFile *file, const guint8 *page)
{
    guint count = page[PAGE_LEN - 1];

    if ((count + 1) * 4 + count >= PAGE_LEN)
        return;
    for (guint i = 0; i < count; i++) {
        guint32 from = tc_get32(page + 4 * i);
        guint32 to = tc_get32(page + 4 * (i + 1));
        guint at = page[(count + 1) * 4 + i] * 2u;
        TcWordProperties properties = TC_WORD_PROPERTIES_NONE;
        if (at == 0 || at >= PAGE_LEN - 1 || from >= to)
            continue;
        gsize len = MIN(page[at], PAGE_LEN - 2 - at);
        tc_word_properties_read(page + at + 1, len, file->is_old, &properties);
        guint code_page = properties.font < 0
                              ? file->fonts.usual
                              : tc_word_fonts_code_page(&file->fonts, (guint)properties.font);
        if (!properties.is_deleted && !properties.is_hidden && properties.symbol == 0 &&
            code_page == file->fonts.usual)
            continue;
        TcRun run = {.fc = from,
                     .fc_end = to,
                     .is_deleted = properties.is_deleted,
                     .is_hidden = properties.is_hidden,
                     .code_page = code_page,
                     .symbol = properties.symbol};
        g_array_append_val(file->runs, run);
    }
}

static int
compare_runs(gconstpointer a, gconstpointer b)
{
    const TcRun *x = a, *y = b;

    return TC_ORDER(x->fc, y->fc);
}

/* Reads the table of pages (PlcfBteChpx): positions, then page numbers. */
static void
read_runs(TcWordFile *file, const guint8 *table, gsize table_len)
{
    guint32 at = tc_get32(file->main + (file->is_old ? 0xB8 : 0xFA));
    guint32 len = tc_get32(file->main + (file->is_old ? 0xBC : 0xFE));
    gsize number_len = file->is_old ? 2 : 4;
    const guint8 *plc = part(table, table_len, at, len);

    if (plc == NULL || len < 4 + 4 + number_len)
        return;
    gsize count = (len - 4) / (4 + number_len);
    /* Each page of the stream once. A table with more entries points at some of them again and
     * again. */
    count = MIN(count, file->main_len / PAGE_LEN + 1);
    for (gsize i = 0; i < count; i++) {
        const guint8 *number = plc + 4 * ((len - 4) / (4 + number_len) + 1) + number_len * i;
        guint64 page_at =
            (guint64)(file->is_old ? tc_get16(number) : tc_get32(number) & 0x3FFFFF) * PAGE_LEN;
        if (page_at + PAGE_LEN <= file->main_len)
            read_page(file, file->main + page_at);
    }
    g_array_sort(file->runs, compare_runs);
    /* Overlaps are damage: the earlier run ends where the next one begins. */
    for (guint i = 1; i < file->runs->len; i++) {
        TcRun *before = tc_run_at(file->runs, i - 1);
        before->fc_end = MIN(before->fc_end, tc_run_at(file->runs, i)->fc);
    }
}

/* The changes of a piece itself (prm): one small sprm, or the number of a list in front of the
 * pieces. */
static void
read_prm(TcWordFile *file, guint16 prm, GPtrArray *lists, TcWordProperties *properties)
{
    if ((prm & 1) == 0) {
        guint8 sprm = (prm >> 1) & 0x7F;
        guint8 operand = (guint8)(prm >> 8);
        if (sprm == 0x41)
            properties->is_deleted = tc_word_is_on(operand);
        else if (sprm == 0x5C)
            properties->is_hidden = tc_word_is_on(operand);
    } else if ((guint)(prm >> 1) < lists->len) {
        const guint8 *list = lists->pdata[prm >> 1];
        tc_word_properties_read(list + 2, tc_get16(list), file->is_old, properties);
    }
}

static void
read_piece_table(TcWordFile *file, const guint8 *plc, gsize len, GPtrArray *lists)
{
    gsize count = len < 4 ? 0 : (len - 4) / 12;

    for (gsize i = 0; i < count; i++) {
        const guint8 *descriptor = plc + 4 * (count + 1) + 8 * i;
        guint32 fc = tc_get32(descriptor + 2);
        TcPiece piece = {.cp = tc_get32(plc + 4 * i), .cp_end = tc_get32(plc + 4 * (i + 1))};
        TcWordProperties properties = TC_WORD_PROPERTIES_NONE;
        if (piece.cp_end <= piece.cp)
            continue;
        if (file->is_old) {
            piece.fc = fc;
            piece.is_wide = (tc_get16(file->main + 0x0A) & 0x1000) != 0;
        } else {
            piece.is_wide = (fc & 0x40000000) == 0;
            piece.fc = piece.is_wide ? fc & 0x3FFFFFFF : (fc & 0x3FFFFFFF) / 2;
        }
        read_prm(file, tc_get16(descriptor + 6), lists, &properties);
        piece.is_deleted = properties.is_deleted;
        piece.is_hidden = properties.is_hidden;
        g_array_append_val(file->pieces, piece);
    }
}

/* Reads the Clx: lists of changes, then the pieces. */
static void
read_clx(TcWordFile *file, const guint8 *clx, gsize len)
{
    g_autoptr(GPtrArray) lists = g_ptr_array_new();

    for (gsize at = 0; at < len;) {
        if (clx[at] == 1 && len - at >= 3) {
            gsize list_len = tc_get16(clx + at + 1);
            if (list_len > len - at - 3)
                return;
            g_ptr_array_add(lists, (gpointer)(clx + at + 1));
            at += 3 + list_len;
        } else if (clx[at] == 2 && len - at >= 5) {
            read_piece_table(file, clx + at + 5, MIN(tc_get32(clx + at + 1), len - at - 5), lists);
            return;
        } else {
            return;
        }
    }
}

gboolean
tc_word_file_read_tables(TcWordFile *file, const guint8 *table, gsize table_len)
{
    guint32 clx_at = tc_get32(file->main + (file->is_old ? 0x160 : 0x1A2));
    guint32 clx_len = tc_get32(file->main + (file->is_old ? 0x164 : 0x1A6));
    const guint8 *clx = part(table, table_len, clx_at, clx_len);

    if (clx != NULL && clx_len > 0)
        read_clx(file, clx, clx_len);
    if (file->pieces->len == 0 && (file->is_old || clx_len == 0)) {
        /* The document was saved as a whole: one piece, from fcMin to fcMac. */
        guint32 from = tc_get32(file->main + 0x18);
        guint32 to = tc_get32(file->main + 0x1C);
        gboolean is_wide = (tc_get16(file->main + 0x0A) & 0x1000) != 0;
        if (from < to && to <= file->main_len) {
            TcPiece piece = {
                .cp_end = (to - from) / (is_wide ? 2 : 1), .fc = from, .is_wide = is_wide};
            g_array_append_val(file->pieces, piece);
        }
    }
    read_runs(file, table, table_len);
    return file->pieces->len > 0;
}
