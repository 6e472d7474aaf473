# show-as: paths as those see them who read from other machines.
. "$TC_CLI/lib.sh"
mkdir -p 'srv/kho/hội đồng/2020' srv/kho/mật srv/khác
echo 'Nghị quyết về đất đai' >'srv/kho/hội đồng/2020/nghị quyết.txt'
cp 'srv/kho/hội đồng/2020/nghị quyết.txt' 'srv/kho/hội đồng/2020/bản sao.txt'
echo 'Báo cáo về đất đai, bản của năm trước' >srv/kho/mật/b.txt
echo 'Luật đất đai và nhà ở' >srv/khác/c.txt
mkdir zip && echo 'Tờ trình về đất đai trong tệp nén' >zip/d.txt
(cd zip && python3 -m zipfile -c ../srv/kho/hồ-sơ.zip d.txt)
age srv
cat >tracuu.conf <<END
[tracuu]
index=$PWD/index
show-as = $PWD/srv/kho -> \\\\mc01\\Kho
show-as = $PWD/srv/kho/mật -> M:\\
[archive tất cả]
path=$PWD/srv
END
expect 0 tracuu-index --config tracuu.conf update
t() {
    expect 0 tracuu --config tracuu.conf "$@"
}
echo '--- text'
t 'đất đai'
echo '--- paths, tsv, csv; trec keeps what they are on this machine'
t --format paths 'đất đai' | sort
t --list --format tsv --columns path,title | sort
t --format csv --columns copies,path nghị quyết
t --format trec nghị quyết | cut -d ' ' -f 3 | head -n 1
echo '--- JSON has both'
t --format json nghị quyết | head -n 1 | python3 -c 'import json,sys
h = json.loads(sys.stdin.readline())
print(h["path"], h["shown_path"], h["copies"], h["shown_copies"], sep="\n")'
echo '--- as they are'
t --real-paths --format paths 'đất đai' | sort
t --real-paths --format json nghị quyết | grep -c shown_
echo '--- below a folder: either form, small letters, and the slashes that a shell likes better'
for under in "$PWD/srv/kho/hội đồng" '\\mc01\kho\hội đồng' '\\MC01\KHO\hội đồng\' '//mc01/kho/hội đồng/2020' \
    'm:\' 'M:/' 'M:' '\\mc01\kho\hồ-sơ.zip'; do
    printf '%s: %s\n' "$under" "$(t --list --format paths --under "$under" | wc -l)"
done
expect 1 tracuu --config tracuu.conf --list --under '\\mc01\kh'
echo '--- in the query: whole, and parts of it'
for path in 'tệp:"\\mc01\kho\hội đồng"' 'tệp:"hội đồng\2020"' 'tệp:kho\mật' 'tệp:mc01' 'tệp:"M:"' 'tệp:"khác/c"'; do
    printf '%s: %s\n' "$path" "$(t --count "$path")"
done
echo '--- one document'
t --show '\\mc01\kho\hội đồng\2020\nghị quyết.txt' | grep -a mc01
t --show 'm:\b.txt' --format json | grep -c '"text"'
expect 1 tracuu --config tracuu.conf --like '\\mc01\kho\hồ-sơ.zip!\d.txt' --format paths
expect 1 tracuu --config tracuu.conf --similar 'M:/b.txt' --format paths
cat >opener <<'END'
#!/bin/sh
echo "opened: $1" >opened.txt
END
chmod +x opener
cp tracuu.conf open.conf && sed -i "2a opener=$PWD/opener" open.conf
expect 0 tracuu --config open.conf --open '//MC01/kho/hội đồng/2020/bản sao.txt'
wait_for [ -s opened.txt ]
cat opened.txt
echo '--- tracuu-index takes them, too'
i() {
    expect 0 tracuu-index --config tracuu.conf "$@"
}
i update '\\mc01\kho\hội đồng' 'M:'
i status '\\mc01\kho\hội đồng\2020\bản sao.txt' | head -n 1
i status 'm:\b.txt' '\\mc01\kho\hồ-sơ.zip!\d.txt' | grep -c '^indexed'
expect 1 tracuu-index --config tracuu.conf status '\\mc01\kho\không có.txt'
i extract '\\mc01\kho\hồ-sơ.zip!\d.txt'
i set 'M:\b.txt' 'số=12/BC-UBND'
i set 'M:/b.txt' | grep -c '12/BC-UBND'
t --list --format csv --columns đường-dẫn,ngày --under '\\mc01\kho\hội đồng' | sed '1!s/,.*/,2\/1\/2020/' >register.csv
cat register.csv | tr -d '\r'
i set --file register.csv
t --format json nghị quyết | head -n 1 | jq -c '[.date, .corrected]'
echo '--- what cannot be'
for line in 'nothing' "$PWD -> " 'srv -> K:\' "$PWD -> mc01" "$PWD -> \\\\mc01" "$PWD -> K:kho" "$PWD -> ftp:/x" \
    "$PWD/srv/kho -> N:\\" "$PWD -> m:"; do
    { sed '/^\[archive/,$d' tracuu.conf && printf 'show-as=%s\n' "$line"; } >bad.conf
    expect 2 tracuu --config bad.conf 'đất đai'
done
