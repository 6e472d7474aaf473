#include "indexer/state/exclude.h"

#include "indexer/state/scan.h"

#include <fnmatch.h>
#include <string.h>

typedef struct {
    char *below; /* NULL: everywhere */
    char *pattern;
} Rule;

struct TcExcludes {
    GArray *rules;
};

static void
clear_rule(gpointer item)
{
    Rule *rule = item;

    g_free(rule->below);
    g_free(rule->pattern);
}

TcExcludes *
tc_excludes_new(void)
{
    TcExcludes *excludes = g_new0(TcExcludes, 1);

    excludes->rules = g_array_new(FALSE, FALSE, sizeof(Rule));
    g_array_set_clear_func(excludes->rules, clear_rule);
    return excludes;
}

void
tc_excludes_free(TcExcludes *excludes)
{
    if (!excludes)
        return;
    g_array_unref(excludes->rules);
    g_free(excludes);
}

void
tc_excludes_add(TcExcludes *excludes, const char *below, const char *pattern)
{
    Rule rule = {.below = g_strdup(below), .pattern = g_strdup(pattern)};

    /* "drafts/" is a folder to whoever writes it; without the slash it is its name. */
    for (gsize len = strlen(rule.pattern); len > 1 && rule.pattern[len - 1] == '/'; len--)
        rule.pattern[len - 1] = '\0';

    g_array_append_val(excludes->rules, rule);
}

static gboolean
matches(const char *pattern, const char *path)
{
    const char *name = strrchr(path, '/');

    if (*pattern == '/')
        return fnmatch(pattern, path, FNM_PATHNAME | FNM_LEADING_DIR) == 0;
    return fnmatch(pattern, name ? name + 1 : path, 0) == 0;
}

gboolean
tc_excludes_match(const TcExcludes *excludes, const char *path)
{
    for (guint i = 0; excludes && i < excludes->rules->len; i++) {
        const Rule *rule = &g_array_index(excludes->rules, Rule, i);

        if ((!rule->below || tc_path_is_below(path, rule->below)) && matches(rule->pattern, path))
            return TRUE;
    }
    return FALSE;
}

gboolean
tc_excludes_cover(const TcExcludes *excludes, const char *path, const char *root)
{
    g_autofree char *part = g_strdup(path);
    gsize root_len = strlen(root);

    if (!excludes || !excludes->rules->len)
        return FALSE;
    for (;;) {
        char *slash;

        if (strlen(part) <= root_len)
            return FALSE;
        if (tc_excludes_match(excludes, part))
            return TRUE;
        slash = strrchr(part, '/');
        if (!slash)
            return FALSE;
        *slash = '\0';
    }
}
