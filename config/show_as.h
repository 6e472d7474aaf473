/* config/show_as.h - what paths of this machine are called on the machines of those who read them.
 *
 *     show-as = /srv/kho -> \\mc01\kho
 *     show-as = /srv/kho/mật -> M:\
 *
 * Of several that a path lies below, the longest counts. What begins with \\ or a drive letter has
 * backslashes; what begins with a slash or as an address does (smb://mc01/kho) keeps slashes. */
#ifndef TC_CONFIG_SHOW_AS_H
#define TC_CONFIG_SHOW_AS_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    char *from; /* absolute, of this machine; without a slash at its end, "" for the root */
    char *to;   /* the same elsewhere, without a separator at its end */
    gboolean has_backslashes;
} TcShowAs;

/* A list (of TcShowAs *) without one. Free with g_ptr_array_unref(). */
GPtrArray *tc_show_as_new(void);

/* Add "FROM -> TO". `home` is what "~/" stands for. On failure *error is what is wrong with it, in
 * words that need a place before them. */
gboolean tc_show_as_add(GPtrArray *list, const char *text, const char *home, GError **error);

/* What `path`, of this machine, is called elsewhere: itself where none of the list is about it.
 * Free with g_free(). */
char *tc_show_as(const GPtrArray *list, const char *path);

/* The same as an address that a terminal elsewhere may open; NULL where none of the list is about
 * it, or for what has none. Free with g_free(). */
char *tc_show_as_uri(const GPtrArray *list, const char *path);

/* The path of this machine that `shown` is called by, with either kind of slash, and in small or
 * capital letters as far as the list has it; NULL when it is no such. Free with g_free(). */
char *tc_show_as_real(const GPtrArray *list, const char *shown);

/* What a part of a path as it is shown ("kho\2020") may be on this machine: a NULL-ended list,
 * mostly empty. */
char **tc_show_as_parts(const GPtrArray *list, const char *part);

G_END_DECLS

#endif
