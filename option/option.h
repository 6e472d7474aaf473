/* option/option.h - the options and verbs of a program, a row each.
 *
 * Parsing, --help, the completions of shells and the lists of the manuals follow from the rows: a
 * new option is one of them and what the program does with it. */
#ifndef TC_OPTION_H
#define TC_OPTION_H

#include <glib.h>

G_BEGIN_DECLS

/* What an option takes. The comment says what parsing leaves in the member at the row's `at`. */
typedef enum {
    TC_OPTION_FLAG,   /* nothing: gboolean */
    TC_OPTION_INT,    /* a number: int, -1 when it is not given */
    TC_OPTION_NUMBER, /* a number that the program itself reads: char * */
    TC_OPTION_TEXT,   /* char * in UTF-8 */
    TC_OPTION_CHOICE, /* one of the row's choices: char * */
    TC_OPTION_LIST,   /* some of the row's choices, with commas between: char * */
    TC_OPTION_BYTES,  /* char *, as it was given, whatever the encoding; so with the next ones */
    TC_OPTION_FILE,   /* char * */
    TC_OPTION_FOLDER, /* char * */
    TC_OPTION_INDEX,  /* a folder, or an archive of the configuration: char * */
    TC_OPTION_PATHS,  /* of verbs only: files, folders, archives of the configuration */
    TC_OPTION_FIELDS, /* of verbs only: a file, then FIELD=VALUE */
} TcOptionKind;

typedef struct {
    const char *name; /* "limit"; NULL in the row behind the last one */
    char letter;      /* 'n'; 0 for none */
    TcOptionKind kind;
    gboolean is_repeated;       /* may be given several times: char ** in place of char * */
    guint group;                /* of verbs that take it, a bit; 0: all do */
    gsize at;                   /* offset of its member in what is parsed into */
    const char *what;           /* what --help says; to be translated */
    const char *value;          /* what it calls the value, "FILE" or "N|PATH"; to be translated */
    const char *const *choices; /* NULL-ended, in the order of the enumeration they stand for */
} TcOptionRow;

typedef struct {
    const char *name;  /* "update"; NULL in the row behind the last one */
    const char *usage; /* "update PATH..."; to be translated */
    const char *what;  /* to be translated */
    guint accepts;     /* groups of options */
    TcOptionKind argument;
    guint arguments_min, arguments_max;
    gboolean writes; /* anything but its results */
} TcVerbRow;

/* The option of this long name, or of this letter; NULL if there is none. */
const TcOptionRow *tc_option_of_name(const TcOptionRow *rows, const char *name);
const TcOptionRow *tc_option_of_letter(const TcOptionRow *rows, char letter);

/* The verb of this name, NULL if there is none. */
const TcVerbRow *tc_verb_of_name(const TcVerbRow *rows, const char *name);

/* What a program parses into is a structure with a member for each row. These set it to "nothing
 * given", tell whether an option was, and free what parsing has left there. */
void tc_option_init(const TcOptionRow *rows, gpointer parsed);
gboolean tc_option_is_given(const TcOptionRow *row, gconstpointer parsed);
void tc_option_clear(const TcOptionRow *rows, gpointer parsed);

/* The rows as GOption reads them; with `verb`, only the options that it takes. The result ends with
 * an entry without a name. Free with g_free(); it lives no longer than `parsed`. */
GOptionEntry *tc_option_entries(const TcOptionRow *rows, const TcVerbRow *verb, gpointer parsed);

G_END_DECLS

#endif
