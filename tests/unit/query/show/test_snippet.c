/* Snippets as the program gives them, for texts of every shape. */
#include "query/show/snippet.h"
#include "tests/unit/query/support.h"
#include "tests/unit/rows.h"

#define ELLIPSIS "…"

/* About 12,000 words in sentences; the words of the queries below are not among them. */
static char *
filler(guint sentences)
{
    static const char *const words[] = {"hội",   "nghị", "bàn", "việc", "làm",  "giao",
                                        "thông", "trên", "địa", "bàn",  "rộng", "lớn"};
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < sentences; i++) {
        for (guint j = 0; j < 12; j++)
            g_string_append_printf(text, "%s%s", j > 0 ? " " : "", words[(i + j * 5) % 12]);
        g_string_append(text, i % 7 == 6 ? ".\n\n" : ". ");
    }
    return g_string_free(text, FALSE);
}

/* The hit for `query` in the index that hit_for() made last. */
static json_t *
hit_again(const char *query)
{
    json_t *hits = hits_of(query);
    json_t *hit = json_incref(hit_at(hits, "/doc"));

    cr_assert(hit != NULL);
    json_decref(hits);
    return hit;
}

static json_t *
hit_for(const char *text, const char *query)
{
    TcSampleDocument documents[] = {
        {.path = "/doc", .text = text},
        {.path = "/other", .text = "Danh sách khách mời dự lễ"},
    };

    make_index("i", documents, G_N_ELEMENTS(documents));
    return hit_again(query);
}

/* The snippet without the ellipses of its ends. */
static char *
shown(const json_t *hit)
{
    const char *snippet = string_of(hit, "snippet");
    gsize len = strlen(snippet);

    if (g_str_has_prefix(snippet, ELLIPSIS)) {
        snippet += strlen(ELLIPSIS);
        len -= strlen(ELLIPSIS);
    }
    if (len >= strlen(ELLIPSIS) && strcmp(snippet + len - strlen(ELLIPSIS), ELLIPSIS) == 0)
        len -= strlen(ELLIPSIS);
    return g_strndup(snippet, len);
}

/* That `part` stands in `text`, spaces being equal, and begins and ends with whole words. */
static void
assert_whole_words(const char *text, const char *part)
{
    /* A GRegex would copy and check the whole text again for each space. */
    g_autofree char *even = g_new(char, strlen(text) + 1);
    gsize len = 0;
    for (const char *p = text; *p != '\0'; p++)
        if (!g_ascii_isspace(*p))
            even[len++] = *p;
        else if (p == text || !g_ascii_isspace(p[-1]))
            even[len++] = ' ';
    even[len] = '\0';
    const char *at = strstr(even, part);

    cr_assert(at != NULL, "%s", part);
    if (at > even)
        cr_assert(eq(int, g_unichar_isalnum(g_utf8_get_char(g_utf8_prev_char(at))), 0), "%s", part);
    cr_assert(eq(int, g_unichar_isalnum(g_utf8_get_char(at + strlen(part))), 0), "%s", part);
}

TestSuite(snippet, .init = folder_make, .fini = folder_remove);

static const guint places[] = {0, 1, 5, 40, 300, 999};

ROW_COUNT(snippet_places, shows_the_passage_wherever_it_stands, 2 * G_N_ELEMENTS(places))

/* Even rows composed, odd ones decomposed. */
ROW_TEST(size_t *row, snippet_places, shows_the_passage_wherever_it_stands, .init = folder_make,
         .fini = folder_remove)
{
    static const char *const passage = "Tỉnh ủy đẩy mạnh cải cách hành chính toàn diện";
    g_autofree char *before = filler(places[*row / 2]);
    g_autofree char *after = filler(1000 - places[*row / 2]);
    g_autofree char *composed = g_strconcat(before, passage, ". ", after, NULL);
    GNormalizeMode mode = *row % 2 == 0 ? G_NORMALIZE_NFC : G_NORMALIZE_NFD;
    g_autofree char *text = g_utf8_normalize(composed, -1, mode);
    g_autofree char *expect_shown = g_utf8_normalize(passage, -1, mode);
    g_autofree char *expect_lit = g_utf8_normalize("cải cách hành chính", -1, mode);
    static const char *const queries[] = {"cải cách hành chính", "\"cải cách hành chính\"",
                                          "cai cach hanh chinh", "+cải +chính +cách +hành"};

    for (gsize i = 0; i < G_N_ELEMENTS(queries); i++) {
        json_t *hit = i == 0 ? hit_for(text, queries[i]) : hit_again(queries[i]);
        g_autofree char *lit = lit_in(hit);
        g_autofree char *part = shown(hit);

        assert_contains(part, expect_shown);
        assert_str(lit, expect_lit, "%s", queries[i]);
        assert_whole_words(text, part);
        cr_assert(le(int, (int)g_utf8_strlen(part, -1),
                     TC_SNIPPET_CHARACTERS + 20 + 60 * (int)(*row % 2)));
        cr_assert(
            eq(int, g_str_has_prefix(string_of(hit, "snippet"), ELLIPSIS), places[*row / 2] > 0));
        cr_assert(
            eq(int, g_str_has_suffix(string_of(hit, "snippet"), ELLIPSIS), places[*row / 2] < 999));
        json_decref(hit);
    }
}

