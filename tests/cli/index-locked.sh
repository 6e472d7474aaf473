# Two runs at once: the second one is told so, or waits.
. "$TC_CLI/lib.sh"
small_archive docs
expect 0 tracuu-index update docs
index=home/.local/share/tracuu/index
( flock 9; echo held >held; sleep 2 ) 9>>$index/lock &
wait_for test -e held
expect 75 tracuu-index update docs
expect 75 tracuu-index rebuild docs
expect 75 tracuu-index compact
expect 0 tracuu-index status docs/a.txt
expect 0 tracuu-index update --dry-run docs
echo new >docs/new.txt
expect 0 tracuu-index update --wait 20 docs
expect 0 tracuu-index status docs/new.txt
wait
