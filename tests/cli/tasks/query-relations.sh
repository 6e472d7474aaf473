# What documents of an archive do to each other: below a hit, in JSON, by field, and what still holds.
. "$TC_CLI/lib.sh"
mkdir docs
# paper FILE BODY NUMBER DAY TITLE TEXT
paper() {
    printf '%s\nSố: %s\n\nNghệ An, ngày %s\n\nQUYẾT ĐỊNH\n%s\n\n%s\n\nNơi nhận:\n- Lưu.\n' \
        "$2" "$3" "$4" "$5" "$6" >"docs/$1.txt"
}
tinh='ỦY BAN NHÂN DÂN TỈNH NGHỆ AN'
huyen='ỦY BAN NHÂN DÂN HUYỆN NAM ĐÀN'
paper old "$tinh" 12/2010/QĐ-UBND '5 tháng 3 năm 2010' 'Về giá thuê đất chợ' 'Điều 1. Giá thuê đất chợ là 5.000 đồng.'
paper namesake "$huyen" 12/2010/QĐ-UBND '9 tháng 9 năm 2010' 'Về giá thuê đất chợ' 'Điều 1. Giá thuê đất chợ của huyện.'
paper new "$tinh" 22/2020/QĐ-UBND '1 tháng 6 năm 2020' 'Về giá thuê đất chợ' 'Căn cứ Quyết định số 7/2008/QĐ-UBND ngày 2 tháng 2 năm 2008;
Điều 1. Giá thuê đất chợ là 9.000 đồng.
Điều 2. Quyết định này có hiệu lực từ ngày 15 tháng 6 năm 2020 và thay thế Quyết định số 12/2010/QĐ-UBND ngày 05 tháng 3 năm 2010.'
paper basis "$tinh" 7/2008/QĐ-UBND '2 tháng 2 năm 2008' 'Về khung giá thuê đất chợ' 'Điều 1. Khung giá thuê đất chợ.'
paper amends "$tinh" 30/2021/QĐ-UBND '3 tháng 3 năm 2021' 'Sửa đổi, bổ sung một số điều của Quyết định số 22/2020/QĐ-UBND ngày 01 tháng 6 năm 2020 về giá thuê đất chợ' 'Điều 1. Sửa đổi, bổ sung khoản 1 Điều 1 Quyết định số 22/2020/QĐ-UBND ngày 01/6/2020 như sau:
“1. Giá thuê đất chợ là 10.000 đồng.”'
paper part "$tinh" 31/2021/QĐ-UBND '4 tháng 4 năm 2021' 'Về phí chợ' 'Điều 1. Bãi bỏ khoản 2 Điều 3 Quyết định số 7/2008/QĐ-UBND ngày 02 tháng 2 năm 2008.'
paper later "$tinh" 90/2021/QĐ-UBND '5 tháng 5 năm 2021' 'Về chợ đêm' 'Điều 1. Chợ đêm, giá thuê đất chợ.
Điều 2. Quyết định này có hiệu lực từ ngày 01 tháng 01 năm 2099 và thay thế Quyết định số 31/2021/QĐ-UBND ngày 04 tháng 4 năm 2021.'
printf 'Báo cáo về chợ\n\nGiá thuê đất chợ theo Quyết định số 12/2010/QĐ-UBND đã được thay thế bởi Quyết định số 40/2011/QĐ-UBND. Quyết định số 7/2008/QĐ-UBND bị bãi bỏ.\n' >docs/report.txt
printf 'KẾ HOẠCH\nSẽ thay thế Quyết định số 7/2008/QĐ-UBND ngày 02 tháng 2 năm 2008 về giá thuê đất chợ.\n' >docs/plan.txt
cp docs/new.txt docs/new-copy.txt
age docs
expect 0 tracuu-index rebuild --index i docs
export TRACUU_INDEX=i
short() { sed "s|$PWD/docs/||"; }

