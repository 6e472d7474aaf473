# An index of an older version: searching says what to do, and update carries it over from its own texts.
. "$TC_CLI/lib.sh"
small_archive docs
: >docs/empty.txt
age docs
printf 'đề án\tcải cách hành chính\nq2\tđất đai\n' >topics
expect 3 tracuu-index update --index i docs
expect 0 tracuu-index set --index i docs/a.txt date=1/2/2014 số=7/TB-UBND
expect 0 tracuu-index set --index i docs/sub/b.txt trích-yếu=
expect 0 tracuu-index set --index i docs/d.txt org=Sở
rm docs/d.txt # what belongs to no file any more is kept, too
expect 0 tracuu-index update --index i docs
set_by_hand() {
    tracuu-index set --index i
    tracuu --index i --list --format json 'date:2014 number:7/TB-UBND' | jq -c '[.title, .corrected]'
}
set_by_hand | tee hand.before
expect 0 tracuu --index i --topics topics --format json >before
dump_index i >before.dump

# older KEY: the index as a version before this one left it.
older() {
    version=$(tracuu-index stats --json --index i | sed "s/.*\"$1\":\([0-9]*\).*/\1/")
    set_metadata "$(echo i/gen.*)" "tracuu.$1" $((version - 1))
}
for key in schema analyzer; do
    echo "--- $key"
    older $key
    expect 2 tracuu --index i đất
    expect 1 tracuu-index status --files --index i
    expect 1 tracuu-index verify --index i
    expect 1 tracuu-index compact --index i
    expect 0 tracuu-index update --dry-run --index i | head -n 1
    expect 2 tracuu --index i đất
    expect 0 tracuu-index update --index i
    expect 0 tracuu-index verify --index i
    dump_index i | diff before.dump -
    tracuu --index i --topics topics --format json | diff before -
    set_by_hand | diff hand.before -
done
ls i | sed 's/gen\.[0-9]*/gen.N/'
echo '--- with several processes'
older schema
expect 0 tracuu-index update --jobs 3 --index i
dump_index i | diff before.dump -
set_by_hand | diff hand.before -
echo '--- the files are gone'
older schema
mv docs away
expect 1 tracuu-index update --index i
tracuu --index i --topics topics --format json | diff before -
mv away docs
expect 0 tracuu-index update --index i
dump_index i | diff before.dump -
echo '--- and with something to do'
older analyzer
echo 'Luật đất đai sửa đổi' >docs/new.txt
age docs
expect 0 tracuu-index update --verbose --index i docs | sort
expect 0 tracuu --index i --format paths 'sửa đổi'
echo '--- its records are damaged: no half of it goes live'
older schema
cp -R i damaged
set_metadata "$(echo damaged/gen.*)" "F$PWD/docs/new.txt" nonsense
expect 1 tracuu-index update --index damaged
ls damaged | sed 's/gen\.[0-9]*/gen.N/'
echo '--- a disk that is full'
(
    trap '' XFSZ
    ulimit -f 8
    expect 1 tracuu-index update --index i 2>said
)
[ -s said ] || echo 'no message'
ls i | sed 's/gen\.[0-9]*/gen.N/'
expect 2 tracuu --index i đất
echo '--- rebuild does, too, from the paths of the last run'
expect 3 tracuu-index rebuild --index i
expect 0 tracuu --index i --format paths 'sửa đổi'
echo '--- a newer one is left alone'
set_metadata "$(echo i/gen.*)" tracuu.schema 999
expect 2 tracuu --index i đất
expect 1 tracuu-index update --index i
expect 1 tracuu-index status --files --index i

echo '--- relations of older rules are taken from the texts again'
mkdir acts
cat >acts/a.txt <<'EOF'
ỦY BAN NHÂN DÂN HUYỆN MỸ AN
Số: 22/2021/QĐ-UBND

Mỹ An, ngày 01 tháng 06 năm 2021

QUYẾT ĐỊNH
Về chợ nổi

Điều 1. Bãi bỏ Quyết định số 12/2010/QĐ-UBND ngày 05 tháng 3 năm 2010 về chợ.
Điều 2. Quyết định này có hiệu lực kể từ ngày ký.
EOF
expect 0 tracuu-index update --index r acts
tracuu-index dump --index r r.dump
zstd -dcq r.dump | sed '$d; s,"12/2010,"99/2009,' >lines
{
    cat lines
    # the counts of the last line, and a checksum of what is before it
    zstd -dcq r.dump | tail -n 1 | sed "s/\"sha256\":\"[0-9a-f]*\"/\"sha256\":\"$(sha256sum <lines | cut -d' ' -f1)\"/"
} | zstd -q >old.dump
expect 0 tracuu-index load --index old old.dump
relations_of() {
    tracuu --index old --list --format json | jq -c '[.relations[] | .kind, .number]'
}
relations_of
set_metadata "$(echo old/gen.*)" tracuu.analyzer 4
expect 0 tracuu-index update --index old
relations_of
