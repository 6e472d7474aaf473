#include "document/header/header.h"

#include "base/utf8.h"
#include "document/header/head.h"
#include "document/header/name/name.h"
#include "text/key/letter.h"
#include "text/key/normalize.h"
#include "text/plain_letters.h"

#include <string.h>

enum {
    HEAD_BYTES = TC_LAYOUT_BYTES,
    TAIL_BYTES = 3072,
    BEFORE_ANCHOR_BYTES = 800, /* a signature may stand above the addressees */
    CELLS_MAX = 160,
    ZONE_LINES_MAX = 60, /* a letterhead with its empty lines */
    PROSE_BYTES = 200,   /* no line of a letterhead is so long, though a title may be */
    FRUITLESS_CELLS_MAX = 12,
    HEADINGS_MAX = 12,
    ANNEXES_MAX = 4,
    DAY_AT_END_BYTES = 120,
    CAPTION_BELOW_DAY = 4, /* cells */
};

/* Whether the cell `i` is text below the labels of a mail, which is not read. A letterhead may also
 * stand below a label: "Tiêu đề: ...". */
static gboolean
is_below_labels(TcHead *head, guint i)
{
    const char *after;
    guint line = tc_head_cell(head, i)->line;
    for (; head->has_labels && i < head->cells->len && tc_head_cell(head, i)->line == line; i++)
        if (tc_head_find_motto(tc_head_cell(head, i)->start, tc_head_cell(head, i)->end, &after) !=
            NULL)
            head->has_labels = FALSE;
    return head->has_labels;
}

/* "Nghị quyết 64/2025/NQ-HĐND quy định ...", which collections of laws put above a letterhead. */
static gboolean
is_heading_of_collection(const TcHead *head, guint i)
{
    const TcCell *cell = tc_head_cell(head, i);
    const char *type;
    const char *after = tc_type_at(cell->start, cell->end, &type);
    return i < HEADINGS_MAX && cell->end - cell->start > PROSE_BYTES && after != NULL &&
           memchr(after, '/', (gsize)MIN(cell->end - after, 32)) != NULL;
}

/* "Ban hành kèm theo Thông tư số ...", above the letterhead of a form. */
static gboolean
is_source_of_form(const TcCell *cell)
{
    static const char *const openers[] = {"ban hành kèm theo", "kèm theo", "ban hành theo"};
    const char *p = cell->start + (*cell->start == '(');
    return tc_phrase_any(p, cell->end, openers, G_N_ELEMENTS(openers), NULL) != NULL;
}

/* "1. Mẫu hợp đồng thuê nhà": whether the cell `i` is the first line and counts a sample, which
 * begins below it with the name of the state. */
static gboolean
is_above_motto(const TcHead *head, guint i)
{
    const char *after;
    if (i > 0 || head->cells->len < 2 || !g_ascii_isdigit(*tc_head_cell(head, 0)->start))
        return FALSE;
    const TcCell *second = tc_head_cell(head, 1);
    return tc_head_find_motto(second->start, second->end, &after) != NULL;
}

/* Above the type: letterhead, number, place and date. Then the type and the title, or what letters
 * and e-mail have. */
