/* text/alias/gen_tables.c - prints abbreviations_data.c, the table that
 * abbreviation_table.h declares, from the file named on its command line; with --aliases, the table
 * of aliases from text/alias/aliases.tsv in the same form.
 *
 * Runs at build time only. */
#include "text/abbreviation/table.h"
#include "text/alias/pairs.h"

#include <stdio.h>
#include <string.h>

/* Octal escapes keep the file ASCII; a string ends where the line does. */
static void
print_text(const GString *text)
{
    printf("static const char text[] =\n    \"");
    for (gsize i = 0; i < text->len; i++) {
        guchar c = (guchar)text->str[i];
        if (g_ascii_isalnum(c) || c == ' ' || c == '-')
            putchar(c);
        else
            printf("\\%03o", c);
        if (c == '\0')
            printf("\"\n    \"");
    }
    printf("\";\n\n");
}

static void
print_entries(const char *name, const TcAbbreviationEntry *entries, guint count)
{
    printf("static const TcAbbreviationEntry %s[] = {\n", name);
    for (guint i = 0; i < count; i++)
        printf("    {%u, %u, %u},\n", entries[i].folded, entries[i].abbreviation,
               entries[i].expansion);
    printf("};\n\n");
}

/* Put a string into the new text, once, and go by that. */
static void
place(const char *text, guint32 *offset, GHashTable *places, GString *placed)
{
    gpointer key = GUINT_TO_POINTER(*offset);
    gpointer at;
    if (!g_hash_table_lookup_extended(places, key, NULL, &at)) {
        at = GUINT_TO_POINTER((guint32)placed->len);
        g_hash_table_insert(places, key, at);
        g_string_append_len(placed, text + *offset, (gssize)strlen(text + *offset) + 1);
    }
    *offset = GPOINTER_TO_UINT(at);
}

/* Lay the text out anew: first what is searched in, in its order, then what that stands for. */
static void
lay_out(TcAbbreviationTable *table)
{
    g_autoptr(GHashTable) places = g_hash_table_new(NULL, NULL);
    g_autoptr(GString) placed = g_string_new(NULL);
    TcAbbreviationEntry *arrays[] = {(TcAbbreviationEntry *)table->by_expansion,
                                     (TcAbbreviationEntry *)table->by_abbreviation};
    for (guint k = 0; k < G_N_ELEMENTS(arrays); k++)
        for (guint i = 0; i < table->count; i++)
            place(table->text, &arrays[k][i].folded, places, placed);
    for (guint k = 0; k < G_N_ELEMENTS(arrays); k++) {
        for (guint i = 0; i < table->count; i++) {
            place(table->text, &arrays[k][i].expansion, places, placed);
            place(table->text, &arrays[k][i].abbreviation, places, placed);
        }
    }
    print_text(placed);
    g_free((gpointer)table->text);
    table->text = g_string_free(g_steal_pointer(&placed), FALSE);
}

static void
print_leads(const TcAbbreviationTable *table)
{
    printf("static const guint64 leads[] = {\n");
    for (guint i = 0; i < table->count; i += TC_ABBREVIATION_STEP)
        printf("    G_GUINT64_CONSTANT(0x%016" G_GINT64_MODIFIER "x),\n",
               tc_abbreviation_lead(table->text + table->by_expansion[i].folded));
    printf("};\n\n");
}

int
main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *tsv = NULL;
    gsize len;
    TcAbbreviationTable table = {0};
    gboolean wants_aliases = argc == 3 && strcmp(argv[1], "--aliases") == 0;
    g_autoptr(GString) pairs = g_string_new(NULL);
    if (argc != 2 + wants_aliases ||
        !g_file_get_contents(argv[1 + wants_aliases], &tsv, &len, &error) ||
        (wants_aliases && !tc_alias_pairs(tsv, len, pairs, &error)) ||
        !tc_abbreviation_table_read(wants_aliases ? pairs->str : tsv,
                                    wants_aliases ? pairs->len : len, &table, &error)) {
        fprintf(stderr, "gen_tables: %s\n", error != NULL ? error->message : "one file");
        return 1;
    }
    printf("/* Made by gen_tables. */\n"
           "#include \"text/abbreviation/table.h\"\n\n");
    lay_out(&table);
    if (!wants_aliases)
        print_entries("by_abbreviation", table.by_abbreviation, table.count);
    print_entries("by_expansion", table.by_expansion, table.count);
    print_leads(&table);
    printf("const TcAbbreviationTable tc_%s_builtin = {\n"
           "    .text = text,\n    .by_abbreviation = %s,\n"
           "    .by_expansion = by_expansion,\n    .leads = leads,\n    .count = %u,\n};\n",
           wants_aliases ? "alias" : "abbreviation", wants_aliases ? "NULL" : "by_abbreviation",
           table.count);
    tc_abbreviation_table_clear(&table);
    return ferror(stdout) != 0 || fflush(stdout) != 0;
}
