/* query/rank/topic_words.h - which words of a topic say what it is about.
 *
 * "quy định về học phí của trường" is about học phí and trường: what frames the question, small
 * words between others, and the year decide nothing. */
#ifndef TC_QUERY_TOPIC_WORDS_H
#define TC_QUERY_TOPIC_WORDS_H

#include "query/words/words.h"

G_BEGIN_DECLS

/* For each of `topic` (of TcWordAt, in order) whether it is silent, in the spellings that are
 * likely by now: TC_SILENT always, TC_SILENT_ALONE unless it clings to a neighbour, as in "nhà ở";
 * TC_ASKED says what is asked of the others. Free with g_free(). */
typedef enum { TC_SPEAKS, TC_SILENT, TC_SILENT_ALONE, TC_ASKED } TcSilence;
TcSilence *tc_topic_silences(const TcWords *words, const GArray *topic);

/* How many words at the beginning of `topic` name a type of documents whose name stands alone in a
 * line, above what it is about: "BÁO CÁO", "Kết quả cải cách hành chính". 0 where none do, or where
 * they leave no topic. */
guint tc_topic_heading(const TcWords *words, const GArray *topic);

/* Whether the i-th word of `topic` is part of a number or a date, or says that one follows, which
 * is what "số" does in "công văn số 5" and not in "thư viện số". */
gboolean tc_topic_is_of_number(const TcWords *words, const GArray *topic, guint i);

G_END_DECLS

#endif
