#include "text/unit.h"

#include "text/key/letter.h"
#include "text/key/syllable.h"

#include <string.h>

#define DIGITS_MAX 15 /* of a number that is looked at */
#define WAYS_MAX   7

/* The ways of writing one unit, N for the number. One that begins with ! is meant only where all
 * its marks were typed: "20 can" is rather something else than 20 cân. */
static const char *const units[][WAYS_MAX + 1] = {
    {"N%", "N phần trăm", NULL},
    {"N\u2030", "N phần nghìn", "N phần ngàn", NULL},
    {"N$", "$N", "N USD", "NUSD", "USD N", "N đô la", "N đô", NULL},
    {"N€", "€N", "N euro", "N EUR", "NEUR", "N ơ rô", NULL},
    {"N°C", "NoC", "N độ C", "N độ", NULL},
    {"N'", "N phút", NULL},
    {"N kg", "Nkg", "N kí lô", "N ki lô gam", "N kilôgam", "!N cân", "!N kí", NULL},
    {"N g", "Ng", "N gam", "N gram", NULL},
    {"N mg", "Nmg", "N mi li gam", "N miligam", NULL},
    {"N l", "Nl", "N lít", NULL},
    {"N ml", "Nml", "N mi li lít", "N mililít", NULL},
    {"N km", "Nkm", "N ki lô mét", "N kilômét", "N cây số", NULL},
    {"N m", "Nm", "N mét", NULL},
    {"N cm", "Ncm", "N xăng ti mét", "N xentimét", NULL},
    {"N mm", "Nmm", "N mi li mét", "N milimét", NULL},
    {"N m2", "Nm2", "N mét vuông", NULL},
    {"N m3", "Nm3", "N mét khối", NULL},
    {"N km2", "Nkm2", "N ki lô mét vuông", "N kilômét vuông", "N cây số vuông", NULL},
    {"N ha", "Nha", "N héc ta", "N hécta", "N hecta", NULL},
    {"N V", "NV", "!N vôn", "N volt", NULL},
    {"N kV", "NkV", "N ki lô vôn", NULL},
    {"N W", "NW", "!N oát", "N watt", NULL},
    {"N kW", "NkW", "N ki lô oát", NULL},
    {"N MW", "NMW", "N mê ga oát", NULL},
    {"N kWh", "NkWh", "N ki lô oát giờ", NULL},
    {"N km/h", "Nkm/h", "N km/giờ", NULL},
    {"N tấn", "Nt", NULL},
};

/* A piece of text, and where in it the number begins. */
typedef struct {
    const TcAnalyzer *analyzer;
    const char *text;
    const TcToken *tokens;
    guint count;
    gboolean is_money;  /* a sign or code stands before the number */
    const char *behind; /* the word behind it, or the rest of its own; NULL for none */
} Place;

/* The digits that a number is made of: of the first token, or of the one behind a sign or code of
 * money; NULL for none. What stands behind it is noted in `place`. */
static char *
number_of(Place *place)
{
    const char *start = place->text + place->tokens[0].start;
    const TcToken *token = &place->tokens[0];
    gboolean is_money =
        *start == '$' || g_str_has_prefix(start, "€") || g_ascii_strncasecmp(start, "usd ", 4) == 0;
    if (is_money && place->count > 1)
        token = &place->tokens[1];
    start = place->text + token->start;
    gsize digits = MIN(strspn(start, "0123456789."), token->end - token->start);
    if (!g_ascii_isdigit(*start) || digits > DIGITS_MAX)
        return NULL;
    const TcToken *next = token + 1;
    place->is_money = token > place->tokens;
    place->behind = token->start + digits < token->end    ? start + digits
                    : next < place->tokens + place->count ? place->text + next->start
                                                          : NULL;
    return g_strndup(start, digits);
}

/* Whether what was typed may be written in this way, by where the number stands and the first
 * letter behind it: nearly all ways are not, and need not be looked at further. */
