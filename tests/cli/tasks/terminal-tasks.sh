# What people of an office want, each with one command, in a terminal of 100 columns.
. "$TC_CLI/lib.sh"
. "$TC_CLI/terminal.sh"
mkdir -p kho/hdnd kho/snv kho/tam cu
# paper FILE BODY TYPE NUMBER DAY TITLE TEXT
paper() {
    printf '%s\nSố: %s\n\nNghệ An, ngày %s\n\n%s\n%s\n\n%s\n\nNơi nhận:\n- Lưu: VT.\n\nCHỦ TỊCH\n\nNguyễn Văn Mẫu\n' \
        "$2" "$4" "$5" "$3" "$6" "$7" >"$1"
}
tinh='ỦY BAN NHÂN DÂN TỈNH NGHỆ AN'
paper kho/hdnd/nq1.txt 'HỘI ĐỒNG NHÂN DÂN TỈNH NGHỆ AN' 'NGHỊ QUYẾT' 5/2018/NQ-HĐND '7 tháng 12 năm 2018' 'Về phát triển cây chè' 'Phát triển cây chè ở Thanh Chương.'
paper kho/hdnd/nq2.txt 'HỘI ĐỒNG NHÂN DÂN TỈNH NGHỆ AN' 'NGHỊ QUYẾT' 9/2022/NQ-HĐND '9 tháng 7 năm 2022' 'Về hỗ trợ cây chè' 'Hỗ trợ cây chè, phát triển cây chè bền vững.'
paper kho/qd1.txt "$tinh" 'QUYẾT ĐỊNH' 12/2021/QĐ-UBND '3 tháng 3 năm 2021' 'Về quản lý rừng' 'Điều 1. Quản lý rừng phòng hộ.'
paper kho/qd2.txt "$tinh" 'QUYẾT ĐỊNH' 15/2022/QĐ-UBND '4 tháng 4 năm 2022' 'Về đường nông thôn' 'Điều 1. Làm đường nông thôn.'
paper kho/snv/bc.txt 'SỞ NỘI VỤ NGHỆ AN' 'BÁO CÁO' 33/BC-SNV '5 tháng 5 năm 2022' 'Kết quả thi tuyển công chức' 'Kết quả thi tuyển công chức năm 2022: 120 người trúng tuyển.
Kinh phí thi tuyển là 2 tỷ đồng.'
paper kho/tam/nhap.txt "$tinh" 'QUYẾT ĐỊNH' 99/QĐ-UBND '6 tháng 6 năm 2022' 'Bản nháp về sân vận động' 'Sân vận động.'
paper cu/tc.txt "$tinh" 'THÔNG BÁO' 7/TB-UBND '8 tháng 8 năm 1999' 'Về tem phiếu' 'Thu hồi tem phiếu.'
printf 'BIÊN BẢN\nHội nghị lần thứ hai Ban Chấp hành\n\nChủ trì: Đồng chí Trần Thị Bình\n\nHội nghị lần thứ hai bàn về ngân sách.\n' >kho/bb.txt
printf '%s\n' 'Công văn về việc phòng chống bão lụt' 'Kính gửi: Ủy ban nhân dân các huyện' \
    'Các huyện chuẩn bị rọ đá, bao cát và thuyền máy trước ngày 30 tháng 8.' | "$TC_WORD_FILE" >kho/bao-lut.doc
age kho cu
tracuu-index rebuild --index i kho
tracuu-index rebuild --index j cu
export TRACUU_INDEX="$PWD/i" TERM=screen-256color TRACUU_PAGER=cat
# task WHAT PATTERN COMMAND: what it is for, what the screen has in the end, and what is typed.
task() {
    terminal 100 50 "$3"
    wait_for screen_has '^left with [0-9]'
    if screen_has "$2"; then
        echo "$1"
    else
        echo "not: $1"
        screen
    fi
    close_terminal
}
task 'newest resolution on a subject' '^1\. Về hỗ trợ cây chè' 'tracuu -n 1 --sort newest --type "nghị quyết" cây chè'
task 'decisions of an office in a year' '^1 document' 'tracuu --org "UBND tỉnh Nghệ An" --type "quyết định" --from 2021 --to 2021'
task 'a number' '12/2021/QĐ-UBND · 03/03/2021' 'tracuu 12/2021/QĐ-UBND'
task 'who presided over the second conference' 'Trần Thị Bình' 'tracuu --show 1 hội nghị lần thứ hai'
task 'a report, typed without marks' '^1\. Kết quả thi tuyển công chức' 'tracuu -n 1 ket qua thi tuyen cong chuc'
task 'its text' '120 người trúng tuyển' 'tracuu --show 1 ket qua thi tuyen cong chuc'
task 'the text of a .doc in TCVN3' 'rọ đá, bao cát và thuyền máy' 'tracuu --show 1 phong chong bao lut'
task 'an excerpt' 'Kinh phí thi tuyển là 2 tỷ đồng' 'tracuu --context 1 -n 1 thi tuyển 120 người'
task 'the register of a year' '15/2022/QĐ-UBND,2022-04-04\|15/2022/QĐ-UBND.*2022' 'tracuu --list --from 2022 --to 2022 --format csv'
task 'one folder' '^2 documents' 'tracuu --list --under kho/hdnd -n 5'
task 'two archives' 'Về tem phiếu' "tracuu -i $PWD/i -i $PWD/j tem phiếu"
task 'why this one is first' 'score' 'tracuu --explain -n 1 cây chè'
task 'a signer' 'signer Nguyễn Văn Mẫu' 'tracuu -n 2 người-ký:"Nguyễn Văn Mẫu"'
task 'since a day' '^[0-9]* documents*' 'tracuu --list --from 1/5/2022 -n 1'
paper kho/hdnd/nq3.txt 'HỘI ĐỒNG NHÂN DÂN TỈNH NGHỆ AN' 'NGHỊ QUYẾT' 11/2022/NQ-HĐND '9 tháng 8 năm 2022' 'Về ngân sách' 'Ngân sách năm 2023.'
head -c 3000 /dev/zero | tr '\0' '\377' >kho/hong.bin
age kho
task 'what an update has done' '^tracuu-index: 1 read anew, 1 could not be read (tracuu-index status --failed says why); [0-9]* s' \
    'tracuu-index update --index i kho'
