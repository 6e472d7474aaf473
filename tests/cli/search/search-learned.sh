# An abbreviation that only the archive defines finds both ways of writing it, in phrases too; when the
# document that defined it is gone, so is its meaning.
. "$TC_CLI/lib.sh"
mkdir docs
echo 'Quỹ phát triển làng nghề ven biển (QPTLNVB) ra mắt hôm nay.' >docs/defines.txt
echo 'Tỉnh giao sở chủ trì vận hành QPTLNVB từ năm sau.' >docs/short.txt
echo 'Hội nghị bàn về nuôi tôm.' >docs/other.txt
expect 0 tracuu-index rebuild --index ix docs
show() {
    tracuu --index ix --format tsv "$@" | cut -f 1,3,8 | sed "s|$PWD/||"
}
echo '-- long finds short'
show 'quỹ phát triển làng nghề ven biển'
echo '-- short finds long'
show QPTLNVB
echo '-- in a phrase'
show '"vận hành quỹ phát triển làng nghề ven biển"'
echo '-- without marks'
show '"van hanh qptlnvb"'
rm docs/defines.txt
expect 0 tracuu-index update --index ix docs
echo '-- forgotten'
expect 1 tracuu --index ix --format paths '"vận hành quỹ phát triển làng nghề ven biển"'
# Names of three words or more that two documents define, and none otherwise, are names of the archive: found by each
# other, said, and switched off. A common word, or what each document calls something else, is not.
mkdir names
long='Chương trình mục tiêu quốc gia xây dựng nông thôn mới'
for i in 1 2; do
    printf '%s\n' "Triển khai $long (sau đây gọi tắt là Chương trình nông thôn mới) đợt $i, do Ban Chỉ đạo giảm nghèo huyện $i (sau đây gọi tắt là Ban Chỉ đạo giảm nghèo) lo; cán bộ, công chức xã $i (sau đây gọi chung là cán bộ) theo dõi." >names/defines$i.txt
done
echo 'Ban Chỉ đạo giảm nghèo tỉnh (sau đây gọi tắt là Ban Chỉ đạo giảm nghèo) họp.' >names/defines3.txt
echo 'Báo cáo sơ kết Chương trình nông thôn mới ở xã vùng cao.' >names/short.txt
echo "Quyết toán vốn của $long." >names/long.txt
echo 'Danh sách cán bộ đi học.' >names/cadres.txt
echo 'Ban Chỉ đạo giảm nghèo thăm các hộ.' >names/board.txt
echo 'Công chức được nâng lương.' >names/servants.txt
for i in 1 2 3 4 5 6; do
    echo "Thời tiết tháng $i, mưa nhiều nơi." >names/other$i.txt
done
expect 0 tracuu-index rebuild --index named names
found() {
    echo "$*: $(tracuu --index named --format paths "$@" | sed 's,.*/,,;s,\.txt,,' | LC_ALL=C sort | paste -s -d ' ')"
}
echo '-- names'
found --limit 5 "$long"
found --limit 5 'chuong trinh muc tieu quoc gia xay dung nong thon moi'
found --limit 5 'Chương trình nông thôn mới'
tracuu --index named --no-aliases --limit 1 --format json "$long" | jq -c .also
found '"Chương trình nông thôn mới"'
tracuu --index named --limit 1 "$long" | head -n 1
echo '-- nobody else'"'"'s'
for query in 'cán bộ' 'cán bộ, công chức' 'Ban Chỉ đạo giảm nghèo tỉnh' 'Ban Chỉ đạo giảm nghèo'; do
    echo "$query: $(tracuu --index named --limit 1 --format json "$query" | jq -c .also)"
done
