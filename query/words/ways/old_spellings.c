/* query/words/ways/old_spellings.c - "nơi sanh" and "nơi sinh": syllables that the South and older
 * papers write otherwise.
 *
 * Words that all archives have are rows of text/alias/aliases.tsv ("hành chánh"). Any other is the
 * same where documents have the other syllable beside the same neighbour. Syllables of the names of
 * people and places are left out, as Vĩnh Phước is no Vĩnh Phúc, and so are those that are words of
 * their own: thơ, võ, tràng, lãnh, mạng. */
#include "query/words/finding.h"
#include "text/key/syllable.h"

#define EXCEPT_MAX 6

typedef struct {
    const char *bare; /* letters without marks, as keys have them */
    const char *word;
} Form;

/* A syllable in both spellings. */
static const struct {
    Form old;
    Form modern;
    const char *except[EXCEPT_MAX + 1]; /* it is no old spelling before these: "chánh án" */
    gboolean is_clear; /* where no marks were typed, too: "binh" is rather bình than bịnh */
} pairs[] = {
    {{"chanh", "chánh"}, {"chinh", "chính"}, {"án", "văn", "thanh", "tòa", "tổng", "sở"}, TRUE},
    {{"nhon", "nhơn"}, {"nhan", "nhân"}, {NULL}, TRUE},
    {{"sanh", "sanh"}, {"sinh", "sinh"}, {NULL}, TRUE},
    {{"tanh", "tánh"}, {"tinh", "tính"}, {NULL}, TRUE},
    {{"linh", "lịnh"}, {"lenh", "lệnh"}, {NULL}, FALSE},
    {{"binh", "bịnh"}, {"benh", "bệnh"}, {NULL}, FALSE},
    {{"goi", "gởi"}, {"gui", "gửi"}, {NULL}, FALSE},
    {{"nhut", "nhựt"}, {"nhat", "nhật"}, {NULL}, TRUE},
    {{"nhut", "nhứt"}, {"nhat", "nhất"}, {NULL}, TRUE},
    {{"bon", "bổn"}, {"ban", "bản"}, {NULL}, FALSE},
    {{"kieng", "kiểng"}, {"canh", "cảnh"}, {NULL}, TRUE},
    {{"hue", "huê"}, {"hoa", "hoa"}, {NULL}, FALSE},
    {{"huon", "hườn"}, {"hoan", "hoàn"}, {NULL}, FALSE},
    {{"don", "đờn"}, {"dan", "đàn"}, {NULL}, FALSE},
    {{"nguon", "nguơn"}, {"nguyen", "nguyên"}, {NULL}, FALSE},
    {{"chon", "chơn"}, {"chan", "chân"}, {NULL}, FALSE},
    {{"thiet", "thiệt"}, {"that", "thật"}, {"hại", "thòi"}, FALSE},
    {{"hot", "hột"}, {"hat", "hạt"}, {NULL}, FALSE},
    {{"thau", "thâu"}, {"thu", "thu"}, {NULL}, FALSE},
};

static gboolean
is_form(const TcFinding *finding, const Form *form)
{
    const TcToken *token = &finding->tokens[0];
    const char *const words[] = {form->word, NULL};
    return *token->key == *form->bare &&
           tc_key_has_letters(token->key, token->key_len, form->bare) &&
           tc_finding_token_is(finding->piece, token, words);
}

/* Whether documents have `word` beside the token before this one, or the next. */
static gboolean
is_beside(const TcFinding *finding, const char *word, gboolean *is_so, GError **error)
{
    const TcAbbreviated *piece = finding->piece;
    const TcToken *own = finding->tokens;
    const gboolean is_bare = g_str_is_ascii(piece->text);
    *is_so = FALSE;
    for (int side = 0; side < 2 && !*is_so; side++) {
        const TcToken *beside = side == 0 ? own - 1 : own + 1;
        gboolean has_any = side == 0 ? finding->before > 0 : finding->count > 1;
        guint32 count = 0;
        if (!has_any || !tc_are_adjacent(MIN(own, beside), MAX(own, beside)))
            continue;
        const int len = (int)(beside->end - beside->start);
        const char *typed = piece->text + beside->start;
        g_autofree char *both = side == 0 ? g_strdup_printf("%.*s %s", len, typed, word)
                                          : g_strdup_printf("%s %.*s", word, len, typed);
        if (is_bare ? !tc_finding_count_readings(piece, both, 0, &count, error)
                    : !tc_finding_count_text(piece, both, FALSE, 0, &count, error))
            return FALSE;
        *is_so = count > 0;
    }
    return TRUE;
}

gboolean
tc_old_spellings_find(const TcFinding *finding, GError **error)
{
    const TcAbbreviated *piece = finding->piece;
    const gboolean is_bare = g_str_is_ascii(piece->text);
    for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++) {
        const gboolean is_old = is_form(finding, &pairs[i].old);
        guint32 freq = 0;
        gboolean is_so = FALSE;
        /* In a topic "sinh" means what it says, and "so sanh" is rather so sánh. */
        if (is_old ? is_bare && !(finding->is_quoted && pairs[i].is_clear)
                   : is_bare || !finding->is_quoted || !is_form(finding, &pairs[i].modern))
            continue;
        if (finding->count > 1 && pairs[i].except[0] != NULL &&
            tc_finding_token_is(piece, &finding->tokens[1], pairs[i].except))
            continue;
        const char *other = is_old ? pairs[i].modern.word : pairs[i].old.word;
        /* Most archives have none of the old ones. */
        if (!tc_finding_rarest(piece, other, &freq, error) ||
            (freq > 0 && !is_beside(finding, other, &is_so, error)))
            return FALSE;
        if (is_so && !tc_finding_add(finding, "", g_strdup(other), error))
            return FALSE;
    }
    return TRUE;
}
