/* document/sandbox/wire.h - what the sandbox's processes say to each other. Private to document/.
 *
 * Both ends are the same program on the same machine, so structs go as they are. The parent checks
 * all it gets: a worker may have been taken over by the file it read. */
#ifndef TC_DOCUMENT_WIRE_H
#define TC_DOCUMENT_WIRE_H

#include "document/document.h"

G_BEGIN_DECLS

#define TC_WIRE_MAGIC      0x54435731u
#define TC_WIRE_NAME_MAX   255u
/* Most pages that a document can say it has. */
#define TC_WIRE_PAGES_MAX  1000000u
/* Longest of the strings but the text. */
#define TC_WIRE_STRING_MAX 65536u
#define TC_WIRE_NULL       G_MAXUINT32 /* the length of a string that is NULL */

/* Exit status of a worker that ran out of memory. */
#define TC_WIRE_EXIT_MEMORY 77

/* Worker to parent, once, when it is confined. */
typedef struct {
    guint32 magic;
    guint32 strength;
} TcWireHello;

/* Parent to worker; the name's and the file's bytes follow. */
typedef struct {
    guint32 magic;
    guint32 name_len; /* TC_WIRE_NULL: no name */
    guint64 len;
    guint64 input_max;
    guint64 text_max;
    guint64 page;
} TcWireRequest;

/* The same to a worker that walks through an archive, once; the archive's bytes follow. */
typedef struct {
    guint32 magic;
    guint32 members_max;
    guint64 len;
    guint64 member_max;
    guint64 total_max;
} TcWireWalkRequest;

/* And its answers: for each file MEMBER, DATA as often as there is more, and MEMBER_END; at last
 * END. `len` bytes follow: the name, the data, or what is said of the error. */
enum { TC_WIRE_MEMBER = 'M', TC_WIRE_DATA = 'D', TC_WIRE_MEMBER_END = 'm', TC_WIRE_WALK_END = 'E' };
typedef struct {
    guint32 magic;
    guint32 kind;
    gint32 error_code; /* -1: none */
    guint32 len;       /* at most TC_WIRE_DATA_MAX */
    gint64 mtime_s;
} TcWireFrame;
#define TC_WIRE_DATA_MAX 65536u

/* The strings of a document: each TcField that is one, and then */
enum {
    TC_WIRE_ENCODING = TC_FIELD_COUNT,
    TC_WIRE_RELATIONS,
    TC_WIRE_UNREAD,
    TC_WIRE_MESSAGE, /* of the error */
    TC_WIRE_STRING_COUNT
};

/* Worker to parent; the strings in this order and then the text follow, without closing zeros. */
typedef struct {
    guint32 magic;
    gint32 error_code; /* -1: none, a document */
    guint32 format;
    guint32 ocr;
    guint32 date;
    guint32 scan_count;
    guint32 page_count;
    guint32 string_lens[TC_WIRE_STRING_COUNT];
    guint64 text_len;
    double confidence;
} TcWireReply;

/* Parent to zygote and back, one message each. With a START goes the worker's socket. */
enum { TC_WIRE_START = 'S', TC_WIRE_START_WALK = 'W', TC_WIRE_END = 'E' };
typedef struct {
    guint32 kind;
    gint32 pid; /* END: of the worker to end */
} TcWireOrder;
typedef struct {
    gint32 pid;    /* START: of the worker; negative: the errno of the failed fork() */
    gint32 status; /* END: as waitpid() gives it */
} TcWireAnswer;

/* Worker: write all; the parent's end is read slowly at worst. FALSE when it is gone. */
gboolean tc_wire_write(int fd, const void *bytes, gsize len);
gboolean tc_wire_read(int fd, void *bytes, gsize len);

/* `text` on one line, to be shown to a user. */
void tc_wire_tidy_message(char *text);

/* Worker: send what the reader gave: `document`, or when that is NULL `error`. */
gboolean tc_wire_write_reply(int fd, const TcDocument *document, const GError *error);

/* Parent: whether the sizes and numbers of `reply` are possible within `limits`. */
gboolean tc_wire_check_reply(const TcWireReply *reply, const TcReadLimits *limits);

/* Parent: make the document of a checked reply, taking over `text` (text_len bytes and a zero) and
 * the strings that `strings` holds one after the other. NULL and `error`: the reader's own error,
 * or, with `*is_valid` FALSE and no error set, an answer that no reader gives. */
TcDocument *tc_wire_take_reply(const TcWireReply *reply, const char *strings, char *text,
                               gboolean *is_valid, GError **error);

G_END_DECLS

#endif
