/* Makes the arrays of store/text/words.h from words.txt. Usage: gen_words FILE >FILE.c */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WORDS   8053
#define LEN_MAX 24

int
main(int argc, char **argv)
{
    static unsigned at[WORDS + 1];
    char line[256];
    unsigned count = 0;
    FILE *file = argc == 2 ? fopen(argv[1], "r") : NULL;
    if (file == NULL) {
        fprintf(stderr, "usage: gen_words FILE\n");
        return 2;
    }
    printf("/* Made of words.txt. */\n#include \"store/text/words.h\"\n\n"
           "const char tc_coded_words[] =\n");
    while (fgets(line, sizeof line, file) != NULL) {
        const size_t len = strcspn(line, "\n");
        if (line[len] == '\0' || len == 0 || len > LEN_MAX || count == WORDS) {
            fprintf(stderr, "gen_words: line %u of %s is none of %d words\n", count + 1, argv[1],
                    WORDS);
            return 1;
        }
        printf("    \"");
        for (size_t i = 0; i < len; i++)
            printf("\\%03o", (unsigned char)line[i]);
        printf("\"\n");
        at[count + 1] = at[count] + (unsigned)len;
        count++;
    }
    fclose(file);
    if (count != WORDS || at[WORDS] > 65535) {
        fprintf(stderr, "gen_words: %u words of %u bytes in %s\n", count, at[count], argv[1]);
        return 1;
    }
    /* Copies of the last ones may take more than these. */
    printf("    \"");
    for (int i = 0; i < LEN_MAX; i++)
        printf("\\0");
    printf("\";\n\nconst guint16 tc_coded_word_at[TC_CODED_WORDS + 1] = {\n");
    for (unsigned i = 0; i <= WORDS; i++)
        printf("    %u,\n", at[i]);
    printf("};\n");
    return ferror(stdout) != 0 || fclose(stdout) != 0;
}
