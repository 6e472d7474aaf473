# --open of files and mails in archives, archives in archives, and with names that are meant to do harm: each is taken out
# for its owner alone, read-only, handed to the program as one argument, and removed by a later call.
. "$TC_CLI/lib.sh"
mkdir -p docs home/.config/tracuu home/.cache
python3 - <<'EOF'
import email.message, io, tarfile, zipfile
def zip_of(names):
    out = io.BytesIO()
    with zipfile.ZipFile(out, 'w') as archive:
        for name, text in names:
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 2, 3, 4, 6)), text)
    return out.getvalue()
hostile = ['-rf.txt', '$(touch pwned).txt', '`touch pwned`.txt', '; touch pwned #.txt', 'a\'b"c.txt', 'hai  dấu cách.txt',
           '\u202egnot.txt', 'dòng\nhai.txt', '%s%n.txt', '*.txt', 'x' * 240 + '.txt', '../../ngoai.txt', '/etc/ten.txt']
open('docs/xau.zip', 'wb').write(zip_of([(name, 'Tệp xấu số %d về cua đồng.\n' % i) for i, name in enumerate(hostile)]))
inner = zip_of([('nuôi ghẹ.txt', 'Kế hoạch nuôi ghẹ ở bãi.\n')])
with tarfile.open('docs/ngoai.tar.gz', 'w:gz') as tar:
    info = tarfile.TarInfo('trong/kho.zip')
    info.size = len(inner)
    tar.addfile(info, io.BytesIO(inner))
mail = email.message.EmailMessage()
mail['From'], mail['To'], mail['Subject'] = 'a@example.vn', 'b@example.vn', 'Gửi kế hoạch'
mail.set_content('Xin gửi kế hoạch.')
mail.add_attachment(inner, maintype='application', subtype='zip', filename='kế hoạch.zip')
mail.add_attachment('Báo cáo về nuôi hàu.\n'.encode(), maintype='application', subtype='octet-stream', filename='hàu.txt')
open('docs/thu.zip', 'wb').write(zip_of([('hộp thư/thư 1.eml', mail.as_bytes())]))
EOF
age docs
tracuu-index rebuild --index i docs 2>/dev/null
export TRACUU_INDEX=i
cat >opener <<'EOF'
#!/bin/sh
folder=$(dirname "$2")
echo "$# $1 $(stat -c %a "$folder") $(stat -c %a "$2") $(basename "$(dirname "$folder")") [$(basename "$2" | cut -c 1-60)]"
cat "$2"
EOF
chmod +x opener
printf '[tracuu]\nopener=%s --xem\n' "'$PWD/opener'" >home/.config/tracuu/tracuu.conf
echo '--- in an archive in an archive, a mail in an archive, by its path and as a hit'
expect 0 tracuu --open "docs/ngoai.tar.gz!/trong/kho.zip!/nuôi ghẹ.txt"
expect 0 tracuu --open 'docs/thu.zip!/hộp thư/thư 1.eml' | sed -n '1p;/^Subject/p'
expect 0 tracuu --open 1 nuôi hàu | sed -n 1p
echo '--- names that are meant to do harm'
count=$(tracuu --count cua đồng)
echo "$count"
n=1
while [ "$n" -le "$count" ]; do
    expect 0 tracuu --open $n cua đồng
    n=$((n + 1))
done | sort
[ -e pwned ] || [ -e home/pwned ] || echo 'nothing else was run'
find . -name 'ngoai.txt' -not -path './home/.cache/*'
echo '--- without an environment'
expect 0 env -i HOME="$HOME" PATH="$PATH" tracuu --index i --open 'docs/thu.zip!/hộp thư/thư 1.eml' | sed -n 1p
echo '--- removed a day later, by the next call, and by none before'
find home/.cache/tracuu/open -type f | wc -l
touch -d '2 days ago' home/.cache/tracuu/open/*
expect 0 tracuu --open 'docs/thu.zip!/hộp thư/thư 1.eml' >/dev/null
find home/.cache/tracuu/open -mindepth 1 | wc -l
stat -c %a home/.cache/tracuu/open
echo '--- a program that is not there, or fails, and a file that is gone from its archive'
printf '[tracuu]\nopener=/nowhere/xem\n' >home/.config/tracuu/tracuu.conf
expect 2 tracuu --open 'docs/thu.zip!/hộp thư/thư 1.eml'
printf '[tracuu]\nopener=false\n' >home/.config/tracuu/tracuu.conf
expect 2 tracuu --open 'docs/thu.zip!/hộp thư/thư 1.eml' 2>/dev/null
rm docs/thu.zip
python3 -c "import zipfile; zipfile.ZipFile('docs/thu.zip', 'w').writestr('khác.txt', 'khác')"
folders=$(find home/.cache/tracuu/open -mindepth 1 -type d | wc -l)
expect 2 tracuu --open 'docs/thu.zip!/hộp thư/thư 1.eml' 2>/dev/null
[ "$(find home/.cache/tracuu/open -mindepth 1 -type d | wc -l)" -eq "$folders" ] && echo 'no empty folder is left'
