# One topic however it is typed: the same documents in the same order.
. "$TC_CLI/lib.sh"
export TRACUU_INDEX="$TC_DEMO_INDEX"
expect 0 tracuu --limit 5 --format paths 'cải cách hành chính tỉnh ủy' >expected
head -n 1 expected
for query in 'cải cách hành chính tỉnh uỷ' 'CẢI CÁCH HÀNH CHÍNH TỈNH ỦY' \
    "$(printf 'ca\314\211i ca\314\201ch ha\314\200nh chi\314\201nh ti\314\211nh u\314\211y')" \
    "$(printf 'cải\302\240cách hành\342\200\213 ch\302\255ính tỉnh ủy')"; do
    expect 0 tracuu --limit 5 --format paths "$query" | cmp - expected || echo "$query"
done
echo '--- the first one without marks, as keystrokes, as a quoted part'
for query in 'cai cach hanh chinh tinh uy' 'cai cach hành chính tinh uy' 'cair cachs hanhf chinhs tinhr uyr' \
    'cai3 cach1 hanh2 chinh1 tinh3 uy3' '"đẩy mạnh cải cách hành chính"' '"day manh cai cach hanh chinh"'; do
    expect 0 tracuu --limit 1 --format tsv "$query" | cut -f 3
done
echo '--- how it was understood'
expect 0 tracuu --limit 1 cai cach hanh chinh | grep -c "^Understood as: cải cách hành chính$"
expect 0 tracuu --limit 1 cải cách hành chính | grep -c "^Understood as: cải cách hành chính$"
expect 0 tracuu --limit 1 van | sed -n 1,3p
expect 0 tracuu --limit 1 --format json van | jq -c '[.reading == .readings[0].text, (.readings | map(.weight) | add | . * 1000 | round)]'
expect 0 tracuu --limit 1 --format json 'cai cach hanh chinh' | jq -c .readings
meant() {
    for query in "$@"; do
        tracuu --limit 1 --format json "$query" | jq -r '.suggestion // "-"'
    done
}
echo '--- what may have been meant: hỏi and ngã first'
meant 'sạt lỡ bờ sông' 'mùa lủ' 'chuyễn đổi số' 'nông thôm mới' 'gải phóng mặt bằng' 'du lịhc'
echo '--- without marks, the whole is read again'
meant 'nong thn moi' 'giam ngeo' 'cai cahc hanh chinh'
echo '--- words that the archive has, but never beside each other'
meant 'cải cách hàng chính' 'biên bàn kỳ họp' 'hội đông nhân dân' 'dại hội đảng bộ'
echo '--- words that were run together, also where nothing is found'
meant 'thanh tra tỉnhủy'
expect 1 tracuu 'dulịch' 2>&1
expect 1 tracuu 'thanhtra' 2>&1
echo '--- in JSON without a hit, on standard error'
expect 1 tracuu --format json 'dulịch' 2>&1 >nothing
expect 1 tracuu --format json 'title:xyzzy cai cach hanh chinh' 2>&1 >>nothing
printf 'a\tdulịch\n' | expect 1 tracuu --topics - --format json 2>&1 >>nothing
expect 1 tracuu --format paths 'dulịch' 2>&1 >>nothing
cat nothing
echo '--- not: numbers, names, what is right, and what finds nothing'
meant 'CB, CC, VC' 'k/g' 'ai nhảy vào hội trường' '30c/NQ-CP' 'Nguyễn Văn Zũng' 'cải cách hành chính' 'cai cach hanh chinh' 'COVID-19'
expect 1 tracuu 'xyz:abc' 2>&1
expect 1 tracuu 'Kripton' 2>&1
expect 1 tracuu --from 2090 'cải cáhc' 2>&1
echo '--- across two indexes, and sorted by date'
expect 0 tracuu-index rebuild --index one "$TC_CLI/../../corpus/docs/nghe-an"
expect 0 tracuu-index rebuild --index two "$TC_CLI/../../corpus/docs/ninh-thuan"
expect 0 tracuu --index one --index two --any --limit 1 --sort newest --format json 'cải cáhc hành chính' | jq -r .suggestion
