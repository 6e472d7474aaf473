#include "document/read/list_number.h"

#include <string.h>

/* Longer numbers of letters than Word shows are no letters. */
#define LETTERS_MAX 30u

static void
append_roman(GString *out, gboolean is_upper, guint value)
{
    static const struct {
        guint value;
        const char *upper, *lower;
    } steps[] = {
        {1000, "M", "m"}, {900, "CM", "cm"}, {500, "D", "d"},  {400, "CD", "cd"}, {100, "C", "c"},
        {90, "XC", "xc"}, {50, "L", "l"},    {40, "XL", "xl"}, {10, "X", "x"},    {9, "IX", "ix"},
        {5, "V", "v"},    {4, "IV", "iv"},   {1, "I", "i"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(steps); i++)
        for (; value >= steps[i].value; value -= steps[i].value)
            g_string_append(out, is_upper ? steps[i].upper : steps[i].lower);
}

/* Z is followed by AA, BB and so on. */
static void
append_same_letters(GString *out, char first, guint value)
{
    for (guint i = 0; i <= (value - 1) / 26; i++)
        g_string_append_c(out, (char)(first + (char)((value - 1) % 26)));
}

/* Z is followed by AA, AB and so on. */
static void
append_letter_pairs(GString *out, char first, guint value)
{
    char letters[8];
    gsize at = sizeof letters;

    for (; value > 0; value = (value - 1) / 26)
        letters[--at] = (char)(first + (char)((value - 1) % 26));
    g_string_append_len(out, letters + at, (gssize)(sizeof letters - at));
}

void
tc_number_append(GString *out, TcNumberStyle style, guint value)
{
    gboolean is_roman = value > 0 && value < 4000;
    gboolean is_letter = value > 0 && value <= 26 * LETTERS_MAX;

    if (style == TC_NUMBER_NONE || style == TC_NUMBER_BULLET)
        return;
    if (is_roman && (style == TC_NUMBER_UPPER_ROMAN || style == TC_NUMBER_LOWER_ROMAN))
        append_roman(out, style == TC_NUMBER_UPPER_ROMAN, value);
    else if (is_letter && (style == TC_NUMBER_UPPER_LETTER || style == TC_NUMBER_LOWER_LETTER))
        append_same_letters(out, style == TC_NUMBER_UPPER_LETTER ? 'A' : 'a', value);
    else if (is_letter &&
             (style == TC_NUMBER_UPPER_LETTER_PAIRS || style == TC_NUMBER_LOWER_LETTER_PAIRS))
        append_letter_pairs(out, style == TC_NUMBER_UPPER_LETTER_PAIRS ? 'A' : 'a', value);
    else
        g_string_append_printf(out, style == TC_NUMBER_DECIMAL_ZERO ? "%02u" : "%u", value);
}

TcListStyle *
tc_list_style_new(void)
{
    TcListStyle *style = g_new0(TcListStyle, 1);

    for (guint i = 0; i < TC_LIST_LEVELS; i++) {
        style->levels[i].start = 1;
        style->levels[i].restart = i;
    }
    return style;
}

TcListStyle *
tc_list_style_copy(const TcListStyle *style)
{
    TcListStyle *copy = g_new(TcListStyle, 1);

    *copy = *style;
    for (guint i = 0; i < TC_LIST_LEVELS; i++)
        if (style->levels[i].text != NULL)
            copy->levels[i].text =
                g_string_new_len(style->levels[i].text->str, (gssize)style->levels[i].text->len);
    return copy;
}

void
tc_list_style_free(TcListStyle *style)
{
    if (style == NULL)
        return;
    for (guint i = 0; i < TC_LIST_LEVELS; i++)
        tc_list_level_clear_text(&style->levels[i]);
    g_free(style);
}

static gboolean
has_room(TcListLevel *level, gsize len)
{
    if (level->text == NULL)
        level->text = g_string_new(NULL);
    return level->text->len < TC_LIST_TEXT_MAX && len <= TC_LIST_TEXT_MAX - level->text->len;
}

void
tc_list_level_add_text(TcListLevel *level, const char *text, gsize len)
{
    if (!has_room(level, len))
        return;
    for (gsize i = 0; i < len; i++)
        if ((guchar)text[i] >= 0x20)
            g_string_append_c(level->text, text[i]);
}

void
tc_list_level_add_number(TcListLevel *level, guint of)
{
    if (of < TC_LIST_LEVELS && has_room(level, 1))
        g_string_append_c(level->text, (char)(of + 1));
}

void
tc_list_level_clear_text(TcListLevel *level)
{
    if (level->text != NULL)
        g_string_free(level->text, TRUE);
    level->text = NULL;
}

void
tc_list_count_restart(TcListCount *count, guint level, guint start)
{
    g_return_if_fail(level < TC_LIST_LEVELS);
    /* One is added to it when the number comes. */
    count->values[level] = start - 1;
    count->is_running[level] = TRUE;
}

static void
append_label(const TcListCount *count, const TcListStyle *style, guint level, GString *out)
{
    const TcListLevel *shown = &style->levels[level];

    for (gsize i = 0; i < shown->text->len; i++) {
        guchar c = (guchar)shown->text->str[i];
        if (c >= 0x20) {
            g_string_append_c(out, (char)c);
            continue;
        }
        guint of = c - 1u;
        if (of > level)
            continue;
        TcNumberStyle number = style->levels[of].style;
        if (shown->is_legal && number != TC_NUMBER_NONE && number != TC_NUMBER_BULLET &&
            number != TC_NUMBER_DECIMAL_ZERO)
            number = TC_NUMBER_DECIMAL;
        tc_number_append(out, number, count->values[of]);
    }
}

static void
begin_level(TcListCount *count, const TcListStyle *style, guint level)
{
    count->values[level] = style->levels[level].start;
    count->is_running[level] = TRUE;
}

void
tc_list_count_next(TcListCount *count, const TcListStyle *style, guint level, GString *out)
{
    g_return_if_fail(level < TC_LIST_LEVELS);
    const TcListLevel *shown = &style->levels[level];

    /* Levels that were passed over have their first number then, and go on from it. */
    for (guint above = 0; above < level; above++)
        if (!count->is_running[above])
            begin_level(count, style, above);
    if (count->is_running[level])
        count->values[level]++;
    else
        begin_level(count, style, level);
    for (guint below = level + 1; below < TC_LIST_LEVELS; below++)
        if (level < style->levels[below].restart)
            count->is_running[below] = FALSE;
    if (shown->style == TC_NUMBER_BULLET || shown->text == NULL || shown->text->len == 0)
        return;
    gsize start = out->len;
    append_label(count, style, level, out);
    if (out->len > start && !shown->has_no_space)
        g_string_append_c(out, ' ');
}

void
tc_list_instance_clear(TcListInstance *instance)
{
    g_clear_pointer(&instance->changes, tc_list_style_free);
    g_clear_pointer(&instance->look, tc_list_style_free);
}

TcListLevel *
tc_list_instance_level(TcListInstance *instance, guint level)
{
    g_return_val_if_fail(level < TC_LIST_LEVELS, NULL);
    if (instance->changes == NULL)
        instance->changes = tc_list_style_new();
    instance->is_changed[level] = TRUE;
    return &instance->changes->levels[level];
}

void
tc_list_instance_start(TcListInstance *instance, guint level, guint start)
{
    g_return_if_fail(level < TC_LIST_LEVELS);
    instance->has_start[level] = TRUE;
    instance->starts[level] = start;
}

static const TcListStyle *
look_of(TcListInstance *instance, const TcListStyle *style)
{
    gboolean is_own = instance->changes != NULL;

    for (guint i = 0; i < TC_LIST_LEVELS; i++)
        is_own |= instance->has_start[i];
    if (instance->look != NULL || !is_own)
        return instance->look != NULL ? instance->look : style;
    instance->look = tc_list_style_copy(style);
    for (guint i = 0; i < TC_LIST_LEVELS; i++) {
        if (instance->is_changed[i]) {
            TcListLevel before = instance->look->levels[i];
            instance->look->levels[i] = instance->changes->levels[i];
            instance->changes->levels[i] = before;
            if (instance->look->levels[i].start == TC_LIST_START_OF_LIST)
                instance->look->levels[i].start = before.start;
        }
        if (instance->has_start[i])
            instance->look->levels[i].start = instance->starts[i];
    }
    return instance->look;
}

void
tc_list_instance_next(TcListInstance *instance, const TcListStyle *style, TcListCount *count,
                      guint level, GString *out)
{
    g_return_if_fail(level < TC_LIST_LEVELS);
    const TcListStyle *look = look_of(instance, style);

    if (instance->has_start[level]) {
        tc_list_count_restart(count, level, instance->starts[level]);
        instance->has_start[level] = FALSE;
    }
    tc_list_count_next(count, look, level, out);
}
