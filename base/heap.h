/* base/heap.h - memory for a program that runs for milliseconds.
 *
 * A search takes two to seven megabytes for the blink of an eye. In small pages that is six
 * hundred page faults and more, which cost more than what is done with the memory; with large pages
 * (of 2 MiB, where the kernel hands them out: "madvise" or "always" in
 * /sys/kernel/mm/transparent_hugepage/enabled) it is two to four. */
#ifndef TC_BASE_HEAP_H
#define TC_BASE_HEAP_H

#include <glib.h>

#ifdef __GLIBC__
#include <malloc.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>
#endif

#define TC_HEAP_PAGE ((gsize)2 << 20)
/* What the heap has from the beginning, so that large pages have room in it. */
#define TC_HEAP_SIZE (4 * TC_HEAP_PAGE)
/* What is larger than this is a mapping of its own, as everything over 128 KiB is otherwise. */
#define TC_HEAP_MAX  (16 * TC_HEAP_PAGE)

/* Let the heap go on in large pages, and keep what is freed. For main(), before much is allocated
 * and before there are threads. Where it cannot be done, everything is as before. */
static inline void
tc_heap_begin(void)
{
#if defined(__GLIBC__) && !defined(__SANITIZE_ADDRESS__)
    /* A block that the heap as it is has no room for makes it go on elsewhere. */
    const gsize first = mallinfo2().keepcost + TC_HEAP_PAGE / 512;
    char *end = sbrk(0);
    if (end == (char *)-1 || first > TC_HEAP_PAGE / 2)
        return;
    /* That block is to lie before a large page: what is touched is one no more. */
    const gsize before = first + TC_HEAP_PAGE / 512;
    const gsize gap = TC_HEAP_PAGE - ((guintptr)end + before) % TC_HEAP_PAGE;
    if (sbrk((intptr_t)gap) == (void *)-1)
        return;
    mallopt(M_MMAP_THRESHOLD, (int)TC_HEAP_MAX);
    mallopt(M_TRIM_THRESHOLD, (int)(2 * TC_HEAP_MAX));
    mallopt(M_TOP_PAD, (int)TC_HEAP_SIZE);
    void *volatile block = malloc(first); /* volatile, or compilers leave it out */
    (void)madvise(end + gap + before, TC_HEAP_SIZE, MADV_HUGEPAGE);
    free(block);
#endif
}

#endif
