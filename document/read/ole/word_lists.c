#include "document/read/ole/word_lists.h"

#include "base/order.h"
#include "document/read/list_number.h"
#include "document/read/ole/word_formatting.h"
#include "document/read/ole/word_properties.h"

#include <string.h>

#define WORD_LEVELS 9u

enum { LIST_LEN = 28, LEVEL_LEN = 28, INSTANCE_LEN = 16 };
enum { SPRM_LEVEL = 0x260A, SPRM_INSTANCE = 0x460B };
/* The paragraph is the mark at the end of a row, or of one of a table in a cell. */
enum { SPRM_ROW_END = 0x2417, SPRM_INNER_ROW_END = 0x244C };

typedef struct {
    guint32 id;
    TcListStyle *style;
    TcListCount count;
} List;

typedef struct {
    List *list; /* NULL when there is no list of its number */
    TcListInstance changes;
} Instance;

/* What a paragraph or a style says; -1 for nothing. */
typedef struct {
    int instance, level;
} Place;

typedef struct {
    Place place;
    guint base;
} Style;

typedef struct {
    guint32 fc, fc_end; /* in the WordDocument stream */
    Place place;
} Paragraphs;

struct TcWordLists {
    GPtrArray *lists;     /* List */
    GPtrArray *instances; /* Instance, the first being number 1 */
    GArray *styles;       /* Style */
    GArray *paragraphs;   /* Paragraphs in lists, by fc */
};

static void
list_free(gpointer data)
{
    List *list = data;

    tc_list_style_free(list->style);
    g_free(list);
}

static void
instance_free(gpointer data)
{
    Instance *instance = data;

    tc_list_instance_clear(&instance->changes);
    g_free(instance);
}

static TcNumberStyle
number_style(guint number)
{
    switch (number) {
    case 1:
        return TC_NUMBER_UPPER_ROMAN;
    case 2:
        return TC_NUMBER_LOWER_ROMAN;
    case 3:
        return TC_NUMBER_UPPER_LETTER;
    case 4:
        return TC_NUMBER_LOWER_LETTER;
    case 22:
        return TC_NUMBER_DECIMAL_ZERO;
    case 23:
        return TC_NUMBER_BULLET;
    case 255:
        return TC_NUMBER_NONE;
    default:
        return TC_NUMBER_DECIMAL;
    }
}

/* Reads a LVL. FALSE when not all of it is there. */
static gboolean
read_level(TcBytes *bytes, TcListLevel *level, guint index)
{
    const guint8 *fixed = tc_bytes_take(bytes, LEVEL_LEN);
    /* The formatting of the paragraph and of the number, then its text. */
    if (fixed == NULL || tc_bytes_take(bytes, (gsize)fixed[24] + fixed[25]) == NULL)
        return FALSE;
    const guint8 *count = tc_bytes_take(bytes, 2);
    const guint8 *text = count != NULL ? tc_bytes_take(bytes, 2 * (gsize)tc_get16(count)) : NULL;
    if (text == NULL)
        return FALSE;
    level->start = tc_get32(fixed);
    level->style = number_style(fixed[4]);
    level->is_legal = (fixed[5] & 0x04) != 0;
    level->restart = (fixed[5] & 0x08) != 0 ? MIN(fixed[26], index) : index;
    level->has_no_space = fixed[15] == 2;
    tc_list_level_clear_text(level);
    for (gsize i = 0; i < tc_get16(count); i++) {
        gunichar c = tc_get16(text + 2 * i);
        char utf8[6];
        if (c < WORD_LEVELS)
            tc_list_level_add_number(level, c);
        else if (c >= 0x20 && g_unichar_validate(c))
            tc_list_level_add_text(level, utf8, (gsize)g_unichar_to_utf8(c, utf8));
    }
    return TRUE;
}

/* Reads the lists. Their levels stand behind them, outside of the part that the FIB names. */
static void
read_lists(TcWordLists *lists, TcBytes bytes, const guint8 *table_end)
{
    const guint8 *head = tc_bytes_take(&bytes, 2);
    guint count = head != NULL ? tc_get16(head) : 0;
    const guint8 *fixed = count > 0 ? tc_bytes_take(&bytes, (gsize)count * LIST_LEN) : NULL;

    if (fixed == NULL)
        return;
    bytes = (TcBytes){fixed + (gsize)count * LIST_LEN, table_end};
    for (guint i = 0; i < count; i++) {
        const guint8 *p = fixed + (gsize)i * LIST_LEN;
        guint levels = (p[26] & 1) != 0 ? 1 : WORD_LEVELS;
        List *list = g_new0(List, 1);
        list->id = tc_get32(p);
        list->style = tc_list_style_new();
        g_ptr_array_add(lists->lists, list);
        for (guint k = 0; k < levels; k++)
            if (!read_level(&bytes, &list->style->levels[k], k))
                return;
    }
}

