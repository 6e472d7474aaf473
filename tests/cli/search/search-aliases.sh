# Other names for what was typed: found, said, behind what was typed, not in quotes, and switched off.
. "$TC_CLI/lib.sh"
mkdir archive
put() { printf '%s\n' "$2" >"archive/$1.txt"; }
put so-do 'Thủ tục cấp sổ đỏ cho hộ gia đình ở xã.'
put gcn 'Thủ tục cấp giấy chứng nhận quyền sử dụng đất cho hộ gia đình.'
put bang-lai 'Đổi bằng lái xe hết hạn.'
put gplx 'Đổi giấy phép lái xe hạng A1. Giấy phép lái xe, giấy phép lái xe.'
put thai-san 'Chế độ thai sản của lao động nữ.'
put thuong-tru 'Đăng ký thường trú tại nơi ở mới.'
put lac-1 'Phát triển cà phê ở Đắk Lắk.'
put lac-2 'Phát triển cà phê ở Đắc Lắc.'
put heo 'Chăn nuôi heo an toàn sinh học.'
put lon 'Chăn nuôi lợn an toàn sinh học.'
put bo-khdt 'Thông tư của Bộ Kế hoạch và Đầu tư về đầu tư công.'
put bo-tc 'Thông tư của Bộ Tài chính về đầu tư công.'
put ha-tay 'Dân số tỉnh Hà Tây năm 1999.'
put ha-noi 'Dân số thành phố Hà Nội năm 2009.'
place() {
    printf 'ỦY BAN NHÂN DÂN\nTỈNH %s\nSố: 10/KH-UBND\n%s, ngày 4 tháng 5 năm 2020\nKẾ HOẠCH\nPhát triển kinh tế biển\n' \
        "$2" "$3" >"archive/$1.txt"
}
place ninh-thuan 'NINH THUẬN' 'Ninh Thuận'
place khanh-hoa 'KHÁNH HÒA' 'Khánh Hòa'
for i in 1 2 3 4 5 6 7 8 9; do
    put "x$i" "Báo cáo tình hình kinh tế xã hội tháng $i của xã về nông nghiệp."
done
age archive
expect 0 tracuu-index update --index index archive
names() { tracuu --index index --format paths --limit 2 "$@" | sed 's,.*/,,;s,\.txt$,,' | tr '\n' ' ' | sed 's/ $//'; }
find_each() {
    for query in "$@"; do
        echo "$query: $(names "$query")"
    done
}
echo '== everyday and official, North and South'
find_each 'sổ đỏ' 'so do' 'thủ tục cấp sổ đỏ' 'cấp giấy chứng nhận quyền sử dụng đất' 'bằng lái xe' 'giấy phép lái xe' \
    'nghỉ đẻ' 'hộ khẩu' 'chăn nuôi heo' 'chăn nuôi lợn'
echo '== bodies and provinces'
find_each 'Bộ Kế hoạch và Đầu tư' 'BKHĐT' 'bo ke hoach va dau tu' 'Hà Tây' 'dân số Hà Nội' 'Ninh Thuận' 'nơi:"Khánh Hòa"' \
    'nơi:"Ninh Thuận"' 'cơ-quan:"UBND tỉnh Khánh Hòa"'
echo '== spellings, in quotes, too'
find_each 'Đắk Lắk' '"Đắk Lắk"' '"Đắc Lắc"' '"Đăk Lăk"' '"cà phê ở Đắk Lắk"' 'Daklak' 'title:"Đắc Lắc"'
echo '== not in quotes, and not with what is exact'
find_each '"sổ đỏ"' '"bằng lái xe"' 'sổ AND đỏ'
echo '== off'
for query in 'sổ đỏ' 'nghỉ đẻ' 'nơi:"Khánh Hòa"'; do
    echo "$query: $(names --no-aliases "$query")"
