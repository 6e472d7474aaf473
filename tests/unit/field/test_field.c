#include "field/field.h"
#include "store/record.h"
#include "store/schema.h"

#include <criterion/criterion.h>
#include <string.h>

Test(field, names_and_slots_belong_to_one_field_each)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < TC_FIELD_COUNT; i++) {
        const TcFieldRow *row = tc_field_row((TcField)i);
        cr_assert(row->label != NULL && *row->label != '\0', "%s", row->name);
        cr_assert(g_hash_table_add(seen, (gpointer)row->name), "%s twice", row->name);
        for (guint k = 0; k < TC_FIELD_NAMES_MAX && row->names[k] != NULL; k++)
            cr_assert(g_hash_table_add(seen, (gpointer)row->names[k]), "%s twice", row->names[k]);
        cr_assert(row->names[TC_FIELD_NAMES_MAX - 1] == NULL, "%s has too many names", row->name);
        cr_assert_eq(row->option != NULL, row->value != NULL, "%s", row->name);
        if (row->slot != 0) {
            cr_assert_eq(tc_field_of_slot(row->slot), i, "the slot of %s is another's", row->name);
            cr_assert(tc_field_is_text((TcField)i), "%s", row->name);
        }
        cr_assert_lt(row->slot, TC_SLOT_COUNT, "%s", row->name);
        cr_assert_leq(row->since, TC_SCHEMA_VERSION, "%s", row->name);
    }
    static const guint taken[] = {TC_SLOT_CONTENT, TC_SLOT_DATE,        TC_SLOT_YEAR,
                                  TC_SLOT_PATH,    TC_SLOT_TITLE_WORDS, TC_SLOT_FORMAL};
    for (gsize i = 0; i < G_N_ELEMENTS(taken); i++)
        cr_assert_eq(tc_field_of_slot(taken[i]), TC_FIELD_COUNT, "slot %u", taken[i]);
}

/* One that begins another would make terms of one field look like those of another: keys begin with
 * a small letter or digit, so a capital behind the first prefix is enough. */
Test(field, prefixes_are_told_apart)
{
    static const char *const others[] = {
        TC_TERM_ID,       TC_TERM_CONTENT,  TC_TERM_NUMBER,  TC_TERM_OWN_NUMBER,
        TC_TERM_DAY,      TC_TERM_MONTH,    TC_TERM_FORMAT,  TC_TERM_PAIR,
        TC_TERM_RELATION, TC_TERM_UNMARKED, TC_TERM_DEFINED, TC_TERM_EXPANDED,
    };
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
        cr_assert(g_hash_table_add(seen, (gpointer)others[i]), "%s twice", others[i]);
    for (guint i = 0; i < TC_FIELD_COUNT; i++) {
        const char *term = tc_field_row((TcField)i)->term;
        if (term == NULL)
            continue;
        cr_assert(g_hash_table_add(seen, (gpointer)term), "%s twice", term);
        cr_assert_eq(strlen(term), *term == 'X' ? 2 : 1, "%s", term);
        cr_assert(g_ascii_isupper(term[strlen(term) - 1]), "%s", term);
    }
}

Test(field, each_string_has_a_place_of_its_own_in_a_record)
{
    TcRecord record = {0};
    for (guint i = 0; i < TC_FIELD_COUNT; i++) {
        const char **string = tc_record_field(&record, (TcField)i);
        cr_assert_eq(string != NULL, tc_field_is_text((TcField)i));
        if (string == NULL)
            continue;
        cr_assert_null(*string, "%s", tc_field_row((TcField)i)->name);
        *string = tc_field_row((TcField)i)->name;
    }
    cr_assert_str_eq(record.title, "title");
    cr_assert_str_eq(record.chair, "chair");
    cr_assert_str_eq(tc_record_string(&record, TC_FIELD_ORG), "org");
    cr_assert_null(tc_record_string(&record, TC_FIELD_DATE));
}
