# Pages follow each other without gap or repetition, whatever their size, in every order.
. "$TC_CLI/lib.sh"
export TRACUU_INDEX="$TC_DEMO_INDEX"
for sort in relevance newest oldest; do
    for query in 'cải cách hành chính' 'cai cach hanh chinh' '"tỉnh ủy"' 'loại:"nghị quyết" OR đất'; do
        expect 0 tracuu --sort $sort --limit 1000 --format tsv "$query" >whole
        for size in 4 10; do
            : >pages
            offset=0
            while tracuu --sort $sort --limit $size --offset $offset --format tsv "$query" >page; do
                cat page >>pages
                offset=$((offset + size))
            done
            cmp whole pages || echo "$sort, $size a page: $query"
        done
        cut -f 1 whole | cmp - "$(seq "$(wc -l <whole)" >numbers && echo numbers)"
        cut -f 3 whole | sort | uniq -d
    done
done
