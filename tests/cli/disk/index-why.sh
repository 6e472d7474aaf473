# status FILE tells the truth for every path: what is known of a file that is indexed, and why another is not.
. "$TC_CLI/lib.sh"
export TZ=UTC
mkdir -p kho/sub/nháp kho/.hidden kho/rỗng outside shared
cat >kho/a.txt <<END
ỦY BAN NHÂN DÂN TỈNH NINH THUẬN
Số: 15/2020/QĐ-UBND
Ninh Thuận, ngày 4 tháng 12 năm 2020
QUYẾT ĐỊNH
Về việc ban hành quy chế tiếp công dân
END
echo 'Bản nháp' >kho/sub/nháp/b.txt
echo 'Tạm' >kho/c.tmp
echo 'Ẩn' >kho/.hidden/d.txt
echo 'Khóa' >'kho/~$e.docx'
echo 'Ngoài' >outside/f.txt
echo 'Riêng' >shared/s.txt
: >kho/empty.txt
ln -s "$PWD/outside/f.txt" kho/out.txt
ln -s nowhere kho/dangling.txt
ln -s a.txt kho/inside.txt
ln -s sub kho/folder-link
mkfifo kho/pipe
echo 'Văn bản trong hộp' >g.txt
zip -q -X kho/box.zip g.txt
age kho outside shared
printf '[tracuu]\nindex=%s/index\nexclude=*.tmp\n\n[archive kho]\npath=%s/kho\nexclude=nháp\n' "$PWD" "$PWD" >tracuu.conf
run() { tracuu-index --config tracuu.conf "$@"; }
expect 3 run update 2>/dev/null
echo 'Mới' >kho/new.txt
why() {
    for file; do
        run status "$file" | sed 's/20[0-9][0-9]-[0-9-]* [0-9:]*$/WHEN/'
        run status "$file" >/dev/null && echo '  (exit status 0)'
    done
}
why kho/a.txt kho/box.zip 'kho/box.zip!/g.txt' kho/sub/nháp/b.txt kho/sub/nháp kho/c.tmp kho/.hidden/d.txt 'kho/~$e.docx' \
    outside/f.txt nowhere.txt kho/empty.txt kho/out.txt kho/dangling.txt kho/inside.txt kho/pipe kho/rỗng kho/new.txt \
    'kho/box.zip!/h.txt' 'kho/a.txt!/h.txt' index/XAPIANDB 2>&1
echo '--- for programs'
run status --json kho/a.txt | jq -c 'del(.read)'
run status --json kho/c.tmp kho/new.txt kho/empty.txt | jq -c '[.state, .reason]'
echo '--- in the language of who asks, not of the run'
LANG=vi_VN.UTF-8 LANGUAGE=vi run status kho/empty.txt kho/c.tmp kho/out.txt | grep -v '20[0-9][0-9]-[0-9][0-9]-'
printf '\001\002\377\376' >kho/unknown.bin
head -c 3000 kho/a.txt >kho/large.txt
for i in 1 2 3 4 5; do cat kho/a.txt; done >>kho/large.txt
age kho
run update --max-file-size 1000 2>/dev/null
LANG=vi_VN.UTF-8 LANGUAGE=vi run status kho/unknown.bin kho/large.txt | grep -v '20[0-9][0-9]-[0-9][0-9]-' | sed 's/: [0-9,. ]*[KMG]*i*B[^,]*,/: N,/'
rm kho/unknown.bin kho/large.txt
rm kho/empty.txt
: >kho/empty2.txt
age kho
LANG=vi_VN.UTF-8 LANGUAGE=vi run update 2>/dev/null
run status kho/empty2.txt | head -n 1
run status | sed -n '/^last run/,/^[a-z]/p' | grep '^  '
echo '--- what ended a run, likewise: in English of a Vietnamese one, and the other way round'
mv kho away && mkdir kho
summary() {
    run status | sed -n 's/20[0-9][0-9]-[0-9-]* [0-9:]* ([^)]*)/WHEN/; s/, \(took\|mất\) [^,]*,/, \1 T,/; /^[a-zđ]/!p; /WHEN/p'
}
LANG=vi_VN.UTF-8 LANGUAGE=vi expect 1 run update 2>&1
summary
expect 1 run update 2>/dev/null
LANG=vi_VN.UTF-8 LANGUAGE=vi summary
LANG=vi_VN.UTF-8 LANGUAGE=vi run status --check 2>&1 | sed 's/^[^:]*: //'
rmdir kho && mv away kho
run update 2>/dev/null
LANG=vi_VN.UTF-8 LANGUAGE=vi summary | head -n 2
echo '--- a file that nobody may open any more'
chmod 000 kho/a.txt
expect 3 as_user env HOME="$PWD/home" tracuu-index --config tracuu.conf update 2>&1
run status kho/a.txt | sed 's/20[0-9][0-9]-[0-9-]* [0-9:]*$/WHEN/'
run status --failed | tail -n 1
tracuu --config tracuu.conf --count 'quy chế tiếp công dân'
chmod 644 kho/a.txt
expect 3 as_user env HOME="$PWD/home" tracuu-index --config tracuu.conf update 2>/dev/null
run status kho/a.txt | head -n 1
