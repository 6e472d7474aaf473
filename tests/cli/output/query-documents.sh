# After the hit: its text, its file, its folder, documents like it.
. "$TC_CLI/lib.sh"
mkdir -p docs/ubnd docs/ubnd-2 zip
printf 'UBND TỈNH NGHỆ AN\nSố: 12/QĐ-UBND\n\nQUYẾT ĐỊNH\nVề thu hồi đất làm đường\n\nThu hồi đất của 12 hộ. Thu hồi đất xong trước tháng 6. Bồi thường khi thu hồi đất.\n' >docs/ubnd/a.txt
printf 'Thông báo về bồi thường khi thu hồi đất. Thu hồi đất ở xã Hưng Lộc; bồi thường trong tháng 6.\n' >docs/ubnd-2/b.txt
printf 'Báo cáo về học phí. Học phí năm nay. Đất đai ở trường học.\033]0;tiêu đề\007 \342\200\256đảo\n' >docs/c.txt
cp docs/ubnd/a.txt docs/ban-sao.txt
printf 'Kế hoạch nuôi tôm. Nuôi tôm ở bãi.\n' >'zip/nuôi tôm.txt'
(cd zip && zip -q -X ../docs/kho.zip 'nuôi tôm.txt')
age docs
expect 0 tracuu-index rebuild --index i docs
export TRACUU_INDEX=i
echo '--- list'
expect 0 tracuu --list --format paths
expect 0 tracuu --list --format tsv thu hồi đất | cut -f 3,7
echo '--- under'
expect 0 tracuu --list --under docs/ubnd --format paths
expect 0 tracuu --under docs/kho.zip --format paths tôm
expect 1 tracuu --under docs/ub --format paths đất
expect 1 tracuu --under docs/ubnd tôm
echo '--- show'
expect 0 tracuu --show docs/ubnd/a.txt
expect 0 tracuu --show 1 nuoi tom | sed -n '/^$/,$p'
expect 0 tracuu --show 12/QĐ-UBND | grep -c '^path:'
expect 0 tracuu --color always --show docs/ubnd-2/b.txt thu hồi đất | tail -n 1 | cat -v
COLUMNS=40 expect 0 tracuu --show docs/c.txt | cat -v | sed 's/M-[^ ]*//g' | awk 'length > 40'
expect 0 tracuu --show docs/c.txt | grep -c "$(printf '[\033\007]')"
expect 0 tracuu --format json --show docs/c.txt | jq -r '.text | length > 50'
expect 1 tracuu --show docs/d.txt
expect 0 tracuu --show ban-sao.txt | grep -c '^path:.*ban-sao'
expect 0 tracuu --show 'nuôi tôm.txt' | grep '^path:'
mkdir docs/ubnd-2/x && cp docs/ubnd-2/b.txt docs/ubnd-2/x && tracuu-index update --index i docs
expect 1 tracuu --show b.txt # two are called so
rm -r docs/ubnd-2/x && tracuu-index update --index i docs
expect 1 tracuu --show '".txt'
expect 1 tracuu --show docs/kho.zip
expect 1 tracuu --like docs/ubnd-2/
expect 1 tracuu --show 9 nuoi tom
expect 2 tracuu --show 9
expect 2 tracuu --show 0 nuoi tom
echo '--- context'
printf 'Dòng một.\n\nDòng hai.\nDòng ba nói về cây chè.\nDòng bốn.\n\n\nDòng năm.\nDòng sáu.\n' >docs/ubnd-2/e.txt
age docs
tracuu-index update docs --index i
expect 0 tracuu --context 0 cây chè | sed 1,4d
expect 0 tracuu --context 2 cây chè | sed 1,4d
expect 0 tracuu --context 1 --format json cây chè | jq .context
expect 0 tracuu --context 1 --show 1 cây chè | sed '1,/^$/d'
expect 2 tracuu --context 1 --format tsv cây chè
expect 2 tracuu --context 1 --list
rm docs/ubnd-2/e.txt
tracuu-index update docs --index i
echo '--- like'
expect 0 tracuu --like docs/ubnd/a.txt --format paths
expect 0 tracuu --like ban-sao.txt --format paths
expect 1 tracuu --like docs/d.txt
echo '--- open'
printf '#!/bin/sh\necho "$# $1 $(basename "$2")"\ncat "$2"\nls -l "$2" | cut -c 1-10\n' >opener
chmod +x opener
printf '[tracuu]\nopener=%s --xem\n' "'$PWD/opener'" >home/.config/tracuu/tracuu.conf
expect 0 tracuu --open 1 thông báo | sed -n 1,2p
expect 0 tracuu --open "docs/kho.zip!/nuôi tôm.txt"
stat -c %a home/.cache/tracuu/open home/.cache/tracuu/open/*
touch -d '2020-01-01' home/.cache/tracuu/open/*
expect 0 tracuu --open 1 nuoi tom | sed -n 1p
find home/.cache/tracuu/open -type f | wc -l
rm docs/ubnd-2/b.txt docs/kho.zip
expect 2 tracuu --open 1 thông báo
expect 2 tracuu --open 1 nuoi tom
echo '[tracuu]
opener=false' >home/.config/tracuu/tracuu.conf
expect 2 tracuu --open docs/c.txt
printf '[tracuu]\nopener=/nowhere/xem\n' >home/.config/tracuu/tracuu.conf
expect 2 tracuu --open docs/c.txt
LC_ALL=vi_VN.UTF-8 expect 2 tracuu --open docs/c.txt
echo '--- register'
printf '=1+1, "hai"\n\nCông thức trong một bảng.\n' >docs/d.txt
age docs
tracuu-index update docs --index i
expect 0 tracuu --list --format csv --columns 'Trích yếu,so,date,đường-dẫn' | sed "s|$PWD||" | od -An -c | tr -d ' \n' | cut -c 1-120
echo
expect 0 tracuu --list --format csv | tr -d '\r' | python3 -c 'import csv,sys
for row in csv.reader(sys.stdin): print(len(row), row[3])'
expect 0 tracuu --format tsv --columns so,bản-sao thu hồi đất
expect 2 tracuu --list --format csv --columns số,màu
expect 2 tracuu --list --format json --columns số
echo '--- first line, a file that is gone, what replaces what'
expect 0 tracuu --limit 0 đất
expect 0 tracuu --limit 1 đất | sed -n 1p
expect 0 tracuu --limit 1 --offset 1 đất | sed -n 1p
rm docs/c.txt
expect 0 tracuu học phí | grep -c gone
echo '--- pager'
printf '#!/bin/sh\necho "pager $*"\ncat >seen\nwc -l <seen\n' >pager
chmod +x pager
on_terminal() {
    script -qec "stty rows 10 cols 60; $1" /dev/null </dev/null | tr -d '\r'
}
export TRACUU_PAGER="$PWD/pager -x"
on_terminal 'tracuu --list' | head -n 1
on_terminal 'tracuu --list --no-pager' | grep -c '^pager'
on_terminal 'TRACUU_PAGER= tracuu --list' | grep -c '^pager'
on_terminal 'TERM=dumb tracuu --list' | grep -c '^pager'
on_terminal 'tracuu -n 1 học phí' | grep -c '^pager'
on_terminal 'tracuu --show docs/c.txt' | head -n 1
on_terminal 'TRACUU_PAGER=/nowhere/pager tracuu --show docs/c.txt' | head -n 1
echo '--- what could not be read'
echo 'Danh sách mật' >mat.txt
zip -q -P khoa docs/ma.zip mat.txt
age docs
expect 3 tracuu-index update docs --index i 2>/dev/null
expect 1 tracuu --show 'docs/ma.zip!/mat.txt'
LC_ALL=vi_VN.UTF-8 expect 1 tracuu --open 'docs/ma.zip!/mat.txt'
expect 1 tracuu --show 'docs/ma.zip!/none.txt'
echo '--- a number with its day, as it is pasted'
expect 0 tracuu --show 'Quyết định số 12/QĐ-UBND ngày 05/3/2010' | grep -c '^path:'
expect 0 tracuu --count 'số:"12/QĐ-UBND ngày 05 tháng 3 năm 2010"'
echo '--- a file that is gone is told of where it is read, too'
mv docs/ubnd/a.txt kept.txt
expect 0 tracuu --show docs/ubnd/a.txt | grep "^path:"
mv kept.txt docs/ubnd/a.txt
echo '--- a number without its symbol'
mkdir so
printf 'CHÍNH PHỦ\nSố: 14/2010/NĐ-CP\nHà Nội, ngày 01 tháng 3 năm 2010\n\nNGHỊ ĐỊNH\nVề bến đò\n\nĐiều 1. Bến đò.\n' >so/a.txt
printf 'BỘ TÀI CHÍNH\nSố: 14/2010/TT-BTC\nHà Nội, ngày 02 tháng 4 năm 2010\n\nTHÔNG TƯ\nVề phí đò\n\nĐiều 1. Phí đò.\n' >so/b.txt
printf 'BỘ TÀI CHÍNH\nSố: 15/2010/TT-BTC\nHà Nội, ngày 03 tháng 4 năm 2010\n\nTHÔNG TƯ\nVề phí chợ\n\nĐiều 1. Phí chợ.\n' >so/c.txt
age so
expect 0 tracuu-index rebuild --index j so
expect 0 tracuu --index j --show 15/2010 | sed -n '1,2p'
expect 0 tracuu --index j --show '14/2010 (02/04/2010)' | sed -n '1,2p'
expect 0 tracuu --index j --show '14/2010/NĐ-CP năm 2010' | sed -n '1,2p'
expect 1 tracuu --index j --show '14/2010/NĐ-CP năm 2011'
expect 0 tracuu --index j --show 14/2010
expect 0 tracuu --index j --count 'số:14/2010'
expect 1 tracuu --index j --show 16/2010
expect 2 tracuu --index j --open 14/2010
echo '--- a folder of which the index has nothing'
expect 1 tracuu --index j --under so/khac đò
expect 1 tracuu --index j --under so xyzzy
expect 1 tracuu --index j --list --format tsv --under /khac
LC_ALL=vi_VN.UTF-8 expect 1 tracuu --index j --under /khac đò
