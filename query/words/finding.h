/* query/words/finding.h - what other ways of writing are looked for in, and what they are added to.
 *
 * Private to query/words/. */
#ifndef TC_QUERY_FINDING_H
#define TC_QUERY_FINDING_H

#include "query/words/abbreviations.h"
#include "text/alias/alias.h"
#include "text/type/type.h"

G_BEGIN_DECLS

/* Ways of writing one thing that are looked for beside what was typed. */
#define TC_VARIANTS_MAX 10

/* Letters of a name that may be written apart or joined. */
#define TC_NAME_MAX_LEN 24

typedef struct {
    const TcAbbreviated *piece;
    const TcToken *tokens; /* where it begins, `count` to the end of the piece */
    guint count;
    guint before; /* tokens of the piece that stand before it */
    gboolean is_quoted;
    GPtrArray *out; /* char *, owned by it: the ways of writing, TC_VARIANTS_MAX at most */
} TcFinding;

/* Add a way of writing if the index has its words. Takes `text`, which stands behind `lead`: words
 * as they were typed, with or without their marks. FALSE when the index cannot be read. */
gboolean tc_finding_add(const TcFinding *finding, const char *lead, char *text, GError **error);

/* Whether the token is one of `words`, which end with NULL, with all their marks or with none. */
gboolean tc_finding_token_is(const TcAbbreviated *piece, const TcToken *token,
                             const char *const *words);

/* The type of documents whose name stands at tokens[0] of `text`, in short (one token) or in full
 * (two), among those that have both; NULL for none. */
const TcDocumentType *tc_finding_type_of(const char *text, const TcToken *tokens, gsize count,
                                         gboolean is_brief);

/* Whether the token is all figures, or all letters. */
gboolean tc_finding_are_figures(const TcAbbreviated *piece, const TcToken *token,
                                gboolean are_figures);

/* The type of documents that is named at tokens[0], in full or in short; *count is set to its
 * words. NULL for none. */
const TcDocumentType *tc_finding_type_at(const TcFinding *finding, guint *count);

/* Whether figures at tokens[at] behind a type of documents are the number of one, by what follows
 * them: "báo cáo 6 tháng" is none. */
gboolean tc_finding_is_number(const char *text, const TcToken *tokens, gsize count, gsize at);

/* Leave the bare letters of `text`. */
void tc_finding_take_marks_off(GString *text);

/* In how many documents the rarest word of `text` is; 0 when it has none. */
gboolean tc_finding_rarest(const TcAbbreviated *piece, const char *text, guint32 *freq,
                           GError **error);

/* Of how many documents two words are a pair, which are those that say it more than once. */
gboolean tc_finding_pair_freq(const TcAbbreviated *piece, const TcToken *first,
                              const TcToken *second, guint32 *freq, GError **error);

/* In how many documents a word stands as it was typed; one without marks where none were typed, as
 * most of them have it: "du lich" is du lịch, of which "dulich" in an address is no other writing.
 */
gboolean tc_finding_count_as_read(const TcAbbreviated *piece, const TcToken *token, guint32 *freq,
                                  GError **error);

/* Whether the `taken` of `count` tokens are no name of their own in what was typed: a name of more
 * words begins within them and goes on behind them, and has another name that may be said ("dịch
 * heo" and "heo tai xanh" of "dịch heo tai xanh"), or one of no more where they have only names of
 * what they are one of (`are_wider`); or two of them are the end of one word and the beginning of
 * another ("quan chức" of "cơ quan chức năng"), by the pairs that documents say more than once.
 * *is_doubted is set where they rather belong to one neighbour alone ("đồ cổ" of "bản đồ cổ").
 * `has_before`: tokens[-1] may be looked at. `aliases` may be NULL. */
gboolean tc_finding_is_part(const TcAbbreviated *piece, const TcAliases *aliases,
                            const TcToken *tokens, guint count, guint taken, gboolean has_before,
                            gboolean are_wider, gboolean *is_part, gboolean *is_doubted,
                            GError **error);

/* Whether some document says `name`, which nobody typed; unless `is_whole`, its words somewhere are
 * enough, as of few names each is looked for at no more cost than it takes to tell. */
gboolean tc_finding_is_said(const TcAbbreviated *piece, const char *name, gboolean is_whole,
                            gboolean *is_so, GError **error);

/* Whether some document says `len` bytes that were typed, without marks in whatever spelling agrees
 * with them. */
gboolean tc_finding_is_typed_said(const TcAbbreviated *piece, const char *typed, gsize len,
                                  gboolean *is_so, GError **error);

/* In how many documents the words of `text` stand one after another, with `is_bare` without their
 * marks, `most` + 1 at most; 0 when it has none. */
gboolean tc_finding_count_text(const TcAbbreviated *piece, const char *text, gboolean is_bare,
                               guint32 most, guint32 *count, GError **error);

/* In how many documents the words of `text` stand one after another in whatever spelling agrees
 * with their bare letters, `most` + 1 at most. */
gboolean tc_finding_count_readings(const TcAbbreviated *piece, const char *text, guint32 most,
                                   guint32 *count, GError **error);

/* Whether `count` tokens without marks are a word that has other words, not the name of a place or
 * a body, and the archive has them one after another, not as that name alone nor by chance, so that
 * they may be other words. */
