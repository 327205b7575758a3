#!/bin/sh
# Objections of nobody known: logged with what is known, whose they may be, and holding those for a while.
. "$abs_top_srcdir/tests/lib/cli.sh"
. "$abs_top_srcdir/tests/lib/desk.sh"

make_people() {
    make_desk
    cat >contacts.csv <<'END'
account number,name,email,forum handle
A-1,Ada Brook,ada@harbor.example,OldIron
A-3,Bo Reyes,bo@borealis.example,
END
    quietly desk import contacts contacts.csv
}

begin "an objection of nobody known is logged with what is known, and its duties and clock run"
make_people
run desk log --unidentified --author 'Bo/northern_light' --company 'Borealis' --region us --text 'Do not share.' --ruling opt_out
expect_exit 0
expect_error 'demur: logged objection:1, opt-out'
run desk queue --sort kind --columns kind,due,account --format tsv
expect_output <<'END'
kind	due	account
match	2014-04-03	Bo (not identified)
honour	2014-04-08	Bo (not identified)
END
run desk show objection:1
expect_output_has 'name Bo, forum name northern_light, company Borealis, region US'
run desk candidates objection:1 --format tsv
expect_exit 0
expect_output <<'END'
number	company	score	reasons
A-3	Borealis Foods	40	company word borealis, region US-CA
END
run desk log --text 'no'
expect_exit 2
expect_error 'say whose it is'

begin "look-alikes are held for some days, seen as such, and let go once it is known whose it is"
make_people
quietly desk log --unidentified --author OldIron --mail someone@borealis.example --text 'Do not share.' --ruling opt_out
run desk hold --like objection:1 --days 5
expect_exit 0
expect_error 'demur: 2 accounts held as look-alikes of objection:1 for 5 days'
run desk accounts --sort number --columns number,standing --format tsv
expect_output <<END
number	standing
A-1	held
A-2	needs_yes
A-3	held
A-4	unnotified
END
run desk why A-1
expect_exit 1
expect_output_has 'looks like objection 1'
quietly desk classify 1 opt_out --account A-3
run desk accounts --sort number --columns number,standing --format tsv
expect_output <<END
number	standing
A-1	open
A-2	needs_yes
A-3	objected
A-4	unnotified
END
run desk hold --like objection:1 --days 5
expect_exit 1
expect_error 'tied to its account'
run desk check
expect_exit 0

begin "what makes no sense is refused with a sentence, and changes nothing"
make_people
quietly desk log --unidentified --text 'Nobody knows.'
desk journal --format csv >before.csv
while IFS='|' read -r wanted sentence arguments; do
    eval "run desk $arguments"
    expect_exit "$wanted"
    expect_output </dev/null
    expect_error "$sentence"
    expect_form
done <<'END'
2|either whose objection it is, or that it is not known|log A-1 --unidentified --text no
2|say what is known with --unidentified|log A-1 --company x --text no
2|no country or region has this code|log --unidentified --region Atlantis --text no
2|say objection:N or message:N|candidates A-1
2|there is no objection 9|candidates objection:9
2|there is no message 9|candidates message:9
2|one account, or --like|hold --reason x
2|one account, or --like|hold A-1 A-2 --reason x
2|say objection:N|hold --like A-1 --days 5
2|say for how many days|hold --like objection:1
2|say for how many days|hold --like objection:1 --days soon
2|held for 1 to 60 days|hold A-1 --like objection:1 --days 100
2|leave out the others|hold --like objection:1 --days 5 --reason x
1|no account looks enough like objection 1|hold --like objection:1 --days 5
2|no account has the number A-9|hold A-9 --like objection:1 --days 5
END
desk journal --format csv >after.csv
ok cmp before.csv after.csv

begin "a message suggests whose it may be"
make_people
cat >thread.txt <<'END'
March 28th, 2014 09:00

Plans to share our records

We at Kobalt object. Write to ada@harbor.example.

March 29th, 2014 08:00

Thanks for the update.

END
quietly desk intake thread.txt
run desk candidates message:1 --format tsv
expect_output <<'END'
number	company	score	reasons
A-1	Harbor & Pine Consulting	120	mail of a contact ada@harbor.example, mail domain harbor.example
A-2	Kobalt Werke GmbH	15	company word kobalt
END
quietly desk classify message:1 opt_out
run desk hold --like objection:1 --days 3
expect_error '1 account held as look-alike of objection:1 for 3 days'

finish
