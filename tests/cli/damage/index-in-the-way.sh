# What lies where files of the index are to be: pipes that nobody writes to, folders, other people's files.
. "$TC_CLI/lib.sh"
small_archive docs
expect 0 tracuu-index update --index whole docs
fresh() {
    rm -rf i
    cp -a whole i
}
echo '--- a folder in place of the lock goes when it is empty'
fresh
rm i/lock
mkdir i/lock
expect 0 tracuu-index update --index i
[ -f i/lock ] || echo 'no lock'
rm i/lock
mkdir i/lock
echo x >i/lock/x
expect 1 tracuu-index update --index i
echo '--- so it does in place of the next stub'
fresh
mkdir i/XAPIANDB.new
expect 0 tracuu-index compact --index i
expect 0 tracuu --index i --count đất
echo '--- a pipe or a link in place of the lock goes'
for kind in 'mkfifo i/lock' 'ln -s lock i/lock' 'ln -s ../theirs i/lock'; do
    fresh
    rm i/lock
    $kind
    expect 0 tracuu-index update --index i
    [ -f i/lock ] && [ ! -L i/lock ] || echo "still there: $kind"
done
echo '--- the lock has another name, too: what that holds stays'
fresh
echo 'Của người khác' >theirs
rm i/lock
ln theirs i/lock
expect 0 tracuu-index update --index i
cat theirs
echo '--- a pipe as an index'
mkfifo pipe
expect 2 tracuu --index pipe đất
expect 1 tracuu-index status --index pipe
expect 1 tracuu-index update --index pipe docs
printf 'auto pipe\n' >list
expect 2 tracuu --index list đất
echo '--- a list that starts programs is nobody else'\''s'
printf 'remote :xapian-progsrv %s\n' "$PWD/i" >list
chmod 644 list
expect 0 tracuu --index list --count đất
chmod 664 list
expect 2 tracuu --index list --count đất
chmod 646 list
expect 2 tracuu --index list --count đất
chmod 644 list
printf 'auto list\n' >outer
chmod 666 outer
expect 0 tracuu --index outer --count đất
if [ "$(id -u)" -eq 0 ]; then
    chown 65534 list
    expect 2 tracuu --index list --count đất 2>/dev/null
fi
echo '--- a file of the database that is none'
for name in iamglass termlist.glass flintlock manifest.0 manifest.1; do
    fresh
    [ -e i/gen.*/$name ] || continue
    rm i/gen.*/$name
    mkfifo i/gen.000001/$name
    tracuu-index verify --index i >said 2>&1 || echo "$name: verify $?"
    tracuu-index update --index i docs 2>said || { echo "$name: update $?" && grep -c rebuild said; }
    tracuu-index rebuild --index i docs || echo "$name: rebuild $?"
done
echo '--- folders in place of what is to be written'
fresh
rm i/XAPIANDB
mkdir i/XAPIANDB
expect 1 tracuu-index update --index i docs 2>/dev/null
expect 0 tracuu-index rebuild --index i docs
echo '--- a link to itself in place of the stub'
fresh
rm i/XAPIANDB
ln -s XAPIANDB i/XAPIANDB
tracuu-index verify --index i >said 2>&1
echo "verify $?: $(grep -c rebuild said)"
tracuu-index update --index i docs 2>said
echo "update $?: $(grep -c rebuild said)"
expect 0 tracuu-index rebuild --index i docs
expect 0 tracuu --index i --count đất
echo '--- folders in place of the manifest'
for name in manifest.0 manifest.1 manifest.new; do
    [ ! -e i/gen.*/$name ] && mkdir "$(echo i/gen.*)/$name"
done
for word in một hai; do
    echo "Văn bản $word" >docs/$word.txt
    expect 0 tracuu-index update --index i docs
done
expect 0 tracuu-index verify --index i
