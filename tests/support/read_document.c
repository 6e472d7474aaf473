/* Print the text of a document, as Tracuu reads it: tc_read_document
 * [--about|--fields|--relations|--repair] FILE
 * --about: its format, encoding and confidence instead. --fields: number, type, body, date, place,
 * signer, title, session, term and chair, with tabs between. --relations: what it does to others,
 * in lines of text/relation/relation.h. --repair: FILE is UTF-8 text that
 * another program made; print it with its misread letters repaired. Exit 3, with the reason, when
 * it cannot be read. For scripts that compare and measure. */
#include "document/document.h"
#include "text/encoding/encoding.h"

#include <stdio.h>
#include <string.h>

static const char *
shown(const char *field)
{
    return field != NULL ? field : "";
}

static void
print_fields(const TcDocument *document)
{
    char date[16] = "";

    if (document->date > 0)
        g_snprintf(date, sizeof date, "%08u", document->date);
    const char *fields[] = {document->number, document->type,   document->org,   date,
                            document->place,  document->signer, document->title, document->session,
                            document->term,   document->chair};
    for (gsize i = 0; i < G_N_ELEMENTS(fields); i++)
        printf("%s%s", i > 0 ? "\t" : "", shown(fields[i]));
    printf("\n");
}

int
main(int argc, char **argv)
{
    TcReadLimits limits = TC_READ_LIMITS_INIT;
    g_autoptr(GError) error = NULL;
    g_autofree char *bytes = NULL;
    gsize len = 0;
    gboolean wants_about = argc == 3 && strcmp(argv[1], "--about") == 0;

    gboolean wants_fields = argc == 3 && strcmp(argv[1], "--fields") == 0;
    gboolean wants_relations = argc == 3 && strcmp(argv[1], "--relations") == 0;
    gboolean wants_repair = argc == 3 && strcmp(argv[1], "--repair") == 0;

    if (argc != 2 + wants_about + wants_fields + wants_relations + wants_repair) {
        fprintf(stderr, "usage: tc_read_document [--about|--fields|--relations|--repair] FILE\n");
        return 2;
    }
    const char *path = argv[argc - 1];
    if (!g_file_get_contents(path, &bytes, &len, &error)) {
        fprintf(stderr, "tc_read_document: %s\n", error->message);
        return 3;
    }
    if (wants_repair) {
        TcEncodingGuess guess;
        g_autoptr(GString) text = g_string_new(NULL);
        if (!g_utf8_validate(bytes, (gssize)len, NULL)) {
            fprintf(stderr, "tc_read_document: %s: not UTF-8\n", path);
            return 3;
        }
        tc_encoding_repair(bytes, len, text, &guess);
        fwrite(text->str, 1, text->len, stdout);
        return fflush(stdout) == 0 ? 0 : 1;
    }
    g_autoptr(TcDocument) document = tc_document_read(bytes, len, path, &limits, &error);
    if (document == NULL) {
        fprintf(stderr, "tc_read_document: %s: %s: %s\n", path,
                tc_document_reason((TcDocumentError)error->code), error->message);
        return 3;
    }
    if (wants_about)
        printf("%s %s %.3f %" G_GSIZE_FORMAT " bytes%s%s\n", tc_format_name(document->format),
               document->encoding != NULL ? document->encoding : "-", document->confidence,
               document->text_len, document->title != NULL ? " title: " : "",
               document->title != NULL ? document->title : "");
    else if (wants_fields)
        print_fields(document);
    else if (wants_relations)
        printf("%s", shown(document->relations));
    else
        fwrite(document->text, 1, document->text_len, stdout);
    return fflush(stdout) == 0 ? 0 : 1;
}
