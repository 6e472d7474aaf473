# Words as they are typed, in other letters, in phrases and without marks; through both programs.
. "$TC_CLI/lib.sh"
mkdir archive
put() { printf '%s\n' "$2" >"archive/$1.txt"; }
put lasvegas 'Báo cáo chuyến đi Las Vegas của đoàn công tác tỉnh về du lịch.'
put planck 'Viện nghiên cứu Max Planck hợp tác với tỉnh.'
put cor 'Chính sách với người Cor ở huyện Trà Bồng.'
put bis 'Nhà số 12 bis phố Hàng Bài.'
put covid19 'Phòng chống dịch covid19 trên địa bàn.'
put covid-19 'Phòng, chống dịch COVID-19 tại các trường học.'
put ql27 'Sửa chữa QL27 đoạn qua huyện.'
put ql-27 'Nâng cấp QL 27 giai đoạn hai.'
put 50kg 'Bao gạo 50kg phát cho hộ nghèo.'
put 50-kg 'Mỗi hộ được 50 kg gạo.'
put 5tr 'Mức hỗ trợ 5tr mỗi hộ.'
put 5-trieu 'Mức hỗ trợ 5 triệu đồng mỗi hộ.'
put 5000000d 'Phạt 5.000.000đ với hành vi.'
put 5000000dong 'Phạt tiền 5.000.000 đồng với hành vi.'
put iso9001 'Áp dụng ISO9001 vào quản lý.'
put iso-9001 'Tiêu chuẩn ISO 9001:2015 về chất lượng.'
put mnong1 'Lễ hội của người M'"'"'Nông ở Đắk Nông.'
put mnong2 'Lễ hội của người Mnông ở Lắk.'
put ede1 'Nhà dài của người Ê Đê.'
put ede2 'Nhà dài của người Êđê.'
put langon 'Bản xa nhất là Lá Ngòn.'
put pleiku1 'Thị xã Plei Ku ngày xưa.'
put pleiku2 'Thành phố Pleiku hôm nay.'
put sapa1 'Du lịch Sa Pa mùa đông.'
put sapa2 'Du lịch Sapa mùa hè.'
put xiii 'Đại hội đại biểu lần thứ XIII của Đảng.'
put 13 'Đại hội đại biểu lần thứ 13 của Đảng.'
put muoiba 'Đại hội đại biểu lần thứ mười ba của Đảng.'
put quyiii 'Báo cáo quý III năm 2020.'
put quy3 'Báo cáo quý 3 năm 2020.'
put kyhop10 'Nghị quyết kỳ họp thứ 10 HĐND.'
put kyhopmuoi 'Nghị quyết kỳ họp thứ mười HĐND.'
put kyhopx 'Nghị quyết kỳ họp X HĐND.'
put chap 'Cúng lễ tháng Chạp ở đền.'
put thang12 'Cúng lễ tháng 12 ở chùa.'
put tp 'Phát triển TP. Đà Lạt thành đô thị xanh.'
put tp2 'Phát triển thành phố Đà Lạt thành đô thị xanh.'
put ubnd 'Giao U.B.N.D huyện thực hiện.'
put ubnd2 'Giao Ủy ban nhân dân huyện thực hiện.'
put ths 'ThS. Nguyễn Văn An báo cáo.'
put ths2 'Thạc sĩ Nguyễn Văn An báo cáo.'
put con 'Chăm sóc con người và trẻ nhỏ.'
put con3 'Cồn cát ven biển.'
put con2 'Cơn bão lớn.'
printf 'HỘI ĐỒNG NHÂN DÂN\nSố: 35/NQ-HĐND\nNGHỊ QUYẾT\nVề dự toán ngân sách.\n' >archive/nq35.txt
put hoian 'Phố cổ Hội An và đô thị.'
put bigdata 'Ứng dụng big data trong quản lý.'
put tinhgian 'Tinh giản biên chế trong bộ máy. Tinh giản biên chế được thực hiện.'
put tinhgian2 'Đề án tinh giản biên chế giai đoạn mới. Tinh giản biên chế.'
put giam 'Giảm nghèo bền vững.'
put ca 'Cá lăng và lá bàng. Cỏ ở ngoài đồng. Lá lốt.'
put ca2 'Lá cỏ bí mã'
put ca3 'Lá cỏ bí mã bào'
put ca4 'Lá cỏ bí mã báo'
put ca5 'Lá cỏ'
put ca6 'lá bí'
put ca7 'lá mã bí cỏ'
age archive
expect 0 tracuu-index update --index index archive
find_each() {
    for query in "$@"; do
        printf '%s:' "$query"
        tracuu --index index --format paths --limit 4 "$query" | sed 's,.*/,,;s,\.txt$,,' | tr '\n' ' ' | sed 's/^/ /;s/ $//'
        echo
    done
}

echo '== what looks like keystrokes'
find_each '"Las Vegas"' \
    '"las vegas"' \
    '"LAS VEGAS"' \
    '"Max Planck"' \
    '"max planck"' \
    '"người Cor"' \
    '"nguoi cor"' \
    '"12 bis"' \
    'Las Vegas' \
    'las vegas' \
    'max planck' \
    'người Cor'
echo '== a word without marks'
find_each con \
    =con \
    '"=con người"'
echo '== letters and digits'
find_each covid19 \
    COVID-19 \
    'covid 19' \
    '"covid19"' \
    '"covid 19"' \
    QL27 \
    '"QL27"' \
    '"ql 27"' \
    '"50kg"' \
    '"50 kg"' \
    '"5tr"' \
    '"5 triệu"' \
    '"5.000.000đ"' \
    '"5.000.000 đồng"' \
    '"ISO9001"' \
    '"iso 9001"'
echo '== figures and issuer'
find_each '35 hđnd' \
    '35 hdnd' \
    'nghị quyết 35 hđnd' \
    'NQ 35 HĐND'
echo '== names apart, joined, with apostrophe'
find_each '"M'"'"'Nông"' \
    '"Mnông"' \
    '"Ê Đê"' \
    '"Êđê"' \
    '"Plei Ku"' \
    'Lángòn' \
    'lángòn' \
    '"Pleiku"' \
    '"pleiku"' \
    '"Sa Pa"' \
    '"Sapa"' \
    '"sa pa"'
echo '== ordinals'
find_each '"lần thứ XIII"' \
    '"lần thứ 13"' \
    '"lần thứ mười ba"' \
    '"quý III"' \
    '"quý 3"' \
    '"quy 3"' \
    '"kỳ họp thứ mười"' \
    '"kỳ họp thứ 10"' \
    '"kỳ họp X"' \
    '"tháng Chạp"' \
    '"tháng 12"' \
    '"thang chap"'
echo '== dotted and two-letter short forms'
find_each '"TP Đà Lạt"' \
    '"TP. Đà Lạt"' \
    '"Tp Đà Lạt"' \
    '"thành phố Đà Lạt"' \
    '"UBND huyện"' \
    '"U.B.N.D huyện"' \
    '"u.b.n.d. huyện"' \
    '"ủy ban nhân dân huyện"' \
    '"ThS. Nguyễn Văn An"' \
    '"ths nguyen van an"' \
    '"thạc sĩ Nguyễn Văn An"'
echo '== suggestions'
for query in hoian 'giảm biên chế' bigdata; do
    echo "$query: $(tracuu --index index --limit 1 "$query" 2>&1 | sed -n 's/^Did you mean: //p')"
done
