# tracuu-browse, as somebody at a terminal has it.
. "$TC_CLI/lib.sh"
. "$TC_CLI/terminal.sh"
mkdir docs
decision() { # FILE NUMBER DAY TITLE TEXT
    printf 'UBND TỈNH NGHỆ AN\nSố: %s\n\nNghệ An, ngày %s\n\nQUYẾT ĐỊNH\n%s\n\n%s\n' "$2" "$3" "$4" "$5" >"docs/$1"
}
decision cho.txt 12/2019/QĐ-UBND '5 tháng 3 năm 2019' 'Về quản lý chợ nông thôn' \
    'Điều 1. Quản lý chợ nông thôn. Chợ nông thôn họp mỗi ngày.'
decision cho-moi.txt 22/2021/QĐ-UBND '1 tháng 6 năm 2021' 'Về chợ nông thôn kiểu mẫu' \
    'Điều 1. Chợ nông thôn kiểu mẫu.
Điều 2. Quyết định này có hiệu lực từ ngày ký và thay thế Quyết định số 12/2019/QĐ-UBND ngày 05 tháng 3 năm 2019.'
decision rung.txt 7/2021/QĐ-UBND '2 tháng 7 năm 2021' 'Về bảo vệ rừng' 'Điều 1. Bảo vệ rừng phòng hộ.'
printf 'Thông báo về chợ\033]0;x\007 đêm \342\200\256nêm ợhc\n\nChợ đêm mở cửa.\n' >docs/la.txt
age docs
tracuu-index rebuild --index i docs
export TRACUU_INDEX="$PWD/i" TERM=screen-256color PAGER=less

echo '--- without a terminal, without fzf'
expect 2 tracuu-browse
mkdir few
for program in sh cat gettext sed tracuu; do ln -s "$(command -v $program)" few/; done
ln -s "$(command -v tracuu-browse)" few/
PATH=$PWD/few expect 2 few/tracuu-browse
printf '#!/bin/sh\necho "0.29 (debian)"\n' >few/fzf
chmod +x few/fzf
ln -s "$(command -v awk)" "$(command -v printf)" few/
PATH=$PWD/few expect 2 few/tracuu-browse
expect 2 tracuu-browse --wrong
expect 2 tracuu-browse --index
expect 0 tracuu-browse --help | head -n 2

echo '--- typing is searching, without marks, too'
terminal 120 60 tracuu-browse
shows '4 documents'
typed 'cho nong thon'
shows '2 documents about the topic'
shows '05/03/2019  12/2019/QĐ-UBND  Về quản lý chợ nông thôn'
typed ' "kieu'
shows '22/2021/QĐ-UBND  Về chợ nông thôn kiểu mẫu'
keys C-u
typed 'quan ly cho'
shows '^> .*12/2019/QĐ-UBND'
shows '1 document about the topic, then what has a part of it$'

echo '--- preview, relations, text'
shows 'Replaced by: 22/2021/QĐ-UBND (01/06/2021)'
shows 'Điều 1. Quản lý chợ nông thôn'
keys C-r
hides 'Điều 1. Quản lý chợ nông thôn'
shows 'Replaced by: 22/2021'
keys C-r
shows 'Điều 1. Quản lý chợ nông thôn'
keys Enter
hides 'search:'
shows 'Chợ nông thôn họp mỗi ngày'
keys q
shows 'search: quan ly cho'

echo '--- a year, a type, newest, all'
keys C-u
keys C-y
shows '^only:'
shows '^ *2  2021'
typed 2019
keys Enter
shows '1 document · 2019'
keys C-x
shows '4 documents$'
keys C-t
shows '^only:'
shows ' 3  Quyết định$'
typed 'Quyết'
keys Enter
shows '3 documents · Quyết định'
keys C-n
shows 'newest first · Quyết định'
shows '^> .*02/07/2021  7/2021/QĐ-UBND'

echo '--- the file, the clipboard'
printf '[tracuu]\nopener=%s\n' "$PWD/opener" >home/.config/tracuu/tracuu.conf
printf '#!/bin/sh\necho "$1" >%s\n' "$PWD/opened" >opener
chmod +x opener
keys C-o
wait_for test -s opened
cat opened
keys M-n
copied() { [ "$(in_tmux show-buffer 2>/dev/null)" = "$1" ]; }
wait_for copied 7/2021/QĐ-UBND
keys M-p
wait_for copied "$PWD/docs/rung.txt"
keys Escape
shows 'left with 0'
close_terminal
find . -maxdepth 1 -name 'tmp.*'

echo '--- paths as other machines have them: shown, read, opened, copied'
printf 'show-as=%s -> \\\\mc01\\kho\n' "$PWD/docs" >>home/.config/tracuu/tracuu.conf
rm opened
mkdir slow
cat >slow/tracuu <<END
#!/bin/sh
$(command -v tracuu) "\$@"
status=\$?
case \$* in
*--open*) : >$PWD/opening && until [ -e $PWD/typed ]; do sleep 0.05; done ;;
*--facets*) : >$PWD/choosing && until [ -e $PWD/chosen ]; do sleep 0.05; done ;;
esac
exit \$status
END
chmod +x slow/tracuu
PATH=$PWD/slow:$PATH terminal 120 60 'tracuu-browse "bảo vệ rừng"'
shows 'path: ..mc01.kho.rung.txt'
keys M-p
wait_for copied '\\mc01\kho\rung.txt'
keys C-o
wait_for test -s opened
cat opened
# Enter while --open still has the terminal reaches fzf as the end of a line.
wait_for test -e opening
keys Enter
in_tmux display-message -p >typed
shows '^(END)'
shows 'Điều 1. Bảo vệ rừng phòng hộ'
keys q
shows 'search: '
# What is typed before the values are there counts, too.
keys C-u
shows '4 documents$'
keys C-t
wait_for test -e choosing
typed 'Quyết'
keys Enter
in_tmux display-message -p >chosen
shows '3 documents · Quyết định'
keys Escape
shows 'left with 0'
close_terminal

echo '--- 30 columns, in Vietnamese, control characters and letters that turn around'
export LC_ALL=vi_VN.UTF-8
terminal 30 20 'tracuu-browse chợ đêm'
shows 'tìm: chợ đêm'
shows '1 văn bản'
shows '^> Thông báo về chợ'
screen | grep '^>'
screen | grep -c "$(printf '\342\200\256')"
screen | awk 'length > 0' | wc -L | awk '{ print ($1 <= 30) }'
keys Escape
shows 'left with 0'
close_terminal
