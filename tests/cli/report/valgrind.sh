# One indexing run and one query run are clean under valgrind: no bad access, nothing lost.
. "$TC_CLI/lib.sh"
small_archive docs
# Plain text only: a reader's confined process cannot run under valgrind.
# It knows no openat2(), which is done without then; nor seccomp, which is said.
# The thread that looks for reads that hang lives as long as the program: its stack counts as possibly lost.
# The loader keeps the list of what a module needs by pointers into it, and for good: not ours to free.
cat >loader.supp <<'END'
{
   what a module needs
   Memcheck:Leak
   match-leak-kinds: definite
   fun:malloc
   ...
   fun:_dl_map_object_deps
   ...
   fun:dlopen*
}
END
checked() {
    expect "$1" valgrind -q --child-silent-after-fork=yes --error-exitcode=99 --leak-check=full \
        --show-leak-kinds=definite --errors-for-leak-kinds=definite --suppressions=loader.supp \
        "$(command -v "$2")" --index ix $3 "$4" "$5" 2>said
    sed -e '/unhandled amd64-linux syscall: 437/d' -e '/You may be able to write your own/d' \
        -e '/README_MISSING_SYSCALL/d' -e '/we consider this a bug/d' -e '/valgrind.org.*bug_reports/d' \
        -e '/^tracuu-index: readers /d' said >&2
}
checked 0 tracuu-index '--jobs 1' rebuild docs
checked 0 tracuu '--format paths' 'cai cach hanh chinh' '"CCHC" OR đại hội' | sed "s|$PWD/||"
checked 1 tracuu '--explain' 'xyzzy' 'qwrt'
