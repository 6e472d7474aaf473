# The set of a topic is the same whatever is asked of it: how many there are, facets, the order of dates, a list or
# hits by relevance; and what else is asked for changes no hit. One topic has more documents than are ranked at once.
. "$TC_CLI/lib.sh"
cp -R "$TC_CLI/../../corpus/docs" docs
mkdir docs/more
n=0
while [ $n -lt 900 ]; do
    n=$((n + 1))
    case $((n % 3)) in
    0) text='cải cách hành chính ở cơ sở' ;;
    1) text='cải cách hành chính, chuyển đổi số và xây dựng nông thôn mới' ;;
    *) text='hành chính công, cải tạo đường và cách trồng cây' ;;
    esac
    echo "Văn bản mẫu số $n ngày $((n % 27 + 1))/$((n % 11 + 1))/2021 về $text" >docs/more/$n.txt
done
age docs
expect 0 tracuu-index rebuild --index ix docs

# listed NAME OPTION...: how many documents about the topic are printed; which, in the file NAME.
listed() {
    name=$1
    shift
    tracuu --index ix --format json "$@" | jq -c 'select(.about != false) | .path' | sort >"$name"
    wc -l <"$name"
}

asked=0
for topic in 'cải cách hành chính' 'cai cach hanh chinh' 'chuyển đổi số' 'xay dung nong thon moi' 'bầu cử đại biểu' \
    'phòng chống dịch' 'giam ngheo' 'đất đai'; do
    asked=$((asked + 1))
    count=$(tracuu --index ix --count "$topic")
    hits=$(listed hits --limit 5000 "$topic")
    dated=$(listed dated --limit 5000 --sort newest "$topic")
    list=$(listed list --limit 5000 --list "$topic")
    headed=$(LC_ALL=C.UTF-8 tracuu --index ix "$topic" 2>/dev/null | sed -n 's/^\([0-9]*\) documents* about the topic.*/\1/p')
    [ "$count $count $count $count" = "$hits $dated $list $headed" ] ||
        echo "$topic: $count counted, $hits hits, $dated by date, $list listed, $headed in the head"
    cmp hits dated
    cmp hits list
    # A page within the set, one that reaches beyond the documents that are ranked, and one beyond the set.
    for page in '0 10' '495 20' '0 1000'; do
        tracuu --index ix --format json --offset ${page% *} --limit ${page#* } "$topic" >alone 2>/dev/null
        tracuu --index ix --format json --offset ${page% *} --limit ${page#* } --facets year "$topic" >both 2>/dev/null
        grep '"rank"' both | cmp - alone || echo "$topic: facets change page $page"
    done
done
echo "$asked topics"

# The first line counts up to a thousand, and no copies, also where these are looked at first.
mkdir many
awk 'BEGIN {
    for (i = 1; i <= 4400; i++) {
        name = sprintf("many/%04d.txt", i)
        if (i % 2 == 0)
            print "Văn bản mẫu số " i " về chuyển đổi số" >name
        else if (i > 2300)
            print "Văn bản mẫu số " i " về cải cách hành chính, cải cách tiền lương" >name
        else
            print "Thông báo về cải cách hành chính năm " i % 5 >name
        close(name)
    }
}'
age many
expect 0 tracuu-index rebuild --index ix-many many
for query in 'cải cách hành chính' 'cai cach hanh chinh' 'chuyển đổi số'; do
    tracuu --index ix-many --count "$query"
    tracuu --index ix-many "$query" 2>/dev/null | grep 'about the topic'
    tracuu --index ix-many --limit 0 "$query" 2>/dev/null | grep 'about the topic'
done
tracuu --index ix-many --limit 1 --offset 1005 'cải cách hành chính' | grep 'about the topic'
tracuu --index ix-many --limit 1000 'cải cách hành chính' | head -n 1
