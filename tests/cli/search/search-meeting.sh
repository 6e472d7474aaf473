# Meetings: which session it was, of which term, and who presided, are shown, searched and counted.
. "$TC_CLI/lib.sh"
mkdir docs
cat >docs/a.txt <<'END'
Hội nghị Ban Chấp hành Đảng bộ tỉnh lần thứ 2

Ngày 4-12, Tỉnh ủy tổ chức Hội nghị lần thứ 2 bàn nhiệm vụ năm 2020 và chương trình công tác của Ban Chấp hành nhiệm kỳ 2020-2025. Các đồng chí: Lê Văn Sáu, Bí thư Tỉnh ủy; Trần Thị Bảy, Phó Bí thư chủ trì hội nghị. Hội nghị bàn về kinh tế biển.
END
cat >docs/b.txt <<'END'
HỘI ĐỒNG NHÂN DÂN TỈNH LÂM ĐỒNG
KHÓA X, KỲ HỌP THỨ NĂM
Số: 21/NQ-HĐND    Lâm Đồng, ngày 12 tháng 7 năm 2022
NGHỊ QUYẾT
Về phát triển kinh tế

Căn cứ Luật Đầu tư công;

CHỦ TỊCH
Phạm Văn Tám
END
cat >docs/c.txt <<'END'
KẾ HOẠCH
Số: 3/KH-UBND ngày 3/2/2018
Thực hiện Nghị quyết Hội nghị lần thứ tư Ban Chấp hành Trung ương khóa XII về kinh tế

Nội dung.
END
expect 0 tracuu-index rebuild --index ix docs

show() {
    echo "-- $*"
    expect 0 tracuu --index ix --format paths "$@" | sed "s|^$PWD/docs/||" | sort
}
nothing() {
    echo "-- $*"
    expect 1 tracuu --index ix --format paths "$@"
}

echo '== what is shown'
expect 0 tracuu --index ix --format json 'kinh tế biển' |
    jq -c 'select(.path | test("a.txt|b.txt")) | [.org, .date, .session, .term, .chair, .signer]' | sort
expect 0 tracuu --index ix --limit 1 'kinh tế biển' | sed -n 4p

echo '== sessions, however they are counted'
show 'kỳ-họp:"lần thứ hai"'
show 'session:2'
show 'ky-hop:"hội nghị II"'
show 'kỳ-họp:"kỳ họp thứ 5"'
show 'session:"thứ năm"'
nothing 'session:4'

echo '== terms'
show 'nhiệm-kỳ:2020-2025'
show 'term:"2020 2025"'
show 'nhiem-ky:X'
show 'term:"khóa 10"'
show --term 2020-2025 'kinh tế'
nothing 'term:XII'

echo '== who presided, who signed'
show 'chủ-trì:"Trần Thị Bảy"'
show 'chair:sau'
show 'người-ký:"Phạm Văn Tám"'
nothing 'chair:tám'

echo '== counted'
expect 0 tracuu --index ix --limit 0 --facets term 'kinh tế'
expect 0 tracuu --index ix --limit 0 --format json --facets term 'kinh tế'

echo '== a dump keeps them'
expect 0 tracuu-index dump --index ix dump.zst
expect 0 tracuu-index load --index loaded dump.zst
expect 0 tracuu --index loaded --format json 'nhiệm-kỳ:2020-2025' | jq -c '[.session, .term, .chair]'