gboolean tc_finding_is_vague(const TcAbbreviated *piece, const TcAliases *aliases,
                             const TcToken *tokens, guint count, gboolean *is_vague,
                             GError **error);

/* In how many documents `leaves` (of TcXQuery, one at least: terms, or ORs of such) stand one after
 * another, `most` + 1 at most. */
gboolean tc_finding_count_phrase(const TcAbbreviated *piece, GPtrArray *leaves, guint32 most,
                                 guint32 *count, GError **error);

/* "quyết định 1719", "quyết định số 1719", "QĐ 1719": each is the others; *taken is set to the
 * words that it is for, if any. */
gboolean tc_finding_typed_number(const TcFinding *finding, guint *taken, GError **error);

/* In a phrase, what is short for too much to be looked for elsewhere: "ca tp. vinh" without
 * capitals, "công an TP. Vinh" where documents say CA. Fills `out` with the other ways of writing
 * *taken tokens, short or in full, that the archive has beside their neighbours in the phrase.
 * Elsewhere only "ca" for công an, and the other way round, before what a place is, with which it
 * is taken. */
gboolean tc_finding_in_phrase(const TcAbbreviated *piece, const TcToken *tokens, guint count,
                              guint before, gboolean is_quoted, guint *taken, GPtrArray *out,
                              GError **error);

/* Fill `out` (char *, owned by it), which must be empty, with what the token stands for if it is
 * made of two short forms, as TTBTXH is of TT (trung tâm) and BTXH (bảo trợ xã hội): no table has
 * all of these, so what it might be made of counts only where documents of the archive say it.
 * *taken becomes 1 then, and is left alone else. FALSE when the index cannot be read. */
gboolean tc_finding_expand_two(const TcAbbreviated *piece, const TcToken *token, guint *taken,
                               GPtrArray *out, GError **error);

/* The other way: where two names that have short forms stand at tokens[0], and documents have both
 * as one word, that word takes the place of what is in `out`, which has the short forms of the
 * first *taken tokens (tc_abbreviated_contract()); *taken becomes how many the two have. */
gboolean tc_finding_contract_two(const TcAbbreviated *piece, const TcToken *tokens, guint count,
                                 guint *taken, GPtrArray *out, GError **error);

/* query/words/ways/ordinals.c: an ordinal in figures, in Roman figures and in words; *taken is set
 * to the tokens that it takes. */
gboolean tc_ordinals_find(const TcFinding *finding, guint *taken, GError **error);

/* `text`, one word, as most documents have it that spell it with these letters: "dt725" is ĐT725.
 * *out stays NULL when none has it. */
gboolean tc_finding_spelling(const TcAbbreviated *piece, const char *text, char **out,
                             GError **error);

/* query/words/ways/dates.c: "2/9/1945" -> "ngày 02 tháng 9 năm 1945", and the like. *taken is set
 * to the words that it is for, if any; so it is of the next ones. */
gboolean tc_dates_find_ways(const TcFinding *finding, guint *taken, GError **error);

/* query/words/ways/codes.c: long figures as documents part them, "0912.345.678" -> "0912345678". */
gboolean tc_codes_find_figures(const TcFinding *finding, guint *taken, GError **error);

/* "29A-567.89" -> "29A 56789", "37C01234" -> "37C 012 34". */
gboolean tc_codes_find_plate(const TcFinding *finding, guint *taken, GError **error);

/* Within a phrase, behind a word: "số 01" -> "01", and "năm 2006" -> "2006" behind figures. */
gboolean tc_codes_find_less(const TcFinding *finding, guint *taken, GError **error);

/* The other way round; where *taken words have other ways of writing already. */
gboolean tc_codes_find_more(const TcFinding *finding, guint *taken, GError **error);

/* query/words/ways/shares.c: "mười lăm phần trăm" -> "15%", "hai phần ba" -> "2/3", and that back.
 */
gboolean tc_shares_find(const TcFinding *finding, guint *taken, GError **error);

/* "15%" and "15 phần trăm", of *taken tokens, in words, where a document says it. */
gboolean tc_shares_add_words(const TcFinding *finding, guint taken, GError **error);

/* query/words/ways/figures.c. "covid19" -> "covid 19", "QĐ1483" -> "quyết định số 1483". */
gboolean tc_figures_find_parted(const TcFinding *finding, GError **error);

/* "covid 19", "COVID-19" -> "covid19"; "8 giờ" -> "8h". *taken is set to the words that it is for,
 * if any. */
gboolean tc_figures_run_together(const TcFinding *finding, guint *taken, GError **error);

/* Whether any letter is one. */
gboolean tc_finding_has_capitals(const char *text);

/* query/words/ways/kinds_of_place.c: "P. Bến Nghé" -> "phường Bến", and the other way round; *taken
 * is set to the words that it is for, if any. */
gboolean tc_kinds_of_place_find(const TcFinding *finding, guint *taken, GError **error);

/* query/words/ways/old_spellings.c: "sanh" of "nơi sanh" -> "sinh", and the other way round, where
 * documents have it beside a neighbour of the token. */
gboolean tc_old_spellings_find(const TcFinding *finding, GError **error);

static inline gboolean
tc_are_adjacent(const TcToken *a, const TcToken *b)
{
    return a->position + 1 == b->position;
}

G_END_DECLS

#endif
