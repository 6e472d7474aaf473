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
expect 0 tracuu-index status --files docs/a.txt
expect 0 tracuu-index update --dry-run docs >/dev/null
echo new >docs/new.txt
watch_open $index/lock
tracuu-index update --wait 600 docs 8>&- &
run=$!
wait_open
expect 1 tracuu-index status --files docs/new.txt
exec 8>&-
wait $run
echo "exit status $?"
expect 0 tracuu-index status --files docs/new.txt
echo '--- a run that waits can be stopped'
expect 0 tracuu-index dump saved
exec 8>>$index/lock
flock 8
for verb in 'update docs' 'rebuild docs' compact 'load saved' verify; do
    watch_open $index/lock
    # shellcheck disable=SC2086 # words on purpose
    tracuu-index $verb --wait 600 >piped 8>&- &
    run=$!
    wait_open
    kill -TERM $run 2>/dev/null
    status=0
    wait $run 2>/dev/null || status=$?
    echo "$verb: exit status $status"
done
echo '--- a dump does not wait, and nobody waits for it'
expect 0 tracuu-index dump - 8>&- | cat >beside
zstd -dc beside | tail -n +2 | head -n -1 >beside.lines
zstd -dc saved | tail -n +2 | head -n -1 | cmp - beside.lines
expect 0 tracuu-index dump beside 8>&-
zstd -dc beside | tail -n +2 | head -n -1 >beside.lines
zstd -dc saved | tail -n +2 | head -n -1 | cmp - beside.lines
