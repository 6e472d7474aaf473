# One indexing run and one query run are clean under valgrind: no bad access, nothing lost.
. "$TC_CLI/lib.sh"
small_archive docs
# Plain text only: a reader's confined process cannot run under valgrind.
checked() {
    expect "$1" valgrind -q --child-silent-after-fork=yes --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite \
        "$(command -v "$2")" --index ix $3 "$4" "$5"
}
checked 0 tracuu-index '--jobs 1' rebuild docs
checked 0 tracuu '--format paths' 'cai cach hanh chinh' '"CCHC" OR đại hội' | sed "s|$PWD/||"
checked 1 tracuu '--explain' 'xyzzy' 'qwrt'
