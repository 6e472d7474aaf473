/* config/config.c: what a configuration says, and what is said of one that says nonsense. */
#include "config/config.h"
#include "tests/support/folder.h"
#include "tests/unit/rows.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <glib/gstdio.h>
#include <string.h>

static const struct {
    const char *text;
    gsize size; /* 0: refused */
} sizes[] = {
    {"1", 1},
    {"1000", 1000},
    {"64K", 65536},
    {"64k", 65536},
    {"64KB", 65536},
    {"64KiB", 65536},
    {"1.5M", 1572864},
    {"256M", 268435456},
    {"1G", 1073741824},
    {"2147483647", 2147483647},
    {"", 0},
    {"M", 0},
    {"0", 0},
    {"0.5", 0},
    {"-1", 0},
    {"12Q", 0},
    {"12 M", 0},
    {"12MM", 0},
    {"12M ", 0},
    {"2G", 0},
    {"3G", 0},
    {"1T", 0},
    {"inf", 0},
    {"nan", 0},
    {"1e400", 0},
};

EACH_ROW(config, sizes_take_units, sizes)
ROW_TEST(size_t *row, config, sizes_take_units)
{
    gsize size = 0;
    g_autoptr(GError) error = NULL;
    gboolean is_taken = tc_config_size(sizes[*row].text, &size, &error);

    cr_assert(eq(sz, size, sizes[*row].size), "%s", sizes[*row].text);
    cr_assert(eq(int, is_taken, sizes[*row].size != 0));
    cr_assert(eq(int, error == NULL, is_taken));
}

static TcConfig *
parse(const char *text, GError **error)
{
    return tc_config_parse("/c", text, strlen(text), "/home/an", error);
}

Test(config, says_what_it_was_told)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TcConfig) config = parse("# the archives of the province\n"
                                       "[tracuu]\n"
                                       "index = /var/lib/tracuu/index\n"
                                       "exclude=*.tmp; /srv/archive/nháp ;a\\;b\n"
                                       "jobs=3\r\n"
                                       "wait=0\n"
                                       "max-time=1800\n"
                                       "max-file-size=64M\n"
                                       "ocr=true\n"
                                       "compact=never\n"
                                       "log-format=json\n"
                                       "metrics=/run/tracuu.prom\n"
                                       "\n"
                                       "[archive hội đồng]\n"
                                       "path=/srv/archive/hdnd/;~/thêm\n"
                                       "[archive b]\n"
                                       "  path = /b/../c\n"
                                       "index=/other\n"
                                       "exclude=x;\n",
                                       &error);
    const TcArchive *first, *second;

    cr_assert(ne(ptr, config, NULL), "%s", error != NULL ? error->message : "");
    cr_assert(eq(str, config->index, (char *)"/var/lib/tracuu/index"));
    cr_assert(eq(str, config->exclude[0], (char *)"*.tmp"));
    cr_assert(eq(str, config->exclude[1], (char *)"/srv/archive/nháp"));
    cr_assert(eq(str, config->exclude[2], (char *)"a;b"));
    cr_assert(eq(ptr, config->exclude[3], NULL));
    cr_assert(eq(int, config->jobs, 3));
    cr_assert(eq(int, config->wait_s, 0));
    cr_assert(eq(int, config->max_time_s, 1800));
    cr_assert(eq(sz, config->file_size_max, (size_t)64 << 20));
    cr_assert(eq(int, config->compact, TC_SWITCH_OFF));
    cr_assert(eq(int, config->ocr, TC_SWITCH_ON));
    cr_assert(eq(int, config->log_json, TC_SWITCH_ON));
    cr_assert(eq(str, config->metrics, (char *)"/run/tracuu.prom"));
    cr_assert(eq(u32, config->archives->len, 2));
    first = g_ptr_array_index(config->archives, 0);
    second = g_ptr_array_index(config->archives, 1);
    cr_assert(eq(str, first->name, (char *)"hội đồng"));
    cr_assert(eq(str, first->paths[0], (char *)"/srv/archive/hdnd"));
    cr_assert(eq(str, first->paths[1], (char *)"/home/an/thêm"));
    cr_assert(eq(ptr, first->index, NULL));
    cr_assert(eq(ptr, first->exclude[0], NULL));
    cr_assert(eq(str, second->paths[0], (char *)"/c"));
    cr_assert(eq(str, second->index, (char *)"/other"));
    cr_assert(eq(str, second->exclude[0], (char *)"x"));
}

