/* What the tests of query/ share: an index of their own, and running the program on it. */
#ifndef TC_TESTS_QUERY_SUPPORT_H
#define TC_TESTS_QUERY_SUPPORT_H

#include "query/command/command.h"
#include "query/command/command_line.h"
#include "tests/support/folder.h"
#include "tests/support/sample_index.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <criterion/parameterized.h>
#include <jansson.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Make the index `name` in the folder. */
static inline void
make_index(const char *name, const TcSampleDocument *documents, gsize count)
{
    g_autofree char *dir = in_folder(name);

    tc_sample_index(dir, documents, count);
}

/* The same of documents that are only texts: "/1", "/2" and so on. */
static inline void
make_texts(const char *name, const char *const *texts, gsize count)
{
    g_autofree TcSampleDocument *documents = g_new0(TcSampleDocument, count);
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);

    for (gsize i = 0; i < count; i++) {
        g_ptr_array_add(paths, g_strdup_printf("/%zu", i + 1));
        documents[i] = (TcSampleDocument){.path = g_ptr_array_index(paths, i), .text = texts[i]};
    }
    make_index(name, documents, count);
}

/* What the program did. */
typedef struct {
    int status;
    char *out;
    gsize out_len;
    char *err;   /* warnings */
    char *error; /* what main() would print; NULL without an error */
} Run;

static inline void
run_clear(Run *run)
{
    free(run->out);
    free(run->err);
    g_free(run->error);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Run, run_clear)

/* Run with the arguments of `line`, separated by '|'; those that are "@NAME" are files of the
 * folder, and so is what follows "--index=@". Without --index it is the index "i". */
static inline Run
run(const char *line)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *by_default = in_folder("i");
    g_auto(GStrv) parts = g_strsplit(line, "|", -1);
    g_autoptr(GPtrArray) argv = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(TcOptions) options = NULL;
    size_t err_len = 0;
    Run result = {.status = TC_EXIT_ERROR};

    g_setenv("TRACUU_INDEX", by_default, TRUE);
    g_ptr_array_add(argv, g_strdup("tracuu"));
    for (char **part = parts; *part != NULL; part++) {
        const char *at = strstr(*part, "=@");

        if (at != NULL && g_str_has_prefix(*part, "--")) {
            g_autofree char *path = in_folder(at + 2);

            g_ptr_array_add(argv, g_strdup_printf("%.*s=%s", (int)(at - *part), *part, path));
        } else {
            g_ptr_array_add(argv, g_strdup(*part));
        }
    }
    options = tc_options_parse((int)argv->len, (char **)argv->pdata, FALSE, &error);
    FILE *out = open_memstream(&result.out, &result.out_len);
    FILE *err = open_memstream(&result.err, &err_len);

    if (options != NULL)
        result.status = tc_command_run(options, out, err, &error);
    fclose(out);
    fclose(err);
    cr_assert(eq(int, result.status == TC_EXIT_ERROR, error != NULL), "%s", line);
    result.error = error == NULL ? NULL : g_strdup(error->message);
    return result;
}

/* Run with --format=json: the hits, an array of objects. Free with json_decref(). */
static inline json_t *
hits_of(const char *line)
{
    g_autofree char *with_format = g_strconcat("--format=json|", line, NULL);
    g_auto(Run) result = run(with_format);
    g_auto(GStrv) lines = g_strsplit(result.out, "\n", -1);
    json_t *hits = json_array();

    cr_assert(result.status != TC_EXIT_ERROR, "%s: %s", line, result.error);
    for (char **text = lines; *text != NULL && **text != '\0'; text++) {
        json_error_t fault;
        json_t *hit = json_loads(*text, JSON_REJECT_DUPLICATES, &fault);

        cr_assert(hit != NULL, "%s: %s", fault.text, *text);
        json_array_append_new(hits, hit);
    }
    size_t i;
    json_t *hit;
    gboolean has_any = FALSE;

    /* What only comes near a topic is shown, and not found. */
    json_array_foreach(hits, i, hit) has_any |= !json_is_false(json_object_get(hit, "about"));
    cr_assert(eq(int, has_any, result.status == TC_EXIT_FOUND), "%s", line);
    return hits;
}

static inline const char *
string_of(const json_t *hit, const char *key)
{
    return json_string_value(json_object_get(hit, key));
}

/* The paths of the hits in order, separated by spaces. Free with g_free(). */
static inline char *
paths_of(const json_t *hits)
{
    GString *paths = g_string_new(NULL);
    size_t i;
    json_t *hit;

    json_array_foreach(hits, i, hit)
        g_string_append_printf(paths, "%s%s", i > 0 ? " " : "", string_of(hit, "path"));
    return g_string_free(paths, FALSE);
}

/* Those for the arguments of `line`. Free with g_free(). */
static inline char *
paths_for(const char *line)
{
    json_t *hits = hits_of(line);
    char *paths = paths_of(hits);

    json_decref(hits);
    return paths;
}

static inline int
by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The same paths in the order of their bytes. Free with g_free(). */
static inline char *
sorted(const char *paths)
{
    g_auto(GStrv) parts = g_strsplit(paths, " ", -1);

    qsort(parts, g_strv_length(parts), sizeof *parts, by_name);
    return g_strjoinv(" ", parts);
}

/* The hit with this path; NULL if there is none. Borrowed. */
static inline json_t *
hit_at(const json_t *hits, const char *path)
{
    size_t i;
    json_t *hit;

    json_array_foreach(hits, i, hit) if (g_strcmp0(string_of(hit, "path"), path) == 0) return hit;
    return NULL;
}

/* The highlighted pieces of a hit's snippet, separated by '|'; checks that they are ascending
 * ranges of whole characters within it. Free with g_free(). */
static inline char *
lit_in(const json_t *hit)
{
    const char *snippet = string_of(hit, "snippet");
    GString *lit = g_string_new(NULL);
    json_int_t done = 0;
    size_t i;
    json_t *range;

    json_array_foreach(json_object_get(hit, "highlights"), i, range)
    {
        json_int_t start = json_integer_value(json_array_get(range, 0));
        json_int_t end = json_integer_value(json_array_get(range, 1));

        cr_assert(json_array_size(range) == 2 && start >= done && end > start &&
                      (gsize)end <= strlen(snippet),
                  "%s", snippet);
        cr_assert(g_utf8_validate(snippet + start, (gssize)(end - start), NULL), "%s", snippet);
        g_string_append_printf(lit, "%s%.*s", i > 0 ? "|" : "", (int)(end - start),
                               snippet + start);
        done = end;
    }
    return g_string_free(lit, FALSE);
}

/* Criterion takes strings that may be changed only. */
#define assert_str(got, expect, ...)                                                               \
    cr_assert(eq(str, (char *)(got), (char *)(expect)), "" __VA_ARGS__)

/* Check which documents a query finds, in whatever order: their paths as sorted() has them. */
static inline void
assert_finds(const char *query, const char *expected)
{
    json_t *hits = hits_of(query);
    g_autofree char *paths = paths_of(hits);
    g_autofree char *found = sorted(paths);

    assert_str(found, expected, "%s", query);
    json_decref(hits);
}
#define assert_contains(text, part)                                                                \
    do {                                                                                           \
        const char *const text_ = (text);                                                          \
        const char *const found_ = text_ == NULL ? NULL : strstr(text_, (part));                   \
        cr_assert(found_ != NULL, "%s", text_);                                                    \
    } while (0)

#endif
