# A mount that is gone must not empty the index.
. "$TC_CLI/lib.sh"
mkdir -p mnt/a mnt/b
for i in 1 2 3 4 5 6; do echo "văn bản số $i" | tee mnt/a/$i.txt >mnt/b/$i.txt; done
age mnt
expect 0 tracuu-index update mnt/a mnt/b
mv mnt/a gone
echo '--- a path is gone: the other goes on'
expect 3 tracuu-index update
echo 'văn bản mới' >mnt/b/new.txt
age mnt/b
expect 3 tracuu-index update --metrics tracuu.prom mnt/a mnt/b
grep -e unreachable_path -e last_success tracuu.prom
expect 1 tracuu-index status --check
tracuu-index status | sed -e 's/update .*: /update ...: /' -e '/may search it/d'
rm mnt/b/new.txt
expect 1 tracuu-index rebuild
expect 1 tracuu-index update mnt/a
mkdir mnt/a
echo '--- a path is empty'
expect 3 tracuu-index update
rmdir mnt/a
mv gone mnt/a
echo '--- most of the files are gone'
rm mnt/a/[1-4].txt mnt/b/[1-3].txt
expect 1 tracuu-index update
tracuu-index status --files | tail -n 1
expect 0 tracuu-index update --allow-shrink
expect 0 tracuu-index status --check
tracuu-index status --files | tail -n 1
echo '--- a renamed folder is no loss'
mv mnt/a mnt/c
expect 0 tracuu-index update mnt
tracuu-index status --files | tail -n 1
