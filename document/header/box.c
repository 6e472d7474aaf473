/* The box in which portals of laws tell what a document is: "Số hiệu: 12/2020/QĐ-UBND", "Loại văn
 * bản | Quyết định", "Người ký" above a name. */
#include "document/header/head.h"
#include "document/header/header.h"
#include "document/header/name/name.h"
#include "text/key/letter.h"

#include <string.h>

enum {
    VALUE_BYTES_MAX = 200,
    LINES_TO_VALUE_MAX = 2,
    FIELDS_MIN = 2,
    COLUMN_FIELDS_MIN = 3,
    COLUMN_CELLS_MAX = 40,
};

typedef enum { BOX_NUMBER, BOX_TYPE, BOX_ORG, BOX_DATE, BOX_SIGNER, BOX_FIELDS } BoxField;

/* Longer labels come before those that they begin with. */
static const struct {
    const char *label;
    BoxField field;
} labels[] = {
    {"số hiệu", BOX_NUMBER},
    {"số hiệu văn bản", BOX_NUMBER},
    {"số ký hiệu", BOX_NUMBER},
    {"số ký hiệu văn bản", BOX_NUMBER},
    {"số kí hiệu", BOX_NUMBER},
    {"ký hiệu văn bản", BOX_NUMBER},
    {"sohieu", BOX_NUMBER},
    {"loại văn bản", BOX_TYPE},
    {"hình thức văn bản", BOX_TYPE},
    {"thể loại văn bản", BOX_TYPE},
    {"loaivanban", BOX_TYPE},
    {"cơ quan ban hành", BOX_ORG},
    {"cơ quan ban hành văn bản", BOX_ORG},
    {"nơi ban hành", BOX_ORG},
    {"đơn vị ban hành", BOX_ORG},
    {"ngày ban hành", BOX_DATE},
    {"ngày ban hành văn bản", BOX_DATE},
    {"ngày ký", BOX_DATE},
    {"ngày ký xác thực", BOX_DATE},
    {"ngaybanhanh", BOX_DATE},
    {"người ký", BOX_SIGNER},
    {"người ký văn bản", BOX_SIGNER},
    {"nguoiky", BOX_SIGNER},
};

typedef struct {
    char *values[BOX_FIELDS]; /* owned */
    gboolean is_list;         /* at this label values of several documents stand */
} Box;

/* The field whose label stands at `p`; BOX_FIELDS if there is none. `after` gets the end of the
 * label. */
static BoxField
field_at(const char *p, const char *end, const char **after)
{
    BoxField field = BOX_FIELDS;
    *after = NULL;
    /* What the labels begin with. */
    const char first = tc_first_letter(p, end);
    if (first == '\0' || strchr("sklhtcnd", first) == NULL)
        return BOX_FIELDS;
    for (gsize i = 0; i < G_N_ELEMENTS(labels); i++) {
        const char *found = tc_phrase_at(p, end, labels[i].label);
        if (found != NULL && (*after == NULL || found > *after)) {
            *after = found;
            field = labels[i].field;
        }
    }
    return field;
}

/* What the cell `i`, whose label ends at `after`, tells, or the cell behind or below it. */
static gboolean
find_value(const TcHead *head, guint i, const char *after, const char **start, const char **end)
{
    const TcCell *cell = tc_head_cell(head, i);
    const char *p = after;
    while (p < cell->end && strchr("* ", *p) != NULL)
        p++;
    *start = tc_skip_between(p, cell->end);
    *end = cell->end;
    /* "Số hiệu 09/2025/TT-BNNMT": it must be all that such a field may have. */
    if (*start < cell->end)
        return TRUE;
    const TcCell *next = i + 1 < head->cells->len ? tc_head_cell(head, i + 1) : NULL;
    if (next == NULL || next->line > cell->line + LINES_TO_VALUE_MAX)
        return FALSE;
    *start = tc_skip_between(next->start, next->end);
    *end = next->end;
    /* "Số ký hiệu | Ngày ban hành | Trích yếu" is the heading of a list. */
    return field_at(*start, *end, &p) == BOX_FIELDS;
}

