# Documents without marks, as in old mail: found by queries of every kind, ranked by how the query was read.
. "$TC_CLI/lib.sh"
mkdir docs
tail='trong năm nay của huyện ta, gửi kèm công văn của văn phòng để các xã biết và thực hiện cho tốt.'
echo "Báo cáo kết quả cải cách hành chính $tail" >docs/1-dau.txt
echo 'Bao cao ket qua cai cach hanh chinh trong nam nay cua huyen ta, gui kem cong van cua van phong.' >docs/2-khong.txt
echo "Cải thiện, cách làm, hành lang, chính quyền $tail" >docs/3-roi.txt
echo "Cải cách hành chính là việc chính $tail" >docs/4-dau.txt
echo "Cải thiện nhà ở. Cách mạng. Hành quân. Chính trị viên $tail" >docs/5-roi.txt
echo "Cải tạo chợ. Cách trồng. Hành tím. Chính sách đất đai $tail" >docs/6-roi.txt
mkdir half
mv docs/2-khong.txt docs/4-dau.txt half
expect 0 tracuu-index rebuild --index all docs half
expect 0 tracuu-index rebuild --index one docs
expect 0 tracuu-index rebuild --index two half
for indexes in '--index all' '--index one --index two'; do
    for query in 'cải cách hành chính' 'cai cach hanh chinh' 'cai cách hanh chính' 'cair cachs hanhf chinhs' \
        '"cải cách hành chính"' '"cai cach hanh chinh"'; do
        # shellcheck disable=SC2086 # several options
        expect 0 tracuu $indexes --format json "$query" |
            jq -r '"\(.path | sub(".*/"; "")) \(.tier)"' | head -n 3 | paste -s -d ' '
    done
done
echo '--- lit, and why'
expect 0 tracuu --index all --format json 'cai cach hanh chinh' | jq -r 'select(.path | endswith("khong.txt")) |
    .highlights as $lit | .snippet | .[$lit[0][0]:$lit[0][1]]'
expect 0 tracuu --index all --explain 'cai cach hanh chinh' | grep -c 'not in it'
