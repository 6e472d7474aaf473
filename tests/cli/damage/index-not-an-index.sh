# A folder that is something else is left alone.
. "$TC_CLI/lib.sh"
small_archive docs
mkdir precious
echo mine >precious/file
for verb in update rebuild; do
    expect 1 tracuu-index $verb --index precious docs
done
for verb in status stats verify compact; do
    expect 1 tracuu-index $verb --index precious
done
expect 1 tracuu-index update --index precious/file docs
ls precious
echo '--- no index yet'
for verb in status stats verify compact; do
    expect 1 tracuu-index $verb --index nowhere
done
expect 2 tracuu-index update --index nowhere
expect 2 tracuu-index rebuild --index nowhere
expect 1 tracuu-index update --index nowhere missing
ls
