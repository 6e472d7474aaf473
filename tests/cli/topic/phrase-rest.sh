# Where a phrase beside plain words leaves little, what lacks it is shown as well, and each border says what follows it.
. "$TC_CLI/lib.sh"
mkdir docs
printf 'Về việc phối hợp tổ chức hội thi an toàn giao thông cho học sinh các trường trung học phổ thông năm nay\n' >docs/a.txt
printf 'Báo cáo khác. Đi đúng luật.\n' >docs/b.txt
printf 'Thể lệ hội thi: đi đúng luật, học sinh các trường.\n' >docs/c.txt
printf 'Nghị quyết về học phí. Thu học phí từ tháng 9.\n' >docs/d.txt
printf 'Học phí và viện phí của năm nay.\n' >docs/e.txt
age docs
expect 0 tracuu-index update --index ix docs
borders() {
    echo "-- $1"
    tracuu --index ix "$1" | grep -e ':$' -e '/docs/' -e 'about the topic' | sed 's|.*/docs/||'
}
borders 'phối hợp tổ chức hội thi "đi đúng luật" an toàn giao thông cho học sinh các trường trung học phổ thông'
borders 'nghị quyết "thu học phí"'
borders 'viện phí "thu học phí"'
borders '"thu học phí"'
borders '"thu học phí năm ngoái"'
borders '"thu học phí năm ngoái" viện phí'
