/* How well encodings are told: tc_encoding_quality [OPTION...] --other FILE... VIETNAMESE...
 *
 * VIETNAMESE: files and folders of Vietnamese documents in any format. Excerpts of them are written
 * in each encoding, by our own encoders and by those of iconv, and read as a plain text file is.
 * --other FILE   a text in another language, which is not to be taken for Vietnamese, whether in
 * UTF-8 or in windows-1252; this program itself is read in pieces as binary data, too
 * --samples N    of each kind (200; of what is not Vietnamese ten times as many)
 * --length N     characters, or bytes, of each sample (200)
 * --least SHARE  of samples that must be told right (0.99)
 * --most SHARE   of what is not Vietnamese that may be taken for it (0.001)
 * Prints for each encoding: samples, the share whose encoding was told, the share whose text came
 * back as it was, but for capitals, which TCVN3 has not. (iconv's TCVN5712-1 has them where the
 * fonts of Windows have quotation marks and dashes, and these are what is read.) Then what was
 * taken for Vietnamese. Exit: 0 within the bounds; 1 not; 2 wrong use, or too little text. */
#include "document/document.h"
#include "text/encoding/encoding.h"

#include <stdio.h>
#include <string.h>

static int samples_max = 200;
static int length = 200;
static double least = 0.99;
static double most = 0.001;
static char **other_paths;

static const GOptionEntry options[] = {
    {"other", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &other_paths, "", "FILE"},
    {"samples", 0, 0, G_OPTION_ARG_INT, &samples_max, "", "N"},
    {"length", 0, 0, G_OPTION_ARG_INT, &length, "", "N"},
    {"least", 0, 0, G_OPTION_ARG_DOUBLE, &least, "", "SHARE"},
    {"most", 0, 0, G_OPTION_ARG_DOUBLE, &most, "", "SHARE"},
    {0},
};

/* Numbers that are the same in every run. */
static guint32
draw(guint32 *seed, guint32 end)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (guint32)(((guint64)*seed * end) >> 32);
}

/* One line in NFC, words with one space between. */
static char *
one_line(const char *text)
{
    g_autofree char *composed = g_utf8_normalize(text, -1, G_NORMALIZE_NFC);
    g_auto(GStrv) words = g_strsplit_set(composed != NULL ? composed : "", " \t\n\r", -1);
    g_autoptr(GString) out = g_string_new(NULL);

    for (guint i = 0; words[i] != NULL; i++)
        if (*words[i] != '\0')
            g_string_append_printf(out, "%s%s", out->len > 0 ? " " : "", words[i]);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static void
add_texts(const char *path, GPtrArray *texts)
{
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    g_autofree char *bytes = NULL;
    gsize len;

    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *inner = g_build_filename(path, name, NULL);
        if (!g_file_test(inner, G_FILE_TEST_IS_SYMLINK))
            add_texts(inner, texts);
    }
    if (dir != NULL || !g_file_get_contents(path, &bytes, &len, NULL))
        return;
    g_autoptr(TcDocument) document = tc_document_read(bytes, len, path, NULL, NULL);
    if (document != NULL)
        g_ptr_array_add(texts, one_line(document->text));
}

static gint
compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Characters from a word's start on; NULL where there are not enough. */
static char *
excerpt(const GPtrArray *texts, guint32 *seed)
{
    const char *text = g_ptr_array_index(texts, draw(seed, texts->len));
    glong chars = g_utf8_strlen(text, -1);

    if (chars < length + 2)
        return NULL;
    const char *from =
        strchr(g_utf8_offset_to_pointer(text, draw(seed, (guint32)(chars - length))), ' ');
    if (from == NULL || g_utf8_strlen(from + 1, -1) < length)
        return NULL;
    g_autofree char *found = g_utf8_substring(from + 1, 0, length);
    /* Up to a word's end: half a word is no word. */
    char *last = strrchr(found, ' ');
    if (last != NULL && last > found + length / 2)
        *last = '\0';
    return g_strdup(g_strchomp(found));
}

