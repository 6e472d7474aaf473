/* text/type/type.h - thể loại văn bản: the types of documents, each in one row.
 *
 * Types of the State are those of Decree 30/2020/NĐ-CP, article 7 and annex III, of the law on
 * legal documents (63/2020/QH14) and those before it; of the Party, Regulation 66-QĐ/TW, article 4,
 * and Instruction 36-HD/VPTW. Other papers that bear what they are in their title are there, too.
 * What reads numbers, headers and queries knows types from here alone. */
#ifndef TC_TEXT_TYPE_H
#define TC_TEXT_TYPE_H

#include "text/key/letter.h"

G_BEGIN_DECLS

typedef enum {
    TC_TYPE_IN_LETTERHEAD, /* the title stands below it */
    TC_TYPE_ALONE,         /* the same, and it counts without a letterhead */
    TC_TYPE_IN_TITLE,      /* it belongs to the title, and counts alone */
} TcTypePlace;

typedef struct {
    const char *name;   /* as shown: "Quyết định"; empty for a title that is of no type */
    const char *phrase; /* as found in text, in small letters: one name may have several */
    TcTypePlace place;
    gboolean is_before_number; /* figures behind its name are a number: "chỉ thị 35" */
    const char *codes[2]; /* as keys of numbers have them, in bare letters: "qd"; NULL without */
    /* As people write it before figures, "QyĐ 1719", and the same in small letters; NULL where such
     * letters are as a rule something else. */
    const char *brief;
    const char *small;
} TcDocumentType;

/* All of them, `count` rows that stay. */
const TcDocumentType *tc_document_types(gsize *count);

/* The one with this code, `len` bytes of bare letters; NULL for none. CT is Chỉ thị here, TT Thông
 * tư and QĐ Quyết định, though the Party has others of these letters. */
const TcDocumentType *tc_document_type_of_code(const char *code, gsize len);

/* The one that is written so in short, with marks or without; NULL for none. */
const TcDocumentType *tc_document_type_of_brief(const TcLetters *word);

/* The one whose phrase these words are, all with marks or without; NULL for none. */
const TcDocumentType *tc_document_type_of_words(const TcLetters *words, gsize count);

/* Whether the two words are the end of the name of a type that a number follows: "nghị quyết",
 * "liên tịch". */
gboolean tc_document_type_introduces(const TcLetters *first, const TcLetters *second);

G_END_DECLS

#endif
