#include "text/relation/place.h"
#include "text/relation/relation.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static const TcRelation replaced = {
    .kind = TC_RELATION_REPLACES,
    .number = (char *)"12/2010/QĐ-UBND",
    .type = (char *)"Quyết định",
    .date = 20100305,
    .scope = (char *)"khoản 2 Điều 5",
    .effective = 20210101,
};
static const TcRelation of_place = {
    .kind = TC_RELATION_REPEALS,
    .number = (char *)"12/2010/QĐ-UBND",
    .date = 20100305,
    .org = (char *)"UBND tỉnh Bắc Giang",
};
static const TcRelation law = {
    .kind = TC_RELATION_BASED_ON,
    .type = (char *)"Luật",
    .title = (char *)"Luật Đất đai",
    .date = 20130000,
};
static const TcRelation old_law = {.number = (char *)"35-L/CTN",
                                   .type = (char *)"Luật",
                                   .title = (char *)"Luật Chợ phiên",
                                   .date = 19961204};

Test(relation, lines_hold_all)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new();
    g_ptr_array_add(list, (gpointer)&replaced);
    g_ptr_array_add(list, (gpointer)&law);
    g_ptr_array_add(list, (gpointer)&of_place);
    g_autofree char *lines = tc_relations_write(list);
    cr_assert(eq(str, lines,
                 (char *)"replaces\t12/2010/QĐ-UBND\tQuyết định\t\t20100305\tkhoản 2 Điều "
                         "5\t20210101\nbased_on\t\tLuật\tLuật Đất đai\t20130000\t\t\n"
                         "repeals\t12/2010/QĐ-UBND\t\t\t20100305\t\t\tUBND tỉnh Bắc Giang\n"));
    g_autoptr(GPtrArray) read = tc_relations_read(lines);
    cr_assert(eq(u32, read->len, 3));
    const TcRelation *last = g_ptr_array_index(read, 2);
    cr_assert(eq(str, last->org, of_place.org));
    const TcRelation *first = g_ptr_array_index(read, 0);
    cr_assert(first->kind == TC_RELATION_REPLACES);
    cr_assert(eq(str, first->number, replaced.number));
    cr_assert(eq(str, first->scope, replaced.scope));
    cr_assert(eq(u32, first->effective, replaced.effective));
    g_autofree char *again = tc_relations_write(read);
    cr_assert(eq(str, again, lines));
}

Test(relation, a_place_ends_with_its_name)
{
    const struct {
        const char *text;
        const char *level; /* NULL: no place */
        const char *name;
        const char *rest;
    } places[] = {
        {"tỉnh Bà Rịa - Vũng Tàu về việc", "tinh", "ba ria vung tau", " về việc"},
        {"tỉnh Kon Tum Ban hành Quy định", "tinh", "kon tum", " Ban hành Quy định"},
        {"TP. Huế;", "thanh pho", "hue", ";"},
        {"Quận 1, thành phố", "quan", "1", ", thành phố"},
        {"tỉnh", "tinh", "", ""},
        {"tỉnh quy định", "tinh", "", " quy định"},
        {"thị xã Sông La", "thi xa", "song la", ""},
        {"Sở Nội vụ", NULL, NULL, NULL},
        {"", NULL, NULL, NULL},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(places); i++) {
        TcPlace place;
        const char *text = places[i].text;
        gboolean is_place = tc_place_at(text, text + strlen(text), &place);
        cr_assert(is_place == (places[i].level != NULL), "%s", text);
        if (!is_place)
            continue;
        cr_expect(eq(str, (char *)place.level, (char *)places[i].level));
        cr_expect(eq(str, place.name, (char *)places[i].name));
        cr_expect(eq(str, (char *)place.end, (char *)places[i].rest));
    }
}

Test(relation, nothing_is_no_line)
{
    g_autoptr(GPtrArray) none = tc_relations_read(NULL);
    cr_assert(eq(u32, none->len, 0));
    cr_assert(tc_relations_write(none) == NULL);
}

Test(relation, lines_that_are_none_are_passed_over)
{
    g_autoptr(GPtrArray) read = tc_relations_read("\n\t\t\nkills\t1/QĐ\t\t\t\t\t\nreplaces\t1\n"
                                                  "replaces\t1\t\t\t2010\t\t\n"
                                                  "replaces\t1\t\t\t\t\t\t\n"
                                                  "repeals\t2/QĐ-UBND\t\t\t\t\t");
    cr_assert(eq(u32, read->len, 1));
    const TcRelation *only = g_ptr_array_index(read, 0);
    cr_assert(eq(str, only->number, (char *)"2/QĐ-UBND"));
}

