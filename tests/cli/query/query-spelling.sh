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

echo '--- an end of the topic that some have by chance, two words alone, and words the wrong way round'
mkdir laws
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24; do
    echo "Luật $i về bảo hiểm xã hội. Bảo hiểm xã hội do xã, hội và hộ chi trả; tố tụng hình sự, trách nhiệm dân sự." >laws/$i.txt
done
for i in 25 26 27 28 29 30 31 32 33 34 35 36; do
    echo "Luật $i về quảng cáo, hải quan và hải sản. Quảng cáo ở nơi kéo cáp. Hải quan, hải sản. Học sinh học." >laws/$i.txt
done
echo 'Danh sách xã, hộ nghèo và cáp treo.' >laws/37.txt
age laws
expect 0 tracuu-index update --quiet --index laws.i laws
export TRACUU_INDEX=laws.i
meant 'bảo hiểm xã hộ' 'quảng cáp' 'hải qan' 'tụng tố hình sự' 'trách nhệm dân sự'
echo '--- and not'
meant 'xã, hộ nghèo' 'cáp treo' 'bảo hiểm xã hội' 'sinh học' 'kéo cáp' 'danh sách xã'
