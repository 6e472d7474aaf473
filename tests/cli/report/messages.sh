# What names say is shown, never obeyed: a terminal gets no control characters of files, folders and options.
. "$TC_CLI/lib.sh"
on_terminal() { script -qec "$1" /dev/null </dev/null | tr -d '\r'; }
escapes() { od -An -c | tr -s ' \n' ' ' | grep -o '033\|342 200 250' | wc -l; }
mkdir docs
echo 'Nghị quyết về muối' >"docs/$(printf 'm\033[31m\nb')" # a colour, and a line end
echo 'Nghị quyết về chè' >"docs/$(printf 'c\342\200\250d.txt')" # U+2028
: >"docs/$(printf 'e\342\200\250\033.txt')"
age docs
expect 3 tracuu-index update docs 2>&1
expect 3 tracuu-index update --retry-failed docs 2>&1 | escapes
echo '--- paths: shown on a terminal, exact elsewhere'
on_terminal "tracuu --format paths 'nghị quyết'" | sort
on_terminal "tracuu --format paths 'nghị quyết'" | escapes
tracuu --format paths 'nghị quyết' | escapes
on_terminal "tracuu --format paths -0 'nghị quyết'" | escapes
echo '--- --index'
expect 2 tracuu --index "$(printf 'no\033[31m\302\233where')" x 2>&1
expect 1 tracuu-index status --index "$(printf 'no\033[31m\342\200\250where\n2')" 2>&1
expect 2 tracuu --config "$(printf 'no\033[31m')" x 2>&1
echo '--- --color alone does not take a word of the query'
expect 0 tracuu --color nghị quyết muối | grep -c "$(printf '\033')"
expect 0 tracuu --color never nghị quyết muối | grep -c "$(printf '\033')"
echo '--- remarks in a file of topics'
printf '# chủ đề của phòng\nm\tmuối\n#c\tchè\n' >topics
expect 0 tracuu --topics topics --format json | jq -r .query_id
expect 0 tracuu --watch topics --state seen
sed 's/^#c/c/' topics >more
expect 0 tracuu --watch more --state seen
echo '--- who waits says for what'
flock home/.local/share/tracuu/index/lock sh -c 'script -qec "tracuu-index update --wait 1 docs" /dev/null </dev/null' |
    tr '\r' '\n' | sed 's/\x1b\[K//g; s/0:0[01]/0:0N/' | grep -o 'in use by another run; waiting, 0:0N at most' | sort -u