static void
read_head(TcHead *head)
{
    gboolean is_body = FALSE;
    guint box_line = 0; /* of the box above the letterhead */
    guint untaken = 0;
    gboolean has_text = FALSE; /* of a letter, below its addressees */
    for (guint i = 0; i < head->cells->len;) {
        const TcCell *cell = tc_head_cell(head, i);
        head->next = i + 1;
        if (cell->line > box_line + ZONE_LINES_MAX)
            break;
        box_line = cell->is_taken && i + 1 < head->cells->len && !is_body ? cell->line : box_line;
        if (cell->is_taken || is_heading_of_collection(head, i) || is_above_motto(head, i))
            ; /* the rest of a subject */
        else if (tc_head_is_table_row(head, i)) {
            /* Below the addressees the row may be that of an annex, behind the signature. */
            if (!is_body && !(head->is_addressed && head->zone > 0))
                head->zone = i;
            is_body = TRUE;
        } else if (tc_addressees_at(cell->start, cell->end) != NULL)
            head->is_letter = head->is_addressed = TRUE;
        else if (tc_head_read_label(head, cell) || tc_head_read_dateline(head, cell))
            ;
        else if (!has_text && !(is_body && g_ascii_islower(*cell->start)) &&
                 tc_head_read_subject(head, i))
            ;
        else if (is_body || head->is_addressed || is_below_labels(head, i))
            ; /* the addressees of a letter */
        else if (!head->has_type_line && tc_head_read_type(head, i))
            ;
        else if (tc_head_begins_body(cell, FALSE)) {
            /* Labels may stand below the first words ("Thời gian:"), but nothing else may. */
            is_body = TRUE;
            head->zone = i;
            if (cell->end - cell->start > TC_BODY_LINE_BYTES)
                break;
        } else if (!head->has_type_line)
            tc_head_read_part(head, cell, cell->start, cell->end);
        else if (head->number == NULL || head->date == 0) {
            /* Below the title: "*Số 08-NQ/TU — Cần Thơ, ngày 24 tháng 3 năm 2017*". Bodies that are
             * named there are those that decide. */
            guint count = head->org_count;
            tc_head_read_part(head, cell, cell->start, cell->end);
            if (count > 0)
                head->org_count = count;
        }
        /* Articles have none of this: they are left after a few lines. */
        gboolean has_long_line = cell->end - cell->start > PROSE_BYTES &&
                                 !is_heading_of_collection(head, i) && !is_source_of_form(cell);
        untaken += !cell->is_taken && !head->is_of_record;
        has_text = has_text || (head->is_addressed && cell->end - cell->start > PROSE_BYTES);
        if ((has_long_line || untaken > FRUITLESS_CELLS_MAX) && !tc_head_is_official(head) &&
            head->type == NULL && head->org_count == 0 && !head->is_letter && !head->has_labels)
            break;
        /* Below the addressees the text begins, which may end soon. */
        gboolean is_above_text = !is_body && !(head->is_addressed && head->zone > 0);
        i = head->next;
        if (is_above_text)
            head->zone = i;
        if (is_body && (head->date != 0 || cell->line > 30))
            break;
    }
}

void
tc_head_clear(TcHead *head)
{
    g_clear_pointer(&head->cells, g_array_unref);
    g_clear_pointer(&head->number, g_free);
    g_clear_pointer(&head->place, g_free);
    g_clear_pointer(&head->title, g_free);
    g_clear_pointer(&head->headline, g_free);
    g_clear_pointer(&head->caption_org, g_free);
}

/* Makes control characters, NUL among them, gaps; ends of lines and tabs stay. */
static void
drop_controls(char *text, gsize len)
{
    static const guint64 ones = 0x0101010101010101u, high = 0x8080808080808080u;
    for (gsize i = 0; i < len; i++) {
        guint64 eight;
        /* Eight bytes at once, if none of them is below a space or 7f. */
        while (len - i >= sizeof eight) {
            memcpy(&eight, text + i, sizeof eight);
            const guint64 deleted = eight ^ (0x7f * ones);
            if ((((eight - 0x20 * ones) & ~eight) | ((deleted - ones) & ~deleted)) & high)
                break;
            i += sizeof eight;
        }
        if (i < len && ((guchar)text[i] < ' ' || text[i] == 0x7f) && text[i] != '\n' &&
            text[i] != '\t')
            text[i] = ' ';
    }
}

/* At most `max` bytes of `text`, from its start or its end, cut between characters and in NFC. NULL
 * when they are not UTF-8. */
static char *
take_text(const char *text, gsize len, gsize max, gboolean is_from_end, gsize *taken)
{
    const char *start = text;
    const char *end = text + len;
    if (len > max && is_from_end) {
        start = end - max;
        while (start < end && (*start & 0xC0) == 0x80)
            start++;
    } else if (len > max) {
        end = text + max;
        while (end > text && (*end & 0xC0) == 0x80)
            end--;
    }
    *taken = (gsize)(end - start);
    g_autofree char *copy = g_malloc(*taken + 1);
    memcpy(copy, start, *taken);
    copy[*taken] = '\0';
    drop_controls(copy, *taken);
    /* Only combining marks (U+0300..U+036F) matter, and few texts have any. */
    gboolean has_marks = memchr(copy, 0xcc, *taken) != NULL || memchr(copy, 0xcd, *taken) != NULL;
    if (!tc_utf8_is_valid(copy, *taken))
        return NULL;
    if (!has_marks)
        return g_steal_pointer(&copy);
    g_autoptr(GString) composed = g_string_sized_new(*taken);
    if (!tc_normalize(TC_NORMAL_NFC, copy, *taken, composed, NULL))
        return NULL;
    *taken = composed->len;
    return g_string_free(g_steal_pointer(&composed), FALSE);
}

