/* tests/unit/document/read/office_samples.h - ZIP files as office programs write them: packed, with
 * checksums. Also for the fuzz targets. */
#ifndef TC_TESTS_OFFICE_SAMPLES_H
#define TC_TESTS_OFFICE_SAMPLES_H

#include <archive.h>
#include <archive_entry.h>
#include <glib.h>
#include <string.h>

typedef struct {
    const char *name;
    const char *content;
    gsize len; /* 0: up to the closing zero */
} SampleMember;

/* `capacity` must be enough for the file. Its length goes to `*len`; free with g_free(). */
static inline char *
sample_package(const SampleMember *members, gsize count, const char *options, gsize capacity,
               gsize *len)
{
    char *out = g_malloc(capacity);
    struct archive *archive = archive_write_new();
    gsize used = 0;

    gboolean is_good = archive_write_set_format_zip(archive) == ARCHIVE_OK &&
                       archive_write_set_options(archive, options) == ARCHIVE_OK &&
                       archive_write_open_memory(archive, out, capacity, &used) == ARCHIVE_OK;
    for (gsize i = 0; i < count && is_good; i++) {
        gsize size = members[i].len ? members[i].len : strlen(members[i].content);
        struct archive_entry *entry = archive_entry_new();
        archive_entry_set_pathname(entry, members[i].name);
        archive_entry_set_filetype(entry, AE_IFREG);
        archive_entry_set_perm(entry, 0644);
        archive_entry_set_size(entry, (la_int64_t)size);
        is_good = archive_write_header(archive, entry) == ARCHIVE_OK &&
                  archive_write_data(archive, members[i].content, size) == (la_ssize_t)size;
        archive_entry_free(entry);
    }
    is_good = archive_write_close(archive) == ARCHIVE_OK && is_good;
    archive_write_free(archive);
    *len = used;
    g_assert(is_good);
    return out;
}

#define SAMPLE_RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define SAMPLE_RELATION(id, type, target)                                                          \
    "<Relationship Id=\"" id "\" Type=\"" SAMPLE_RELATIONS "/" type "\" Target=\"" target "\"/>"
#define SAMPLE_RELS(relations)                                                                     \
    "<Relationships "                                                                              \
    "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" relations            \
    "</Relationships>"
#define SAMPLE_CORE(title)                                                                         \
    "<cp:coreProperties "                                                                          \
    "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "        \
    "xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>" title                               \
    "</dc:title></cp:coreProperties>"
#define SAMPLE_WORD_NS                                                                             \
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "                    \
    "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\""
#define SAMPLE_WORD(body) "<w:document " SAMPLE_WORD_NS "><w:body>" body "</w:body></w:document>"
#define SAMPLE_SHEET_NS                                                                            \
    "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "                         \
    "xmlns:r=\"" SAMPLE_RELATIONS "\""
#define SAMPLE_SLIDE_NS                                                                            \
    "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "                           \
    "xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\" "                      \
    "xmlns:r=\"" SAMPLE_RELATIONS "\""
#define SAMPLE_ODF "urn:oasis:names:tc:opendocument:xmlns:"
#define SAMPLE_ODF_NS                                                                              \
    "xmlns:office=\"" SAMPLE_ODF "office:1.0\" xmlns:text=\"" SAMPLE_ODF "text:1.0\" "             \
    "xmlns:table=\"" SAMPLE_ODF "table:1.0\" xmlns:draw=\"" SAMPLE_ODF "drawing:1.0\" "            \
    "xmlns:style=\"" SAMPLE_ODF "style:1.0\" xmlns:presentation=\"" SAMPLE_ODF                     \
    "presentation:1.0\" xmlns:form=\"" SAMPLE_ODF                                                  \
    "form:1.0\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
#define SAMPLE_ODF_CONTENT(kind, content)                                                          \
    "<office:document-content " SAMPLE_ODF_NS "><office:body><office:" kind ">" content            \
    "</office:" kind "></office:body></office:document-content>"

#define SAMPLE_BILLION_LAUGHS                                                                      \
    "<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">"     \
    "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;&c;\">]>"

#endif
