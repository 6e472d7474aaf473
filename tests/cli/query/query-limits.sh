# Queries that nobody types, or that are meant to hurt: an answer or a clear word, soon.
. "$TC_CLI/lib.sh"
export TRACUU_INDEX="$TC_DEMO_INDEX"
repeat() { awk -v text="$1" -v count="$2" 'BEGIN { while (count-- > 0) printf "%s", text }'; }
# said STATUS QUERY: what is said, and that it ends in time.
said() {
    got=0
    timeout 20 tracuu --count "$2" >out 2>err || [ $? -le 2 ] || echo "killed: $(printf '%.40s' "$2")"
    timeout 20 tracuu --any --count "$2" >out 2>err || got=$?
    [ "$got" -eq "$1" ] || echo "status $got instead of $1 for $(printf '%.40s' "$2")"
    cut -c 1-160 err
}
echo '--- long, deep, many'
said 1 "$(repeat a 65536)"
said 2 "$(repeat a 65537)"
said 0 "$(repeat 'cải cách ' 5000)"
said 0 "$(repeat '(' 64)cải$(repeat ')' 64)"
said 2 "$(repeat '(' 65)cải$(repeat ')' 65)"
said 2 "$(repeat '(' 30000)"
said 1 "$(repeat ')' 30000)"
said 2 "$(repeat 'a* ' 3000)"
said 2 "$(repeat '"a b" ' 3000)"
said 0 'a* b* c* d* t* n* h*'
said 2 "$(repeat 'cải cách ' 300)AND (hành chính $(repeat 'tỉnh ' 300)"
echo '--- nothing in it'
for query in '' ' ' '""' '*' '**' '+' '- -' '()' '...'; do said 1 "$query"; done
echo '--- signs, bytes and characters'
said 2 "$(printf 'ca\377i c\303')"
said 0 "$(printf 'c\341\272\243i\033[31m c\303\241ch\007')"
said 0 "$(printf '\357\273\277cải \342\200\256cách\342\200\254')"
said 0 'cải 中文 🙂 кадры'
said 0 'http://nghean.gov.vn/cải-cách?a=b&c=d#e'
said 0 'a NEAR/9999 b'
said 2 'a NEAR/99999 b'
said 1 'số:1/NQ-HĐND ngày:1000..2099 cải'
echo '--- numbers of options'
expect 1 tracuu --limit 1000000 --offset 1000000 cải
for option in --limit=1000001 --limit=-1 --limit=99999999999999999999 --limit= --offset=x --offset=0x10; do
    expect 2 tracuu "$option" cải 2>&1
done
echo '--- topics: broken lines, marks of other systems'
printf '\357\273\277a\tcải cách\r\n\r\nb\tđất (\nc\t\n' >topics
expect 0 tracuu --any --topics topics --count 2>&1
printf 'a\tcải\nkhông có gì\n' >topics
expect 2 tracuu --any --topics topics --count 2>&1
printf '\tcải\n' | expect 2 tracuu --topics - --count 2>&1
expect 2 tracuu --topics . 2>&1
expect 2 tracuu --topics nowhere 2>&1