done
echo '== said'
tracuu --index index --limit 1 'nghỉ đẻ'
tracuu --index index --limit 1 --format json 'nghỉ đẻ' | jq -c '[.also, .highlights]'
env LC_ALL=vi_VN.UTF-8 tracuu --index index --limit 1 'sổ đỏ' | head -n 1
tracuu --index index --limit 1 --explain 'giấy phép lái xe' | awk '/what was typed/ { n++ } END { print n + 0 }'
tracuu --index index --limit 1 --explain 'bằng lái xe' | sed -n 's/^ *[0-9.]*  \(what was typed.*\)/\1/p'
printf 'word\t-\t-\tthẻ hồng\tlao động nữ\tchế độ thai sản\tlao động nữ, chế độ thai sản\n' >joined.tsv
mkdir joined
echo 'Về lao động nữ, chế độ thai sản; lao động nữ và chế độ thai sản.' >joined/x.txt
age joined
tracuu-index rebuild --quiet --index joined.index joined
tracuu --index joined.index --limit 1 --aliases joined.tsv 'thẻ hồng' | head -n 1
echo "== one's own"
printf 'word\t-\t-\tthẻ xanh\tchế độ thai sản\n' >own.tsv
echo "$(names --aliases own.tsv 'thẻ xanh')"
printf 'word\tthẻ xanh\n' >bad.tsv
expect 2 tracuu --index index --aliases bad.tsv 'thẻ xanh' 2>&1
expect 2 tracuu --index index --aliases nowhere.tsv 'thẻ xanh' 2>&1
echo '== places as they are typed in a field: with what they are before them, shortened, spelled otherwise'
mkdir docs
letter() { # FILE UNIT PLACE
    printf 'ỦY BAN NHÂN DÂN\n%s\nSố: 30/KH-UBND\n\n%s, ngày 4 tháng 5 năm 2020\n\nKẾ HOẠCH\nRa quân dịp hè ở %b\n' "$2" "$3" "$3" >"docs/$1"
}
letter binh-duong 'TỈNH BÌNH DƯƠNG' 'Bình Dương'
letter dak-lak 'TỈNH ĐẮK LẮK' 'Đắk Lắk'
letter dak-nong 'TỈNH ĐẮK NÔNG' 'Đắk Nông'
letter dien-bien 'TỈNH ĐIỆN BIÊN' 'Điện Biên'
letter hai-duong 'TỈNH HẢI DƯƠNG' 'Hải Dương'
letter hcm 'THÀNH PHỐ HỒ CHÍ MINH' 'Thành phố Hồ Chí Minh'
letter lai-chau 'TỈNH LAI CHÂU' 'Lai Châu'
letter lam-dong 'TỈNH LÂM ĐỒNG' 'Lâm Đồng'
letter phu-yen 'TỈNH PHÚ YÊN' 'Phú Yên'
letter hue 'THÀNH PHỐ HUẾ' 'Huế'
age docs
tracuu-index update --quiet --index i docs
for query in 'nơi:"Hồ Chí Minh"' 'nơi:"thành phố Hồ Chí Minh"' 'nơi:"TP. Hồ Chí Minh"' 'nơi:"TP.HCM"' 'nơi:TPHCM' 'noi:tphcm' \
    'nơi:"Sài Gòn"' 'nơi:"tỉnh Bình Dương"' 'noi:"tinh Binh Duong"' 'nơi:"tp Hải Phòng"' 'nơi:"T. Hải Dương"' 'nơi:"TP Huế"' \
    'nơi:"Dak Lak"' 'nơi:"tỉnh Đăk Lăk"' 'noi:"tinh phu yen"' 'nơi:"Lâm Đồng"' 'nơi:"Đắk Nông"' 'nơi:"Điện Biên"' 'nơi:"Lai Châu"' \
    'noi:"tinh bien"' 'nơi:tỉnh' 'nơi:"thành phố"'; do
    # shellcheck disable=SC2046
    echo "$query:" $(tracuu --index i --format paths "$query" | sed 's|.*/||')
