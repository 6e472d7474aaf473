# New, changed, moved and deleted files.
. "$TC_CLI/lib.sh"
small_archive docs
expect 0 tracuu-index update --verbose docs
settle docs
expect 0 tracuu-index update
echo '--- nothing changed: nothing is said or written'
find home -type f ! -name runs -exec stat -c '%n %y' {} + | sort >before
expect 0 tracuu-index update --verbose
find home -type f ! -name runs -exec stat -c '%n %y' {} + | sort >after
grep -v /lock before >before.files
grep -v /lock after | diff before.files -
echo '--- each kind of change'
echo 'Ủy ban nhân dân tỉnh' >docs/new.txt
echo 'Nghị quyết về đất đai, sửa đổi' >docs/a.txt
mv docs/sub/b.txt docs/sub/moved.txt
cp -p docs/sub/c.txt docs/copied.txt && rm docs/sub/c.txt
touch -d '2021-01-01' docs/d.txt
rm docs/e.txt
expect 0 tracuu-index update --verbose
expect 0 tracuu-index status --files
expect 0 tracuu-index verify
echo '--- the same as a fresh one'
expect 0 tracuu-index rebuild --index fresh docs
dump_index home/.local/share/tracuu/index >updated.dump
dump_index fresh >fresh.dump
diff updated.dump fresh.dump
