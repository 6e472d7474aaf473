# kill -9 at many moments, then an update: the same index as an undisturbed run.
. "$TC_CLI/lib.sh"
large_archive docs 200
expect 0 tracuu-index rebuild --index fresh docs
for delay in 0.02 0.05 0.1 0.2 0.3 0.5; do
    # Processes of the run that was killed may live on for a moment, and hold the lock.
    tracuu-index update --wait 60 --index killed docs &
    sleep $delay
    kill -KILL $! 2>/dev/null
    wait $! 2>/dev/null
    [ ! -d killed/gen.000001 ] || [ ! -e killed/XAPIANDB ] || expect 0 tracuu-index verify --wait 60 --index killed >verified
done
expect 0 tracuu-index update --wait 60 --index killed docs
expect 0 tracuu-index verify --index killed
dump_index fresh >fresh.dump
dump_index killed | diff fresh.dump -
echo '--- in the middle of its work for certain'
long_archive long
for verb in update rebuild; do
    start_held tracuu-index $verb --verbose --index mid docs/0/1.txt long
    kill -KILL $run
    let_go
    [ "$(grep -c ^indexed said)" -lt 200 ] || echo 'it was over before it was killed'
    [ ! -e mid/XAPIANDB ] || expect 0 tracuu-index verify --wait 60 --index mid
    expect 0 tracuu-index update --wait 60 --index mid docs/0/1.txt long
    tracuu-index status --files --index mid | tail -n 1
done
echo '--- and of a rebuild'
for delay in 0.05 0.2; do
    tracuu-index rebuild --wait 60 --index killed --jobs 2 docs/0 &
    sleep $delay
    kill -KILL $! 2>/dev/null
    wait $! 2>/dev/null
    dump_index killed | diff fresh.dump - >/dev/null || [ "$(tracuu-index status --files --index killed | grep -c ^indexed)" -eq 100 ] || echo 'neither the old nor the new index'
done
expect 0 tracuu-index rebuild --wait 60 --index killed docs
dump_index killed | diff fresh.dump -
ls killed | sed 's/gen\.[0-9]*/gen.N/'
echo '--- what a run left that was killed after its switch goes, though nothing has changed'
live=$(ls -d killed/gen.*)
cp -R "$live" killed/gen.999998
mkdir killed/gen.999999.shard0
expect 0 tracuu-index update --index killed docs
[ "$(ls -d killed/gen.*)" = "$live" ] || ls killed
