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
