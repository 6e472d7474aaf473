# Messages are Vietnamese where the locale says so, and English everywhere else.
. "$TC_CLI/lib.sh"

small_archive archive
: >archive/trong.txt
age archive

vietnamese() { env LC_ALL=vi_VN.UTF-8 "$@"; }

echo '== Vietnamese'
expect 3 vietnamese tracuu-index update --index index archive 2>&1
vietnamese tracuu-index status --files --index index | tail -n 1
expect 2 vietnamese tracuu-index index 2>&1
expect 2 vietnamese tracuu-index update --jobs=0 archive 2>&1
vietnamese tracuu --index index 'cai cach hanh chinh' | head -n 1
vietnamese tracuu --index index 'cải cáhc hành chính' | head -n 1
expect 2 vietnamese tracuu --index index 'cải cách AND (hành' 2>&1
expect 2 vietnamese tracuu --index index --from hôm-qua cải 2>&1
vietnamese tracuu --help | grep -F 'Tìm trong'
vietnamese tracuu-index --help | grep -A 1 -F 'Mã kết thúc'

echo '== what a reader says in its confined process, and the index'
mkdir odd
printf '%%PDF-1.4\nkhông còn gì' >odd/a.pdf
printf '\320\317\021\340\241\261\032\341' >odd/b.doc
expect 3 vietnamese tracuu-index update --index odd-index odd 2>&1
expect 1 vietnamese tracuu-index stats --index nowhere 2>&1
expect 1 vietnamese tracuu-index update --index archive odd 2>&1
expect 2 vietnamese tracuu --index odd cải 2>&1

echo '== also by LANG, and by LANGUAGE in another locale'
env LANG=vi_VN.UTF-8 tracuu --index index 'cai cach hanh chinh' | head -n 1
env LANG=en_US.UTF-8 LANGUAGE=vi tracuu --index index 'cai cach hanh chinh' | head -n 1

echo '== the locale of another encoding: messages are UTF-8 all the same'
env LC_ALL=en_US LANGUAGE=vi tracuu --index index 'cai cach hanh chinh' | head -n 1

echo '== English'
tracuu --index index 'cai cach hanh chinh' | head -n 1
env LC_ALL=C LANGUAGE=vi tracuu --index index 'cai cach hanh chinh' | head -n 1
env LC_ALL=fr_FR.UTF-8 tracuu --index index 'cai cach hanh chinh' | head -n 1
env LC_ALL=vi_VN.UTF-8 TRACUU_LOCALEDIR=nowhere tracuu --index index 'cai cach hanh chinh' | head -n 1
tracuu-index status --files --index index | tail -n 1

echo '== the command line, in one language'
for option in --limit=x --bogus --org --sort=x --facets=x; do
    expect 2 vietnamese tracuu "$option" 2>&1
done