Test(relation, a_long_list_is_cut_between_lines)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new();
    g_autofree char *title = g_strnfill(3 * TC_RELATION_FIELD_MAX, 'a');
    TcRelation named = law;
    named.title = title;
    for (guint i = 0; i < 2 * TC_RELATIONS_MAX; i++)
        g_ptr_array_add(list, &named);
    g_autofree char *lines = tc_relations_write(list);
    cr_assert(strlen(lines) <= TC_RELATIONS_BYTES_MAX);
    g_autoptr(GPtrArray) read = tc_relations_read(lines);
    cr_assert(read->len > 0 && read->len <= TC_RELATIONS_MAX);
    const TcRelation *last = g_ptr_array_index(read, read->len - 1);
    cr_assert(eq(sz, strlen(last->title), TC_RELATION_FIELD_MAX));
}

typedef struct {
    const char *what;
    const TcRelation *relation;
    const char *org;
    TcNamed named;
    gboolean is_same;
} Pair;

#define DISTRICT "Ủy ban nhân dân huyện Mỹ An"

static const TcRelation no_day = {.number = (char *)"12/2010/QĐ-UBND"};
static const TcRelation decree = {.number = (char *)"15/2020/NĐ-CP"};
static const TcRelation no_year = {.number = (char *)"58/QĐ-TTg"};
static const TcRelation of_2014 = {.number = (char *)"58/QĐ-TTg", .date = 20140000};
static const TcRelation of_2012 = {.number = (char *)"58/QĐ-TTg", .date = 20120000};
static const TcRelation own_law = {.number = (char *)"13/2010/QH12",
                                   .type = (char *)"Luật",
                                   .title = (char *)"Luật Chợ đêm",
                                   .date = 20100617};

static const Pair pairs[] = {
    {"number, type and day",
     &replaced,
     DISTRICT,
     {"12/2010/QĐ-UBND", "Quyết định", DISTRICT, "Về chợ", 20100305},
     TRUE},
    {"another way to write the number",
     &replaced,
     DISTRICT,
     {"012/2010/QĐ–UBND", "QUYẾT ĐỊNH", NULL, NULL, 20100305},
     TRUE},
    {"another day",
     &replaced,
     DISTRICT,
     {"12/2010/QĐ-UBND", "Quyết định", DISTRICT, "Về chợ", 20100306},
     FALSE},
    {"another type",
     &replaced,
     DISTRICT,
     {"12/2010/QĐ-UBND", "Chỉ thị", DISTRICT, NULL, 20100305},
     FALSE},
    {"no day: the same body",
     &no_day,
     DISTRICT,
     {"12/2010/QĐ-UBND", "Quyết định", DISTRICT, NULL, 20100305},
     TRUE},
    {"no day: another body",
     &no_day,
     DISTRICT,
     {"12/2010/QĐ-UBND", "Quyết định", "Ủy ban nhân dân huyện Sông Nước", NULL, 20100305},
     FALSE},
    {"no day: the Government",
     &decree,
     DISTRICT,
     {"15/2020/NĐ-CP", "Nghị định", "Chính phủ", NULL, 20200203},
     TRUE},
    {"no year at all",
     &no_year,
     NULL,
     {"58/QĐ-TTg", "Quyết định", "Thủ tướng Chính phủ", NULL, 20140109},
     FALSE},
    {"a year",
     &of_2014,
     NULL,
     {"58/QĐ-TTg", "Quyết định", "Thủ tướng Chính phủ", NULL, 20140109},
     TRUE},
    {"another year",
     &of_2012,
     NULL,
     {"58/QĐ-TTg", "Quyết định", "Thủ tướng Chính phủ", NULL, 20140109},
     FALSE},
    {"a law by name and year",
     &law,
     NULL,
     {"45/2013/QH13", "Luật", "Quốc hội", "LUẬT ĐẤT ĐAI", 20131129},
     TRUE},
    {"a law of another year",
     &law,
     NULL,
     {"13/2003/QH11", "Luật", "Quốc hội", "LUẬT ĐẤT ĐAI", 20031126},
     FALSE},
    {"another law of the year",
     &law,
     NULL,
     {"38/2013/QH13", "Luật", "Quốc hội", "LUẬT VIỆC LÀM", 20131116},
     FALSE},
    {"a law of the nineties",
     &old_law,
     NULL,
     {"35-L/CTN", "Luật", "Quốc hội", "CHỢ PHIÊN", 19961204},
     TRUE},
    {"a law of the nineties whose title is longer",
     &old_law,
     NULL,
     {"35-L/CTN", "Luật", "Quốc hội", "LUẬT CHỢ PHIÊN VÀ CHỢ NỔI", 19961204},
     TRUE},
    {"a law of the nineties whose title is not known",
     &old_law,
     NULL,
     {"35-L/CTN", "Luật", "Quốc hội", NULL, 19961204},
     TRUE},
    {"another law that was promulgated by that number on that day",
     &old_law,
     NULL,
     {"35-L/CTN", "Luật", "Quốc hội", "BẾN ĐÒ", 19961204},
     FALSE},
    {"a decision of another province with that number and day",
     &replaced,
     "Ủy ban nhân dân tỉnh Sông La",
     {"12/2010/QĐ-UBND", "Quyết định", "Ủy ban nhân dân tỉnh Sông Mã", NULL, 20100305},
     FALSE},
    {"one of the council of the same province",
     &replaced,
     "Hội đồng nhân dân tỉnh Sông La",
     {"12/2010/QĐ-UBND", "Quyết định", "UBND tỉnh Sông La", NULL, 20100305},
     TRUE},
    {"one of a district that has the name of the province",
     &replaced,
     "Ủy ban nhân dân tỉnh Sông La",
     {"12/2010/QĐ-UBND", "Quyết định", "Ủy ban nhân dân huyện Sông La", NULL, 20100305},
     FALSE},
    {"the decision of a province that is part of another now, as the text says",
     &of_place,
     "Ủy ban nhân dân tỉnh Bắc Ninh",
     {"12/2010/QĐ-UBND", "Quyết định", "Ủy ban nhân dân tỉnh Bắc Giang", NULL, 20100305},
     TRUE},
    {"not the own one, where the text says another",
     &of_place,
     "Ủy ban nhân dân tỉnh Bắc Ninh",
     {"12/2010/QĐ-UBND", "Quyết định", "Ủy ban nhân dân tỉnh Bắc Ninh", NULL, 20100305},
     FALSE},
    {"of a body of no place that is known",
     &replaced,
     "Bộ Nội vụ",
     {"12/2010/QĐ-UBND", "Quyết định", "Ủy ban nhân dân tỉnh Bắc Ninh", NULL, 20100305},
     TRUE},
    {"the city in short",
     &replaced,
     "UBND TP.HCM",
     {"12/2010/QĐ-UBND", "Quyết định", "Ủy ban nhân dân thành phố Hồ Chí Minh", NULL, 20100305},
     TRUE},
    {"the city with a shorter word for it",
     &replaced,
     "UBND TP Sông La",
     {"12/2010/QĐ-UBND", "Quyết định", "Ủy ban nhân dân thành phố Sông La", NULL, 20100305},
     TRUE},
    {"a law whose number is its own",
     &own_law,
     NULL,
     {"13/2010/QH12", "Luật", "Quốc hội", "CHỢ NỔI", 20100617},
     TRUE},
};

