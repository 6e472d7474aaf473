/* store/xapian/term/code_data.h - the tables of code.h, made at build time. Nodes are numbered
 * level by level, so that the children of one follow one another; 0 is the root. */
#ifndef TC_STORE_TERM_CODE_DATA_H
#define TC_STORE_TERM_CODE_DATA_H

#include <cstdint>

namespace tc
{

struct TermNode {
    uint32_t text;  /* where its string begins in `term_text` */
    uint16_t child; /* the first one */
    uint16_t gap;   /* the first one, before the first child */
    uint8_t len;    /* of its string */
    uint8_t children;
};

/* Where the codes of a first byte lead. */
struct TermFirst {
    uint16_t node;  /* of a code of one byte; 0 for none */
    uint16_t pairs; /* else, in `term_second`, the node of second byte 1 */
    uint16_t count; /* of second bytes */
};

extern const TermNode term_nodes[];
extern const uint8_t term_child_bytes[]; /* the last byte of each node */
extern const char term_text[];
extern const uint16_t term_codes[]; /* of each gap: first byte << 8 | second, 0 for none */
extern const TermFirst term_firsts[256];
extern const uint16_t term_second[];

} // namespace tc

#endif
