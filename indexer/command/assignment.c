#include "indexer/command/assignment.h"

#include "document/document.h"
#include "document/header/header.h"
#include "field/names.h"
#include "indexer/display.h"
#include "indexer/options.h"
#include "store/kept/correction.h"
#include "text/date/date.h"
#include "text/number/number.h"

#include <glib/gi18n.h>
#include <string.h>

/* Before the first offices that numbered their papers as offices do today. Plans may be dated
 * ahead. */
#define YEAR_MIN    1800u
#define YEARS_AHEAD 1u

static char *
wrong(GError **error, TcField field, const char *said, const char *why)
{
    g_autofree char *shown = tc_display(said);

    g_set_error(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE, "%s: “%s”: %s",
                tc_field_typed_name(field), shown, why);
    return NULL;
}

gboolean
tc_assignment_field(const char *name, TcField *field, GError **error)
{
    const TcField found = tc_field_of_name(name);
    g_autoptr(GString) known = g_string_new(NULL);
    g_autofree char *shown = tc_display(name);

    if (found < TC_FIELD_COUNT && found != TC_FIELD_PATH) {
        *field = found;
        return TRUE;
    }
    for (guint i = 0; i < TC_FIELD_COUNT; i++)
        if (i != TC_FIELD_PATH)
            g_string_append_printf(known, "%s%s", known->len > 0 ? ", " : "",
                                   tc_field_typed_name((TcField)i));
    g_set_error(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE,
                found == TC_FIELD_PATH
                    ? _("“%s”: the path is where the file is, and cannot be set; fields: %s")
                    : _("“%s” is no field; fields: %s"),
                shown, known->str);
    return FALSE;
}

/* Bytes of the longest value: as long as those that are read from files. */
static gsize
len_max(TcField field)
{
    if (field == TC_FIELD_TITLE)
        return TC_TITLE_MAX;
    return field == TC_FIELD_ORG || field == TC_FIELD_CHAIR ? TC_HEADER_ORG_MAX
                                                            : TC_HEADER_FIELD_MAX;
}

/* Spaces of all kinds become one, and those around the text go. */
static char *
squeeze(const char *text)
{
    GString *out = g_string_new(NULL);

    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar letter = g_utf8_get_char(at);

        if (!g_unichar_isspace(letter))
            g_string_append_unichar(out, letter);
        else if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c(out, ' ');
    }
    if (out->len > 0 && out->str[out->len - 1] == ' ')
        g_string_truncate(out, out->len - 1);
    return g_string_free(out, FALSE);
}

static gboolean
has_hidden(const char *text)
{
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        const GUnicodeType type = g_unichar_type(g_utf8_get_char(at));

        if (type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || type == G_UNICODE_SURROGATE ||
            type == G_UNICODE_UNASSIGNED || type == G_UNICODE_PRIVATE_USE)
            return TRUE;
    }
    return FALSE;
}

static gboolean
has_letter(const char *text)
{
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at))
        if (g_unichar_isalnum(g_utf8_get_char(at)))
            return TRUE;
    return FALSE;
}

static char *
day_of(const char *text, GError **error)
{
    g_autoptr(GDateTime) now = g_date_time_new_now_local();
    const guint year_max = (now != NULL ? (guint)g_date_time_get_year(now) : 9998u) + YEARS_AHEAD;
    guint32 from = 0, to = 0;

    if (!tc_date_parse_query_on(text, strlen(text), 0, &from, &to) || from != to)
        return wrong(error, TC_FIELD_DATE, text,
                     _("not a day of the calendar, as 12/3/2014 or 2014-03-12"));
    if (from / 10000 < YEAR_MIN || from / 10000 > year_max)
        return wrong(error, TC_FIELD_DATE, text, _("no document is of that year"));
    return tc_correction_date_text(from);
}

static gboolean
is_number(const char *text)
{
    g_autofree char *with_word = g_strconcat("số ", text, NULL);
    TcNumber number;

    return tc_number_parse(with_word, strlen(with_word), &number);
}

char *
tc_assignment_value(TcField field, const char *said, GError **error)
{
    g_autofree char *composed = NULL, *text = NULL;

    if (!g_utf8_validate(said, -1, NULL))
        return wrong(error, field, said, _("not UTF-8"));
    composed = g_utf8_normalize(said, -1, G_NORMALIZE_NFC);
    text = squeeze(composed);
    if (has_hidden(text))
        return wrong(error, field, said, _("it has characters that are not to be seen"));
    if (*text == '\0')
        return g_steal_pointer(&text);
    if (strlen(text) > len_max(field)) {
        g_autofree char *why = g_strdup_printf(_("longer than %zu bytes"), len_max(field));

        return wrong(error, field, said, why);
    }
    if (field == TC_FIELD_DATE)
        return day_of(text, error);
    if (field == TC_FIELD_NUMBER && !is_number(text))
        return wrong(error, field, said, _("not the number of a document, as 15/2020/QĐ-UBND"));
    if (!has_letter(text))
        return wrong(error, field, said, _("neither letters nor digits"));
    return g_steal_pointer(&text);
}

gboolean
tc_assignment_parse(const char *word, TcField *field, char **value, GError **error)
{
    const char *equals = strchr(word, '=');

    if (equals == NULL) {
        g_autofree char *shown = tc_display(word);

        g_set_error(error, TC_OPTIONS_ERROR, TC_OPTIONS_ERROR_USAGE,
                    _("“%s” is not FIELD=VALUE, as date=12/3/2014"), shown);
        return FALSE;
    }
    g_autofree char *name = g_strndup(word, (gsize)(equals - word));

    return tc_assignment_field(name, field, error) &&
           (*value = tc_assignment_value(*field, equals + 1, error)) != NULL;
}
