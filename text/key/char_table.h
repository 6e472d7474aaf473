/* text/key/char_table.h - what each character is to the analyzer.
 *
 * Private to text/. One table lookup tells the kind of any code point and, for the letters of
 * Vietnamese, everything: lower case, bare letter, quality and tone. The table is made at build
 * time by gen_char_table.c from ICU's data, so a program that starts has nothing to compute
 * (filling it at start took 15 ms); it is read-only memory that processes share.
 *
 * Folding is NFKC_Casefold taken apart (Unicode Standard, section 3.13): compatibility forms (full
 * width, ligatures) as their plain letters, case folded, default-ignorable characters dropped, and
 * then full decomposition. That can be said character by character, without looking at neighbours;
 * only the order of combining marks needs context, and a key sorts its marks anyway. */
#ifndef TC_TEXT_CHAR_TABLE_H
#define TC_TEXT_CHAR_TABLE_H

#include <glib.h>

G_BEGIN_DECLS

/* Bits 0..3 of an entry. Up to TC_CHAR_IGNORE no part of a word. */
enum {
    TC_CHAR_OTHER,     /* a separator that breaks nothing: hyphen, slash, symbol, bad byte, NUL */
    TC_CHAR_SPACE,     /* also NBSP and tab */
    TC_CHAR_NEWLINE,   /* a line end */
    TC_CHAR_PARAGRAPH, /* U+2029 */
    TC_CHAR_BREAK,     /* ends a segment: ; : ? ! and the like */
    TC_CHAR_QUOTE,     /* ( ) [ ] " and the like: breaks nothing, also at the beginning of a line */
    TC_CHAR_DOT,       /* a break, but for "TP.HCM" and in numbers */
    TC_CHAR_COMMA,     /* no break; in numbers */
    TC_CHAR_IGNORE,    /* nothing at all: controls, soft hyphen, ZWSP, BOM */
    TC_CHAR_LATIN,     /* a letter or digit with an ASCII bare letter, with quality and tone only */
    TC_CHAR_MARK,      /* a combining mark that has a code, see below */
    TC_CHAR_LETTER,    /* any other letter or digit */
    TC_CHAR_IDEOGRAPH, /* Han, Hiragana, Katakana: a word each */
    TC_CHAR_NONSTARTER, /* a combining mark without a code: stays among the bare letters */
    TC_CHAR_HANGUL,     /* a Hangul syllable: folds to its two or three jamo by arithmetic */
    TC_CHAR_EXPANSION,  /* folds to several code points, none of which is of this kind */
};

#define TC_CHAR_KIND(entry)    ((entry)&0x0Fu)
#define TC_CHAR_LOWER          0x10u /* begins with a lower-case letter, before folding */
#define TC_CHAR_DIGIT          0x20u /* folds to 0..9 */
/* LATIN: bare letter; MARK: code; NONSTARTER: combining class. */
#define TC_CHAR_BYTE(entry)    ((entry) >> 8 & 0xFFu)
/* LATIN and MARK: TC_TONE_..., or 0. */
#define TC_CHAR_TONE(entry)    ((entry) >> 16 & 0x07u)
/* LATIN and MARK: 1 + TC_QUALITY_..., or 0. */
#define TC_CHAR_QUALITY(entry) ((entry) >> 19 & 0x07u)
/* LETTER and IDEOGRAPH: the code point it folds to, 0 if itself. EXPANSION: index of the first in
 * tc_char_expansions[]; the one before it is their count. */
#define TC_CHAR_VALUE(entry)   ((entry) >> 8)
#define TC_CHAR_IS_WORD(kind)  ((kind) > TC_CHAR_IGNORE)
#define TC_CHAR_IS_MARK(kind)  ((kind) == TC_CHAR_MARK || (kind) == TC_CHAR_NONSTARTER)
/* Can begin a word: a combining mark cannot. */
#define TC_CHAR_IS_STARTER(kind)                                                                   \
    ((kind) == TC_CHAR_LATIN || (kind) == TC_CHAR_LETTER || (kind) == TC_CHAR_IDEOGRAPH)

/* Longest expansion in code points (U+FDFA has 18). */
#define TC_CHAR_EXPANSION_MAX 24

/* Generated: pages of 64 code points. The first 32 pages are those of U+0000..07FF, in order. */
extern const guint16 tc_char_pages[0x110000 / 64];
extern const guint32 tc_char_entries[];
extern const guint32 tc_char_expansions[];

/* The entry of a code point up to U+10FFFF. */
static inline guint32
tc_char_entry(gunichar cp)
{
    return tc_char_entries[(guint)tc_char_pages[cp >> 6] << 6 | (cp & 0x3F)];
}

/* The code points that `cp` folds to; at most TC_CHAR_EXPANSION_MAX. None for what is ignored. */
guint tc_char_fold(gunichar cp, gunichar folded[TC_CHAR_EXPANSION_MAX]);

G_END_DECLS

#endif
