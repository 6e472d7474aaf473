# The first update of a large archive builds its index as rebuild does, and can be stopped all the same.
. "$TC_CLI/lib.sh"
large_archive docs 120
expect 0 tracuu-index rebuild --index fresh docs
dump_index fresh >fresh.dump
expect 0 tracuu-index update --jobs 2 --index first docs
dump_index first | diff fresh.dump - | head
# In one generation, compacted: not an empty one that was filled.
ls first | sed 's/[1-9]$/N/'
[ "$(xapian-metadata get first/gen.* tracuu.compacted)" -gt 1000000 ] || echo 'not joined'
echo '--- stopped: what was done is there, and the next run goes on'
for signal in TERM INT; do
    rm -rf part
    tracuu-index update --jobs 2 --index part docs &
    run=$!
    wait_for test -d part/gen.000001.shard1
    kill -$signal $run
    wait $run || echo "exit status $?"
    expect 0 tracuu-index verify --index part
    expect 0 tracuu-index update --index part
    expect 0 tracuu-index verify --index part
    dump_index part | diff fresh.dump - | head
done
echo '--- killed: there is nothing yet, and the next run does it all'
rm -rf part
tracuu-index update --jobs 2 --index part docs &
run=$!
wait_for test -d part/gen.000001.shard1
kill -KILL $run
wait $run 2>/dev/null
expect 0 tracuu-index update --wait 20 --index part docs
dump_index part | diff fresh.dump - | head
