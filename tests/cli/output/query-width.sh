# No line is wider than the screen, at 80 columns and at 30, whatever a title holds; a dumb terminal gets no escapes.
. "$TC_CLI/lib.sh"
cat >width.py <<'PY'
import sys, unicodedata, re
wide = int(sys.argv[1])
def columns(text):
    return sum(0 if unicodedata.category(c) in ("Mn", "Me", "Cf") else 2 if unicodedata.east_asian_width(c) in "WF" else 1
               for c in text)
for line in sys.stdin.buffer.read().decode("utf-8").replace("\r\n", "\n").split("\n"):
    line = re.sub("\033\\[[0-9;]*m|\033\\]8;;[^\033]*\033\\\\|\033\\[K", "", line)
    if columns(line) > wide:
        print("%s: %d columns: %s" % (sys.argv[2], columns(line), line))
    for c in line:
        if unicodedata.category(c) == "Cc" or c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f":
            print("%s: U+%04X is printed: %s" % (sys.argv[2], ord(c), ascii(line)))
PY
mkdir -p 'docs/một thư mục có tên rất dài để đường dẫn không vừa một dòng của màn hình nào'
long='docs/một thư mục có tên rất dài để đường dẫn không vừa một dòng của màn hình nào'
doc() { # doc FILE TITLE DAY
    printf '<html><head><title>%s</title></head><body><p>Ngày %s tháng 5 năm 20%s</p><p>%s</p><p>Phần riêng %s.</p></body></html>\n' \
        "$2" "$3" "$3" 'Thủy lợi nội đồng là việc của các hợp tác xã; 水利工程建設管理辦法 và kênh mương, cống, trạm bơm được giao cho xã.' "$1" >"$long/$1"
}
doc cjk.html '水利工程建設管理辦法水利工程建設管理辦法 thủy lợi 水利工程建設管理辦法' 10
doc rtl.html "$(printf 'thủy lợi \342\200\256lợi đảo ngược\342\200\254 \342\201\247x\342\201\251 \327\251\327\234\327\225\327\235')" 11
doc control.html "$(printf 'thủy\033[31m lợi\007 \302\205 \177 \001')" 12
doc marks.html "$(printf 'thu\314\211y lo\314\243\314\233i n\303\264\314\243i \304\221o\314\202\314\200ng a\314\201\314\202\314\203\314\211 cu\314\211a ca\314\201c ho\314\243\314\233p ta\314\201c xa\314\203 trong huyê\314\243n')" 13
doc word.html 'thủylợinộiđồngkhôngcókhoảngtrắngnàotrongcảmộttrămkýtựđểxemdòngđượcngắtởđâuchođúngchiềurộngcủamànhình thủy lợi' 14
doc caps.html 'KẾ HOẠCH PHÁT TRIỂN THỦY LỢI NỘI ĐỒNG VÀ KIÊN CỐ HÓA KÊNH MƯƠNG TRÊN ĐỊA BÀN TỈNH GIAI ĐOẠN 2011-2015' 15
age docs
expect 0 tracuu-index update docs
run() { # run NAME COMMAND...: its output, for people, at both widths, with and without colour
    name=$1
    shift
    for wide in 80 30; do
        for color in always never; do
            COLUMNS=$wide "$@" --color $color 2>&1 | python3 width.py $wide "$name"
        done
    done
}
run hits tracuu 'thủy lợi nội đồng'
run facets tracuu --facets type,year --timeline year 'thủy lợi'
run explain tracuu --explain 'thuy loi noi dong' --no-collapse
run context tracuu --context 2 'kênh mương'
run list tracuu --list
run show tracuu --show 1 'thủy lợi'
run similar tracuu --similar "$long/cjk.html"
run like tracuu --like "$long/rtl.html"
run suggestion tracuu 'thuy lọii nộj đồng kênh mươngg trên địa bàn'
run nothing tracuu 'title:"thủy điện"'
for verb in '' update status dump set; do
    for locale in C vi_VN.UTF-8; do
        for wide in 80 30; do
            # shellcheck disable=SC2086 # none, or one word
            LC_ALL=$locale COLUMNS=$wide tracuu-index $verb --help | python3 width.py $wide "tracuu-index $verb --help"
            LC_ALL=$locale COLUMNS=$wide tracuu --help | python3 width.py $wide "tracuu --help"
        done
    done
done
echo '--- messages, on a terminal'
for wide in 80 30; do
    for command in 'tracuu title:' "tracuu --index nowhere-$(printf '%090d' 0) x" 'tracuu --limit many x' 'tracuu xyzzyx' \
        'tracuu-index update nowhere' 'tracuu-index frobnicate' 'tracuu-index set docs color=red' 'tracuu --show 99 thủy'; do
        for locale in C vi_VN.UTF-8; do
            LC_ALL=$locale script -qec "stty cols $wide rows 24; $command" /dev/null </dev/null | python3 width.py $wide "$command"
        done
    done
done
echo '--- a dumb terminal'
for command in 'tracuu thủy lợi' "tracuu --show 1 'thủy lợi'" 'tracuu --list' 'tracuu-index update docs' 'tracuu --help'; do
    TERM=dumb script -qec "stty cols 30; $command" /dev/null </dev/null | grep -c "$(printf '\033')"
done