/* Some documents are typed without marks, and parts of others are tables of numbers. */
static gboolean
is_vietnamese(const char *text)
{
    gsize letters = 0, marked = 0;

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        letters += g_unichar_isalpha(g_utf8_get_char(p)) != 0;
        marked += (guchar)*p >= 0xC3;
    }
    return marked * 8 > letters && letters * 2 > (gsize)length;
}

/* Ways to write a text. */
typedef struct {
    const char *name;    /* that is to be told */
    TcEncoding encoding; /* of our encoder; UNKNOWN: iconv's */
    const char *iconv;
    const char *mark; /* in front, NULL for none */
} Way;
static const Way ways[] = {
    {"UTF-8", TC_ENCODING_UTF8, NULL, NULL},
    {"UTF-16LE", TC_ENCODING_UNKNOWN, "UTF-16LE", NULL},
    {"UTF-16BE", TC_ENCODING_UNKNOWN, "UTF-16BE", NULL},
    {"UTF-32LE", TC_ENCODING_UNKNOWN, "UTF-32LE", "\xFF\xFE\0\0"},
    {"UTF-32BE", TC_ENCODING_UNKNOWN, "UTF-32BE", "\0\0\xFE\xFF"},
    {"WINDOWS-1258", TC_ENCODING_WINDOWS_1258, NULL, NULL},
    {"TCVN3", TC_ENCODING_TCVN3, NULL, NULL},
    {"VNI", TC_ENCODING_VNI, NULL, NULL},
    {"VISCII", TC_ENCODING_VISCII, NULL, NULL},
    {"VPS", TC_ENCODING_VPS, NULL, NULL},
    {"VIQR", TC_ENCODING_VIQR, NULL, NULL},
    {"WINDOWS-1258", TC_ENCODING_UNKNOWN, "CP1258", NULL},
    {"TCVN3", TC_ENCODING_UNKNOWN, "TCVN5712-1", NULL},
    {"VISCII", TC_ENCODING_UNKNOWN, "VISCII", NULL},
};

/* NULL when the encoding lacks a character. */
static GString *
write_as(const Way *way, const char *text)
{
    g_autoptr(GString) out = g_string_new(NULL);
    gsize written = 0;

    if (way->mark != NULL)
        g_string_append_len(out, way->mark, 4);
    if (way->encoding == TC_ENCODING_UTF8) {
        g_string_append(out, text);
    } else if (way->encoding != TC_ENCODING_UNKNOWN) {
        if (tc_encoding_encode(way->encoding, text, strlen(text), out) > 0)
            return NULL;
    } else {
        g_autofree char *bytes = g_convert(text, -1, way->iconv, "UTF-8", NULL, &written, NULL);
        if (bytes == NULL)
            return NULL;
        g_string_append_len(out, bytes, (gssize)written);
    }
    return g_steal_pointer(&out);
}

static gboolean
is_same(const char *want, const char *text)
{
    g_autofree char *line = one_line(text);
    g_autofree char *a = g_utf8_casefold(want, -1);
    g_autofree char *b = g_utf8_casefold(line, -1);

    return strcmp(a, b) == 0;
}

/* TRUE within the bound. */
static gboolean
measure(const Way *way, const GPtrArray *texts)
{
    guint32 seed = 12345;
    int samples = 0, told = 0, same = 0;

    for (guint tries = 0; samples < samples_max && tries < 200u * (guint)samples_max; tries++) {
        g_autofree char *text = excerpt(texts, &seed);
        if (text == NULL || !is_vietnamese(text))
            continue;
        g_autoptr(GString) bytes = write_as(way, text);
        if (bytes == NULL)
            continue;
        g_autoptr(TcDocument) document =
            tc_document_read(bytes->str, bytes->len, "a.txt", NULL, NULL);
        samples++;
        told += document != NULL && strcmp(document->encoding, way->name) == 0;
        same += document != NULL && is_same(text, document->text);
    }
    if (samples == 0) {
        fprintf(stderr, "tc_encoding_quality: no sample for %s: too little text\n", way->name);
        return FALSE;
    }
    printf("%-14s %-12s %7d %8.1f %8.1f\n", way->name, way->iconv != NULL ? way->iconv : "own",
           samples, 100.0 * told / samples, 100.0 * same / samples);
    return told >= least * samples;
}

