#include "document/read/xml/package.h"

#include "document/message.h"
#include "document/read/reader.h"
#include "document/read/text/legacy.h"
#include "document/read/text/plain.h"

#include <archive.h>
#include <archive_entry.h>
#include <libxml/parser.h>
#include <limits.h>
#include <string.h>

struct TcPackage {
    GHashTable *members; /* lower-case name -> GBytes */
};

typedef struct archive Archive;
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Archive, archive_read_free)

void
tc_package_free(TcPackage *package)
{
    if (package == NULL)
        return;
    g_hash_table_unref(package->members);
    g_free(package);
}

static void
set_damaged(GError **error)
{
    g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_DAMAGED, _("damaged ZIP file"));
}

static void
set_bomb(GError **error)
{
    g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_TOO_LARGE,
                        _("it unpacks to far more than its size"));
}

/* What a member is found by: Macs write the marks of its name apart, and few programs keep to one
 * case. `name` is UTF-8. */
static char *
member_key(const char *name)
{
    g_autofree char *composed =
        g_str_is_ascii(name) ? NULL : g_utf8_normalize(name, -1, G_NORMALIZE_NFC);

    return g_ascii_strdown(composed != NULL ? composed : name, -1);
}

/* The name of a member as keys have it; NULL when it is not UTF-8. */
static char *
member_name(struct archive_entry *entry)
{
    const char *name = archive_entry_pathname_utf8(entry);
    if (name == NULL)
        name = archive_entry_pathname(entry);
    if (name == NULL || !g_utf8_validate(name, -1, NULL))
        return NULL;
    char *key = member_key(name);
    g_strdelimit(key, "\\", '/');
    return key;
}

/* Reads the data of a member, at most `room` bytes. */
static GBytes *
read_member(Archive *archive, gsize room, GError **error)
{
    g_autoptr(GByteArray) data = g_byte_array_new();
    guint8 block[16384];

    for (;;) {
        la_ssize_t n = archive_read_data(archive, block, sizeof block);
        if (n == 0)
            break;
        if (n < 0) {
            set_damaged(error);
            return NULL;
        }
        if ((gsize)n > room - data->len) {
            set_bomb(error);
            return NULL;
        }
        g_byte_array_append(data, block, (guint)n);
    }
    return g_byte_array_free_to_bytes(g_steal_pointer(&data));
}

TcPackage *
tc_package_new(void)
{
    TcPackage *package = g_new0(TcPackage, 1);

    package->members =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
    return package;
}

void
tc_package_put(TcPackage *package, const char *name, GBytes *content)
{
    g_autofree char *key = member_key(name);

    if (!g_hash_table_contains(package->members, key))
        g_hash_table_insert(package->members, g_steal_pointer(&key), g_bytes_ref(content));
}

/* A way to unpack it. */
typedef struct {
    gboolean is_streamed; /* from the beginning, without the list of members at the end */
    gboolean has_extra;
} Way;

/* *is_extra tells whether a member was unpacked that is not needed, or was what ended in the error.
 * */
static TcPackage *
unpack(const char *bytes, gsize len, TcMemberUse (*use_of)(const char *name), Way way,
       gboolean *is_extra, const TcReadLimits *limits, GError **error)
{
    g_autoptr(TcPackage) package = tc_package_new();
    g_autoptr(Archive) archive = archive_read_new();
    struct archive_entry *entry;
    gsize total_max = MIN(limits->text_max, G_MAXUINT / 8) * 4;
    gsize room;
    int status;

    *is_extra = FALSE;
    if (archive == NULL ||
        (way.is_streamed ? archive_read_support_format_zip_streamable(archive)
                         : archive_read_support_format_zip(archive)) != ARCHIVE_OK ||
        archive_read_open_memory(archive, bytes, len) != ARCHIVE_OK) {
        set_damaged(error);
        return NULL;
    }
    room = len > TC_PACKAGE_SMALL / TC_PACKAGE_RATIO_MAX
               ? MIN(total_max, len * TC_PACKAGE_RATIO_MAX)
               : MIN(total_max, TC_PACKAGE_SMALL);
    for (guint count = 0; (status = archive_read_next_header(archive, &entry)) != ARCHIVE_EOF;
         count++) {
        if (status != ARCHIVE_OK && status != ARCHIVE_WARN) {
            set_damaged(error);
            return NULL;
        }
        if (count >= TC_PACKAGE_MEMBERS_MAX) {
            g_set_error(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_TOO_LARGE,
                        _("more than %u members"), TC_PACKAGE_MEMBERS_MAX);
            return NULL;
        }
        g_autofree char *name = member_name(entry);
        if (name == NULL || g_hash_table_contains(package->members, name))
            continue;
        TcMemberUse use = use_of(name);
        if (use == TC_MEMBER_UNWANTED || (use == TC_MEMBER_EXTRA && !way.has_extra))
            continue;
        *is_extra |= use == TC_MEMBER_EXTRA;
        if (archive_entry_is_data_encrypted(entry)) {
            g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_ENCRYPTED,
                                _("it needs a password"));
            return NULL;
        }
        GBytes *data = read_member(archive, room, error);
        if (data == NULL)
            return NULL;
        room -= g_bytes_get_size(data);
        g_hash_table_insert(package->members, g_steal_pointer(&name), data);
    }
    return g_steal_pointer(&package);
}

