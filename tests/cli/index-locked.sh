# Two runs at once: the second one is told so, or waits.
. "$TC_CLI/lib.sh"
small_archive docs
expect 0 tracuu-index update docs
index=home/.local/share/tracuu/index
exec 8>>$index/lock
flock 8
expect 75 tracuu-index update docs
expect 75 tracuu-index rebuild docs
expect 75 tracuu-index compact
expect 0 tracuu-index status docs/a.txt
expect 0 tracuu-index update --dry-run docs >/dev/null
echo new >docs/new.txt
tracuu-index update --wait 600 docs 8>&- &
# So that it comes to wait; on a machine where it has not yet, there is nothing to wait for.
sleep 0.5
expect 0 tracuu-index status docs/new.txt
exec 8>&-
wait $!
echo "exit status $?"
expect 0 tracuu-index status docs/new.txt
