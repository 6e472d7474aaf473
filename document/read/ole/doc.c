/* The streams come from libgsf, their structures from word_file.c; here characters become text. */
#include "document/read/ole/doc.h"

#include "document/message.h"
#include "document/read/embedded.h"
#include "document/read/ole/ole.h"
#include "document/read/ole/word_file.h"
#include "document/read/ole/word_lists.h"
#include "document/read/ole/word_looks.h"
#include "document/read/reader.h"
#include "document/read/text/legacy.h"

#include <string.h>

/* Documents within documents, and all embedded objects of one file. */
#define DEPTH_MAX   8
#define OBJECTS_MAX 2000

typedef struct {
    const TcReadLimits *limits;
    gsize input_len;
    GString *text;
    gsize characters; /* those that were looked at, whether they gave text or not */
    guint objects;
    TcEmbedded embedded;            /* of other programs */
    TcWordLists *lists;             /* of the document that is read; NULL for none */
    TcWordLooks *looks;             /* likewise */
    guint32 asked_fc, asked_fc_end; /* the stretch of which styles were asked */
    gboolean is_hidden;             /* what they said */
    TcLayout *layout;               /* of the outermost document */
    guint32
        line_fc; /* where the paragraph begins in its stream; of one in several pieces, the last */
    gsize line_start; /* where the paragraph begins in `text` */
    GString *label;   /* the number before a paragraph */
} Reader;

/* How deep fields are nested here: their instructions are no text, their results are. */
typedef struct {
    GByteArray *open;   /* for each open field: 1 in its instruction, 0 in its result */
    guint instructions; /* how many of them are in their instruction */
} Fields;

static void
field_mark(Fields *fields, gunichar mark)
{
    guint8 instruction = 1;

    if (mark == 0x13) {
        g_byte_array_append(fields->open, &instruction, 1);
        fields->instructions++;
    } else if (fields->open->len > 0) {
        guint8 *last = &fields->open->data[fields->open->len - 1];
        fields->instructions -= *last;
        *last = 0;
        if (mark == 0x15)
            g_byte_array_set_size(fields->open, fields->open->len - 1);
    }
}

static void
end_line(GString *text)
{
    if (text->len > 0 && text->str[text->len - 1] != '\n')
        g_string_append_c(text, '\n');
}

/* Puts one character of the document; `last` is the one before it. */
static void
put_char(GString *text, gunichar c, gunichar last)
{
    switch (c) {
    case 0x07: /* the end of a cell; a second one ends the row */
        g_string_append_c(text, last == 0x07 ? '\n' : '\t');
        break;
    case 0x09:
        g_string_append_c(text, '\t');
        break;
    case 0x0A:
    case 0x0B:
    case 0x0C:
    case 0x0D:
    case 0x0E:
        g_string_append_c(text, '\n');
        break;
    case 0x1E:
        g_string_append(text, "\u2011");
        break;
    case 0x1F: /* an optional hyphen; or ư of TCVN3, whose byte 0xAD Word takes for one */
        g_string_append(text, "\u00AD");
        break;
    default: /* below 0x20: pictures, references, separators */
        if (c >= 0x20 && c < 0x7F)
            g_string_append_c(text, (char)c);
        else if (c >= 0x20)
            g_string_append_unichar(text, g_unichar_validate(c) && c != 0xFFFF ? c : 0xFFFD);
    }
}

/* A paragraph ends at `fc`, where what tells its number lies; the number stands before it. TRUE
 * when it has one. */
static gboolean
number_paragraph(Reader *reader, guint32 fc)
{
    g_string_truncate(reader->label, 0);
    tc_word_lists_next(reader->lists, fc, reader->label);
    if (reader->label->len > 0)
        g_string_insert_len(reader->text, (gssize)reader->line_start, reader->label->str,
                            (gssize)reader->label->len);
    return reader->label->len > 0;
}

