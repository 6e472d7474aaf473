# --dry-run tells and changes nothing.
. "$TC_CLI/lib.sh"
small_archive docs
# Files changed later than they are read are looked at once more.
find docs -type f -exec touch -d 2100-01-01 {} +
expect 0 tracuu-index update --dry-run docs
ls -A home
expect 0 tracuu-index update docs
echo new >docs/new.txt
echo changed >docs/a.txt
rm docs/d.txt
dump_index home/.local/share/tracuu/index >before
expect 0 tracuu-index update --dry-run docs
expect 0 tracuu-index rebuild --dry-run docs/sub
dump_index home/.local/share/tracuu/index | diff before -
