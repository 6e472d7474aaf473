# An index of another version says what to do, and rebuild does it.
. "$TC_CLI/lib.sh"
small_archive docs
expect 0 tracuu-index rebuild --index i docs
set_metadata i/gen.* tracuu.schema 999
expect 1 tracuu-index update --index i docs
expect 1 tracuu-index status --files --index i
expect 1 tracuu-index rebuild --index i
expect 0 tracuu-index rebuild --index i docs
set_metadata i/gen.* tracuu.analyzer 999
expect 1 tracuu-index stats --index i
expect 1 tracuu-index compact --index i
expect 0 tracuu-index rebuild --index i docs
expect 0 tracuu-index verify --index i
