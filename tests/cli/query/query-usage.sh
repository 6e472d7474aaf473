# Wrong use is exit status 2 with a message on standard error and nothing on standard output.
. "$TC_CLI/lib.sh"
export TRACUU_INDEX="$TC_DEMO_INDEX"
expect 2 tracuu
expect 2 tracuu --no-such-option đất
expect 2 tracuu --limit x đất
expect 2 tracuu --limit=-1 đất
expect 2 tracuu --offset=-1 đất
expect 2 tracuu --limit -1 đất
expect 2 tracuu -n -1 đất
expect 2 tracuu --title '' đất
expect 2 tracuu --format=xml đất
expect 2 tracuu --sort=best đất
expect 2 tracuu --color=blue đất
expect 2 tracuu --from='hôm kia' đất
expect 2 tracuu --from=2021 --to=2020 đất
expect 2 tracuu -0 --format=json đất
expect 2 tracuu --topics=none.tsv đất
expect 2 tracuu --topics=none.tsv
expect 2 tracuu --topics=. --format=text
expect 0 tracuu --help | grep -c -E '^ +(-., )?--(index|limit|offset|sort|from|to|type|org|place|number|title|format|null|color|count|topics|explain|version|help)'
expect 0 tracuu --version | grep -c -E '^tracuu [0-9]+\.[0-9]+'
echo '--- words that begin with a dash are excluded, not options'
expect 0 tracuu --count đất >all
expect 0 tracuu --count đất -nước -internet -hội >fewer
[ "$(cat fewer)" -lt "$(cat all)" ] || echo "$(cat all) $(cat fewer)"
