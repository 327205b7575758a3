#!/bin/sh
# Options and usage: what is meant is done, what cannot be meant is refused with the nearest right word.
. "$abs_top_srcdir/tests/lib/cli.sh"
. "$abs_top_srcdir/tests/lib/desk.sh"

begin "an option may stand anywhere, short, long, joined, and the last one counts"
make_desk
for arguments in 'accounts --limit 1' '--limit 1 accounts' 'accounts --limit=1' 'accounts --limit 3 --limit 1' \
    'accounts --limit 1 --' '-p Velocity accounts --limit 1' '-pVelocity accounts --limit 1' \
    '--program=velocity accounts --limit 1'; do
    # shellcheck disable=SC2086
    run desk $arguments
    expect_exit 0
    ok test "$(wc -l <"$cli_root/output")" = 2
done
export DEMUR_FILE=desk.db
run demur accounts --limit 1
expect_exit 0
run demur -f missing.db accounts
expect_exit 3
expect_error 'missing.db: No such file or directory; `demur init` makes one'

begin "wrong usage is exit 2, a sentence, and nothing on standard output"
make_desk
while IFS='|' read -r sentence arguments; do
    eval "run desk $arguments"
    expect_exit 2
    expect_output </dev/null
    expect_error "$sentence"
    expect_form
    ok test "$(wc -l <"$cli_root/error")" = 1
done <<'END'
there is no command acounts; is it accounts?|acounts
there is no command xyzzy; see `demur --help`|xyzzy
there is no command |''
there is no such option|--nonsense
there is no such option|accounts --nonsense
there is no such option|-x
there is no such option|accounts -x5
--limit needs a value: --limit COUNT|accounts --limit
--file needs a value: --file FILE|--file
--read-only takes no value|--read-only=yes accounts
--rejects does not go with accounts; see `demur help accounts`|accounts --rejects x
--limit does not go with the desk; see `demur help`|--limit 3
--output does not go with accounts|accounts -o x
why: too few arguments; it goes demur why WHAT|why
why: too many arguments; it goes demur why WHAT|why A-1 A-2
check: too many arguments; it goes demur check|check A-1
no program is called "Nothing"|-p Nothing accounts
too many options: 16 at most|accounts --limit 1 --limit 1 --limit 1 --limit 1 --limit 1 --limit 1 --limit 1 --limit 1 --limit 1 --limit 1 --limit 1 --limit 1 --limit 1 --limit 1 --limit 1 --limit 1
END

begin "hostile words come back harmless"
make_desk
evil=$(printf 'x\033]0;owned\007\033[2J\302\233\342\200\256\nsecond line')
for command in "show" "why" "log" "accounts --columns" "accounts --sort" "accounts --format" "import accounts" "intake" \
    "help" "completion" "-p" "import" "export" "note" "hold" "backup /no/such/"; do
    # shellcheck disable=SC2086
    run desk $command "$evil"
    ok test "$status" -ge 2
    ok sh -c "! tr -d '\n' <'$cli_root/error' | LC_ALL=C grep -q '[[:cntrl:]]'"
    ok sh -c "! LC_ALL=C grep -q \"\$(printf '\302\233\|\342\200\256')\" '$cli_root/error'"
    ok test "$(wc -l <"$cli_root/error")" = 1
done
long=$(printf '%5000s' x | tr ' ' y)
for command in show why "accounts --columns" import help; do
    # shellcheck disable=SC2086
    run desk $command "$long"
    ok test "$status" -ge 2
    ok test "$(wc -c <"$cli_root/error")" -lt 1100
done
run desk note A-1 "$long$long$long"
expect_exit 0

begin "SQL in any word is a word"
make_desk
for word in "' OR 1=1 --" '"; DROP TABLE journal; --' '%' '_' "A-1' --" 'A-1%'; do
    run desk show "$word"
    expect_exit 2
    run desk -p "$word" accounts
    expect_exit 2
    run desk accounts -- "$word"
    ok test "$status" -ne 3
done
quietly desk note A-1 "'); DROP TABLE journal; --"
run desk accounts -- "'"
ok test "$status" -ne 3
run desk verify
expect_exit 0

begin "help is there for every command, and needs no file"
export DEMUR_FILE=missing.db
run demur help
expect_exit 0
cp "$cli_root/output" names.txt
for command in $(sed -n 's/^  \([a-z][a-z]*\)  .*/\1/p' "$cli_root/output"); do
    run demur help "$command"
    expect_exit 0
    expect_output_has "demur $command"
    cp "$cli_root/output" help.txt
    run demur "$command" --help
    expect_exit 0
    expect_output <help.txt
    ok test "$(awk '{ if (length > 110) long = 1 } END { print long + 0 }' help.txt)" = 0
done
ok grep -q '^  representative  ' names.txt

run demur help nonsense
expect_exit 2
expect_error 'there is no command nonsense; `demur help` lists them'
run demur --version
expect_exit 0
ok grep -q '^demur [0-9]' "$cli_root/output"

begin "every command of the table does something, or says why not"
quietly demur -f desk.db init --program Velocity
demur help >names.txt
for command in $(sed -n 's/^  \([a-z][a-z]*\)  .*/\1/p' names.txt); do
    for words in '' 1 '1 2' '1 2 3'; do
        # shellcheck disable=SC2086
        demur -f desk.db "$command" $words </dev/null >output.txt 2>error.txt
        status=$?
        [ "$status" -le 3 ] || cli_fail "\`$command $words\` exited with $status"
    done
done

finish
