#include "text/alias/pairs.h"

#include "base/free.h"
#include "text/abbreviation/table.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum {
    NAMES_MAX = 64,  /* of one line */
    FIRST_NAME = 3,  /* its column, behind kind, date and source */
    CHANGES_MAX = 3, /* one after another that are followed */
    LATER_MAX = 8,   /* changes of one name that are looked at */
    WIDER_MAX = 8,   /* lines of what one name is one of, and names of each, that are followed */
};

static void
add_pair(GString *pairs, char mark, const char *other, const char *name)
{
    if (mark != '\0')
        g_string_append_c(pairs, mark);
    g_string_append_printf(pairs, "%s\t%s\n", other, name);
}

/* All names of a line stand for each other; one that contains another is found by that already. */
static void
add_equals(GString *pairs, char mark, char *const *names)
{
    for (char *const *name = names; *name != NULL; name++)
        for (char *const *other = names; *other != NULL; other++)
            if (other != name && strstr(*other, *name) == NULL && strstr(*name, *other) == NULL)
                add_pair(pairs, mark, *other, *name);
}

/* The first name of a line is said for the others; where it contains one, it finds that already. */
static void
add_meant(GString *pairs, char mark, char *const *names)
{
    for (char *const *other = names + 1; *other != NULL; other++)
        if (strstr(*names, *other) == NULL && strstr(*other, *names) == NULL)
            add_pair(pairs, mark, *other, *names);
}

/* A line of what became another. */
typedef struct {
    char **names; /* the first is what the others became; owned */
    char *date;
} Change;

static void
change_free(gpointer data)
{
    Change *change = data;
    g_strfreev(change->names);
    tc_free_all(change->date, change);
}

static void
add_successor(GString *pairs, const char *old, const char *new)
{
    add_pair(pairs, TC_ALIAS_MARK_SUCCESSOR, new, old);
    add_pair(pairs, TC_ALIAS_MARK_PREDECESSOR, old, new);
}

/* What `later` made of the new name of `change`, which had become all of what it then was: Hà Nam
 * Ninh became Nam Hà, and that Hà Nam and Nam Định. Where names were joined first, only the one
 * thing that became of what they were (`is_all`): when that was parted again, nobody can tell what
 * went where. */
static gboolean
goes_on(const Change *change, const Change *later, gboolean is_all)
{
    return *change->date != '-' && *later->date != '-' && strcmp(change->date, later->date) < 0 &&
           change->names[1] != NULL && (change->names[2] == NULL || is_all) &&
           later->names[0] != NULL &&
           g_strv_contains((const char *const *)later->names + 1, change->names[0]) &&
           !g_strv_contains((const char *const *)change->names + 1, later->names[0]);
}

/* The same, two or three changes on. Changes of one name are few; `by_old` has them by what it was.
 */
static void
add_later(GString *pairs, const Change *first, const Change *change, GHashTable *by_old, guint left)
{
    const GPtrArray *laters = g_hash_table_lookup(by_old, change->names[0]);
    for (guint i = 0; laters != NULL && left > 0 && i < MIN(laters->len, LATER_MAX); i++) {
        const Change *later = g_ptr_array_index(laters, i);
        if (!goes_on(change, later, laters->len == 1))
            continue;
        for (char **old = first->names + 1; *old != NULL; old++)
            if (strcmp(*old, later->names[0]) != 0)
                add_successor(pairs, *old, later->names[0]);
        add_later(pairs, first, later, by_old, left - 1);
    }
}

/* What a change made of a name it made of its other spellings: Kontum is part of Quảng Ngãi, too.
 */
static void
add_respelled(GString *pairs, const Change *change, char *const *spellings)
{
    for (char *const *name = change->names; *name != NULL; name++) {
        gboolean is_new = name == change->names;
        if (!g_strv_contains((const char *const *)spellings, *name))
            continue;
        for (char *const *other = spellings; *other != NULL; other++)
            for (char **rest = change->names + is_new;
                 strcmp(*other, *name) != 0 && *rest != NULL && (is_new || rest == change->names);
                 rest++)
                add_pair(pairs, is_new ? TC_ALIAS_MARK_PREDECESSOR : TC_ALIAS_MARK_SUCCESSOR, *rest,
                         *other);
    }
}

static void
add_changes(GString *pairs, const GPtrArray *changes, const GPtrArray *spellings)
{
    g_autoptr(GHashTable) by_old =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    for (guint i = 0; i < changes->len; i++) {
        Change *change = g_ptr_array_index(changes, i);
        for (char **old = change->names + 1; *old != NULL; old++) {
            GPtrArray *list = g_hash_table_lookup(by_old, *old);
            if (list == NULL) {
                list = g_ptr_array_new();
                g_hash_table_insert(by_old, *old, list);
            }
            g_ptr_array_add(list, change);
            add_successor(pairs, *old, change->names[0]);
        }
    }
    for (guint i = 0; i < changes->len; i++) {
        const Change *change = g_ptr_array_index(changes, i);
        add_later(pairs, change, change, by_old, CHANGES_MAX - 1);
        for (guint k = 0; k < spellings->len; k++)
            add_respelled(pairs, change, g_ptr_array_index(spellings, k));
    }
}

/* What another name of `name` is one of, `name` is one of as well. `by_name` has the lines by what
 * they begin with. */
static void
add_wider_of(GString *pairs, const char *name, const char *other, GHashTable *by_name)
{
    const GPtrArray *lines = g_hash_table_lookup(by_name, other);
    for (guint i = 0; lines != NULL && i < MIN(lines->len, WIDER_MAX); i++) {
        char *const *wider = g_ptr_array_index(lines, i);
        for (guint k = 1; k <= WIDER_MAX && wider[k] != NULL; k++)
            if (strstr(name, wider[k]) == NULL && strstr(wider[k], name) == NULL)
                add_pair(pairs, TC_ALIAS_MARK_WIDER, wider[k], name);
    }
}