static const char *const silent[] = {
    "",         "\n\n",          "# nothing\n", "\xef\xbb\xbf", "\xef\xbb\xbf[tracuu]\n",
    "[tracuu]", "[tracuu] \r\n",
};

EACH_ROW(config, what_is_not_said_is_unset, silent)
ROW_TEST(size_t *row, config, what_is_not_said_is_unset)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TcConfig) config = parse(silent[*row], &error);

    cr_assert(ne(ptr, config, NULL), "%s", error != NULL ? error->message : "");
    cr_assert(eq(ptr, config->index, NULL));
    cr_assert(eq(ptr, config->exclude[0], NULL));
    cr_assert(eq(int, config->jobs, -1));
    cr_assert(eq(int, config->wait_s, -1));
    cr_assert(eq(int, config->max_time_s, -1));
    cr_assert(eq(sz, config->file_size_max, 0));
    cr_assert(eq(int, config->compact, TC_SWITCH_UNSET));
    cr_assert(eq(u32, config->archives->len, 0));
}

/* Each message names the file, the line, and what would do. */
static const struct {
    const char *text, *message;
} refused[] = {
    {"[tracuu]\njobs=2 # of four\n", "/c:2: a note needs a line of its own: “# of four”"},
    {"jobs=1\n", "/c:1: before the first group: “jobs=1” (begin with [tracuu])"},
    {"[tracuu]\n\n# x\njbos=2\n",
     "/c:4: unknown key “jbos” in [tracuu]: there are index, exclude, jobs, wait, max-time, "
     "max-file-size, ocr, follow-links, sandbox, share, stale-after, compact, log-format, metrics, "
     "opener, show-as"},
    {"[tracuu]\njobs[vi]=2\n",
     "/c:2: unknown key “jobs[vi]” in [tracuu]: there are index, exclude, jobs, wait, max-time, "
     "max-file-size, ocr, follow-links, sandbox, share, stale-after, compact, log-format, metrics, "
     "opener, show-as"},
    {"[archive a]\npath=/a\njobs=2\n",
     "/c:3: unknown key “jobs” in [archive a]: there are path, index, exclude"},
    {"[tracu]\n", "/c:1: unknown group [tracu]: there are [tracuu] and [archive NAME]"},
    {"[]\n", "/c:1: unknown group []: there are [tracuu] and [archive NAME]"},
    {"[archive]\n", "/c:1: unknown group [archive]: there are [tracuu] and [archive NAME]"},
    {"[archive a/b]\n", "/c:1: not a name for an archive: “a/b” (no slash, nor - or . at its "
                        "beginning, nor blanks around it)"},
    {"[archive -a]\n", "/c:1: not a name for an archive: “-a” (no slash, nor - or . at its "
                       "beginning, nor blanks around it)"},
    {"[archive  a]\n", "/c:1: not a name for an archive: “ a” (no slash, nor - or . at its "
                       "beginning, nor blanks around it)"},
    {"[archive a]\n", "/c:1: the archive has no path (as in path=/srv/archive)"},
    {"[archive a]\npath=\n", "/c:2: path: it is empty; it takes paths with “;” between them"},
    {"[archive a]\npath=docs\n",
     "/c:2: path: not an absolute path: “docs” (as in /srv/archive or ~/archive)"},
    {"[archive a]\npath=/a;;/b\n",
     "/c:2: path: not an absolute path: “” (as in /srv/archive or ~/archive)"},
    {"[archive a]\npath=/a\n[archive a]\npath=/b\n", "/c:3: there is a second group [archive a]"},
    {"[tracuu]\njobs=1\n[tracuu]\n", "/c:3: there is a second group [tracuu]"},
    {"[tracuu]\njobs=1\njobs=2\n", "/c:3: the key “jobs” comes twice in [tracuu]"},
    {"[tracuu]\njobs\n", "/c:2: neither [GROUP] nor KEY=VALUE: “jobs”"},
    {"[tracuu]\n=1\n", "/c:2: neither [GROUP] nor KEY=VALUE: “=1”"},
    {"[tracuu\n", "/c:1: neither [GROUP] nor KEY=VALUE: “[tracuu”"},
    {"[tracuu]\njobs=0\n", "/c:2: jobs: not a number from 1 to 64: “0”"},
    {"[tracuu]\njobs=many\n", "/c:2: jobs: not a number from 1 to 64: “many”"},
    {"[tracuu]\njobs=\n", "/c:2: jobs: not a number from 1 to 64: “”"},
    {"[tracuu]\nwait=-1\n", "/c:2: wait: not a number of seconds, at least 0: “-1”"},
    {"[tracuu]\nmax-time=0\n", "/c:2: max-time: not a number of seconds, at least 1: “0”"},
    {"[tracuu]\nmax-time=1h\n", "/c:2: max-time: not a number of seconds, at least 1: “1h”"},
    {"[tracuu]\nmax-file-size=big\n",
     "/c:2: max-file-size: not a size: “big” (as in 500K, 64M, 2G)"},
    {"[tracuu]\nlog-format=xml\n", "/c:2: log-format: “xml” is neither text nor json"},
    {"[tracuu]\nocr=1\n", "/c:2: ocr: “1” is neither false nor true"},
    {"[tracuu]\ncompact=yes\n", "/c:2: compact: “yes” is neither never nor auto"},
    {"[tracuu]\nindex=index\n",
     "/c:2: index: not an absolute path: “index” (as in /srv/archive or ~/archive)"},
    {"[tracuu]\nexclude=a/b\n",
     "/c:2: exclude: a pattern with a slash begins with one: “a/b” (as in /srv/archive/drafts or "
     "*.tmp)"},
    {"[tracuu]\nexclude=a;;b\n", "/c:2: exclude: an empty pattern"},
    {"[tracuu]\n# \xff\n", "/c:2: not UTF-8"},
};

