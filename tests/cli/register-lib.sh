# An archive whose titles and paths are hard on a register; `. "$TC_CLI/register-lib.sh"` after lib.sh.
# shellcheck shell=sh

page() { # page FILE TITLE TEXT
    printf '<html><head><title>%s</title></head><body><p>%s</p></body></html>\n' "$2" "$3" >"kho/$1"
}

make_register() {
    mkdir kho
    page a.html 'Về việc &quot;quản lý&quot; chợ, bến xe; đò' 'Nội dung một.'
    page b.html '=1+2 là một trích yếu' 'Nội dung hai.'
    page c.html '-5 và @lệnh, +84' 'Nội dung ba.'
    page d.html 'Ắ ộ ữ đ ’ “nháy” — 水利' 'Nội dung bốn.'
    page 'e, "tên".html' '00123/QĐ-UBND' 'Nội dung năm.'
    age kho
    tracuu-index update kho
    tracuu --list --format csv --columns đường-dẫn,trích-yếu,ngày >register.csv
}