/* Notes how the paragraph looks that ends at `fc`. */
static void
note_look(Reader *reader, guint32 fc)
{
    if (reader->looks == NULL || tc_layout_is_full(reader->layout) || reader->line_fc > fc ||
        reader->line_start == reader->text->len)
        return;
    const TcLook look = tc_word_looks_get(reader->looks, reader->line_fc, fc);
    tc_layout_note(reader->layout, reader->text->str, reader->line_start, reader->text->len, &look);
}

/* The first run that ends behind `fc`. */
static guint
find_run(const GArray *runs, guint32 fc)
{
    guint low = 0, high = runs->len;

    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (tc_run_at(runs, middle)->fc_end <= fc)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Whether what lies at `fc` is hidden, where some style hides. It is asked once for a stretch of
 * bytes. */
static gboolean
is_hidden(Reader *reader, guint32 fc)
{
    if (fc < reader->asked_fc || fc >= reader->asked_fc_end) {
        reader->asked_fc = fc;
        reader->is_hidden = tc_word_looks_is_hidden(reader->looks, fc, &reader->asked_fc_end);
    }
    return reader->is_hidden;
}

/* Whether what lies at `fc` of a piece is deleted or hidden. `run` is its run; NULL for a usual
 * one.
 */
static inline gboolean
is_dropped(Reader *reader, const TcPiece *piece, const TcRun *run, gboolean is_hiding, guint32 fc)
{
    if (piece->is_deleted || piece->is_hidden || (run != NULL && run->is_deleted))
        return TRUE;
    return is_hiding ? is_hidden(reader, fc) : run != NULL && run->is_hidden;
}

/* How many bytes the letters take that follow each other from `p` on, at most `len`, none of them
 * ASCII. */
static gsize
letters_len(const guint8 *p, gsize len, guint code_page)
{
    gsize used = 0;

    while (used < len && p[used] >= 0x80)
        used += used + 1 < len && tc_code_page_is_lead(code_page, p[used]) ? 2 : 1;
    return used;
}

/* Reads the text of one piece from `cp` to `cp_end`, both within it. FALSE when there is too much.
 * */
static gboolean
read_piece(Reader *reader, const TcWordFile *file, const TcPiece *piece, guint32 cp, guint32 cp_end,
           Fields *fields, gunichar *last)
{
    guint width = piece->is_wide ? 2 : 1;
    guint64 fc = piece->fc + (guint64)(cp - piece->cp) * width;
    guint64 fc_end = MIN(fc + (guint64)(cp_end - cp) * width, file->main_len);
    guint at = find_run(file->runs, (guint32)MIN(fc, G_MAXUINT32));
    guint high = 0;
    const gboolean is_hiding = tc_word_looks_is_hiding(reader->looks);

    reader->line_fc = (guint32)MIN(fc, G_MAXUINT32);
    for (; fc + width <= fc_end; fc += width) {
        const guint8 *p = file->main + fc;
        gunichar c = piece->is_wide ? (gunichar)(p[0] | p[1] << 8) : p[0];
        const TcRun *run = NULL;

        if (++reader->characters > reader->limits->text_max ||
            reader->text->len > reader->limits->text_max)
            return FALSE;
        while (at < file->runs->len && tc_run_at(file->runs, at)->fc_end <= fc)
            at++;
        if (at < file->runs->len && tc_run_at(file->runs, at)->fc <= fc)
            run = tc_run_at(file->runs, at);

        if (c >= 0x13 && c <= 0x15) {
            field_mark(fields, c);
            continue;
        }
        if (fields->instructions > 0 || is_dropped(reader, piece, run, is_hiding, (guint32)fc))
            continue;
        if (run != NULL && run->symbol != 0 && c == '(') {
            c = run->symbol < 0x100 ? 0xF000u + run->symbol : run->symbol;
        } else if (!piece->is_wide && c >= 0x80) {
            guint64 run_end = run != NULL            ? run->fc_end
                              : at < file->runs->len ? tc_run_at(file->runs, at)->fc
                                                     : fc_end;
            guint code_page = run != NULL ? run->code_page : file->fonts.usual;
            gsize used = letters_len(p, (gsize)(MIN(run_end, fc_end) - fc), code_page);
            tc_code_page_append(code_page, (const char *)p, used, reader->text);
            *last = c;
            fc += used - 1;
            continue;
        }
        if (c >= 0xD800 && c < 0xDC00) {
            high = c;
            continue;
        }
        if (c >= 0xDC00 && c < 0xE000 && high != 0)
            c = 0x10000 + ((high - 0xD800) << 10) + (c - 0xDC00);
        high = 0;
        gboolean is_end = c == 0x0D || c == 0x07;
        if (is_end && number_paragraph(reader, (guint32)fc))
            *last = 0; /* a cell with nothing but a number, and not the end of a row */
        if (is_end)
            note_look(reader, (guint32)fc);
        put_char(reader->text, c, *last);
        if (is_end) {
            reader->line_start = reader->text->len;
            reader->line_fc = (guint32)MIN(fc + width, G_MAXUINT32);
        }
        *last = c;
    }
    return TRUE;
}

/* Reads the characters [from, to) of the document. */
static gboolean
read_story(Reader *reader, const TcWordFile *file, guint32 from, guint32 to)
{
    g_autoptr(GByteArray) open = g_byte_array_new();
    Fields fields = {open, 0};
    gunichar last = 0;

    reader->line_start = reader->text->len;
    for (guint i = 0; i < file->pieces->len; i++) {
        const TcPiece *piece = &g_array_index(file->pieces, TcPiece, i);
        guint32 cp = MAX(piece->cp, from);
        guint32 cp_end = MIN(piece->cp_end, to);
        if (cp < cp_end && !read_piece(reader, file, piece, cp, cp_end, &fields, &last))
            return FALSE;
    }
    end_line(reader->text);
    return TRUE;
}

static gboolean
read_stories(Reader *reader, const TcWordFile *file, GError **error)
{
    guint32 from = 0;

    for (guint story = 0; story < TC_STORY_COUNT; story++) {
        guint64 to = (guint64)from + file->story_len[story];
        if (story != TC_STORY_MACROS &&
            !read_story(reader, file, from, (guint32)MIN(to, G_MAXUINT32))) {
            tc_set_text_too_large(reader->limits, error);
            return FALSE;
        }
        from = (guint32)MIN(to, G_MAXUINT32);
    }
    return TRUE;
}

static gboolean read_folder(Reader *reader, GsfInfile *folder, guint depth, GError **error);

/* The embedded objects. One that is damaged is left out; FALSE only when there is too much. The
 * text of Word documents joins that of the document they are in, so that the words around a short
 * annex help to recognise words of old fonts in it. */
static gboolean
read_objects(Reader *reader, GsfInfile *folder, guint depth, GError **error)
{
    g_autoptr(TcStream) pool = tc_ole_child(folder, "ObjectPool");

    if (pool == NULL || !GSF_IS_INFILE(pool))
        return TRUE;
    int count = gsf_infile_num_children(GSF_INFILE(pool));
    for (int i = 0; i < count && reader->objects < OBJECTS_MAX; i++) {
        g_autoptr(TcStream) object = tc_ole_child_at(GSF_INFILE(pool), i);
        g_autoptr(GError) problem = NULL;
        reader->objects++;
        if (object == NULL || !GSF_IS_INFILE(object) ||
            gsf_infile_num_children(GSF_INFILE(object)) <= 0)
            continue;
        g_autoptr(TcStream) word = tc_ole_child(GSF_INFILE(object), "WordDocument");
        if (word == NULL) {
            tc_embedded_add_object(&reader->embedded, GSF_INFILE(object), reader->input_len);
            continue;
        }
        if (!read_folder(reader, GSF_INFILE(object), depth + 1, &problem) &&
            g_error_matches(problem, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_TOO_LARGE)) {
            g_propagate_error(error, g_steal_pointer(&problem));
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
read_folder(Reader *reader, GsfInfile *folder, guint depth, GError **error)
{
    g_autoptr(GBytes) main = tc_ole_bytes(folder, "WordDocument", reader->input_len);
    g_autoptr(GBytes) table = NULL;
    TcWordFile file;
    gboolean is_done = FALSE;

    if (main == NULL)
        return tc_ole_set_damaged(error, _("no stream WordDocument"));
    gsize main_len;
    const guint8 *bytes = g_bytes_get_data(main, &main_len);
    if (!tc_word_file_init(&file, bytes, main_len))
        return tc_ole_set_damaged(error, _("not a document of Word 6 or later"));
    if (file.is_encrypted) {
        tc_ole_set_encrypted(error);
    } else {
        if (file.is_old) {
            table = g_bytes_ref(main);
        } else {
            table = tc_ole_bytes(folder, file.has_second_table ? "1Table" : "0Table",
                                 reader->input_len);
            if (table == NULL)
                table = tc_ole_bytes(folder, file.has_second_table ? "0Table" : "1Table",
                                     reader->input_len);
        }
        gsize table_len = 0;
        const guint8 *table_bytes = table != NULL ? g_bytes_get_data(table, &table_len) : NULL;
        if (table_bytes == NULL)
            tc_ole_set_damaged(error, _("no table stream"));
        else if (!tc_word_file_read_tables(&file, table_bytes, table_len))
            tc_ole_set_damaged(error, _("no pieces of text"));
        else {
            reader->lists = tc_word_lists_new(&file, table_bytes, table_len);
            reader->looks = depth == 0 ? tc_word_looks_new(&file, table_bytes, table_len) : NULL;
            reader->asked_fc_end = 0;
            is_done = read_stories(reader, &file, error);
            g_clear_pointer(&reader->lists, tc_word_lists_free);
            g_clear_pointer(&reader->looks, tc_word_looks_free);
        }
    }
    tc_word_file_clear(&file);
    return is_done && (depth >= DEPTH_MAX || read_objects(reader, folder, depth, error));
}

TcDocument *
tc_doc_read_folder(TcFolder *folder, gsize len, const TcReadLimits *limits, GError **error)
{
    g_autoptr(GString) text = g_string_sized_new(MIN(len, limits->text_max));
    g_autoptr(GString) label = g_string_new(NULL);
    g_autoptr(TcLayout) layout = tc_layout_new();
    Reader reader = {
        .limits = limits, .input_len = len, .text = text, .label = label, .layout = layout};
    TcDocument *document = NULL;

    tc_embedded_init(&reader.embedded, limits);
    if (read_folder(&reader, folder, 0, error))
        document = tc_legacy_document_take(&text, limits, NULL, error);
    if (document != NULL) {
        document->layout = g_steal_pointer(&layout);
        document = tc_embedded_append(&reader.embedded, document, error);
    }
    tc_embedded_clear(&reader.embedded);
    return document;
}

TcDocument *
tc_doc_read(const char *bytes, gsize len, G_GNUC_UNUSED const char *name,
            const TcReadLimits *limits, GError **error)
{
    g_autoptr(TcFolder) ole = tc_ole_open(bytes, len, error);
    return ole != NULL ? tc_doc_read_folder(ole, len, limits, error) : NULL;
}

TcDocument *
tc_word_2_read(const char *bytes, gsize len, G_GNUC_UNUSED const char *name,
               const TcReadLimits *limits, GError **error)
{
    g_autoptr(GString) text = g_string_sized_new(MIN(len, limits->text_max));
    g_autoptr(GString) label = g_string_new(NULL);
    Reader reader = {.limits = limits, .input_len = len, .text = text, .label = label};
    TcWordFile file;
    gboolean is_read = FALSE;

    if (!tc_word_file_init_2(&file, (const guint8 *)bytes, len)) {
        g_set_error(error, TC_DOCUMENT_ERROR, TC_DOCUMENT_ERROR_UNSUPPORTED, _("not read yet: %s"),
                    "Word 2");
        return NULL;
    }
    if (file.is_encrypted)
        tc_ole_set_encrypted(error);
    else
        is_read = read_stories(&reader, &file, error);
    tc_word_file_clear(&file);
    return is_read ? tc_legacy_document_take(&text, limits, NULL, error) : NULL;
}
