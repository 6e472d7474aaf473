# A terminal for the cases, by tmux; `. "$TC_CLI/terminal.sh"` after lib.sh.
# shellcheck shell=sh

# in_tmux COMMAND...: of the server of the last terminal; a server that ends takes a while to let its socket go.
terminals=0
in_tmux() {
    tmux -S "$PWD/tmux.$terminals" -f /dev/null "$@"
}

# terminal COLUMNS LINES COMMAND: run it by sh in a terminal of that size; its exit status is said below it.
terminal() {
    terminals=$((terminals + 1))
    in_tmux new-session -d -x "$1" -y "$2" "sh -c '$3'; echo \"left with \$?\"; cat"
}

# keys KEY...: names as tmux has them, Enter, C-r; typed: letters.
keys() {
    in_tmux send-keys "$@"
}
typed() {
    in_tmux send-keys -l "$1"
}

# screen: what the terminal shows, without the spaces at the ends of lines.
screen() {
    in_tmux capture-pane -p | sed 's/ *$//'
}

screen_has() {
    screen | grep -q -e "$1"
}
screen_lacks() {
    ! screen | grep -q -e "$1"
}

# shows PATTERN, hides PATTERN: it comes, or goes, in a while; says so when it does not.
shows() {
    wait_for screen_has "$1" || screen
}
hides() {
    wait_for screen_lacks "$1" || screen
}

close_terminal() {
    in_tmux kill-server
}
