/* What the tests of store/ share: a folder of their own, and documents made of a few words. */
#ifndef TC_TESTS_STORE_SUPPORT_H
#define TC_TESTS_STORE_SUPPORT_H

#include "store/reader.h"
#include "store/schema.h"
#include "store/writer.h"
#include "tests/support/folder.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <criterion/parameterized.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#define UNDER_ASAN 1
#else
#define UNDER_ASAN 0
#endif

#define ANALYZER 7

/* Criterion takes strings that may be changed only. */
#define assert_str(got, expect) cr_assert(eq(str, (char *)(got), (char *)(expect)))
#define assert_contains(text, part)                                                                \
    do {                                                                                           \
        const char *const text_ = (text);                                                          \
        const char *const found_ = strstr(text_, (part));                                          \
        cr_assert(found_ != NULL, "%s", text_);                                                    \
    } while (0)

/* That `condition` holds and `error` is not set after it. */
#define assert_ok(condition, error)                                                                \
    do {                                                                                           \
        const gboolean holds_ = !!(condition);                                                     \
        const GError *const set_ = (error);                                                        \
        cr_assert(holds_ && !set_, "%s", set_ ? set_->message : "failed without an error");        \
    } while (0)

/* That `error` is set to this code of this domain, then clear it. */
#define assert_error(error, error_domain, error_code)                                              \
    do {                                                                                           \
        const GError *const set_ = (error);                                                        \
        cr_assert(set_ != NULL, "no error was set");                                               \
        cr_assert(set_->domain == (error_domain), "domain of: %s", set_->message);                 \
        cr_assert(set_->code == (int)(error_code), "code %d of: %s", set_->code, set_->message);   \
        cr_assert(set_->message[0] != '\0' && !strchr(set_->message, '\n'));                       \
        g_clear_error(&(error));                                                                   \
    } while (0)

/* Put a document whose words, split at spaces, are its terms. */
static inline gboolean
put_words(TcWriter *writer, const char *name, const char *words, guint32 date, gboolean is_fresh,
          GError **error)
{
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_MD5, name, -1);
    g_autofree char *id = g_strconcat(TC_TERM_ID, hash, NULL);
    g_autofree char *path = g_strconcat("/", name, NULL);
    g_auto(GStrv) parts = g_strsplit(words, " ", -1);
    const guint count = g_strv_length(parts);
    g_autofree TcPosting *postings = g_new0(TcPosting, count + 1);
    for (guint i = 0; i < count; i++)
        postings[i] = (TcPosting){parts[i], (guint32)strlen(parts[i]), i + 1};
    postings[count] = (TcPosting){"XPpath", 6, 0};
    guint8 content[TC_HASH_LEN] = {0};
    memcpy(content, hash, sizeof content);
    const TcRecord record = {
        .path = path,
        .title = name,
        .type = "Nghị quyết",
        .format = "text",
        .date = date,
        .text = words,
        .text_len = strlen(words),
    };
    const TcWriterDocument document = {id, &record, postings, count + 1, content, NULL, NULL};
    return tc_writer_put(writer, &document, is_fresh, error);
}

static inline TcStoredRecord *
record_named(TcWriter *writer, const char *name, GError **error)
{
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_MD5, name, -1);
    g_autofree char *id = g_strconcat(TC_TERM_ID, hash, NULL);
    return tc_writer_record(writer, id, TRUE, error);
}

/* A committed generation at `path` with `count` documents "name0" and so on. */
static inline void
build(const char *path, const char *name, const char *words, guint count)
{
    GError *error = NULL;
    g_autoptr(TcWriter) writer = tc_writer_open(path, TC_WRITER_BUILD, ANALYZER, &error);
    assert_ok(writer, error);
    for (guint i = 0; i < count; i++) {
        g_autofree char *each = g_strdup_printf("%s%u", name, i);
        assert_ok(put_words(writer, each, words, 20200000 + 101 + i, TRUE, &error), error);
    }
    assert_ok(tc_writer_commit(writer, &error), error);
}

/* Cut a file to `len` bytes. */
static inline void
cut_file(const char *base, const char *name, off_t len)
{
    g_autofree char *path = g_build_filename(base, name, NULL);
    cr_assert(truncate(path, len) == 0, "%s", path);
}

/* Run `body` in a child process; its exit status, or 128 + the signal that ended it. */
static inline int
in_child(int (*body)(void))
{
    fflush(NULL);
    const pid_t child = fork();
    if (child == 0)
        _exit(body());
    int status = 0;
    cr_assert(child > 0 && waitpid(child, &status, 0) == child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* The best `max` hits as "NUMBER WEIGHT KEY" lines, weights to the last bit. */
static inline char *
hits_of(TcXEnquire *enquire, guint32 max, guint32 check)
{
    GError *error = NULL;
    GString *text = g_string_new(NULL);
    g_autoptr(TcXMSet) mset = tc_x_enquire_run(enquire, 0, max, check, &error);
    assert_ok(mset, error);
    for (gsize i = 0; i < tc_x_mset_size(mset); i++) {
        const TcXHit hit = tc_x_mset_hit(mset, i);
        g_string_append_printf(text, "%u %a %.*s\n", hit.docid, hit.weight, (int)hit.key_len,
                               (const char *)hit.key);
    }
    return g_string_free(text, FALSE);
}

#endif
