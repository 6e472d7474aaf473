/* option/completion.h - what bash and zsh offer behind a program, from its tables. */
#ifndef TC_OPTION_COMPLETION_H
#define TC_OPTION_COMPLETION_H

#include "option/option.h"

G_BEGIN_DECLS

/* The file for the shell. `verbs` is NULL for a program that takes words of the user's. `fields`
 * are what a verb that takes FIELD=VALUE offers behind its file, NULL-ended; NULL for none. Free
 * with g_free(). */
char *tc_completion_bash(const char *program, const TcOptionRow *options, const TcVerbRow *verbs,
                         const char *const *fields);
char *tc_completion_zsh(const char *program, const TcOptionRow *options, const TcVerbRow *verbs);

G_END_DECLS

#endif
