/* document/read/xml/package.h - the XML members of an office file, and text from them. Private to
 * document/.
 *
 * Office Open XML and OpenDocument are ZIP files of XML. What both readers need is here: members by
 * name with limits on what they unpack to, XML as events, and lines and table cells as text.
 *
 * XML with a document type is refused but where older programs wrote one: the formats have none,
 * and without it there are no entities to expand. None is ever declared or fetched. The parser's
 * own bound on depth (256) holds. */
#ifndef TC_DOCUMENT_PACKAGE_H
#define TC_DOCUMENT_PACKAGE_H

#include "document/document.h"

G_BEGIN_DECLS

/* Members of one file, wanted or not. */
#define TC_PACKAGE_MEMBERS_MAX 20000u
/* Bytes that a file may unpack to for each of its own, once it is over TC_PACKAGE_SMALL. Repetitive
 * tables reach 60; deflate can do 1,032. */
#define TC_PACKAGE_RATIO_MAX   250u
#define TC_PACKAGE_SMALL       (8u << 20)

typedef struct TcPackage TcPackage;

typedef enum {
    TC_MEMBER_UNWANTED,
    TC_MEMBER_WANTED,
    TC_MEMBER_EXTRA, /* wanted where it can be had: a document that is embedded */
} TcMemberUse;

/* Unpack the members of a ZIP file that `use_of` wants; names come in lower case with forward
 * slashes. `bytes` need not outlive the call. Returns NULL and sets `error`: DAMAGED, ENCRYPTED, or
 * TOO_LARGE when the wanted members unpack to more than four times `text_max`, or to far more than
 * the file is large. Where it is an extra member that is damaged or too large, none of them is
 * there. */
TcPackage *tc_package_open(const char *bytes, gsize len, TcMemberUse (*use_of)(const char *name),
                           const TcReadLimits *limits, GError **error);

/* A package of nothing; members are put into it. */
TcPackage *tc_package_new(void);

/* Names come in any case. What is there already stays. */
void tc_package_put(TcPackage *package, const char *name, GBytes *content);
void tc_package_free(TcPackage *package);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TcPackage, tc_package_free)

/* Whether a wanted member of this name (in any case, with its marks apart or not) is there. */
gboolean tc_package_has(const TcPackage *package, const char *name);

/* The content of a member, borrowed; NULL when it is not there. */
const char *tc_package_bytes(const TcPackage *package, const char *name, gsize *len);

/* The name of the member that `target` is, as seen from the folder of the member `part`:
 * "../a.xml"; from the top where it begins with "/". */
char *tc_package_resolve(const char *part, const char *target);

/* The names of all members that are there, in lower case, sorted. The names are borrowed; free the
 * array with g_ptr_array_unref(). */
GPtrArray *tc_package_names(const TcPackage *package);

/* One pass over an XML document. Callbacks may be NULL. Names are local names, `ns` is the
 * namespace's URI ("" for none). Text comes in pieces. */
typedef struct TcXml TcXml;
struct TcXml {
    void (*start)(TcXml *xml, const char *ns, const char *name);
    void (*end)(TcXml *xml, const char *ns, const char *name);
    void (*text)(TcXml *xml, const char *text, gsize len);
    gpointer data; /* the caller's */
    /* A document type is no damage; it is not read all the same, nor what it declares. */
    gboolean allows_doctype;
    /* Go on behind damage, as far as that is possible; it is told all the same. */
    gboolean recovers;
    gsize depth; /* of the element that starts or ends, the outermost being 1 */
    /* Private. */
    gsize skip_depth;
    gpointer parser;
    const guchar **attributes;
    int attribute_count;
    gboolean has_doctype;
};

/* The value of an attribute of the element that starts, NULL when it is not there. `ns_part` is a
 * part of the URI of its namespace, NULL for any or none. Only in `start`. Free with g_free(). */
char *tc_xml_attribute(const TcXml *xml, const char *ns_part, const char *name);

/* All attributes of the element that starts, by number. Strings are borrowed until the callback
 * returns; `ns` is "" for none, `value` is not ended by a zero. Only in `start`. */
typedef struct {
    const char *ns, *name;
    const char *value;
    gsize value_len;
} TcXmlAttribute;
guint tc_xml_attribute_count(const TcXml *xml);
TcXmlAttribute tc_xml_attribute_at(const TcXml *xml, guint index);

/* No callbacks for what is in the element that starts, nor for its end. Only in `start`. */
void tc_xml_skip(TcXml *xml);

/* No more callbacks; tc_package_parse() returns as if the document ended. */
void tc_xml_stop(TcXml *xml);

/* Returns FALSE and sets `error` (DAMAGED) when the member is not there or is no well-formed XML;
 * callbacks may have been called then. */
gboolean tc_package_parse(const TcPackage *package, const char *name, TcXml *xml, GError **error);

/* The same for XML that is no member of anything. */
gboolean tc_xml_parse(const char *bytes, gsize len, TcXml *xml, GError **error);

/* Text that grows by runs, lines and cells: each line ends in \n, cells of a row are parted by \t,
 * cells of several lines by \n. Separators are written when text follows, the strongest wins. */
typedef enum { TC_GAP_NONE, TC_GAP_SPACE, TC_GAP_TAB, TC_GAP_LINE } TcGap;
typedef struct {
    GString *text;
    TcGap gap;
    gsize cell_start;        /* where in `text` the current cell begins, 0 outside of cells */
    gboolean has_cell_lines; /* the current cell has more than one line */
} TcFlow;

void tc_flow_init(TcFlow *flow);
void tc_flow_clear(TcFlow *flow);
void tc_flow_append(TcFlow *flow, const char *text, gsize len);
/* Part what follows by a space or a tab, or end the line; an empty line or cell stays empty. */
void tc_flow_part(TcFlow *flow, TcGap gap);
void tc_flow_start_cell(TcFlow *flow);
void tc_flow_end_cell(TcFlow *flow);
void tc_flow_end_row(TcFlow *flow);

/* Make a document of the text of `flow`, which is cleared. Its title is `title` where that is not
 * NULL, else what the text itself has, else dc:title of the member `properties`. Sets `error` when
 * the text is longer than `limits` allow. */
TcDocument *tc_package_document_take(const TcPackage *package, TcFlow *flow, const char *title,
                                     const char *properties, const TcReadLimits *limits,
                                     GError **error);

/* Set up what libarchive and libxml2 make on first use, before the sandbox closes. */
void tc_package_prepare(void);

G_END_DECLS

#endif
