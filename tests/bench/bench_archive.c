/* bench_archive - makes a large archive of small documents out of the sentences of a small one.
 *
 *   bench_archive [--from N] COUNT FOLDER SOURCE
 *       Write documents N (0) to COUNT - 1 below FOLDER, a thousand a folder, out of the .txt files
 *       below SOURCE. A document depends on its number and SOURCE alone: the archive of 10,000 is
 *       the beginning of that of 100,000, and each can be made again anywhere.
 *
 * A document has a head with a number, a place and a date of its own, a title, and SENTENCES_MIN to
 * SENTENCES_MAX sentences, two of three from the same source document, so that words keep company
 * as in real ones. Words are thus as frequent as in SOURCE, and the neighbours that they have there
 * stay. Numerals are drawn anew (of the same count of digits): the vocabulary grows with the
 * archive, as it does in real ones, where names and numbers make most of the growth. */
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PER_FOLDER     1000u
#define SENTENCES_MIN  1u
#define SENTENCES_MAX  3u
#define SENTENCE_BYTES 40 /* shorter lines are headings and lists of recipients */

/* 2020-01-02, long settled: what is being written right now is left for the next run. */
#define FILE_TIME 1577934245

typedef struct {
    guint begin; /* its sentences are those [begin, end) */
    guint end;
    char *head;  /* first line: the body that issues */
    char *place; /* a name for the line of the date */
} Source;

typedef struct {
    GPtrArray *sentences;
    GArray *sources;
} Material;

/* ---- numbers that are the same everywhere ---- */

/* SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014): any
 * number is a good seed, so each document can have its own. */
static guint64
draw(guint64 *state)
{
    guint64 mixed = (*state += G_GUINT64_CONSTANT(0x9e3779b97f4a7c15));

    mixed = (mixed ^ (mixed >> 30)) * G_GUINT64_CONSTANT(0xbf58476d1ce4e5b9);
    mixed = (mixed ^ (mixed >> 27)) * G_GUINT64_CONSTANT(0x94d049bb133111eb);
    return mixed ^ (mixed >> 31);
}

static guint
draw_below(guint64 *state, guint bound)
{
    return (guint)(draw(state) % bound);
}

/* ---- the material ---- */

static void
add_sentences(Material *material, const char *line)
{
    g_auto(GStrv) parts = g_strsplit(line, ". ", -1);

    for (char **part = parts; *part != NULL; part++) {
        gsize len = strlen(g_strstrip(*part));

        while (len && strchr(".;:,", (*part)[len - 1]) != NULL)
            (*part)[--len] = '\0';
        /* Wide gaps are those between two columns, of heads and of signatures. */
        if (len >= SENTENCE_BYTES && strstr(*part, "   ") == NULL)
            g_ptr_array_add(material->sentences, g_strdup(*part));
    }
}

/* What stands on the left of the first line, without the motto on the right. */
static char *
head_of(const char *line)
{
    const char *gap = strstr(line, "   ");

    return g_strstrip(gap != NULL ? g_strndup(line, (gsize)(gap - line)) : g_strdup(line));
}

/* The name before ", ngày", as in "Ninh Phước, ngày 17 tháng 4 năm 2023". */
static char *
place_of(char **lines)
{
    for (guint i = 0; lines[i] != NULL && i < 8; i++) {
        const char *day = strstr(lines[i], ", ngày");
        const char *start = day;

        if (day == NULL)
            continue;
        while (start > lines[i] && !(start[-1] == ' ' && start - 1 > lines[i] && start[-2] == ' '))
            start--;
        return g_strndup(start, (gsize)(day - start));
    }
    return g_strdup("Hà Nội");
}

static void
add_document(Material *material, const char *text)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    Source source = {.begin = material->sentences->len};

    for (char **line = lines; *line != NULL; line++)
        add_sentences(material, *line);
    source.end = material->sentences->len;
    if (source.end == source.begin)
        return;
    source.head = head_of(lines[0]);
    source.place = place_of(lines);
    g_array_append_val(material->sources, source);
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Returns FALSE, having said why, when something below `folder` cannot be read. */
static gboolean
read_folder(Material *material, const char *folder)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, &error);
    const char *name;

    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL)
        g_ptr_array_add(names, g_strdup(name));
    /* The order of a listing is the file system's own. */
    g_ptr_array_sort(names, compare_names);
    for (guint i = 0; dir != NULL && i < names->len; i++) {
        g_autofree char *path = g_build_filename(folder, g_ptr_array_index(names, i), NULL);
        g_autofree char *text = NULL;

        if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
            if (!read_folder(material, path))
                return FALSE;
        } else if (g_str_has_suffix(path, ".txt")) {
            if (!g_file_get_contents(path, &text, NULL, &error))
                break;
            add_document(material, text);
        }
    }
    if (error != NULL)
        fprintf(stderr, "bench_archive: %s\n", error->message);
    return error == NULL;
}

