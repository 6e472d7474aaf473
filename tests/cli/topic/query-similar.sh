# What is nearly the same is one hit, which names the others and says what differs; --similar lists them.
. "$TC_CLI/lib.sh"
mkdir -p docs/cũ
body() { # body YEAR NUMBER AMOUNT
    cat <<TEXT
ỦY BAN NHÂN DÂN HUYỆN PHÚ HÒA
Số: $2/KH-UBND
Phú Hòa, ngày 15 tháng 01 năm $1

KẾ HOẠCH
Về việc nạo vét kênh mương nội đồng năm $1

TEXT
    for part in 'đắp bờ vùng' 'nạo vét kênh cấp một' 'sửa cống lấy nước' 'trồng cỏ mái đê' 'thay máy bơm'; do
        echo "Hợp tác xã chịu trách nhiệm $part trên địa bàn xã trước vụ đông xuân, báo cáo kết quả về phòng nông nghiệp huyện để tổng hợp."
    done
    echo "Kinh phí là $3 đồng lấy từ thủy lợi phí."
}
body 2018 21 120.000.000 >docs/kh-2018.txt
body 2019 33 150.000.000 >docs/kh-2019.txt
body 2018 21 120.000.000 | sed 's/$/ /' >'docs/cũ/bản nháp.txt'
cp docs/kh-2018.txt docs/cũ/sao.txt
body 2018 21 120.000.000 | sed 's/Hợp tác xã/Trạm thủy nông/; s/xã trước/huyện sau/; s/báo cáo/gửi/; s/tổng hợp/biết/' >docs/khác.txt
for i in 1 2 3 4 5 6 7 8; do echo "Thông báo số $i về lịch trực bơm nước chống hạn của trạm $i" >docs/tb-$i.txt; done
echo 'Báo cáo nạo vét kênh mương nội đồng của xã' >docs/bc.txt
age docs
expect 0 tracuu-index update docs
echo '--- one hit'
expect 0 tracuu 'nạo vét kênh mương nội đồng' | sed -n '1,/^$/d; /^[0-9]\|the same\|differs\|docs/p'
tracuu 'nạo vét kênh mương nội đồng' | head -n 1
tracuu --limit 1 'title:"nạo vét"' | head -n 1
echo '--- the same for programs'
tracuu --format json 'nạo vét kênh mương nội đồng' >hits.json
jq -c '[.rank, .path[('${#PWD}'+6):], .similar_to.path[('${#PWD}'+6):], .similar]' hits.json
jq -r 'select(.similar_to | not) | .path' hits.json >seen
tracuu 'nạo vét kênh mương nội đồng' | sed -n 's/^   \(\/\)/\1/p' | diff seen - && echo as text has them
tracuu --no-collapse --format json 'nạo vét kênh mương nội đồng' | grep -c '"similar'
tracuu --list --format json | grep -c '"similar'
echo '--- each by itself'
tracuu --no-collapse --format paths 'nạo vét kênh mương nội đồng' | LC_ALL=C sort
tracuu --no-collapse 'nạo vét kênh mương nội đồng' | grep -c 'the same'
echo '--- similar'
expect 0 tracuu --similar docs/kh-2018.txt | grep -v 'Hợp tác\|Trạm\|UBND ·'
expect 0 tracuu --similar 33/KH-UBND --format json | jq -r '[.rank, .path, .similarity, .differs] | @tsv'
expect 0 tracuu --similar docs/kh-2018.txt --limit 1 --format paths
expect 1 tracuu --similar docs/bc.txt
expect 1 tracuu --similar docs/none.txt
for other in --like=x --count --facets=type --topics=x --watch=x; do expect 2 tracuu --similar docs/bc.txt $other; done
expect 2 tracuu --similar docs/bc.txt word
expect 2 tracuu --similar ''
echo '--- as an archivist reads it'
export LC_ALL=vi_VN.UTF-8
tracuu 'nạo vét kênh mương nội đồng' | grep 'giống\|khác'
