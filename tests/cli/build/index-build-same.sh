# An index that is built at once answers as one that Xapian builds document by document: rebuild, load and
# the first update, with one process and with several.
. "$TC_CLI/lib.sh"
cp -R "$TC_CLI/../../corpus/docs" docs
age docs

expect 0 env TRACUU_BUILD=api tracuu-index rebuild --index api --jobs 1 docs
expect 0 tracuu-index rebuild --index one --jobs 1 docs
expect 0 tracuu-index rebuild --index two --jobs 2 docs
expect 0 tracuu-index dump --index api dump
expect 0 tracuu-index load --index loaded dump
expect 0 tracuu-index update --index first --jobs 2 docs

perl "$TC_CLI/shard-queries" docs "$TC_CLI/../../corpus/topics.tsv" >topics
tracuu --index api --topics topics --format json --limit 10 --facets type,org,year >api.hits 2>api.err
[ -s api.hits ] || echo "no answers"
for index in one two loaded first; do
    tracuu --index $index --topics topics --format json --limit 10 --facets type,org,year >hits 2>err
    cmp api.hits hits || diff api.hits hits | head -n 4
    cmp api.err err
    expect 0 tracuu-index dump --index $index other
    # The first line says when; whether a file was new then depends on that, and the sum on the last line.
    for dump in dump other; do
        zstd -dc $dump | sed -e '1d;$d' -e 's/"settled":[a-z]*,//; s/"read":[0-9]*,//' >$dump.lines
    done
    cmp dump.lines other.lines
    expect 0 tracuu-index verify --index $index
done
# It goes on as any other: changes, and files that go.
echo 'Thêm một câu về giảm nghèo bền vững.' >>docs/nghe-an/tinh-uy/2021/nq-05-cai-cach-hanh-chinh.txt
rm -r docs/ha-giang
for index in api two; do
    expect 0 tracuu-index update --index $index docs
    expect 0 tracuu-index verify --index $index
    tracuu --index $index --topics topics --format json --limit 10 >$index.after 2>&1
done
cmp api.after two.after
wc -l <topics | awk '{ print ($1 >= 100 ? "at least 100" : $1) " queries" }'
