/* document/sandbox/confine.h - take from this process what a reader does not need. Private to
 * document/. */
#ifndef TC_DOCUMENT_CONFINE_H
#define TC_DOCUMENT_CONFINE_H

#include "document/sandbox/limits.h"

G_BEGIN_DECLS

/* For good, for this process. Returns the TcSandboxStrength bits of what the kernel granted.
 * `memory_max` is meant beyond what the process has now; `cpu_max_s` is processor time. */
guint tc_confine(gsize memory_max, guint cpu_max_s);

G_END_DECLS

#endif
