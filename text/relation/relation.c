#include "text/relation/relation.h"

#include "base/free.h"
#include "text/key/letter.h"
#include "text/number/number.h"
#include "text/relation/place.h"

#include <string.h>

enum { FIELDS = 7, FIELDS_MAX = 8 };

static const struct {
    const char *name;
    char letter;
    const char *names[4];
} kinds[] = {
    [TC_RELATION_REPLACES] = {"replaces", 'r', {"thay-thế"}},
    [TC_RELATION_REPEALS] = {"repeals", 'x', {"bãi-bỏ", "hủy-bỏ", "huỷ-bỏ"}},
    [TC_RELATION_AMENDS] = {"amends", 'a', {"sửa-đổi", "bổ-sung"}},
    [TC_RELATION_CORRECTS] = {"corrects", 'c', {"đính-chính"}},
    [TC_RELATION_IMPLEMENTS] = {"implements", 'i', {"hướng-dẫn", "thi-hành"}},
    [TC_RELATION_BASED_ON] = {"based_on", 'b', {"căn-cứ"}},
    [TC_RELATION_PROMULGATES] = {"promulgates", 'p', {"ban-hành"}},
};
G_STATIC_ASSERT(G_N_ELEMENTS(kinds) == TC_RELATION_KIND_COUNT);

const char *
tc_relation_kind_name(TcRelationKind kind)
{
    return kinds[kind].name;
}

const char *const *
tc_relation_kind_names(TcRelationKind kind)
{
    return kinds[kind].names;
}

char
tc_relation_letter(TcRelationKind kind)
{
    return kinds[kind].letter;
}

gboolean
tc_relation_kind_parse(const char *name, TcRelationKind *kind)
{
    for (guint i = 0; i < TC_RELATION_KIND_COUNT; i++)
        if (strcmp(kinds[i].name, name) == 0) {
            *kind = (TcRelationKind)i;
            return TRUE;
        }
    return FALSE;
}

void
tc_relation_free(TcRelation *relation)
{
    if (relation == NULL)
        return;
    tc_free_all(relation->number, relation->type, relation->title, relation->scope, relation->org,
                relation);
}

/* ---- members ---- */

static void
tell(const char *name, const char *value, TcRelationMemberFunc func, gpointer user)
{
    if (value != NULL)
        func(name, value, user);
}

static void
tell_day(const char *name, guint32 day, TcRelationMemberFunc func, gpointer user)
{
    char text[32];

    if (day == 0)
        return;
    if (day % 10000 == 0)
        g_snprintf(text, sizeof text, "%04u", day / 10000);
    else
        g_snprintf(text, sizeof text, "%04u-%02u-%02u", day / 10000, day / 100 % 100, day % 100);
    func(name, text, user);
}

void
tc_relation_each_member(const TcRelation *relation, TcRelationMemberFunc func, gpointer user)
{
    tell("kind", tc_relation_kind_name(relation->kind), func, user);
    tell("number", relation->number, func, user);
    tell("type", relation->type, func, user);
    tell("title", relation->title, func, user);
    tell_day("date", relation->date, func, user);
    tell("scope", relation->scope, func, user);
    tell_day("effective", relation->effective, func, user);
    tell("org", relation->org, func, user);
}

/* ---- lines ---- */

static void
append_field(GString *out, const char *value, char end)
{
    const char *p = value != NULL ? value : "";
    const char *stop = p + strlen(p);
    if (stop - p > TC_RELATION_FIELD_MAX) {
        stop = p + TC_RELATION_FIELD_MAX;
        while (stop > p && ((guchar)*stop & 0xC0) == 0x80)
            stop--;
    }
    for (; p < stop; p++)
        g_string_append_c(out, g_ascii_iscntrl(*p) ? ' ' : *p);
    g_string_append_c(out, end);
}

static void
append_day(GString *out, guint32 day, char end)
{
    if (day != 0)
        g_string_append_printf(out, "%08u", day);
    g_string_append_c(out, end);
}

char *
tc_relations_write(const GPtrArray *relations)
{
    if (relations == NULL || relations->len == 0)
        return NULL;
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < MIN(relations->len, TC_RELATIONS_MAX); i++) {
        gsize before = out->len;
        const TcRelation *relation = g_ptr_array_index(relations, i);
        append_field(out, tc_relation_kind_name(relation->kind), '\t');
        append_field(out, relation->number, '\t');
        append_field(out, relation->type, '\t');
        append_field(out, relation->title, '\t');
        append_day(out, relation->date, '\t');
        append_field(out, relation->scope, '\t');
        append_day(out, relation->effective, relation->org != NULL ? '\t' : '\n');
        if (relation->org != NULL)
            append_field(out, relation->org, '\n');
        if (out->len > TC_RELATIONS_BYTES_MAX) {
            g_string_truncate(out, before);
            break;
        }
    }
    return g_string_free(out, FALSE);
}

