# A file in an archive is written out as it is there, also out of an archive in an archive; no other is.
. "$TC_CLI/lib.sh"
mkdir files
printf 'một\0hai\r\n' >files/a.bin
echo 'Nghị quyết' >files/b.txt
echo 'bí mật' >files/.hidden.txt
(cd files && zip -q ../inner.zip a.bin b.txt .hidden.txt)
mkdir 'docs!'
tar -cf outer.tar inner.zip files/b.txt
tar -rf outer.tar files/b.txt --transform 's/^/again\//'
# Twice the same name: told apart by a number, as tracuu shows it.
echo 'Quyết định' >files/b.txt
tar -rf outer.tar files/b.txt
expect 0 tracuu-index extract 'outer.tar!/inner.zip!/a.bin' | cmp - files/a.bin
expect 0 tracuu-index extract 'outer.tar!/files/b.txt'
expect 0 tracuu-index extract 'outer.tar!/files/b.txt (2)'
expect 0 tracuu-index extract "$PWD/outer.tar!/again/files/b.txt"
echo '--- what is not there, hidden, no archive, too large'
expect 1 tracuu-index extract 'outer.tar!/c.txt'
expect 1 tracuu-index extract 'outer.tar!/inner.zip!/.hidden.txt'
expect 1 tracuu-index extract 'outer.tar!/inner.zip'!/
expect 1 tracuu-index extract 'files/b.txt!/b.txt'
expect 1 tracuu-index extract 'docs!/b.txt'
expect 1 tracuu-index extract outer.tar
echo '--- a disk that is full'
expect 1 tracuu-index extract 'outer.tar!/files/b.txt' >/dev/full