/* Where the signature stands when annexes follow it: before and after the addressees, or behind the
 * clause that tells who adopted it. NULL when neither is there. */
static const char *
find_end_of_document(const char *text, gsize len)
{
    static const char *const anchors[] = {"Nơi nhận",
                                          "NƠI NHẬN",
                                          "này đã được",
                                          "này được Ủy ban Thường vụ",
                                          "này được Uỷ ban Thường vụ",
                                          "này được Quốc hội nước"};
    const char *first = NULL;
    for (gsize i = 0; i < G_N_ELEMENTS(anchors); i++) {
        const char *at = memmem(text, len, anchors[i], strlen(anchors[i]));
        if (at != NULL && (first == NULL || at < first))
            first = at;
    }
    return first;
}

/* Who signed above the first annexes, some of which may be none. Notes in `document` where in
 * `text`, of which `body` is a part, the first begins. */
static char *
find_signer_above_annexes(const char *text, const char *body, gsize len, TcDocument *document)
{
    const char *from = body;
    const char *annex = body;
    for (guint i = 0; i < ANNEXES_MAX; i++) {
        annex = tc_annex_find(body, len, annex);
        if (i == 0) {
            document->annex_from = (gsize)(body - text);
            document->annex_at = (gsize)((annex != NULL ? annex : body + len) - text);
        }
        if (annex == NULL)
            return NULL;
        gsize taken;
        g_autofree char *above = take_text(from, (gsize)(annex - from), TAIL_BYTES, TRUE, &taken);
        char *signer = above != NULL && taken > 0 ? tc_signer_find(above, taken) : NULL;
        if (signer != NULL)
            return signer;
        from = annex;
        annex = memchr(annex, '\n', (gsize)(body + len - annex));
        if (annex == NULL)
            return NULL;
        annex++;
    }
    return NULL;
}

/* The day above the signature of an application or the like, which has no letterhead: "Hà Nội, ngày
 * 14 tháng 7 năm 2022" / "Người làm đơn". */
static void
read_day_at_end(const char *text, gsize len, TcDocument *document)
{
    g_autoptr(GArray) cells = tc_cells_split(text, len, CELLS_MAX);
    for (guint i = 0; i + 1 < cells->len; i++) {
        const TcCell *cell = tc_cell_at(cells, i);
        TcHead tail = {.cells = cells};
        if (cell->end - cell->start > DAY_AT_END_BYTES ||
            !tc_head_read_place_and_date(&tail, cell, cell->start, cell->end))
            continue;
        gboolean is_blank = tail.is_date_blank;
        gboolean is_signed = FALSE;
        for (guint k = i + 1; k < cells->len && k <= i + CAPTION_BELOW_DAY; k++) {
            const TcCell *below = tc_cell_at(cells, k);
            is_signed = is_signed || tc_is_writer(below->start, below->end) ||
                        tc_is_signature(below->start, below->end);
        }
        g_free(tail.place);
        if (is_signed && tail.date != 0)
            document->date = tail.date;
        if (is_signed || is_blank)
            return;
    }
}

/* Reads what stands at the end: who signed, at which session it was adopted, who presided. */
static void
read_end(const char *text, gsize len, guint body_line, gboolean is_date_blank, TcDocument *document)
{
    /* A short text ends within its head: the letterhead is no signature. */
    const char *body = text;
    for (guint line = 0; line < body_line; line++) {
        const char *next = memchr(body, '\n', (gsize)(text + len - body));
        if (next == NULL)
            return;
        body = next + 1;
    }
    gsize body_len = (gsize)(text + len - body);
    gsize end_len;
    g_autofree char *end = take_text(body, body_len, TAIL_BYTES, TRUE, &end_len);
    if (end == NULL)
        return;
    if (document->date == 0 && !is_date_blank && document->type != NULL &&
        tc_type_is_in_title(document->type))
        read_day_at_end(end, end_len, document);
    if (document->org == NULL && document->type != NULL)
        document->org = tc_signature_body(end, end_len);
    document->signer = find_signer_above_annexes(text, body, body_len, document);
    if (document->signer == NULL)
        document->signer = tc_signer_find(end, end_len);
    tc_head_read_adoption(end, end_len, document);
    if (document->chair == NULL && document->type != NULL &&
        strcmp(document->type, "Biên bản") == 0)
        document->chair = tc_chair_find(end, end_len);
    const char *anchor = body_len > TAIL_BYTES ? find_end_of_document(body, body_len) : NULL;
    if (anchor == NULL)
        return;
    const char *start = anchor - body > BEFORE_ANCHOR_BYTES ? anchor - BEFORE_ANCHOR_BYTES : body;
    while (start < anchor && (*start & 0xC0) == 0x80)
        start++;
    gsize around_len;
    g_autofree char *around =
        take_text(start, (gsize)(text + len - start), TAIL_BYTES, FALSE, &around_len);
    if (around == NULL)
        return;
    if (document->signer == NULL)
        document->signer = tc_signer_find(around, around_len);
    tc_head_read_adoption(around, around_len, document);
}

