# How Vietnamese is stored and typed, row by row, through both programs: on one index, on two, and through a stub file.
# A row is the text of a document, a query, its tier there, and what is lit; `-` is a document that is not found.
. "$TC_CLI/lib.sh"
cat >rows <<'ROWS'
về ca\314\211i ca\314\201ch công tác|cải cách|exact|ca\314\211i ca\314\201ch
về cải cách công tác|ca\314\211i c\303\241ch|exact|cải cách
t\303\252\314\243p tin|tệp|exact|t\303\252\314\243p
về \357\274\243\357\274\257\357\274\266\357\274\251\357\274\244 nay|covid|exact|\357\274\243\357\274\257\357\274\266\357\274\251\357\274\244
về covid nay|\357\274\243\357\274\257\357\274\266\357\274\251\357\274\244|exact|covid
về cải\302\240cách tư pháp|cải cách|exact|cải cách
về cải\342\200\213 cách tư pháp|cải cách|exact|cải cách
\357\273\277cải cách|cải cách|exact|cải cách
về cải c\302\255ách|cải cách|exact|cải cách
về cải c\037ách|cải cách|exact|cải cách
về CẢI CÁCH|cải cách|exact|CẢI CÁCH
về cải cách|CẢI CÁCH|exact|cải cách
xã hoà an|hòa|spelling|hoà
xã hòa an|hoà|spelling|hòa
sông thuỷ điện|thủy|spelling|thuỷ
do uỷ ban nào|ủy ban|spelling|uỷ ban
họp quí một|quý|spelling|quí
họp quý một|quí|spelling|quý
ban hoà giải HOÀ|HÒA|spelling|hoà HOÀ
đã kỷ luật|kỉ luật|spelling|kỷ luật
nêu lý do|lí do|spelling|lý do
vùng mĩ thuật|mỹ thuật|spelling|mĩ thuật
bác sỹ giỏi|bác sĩ|spelling|bác sỹ
hy vọng|hi vọng|spelling|hy vọng
tên Ti|ty|spelling|Ti
quyển số|quiển|-|
về đất đai|\303\220ất \303\260ai|exact|đất đai
về \303\220ất \303\220ai|đất đai|exact|\303\220ất \303\220ai
về \306\211ất \311\226ai|đất đai|exact|\306\211ất \311\226ai
về Đất Đai|dat dai|bare|Đất Đai
làm đường|dương|-|
làm đường|đương|toneless|đường
làm đường|duong|bare|đường
làm dương|đường|-|
làm dương|dường|-|
cải cách hành chính|cai cach hanh chinh|toneless|cải cách hành chính
ổn định giá|on dinh gia|bare|ổn định giá
ổn định giá|ôn đinh giá|toneless|ổn định giá
ổn định giá|ôn dinh gia|bare|ổn định giá
cải cách hành chính|cair cachs hanhf chinhs|telex|cải cách hành chính
cải cách hành chính|CAIR CACHS HANHF CHINHS|telex|cải cách hành chính
cải cách hành chính|cải cachs hành chinhs|telex|cải cách hành chính
cải cách hành chính|ca3i ca1ch ha2nh chi1nh|telex|cải cách hành chính
cải cách hành chính|cai3 cach1 hanh2 chinh1|telex|cải cách hành chính
nước sạch|nuwowcs sachj|telex|nước sạch
nước sạch|nuowcs sachj|telex|nước sạch
nước sạch|nuocsw sajch|telex|nước sạch
nước sạch|nwocs sajch|telex|nước sạch
nước sạch|nuoc71 sach5|telex|nước sạch
đường bộ|dduwowngf booj|telex|đường bộ
đường bộ|duongwdf booj|telex|đường bộ
đường bộ|d9u7o7ng2 bo65|telex|đường bộ
đường bộ|dduờng bộ|telex|đường bộ
ứng cử|wngs cuwr|telex|ứng cử
thu hồi đất|thu hooif ddaats|telex|thu hồi đất
xoong nồi|xooong nooif|telex|xoong nồi
boss cross windows excel covid visa|boss cross windows excel covid visa|exact|boss cross windows excel covid visa
phát triển KT-XH nhanh|kinh tế - xã hội|abbreviation|KT-XH
phát triển kinh tế - xã hội|KT-XH|abbreviation|kinh tế - xã hội
phát triển kinh tế - xã hội|ktxh|abbreviation|kinh tế - xã hội
đẩy mạnh CCHC nhà nước|"đẩy mạnh cải cách hành chính nhà nước"|abbreviation|đẩy mạnh CCHC nhà nước
đẩy mạnh cải cách hành chính nhà nước|"đẩy mạnh CCHC nhà nước"|abbreviation|đẩy mạnh cải cách hành chính nhà nước
Ủy ban nhân dân huyện|UBND huyện|abbreviation|Ủy ban nhân dân huyện
kinh tế-xã hội|"kinh tế xã hội"|exact|kinh tế-xã hội
Đảng-Đoàn họp|"đảng đoàn"|exact|Đảng-Đoàn
chống COVID-19|"covid 19"|exact|COVID-19
chống COVID 19|COVID-19|exact|COVID 19
Nghị quyết 30c/NQ-CP|số:"30C NQ CP"|exact|30c/NQ-CP
Nghị quyết số 030c/NQ-CP|số:30c/nq-cp|-|found
Nghị quyết 3Oc/NQ-CP|số:30c/NQ-CP|-|found
Nghị định 15/2020/NĐ-CP|số:15/2020/ND-CP|-|found
Nghị định 15/2020/ND-CP|số:"15/2020/nđ-cp"|-|found
Ngày 4-12, hội nghị tổng kết năm 2020|"tổng kết" 4/12/2020|exact|4-12 tổng kết 2020
ROWS
mkdir -p docs/0 docs/1
# Enough of each word for keystrokes to be told from letters, in documents that no row looks at.
for i in 1 2 3 4 5 6; do
    echo "Số $i: cải cách hành chính, nước sạch, đường bộ, ứng cử, thu hồi đất, nồi xoong, kinh tế - xã hội, nhà nước." \
        >docs/0/khac$i.txt
