# SIGTERM ends an update cleanly: what is done is kept, and the next run goes on.
. "$TC_CLI/lib.sh"
large_archive docs 200
tracuu-index update --verbose docs 2>progress &
wait_for test -s progress
kill -TERM $!
wait $!
echo "exit status $?"
done=$(grep -c '^indexed' progress)
[ "$done" -gt 0 ] || echo 'nothing was done'
[ "$done" -lt 200 ] || echo 'it did not stop'
[ "$(tracuu-index status | grep -c '^indexed')" -eq "$done" ] || echo 'what was done is lost'
expect 0 tracuu-index verify
expect 0 tracuu-index update docs
tracuu-index status | tail -n 1
echo '--- a rebuild leaves the index as it was'
for jobs in 1 2; do
    rm -f progress
    dump_index home/.local/share/tracuu/index >before
    tracuu-index rebuild --jobs $jobs --verbose docs/0 2>progress &
    wait_for test -s progress
    kill -TERM $!
    wait $!
    echo "exit status $?"
    grep -v ^indexed progress
    dump_index home/.local/share/tracuu/index | diff before -
    ls home/.local/share/tracuu/index | sed 's/gen\.[0-9]*/gen.N/'
done
echo '--- without standard descriptors, no file of its own takes their place'
large_archive more 100
tracuu-index update --verbose --index closed more <&- >&- 2>&- &
run=$!
wait_for test -e closed/lock
for fd in 0 1 2; do readlink /proc/$run/fd/$fd; done
wait $run
echo "exit status $?"
expect 0 tracuu-index verify --index closed
