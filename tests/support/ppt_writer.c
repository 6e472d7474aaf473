#include "tests/support/ppt_writer.h"

#include "tests/support/ole_writer.h"

#include <string.h>

guint
tc_ppt_begin_record(GByteArray *out, guint version, guint instance, guint16 type)
{
    tc_add16(out, (guint16)(version | instance << 4));
    tc_add16(out, type);
    tc_add32(out, 0);
    return out->len;
}

void
tc_ppt_end_record(GByteArray *out, guint start)
{
    guint32 len = out->len - start;
    memcpy(out->data + start - 4, &len, 4);
}

static void
add_text(GByteArray *out, const char *text, gboolean is_wide)
{
    guint at = tc_ppt_begin_record(out, 0, 0, is_wide ? 4000 : 4008);
    if (is_wide)
        tc_add_utf16(out, text);
    else
        g_byte_array_append(out, (const guint8 *)text, (guint)strlen(text));
    tc_ppt_end_record(out, at);
}

/* A slide or its notes, with one box of text deep in it. Returns its place. */
static guint32
add_slide(GByteArray *out, guint16 type, const char *text)
{
    guint32 place = out->len;
    guint slide = tc_ppt_begin_record(out, 15, 0, type);
    guint drawing = tc_ppt_begin_record(out, 15, 0, 1036);
    guint box = tc_ppt_begin_record(out, 15, 0, 0xF00D);
    add_text(out, text, TRUE);
    add_text(out, "*", FALSE); /* the number of the slide */
    tc_ppt_end_record(out, box);
    tc_ppt_end_record(out, drawing);
    tc_ppt_end_record(out, slide);
    return place;
}

void
tc_ppt_add_place(GByteArray *out, guint32 number)
{
    guint at = tc_ppt_begin_record(out, 0, 0, 1011);
    tc_add32(out, number);
    tc_add32(out, 0);
    tc_ppt_end_record(out, at);
}

/* Objects from number `first` on, and where each lies. */
static guint32
add_directory(GByteArray *out, guint32 first, const guint32 *places, guint32 count)
{
    guint32 place = out->len;
    guint at = tc_ppt_begin_record(out, 0, 0, 6002);
    tc_add32(out, first | count << 20);
    for (guint32 i = 0; i < count; i++)
        tc_add32(out, places[i]);
    tc_ppt_end_record(out, at);
    return place;
}

/* That the file was saved: with this directory, after the edit at `before`. */
static guint32
add_edit(GByteArray *out, guint32 before, guint32 directory)
{
    const guint32 fields[] = {0, 0, before, directory, 1, 0, 0};
    guint32 place = out->len;
    guint at = tc_ppt_begin_record(out, 0, 0, 4085);
    for (guint i = 0; i < G_N_ELEMENTS(fields); i++)
        tc_add32(out, fields[i]);
    tc_ppt_end_record(out, at);
    return place;
}

/* The lists of masters, slides and notes, the slides with what stands in their outlines. */
static guint32
add_document(GByteArray *out)
{
    guint32 place = out->len;
    guint doc = tc_ppt_begin_record(out, 15, 0, 1000);
    guint list = tc_ppt_begin_record(out, 15, 1, 4080); /* masters */
    tc_ppt_add_place(out, 5);
    tc_ppt_end_record(out, list);
    list = tc_ppt_begin_record(out, 15, 0, 4080);
    tc_ppt_add_place(out, 2);
    add_text(out, "Báo cáo tổng kết", TRUE);
    add_text(out, "Plain", FALSE);
    tc_ppt_add_place(out, 3);
    add_text(out, "Phương hướng", TRUE);
    tc_ppt_end_record(out, list);
    list = tc_ppt_begin_record(out, 15, 2, 4080);
    tc_ppt_add_place(out, 4);
    tc_ppt_end_record(out, list);
    tc_ppt_end_record(out, doc);
    return place;
}

GBytes *
tc_ppt_show(guint32 token, gboolean has_user, guint32 edit_moved)
{
    g_autoptr(GByteArray) out = g_byte_array_new();
    g_autoptr(GByteArray) user = g_byte_array_new();
    /* Objects 1 document, 2 and 3 slides, 4 notes, 5 master. */
    guint32 second = add_slide(out, 1006, "Hộp thứ hai");
    guint32 old_first = add_slide(out, 1006, "bản cũ");
    guint32 notes = add_slide(out, 1008, "Ghi chú của người nói");
    guint32 master = add_slide(out, 1016, "Click to edit");
    const guint32 old[] = {old_first, second, notes, master};
    guint32 directory = add_directory(out, 2, old, G_N_ELEMENTS(old));
    guint32 first_edit = add_edit(out, 0, directory);

    guint32 first = add_slide(out, 1006, "Hộp thứ nhất\rdòng hai\vdòng ba");
    guint32 document = add_document(out);
    const guint32 new[] = {document, first};
    directory = add_directory(out, 1, new, G_N_ELEMENTS(new));
    guint32 edit = add_edit(out, first_edit, directory);

    guint at = tc_ppt_begin_record(user, 0, 0, 4086);
    tc_add32(user, 20);
    tc_add32(user, token);
    tc_add32(user, edit + edit_moved);
    tc_add32(user, 0);
    tc_ppt_end_record(user, at);
    const TcOleStream streams[] = {{"PowerPoint Document", out->data, out->len},
                                   {"Current User", user->data, user->len}};
    return tc_ole_file(streams, has_user ? 2 : 1);
}