EACH_ROW(config, nonsense_is_named_with_its_line, refused)
ROW_TEST(size_t *row, config, nonsense_is_named_with_its_line)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TcConfig) config = parse(refused[*row].text, &error);

    cr_assert(eq(ptr, config, NULL), "%s", refused[*row].text);
    cr_assert(g_error_matches(error, TC_CONFIG_ERROR, TC_CONFIG_ERROR_FILE));
    cr_assert(eq(str, error->message, (char *)refused[*row].message));
}

static const struct {
    const char *text;
    int seconds; /* -1 where it is refused */
} durations[] = {
    {"90", 90},
    {"90s", 90},
    {"5m", 300},
    {"36h", 129600},
    {"2d", 172800},
    {"1w", 604800},
    {"never", 0},
    {"0", -1},
    {"", -1},
    {"h", -1},
    {"1y", -1},
    {"1hd", -1},
    {"1 h", -1},
    {"-1h", -1},
    {"2147483647", G_MAXINT},
    {"2147483648", -1},
    {"3550w", 2147040000},
    {"3551w", -1},
    {"99999999999999999999d", -1},
};

EACH_ROW(config, a_time_has_a_unit_or_is_in_seconds, durations)
ROW_TEST(size_t *row, config, a_time_has_a_unit_or_is_in_seconds)
{
    g_autofree char *text = g_strdup_printf("[tracuu]\nstale-after=%s\n", durations[*row].text);
    g_autoptr(GError) error = NULL;
    g_autoptr(TcConfig) config = parse(text, &error);

    if (durations[*row].seconds < 0) {
        g_autofree char *message = g_strdup_printf(
            "/c:2: stale-after: not a time: “%s” (as in 36h, 2d, 1w, never)", durations[*row].text);
        cr_assert(eq(ptr, config, NULL), "%s", text);
        cr_assert(eq(str, error->message, message));
        return;
    }
    cr_assert(ne(ptr, config, NULL), "%s: %s", text, error != NULL ? error->message : "");
    cr_assert(eq(int, config->stale_after_s, durations[*row].seconds));
}

Test(config, bytes_that_end_a_string_are_refused)
{
    static const char text[] = "[tracuu]\njobs=1\0\n[x]\n";
    g_autoptr(GError) error = NULL;

    cr_assert(eq(ptr, tc_config_parse("/c", text, sizeof text - 1, "/h", &error), NULL));
    cr_assert(eq(str, error->message, (char *)"/c:2: not UTF-8"));
}

