/* store/schema.h - what stands where in the index.
 *
 * Terms of the text have no prefix: they are tiered keys (text/key/syllable.h) and never begin with
 * an ASCII capital. Everything else begins with one, as is Xapian's convention.
 *
 * An index of an older version is not searched, but carried over (indexer/carry/upgrade.h): that
 * reads only its records (store/record.h), its ledger (indexer/state/ledger.h) and what of its
 * metadata is described here. All else, terms and slots above all, is made anew from these and may
 * change at will; who changes records or ledger keeps a reader for what was there before, down to
 * TC_SCHEMA_OLDEST.
 *
 * History of TC_SCHEMA_VERSION:
 *   0  was never written; tests take it for the version before the first
 *   1  first version
 *   2  session, term, chair and signer
 *   3  repeated neighbours (TC_TERM_PAIR)
 *   4  relations
 *   5  what a file was read with, when, and its pages (ledger); corrections
 *   6  names that documents define (TC_TERM_NAMED); words and pairs are coded
 *      (store/xapian/term/code.h)
 *   7  where formal parts are (TC_SLOT_FORMAL); texts are packed with a dictionary
 *      (store/text/dictionary.h)
 *   8  words of records are coded (store/text/code.h), their fields numbered
 *   9  more strings of words and of marks of pairs have a code (store/xapian/term/words.tsv)
 */
#ifndef TC_STORE_SCHEMA_H
#define TC_STORE_SCHEMA_H

#define TC_SCHEMA_VERSION 9
/* The oldest one whose records and ledger are still read. */
#define TC_SCHEMA_OLDEST  0

/* Term prefixes. Those of words of the fields, and their value slots, stand in field/field.c. */
#define TC_TERM_ID         "Q"  /* Q + 32 hex digits: hash of the path; one document each */
#define TC_TERM_CONTENT    "H"  /* H + 32 hex digits: hash of the text */
#define TC_TERM_NUMBER     "N"  /* N + number key: a document number in the text */
#define TC_TERM_OWN_NUMBER "XN" /* XN + number key: its own number; ends in / without symbol */
#define TC_TERM_DAY        "D"  /* D + YYYYMMDD: a day named in the text */
#define TC_TERM_MONTH      "M"  /* M + YYYYMM: a month named in the text, also by its days */
#define TC_TERM_FORMAT     "E"  /* E + format name */
#define TC_TERM_PAIR       "XR" /* XR + pair key: neighbours that the text repeats */
#define TC_TERM_RELATION   "XV" /* XV + kind + key: of another document, text/relation/relation.h */
#define TC_TERM_UNMARKED   "XU" /* the text has no marks: its bare words stand for marked ones */

/* What documents define themselves, as "kinh tế - xã hội (KT-XH)":
 * XA + bare letters of the short form ("ktxh") + 0x02 + the long form as written, and
 * XB + bare words of the long form ("kinh te xa hoi") + 0x02 + the short form as written. */
#define TC_TERM_DEFINED         "XA"
#define TC_TERM_EXPANDED        "XB"
/* And names of three words or more, "Chương trình mục tiêu quốc gia xây dựng nông thôn mới (sau đây
 * gọi tắt là Chương trình nông thôn mới)": XD + bare words of one form + 0x02 + the other form as
 * written, both ways. */
#define TC_TERM_NAMED           "XD"
#define TC_DEFINITION_SEPARATOR "\x02"
#define TC_DEFINITION_MAX       100 /* bytes of either form */
#define TC_NAME_WORDS_MIN       3   /* of the short form of a name */

/* Bytes of a hash of a file, a text or a path: the first ones of SHA-512. */
#define TC_HASH_LEN 16

/* Value slots. */
enum {
    TC_SLOT_CONTENT = 0,     /* TC_HASH_LEN bytes, hash of the text: identical documents collapse */
    TC_SLOT_DATE = 1,        /* "YYYYMMDD" */
    TC_SLOT_YEAR = 2,        /* "YYYY" */
    TC_SLOT_PATH = 6,        /* path; what is worth the same stands in this order */
    TC_SLOT_TITLE_WORDS = 8, /* how many words the title has, in decimal; a part between spaces */
    TC_SLOT_FORMAL = 9, /* "3-81 402-455": positions of its formal parts (recitals, recipients) */
    TC_SLOT_COUNT = 32, /* behind the last that a field may have */
};

/* Metadata keys. */
#define TC_META_SCHEMA    "tracuu.schema"    /* TC_SCHEMA_VERSION in decimal */
#define TC_META_ANALYZER  "tracuu.analyzer"  /* the caller's analyzer version in decimal */
#define TC_META_CREATED   "tracuu.created"   /* RFC 3339 */
#define TC_META_SHARD     "tracuu.shard"     /* K/N: this index is one shard of many */
#define TC_META_ROOTS     "tracuu.roots"     /* paths that the index is of, NUL-ended each */
#define TC_META_MOUNTS    "tracuu.mounts"    /* see tc_ledger_mounts() */
#define TC_META_COMPACTED "tracuu.compacted" /* bytes of the generation when it was made */
#define TC_META_MANIFEST  "tracuu.manifest"  /* "1": see store/guard/manifest.h */
#define TC_META_UNFINISHED                                                                         \
    "tracuu.unfinished" /* "1": the run that wrote last has not come to its end */
#define TC_META_CHANGED    "tracuu.changed" /* documents put or removed since then, in decimal */
#define TC_META_LEDGER     "F"              /* F + path: ledger entry, see indexer/state/ledger.h */
#define TC_META_PAGE       "P" /* P + content hash + "." + number: a page, see store/kept/page.h */
#define TC_META_CORRECTION "C" /* C + content hash: see store/kept/correction.h */

#endif
