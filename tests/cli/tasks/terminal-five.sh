# A new user with an archive: find the decision on a topic without marks, read it, see what replaced it, read that, open
# it: five commands, in a terminal of 80 columns, with a pager, and in one of 30.
. "$TC_CLI/lib.sh"
. "$TC_CLI/terminal.sh"
mkdir kho
# paper FILE NUMBER YEAR TEXT
paper() {
    printf 'ỦY BAN NHÂN DÂN TỈNH NGHỆ AN\nSố: %s\n\nNghệ An, ngày 04 tháng 12 năm %s\n\nQUYẾT ĐỊNH\nBan hành Quy định về quản lý đò ngang\n\n%s\n' \
        "$2" "$3" "$4" >"kho/$1"
}
paper cu.txt 12/2010/QĐ-UBND 2010 'Điều 1. Quản lý đò ngang trên sông. Chủ đò mua áo phao.'
paper moi.txt 22/2024/QĐ-UBND 2024 'Điều 1. Quản lý đò ngang theo quy định mới, mỗi bến có người gác.
Điều 2. Quyết định này thay thế Quyết định số 12/2010/QĐ-UBND ngày 04 tháng 12 năm 2010 của Ủy ban nhân dân tỉnh Nghệ An.'
for i in 1 2 3 4 5 6 7 8 9; do echo "Thông báo số $i/TB-UBND về lịch trực bến xe $i" >kho/tb$i.txt; done
age kho
tracuu-index update --index i kho
mkdir bin
printf '#!/bin/sh\ncat "$1" >opened\n' >bin/opener
chmod +x bin/opener
printf '[tracuu]\nopener = %s/bin/opener\n' "$PWD" >home/.config/tracuu/tracuu.conf
export TRACUU_INDEX="$PWD/i" TERM=screen-256color TRACUU_PAGER=cat
for wide in 80 30; do
    echo "--- $wide columns"
    # 1: find
    terminal $wide 24 'tracuu -n 1 áo phao quan ly do ngang'
    shows '^left with 0'
    screen_has '^1\. Ban hành' && echo found
    screen | tr -d '\n ' | grep -q 'Replacedby22/2024/QĐ-UBND(04/12/2024)' && echo 'and by what it is replaced'
    close_terminal
    # 2: read it
    terminal $wide 24 'tracuu --show 1 áo phao quan ly do ngang; true'
    shows '^left with 0'
    screen | tr -d '\n ' | grep -q 'Chủđòmuaáophao' && echo read
    close_terminal
    # 3: what replaced it
    terminal $wide 40 'tracuu --show 22/2024/QĐ-UBND; true'
    shows '^left with 0'
    screen | tr -d '\n ' | grep -q 'Replaces:Quyếtđịnh12/2010/QĐ-UBND(04/12/2010)' && echo 'read what replaces it'
    close_terminal
    # 4: only what holds
    terminal $wide 24 'tracuu --current --format paths quan ly do ngang | grep -c txt'
    shows '^left with 0'
    screen_has '^1$' && echo 'only what holds'
    close_terminal
    # 5: open it
    rm -f opened
    terminal $wide 24 'tracuu --open 22/2024/QĐ-UBND'
    shows '^left with 0'
    wait_for grep -q 'có người gác' opened && echo opened
    close_terminal
done
