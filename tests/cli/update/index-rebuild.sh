# A small tree is indexed, silently; status, stats and verify tell of it.
. "$TC_CLI/lib.sh"
small_archive docs
expect 0 tracuu-index rebuild docs
expect 0 tracuu-index status --files
expect 0 tracuu-index verify
# How many terms there are depends on the folders above, too: their names are terms.
expect 0 tracuu-index stats --json |
    sed 's/"index_bytes":[0-9]*/"index_bytes":N/; s/"terms":[1-9][0-9]*/"terms":N/; s/"created":"[^"]*"/"created":"T"/'
# Where it is by default, and for whom.
stat -c '%A %n' home/.local/share/tracuu/index
# The index is found through the environment, and rebuilt from the paths of the last run.
TRACUU_INDEX=$PWD/other expect 0 tracuu-index rebuild docs
rm docs/a.txt
TRACUU_INDEX=$PWD/other expect 0 tracuu-index rebuild
TRACUU_INDEX=$PWD/other expect 0 tracuu-index status --files
# The other one is as it was.
expect 0 tracuu-index status --files docs/a.txt
