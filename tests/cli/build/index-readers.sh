# Without the module that reads files: what reads none works, what would read some fails and leaves the index as it was.
. "$TC_CLI/lib.sh"
export TRACUU_INDEX=ix
mkdir docs bin
printf 'Bản tin về vườn chè.\n' >docs/a.txt
age docs
settle docs
expect 0 tracuu-index update docs
cp -L "$(command -v tracuu-index)" bin/
expect 0 ./bin/tracuu-index update docs
expect 0 ./bin/tracuu-index status | head -n 1
echo '--- something to be read'
printf 'Bản tin về vườn cam.\n' >docs/a.txt
expect 1 ./bin/tracuu-index update docs
expect 0 tracuu --format paths '"vườn chè"' | sed 's|.*/docs|docs|'
echo '--- and with it'
cp "$(module_of)" bin/
expect 0 ./bin/tracuu-index update docs
expect 0 tracuu --format paths '"vườn cam"' | sed 's|.*/docs|docs|'