TcPackage *
tc_package_open(const char *bytes, gsize len, TcMemberUse (*use_of)(const char *name),
                const TcReadLimits *limits, GError **error)
{
    /* Where the list is broken, the members may still be whole; what is extra need not be. */
    static const Way ways[] = {{FALSE, TRUE}, {FALSE, FALSE}, {TRUE, TRUE}, {TRUE, FALSE}};
    g_autoptr(GError) problem = NULL;
    gboolean is_extra = FALSE;

    for (gsize i = 0; i < G_N_ELEMENTS(ways); i++) {
        g_autoptr(GError) again = NULL;
        if (!ways[i].has_extra && !is_extra) /* as the way before */
            continue;
        if (ways[i].is_streamed && problem != NULL &&
            !g_error_matches(problem, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_DAMAGED))
            break;
        g_autoptr(TcPackage) package =
            unpack(bytes, len, use_of, ways[i], &is_extra, limits, &again);
        if (package != NULL && g_hash_table_size(package->members) > 0)
            return g_steal_pointer(&package);
        if (package == NULL && problem == NULL)
            problem = g_steal_pointer(&again);
    }
    if (problem != NULL) {
        g_propagate_error(error, g_steal_pointer(&problem));
        return NULL;
    }
    return tc_package_new();
}

static GBytes *
find_member(const TcPackage *package, const char *name)
{
    g_autofree char *key = member_key(name);
    return g_hash_table_lookup(package->members, key);
}

gboolean
tc_package_has(const TcPackage *package, const char *name)
{
    return find_member(package, name) != NULL;
}

const char *
tc_package_bytes(const TcPackage *package, const char *name, gsize *len)
{
    GBytes *data = find_member(package, name);
    const char *bytes = data != NULL ? g_bytes_get_data(data, len) : NULL;

    if (bytes == NULL)
        *len = 0;
    return bytes;
}

static gint
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

char *
tc_package_resolve(const char *part, const char *target)
{
    g_autofree char *joined = NULL;
    if (target[0] == '/') {
        joined = g_strdup(target + 1);
    } else {
        const char *slash = strrchr(part, '/');
        joined =
            g_strdup_printf("%.*s%s", slash != NULL ? (int)(slash + 1 - part) : 0, part, target);
    }
    g_auto(GStrv) steps = g_strsplit(joined, "/", -1);
    g_autoptr(GPtrArray) kept = g_ptr_array_new();
    for (gsize i = 0; steps[i] != NULL; i++)
        if (strcmp(steps[i], "..") == 0)
            g_ptr_array_set_size(kept, kept->len > 0 ? (gint)kept->len - 1 : 0);
        else if (strcmp(steps[i], ".") != 0 && steps[i][0] != '\0')
            g_ptr_array_add(kept, steps[i]);
    g_ptr_array_add(kept, NULL);
    return g_strjoinv("/", (char **)kept->pdata);
}

GPtrArray *
tc_package_names(const TcPackage *package)
{
    GPtrArray *names = g_ptr_array_new();
    GHashTableIter iter;
    gpointer name;

    g_hash_table_iter_init(&iter, package->members);
    while (g_hash_table_iter_next(&iter, &name, NULL))
        g_ptr_array_add(names, name);
    g_ptr_array_sort(names, compare_names);
    return names;
}

static void
on_start(void *data, const xmlChar *name, G_GNUC_UNUSED const xmlChar *prefix, const xmlChar *ns,
         G_GNUC_UNUSED int ns_count, G_GNUC_UNUSED const xmlChar **namespaces, int attribute_count,
         G_GNUC_UNUSED int default_count, const xmlChar **attributes)
{
    TcXml *xml = data;

    xml->depth++;
    if (xml->skip_depth > 0)
        return;
    xml->attributes = attributes;
    xml->attribute_count = attribute_count;
    if (xml->start != NULL)
        xml->start(xml, ns != NULL ? (const char *)ns : "", (const char *)name);
    xml->attribute_count = 0;
}

