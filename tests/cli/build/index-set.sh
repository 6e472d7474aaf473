# set: what was read wrong is put right, found at once, and never lost.
. "$TC_CLI/lib.sh"
mkdir docs
cat >docs/a.txt <<'TEXT'
ỦY BAN NHÂN DÂN
THÀNH PHỐ PHÚ HÒA
Số: 15/2013/QĐ-UBND
Phú Hòa, ngày 12 tháng 3 năm 2013

QUYẾT ĐỊNH
Về việc ban hành Quy chế quản lý bến đò ngang

Điều 1. Ban hành kèm theo Quyết định này Quy chế quản lý bến đò ngang.
TEXT
echo 'Báo cáo về bến cảng và thủy sản' >docs/b.txt
cp docs/a.txt docs/copy.txt
mkdir pack && sed 's/bến đò ngang/lò gạch thủ công/; s/15.2013/21\/2011/; s/2013/2011/; s/Hòa/Thịnh/; s/HÒA/THỊNH/' docs/a.txt >pack/m.txt
age docs pack
(cd pack && zip -q -X ../docs/box.zip m.txt)
age docs
expect 0 tracuu-index update docs
settle docs
expect 0 tracuu-index update docs

echo '--- put right, and found by that at once'
expect 0 tracuu-index set docs/a.txt ngày=12/3/2014 'số= 16/2014/QĐ-UBND ' 'trích yếu=Quy chế bến phà' 'Người ký=Lê Văn Độ' nơi=
expect 0 tracuu-index set docs/a.txt
expect 0 tracuu --format paths 'số:16/2014/QĐ-UBND'
expect 0 tracuu --format paths 'ngày:2014 signer:độ tiêu-đề:phà'
expect 1 tracuu --format paths 'ngày:2013'
expect 1 tracuu --format paths 'nơi:hòa'
expect 0 tracuu --format json 'số:16/2014/QĐ-UBND' | jq -c '[.title, .date, .number, .place, .signer, .corrected, .copies]'
expect 0 tracuu --no-collapse --format paths 'ngày:2014' | LC_ALL=C sort
tracuu --show docs/a.txt | head -n 12
tracuu-index status docs/a.txt | sed '/^  read: 20/d'
tracuu-index status --json docs/a.txt | jq -c '[.corrected, .fields.date]'
tracuu-index status | sed -n 2p
echo '--- a file in an archive'
expect 0 tracuu-index set 'docs/box.zip!/m.txt' date=2015-01-02
expect 0 tracuu --format paths 'ngày:2015'
expect 0 tracuu-index set

echo '--- kept by update, rebuild, move, compact, dump and load'
right() { # what is found by what was set
    tracuu --format json --no-collapse 'ngày:2014..2015' | jq -r '[.path[('${#PWD}'+1):], .date, .number, .title] | @tsv' | LC_ALL=C sort
}
right >before
mv docs/copy.txt docs/copied.txt
touch docs/a.txt
expect 0 tracuu-index update docs
right | sed 's/copied/copy/' | diff before - && echo moved
expect 0 tracuu-index rebuild docs
right | sed 's/copied/copy/' | diff before - && echo rebuilt
expect 0 tracuu-index rebuild --jobs 2 docs
right | sed 's/copied/copy/' | diff before - && echo rebuilt by two
expect 0 tracuu-index compact
right | sed 's/copied/copy/' | diff before - && echo compact
expect 0 tracuu-index verify
expect 0 tracuu-index dump d
zstd -dc d | head -n 1 | jq '."tracuu-dump"'
zstd -dc d | jq -c 'select(.correction) | .correction.fields'
zstd -dc d | jq -c '.document.corrected | select(.)' | sort -u
tracuu-index set >set-before
expect 0 tracuu-index load d
right | sed 's/copied/copy/' | diff before - && echo loaded
tracuu-index set | diff set-before - && echo and so is what was set
expect 0 tracuu-index update docs
right | sed 's/copied/copy/' | diff before - && echo still so
expect 0 tracuu-index verify
echo '--- documents that are not as they were set are damage'
index=home/.local/share/tracuu/index
for key in $(xapian-metadata list $index/gen.* C | sed 's/ .*//' | head -n 1); do
    cp -R $index lost && set_metadata lost/gen.* "$key" ''
done
tracuu-index verify --index lost >said 2>/dev/null
echo "$?: $(sed "s|^$PWD/||" said)"

echo '--- back to what was read, without the file'
mv docs/b.txt docs/a.txt docs/copied.txt .
expect 0 tracuu-index set docs/a.txt --unset số nơi
expect 0 tracuu-index set docs/a.txt
expect 0 tracuu --format paths 'số:15/2013/QĐ-UBND nơi:hòa'
expect 0 tracuu-index set --unset docs/a.txt
expect 0 tracuu-index set docs/a.txt
expect 0 tracuu --format json 'số:15/2013/QĐ-UBND' | jq -c '[.title, .date, .number, .place, .signer, .corrected, .path]'
mv b.txt a.txt copied.txt docs
expect 0 tracuu-index update docs

echo '--- it changes: told once, and kept'
expect 0 tracuu-index set docs/b.txt 'org=Sở Thủy sản' date=5/6/2012
echo 'Báo cáo về bến cảng, bổ sung' >docs/b.txt
expect 0 tracuu-index update docs 2>&1
expect 0 tracuu-index update docs 2>&1
expect 1 tracuu --format paths 'ngày:2012'
tracuu-index set
tracuu-index status | grep 'set by hand'
echo 'Báo cáo về bến cảng và thủy sản' >docs/b.txt
expect 0 tracuu-index update docs 2>&1
expect 0 tracuu --format paths 'ngày:2012 cơ-quan:"thủy sản"'
rm docs/b.txt
expect 0 tracuu-index update docs
tracuu-index status --json | jq -c '[.corrected, .corrected_left]'
expect 0 tracuu-index rebuild docs
tracuu-index set
expect 0 tracuu-index set --unset docs/b.txt
tracuu-index set

echo '--- what cannot be'
expect 2 tracuu-index set docs/a.txt ngày=31/2/2014
expect 2 tracuu-index set docs/a.txt date=2014
expect 2 tracuu-index set docs/a.txt date=1/1/2999
expect 2 tracuu-index set docs/a.txt số=abc
expect 2 tracuu-index set docs/a.txt màu=đỏ
expect 2 tracuu-index set docs/a.txt path=/x
expect 2 tracuu-index set docs/a.txt ngày=1/1/2014 date=2/1/2014
expect 2 tracuu-index set docs/a.txt "org=$(printf 'a\001b')"
expect 2 tracuu-index set docs/a.txt "org=$(printf 'a\377b')"
expect 2 tracuu-index set docs/a.txt "signer=$(printf '%0200d' 0)"
expect 2 tracuu-index set docs/a.txt ngày
expect 2 tracuu-index set --unset
expect 2 tracuu-index set --file x docs/a.txt
expect 1 tracuu-index set docs/none.txt ngày=1/1/2014
expect 1 tracuu-index set docs/box.zip ngày=1/1/2014
echo 'thêm' >>docs/a.txt
expect 1 tracuu-index set docs/a.txt ngày=1/1/2014
expect 1 tracuu-index set --index none docs/a.txt ngày=1/1/2014
tracuu-index set
