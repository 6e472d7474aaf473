#include "document/read/pdf/torn.h"

#include "document/read/pdf/quality.h"

#include <string.h>

#define PARTS_MAX 5u

/* Between words of a line stands a space, or what it takes for the gap between two cells. */
#define GAPS   " \t"
#define SPACES " \t\r\n\f\v"

/* A token, and how often it stands in the text of the page more than in the drawn one. */
static int
lack_of(GHashTable *lacks, const char *token)
{
    return GPOINTER_TO_INT(g_hash_table_lookup(lacks, token));
}

static void
add(GHashTable *lacks, const char *token, int by)
{
    g_hash_table_insert(lacks, g_strdup(token), GINT_TO_POINTER(lack_of(lacks, token) + by));
}

static void
add_all(GHashTable *lacks, const char *text, int by)
{
    g_autoptr(GString) token = g_string_new(NULL);

    for (const char *p = text + strspn(text, SPACES); *p != '\0'; p += strspn(p, SPACES)) {
        gsize len = strcspn(p, SPACES);
        g_string_truncate(token, 0);
        g_string_append_len(token, p, (gssize)len);
        add(lacks, token->str, by);
        p += len;
    }
}

/* Whether [p, p + len), tokens with gaps between, are words of Vietnamese and `word`, which they
 * make together, is none: "trong lĩnh", which a page may set so close that its text has
 * "tronglĩnh". */
static gboolean
are_words_apart(const char *p, gsize len, const GString *word)
{
    const TcQuality parts = tc_quality(p, len);
    const TcQuality whole = tc_quality(word->str, word->len);
    return parts.words > 1 && parts.syllables == parts.words && whole.syllables < whole.words;
}

/* How many tokens from `p` on make one word that lacks, put together in `word`; 1 for none. */
static guint
count_parts(const char *p, GHashTable *lacks, GString *word)
{
    g_autoptr(GString) part = g_string_new(NULL);
    const char *first = p;
    gboolean is_surplus = FALSE;

    g_string_truncate(word, 0);
    for (guint count = 1; count <= PARTS_MAX; count++) {
        gsize len = strcspn(p, SPACES);
        g_string_truncate(part, 0);
        g_string_append_len(part, p, (gssize)len);
        g_string_append_len(word, p, (gssize)len);
        is_surplus |= lack_of(lacks, part->str) < 0;
        if (count > 1 && is_surplus && lack_of(lacks, word->str) > 0)
            return are_words_apart(first, (gsize)(p + len - first), word) ? 1 : count;
        p += len;
        if (strspn(p, GAPS) != 1 || strspn(p + 1, SPACES) > 0 || p[1] == '\0')
            return 1;
        p++;
    }
    return 1;
}

void
tc_join_torn(GString *drawn, const char *words)
{
    g_autoptr(GHashTable) lacks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GString) out = g_string_sized_new(drawn->len);
    g_autoptr(GString) word = g_string_new(NULL);

    add_all(lacks, words, 1);
    add_all(lacks, drawn->str, -1);
    for (const char *p = drawn->str; *p != '\0';) {
        gsize spaces = strspn(p, SPACES);
        g_string_append_len(out, p, (gssize)spaces);
        p += spaces;
        guint parts = *p != '\0' ? count_parts(p, lacks, word) : 0;
        if (parts > 1)
            add(lacks, word->str, -1);
        for (guint i = 0; i < parts; i++) {
            gsize len = strcspn(p, SPACES);
            g_string_append_len(out, p, (gssize)len);
            if (parts > 1) {
                g_string_truncate(word, 0);
                g_string_append_len(word, p, (gssize)len);
                add(lacks, word->str, 1);
            }
            p += len + (i + 1 < parts); /* without the gap */
        }
    }
    g_string_assign(drawn, out->str);
}