static void
on_end(void *data, const xmlChar *name, G_GNUC_UNUSED const xmlChar *prefix, const xmlChar *ns)
{
    TcXml *xml = data;

    if (xml->skip_depth == 0 && xml->end != NULL)
        xml->end(xml, ns != NULL ? (const char *)ns : "", (const char *)name);
    if (xml->skip_depth == xml->depth)
        xml->skip_depth = 0;
    xml->depth--;
}

static void
on_text(void *data, const xmlChar *text, int len)
{
    TcXml *xml = data;
    if (xml->skip_depth > 0 || xml->text == NULL)
        return;
    /* Behind damage libxml2 may go on within a letter, and gives its bytes as they are. */
    g_autofree char *valid =
        xml->recovers && !g_utf8_validate_len((const char *)text, (gsize)len, NULL)
            ? g_utf8_make_valid((const char *)text, len)
            : NULL;
    if (valid != NULL)
        xml->text(xml, valid, strlen(valid));
    else
        xml->text(xml, (const char *)text, (gsize)len);
}

/* Called with the name of the document type, before anything that it declares. */
static void
on_doctype(void *data, G_GNUC_UNUSED const xmlChar *name, G_GNUC_UNUSED const xmlChar *public_id,
           G_GNUC_UNUSED const xmlChar *system_id)
{
    TcXml *xml = data;

    if (xml->allows_doctype)
        return;
    xml->has_doctype = TRUE;
    tc_xml_stop(xml);
}

char *
tc_xml_attribute(const TcXml *xml, const char *ns_part, const char *name)
{
    for (int i = 0; i < xml->attribute_count; i++) {
        /* Local name, prefix, URI, start and end of the value. */
        const guchar **attribute = xml->attributes + 5 * i;
        if (strcmp((const char *)attribute[0], name) == 0 &&
            (ns_part == NULL ||
             (attribute[2] != NULL && strstr((const char *)attribute[2], ns_part) != NULL)))
            return g_strndup((const char *)attribute[3], (gsize)(attribute[4] - attribute[3]));
    }
    return NULL;
}

guint
tc_xml_attribute_count(const TcXml *xml)
{
    return (guint)xml->attribute_count;
}

TcXmlAttribute
tc_xml_attribute_at(const TcXml *xml, guint index)
{
    const guchar **attribute = xml->attributes + (gsize)5 * index;

    return (TcXmlAttribute){
        .ns = attribute[2] != NULL ? (const char *)attribute[2] : "",
        .name = (const char *)attribute[0],
        .value = (const char *)attribute[3],
        .value_len = (gsize)(attribute[4] - attribute[3]),
    };
}

void
tc_xml_skip(TcXml *xml)
{
    xml->skip_depth = xml->depth;
}

void
tc_xml_stop(TcXml *xml)
{
    xml->start = xml->end = NULL;
    xml->text = NULL;
    xmlStopParser(xml->parser);
}

gboolean
tc_package_parse(const TcPackage *package, const char *name, TcXml *xml, GError **error)
{
    GBytes *data = find_member(package, name);
    gsize len = 0;

    if (data == NULL) {
        g_set_error(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_DAMAGED, _("it has no %s"), name);
        return FALSE;
    }
    const char *bytes = g_bytes_get_data(data, &len);
    return tc_xml_parse(bytes != NULL ? bytes : "", len, xml, error);
}

gboolean
tc_xml_parse(const char *bytes, gsize len, TcXml *xml, GError **error)
{
    xmlParserCtxtPtr parser = xmlNewParserCtxt();
    if (parser == NULL) {
        g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_CRASHED,
                            _("out of memory"));
        return FALSE;
    }
    /* Only these: no tree, no entities, no messages. */
    *parser->sax = (xmlSAXHandler){
        .internalSubset = on_doctype,
        .startElementNs = on_start,
        .endElementNs = on_end,
        .characters = on_text,
        .ignorableWhitespace = on_text,
        .cdataBlock = on_text,
        .initialized = XML_SAX2_MAGIC,
    };
    parser->userData = xml;
    xml->parser = parser;
    xml->depth = xml->skip_depth = 0;
    xml->has_doctype = FALSE;
    gboolean had_start = xml->start != NULL;
    xmlDocPtr tree =
        xmlCtxtReadMemory(parser, bytes, (int)MIN(len, INT_MAX), NULL, NULL,
                          XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                              XML_PARSE_COMPACT | (xml->recovers ? XML_PARSE_RECOVER : 0));
    gboolean is_stopped = had_start && xml->start == NULL;
    gboolean is_good = (parser->wellFormed || is_stopped) && !xml->has_doctype;
    xmlFreeDoc(tree);
    xmlFreeParserCtxt(parser);
    xml->parser = NULL;
    if (!is_good)
        g_set_error(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_DAMAGED, "%s",
                    xml->has_doctype ? _("XML with a document type") : _("damaged XML"));
    return is_good;
}

