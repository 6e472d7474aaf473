/* document/said.c: messages of one language said in another, and what is kept of them. */
#include "document/document.h"
#include "document/said.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <locale.h>
#include <string.h>

static const struct {
    const char *one;
    const char *many;
} messages[] = {
#include "document/messages.inc"
};

static void
speak_vietnamese(void)
{
    g_setenv("LANGUAGE", "vi", TRUE);
    cr_assert(setlocale(LC_ALL, "vi_VN.UTF-8") != NULL || setlocale(LC_ALL, "C.UTF-8") != NULL);
    bindtextdomain(GETTEXT_PACKAGE, TC_LOCALE_DIR_OF_BUILD);
    bind_textdomain_codeset(GETTEXT_PACKAGE, "UTF-8");
    cr_assert(strcmp(_("it needs a password"), "it needs a password") != 0);
}

TestSuite(said, .init = speak_vietnamese);

/* The message with something put in: a name, a number. */
static char *
filled(const char *pattern)
{
    GString *out = g_string_new(NULL);
    while (*pattern != '\0') {
        if (*pattern != '%' || pattern[1] == '%') {
            g_string_append_c(out, *pattern);
            pattern += *pattern == '%' ? 2 : 1;
            continue;
        }
        pattern += strcspn(pattern, "sdugfic");
        g_string_append(out, *pattern == 's' ? "/kho/x.doc" : "17");
        pattern++;
    }
    return g_string_free(out, FALSE);
}

/* What is put in is told from what is around it where that is more than a word or two. */
static gboolean
is_sentence(const char *pattern)
{
    guint letters = 0;
    for (const char *c = pattern; *c != '\0'; c++)
        letters += g_ascii_isalpha(*c) != 0;
    return letters >= 12;
}

Test(said, every_message_comes_back_from_vietnamese)
{
    guint tried = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(messages); i++) {
        const char *pattern = messages[i].many != NULL ? messages[i].many : messages[i].one;
        if (!is_sentence(pattern) || strchr(pattern, '\n') != NULL)
            continue;
        g_autofree char *english = filled(pattern);
        g_autofree char *said = tc_said(english);
        cr_expect(strcmp(said, english) != 0, "not said: %s", english);
        /* Two that are one in Vietnamese come back as one of them. */
        g_autofree char *back = tc_unsaid(said);
        g_autofree char *again = tc_said(back);
        cr_expect(eq(str, again, said));
        cr_expect(strcmp(back, said) != 0, "still in Vietnamese: %s", back);
        tried++;
    }
    cr_expect(gt(uint, tried, 300));
}

Test(said, what_holds_messages_is_said_with_them)
{
    static const char *const rows[] = {
        "3 of 9 pages could not be recognised, the first of them is page 2: not enough memory for "
        "its picture",
        "reader not started: Cannot allocate memory",
        "/srv/kho/a: b.txt: No such file or directory",
        "cannot write metrics to /srv/x y: No space left on device",
    };
    /* The first is ours alone; the others have words of the C library, which may not be there. */
    const char *missing = "No such file or directory";
    gboolean has_libc = strcmp(g_dgettext("libc", missing), missing) != 0;
    for (gsize i = 0; i < (has_libc ? G_N_ELEMENTS(rows) : 1); i++) {
        g_autofree char *said = tc_said(rows[i]);
        g_autofree char *back = tc_unsaid(said);
        static const char *const english[] = {"page", "memory", "such", "left", "not "};
        for (gsize k = 0; k < G_N_ELEMENTS(english); k++)
            cr_expect(strstr(said, english[k]) == NULL, "%s", said);
        cr_expect(eq(str, back, (char *)rows[i]));
    }
}

/* Kinds that are words of English and not names, as they are told and as older indexes have kept
 * them. */
Test(said, kinds_that_are_words_are_said)
{
    static const struct {
        const char *bytes;
        gsize len;
        const char *code;
    } rows[] = {
        {"MZ\x90\0\3\0\0\0\4\0", 10, "not read yet: program"},
        {"ID3\3\0\0\0\0\0\0", 10, "not read yet: audio"},
        {"\x1A\x45\xDF\xA3\1\0\0\0\0\0", 10, "not read yet: video"},
        {NULL, 0, "not read yet: package"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *said = tc_said(rows[i].code);
        g_autofree char *back = tc_unsaid(said);
        cr_expect(eq(int, g_str_has_suffix(said, strrchr(rows[i].code, ' ')), 0), "%s", said);
        cr_expect(eq(str, back, (char *)rows[i].code));
        if (rows[i].bytes == NULL)
            continue;
        g_autoptr(GError) error = NULL;
        g_autoptr(TcDocument) document =
            tc_document_read(rows[i].bytes, rows[i].len, "a", NULL, &error);
        cr_assert(document == NULL);
        cr_expect(eq(str, error->message, (char *)rows[i].code));
    }
}

Test(said, what_is_no_message_stays)
{
    static const char *const rows[] = {"",           "x",  "a file: another",
                                       "100% of it", "%s", "/srv/kho: x y"};
    for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *said = tc_said(rows[i]);
        g_autofree char *back = tc_unsaid(rows[i]);
        cr_expect(eq(str, said, (char *)rows[i]));
        cr_expect(eq(str, back, (char *)rows[i]));
    }
}
