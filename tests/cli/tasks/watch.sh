# What is new for saved topics since the last run.
. "$TC_CLI/lib.sh"
export TRACUU_INDEX="$PWD/index"
update() {
    age archive
    expect 0 tracuu-index update --quiet "$PWD/archive"
}
watch() {
    expect 0 tracuu --watch topics --state state --format tsv "$@" | cut -f 1,2,4
}
# unchanged COMMAND...: it leaves the state as it is.
unchanged() {
    cp state before
    "$@"
    cmp state before
}
mkdir archive
echo 'Nghị quyết về cải cách hành chính của tỉnh' >archive/a.txt
echo 'Báo cáo về đất đai và môi trường' >archive/b.txt
echo 'Thông báo về chuyển đổi số' >archive/c.txt
printf 'cchc\tcải cách hành chính\n\nđất\t"đất đai"\r\n' >topics
update
echo '--- the first run takes note'
watch
echo '--- nothing is new'
unchanged watch
echo '--- a new document on one topic, and one on none'
echo 'Kế hoạch cải cách hành chính năm 2023' >archive/d.txt
echo 'Lễ hội hoa xuân' >archive/e.txt
update
watch
unchanged watch
echo '--- a single common word is not on the topic'
echo 'Bản tin chính' >archive/f.txt
update
watch
echo '--- changed text is new, also on another topic'
echo 'Báo cáo về đất đai, về cải cách hành chính' >archive/b.txt
update
watch
echo '--- moved, copied, removed and back: not new'
mv archive/d.txt archive/g.txt
cp archive/g.txt archive/h.txt
update
watch
mv archive/g.txt archive/h.txt .
update
watch
mv g.txt archive/d.txt
update
watch
echo '--- rebuilt, compacted, dumped and loaded: not new'
expect 0 tracuu-index rebuild --quiet "$PWD/archive"
watch
expect 0 tracuu-index compact --quiet
watch
expect 0 tracuu-index dump --quiet dump
rm -r index
expect 0 tracuu-index load --quiet dump
unchanged watch
echo '--- a new topic has only what is new since the last run, too'
printf 'số\tchuyển đổi số\n' >>topics
unchanged watch
echo 'Kế hoạch chuyển đổi số năm 2024' >archive/i.txt
update
watch
echo '--- the same in text and JSON'
echo 'Quyết định về chuyển đổi số của huyện' >archive/j.txt
update
cp state before
expect 0 tracuu --watch topics --state state
cp before state
expect 0 tracuu --watch topics --state state --format json | jq -c '[.query_id, .rank, .path]'
echo '--- more than the limit'
for i in 1 2 3; do echo "Kế hoạch chuyển đổi số lần $i" >"archive/k$i.txt"; done
update
cp state before
expect 0 tracuu --watch topics --state state --limit 1
cp before state
watch --limit 2
watch
echo '--- more new documents than are searched at once'
i=0
while [ $i -lt 450 ]; do
    echo "Tin ngắn số $((i * 7919)) ngày" >"archive/many$i.txt"
    i=$((i + 1))
done
for i in 1 2 3 4; do echo "Báo cáo đất đai của xã $i" >"archive/land$i.txt"; done
update
watch | cut -f 1,3 | sort
echo '--- only of those that the options let through'
for year in 2021 2022; do
    printf 'TỈNH ỦY NGHỆ AN\nHà Tĩnh, ngày 5 tháng 3 năm %s\n\nBÁO CÁO\nvề "đất đai"\n' $year >"archive/y$year.txt"
done
update
watch --from 2022
echo '--- several indexes'
mkdir other
echo 'Cải cách hành chính ở nơi khác' >other/a.txt
age other
expect 0 tracuu-index update --quiet --index other-index "$PWD/other"
watch --index index --index other-index
watch --index other-index --index index
echo '--- the default state knows its topics file and its indexes'
expect 0 tracuu --watch topics
echo 'Thông tư về đất đai' >archive/l.txt
update
cp topics other-topics
expect 0 tracuu --watch other-topics
expect 0 tracuu --watch topics --index index --index other-index
expect 0 tracuu --watch "$PWD/topics" --format tsv --index ./index | cut -f 1,4
expect 0 tracuu --watch topics
XDG_STATE_HOME=$PWD/elsewhere expect 0 tracuu --watch topics
ls home/.local/state/tracuu elsewhere/tracuu | sed 's/-[0-9a-f]*/-NAME/'
echo '--- what cannot be written is printed again'
echo 'Luật đất đai' >archive/m.txt
update
unchanged expect 2 tracuu --watch topics --state state >/dev/full
(unchanged expect 2 tracuu --watch topics --state state) >&-
watch
echo '--- topics that are none: nothing is printed, the state stays'
echo 'Nghị định về đất đai' >archive/n.txt
update
for line in 'no tab' '\tno id' 'x\t"open' 'x\t' 'x\tngày:hôm-qua' 'x\t\377' 'x\ta\000b'; do
    printf 'đất\t"đất đai"\n\n%b\n' "$line" >bad
    unchanged expect 2 tracuu --watch bad --state state
done
unchanged expect 2 tracuu --watch /dev/null --state state
unchanged expect 2 tracuu --watch nowhere --state state
unchanged expect 2 tracuu --watch topics --state state --index nowhere
printf 'đất\t"đất đai"\n' | expect 0 tracuu --watch - --state state --format tsv | cut -f 1,4
echo '--- damaged'
cp state good
printf 'x' >>state
unchanged expect 2 tracuu --watch topics --state state
: >state
unchanged expect 2 tracuu --watch topics --state state
expect 2 tracuu --watch topics --state archive
rm state
watch
ls state*
echo '--- a field that there is none of is told'
printf 'f\tsố-vb:96 học phí\n' >fields
expect 0 tracuu --watch fields --state fields.state
echo '--- no place for the state'
XDG_STATE_HOME=/dev/null expect 2 tracuu --watch topics
expect 2 tracuu --watch topics --state nowhere/state
echo '--- another run is at it'
: >state.new
unchanged expect 75 flock state.new tracuu --watch topics --state state
echo '--- wrong use'
for option in --topics=topics --sort=newest --offset=1 --count --facets=type --timeline=year --no-collapse \
    --format=paths --format=trec -0 words; do
    expect 2 tracuu --watch topics "$option"
done
expect 2 tracuu --state state words
expect 2 tracuu --watch -
