#include "store/xapian/private.h"

#include <cerrno>
#include <glib/gi18n-lib.h>
#include <iterator>
#include <stdexcept>

namespace
{

/* Sets `error` from a Xapian exception: "message (context: reason)". */
void
set_error(GError **error, TcStoreError code, const Xapian::Error &e)
{
    const char *reason = e.get_error_string();
    const std::string &context = e.get_context();
    GString *text = g_string_new_len(e.get_msg().data(), e.get_msg().size());
    if (text->len == 0)
        g_string_append(text, e.get_type());
    if (!context.empty())
        g_string_append_printf(text, " (%s)", context.c_str());
    if (reason != nullptr && strstr(text->str, reason) == nullptr)
        g_string_append_printf(text, ": %s", reason);
    /* Xapian quotes terms and paths as they are, but a message must be one line of UTF-8. */
    char *valid = g_utf8_make_valid(text->str, text->len);
    g_strdelimit(valid, "\n\r", ' ');
    g_set_error_literal(error, TC_STORE_ERROR, code, valid);
    g_free(valid);
    g_string_free(text, TRUE);
}

/* What the system did not give to the guard. */
class Refused : public std::runtime_error
{
  public:
    using std::runtime_error::runtime_error;
};

/* A block that is not as it was written, or is no longer there. */
bool
is_damage(const Xapian::Error &e)
{
    const char *reason = e.get_error_string();
    return (reason != nullptr && strcmp(reason, strerror(EBADMSG)) == 0) ||
           e.get_msg().compare(0, strlen("EOF reading block"), "EOF reading block") == 0;
}

void
set_damaged(GError **error, const Xapian::Error &e)
{
    const char *what = tc_guard_last_damage();
    if (*what)
        g_set_error_literal(error, TC_STORE_ERROR, TC_STORE_ERROR_CORRUPT, what);
    else
        set_error(error, TC_STORE_ERROR_CORRUPT, e);
}

} // namespace

bool
tc::is_refused(const Xapian::Error &e)
{
    const char *reason = e.get_error_string();
    const int refusals[] = {EMFILE, ENFILE, ENOMEM, EIO, EACCES, EPERM, ESTALE};
    return reason != nullptr &&
           std::any_of(std::begin(refusals), std::end(refusals),
                       [&](int number) { return strcmp(reason, strerror(number)) == 0; });
}

tc::GuardPtr
tc::guard_database(const char *path, bool writes)
{
    GError *local = nullptr;
    TcGuard *opened = tc_guard_open(path, writes, &local);
    if (opened != nullptr)
        return GuardPtr(opened, tc_guard_close);
    const int code = local->code;
    const std::string message = local->message;
    g_error_free(local);
    if (code == TC_GUARD_ERROR_NONE)
        return nullptr;
    if (code == TC_GUARD_ERROR_DAMAGED)
        throw Xapian::DatabaseCorruptError(message);
    throw Refused(message);
}

void
tc::translate(GError **error) noexcept
{
    try {
        try {
            throw;
        } catch (const Xapian::DatabaseModifiedError &e) {
            set_error(error, TC_STORE_ERROR_MODIFIED, e);
        } catch (const Xapian::DatabaseLockError &e) {
            set_error(error, TC_STORE_ERROR_LOCKED, e);
        } catch (const Xapian::DatabaseNotFoundError &e) {
            set_error(error, TC_STORE_ERROR_NOT_FOUND, e);
        } catch (const Xapian::DocNotFoundError &e) {
            /* Document ids come from the index itself: if one has no document, that is damage. */
            set_error(error, TC_STORE_ERROR_CORRUPT, e);
        } catch (const Xapian::DatabaseVersionError &e) {
            /* It was made by another Xapian, or the bytes that say so are damaged: the remedy is
             * the same. */
            set_error(error, TC_STORE_ERROR_VERSION, e);
            if (error != nullptr)
                g_prefix_error(error, "%s: ",
                               _("of a format that is not known here, or damaged; run "
                                 "\"tracuu-index rebuild\""));
        } catch (const Xapian::FeatureUnavailableError &e) {
            set_error(error, TC_STORE_ERROR_VERSION, e);
        } catch (const Xapian::DatabaseCorruptError &e) {
            set_error(error, TC_STORE_ERROR_CORRUPT, e);
        } catch (const Xapian::NetworkError &e) {
            set_error(error, TC_STORE_ERROR_FAILED, e);
        } catch (const Xapian::InvalidArgumentError &e) {
            set_error(error, TC_STORE_ERROR_FAILED, e);
        } catch (const Xapian::InvalidOperationError &e) {
            set_error(error, TC_STORE_ERROR_FAILED, e);
        } catch (const Xapian::UnimplementedError &e) {
            set_error(error, TC_STORE_ERROR_FAILED, e);
        } catch (const Refused &e) {
            g_set_error_literal(error, TC_STORE_ERROR, TC_STORE_ERROR_SYSTEM, e.what());
        } catch (const Xapian::Error &e) {
            if (is_damage(e)) {
                set_damaged(error, e);
                return;
            }
            set_error(error, is_refused(e) ? TC_STORE_ERROR_SYSTEM : TC_STORE_ERROR_FAILED, e);
        } catch (const std::bad_alloc &) {
            g_set_error_literal(error, TC_STORE_ERROR, TC_STORE_ERROR_SYSTEM, _("out of memory"));
        } catch (const std::exception &e) {
            g_set_error_literal(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED, e.what());
        } catch (...) {
            g_set_error_literal(error, TC_STORE_ERROR, TC_STORE_ERROR_FAILED,
                                _("unknown exception"));
        }
    } catch (...) {
        /* Memory ran out while the message was put together. */
        if (error != nullptr && *error == nullptr)
            g_set_error_literal(error, TC_STORE_ERROR, TC_STORE_ERROR_SYSTEM, _("out of memory"));
    }
}

const char *
tc_x_version(void)
{
    return Xapian::version_string();
}
