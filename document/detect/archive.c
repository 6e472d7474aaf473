#include "document/detect/archive.h"

#include "document/detect/archive_name.h"
#include "document/detect/container.h"
#include "document/message.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <string.h>

/* A ZIP with this many broken files is no longer opened again to go on with the next one. */
#define REOPEN_MAX 100u

typedef struct archive Archive;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Archive, archive_read_free)

typedef enum {
    STEP_DONE,   /* go on */
    STEP_BROKEN, /* the archive, as it is now open, cannot be read on */
    STEP_OVER,   /* a limit: `error` is set */
    STEP_ENDED,  /* the sink wants no more */
} Step;

typedef struct {
    const char *bytes;
    gsize len;
    TcFormat format; /* ZIP, RAR, 7ZIP; anything else is tar, perhaps compressed */
    const TcArchiveLimits *limits;
    const TcArchiveSink *sink;
    TcArchiveNames names;
    guint64 room;         /* bytes that may still be unpacked */
    guint members;        /* files given to the sink */
    guint headers;        /* of files and others, seen */
    GError *broken;       /* why the last of them cannot be read; not told yet */
    gboolean is_streamed; /* a ZIP file is read from its beginning, without the list at its end */
} Walk;

/* Names of an archive that claims to be in UTF-8 pass through the locale, so there is one that has
 * UTF-8. */
static locale_t
utf8_locale(void)
{
    static locale_t locale;
    static gsize is_made;

    if (g_once_init_enter(&is_made)) {
        /* Messages stay in the user's language. */
        locale_t base = duplocale(LC_GLOBAL_LOCALE);
        locale = base != NULL ? newlocale(LC_CTYPE_MASK, "C.UTF-8", base) : (locale_t)0;
        if (locale == NULL && base != NULL)
            freelocale(base);
        g_once_init_leave(&is_made, 1);
    }
    return locale;
}

static void
set_damaged(GError **error)
{
    g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_DAMAGED,
                        _("damaged archive: there may be more files in it"));
}

static void
set_bomb(GError **error)
{
    g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_TOO_LARGE,
                        _("the archive unpacks to far more than its size"));
}

/* Only the format that the archive is in: others would look at it, too. */
static gboolean
support(const Walk *walk, Archive *archive)
{
    switch (walk->format) {
    case TC_FORMAT_ZIP:
        return (walk->is_streamed ? archive_read_support_format_zip_streamable(archive)
                                  : archive_read_support_format_zip(archive)) == ARCHIVE_OK;
    case TC_FORMAT_RAR:
        return archive_read_support_format_rar(archive) == ARCHIVE_OK &&
               archive_read_support_format_rar5(archive) == ARCHIVE_OK;
    case TC_FORMAT_7ZIP:
        return archive_read_support_format_7zip(archive) == ARCHIVE_OK;
    default:
        /* By name: among "all" there are some that run other programs. */
        return archive_read_support_filter_gzip(archive) == ARCHIVE_OK &&
               archive_read_support_filter_bzip2(archive) == ARCHIVE_OK &&
               archive_read_support_filter_xz(archive) == ARCHIVE_OK &&
               archive_read_support_filter_zstd(archive) == ARCHIVE_OK &&
               archive_read_support_format_tar(archive) == ARCHIVE_OK;
    }
}

static Archive *
open_archive(const Walk *walk)
{
    g_autoptr(Archive) archive = archive_read_new();

    if (archive == NULL || !support(walk, archive) ||
        archive_read_open_memory(archive, walk->bytes, walk->len) != ARCHIVE_OK)
        return NULL;
    return g_steal_pointer(&archive);
}

/* The next header that can be used: ARCHIVE_OK, ARCHIVE_EOF or ARCHIVE_FATAL. */
static int
next_header(Archive *archive, struct archive_entry **entry)
{
    int status;
    guint tries = 0;

    do
        status = archive_read_next_header(archive, entry);
    while (status == ARCHIVE_RETRY && ++tries < 100);
    return status == ARCHIVE_WARN                          ? ARCHIVE_OK
           : status == ARCHIVE_OK || status == ARCHIVE_EOF ? status
                                                           : ARCHIVE_FATAL;
}

/* The name as it stands in the archive: bytes in any encoding. */
static const char *
raw_name(struct archive_entry *entry)
{
    const char *name = archive_entry_pathname(entry);

    if (name == NULL || *name == '\0')
        name = archive_entry_pathname_utf8(entry);
    return name != NULL ? name : "";
}

