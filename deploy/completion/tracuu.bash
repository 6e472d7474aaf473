# bash completion for tracuu                                                   -*- shell-script -*-

# The archives of the configuration, by their names.
_tracuu_archives()
{
    local file
    for file in "${XDG_CONFIG_HOME:-$HOME/.config}/tracuu/tracuu.conf" /etc/tracuu.conf; do
        if [[ -r $file ]]; then
            sed -n 's/^[[:space:]]*\[archive \(.*\)\][[:space:]]*$/\1/p' "$file"
            return
        fi
    done
}

_tracuu()
{
    local cur=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD - 1]}
    # "--format=js" comes as three words.
    if [[ $cur == = ]]; then
        cur=
    elif [[ $option == = && $COMP_CWORD -ge 2 ]]; then
        option=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    COMPREPLY=()
    case $option in
    -i | --index)
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -d -- "$cur"; IFS=$'\n'; compgen -W "$(_tracuu_archives)" -- "$cur")
        return
        ;;
    --under)
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        return
        ;;
    --topics | --watch | --state | --abbreviations | --aliases | --config | --show | --open | --like)
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        return
        ;;
    --sort) mapfile -t COMPREPLY < <(compgen -W 'relevance newest oldest' -- "$cur") && return ;;
    --format) mapfile -t COMPREPLY < <(compgen -W 'text json tsv csv paths trec' -- "$cur") && return ;;
    --color) mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$cur") && return ;;
    --facets) mapfile -t COMPREPLY < <(compgen -W 'type org year place term' -- "$cur") && return ;;
    --timeline) mapfile -t COMPREPLY < <(compgen -W 'year month' -- "$cur") && return ;;
    -n | --limit | --offset | --from | --to | --type | --org | --place | --term | --number | --title | --columns | --context) return ;;
    esac
    # Words of the query are the user's; -word excludes one.
    if [[ $cur == --* || $cur == - ]]; then
        mapfile -t COMPREPLY < <(compgen -W '--index --config --limit --offset --sort --from --to --type --org --place
            --term --number --title --format --null --color --any --count --facets --timeline --topics --watch --state --abbreviations --aliases --no-aliases
            --columns --current --context --under --like --list --show --open --real-paths --no-pager --explain --no-collapse --version --help' -- "$cur")
    fi
}
complete -F _tracuu tracuu
