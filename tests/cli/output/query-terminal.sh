# On a terminal the words of the query are lit, unless NO_COLOR or --color says otherwise.
. "$TC_CLI/lib.sh"
export TRACUU_INDEX="$TC_DEMO_INDEX"
lit() {
    grep -c "$(printf '\033')\[1;31m[Cc]huyển đổi số"
}
on_terminal() {
    script -qec "$1" /dev/null </dev/null
}
echo '--- lit'
on_terminal "tracuu --limit 1 'chuyển đổi số'" | lit
on_terminal "NO_COLOR= tracuu --limit 1 'chuyển đổi số'" | lit
on_terminal "NO_COLOR=1 tracuu --color always --limit 1 'chuyển đổi số'" | lit
expect 0 tracuu --color always --limit 1 'chuyển đổi số' | lit
echo '--- not lit'
on_terminal "NO_COLOR=1 tracuu --limit 1 'chuyển đổi số'" | lit
on_terminal "TERM=dumb tracuu --limit 1 'chuyển đổi số'" | lit
on_terminal "tracuu --color never --limit 1 'chuyển đổi số'" | lit
expect 0 tracuu --limit 1 'chuyển đổi số' | lit
expect 0 tracuu --limit 1 --color always --format json 'chuyển đổi số' | lit
echo '--- nothing found is said on a terminal only'
on_terminal 'tracuu xyzzyx' | tr -d '\r'
expect 1 tracuu xyzzyx
