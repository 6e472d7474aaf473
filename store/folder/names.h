/* store/folder/names.h - what the files of an index's folder are called, beside its generations. */
#ifndef TC_STORE_FOLDER_NAMES_H
#define TC_STORE_FOLDER_NAMES_H

/* Names the live generation; Xapian opens a folder by it. */
#define TC_INDEX_STUB     "XAPIANDB"
/* The next one, until it is renamed. */
#define TC_INDEX_STUB_NEW "XAPIANDB.new"
/* Held by whoever writes. */
#define TC_INDEX_LOCK     "lock"

#endif