/* The number that is all of `value`; NULL when it is none. */
static char *
read_number(const char *value, TcNumber *number)
{
    static const char introduction[] = "số ";
    g_autofree char *said = g_strconcat(introduction, value, NULL);
    gsize start, end;
    if (!tc_number_find_first(said, strlen(said), number, &start, &end) ||
        start != strlen(introduction) || end != strlen(said))
        return NULL;
    return g_strdup(value);
}

static char *
read_org(const char *value)
{
    const char *end = value + strlen(value);
    const char *state = tc_phrase_find(value, end, "nước cộng hòa", NULL);
    end = state != NULL ? tc_skip_between_back(value, state) : end;
    const TcCell cell = {.start = value, .end = end};
    static const char *const places[] = {"tỉnh", "thành phố"};
    const char *place = tc_phrase_any(value, end, places, G_N_ELEMENTS(places), NULL);
    place = place != NULL ? tc_skip_between(place, end) : NULL;
    if (place != NULL && place < end && tc_phrase_at(place, end, "và") == NULL &&
        tc_next_word(tc_next_word(tc_next_word(place, end), end), end) == end)
        return g_strdup(value);
    return tc_org_begins(value, end) ? tc_org_of_letterhead(&cell, 1) : NULL;
}

/* "Phó Thủ tướng Nguyễn Văn An", "Nguyễn Văn An (Phó Thủ tướng)": a name with at most a position
 * before or behind it. */
static char *
read_signer(const char *value)
{
    const char *end = value + strlen(value);
    const char *after = tc_position_at(value, end);
    const char *name = after != NULL ? tc_skip_between(after, end) : value;
    /* "Thượng tướng Lê Văn Mẫu" */
    const char *honour = tc_honour_at(name, end, NULL);
    if (honour != NULL)
        name = tc_skip_between(honour, end);
    const char *note = strchr(name, '(');
    end = note != NULL ? tc_skip_between_back(name, note) : end;
    if (tc_person_at(name, end, FALSE) != end || tc_org_begins(name, end))
        return NULL;
    return g_strndup(name, (gsize)(end - name));
}

/* `value` as it is kept for `field`; NULL when it is none. */
static char *
read_value(BoxField field, const char *value)
{
    const char *end = value + strlen(value);
    const char *type;
    TcFoundDay day;
    switch (field) {
    case BOX_NUMBER:
        return read_number(value, &(TcNumber){0});
    case BOX_TYPE:
        return tc_type_at(value, end, &type) == end && *type != '\0' ? g_strdup(value) : NULL;
    case BOX_ORG:
        return read_org(value);
    case BOX_DATE:
        if (!tc_head_find_day(value, end, &day) || day.date.is_year_inferred ||
            day.date.start > 0 || tc_skip_between(value + day.date.end, end) < end)
            return NULL;
        return g_strdup(value);
    default:
        return read_signer(value);
    }
}

/* Takes [start, end), what a box says for `field`, if it is such. */
static void
take_value(BoxField field, const char *start, const char *end, Box *box)
{
    while (start < end && strchr("\"'*", *start) != NULL)
        start++;
    while (end > start && strchr("\"'*", end[-1]) != NULL)
        end--;
    g_autofree char *tidy = tc_tidy(start, end, VALUE_BYTES_MAX);
    g_autofree char *value = tidy != NULL ? read_value(field, tidy) : NULL;
    if (value == NULL)
        return;
    if (box->values[field] != NULL && strcmp(box->values[field], value) != 0)
        box->is_list = TRUE;
    g_free(box->values[field]);
    box->values[field] = g_steal_pointer(&value);
}

/* Where the next label begins in a line that has several, "155/KH-UBND Loại văn bản: Kế hoạch";
 * `end` when there is none. */
static const char *
next_label(const char *p, const char *end)
{
    enum { WORDS_MAX = 4 };
    const char *colon = memchr(p, ':', (gsize)(end - p));
    const char *label = colon;
    for (guint words = 0; colon != NULL && words < WORDS_MAX && label > p; words++) {
        label = tc_space_skip_back(p, label);
        while (label > p && !g_ascii_isspace(label[-1]))
            label--;
        if (label > p && g_unichar_isupper(g_utf8_get_char(label)))
            return label;
    }
    return end;
}

