# set --file: many at once, all or nothing; killed, two at once, an index that must not be written.
. "$TC_CLI/lib.sh"
small_archive docs
mkdir "docs/tên lạ"
printf 'Công văn về đường sá\n' >"docs/tên lạ/x	y.txt"
age docs
expect 0 tracuu-index update docs
show() { tracuu --list --format tsv --columns path,date,number,title | sed 's|[^	]*/docs/||' | LC_ALL=C sort; }

echo '--- lines as on the command line'
printf '\357\273\277# of the office\r\n\r\n%s\tngày=1/2/2014\tsố=7/TB-UBND\r\ndocs/sub/b.txt\ttrích-yếu=Cải cách\t\r\n' "$PWD/docs/a.txt" >many.tsv
expect 0 tracuu-index set --file many.tsv
expect 0 tracuu-index set "docs/tên lạ/x	y.txt" date=2013-03-03
show
tracuu-index set | tee back.tsv
expect 0 tracuu-index set docs/a.txt --unset
expect 0 tracuu-index set "docs/tên lạ/x	y.txt" --unset
expect 0 tracuu-index set --file - <back.tsv
tracuu-index set | diff back.tsv - && echo as they were

echo '--- a register that comes back from a spreadsheet: what differs is set'
tracuu --list --format tsv --columns path,số,ngày,trích-yếu | grep -v lạ >register.tsv # a tab in a path is lost there
{
    printf 'đường-dẫn\tSố\tNgày\tTrích yếu\n'
    sed 's/Báo cáo kinh tế/Báo cáo "kinh tế"/; s/\t\([^\t]*"[^\t]*\)$/\t\1/' register.tsv |
        awk -F '\t' -v OFS='\t' '/"/ { gsub(/"/, "\"\"", $4); $4 = "\"" $4 "\"" } /c\.txt/ { $3 = "3/2/2010" } { print }'
} >edited.tsv
expect 0 tracuu-index set --file edited.tsv
show
expect 0 tracuu-index set --file edited.tsv
tracuu-index set --json docs/d.txt | jq -c .corrected

echo '--- the register as it is written, and as a spreadsheet saves it with semicolons'
tracuu --list --format csv --columns số,trích-yếu,ngày,đường-dẫn | grep -v lạ >register.csv
expect 0 tracuu-index set --file register.csv # nothing differs
sed 's/Thông báo kết luận/"Thông báo ""kết luận"", cầu; phà"/' register.csv >edited.csv
expect 0 tracuu-index set --file edited.csv
python3 -c 'import csv, sys
for row in csv.reader(open("edited.csv", encoding="utf-8-sig", newline="")):
    csv.writer(sys.stdout, delimiter=";").writerow([cell.replace("cầu; phà", "cầu; phà, đò") for cell in row])' >semicolons.csv
show
expect 0 tracuu-index set --file semicolons.csv
show
echo '--- all or nothing'
printf '%s\n' 'docs/a.txt	ngày=5/5/2015' 'docs/a.txt	ngày=31/4/2015' 'docs/none.txt	số=1/QĐ' 'docs/d.txt	bậy' '	số=2/QĐ' >wrong.tsv
expect 1 tracuu-index set --file wrong.tsv
printf '%s\n' 'docs/a.txt	ngày=5/5/2015' 'docs/none.txt	số=1/QĐ' >wrong.tsv
expect 1 tracuu-index set --file wrong.tsv
printf '%s\n' 'path	date	size' 'docs/a.txt	2015-05-05	1' >wrong.tsv
expect 1 tracuu-index set --file wrong.tsv
expect 1 tracuu-index set --file nowhere.tsv
expect 1 tracuu-index set --file docs
tracuu-index set docs/a.txt

echo '--- another run has the lock; two at once; an index that must not be written'
index=home/.local/share/tracuu/index
exec 8>>$index/lock
flock 8
expect 75 tracuu-index set docs/a.txt date=6/6/2016
expect 0 tracuu-index set docs/a.txt
exec 8>&-
tracuu-index set --wait 60 docs/a.txt date=6/6/2016 &
expect 0 tracuu-index set --wait 60 docs/a.txt org=Sở
wait $!
tracuu-index set docs/a.txt
expect 0 tracuu-index verify
echo '--- killed: what was set before is as it was, what was begun is whole or not there'
mkdir many
for i in $(seq 150); do echo "Công văn về thủy lợi nội đồng của xã $i" >many/$i.txt; done
age many
expect 0 tracuu-index update docs many
seq 150 | sed 's|.*|many/&.txt\tsố=&/CV-UBND|' >many.tsv
for delay in 0.02 0.05 0.1; do
    tracuu-index set --wait 60 --file many.tsv 2>/dev/null &
    sleep $delay
    kill -KILL $! 2>/dev/null
    wait $! 2>/dev/null
    tracuu-index set | grep many/ | sed 's/.*=//' | LC_ALL=C sort >said
    tracuu --list --under many --format json | jq -r 'select(.corrected) | .number' | LC_ALL=C sort | diff said - && echo whole
    tracuu-index set docs/a.txt | wc -l
done
expect 0 tracuu-index set --wait 60 --file many.tsv
tracuu-index set | grep -c many/
tracuu --format paths 'số:77/CV-UBND'
expect 0 tracuu-index verify
echo '--- an index that must not be written'
as_user chmod -R a-w "$index"
as_user tracuu-index set docs/a.txt date=7/7/2017 2>said
echo $?
wc -l <said
