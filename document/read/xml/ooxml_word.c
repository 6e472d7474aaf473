#include "document/read/reader.h"
#include "document/read/symbol.h"
#include "document/read/xml/ooxml.h"
#include "document/read/xml/ooxml_numbering.h"
#include "document/read/xml/ooxml_part.h"
#include "text/encoding/encoding.h"

#include <string.h>

/* A run in an old font with no more bytes than this is read by itself; longer ones tell their
 * encoding. */
#define OLD_RUN_MAX  100u
#define OLD_RUN_HELD 4096u

typedef struct {
    const TcReadLimits *limits;
    TcFlow body;
    TcFlow side;  /* text boxes, notes, headers: after the body */
    TcFlow *flow; /* where text goes now */

    gsize box_depth;    /* of the outermost text box */
    gsize box_start;    /* where its text begins in `side` */
    gsize text_depth;   /* of the w:t that is open */
    gsize mark_depth;   /* of the w:pPr that is open */
    gboolean is_hidden; /* the run that is open */
    gboolean hides;     /* the style of the paragraph: its runs are hidden that say nothing else */
    gboolean is_joined; /* the end of this paragraph was deleted */
    gsize joined_from;  /* where the text begins that it goes on with; G_MAXSIZE: it is a new one */
    gsize paragraph_from;

    /* Of the paragraph whose properties are open. */
    char *style;          /* the id of its style; NULL for none */
    int instance, level;  /* of the list that it is in; -1 where it does not say */
    gboolean is_unmarked; /* its end is deleted or hidden, so it has no number */
    GString *label;       /* the number before it */
    TcNumbering *numbering;
    TcWordStyles *styles;

    TcLayout *layout; /* of the body */
    TcLook paragraph; /* how its runs look that say nothing else */
    TcLook run;
    int centring; /* what it says itself; -1: nothing */

    TcEncoding font;     /* what the font of the run was made for, see flush_old() */
    TcEncoding old_font; /* and that of `old` */
    GString *old; /* what runs of old Vietnamese fonts say, as long as they follow each other */

    gboolean is_title_style;
    gsize title_start;
    GString *title; /* the first paragraph in the style "Title" */
    TcEmbedded embedded;
} Word;

static void
append(Word *word, const char *text, gsize len)
{
    const gsize from = word->flow->text->len;

    tc_flow_append(word->flow, text, len);
    if (word->flow == &word->body)
        tc_layout_note(word->layout, word->flow->text->str, from, word->flow->text->len,
                       &word->run);
}

/* Text in old fonts is recognised by the words of the whole document. Where these are Unicode, and
 * only a few runs are not, the font tells how to read those. */
static void
flush_old(Word *word)
{
    g_autoptr(GString) meant = g_string_new(NULL);

    if (word->old->len == 0)
        return;
    const GString *text =
        word->old->len <= OLD_RUN_MAX &&
                tc_encoding_repair_run(word->old_font, word->old->str, word->old->len, meant)
            ? meant
            : word->old;
    append(word, text->str, text->len);
    g_string_truncate(word->old, 0);
}

/* What may stand between runs that belong to one word. */
static gboolean
is_of_run(const char *name)
{
    static const char *const names[] = {
        "r",       "rPr",         "rFonts", "t",        "b",
        "bCs",     "i",           "iCs",    "u",        "sz",
        "szCs",    "lang",        "color",  "proofErr", "bookmarkStart",
        "spacing", "bookmarkEnd", "noProof"};

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(name, names[i]) == 0)
            return TRUE;
    return FALSE;
}

static void
on_fonts(TcXml *xml, Word *word)
{
    g_autofree char *font = tc_xml_attribute(xml, NULL, "ascii");

    word->font = font != NULL ? tc_encoding_of_font(font) : TC_ENCODING_UNKNOWN;
}

static gboolean
is_word(const char *ns)
{
    return strstr(ns, "wordprocessingml") != NULL || strstr(ns, "/word/2003/wordml") != NULL;
}

/* Elements whose content does not belong to the text of the document as it is now. */
static gboolean
is_left_out(const char *ns, const char *name)
{
    return strcmp(name, "del") == 0 || strcmp(name, "moveFrom") == 0 ||
           strcmp(name, "delText") == 0 || strcmp(name, "instrText") == 0 ||
           /* The properties that something had before they were changed. */
           strcmp(name, "rPrChange") == 0 || strcmp(name, "pPrChange") == 0 ||
           /* How the text below is pronounced. */
           (strcmp(name, "rt") == 0 && strstr(ns, "wordprocessingml") != NULL) ||
           /* What older programs show in place of the text box before it. */
           (strcmp(name, "Fallback") == 0 && strstr(ns, "markup-compatibility") != NULL);
}

