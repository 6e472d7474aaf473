/* Companies that are called as English has it. */
#include "document/header/name/name.h"

gboolean
tc_is_english_company(const char *p, const char *end)
{
    static const char *const kinds[] = {"group",       "company", "joint stock company",
                                        "corporation", "co ltd",  "company limited",
                                        "jsc",         "holdings"};
    if (!tc_is_capitals(p, end))
        return FALSE;
    end = tc_skip_between_back(p, end);
    for (const char *q = tc_next_word(p, end); q < end; q = tc_next_word(q, end))
        if (tc_phrase_any(q, end, kinds, G_N_ELEMENTS(kinds), NULL) == end)
            return TRUE;
    return FALSE;
}
