#include "document/read/xml/flat.h"

#include "document/detect/flat_kind.h"
#include "document/read/reader.h"

#include <string.h>

/* Different namespaces in one part; Word uses some thirty. */
#define NS_MAX 1000u

/* A part is written anew, with a prefix of ours for each namespace, as those that it uses may be
 * declared outside of it. */
typedef struct {
    TcPackage *package;
    TcMemberUse (*use_of)(const char *name);
    gsize room; /* bytes that may still be taken */
    gboolean is_too_large;

    char *name;         /* of the part that is open; NULL: it is not wanted */
    gsize part_depth;   /* of its element, 0 outside */
    gsize xml_depth;    /* of pkg:xmlData in it */
    gsize binary_depth; /* of pkg:binaryData in it */
    GString *content;
    gsize declare_at;  /* behind the name of its first element, 0 before that */
    GPtrArray *spaces; /* char *: the namespaces it uses */
} Flat;

static void
append_prefix(Flat *flat, const char *ns)
{
    guint i = 0;

    if (*ns == '\0')
        return;
    while (i < flat->spaces->len && strcmp(g_ptr_array_index(flat->spaces, i), ns) != 0)
        i++;
    if (i == flat->spaces->len && i < NS_MAX)
        g_ptr_array_add(flat->spaces, g_strdup(ns));
    g_string_append_printf(flat->content, "n%u:", i);
}

static void
append_escaped(GString *out, const char *text, gsize len)
{
    for (gsize i = 0; i < len; i++)
        switch (text[i]) {
        case '<':
            g_string_append(out, "&lt;");
            break;
        case '>':
            g_string_append(out, "&gt;");
            break;
        case '&':
            g_string_append(out, "&amp;");
            break;
        case '"':
            g_string_append(out, "&quot;");
            break;
        case '\r':
            g_string_append(out, "&#13;");
            break;
        default:
            g_string_append_c(out, text[i]);
        }
}

static void
check_room(TcXml *xml, Flat *flat)
{
    if (flat->content->len <= flat->room)
        return;
    flat->is_too_large = TRUE;
    tc_xml_stop(xml);
}

static void
write_start(TcXml *xml, Flat *flat, const char *ns, const char *name)
{
    g_string_append_c(flat->content, '<');
    append_prefix(flat, ns);
    g_string_append(flat->content, name);
    if (flat->declare_at == 0)
        flat->declare_at = flat->content->len;
    for (guint i = 0; i < tc_xml_attribute_count(xml); i++) {
        TcXmlAttribute attribute = tc_xml_attribute_at(xml, i);
        g_string_append_c(flat->content, ' ');
        append_prefix(flat, attribute.ns);
        g_string_append_printf(flat->content, "%s=\"", attribute.name);
        append_escaped(flat->content, attribute.value, attribute.value_len);
        g_string_append_c(flat->content, '"');
    }
    g_string_append_c(flat->content, '>');
    check_room(xml, flat);
}

static void
begin_part(TcXml *xml, Flat *flat)
{
    g_autofree char *name = tc_xml_attribute(xml, NULL, "name");
    char *key = name != NULL ? g_ascii_strdown(name + (*name == '/'), -1) : NULL;

    flat->part_depth = xml->depth;
    flat->declare_at = 0;
    g_string_truncate(flat->content, 0);
    g_ptr_array_set_size(flat->spaces, 0);
    g_free(flat->name);
    flat->name = key;
    if (key != NULL && flat->use_of(key) == TC_MEMBER_UNWANTED)
        g_clear_pointer(&flat->name, g_free);
}

static void
on_start(TcXml *xml, const char *ns, const char *name)
{
    Flat *flat = xml->data;

    if (flat->xml_depth > 0 && flat->name != NULL)
        write_start(xml, flat, ns, name);
    else if (flat->xml_depth > 0 || strcmp(ns, TC_FLAT_PACKAGE_NS) != 0)
        return;
    else if (strcmp(name, "part") == 0)
        begin_part(xml, flat);
    else if (flat->part_depth > 0 && strcmp(name, "xmlData") == 0)
        flat->xml_depth = xml->depth;
    else if (flat->part_depth > 0 && strcmp(name, "binaryData") == 0)
        flat->binary_depth = xml->depth;
}

static void
end_part(Flat *flat, gboolean is_binary)
{
    if (flat->name == NULL)
        return;
    if (is_binary) {
        gsize len = flat->content->len;
        if (len > 1) { /* as g_base64_decode_inplace() wants it */
            g_base64_decode_inplace(flat->content->str, &len);
            g_string_truncate(flat->content, len);
        }
    } else {
        g_autoptr(GString) declared = g_string_new(NULL);
        for (guint i = 0; i < flat->spaces->len; i++) {
            const char *ns = g_ptr_array_index(flat->spaces, i);
            g_string_append_printf(declared, " xmlns:n%u=\"", i);
            append_escaped(declared, ns, strlen(ns));
            g_string_append_c(declared, '"');
        }
        g_string_insert_len(flat->content, (gssize)flat->declare_at, declared->str,
                            (gssize)declared->len);
    }
    g_autoptr(GBytes) bytes = g_bytes_new(flat->content->str, flat->content->len);
    flat->room -= MIN(flat->content->len, flat->room);
    tc_package_put(flat->package, flat->name, bytes);
    g_clear_pointer(&flat->name, g_free);
}

static void
on_end(TcXml *xml, const char *ns, const char *name)
{
    Flat *flat = xml->data;

    if (flat->xml_depth == xml->depth) {
        flat->xml_depth = 0;
        if (flat->declare_at > 0)
            end_part(flat, FALSE);
    } else if (flat->binary_depth == xml->depth) {
        flat->binary_depth = 0;
        end_part(flat, TRUE);
    } else if (flat->part_depth == xml->depth) {
        flat->part_depth = 0;
    } else if (flat->xml_depth > 0 && flat->name != NULL) {
        g_string_append(flat->content, "</");
        append_prefix(flat, ns);
        g_string_append_printf(flat->content, "%s>", name);
        check_room(xml, flat);
    }
}

static void
on_text(TcXml *xml, const char *text, gsize len)
{
    Flat *flat = xml->data;

    if (flat->name == NULL)
        return;
    if (flat->xml_depth > 0 && flat->declare_at > 0)
        append_escaped(flat->content, text, len);
    else if (flat->binary_depth > 0)
        g_string_append_len(flat->content, text, (gssize)len);
    check_room(xml, flat);
}

TcPackage *
tc_flat_open(const char *bytes, gsize len, TcMemberUse (*use_of)(const char *name),
             const TcReadLimits *limits, GError **error)
{
    g_autoptr(TcPackage) package = tc_package_new();
    g_autoptr(GString) content = g_string_new(NULL);
    g_autoptr(GPtrArray) spaces = g_ptr_array_new_with_free_func(g_free);
    Flat flat = {
        .package = package,
        .use_of = use_of,
        .room = MIN(limits->text_max, G_MAXUINT / 8) * 4,
        .content = content,
        .spaces = spaces,
    };
    TcXml xml = {.start = on_start, .end = on_end, .text = on_text, .data = &flat};

    gboolean is_read = tc_xml_parse(bytes, len, &xml, error);
    g_free(flat.name);
    if (!is_read)
        return NULL;
    if (flat.is_too_large) {
        tc_set_text_too_large(limits, error);
        return NULL;
    }
    return g_steal_pointer(&package);
}
