# A failure ends with its cause: a raised limit, a newer reader or recognition of scans that is on now reads such
# files again by itself, and only those.
. "$TC_CLI/lib.sh"
small_archive docs
printf '{\\rtf1 ' >docs/broken.rtf
for i in 1 2 3 4 5 6; do cat docs/*.txt docs/sub/*.txt; done >larger
for i in 1 2; do cat larger; done >docs/larger.txt
for i in 1 2 3; do cat docs/larger.txt; done >docs/largest.txt
(cd docs && tar -czf ../inner.tgz largest.txt larger.txt a.txt)
mv inner.tgz docs/kho.tgz
age docs
update() { tracuu-index update --verbose "$@" docs 2>&1 | grep -v '^same' | LC_ALL=C sort; }

echo '--- a limit of 1,000 bytes'
expect 0 update --max-file-size 1000
echo '--- the same limit: nothing to do'
expect 0 update --max-file-size 1000
echo '--- a limit that one of two is within, in the archive, too'
expect 0 update --max-file-size 2K
echo '--- and no more'
expect 0 update --max-file-size 2K
echo '--- the limit that there is by default'
expect 0 update
expect 0 update
echo '--- a reader that is newer than the one which failed'
tracuu-index dump kho.zst
zstd -dcq kho.zst | grep -o '"attempt":"[1-9][0-9]* [0-9 ]*"' | sed 's/:"[0-9]* /:"N /'
zstd -dcq kho.zst | sed '$d; s/"attempt":"[1-9][0-9]* /"attempt":"0 /' >lines
{
    cat lines
    printf '{"end":{"lines":%d,"documents":%d,"text_bytes":%d,"sha256":"%s"}}\n' \
        $(zstd -dcq kho.zst | tail -n 1 | sed 's/[^0-9]*\([0-9]*\)[^0-9]*\([0-9]*\)[^0-9]*\([0-9]*\).*/\1 \2 \3/') \
        "$(sha256sum <lines | cut -d ' ' -f 1)"
} | zstd -q >older.zst
expect 0 tracuu-index load older.zst
expect 0 update
echo '--- once'
expect 0 update
expect 0 tracuu-index verify