static void
clear_source(gpointer item)
{
    Source *source = item;

    g_free(source->head);
    g_free(source->place);
}

/* ---- documents ---- */

/* Append with each run of digits drawn anew; the first digit of several is not 0. */
static void
append_varied(GString *out, const char *text, guint64 *state)
{
    gboolean is_in_number = FALSE;

    for (const char *at = text; *at; at++) {
        gboolean is_digit = g_ascii_isdigit(*at);

        if (!is_digit)
            g_string_append_c(out, *at);
        else if (is_in_number || !g_ascii_isdigit(at[1]))
            g_string_append_c(out, (char)('0' + draw_below(state, 10)));
        else
            g_string_append_c(out, (char)('1' + draw_below(state, 9)));
        is_in_number = is_digit;
    }
}

static void
write_document(GString *out, const Material *material, guint number)
{
    guint64 state = number * G_GUINT64_CONSTANT(0x2545f4914f6cdd1d) + 1;
    guint main_source = draw_below(&state, material->sources->len);
    const Source *source = &g_array_index(material->sources, Source, main_source);
    guint count = SENTENCES_MIN + draw_below(&state, SENTENCES_MAX - SENTENCES_MIN + 1);

    g_string_truncate(out, 0);
    g_string_append_printf(out, "%s\nSố: %u/BC-UBND\n", source->head, 1 + draw_below(&state, 900));
    g_string_append_printf(out, "%s, ngày %u tháng %u năm %u\n\nBÁO CÁO\n", source->place,
                           1 + draw_below(&state, 28), 1 + draw_below(&state, 12),
                           2005 + draw_below(&state, 20));
    for (guint i = 0; i < count; i++) {
        guint index = i % 3 != 2 ? source->begin + draw_below(&state, source->end - source->begin)
                                 : draw_below(&state, material->sentences->len);

        append_varied(out, g_ptr_array_index(material->sentences, index), &state);
        g_string_append(out, i == 0 ? "\n\n" : ".\n");
    }
}

static gboolean
write_file(const char *path, const GString *text)
{
    const struct timespec times[2] = {{.tv_sec = FILE_TIME}, {.tv_sec = FILE_TIME}};
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    gboolean is_written;

    errno = fd < 0 ? errno : ENOSPC; /* what a short write means */
    is_written = fd >= 0 && write(fd, text->str, text->len) == (ssize_t)text->len &&
                 futimens(fd, times) == 0;
    if (!is_written)
        fprintf(stderr, "bench_archive: %s: %s\n", path, g_strerror(errno));
    if (fd >= 0)
        close(fd);
    return is_written;
}

static gboolean
write_archive(const Material *material, guint from, guint count, const char *folder)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint number = from; number < count; number++) {
        g_autofree char *sub = g_strdup_printf("%s/%04u", folder, number / PER_FOLDER);
        g_autofree char *path = g_strdup_printf("%s/%07u.txt", sub, number);

        if ((number == from || number % PER_FOLDER == 0) && g_mkdir_with_parents(sub, 0777) != 0) {
            fprintf(stderr, "bench_archive: %s: %s\n", sub, g_strerror(errno));
            return FALSE;
        }
        write_document(text, material, number);
        if (!write_file(path, text))
            return FALSE;
    }
    return TRUE;
}

int
main(int argc, char **argv)
{
    Material material = {.sentences = g_ptr_array_new_with_free_func(g_free),
                         .sources = g_array_new(FALSE, FALSE, sizeof(Source))};
    guint64 from = 0, count = 0;
    int result = 1;

    g_array_set_clear_func(material.sources, clear_source);
    if (argc > 2 && g_str_equal(argv[1], "--from") &&
        g_ascii_string_to_unsigned(argv[2], 10, 0, 100000000, &from, NULL)) {
        argc -= 2;
        argv += 2;
    }
    if (argc != 4 || !g_ascii_string_to_unsigned(argv[1], 10, 1, 100000000, &count, NULL)) {
        fprintf(stderr, "usage: bench_archive [--from N] COUNT FOLDER SOURCE\n");
        result = 2;
    } else if (read_folder(&material, argv[3])) {
        if (!material.sources->len)
            fprintf(stderr, "bench_archive: %s: no sentences below it\n", argv[3]);
        else if (write_archive(&material, (guint)from, (guint)count, argv[2]))
            result = 0;
    }
    g_ptr_array_unref(material.sentences);
    g_array_unref(material.sources);
    return result;
}
