# Words are UTF-8 whatever the locale, and none is set here.
. "$TC_CLI/lib.sh"
export TRACUU_INDEX="$TC_DEMO_INDEX"
expect 0 tracuu --limit 3 'nông thôn mới' >expected
grep -c 'nông thôn mới' expected
for locale in C POSIX C.UTF-8 en_US.ISO-8859-1 vi_VN.TCVN no_SUCH; do
    expect 0 env LC_ALL=$locale tracuu --limit 3 'nông thôn mới' | cmp - expected || echo $locale
done
expect 0 env -i PATH="$PATH" TRACUU_INDEX="$TC_DEMO_INDEX" tracuu --limit 3 'nông thôn mới' | cmp - expected
echo '--- decimal commas are for people'
LC_ALL=vi_VN.UTF-8 tracuu --explain -n 1 'chuyển đổi số' | grep -cE '(điểm|score) [0-9]+,[0-9]'
for format in tsv json trec; do
    LC_ALL=vi_VN.UTF-8 tracuu --format $format -n 1 'chuyển đổi số' | grep -cE '[0-9]\.[0-9]'
done
