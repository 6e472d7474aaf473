/* text/alias/gen_tables.c - prints abbreviations_data.c, the table that
 * abbreviation_table.h declares, from the file named on its command line; with --aliases, the table
 * of aliases from text/alias/aliases.tsv in the same form.
 *
 * Runs at build time only. */
#include "text/abbreviation/table.h"
#include "text/alias/pairs.h"

#include <stdio.h>
#include <string.h>

static void
print_entries(const char *name, const TcAbbreviationEntry *entries, guint count)
{
    printf("static const TcAbbreviationEntry %s[] = {\n", name);
    for (guint i = 0; i < count; i++)
        printf("    {%u, %u, %u},\n", entries[i].folded, entries[i].abbreviation,
               entries[i].expansion);
    printf("};\n\n");
}

/* The length of the text of a table, with the NUL of the last string. */
static gsize
text_len(const TcAbbreviationTable *table)
{
    guint32 last = 0;
    for (guint i = 0; i < table->count; i++) {
        const TcAbbreviationEntry *entries[] = {&table->by_expansion[i],
                                                &table->by_abbreviation[i]};
        for (guint k = 0; k < G_N_ELEMENTS(entries); k++)
            last = MAX(last, MAX(entries[k]->folded,
                                 MAX(entries[k]->abbreviation, entries[k]->expansion)));
    }
    return last + strlen(table->text + last) + 1;
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
    /* Octal escapes keep the file ASCII; a string ends where the line does. */
    printf("static const char text[] =\n    \"");
    gsize end = text_len(&table);
    for (gsize i = 0; i < end; i++) {
        guchar c = (guchar)table.text[i];
        if (g_ascii_isalnum(c) || c == ' ' || c == '-')
            putchar(c);
        else
            printf("\\%03o", c);
        if (c == '\0')
            printf("\"\n    \"");
    }
    printf("\";\n\n");
    if (!wants_aliases)
        print_entries("by_abbreviation", table.by_abbreviation, table.count);
    print_entries("by_expansion", table.by_expansion, table.count);
    printf("const TcAbbreviationTable tc_%s_builtin = {\n"
           "    .text = text,\n    .by_abbreviation = %s,\n"
           "    .by_expansion = by_expansion,\n    .count = %u,\n};\n",
           wants_aliases ? "alias" : "abbreviation", wants_aliases ? "NULL" : "by_abbreviation",
           table.count);
    tc_abbreviation_table_clear(&table);
    return ferror(stdout) != 0 || fflush(stdout) != 0;
}
