/* document/read/ole/word_properties.h - what lists of changes (grpprl) in a Word document say of
 * characters. Private to document/. */
#ifndef TC_DOCUMENT_WORD_PROPERTIES_H
#define TC_DOCUMENT_WORD_PROPERTIES_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    gboolean is_deleted;
    gboolean is_hidden;
    guint16 symbol; /* the character of a symbol font that '(' stands for; 0 none */
    int font;       /* its number; -1 for none; only of Word 6 and 95 */
} TcWordProperties;

#define TC_WORD_PROPERTIES_NONE                                                                    \
    {                                                                                              \
        .font = -1                                                                                 \
    }

/* On, or the opposite of the style, which is off in any style of note. */
static inline gboolean
tc_word_is_on(guint8 operand)
{
    return operand == 1 || operand == 0x81;
}

/* Set what the `len` bytes at `p` say; what they are silent of stays. `is_old`: of Word 6 or 95. */
void tc_word_properties_read(const guint8 *p, gsize len, gboolean is_old,
                             TcWordProperties *properties);

/* Bytes of the change (sprm) of Word 97 and later that begins at `p`, with its number; 0 when it is
 * not wholly there. */
gsize tc_word_sprm_len(const guint8 *p, gsize len);

G_END_DECLS

#endif
