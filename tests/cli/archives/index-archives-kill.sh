# kill -9 and SIGTERM in the middle of archives, then an update: the same index as an undisturbed run.
. "$TC_CLI/lib.sh"
large_archive files 200
mkdir docs
(cd files && zip -q -r -X ../docs/a.zip 0 && tar czf ../docs/b.tar.gz 1 && zip -q -r -X ../docs/c.zip 1)
age docs
expect 0 tracuu-index rebuild --index fresh docs
dump_index fresh >fresh.dump
for delay in 0.05 0.1 0.2 0.4; do
    for signal in KILL TERM; do
        tracuu-index update --wait 60 --index killed docs &
        sleep $delay
        kill -$signal $! 2>/dev/null
        wait $! 2>/dev/null
        [ ! -e killed/XAPIANDB ] || expect 0 tracuu-index verify --wait 60 --index killed >verified
    done
done
expect 0 tracuu-index update --wait 60 --index killed docs
expect 0 tracuu-index verify --index killed
dump_index killed | diff fresh.dump -
echo '--- an archive that was begun is gone'
tracuu-index update --index begun docs &
wait_for sh -c 'tracuu-index status --files --index begun 2>/dev/null | grep -q "a.zip!/"'
kill -KILL $!
wait $! 2>/dev/null
rm docs/a.zip
expect 0 tracuu-index update --wait 60 --index begun --allow-shrink docs
expect 0 tracuu-index verify --index begun
tracuu-index status --files --index begun docs/a.zip
expect 0 tracuu-index rebuild --index fresh docs
dump_index fresh >fresh.dump
dump_index begun | diff fresh.dump -
