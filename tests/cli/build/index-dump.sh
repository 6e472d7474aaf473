# A dump loaded elsewhere answers alike, and the next update of the same files changes nothing.
. "$TC_CLI/lib.sh"
cp -R "$TC_CLI/../../corpus/docs" docs
: >docs/empty.txt
echo 'Nghị quyết về đất đai' >"$(printf 'docs/t\377n\nlạ.txt')"
mkdir parts
echo 'Kế hoạch chuyển đổi số của huyện' >parts/one.txt
echo 'Báo cáo chuyển đổi số của xã' >parts/two.txt
tar -C parts -czf docs/parts.tar.gz .
printf 'Có dấu " và \\ và \033[31m và \v trong văn bản\n' >docs/marks.txt
age docs
settle docs
# Documents in an order that is not that of their paths.
expect 0 tracuu-index update --index i docs/n* docs/q* docs/b*
expect 3 tracuu-index update --quiet --index i docs
mv docs/ha-giang docs/moved
expect 0 tracuu-index update --index i docs
dump_index i >i.dump

# answers INDEX: to each topic of the sample archive and some queries more.
answers() {
    tracuu --index "$1" --topics "$TC_CLI/../../corpus/topics.tsv" --format json --limit 100
    tracuu --index "$1" --facets type,org,year,place --timeline year --format json 'chuyển đổi số'
    tracuu --index "$1" --sort newest --format paths 'đất'
    tracuu --index "$1" --format json 'cai cach' 'loại:báo cáo' KT-XH
}
answers i >i.answers
[ "$(wc -l <i.answers)" -gt 300 ] || echo 'too few answers'

# same INDEX: as i in all ways.
same() {
    expect 0 tracuu-index verify --index "$1"
    answers "$1" | diff i.answers - | head -n 5
    dump_index "$1" | diff i.dump - | head -n 5
    expect 0 tracuu-index update --verbose --index "$1"
    expect 0 tracuu-index update --dry-run --index "$1" docs
}
expect 0 tracuu-index dump --index i dump.zst
stat -c '%a %n' dump.zst*
for jobs in 1 2 5; do
    expect 0 tracuu-index load --jobs $jobs --index loaded$jobs dump.zst
    same loaded$jobs
done
echo '--- through pipes'
expect 0 tracuu-index dump --index i - >piped.zst
# shellcheck disable=SC2002 # a pipe on purpose
cat piped.zst | expect 0 tracuu-index load --index piped -
same piped
echo '--- beside a run that writes: of its last commit, and neither waits'
long_archive long
cp -a i busy
start_held tracuu-index update --verbose --jobs 1 --index busy long
expect 75 tracuu-index compact --index busy 2>/dev/null
expect 0 tracuu-index dump --index busy - >beside.zst
expect 0 tracuu-index dump --index busy beside-file.zst
let_go
echo "update: $status"
expect 0 tracuu-index load --index one-load beside.zst
expect 0 tracuu-index load --index other-load beside-file.zst
for loaded in one-load other-load; do
    expect 0 tracuu-index verify --index $loaded
    [ "$(tracuu --index $loaded --list --format paths đất | grep -vc /long/)" -eq "$(tracuu --index i --list --format paths đất | wc -l)" ] || echo 'not as before the run'
done
rm -r long busy beside* one-load other-load held.pipe said
# lines DUMP: without the first, which has the time.
lines() { zstd -dcq "$1" | sed 1d; }
lines piped.zst | sed \$d >one
lines dump.zst | sed \$d | cmp - one
echo '--- dumped again'
expect 0 tracuu-index dump --index loaded2 again.zst
lines again.zst | sed \$d | cmp - one
echo '--- over the live index, over an older dump, over a link'
expect 0 tracuu-index load --index i dump.zst
same i
echo old >older.zst
chmod 644 older.zst
ln -s older.zst link.zst
expect 0 tracuu-index dump --index i link.zst
stat -c '%a %F %N' older.zst link.zst
expect 0 tracuu-index load --index i link.zst
echo '--- of an older version'
version=$(tracuu-index stats --json --index i | sed 's/.*"analyzer":\([0-9]*\).*/\1/')
set_metadata "$(echo i/gen.*)" tracuu.analyzer $((version - 1))
expect 0 tracuu-index dump --index i older.zst
expect 0 tracuu-index load --index i older.zst
same i
echo '--- moved to another place: the files are read, the texts are kept'
expect 0 tracuu-index load --index j dump.zst
cp -R docs copy
mv docs away
mv copy docs
expect 0 tracuu-index update --verbose --index j 2>said
cut -d ' ' -f 1 said | sort | uniq -c | sed 's/^ *//'
answers j | diff i.answers - | head -n 5
echo '--- an empty index'
mkdir none
expect 0 tracuu-index update --index empty none
expect 0 tracuu-index dump --index empty empty.zst
expect 0 tracuu-index load --index full empty.zst
expect 0 tracuu-index verify --index full
expect 1 tracuu --index full đất
echo '--- what is refused'
expect 2 tracuu-index dump
expect 2 tracuu-index load one two
expect 1 tracuu-index dump --index nowhere new.zst
expect 1 tracuu-index dump --index i .
expect 1 tracuu-index dump --index i /dev/null
expect 1 tracuu-index dump --index i no/such/folder.zst
expect 1 tracuu-index dump --index i - >/dev/full
expect 1 tracuu-index load --index k missing.zst
expect 1 tracuu-index load --index k .
expect 1 tracuu-index load --index docs dump.zst
# Nearly all of the index would be gone.
expect 1 tracuu-index load --index i empty.zst
expect 0 tracuu-index load --allow-shrink --index j empty.zst
[ -c /dev/null ] || echo '/dev/null is gone'
[ ! -e k ] || echo 'made for nothing'
ls
