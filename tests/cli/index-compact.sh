# compact makes the index smaller and changes nothing else.
. "$TC_CLI/lib.sh"
large_archive docs 60
expect 0 tracuu-index update --index i docs
dump_index i >before
size=$(du -sk i | cut -f 1)
expect 0 tracuu-index compact --index i
dump_index i | diff before -
[ "$(du -sk i | cut -f 1)" -lt "$size" ] || echo 'not smaller'
expect 0 tracuu-index verify --index i
ls i | sed 's/gen\.[0-9]*/gen.N/'
