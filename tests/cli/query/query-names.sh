# Fields by the names of the trade, with a space behind the colon, names that there are not, days told from today, and
# "mới nhất" as an order.
. "$TC_CLI/lib.sh"
mkdir archive
# put NAME BODY NUMBER DATE TYPE TITLE
put() {
    printf 'ỦY BAN NHÂN DÂN\nTỈNH %s\nSố: %s\n%s, ngày %s tháng %s năm %s\n%s\n%s\nThực hiện học phí mới của tỉnh.\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n\n%s\n' \
        "$2" "$3" "$4" "$5" "$6" "$7" "$8" "$9" "${10}" >"archive/$1.txt"
}
day() { date -d "$1" "+%-d %-m %Y"; }
# shellcheck disable=SC2046 # three words
put old 'NGHỆ AN' 10/NQ-HĐND 'Nghệ An' 4 12 2014 'NGHỊ QUYẾT' 'Về mức học phí năm học mới' 'Nguyễn Văn An'
# shellcheck disable=SC2046
put last 'NINH THUẬN' 20/BC-UBND 'Ninh Thuận' $(day "$(date +%Y)-06-15 -1 year") 'BÁO CÁO' 'Tình hình thu học phí' 'Trần Thị Bình'
# shellcheck disable=SC2046
put now 'NINH THUẬN' 30/KH-UBND 'Ninh Thuận' $(day today) 'KẾ HOẠCH' 'Thu học phí học kỳ hai' 'Trần Thị Bình'
for i in 1 2 3 4 5 6 7 8; do
    echo "Nội dung khác về việc $i của xã." >"archive/x$i.txt"
done
age archive
expect 0 tracuu-index update --index index archive
while IFS= read -r query; do
    printf '%s: ' "$query"
    tracuu --index index --format paths -- "$query" 2>&1 | sed 's,.*/,,;s,\.txt$,,' | LC_ALL=C sort | paste -s -d ' '
done <<'END'
năm:2014
nam:2014
năm: 2014
NĂM:2014
ngày-ban-hành:2014
ngày ban hành: 4/12/2014
ngay-ban-hanh:"4 tháng 12 năm 2014"
số-ký-hiệu:10/NQ-HĐND
số ký hiệu: 10/NQ-HĐND
so-ky-hieu:10/nq-hdnd
ký-hiệu:20/BC-UBND
trích-yếu:"mức học phí"
trích yếu: mức học phí
trich-yeu:hoc
loại-văn-bản:"kế hoạch"
loai van ban: ke hoach
loại: "báo cáo"
cơ-quan-ban-hành:"tỉnh Nghệ An"
cơ quan ban hành: tỉnh Nghệ An
co quan: nghe an
người-ký:"Trần Thị Bình"
người ký: Trần Thị Bình
nguoi ky: nguyen van an
học phí năm: 2014
học phí loại: kế hoạch
năm:nay
năm: nay
năm:ngoái
ngày:"năm nay"
ngay:"nam ngoai"
ngày:"hôm nay"
ngày: hôm nay
ngày:"30 ngày qua"
ngày:"tuần này"
tháng:này
quý:này
quý: này
ngày:"trước năm nay"
học phí +(ngày:"30 ngày qua")
điểm a) học phí
1) học phí :)
Học phí (mới): Kính gửi: Sở Tài chính
END
echo '== told'
for query in 'số-vb:20 học phí' 'tac-gia:An học phí' 'nguoi-kis:An học phí' 'Kính gửi: học phí' '"so-vb:20"'; do
    echo "-- $query"
    tracuu --index index --count "$query" 2>&1
    env LC_ALL=vi_VN.UTF-8 tracuu --index index --count "$query" 2>&1 >count
done
echo '== orders'
for query in 'học phí mới nhất' 'hoc phi moi nhat' 'mới nhất học phí' 'học phí cũ nhất' 'học phí "mới nhất"' 'mới nhất' \
    'loại:"báo cáo" mới nhất' 'báo cáo mới nhất về học phí' 'Các văn bản mới nhất về học phí' 'nghi quyet cu nhat ve hoc phi' \
    'các nghị quyết liên tịch mới nhất về học phí' 'lớp học mới nhất về học phí'; do
    echo "-- $query: $(tracuu --index index --format paths "$query" | sed 's,.*/,,;s,\.txt$,,' | paste -s -d ' ')"
    tracuu --index index --limit 1 "$query" 2>&1 | grep first
    env LC_ALL=vi_VN.UTF-8 tracuu --index index --limit 1 "$query" 2>&1 | grep 'nhất trước'
done
for range in 'năm nay' 'năm ngoái' '1 năm qua'; do
    echo "--from $range: $(tracuu --index index --from "$range" --count)"
done
echo '== what looks like a field in pasted text'
tracuu --index index --limit 1 'Chủ trì: đồng chí thực hiện học phí mới' 2>&1 | grep field
