/* document/read/list_number.h - the numbers that word processors put before paragraphs. Private to
 * document/.
 *
 * "Điều 3." of a list is nowhere in the text of a file: the list says how its levels look, each
 * paragraph which level it is on, and the program counts. Readers of formats build styles from what
 * their files say, keep one count for each list, and ask for the number of one paragraph after the
 * other. */
#ifndef TC_DOCUMENT_LIST_NUMBER_H
#define TC_DOCUMENT_LIST_NUMBER_H

#include <glib.h>

G_BEGIN_DECLS

/* OpenDocument has ten, Word nine. */
#define TC_LIST_LEVELS   10u
/* Bytes of the text around the numbers of a level; Word takes 31 characters. */
#define TC_LIST_TEXT_MAX 255u

typedef enum {
    TC_NUMBER_DECIMAL,
    TC_NUMBER_DECIMAL_ZERO, /* 01, 02, ... 10 */
    TC_NUMBER_UPPER_ROMAN,
    TC_NUMBER_LOWER_ROMAN,
    TC_NUMBER_UPPER_LETTER, /* A ... Z, AA, BB */
    TC_NUMBER_LOWER_LETTER,
    TC_NUMBER_UPPER_LETTER_PAIRS, /* A ... Z, AA, AB */
    TC_NUMBER_LOWER_LETTER_PAIRS,
    TC_NUMBER_NONE,   /* the text alone */
    TC_NUMBER_BULLET, /* no number at all */
} TcNumberStyle;

/* Append `value` in this style; nothing for the last two. A value that the style cannot show is
 * decimal. */
void tc_number_append(GString *out, TcNumberStyle style, guint value);

typedef struct {
    TcNumberStyle style;
    guint start;
    guint restart;     /* it starts anew behind a paragraph on any of the first `restart` levels */
    gboolean is_legal; /* the numbers of all levels in it are decimal */
    gboolean has_no_space; /* nothing parts it from the text */
    GString *
        text; /* the bytes 1 to TC_LIST_LEVELS stand for the numbers of the levels; NULL for none */
} TcListLevel;

typedef struct {
    TcListLevel levels[TC_LIST_LEVELS];
} TcListStyle;

/* All levels decimal from 1, without a text, each starting anew behind those above it. */
TcListStyle *tc_list_style_new(void);
TcListStyle *tc_list_style_copy(const TcListStyle *style);
void tc_list_style_free(TcListStyle *style);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcListStyle, tc_list_style_free)

/* Append to the text of a level what stands there literally (control characters are left out), or
 * the number of level `of`, counted from 0. Over TC_LIST_TEXT_MAX nothing is added. */
void tc_list_level_add_text(TcListLevel *level, const char *text, gsize len);
void tc_list_level_add_number(TcListLevel *level, guint of);
/* Start its text anew. */
void tc_list_level_clear_text(TcListLevel *level);

/* How far a list has got. All zeros is the beginning. */
typedef struct {
    guint values[TC_LIST_LEVELS];
    gboolean is_running[TC_LIST_LEVELS]; /* else the level begins with its start */
} TcListCount;

/* The level begins with `start` when it comes next. */
void tc_list_count_restart(TcListCount *count, guint level, guint start);

/* Count a paragraph on `level`, below TC_LIST_LEVELS, and append what stands before its text, with
 * the space behind it. A bullet is a mark and no word: nothing. */
void tc_list_count_next(TcListCount *count, const TcListStyle *style, guint level, GString *out);

/* Word: several instances of one list have one count, but may look otherwise or begin anew. All
 * zeros is an instance that changes nothing. */
typedef struct {
    TcListStyle *changes; /* of the levels that look otherwise; NULL for none */
    gboolean is_changed[TC_LIST_LEVELS];
    gboolean has_start[TC_LIST_LEVELS]; /* the level begins with its start where it first comes */
    guint starts[TC_LIST_LEVELS];
    TcListStyle *look; /* the list's with the changes, made when it is first used */
} TcListInstance;
void tc_list_instance_clear(TcListInstance *instance);

/* The start of a level that looks otherwise and begins as the list's own does. */
#define TC_LIST_START_OF_LIST G_MAXUINT

/* The level, to be described: it looks otherwise. */
TcListLevel *tc_list_instance_level(TcListInstance *instance, guint level);
void tc_list_instance_start(TcListInstance *instance, guint level, guint start);

/* tc_list_count_next() for a paragraph of this instance of the list with `style` and `count`. */
void tc_list_instance_next(TcListInstance *instance, const TcListStyle *style, TcListCount *count,
                           guint level, GString *out);

G_END_DECLS

#endif