static char *
read_field(const char *value)
{
    return *value != '\0' ? g_strdup(value) : NULL;
}

/* FALSE when it is neither a day nor empty. */
static gboolean
read_day(const char *value, guint32 *day)
{
    *day = 0;
    if (*value == '\0')
        return TRUE;
    if (strlen(value) != 8 || strspn(value, "0123456789") != 8)
        return FALSE;
    *day = (guint32)g_ascii_strtoull(value, NULL, 10);
    return TRUE;
}

GPtrArray *
tc_relations_read(const char *lines)
{
    GPtrArray *relations = g_ptr_array_new_with_free_func((GDestroyNotify)tc_relation_free);
    while (lines != NULL && *lines != '\0' && relations->len < TC_RELATIONS_MAX) {
        gsize len = strcspn(lines, "\n");
        g_autofree char *line = g_strndup(lines, len);
        g_auto(GStrv) fields = g_strsplit(line, "\t", FIELDS_MAX + 1);
        TcRelation read = {.number = NULL};
        gsize count = g_strv_length(fields);
        gboolean has_org = count == FIELDS_MAX && *fields[FIELDS] != '\0';
        if ((count == FIELDS || has_org) && tc_relation_kind_parse(fields[0], &read.kind) &&
            read_day(fields[4], &read.date) && read_day(fields[6], &read.effective)) {
            read.number = read_field(fields[1]);
            read.type = read_field(fields[2]);
            read.title = read_field(fields[3]);
            read.scope = read_field(fields[5]);
            read.org = has_org ? g_strdup(fields[FIELDS]) : NULL;
            g_ptr_array_add(relations, g_memdup2(&read, sizeof read));
        }
        lines += len + (lines[len] != '\0');
    }
    return relations;
}

/* ---- names ---- */

/* Append the bare words of `text` with a space between, and before the first when there is
 * something already. */
static void
append_bare(GString *out, const char *text)
{
    const char *end = text + strlen(text);
    while (text < end) {
        TcLetters word;
        gsize len = tc_letters_read(text, end, &word);
        if (len == 0) {
            text = g_utf8_next_char(text);
            continue;
        }
        if (out->len > 0)
            g_string_append_c(out, ' ');
        tc_letters_append_bare(&word, out);
        text += len;
    }
}

/* "Về việc ...", "V/v ...": a subject says no more with it. */
static gsize
about_len(const char *bare)
{
    static const char *const openers[] = {"ve viec ", "ve ", "v v "};
    for (gsize i = 0; i < G_N_ELEMENTS(openers); i++)
        if (g_str_has_prefix(bare, openers[i]))
            return strlen(openers[i]);
    return 0;
}

/* What a document without a number is called: the bare words of its type and title, cut to what a
 * key holds. NULL when there is no title. */
static char *
bare_name(const char *type, const char *title)
{
    if (title == NULL)
        return NULL;
    g_autoptr(GString) name = g_string_new(NULL);
    g_autoptr(GString) kind = g_string_new(NULL);
    append_bare(name, title);
    append_bare(kind, type != NULL ? type : "");
    if (name->len == 0)
        return NULL;
    gboolean begins = kind->len > 0 && g_str_has_prefix(name->str, kind->str);
    if (!begins && kind->len > 0) {
        g_string_erase(name, 0, (gssize)about_len(name->str));
        g_string_append_c(kind, ' ');
        g_string_prepend(name, kind->str);
    }
    if (name->len > TC_RELATION_KEY_MAX - 1)
        g_string_truncate(name, TC_RELATION_KEY_MAX - 1);
    return g_strdup(name->str);
}

static gboolean
parse_number(const char *text, TcNumber *number)
{
    if (text == NULL)
        return FALSE;
    g_autofree char *said = g_strconcat("số ", text, NULL);
    return tc_number_parse(said, strlen(said), number);
}

static gboolean
are_same_bare(const char *a, const char *b)
{
    g_autoptr(GString) left = g_string_new(NULL);
    g_autoptr(GString) right = g_string_new(NULL);
    append_bare(left, a);
    append_bare(right, b);
    return strcmp(left->str, right->str) == 0;
}

/* Whether only one body gives out numbers with this symbol: the Government, a ministry, but not
 * "the people's committee". */
