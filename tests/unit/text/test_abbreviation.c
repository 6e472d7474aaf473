#include "tests/unit/rows.h"
#include "tests/unit/text/collected.h"
#include "text/abbreviation/abbreviation.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>

static char *
join(GPtrArray *strings)
{
    g_ptr_array_add(strings, NULL);
    return g_strjoinv("|", (char **)strings->pdata);
}

static char *
expand(const TcAbbreviations *abbreviations, const char *abbreviation)
{
    g_autoptr(GPtrArray) found = g_ptr_array_new();
    guint count = tc_abbreviations_expand(abbreviations, abbreviation, strlen(abbreviation), found);
    cr_assert(eq(u32, count, found->len));
    return join(found);
}

static const struct {
    const char *abbreviation;
    const char *expansions; /* joined by | */
} lookups[] = {
    {"UBND", "Ủy ban nhân dân"},
    {"ubnd", "Ủy ban nhân dân"},
    {"U.B.N.D", "Ủy ban nhân dân"},
    {"HĐND", "Hội đồng nhân dân"},
    {"hđnd", "Hội đồng nhân dân"},
    {"hdnd", "Hội đồng nhân dân"},
    {"HÐND", "Hội đồng nhân dân"},
    {"KT-XH", "kinh tế - xã hội"},
    {"ktxh", "kinh tế - xã hội"},
    {"kt–xh", "kinh tế - xã hội"},
    {"CCHC", "cải cách hành chính"},
    {"LĐTBXH", "lao động - thương binh và xã hội"},
    {"lđtb&xh", "lao động - thương binh và xã hội"},
    {"NN&PTNT", "nông nghiệp và phát triển nông thôn"},
    {"nnptnt", "nông nghiệp và phát triển nông thôn"},
    {"par index", "chỉ số cải cách hành chính"},
    {"CT", "chỉ thị|chương trình|chủ tịch|công ty"},
    {"TW", "Trung ương"},
    {"đ/c", "đồng chí|địa chỉ"},
    {"TƯ", "Trung ương"},
    {"tphcm", "Thành phố Hồ Chí Minh"},
    {"TP. HCM", "Thành phố Hồ Chí Minh"},
    /* Without marks it stands for those with marks too, after its own. */
    {"da", "dự án|đề án"},
    {"đa", "đề án"},
    {"ĐÂ", ""},
    {"", ""},
    {"-", ""},
    {"UBN", ""},
    {"UBNDX", ""},
    {"ủy ban", ""},
    {"Россия", ""},
    {"\xff", ""},
};

EACH_ROW(abbreviation, expands, lookups)
ROW_TEST(size_t *row, abbreviation, expands)
{
    g_autoptr(TcAbbreviations) abbreviations = tc_abbreviations_new();
    g_autofree char *found = expand(abbreviations, lookups[*row].abbreviation);
    cr_assert(eq(str, found, (char *)lookups[*row].expansions));
}

static const struct {
    const char *text;
    const char *taken;         /* what of the text */
    const char *abbreviations; /* joined by | */
} contractions[] = {
    {"Ủy ban nhân dân tỉnh", "Ủy ban nhân dân", "UB|UBND"},
    {"Uỷ ban nhân dân", "Uỷ ban nhân dân", "UB|UBND"},
    {"ỦY BAN NHÂN DÂN", "ỦY BAN NHÂN DÂN", "UB|UBND"},
    {"uy ban nhan dan tinh", "uy ban nhan dan", "UB|UBND"},
    {"kinh tế-xã hội", "kinh tế-xã hội", "KT-XH|KTXH"},
    {"kinh tế – xã hội.", "kinh tế – xã hội", "KT-XH|KTXH"},
    {"kinh tế xã hội", "kinh tế xã hội", "KT-XH|KTXH"},
    {"phòng chống tham nhũng", "phòng chống tham nhũng", "PCTN"},
    {"phòng, chống tham nhũng, lãng phí", "phòng, chống tham nhũng, lãng phí", "PCTNLP"},
    {"Ủy ban Mặt trận Tổ quốc Việt Nam", "Ủy ban Mặt trận Tổ quốc Việt Nam", "UBMTTQVN"},
    {"khoa học kĩ thuật", "khoa học kĩ thuật", "KHKT"},
    {"ủy bản nhân dân", "", ""},
    {"Ủy ban. Nhân dân", "Ủy ban", "UB"},
    {"ban nhân dân", "", ""},
    {" Ủy ban nhân dân", "", ""},
    {"", "", ""},
};

