# What documents say about themselves is searched, filtered and sorted by: number, type, body, place and
# date come from the text, never from names and times of files.
. "$TC_CLI/lib.sh"
mkdir docs

# write NAME BODY NUMBER PLACE_AND_DATE TYPE TITLE
write() {
    printf '%s\n%s    %s\n\n%s\n%s\n\nNội dung về đất đai.\n%s\n' "$2" "$3" "$4" "$5" "$6" "${7:-}" >"docs/$1"
}
write a.txt 'ỦY BAN NHÂN DÂN TỈNH NGHỆ AN' 'Số: 015/2020/QĐ-UBND' 'Vinh, ngày 04 tháng 12 năm 2020' \
    'QUYẾT ĐỊNH' 'Về việc thu hồi đất'
write b.txt 'SỞ Y TẾ LÂM ĐỒNG' 'Số: 7/BC-SYT' 'Đà Lạt, ngày 3/5/2019' 'BÁO CÁO' 'Kết quả năm 2018' \
    'Theo Quyết định số 15/2020/QĐ-UBND ngày 04/12/2020.'
write c.txt 'TINH UY LAM DONG' 'So 12-NQ/TU' 'Da Lat, ngay 20 thang 8 nam 2021' 'NGHI QUYET' 've dat dai'
echo 'Đất đai, không có gì ở đầu văn bản. Ngày 1/1/2022 không phải ngày ban hành.' >docs/d.txt
touch -d '1999-01-01' docs/a.txt
expect 0 tracuu-index rebuild --index ix docs

order=sort
show() {
    echo "-- $*"
    expect 0 tracuu --index ix --format paths "$@" | sed "s|^$PWD/docs/||" | $order
}
nothing() {
    echo "-- $*"
    expect 1 tracuu --index ix --format paths "$@"
}

echo '== what is shown'
expect 0 tracuu --index ix --format json 'số:12-NQ/TU' |
    sed 's/.*"title":\("[^"]*"\),"date":\("[^"]*"\),"type":\("[^"]*"\),"number":\("[^"]*"\),"org":\("[^"]*"\),"place":\("[^"]*"\).*/\1 \2 \3 \4 \5 \6/'

echo '== number: its own, and where it is cited'
show 'số:15/2020/QĐ-UBND'
show 'number:15/2020/qd-ubnd'
show 'số:"số 15"'
show --number 7/BC-SYT 'đất'
nothing 'số:8/BC-SYT'

echo '== type, body, place'
show 'loại:"nghị quyết"'
show 'type:"bao cao"'
show 'cơ-quan:"lâm đồng"'
show 'org:"ủy ban nhân dân"'
show 'nơi:vinh'
show 'place:"đà lạt"'
nothing 'loại:"chỉ thị"'
show --type 'quyết định' 'đất'
show --org 'sở y tế' 'đất'

echo '== date: of the document, not of the file or of another day in it'
show 'ngày:2020'
show 'date:4/12/2020'
show 'date:2019..2020'
show --from 2020 'đất'
show --to 2019-12-31 'đất'
show --from 2020-12-05 --to 2021-08-20 'dat dai'
nothing 'date:1999'
nothing 'date:2022'

echo '== sorted by date; without one last'
order=cat
show --sort newest 'dat dai'
show --sort oldest 'dat dai'

echo '== another version of a document has other metadata'
order=sort
write a.txt 'ỦY BAN NHÂN DÂN TỈNH NGHỆ AN' 'Số: 16/2023/QĐ-UBND' 'Vinh, ngày 05 tháng 1 năm 2023' \
    'QUYẾT ĐỊNH' 'Về việc thu hồi đất'
expect 0 tracuu-index update --index ix docs
show 'số:15/2020/QĐ-UBND'
show 'date:2023'
nothing 'date:2020'
