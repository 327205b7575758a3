#!/bin/sh
# Lists made elsewhere: each row that must not go out is told, by whatever it is known.
. "$abs_top_srcdir/tests/lib/cli.sh"
. "$abs_top_srcdir/tests/lib/gate.sh"

begin "every row is looked at by number, company, mail, mail domain and phone"
gate_desk_copy
cat >list.csv <<'END'
Customer No;Firma;E-Mail;Tel
A-001;;;
;KOBALT werke gmbh;;
;;UWE@Kobalt.example;
;;info@kobalt.example;
;;;030 / 123456
a-1;Harbor & Pine Consulting;ada@harbor.example;312-555-0101
A-4;;;
;;"x@gmail.com, bo@gmail.com";
Z-9;Nobody Ltd;who@nobody.example;5550000000
END
run demur -f desk.db gate check list.csv --format tsv
expect_exit 1
expect_error 'read as UTF-8, delimiter semicolon, header in line 1'
expect_error '5 of 9 rows must not go out'
expect_output <<'END'
line	matched	number	company	standing	reason
3	company	A-2	Kobalt Werke GmbH	needs_yes	DE: silence means nothing here; only a recorded yes counts
4	contact mail, mail domain	A-2	Kobalt Werke GmbH	needs_yes	DE: silence means nothing here; only a recorded yes counts
5	mail domain	A-2	Kobalt Werke GmbH	needs_yes	DE: silence means nothing here; only a recorded yes counts
6	phone	A-2	Kobalt Werke GmbH	needs_yes	DE: silence means nothing here; only a recorded yes counts
10					nobody here is known by it: nobody can have been notified
END

begin "a row that may mean several accounts is bad if one of them may not go"
gate_desk_copy
printf 'number,company\nA-1,Late Bloom\n' >list.csv
run demur -f desk.db gate check list.csv --format tsv
expect_exit 1
expect_output_has "$(printf '2\tcompany\tA-5\tLate Bloom\topen')"

begin "a public mail provider says nothing of a company"
gate_desk_copy
ok demur -f desk.db log A-3 --text no --ruling opt_out
printf 'number,email\nA-1,someone@gmail.com\n' >list.csv
run demur -f desk.db gate check list.csv
expect_exit 0
expect_error '1 rows, and nothing against any of them today'
printf 'number,email\nA-1,bo@gmail.com\n' >list.csv
run demur -f desk.db gate check list.csv
expect_exit 1
expect_output_has 'contact mail'

begin "another charset, delimiter and header are understood; what cannot be read is bad"
gate_desk_copy
printf 'Wer|Was\nA-2|x\nA-1|\351\n' >list.csv
run demur -f desk.db gate check list.csv
expect_exit 3
run demur -f desk.db gate check list.csv --charset ISO-8859-1
expect_exit 3
expect_error 'there is no header'
printf 'country,zone\nUS,UTC\n' >places.csv
run demur -f desk.db gate check places.csv
expect_exit 3
expect_error 'no column says whose a row is'
run demur -f desk.db gate check list.csv --charset ISO-8859-1 --map Wer=number --format tsv
expect_exit 1
expect_output_has "$(printf '2\taccount number\tA-2')"
printf 'number,company\nA-1,"Har\nA-1,b,c,d\n' >list.csv
run demur -f desk.db gate check list.csv
expect_exit 1
expect_error '2 of 2 rows must not go out'

begin "a list that is not there, another day and a partner that is not known are refused"
gate_desk_copy
run demur -f desk.db gate check none.csv
expect_exit 3
run demur -f desk.db gate check
expect_exit 2
printf 'number\nA-1\n' >list.csv
run demur -f desk.db gate check list.csv --to Gamma
expect_exit 2
run demur -f desk.db --as-of 2014-06-01 gate check list.csv
expect_exit 1
expect_error 'another day is looked at'

finish
