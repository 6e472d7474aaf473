#include "document/document.h"

#include "base/free.h"
#include "document/layout.h"
#include "document/message.h"

GQuark
tc_document_error_quark(void)
{
    return g_quark_from_static_string(TC_DOCUMENT_ERROR_NAME);
}

static const char *const reasons[] = {
    [TC_DOCUMENT_ERROR_UNSUPPORTED] = N_("unsupported"),
    [TC_DOCUMENT_ERROR_EMPTY] = N_("empty"),
    [TC_DOCUMENT_ERROR_DAMAGED] = N_("damaged"),
    [TC_DOCUMENT_ERROR_ENCRYPTED] = N_("encrypted"),
    [TC_DOCUMENT_ERROR_TOO_LARGE] = N_("too-large"),
    [TC_DOCUMENT_ERROR_ENCODING] = N_("encoding"),
    [TC_DOCUMENT_ERROR_NEEDS_OCR] = N_("needs-ocr"),
    [TC_DOCUMENT_ERROR_CRASHED] = N_("crashed"),
    [TC_DOCUMENT_ERROR_UNREADABLE] = N_("unreadable"),
    [TC_DOCUMENT_ERROR_CHANGED] = N_("changed"),
    [TC_DOCUMENT_ERROR_OUTSIDE] = N_("outside"),
    [TC_DOCUMENT_ERROR_ARCHIVE] = N_("archive"),
    [TC_DOCUMENT_ERROR_NEEDS_CONVERTER] = N_("needs-converter"),
};
G_STATIC_ASSERT(G_N_ELEMENTS(reasons) == TC_DOCUMENT_ERROR_COUNT);

const char *
tc_document_reason(TcDocumentError code)
{
    g_return_val_if_fail((guint)code < TC_DOCUMENT_ERROR_COUNT, "unknown");
    return reasons[code];
}

char **
tc_document_field(TcDocument *document, TcField field)
{
#define OFFSET(ID, member) [TC_FIELD_##ID] = G_STRUCT_OFFSET(TcDocument, member),
    static const gsize offsets[TC_FIELD_COUNT] = {TC_FIELDS(OFFSET, TC_FIELD_NOTHING)};
#undef OFFSET
    return tc_field_is_text(field) ? (char **)G_STRUCT_MEMBER_P(document, offsets[field]) : NULL;
}

void
tc_document_free(TcDocument *document)
{
    if (document == NULL)
        return;
#define FREE(ID, member) g_free(document->member);
    TC_FIELDS(FREE, TC_FIELD_NOTHING)
#undef FREE
    tc_layout_free(document->layout);
    tc_free_all(document->text, document->encoding, document->sure_text, document->relations,
                document->unread, document);
}

/* White space of any kind, and characters that show nothing. */
static gboolean
is_blank(gunichar c)
{
    return g_unichar_isspace(c) || c == 0xFEFF || c == 0x200B || c == 0x00AD || c == 0x2060;
}

gboolean
tc_is_blank_text(const char *text, gsize len)
{
    for (const char *p = text, *end = text + len; p < end; p = g_utf8_next_char(p))
        if (!is_blank(g_utf8_get_char(p)) && *p != '\0')
            return FALSE;
    return TRUE;
}

char *
tc_tidy_title(const char *text)
{
    g_autoptr(GString) out = g_string_new(NULL);
    gboolean is_gap = FALSE;
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        /* "🗂️ HỆ THỐNG ...": pictures before a heading, with the sign that asks for their
         * colours */
        const gboolean is_picture =
            out->len == 0 && (g_unichar_type(c) == G_UNICODE_OTHER_SYMBOL || c == 0xFE0F);
        if (is_blank(c) || g_unichar_iscntrl(c) || is_picture) {
            is_gap = out->len > 0;
            continue;
        }
        if (out->len + 1 + g_unichar_to_utf8(c, NULL) > TC_TITLE_MAX)
            break;
        if (is_gap)
            g_string_append_c(out, ' ');
        is_gap = FALSE;
        g_string_append_unichar(out, c);
    }
    return out->len > 0 ? g_strdup(out->str) : NULL;
}