done
row=0
while IFS='|' read -r text query tier lit; do
    row=$((row + 1))
    printf '%b\n' "$text" >"docs/$((row % 2))/hang$row.txt"
    printf '%s\t%b\n' "$row" "$query" >>topics
    printf '%s\t%s\t%b\n' "$row" "$tier" "$lit" >>wanted
done <rows
age docs
expect 0 tracuu-index rebuild --index all docs
expect 0 tracuu-index rebuild --index zero docs/0
expect 0 tracuu-index rebuild --index one docs/1
printf 'auto %s\nauto %s\n' "$(readlink -f zero/XAPIANDB || echo "$PWD/zero")" "$PWD/one" >stub
cat >check <<'PYTHON'
import json, sys
wanted = dict(line.rstrip("\n").split("\t", 1) for line in open("wanted", encoding="utf-8"))
topics = dict(line.rstrip("\n").split("\t", 1) for line in open("topics", encoding="utf-8"))
got = {}
for line in sys.stdin:
    hit = json.loads(line)
    if hit["path"].endswith(f"/hang{hit['query_id']}.txt"):
        snippet = hit["snippet"].encode()
        lit = " ".join(snippet[start:end].decode() for start, end in hit["highlights"])
        got[hit["query_id"]] = (hit.get("tier", "-"), lit)
for row, expected in wanted.items():
    tier, lit = expected.split("\t")
    if tier == "-" and lit == "found":
        good = row in got
    elif tier == "-":
        good = row not in got
    else:
        good = got.get(row) == (tier, lit)
    if not good:
        print(f"row {row}: {topics[row]!r}: {got.get(row)} instead of {(tier, lit)}")
print(len(wanted), "rows")
PYTHON
for indexes in '--index all' '--index zero --index one' '--index stub'; do
    echo "== $indexes"
    # shellcheck disable=SC2086 # several options
    expect 0 tracuu $indexes --topics topics --format json --limit 1000 --no-collapse | python3 check
done