Test(snippet, a_short_text_is_shown_whole)
{
    json_t *hit = hit_for("  Về cải cách\r\n\thành chính. \n", "cải cách");

    assert_str(string_of(hit, "snippet"), "Về cải cách hành chính.");
    json_decref(hit);
}

Test(snippet, punctuation_around_the_text_is_shown)
{
    json_t *hit = hit_for("“Cải cách!” (1)…", "cải cách");

    assert_str(string_of(hit, "snippet"), "“Cải cách!” (1)…");
    json_decref(hit);
}

Test(snippet, begins_with_the_sentence_where_that_is_near)
{
    g_autofree char *before = filler(40);
    g_autofree char *after = filler(40);
    g_autofree char *text = g_strconcat(before, "Nay ban hành quy chế lễ tân. ", after, NULL);
    json_t *hit = hit_for(text, "quy chế lễ tân");

    cr_assert(g_str_has_prefix(string_of(hit, "snippet"), ELLIPSIS "Nay ban hành quy chế"), "%s",
              string_of(hit, "snippet"));
    json_decref(hit);
}

Test(snippet, control_and_direction_characters_are_left_out)
{
    json_t *hit = hit_for("Lũ\x01 \x1B[31mqu\u00ADét\u202E \u2066tràn\u2069 về\x7F\xC2\x85"
                          "bản\u200F.",
                          "lũ tràn bản");
    g_autofree char *lit = lit_in(hit);

    assert_str(string_of(hit, "snippet"), "Lũ [31mquét tràn về bản.");
    assert_str(lit, "Lũ|tràn|bản");
    json_decref(hit);
}

/* One word, one rule or one blank may be as long as the file. */
Test(snippet, whatever_is_endless_is_cut)
{
    static const char *const endless[] = {"a", "á", "-", ".", "=", "😀", "\n", "a\u0301\u0323"};

    for (gsize i = 0; i < G_N_ELEMENTS(endless); i++) {
        for (guint side = 0; side < 4; side++) {
            g_autoptr(GString) text = g_string_new(side == 0 ? "lễ tân " : side == 3 ? "" : "x ");
            g_autofree char *index = in_folder("i");

            for (guint j = 0; j < 20000; j++)
                g_string_append(text, endless[i]);
            g_string_append(text, side % 2 == 1 ? " lễ tân" : side == 2 ? " lễ tân y" : "");
            folder_delete(index);

            json_t *hit = hit_for(text->str, "lễ tân");
            g_autofree char *lit = lit_in(hit);

            cr_assert(lt(sz, strlen(string_of(hit, "snippet")), 6000), "%s, %u", endless[i], side);
            assert_str(lit, "lễ tân", "%s, %u: %s", endless[i], side, string_of(hit, "snippet"));
            json_decref(hit);
        }
    }
}

Test(snippet, the_query_lights_every_match_that_is_shown)
{
    json_t *hit = hit_for("Đất đai, đất ở; ĐẤT rừng (đất) và đất-đai.", "đất");
    g_autofree char *lit = lit_in(hit);

    assert_str(lit, "Đất|đất|ĐẤT|đất|đất");
    json_decref(hit);
}

Test(snippet, the_tier_is_that_of_the_farthest_word_shown)
{
    static const struct {
        const char *text, *query, *tier;
    } cases[] = {
        {"Xã Hòa Bình", "xã Hòa Bình", "exact"},
        {"Xã Hoà Bình", "xã Hòa Bình", "spelling"},
        {"Xã Hoà Bình", "xã Hoa Binh", "toneless"},
        {"Đường Hoà Bình", "duong Hoa Binh", "bare"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *index = in_folder("i");

        folder_delete(index);

        json_t *hit = hit_for(cases[i].text, cases[i].query);

        assert_str(string_of(hit, "tier"), cases[i].tier, "%s", cases[i].query);
        json_decref(hit);
    }
}
