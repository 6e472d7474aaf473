#include "option/option.h"

#include <string.h>

const TcOptionRow *
tc_option_of_name(const TcOptionRow *rows, const char *name)
{
    for (; rows->name != NULL; rows++)
        if (strcmp(rows->name, name) == 0)
            return rows;
    return NULL;
}

const TcOptionRow *
tc_option_of_letter(const TcOptionRow *rows, char letter)
{
    for (; rows->name != NULL; rows++)
        if (rows->letter != 0 && rows->letter == letter)
            return rows;
    return NULL;
}

const TcVerbRow *
tc_verb_of_name(const TcVerbRow *rows, const char *name)
{
    for (; rows->name != NULL; rows++)
        if (strcmp(rows->name, name) == 0)
            return rows;
    return NULL;
}

static gpointer
member(const TcOptionRow *row, gconstpointer parsed)
{
    return (char *)parsed + row->at;
}

void
tc_option_init(const TcOptionRow *rows, gpointer parsed)
{
    for (; rows->name != NULL; rows++)
        if (rows->kind == TC_OPTION_INT)
            *(int *)member(rows, parsed) = -1;
        else if (rows->kind == TC_OPTION_FLAG)
            *(gboolean *)member(rows, parsed) = FALSE;
        else
            *(gpointer *)member(rows, parsed) = NULL;
}

gboolean
tc_option_is_given(const TcOptionRow *row, gconstpointer parsed)
{
    switch (row->kind) {
    case TC_OPTION_FLAG:
        return *(gboolean *)member(row, parsed);
    case TC_OPTION_INT:
        return *(int *)member(row, parsed) != -1;
    default:
        return *(gpointer *)member(row, parsed) != NULL;
    }
}

void
tc_option_clear(const TcOptionRow *rows, gpointer parsed)
{
    for (; rows->name != NULL; rows++) {
        if (rows->kind == TC_OPTION_FLAG || rows->kind == TC_OPTION_INT)
            continue;
        if (rows->is_repeated)
            g_clear_pointer((char ***)member(rows, parsed), g_strfreev);
        else
            g_clear_pointer((char **)member(rows, parsed), g_free);
    }
}

static GOptionArg
argument_of(const TcOptionRow *row)
{
    switch (row->kind) {
    case TC_OPTION_FLAG:
        return G_OPTION_ARG_NONE;
    case TC_OPTION_INT:
        return G_OPTION_ARG_INT;
    case TC_OPTION_BYTES:
    case TC_OPTION_FILE:
    case TC_OPTION_FOLDER:
    case TC_OPTION_INDEX:
    case TC_OPTION_PATHS:
    case TC_OPTION_FIELDS:
        return row->is_repeated ? G_OPTION_ARG_FILENAME_ARRAY : G_OPTION_ARG_FILENAME;
    case TC_OPTION_NUMBER:
    case TC_OPTION_TEXT:
    case TC_OPTION_CHOICE:
    case TC_OPTION_LIST:
        break;
    }
    return row->is_repeated ? G_OPTION_ARG_STRING_ARRAY : G_OPTION_ARG_STRING;
}

GOptionEntry *
tc_option_entries(const TcOptionRow *rows, const TcVerbRow *verb, gpointer parsed)
{
    GArray *entries = g_array_new(TRUE, TRUE, sizeof(GOptionEntry));

    for (; rows->name != NULL; rows++) {
        GOptionEntry entry = {
            .long_name = rows->name,
            .short_name = rows->letter,
            .arg = argument_of(rows),
            .arg_data = member(rows, parsed),
            .description = rows->what,
            .arg_description = rows->value,
        };

        if (verb == NULL || rows->group == 0 || (verb->accepts & rows->group))
            g_array_append_val(entries, entry);
    }
    return (GOptionEntry *)(gpointer)g_array_free(entries, FALSE);
}