/* Reads the field at `p` in the cell `i`. Returns where the next one in it may begin. */
static const char *
read_field(const TcHead *head, guint i, const char *p, Box *box)
{
    const TcCell *cell = tc_head_cell(head, i);
    const char *after;
    BoxField field = field_at(p, cell->end, &after);
    const char *start;
    const char *end;
    if (field == BOX_FIELDS) {
        /* The value of a label that is not known may have one behind it. */
        const char *colon = memchr(p, ':', (gsize)(cell->end - p));
        return colon != NULL ? next_label(colon + 1, cell->end) : cell->end;
    }
    if (!find_value(head, i, after, &start, &end))
        return cell->end;
    const char *next = start < cell->end && start >= cell->start ? next_label(start, end) : end;
    take_value(field, start, next == end ? end : tc_space_skip_back(start, next), box);
    return start >= cell->start && next < cell->end ? next : cell->end;
}

static void
read_cell(const TcHead *head, guint i, Box *box)
{
    const TcCell *cell = tc_head_cell(head, i);
    for (const char *p = tc_skip_between(cell->start, cell->end); p < cell->end;)
        p = read_field(head, i, p, box);
}

/* "Tỉnh Nghệ An", which some portals say for whoever has the letters of `symbol` there: "Ủy ban
 * nhân dân tỉnh Nghệ An". NULL when the letters do not tell; other names as they are. */
static char *
body_of_place(const char *value, const char *symbol)
{
    static const char *const places[] = {"tỉnh", "thành phố"};
    const char *end = value + strlen(value);
    gsize which;
    const char *name = tc_phrase_any(value, end, places, G_N_ELEMENTS(places), &which);
    if (name == NULL)
        return g_strdup(value);
    const char *body = strstr(symbol, "ubnd") != NULL   ? "Ủy ban nhân dân"
                       : strstr(symbol, "hdnd") != NULL ? "Hội đồng nhân dân"
                                                        : NULL;
    return body != NULL ? g_strconcat(body, " ", places[which], name, NULL) : NULL;
}

/* Takes from the box what the text itself does not tell. */
static void
take_box(const Box *box, TcHead *head, TcDocument *document)
{
    TcFoundDay day;
    const char *type;
    TcNumber number = {0};
    gboolean has_own = head->number != NULL || head->has_motto;
    if (box->values[BOX_NUMBER] != NULL && head->number == NULL) {
        head->number = read_number(box->values[BOX_NUMBER], &number);
        g_strlcpy(head->symbol, number.key + number.symbol, sizeof head->symbol);
    }
    if (box->values[BOX_TYPE] != NULL && head->type == NULL) {
        const char *value = box->values[BOX_TYPE];
        tc_type_at(value, value + strlen(value), &type);
        head->type = type;
    }
    /* The day of a page is the day of the news on it. */
    if (box->values[BOX_DATE] != NULL && (head->date == 0 || !has_own)) {
        const char *value = box->values[BOX_DATE];
        tc_head_find_day(value, value + strlen(value), &day);
        head->date = day.date.from;
    }
    if (box->values[BOX_ORG] != NULL && head->caption_org == NULL)
        head->caption_org = body_of_place(box->values[BOX_ORG], head->symbol);
    if (box->values[BOX_SIGNER] != NULL && document->signer == NULL)
        document->signer = g_strdup(box->values[BOX_SIGNER]);
}

/* Whether the line that starts with the cell `i` has two cells. `next` gets the cell behind it. */
static gboolean
is_pair(const TcHead *head, guint i, guint *next)
{
    guint line = tc_head_cell(head, i)->line;
    *next = i;
    while (*next < head->cells->len && tc_head_cell(head, *next)->line == line)
        (*next)++;
    return *next == i + 2;
}

/* The same for a box where labels and values have lines of their own: from its first label to its
 * last value. */
