# What is said when something is as it seldom is: a file of another part of the archive or of the index itself, runs that
# were stopped or that no night made good, a terminal where a file is wanted, a first watch, an act that is replaced in part.
. "$TC_CLI/lib.sh"
mkdir docs parts
printf 'Nghị quyết về học phí năm học mới\n' >docs/a.txt
printf 'Báo cáo về đê điều\n' >docs/b.txt
age docs
home() {
    sed "s|$PWD|HERE|g"
}
on_terminal() {
    script -qec "$1" /dev/null </dev/null | tr -d '\r'
}

echo '--- a file of the index itself, and of another part of the archive'
expect 0 tracuu-index update --index docs/ix docs
expect 1 tracuu-index status --index docs/ix docs/ix/XAPIANDB | home
cp docs/?.txt parts/
age parts
for part in 1 2; do
    expect 0 tracuu-index update --index "part$part" --shard "$part/2" parts
    tracuu-index status --index "part$part" parts/a.txt parts/b.txt >>told
done
grep -c 'another part of the archive than [12]/2' told

echo '--- a dump is not for a terminal'
on_terminal 'tracuu-index dump --index docs/ix -'

echo '--- the first watch only takes note, and says so to a person'
printf 't1\thọc phí\n' >topics
on_terminal 'tracuu --index docs/ix --state seen --watch topics'

echo '--- runs that were stopped, and no good one'
printf '[tracuu]\nindex=%s/night\nstale-after=36h\n[archive a]\npath=%s/docs\nexclude=ix\n' "$PWD" "$PWD" >a.conf
expect 0 tracuu-index --config a.conf update
sed -i 's/^stopped=.*/stopped=true/; s/^status=.*/status=1/; s/^good=.*/good=false/' night/runs
tracuu-index --config a.conf status | grep -e early -e good | sed 's/update [^,]*, took [^,]*/update THEN, took A WHILE/'
expect 1 tracuu-index --config a.conf status --check 2>&1 | home
expect 0 tracuu --config a.conf --format paths 'học phí' 2>&1 | home

echo '--- replaced in part, and two documents of one number'
mkdir acts
act() {
    printf '%s\n' 'UBND TỈNH A' "Số: $2" "A, ngày $3" 'QUYẾT ĐỊNH' "$4" "$5" >"acts/$1.txt"
}
act a 14/2010/QĐ-UBND '3 tháng 4 năm 2010' 'Về thu phí chợ' 'Điều 1. Thu phí chợ. Điều 2. Thi hành.'
act b 14/2010/QĐ-UBND '8 tháng 4 năm 2010' 'Về giữ rừng' 'Điều 1. Giữ rừng.'
act c 20/2015/QĐ-UBND '5 tháng 6 năm 2015' 'Về phí chợ mới' 'Điều 1. Quyết định này thay thế Điều 1 Quyết định số 14/2010/QĐ-UBND ngày 3 tháng 4 năm 2010 về thu phí chợ.'
age acts
expect 0 tracuu-index update --index acts/ix acts
expect 0 tracuu --index acts/ix 'thu phí chợ' | grep 'in part by'
expect 0 tracuu --index acts/ix --show 14/2010 | head -n 1

echo '--- why a document stands first that is called what was typed'
expect 0 tracuu --index acts/ix --explain --limit 1 'thu phí chợ' | grep -o 'the query is its name.*'
expect 0 tracuu --index acts/ix --explain --limit 1 --format json 'thu phí chợ' | jq -c '[.named, .explain.evidence > 0, .explain.found_evidence]'
