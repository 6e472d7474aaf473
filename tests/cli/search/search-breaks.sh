# U+200B and <wbr> part words, unless both sides are one in the archive; a word without marks; figures and issuer.
. "$TC_CLI/lib.sh"
mkdir archive
put() { printf "$2"'\n' >"archive/$1"; }
put zw1.txt 'Phố cổ Hội\342\200\213An hôm nay.'
put zw2.txt 'Thị xã Sa\342\200\213pa mùa đông.'
put zw3.txt 'Du lịch Sapa mùa hè.'
put wbr1.html '<!DOCTYPE html><html><head><meta charset="utf-8"><title>x</title></head><body><p>Cải<wbr>cách <wbr>hành<wbr>chính của tỉnh.</p></body></html>'
put wbr2.html '<!DOCTYPE html><html><head><meta charset="utf-8"><title>x</title></head><body><p>Thành phố Plei<wbr>ku xưa.</p></body></html>'
put wbr3.html '<!DOCTYPE html><html><head><meta charset="utf-8"><title>x</title></head><body><p>Thành phố Pleiku nay.</p></body></html>'
put con.txt 'Nuôi con nhỏ.'
put con2.txt 'Cơn bão số 3.'
put con3.txt 'Cồn cát ở biển.'
put thai.txt 'Nước Thái Lan.'
put thai2.txt 'Mang thai lần hai.'
put thai3.txt 'Chất thải rắn.'
printf 'HỘI ĐỒNG NHÂN DÂN\nSố: 35/NQ-HĐND\nNGHỊ QUYẾT\nVề dự toán ngân sách.\n' >archive/nq35.txt
printf 'ỦY BAN NHÂN DÂN\nSố: 1483/QĐ-UBND\nQUYẾT ĐỊNH\nVề giao đất.\n' >archive/qd1483.txt
printf 'ỦY BAN NHÂN DÂN\nSố: 16/CT-UBND\nCHỈ THỊ\nVề phòng dịch.\n' >archive/ct16.txt
age archive
expect 0 tracuu-index update --index index archive
while IFS= read -r query; do
    printf '%s:' "$query"
    case $query in
    *[0-9]*) limit=1 ;;
    *) limit=4 ;;
    esac
    tracuu --index index --format paths --limit $limit -- "$query" | sed 's,.*/,,' | LC_ALL=C sort | tr '\n' ' ' | sed 's/^/ /;s/ $//'
    echo
done <<'END'
"Hội An"
"hoi an"
"phố cổ Hội An"
"Sapa"
"sapa mùa đông"
"Sa pa"
"cải cách hành chính"
"cai cach hanh chinh"
"Pleiku"
"pleiku xưa"
"Plei ku"
"=con"
=con nhỏ
"=thai"
mang =thai
"nuôi =con"
"=Con"
"con nhỏ"
"mang thai"
=thai
35 hđnd
35 hdnd
35 HĐND
nghị quyết 35 hđnd
NQ 35 HĐND
nghi quyet 35 hdnd
QĐ1483
quyết định 1483
CT16
chỉ thị 16
END