EACH_ROW(abbreviation, contracts, contractions)
ROW_TEST(size_t *row, abbreviation, contracts)
{
    g_autoptr(TcAbbreviations) abbreviations = tc_abbreviations_new();
    g_autoptr(GPtrArray) found = g_ptr_array_new();
    const char *text = contractions[*row].text;
    gsize taken = tc_abbreviations_contract(abbreviations, text, strlen(text), found);
    g_autofree char *source = g_strndup(text, taken);
    g_autofree char *joined = join(found);
    cr_assert(eq(str, source, (char *)contractions[*row].taken));
    cr_assert(eq(str, joined, (char *)contractions[*row].abbreviations));
}

static gboolean
load(TcAbbreviations *abbreviations, const char *tsv, GError **error)
{
    return tc_abbreviations_load(abbreviations, tsv, strlen(tsv), error);
}

Test(abbreviation, a_table_of_the_user_comes_first_and_replaces_the_last)
{
    g_autoptr(TcAbbreviations) abbreviations = tc_abbreviations_new();
    g_autoptr(GError) error = NULL;
    cr_assert(
        load(abbreviations,
             "\xef\xbb\xbf# mine\r\n\r\nNTM\tnước thải mỏ\t nông thôn mới \t\r\nXYZ\txa yêu zô",
             &error));
    cr_assert(error == NULL);
    g_autofree char *ntm = expand(abbreviations, "NTM");
    cr_assert(eq(str, ntm, (char *)"nước thải mỏ|nông thôn mới"));
    g_autofree char *xyz = expand(abbreviations, "xyz");
    cr_assert(eq(str, xyz, (char *)"xa yêu zô"));
    g_autoptr(GPtrArray) found = g_ptr_array_new();
    cr_assert(gt(sz, tc_abbreviations_contract(abbreviations, "xa yêu zô", 11, found), 0));

    cr_assert(load(abbreviations, "", &error));
    g_autofree char *gone = expand(abbreviations, "xyz");
    cr_assert(eq(str, gone, (char *)""));
}

static const struct {
    const char *tsv;
    const char *message; /* a part of it */
} wrong_tables[] = {
    {"A\tan\nUBND Ủy ban nhân dân\n", "line 2"},
    {"UBND\t\n", "line 1"},
    {"\tỦy ban\n", "line 1"},
    {"UBND\t...\n", "line 1"},
    {"# c\nА\tкириллица\n", "line 2"},
    {"A\tan\n\nB\t\xff\xfe\n", "line 3"},
};

EACH_ROW(abbreviation, a_wrong_table_is_refused, wrong_tables)
ROW_TEST(size_t *row, abbreviation, a_wrong_table_is_refused)
{
    g_autoptr(TcAbbreviations) abbreviations = tc_abbreviations_new();
    g_autoptr(GError) error = NULL;
    cr_assert(load(abbreviations, "XYZ\txa yêu zô\n", NULL));
    cr_assert(not(load(abbreviations, wrong_tables[*row].tsv, &error)));
    cr_assert(error != NULL && error->domain == G_CONVERT_ERROR);
    cr_assert(strstr(error->message, wrong_tables[*row].message) != NULL, "%s", error->message);
    /* What was there stays. */
    g_autofree char *kept = expand(abbreviations, "XYZ");
    cr_assert(eq(str, kept, (char *)"xa yêu zô"));
}

/* Abbreviations that are not made of the initials of their expansion: international ones, and
 * names. */