/* The same of all names in the lines. */
static void
add_all_wider(GString *pairs, const GPtrArray *meant, const GPtrArray *wider)
{
    g_autoptr(GHashTable) by_name =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    for (guint i = 0; i < wider->len; i++) {
        char **names = g_ptr_array_index(wider, i);
        GPtrArray *lines = g_hash_table_lookup(by_name, names[0]);
        if (lines == NULL) {
            lines = g_ptr_array_new();
            g_hash_table_insert(by_name, names[0], lines);
        }
        g_ptr_array_add(lines, names);
    }
    const GPtrArray *lists[] = {meant, wider};
    for (gsize list = 0; list < G_N_ELEMENTS(lists); list++)
        for (guint i = 0; i < lists[list]->len; i++) {
            char *const *names = g_ptr_array_index(lists[list], i);
            for (char *const *other = names + 1; *other != NULL; other++)
                add_wider_of(pairs, names[0], *other, by_name);
        }
}

/* Whether a table can hold the name: it has words, and nothing but words. */
static gboolean
is_name(const char *name)
{
    g_autoptr(GString) folded = g_string_new(NULL);
    return tc_abbreviation_fold(name, strlen(name), folded);
}

/* What is made of a table: pairs, and lines from which more follow when all are read. */
typedef struct {
    GString *pairs;
    GPtrArray *changes;   /* of Change */
    GPtrArray *spellings; /* of names, as are the others */
    GPtrArray *meant;     /* the first is said for the others */
    GPtrArray *wider;     /* the first is one of the others */
} Lines;

/* Two names of which each is said for the other. */
static void
add_meant_both(GPtrArray *meant, char *const *names)
{
    for (char *const *name = names; *name != NULL; name++)
        for (char *const *other = names; *other != NULL; other++)
            if (other != name) {
                const char *two[] = {*name, *other, NULL};
                g_ptr_array_add(meant, g_strdupv((char **)two));
            }
}

static gboolean
add_line(Lines *lines, const char *line)
{
    g_auto(GStrv) columns = g_strsplit(line, "\t", -1);
    guint count = g_strv_length(columns);
    if (count < FIRST_NAME + 2 || count > FIRST_NAME + NAMES_MAX)
        return FALSE;
    for (guint i = 0; i < count; i++) {
        g_strstrip(columns[i]);
        if (i >= FIRST_NAME && !is_name(columns[i]))
            return FALSE;
    }
    if (strcmp(columns[0], "word") == 0) {
        add_equals(lines->pairs, '\0', columns + FIRST_NAME);
        if (count <= FIRST_NAME + WIDER_MAX)
            add_meant_both(lines->meant, columns + FIRST_NAME);
    } else if (strcmp(columns[0], "means") == 0) {
        add_meant(lines->pairs, '\0', columns + FIRST_NAME);
        g_ptr_array_add(lines->meant, g_strdupv(columns + FIRST_NAME));
    } else if (strcmp(columns[0], "wider") == 0) {
        add_meant(lines->pairs, TC_ALIAS_MARK_WIDER, columns + FIRST_NAME);
        g_ptr_array_add(lines->wider, g_strdupv(columns + FIRST_NAME));
    } else if (strcmp(columns[0], "spelling") == 0) {
        add_equals(lines->pairs, TC_ALIAS_MARK_SPELLING, columns + FIRST_NAME);
        g_ptr_array_add(lines->spellings, g_strdupv(columns + FIRST_NAME));
    } else if (strcmp(columns[0], "became") == 0) {
        Change *change = g_new0(Change, 1);
        change->names = g_strdupv(columns + FIRST_NAME);
        change->date = g_strdup(columns[1]);
        g_ptr_array_add(lines->changes, change);
    } else
        /* Nothing has its name any more, or what has it has no other. */
        return strcmp(columns[0], "ended") == 0 || strcmp(columns[0], "parted") == 0;
    return TRUE;
}

gboolean
tc_alias_pairs(const char *tsv, gsize len, GString *pairs, GError **error)
{
    if (len > TC_ABBREVIATION_TEXT_MAX || !g_utf8_validate_len(tsv, len, NULL)) {
        g_set_error_literal(error, G_CONVERT_ERROR, G_CONVERT_ERROR_ILLEGAL_SEQUENCE,
                            _("table of aliases is too large or not UTF-8"));
        return FALSE;
    }
    g_autofree char *text = g_strndup(tsv, len);
    g_auto(GStrv) each = g_strsplit(text, "\n", -1);
    g_autoptr(GPtrArray) changes = g_ptr_array_new_with_free_func(change_free);
    g_autoptr(GPtrArray) spellings = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
    g_autoptr(GPtrArray) meant = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
    g_autoptr(GPtrArray) wider = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
    Lines lines = {pairs, changes, spellings, meant, wider};
    for (guint i = 0; each[i] != NULL; i++) {
        g_strchomp(each[i]);
        if (*each[i] != '\0' && *each[i] != '#' && !add_line(&lines, each[i])) {
            g_set_error(
                error, G_CONVERT_ERROR, G_CONVERT_ERROR_FAILED,
                _("line %u of the table of aliases is not KIND<TAB>DATE<TAB>SOURCE<TAB>NAMES"),
                i + 1);
            return FALSE;
        }
    }
    add_changes(pairs, changes, spellings);
    add_all_wider(pairs, meant, wider);
    return TRUE;
}
