/* Where a type of documents stands in a text, and which one a symbol says. */
#include "document/header/name/name.h"
#include "document/header/parts.h"
#include "text/key/letter.h"
#include "text/type/type.h"

#include <string.h>

enum { RUN_BYTES_MIN = 7 }; /* of two words without a space */

/* The types in the order of the table, chained by the first two letters of their phrases: most
 * words of a text begin as none does, and each word is asked for. */
typedef struct {
    gint16 first[26][26]; /* by letters; -1 ends a chain */
    gint16 *next;         /* one for each type */
    const TcDocumentType *types;
} Index;

/* Capitals that had marks in old fonts are small. */
static gboolean
may_be_capital(const TcLetter *letter)
{
    return letter->upper || letter->quality != 0 || letter->tone != 0;
}

/* The place in an index of what begins at `p`, NULL without two letters; whether it may be in
 * capitals. */
static gint16 *
chain_of(Index *index, const char *p, const char *end, gboolean *has_capitals)
{
    TcLetter first;
    TcLetter second;
    gsize len = tc_letter_read(p, end, &first);
    if (len == 0 || !g_ascii_islower(first.base) || tc_letter_read(p + len, end, &second) == 0 ||
        !g_ascii_islower(second.base))
        return NULL;
    *has_capitals = may_be_capital(&first) && may_be_capital(&second);
    return &index->first[first.base - 'a'][second.base - 'a'];
}

static Index *
types_by_letters(void)
{
    static Index index;
    static gsize ready;
    if (g_once_init_enter(&ready)) {
        gsize count;
        index.types = tc_document_types(&count);
        index.next = g_new(gint16, count);
        memset(index.first, -1, sizeof index.first);
        for (gsize i = count; i-- > 0;) {
            gboolean has_capitals;
            const char *phrase = index.types[i].phrase;
            gint16 *chain = chain_of(&index, phrase, phrase + strlen(phrase), &has_capitals);
            g_assert(chain != NULL);
            index.next[i] = *chain;
            *chain = (gint16)i;
        }
        g_once_init_leave(&ready, 1);
    }
    return &index;
}

/* The base of the next letter at `*p`, over spaces: 0 at the end, or before what is no letter. */
static char
next_base(const char **p, const char *end)
{
    TcLetter letter;
    while (*p < end && **p == ' ')
        (*p)++;
    const gsize len = tc_letter_read(*p, end, &letter);
    *p += len;
    return len > 0 ? letter.base : 0;
}

/* "QUYẾTĐỊNH", "QUY ÉT ĐỊNH", as scans are read: the letters of a type, which are all of [p, end),
 * in capitals, wherever the words of it end. NULL when it is no type. `first`: where the chain of
 * those with its letters begins. */
static const char *
run_together_at(gint16 first, const Index *index, const char *p, const char *end, const char **type)
{
    if ((gsize)(end - p) < RUN_BYTES_MIN || !tc_is_capitals(p, end))
        return NULL;
    for (gint16 i = first; i >= 0; i = index->next[i]) {
        const char *phrase = index->types[i].phrase;
        const char *phrase_end = phrase + strlen(phrase);
        const char *q = p;
        char base;
        if (strchr(phrase, ' ') == NULL)
            continue;
        while ((base = next_base(&phrase, phrase_end)) != 0 && next_base(&q, end) == base)
            ;
        if (base == 0 && phrase == phrase_end && q == end) {
            *type = index->types[i].name;
            return end;
        }
    }
    return NULL;
}

/* "PHƯỜNG AN PHÚ" is no "PHƯƠNG ÁN", "BAN AN TOÀN GIAO THÔNG" no "BẢN ÁN", "TỔ TRINH SÁT" no "TỜ
 * TRÌNH": whether [p, end), which has the bare letters of a type up to `found`, is a body. */
static gboolean
names_part_of_body(const char *p, const char *found, const char *end)
{
    static const char *const kinds[] = {"phường", "ban", "tổ"};
    return found < end && tc_phrase_any(p, end, kinds, G_N_ELEMENTS(kinds), NULL) != NULL;
}

const char *
tc_type_at(const char *p, const char *end, const char **type)
{
    gboolean has_capitals;
    const char *longest = NULL;
    Index *index = types_by_letters();
    const gint16 *chain = chain_of(index, p, end, &has_capitals);
    if (chain == NULL)
        return NULL;
    for (gint16 i = *chain; i >= 0; i = index->next[i]) {
        const char *found = tc_phrase_at(p, end, index->types[i].phrase);
        /* In a line with marks, words without them are no type: "BAN AN TOÀN GIAO THÔNG". */
        if (found != NULL && (longest == NULL || found > longest) &&
            !(names_part_of_body(p, found, end) && !tc_has_marks(p, found) &&
              tc_has_marks(found, end))) {
            longest = found;
            *type = index->types[i].name;
        }
    }
    /* "QUYÉT ĐỊNH", as scans are read */
    for (gint16 i = longest == NULL && has_capitals ? *chain : -1; i >= 0; i = index->next[i]) {
        const char *found = tc_phrase_at_bare(p, end, index->types[i].phrase);
        if (found != NULL && tc_is_capitals(p, found) && !names_part_of_body(p, found, end)) {
            longest = found;
            *type = index->types[i].name;
            break;
        }
    }
    if (longest == NULL && has_capitals)
        longest = run_together_at(*chain, index, p, end, type);
    return longest;
}

gboolean
tc_type_ends(const char *p, const char *end)
{
    const char *type;
    for (; p < end; p = tc_next_word(p, end))
        if (tc_type_at(p, end, &type) == end)
            return TRUE;
    return FALSE;
}

static TcTypePlace
place_of(const char *type)
{
    gsize count;
    const TcDocumentType *types = tc_document_types(&count);
    for (gsize i = 0; i < count; i++)
        if (strcmp(types[i].name, type) == 0)
            return types[i].place;
    return TC_TYPE_IN_LETTERHEAD;
}

gboolean
tc_type_is_in_title(const char *type)
{
    return place_of(type) == TC_TYPE_IN_TITLE;
}

gboolean
tc_type_stands_alone(const char *type)
{
    return place_of(type) != TC_TYPE_IN_LETTERHEAD;
}

const char *
tc_type_of_symbol(const char *symbol)
{
    /* CT is Chỉ thị and, in the Party, also Chương trình; TT is Thông tư and Thông tri; QĐ in the
     * Party is also Quy định: these are left open. */
    /* Bodies of the Party, after the type. */
    static const char *const party[] = {"tw", "tu", "hu", "qu", "thu", "du"};
    gsize len = strcspn(symbol, "-/");
    const char *issuer = symbol[len] != '\0' ? symbol + len + 1 : "";
    gboolean is_of_party = FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(party); i++)
        is_of_party = is_of_party || g_str_has_suffix(issuer, party[i]);
    if (is_of_party && ((len == 2 && strncmp(symbol, "ct", 2) == 0) ||
                        (len == 2 && strncmp(symbol, "tt", 2) == 0) ||
                        (len == 2 && strncmp(symbol, "qd", 2) == 0)))
        return NULL;
    if (*issuer == '\0')
        return NULL;
    const TcDocumentType *type = tc_document_type_of_code(symbol, len);
    return type != NULL ? type->name : NULL;
}
