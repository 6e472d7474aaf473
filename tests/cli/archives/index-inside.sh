# The index may lie below a path: it does not index itself, nor another index that lies there. What else lies in the
# folder of one is a document.
. "$TC_CLI/lib.sh"
small_archive docs
expect 0 tracuu-index update --index docs/index docs
expect 0 tracuu-index update --index docs/index docs
expect 0 tracuu-index status --files --index docs/index
echo '--- another index'
expect 0 tracuu-index update --index docs/other docs/sub
expect 0 tracuu-index compact --index docs/other
echo 'Quyết định về nông thôn mới' >docs/other/gen.000002/f.txt
echo 'Thông báo về nông thôn mới' >docs/other/manifest.txt
age docs
expect 0 tracuu-index update --index docs/index docs
expect 0 tracuu-index status --files --index docs/index
expect 1 tracuu-index status --index docs/index docs/other/lock docs/other/gen.000002/iamglass docs/index/lock
