/* Any bytes: some format is told, and the name settles nothing but what kind of text a text is. */
#include "document/document.h"
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>

/* What a text may be by its name as well. */
static gboolean
is_text(TcFormat format)
{
    return format == TC_FORMAT_TEXT || format == TC_FORMAT_MARKDOWN || format == TC_FORMAT_HTML ||
           format == TC_FORMAT_XML;
}

int
LLVMFuzzerTestOneInput(const guint8 *data, size_t size)
{
    TcFormat markdown = tc_detect_format((const char *)data, size, "a.md");
    TcFormat html = tc_detect_format((const char *)data, size, "a.html");
    TcFormat other = tc_detect_format((const char *)data, size, "a.pdf");

    if ((guint)other >= TC_FORMAT_COUNT || other == TC_FORMAT_MARKDOWN)
        abort();
    if (is_text(other) ? !is_text(markdown) || !is_text(html) : markdown != other || html != other)
        abort();
    /* A name only makes it easier to be what it says. */
    if (markdown == TC_FORMAT_TEXT || html == TC_FORMAT_MARKDOWN ||
        (other == TC_FORMAT_HTML && html != TC_FORMAT_HTML))
        abort();
    return 0;
}