void
tc_header_read_box(const char *text, gsize len, TcDocument *document)
{
    TcHead head = {.text = text, .len = len};
    head.cells = tc_cells_split(text, len, CELLS_MAX);
    tc_head_read_box(&head, document);
    tc_head_fill_string(&document->number, &head.number, TC_HEADER_FIELD_MAX);
    tc_head_fill_string(&document->org, &head.caption_org, TC_HEADER_ORG_MAX);
    if (document->type == NULL && head.type != NULL)
        document->type = g_strdup(head.type);
    if (document->date == 0)
        document->date = head.date;
    tc_head_clear(&head);
}

/* An act that the gazette shows as put together of others has its own letterhead at its end:
 * "BỘ TÀI CHÍNH  XÁC THỰC VĂN BẢN HỢP NHẤT" / "Số: 12/VBHN-BTC  Hà Nội, ngày 22 tháng 4 năm 2026".
 */
static void
read_authentication(TcHead *head, const char *text, gsize len)
{
    static const char caption[] = "XÁC THỰC VĂN BẢN HỢP NHẤT";
    enum { LINES_ABOVE = 5, BYTES_BELOW = 1500 };
    const char *found = memmem(text, len, caption, strlen(caption));
    if (found == NULL)
        return;
    const char *from = memrchr(text, '\n', (gsize)(found - text));
    from = from != NULL ? from + 1 : text;
    for (guint i = 0; i < LINES_ABOVE && from > text; i++) {
        const char *line = memrchr(text, '\n', (gsize)(from - 1 - text));
        line = line != NULL ? line + 1 : text;
        const gboolean is_empty = line == from - 1;
        if ((!is_empty && !tc_is_capitals(line, from - 1) &&
             tc_phrase_at(line, from - 1, "số") == NULL &&
             tc_phrase_at(line, from - 1, "nơi nhận") == NULL) ||
            tc_is_signature(line, from - 1))
            break;
        from = line;
    }
    gsize before = (gsize)(found - from);
    TcHead own = {.text = NULL};
    g_autofree char *start =
        take_text(from, (gsize)(text + len - from), before + BYTES_BELOW, FALSE, &own.len);
    char *mark = start != NULL ? memmem(start, own.len, caption, strlen(caption)) : NULL;
    if (mark == NULL)
        return;
    memset(mark, ' ', strlen(caption));
    own.text = start;
    own.cells = tc_cells_split(own.text, own.len, CELLS_MAX);
    read_head(&own);
    const char *type = own.number != NULL ? tc_type_of_symbol(own.symbol) : NULL;
    if (type != NULL && strcmp(type, "Văn bản hợp nhất") == 0) {
        head->number = g_steal_pointer(&own.number);
        g_strlcpy(head->symbol, own.symbol, sizeof(head->symbol));
        head->date = own.date;
        g_free(head->place);
        head->place = g_steal_pointer(&own.place);
        /* Other bodies are of the acts that it was put together of, or those whom it is sent to. */
        while (own.org_count > 0 && own.org[own.org_count - 1].start > mark)
            own.org_count--;
        head->org_count = 0;
        g_free(head->caption_org);
        head->caption_org = tc_head_issuer(&own, start, own.len);
    }
    tc_head_clear(&own);
}

/* Days of the text of a scan beside the one that it has. */
typedef struct {
    guint32 date;
    guint count;
    guint later; /* by a year or more */
} OtherDays;

