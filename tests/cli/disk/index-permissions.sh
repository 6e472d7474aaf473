# A folder that cannot be listed is one problem, and what the index holds below it is kept.
. "$TC_CLI/lib.sh"
mkdir -p docs/closed/sub docs/open
echo một >docs/closed/a.txt
echo hai >docs/closed/sub/b.txt
echo ba >docs/open/c.txt
echo bốn >docs/open/d.txt
age docs
expect 0 as_user tracuu-index update docs
chmod 000 docs/closed
rm docs/open/d.txt
expect 3 as_user tracuu-index update docs
expect 0 as_user tracuu-index status --files
echo '--- a file that cannot be opened keeps its text until it can be'
chmod 755 docs/closed
chmod 000 docs/open/c.txt
expect 3 as_user tracuu-index update docs
chmod 644 docs/open/c.txt
expect 0 as_user tracuu-index update docs
expect 0 as_user tracuu-index status --files
echo '--- rebuild does not lose what it cannot see'
chmod 000 docs/closed
expect 1 as_user tracuu-index rebuild docs
chmod 755 docs/closed
chmod 000 docs/open/c.txt
expect 1 as_user tracuu-index rebuild docs
expect 0 as_user tracuu-index status --files
expect 3 as_user tracuu-index rebuild --allow-shrink docs
expect 0 as_user tracuu-index status --files
chmod 644 docs/open/c.txt
expect 0 as_user tracuu-index rebuild docs
expect 0 as_user tracuu-index status --files
echo '--- an index that cannot be written, or made'
chmod 500 home/.local/share/tracuu/index
echo năm >docs/open/e.txt
expect 1 as_user tracuu-index rebuild docs
chmod 700 home/.local/share/tracuu/index
mkdir locked-up
chmod 500 locked-up
expect 1 as_user tracuu-index update --index locked-up/index docs