static gboolean
is_file(struct archive_entry *entry)
{
    /* DOS does not give a type, and damage gives something that is none. */
    static const unsigned others[] = {AE_IFDIR, AE_IFLNK, AE_IFCHR, AE_IFBLK, AE_IFIFO, AE_IFSOCK};

    for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
        if (archive_entry_filetype(entry) == others[i])
            return FALSE;
    return archive_entry_hardlink(entry) == NULL && archive_entry_symlink(entry) == NULL;
}

/* Collects all names of a ZIP file, which stand together at its end. */
static void
collect_names(Walk *walk)
{
    g_autoptr(Archive) archive = open_archive(walk);
    struct archive_entry *entry;

    for (guint i = 0; archive != NULL && i < walk->limits->members_max; i++) {
        if (next_header(archive, &entry) != ARCHIVE_OK)
            break;
        tc_archive_names_add(&walk->names, raw_name(entry));
    }
    tc_archive_names_decide(&walk->names);
}

/* Counts what was unpacked. FALSE with `error` when that is over the limit. */
static gboolean
spend(Walk *walk, gsize n, GError **error)
{
    if (n > walk->room) {
        set_bomb(error);
        return FALSE;
    }
    walk->room -= n;
    return TRUE;
}

/* Hands on the content of a file. `problem` is why it cannot be read. */
static Step
pass_content(Walk *walk, Archive *archive, GError **problem, GError **error)
{
    char block[65536];
    gsize sum = 0;

    for (;;) {
        la_ssize_t n = archive_read_data(archive, block, sizeof block);
        if (n == 0)
            return STEP_DONE;
        if (n < 0) {
            g_set_error_literal(
                problem, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_DAMAGED,
                n == ARCHIVE_FAILED
                    ? _("damaged in its archive, or packed in a way that is not read")
                    : _("damaged in its archive"));
            return n == ARCHIVE_WARN || n == ARCHIVE_FAILED ? STEP_DONE : STEP_BROKEN;
        }
        if (!spend(walk, (gsize)n, error))
            return STEP_OVER;
        sum += (gsize)n;
        if (sum > walk->limits->member_max) {
            g_set_error(problem, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_TOO_LARGE,
                        _("it is larger than %zu bytes"), walk->limits->member_max);
            return STEP_DONE;
        }
        if (!walk->sink->data(walk->sink->user, block, (gsize)n))
            return STEP_ENDED;
    }
}

/* Passes over the rest of a file. Where files are compressed together, that means unpacking it. */
static Step
skip_content(Walk *walk, Archive *archive, GError **error)
{
    char block[65536];

    if (walk->format == TC_FORMAT_ZIP ||
        (walk->format != TC_FORMAT_RAR && walk->format != TC_FORMAT_7ZIP &&
         archive_filter_count(archive) < 2))
        return archive_read_data_skip(archive) >= ARCHIVE_WARN ? STEP_DONE : STEP_BROKEN;
    for (;;) {
        la_ssize_t n = archive_read_data(archive, block, sizeof block);
        if (n <= 0)
            return n >= ARCHIVE_WARN ? STEP_DONE : STEP_BROKEN;
        if (!spend(walk, (gsize)n, error))
            return STEP_OVER;
    }
}

static Step
pass_file(Walk *walk, Archive *archive, struct archive_entry *entry, GError **error)
{
    g_autofree char *name = tc_archive_name(&walk->names, raw_name(entry));
    g_autoptr(GError) problem = NULL;
    const TcArchiveSink *sink = walk->sink;
    Step step;

    if (walk->members >= walk->limits->members_max) {
        g_set_error(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_TOO_LARGE,
                    _("the archive holds more than %u files"), walk->limits->members_max);
        return STEP_OVER;
    }
    walk->members++;
    if (!sink->begin(sink->user, name, archive_entry_mtime(entry)))
        return STEP_ENDED;
    if (archive_entry_is_data_encrypted(entry)) {
        g_set_error_literal(&problem, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_ENCRYPTED,
                            _("it needs a password"));
        step = skip_content(walk, archive, error);
    } else if (archive_entry_filetype(entry) != AE_IFREG && archive_entry_filetype(entry) != 0) {
        /* libarchive would give nothing. */
        g_set_error_literal(&problem, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_DAMAGED,
                            _("damaged in its archive"));
        step = skip_content(walk, archive, error);
    } else if (archive_entry_size_is_set(entry) &&
               (guint64)archive_entry_size(entry) > walk->limits->member_max) {
        g_set_error(&problem, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_TOO_LARGE,
                    _("it is larger than %zu bytes"), walk->limits->member_max);
        step = skip_content(walk, archive, error);
    } else {
        step = pass_content(walk, archive, &problem, error);
        if (step == STEP_DONE && problem != NULL)
            step = skip_content(walk, archive, error);
    }
    if (step == STEP_OVER || step == STEP_ENDED)
        return step;
    if (step == STEP_BROKEN) {
        if (problem == NULL)
            set_damaged(&problem);
        /* If nothing follows, it is the archive that is broken, and that is told once. */
        walk->broken = g_steal_pointer(&problem);
        return step;
    }
    return sink->end(sink->user, problem) ? step : STEP_ENDED;
}