/* What stands in the middle of the text, but is read behind it. */
static gboolean
is_aside(const char *name)
{
    static const char *const names[] = {"txbxContent", "hdr", "ftr", "footnote", "endnote"};

    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(name, names[i]) == 0)
            return TRUE;
    return FALSE;
}

static void
begin_aside(TcXml *xml, Word *word)
{
    if (word->box_depth > 0)
        return;
    word->box_depth = xml->depth;
    word->flow = &word->side;
    word->joined_from = word->paragraph_from = G_MAXSIZE;
    /* A header stands within the properties of a paragraph. */
    word->mark_depth = 0;
    tc_flow_part(word->flow, TC_GAP_LINE);
    word->box_start = word->side.text->len;
}

/* Whether `text` has nothing but white space. */
static gboolean
is_empty(const GString *text)
{
    for (gsize i = 0; i < text->len; i++)
        if (!g_ascii_isspace(text->str[i]))
            return FALSE;
    return TRUE;
}

/* A text box above all text with more than a few words is the cover of a paper: it is read first.
 */
static void
end_aside(Word *word, const char *name)
{
    enum { COVER_BYTES_MIN = 60 };
    word->box_depth = 0;
    tc_flow_part(word->flow, TC_GAP_LINE);
    GString *side = word->side.text;
    if (strcmp(name, "txbxContent") == 0 && side->len - word->box_start >= COVER_BYTES_MIN &&
        is_empty(word->body.text)) {
        tc_flow_append(&word->body, side->str + word->box_start, side->len - word->box_start);
        tc_flow_part(&word->body, TC_GAP_LINE);
        g_string_truncate(side, word->box_start);
    }
    word->flow = &word->body;
    word->joined_from = word->paragraph_from = G_MAXSIZE; /* they were places in the other text */
}

static void
on_symbol(TcXml *xml, Word *word)
{
    char utf8[6];
    g_autofree char *code = tc_xml_attribute(xml, NULL, "char");
    g_autofree char *font = tc_xml_attribute(xml, NULL, "font");
    guint64 c = code != NULL ? g_ascii_strtoull(code, NULL, 16) : 0;

    if (c < 0x20 || c > 0xFFFF || word->is_hidden)
        return;
    gunichar shown = tc_symbol_char(font, (gunichar)c);
    if (g_unichar_validate(shown))
        tc_flow_append(word->flow, utf8, (gsize)g_unichar_to_utf8(shown, utf8));
}

/* The text of WordArt stands in an attribute: "DỰ THẢO" across the page. */
static void
on_word_art(TcXml *xml, Word *word)
{
    g_autofree char *text = tc_xml_attribute(xml, NULL, "string");

    if (text == NULL || word->is_hidden)
        return;
    TcFlow *flow = &word->side;
    tc_flow_part(flow, TC_GAP_LINE);
    tc_flow_append(flow, text, strlen(text));
    tc_flow_part(flow, TC_GAP_LINE);
    if (word->body.text->len + word->side.text->len > word->limits->text_max)
        tc_xml_stop(xml);
}

static void
begin_properties(TcXml *xml, Word *word)
{
    word->mark_depth = xml->depth;
    g_clear_pointer(&word->style, g_free);
    word->instance = word->level = word->centring = -1;
    word->is_unmarked = FALSE;
    g_string_truncate(word->label, 0);
}

/* A part of the properties of a paragraph. FALSE when it is none that matters. */
static gboolean
on_property(TcXml *xml, Word *word, const char *ns, const char *name)
{
    if (strcmp(name, "pStyle") == 0) {
        g_free(word->style);
        word->style = tc_xml_attribute(xml, NULL, "val");
    } else if (strcmp(name, "numId") == 0) {
        word->instance = tc_word_attribute_number(xml, "val");
    } else if (strcmp(name, "ilvl") == 0) {
        word->level = tc_word_attribute_number(xml, "val");
    } else if (strcmp(name, "vanish") == 0) {
        word->is_unmarked |= tc_word_is_switched_on(xml);
    } else if (strcmp(name, "specVanish") == 0) {
        /* The end alone is hidden: what follows is set behind it, on the same line. */
        word->is_unmarked &= !tc_word_is_switched_on(xml);
    } else if (strcmp(name, "jc") == 0) {
        g_autofree char *value = tc_xml_attribute(xml, NULL, "val");
        word->centring = value != NULL && strcmp(value, "center") == 0;
    } else if (strcmp(name, "t") == 0 && strstr(ns, "/auxHint") != NULL) {
        /* Word 2003 writes down what it shows: a number, or the letter of a bullet's font. */
        g_autofree char *shown = tc_xml_attribute(xml, NULL, "val");
        if (shown != NULL && (g_utf8_strlen(shown, 2) > 1 || g_ascii_isdigit(*shown)))
            g_string_printf(word->label, "%s ", shown);
    } else {
        return FALSE;
    }
    return TRUE;
}

