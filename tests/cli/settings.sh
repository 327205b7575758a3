#!/bin/sh
# The numbers the house chose for a program: listed with their day, changed by a lead, derived anew.
. "$abs_top_srcdir/tests/lib/cli.sh"
. "$abs_top_srcdir/tests/lib/desk.sh"

begin "settings lists each with its value, since when, and what it is"
make_desk
run desk settings
expect_exit 0
expect_output_has 'name               value  since       what it is (unit)'
expect_output_has 'days                  30  the start   What a notice promises'
expect_output_has 'cooling_days         365  the start   After an opt-out'
expect_output_has 'subsidiaries           0  the start   Whether the places'
expect_error </dev/null
run desk settings "cooling days"
expect_exit 0
ok test "$(grep -c . "$cli_root/output")" = 2

begin "a lead changes one, once; it is in the journal and counts from then on"
make_desk
run desk settings asap-days 5
expect_exit 0
expect_error 'asap_days is 5 now'
run desk settings asap_days 5
expect_exit 0
run desk settings asap_days
expect_output_has 'asap_days              5  2014-04-03'
desk journal --columns kind,text --format tsv >journal.tsv
ok test "$(grep -c 'setting changed: asap_days 5' journal.tsv)" = 1
DEMUR_NOW=2014-04-05T12:00:00Z run desk --as-of 2014-04-02 settings asap_days
expect_output_has 'asap_days              3  the start'

begin "a changed allowance moves the windows that it counts in, and those of past days stay as they were"
make_desk
printf 'account number,contact email,channel,sent,days\nA-4,,post,2014-04-01,30\n' >post.csv
quietly desk import notices post.csv
run desk accounts A-4 --columns number,left --format tsv
expect_output <<'END'
number	left
A-4	43
END
export DEMUR_NOW=2014-04-05T12:00:00Z
quietly desk settings foreign_post_days 30
run desk check
expect_exit 0
run desk accounts A-4 --columns number,left --format tsv
expect_output <<'END'
number	left
A-4	58
END
run desk --as-of 2014-04-04 accounts A-4 --columns number,left --format tsv
expect_output <<'END'
number	left
A-4	42
END
export DEMUR_NOW=2014-04-06T12:00:00Z
quietly desk settings foreign_post_days 0
run desk accounts A-4 --columns number,left --format tsv
expect_output <<'END'
number	left
A-4	57
END
run desk why A-4
expect_output_has '30 calendar days allowed for post abroad'
run desk check
expect_exit 0

begin "what is no setting, no number or not an agent's to say is refused"
make_desk
while IFS='|' read -r wanted sentence arguments; do
    eval "run desk $arguments"
    expect_exit "$wanted"
    expect_output </dev/null
    expect_error "$sentence"
    expect_form
done <<'END'
2|did you mean cooling_days?|settings coolingday 3
2|no setting is called "pigeons": `demur settings` lists them|settings pigeons
2|it is a number from 1 to 365 (days)|settings days 0
2|it is a number from 1 to 365 (days)|settings days soon
2|it is a number from 0 to 1 (0 no, 1 yes)|settings subsidiaries 2
1|may not do this: ask a lead|--agent lee settings days 20
1|open for reading only|--read-only settings days 20
END
run desk settings days
expect_output_has 'days                  30  the start'

begin "where subsidiaries are in scope the strictest place among them decides, and follows their edits"
make_desk
printf 'account number,company,country,parent\nA-30,Pine Norte,US,A-1\nA-31,Pine Sur,US,A-30\n' >below.csv
quietly desk import accounts below.csv
run desk accounts A-1 --columns standing,place --format tsv
expect_output_has 'open	US'
quietly desk settings subsidiaries 1
run desk accounts A-1 --columns standing,place --format tsv
expect_output_has 'open	US'
printf 'account number,country\nA-31,DE\n' >moved.csv
quietly desk import accounts moved.csv
run desk accounts A-1 --columns standing,place --format tsv
expect_output_has 'needs_yes	DE'
run desk why A-1
expect_output_has 'subsidiary A-31'
printf 'account number,parent\nA-31,A-2\n' >moved.csv
quietly desk import accounts moved.csv
run desk accounts A-1 --columns standing,place --format tsv
expect_output_has 'open	US'
run desk check
expect_exit 0
quietly desk settings subsidiaries 0
run desk check
expect_exit 0

finish
