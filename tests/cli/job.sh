#!/bin/sh
# The main job from end to end by command line, on input of our own.
. "$abs_top_srcdir/tests/lib/cli.sh"
. "$abs_top_srcdir/tests/lib/desk.sh"

begin "init makes a file of our own and says so"
export DEMUR_NOW=2014-04-03T19:02:00Z
run demur -f desk.db init --program Velocity --country US --zone America/Chicago
expect_exit 0
expect_error 'made desk.db: program Velocity, 30 days to object, America/Chicago, dana is lead'
ok test "$(stat -c %a desk.db)" = 600
run demur -f desk.db init
expect_exit 3

begin "lists come in, and a second time change nothing"
make_desk
run demur -f desk.db import notices notices.csv
expect_exit 0
expect_error '3 rows: 0 added, 0 changed, 3 the same, 0 refused'
run demur -f desk.db accounts --columns number,place,standing,left,last
expect_output <<'END'
account number  place  standing     left  last day
A-1             US     open           25  Mon 28 Apr
A-2             DE     needs a yes    25  Mon 28 Apr
A-3             US-CA  silent        -10  Mon 24 Mar
A-4             JP     unnotified      -  -
END

begin "the answer comes with its reason, and its exit status"
make_desk
run demur -f desk.db why A-2
expect_exit 1
expect_output_has 'May be disclosed on Thu 3 Apr 2014? NO: needs a yes'
run demur -f desk.db why A-3
expect_exit 0
expect_output_has 'May be disclosed on Thu 3 Apr 2014? YES: silent'

begin "an objection is logged and opens its duty"
make_desk
run demur -f desk.db log A-3 --text "Please do not share our data." --ruling opt_out --flags press
expect_exit 0
expect_error 'logged objection:1, opt-out'
run demur -f desk.db queue --columns duty,number,standing,owner
expect_output <<'END'
duty                account number  standing     owner
honour an opt-out   A-3             objected     -
END
run demur -f desk.db accounts flag:press --columns number,standing
expect_output <<'END'
account number  standing
A-3             objected
END

begin "a dispute climbs and ends"
make_desk
run demur -f desk.db log A-1 --text "This is not consent." --ruling dispute
run demur -f desk.db escalate 1 legal --reason "asks for the basis"
expect_exit 0
run demur -f desk.db disputes --columns level,number,standing,text
expect_output <<'END'
level      account number  standing     text
legal      A-1             disputed     This is not consent.
END
run demur -f desk.db resolve 1 upheld --words "the notice named no partner"
expect_exit 0
run demur -f desk.db accounts A-1 --columns number,standing
expect_output <<'END'
account number  standing
A-1             held
END
run demur -f desk.db resolve 1 upheld --words again
expect_exit 1
expect_error 'resolved already'

begin "duties are assigned, done and cannot be done twice"
make_desk
demur -f desk.db log A-3 --text "No." --ruling opt_out 2>/dev/null
run demur -f desk.db assign 1 me
expect_exit 0
run demur -f desk.db done 1 --words "taken off the list"
expect_exit 0
run demur -f desk.db done 1 --words "taken off the list"
expect_exit 1
expect_error 'done already'
run demur -f desk.db queue
expect_exit 0

begin "refused rows are told with line and column, and kept"
make_desk
printf 'Account No;Company;Country\nA-9;Fine Ltd;GB\nA-10;Odd Ltd;QQ\n' >more.csv
run demur -f desk.db import accounts more.csv --rejects refused.csv
expect_exit 1
expect_error 'more.csv: line 3, column 3: no such country'
expect_error '2 rows: 1 added, 0 changed, 0 the same, 1 refused'
ok grep -q '^A-10;Odd Ltd;QQ' refused.csv
ok grep -q '^Account No;Company;Country' refused.csv

begin "a list in another charset needs its name, and then comes in"
make_desk
printf 'account number,company\nA-9,M\374ller\n' >latin.csv
run demur -f desk.db import accounts latin.csv
expect_exit 3
expect_error '--charset'
run demur -f desk.db import accounts latin.csv --charset WINDOWS-1252
expect_exit 0
run demur -f desk.db accounts muller --columns company
expect_output_has 'Müller'

begin "an export says how many rows it wrote, and neutralises formulas"
make_desk
printf 'account number,company\nA-9,=1+1\n' >bad.csv
demur -f desk.db import accounts bad.csv 2>/dev/null
run demur -f desk.db export accounts A-9 --columns number,company -o out.csv
expect_exit 0
expect_error 'accounts: 1 rows matched, 1 written to out.csv'
ok test "$(tr -d '\r' <out.csv)" = "account number,company
A-9,'=1+1"
run demur -f desk.db export accounts A-9 --columns company --raw -o -
expect_output_has '=1+1'
run demur -f desk.db export nothing -o out.csv
expect_exit 2

begin "the file proves itself, and a backup is a whole file"
make_desk
run demur -f desk.db check
expect_exit 0
expect_error '4 accounts and their duties checked, 0 differ'
run demur -f desk.db verify
expect_exit 0
expect_error 'the journal is whole'
run demur -f desk.db backup copy.db
expect_exit 0
run demur -f copy.db verify
expect_exit 0
run demur -f desk.db backup copy.db
expect_exit 3

begin "another day is looked at, and not written to"
make_desk
demur -f desk.db log A-3 --text "No." --ruling opt_out 2>/dev/null
run demur -f desk.db --as-of 2014-04-02 accounts --columns number --format tsv
expect_output <<END
number
END
run demur -f desk.db --as-of 2014-04-02 why A-3
expect_exit 2
run demur -f desk.db --as-of 2014-04-02 queue
expect_exit 0
run demur -f desk.db --as-of 2014-05-01 accounts A-1 --columns standing
expect_output_has 'silent'
run demur -f desk.db --as-of 2014-05-01 log A-1 --text no
expect_exit 1
expect_error 'reading only'

begin "wrong words are answered with the right ones"
make_desk
run demur -f desk.db acounts
expect_exit 2
expect_error 'is it accounts?'
run demur -f desk.db accounts --rejects x
expect_exit 2
expect_error '--rejects does not go with accounts'
run demur -f desk.db queue 'colour:red'
expect_exit 2
expect_error 'colour'
run demur -f desk.db why A-99
expect_exit 2
expect_error 'no account has the number A-99'
run demur -f missing.db queue
expect_exit 3
run demur -f accounts.csv queue
expect_exit 3

begin "help and completion come from the table"
run demur --help
expect_exit 0
expect_output_has 'intake          Take in messages'
run demur help export
expect_output_has '--bom'
run demur completion bash
expect_output_has 'complete -o default -F _demur demur'
run demur --version
expect_output_has 'demur 0.1.0'

finish
