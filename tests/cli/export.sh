#!/bin/sh
# An export is whole or not there, reads back as what it was, and runs nothing in a spreadsheet.
. "$abs_top_srcdir/tests/lib/cli.sh"
. "$abs_top_srcdir/tests/lib/desk.sh"

# Reads a CSV as any other program would; prints one cell a line, its line ends as \n.
python_cells() { # FILE
    python3 -c 'import csv, sys
for row in csv.reader(open(sys.argv[1], encoding="utf-8", newline=""), strict=True):
    for cell in row:
        print(cell.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r"))' "$1"
}

hostile_companies() {
    make_desk
    printf 'account number,company\r\n' >odd.csv
    printf 'O-1,"quote "" comma , semicolon ;"\r\n' >>odd.csv
    printf 'O-2,"line\nbreak and\r\nanother"\r\n' >>odd.csv
    printf 'O-3,"  blanks  "\r\n' >>odd.csv
    printf 'O-4,株式会社 "さくら"\r\n' | sed 's/"/""/g; s/,\(.*\)\(.\)$/,"\1"\2/' >>odd.csv
    printf 'O-5,=1+1\r\nO-6,+1+2\r\nO-7,-1.5\r\nO-8,@SUM(A1)\r\nO-9,"\t=1"\r\n' >>odd.csv
    quietly desk import accounts odd.csv
}

begin "what is exported reads back by demur as what it was"
hostile_companies
COLUMNS_IN=number,company,country,parent,segment,manager,zone
run desk export accounts --columns $COLUMNS_IN --raw -o out.csv
expect_exit 0
expect_output </dev/null
expect_error 'accounts: 13 rows matched, 13 written to out.csv'
ok test "$(stat -c %a out.csv)" = 600
ok test "$(LC_ALL=C tr -dc '\r' <out.csv | wc -c)" -ge 14
quietly demur -f other.db init --program Velocity --country US --zone America/Chicago
quietly demur -f other.db import accounts out.csv
demur -f other.db export accounts --columns $COLUMNS_IN --raw -o again.csv 2>/dev/null
ok cmp out.csv again.csv
run desk import accounts out.csv
expect_error '13 rows: 0 added, 0 changed, 13 the same, 0 refused'

begin "what is exported reads back by python3 as RFC 4180"
hostile_companies
quietly desk export accounts O- --columns number,company --sort number -o out.csv
if ! command -v python3 >/dev/null; then
    skip "python3 is missing"
else
    run python_cells out.csv
    expect_exit 0
    expect_output <<'END'
account number
company
O-1
quote " comma , semicolon ;
O-2
line\nbreak and\r\nanother
O-3
blanks
O-4
株式会社 "さくら"
O-5
'=1+1
O-6
'+1+2
O-7
-1.5
O-8
'@SUM(A1)
O-9
'=1
END
fi

begin "no cell of the injection corpus reaches a spreadsheet as a formula"
make_desk
corpus=${DEMUR_CORPUS:-$abs_top_srcdir/../shared/corpus}/csv/injection
if [ ! -d "$corpus" ]; then
    skip "no corpus at $corpus"
elif ! command -v python3 >/dev/null; then
    skip "python3 is missing"
else
    cat "$corpus"/* | LC_ALL=C tr -d '\r' | grep -v '^ *$' |
        awk 'BEGIN { print "account number,company" } { gsub(/"/, "\"\""); print "I-" NR ",\"" $0 "\"" }' >evil.csv
    quietly desk import accounts evil.csv
    run desk export accounts I- --columns number,company -o out.csv
    expect_exit 0
    run python3 -c 'import csv, sys
cells = [cell for row in csv.reader(open("out.csv", encoding="utf-8", newline="")) for cell in row]
bad = [cell for cell in cells if cell[:1] in "=+-@\t\r" and cell]
print(len(cells) > 20, bad)'
    expect_output <<'END'
True []
END
fi

begin "an export is never cut short: what matched is what was written"
make_desk
awk 'BEGIN { print "account number,company"; for (i = 0; i < 2345; i++) print "P-" i ",Company " i }' >many.csv
quietly desk import accounts many.csv
run desk export accounts -o out.csv --columns number
expect_error 'accounts: 2349 rows matched, 2349 written to out.csv'
ok test "$(wc -l <out.csv)" = 2350
ok test "$(sort -u out.csv | wc -l)" = 2350
run desk export accounts standing:open -o out.csv --format json
expect_error 'accounts: 1 rows matched, 1 written to out.csv'
for list in queue accounts inbox disputes objections notices journal; do
    rows=$(desk "$list" --format tsv --columns "$(desk "$list" --format tsv --limit 0 | cut -f1)" | wc -l)
    run desk export "$list" -o - --format tsv
    expect_exit 0
    expect_error "$list: $((rows - 1)) rows matched, $((rows - 1)) written to -"
done

begin "an export that fails leaves the old file and nothing beside it"
make_desk
echo old >out.csv
for arguments in '--charset windows-1252' '--charset klingon' '--format xml' '--columns nothing' '--sort nothing' \
    'colour:(' '--bom --charset windows-1252' '--format json --charset windows-1252'; do
    # shellcheck disable=SC2086
    run desk export accounts -o out.csv $arguments
    ok test "$status" -ge 2
    expect_form
    ok test "$(cat out.csv)" = old
done
run desk export accounts -o out.csv --charset windows-1252
expect_exit 3
expect_error 'U+682A'
expect_error 'has no place in windows-1252'
ok sh -c "! ls -A | grep -v -e '^out.csv\$' -e '^accounts.csv\$' -e '^notices.csv\$' -e '^desk.db'"
chmod 400 out.csv
if [ ! -w out.csv ]; then
    run desk export accounts -o out.csv
    expect_exit 3
    ok test "$(cat out.csv)" = old
fi

begin "a full disk is told, and the old file stays"
make_desk
awk 'BEGIN { print "account number,company"; for (i = 0; i < 5000; i++) print "P-" i ",Company number " i }' >many.csv
quietly desk import accounts many.csv
echo old >out.csv
run sh -c 'trap "" XFSZ; ulimit -f 100; exec demur -f desk.db --read-only export accounts -o out.csv'
expect_exit 3
expect_error 'demur: out.csv: cannot be written: '
ok test "$(cat out.csv)" = old
run sh -c 'ulimit -f 100; exec demur -f desk.db --read-only export accounts -o out.csv'
ok test "$status" -ne 0
ok test "$(cat out.csv)" = old
if [ -w /dev/full ]; then
    run desk export accounts -o /dev/full
    expect_exit 3
    expect_error '/dev/full: cannot be written: No space left on device'
fi

begin "a pipe closed early is told, never taken for a whole export"
make_desk
awk 'BEGIN { print "account number,company"; for (i = 0; i < 5000; i++) print "P-" i ",Company number " i }' >many.csv
quietly desk import accounts many.csv
run sh -c '{ demur -f desk.db export accounts -o -; echo $? >status; } | head -n 1 >/dev/null'
ok test "$(cat status)" = 3
expect_error 'standard output: cannot be written: Broken pipe'

begin "charsets and marks are written as asked"
make_desk
printf 'account number,company\nC-1,Müller €\n' >list.csv
quietly desk import accounts list.csv
run desk export accounts C-1 --columns company --charset windows-1252 -o out.csv
expect_exit 0
printf 'company\r\nM\374ller \200\r\n' >wanted.csv
ok cmp wanted.csv out.csv
run desk export accounts C-1 --columns company --bom -o out.csv
printf '\357\273\277company\r\nMüller €\r\n' >wanted.csv
ok cmp wanted.csv out.csv
run desk export accounts C-1 --columns company --bom --charset utf-16le -o out.csv
printf '\357\273\277company\r\nMüller €\r\n' | iconv -f UTF-8 -t UTF-16LE >wanted.csv
ok cmp wanted.csv out.csv

begin "an export goes nowhere it should not"
make_desk
for path in desk.db ./desk.db "$PWD/desk.db"; do
    run desk export accounts -o "$path"
    expect_exit 2
    expect_error "this is the desk's own file"
done
ln -s desk.db link.csv
run desk export accounts -o link.csv
expect_exit 2
run desk verify
expect_exit 0
run desk export accounts -o no/such/place.csv
expect_exit 3
run desk export accounts -o .
expect_exit 3
run desk export accounts
expect_exit 2
expect_error '-o FILE'
run desk export things -o out.csv
expect_exit 2
run desk export contacts -o out.csv
expect_exit 2
run desk export
expect_exit 2
ok test ! -e out.csv
if command -v script >/dev/null; then
    run script -qec 'demur -f desk.db export accounts -o -' /dev/null
    expect_exit 2
    expect_output_has 'standard output is a terminal'
fi

finish