static gboolean
is_irregular(const char *abbreviation)
{
    static const char *const irregular[] = {
        "ASEAN", "CDC",       "IIP",       "IOC",  "CPI",     "DDCI", "EVN",   "FDI",    "FTA",
        "GDP",   "GRDP",      "ICT Index", "IUU",  "KCB",     "ĐTM",  "NGO",   "OCOP",   "ODA",
        "PAPI",  "PAR INDEX", "PCI",       "PPP",  "PVN",     "QCVN", "SIPAS", "TCVN",   "VAT",
        "VCCI",  "VOV",       "VTV",       "WHO",  "WTO",     "UB",   "TCT",   "BSCKII", "CKII",
        "TCT",   "BOT",       "ADB",       "AFTA", "AIDS",    "APEC", "CPTPP", "EVFTA",  "FAO",
        "HDI",   "IAEA",      "ILO",       "IMF",  "JICA",    "RCEP", "UNDP",  "UNESCO", "UNICEF",
        "USD",   "VND",       "VNĐ",       "ĐBCL", "ĐHQGHCM", "ĐMC",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(irregular); i++)
        if (g_str_equal(irregular[i], abbreviation))
            return TRUE;
    return FALSE;
}

Test(abbreviation, the_table_is_sorted_unique_nfc_and_agrees_with_initials)
{
    g_autofree char *tsv = NULL;
    g_autoptr(TcAbbreviations) abbreviations = tc_abbreviations_new();
    cr_assert(g_file_get_contents(TC_SOURCE_DIR "/text/abbreviation/abbreviations.tsv", &tsv, NULL,
                                  NULL));
    g_autofree char *nfc = g_utf8_normalize(tsv, -1, G_NORMALIZE_NFC);
    cr_assert(eq(str, nfc, tsv));
    g_auto(GStrv) lines = g_strsplit(tsv, "\n", -1);
    guint count = 0;
    const char *last = "";
    for (char **line = lines; *line != NULL; line++) {
        if (**line == '#' || **line == '\0')
            continue;
        g_auto(GStrv) fields = g_strsplit(*line, "\t", -1);
        cr_assert(strcmp(last, *line) < 0, "%s is out of order", *line);
        cr_assert(ge(u32, g_strv_length(fields), 2));
        gboolean is_regular = TRUE;
        for (char **field = fields + 1; *field != NULL; field++) {
            gboolean agrees =
                tc_abbreviation_agrees(fields[0], strlen(fields[0]), *field, strlen(*field));
            is_regular = is_regular && agrees;
            /* It is found both ways. */
            g_autoptr(GPtrArray) found = g_ptr_array_new();
            tc_abbreviations_expand(abbreviations, fields[0], strlen(fields[0]), found);
            cr_assert(g_ptr_array_find_with_equal_func(found, *field, g_str_equal, NULL), "%s",
                      *line);
            g_ptr_array_set_size(found, 0);
            gsize taken = tc_abbreviations_contract(abbreviations, *field, strlen(*field), found);
            cr_assert(eq(sz, taken, strlen(*field)));
            cr_assert(g_ptr_array_find_with_equal_func(found, fields[0], g_str_equal, NULL), "%s",
                      *line);
            for (char **other = fields + 1; other < field; other++)
                cr_assert(strcmp(*other, *field) != 0, "%s", *line);
        }
        cr_assert(is_regular != is_irregular(fields[0]), "%s", *line);
        g_autofree char *key = g_strdup_printf("%s\t", fields[0]);
        cr_assert(not(g_str_has_prefix(last, key)), "%s is there twice", fields[0]);
        last = *line;
        count++;
    }
    cr_assert(ge(u32, count, 1400));
}

static const struct {
    const char *abbreviation;
    const char *expansion;
    gboolean agrees;
} agreements[] = {
    {"KT-XH", "kinh tế - xã hội", TRUE},
    {"CNH-HĐH", "công nghiệp hóa, hiện đại hóa", TRUE},
    {"CNH-HDH", "công nghiệp hóa, hiện đại hóa", TRUE},
    {"LĐTBXH", "lao động - thương binh và xã hội", TRUE},
    {"GD&ĐT", "giáo dục và đào tạo", TRUE},
    {"BCHTW", "Ban Chấp hành Trung ương", TRUE},
    {"TTg", "Thủ tướng", TRUE},
    {"TTr", "tờ trình", TRUE},
    {"VVB", "về văn bản", TRUE},
    {"VB", "về văn bản", FALSE},
    {"TTg", "tờ trình", FALSE},
    {"ĐB", "dân bản", FALSE},
    {"UBND", "Ủy ban nhân dân tỉnh", FALSE},
    {"UBND", "của Ủy ban nhân dân", FALSE},
    {"FDI", "đầu tư trực tiếp nước ngoài", FALSE},
    {"UBND", "", FALSE},
    {"", "Ủy ban", FALSE},
    {"ub", "ủy ban", FALSE},
    {"U", "ủy", FALSE},
    {"ABCDEFGHIJKLMNOPQRSTUVW", "a b c", FALSE},
};