static void
mark_column(TcHead *head)
{
    guint first = 0;
    guint last = 0;
    guint seen = 0; /* fields, one bit for each */
    for (guint i = 0; i + 1 < head->cells->len; i++) {
        const TcCell *cell = tc_head_cell(head, i);
        const TcCell *value = tc_head_cell(head, i + 1);
        const char *after;
        if (cell->end[-1] != ':')
            continue;
        BoxField field = field_at(cell->start, cell->end, &after);
        if (field == BOX_FIELDS || after == cell->end || *after != ':' || after + 1 != cell->end ||
            value->line == cell->line || value->line > cell->line + LINES_TO_VALUE_MAX)
            continue;
        first = seen == 0 ? i : first;
        last = i + 1;
        seen |= 1u << field;
    }
    /* One or two of them may be lines of a letterhead. */
    guint count = 0;
    for (; seen > 0; seen >>= 1)
        count += seen & 1;
    if (count < COLUMN_FIELDS_MIN || last - first > COLUMN_CELLS_MAX)
        return;
    for (guint k = first; k <= last; k++)
        tc_cell_at(head->cells, k)->is_taken = TRUE;
}

void
tc_head_mark_box(TcHead *head)
{
    guint next;
    mark_column(head);
    for (guint i = 0; i < head->cells->len; i = next) {
        guint rows = 0;
        gboolean is_box = FALSE;
        guint at = i;
        for (; at < head->cells->len && is_pair(head, at, &next) &&
               (rows == 0 || tc_head_cell(head, at)->line == tc_head_cell(head, at - 1)->line + 1);
             at = next, rows++) {
            const TcCell *cell = tc_head_cell(head, at);
            const char *after;
            is_box |= field_at(cell->start, cell->end, &after) != BOX_FIELDS &&
                      tc_skip_between(after, cell->end) == cell->end;
        }
        for (guint k = i; is_box && rows > 1 && k < at; k++)
            tc_cell_at(head->cells, k)->is_taken = TRUE;
        if (rows > 0)
            next = at;
        else
            is_pair(head, i, &next);
    }
}

void
tc_head_read_box(TcHead *head, TcDocument *document)
{
    Box box = {.is_list = FALSE};
    guint count = 0;
    for (guint i = 0; i < head->cells->len; i++) {
        /* A table of the text may look like a box. */
        const TcCell *cell = tc_head_cell(head, i);
        if (cell->end - cell->start <= TC_BODY_LINE_BYTES && tc_head_begins_body(cell, TRUE))
            break;
        read_cell(head, i, &box);
    }
    for (guint i = 0; i < BOX_FIELDS; i++)
        count += box.values[i] != NULL;
    const char *number = box.values[BOX_NUMBER];
    gboolean is_other =
        number != NULL && head->number != NULL && g_ascii_strcasecmp(number, head->number) != 0;
    if (count >= FIELDS_MIN && !box.is_list && !is_other)
        take_box(&box, head, document);
    for (guint i = 0; i < BOX_FIELDS; i++)
        g_free(box.values[i]);
}

/* The stamp of incoming mail, "CÔNG VĂN ĐẾN" / "Số: 1387" / "Ngày: 15/3/2021" / "Chuyển: ...": the
 * number and the day are of who got it, as is the name above. */
void
tc_head_mark_incoming(TcHead *head)
{
    static const char *const captions[] = {"công văn đến", "văn bản đến", "đến", "cv đến"};
    static const char *const rows[] = {
        "số",  "ngày",        "chuyển",           "giờ",     "số đến", "lưu hồ sơ", "lưu hồ sơ số",
        "đến", "kính chuyển", "số và ký hiệu hs", "ngày đến"};
    enum { CELLS = 40, ROWS = 6 };
    for (guint i = 0; i + 1 < head->cells->len && i < CELLS; i++) {
        const TcCell *cell = tc_head_cell(head, i);
        const char *after =
            tc_phrase_any(cell->start, cell->end, captions, G_N_ELEMENTS(captions), NULL);
        if (after == NULL || after != tc_skip_between_back(cell->start, cell->end) ||
            !tc_is_capitals(cell->start, cell->end))
            continue;
        guint last = i;
        for (guint k = i + 1; k < head->cells->len && k <= i + ROWS; k++, last++) {
            const TcCell *row = tc_head_cell(head, k);
            /* "Số: 745/SYT-NVY" is the number of the document. */
            if (tc_phrase_any(row->start, row->end, rows, G_N_ELEMENTS(rows), NULL) == NULL ||
                memchr(row->start, '-', (gsize)(row->end - row->start)) != NULL)
                break;
        }
        if (last == i)
            continue;
        const TcCell *above = i > 0 ? tc_head_cell(head, i - 1) : NULL;
        guint first = above != NULL && i == 1 && tc_org_begins(above->start, above->end) ? 0 : i;
        for (guint k = first; k <= last; k++)
            tc_cell_at(head->cells, k)->is_taken = TRUE;
        return;
    }
}

