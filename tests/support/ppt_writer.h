/* tests/support/ppt_writer.h - make presentations of PowerPoint 97 to 2003, for tests.
 *
 * Written from the description of the format, independent of the reader. */
#ifndef TC_TESTS_SUPPORT_PPT_WRITER_H
#define TC_TESTS_SUPPORT_PPT_WRITER_H

#include <glib.h>

G_BEGIN_DECLS

/* Begin a record, a container when `version` is 15. Its data follow, and tc_ppt_end_record() is
 * told what this returns. */
guint tc_ppt_begin_record(GByteArray *out, guint version, guint instance, guint16 type);
void tc_ppt_end_record(GByteArray *out, guint start);

/* A row of a list of slides: the object with that number. */
void tc_ppt_add_place(GByteArray *out, guint32 number);

/* A show that was saved twice: slides come in another order than they lie, and of the first there
 * is an older version. `token` says in the stream "Current User" whether there is a password
 * (0xE391C05F: none); that stream is left out unless `has_user`, and what it says of the last edit
 * is wrong by `edit_moved` bytes. */
GBytes *tc_ppt_show(guint32 token, gboolean has_user, guint32 edit_moved);

G_END_DECLS

#endif
