# An abbreviation that only the archive defines finds both ways of writing it, in phrases too; when the
# document that defined it is gone, so is its meaning.
. "$TC_CLI/lib.sh"
mkdir docs
echo 'Quỹ phát triển làng nghề ven biển (QPTLNVB) ra mắt hôm nay.' >docs/defines.txt
echo 'Tỉnh giao sở chủ trì vận hành QPTLNVB từ năm sau.' >docs/short.txt
echo 'Hội nghị bàn về nuôi tôm.' >docs/other.txt
expect 0 tracuu-index rebuild --index ix docs
show() {
    tracuu --index ix --format tsv "$@" | cut -f 1,3,8 | sed "s|$PWD/||"
}
echo '-- long finds short'
show 'quỹ phát triển làng nghề ven biển'
echo '-- short finds long'
show QPTLNVB
echo '-- in a phrase'
show '"vận hành quỹ phát triển làng nghề ven biển"'
echo '-- without marks'
show '"van hanh qptlnvb"'
rm docs/defines.txt
expect 0 tracuu-index update --index ix docs
echo '-- forgotten'
expect 1 tracuu --index ix --format paths '"vận hành quỹ phát triển làng nghề ven biển"'
