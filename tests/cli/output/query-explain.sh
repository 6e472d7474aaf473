# --explain: how words were read, their shares, places, fields, and what is missing.
. "$TC_CLI/lib.sh"
export TRACUU_INDEX="$TC_DEMO_INDEX"
# Figures change with every change of the ranking.
why() {
    expect 0 tracuu --limit 1 --explain "$@" | sed -n '/^   [a-zđ]* [0-9]*[.,]/,$p' |
        sed -E 's/ +[0-9]+[.,][0-9]{3}/ N/g; s/[0-9]+ %/N %/g'
}
why --any 'cai cach hanh chinh xyzzy'
why 'UBND tỉnh'
why 'loại:"nghị quyết" ngày:2020 cải cách'
why 'nghị quyết 288/NQ-HĐND ngày 29.7.2020'
why 'nghị quyết 288/NQ-HĐND ngày 4/12/2020'
why 'cair cachs hanhf chinhs'
why 'loại:"nghị quyết"'
why --any --sort newest 'cải cách'
# Nothing is about it: how much of it is there, and why that is not enough.
expect 1 tracuu --limit 1 --explain 'chuyển đổi số trong trường học' | grep -A 2 'of the topic' | sed -E 's/[0-9]+ %/N %/'
expect 1 tracuu --limit 1 --explain --format json 'chuyển đổi số trong trường học' |
    jq -c '[.coverage > 0.5, .coverage < 1, .lacks, .explain.unsaid, .about, .why]'
expect 0 tracuu --limit 1 --explain --format json 'cải cách hành chính' | jq -c '[.coverage, .lacks, .explain.unsaid, .about, .why]'
# What a document is in the set for, or is not.
for query in '288/NQ-HĐND' 'đẩy mạnh cải cách hành chính' 'phòng chống dịch bệnh ở trường' 'nợ thuế bị phạt bao nhiêu'; do
    tracuu --limit 30 --explain --format json "$query" | jq -r '"\(.about) \(.why)"' | sort | uniq -c
done
LC_ALL=vi_VN.UTF-8
export LC_ALL
why 'cai cach hanh chinh'
why 'dau tu cong'
