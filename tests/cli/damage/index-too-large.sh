# What would take too much memory is refused with the reason; what it stands beside is indexed.
. "$TC_CLI/lib.sh"
small_archive docs
awk 'BEGIN { for (i = 0; i < 450000; i++) printf "m%07d%s", i * 7919 % 9999991, i % 12 ? " " : "\n" }' >docs/codes.txt
yes 'Nghị quyết của Hội đồng nhân dân tỉnh về cải cách hành chính' | head -c 51000000 >docs/long.txt
age docs
expect 3 tracuu-index update docs
echo '--- an index that has a text of it gives that up'
head -c 100000 docs/codes.txt >docs/codes2.txt
expect 0 tracuu-index update docs
cp docs/codes.txt docs/codes2.txt
expect 3 tracuu-index update docs
tracuu-index status --files
expect 0 tracuu-index verify