void
tc_flow_init(TcFlow *flow)
{
    *flow = (TcFlow){.text = g_string_new(NULL)};
}

void
tc_flow_clear(TcFlow *flow)
{
    if (flow->text != NULL)
        g_string_free(flow->text, TRUE);
    flow->text = NULL;
}

void
tc_flow_append(TcFlow *flow, const char *text, gsize len)
{
    static const char marks[] = {[TC_GAP_SPACE] = ' ', [TC_GAP_TAB] = '\t', [TC_GAP_LINE] = '\n'};

    if (len == 0)
        return;
    if (flow->gap != TC_GAP_NONE && flow->text->len > 0) {
        if (flow->gap == TC_GAP_LINE && flow->text->len > flow->cell_start)
            flow->has_cell_lines = TRUE;
        g_string_append_c(flow->text, marks[flow->gap]);
    }
    flow->gap = TC_GAP_NONE;
    g_string_append_len(flow->text, text, (gssize)len);
}

void
tc_flow_part(TcFlow *flow, TcGap gap)
{
    /* A paragraph does not end a line while its cell is empty, so that rows stay rows. */
    if (gap == TC_GAP_LINE && flow->text->len <= flow->cell_start)
        return;
    flow->gap = MAX(flow->gap, gap);
}

void
tc_flow_start_cell(TcFlow *flow)
{
    flow->cell_start = flow->text->len;
    flow->has_cell_lines = FALSE;
}

void
tc_flow_end_cell(TcFlow *flow)
{
    if (flow->text->len > flow->cell_start && !flow->has_cell_lines)
        flow->gap = TC_GAP_TAB;
}

void
tc_flow_end_row(TcFlow *flow)
{
    flow->cell_start = 0;
    tc_flow_part(flow, TC_GAP_LINE);
}

/* The first dc:title that says something: books have more of them, which are parts of it or the
 * whole again. */
typedef struct {
    gboolean is_open;
    GString *title;
} Properties;

static void
on_property(TcXml *xml, const char *ns, const char *name)
{
    Properties *properties = xml->data;
    properties->is_open = strcmp(name, "title") == 0 && strstr(ns, "purl.org/dc/") != NULL &&
                          strspn(properties->title->str, " \t\r\n") == properties->title->len;
}

static void
on_property_end(TcXml *xml, G_GNUC_UNUSED const char *ns, G_GNUC_UNUSED const char *name)
{
    ((Properties *)xml->data)->is_open = FALSE;
}

static void
on_property_text(TcXml *xml, const char *text, gsize len)
{
    Properties *properties = xml->data;
    if (properties->is_open && properties->title->len < TC_TITLE_MAX)
        g_string_append_len(properties->title, text, (gssize)len);
}

static char *
property_title(const TcPackage *package, const char *member)
{
    g_autoptr(GString) title = g_string_new(NULL);
    Properties properties = {.title = title};
    TcXml xml = {
        .start = on_property,
        .end = on_property_end,
        .text = on_property_text,
        .data = &properties,
    };

    /* Without properties, or with damaged ones, it is a document all the same. */
    if (!tc_package_has(package, member) || !tc_package_parse(package, member, &xml, NULL))
        return NULL;
    return tc_property_title(title->str);
}

TcDocument *
tc_package_document_take(const TcPackage *package, TcFlow *flow, const char *title,
                         const char *properties, const TcReadLimits *limits, GError **error)
{
    TcEncodingGuess guess;
    TcDocument *document = tc_legacy_document_take(&flow->text, limits, &guess, error);
    if (document == NULL)
        return NULL;
    if (!guess.is_misread) {
        /* XML is Unicode, whatever its words look like. */
        g_free(document->encoding);
        document->encoding = g_strdup("UTF-8");
        document->confidence = 1;
    }
    char *better = title != NULL ? tc_property_title(title) : NULL;
    if (better == NULL && document->title == NULL)
        better = property_title(package, properties);
    if (better != NULL) {
        g_free(document->title);
        document->title = better;
    }
    return document;
}

void
tc_package_prepare(void)
{
    xmlInitParser();
    /* libarchive asks for the time zone and the locale when it first reads a date. */
    g_autoptr(Archive) archive = archive_read_new();
    if (archive != NULL)
        archive_read_support_format_zip(archive);
}
