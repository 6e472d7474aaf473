# --shard: what goes into a shard, what an index remembers of it, and lists of indexes that are wrong.
. "$TC_CLI/lib.sh"
large_archive docs 40
echo '--- each file in one shard, whatever the paths of a run'
for k in 1 2 3; do
    expect 0 tracuu-index update --index s$k --shard $k/3 docs/1
    expect 0 tracuu-index update --index s$k docs
    expect 0 tracuu-index rebuild --index r$k --shard $k/3 docs
    tracuu-index status --files --json --index s$k | jq -r .path | sort >s$k.paths
    tracuu-index status --files --json --index r$k | jq -r .path | sort | cmp s$k.paths -
    # Once more, in place of the one that is there, and a first update that builds apart.
    expect 0 tracuu-index rebuild --jobs 2 --index r$k
    tracuu-index status --files --json --index r$k | jq -r .path | sort | cmp s$k.paths -
    expect 0 tracuu-index update --jobs 2 --index u$k --shard $k/3 docs
    tracuu-index status --files --json --index u$k | jq -r .path | sort | cmp s$k.paths -
    tracuu-index stats --json --index u$k | jq -r .shard | grep -qx "$k/3" || echo "u$k is another shard"
    [ -s s$k.paths ] || echo "shard $k is empty"
done
find "$PWD/docs" -type f | sort >files
sort s1.paths s2.paths s3.paths | cmp files -
sed "s|.*/docs/||" s1.paths | wc -l | awk '$1 < 2 || $1 > 30'
echo '--- remembered'
tracuu-index stats --json --index s2 | jq -r .shard
LC_ALL=C tracuu-index stats --index s2 | grep shard
tracuu-index stats --json --index s2 | jq -e 'has("shard")' >/dev/null
rm docs/0/0.txt
expect 0 tracuu-index update --index s2 --shard 2/3
expect 0 tracuu-index compact --index s2
expect 0 tracuu-index rebuild --index s2
expect 0 tracuu-index verify --index s2
tracuu-index stats --json --index s2 | jq -r .shard
expect 2 tracuu-index update --index s2 --shard 1/3 docs
expect 0 tracuu-index rebuild --index s2 --shard 1/1
tracuu-index stats --json --index s2 | jq -r '.shard, .documents'
expect 2 tracuu-index update --index s2 --shard 1/3
echo '--- no shard'
for shard in 0/3 4/3 1 /3 3/ 1/1001 1/3x -1/3 '' 1/0; do
    expect 2 tracuu-index rebuild --index none --shard "$shard" docs
done
expect 2 tracuu-index verify --index s1 --shard 1/3
[ ! -e none ] || echo 'an index was made'
echo '--- lists'
printf '# of two\n\nauto r1\nglass r2\nauto r3\n' >good
expect 0 tracuu --index good --count cải
mkdir sub
echo 'auto ../good' >sub/nested
expect 0 tracuu --index sub/nested --count cải
printf 'auto r1\nremote :xapian-progsrv %s\nauto r3\n' "$PWD/r2" >piped
for query in 'cải cách' 'cai cach' '"văn bản"' '+van ba* dòng'; do
    tracuu --index good --format json --facets year "$query" >local.hits 2>said
    tracuu --index piped --format json --facets year "$query" 2>said | cmp local.hits -
    [ -s local.hits ] || echo "nothing about $query"
done
for bad in 'auto nowhere' 'auto' 'remote' 'remote host' 'remote host:99999' 'remote [::1]' 'remote 127.0.0.1:1' \
    'remote :false x' 'chert s1' '# nothing'; do
    printf 'auto s1\n%s\n' "$bad" >bad
    [ "$bad" != '# nothing' ] || echo "$bad" >bad
    expect 2 tracuu --index bad cải
done
echo 'auto circle' >circle
expect 2 tracuu --index circle cải 2>message
grep -c 'in a circle' message
head -c 2000000 /dev/zero >large
expect 2 tracuu --index large cải
cp -R s3 old
set_metadata old/gen.* tracuu.analyzer 999
printf 'auto s1\nremote :xapian-progsrv %s\n' "$PWD/old" >mixed
expect 2 tracuu --index mixed cải
echo '--- a dump is of a shard, too'
expect 0 tracuu-index dump --index r3 dumped
expect 0 tracuu-index load --index loaded dumped
tracuu-index stats --json --index loaded | jq -r .shard
tracuu-index status --files --json --index loaded | jq -r .path | sort >loaded.paths
tracuu-index status --files --json --index r3 | jq -r .path | sort | cmp - loaded.paths
