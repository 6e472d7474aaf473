#include "document/format.h"

static const struct {
    const char *name;
    guint version;
    guint flags;
} formats[] = {
#define ROW(ID, format_name, reader, reader_version, format_flags)                                 \
    [TC_FORMAT_##ID] = {.name = format_name, .version = reader_version, .flags = format_flags},
    TC_FORMATS(ROW)
#undef ROW
};

const char *
tc_format_name(TcFormat format)
{
    g_return_val_if_fail((guint)format < TC_FORMAT_COUNT, "unknown");
    return formats[format].name;
}

TcFormat
tc_format_of_name(const char *name)
{
    for (guint i = 0; name != NULL && i < TC_FORMAT_COUNT; i++)
        if (g_str_equal(formats[i].name, name))
            return (TcFormat)i;
    return TC_FORMAT_UNKNOWN;
}

guint
tc_format_reader_version(TcFormat format)
{
    g_return_val_if_fail((guint)format < TC_FORMAT_COUNT, 0);
    return formats[format].version;
}

gboolean
tc_format_is_archive(TcFormat format)
{
    return (guint)format < TC_FORMAT_COUNT && (formats[format].flags & TC_FORMAT_IS_ARCHIVE) != 0;
}

gboolean
tc_format_is_plain(TcFormat format)
{
    return (guint)format < TC_FORMAT_COUNT && (formats[format].flags & TC_FORMAT_IS_PLAIN) != 0;
}

gboolean
tc_format_is_converted(TcFormat format)
{
    return (guint)format < TC_FORMAT_COUNT && (formats[format].flags & TC_FORMAT_IS_CONVERTED) != 0;
}