/* The archive goes on after a broken file: tells that the file is one. */
static gboolean
end_broken(Walk *walk)
{
    g_autoptr(GError) broken = g_steal_pointer(&walk->broken);

    return broken == NULL || walk->sink->end(walk->sink->user, broken);
}

/* Goes from the header after the first `walk->headers` to the end, or to where no next header can
 * be found. */
static Step
pass_files(Walk *walk, GError **error)
{
    g_autoptr(Archive) archive = open_archive(walk);
    struct archive_entry *entry;
    int status;

    if (archive == NULL)
        return STEP_BROKEN;
    for (guint i = 0; i < walk->headers; i++)
        if (next_header(archive, &entry) != ARCHIVE_OK)
            return STEP_BROKEN;
    while ((status = next_header(archive, &entry)) == ARCHIVE_OK) {
        if (!end_broken(walk))
            return STEP_ENDED;
        walk->headers++;
        /* Headers take time as well, and the size of a compressed archive does not bound their
         * number. */
        if (!spend(walk, TC_ARCHIVE_HEAD_LEN, error))
            return STEP_OVER;
        if (!is_file(entry))
            continue;
        Step step = pass_file(walk, archive, entry, error);
        if (step != STEP_DONE)
            return step;
    }
    if (status != ARCHIVE_EOF)
        return STEP_BROKEN;
    return end_broken(walk) ? STEP_DONE : STEP_ENDED;
}

/* A ZIP file that is nothing but the end of its list, or a tar file of nothing but zeros. */
static gboolean
is_empty(const Walk *walk)
{
    return walk->format != TC_FORMAT_ZIP || memcmp(walk->bytes, "PK\5\6", 4) == 0;
}

static gboolean
walk_files(Walk *walk, GError **error)
{
    gboolean is_zip = walk->format == TC_FORMAT_ZIP;

    tc_archive_names_init(&walk->names, is_zip);
    if (is_zip)
        collect_names(walk);
    for (guint i = 0; i <= REOPEN_MAX; i++) {
        guint before = walk->headers;
        Step step = pass_files(walk, error);
        if (step == STEP_ENDED || (step == STEP_DONE && (walk->headers > 0 || is_empty(walk))))
            return TRUE;
        if (step == STEP_OVER)
            return FALSE;
        /* Only a ZIP tells where the next file begins, and tells it twice. */
        if (!is_zip || (walk->headers == before && walk->is_streamed))
            break;
        if (walk->headers == before) {
            walk->is_streamed = TRUE;
            if (before == 0)
                collect_names(walk);
        }
    }
    set_damaged(error);
    return FALSE;
}

gboolean
tc_archive_walk(const char *bytes, gsize len, const TcArchiveLimits *limits,
                const TcArchiveSink *sink, GError **error)
{
    locale_t before = uselocale(utf8_locale());
    Walk walk = {
        .bytes = bytes,
        .len = len,
        .format = tc_is_zip(bytes, len) ? TC_FORMAT_ZIP : tc_detect_format(bytes, len, NULL),
        .limits = limits,
        .sink = sink,
        .room = MIN(limits->total_max,
                    MAX((guint64)TC_ARCHIVE_SMALL, (guint64)len * TC_ARCHIVE_RATIO_MAX)),
    };
    gboolean is_whole = walk_files(&walk, error);

    tc_archive_names_clear(&walk.names);
    g_clear_error(&walk.broken);
    uselocale(before);
    return is_whole;
}

void
tc_archive_prepare(void)
{
    utf8_locale();
}
