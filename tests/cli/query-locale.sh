# Words are UTF-8 whatever the locale, and none is set here.
. "$TC_CLI/lib.sh"
export TRACUU_INDEX="$TC_DEMO_INDEX"
expect 0 tracuu --limit 3 'nông thôn mới' >expected
grep -c 'nông thôn mới' expected
for locale in C POSIX C.UTF-8 en_US.ISO-8859-1 vi_VN.TCVN no_SUCH; do
    expect 0 env LC_ALL=$locale tracuu --limit 3 'nông thôn mới' | cmp - expected || echo $locale
done
expect 0 env -i PATH="$PATH" TRACUU_INDEX="$TC_DEMO_INDEX" tracuu --limit 3 'nông thôn mới' | cmp - expected
