# load --map: an archive that is elsewhere now keeps all that is known of it.
. "$TC_CLI/lib.sh"
small_archive old/kho
(cd old/kho && zip -q -X box.zip a.txt d.txt)
age old
settle old
expect 0 tracuu-index update --index i old/kho
expect 0 tracuu-index dump --index i dump
mkdir new
cp -a old/kho new/archive
mv old gone
expect 0 tracuu-index load --index j --map "$PWD/old/kho=$PWD/new/archive" dump
expect 0 tracuu-index verify --index j
tracuu-index status --files --index j
expect 0 tracuu-index update --index j --verbose 2>&1 | LC_ALL=C sort
tracuu --index j --format paths 'đất đai' | LC_ALL=C sort
expect 0 tracuu-index verify --index j
echo '--- what cannot be meant'
expect 2 tracuu-index load --index k --map old=new dump
expect 2 tracuu-index update --index k --map /a=/b new
expect 1 tracuu-index load --index k --map "/somewhere=$PWD/old" dump
tracuu-index status --index k
echo '--- moved on the same machine: both paths once, and nothing is read again'
large_archive big 24
expect 0 tracuu-index update --index m big
mv big moved
expect 0 tracuu-index update --index m --verbose "$PWD/big" "$PWD/moved" 2>&1 | sed -n 's/^\(indexed\|moved\|removed\) .*/\1/p' | LC_ALL=C sort | uniq -c
expect 0 tracuu-index update --index m "$PWD/moved"
tracuu-index status --index m --files | tail -n 1
