#include "indexer/scan/exclude.h"

#include "base/free.h"
#include "indexer/scan/paths.h"

#include <fnmatch.h>
#include <string.h>

struct TcExcludes {
    GPtrArray *rules; /* TcExcludeRule */
};

static void
free_rule(gpointer item)
{
    TcExcludeRule *rule = item;

    tc_free_all(rule->below, rule->pattern, rule->origin, rule);
}

TcExcludes *
tc_excludes_new(void)
{
    TcExcludes *excludes = g_new0(TcExcludes, 1);

    excludes->rules = g_ptr_array_new_with_free_func(free_rule);
    return excludes;
}

void
tc_excludes_free(TcExcludes *excludes)
{
    if (excludes == NULL)
        return;
    g_ptr_array_unref(excludes->rules);
    g_free(excludes);
}

void
tc_excludes_add(TcExcludes *excludes, const char *below, const char *pattern, const char *origin)
{
    TcExcludeRule *rule = g_new(TcExcludeRule, 1);

    *rule = (TcExcludeRule){.below = g_strdup(below),
                            .pattern = g_strdup(pattern),
                            .origin = g_strdup(origin != NULL ? origin : "")};
    /* "drafts/" means a folder of that name; it is compared without the slash. */
    for (gsize len = strlen(rule->pattern); len > 1 && rule->pattern[len - 1] == '/'; len--)
        rule->pattern[len - 1] = '\0';
    g_ptr_array_add(excludes->rules, rule);
}

guint
tc_excludes_count(const TcExcludes *excludes)
{
    return excludes != NULL ? excludes->rules->len : 0;
}

const TcExcludeRule *
tc_excludes_get(const TcExcludes *excludes, guint i)
{
    return g_ptr_array_index(excludes->rules, i);
}

static gboolean
matches(const char *pattern, const char *path)
{
    const char *name = strrchr(path, '/');

    if (*pattern == '/')
        return fnmatch(pattern, path, FNM_PATHNAME | FNM_LEADING_DIR) == 0;
    return fnmatch(pattern, name != NULL ? name + 1 : path, 0) == 0;
}

const TcExcludeRule *
tc_excludes_find(const TcExcludes *excludes, const char *path)
{
    for (guint i = 0; i < tc_excludes_count(excludes); i++) {
        const TcExcludeRule *rule = tc_excludes_get(excludes, i);

        if ((rule->below == NULL || tc_path_is_below(path, rule->below)) &&
            matches(rule->pattern, path))
            return rule;
    }
    return NULL;
}

gboolean
tc_excludes_match(const TcExcludes *excludes, const char *path)
{
    return tc_excludes_find(excludes, path) != NULL;
}

const TcExcludeRule *
tc_excludes_find_above(const TcExcludes *excludes, const char *path, const char *root)
{
    g_autofree char *part = g_strdup(path);
    gsize root_len = strlen(root);

    if (tc_excludes_count(excludes) == 0)
        return NULL;
    for (;;) {
        const TcExcludeRule *rule;
        char *slash;

        if (strlen(part) <= root_len)
            return NULL;
        rule = tc_excludes_find(excludes, part);
        if (rule != NULL)
            return rule;
        slash = strrchr(part, '/');
        if (slash == NULL)
            return NULL;
        *slash = '\0';
    }
}

gboolean
tc_excludes_cover(const TcExcludes *excludes, const char *path, const char *root)
{
    return tc_excludes_find_above(excludes, path, root) != NULL;
}
