#include "query/output/print_parts.h"

#include "query/show/ordinary.h"
#include "query/words/evidence.h"
#include "store/schema.h"

#include <stdlib.h>
#include <string.h>

const char *
tc_hit_tier(const TcSnippet *snippet)
{
    if (snippet == NULL || snippet->tier == TC_TIER_NONE)
        return NULL;
    if (snippet->is_abbreviation)
        return "abbreviation";
    switch (snippet->tier) {
    case TC_TIER_EXACT:
        return snippet->are_keystrokes ? "telex" : "exact";
    case TC_TIER_SPELLING:
        return snippet->are_keystrokes ? "telex" : "spelling";
    case TC_TIER_TONELESS:
        return "toneless";
    case TC_TIER_BARE:
        return "bare";
    case TC_TIER_NONE:
        break;
    }
    return NULL;
}

char *
tc_printable(const char *text)
{
    GString *out = g_string_new(NULL);
    tc_append_printable(out, text, strlen(text));
    return g_string_free(out, FALSE);
}

const char *
tc_score_text(double score, const char *format, char out[TC_SCORE_BYTES])
{
    return g_ascii_formatd(out, TC_SCORE_BYTES, format, score);
}

/* "2020-12-04"; NULL when unknown. */
char *
tc_date_text(guint32 date)
{
    return date == 0
               ? NULL
               : g_strdup_printf("%04u-%02u-%02u", date / 10000, date / 100 % 100, date % 100);
}

char *
tc_clerk_date(guint32 date)
{
    return date == 0
               ? NULL
               : g_strdup_printf("%02u/%02u/%04u", date % 100, date / 100 % 100, date / 10000);
}

char *
tc_field_shown(const TcOptions *options, const TcRecord *record, TcField field)
{
    switch (field) {
    case TC_FIELD_DATE:
        return tc_date_text(record->date);
    case TC_FIELD_PATH:
        return tc_options_shown(options, record->path);
    default:
        return g_strdup(tc_record_string(record, field));
    }
}

/* The title, else the name of the file. */
char *
tc_title_of(const TcRecord *record)
{
    if (record->title != NULL && *record->title != '\0')
        return tc_printable(record->title);
    g_autofree char *name = g_path_get_basename(record->path);
    return tc_printable(name);
}

char *
tc_title_shown(const TcRecord *record)
{
    g_autofree char *title = tc_title_of(record);
    /* The name of a file is as it is. */
    return record->title != NULL && *record->title != '\0' ? tc_ordinary_title(title, record)
                                                           : g_steal_pointer(&title);
}

void
tc_json_set(json_t *object, const char *key, const char *value)
{
    if (value != NULL && *value != '\0') {
        /* Paths may hold bytes that are not UTF-8; JSON cannot. */
        g_autofree char *valid = g_utf8_make_valid(value, -1);
        json_object_set_new(object, key, json_string(valid));
    }
}

/* How often: nothing for once, "×9", "×9 (+5)" where some are abbreviated or in full. */
void
tc_append_count(GString *out, const TcExplained *item)
{
    if (item->count != 1)
        g_string_append_printf(out, " ×%u", item->count);
    if (item->otherwise > 0)
        g_string_append_printf(out, " (+%u)", item->otherwise);
}

/* The numbers and dates of the query that the document has, as the index knows them
 * (store/schema.h). */
char *
tc_evidence_text(const TcPrintHit *hit, const char *separator)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < hit->words->evidence->len; i++) {
        const char *term = tc_evidence_at(hit->words->evidence, i)->term;
        guint digits = (guint)strtoul(term + 1, NULL, 10);
        g_autofree char *day = g_str_has_prefix(term, TC_TERM_DAY) ? tc_date_text(digits) : NULL;
        if (hit->has_evidence == NULL || !hit->has_evidence[i])
            continue;
        g_string_append(out, out->len == 0 ? "" : separator);
        if (day != NULL)
            g_string_append(out, day);
        else if (g_str_has_prefix(term, TC_TERM_MONTH))
            g_string_append_printf(out, "%04u-%02u", digits / 100, digits % 100);
        else
            g_string_append(out, term + strlen(TC_TERM_NUMBER));
    }
    return g_string_free(out, FALSE);
}
