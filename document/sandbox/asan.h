/* document/sandbox/asan.h - whether this is built with AddressSanitizer, which takes much memory
 * and needs more of the system. */
#ifndef TC_DOCUMENT_SANDBOX_ASAN_H
#define TC_DOCUMENT_SANDBOX_ASAN_H

#if defined(__SANITIZE_ADDRESS__)
#define TC_HAS_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define TC_HAS_ASAN 1
#endif
#endif
#ifndef TC_HAS_ASAN
#define TC_HAS_ASAN 0
#endif

#endif