/* A property of a run. FALSE when it is none that matters. */
static gboolean
on_run_property(TcXml *xml, Word *word, const char *name)
{
    if (strcmp(name, "rFonts") == 0) {
        on_fonts(xml, word);
    } else if (strcmp(name, "rStyle") == 0) {
        g_autofree char *style = tc_xml_attribute(xml, NULL, "val");
        const int hides = style != NULL ? tc_word_styles_hides(word->styles, style) : -1;
        word->is_hidden = hides >= 0 ? hides : word->is_hidden;
    } else if (strcmp(name, "vanish") == 0) {
        word->is_hidden = tc_word_is_switched_on(xml);
    } else if (strcmp(name, "b") == 0) {
        word->run.is_bold = tc_word_is_switched_on(xml);
    } else if (strcmp(name, "sz") == 0) {
        word->run.size = (guint16)CLAMP(tc_word_attribute_number(xml, "val"), 0, G_MAXUINT16);
    } else {
        return FALSE;
    }
    return TRUE;
}

/* The paragraphs before it have lost their ends: its number is that of all of them. */
static void
insert_label(Word *word)
{
    GString *text = word->flow->text;
    gsize at = word->joined_from;

    while (at < text->len && strchr("\n\t ", text->str[at]) != NULL)
        at++;
    g_string_insert_len(text, (gssize)at, word->label->str, (gssize)word->label->len);
    if (word->flow == &word->body)
        tc_layout_shift(word->layout, word->label->len);
}

/* How the runs of a paragraph look that has these properties. */
static void
begin_look(Word *word)
{
    if (word->flow != &word->body || tc_layout_is_full(word->layout))
        return;
    word->paragraph = tc_word_styles_look(word->styles, word->style);
    if (word->centring >= 0)
        word->paragraph.is_centred = word->centring;
    word->run = word->paragraph;
}

static void
end_properties(TcXml *xml, Word *word)
{
    word->mark_depth = 0;
    begin_look(word);
    word->hides = tc_word_styles_hides(word->styles, word->style) == 1;
    if (!word->is_joined && !word->is_unmarked && !word->hides)
        tc_numbering_next(word->numbering, word->style, word->instance, word->level, word->label);
    if (word->label->len > 0 && word->joined_from < word->flow->text->len) {
        insert_label(word);
    } else if (word->label->len > 0) {
        gboolean has_space = word->label->str[word->label->len - 1] == ' ';
        tc_flow_append(word->flow, word->label->str, word->label->len - has_space);
        if (has_space)
            tc_flow_part(word->flow, TC_GAP_SPACE);
        if (word->body.text->len + word->side.text->len > word->limits->text_max)
            tc_xml_stop(xml);
    }
    if (word->style != NULL && strcmp(word->style, "Title") == 0 && word->title == NULL &&
        word->flow == &word->body) {
        word->is_title_style = TRUE;
        word->title_start = word->flow->text->len;
    }
}

/* Word 2003 puts everything that somebody did into an element of its own. */
static void
on_annotation(TcXml *xml, Word *word)
{
    g_autofree char *type = tc_xml_attribute(xml, NULL, "type");

    if (type != NULL && strcmp(type, "Word.Comment") == 0) {
        begin_aside(xml, word);
    } else if (type == NULL || strcmp(type, "Word.Insertion") != 0) {
        /* It was deleted, or is what something was before. */
        if (type != NULL && strcmp(type, "Word.Deletion") == 0 && word->mark_depth > 0)
            word->is_joined = TRUE;
        tc_xml_skip(xml);
    }
}

