/* store/xapian/term/code.h - how Xapian's tables spell terms. Private to store/xapian/.
 *
 * A table of positions repeats the term of each list in full, and has a list for each word of each
 * document: spelt as keys (text/key/syllable.h), terms alone were a fifth of an index. So words are
 * coded, as is what follows the prefix of a pair (TC_TERM_PAIR): a frequent syllable takes one or
 * two bytes. Terms with other prefixes stay as they are, and nothing above the binding sees codes.
 *
 * Codes sort as the terms do, so that all that begins alike still stands together (G. Antoshenkov,
 * "Dictionary-based order-preserving string compression", 1997). The strings of words.tsv, and
 * all beginnings of them, are the nodes of a tree: words, beginnings and ends of rarer ones, and
 * the marks that follow the letters of pairs. A term is parted from its beginning on: down the tree
 * as far as it goes, then between which children of the node at hand it would go on. Each such gap
 * has a code of one or two bytes, in the order of the tree; those of the words that documents hold
 * most have one. The codes of terms that begin below 'A' are below it, those of terms that begin
 * above 'Z' above it, so a coded word is never taken for a term with a prefix. The rest of a term
 * is left as it is behind
 *
 *     0x01, 0xFF     where it begins with a zero byte, or with one from 0x80 on (letters beyond
 *                    ASCII)
 *     TERM_PARTS_MIN bytes that were coded: a long word grows by no more than these
 *
 * gen_code.cc makes the tables. Whoever changes them, or the strings, changes the format of
 * the index (TC_SCHEMA_VERSION). */
#ifndef TC_STORE_TERM_CODE_H
#define TC_STORE_TERM_CODE_H

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace tc
{

constexpr size_t TERM_PARTS_MIN = 16;
/* By how much a code may be longer than its term. */
constexpr size_t TERM_GROWS_MAX = TERM_PARTS_MIN + 16;
/* The code of `len` bytes of term has at most this many. */
constexpr size_t
coded_len_max(size_t len)
{
    return len + TERM_GROWS_MAX;
}

/* Writes the code of a term at `to`, which has room for coded_len_max(len); returns its length. */
size_t code_term(const char *term, size_t len, uint8_t *to);
std::string coded_term(const char *term, size_t len);

/* The term of a code. What is no code, as in a damaged index, gives some other term. */
void decode_term(const std::string &code, std::string &term);

/* What the codes of all terms begin with that begin with `prefix`, in their order. Exactly: no code
 * of another term begins so; some hundred at most. Roughly: some do, before the code of `prefix`
 * itself and behind those that are meant, but there are few, often one: who lists terms, above all
 * those of another machine, lists these. */
enum class Beginnings { EXACT, ROUGH };
std::vector<std::string> beginnings_of_prefix(const std::string &prefix, Beginnings kind);

} // namespace tc

#endif
