# Links to files and folders are followed, loops are not; each folder is walked once.
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
age docs outside
expect 3 tracuu-index update docs
expect 0 tracuu-index status
expect 0 tracuu-index update docs
