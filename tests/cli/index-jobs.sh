# The index does not depend on the number of processes.
. "$TC_CLI/lib.sh"
large_archive docs 100
: >docs/empty.txt
expect 3 tracuu-index rebuild --jobs 1 --index one docs 2>/dev/null
expect 3 tracuu-index rebuild --jobs 3 --index three docs 2>/dev/null
expect 0 tracuu-index verify --index three
dump_index one >one.dump
dump_index three | diff one.dump -
ls three | sed 's/gen\.[0-9]*/gen.N/'
# More processes than files.
expect 0 tracuu-index rebuild --jobs 8 --index few docs/0/1.txt docs/0/2.txt
tracuu-index status --index few | tail -n 1
mkdir empty
expect 0 tracuu-index rebuild --jobs 8 --index none empty
expect 0 tracuu-index verify --index none
tracuu-index status --index none
