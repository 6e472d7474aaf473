# --ocr goes on with the page it had come to, after a kill and after --max-time.
. "$TC_CLI/lib.sh"
mkdir docs
lines='Ủy ban nhân dân tỉnh báo cáo kết quả\nthực hiện nhiệm vụ phát triển kinh tế\nxã hội sáu tháng đầu năm'
set --
# More pages than the fastest machine recognises in a second.
for part in một hai ba bốn; do
    for topic in 'nông thôn' 'thủy lợi' 'giáo dục' 'y tế' 'giao thông' 'văn hóa' 'thể thao' 'du lịch' \
        'công nghiệp' 'thương mại' 'ngân sách' 'đầu tư'; do
        set -- "$@" "Phần $part về lĩnh vực $topic\n$lines"
    done
done
"$TC_SCAN_WRITER" docs/nhieu-trang.pdf "$@"
age docs
export TRACUU_INDEX="$PWD/index"
recognised() {
    sed -n 's/^tracuu-index: \([0-9]*\) pages\{0,1\} recognised$/\1/p' errors | grep . || echo 0
}
stored() {
    xapian-metadata list "$(echo index/gen.*)" P 2>/dev/null | wc -l
}
some_stored() {
    [ "$(stored)" -ge 2 ]
}
# Again from the beginning when it had come to its end before it was killed, on a machine that did nothing else.
before=48
tries=0
while [ "$before" -ge 48 ] && [ $tries -lt 10 ]; do
    rm -rf index
    tracuu-index update --ocr --jobs 1 docs &
    wait_for some_stored
    kill -9 $!
    wait $! 2>/dev/null
    before=$(stored)
    tries=$((tries + 1))
done
[ "$before" -lt 48 ] || echo 'it was killed too late'
tracuu-index status --files | tail -n 1
echo '--- a run ends in time, and the next goes on'
runs=0
sum=$before
until tracuu-index status --files | grep -q ': ocr$' || [ $runs -ge 40 ]; do
    expect 0 tracuu-index update --ocr --jobs 1 --max-time $((1 + runs / 2)) --verbose docs 2>errors
    sum=$((sum + $(recognised)))
    runs=$((runs + 1))
done
[ $runs -gt 1 ] || echo 'it was never stopped'
echo "$sum pages in all"
tracuu-index status --files
expect 0 tracuu-index verify
tracuu --format json '"lĩnh vực đầu tư"' | jq -r '[.path, .ocr] | @tsv'
