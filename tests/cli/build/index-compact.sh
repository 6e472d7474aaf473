# compact makes the index smaller and changes nothing else.
. "$TC_CLI/lib.sh"
large_archive docs 60
printf '[tracuu]\ncompact=never\n' >never.conf
expect 0 tracuu-index --config never.conf update --index i docs/0
expect 0 tracuu-index --config never.conf update --index i docs
dump_index i >before
size=$(du -sk i | cut -f 1)
expect 0 tracuu-index compact --index i
dump_index i | diff before -
[ "$(du -sk i | cut -f 1)" -lt "$size" ] || echo 'not smaller'
expect 0 tracuu-index verify --index i
ls i | sed 's/gen\.[0-9]*/gen.N/'
# By itself, after an update, when it pays: it has grown to half as much again. Then not again at once.
compacted() { xapian-metadata get "$1"/gen.* tracuu.compacted; }
made=$(compacted i)
[ "$made" -gt 1000000 ] || echo "made with $made bytes"
set_metadata i/gen.* tracuu.compacted 1000
echo 'Thêm một văn bản' >docs/0/new.txt
expect 0 tracuu-index --config never.conf update --index i
[ "$(compacted i)" -eq 1000 ] || echo 'compacted all the same'
for text in một hai ba; do
    echo "Văn bản $text" >docs/0/new.txt
    expect 0 tracuu-index update --verbose --log-format json --index i 2>&1 | grep -c '"event":"compacted"'
done
[ "$(compacted i)" -gt 1000000 ] || echo "stamped with $(compacted i)"
expect 0 tracuu-index verify --index i
expect 0 tracuu-index rebuild --index fresh docs
dump_index fresh | sed 's/"modified":[0-9]*//' >fresh.dump
dump_index i | sed 's/"modified":[0-9]*//' | diff fresh.dump -
ls i | sed 's/gen\.[0-9]*/gen.N/'
# Stopped, or killed, meanwhile: the index is as the update left it.
for signal in TERM KILL; do
    set_metadata i/gen.* tracuu.compacted 1000
    echo "Tín hiệu $signal" >docs/0/new.txt
    tracuu-index update --index i &
    run=$!
    wait_for test -d "$(ls -d i/gen.* | sed 's/.*gen\.0*//' | awk '{ printf "i/gen.%06d", $1 + 1 }')"
    kill -$signal $run 2>/dev/null
    wait $run 2>/dev/null
    expect 0 tracuu-index verify --wait 60 --index i
    tracuu --index i --count "\"tín hiệu $signal\""
done
# Not where the disk is short of room, in a file system of its own where that may be made.
if unshare -m true 2>/dev/null; then
    mkdir small
    unshare -m sh -c '
        mount -t tmpfs -o size=20m none small || exit 0
        tracuu-index update --verbose --index small/i docs 2>&1 | grep -c "not enough room" | grep -v "^1\$"
        tracuu-index compact --index small/i 2>/dev/null && echo "compacted"
        tracuu-index verify --index small/i'
fi
