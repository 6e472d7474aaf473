#include "query/command/topics.h"

#include "query/command/command_line.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static gboolean
set_failed(const char *path, GError **error)
{
    g_set_error(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE, "%s: %s", path, g_strerror(errno));
    return FALSE;
}

gboolean
tc_topics_read(const char *path, TcTopicFunc each, gpointer user, GError **error)
{
    const gboolean is_standard_input = strcmp(path, "-") == 0;
    FILE *file = is_standard_input ? stdin : fopen(path, "re");
    char *line = NULL;
    size_t capacity = 0;
    gboolean is_ok = TRUE;
    ssize_t len = 0;
    if (file == NULL)
        return set_failed(path, error);
    for (guint number = 1; is_ok && (len = getline(&line, &capacity, file)) >= 0; number++) {
        while (len > 0 && (line[len - 1] == '\n' || line[len - 1] == '\r'))
            line[--len] = '\0';
        const gsize mark_len = number == 1 && g_str_has_prefix(line, "\xEF\xBB\xBF") ? 3 : 0;
        is_ok = each(line + mark_len, (gsize)len - mark_len, number, user, error);
    }
    if (is_ok && ferror(file))
        is_ok = set_failed(path, error);
    if (!is_standard_input)
        fclose(file);
    free(line);
    return is_ok;
}

gboolean
tc_topic_is_none(const char *line)
{
    return *line == '\0' || *line == '#';
}

char *
tc_topic_split(char *line)
{
    char *tab = strchr(line, '\t');
    if (tab == NULL || tab == line)
        return NULL;
    *tab = '\0';
    return tab + 1;
}
