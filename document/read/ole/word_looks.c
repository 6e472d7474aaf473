#include "document/read/ole/word_looks.h"

#include "document/read/ole/word_formatting.h"
#include "document/read/ole/word_properties.h"

#include <string.h>

/* Styles that are read; Word has some hundreds. */
#define STYLES_MAX 4096u
/* Runs of one paragraph that are looked at. */
#define RUNS_MAX   64u

enum {
    SPRM_CENTRING_OLD = 0x2403,
    SPRM_CENTRING = 0x2461,
    SPRM_BOLD = 0x0835,
    SPRM_HIDDEN = 0x083C,
    SPRM_STYLE = 0x4A30, /* of characters */
    SPRM_SIZE = 0x4A43
};

/* What is said of a paragraph or of its characters; -1 for nothing. */
typedef struct {
    gint8 is_centred, is_bold, is_heading;
    gint8 is_hidden; /* OPPOSITE: not what its style says */
    int size;
    int style; /* of characters */
} Said;

enum { OPPOSITE = 2 };

#define SAID_NOTHING ((Said){-1, -1, -1, -1, -1, -1})

typedef struct {
    TcBytes bytes;
    gboolean is_read;
    Said said;
    guint base;
} Style;

/* Where a table of pages is read. Questions follow the text, so most are of the stretch that was
 * asked for last or of the next one; and stretches of a page that look alike share what is said. */
typedef struct {
    TcBytes table;      /* positions, then page numbers */
    guint32 fc, fc_end; /* of what the page tells of */
    const guint8 *page; /* NULL at first, and when it is damaged */
    guint entry_len, count, at;
    guint8 is_known[256]; /* by the byte that tells where in the page it stands */
    Said known[256];
} Pages;

struct TcWordLooks {
    const TcWordFile *file;
    Pages runs, paragraphs;
    gsize style_base_len;
    GArray *styles;     /* Style, each read when a paragraph has it */
    gboolean is_hiding; /* some style may hide its text; few documents have one */
};

/* Reads a list of changes (grpprl). */
static void
read_changes(TcBytes changes, Said *said)
{
    const guint8 *p = changes.p;
    gsize len = (gsize)(changes.end - p);

    for (gsize used; (used = tc_word_sprm_len(p, len)) > 0; p += used, len -= used)
        switch (tc_get16(p)) {
        case SPRM_CENTRING_OLD:
        case SPRM_CENTRING:
            said->is_centred = p[2] == 1;
            break;
        case SPRM_BOLD:
            /* 0x80: as in the style; 0x81: as it is not. */
            said->is_bold = p[2] == 0x80 ? said->is_bold : (gint8)tc_word_is_on(p[2]);
            break;
        case SPRM_HIDDEN:
            said->is_hidden = p[2] == 0x80   ? said->is_hidden
                              : p[2] == 0x81 ? (gint8)OPPOSITE
                                             : (gint8)tc_word_is_on(p[2]);
            break;
        case SPRM_STYLE:
            said->style = tc_get16(p + 2);
            break;
        case SPRM_SIZE:
            said->size = tc_get16(p + 2);
            break;
        default:
            break;
        }
}

/* Reads a style: what it is based on, and what it says. */
static void
read_style(Style *style, gsize base_len)
{
    enum { HEADING_1 = 1, TITLE = 62 };
    TcWordStd std;

    style->is_read = TRUE;
    style->said = SAID_NOTHING;
    style->base = G_MAXUINT;
    if (!tc_word_std_read(style->bytes, base_len, &std))
        return;
    style->said.is_heading = std.number == HEADING_1 || std.number == TITLE;
    style->base = std.base;
    read_changes(std.of_paragraph, &style->said);
    read_changes(std.of_characters, &style->said);
}

static void
find_styles(TcWordLooks *looks, TcBytes part)
{
    TcWordStyleSheet sheet = tc_word_style_sheet(part);
    Style style = {0};
    const guint8 hidden[] = {SPRM_HIDDEN & 0xFF, SPRM_HIDDEN >> 8};

    looks->style_base_len = sheet.base_len;
    looks->is_hiding = part.p < part.end &&
                       memmem(part.p, (gsize)(part.end - part.p), hidden, sizeof hidden) != NULL;
    while (looks->styles->len < STYLES_MAX && tc_word_style_sheet_next(&sheet, &style.bytes))
        g_array_append_val(looks->styles, style);
}

