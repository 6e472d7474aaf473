# File names are bytes: spaces, quotes, newlines, leading dashes, bad UTF-8, controls.
. "$TC_CLI/lib.sh"
mkdir docs
cd docs || exit 1
echo một >'Biên bản họp.txt'
echo hai >"it's \"quoted\".txt"
echo ba >"$(printf 'two\nlines.txt')"
echo bốn >./-dash.txt
echo năm >"$(printf 'bad-\377-utf8.txt')"
echo sáu >"$(printf 'esc\033[31m.txt')"
echo bảy >'back\slash.txt'
echo tám >"$(printf 'bidi\342\200\256.txt')"
echo chín >'percent%41.txt'
long=$(printf 'x%.0s' $(seq 200))
mkdir -p "$long/$long"
echo mười >"$long/$long/long.txt"
# Left out: hidden ones and leftovers of editors.
for name in .hidden 'draft.txt~' '.draft.swp' 'draft.swp' '~$report.doc' '#draft#' Thumbs.db; do echo x >"$name"; done
mkdir .git && echo x >.git/config
cd .. || exit 1
age docs
expect 0 tracuu-index update docs
expect 0 tracuu-index status --files | sed 's/x\{200\}/LONG/g'
expect 0 tracuu-index status --files --json | grep bad- | sed "s|$PWD|WORK|g"
expect 0 tracuu-index update
expect 0 tracuu-index verify
echo '--- a hidden file that is given itself is taken, a name with a dash after --'
cd docs || exit 1
expect 0 tracuu-index update --index ../other .hidden -- -dash.txt
expect 0 tracuu-index status --files --index ../other
