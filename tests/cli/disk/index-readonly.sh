# An index that this user may only read: verify, dump, status and a search work and say what is right; who would
# write is refused and leaves it as it was.
. "$TC_CLI/lib.sh"
mkdir docs
for number in 1 2 3 4 5; do
    echo "Nghị quyết số $number" >docs/$number.txt
done
age docs
expect 0 as_user tracuu-index update --index i docs
look() {
    expect "$1" as_user tracuu-index verify --index i
    expect 0 as_user tracuu-index status --index i | head -n 1
    expect 0 as_user tracuu --index i --count 'nghị quyết'
    expect 0 as_user tracuu-index dump --index i - | zstd -dcq | wc -l
    expect 1 as_user tracuu-index update --index i 2>&1 | grep -c 'Permission denied'
}
echo '--- the lock can be read'
chmod -R a-w i
look 0
echo '--- while another holds it'
as_user flock i/lock tracuu-index verify --index i
echo "exit status $?"
echo '--- nor can that be'
chmod 000 i/lock
look 0
echo '--- there is none'
chmod u+w i && rm -f i/lock && chmod a-w i
look 0
echo '--- damage is found as ever'
chmod u+w i/gen.*/position.glass
printf x | dd of="$(echo i/gen.*)/position.glass" bs=1 seek=8150 conv=notrunc 2>/dev/null
chmod a-w i/gen.*/position.glass
expect 4 as_user tracuu-index verify --index i | tail -n 1
chmod -R u+w i
