# verify tells damage of every kind with exit status 4.
. "$TC_CLI/lib.sh"
large_archive docs 60
expect 0 tracuu-index rebuild --index i docs
expect 0 tracuu-index verify --index i
for table in postlist termlist position docdata; do
    # Odd numbers of half a block: each fault shows in another way.
    for block in 9 14; do
        rm -rf j
        cp -r i j
        dd if=/dev/zero of="$(echo j/gen.*/$table.glass)" bs=4096 seek=$block count=2 conv=notrunc 2>/dev/null
        expect 4 tracuu-index verify --index j >said
        tail -n 1 said
    done
done
echo '--- a table that is gone'
rm j/gen.*/postlist.glass
expect 4 tracuu-index verify --index j | tail -n 1
expect 1 tracuu-index update --index j docs 2>said
[ -s said ] || echo 'no message'
echo '--- a document without its file in the ledger'
cp -r i k
set_metadata k/gen.* "F$PWD/docs/0/1.txt" ''
expect 4 tracuu-index verify --index k
echo '--- an entry that is no entry'
cp -r i l
set_metadata l/gen.* "F$PWD/docs/0/1.txt" nonsense
expect 4 tracuu-index verify --index l
expect 1 tracuu-index update --index l docs
expect 0 tracuu-index rebuild --index l docs
expect 0 tracuu-index verify --index l
echo '--- a stub that says nothing'
: >l/XAPIANDB
expect 4 tracuu-index verify --index l
expect 1 tracuu-index update --index l docs
expect 0 tracuu-index rebuild --index l docs
expect 0 tracuu-index verify --index l
echo '--- a disk that has become read-only: what it holds can still be looked at and saved'
if unshare -rm true 2>/dev/null; then
    mkdir disk
    small_archive read-only
    unshare -rm sh -c '
        mount -t tmpfs -o size=20m none disk || exit
        tracuu-index update --index disk/i read-only
        mount -o remount,ro disk || exit
        rm read-only/a.txt
        for verb in "dump saved" status verify; do
            tracuu-index $verb --index disk/i >said 2>&1 || echo "$verb: exit status $?: $(cat said)"
        done
        for verb in "update read-only" "rebuild read-only" compact "load saved"; do
            tracuu-index $verb --index disk/i >said 2>&1
            [ $? -eq 1 ] && grep -q "Read-only file system" said || echo "$verb: $(cat said)"
        done
        tracuu --index disk/i --count "đất đai"' | grep -v '^1$'
    expect 0 tracuu-index load --index restored saved
    tracuu-index status --files --index restored | tail -n 1
else
    echo '5 indexed, 0 failed'
fi
