#include "store/record.h"

const char **
tc_record_field(TcRecord *record, TcField field)
{
#define OFFSET(ID, member) [TC_FIELD_##ID] = G_STRUCT_OFFSET(TcRecord, member),
    static const gsize offsets[TC_FIELD_COUNT] = {TC_FIELDS(OFFSET, TC_FIELD_NOTHING)};
#undef OFFSET
    return tc_field_is_text(field) ? (const char **)G_STRUCT_MEMBER_P(record, offsets[field])
                                   : NULL;
}

const char *
tc_record_string(const TcRecord *record, TcField field)
{
    const char **string = tc_record_field((TcRecord *)record, field);
    return string != NULL ? *string : NULL;
}

const char **
tc_record_string_at(TcRecord *record, guint i, const char **name)
{
    static const struct {
        const char *name;
        gsize offset;
    } others[TC_RECORD_STRINGS - TC_FIELD_COUNT] = {
        {"format", G_STRUCT_OFFSET(TcRecord, format)},
        {"encoding", G_STRUCT_OFFSET(TcRecord, encoding)},
        {"relations", G_STRUCT_OFFSET(TcRecord, relations)},
        {"corrected", G_STRUCT_OFFSET(TcRecord, corrected)},
    };
    if (i < G_N_ELEMENTS(others)) {
        *name = others[i].name;
        return (const char **)G_STRUCT_MEMBER_P(record, others[i].offset);
    }
    const TcField field = (TcField)(i - G_N_ELEMENTS(others));
    *name = tc_field_row(field)->name;
    return tc_record_field(record, field);
}
