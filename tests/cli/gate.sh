#!/bin/sh
# The gate: what goes out, what stays, and that nothing else is a way out.
. "$abs_top_srcdir/tests/lib/cli.sh"
. "$abs_top_srcdir/tests/lib/gate.sh"

begin "a dry run tells how many would go, and why others would not"
gate_desk_copy
before=$(gate_hash desk.db)
run demur -f desk.db gate release --to 'acme resellers' --dry-run
expect_exit 0
expect_error 'dry run: nothing was released'
expect_output <<'END'
would go     3 of 5 accounts, in 4 rows
would stay   2 of 5 accounts
  needs a yes  1
  open         1
columns      account number, company, country, zone, parent, segment, manager, contact name, contact email, phone
END
ok test "$before" = "$(gate_hash desk.db)"
run demur -f desk.db gate releases --format tsv
expect_output <<'END'
release	made	partner	accounts	rows	state	file	hash
END

begin "a release writes the file, whole and for its owner alone, and the record"
gate_desk_copy
run demur -f desk.db gate release --to 'Acme Resellers' -o out.csv
expect_exit 0
expect_output_has 'went         3 of 5 accounts, in 4 rows'
expect_error "SHA-256 $(gate_hash out.csv)"
tr -d '\r' <out.csv >plain.csv
run cat plain.csv
expect_output <<'END'
account number,company,country,zone,parent,segment,manager,contact name,contact email,phone
A-1,Harbor & Pine Consulting,US,America/Chicago,,large,kim,Ada Brook,ada@harbor.example,'+1 312 555 0101
A-1,Harbor & Pine Consulting,US,America/Chicago,,large,kim,Al Pine,al@harbor.example,
A-3,Borealis Foods,US,America/Los_Angeles,,small,lee,Bo Reyes,bo@gmail.com,213-555-0199
A-4,'=Lone Wolf,US,America/Los_Angeles,,small,lee,,,
END
ok test "$(grep -c "$(printf '\r')$" out.csv)" = 5
ok test "$(stat -c %a out.csv)" = 600
run demur -f desk.db gate releases --format tsv
expect_output <<END
release	made	partner	accounts	rows	state	file	hash
1	2014-04-03 07:00	Acme Resellers	3	4	complete	$PWD/out.csv	$(gate_hash out.csv)
END
run demur -f desk.db gate show 1
expect_output_has "SHA-256      $(gate_hash out.csv)"
expect_output_has 'needs a yes  1'
expect_output_has ' of adoption 1, 3 accounts, SHA-256 '
expect_output_has 'A-4  =Lone Wolf  silent: nobody objected until Wed 2 Apr 2014'
run demur -f desk.db show release:1
expect_output_has "SHA-256      $(gate_hash out.csv)"
ok demur -f desk.db verify
ok demur -f desk.db check
ok test "$(find . -name '.demur*' | wc -l)" = 0

begin "columns are chosen, and a filter only narrows"
gate_desk_copy
run demur -f desk.db gate release --to Beta -o out.csv --columns number,email segment:small
expect_exit 0
tr -d '\r' <out.csv >plain.csv
run cat plain.csv
expect_output <<'END'
account number,contact email
A-3,bo@gmail.com
A-4,
END
run demur -f desk.db gate release --to Beta -o all.csv standing:open
expect_exit 1
expect_error 'of 1 accounts none may go to Beta'
ok test ! -e all.csv
run demur -f desk.db gate release --to Beta -n --columns=-phone,-email
expect_output_has 'columns      account number, company, country, zone, parent, segment, manager, contact name'
run demur -f desk.db gate release --to Beta -n --columns shoe
expect_exit 2
expect_error 'a release has no such column; there are number, company,'

begin "nothing opens the gate for one that may not go: not even a changed cache"
gate_desk_copy
ok demur -f desk.db log A-3 --text 'not mine' --ruling opt_out
run demur -f desk.db gate release --to Beta -o out.csv 'number:A-3 or number:A-2 or number:A-5'
expect_exit 1
expect_error 'none may go'
if command -v sqlite3 >/dev/null; then
    ok sqlite3 desk.db "UPDATE standing_kind SET before = 'silent', after = 'silent', settled = 'silent', closes = NULL"
    run demur -f desk.db gate release --to Beta -o out.csv standing:silent
    expect_exit 0
    ok test "$(grep -c 'A-2\|A-3\|A-5' out.csv)" = 0
fi
run demur -f desk.db gate check --to Beta out.csv
expect_exit 0

