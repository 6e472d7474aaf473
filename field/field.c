#include "field/field.h"

#include <glib/gi18n-lib.h>

/* Prefixes and slots are the index's: none of them may be one of store/schema.h's, or of another
 * field (tests/unit/field). */

static const TcFieldRow title_row = {
    .name = "title",
    .names = {"tiêu-đề", "trích-yếu", "tên-văn-bản"},
    .column = "trích-yếu",
    .label = N_("title"),
    .option = N_("Only with these words in the title"),
    .value = N_("WORDS"),
    .term = "S",
    .is_placed = TRUE,
    .has_short_forms = TRUE,
};

static const TcFieldRow date_row = {
    .name = "date",
    .names = {"ngày", "ngày-ban-hành", "ngày-tháng", "ngày-ký", "năm", "năm-ban-hành", "tháng",
              "quý", "tuần"},
    .label = N_("date"),
    .is_outside = TRUE,
};

static const TcFieldRow type_row = {
    .name = "type",
    .names = {"loại", "loại-văn-bản", "thể-loại", "hình-thức"},
    .label = N_("type"),
    .option = N_("Only this type of document"),
    .value = N_("TYPE"),
    .term = "T",
    .slot = 3,
    .has_short_forms = TRUE,
};

static const TcFieldRow number_row = {
    .name = "number",
    .names = {"số", "số-ký-hiệu", "số-kí-hiệu", "ký-hiệu", "kí-hiệu", "số-hiệu", "số-văn-bản"},
    .label = N_("number"),
    .option = N_("Only the document of this number"),
    .value = N_("NUMBER"),
};

static const TcFieldRow org_row = {
    .name = N_("org"),
    .names = {"cơ-quan", "cơ-quan-ban-hành", "đơn-vị-ban-hành"},
    .label = N_("issued by"),
    .option = N_("Only from this issuing body"),
    .value = N_("ORG"),
    .term = "O",
    .slot = 4,
    .is_placed = TRUE,
    .has_short_forms = TRUE,
    .has_order = TRUE,
    .has_other_names = TRUE,
};

static const TcFieldRow place_row = {
    .name = "place",
    .names = {"nơi", "nơi-ban-hành", "địa-danh", "địa-phương"},
    .label = N_("place"),
    .option = N_("Only issued at this place"),
    .value = N_("PLACE"),
    .term = "XL",
    .slot = 5,
    .has_short_forms = TRUE,
    .has_other_names = TRUE,
    .is_place = TRUE,
};

static const TcFieldRow signer_row = {
    .name = "signer",
    .names = {"người-ký", "người-kí"},
    .label = N_("signer"),
    .term = "XK",
    .since = 2,
    .is_person = TRUE,
};

static const TcFieldRow session_row = {
    .name = "session",
    .names = {"kỳ-họp", "kì-họp"},
    .label = N_("session"),
    .term = "XS",
    .since = 2,
    .is_counted = TRUE,
};

static const TcFieldRow term_row = {
    .name = N_("term"),
    .names = {"nhiệm-kỳ", "nhiệm-kì", "khóa", "khoá"},
    .label = N_("term of office"),
    .option = N_("Only of this term: 2020-2025, XII"),
    .value = N_("TERM"),
    .term = "XT",
    .slot = 7,
    .since = 2,
    .is_counted = TRUE,
};

static const TcFieldRow chair_row = {
    .name = "chair",
    .names = {"chủ-trì", "chủ-tọa", "chủ-toạ"},
    .label = N_("chair"),
    .term = "XC",
    .since = 2,
    .is_person = TRUE,
};

static const TcFieldRow path_row = {
    .name = "path",
    .names = {"tệp", "tập-tin", "tên-tệp", "đường-dẫn"},
    .column = "đường-dẫn",
    .label = N_("path"),
    .term = "XP",
    .is_unmarked = TRUE,
    .is_outside = TRUE,
};

/* A field of the list without a row of its name does not compile, nor does a row without a field.
 */
#define ROW(ID, member) [TC_FIELD_##ID] = &member##_row,
static const TcFieldRow *const rows[] = {TC_FIELDS(ROW, ROW)};
G_STATIC_ASSERT(G_N_ELEMENTS(rows) == TC_FIELD_COUNT);

#define IS_TEXT(ID, member) [TC_FIELD_##ID] = TRUE,
static const gboolean is_text[TC_FIELD_COUNT] = {TC_FIELDS(IS_TEXT, TC_FIELD_NOTHING)};

const TcFieldRow *
tc_field_row(TcField field)
{
    g_assert((guint)field < TC_FIELD_COUNT);
    return rows[field];
}

gboolean
tc_field_is_text(TcField field)
{
    return (guint)field < TC_FIELD_COUNT && is_text[field];
}

TcField
tc_field_of_slot(guint slot)
{
    guint field = 0;
    while (field < TC_FIELD_COUNT && (slot == 0 || rows[field]->slot != slot))
        field++;
    return (TcField)field;
}