/* Where the text begins behind "Người ký:", "Thời gian ký: 19.03.2025 15:32:17 +07:00" and the like
 * in `cell`, as the stamp of a digital signature shows them. NULL when it shows none. */
static const char *
signature_label(const TcCell *cell)
{
    static const char *const stamps[] = {"người ký", "ký bởi",  "email",        "cơ quan",
                                         "chức vụ",  "ngày ký", "thời gian ký", "giờ ký"};
    const char *after = tc_phrase_any(cell->start, cell->end, stamps, G_N_ELEMENTS(stamps), NULL);
    return after != NULL && after < cell->end && *after == ':' ? after : NULL;
}

/* Where the stamp ends that begins with the cell `i`, with lines that a scan or a narrow box has
 * broken: "Ký bởi: Văn phòng Ủy ban" / "Nhân dân Thành phố". `i` when no time stands in it. */
static guint
end_of_stamp(const TcHead *head, guint i)
{
    enum { STAMP_CELLS = 8 };
    guint end = i;
    guint seen = 0;
    for (guint k = i; k < head->cells->len && k < i + STAMP_CELLS; k++) {
        const TcCell *cell = tc_head_cell(head, k);
        const char *time = tc_head_stamp_time(cell->start, cell->end);
        const gboolean is_label = signature_label(cell) != NULL;
        const gboolean is_body = !is_label && tc_is_capitals(cell->start, cell->end) &&
                                 tc_org_begins(cell->start, cell->end);
        const gboolean is_day =
            is_label && (tc_phrase_at(cell->start, cell->end, "thời gian ký") != NULL ||
                         tc_phrase_at(cell->start, cell->end, "ngày ký") != NULL);
        seen += is_label;
        if (is_body)
            return end;
        if ((is_day || time != NULL) && seen > 1)
            end = k + 1;
    }
    return end;
}

/* "Thời gian ký: 2025-12-17T07:52:25+07:00" alone, beside the number that was stamped on a page:
 * where it ends if it is the cell `i`, else `i`. */
static guint
end_of_time_of_stamp(const TcHead *head, guint i)
{
    const TcCell *cell = tc_head_cell(head, i);
    const char *after = tc_phrase_at(cell->start, cell->end, "thời gian ký");
    return after != NULL && tc_head_stamp_time(after, cell->end) != NULL ? i + 1 : i;
}

/* "19.09.2019" / "14:15:18 +07:00", the same without a label in a narrow stamp. */
static guint
end_of_parted_time_of_stamp(const TcHead *head, guint i)
{
    if (i + 1 >= head->cells->len)
        return i;
    const TcCell *day = tc_head_cell(head, i);
    const TcCell *hour = tc_head_cell(head, i + 1);
    if (!g_ascii_isdigit(*day->start) || !g_ascii_isdigit(*hour->start))
        return i;
    g_autofree char *whole = g_strdup_printf("%.*s %.*s", (int)(day->end - day->start), day->start,
                                             (int)(hour->end - hour->start), hour->start);
    return tc_head_stamp_time(day->start, day->end) == NULL &&
                   tc_head_stamp_time(whole, whole + strlen(whole)) == whole
               ? i + 2
               : i;
}

/* "SAO Y; Ủy ban nhân dân tỉnh Nghệ An;" / "10/07/2026; 07:50:29 +07:00", the stamp of who copied
 * it: where it ends that begins with the cell `i`, else `i`. */
