# What a person sees.
. "$TC_CLI/lib.sh"
mkdir docs
echo 'Cuộc họp bàn về thuỷ lợi. Xã Hoà Bình đề nghị sửa kênh mương trước mùa mưa.' >docs/hop.txt
printf 'Ba\314\201o ca\314\201o thu\314\211y l\306\241\314\243i\n' >docs/nfd.txt
echo 'Kinh gui UBND xa, de nghi sua chua tram thuy loi va kenh muong noi dong cho ba con nong dan truoc mua mua lu nam nay' >docs/bare.txt
echo 'Không liên quan' >docs/khac.txt
cp docs/hop.txt docs/sao.txt
age docs
expect 0 tracuu-index rebuild --index i docs
export TRACUU_INDEX=i
echo '--- thủy lợi'
expect 0 tracuu thủy lợi | sed '/^   @\|^   also/!s/[0-9.]* *$//'
echo '--- thuy loi'
expect 0 tracuu --color always thuy loi | cat -v | sed 's/M-[^ ]*//g' | grep -c '\^\[\[1;31m'
expect 0 tracuu --format tsv thuy loi | cut -f 1,3,8,9
echo '--- "xã Hòa Bình"'
expect 0 tracuu --format tsv '"xã Hòa Bình"' | cut -f 1,3,8,9
expect 0 tracuu --no-collapse --format paths '"xã Hòa Bình"'
