# ZIP and tar archives are folders: what is in them is found, and follows them.
. "$TC_CLI/lib.sh"
pack() { # pack ARCHIVE FOLDER: with what cron has, and the same bytes each time
    rm -f "$1"
    case $1 in
    *.zip) (cd "$2" && find . -type f | LC_ALL=C sort | zip -q -X "../$(basename "$1")" -@ && mv "../$(basename "$1")" "$OLDPWD/$1") ;;
    *) tar -C "$2" --sort=name --owner=0 --group=0 -caf "$1" . ;;
    esac
}
mkdir docs
small_archive files
mkdir 'files/thư mục'
echo 'Nghị quyết về nông thôn mới' >'files/thư mục/g.txt'
echo 'bí mật' >files/.hidden.txt
age files
pack docs/a.zip files
for kind in tar tar.gz tar.xz tar.bz2 tar.zst; do pack docs/a.$kind files; done
age docs
expect 0 tracuu-index update docs
tracuu-index status --files docs/a.zip
tracuu-index status --files | tail -n 1
expect 0 tracuu --format paths 'nông thôn mới'
expect 0 tracuu --any --format paths 'path:zip path:c cải cách'
tracuu-index status --files --json 'docs/a.zip!/sub/b.txt' | sed 's/, *"modified".*//'

echo '--- nothing has changed'
settle docs
expect 0 tracuu-index update docs
expect 0 tracuu-index update --verbose docs
echo '--- it was only touched'
touch -d '2020-03-04' docs/a.zip
expect 0 tracuu-index update --verbose docs 2>&1
echo '--- it has changed'
rm docs/a.tar*
rm files/d.txt
echo 'Quyết định về tài chính' >files/h.txt
age files
pack docs/a.zip files
age docs
expect 0 tracuu-index update --allow-shrink --verbose docs 2>&1 | LC_ALL=C sort
expect 0 tracuu-index verify
echo '--- it is moved'
mkdir docs/sub
mv docs/a.zip docs/sub/b.zip
expect 0 tracuu-index update --verbose docs 2>&1 | LC_ALL=C sort
expect 0 tracuu --format paths 'quyết định tài chính'
echo '--- its content is a text now'
echo 'Không còn là tệp nén' >docs/sub/b.zip
age docs
expect 0 tracuu-index update --verbose docs 2>&1 | LC_ALL=C sort
echo '--- and an archive again'
pack docs/sub/b.zip files
age docs
expect 0 tracuu-index update docs
tracuu-index status --files | tail -n 1
echo '--- it is gone; another stays'
pack docs/c.zip files
rm docs/sub/b.zip
age docs
expect 0 tracuu-index update docs
tracuu-index status --files | tail -n 1
expect 0 tracuu-index verify
echo '--- as a fresh one'
dump_index "$HOME/.local/share/tracuu/index" >updated
expect 0 tracuu-index rebuild --jobs 2 docs
dump_index "$HOME/.local/share/tracuu/index" | diff updated -
echo '--- what the configuration leaves out'
printf '[tracuu]\nexclude=sub;a.*\n' >tracuu.conf
expect 0 tracuu-index --config tracuu.conf update --verbose docs 2>&1 | grep -v '^same'
expect 0 tracuu-index verify
expect 0 tracuu-index --config tracuu.conf rebuild docs
tracuu-index status --files
