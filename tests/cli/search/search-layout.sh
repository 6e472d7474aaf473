# A phrase crosses what is only layout, quotation marks and brackets, and no end of a sentence or paragraph; a title that
# is shown is found when it is quoted back.
. "$TC_CLI/lib.sh"
mkdir archive
put() { printf "$2"'\n' >"archive/$1"; }
put full.txt 'Ủy ban nhân dân tỉnh giao Sở Nông nghiệp và Phát triển nông thôn\nChủ trì phối hợp.'
put capitals.txt 'NGHỊ QUYẾT\nVỀ DỰ TOÁN NGÂN SÁCH\nTỈNH ĐỒNG THÁP'
put head.txt 'ỦY BAN NHÂN DÂN\nHUYỆN ĐƠN DƯƠNG\nSố: 12/BC-UBND'
put cell.txt 'STT\tHọ và tên\n1\tNguyễn Văn\nAn\n2\tTrần Thị\nBình'
put wrapped.txt 'Kế hoạch phòng, chống\nthiên tai năm 2020'
put quotes.txt 'Phong trào “Toàn dân đoàn kết” xây dựng đời sống văn hóa và "sáng, xanh" đô thị.'
put brackets.txt 'Phát triển kinh tế (trọng điểm là nông nghiệp) gắn với du lịch [sinh thái].'
put article.txt 'Điều 3. Kinh phí\nDo ngân sách tỉnh bảo đảm.'
put item.txt 'Chương II. Quy định cụ thể\n1.2. Nội dung hỗ trợ'
# What ends.
put sentence.txt 'Hội nghị kết thúc. Mùa mưa đến.'
put blank.txt 'Hội nghị kết thúc\n\nMùa mưa đến'
put list.txt 'Thành phần\n- Mùa mưa\n- Mùa khô'
put numbered.txt 'các nội dung\n1. Mùa mưa\n2. Mùa khô'
put html.html '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Cổng thông tin: giá nước sạch “nông thôn”</title></head><body><p>Mức thu mới.</p></body></html>'
age archive
expect 0 tracuu-index update --index index archive
while IFS= read -r query; do
    printf '%s: ' "$query"
    tracuu --index index --format paths --limit 4 -- "$query" | sed 's,.*/,,' | LC_ALL=C sort | paste -s -d ' '
done <<'END'
"nông thôn chủ trì phối hợp"
"nong thon chu tri"
"nghị quyết về dự toán ngân sách tỉnh Đồng Tháp"
"nghi quyet ve du toan ngan sach"
"NGÂN SÁCH TỈNH"
"ủy ban nhân dân huyện Đơn Dương"
"UBND huyện Đơn Dương"
"Nguyễn Văn An"
"nguyen van an"
"Trần Thị Bình"
"phòng chống thiên tai"
"phong trào toàn dân đoàn kết xây dựng đời sống"
"toan dan doan ket xay dung"
"sáng xanh đô thị"
"kinh tế trọng điểm là nông nghiệp gắn với du lịch sinh thái"
"kinh tế (trọng điểm"
"Điều 3 Kinh phí"
"Điều 3. Kinh phí"
"dieu 3 kinh phi"
"Chương II Quy định cụ thể"
"1.2 Nội dung hỗ trợ"
"kết thúc mùa mưa"
"thành phần mùa mưa"
"mùa mưa mùa khô"
"nội dung mùa mưa"
"giá nước sạch nông thôn"
"Cổng thông tin: giá nước sạch"
"cong thong tin"
"gia nuoc sach nong thon"
END
echo '== titles of the sample archive, quoted back'
tracuu --index "$TC_DEMO_INDEX" --list --format json >documents
jq -r 'select(.title) | .path' documents >paths
jq -r 'select(.title) | .title | gsub("[\"“”„]"; " ")' documents | awk '{ print NR "\t\"" $0 "\"" }' >topics
expect 0 tracuu --index "$TC_DEMO_INDEX" --topics topics --limit 50 --format json | jq -r '[.query_id, .path] | @tsv' >found
awk -F'\t' 'FNR == NR { has[$1, $2] = 1; next }
    { n++; if (!((FNR, $0) in has)) print "not found by its title: " $0 }
    END { print n, "titles" }' found paths
