#!/bin/sh
# Lists are read, filtered, sorted and cut, in every format, and nothing in them can drive a terminal.
. "$abs_top_srcdir/tests/lib/cli.sh"
. "$abs_top_srcdir/tests/lib/desk.sh"

LISTS='queue accounts inbox disputes objections notices journal'

# A program reads the format; python3 is only asked whether it can.
json_is_sound() { # FILE ROWS
    python3 -c 'import json, sys; sys.exit(len(json.load(open(sys.argv[1], encoding="utf-8"))) != int(sys.argv[2]))' "$@"
}

begin "every list prints in every format, also when it is empty"
make_desk
for list in $LISTS; do
    for format in table csv tsv json; do
        run desk "$list" --format "$format"
        expect_exit 0
        expect_error ''
        ok test -s "$cli_root/output"
        run desk "$list" --format "$format" --limit 0
        expect_exit 0
        ok test -s "$cli_root/output"
    done
done
run desk inbox --format json
expect_output <<'END'
[]
END

begin "what is printed as JSON is JSON"
make_desk
quietly desk log A-1 --text "$(printf 'quote " slash \\ tab \t bell \a line\nend \342\200\256')" --ruling opt_out
if ! command -v python3 >/dev/null; then
    skip "python3 is missing"
else
    for list in $LISTS; do
        desk "$list" --format json >list.json
        desk "$list" --format csv --columns "$(desk "$list" --format csv | head -n 1 | cut -d, -f1)" >list.csv
        ok json_is_sound list.json "$(($(wc -l <list.csv) - 1))"
    done
fi

begin "a filter narrows, a sort orders, a limit cuts"
make_desk
run desk accounts place:DE or place:JP --columns number --format csv
expect_output <<END
account number$(printf '\r')
A-2$(printf '\r')
A-4$(printf '\r')
END
run desk accounts --sort -number --limit 2 --columns number,standing
expect_output <<'END'
account number  standing
A-4             unnotified
A-3             silent
END
run desk accounts -standing:open --columns number --format tsv
expect_output <<'END'
number
A-2
A-3
A-4
END
run desk accounts 'left<=7' --columns number --format tsv
expect_output <<'END'
number
A-3
END
run desk accounts --columns=-left,-flag,-notice,-last --limit=1
expect_output <<'END'
account number  company                       place  standing
A-1             Harbor & Pine Consulting      US     open
END
run desk accounts sakura
expect_exit 0
run desk accounts さくら --columns number --format tsv
expect_output_has 'A-4'

begin "a list that cannot be meant so is refused with the words there are"
make_desk
while IFS='|' read -r arguments sentence; do
    # shellcheck disable=SC2086
    run desk $arguments
    expect_exit 2
    expect_output </dev/null
    expect_error "$sentence"
    expect_form
done <<'END'
accounts standing:fo|"fo"
accounts colour:red|colour
accounts (open|bracket is not closed
accounts --columns nothing|has no column "nothing"
accounts --columns number,number|named twice
accounts --sort nothing|has no column "nothing"
accounts --limit -1|a number of rows, 0 or more
accounts --limit 1x|a number of rows, 0 or more
accounts --limit 99999999999999999999|a number of rows, 0 or more
accounts --format xml|no such format; there are table, csv, tsv and json
queue --columns segment|has no column "segment"
END
run desk accounts "$(printf 'caf\351')"
expect_exit 2
expect_error 'UTF-8'
run desk accounts "$(printf 'standing:\033]0;owned\007')"
expect_exit 2
ok sh -c "! LC_ALL=C grep -q '[[:cntrl:]]' '$cli_root/error'"

begin "a customer's escape sequences stay text"
make_desk
printf 'account number,company\nE-1,"Esc \033[2J\033]0;owned\007\302\233m \342\200\256gnirt \001"\n' >evil.csv
quietly desk import accounts evil.csv
quietly desk log E-1 --text "$(printf 'No \033[31m\342\200\256')" --ruling opt_out --reason "$(printf 'r\033[2J')"
for what in accounts objections queue journal 'show E-1' 'show objection:1' 'why E-1'; do
    # shellcheck disable=SC2086
    run desk $what
    ok sh -c "! tr -d '\n' <'$cli_root/output' | LC_ALL=C grep -q '[[:cntrl:]]'"
    ok sh -c "! LC_ALL=C grep -q \"\$(printf '\302\233\|\342\200\256')\" '$cli_root/output'"
done
if command -v script >/dev/null; then
    for what in 'accounts --format csv' 'objections --format tsv' 'journal --format json'; do
        script -qec "demur -f desk.db $what" /dev/null >seen </dev/null
        ok test -s seen
        ok sh -c "! tr -d '\n\r\t' <seen | LC_ALL=C grep -q '[[:cntrl:]]'"
    done
fi

begin "without a terminal the desk is the queue as text"
make_desk
quietly desk log A-3 --text "No." --ruling opt_out
run demur -f desk.db
expect_exit 0
cp "$cli_root/output" queue.txt
expect_output_has 'honour an opt-out'
run desk queue
expect_output <queue.txt
run demur -f desk.db --limit 1
expect_exit 2
expect_error '--limit does not go with the desk; see `demur help`'

begin "show and why say what there is, and what there is not"
make_desk
quietly desk log A-3 --text "No." --ruling dispute
run desk show A-3
expect_exit 0
expect_output_has 'disclose     NO: disputed'
run desk show dispute:1
expect_output_has 'A-3 Borealis Foods'
run desk show objection:1
expect_output_has 'disputes the basis'
for what in A-99 message:1 objection:2 dispute:2 message:0 message:-1 message:x '' ' '; do
    run desk show "$what"
    expect_exit 2
    expect_form
    expect_output </dev/null
done
run desk why A-99
expect_exit 2
run desk show
expect_exit 2
run desk show A-1 A-2
expect_exit 2
run desk why a-3
expect_exit 1

begin "a list that cannot be written is no success"
make_desk
if [ -w /dev/full ]; then
    for what in accounts 'accounts --format json' 'show A-1' 'why A-3' help 'completion bash' --version \
        'export accounts -o -'; do
        # shellcheck disable=SC2086
        run sh -c "demur -f desk.db $what >/dev/full"
        expect_exit 3
        expect_error 'cannot be written: No space left on device'
        expect_form
    done
else
    skip "/dev/full is missing"
fi
run sh -c 'demur -f desk.db accounts >&-'
expect_exit 3
expect_error 'standard output: cannot be written'

finish
