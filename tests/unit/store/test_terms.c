#include "store/terms.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static gboolean
print_term(const char *term, gsize term_len, const guint32 *positions, gsize count, gpointer user)
{
    GString *out = user;

    g_string_append_len(out, term, (gssize)term_len);
    for (gsize i = 0; i < count; i++)
        g_string_append_printf(out, " %u", positions[i]);
    g_string_append_c(out, '\n');
    return TRUE;
}

static gboolean
stop_at_once(G_GNUC_UNUSED const char *term, G_GNUC_UNUSED gsize term_len,
             G_GNUC_UNUSED const guint32 *positions, G_GNUC_UNUSED gsize count, gpointer user)
{
    ++*(guint *)user;
    return FALSE;
}

static void
add(TcTerms *terms, const char *term, guint32 position)
{
    tc_terms_add(terms, term, strlen(term), position);
}

Test(terms, come_in_byte_order_with_positions_ascending)
{
    g_autoptr(TcTerms) terms = tc_terms_new();
    g_autoptr(GString) out = g_string_new(NULL);

    add(terms, "b", 3);
    add(terms, "a", G_MAXUINT32);
    add(terms, "ab", 4);
    add(terms, "a", 2);
    add(terms, "path", 0);
    add(terms, "a", 70000);
    add(terms, "b", 0);
    tc_terms_add(terms, "a\0b", 3, 1);
    cr_assert(tc_terms_each(terms, print_term, out));
    cr_assert(eq(u32, tc_terms_count(terms), 5));
    cr_assert(
        eq(sz, out->len, strlen("a 2 70000 4294967295\na") + 1 + strlen("b 1\nab 4\nb 3\npath\n")));
    cr_assert(memcmp(out->str, "a 2 70000 4294967295\na\0b 1\nab 4\nb 3\npath\n", out->len) == 0);
}

Test(terms, the_function_can_stop)
{
    g_autoptr(TcTerms) terms = tc_terms_new();
    guint calls = 0;

    cr_assert(tc_terms_each(terms, stop_at_once, &calls), "nothing to stop at");
    add(terms, "a", 1);
    add(terms, "b", 2);
    cr_assert(not(tc_terms_each(terms, stop_at_once, &calls)));
    cr_assert(eq(u32, calls, 1));
}

typedef struct {
    guint64 sum;
    gsize count;
    guint terms;
} Totals;

static gboolean
sum_up(G_GNUC_UNUSED const char *term, G_GNUC_UNUSED gsize term_len, const guint32 *positions,
       gsize count, gpointer user)
{
    Totals *totals = user;

    for (gsize i = 0; i < count; i++) {
        if (i > 0 && positions[i] <= positions[i - 1])
            return FALSE;
        totals->sum += positions[i];
    }
    totals->count += count;
    totals->terms++;
    return TRUE;
}

/* Long enough for chunks of every size, and for buffers that are given back. */
Test(terms, nothing_is_lost_of_a_long_document_nor_left_for_the_next)
{
    static const guint lengths[] = {1000, 3000000, 1000, 500000, 1000, 20, 1, 1000};
    g_autoptr(TcTerms) terms = tc_terms_new();

    for (gsize round = 0; round < G_N_ELEMENTS(lengths); round++) {
        const guint words = lengths[round];
        Totals totals = {0};
        guint64 sum = 0;
        guint32 position = 0;

        for (guint i = 0; i < words; i++) {
            char name[16];

            /* One word stands everywhere, others in a few places, every tenth only here. */
            g_snprintf(name, sizeof name, "%u", i % 3 == 0 ? 0 : i % 10 == 1 ? i : i % 977);
            position += 1 + i % 300;
            sum += position;
            add(terms, name, position);
        }
        cr_assert(tc_terms_each(terms, sum_up, &totals));
        cr_assert(eq(u64, totals.sum, sum));
        cr_assert(eq(sz, totals.count, words));
        cr_assert(eq(u32, totals.terms, tc_terms_count(terms)));
        cr_assert(ge(sz, tc_terms_cost(terms), words));
        tc_terms_reset(terms);
        cr_assert(eq(u32, tc_terms_count(terms), 0));
        cr_assert(eq(sz, tc_terms_cost(terms), 0));
    }
}
