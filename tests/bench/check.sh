#!/bin/sh
# check.sh BENCH_SPAWN BENCH_ARCHIVE SOURCE [PEER_FTS5]: the measuring programs count what they say they count.
set -eu
spawn=$1
archive=$2
source=$3
fts5=${4:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

fail() {
    echo "check.sh: $1" >&2
    exit 1
}

# Two commands, two queries, each with its own line; the bytes are those that the query makes: 2 and 4
# with the line feed, 3 on the average.
printf 'a\n\nbcd\n' >"$work/queries"
"$spawn" queries --rounds 2 "$work/queries" --name none true '{}' --name echo echo '{}' >"$work/out"
[ "$(cut -f 1,9 "$work/out")" = "$(printf 'none\t0\necho\t3')" ] || fail "queries: $(cat "$work/out")"
awk -F '\t' 'NF != 9 || !($2 > 0 && $2 <= $3 && $3 <= $4 && $8 > 0) { exit 1 }' "$work/out" ||
    fail "distribution: $(cat "$work/out")"

# "Nothing found" is an answer; a failing command is told and left out, the others go on.
"$spawn" queries "$work/queries" --name nothing sh -c 'exit 1' >/dev/null || fail 'exit status 1 is no failure'
if "$spawn" queries "$work/queries" --name bad sh -c 'echo "no index" >&2; exit 2' --name good true \
    >"$work/out" 2>"$work/err"; then
    fail 'a failing command passed'
fi
[ "$(cut -f 1 "$work/out")" = good ] || fail 'the other command was not measured'
grep -q 'no index' "$work/err" || fail 'the reason is not told'
if "$spawn" queries "$work/queries" --name absent "$work/absent" 2>/dev/null; then
    fail 'an absent command passed'
fi

# CPU, wall, memory of the tree and the exit status of one command.
"$spawn" once --log "$work/log" sh -c 'echo said; sleep 0.3; exit 3' >"$work/out"
awk -F '\t' 'NF != 4 || $1 >= 0.3 || $2 < 0.3 || $3 <= 0 || $4 != 3 { exit 1 }' "$work/out" ||
    fail "once: $(cat "$work/out")"
[ "$(cat "$work/log")" = said ] || fail 'the output is not in the log'

# The same document for the same number, however many are made at a time; no two alike.
"$archive" 1002 "$work/one" "$source" || fail 'bench_archive'
"$archive" 500 "$work/two" "$source" && "$archive" --from 500 1002 "$work/two" "$source" || fail 'bench_archive --from'
diff -r "$work/one" "$work/two" || fail 'the archive differs when it is made in parts'
[ "$(find "$work/one" -type f | wc -l)" -eq 1002 ] && [ -s "$work/one/0001/0001001.txt" ] || fail 'not the documents asked for'
[ -z "$(find "$work/one" -type f -exec md5sum {} + | cut -c 1-32 | sort | uniq -d)" ] || fail 'two documents are alike'
mkdir "$work/empty"
if "$archive" 5 "$work/three" "$work/empty" 2>"$work/err"; then
    fail 'an archive out of nothing'
fi

[ -n "$fts5" ] || exit 0
mkdir -p "$work/docs/sub"
echo 'Cải cách hành chính' >"$work/docs/a.txt"
echo 'Đại hội đảng bộ (số 4)' >"$work/docs/sub/b.txt"
"$fts5" build "$work/db" "$work/docs" || fail 'peer_fts5 build'
"$fts5" query "$work/db" '"hành-chính" NOT' | grep -q 'a\.txt' || fail 'peer_fts5 does not find'
"$fts5" query "$work/db" 'hội nghị' | grep -q 'sub/b\.txt.*\[hội\]' || fail 'peer_fts5 has no snippet'
status=0
"$fts5" query "$work/db" '()' || status=$?
[ "$status" -eq 1 ] || fail "peer_fts5 on a query without words: $status"
