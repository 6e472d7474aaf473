# An archive in three shards answers as one index of it does: the same hits in the same order, with the
# same scores to the last digit that is printed, whether the shards are local, served over TCP on the
# loopback interface, run through pipes as over ssh, or mixed. Identical copies and documents that are
# worth the same lie in different shards.
. "$TC_CLI/lib.sh"
cp -R "$TC_CLI/../../corpus/docs" docs
mkdir docs/copies docs/equals
for n in 1 2 3 4 5 6 7 8 9; do
    echo 'Bản sao giống nhau của thông báo về nông thôn mới, số 05-TB/TU ngày 4-12-2020' >docs/copies/$n.txt
    cp docs/nghe-an/tinh-uy/2021/nq-05-cai-cach-hanh-chinh.txt docs/copies/nq-$n.txt
done
n=0
while [ $n -lt 240 ]; do
    n=$((n + 1))
    echo "Văn bản mẫu số $n ngày $((n % 7 + 1))/3/2021 về cải cách hành chính" >docs/equals/$n.txt
done
for n in 1 2 3 4 5; do echo "Van ban mau khong dau so $n" >docs/equals/bare-$n.txt; done
age docs

expect 0 tracuu-index rebuild --index one docs
total=0
for k in 1 2 3; do
    expect 0 tracuu-index rebuild --index shard$k --shard $k/3 docs
    total=$((total + $(tracuu-index stats --json --index shard$k | jq .documents)))
done
[ "$total" -eq "$(tracuu-index stats --json --index one | jq .documents)" ] || echo "$total documents in all"

# serve K: xapian-tcpsrv on a free port of the loopback interface; sets port.
servers=
trap 'kill $servers 2>/dev/null' EXIT
is_listening() {
    grep -q "$(printf ' 0100007F:%04X 00000000:0000 0A' "$1")" /proc/net/tcp
}
has_started() {
    is_listening "$candidate" || ! kill -0 $server 2>/dev/null
}
serve() {
    port=
    for try in 1 2 3 4 5 6 7 8 9 10; do
        candidate=$((20000 + $(od -An -N2 -tu2 /dev/urandom) % 12000))
        grep -q "$(printf ':%04X ' "$candidate")" /proc/net/tcp /proc/net/tcp6 && continue
        # In a session of its own: it ends by sending SIGTERM to its whole process group.
        setsid xapian-tcpsrv --interface 127.0.0.1 --port "$candidate" "shard$1" >server$1 2>&1 &
        server=$!
        wait_for has_started
        if kill -0 $server 2>/dev/null; then
            port=$candidate
            servers="$servers $server"
            return
        fi
    done
    echo "no server: $(cat server$1)"
}
for k in 1 2 3; do
    serve $k
    echo "remote 127.0.0.1:$port" >>tcp
    echo "auto shard$k" >>local
    echo "remote :xapian-progsrv $PWD/shard$k" >>pipes
done
{
    sed -n 2p tcp
    echo "auto shard3"
    sed -n 1p pipes
} >mixed

perl "$TC_CLI/shard-queries" docs "$TC_CLI/../../corpus/topics.tsv" >topics
queries=$(wc -l <topics)
[ "$queries" -ge 100 ] || echo "only $queries queries"

awk 'NR % 12 == 1' topics >some
# A query over the network takes hundreds of messages; what is asked of all shards on this disk is the same code but for
# who fetches a block.
awk 'NR % 6 == 2' topics >sixth

# same NAME TOPICS INDEXES OPTION...: the topics, asked of each.
same() {
    name=$1 topics=$2 indexes=$3
    shift 3
    tracuu --index one --topics $topics "$@" >one.$name 2>one.err
    [ -s one.$name ] || echo "$name: no answers"
    for index in $indexes; do
        tracuu --index $index --topics $topics "$@" >other 2>other.err
        cmp one.$name other || diff one.$name other | head -n 4
        cmp one.err other.err
    done
}
same hits topics 'local' --format json --limit 10
same far sixth 'tcp' --format json --limit 10
same mixed some 'mixed pipes' --format json --limit 10
same all some 'local tcp' --format trec --limit 1000
same page some 'tcp' --format trec --offset 190 --limit 40
same each some 'tcp' --format trec --limit 30 --no-collapse
same newest some 'local tcp' --format trec --sort newest --limit 25
same oldest some 'tcp' --format trec --sort oldest --limit 25
same counts some 'local tcp' --count
same facets some 'local tcp' --format json --limit 0 --facets type,org,year,place --timeline month
same filtered some 'tcp' --format json --limit 5 --from 2019 --to 2021-06 --type 'nghị quyết'
# Shards in another order.
tracuu --index shard3 --index shard1 --index shard2 --topics topics --format json --limit 10 >other 2>other.err
cmp one.hits other
# What is behind the comparisons.
jq -r .query_id one.hits | sort -u | wc -l | awk '{ print ($1 >= 100 ? "at least 100" : $1) " queries with answers" }'
jq -r 'select(.copies) | .query_id' one.hits | sort -u | wc -l | awk '{ print ($1 > 10 ? "some" : $1) " with copies" }'
# Those with the same score are told from hit to hit a millionth less (query/search/scores.h).
awk '$1 != query || last - $5 > last * 2e-6 { equals = 0 }
    { if (++equals == 6) n++; query = $1; last = $5 }
    END { print (n > 5 ? "some" : n) " with equals" }' one.all