EACH_ROW(abbreviation, agrees_with_initials, agreements)
ROW_TEST(size_t *row, abbreviation, agrees_with_initials)
{
    const char *abbreviation = agreements[*row].abbreviation;
    const char *expansion = agreements[*row].expansion;
    cr_assert(
        eq(int,
           tc_abbreviation_agrees(abbreviation, strlen(abbreviation), expansion, strlen(expansion)),
           agreements[*row].agrees),
        "%s", abbreviation);
}

static const struct {
    const char *text;
    const char *found; /* "short=long", joined by | */
} definitions[] = {
    {"phát triển kinh tế - xã hội (KT-XH) nhanh", "KT-XH=kinh tế - xã hội"},
    {"Ủy ban nhân dân (UBND)", "UBND=Ủy ban nhân dân"},
    {"Ủy ban nhân dân tỉnh ( UBND )", "UBND=Ủy ban nhân dân"},
    {"của công nghiệp hóa, hiện đại hóa (CNH-HĐH)", "CNH-HĐH=công nghiệp hóa, hiện đại hóa"},
    {"Bộ Giáo dục và Đào tạo (GD&ĐT)", "GD&ĐT=Giáo dục và Đào tạo"},
    {"thu\u0309 tu\u0323c ha\u0300nh chi\u0301nh (TTHC)",
     "TTHC=thu\u0309 tu\u0323c ha\u0300nh chi\u0301nh"},
    {"UBND (Ủy ban nhân dân) và KT-XH (kinh tế - xã hội)",
     "UBND=Ủy ban nhân dân|KT-XH=kinh tế - xã hội"},
    {"Hợp tác xã (sau đây gọi tắt là HTX)", "HTX=Hợp tác xã"},
    {"Hợp tác xã (gọi tắt là \"HTX\")", "HTX=Hợp tác xã"},
    {"Hợp tác xã (viết tắt: HTX)", "HTX=Hợp tác xã"},
    {"các hợp tác xã, sau đây viết tắt là “HTX”, được", "HTX=hợp tác xã"},
    {"Ban Chỉ đạo cải cách hành chính tỉnh (sau đây gọi tắt là Ban Chỉ đạo)",
     "Ban Chỉ đạo=Ban Chỉ đạo cải cách hành chính tỉnh"},
    {"cán bộ, công chức, viên chức (gọi chung là CBCCVC)", "CBCCVC=cán bộ, công chức, viên chức"},
    {"Khu bảo tồn (sau đây gọi là “KBT”)", "KBT=Khu bảo tồn"},
    {"Tổ hợp tác (gọi tắt THT)", "THT=Tổ hợp tác"},
    {"Hợp tác xã nông nghiệp Bình Tây, sau đây viết tắt là HTXNN", "HTXNN=Hợp tác xã nông nghiệp"},
    {"Luật Tổ chức chính quyền địa phương (sau đây gọi tắt là Luật TCCQĐP)",
     "TCCQĐP=Tổ chức chính quyền địa phương"},
    {"Ban Quản lý rừng phòng hộ Sông Đằng (sau đây gọi tắt là \"Ban QLRPH\")",
     "QLRPH=Quản lý rừng phòng hộ"},
    {"Quỹ Đền ơn đáp nghĩa (gọi tắt: Quỹ ĐƠĐN)", "ĐƠĐN=Đền ơn đáp nghĩa"},
    {"Đội tuần tra kiểm soát giao thông (Đội TTKSGT)", "TTKSGT=tuần tra kiểm soát giao thông"},
    {"cơ sở \"Ủy ban Kiểm tra\" (UBKT)", "UBKT=Ủy ban Kiểm tra"},
    {"kinh tế (KT); Ủy ban nhân dân (UBND); hợp tác xã (HTX)",
     "KT=kinh tế|UBND=Ủy ban nhân dân|HTX=hợp tác xã"},
    /* What defines nothing. */
    {"tổng sản phẩm trên địa bàn (GRDP)", ""},
    {"kinh tế - \"xã hội (KT-XH)", ""},
    {"Ủy ban. Nhân dân (UBND)", ""},
    {"ông Nguyễn Văn An (Bí thư)", ""},
    {"cấp xã (sau đây gọi chung là cấp xã)", ""},
    {"Luật Đất đai (sau đây gọi tắt là Luật)", ""},
    {"tổ chức, cá nhân (sau đây gọi chung là người nộp thuế)", ""},
    {"tuần tra kiểm soát giao thông (Đội TTKSGT)", ""},
    {"Ban Quản lý rừng phòng hộ Sông Đằng (QLRPH)", ""},
    {"tiếng gọi là của (gọi) là (gọi chung) (viết là) (gọi chung là)", ""},
    {"(UBND)", ""},
    {"UBND (", ""},
    {"(", ""},
    {"()", ""},
    {"Hội nghị (I), (II), (1), (a)", ""},
    {"sau đây gọi tắt là", ""},
    {"tắt là", ""},
    {"", ""},
};

