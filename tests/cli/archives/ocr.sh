# --ocr: a scan is reported without it, found with it, and never recognised twice.
. "$TC_CLI/lib.sh"
mkdir -p docs/sub other
"$TC_SCAN_WRITER" docs/nghi-quyet.pdf 'Nghị quyết về phát triển nông thôn\nHội đồng nhân dân tỉnh' 'Điều 1. Hỗ trợ đường giao thông'
"$TC_SCAN_WRITER" --turn 4 docs/sub/xien.pdf 'Báo cáo chống hạn vụ hè thu\ncủa huyện ven biển'
"$TC_SCAN_WRITER" docs/anh.png 'Thông báo lịch tiếp công dân'
# What a scanner made of a page that it could not read well.
bad=$(yes 'Quỵểtđ ịnhk hẽnt hưỡngc ủab nnh đânt ỉnhv ềvi ệcm' | head -n 5 | tr '\n' ' ')
"$TC_SCAN_WRITER" --layer "$bad" docs/lop-chu-hong.pdf 'Quyết định khen thưởng'
"$TC_SCAN_WRITER" docs/trang.pdf ''
echo 'Văn bản thường' >docs/thuong.txt
age docs
export TRACUU_INDEX="$PWD/index"
# pages COMMAND...: run it, and say how many pages were recognised.
pages() {
    "$@" --verbose 2>errors || echo "exit status $?"
    sed -n 's/^tracuu-index: \([0-9]* pages\{0,1\} recognised\)$/\1/p' errors
    grep '^tracuu-index: /' errors
}
echo '--- without --ocr'
expect 3 tracuu-index update docs 2>&1
expect 0 tracuu-index update docs
tracuu-index status --files | tail -n 1
echo '--- --dry-run recognises nothing'
expect 0 tracuu-index update --ocr --dry-run docs >/dev/null
tracuu-index status --files | tail -n 1
echo '--- with it'
pages tracuu-index update --ocr docs
tracuu-index status --files
tracuu-index status --files --json docs/anh.png | jq -c '[.state, .ocr, .format]'
for query in 'nông thôn' 'đường giao thông' 'chống hạn' 'lịch tiếp công dân' 'khen thưởng'; do
    tracuu --format json --limit 1 "\"$query\"" | jq -r '[.path, .ocr] | @tsv'
done
tracuu --format json 'văn bản thường' | jq -c '.ocr'
tracuu --limit 1 'lịch tiếp công dân'
echo '--- nothing is read twice: the same run again, a touched file, a moved one, a copy, a rebuild'
pages tracuu-index update --ocr docs
touch docs/nghi-quyet.pdf
mv docs/sub/xien.pdf docs/thang.pdf
cp docs/anh.png docs/sub/ban-sao.png
pages tracuu-index update docs
pages tracuu-index rebuild --jobs 2 docs
pages tracuu-index rebuild --ocr docs
tracuu-index status --files
tracuu --format json --limit 1 '"chống hạn"' | jq -r '[.path, .ocr] | @tsv'
expect 0 tracuu-index verify
echo '--- a file that was gone for a while'
mv docs/nghi-quyet.pdf other/
expect 0 tracuu-index update docs
mv other/nghi-quyet.pdf docs/
pages tracuu-index update docs
echo '--- a new index begins with --ocr; a scan in an archive; one that is damaged'
rm -rf index docs/sub docs/thuong.txt docs/trang.pdf docs/nghi-quyet.pdf docs/lop-chu-hong.pdf
tar -cf docs/goi.tar -C docs anh.png && rm docs/anh.png
head -c 900 docs/thang.pdf >docs/cut.pdf
printf '\211PNG\r\n\032\nnot a picture' >docs/damaged.png
age docs
pages tracuu-index rebuild --ocr docs
pages tracuu-index update --ocr docs
pages tracuu-index update --ocr --retry-failed docs
tracuu-index status --files
echo '--- scans in mail, in what is packed, in archives: told without --ocr, read with it'
rm -rf index docs
mkdir docs
"$TC_SCAN_WRITER" anh.png 'Thông báo lịch tiếp công dân'
"$TC_SCAN_WRITER" hai.pdf 'Nghị quyết về phát triển nông thôn' 'Điều 1. Hỗ trợ đường giao thông'
# part TYPE NAME FILE: an attachment.
part() {
    printf -- '--x\nContent-Type: %s; name=%s\nContent-Disposition: attachment; filename=%s\n' "$1" "$2" "$2"
    printf 'Content-Transfer-Encoding: base64\n\n'
    base64 <"$3"
}
{
    printf 'From: a@example.vn\nTo: b@example.vn\nSubject: Gui van ban\nMIME-Version: 1.0\n'
    printf 'Content-Type: multipart/mixed; boundary=x\n\n--x\n\nkinh gui dong chi\n'
    part image/png anh.png anh.png
    part application/pdf hai.pdf hai.pdf
    printf -- '--x--\n'
} >docs/thu.eml
gzip -c anh.png >docs/anh.png.gz
mkdir goi
cp docs/thu.eml hai.pdf goi/
tar -cf docs/goi.tar goi
age docs
expect 3 tracuu-index update docs 2>&1
tracuu-index status --files | tail -n 1
pages tracuu-index update --ocr docs
tracuu-index status --files
tracuu --format json --limit 1 '"tiếp công dân"' | jq -r '[.path, .title, .ocr] | @tsv'
tracuu --format paths '"đường giao thông"'
tracuu --format paths '"dong chi"'
pages tracuu-index rebuild --ocr docs
tracuu-index status --files | tail -n 1
