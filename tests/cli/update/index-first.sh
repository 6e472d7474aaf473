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
long_archive long
expect 0 tracuu-index rebuild --index fresh long
dump_index fresh >fresh.dump
for signal in TERM INT; do
    # Ctrl-C ends as any program that it ends does.
    wanted=0
    [ $signal = TERM ] || wanted=130
    rm -rf part
    # The shell has what it starts in the background ignore SIGINT.
    start_held env --default-signal=INT tracuu-index update --jobs 2 --verbose --index part long
    kill -$signal $run
    let_go
    [ "$status" -eq $wanted ] || echo "exit status $status"
    [ "$(grep -c ^indexed said)" -lt 200 ] || echo 'it did not stop'
    expect 0 tracuu-index verify --index part
    expect 0 tracuu-index update --index part
    expect 0 tracuu-index verify --index part
    dump_index part | diff fresh.dump - | head
done
echo '--- killed: there is nothing yet, and the next run does it all'
rm -rf part
start_held tracuu-index update --jobs 2 --verbose --index part long
kill -KILL $run
let_go
[ ! -e part/XAPIANDB ] || echo 'it was over before it was killed'
expect 0 tracuu-index update --wait 60 --index part long
dump_index part | diff fresh.dump - | head