rm kho/hong.bin
task 'what is gone' '^tracuu-index: [0-9]* gone; [0-9]* s' 'tracuu-index update --index i kho'
task 'nothing is said to cron' '^left with 0' 'tracuu-index update --index i kho 2>&1 | grep .; test $? -eq 1'
printf 'che\tcây chè\n' >topics
tracuu --watch topics 2>/dev/null
paper kho/moi.txt "$tinh" 'QUYẾT ĐỊNH' 40/2023/QĐ-UBND '1 tháng 2 năm 2023' 'Về giống cây chè' 'Giống cây chè mới, cây chè đặc sản.'
age kho
tracuu-index update --index i kho
task 'news since the last time' 'Về giống cây chè' 'tracuu --watch topics'
task 'no news' '^left with 0' 'tracuu --watch topics'
paper kho/snv/du-thao.txt 'SỞ NỘI VỤ NGHỆ AN' 'BÁO CÁO' 34/BC-SNV '5 tháng 5 năm 2022' 'Kết quả thi tuyển công chức' 'Kết quả thi tuyển công chức năm 2022: 118 người trúng tuyển.
Kinh phí thi tuyển là 2 tỷ đồng.'
paper kho/hom-qua.txt "$tinh" 'QUYẾT ĐỊNH' 77/QĐ-UBND "$(date -d yesterday '+%d tháng %m năm %Y')" 'Về lịch trực' 'Lịch trực cơ quan.'
age kho
tracuu-index update --index i kho
task 'near-duplicates' 'differs: 33/BC-SNV → 34/BC-SNV; 120 → 118' 'tracuu --similar kho/snv/bc.txt'
task 'the last 30 days' 'Về lịch trực' 'tracuu --list --from "30 ngày qua"'
task 'a wrong date put right' '15/2022/QĐ-UBND · 04/05/2023' 'tracuu-index set --index i kho/qd2.txt ngày=4/5/2023 && tracuu -n 1 --from 4/5/2023 --to 4/5/2023 đường nông thôn'
printf '[tracuu]\nshow-as = %s/kho -> \\\\mc01\\kho\n' "$PWD" >windows.conf
task 'paths of Windows' '^   .*mc01.kho.snv.bc.txt' 'tracuu --config windows.conf 33/BC-SNV'
monday=$(sed -n 's/\\-/-/g; s/^30 6 \* \* 1 //p' "$TC_CLI/../../docs/tracuu-cron.7")
cp topics home/topics.tsv
eval "$monday" 2>/dev/null
paper kho/moi2.txt "$tinh" 'QUYẾT ĐỊNH' 41/2023/QĐ-UBND '3 tháng 2 năm 2023' 'Về sấy chè' 'Sấy chè, cây chè già.'
age kho
tracuu-index update --index i kho
task 'news every Monday' 'Về sấy chè' "$monday"
task 'a missing file' 'there is no such file' 'tracuu-index status --index i kho/khong-co.txt'
printf '[archive kho]\npath=%s/kho\nexclude=tam\n' "$PWD" >office.conf
task 'a folder left out' '^left with 0' 'tracuu-index update --config office.conf --index i --allow-shrink'
task 'and it is not found any more' '^left with 1' 'tracuu sân vận động'
task 'documents like one' 'Về phát triển cây chè' 'tracuu --like kho/hdnd/nq2.txt'
mv i elsewhere
unset TRACUU_INDEX
task 'the index moved' 'Về quản lý rừng' 'tracuu -i elsewhere quản lý rừng'
