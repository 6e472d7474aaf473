# Fields and facets on the sample archive, as people would ask for them.
. "$TC_CLI/lib.sh"
export TRACUU_INDEX="$TC_DEMO_INDEX"

echo '== folders are named without marks, and asked for with them'
expect 0 tracuu --count 'tệp:"đồng tháp"'
expect 0 tracuu --count 'tệp:dong-thap'
expect 0 tracuu --count 'path:"Đồng Tháp 2022"'
expect 1 tracuu --count 'tệp:"đồng thấp hà"'

echo '== facets alone: the status says whether there are hits'
expect 0 tracuu --limit 0 --facets type,year 'cải cách hành chính' >facets
grep -c . facets
expect 0 tracuu --limit 0 'cải cách hành chính'
expect 0 tracuu --limit 0 --sort newest --timeline year 'loại:"nghị quyết"'
expect 1 tracuu --limit 0 --facets type xyzzyx
expect 1 tracuu --limit 0 --facets type --format json xyzzyx

echo '== the document of a number comes before those that name it'
mkdir docs
printf 'Căn cứ Luật số 36/2018/QH14 và Luật số 9/2017/QH14.\nNội dung về đất.\n' >docs/a.txt
printf 'QUỐC HỘI\nLuật số: 36/2018/QH14\nLUẬT\nPHÒNG, CHỐNG THAM NHŨNG\n\nCăn cứ Hiến pháp; nội dung.\n' >docs/b.txt
printf 'Theo Luật số 36/2018/QH14.\n' >docs/c.txt
expect 0 tracuu-index rebuild --index ix docs
expect 0 tracuu --index ix --format paths 'số:36/2018/QH14' | sed 's|.*/||'
expect 0 tracuu --index ix --format paths --limit 1 'số:"luật 36/2018"' | sed 's|.*/||'

echo '== what matched is highlighted, of prefixes and fields alone too'
shown() {
    echo "-- $*"
    expect 0 tracuu --index ix --limit 1 --color always "$@" | grep -o '\[1;31m[^[]*' | sed 's/.*1;31m//; s/.$//'
    expect 0 tracuu --index ix --limit 1 --format json "$@" | jq -r .tier
}
shown 'chố*'
shown 'cho*'
shown 'tiêu-đề:"tham nhũng"'
shown 'title:"tham nhung"'
shown --any 'title:"tham nhung" đất'
shown 'số:36/2018/QH14'

echo '== a prefix is no operand of NEAR'
expect 2 tracuu --index ix 'tham* NEAR/3 nhũng' 2>&1
expect 2 tracuu --index ix 'tham NEAR nh*' 2>&1

echo '== abbreviations in fields, both ways; an issuing body has its words in their order'
for query in 'cơ-quan:UBND' 'cơ-quan:"ủy ban nhân dân"' 'co-quan:"ubnd tinh"' 'cơ-quan:"tỉnh ủy"' 'cơ-quan:"tinh uy"' \
    'cơ-quan:"UBND Nghệ An"' 'cơ-quan:"sở y tế đồng tháp"' 'loại:NQ' 'loại:"nghị quyết"' 'tiêu-đề:CCHC' \
    'tiêu-đề:"cải cách hành chính"' 'cơ-quan:"ủy tỉnh"'; do
    echo "$query: $(tracuu --count "$query")"
done
expect 0 tracuu --count --org HĐND --type NQ
expect 0 tracuu --format json --limit 50 'cơ-quan:"tỉnh ủy"' | jq -r .org | sort
expect 0 tracuu --format json --limit 1 'tiêu-đề:CCHC' | jq -c '.highlights[0] as $lit | .tier'

echo '== identical texts count once in facets, as in the count, also across indexes'
mkdir copies again
for year in 2018 2021; do cp "$TC_CLI"/../../corpus/docs/nghe-an/*/$year/*.txt copies; done
cp copies/nq-05-cai-cach-hanh-chinh.txt again/ban-sao.txt
expect 0 tracuu-index rebuild --index both copies again
expect 0 tracuu-index rebuild --index first copies
expect 0 tracuu-index rebuild --index second again
for indexes in '--index both' '--index first --index second'; do
    # shellcheck disable=SC2086 # several options
    expect 0 tracuu $indexes --limit 0 --facets type,org --timeline month 'nghệ an' >facets
    grep -c . facets
    grep 'Nghị quyết' facets
    grep 'Tỉnh ủy' facets
    grep 2021-07 facets
    # shellcheck disable=SC2086
    expect 0 tracuu $indexes --count 'loại:"nghị quyết"'
    # shellcheck disable=SC2086
    expect 0 tracuu $indexes --no-collapse --limit 0 --facets type 'loại:"nghị quyết"' | grep 'Nghị quyết'
done

echo '== spellings of one body are one value, the usual one'
mkdir spellings
body() { printf '%s\nSố: %s/BC-BNN\nHà Nội, ngày %s tháng 3 năm 2021\n\nBÁO CÁO\nVề chợ nổi\n\nChợ nổi số %s.\n' "$1" "$2" "$2" "$2" >spellings/$2.txt; }
body 'Bộ Nông Nghiệp và Môi Trường' 1
body 'Bộ Nông nghiệp và Môi trường' 2
body 'Bộ Nông nghiệp và Môi trường' 3
body 'Uỷ ban nhân dân xã Mỹ Hoà' 4
body 'Ủy ban nhân dân xã Mỹ Hòa' 5
expect 0 tracuu-index rebuild --index one spellings
expect 0 tracuu --index one --limit 0 --facets org --format json 'chợ nổi' | jq -c '[.facet, .value, .count]'
expect 0 tracuu --index one --count --org 'Bộ Nông nghiệp và Môi trường' 'chợ nổi'

echo '== facets go with hits to read'
expect 2 tracuu --facets type --format paths 'nghệ an' 2>&1
expect 2 tracuu --timeline year --count 'nghệ an' 2>&1
expect 2 tracuu --facets '' 'nghệ an' 2>&1
