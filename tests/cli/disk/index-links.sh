# Links to files and folders within the archive are followed, loops are not; each folder is walked once. A link that
# points out of the archive is told, and nothing of what it points to is read.
. "$TC_CLI/lib.sh"
mkdir -p docs/real/deep outside
echo một >docs/real/a.txt
echo hai >docs/real/deep/b.txt
echo ba >outside/c.txt
ln -s .. docs/real/up
ln -s . docs/real/self
ln -s "$PWD/docs" docs/real/deep/top
ln -s loop docs/loop
ln -s ../outside docs/linked
ln -s real docs/again
ln -s ../outside/c.txt docs/c-link.txt
ln -s real/a.txt docs/a-link.txt
age docs outside
expect 3 tracuu-index update docs
expect 0 tracuu-index status --files
expect 0 tracuu-index update docs
echo '--- a link in place of a folder that was there'
mv docs/real/deep deep && ln -s "$PWD/outside" docs/real/deep
expect 3 tracuu-index update docs
expect 0 tracuu-index status --failed
rm docs/real/deep && mv deep docs/real/deep
echo '--- what the configuration leaves out is not reached by a link'
printf '[tracuu]\nexclude=/*/docs/real/deep\n' >exclude.conf
ln -s real/deep/b.txt docs/b-link.txt
sed "s|/\*/docs|$PWD/docs|" exclude.conf >exclude-here.conf
expect 3 tracuu-index update --config exclude-here.conf docs
expect 0 tracuu-index status --failed
echo '--- where that is wanted'
printf '[tracuu]\nfollow-links=anywhere\n' >anywhere.conf
expect 0 tracuu-index update --config anywhere.conf docs
expect 0 tracuu-index status --files
echo '--- and no longer: the texts go'
expect 3 tracuu-index update docs
expect 0 tracuu-index status --files
expect 1 tracuu ba
