# A full disk: the run fails, the index is as it was.
. "$TC_CLI/lib.sh"
large_archive docs 100
expect 0 tracuu-index update --index i docs/0
dump_index i >before
# A limit on the size of files fails a write as a full disk does (with SIGXFSZ ignored).
for verb in rebuild update; do
    (
        trap '' XFSZ
        ulimit -f 200
        expect 1 tracuu-index $verb --index i docs 2>said
    )
    [ -s said ] || echo 'no message'
    dump_index i | diff before -
done
ls i | sed 's/gen\.[0-9]*/gen.N/'
expect 0 tracuu-index update --index i docs
expect 0 tracuu-index verify --index i
tracuu-index status --files --index i | tail -n 1