static List *
find_list(const TcWordLists *lists, GHashTable *by_id, guint32 id)
{
    if (g_hash_table_size(by_id) == 0)
        for (guint i = 0; i < lists->lists->len; i++) {
            List *list = g_ptr_array_index(lists->lists, i);
            g_hash_table_insert(by_id, GUINT_TO_POINTER(list->id), list);
        }
    return g_hash_table_lookup(by_id, GUINT_TO_POINTER(id));
}

/* Reads what an instance changes in its list (LFOData). FALSE at the end. */
static gboolean
read_changes(TcBytes *bytes, guint count, TcListInstance *changes)
{
    if (tc_bytes_take(bytes, 4) == NULL)
        return FALSE;
    for (guint i = 0; i < count; i++) {
        const guint8 *p = tc_bytes_take(bytes, 8);
        if (p == NULL)
            return FALSE;
        guint index = p[4] & 0x0F;
        gboolean has_start = (p[4] & 0x10) != 0;
        guint32 start = tc_get32(p);
        if ((p[4] & 0x20) != 0) {
            TcListLevel *level = tc_list_instance_level(changes, MIN(index, WORD_LEVELS));
            if (!read_level(bytes, level, index))
                return FALSE;
            start = level->start;
        }
        if (has_start && index < WORD_LEVELS)
            tc_list_instance_start(changes, index, start);
    }
    return TRUE;
}

static void
read_instances(TcWordLists *lists, TcBytes bytes)
{
    const guint8 *head = tc_bytes_take(&bytes, 4);
    guint32 count = head != NULL ? tc_get32(head) : 0;
    const guint8 *fixed =
        count <= G_MAXINT16 ? tc_bytes_take(&bytes, (gsize)count * INSTANCE_LEN) : NULL;
    g_autoptr(GHashTable) by_id = g_hash_table_new(NULL, NULL);

    for (guint32 i = 0; fixed != NULL && i < count; i++) {
        Instance *instance = g_new0(Instance, 1);
        instance->list = find_list(lists, by_id, tc_get32(fixed + (gsize)i * INSTANCE_LEN));
        g_ptr_array_add(lists->instances, instance);
    }
    for (guint32 i = 0; fixed != NULL && i < count; i++) {
        Instance *instance = g_ptr_array_index(lists->instances, i);
        if (!read_changes(&bytes, fixed[(gsize)i * INSTANCE_LEN + 12], &instance->changes))
            return;
    }
}

/* Reads what a list of changes (grpprl) says of lists. The end of a row is in none, whatever its
 * style says. */
static void
read_place(TcBytes changes, Place *place)
{
    const guint8 *p = changes.p;
    gsize len = (gsize)(changes.end - p);
    gboolean is_row_end = FALSE;

    for (gsize used; (used = tc_word_sprm_len(p, len)) > 0; p += used, len -= used) {
        guint sprm = tc_get16(p);
        if (sprm == SPRM_ROW_END || sprm == SPRM_INNER_ROW_END)
            is_row_end = is_row_end || p[2] != 0;
        else if (sprm == SPRM_LEVEL)
            place->level = p[2];
        else if (sprm == SPRM_INSTANCE)
            /* Negative ones keep a place in the list but show nothing. */
            place->instance = tc_get16(p + 2) < 0x7FF ? (int)tc_get16(p + 2) : 0;
    }
    if (is_row_end)
        place->instance = 0;
}

static void
read_styles(TcWordLists *lists, TcBytes part)
{
    TcWordStyleSheet sheet = tc_word_style_sheet(part);
    TcBytes bytes;

    while (tc_word_style_sheet_next(&sheet, &bytes)) {
        Style style = {{-1, -1}, G_MAXUINT};
        TcWordStd std;
        if (tc_word_std_read(bytes, sheet.base_len, &std)) {
            style.base = std.base;
            if (std.of_paragraph.p < std.of_paragraph.end)
                read_place(std.of_paragraph, &style.place);
        }
        g_array_append_val(lists->styles, style);
    }
}

/* What a paragraph itself does not say, its style says, or one that this is based on. */
static void
ask_style(const TcWordLists *lists, guint number, Place *place)
{
    for (guint i = 0; i < TC_STYLE_BASES_MAX && number < lists->styles->len && place->instance < 0;
         i++) {
        const Style *style = &g_array_index(lists->styles, Style, number);
        if (place->level < 0)
            place->level = style->place.level;
        place->instance = style->place.instance;
        number = style->base;
    }
}

