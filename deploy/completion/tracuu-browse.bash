# bash completion for tracuu-browse                                            -*- shell-script -*-

_tracuu_browse()
{
    local cur=${COMP_WORDS[COMP_CWORD]} option=${COMP_WORDS[COMP_CWORD - 1]}
    # "--under=folder" comes as three words.
    if [[ $cur == = ]]; then
        cur=
    elif [[ $option == = && $COMP_CWORD -ge 2 ]]; then
        option=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    COMPREPLY=()
    case $option in
    -i | --index | --under)
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -d -- "$cur")
        return
        ;;
    --config)
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        return
        ;;
    esac
    if [[ $cur == --* || $cur == - ]]; then
        mapfile -t COMPREPLY < <(compgen -W '--index --config --under --version --help' -- "$cur")
    fi
}
complete -F _tracuu_browse tracuu-browse
