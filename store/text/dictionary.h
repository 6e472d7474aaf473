/* store/text/dictionary.h - what the texts of records are packed with.
 *
 * Letters and notices are short, and what is said in them is said in all: a dictionary of zstd's
 * that knows it saves a third of such a text. It is made of the sample archive. That of coded texts
 * (code.h) is the file coded.zdict, by
 *
 *     zstd --train -B1024 --maxdict=32768 --dictID=32770 FILES -o store/text/coded.zdict
 *
 * where FILES have the codes of the plain texts of corpus/docs; that of plain ones, plain.zdict
 * with the number 32769 and -B4096, is of the texts themselves, and only read: records up to schema
 * version 7 were packed with it. Indexes hold what was packed with them: they are never to be
 * changed. A better one gets a number and a file of its own, and these stay for reading what is
 * there. */
#ifndef TC_STORE_TEXT_DICTIONARY_H
#define TC_STORE_TEXT_DICTIONARY_H

#include <glib.h>

G_BEGIN_DECLS

#define TC_PLAIN_TEXT_DICTIONARY 32769
#define TC_CODED_TEXT_DICTIONARY 32770

extern const guint8 tc_plain_text_dictionary[], tc_coded_text_dictionary[];
extern const gsize tc_plain_text_dictionary_len, tc_coded_text_dictionary_len;

G_END_DECLS

#endif
