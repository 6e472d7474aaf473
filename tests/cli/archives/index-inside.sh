# The index may lie below a path: it does not index itself.
. "$TC_CLI/lib.sh"
small_archive docs
expect 0 tracuu-index update --index docs/index docs
expect 0 tracuu-index update --index docs/index docs
expect 0 tracuu-index status --files --index docs/index
