#include "document/read/xml/epub.h"

#include "document/message.h"
#include "document/read/embedded.h"
#include "document/read/reader.h"
#include "document/read/xml/package.h"

#include <string.h>

#define CONTAINER   "META-INF/container.xml"
#define ENCRYPTION  "META-INF/encryption.xml"
#define CHAPTER_MAX TC_EMBEDDED_MAX

typedef struct {
    char *package;         /* the member that lists the others; NULL until it is found */
    GHashTable *files;     /* id of a file of the book -> its member */
    GPtrArray *chapters;   /* ids in their order */
    gboolean is_encrypted; /* more than its fonts are encrypted */
} Book;

static TcMemberUse
use_of(const char *name)
{
    static const char *const endings[] = {".opf", ".xhtml", ".html", ".htm", ".xml"};

    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++)
        if (g_str_has_suffix(name, endings[i]))
            return TC_MEMBER_WANTED;
    return TC_MEMBER_UNWANTED;
}

static void
on_container(TcXml *xml, G_GNUC_UNUSED const char *ns, const char *name)
{
    Book *book = xml->data;

    if (strcmp(name, "rootfile") == 0 && book->package == NULL)
        book->package = tc_xml_attribute(xml, NULL, "full-path");
}

static void
on_encryption(TcXml *xml, G_GNUC_UNUSED const char *ns, const char *name)
{
    Book *book = xml->data;

    if (strcmp(name, "EncryptionMethod") != 0)
        return;
    g_autofree char *method = tc_xml_attribute(xml, NULL, "Algorithm");
    book->is_encrypted |= method != NULL &&
                          strcmp(method, "http://www.idpf.org/2008/embedding") != 0 &&
                          strcmp(method, "http://ns.adobe.com/pdf/enc#RC") != 0;
}

static void
on_package(TcXml *xml, G_GNUC_UNUSED const char *ns, const char *name)
{
    Book *book = xml->data;

    if (strcmp(name, "item") == 0) {
        g_autofree char *id = tc_xml_attribute(xml, NULL, "id");
        g_autofree char *target = tc_xml_attribute(xml, NULL, "href");
        if (id == NULL || target == NULL)
            return;
        /* As seen from the folder of the list. */
        g_autofree char *path = g_uri_unescape_string(target, NULL);
        char *member = tc_package_resolve(book->package, path != NULL ? path : target);
        g_hash_table_replace(book->files, g_steal_pointer(&id), member);
    } else if (strcmp(name, "itemref") == 0 && book->chapters->len < CHAPTER_MAX) {
        char *id = tc_xml_attribute(xml, NULL, "idref");
        if (id != NULL)
            g_ptr_array_add(book->chapters, id);
    }
}

static gboolean
read_lists(const TcPackage *package, Book *book, GError **error)
{
    TcXml container = {.start = on_container, .data = book};
    TcXml encryption = {.start = on_encryption, .data = book};
    TcXml list = {.start = on_package, .data = book, .allows_doctype = TRUE};

    if (!tc_package_parse(package, CONTAINER, &container, error))
        return FALSE;
    if (tc_package_has(package, ENCRYPTION))
        tc_package_parse(package, ENCRYPTION, &encryption, NULL);
    if (book->is_encrypted) {
        g_set_error_literal(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_ENCRYPTED,
                            _("it needs a password"));
        return FALSE;
    }
    if (book->package == NULL) {
        g_set_error(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_DAMAGED, _("it has no %s"),
                    "rootfile");
        return FALSE;
    }
    return tc_package_parse(package, book->package, &list, error);
}

static TcDocument *
read_book(const TcPackage *package, Book *book, const TcReadLimits *limits, GError **error)
{
    g_auto(TcEmbedded) chapters = {0};
    TcFlow flow;

    if (!read_lists(package, book, error))
        return NULL;
    tc_embedded_init(&chapters, limits);
    for (guint i = 0; i < book->chapters->len; i++) {
        const char *member = g_hash_table_lookup(book->files, g_ptr_array_index(book->chapters, i));
        gsize len = 0;
        const char *bytes = member != NULL ? tc_package_bytes(package, member, &len) : NULL;
        if (bytes != NULL)
            tc_embedded_add(&chapters, bytes, len);
    }
    tc_flow_init(&flow);
    TcDocument *document =
        tc_package_document_take(package, &flow, NULL, book->package, limits, error);
    tc_flow_clear(&flow);
    return tc_embedded_append(&chapters, document, error);
}

TcDocument *
tc_epub_read(const char *bytes, gsize len, G_GNUC_UNUSED const char *name,
             const TcReadLimits *limits, GError **error)
{
    g_autoptr(TcPackage) package = tc_package_open(bytes, len, use_of, limits, error);
    if (package == NULL)
        return NULL;
    g_autoptr(GHashTable) files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(GPtrArray) chapters = g_ptr_array_new_with_free_func(g_free);
    Book book = {.files = files, .chapters = chapters};
    TcDocument *document = read_book(package, &book, limits, error);
    g_free(book.package);
    return document;
}