echo '--- below the hit'
tracuu -n 20 giá thuê đất chợ | grep -E '^ +(Replaced|Repealed|Amended|Corrected)|^ .*txt' | short
echo '--- JSON: both ways, with path and date'
tracuu --list --format json | jq -c 'select(.replaced_by or .amended_by) | [.path, .replaced_by, .amended_by]' | short | short
tracuu --show docs/new.txt --format json | jq -c .relations | short
echo '--- by number'
for query in thay-thế:12/2010/QĐ-UBND 'thay the:12/2010/QĐ-UBND' replaces:12/2010 bãi-bỏ:7/2008/QĐ-UBND \
    repeals:12/2010/QĐ-UBND sửa-đổi:22/2020/QĐ-UBND amends:22/2020/QĐ-UBND căn-cứ:7/2008/QĐ-UBND based_on:7/2008 \
    viện-dẫn:7/2008/QĐ-UBND cites:12/2010/QĐ-UBND 'giá -cites:12/2010/QĐ-UBND' 'thuê đất căn-cứ:7/2008'; do
    echo "$query"
    tracuu --format paths "$query" | short | sort | paste -sd ' '
done
expect 2 tracuu thay-thế:chợ
echo '--- what holds'
expect 0 tracuu --list --current --format paths | short
expect 0 tracuu --count --current giá thuê đất chợ
expect 0 tracuu --count giá thuê đất chợ
expect 1 tracuu --current --number 12/2010/QĐ-UBND --from 2010-03-05 --to 2010-03-05
expect 2 tracuu --current
expect 2 tracuu --current --watch topics
echo '--- show, both ways'
tracuu --show docs/new.txt | sed '1,/^read as/d; /^$/,$d' | short
tracuu --show docs/basis.txt | sed '1,/^read as/d; /^$/,$d' | short
echo '--- of another place, on the same day'
mkdir far
paper ../far/here "$tinh" 5/2012/QĐ-UBND '6 tháng 6 năm 2012' 'Về chợ nổi' 'Điều 1. Chợ nổi họp buổi sáng.'
paper ../far/there 'ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH' 5/2012/QĐ-UBND '6 tháng 6 năm 2012' 'Về chợ đêm' 'Điều 1. Chợ đêm họp buổi tối.'
paper ../far/joined "$tinh" 9/2022/QĐ-UBND '7 tháng 7 năm 2022' 'Về chợ' 'Điều 1. Bãi bỏ Quyết định số 5/2012/QĐ-UBND ngày 06 tháng 6 năm 2012 của Ủy ban nhân dân tỉnh Hà Tĩnh về chợ đêm.'
age far
expect 0 tracuu-index rebuild --index far.index far
export TRACUU_INDEX=far.index
tracuu --show far/joined.txt | sed '1,/^read as/d; /^$/,$d' | sed "s|$PWD/||"
tracuu --list --current --format paths | sed "s|$PWD/||"
echo '--- an act in two files says a thing once below a hit'
mkdir twice
paper ../twice/old "$tinh" 6/2012/QĐ-UBND '6 tháng 6 năm 2012' 'Về chợ cá' 'Điều 1. Chợ cá họp buổi sáng.'
paper ../twice/new "$tinh" 8/2022/QĐ-UBND '7 tháng 7 năm 2022' 'Về chợ cá' 'Điều 1. Thay thế Quyết định số 6/2012/QĐ-UBND ngày 06 tháng 6 năm 2012 về chợ cá.'
sed '$a Bản đăng trên trang thông tin.' twice/new.txt >twice/portal.txt
paper ../twice/amends "$tinh" 9/2023/QĐ-UBND '8 tháng 8 năm 2023' 'SỬA ĐỔI, BỔ SUNG MỘT SỐ ĐIỀU CỦA QUYẾT ĐỊNH SỐ 8/2022/QĐ-UBND NGÀY 07 THÁNG 7 NĂM 2022 VỀ CHỢ CÁ' 'Điều 1. Sửa đổi, bổ sung giờ họp chợ.'
age twice
expect 0 tracuu-index rebuild --index twice.index twice
export TRACUU_INDEX=twice.index
tracuu 'số:6/2012/QĐ-UBND' | grep -c 'Replaced by'
tracuu --format json 'số:6/2012/QĐ-UBND' | jq -c 'select(.replaced_by) | .replaced_by | length'
tracuu 'số:8/2022/QĐ-UBND' | grep 'Amended by'
tracuu --show twice/new.txt | grep 'Amended by' | sed "s|$PWD/||"
