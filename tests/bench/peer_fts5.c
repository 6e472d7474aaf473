/* peer_fts5 - SQLite FTS5 as one would use it for a folder of text files, to measure beside Tracuu.
 *
 *   peer_fts5 build DB FOLDER   index the files below FOLDER; DB must not exist
 *   peer_fts5 query DB QUERY    print the best ten: bm25, path, snippet
 *
 * The tokenizer is unicode61 with its defaults, the text is stored, all goes in one transaction. A
 * query is the words of QUERY, any of which may be missing, as the other engines measured take it.
 */
#include <glib.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#define RESULTS 10

typedef sqlite3 Database;
typedef sqlite3_stmt Statement;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Database, sqlite3_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Statement, sqlite3_finalize)

static gboolean
complain(Database *db)
{
    fprintf(stderr, "peer_fts5: %s\n", sqlite3_errmsg(db));
    return FALSE;
}

static Database *
open_database(const char *path, int flags)
{
    g_autoptr(Database) db = NULL;

    if (sqlite3_open_v2(path, &db, flags, NULL) != SQLITE_OK) {
        complain(db);
        return NULL;
    }
    return g_steal_pointer(&db);
}

static gboolean
execute(Database *db, const char *sql)
{
    return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK || complain(db);
}

static Statement *
prepare(Database *db, const char *sql)
{
    Statement *statement = NULL;

    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
        complain(db);
    return statement;
}

static gboolean
add_file(Database *db, Statement *insert, const char *path)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = NULL;
    gsize len;

    if (!g_file_get_contents(path, &text, &len, &error)) {
        fprintf(stderr, "peer_fts5: %s\n", error->message);
        return FALSE;
    }
    if (sqlite3_bind_text(insert, 1, path, -1, SQLITE_STATIC) != SQLITE_OK ||
        sqlite3_bind_text64(insert, 2, text, len, SQLITE_STATIC, SQLITE_UTF8) != SQLITE_OK ||
        sqlite3_step(insert) != SQLITE_DONE || sqlite3_reset(insert) != SQLITE_OK)
        return complain(db);
    return TRUE;
}

/* Symbolic links are left alone, as the other engines do. */
static gboolean
add_folder(Database *db, Statement *insert, const char *folder)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GDir) dir = g_dir_open(folder, 0, &error);
    const char *name;

    if (dir == NULL) {
        fprintf(stderr, "peer_fts5: %s\n", error->message);
        return FALSE;
    }
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);

        if (g_file_test(path, G_FILE_TEST_IS_SYMLINK))
            continue;
        if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
            if (!add_folder(db, insert, path))
                return FALSE;
        } else if (g_file_test(path, G_FILE_TEST_IS_REGULAR) && !add_file(db, insert, path)) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
build(const char *path, const char *folder)
{
    g_autoptr(Database) db = NULL;
    g_autoptr(Statement) insert = NULL;

    if (g_file_test(path, G_FILE_TEST_EXISTS)) {
        fprintf(stderr, "peer_fts5: %s exists\n", path);
        return FALSE;
    }
    db = open_database(path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (db == NULL || !execute(db, "CREATE VIRTUAL TABLE docs USING fts5(path UNINDEXED, body, "
                                   "tokenize = 'unicode61'); BEGIN"))
        return FALSE;
    insert = prepare(db, "INSERT INTO docs(path, body) VALUES (?, ?)");
    return insert != NULL && add_folder(db, insert, folder) && execute(db, "COMMIT");
}

/* "cải cách (số 4)" → "cải" OR "cách" OR "số" OR "4": strings, so that nothing is an operator. */
static char *
to_match(const char *query)
{
    g_autofree char *valid = g_utf8_make_valid(query, -1);
    GString *match = g_string_new(NULL);
    gboolean is_inside = FALSE;

    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);

        if (!g_unichar_isalnum(c) && !g_unichar_ismark(c)) {
            g_string_append(match, is_inside ? "\"" : "");
            is_inside = FALSE;
            continue;
        }
        if (!is_inside)
            g_string_append(match, match->len > 0 ? " OR \"" : "\"");
        g_string_append_unichar(match, c);
        is_inside = TRUE;
    }
    if (is_inside)
        g_string_append_c(match, '"');
    return g_string_free(match, FALSE);
}

/* Returns the exit status: 0 found, 1 nothing found, 2 error. */
static int
query(const char *path, const char *words)
{
    g_autoptr(Database) db = open_database(path, SQLITE_OPEN_READONLY);
    g_autoptr(Statement) search = NULL;
    g_autofree char *match = to_match(words);
    int found = 1;
    int step;

    if (db == NULL)
        return 2;
    if (*match == '\0')
        return 1;
    search = prepare(db, "SELECT bm25(docs), path, snippet(docs, 1, '[', ']', '...', 32) FROM docs "
                         "WHERE docs MATCH ? ORDER BY rank LIMIT ?");
    if (search == NULL)
        return 2;
    if (sqlite3_bind_text(search, 1, match, -1, SQLITE_STATIC) != SQLITE_OK ||
        sqlite3_bind_int(search, 2, RESULTS) != SQLITE_OK) {
        complain(db);
        return 2;
    }
    while ((step = sqlite3_step(search)) == SQLITE_ROW) {
        found = 0;
        printf("%.3f\t%s\t%s\n", sqlite3_column_double(search, 0),
               (const char *)sqlite3_column_text(search, 1),
               (const char *)sqlite3_column_text(search, 2));
    }
    return step == SQLITE_DONE || complain(db) ? found : 2;
}

int
main(int argc, char **argv)
{
    if (argc == 4 && strcmp(argv[1], "build") == 0)
        return build(argv[2], argv[3]) ? 0 : 2;
    if (argc == 4 && strcmp(argv[1], "query") == 0)
        return query(argv[2], argv[3]);
    fprintf(stderr, "usage: peer_fts5 build DB FOLDER | peer_fts5 query DB QUERY\n");
    return 2;
}