static gboolean
is_of_one_body(const char *symbol)
{
    static const char *const central[] = {"cp", "ttg", "ctn", "tw", "vpcp", "hdbt", "ct"};
    const char *issuer = strchr(symbol, '-');
    if (g_str_has_prefix(symbol, "qh") || g_str_has_prefix(symbol, "ubtvqh") ||
        strstr(symbol, "qh1") != NULL || strstr(symbol, "hdnn") != NULL)
        return TRUE;
    issuer = issuer != NULL ? issuer + 1 : symbol;
    for (gsize i = 0; i < G_N_ELEMENTS(central); i++)
        if (strcmp(issuer, central[i]) == 0)
            return TRUE;
    /* Ministries: "bnv", "btc", "bgddt"; "nhnn", "tandtc", "ktnn". */
    return (*issuer == 'b' && strlen(issuer) >= 3 && !g_str_has_prefix(issuer, "bql") &&
            !g_str_has_prefix(issuer, "bcd") && !g_str_has_prefix(issuer, "btg") &&
            !g_str_has_prefix(issuer, "btv") && !g_str_has_prefix(issuer, "bch") &&
            !g_str_has_prefix(issuer, "bct") && !g_str_has_prefix(issuer, "bvd")) ||
           strcmp(issuer, "bct") == 0 || strcmp(issuer, "nhnn") == 0 ||
           strcmp(issuer, "tandtc") == 0 || strcmp(issuer, "ktnn") == 0;
}

/* Whether a law is meant that is called otherwise than `document`. */
static gboolean
is_other_law(const TcRelation *relation, const TcNamed *document)
{
    static const char law[] = "Luật";
    if (g_strcmp0(relation->type, law) != 0)
        return FALSE;
    g_autofree char *said = bare_name(law, relation->title);
    g_autofree char *own = bare_name(law, document->title);
    return said != NULL && own != NULL && !g_str_has_prefix(said, own) &&
           !g_str_has_prefix(own, said);
}

gboolean
tc_relation_names(const TcRelation *relation, const char *org, const TcNamed *document)
{
    gboolean is_year_only = relation->date != 0 && relation->date % 10000 == 0;
    gboolean is_same_day = relation->date != 0 && relation->date == document->date;
    gboolean is_same_year = relation->date != 0 && document->date / 10000 == relation->date / 10000;
    if (relation->date != 0 && document->date != 0 && !is_same_day &&
        !(is_year_only && is_same_year))
        return FALSE;
    if (relation->type != NULL && document->type != NULL &&
        !are_same_bare(relation->type, document->type))
        return FALSE;
    if (relation->number != NULL) {
        TcNumber said;
        TcNumber own;
        if (!parse_number(relation->number, &said) || !parse_number(document->number, &own) ||
            strcmp(said.key, own.key) != 0)
            return FALSE;
        if (!is_of_one_body(said.key + said.symbol) &&
            tc_places_differ(relation->org != NULL ? relation->org : org, document->org))
            return FALSE;
        /* Laws of the nineties share the number and the day of who promulgated them. */
        if (is_same_day)
            return said.year != 0 || !is_other_law(relation, document);
        gboolean is_dated = said.year != 0 || is_same_year;
        gboolean is_same_body =
            org != NULL && document->org != NULL && are_same_bare(org, document->org);
        return is_dated && (is_of_one_body(said.key + said.symbol) || is_same_body);
    }
    if (relation->title != NULL) {
        g_autofree char *said = bare_name(relation->type, relation->title);
        g_autofree char *own = bare_name(document->type, document->title);
        return said != NULL && own != NULL && strcmp(said, own) == 0 &&
               (is_same_day || is_same_year);
    }
    return is_same_day && relation->type != NULL && org != NULL && document->org != NULL &&
           are_same_bare(org, document->org);
}

/* ---- keys ---- */

static void
append_day_key(GString *out, guint32 date, const char *type)
{
    g_string_append_printf(out, "D%08u", date);
    g_autoptr(GString) bare = g_string_new(NULL);
    append_bare(bare, type);
    g_string_append(out, bare->str);
}

gboolean
tc_relation_key(const TcRelation *relation, char key[TC_RELATION_KEY_MAX + 1])
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autofree char *name = bare_name(relation->type, relation->title);
    TcNumber number;
    if (parse_number(relation->number, &number))
        g_string_append_printf(out, "N%s", number.key);
    else if (name != NULL)
        g_string_append_printf(out, "T%s", name);
    else if (relation->date % 10000 != 0 && relation->type != NULL)
        append_day_key(out, relation->date, relation->type);
    if (out->len == 0 || out->len > TC_RELATION_KEY_MAX)
        return FALSE;
    memcpy(key, out->str, out->len + 1);
    return TRUE;
}

void
tc_named_keys(const TcNamed *document, TcRelationKeyFunc func, gpointer user)
{
    g_autoptr(GString) out = g_string_new(NULL);
    g_autofree char *name = bare_name(document->type, document->title);
    TcNumber number;
    if (parse_number(document->number, &number)) {
        g_string_printf(out, "N%s", number.key);
        func(out->str, user);
    }
    if (name != NULL) {
        g_string_printf(out, "T%s", name);
        func(out->str, user);
    }
    if (document->date != 0 && document->type != NULL) {
        g_string_truncate(out, 0);
        append_day_key(out, document->date, document->type);
        if (out->len <= TC_RELATION_KEY_MAX)
            func(out->str, user);
    }
}