begin "a contact whom no notice told stays, though its account may go"
gate_desk_copy
printf 'number,email,name\nA-3,new@borealis.example,Nel New\nA-4,lone@wolf.example,Lon Wolf\n' >people.csv
ok demur -f desk.db import contacts people.csv
run demur -f desk.db gate release --to Beta -o out.csv --columns number,email
expect_exit 0
tr -d '\r' <out.csv >plain.csv
run cat plain.csv
expect_output <<'END'
account number,contact email
A-1,ada@harbor.example
A-1,al@harbor.example
A-3,bo@gmail.com
A-4,lone@wolf.example
END
DEMUR_NOW=2014-04-04T12:00:00Z
printf 'number,email,name\nA-4,late@wolf.example,Lou Late\n' >people.csv
ok demur -f desk.db import contacts people.csv
run demur -f desk.db gate release --to Beta --dry-run
expect_output_has 'not with it  2 contacts whom no notice told'
printf 'email\nbo@gmail.com\nnew@borealis.example\nlate@wolf.example\nlone@wolf.example\n' >list.csv
run demur -f desk.db gate check list.csv --format tsv
expect_exit 1
expect_error '2 of 4 rows must not go out'
expect_output_has 'this contact not: no notice told it'
ok demur -f desk.db consent A-4 --voice company --identity callback --text 'Yes, all of us.'
run demur -f desk.db gate release --to Beta --dry-run
expect_output_has 'not with it  1 contacts whom no notice told'

begin "a clock set ahead opens nothing"
gate_desk_copy
DEMUR_NOW=2199-01-01T00:00:00Z
run demur -f desk.db gate release --to Beta -o out.csv
expect_exit 1
expect_error 'data is released today alone'
ok test ! -e out.csv
echo 'account number,A-5' | tr , '\n' >list.csv
run demur -f desk.db gate check list.csv
expect_exit 1
expect_error 'a list is checked for today alone'
run demur -f desk.db why A-5
expect_exit 1
expect_output_has 'NOT YET'

begin "a file that is there, the desk's own and standard output are no place for a release"
gate_desk_copy
echo mine >out.csv
run demur -f desk.db gate release --to Beta -o out.csv
expect_exit 3
expect_error 'there is a file already'
ok test "$(cat out.csv)" = mine
ln -s nowhere link.csv
run demur -f desk.db gate release --to Beta -o link.csv
expect_exit 3
ok test -L link.csv
for own in desk.db ./desk.db "$PWD/desk.db-wal" desk.db-journal; do
    run demur -f desk.db gate release --to Beta -o "$own"
    expect_exit 2
    expect_error "this is the desk's own file"
done
ok test ! -e desk.db-journal
run demur -f desk.db gate release --to Beta -o -
expect_exit 2
run demur -f desk.db gate release --to Beta
expect_exit 2
expect_error 'a release needs a file of its own'
run demur -f desk.db gate release --to Beta -o nowhere/out.csv
expect_exit 3
run demur -f desk.db gate release --to Beta -o .
expect_exit 2
run demur -f desk.db gate releases --format tsv
expect_output <<'END'
release	made	partner	accounts	rows	state	file	hash
END

begin "only a lead releases, to a known partner, today, on a desk that may be written to"
gate_desk_copy
run demur -f desk.db --agent lee gate release --to Beta -o out.csv
expect_exit 1
expect_error 'lee works with level agent, which may not do this'
run demur -f desk.db --agent lee gate release --to Beta --dry-run
expect_exit 0
run demur -f desk.db gate release -o out.csv
expect_exit 2
expect_error 'a release needs a partner'
run demur -f desk.db gate release --to Gamma -o out.csv
expect_exit 2
expect_error 'no partner is called "Gamma"'
run demur -f desk.db --read-only gate release --to Beta -o out.csv
expect_exit 1
expect_error 'open for reading only'
run demur -f desk.db --as-of 2014-05-30 gate release --to Beta -o out.csv
expect_exit 1
expect_error 'another day is looked at'
run demur -f desk.db --as-of 2014-05-30 gate release --to Beta -n
expect_exit 0
run demur -f desk.db --as-of 2014-03-30 gate release --to Beta -o out.csv
expect_exit 1
expect_error 'another day is looked at'
run demur -f desk.db gate release --to Beta -o out.csv --format json
expect_exit 2
expect_error '--format does not go with gate release'
run demur -f desk.db gate show 1 --to Beta
expect_exit 2
run demur -f desk.db gate open
expect_exit 2
expect_error 'the gate knows release, check, releases and show'
ok test ! -e out.csv

begin "an interrupted release whose file was taken away counts as delivered"
gate_desk_copy
if command -v sqlite3 >/dev/null; then
    ok demur -f desk.db gate release --to Beta -o out.csv
    rm out.csv
    sqlite3 desk.db "DROP TRIGGER release_end_remains; DELETE FROM release_end"
    run demur -f desk.db note A-1 'look'
    expect_exit 0
    expect_error 'release 1 to Beta was interrupted and its file is gone: it counts as delivered'
    run demur -f desk.db gate releases --format tsv
    expect_output_has 'lost'
    ok demur -f desk.db log A-1 --text no --ruling opt_out
    run demur -f desk.db queue kind:recall --format tsv --columns kind
    expect_output_has 'recall'
    ok demur -f desk.db verify
else
    skip 'no sqlite3'
fi

finish
