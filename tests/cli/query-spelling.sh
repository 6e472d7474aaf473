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
echo '--- what may have been meant: hỏi and ngã first'
for query in 'sạt lỡ bờ sông' 'mùa lủ' 'chuyễn đổi số' 'nông thôm mới' 'gải phóng mặt bằng' 'du lịhc'; do
    tracuu --limit 1 --format json "$query" | jq -r '.suggestion // "-"'
done
