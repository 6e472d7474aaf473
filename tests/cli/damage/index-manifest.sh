# What is gone or changed in the files of an index is noticed by whoever reads it, is never carried
# over into another, and leaves the index as it is until it is rebuilt.
. "$TC_CLI/lib.sh"
large_archive docs 60
mkdir other
echo 'Một văn bản khác' >other/x.txt
expect 0 tracuu-index update --index whole docs
found=$(tracuu --index whole --count 'văn bản')
# What can be told, for each kind of damage: as the exit status of verify, query, update and compact,
# and whether the index still names the generation that it had.
look() {
    tracuu-index verify --index i >/dev/null 2>&1
    verified=$?
    tracuu --index i --count 'văn bản' >count 2>said
    queried=$?
    [ $queried -ne 0 ] || [ "$(cat count)" = "$found" ] || queried="wrong"
    # Without checksums it is for the update to look.
    [ $queried -ne 2 ] || grep -q 'rebuild\|tracuu-index update' said || queried='no remedy'
    live=$(cat i/XAPIANDB 2>/dev/null)
    tracuu-index compact --index i >/dev/null 2>&1
    compacted=$?
    [ "$(cat i/XAPIANDB 2>/dev/null)" = "$live" ] || compacted="$compacted, another generation"
    tracuu-index update --index i other >/dev/null 2>said
    updated=$?
    [ $updated -ne 1 ] || grep -q 'rebuild' said || updated='no remedy'
    tracuu-index rebuild --index i docs >/dev/null 2>&1 || echo 'not rebuilt'
    tracuu-index verify --index i || echo 'still damaged'
    echo "$1: verify $verified, query $queried, compact $compacted, update $updated"
}
fresh() {
    rm -rf i
    cp -a whole i
    gen=$(echo i/gen.*)
}
for gone in iamglass postlist.glass docdata.glass termlist.glass position.glass; do
    fresh
    rm "$gen/$gone"
    look "without $gone"
done
fresh
rm i/XAPIANDB
look 'without its stub'
fresh
rm -r "$gen"
look 'without its generation'
fresh
truncate -s -8192 "$gen/position.glass"
look 'cut'
fresh
dd if="$gen/position.glass" of=block bs=8192 skip=5 count=1 2>/dev/null
dd if=block of="$gen/position.glass" bs=8192 seek=9 conv=notrunc 2>/dev/null
look 'a block copied over another'
flip() { # FILE BYTE: its bit 6
    perl -e 'open F, "+<", $ARGV[0]; seek F, $ARGV[1], 0; read F, $c, 1; seek F, $ARGV[1], 0; print F chr(ord($c) ^ 64)' "$1" "$2"
}
for byte in 32 40 47 59; do
    fresh
    flip "$gen/iamglass" $byte
    look "byte $byte of iamglass"
done
fresh
rm "$gen"/manifest.?
tracuu-index verify --index i
echo "without a manifest: verify $?"
for kind in iamglass position.glass; do
    fresh
    rm "$gen/$kind"
    mkfifo "$gen/$kind"
    look "a pipe as $kind"
done
fresh
rm "$gen/position.glass"
tracuu-index verify --index i | grep -o '[0-9]* faults* in its tables'
echo '--- an index of an earlier version has none: it is not searched before an update has checked it and made one'
fresh
set_metadata "$gen" tracuu.note x
for command in 'tracuu --index i --count bản' 'tracuu-index status --index i' 'tracuu-index compact --index i' 'tracuu-index stats --index i'; do
    case $command in tracuu\ *) wanted=2 ;; *) wanted=1 ;; esac
    # shellcheck disable=SC2086 # words on purpose
    expect $wanted $command  2>&1 | grep -c 'run "tracuu-index update"'
done
expect 0 tracuu-index verify --verbose --index i 2>&1 | grep -c 'no checksums'
expect 0 tracuu-index dump --index i dumped
expect 0 tracuu-index update --index i
ls "$gen"/manifest.? | wc -l
expect 0 tracuu-index verify --index i
[ "$(tracuu --index i --count 'văn bản')" = "$found" ] || echo 'another answer'
set_metadata "$gen" tracuu.schema 4
expect 0 tracuu-index update --index i docs other
expect 0 tracuu-index verify --index i
echo '--- damage in one of an earlier version: told by whoever has to look, in a process of its own'
for flip in '47 iamglass' '3 postlist.glass' '8197 termlist.glass'; do
    fresh
    set_metadata "$gen" tracuu.note x
    flip "$gen/${flip#* }" "${flip% *}"
    cp -a i other-i
    tracuu-index rebuild --index other-i >/dev/null 2>&1 # without paths, it has to be read
    [ $? -eq 1 ] || echo "rebuild without paths: $?"
    rm -r other-i
    look "byte $flip"
done
# What makes it no database of ours, or none that Xapian knows, is damage where our stub names it.
fresh
set_metadata "$gen" tracuu.note x
flip "$gen/iamglass" 14
look 'another format'
fresh
set_metadata "$gen" tracuu.schema ''
look 'no versions'
fresh
set_metadata "$gen" tracuu.note x
rm i/XAPIANDB
ln -s nothing i/XAPIANDB
look 'a link to nothing as the stub'
