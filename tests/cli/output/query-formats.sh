# All formats tell of the same hits in the same order.
. "$TC_CLI/lib.sh"
export TRACUU_INDEX="$TC_DEMO_INDEX"
query='cải cách hành chính'
expect 0 tracuu --format paths "$query" >paths
expect 0 tracuu "$query" >text
expect 0 tracuu --format json "$query" >json
expect 0 tracuu --format tsv "$query" >tsv
expect 0 tracuu --format trec "$query" >trec
expect 0 tracuu -0 "$query" | tr '\0' '\n' >nul
wc -l <paths
cmp paths nul
grep -x '   /.*' text | sed 's/^   //' | cmp - paths
sed 's/.*"path":"\([^"]*\)".*/\1/' json | cmp - paths
cut -f 3 tsv | cmp - paths
# In a run, bytes that are not ASCII letters and digits are %XX.
cut -d " " -f 3 trec | perl -pe "s/%(..)/chr(hex(\$1))/ge" >decoded
cmp decoded paths
grep -c '^{"rank":[0-9]*,"score":[0-9.]*,"about":[a-z]*,"path":".*"snippet":".*"highlights":\[\[.*\]\]' json
awk -F '\t' 'NF != 9' tsv
awk 'NF != 6 || $1 != "1" || $2 != "Q0" || $4 != NR || $6 != "tracuu" || $5 > last && NR > 1; { last = $5 }' trec
echo '--- count'
expect 0 tracuu --count '"cải cách hành chính"' >count
expect 0 tracuu --limit 1000 --format paths '"cải cách hành chính"' | wc -l | cmp - count
expect 1 tracuu --count xyzzyx
echo '--- the best first, and why'
head -n 1 paths
expect 0 tracuu --explain --limit 1 "$query" | grep -c -E '^ +(score [0-9.]+, tier exact|[0-9.]+  (each word|words side by side|best passage|best 30 words))'
echo '--- columns that no document has: place in the list, how it was found, passage, copies'
mkdir docs
printf 'Thông báo về học phí\n' >docs/a.txt
cp docs/a.txt docs/b.txt
printf '=1+1, "học phí" của trường\n' >docs/c.txt
age docs
expect 0 tracuu-index update --index ix docs
expect 0 tracuu --index ix --under "$PWD/docs" --format tsv --columns rank,tier,snippet,copies 'hoc phi' | sed "s|$PWD/||"
expect 0 tracuu --index ix --format csv --columns snippet,rank '"học phí của trường"' | tail -n 1 | tr -d '\r'
tracuu --index ix --format csv --columns score 'học phí' | sed 1d | grep -c -x '[0-9.]*.'
echo '--- whoever sorts by the scores has the hits in the same order: beyond the set, the candidates, the phrase'
for topic in "$query" 'kế hoạch chuyển đổi số' 'ke hoach' 'học phí năm học mới' '"học phí" năm học' \
    'báo cáo kết quả "cải cách hành chính" trong năm của tỉnh' 'nơi:"Đồng Tháp" học phí' 'sổ đỏ' '+"học phí" đất đai'; do
    tracuu --format trec --limit 1000 "$topic" >all
    awk -v topic="$topic" 'NR > 1 && $5 >= last && $5 > 0 { print topic ": " last " before " $5 } { last = $5 }' all
    tracuu --format trec --limit 5 --offset 2 "$topic" >page
    sed -n 3,7p all | cmp - page
    wc -l <all
done