static void
on_word_start(TcXml *xml, const char *ns, const char *name)
{
    Word *word = xml->data;

    if (!is_of_run(name))
        flush_old(word);
    if (strcmp(name, "del") == 0 && word->mark_depth > 0) {
        word->is_joined = TRUE;
        return;
    }
    if (is_left_out(ns, name)) {
        tc_xml_skip(xml);
        return;
    }
    if (word->mark_depth > 0 && on_property(xml, word, ns, name))
        return;
    /* DrawingML and mathematics have a "t", too; nothing else of theirs is wanted. */
    if (strcmp(name, "t") == 0) {
        word->text_depth = xml->depth;
        return;
    }
    if (strcmp(name, "textpath") == 0 && strstr(ns, ":vml") != NULL) {
        on_word_art(xml, word);
        return;
    }
    if (strcmp(name, "annotation") == 0 && strstr(ns, "/aml/") != NULL) {
        on_annotation(xml, word);
        return;
    }
    if (!is_word(ns))
        return;
    if (strcmp(name, "p") == 0) {
        word->is_joined = FALSE;
        word->paragraph_from = word->flow->text->len;
        g_clear_pointer(&word->style, g_free);
        word->centring = -1;
        word->hides = tc_word_styles_hides(word->styles, NULL) == 1;
        begin_look(word);
    } else if (strcmp(name, "pPr") == 0) {
        begin_properties(xml, word);
    } else if (strcmp(name, "r") == 0) {
        word->is_hidden = word->hides;
        word->font = TC_ENCODING_UNKNOWN;
        word->run = word->paragraph;
    } else if (is_aside(name)) {
        begin_aside(xml, word);
    } else if (strcmp(name, "tc") == 0) {
        tc_flow_start_cell(word->flow);
    } else if (word->mark_depth > 0) {
        return; /* in w:pPr, w:tab is a tab stop */
    } else if (on_run_property(xml, word, name)) {
        return;
    } else if (strcmp(name, "tab") == 0 || strcmp(name, "ptab") == 0) {
        tc_flow_part(word->flow, TC_GAP_TAB);
    } else if (strcmp(name, "br") == 0 || strcmp(name, "cr") == 0) {
        tc_flow_part(word->flow, TC_GAP_LINE);
    } else if (strcmp(name, "noBreakHyphen") == 0) {
        tc_flow_append(word->flow, "-", 1);
    } else if (strcmp(name, "sym") == 0) {
        on_symbol(xml, word);
    }
}

static void
end_paragraph(Word *word)
{
    if (word->is_joined) {
        word->is_joined = FALSE;
        word->joined_from = MIN(word->joined_from, word->paragraph_from);
    } else {
        word->joined_from = G_MAXSIZE;
        tc_flow_part(word->flow, TC_GAP_LINE);
    }
    if (word->is_title_style && word->flow == &word->body) {
        const GString *text = word->flow->text;
        if (text->len > word->title_start)
            word->title = g_string_new_len(text->str + word->title_start,
                                           (gssize)(text->len - word->title_start));
        word->is_title_style = FALSE;
    }
}

static void
on_word_end(TcXml *xml, const char *ns, const char *name)
{
    Word *word = xml->data;

    if (!is_of_run(name))
        flush_old(word);
    if (word->text_depth == xml->depth)
        word->text_depth = 0;
    if (word->mark_depth == xml->depth)
        end_properties(xml, word);
    if (word->box_depth == xml->depth)
        end_aside(word, name);
    if (!is_word(ns))
        return;
    if (strcmp(name, "p") == 0)
        end_paragraph(word);
    else if (strcmp(name, "r") == 0)
        word->is_hidden = FALSE;
    else if (strcmp(name, "tc") == 0)
        tc_flow_end_cell(word->flow);
    else if (strcmp(name, "tr") == 0)
        tc_flow_end_row(word->flow);
}

static void
on_word_text(TcXml *xml, const char *text, gsize len)
{
    Word *word = xml->data;

    if (word->text_depth == 0 || word->is_hidden)
        return;
    if (word->font == TC_ENCODING_UNKNOWN || word->font != word->old_font ||
        word->old->len > OLD_RUN_HELD)
        flush_old(word);
    word->old_font = word->font;
    if (word->font == TC_ENCODING_UNKNOWN)
        append(word, text, len);
    else
        g_string_append_len(word->old, text, (gssize)len);
    if (word->body.text->len + word->side.text->len > word->limits->text_max)
        tc_xml_stop(xml);
}

