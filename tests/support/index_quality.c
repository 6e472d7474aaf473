/* How much of what an index holds is Vietnamese: tc_index_quality INDEX
 * For each document its share of valid syllables among its words, how many words it has, "ocr" or
 * "-", and its path, with tabs between; the last line is of all together. For scripts that measure.
 */
#include "document/read/pdf/quality.h"
#include "indexer/carry/stored.h"
#include "text/analyzer.h"

#include <stdio.h>

static gboolean
print_document(const TcRecord *record, G_GNUC_UNUSED TcLedgerEntry *entry, gpointer user,
               G_GNUC_UNUSED GError **error)
{
    TcQuality *sum = user;
    TcQuality quality = tc_quality(record->text, record->text_len);

    printf("%.4f\t%zu\t%s\t%s\n", tc_quality_share(&quality), quality.words,
           record->is_ocr ? "ocr" : "-", record->path);
    sum->words += quality.words;
    sum->syllables += quality.syllables;
    return TRUE;
}

int
main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(TcReader) reader = NULL;
    TcQuality sum = {0};
    const char *dir = argv[1];

    if (argc != 2) {
        fprintf(stderr, "usage: tc_index_quality INDEX\n");
        return 2;
    }
    reader = tc_reader_open(&dir, 1, TC_ANALYZER_VERSION, &error);
    if (reader == NULL ||
        !tc_stored_each_document(reader, 1, G_MAXUINT32 - 1, print_document, &sum, &error)) {
        fprintf(stderr, "tc_index_quality: %s\n", error->message);
        return 1;
    }
    printf("%.4f\t%zu\tall\n", tc_quality_share(&sum), sum.words);
    return fflush(stdout) == 0 ? 0 : 1;
}
