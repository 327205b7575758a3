#!/bin/sh
# The completion script is sourced by a real bash and asked what a person would ask it.
. "$abs_top_srcdir/tests/lib/cli.sh"
. "$abs_top_srcdir/tests/lib/desk.sh"

# What bash offers for the last word of the line, one a line; "(files)" where it is left to file names.
complete_line() { # WORD...
    bash -c '
        source ./demur.bash || exit 9
        case $(complete -p demur) in *"-o default"*"-F _demur"*) ;; *) exit 8 ;; esac
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
        _demur
        if [ ${#COMPREPLY[@]} -eq 0 ]; then echo "(files)"; else printf "%s\n" "${COMPREPLY[@]}"; fi' bash "$@"
}

begin "bash completes commands, options, kinds, closed words and files"
demur completion bash >demur.bash
if ! command -v bash >/dev/null; then
    skip "bash is missing"
else
    while IFS='|' read -r line wanted; do
        # shellcheck disable=SC2086
        eval "run complete_line demur $line"
        expect_exit 0
        expect_error ''
        ok test "$(tr '\n' ' ' <"$cli_root/output")" = "$wanted "
    done <<'END'
exp|export
es|escalate
-f desk.db disp|disputes
--file=desk.db ve|verify
--file = desk.db ve|verify
--ver|--version
accounts --f|--file --format
accounts --format ''|table csv tsv json
accounts --format = c|csv
accounts --format =|table csv tsv json
export accounts --format ''|csv tsv json
import ''|accounts notices contacts deliveries partners
import accounts ''|(files)
import accounts --rejects ''|(files)
export acc|accounts
export --output out.csv acc|accounts
export -o ''|(files)
escalate 1 ''|agent lead community legal
escalate 1 leg|legal
resolve 1 u|upheld
classify message:1 opt|opt_out
log A-1 --source ''|call mail forum letter visit
log A-1 --voice rep|representative
log --text hello A-1 --flags p|press
intake --as ''|thread
completion ''|bash zsh
help bac|backup
-f ''|(files)
nonsense --f|(files)
END
fi

begin "every command and option of the table is completed"
demur completion bash >demur.bash
for command in $(demur --help | sed -n 's/^  \([a-z][a-z]*\)  .*/\1/p'); do
    ok grep -qF " $command" demur.bash
    for option in $(demur help "$command" | sed -n 's/^  \(-., \)*\(--[a-z-]*\).*/\2/p'); do
        ok grep -q "^    $command) words='.*$option" demur.bash
    done
done
ok test "$(demur --help | sed -n 's/^  \([a-z][a-z]*\)  .*/\1/p' | wc -l)" -gt 20

begin "zsh gets the same through its own door, other shells a sentence"
run demur completion zsh
expect_exit 0
ok test "$(head -n 1 "$cli_root/output")" = '#compdef demur'
expect_output_has 'complete -o default -F _demur demur'
if command -v zsh >/dev/null; then
    cp "$cli_root/output" _demur
    run zsh -fc 'source ./_demur && [[ -n ${functions[_demur]} ]]'
    expect_exit 0
fi
for shell in fish '' '; rm -rf /'; do
    run demur completion "$shell"
    expect_exit 2
    expect_error 'there is a completion for bash and for zsh'
    expect_form
done

finish
