# --show of a text of over a megabyte: less is told the byte where the passage stands, in a file; other pagers get all of
# it by a pipe, and so does less where the passage is near the beginning. What is lit does not depend on it.
. "$TC_CLI/lib.sh"
mkdir docs bin
line='Hội nghị bàn việc làm giao thông trên địa bàn rộng lớn, từng việc một, từ đầu năm đến cuối năm'
awk -v line="$line" 'BEGIN {
    for (i = 1; i <= 12000; i++)
        print i == 40 || i == 11500 ? "Con kinkajou sống ở bến đò thứ " i : line " " i "."
}' >docs/dai.txt
# Both passages are alike; this text has the deep one alone.
sed '40d' docs/dai.txt >docs/sau.txt
age docs
tracuu-index update docs --index i
export TRACUU_INDEX="$PWD/i"
on_terminal() {
    script -qec "stty rows 10 cols 120; $1" /dev/null </dev/null | tr -d '\r' | sed 's/\x1b\[[0-9;]*m//g'
}
printf '#!/bin/sh
for word; do
    case $word in
    +*P) place=${word#+} place=${place%%P} ;;
    esac
    last=$word
done
if [ -n "$place" ]; then
    echo "file $(stat -L -c %%h "$last")"
    tail -c +$((place + 1)) "$last" | head -n 4 | cut -c 1-30
    tail -n 1 "$last" | tail -c 8
else
    echo "pipe $*"
    wc -l
fi
' >bin/less
printf '#!/bin/sh\necho "more $*"\nwc -l\n' >bin/more
chmod +x bin/less bin/more
echo '--- less, deep'
export TRACUU_PAGER="$PWD/bin/less -R"
on_terminal 'tracuu --show 1 --under docs/sau.txt kinkajou'
echo '--- less, at the beginning'
on_terminal 'tracuu --show docs/sau.txt' | head -n 1
printf 'QUYẾT ĐỊNH\n\nĐiều 1. Ghe chợ.\nĐiều 2. Con voọc sống ở bến đò.\n' >docs/ngan.txt
age docs
tracuu-index update docs --index i
echo '--- less, on the first screen and below it'
on_terminal 'tracuu --show 1 voọc' | head -n 1
on_terminal 'stty rows 8; tracuu --show 1 voọc' | head -n 1
echo '--- another pager'
export TRACUU_PAGER="$PWD/bin/more"
on_terminal 'tracuu --show 1 --under docs/sau.txt kinkajou' | head -n 1
echo '--- a pager that is not there'
export TRACUU_PAGER=/nowhere/less
on_terminal 'tracuu --show 1 --under docs/sau.txt kinkajou' | grep -c 'từng việc một'
echo '--- lit'
lit=$(printf '\033\[1;31m')
for query in kinkajou 'bến đò' 'ben do kinkajou' 'kinkaj*' 'cuối năm' 11500; do
    tracuu --color=always --show 1 --under docs/dai.txt "$query" | grep -c "$lit"
done
tracuu --color=always --show docs/dai.txt | grep -c "$lit" || :
