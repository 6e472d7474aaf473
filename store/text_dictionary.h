/* store/text_dictionary.h - what the texts of records are packed with.
 *
 * Letters and notices are short, and what is said in them is said in all: a dictionary of zstd's
 * that knows it saves a third of such a text, and a fifteenth of a page of an encyclopedia. It is
 * the file text.zdict, made of the sample archive by
 *
 *     zstd --train -B4096 --maxdict=32768 --dictID=32769 FILES -o store/text.zdict
 *
 * where FILES are the plain texts of corpus/docs. Indexes hold what was packed with it: it is never
 * to be changed. A better one gets a number and a file of its own, and this one stays for reading
 * what is there. */
#ifndef TC_STORE_TEXT_DICTIONARY_H
#define TC_STORE_TEXT_DICTIONARY_H

#include <glib.h>

G_BEGIN_DECLS

extern const guint8 tc_text_dictionary[];
extern const gsize tc_text_dictionary_len;

G_END_DECLS

#endif
