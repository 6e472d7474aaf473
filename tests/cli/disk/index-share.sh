# Who may search an index is said by the configuration, whatever the umask, at every write.
. "$TC_CLI/lib.sh"
umask 077
mkdir docs bin
for program in tracuu-index tracuu; do cp -L "$(command -v $program)" bin/; done
echo 'Nghị quyết về đất đai' >docs/a.txt
chmod -R go+rX . bin
# Somebody whom modes bind: root is not.
as_other() {
    if [ "$(id -u)" -ne 0 ]; then "$@"; else setpriv --reuid=65534 --regid=65534 --clear-groups env PATH="$PWD/bin:/usr/bin:/bin" "$@"; fi
}
modes() { (cd "$1" && stat -c '%a %n' . XAPIANDB runs gen.* gen.*/*) | sed 's/gen\.[0-9]*/gen/; s/manifest.*/manifest/' | LC_ALL=C sort -u -k 2; }
config() { printf '[tracuu]\nindex=%s/var/index\nshare=%s\n[archive kho]\npath=%s/docs\n' "$PWD" "$1" "$PWD" >tracuu.conf; }

config everyone
expect 0 tracuu-index --config tracuu.conf update --verbose 2>&1 | grep search
modes var/index
echo 'Nghị quyết về muối' >docs/b.txt
expect 0 tracuu-index --config tracuu.conf update
expect 0 as_other tracuu --index var/index --format paths 'nghị quyết' | wc -l
expect 0 tracuu-index --config tracuu.conf rebuild
expect 0 tracuu-index --config tracuu.conf compact
expect 0 as_other tracuu --index var/index --format paths 'nghị quyết' | wc -l
modes var/index | grep -v '644\|755'
stat -c '%a' var
tracuu-index status --index var/index | grep search

echo '--- a group'
config group
expect 0 tracuu-index --config tracuu.conf update
modes var/index | cut -d ' ' -f 1 | sort | uniq -c | sed 's/^ *//; s/^[0-9]* 640/N 640/'
chmod -R go-rwx var
echo 'Nghị quyết về chè' >docs/c.txt
expect 0 tracuu-index --config tracuu.conf rebuild
modes var/index | grep -v '640\|2750'

echo '--- a folder above keeps them out'
config everyone
chmod 700 var
expect 0 tracuu-index --config tracuu.conf update
expect 0 tracuu-index status --index var/index | grep search | sed 's/user [^ ]*/user U/'
expect 2 as_other tracuu --index var/index 'nghị quyết'
expect 1 as_other tracuu-index status --index var/index
chmod 755 var

echo '--- without the key, modes are the administrator'"'"'s'
sed '/^share/d' tracuu.conf >plain.conf
chmod 750 var/index
expect 0 tracuu-index --config plain.conf rebuild
modes var/index | head -n 2
echo '--- a slip'
config nobody
expect 2 tracuu-index --config tracuu.conf update
printf '[tracuu]\nexclude=*.tmp *.bak\n' >several.conf
expect 2 tracuu-index --config several.conf status
printf '[tracuu]\nexclude=*.tmp, nháp\n' >several.conf
expect 2 tracuu-index --config several.conf status
printf '[tracuu]\nexclude=bản nháp;tháng 1, 2;*.bak\n' >several.conf
expect 0 tracuu-index --config several.conf update --dry-run docs/a.txt
