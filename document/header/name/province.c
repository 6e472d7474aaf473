/* The provinces, and how names are compared with a text. */
#include "document/header/name/name.h"

#include <string.h>

/* Provinces, including those of before 2025: below "tỉnh" they get the marks that the text lacks.
 * Only there, as some names of districts differ in marks alone ("Quang Bình"). */
static const char *const provinces[] = {
    "An Giang",    "Bà Rịa - Vũng Tàu", "Bạc Liêu",  "Bắc Giang",      "Bắc Kạn",    "Bắc Ninh",
    "Bến Tre",     "Bình Dương",        "Bình Định", "Bình Phước",     "Bình Thuận", "Cà Mau",
    "Cao Bằng",    "Đắk Lắk",           "Đắk Nông",  "Điện Biên",      "Đồng Nai",   "Đồng Tháp",
    "Gia Lai",     "Hà Giang",          "Hà Nam",    "Hà Tĩnh",        "Hải Dương",  "Hậu Giang",
    "Hòa Bình",    "Hưng Yên",          "Khánh Hòa", "Kiên Giang",     "Kon Tum",    "Lai Châu",
    "Lạng Sơn",    "Lào Cai",           "Lâm Đồng",  "Long An",        "Nam Định",   "Nghệ An",
    "Ninh Bình",   "Ninh Thuận",        "Phú Thọ",   "Phú Yên",        "Quảng Bình", "Quảng Nam",
    "Quảng Ngãi",  "Quảng Ninh",        "Quảng Trị", "Sóc Trăng",      "Sơn La",     "Tây Ninh",
    "Thái Bình",   "Thái Nguyên",       "Thanh Hóa", "Thừa Thiên Huế", "Tiền Giang", "Trà Vinh",
    "Tuyên Quang", "Vĩnh Long",         "Vĩnh Phúc", "Yên Bái",
};

const char *
tc_name_plain(const char *name, char plain[TC_NAME_BYTES_MAX])
{
    gsize len = 0;
    for (const char *q = name; *q != '\0' && len < TC_NAME_BYTES_MAX - 1; q++)
        if (*q != ',' && *q != '-' && (*q != ' ' || (len > 0 && plain[len - 1] != ' ')))
            plain[len++] = *q;
    plain[len] = '\0';
    return plain;
}

gboolean
tc_is_province(const char *p, const char *end)
{
    char plain[TC_NAME_BYTES_MAX];
    char first = tc_first_letter(p, end);
    for (gsize i = 0; i < G_N_ELEMENTS(provinces); i++)
        if (tc_first_letter(provinces[i], provinces[i] + strlen(provinces[i])) == first &&
            tc_phrase_at(p, end, tc_name_plain(provinces[i], plain)) == end)
            return TRUE;
    return FALSE;
}

const char *
tc_province_at(const char *p, const char *end, const char **name)
{
    const char *longest = NULL;
    char plain[TC_NAME_BYTES_MAX];
    for (gsize i = 0; i < G_N_ELEMENTS(provinces); i++) {
        /* No two of them differ in marks alone: "TỈNH BÉN TRE", as scans are read. */
        const char *found = tc_phrase_at_bare(p, end, tc_name_plain(provinces[i], plain));
        if (found != NULL && (longest == NULL || found > longest)) {
            longest = found;
            *name = provinces[i];
        }
    }
    return longest;
}