/* Reads a page of paragraphs (PAPX FKP). */
static void
read_page(TcWordLists *lists, const guint8 *page)
{
    guint count = page[TC_WORD_PAGE_LEN - 1];

    if ((count + 1) * 4 + count * 13 >= TC_WORD_PAGE_LEN)
        return;
    for (guint i = 0; i < count; i++) {
        Paragraphs found = {tc_get32(page + 4 * i), tc_get32(page + 4 * (i + 1)), {-1, -1}};
        guint at = page[(count + 1) * 4 + i * 13] * 2u;
        guint style = 0;
        TcBytes changes;
        if (found.fc >= found.fc_end || !tc_word_papx(page, at, &style, &changes))
            continue;
        read_place(changes, &found.place);
        ask_style(lists, style, &found.place);
        if (found.place.instance > 0)
            g_array_append_val(lists->paragraphs, found);
    }
}

static int
compare_paragraphs(gconstpointer a, gconstpointer b)
{
    const Paragraphs *x = a, *y = b;

    return TC_ORDER(x->fc, y->fc);
}

/* Reads the table of pages: positions, then page numbers. */
static void
read_paragraphs(TcWordLists *lists, const TcWordFile *file, TcBytes bytes)
{
    gsize len = (gsize)(bytes.end - bytes.p);
    gsize count = len < 12 ? 0 : (len - 4) / 8;
    const guint8 *numbers = bytes.p + 4 * (count + 1);

    /* Each page of the stream once. A table with more entries points at some of them again and
     * again. */
    for (gsize i = 0; i < MIN(count, file->main_len / TC_WORD_PAGE_LEN + 1); i++) {
        guint64 at = (guint64)(tc_get32(numbers + 4 * i) & 0x3FFFFF) * TC_WORD_PAGE_LEN;
        if (at + TC_WORD_PAGE_LEN <= file->main_len)
            read_page(lists, file->main + at);
    }
    g_array_sort(lists->paragraphs, compare_paragraphs);
}

TcWordLists *
tc_word_lists_new(const TcWordFile *file, const guint8 *table, gsize table_len)
{
    if (file->is_old)
        return NULL;
    g_autoptr(TcWordLists) lists = g_new0(TcWordLists, 1);
    lists->lists = g_ptr_array_new_with_free_func(list_free);
    lists->instances = g_ptr_array_new_with_free_func(instance_free);
    lists->styles = g_array_new(FALSE, FALSE, sizeof(Style));
    lists->paragraphs = g_array_new(FALSE, FALSE, sizeof(Paragraphs));
    read_lists(lists, tc_word_part(file, table, table_len, TC_WORD_LISTS), table + table_len);
    read_instances(lists, tc_word_part(file, table, table_len, TC_WORD_INSTANCES));
    if (lists->lists->len == 0 || lists->instances->len == 0)
        return NULL;
    read_styles(lists, tc_word_part(file, table, table_len, TC_WORD_STYLES));
    read_paragraphs(lists, file, tc_word_part(file, table, table_len, TC_WORD_PARAGRAPH_PAGES));
    return lists->paragraphs->len > 0 ? g_steal_pointer(&lists) : NULL;
}

void
tc_word_lists_free(TcWordLists *lists)
{
    if (lists == NULL)
        return;
    g_ptr_array_unref(lists->lists);
    g_ptr_array_unref(lists->instances);
    g_array_unref(lists->styles);
    g_array_unref(lists->paragraphs);
    g_free(lists);
}

static const Paragraphs *
find_paragraph(const TcWordLists *lists, guint32 fc)
{
    guint low = 0, high = lists->paragraphs->len;

    /* The last one that begins at or before `fc`. */
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(lists->paragraphs, Paragraphs, middle).fc <= fc)
            low = middle + 1;
        else
            high = middle;
    }
    const Paragraphs *found =
        low > 0 ? &g_array_index(lists->paragraphs, Paragraphs, low - 1) : NULL;
    return found != NULL && fc < found->fc_end ? found : NULL;
}

void
tc_word_lists_next(TcWordLists *lists, guint32 fc, GString *out)
{
    const Paragraphs *found = lists != NULL ? find_paragraph(lists, fc) : NULL;

    if (found == NULL || (guint)found->place.instance > lists->instances->len)
        return;
    Instance *instance = g_ptr_array_index(lists->instances, (guint)found->place.instance - 1);
    guint level = (guint)MAX(found->place.level, 0);
    if (instance->list != NULL && level < WORD_LEVELS)
        tc_list_instance_next(&instance->changes, instance->list->style, &instance->list->count,
                              level, out);
}
