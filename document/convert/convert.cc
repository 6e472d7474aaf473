#include "document/convert/convert.h"

#include <exception>
#include <libetonyek/libetonyek.h>
#include <libmspub/libmspub.h>
#include <libmwaw/libmwaw.hxx>
#include <librevenge-generators/librevenge-generators.h>
#include <librevenge-stream/librevenge-stream.h>
#include <librevenge/librevenge.h>
#include <libvisio/libvisio.h>
#include <libwpd/libwpd.h>
#include <libwps/libwps.h>
#include <memory>
#include <new>
#include <string>

using librevenge::RVNGInputStream;
using librevenge::RVNGString;
using librevenge::RVNGStringVector;

namespace
{

/* What a library made of a file: one string, or one for each page, slide or sheet. */
struct Text {
    RVNGString whole;
    RVNGStringVector parts;
};

/* Whether a library knows the file and, if so, what came of it. */
struct Attempt {
    bool is_known;
    TcConvertResult result;
};

const Attempt not_known = {false, TC_CONVERT_UNKNOWN};

Attempt
known(bool is_read)
{
    return {true, is_read ? TC_CONVERT_DONE : TC_CONVERT_DAMAGED};
}

Attempt
locked()
{
    return {true, TC_CONVERT_ENCRYPTED};
}

/* The index of a package that was packed as a folder; null for any other file. */
std::unique_ptr<RVNGInputStream>
packed_index(RVNGInputStream *input)
{
    static const std::string index = "/Index.zip";

    for (unsigned i = 0; input->isStructured() && i < input->subStreamCount(); i++) {
        const char *name = input->subStreamName(i);
        std::string called = name != nullptr ? name : "";
        if (called.size() > index.size() &&
            called.compare(called.size() - index.size(), index.size(), index) == 0)
            return std::unique_ptr<RVNGInputStream>(input->getSubStreamById(i));
    }
    return nullptr;
}

/* Pages, Numbers, Keynote. */
Attempt
read_iwork(RVNGInputStream *file, Text &text)
{
    using libetonyek::EtonyekDocument;
    EtonyekDocument::Type type = EtonyekDocument::TYPE_UNKNOWN;
    std::unique_ptr<RVNGInputStream> index = packed_index(file);
    RVNGInputStream *input = index != nullptr ? index.get() : file;

    /* An index without what lies beside it, pictures mostly, is supported in part. */
    if (EtonyekDocument::isSupported(input, &type) == EtonyekDocument::CONFIDENCE_NONE)
        return not_known;
    if (type == EtonyekDocument::TYPE_KEYNOTE) {
        librevenge::RVNGTextPresentationGenerator slides(text.parts);
        return known(EtonyekDocument::parse(input, &slides));
    }
    if (type == EtonyekDocument::TYPE_NUMBERS) {
        librevenge::RVNGTextSpreadsheetGenerator sheets(text.parts);
        return known(EtonyekDocument::parse(input, &sheets));
    }
    librevenge::RVNGTextTextGenerator pages(text.whole);
    return known(EtonyekDocument::parse(input, &pages));
}

Attempt
read_visio(RVNGInputStream *input, Text &text)
{
    if (!libvisio::VisioDocument::isSupported(input))
        return not_known;
    librevenge::RVNGTextDrawingGenerator drawing(text.parts);
    return known(libvisio::VisioDocument::parse(input, &drawing));
}

Attempt
read_publisher(RVNGInputStream *input, Text &text)
{
    if (!libmspub::MSPUBDocument::isSupported(input))
        return not_known;
    librevenge::RVNGTextDrawingGenerator drawing(text.parts);
    return known(libmspub::MSPUBDocument::parse(input, &drawing));
}

Attempt
read_wordperfect(RVNGInputStream *input, Text &text)
{
    libwpd::WPDConfidence confidence = libwpd::WPDocument::isFileFormatSupported(input);

    if (confidence == libwpd::WPD_CONFIDENCE_NONE)
        return not_known;
    if (confidence != libwpd::WPD_CONFIDENCE_EXCELLENT)
        return locked();
    librevenge::RVNGTextTextGenerator document(text.whole);
    return known(libwpd::WPDocument::parse(input, &document, nullptr) == libwpd::WPD_OK);
}

/* Works, Lotus 1-2-3, Quattro Pro, Microsoft Write, Word for DOS. */
Attempt
read_works(RVNGInputStream *input, Text &text)
{
    libwps::WPSKind kind = libwps::WPS_TEXT;
    libwps::WPSCreator creator = libwps::WPS_MSWORKS;
    bool needs_encoding = false;
    libwps::WPSConfidence confidence =
        libwps::WPSDocument::isFileFormatSupported(input, kind, creator, needs_encoding);

    if (confidence == libwps::WPS_CONFIDENCE_NONE)
        return not_known;
    if (confidence == libwps::WPS_CONFIDENCE_SUPPORTED_ENCRYPTION)
        return locked();
    if (kind == libwps::WPS_TEXT) {
        librevenge::RVNGTextTextGenerator document(text.whole);
        return known(libwps::WPSDocument::parse(input, &document) == libwps::WPS_OK);
    }
    librevenge::RVNGTextSpreadsheetGenerator sheets(text.parts);
    return known(libwps::WPSDocument::parse(input, &sheets) == libwps::WPS_OK);
}

/* MacWrite, ClarisWorks, Word for Macs up to 5, and many others. */
Attempt
read_mac(RVNGInputStream *input, Text &text)
{
    MWAWDocument::Type type = MWAWDocument::MWAW_T_UNKNOWN;
    MWAWDocument::Kind kind = MWAWDocument::MWAW_K_UNKNOWN;
    MWAWDocument::Confidence confidence = MWAWDocument::isFileFormatSupported(input, type, kind);

    if (confidence == MWAWDocument::MWAW_C_NONE)
        return not_known;
    if (confidence != MWAWDocument::MWAW_C_EXCELLENT)
        return locked();
    switch (kind) {
    case MWAWDocument::MWAW_K_TEXT: {
        librevenge::RVNGTextTextGenerator document(text.whole);
        return known(MWAWDocument::parse(input, &document) == MWAWDocument::MWAW_R_OK);
    }
    case MWAWDocument::MWAW_K_SPREADSHEET:
    case MWAWDocument::MWAW_K_DATABASE: {
        librevenge::RVNGTextSpreadsheetGenerator sheets(text.parts);
        return known(MWAWDocument::parse(input, &sheets) == MWAWDocument::MWAW_R_OK);
    }
    case MWAWDocument::MWAW_K_PRESENTATION: {
        librevenge::RVNGTextPresentationGenerator slides(text.parts);
        return known(MWAWDocument::parse(input, &slides) == MWAWDocument::MWAW_R_OK);
    }
    case MWAWDocument::MWAW_K_DRAW:
    case MWAWDocument::MWAW_K_PAINT: {
        librevenge::RVNGTextDrawingGenerator drawing(text.parts);
        return known(MWAWDocument::parse(input, &drawing) == MWAWDocument::MWAW_R_OK);
    }
    default:
        return not_known;
    }
}

TcConvertResult
convert(const char *bytes, size_t len, int (*write)(void *, const char *, size_t), void *user)
{
    /* The library that is surest of its files comes first, the one that guesses from a few bytes
     * last. */
    Attempt (*const readers[])(RVNGInputStream *, Text &) = {
        read_iwork, read_visio, read_publisher, read_wordperfect, read_works, read_mac,
    };

    for (auto read : readers) {
        librevenge::RVNGStringStream input(reinterpret_cast<const unsigned char *>(bytes),
                                           static_cast<unsigned int>(len));
        Text text;
        Attempt attempt = read(&input, text);
        if (!attempt.is_known)
            continue;
        /* What was read before it broke is only a part of a damaged file. */
        if (attempt.result != TC_CONVERT_DONE)
            return attempt.result;
        if (!write(user, text.whole.cstr(), text.whole.size()))
            return TC_CONVERT_DONE;
        for (unsigned i = 0; i < text.parts.size(); i++)
            if (!write(user, text.parts[i].cstr(), text.parts[i].size()) || !write(user, "\n", 1))
                break;
        return TC_CONVERT_DONE;
    }
    return TC_CONVERT_UNKNOWN;
}

} // namespace

TcConvertResult
tc_convert(const char *bytes, size_t len, int (*write)(void *, const char *, size_t), void *user)
{
    try {
        return convert(bytes, len, write, user);
    } catch (const std::bad_alloc &) {
        return TC_CONVERT_MEMORY;
    } catch (...) {
        return TC_CONVERT_DAMAGED;
    }
}