static gboolean
read_word_part(const TcPackage *package, const char *part, Word *word, TcFlow *flow, GError **error)
{
    TcXml xml = {.start = on_word_start, .end = on_word_end, .text = on_word_text, .data = word};

    word->flow = flow;
    word->text_depth = word->mark_depth = 0;
    word->is_hidden = word->hides = FALSE;
    /* When everything goes to the side, text boxes do, too. */
    word->box_depth = flow == &word->side ? G_MAXSIZE : 0;
    word->joined_from = G_MAXSIZE;
    word->font = TC_ENCODING_UNKNOWN;
    gboolean is_read = tc_package_parse(package, part, &xml, error);
    flush_old(word);
    flow->cell_start = 0;
    tc_flow_part(flow, TC_GAP_LINE);
    return is_read;
}

static gboolean
read_word(const TcPackage *package, const char *main_part, Word *word, GError **error)
{
    static const char *const types[] = {"footnotes", "endnotes", "header", "footer", "comments"};

    g_autoptr(GPtrArray) relations = tc_ooxml_relations(package, main_part);
    word->styles = tc_word_styles_new(package, relations);
    word->numbering = tc_numbering_new(package, relations, word->styles);
    if (!read_word_part(package, main_part, word, &word->body, error))
        return FALSE;
    tc_ooxml_add_embedded(package, relations, &word->embedded);
    if (!tc_ooxml_append_drawings(package, relations, TRUE, &word->side, word->limits, error))
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(types); i++)
        for (guint k = 0; k < relations->len; k++) {
            const TcRelation *relation = g_ptr_array_index(relations, k);
            if (strcmp(relation->type, types[i]) != 0 ||
                !tc_package_has(package, relation->target) ||
                strcmp(relation->target, main_part) == 0)
                continue;
            if (!read_word_part(package, relation->target, word, &word->side, error))
                return FALSE;
            g_autoptr(GPtrArray) own = tc_ooxml_relations(package, relation->target);
            tc_ooxml_add_embedded(package, own, &word->embedded);
            if (word->body.text->len + word->side.text->len > word->limits->text_max) {
                tc_set_text_too_large(word->limits, error);
                return FALSE;
            }
        }
    tc_flow_append(&word->body, word->side.text->str, word->side.text->len);
    return TRUE;
}

/* Reads the document whose main part is `main_part`. */
static TcDocument *
read_document(const TcPackage *package, const char *main_part, const char *bytes, gsize len,
              const TcReadLimits *limits, GError **error)
{
    Word word = {.limits = limits};
    TcDocument *document = NULL;

    tc_flow_init(&word.body);
    tc_flow_init(&word.side);
    word.layout = tc_layout_new();
    word.label = g_string_new(NULL);
    word.old = g_string_new(NULL);
    tc_embedded_init(&word.embedded, limits);
    if (read_word(package, main_part, &word, error))
        document = tc_ooxml_document_take(
            package, &word.body, word.title != NULL ? word.title->str : NULL, limits, error);
    if (document != NULL) {
        document->layout = g_steal_pointer(&word.layout);
        tc_embedded_add_scans(&word.embedded, bytes, len, document->text_len);
        document = tc_embedded_append(&word.embedded, document, error);
    }
    tc_embedded_clear(&word.embedded);
    tc_flow_clear(&word.body);
    tc_flow_clear(&word.side);
    tc_numbering_free(word.numbering);
    tc_word_styles_free(word.styles);
    tc_layout_free(word.layout);
    g_free(word.style);
    g_string_free(word.label, TRUE);
    g_string_free(word.old, TRUE);
    if (word.title != NULL)
        g_string_free(word.title, TRUE);
    return document;
}

TcDocument *
tc_docx_read(const char *bytes, gsize len, G_GNUC_UNUSED const char *name,
             const TcReadLimits *limits, GError **error)
{
    g_autofree char *main_part = NULL;

    g_autoptr(TcPackage) package =
        tc_ooxml_open(bytes, len, "word/document.xml", limits, &main_part, error);
    return package != NULL ? read_document(package, main_part, bytes, len, limits, error) : NULL;
}

TcDocument *
tc_word_xml_read(const char *bytes, gsize len, G_GNUC_UNUSED const char *name,
                 const TcReadLimits *limits, GError **error)
{
    static const char main_part[] = "word/document.xml";
    g_autoptr(TcPackage) package = tc_package_new();
    g_autoptr(GBytes) content = g_bytes_new_static(bytes, len);

    tc_package_put(package, main_part, content);
    return read_document(package, main_part, bytes, len, limits, error);
}