static gboolean
is_taken_for_vietnamese(const TcDocument *document)
{
    static const TcEncoding vietnamese[] = {TC_ENCODING_TCVN3,        TC_ENCODING_VNI,
                                            TC_ENCODING_WINDOWS_1258, TC_ENCODING_VISCII,
                                            TC_ENCODING_VPS,          TC_ENCODING_VIQR};

    for (gsize i = 0; document != NULL && i < G_N_ELEMENTS(vietnamese); i++)
        if (strcmp(document->encoding, tc_encoding_name(vietnamese[i])) == 0)
            return TRUE;
    return FALSE;
}

static gboolean
tell_taken(const char *what, int samples, int taken)
{
    printf("%-27s %7d %8d\n", what, samples, taken);
    return taken <= most * samples;
}

static gboolean
measure_other(const char *iconv, const GPtrArray *texts)
{
    guint32 seed = 54321;
    int samples = 0, taken = 0;
    g_autofree char *what = g_strdup_printf("other text in %s", iconv);

    for (guint tries = 0; samples < 10 * samples_max && tries < 1000u * (guint)samples_max;
         tries++) {
        g_autofree char *text = excerpt(texts, &seed);
        gsize written = 0;
        g_autofree char *bytes =
            text != NULL ? g_convert(text, -1, iconv, "UTF-8", NULL, &written, NULL) : NULL;
        if (bytes == NULL)
            continue;
        g_autoptr(TcDocument) document = tc_document_read(bytes, written, "a.txt", NULL, NULL);
        samples++;
        taken += is_taken_for_vietnamese(document);
    }
    return tell_taken(what, samples, taken);
}

/* Pieces of a program, and bytes at random. */
static gboolean
measure_binary(void)
{
    g_autofree char *program = NULL;
    g_autofree guint8 *piece = g_malloc((gsize)length);
    guint32 seed = 99999;
    gsize len = 0;
    int samples = 10 * samples_max, taken = 0;

    if (!g_file_get_contents("/proc/self/exe", &program, &len, NULL) || len <= (gsize)length)
        return FALSE;
    for (int i = 0; i < samples; i++) {
        for (int k = 0; k < length && i % 2; k++)
            piece[k] = (guint8)draw(&seed, 256);
        if (i % 2 == 0)
            memcpy(piece, program + draw(&seed, (guint32)MIN(len - (gsize)length, G_MAXUINT32)),
                   (gsize)length);
        g_autoptr(TcDocument) document =
            tc_document_read((const char *)piece, (gsize)length, "a.txt", NULL, NULL);
        taken += is_taken_for_vietnamese(document);
    }
    return tell_taken("binary", samples, taken);
}

int
main(int argc, char **argv)
{
    g_autoptr(GOptionContext) context = g_option_context_new("VIETNAMESE...");
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) others = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) error = NULL;
    gboolean is_good = TRUE;

    g_option_context_add_main_entries(context, options, NULL);
    if (!g_option_context_parse(context, &argc, &argv, &error) || samples_max < 1 || length < 10) {
        fprintf(stderr, "tc_encoding_quality: %s\n",
                error != NULL ? error->message : "wrong number");
        return 2;
    }
    for (int i = 1; i < argc; i++)
        add_texts(argv[i], texts);
    for (guint i = 0; other_paths != NULL && other_paths[i] != NULL; i++)
        add_texts(other_paths[i], others);
    g_strfreev(other_paths);
    if (texts->len == 0 || others->len == 0) {
        fprintf(stderr, "tc_encoding_quality: no texts in what was given\n");
        return 2;
    }
    /* Folders have no order. */
    g_ptr_array_sort(texts, compare_texts);
    g_ptr_array_sort(others, compare_texts);
    printf("%-14s %-12s %7s %8s %8s\n", "encoding", "encoder", "samples", "told %", "text %");
    for (gsize i = 0; i < G_N_ELEMENTS(ways); i++)
        is_good &= measure(&ways[i], texts);
    printf("%-27s %7s %8s\n", "", "samples", "taken");
    is_good &= measure_other("UTF-8", others);
    is_good &= measure_other("WINDOWS-1252", others);
    is_good &= measure_binary();
    return is_good ? 0 : 1;
}