TcWordLooks *
tc_word_looks_new(const TcWordFile *file, const guint8 *table, gsize table_len)
{
    if (file->is_old)
        return NULL;
    TcWordLooks *looks = g_new0(TcWordLooks, 1);
    looks->file = file;
    looks->runs.table = tc_word_part(file, table, table_len, TC_WORD_RUN_PAGES);
    looks->runs.entry_len = 1;
    looks->paragraphs.table = tc_word_part(file, table, table_len, TC_WORD_PARAGRAPH_PAGES);
    looks->paragraphs.entry_len = 13;
    looks->styles = g_array_new(FALSE, FALSE, sizeof(Style));
    find_styles(looks, tc_word_part(file, table, table_len, TC_WORD_STYLES));
    return looks;
}

void
tc_word_looks_free(TcWordLooks *looks)
{
    if (looks == NULL)
        return;
    g_array_unref(looks->styles);
    g_free(looks);
}

/* Which of the `count` stretches whose ends are the positions at `p` has `fc`; `count` when none
 * does. */
static guint
find_stretch(const guint8 *p, guint count, guint32 fc)
{
    guint low = 0, high = count;

    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (tc_get32(p + 4 * (middle + 1)) <= fc)
            low = middle + 1;
        else
            high = middle;
    }
    return low < count && tc_get32(p + 4 * low) <= fc ? low : count;
}

/* Turns to the page of formatting for what lies at `fc`. */
static void
turn_page(const TcWordFile *file, Pages *pages, guint32 fc)
{
    const guint8 *table = pages->table.p;
    const gsize len = (gsize)(pages->table.end - table);
    const guint count = len < 12 ? 0 : (guint)MIN((len - 4) / 8, G_MAXUINT16);
    const guint found = find_stretch(table, count, fc);

    pages->page = NULL;
    if (found == count)
        return;
    const guint64 at =
        (guint64)(tc_get32(table + 4 * (count + 1) + 4 * found) & 0x3FFFFF) * TC_WORD_PAGE_LEN;
    if (at + TC_WORD_PAGE_LEN > file->main_len)
        return;
    const guint8 *page = file->main + at;
    pages->count = page[TC_WORD_PAGE_LEN - 1];
    if ((pages->count + 1) * 4 + pages->count * pages->entry_len >= TC_WORD_PAGE_LEN)
        return;
    pages->fc = tc_get32(table + 4 * found);
    pages->fc_end = tc_get32(table + 4 * (found + 1));
    pages->page = page;
    pages->at = 0;
    memset(pages->is_known, 0, sizeof pages->is_known);
}

/* Goes to the stretch that `fc` lies in: TRUE when there is one, which is number `at` of the page
 * then. */
static gboolean
find_in_pages(const TcWordFile *file, Pages *pages, guint32 fc)
{
    if (pages->page == NULL || fc < pages->fc || fc >= pages->fc_end)
        turn_page(file, pages, fc);
    if (pages->page == NULL)
        return FALSE;
    const guint8 *ends = pages->page + 4;
    guint at = pages->at;
    if (at >= pages->count || tc_get32(pages->page + 4 * at) > fc)
        at = 0;
    while (at < pages->count && tc_get32(ends + 4 * at) <= fc)
        at++;
    pages->at = at;
    return at < pages->count && tc_get32(pages->page + 4 * at) <= fc;
}

/* What the style `number` says, or those that it is based on, where `said` says nothing. Only its
 * own name makes a heading. */
static void
ask_style(const TcWordLooks *looks, guint number, Said *said)
{
    gboolean is_turned = FALSE; /* what hides is the opposite of what is still to be found */
    gboolean wants_hidden = said->is_hidden < 0;

    for (guint i = 0; i < TC_STYLE_BASES_MAX && number < looks->styles->len; i++) {
        Style *style = &g_array_index(looks->styles, Style, number);
        if (!style->is_read)
            read_style(style, looks->style_base_len);
        if (said->is_centred < 0)
            said->is_centred = style->said.is_centred;
        if (said->is_bold < 0)
            said->is_bold = style->said.is_bold;
        if (wants_hidden && style->said.is_hidden == OPPOSITE)
            is_turned = !is_turned;
        else if (wants_hidden && style->said.is_hidden >= 0) {
            said->is_hidden = (gint8)(style->said.is_hidden != is_turned);
            wants_hidden = FALSE;
        }
        if (said->size < 0)
            said->size = style->said.size;
        if (i == 0)
            said->is_heading = style->said.is_heading;
        number = style->base;
    }
    if (wants_hidden && is_turned)
        said->is_hidden = 1;
}

/* What is said at `at` of a page of paragraphs (PAPX), there and in the style. */
static Said
read_paragraph(const TcWordLooks *looks, const guint8 *page, guint at)
{
    Said said = SAID_NOTHING;
    guint style = 0;
    TcBytes changes;

    if (tc_word_papx(page, at, &style, &changes))
        read_changes(changes, &said);
    ask_style(looks, style, &said);
    return said;
}

