# SIGTERM ends an update cleanly: what is done is kept, and the next run goes on.
. "$TC_CLI/lib.sh"
long_archive docs
start_held tracuu-index update --verbose docs
kill -TERM $run
expect_part_done
expect 0 tracuu-index verify
expect 0 tracuu-index update docs
tracuu-index status --files | tail -n 1
echo '--- by Ctrl-C: it says what it left'
long_archive again
# A shell starts what goes on in the background with that signal ignored.
start_held perl -e '$SIG{INT} = "DEFAULT"; exec @ARGV' tracuu-index update --verbose --index again-index again
kill -INT $run
let_go
echo "exit status $status"
grep '^tracuu-index: interrupted' said
echo '--- a rebuild leaves the index as it was'
for jobs in 1 2; do
    dump_index home/.local/share/tracuu/index >before
    start_held tracuu-index rebuild --jobs $jobs --verbose docs
    kill -TERM $run
    let_go
    echo "exit status $status"
    grep -v ^indexed said
    dump_index home/.local/share/tracuu/index | diff before -
    ls home/.local/share/tracuu/index | sed 's/gen\.[0-9]*/gen.N/'
done
echo '--- without standard descriptors, no file of its own takes their place'
small_archive more
mkdir closed
# It waits for the lock, so that it can be looked at.
exec 8>closed/lock
flock 8
tracuu-index update --verbose --wait 600 --index closed more <&- >&- 2>&- 8>&- &
run=$!
wait_for holds_standard $run
exec 8>&-
wait $run
echo "exit status $?"
expect 0 tracuu-index verify --index closed