static void
count_day(const TcDate *date, gpointer user)
{
    enum { YEAR = 10000 };
    OtherDays *days = user;
    if (date->type != TC_DATE_DAY || date->from == 0 || date->is_year_inferred ||
        date->from == days->date)
        return;
    days->count++;
    days->later += date->from >= days->date + YEAR;
}

/* The year of a scan was misread where all days that its text names are later: what it is based on
 * comes before it. */
static void
drop_misread_day(TcHead *head)
{
    OtherDays days = {.date = head->date};
    if (head->date == 0)
        return;
    tc_dates_find(head->text, head->len, count_day, &days);
    if (days.count == 0 || days.later < days.count)
        return;
    head->date = 0;
    head->is_date_blank = TRUE;
}

/* As text is read that is searched. */
static void
make_plain(char **text, gsize *len)
{
    g_autoptr(GString) plain = g_string_new(NULL);
    if (!tc_letters_make_plain(*text, *len, plain))
        return;
    g_free(*text);
    *len = plain->len;
    *text = g_string_free(g_steal_pointer(&plain), FALSE);
}

/* tc_header_read(), with or without what stands at the end. */
static void
read_header(const char *text, gsize len, gboolean has_end, TcDocument *document)
{
    TcHead head = {.text = NULL, .is_scan = document->is_ocr};
    document->annex_at = 0;
    g_autofree char *start = take_text(text, len, HEAD_BYTES, FALSE, &head.len);
    if (start == NULL)
        return;
    make_plain(&start, &head.len);
    g_autofree char *lines = document->layout != NULL ? g_strdup(start) : NULL;
    tc_lines_mend(&start, &head.len);
    head.text = start;
    head.cells = tc_cells_split(head.text, head.len, CELLS_MAX);
    if (lines != NULL) {
        tc_cells_note_looks(head.cells, start, lines, document->layout);
        head.usual_size = tc_layout_usual_size(document->layout);
    }
    tc_head_leave_out_stamps(&head);
    if (head.is_scan)
        tc_head_leave_out_specks(&head);
    tc_head_leave_out_contents(&head);
    tc_head_mark_box(&head);
    tc_head_mark_incoming(&head);
    read_head(&head);
    if (head.is_scan)
        drop_misread_day(&head);
    tc_head_read_box(&head, document);
    if (document->title != NULL && tc_head_is_from_markup(document))
        tc_head_read_name(&head, document->title);
    tc_head_read_number_of_heading(&head);
    /* A document that a page shows has its own day. */
    gboolean is_of_page = !head.is_of_record && !(head.has_motto && head.number != NULL);
    gboolean is_article = head.number == NULL && head.type == NULL && !head.has_motto;
    gboolean is_dated = head.date != 0 || (is_of_page && head.page_date != 0);
    if (document->title != NULL && document->is_page)
        tc_head_read_page_day(&head, text, len, document->title);
    if (is_article)
        tc_head_take_date(&head, document->published);
    if (is_of_page)
        tc_head_take_date(&head, head.page_date);
    gboolean is_report =
        !is_dated && head.number == NULL && head.type == NULL && tc_head_read_report(&head);
    if (head.date == 0 && head.type != NULL)
        tc_head_read_minutes(&head);
    if (head.type != NULL && head.has_motto && head.number == NULL)
        read_authentication(&head, text, len);
    gboolean is_official =
        tc_head_is_official(&head) || head.type != NULL || head.is_letter || head.has_labels;
    guint body_line = head.zone < head.cells->len ? tc_head_cell(&head, head.zone)->line : 0;
    gboolean is_date_blank = head.is_date_blank;
    if (head.is_scan && head.title != NULL)
        head.title = tc_head_mend_spelling(tc_head_mend_about(tc_head_strip_specks(head.title)));
    tc_head_fill(&head, text, len, document);
    tc_head_read_meeting(&head, is_report, document);
    tc_head_clear(&head);

    if (has_end && is_official && document->signer == NULL)
        read_end(text, len, body_line, is_date_blank, document);
}

void
tc_header_read(const char *text, gsize len, TcDocument *document)
{
    g_return_if_fail(text != NULL || len == 0);
    g_return_if_fail(document != NULL);
    read_header(text, len, TRUE, document);
}

void
tc_header_read_start(const char *text, gsize len, TcDocument *document)
{
    g_return_if_fail(text != NULL || len == 0);
    g_return_if_fail(document != NULL);
    read_header(text, len, FALSE, document);
}