Test(config, an_archive_is_found_however_its_name_is_composed)
{
    g_autoptr(TcConfig) config = parse("[archive h\u1ed9i]\npath=/a\n", NULL);

    cr_assert(ne(ptr, (void *)tc_config_archive(config, "ho\u0323\u0302i"), NULL));
    cr_assert(eq(ptr, (void *)tc_config_archive(config, "hoi"), NULL));
    cr_assert(eq(ptr, (void *)tc_config_archive(config, "./h\u1ed9i"), NULL));
    cr_assert(eq(ptr, (void *)tc_config_archive(config, "\xff"), NULL));
}

Test(config, indexes_are_those_of_the_archives)
{
    g_autoptr(TcConfig) none = tc_config_new();
    g_autoptr(TcConfig) lone = parse("[tracuu]\nindex=/i\n", NULL);
    g_autoptr(TcConfig) three = parse("[tracuu]\nindex=/i\n"
                                      "[archive a]\npath=/a\nindex=/own\n"
                                      "[archive b]\npath=/b\n"
                                      "[archive c]\npath=/c\nindex=/own\n",
                                      NULL);
    g_autoptr(GPtrArray) of_none = tc_config_indexes(none, "/fallback");
    g_autoptr(GPtrArray) of_lone = tc_config_indexes(lone, "/fallback");
    g_autoptr(GPtrArray) of_three = tc_config_indexes(three, "/fallback");

    cr_assert(eq(u32, of_none->len, 1));
    cr_assert(eq(str, of_none->pdata[0], (char *)"/fallback"));
    cr_assert(eq(u32, of_lone->len, 1));
    cr_assert(eq(str, of_lone->pdata[0], (char *)"/i"));
    cr_assert(eq(u32, of_three->len, 2));
    cr_assert(eq(str, of_three->pdata[0], (char *)"/own"));
    cr_assert(eq(str, of_three->pdata[1], (char *)"/i"));
    cr_assert(eq(str, (char *)tc_config_resolve_index(three, "c", "/fallback"), (char *)"/own"));
    cr_assert(eq(str, (char *)tc_config_resolve_index(three, "b", "/fallback"), (char *)"/i"));
    cr_assert(eq(str, (char *)tc_config_resolve_index(three, "./c", "/fallback"), (char *)"./c"));
}

Test(config, a_file_that_cannot_be_read_is_named, .init = folder_make, .fini = folder_remove)
{
    g_autofree char *missing = g_build_filename(folder, "none.conf", NULL);
    g_autofree char *user_file = g_build_filename(folder, "tracuu", "tracuu.conf", NULL);
    g_autofree char *user_folder = g_path_get_dirname(user_file);
    g_autofree char *found = NULL;
    g_autoptr(GError) first = NULL, second = NULL;

    cr_assert(eq(ptr, tc_config_load(missing, "/h", &first), NULL));
    cr_assert(ne(ptr, strstr(first->message, missing), NULL));
    cr_assert(ne(ptr, strstr(first->message, g_strerror(ENOENT)), NULL));
    cr_assert(eq(ptr, tc_config_load(folder, "/h", &second), NULL));
    cr_assert(ne(ptr, strstr(second->message, "is not a file"), NULL));

    cr_assert(eq(int, g_mkdir(user_folder, 0700), 0));
    cr_assert(g_file_set_contents(user_file, "[tracuu]\n", -1, NULL));
    found = tc_config_default_file(folder);
    cr_assert(eq(str, found, user_file));
}

Test(config, the_name_of_a_folder_may_end_in_a_slash)
{
    static const char text[] = "[tracuu]\nexclude=nháp/;/srv/archive/cũ/;*.d//\n";
    g_autoptr(GError) error = NULL;
    g_autoptr(TcConfig) config = tc_config_parse("/c", text, strlen(text), NULL, &error);
    cr_assert(config != NULL, "%s", error != NULL ? error->message : "");
    cr_assert(eq(str, config->exclude[0], (char *)"nháp/"));
    cr_assert(eq(str, config->exclude[2], (char *)"*.d//"));
}
