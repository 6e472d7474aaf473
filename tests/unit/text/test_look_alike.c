#include "text/key/look_alike.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uspoof.h>
#include <unicode/utf8.h>

static USpoofChecker *checker;

/* What Unicode makes of a letter, for letters that look the same to be the same. */
static char *
skeleton_of(UChar32 letter)
{
    UErrorCode status = U_ZERO_ERROR;
    char text[U8_MAX_LENGTH];
    char out[64];
    int32_t len = 0;

    U8_APPEND_UNSAFE(text, len, letter);
    len = uspoof_getSkeletonUTF8(checker, 0, text, len, out, sizeof out, &status);
    cr_assert(eq(int, U_FAILURE(status), 0));
    return g_strndup(out, (gsize)len);
}

/* Capitals of Greek and Cyrillic that look like Latin ones and are left out, folded. */
static gboolean
is_left_out(UChar32 folded)
{
    return folded == 0x3BC /* "5 μm" */ || folded == 0x3DD || folded == 0x3F2 || folded == 0x3FB ||
           folded == 0x50D;
}

static gboolean
looks_like(UChar32 letter, UChar32 latin)
{
    g_autofree char *a = skeleton_of(letter);
    g_autofree char *b = skeleton_of(latin);

    return strcmp(a, b) == 0;
}

static void
open_checker(void)
{
    UErrorCode status = U_ZERO_ERROR;

    checker = uspoof_open(&status);
    cr_assert(eq(int, U_FAILURE(status), 0));
}

static void
close_checker(void)
{
    uspoof_close(checker);
}

TestSuite(look_alike, .init = open_checker, .fini = close_checker);

Test(look_alike, is_so_in_the_list_of_unicode)
{
    guint count = 0;

    for (UChar32 c = 0; c < 0x110000; c++) {
        char latin = tc_look_alike((gunichar)c);

        if (latin == '\0')
            continue;
        count++;
        cr_assert(eq(int, u_foldCase(c, U_FOLD_CASE_DEFAULT), c));
        if (!looks_like(c, latin) && !looks_like(u_toupper(c), u_toupper(latin)))
            cr_fail("U+%04X does not look like %c", (unsigned)c, latin);
    }
    cr_assert(gt(int, count, 30));
}

/* But those that are left out on purpose. */
Test(look_alike, has_all_capitals_that_look_like_latin_ones)
{
    for (UChar32 c = 0x370; c < 0x530; c++) {
        UChar32 folded = u_foldCase(c, U_FOLD_CASE_DEFAULT);

        /* A letter of its own, and a form that folds to another letter. */
        if (!u_isupper(c) || is_left_out(folded) || c == 0x3D2)
            continue;
        for (UChar32 latin = 'A'; latin <= 'Z'; latin++)
            if (looks_like(c, latin))
                cr_assert(eq(int, tc_look_alike((gunichar)folded), u_tolower(latin)));
    }
}