done
echo '== districts, wards and communes: with what they are before them, in full or short; some have a number for a name'
mkdir local
local_letter() { # FILE KIND NAME PLACE
    printf 'ỦY BAN NHÂN DÂN\n%s %s\nSố: 30/KH-UBND\n\n%s, ngày 4 tháng 5 năm 2020\n\nKẾ HOẠCH\nRa quân dịp hè\n' \
        "$2" "$3" "$4" >"local/$1"
}
local_letter dien-chau HUYỆN 'DIỄN CHÂU' 'Diễn Châu'
local_letter hoa-son XÃ 'HÒA SƠN' 'Hòa Sơn'
local_letter nghi-phu XÃ 'NGHI PHÚ' 'Xã Nghi Phú'
local_letter ben-nghe PHƯỜNG 'BẾN NGHÉ' 'Bến Nghé'
local_letter phu-hoa PHƯỜNG 'PHÚ HÒA' 'P. Phú Hòa'
local_letter phuong-5 PHƯỜNG 5 'Phường 5'
local_letter phuong-15 PHƯỜNG 15 'P.15'
local_letter quan-1 QUẬN 1 'Quận 1'
local_letter quan-10 QUẬN 10 'Quận 10'
local_letter hoan-kiem QUẬN 'HOÀN KIẾM' 'Hoàn Kiếm'
local_letter quan-son HUYỆN 'QUAN SƠN' 'Quan Sơn'
local_letter xa-phien XÃ 'XÀ PHIÊN' 'Xà Phiên'
local_letter phuong-lien PHƯỜNG 'PHƯƠNG LIÊN' 'Phương Liên'
local_letter son-tay 'THỊ XÃ' 'SƠN TÂY' 'Sơn Tây'
local_letter dien-ban 'THỊ XÃ' 'ĐIỆN BÀN' 'TX. Điện Bàn'
local_letter diem-dien 'THỊ TRẤN' 'DIÊM ĐIỀN' 'Diêm Điền'
local_letter con-dao 'ĐẶC KHU' 'CÔN ĐẢO' 'Côn Đảo'
age local
tracuu-index update --quiet --index j local
for query in 'nơi:"huyện Diễn Châu"' 'noi:"huyen dien chau"' 'nơi:"H. Diễn Châu"' 'nơi:"xã Hòa Sơn"' 'noi:"xa hoa son"' \
    'nơi:"X. Hòa Sơn"' 'nơi:"xã Nghi Phú"' 'nơi:"phường Bến Nghé"' 'nơi:"P.Bến Nghé"' 'nơi:"phường Phú Hòa"' 'nơi:"phường 5"' \
    'nơi:P5' 'noi:"phuong 05"' 'nơi:"phường 15"' 'nơi:"quận 1"' 'nơi:"Q.1"' 'nơi:Q1' 'noi:"quan 1"' 'nơi:"Q. 10"' \
    'nơi:"Q. Hoàn Kiếm"' 'noi:"quan hoan kiem"' 'noi:"quan son"' 'noi:"xa phien"' 'noi:"xa xa phien"' 'noi:"phuong lien"' \
    'nơi:"thị xã Sơn Tây"' 'nơi:"TX. Sơn Tây"' 'noi:"thi xa son tay"' 'nơi:"thị xã Điện Bàn"' 'nơi:"thị trấn Diêm Điền"' \
    'nơi:"TT. Diêm Điền"' 'nơi:"đặc khu Côn Đảo"' 'nơi:"quận 2"'; do
    # shellcheck disable=SC2046
    echo "$query:" $(tracuu --index j --format paths "$query" | sed 's|.*/||')
done

echo '--- the body itself before what it took over, though that says the topic better'
act() {
    printf 'HĐND TỈNH %s\nSố: %s/NQ-HĐND\n%s, ngày 5 tháng 6 năm 2019\nNGHỊ QUYẾT\n%b\n' "$2" "$3" "$4" "$5" >"provinces/$1"
}
mkdir provinces
act new 'KHÁNH HÒA' 13 'Khánh Hòa' 'Về các việc của năm tới\nHội đồng nhân dân bàn về y tế, giáo dục, kinh phí thủy lợi và nhiều việc khác nữa của các xã.'
act old 'NINH THUẬN' 12 'Ninh Thuận' 'Về kinh phí thủy lợi'
age provinces
tracuu-index update --quiet --index k provinces
for query in 'nơi:"Khánh Hòa" kinh phí thủy lợi' 'nơi:"Khánh Hòa"' 'kinh phí thủy lợi'; do
    # shellcheck disable=SC2046
    echo "$query:" $(tracuu --index k --format paths "$query" | sed 's|.*/||')
done