static void
collect(const TcDefinition *definition, gpointer user)
{
    Collected *collected = (Collected *)user;
    cr_assert(definition->short_start < definition->short_end &&
              definition->short_end <= collected->len);
    cr_assert(definition->long_start < definition->long_end &&
              definition->long_end <= collected->len);
    cr_assert(definition->short_end <= definition->long_start ||
              definition->long_end <= definition->short_start);
    cr_assert(ge(sz, definition->short_start, collected->last_end));
    cr_assert(ge(sz, definition->long_start, collected->last_end));
    collected->last_end = MAX(definition->short_end, definition->long_end);
    const char *text = collected->text;
    g_string_append_printf(
        collected->found, "%s%.*s=%.*s", collected->found->len > 0 ? "|" : "",
        (int)(definition->short_end - definition->short_start), text + definition->short_start,
        (int)(definition->long_end - definition->long_start), text + definition->long_start);
    if (definition->is_initials)
        cr_assert(tc_abbreviation_agrees(
            text + definition->short_start, definition->short_end - definition->short_start,
            text + definition->long_start, definition->long_end - definition->long_start));
}

static void
learn_all(Collected *collected)
{
    tc_abbreviations_learn(collected->text, collected->len, collect, collected);
}

static char *
learn(const char *text, gsize len)
{
    return collect_with(learn_all, text, len);
}

EACH_ROW(abbreviation, learns_what_a_text_defines, definitions)
ROW_TEST(size_t *row, abbreviation, learns_what_a_text_defines)
{
    g_autofree char *found = learn(definitions[*row].text, strlen(definitions[*row].text));
    cr_assert(eq(str, found, (char *)definitions[*row].found));
}

Test(abbreviation, a_text_cut_anywhere_is_read_within_its_bounds)
{
    static const char text[] =
        "kinh tế - xã hội (“KT–XH”), UBND (Ủy ban nhân dân), hợp tác xã, "
        "gọi tắt là “HTX”, Ban Chỉ đạo tỉnh (gọi tắt là Ban Chỉ đạo)\xe2\x80";
    g_autoptr(TcAbbreviations) abbreviations = tc_abbreviations_new();
    for (gsize len = 0; len < sizeof text; len++) {
        /* An exact copy, so that a sanitizer sees a read outside. */
        char *copy = (char *)g_malloc(len + 1);
        memcpy(copy + 1, text, len);
        g_autofree char *found = learn(copy + 1, len);
        g_autoptr(GPtrArray) out = g_ptr_array_new();
        tc_abbreviations_contract(abbreviations, copy + 1, len, out);
        tc_abbreviations_expand(abbreviations, copy + 1, len, out);
        tc_abbreviations_load(abbreviations, copy + 1, len, NULL);
        cr_assert(found != NULL);
        g_free(copy);
    }
}

Test(abbreviation, parentheses_without_end_take_no_quadratic_time)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < 200000; i++)
        g_string_append(text, "ủy ban (UB ");
    g_string_append(text, "(UBND)");
    g_autofree char *found = learn(text->str, text->len);
    cr_assert(eq(str, found, (char *)""));
}