static guint
end_of_copy_stamp(const TcHead *head, guint i)
{
    enum { LINES_MAX = 3 };
    static const char *const copies[] = {"sao y", "sao lục", "trích sao"};
    const TcCell *cell = tc_head_cell(head, i);
    const char *after = tc_phrase_any(cell->start, cell->end, copies, G_N_ELEMENTS(copies), NULL);

    if (after == NULL || after == cell->end || *after != ';')
        return i;
    for (guint k = i; k < head->cells->len && k < i + LINES_MAX; k++) {
        cell = tc_head_cell(head, k);
        if (tc_head_stamp_time(cell->start, cell->end) != NULL)
            return k + 1;
    }
    return i;
}

/* "TRUNG TÂM CÔNG BÁO" / "congbao@songnuoc.gov.vn" / "18.11.2024 07:25:14" / "+07:00", the same
 * without labels, above a letterhead or apart from it: where it ends that begins with the cell `i`,
 * else `i`. */
static guint
end_of_bare_stamp(const TcHead *head, guint i)
{
    enum { LINES_MAX = 6 };
    const TcCell *first = tc_head_cell(head, i);
    gboolean has_address = FALSE;
    if (i > 0 && tc_head_cell(head, i - 1)->line + 1 >= first->line)
        return i;
    for (guint k = i; k < head->cells->len && k < i + LINES_MAX; k++) {
        const TcCell *cell = tc_head_cell(head, k);
        const gsize len = (gsize)(cell->end - cell->start);
        if (has_address && tc_head_stamp_time(cell->start, cell->end) != NULL)
            return k + 1;
        has_address = has_address || (memchr(cell->start, '@', len) != NULL &&
                                      memchr(cell->start, ' ', len) == NULL);
        if (!has_address && !tc_is_capitals(cell->start, cell->end))
            return i;
    }
    return i;
}

void
tc_head_leave_out_stamps(TcHead *head)
{
    for (guint i = 0; i < head->cells->len;) {
        guint end = signature_label(tc_head_cell(head, i)) != NULL ? end_of_stamp(head, i) : i;
        if (end == i)
            end = end_of_time_of_stamp(head, i);
        if (end == i)
            end = end_of_parted_time_of_stamp(head, i);
        if (end == i)
            end = end_of_copy_stamp(head, i);
        if (end == i)
            end = end_of_bare_stamp(head, i);
        if (end > i)
            g_array_remove_range(head->cells, i, end - i);
        else
            i++;
    }
}

/* "Ngày gửi: 14/11/2017 15:42", "Tiêu đề: ...", "Thời gian: 8 giờ 00, ngày 11-7-2019" */
gboolean
tc_head_read_label(TcHead *head, const TcCell *cell)
{
    static const char *const mail_labels[] = {
        "tiêu đề", "chủ đề", "trích yếu", "subject", "ngày gửi",
        "ngày",    "date",   "thời gian", "từ",      "người gửi",
    };
    enum { TITLES = 4, DATES = 8 };
    gsize which;
    const char *after =
        tc_phrase_any(cell->start, cell->end, mail_labels, G_N_ELEMENTS(mail_labels), &which);
    if (after == NULL || after >= cell->end || *after != ':')
        return FALSE;
    const char *p = tc_skip_between(after, cell->end);
    if (which < TITLES) {
        if (head->title == NULL && p < cell->end)
            head->title = tc_tidy(p, cell->end, TC_TITLE_MAX);
        head->has_labels = TRUE;
        return TRUE;
    }
    if (which < DATES) {
        enum { TIME = 7 };
        TcFoundDay found;
        /* On a page without a type it is the time of something that is told of; in a scan the day
         * above may be written by hand. */
        if (which == TIME && (head->is_scan || (!head->has_type_line && !head->has_labels)))
            return FALSE;
        if (tc_head_find_day(p, cell->end, &found) && !found.date.is_year_inferred)
            tc_head_take_date(head, found.date.from);
        head->has_labels = head->has_labels || found.is_found;
        return found.is_found;
    }
    if (!tc_org_begins(p, cell->end))
        return FALSE;
    if (head->caption_org == NULL) {
        TcCell from = {.start = p, .end = cell->end};
        head->caption_org = tc_org_of_letterhead(&from, 1);
    }
    head->has_labels = TRUE;
    return TRUE;
}