static gboolean
may_be(const Place *place, const char *way)
{
    TcLetter typed;
    TcLetter meant;
    way += *way == '!' ? 1 : 0;
    if (place->is_money != (*way != 'N'))
        return FALSE;
    if (place->is_money)
        return TRUE;
    way += strspn(way, "N ");
    gsize len = tc_letter_read(way, way + strlen(way), &meant);
    if (place->behind == NULL)
        return len == 0;
    if (tc_letter_read(place->behind, place->text + strlen(place->text), &typed) == 0)
        return TRUE;
    return len == 0 || typed.base == '?' || typed.base == meant.base;
}

/* `way` with the number in it. */
static char *
write_way(const char *way, const char *number)
{
    const char *at = strchr(way, 'N');
    if (*way == '!')
        way++;
    return g_strdup_printf("%.*s%s%s", (int)(at - way), way, number, at + 1);
}

/* Whether the sign that makes no word of its own stands in the typed text where `written` has it:
 * "38°C", "30'". */
static gboolean
has_silent_sign(const Place *place, const char *written, guint taken)
{
    static const char *const signs[] = {"°", "'"};
    const char *start = place->text + place->tokens[0].start;
    const char *end = place->text + place->tokens[taken - 1].end;
    for (gsize i = 0; i < G_N_ELEMENTS(signs); i++) {
        if (strstr(written, signs[i]) == NULL)
            continue;
        const char *sign = g_strstr_len(start, -1, signs[i]);
        /* It may be the last of all. */
        if (i == 1 && sign != end && !g_str_has_prefix(end, "\u2019") &&
            !g_str_has_prefix(end, "\u2032"))
            return FALSE;
        if (i == 0 && (sign == NULL || sign >= end))
            return FALSE;
    }
    return TRUE;
}

/* How many tokens are `written`; 0 when they are not. */
static guint
match(const Place *place, const char *written, gboolean is_exact)
{
    g_auto(TcTokens) own;
    tc_tokens_init(&own);
    tc_analyze(place->analyzer, written, strlen(written), &own);
    guint count = (guint)own.count;
    if (count == 0 || count > place->count)
        return 0;
    for (guint i = 0; i < count; i++) {
        const TcToken *typed = &place->tokens[i];
        TcTier tier =
            tc_key_tier(typed->key, typed->key_len, own.items[i].key, own.items[i].key_len);
        if ((i > 0 && typed[-1].position + 1 != typed->position) || tier == TC_TIER_NONE ||
            (is_exact && tier != TC_TIER_EXACT))
            return 0;
    }
    return has_silent_sign(place, written, count) ? count : 0;
}

/* How many tokens the way of writing has that takes most of them, of those of one unit. */
static guint
match_unit(const Place *place, const char *const *ways, const char *number)
{
    guint most = 0;
    for (; *ways != NULL; ways++) {
        if (!may_be(place, *ways))
            continue;
        g_autofree char *written = write_way(*ways, number);
        most = MAX(most, match(place, written, **ways == '!'));
    }
    return most;
}

GPtrArray *
tc_unit_writings(const TcAnalyzer *analyzer, const char *text, const TcToken *tokens, guint count,
                 guint *taken)
{
    Place place = {analyzer, text, tokens, count, FALSE, NULL};
    g_autofree char *number = number_of(&place);
    guint matched[G_N_ELEMENTS(units)] = {0};
    GPtrArray *out = NULL;
    *taken = 0;
    for (gsize u = 0; number != NULL && u < G_N_ELEMENTS(units); u++) {
        matched[u] = match_unit(&place, units[u], number);
        *taken = MAX(*taken, matched[u]);
    }
    /* Without marks it may be of two: "25 do". */
    for (gsize u = 0; *taken > 0 && u < G_N_ELEMENTS(units); u++) {
        for (const char *const *way = units[u]; matched[u] == *taken && *way != NULL; way++) {
            g_autofree char *written = write_way(*way, number);
            if (match(&place, written, TRUE) == *taken)
                continue;
            if (out == NULL)
                out = g_ptr_array_new_with_free_func(g_free);
            g_ptr_array_add(out, g_steal_pointer(&written));
        }
    }
    return out;
}
