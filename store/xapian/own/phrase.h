/* store/xapian/own/phrase.h - the documents in which words stand one right after another.
 *
 * C++, private to store/: match.cc runs with it what asks for nothing but such a phrase, without
 * weights. Xapian's matcher opens the position lists of all words for each document that has them
 * all. Here they are read word by word for many documents at a time, the rarest word first, and the
 * next only where those before it stand as they should; lists lie side by side in the table. */
#ifndef TC_STORE_PHRASE_H
#define TC_STORE_PHRASE_H

#include "store/xapian/own/own.h"

#include <string>
#include <vector>
#include <xapian.h>

namespace tc
{

/* What may stand at each place, as terms are stored. */
using Phrase = std::vector<std::vector<std::string>>;

/* The places of a query, if that is a phrase of terms and ORs of terms; else none. Whether they
 * have to follow each other is not told by it. */
Phrase phrase_of(const Xapian::Query &query);

/* The tables of one part of a database. */
struct PhraseTables {
    TcTable *postings;
    TcTable *positions;
    OwnTables *own; /* that these are of */
};

/* The first `max` documents with the phrase, in the order of their numbers; of several parts
 * document d of part s is number (d - 1) * parts + s + 1. Throws AskXapian. */
std::vector<Xapian::docid> phrase_documents(const std::vector<PhraseTables> &parts,
                                            const Phrase &phrase, size_t max);

/* A phrase, in the documents with a term (in all where it is empty); as a query, of words that
 * follow each other, and as what is read here. */
struct PhraseQuery {
    Xapian::Query query;
    std::string filter = {};
};
struct Places {
    Phrase phrase;
    std::string filter;
};

/* Any of some phrases, in both forms. */
struct Within {
    Xapian::Query query;
    std::vector<Places> any;
};

/* All documents of a part that have one, in the order of their numbers. Throws AskXapian where
 * `part` has tables and they cannot tell. */
std::vector<Xapian::docid> documents_within(const ReadPart &part, const Within &within);

} // namespace tc

#endif
