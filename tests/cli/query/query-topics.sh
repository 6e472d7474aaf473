# Many queries in one run.
. "$TC_CLI/lib.sh"
export TRACUU_INDEX="$TC_DEMO_INDEX"
printf 't1\tcải cách hành chính\nt2\tchuyển đổi số\r\n\nt 3\txyzzyx\nt4\tgiảm nghèo' >topics
expect 0 tracuu --topics topics --limit 3 >run
cut -d ' ' -f 1,2,4,6 run
expect 0 tracuu --topics - --limit 3 <topics | cmp - run
expect 0 tracuu --topics topics --limit 3 --format json | sed 's/.*"query_id":"\([^"]*\)".*/\1/; s/{"rank.*/no id/' | uniq -c
echo '--- the same as one by one'
for query in 'cải cách hành chính' 'chuyển đổi số' 'giảm nghèo'; do
    expect 0 tracuu --limit 3 --format trec "$query"
done | cut -d ' ' -f 3- >single
cut -d ' ' -f 3- run | cmp - single
echo '--- odd ones are plain words'
printf '1\tcải cách "hành chính\n2\tngày:hôm-qua giảm nghèo\n3\tđất \377\n' >odd
expect 0 tracuu --topics odd --limit 1 | cut -d ' ' -f 1,4
echo '--- a field that there is none of is told'
printf '# fields\nf\tsố-vb:96 học phí\ng\tsố:96/BC-SNV\n' >fields
expect 0 tracuu --topics fields --limit 1 2>&1 | sed 's/ [0-9.]* tracuu$//'
echo '--- not a topic'
printf 'no tab here\n' >bad
expect 2 tracuu --topics bad
printf '\tno id\n' | expect 2 tracuu --topics -
expect 2 tracuu --topics nowhere
expect 2 tracuu --topics .
echo '--- nothing found, nothing asked'
printf '1\txyzzyx\n' | expect 1 tracuu --topics -
expect 1 tracuu --topics /dev/null
echo '--- count'
printf 'a\t"cải cách hành chính"\nb\txyzzyx\n' | expect 0 tracuu --topics - --count | sed 's/[1-9][0-9]*$/some/'