/* What is said at `at` of a page of runs (CHPX). */
static Said
read_run(const guint8 *page, guint at)
{
    Said said = SAID_NOTHING;

    if (at != 0 && at < TC_WORD_PAGE_LEN - 1) {
        const guint8 *changes = page + at + 1;
        read_changes((TcBytes){changes, changes + MIN(page[at], TC_WORD_PAGE_LEN - 2 - at)}, &said);
    }
    return said;
}

/* What is said of the stretch that was found in the pages. */
static const Said *
ask_pages(const TcWordLooks *looks, Pages *pages)
{
    const guint8 word = pages->page[(pages->count + 1) * 4 + pages->at * pages->entry_len];

    if (!pages->is_known[word]) {
        pages->is_known[word] = TRUE;
        pages->known[word] = pages == &looks->runs ? read_run(pages->page, word * 2u)
                                                   : read_paragraph(looks, pages->page, word * 2u);
    }
    return &pages->known[word];
}

/* How the characters of a paragraph look. */
typedef struct {
    guint32 bold; /* of them */
    guint32 longest;
    int size; /* of the longest run */
} Runs;

static void
add_run(Runs *runs, const Said *run, const Said *paragraph, guint32 len)
{
    if ((run->is_bold >= 0 ? run->is_bold : paragraph->is_bold) == 1)
        runs->bold += len;
    if (len > runs->longest) {
        runs->longest = len;
        runs->size = run->size > 0 ? run->size : paragraph->size;
    }
}

TcLook
tc_word_looks_get(TcWordLooks *looks, guint32 fc, guint32 fc_end)
{
    Said paragraph = SAID_NOTHING;
    if (find_in_pages(looks->file, &looks->paragraphs, fc_end))
        paragraph = *ask_pages(looks, &looks->paragraphs);
    else
        ask_style(looks, 0, &paragraph);
    /* Ten points are what Word takes where nothing is said. */
    paragraph.size = paragraph.size > 0 ? paragraph.size : 20;
    Runs runs = {0, 0, paragraph.size};
    Pages *pages = &looks->runs;
    const guint32 len = fc_end - fc;
    guint left = RUNS_MAX;

    while (fc < fc_end && left > 0) {
        if (!find_in_pages(looks->file, pages, fc)) {
            add_run(&runs, &paragraph, &paragraph, fc_end - fc);
            break;
        }
        /* The stretches of a page follow each other. */
        for (;; pages->at++) {
            const guint32 run_end = MIN(tc_get32(pages->page + 4 * (pages->at + 1)), fc_end);
            if (run_end > fc)
                add_run(&runs, ask_pages(looks, pages), &paragraph, run_end - fc);
            fc = MAX(fc, run_end);
            if (--left == 0 || fc >= fc_end || pages->at + 1 >= pages->count)
                break;
        }
    }
    return (TcLook){.size = (guint16)CLAMP(runs.size, 0, G_MAXUINT16),
                    .is_bold = runs.bold > 0 && runs.bold >= len - len / 8,
                    .is_centred = paragraph.is_centred == 1,
                    .is_heading = paragraph.is_heading == 1};
}

gboolean
tc_word_looks_is_hiding(const TcWordLooks *looks)
{
    return looks != NULL && looks->is_hiding;
}

gboolean
tc_word_looks_is_hidden(TcWordLooks *looks, guint32 fc, guint32 *fc_end)
{
    Said run = SAID_NOTHING;
    Said paragraph = SAID_NOTHING;

    *fc_end = fc + 1;
    if (!find_in_pages(looks->file, &looks->runs, fc))
        return FALSE;
    run = *ask_pages(looks, &looks->runs);
    *fc_end = tc_get32(looks->runs.page + 4 * (looks->runs.at + 1));
    if (find_in_pages(looks->file, &looks->paragraphs, fc)) {
        paragraph = *ask_pages(looks, &looks->paragraphs);
        *fc_end = MIN(*fc_end, tc_get32(looks->paragraphs.page + 4 * (looks->paragraphs.at + 1)));
    }
    Said of_style = SAID_NOTHING;
    if (run.style >= 0)
        ask_style(looks, (guint)run.style, &of_style);
    const gboolean hides =
        (of_style.is_hidden >= 0 ? of_style.is_hidden : paragraph.is_hidden) == 1;
    return run.is_hidden == OPPOSITE ? !hides : run.is_hidden >= 0 ? run.is_hidden : hides;
}
