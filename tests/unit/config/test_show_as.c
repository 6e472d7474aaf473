/* config/show_as.c: what paths are called on other machines, and back. */
#include "config/show_as.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>

static GPtrArray *
list_of(const char *const *lines)
{
    GPtrArray *list = tc_show_as_new();
    for (; *lines != NULL; lines++) {
        g_autoptr(GError) error = NULL;
        cr_assert(tc_show_as_add(list, *lines, "/home/an", &error), "%s: %s", *lines,
                  error != NULL ? error->message : "");
    }
    return list;
}

static const char *const office[] = {"/srv/kho -> \\\\mc01\\Kho",
                                     "/srv/kho/mật/ -> M:\\",
                                     "/srv/mac->/Volumes/kho/",
                                     "~/riêng -> smb://mc02/An",
                                     "/srv/khác -> \\\\\\\\mc01\\\\chung\\\\khác",
                                     NULL};

Test(show_as, the_longest_place_counts_and_both_ways_agree)
{
    static const struct {
        const char *real;
        const char *shown;
        const char *uri;
    } rows[] = {
        {"/srv/kho", "\\\\mc01\\Kho", "file://mc01/Kho"},
        {"/srv/kho/a b.doc", "\\\\mc01\\Kho\\a b.doc", "file://mc01/Kho/a%20b.doc"},
        {"/srv/kho/a.zip!/b/c.doc", "\\\\mc01\\Kho\\a.zip!\\b\\c.doc", "file://mc01/Kho/a.zip"},
        {"/srv/kho/mật", "M:\\", "file:///M:/"},
        {"/srv/kho/mật/x", "M:\\x", "file:///M:/x"},
        {"/srv/kho/mật2/x", "\\\\mc01\\Kho\\mật2\\x", "file://mc01/Kho/m%E1%BA%ADt2/x"},
        {"/srv/mac/x", "/Volumes/kho/x", "file:///Volumes/kho/x"},
        {"/home/an/riêng/x y", "smb://mc02/An/x y", "smb://mc02/An/x%20y"},
        {"/srv/khác/x", "\\\\mc01\\chung\\khác\\x", "file://mc01/chung/kh%C3%A1c/x"},
    };
    g_autoptr(GPtrArray) list = list_of(office);
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *shown = tc_show_as(list, rows[i].real);
        g_autofree char *uri = tc_show_as_uri(list, rows[i].real);
        g_autofree char *real = tc_show_as_real(list, shown);
        cr_expect(eq(str, shown, (char *)rows[i].shown));
        cr_expect(eq(str, uri, (char *)rows[i].uri));
        /* A folder may come with a slash at its end, as "M:\" has it. */
        if (real != NULL && g_str_has_suffix(real, "/"))
            real[strlen(real) - 1] = '\0';
        cr_expect(eq(str, real, (char *)rows[i].real));
    }
}

Test(show_as, what_the_list_is_not_about_stays)
{
    static const char *const others[] = {"/srv/khoa/x", "/srv", "/", "srv/kho", ""};
    g_autoptr(GPtrArray) list = list_of(office);
    for (gsize i = 0; i < G_N_ELEMENTS(others); i++) {
        g_autofree char *shown = tc_show_as(list, others[i]);
        g_autofree char *uri = tc_show_as_uri(list, others[i]);
        g_autofree char *real = tc_show_as_real(list, others[i]);
        cr_expect(eq(str, shown, (char *)others[i]));
        cr_expect(uri == NULL && real == NULL, "%s", others[i]);
    }
    g_autofree char *here = tc_show_as_real(list, "/srv/kho/x");
    cr_expect(here == NULL);
    g_autofree char *shown = tc_show_as(NULL, "/srv/kho");
    cr_expect(eq(str, shown, (char *)"/srv/kho"));
}

Test(show_as, windows_tells_neither_slashes_nor_capitals_apart_nor_how_letters_are_composed)
{
    static const struct {
        const char *typed;
        const char *real;
    } rows[] = {
        {"//MC01/kho/x", "/srv/kho/x"},
        {"\\\\mc01\\kho/a\\b", "/srv/kho/a/b"},
        {"\\\\mc01\\CHUNG\\kha\u0301c\\x", "/srv/khác/x"},
        {"m:/x", "/srv/kho/mật/x"},
        {"SMB://mc02/an/x", "/home/an/riêng/x"},
        {"\\\\mc01\\kh", NULL},
        {"\\\\mc01\\kho2", NULL},
        {"mc01\\kho", NULL},
        {"/volumes/kho/x", NULL},
    };
    g_autoptr(GPtrArray) list = list_of(office);
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *real = tc_show_as_real(list, rows[i].typed);
        cr_expect(g_strcmp0(real, rows[i].real) == 0, "%s: %s", rows[i].typed, real);
    }
}

Test(show_as, the_root_of_either_machine)
{
    static const char *const lines[] = {"/ -> R:", "/srv -> /", NULL};
    g_autoptr(GPtrArray) list = list_of(lines);
    g_autofree char *root = tc_show_as(list, "/");
    g_autofree char *file = tc_show_as(list, "/etc/x");
    g_autofree char *srv = tc_show_as(list, "/srv");
    g_autofree char *below = tc_show_as(list, "/srv/x");
    g_autofree char *back = tc_show_as_real(list, "r:\\etc\\x");
    g_autofree char *back_root = tc_show_as_real(list, "R:");
    cr_expect(eq(str, root, (char *)"R:\\"));
    cr_expect(eq(str, file, (char *)"R:\\etc\\x"));
    cr_expect(eq(str, srv, (char *)"/"));
    cr_expect(eq(str, below, (char *)"/x"));
    cr_expect(eq(str, back, (char *)"/etc/x"));
    cr_expect(eq(str, back_root, (char *)"/"));
}

Test(show_as, parts_of_a_place)
{
    static const struct {
        const char *part;
        const char *first; /* of the list, or NULL */
        guint count;
    } rows[] = {
        {"mc01", "/srv/kho", 2},     {"kho\\2020", "/srv/kho/2020", 1},
        {"mc01/kho", "/srv/kho", 1}, {"\\\\mc01\\kho\\x", "/srv/kho/x", 1},
        {"2020", NULL, 0},           {"", NULL, 0},
        {"\\\\", NULL, 0},           {"chung", "/srv/khác", 1},
    };
    static const char *const lines[] = {"/srv/kho -> \\\\mc01\\Kho", "/srv/khác -> \\\\mc01\\chung",
                                        NULL};
    g_autoptr(GPtrArray) list = list_of(lines);
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_auto(GStrv) parts = tc_show_as_parts(list, rows[i].part);
        cr_expect(eq(u32, g_strv_length(parts), rows[i].count), "%s", rows[i].part);
        cr_expect(g_strcmp0(parts[0], rows[i].first) == 0, "%s: %s", rows[i].part, parts[0]);
    }
}
