# Files that cannot be read are each named with the reason, once; the rest is indexed.
. "$TC_CLI/lib.sh"
small_archive docs
: >docs/empty.txt
truncate -s 1G docs/huge.txt
head -c 4096 /dev/urandom >docs/garbage.bin
printf '\000' >>docs/garbage.bin
ln -s nowhere docs/dangling.txt
mkfifo docs/pipe
mkdir docs/nothing
age docs
expect 3 tracuu-index update docs 2>errors
sort errors | sed 's/garbage.bin: .*/garbage.bin: .../; s/empty.txt: .*/empty.txt: .../'
echo '--- known failures are not told again'
expect 0 tracuu-index update docs
echo '--- but when asked for'
expect 3 tracuu-index update --retry-failed docs 2>errors
wc -l <errors
expect 0 tracuu-index status --failed | sed 's/\(garbage.bin\|empty.txt\): \([^:]*\): .*/\1: \2: .../'
echo '--- a changed one is tried again'
echo 'Không còn trống' >docs/empty.txt
expect 0 tracuu-index update docs
expect 0 tracuu-index status --files docs/empty.txt
echo '--- a smaller limit'
expect 3 tracuu-index rebuild --max-file-size 1K --index other docs/a.txt docs/huge.txt
expect 0 tracuu-index verify
