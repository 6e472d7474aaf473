# An archive file, a mail or a folder that may not be opened any more: status says that it failed and why, what was read
# of it is found, and it is whole again when it may be.
. "$TC_CLI/lib.sh"
mkdir -p kho/sub box
echo 'Văn bản trong hộp một' >box/a.txt
echo 'Văn bản trong hộp hai' >box/b.txt
(cd box && zip -q -X ../kho/box.zip a.txt b.txt)
cat >kho/mail.eml <<'END'
From: a@b.vn
Subject: Thư về đất đai
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8

Kính gửi văn phòng
END
echo 'Nghị quyết trong thư mục' >kho/sub/c.txt
echo 'Nghị quyết ngoài' >kho/d.txt
age kho
u() { as_user env HOME="$PWD/home" "$@"; }
states() {
    u tracuu-index status --index i --failed
    for file; do
        u tracuu-index status --index i --files "kho/$file" && echo '  (exit status 0)'
    done
}
expect 0 u tracuu-index update --index i kho
chmod 000 kho/box.zip kho/mail.eml
for night in 1 2; do
    echo "--- night $night: no permission for two files"
    expect 3 u tracuu-index update --index i kho 2>&1
    states box.zip 'box.zip!/a.txt' mail.eml
    u tracuu --index i --count 'văn bản trong hộp'
done
expect 0 u tracuu-index verify --index i
expect 0 u tracuu-index dump --index i i.zst
expect 0 u tracuu-index load --index loaded i.zst
u tracuu-index status --index loaded --failed
chmod 644 kho/box.zip kho/mail.eml
expect 0 u tracuu-index update --index i kho
states
echo '--- nor for a folder'
chmod 000 kho/sub
expect 3 u tracuu-index update --index i kho 2>&1
states sub sub/c.txt d.txt
u tracuu --index i --count 'trong thư mục'
chmod 755 kho/sub
expect 0 u tracuu-index update --index i kho
states