Test(relation, names_what_it_is_about)
{
    for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++)
        cr_expect(tc_relation_names(pairs[i].relation, pairs[i].org, &pairs[i].named) ==
                      pairs[i].is_same,
                  "%s", pairs[i].what);
}

static void
append_member(const char *name, const char *value, gpointer user)
{
    g_string_append_printf(user, "%s=%s;", name, value);
}

Test(relation, members_are_told_but_for_what_is_not_said)
{
    g_autoptr(GString) told = g_string_new(NULL);
    tc_relation_each_member(&replaced, append_member, told);
    cr_expect(eq(str, told->str,
                 (char *)"kind=replaces;number=12/2010/QĐ-UBND;type=Quyết định;date=2010-03-05;"
                         "scope=khoản 2 Điều 5;effective=2021-01-01;"));
    g_string_truncate(told, 0);
    tc_relation_each_member(&law, append_member, told);
    cr_expect(eq(str, told->str, (char *)"kind=based_on;type=Luật;title=Luật Đất đai;date=2013;"));
}

static void
look_for(const char *key, gpointer user)
{
    const char **wanted = user;
    if (*wanted != NULL && strcmp(key, *wanted) == 0)
        *wanted = NULL;
}

Test(relation, keys_meet_where_names_do)
{
    for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++) {
        char key[TC_RELATION_KEY_MAX + 1];
        if (!pairs[i].is_same)
            continue;
        cr_assert(tc_relation_key(pairs[i].relation, key), "%s", pairs[i].what);
        const char *wanted = key;
        tc_named_keys(&pairs[i].named, look_for, &wanted);
        cr_expect(wanted == NULL, "%s: %s", pairs[i].what, key);
    }
}

Test(relation, a_kind_alone_has_no_key)
{
    char key[TC_RELATION_KEY_MAX + 1];
    TcRelation empty = {.kind = TC_RELATION_REPEALS, .type = (char *)"Quyết định"};
    cr_assert(not(tc_relation_key(&empty, key)));
}

Test(relation, districts_of_one_name_are_told_by_their_provinces)
{
    static const char *const a = "Ủy ban nhân dân huyện Mỹ An, tỉnh Sông La";
    cr_expect(tc_places_differ(a, "UBND huyện Mỹ An, tỉnh Sông Mã"));
    cr_expect(not(tc_places_differ(a, "UBND huyện Mỹ An, tỉnh Sông La")));
    cr_expect(not(tc_places_differ(a, "UBND huyện Mỹ An")), "its province is not said");
    cr_expect(tc_places_differ(a, "UBND tỉnh Sông La"), "the province is another body");
    cr_expect(not(tc_places_differ(a, "UBND huyện")), "it is not named");
}
