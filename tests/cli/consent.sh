#!/bin/sh
# A recorded yes, the conditions of silence, and objections limited to a part.
. "$abs_top_srcdir/tests/lib/cli.sh"
. "$abs_top_srcdir/tests/lib/desk.sh"

standing_is() { # ACCOUNT STANDING
    run desk accounts "$1" --columns standing --format tsv
    expect_output <<END
standing
$2
END
}

begin "a yes counts where only a yes counts, and says who gave it and how that is known"
make_desk
standing_is A-2 needs_yes
run desk consent A-2 --voice company --text "Yes, you may."
expect_exit 2
expect_error '--identity'
run desk consent A-2 --voice unknown --identity reply --text "Yes."
expect_exit 2
run desk consent A-2 --voice company --identity reply --received tomorrow --text "Yes."
expect_exit 2
expect_error 'received in the future'
run desk consent A-2 --voice company --identity reply --text " "
expect_exit 2
run desk consent A-2 --voice contact --identity reply --text "Yes."
expect_exit 2
expect_error 'say which contact'
run desk consent A-2 --voice representative --identity signed --text "Yes."
expect_exit 2
run desk consent A-2 --voice company --identity signed --source letter --text "Yes, you may."
expect_exit 0
expect_error 'consent:1 of A-2'
standing_is A-2 consented
run desk why A-2
expect_exit 0
run desk withdraw 1 --text "We changed our mind."
expect_exit 0
standing_is A-2 needs_yes
run desk withdraw consent:1 --text "Again."
expect_exit 1
run desk check
expect_exit 0

begin "a yes lifts what its giver said, and a yes taken back leaves no silence"
make_desk
quietly desk log A-1 --text "No." --ruling opt_out --voice company
export DEMUR_NOW=2014-05-05T15:00:00Z
run desk queue kind:honour --columns number --format tsv
expect_output_has 'A-1'
quietly desk consent A-1 --voice company --identity callback --text "Yes after all."
standing_is A-1 consented
run desk queue kind:honour --columns number --format tsv
expect_output <<END
number
END
quietly desk withdraw 1 --text "No again."
standing_is A-1 objected
run desk queue kind:honour --columns number --format tsv
expect_output_has 'A-1'
export DEMUR_NOW=2014-05-06T15:00:00Z
quietly desk consent A-1 --voice company --identity callback --text "Yes, finally."
standing_is A-1 consented
run desk check
expect_exit 0

begin "one contact's yes does not lift the company's no"
make_desk
quietly desk log A-1 --text "No." --ruling opt_out --voice company
export DEMUR_NOW=2014-05-05T15:00:00Z
quietly desk accounts
printf 'account number,name,email\nA-1,Ada Brook,ada@pine.example\n' >people.csv
quietly desk import contacts people.csv
run desk consent A-1 --voice contact --contact nobody@pine.example --identity reply --text "Yes."
expect_exit 2
expect_error 'no contact with this e-mail'
quietly desk consent A-1 --voice contact --contact ada@pine.example --identity reply --text "Yes."
standing_is A-1 objected

begin "conditions are ticked one by one, the last by a second agent"
make_desk
export DEMUR_NOW=2014-05-05T15:00:00Z
printf 'account number,company,country\nA-6,Casa Seis,AU\n' >six.csv
printf 'account number,contact email,channel,sent,days\nA-6,a@seis.example,email,2014-03-27,30\n' >sent.csv
quietly desk import accounts six.csv
quietly desk import notices sent.csv
standing_is A-6 conditions
run desk conditions A-6
expect_output_has '[ ] not_sensitive'
run desk tick filed A-6
expect_exit 1
expect_error 'does not ask for it'
run desk tick purple A-6
expect_exit 2
run desk tick named A-1
expect_exit 1
for condition in not_sensitive named prominent free delivered; do
    run desk tick $condition A-6 --words "looked at the text"
    expect_exit 0
done
run desk tick named A-6
expect_exit 1
expect_error 'ticked already'
run desk tick long_enough A-6
expect_exit 1
expect_error 'a second agent ticks it'
standing_is A-6 conditions
run desk --agent lee tick long_enough A-6
expect_exit 0
standing_is A-6 silent
run desk conditions A-6
expect_output_has '[x] long_enough'
run desk untick named A-6
expect_exit 2
run desk untick named A-6 --words "The partner was left out."
expect_exit 0
standing_is A-6 conditions
run desk --agent lee tick named A-6
expect_exit 1
run desk --agent mira tick named A-6
expect_exit 0
standing_is A-6 silent

begin "a limited objection leaves the rest to the window"
make_desk
printf 'partner,kind\nNorthquay,reseller\n' >partners.csv
quietly desk import partners partners.csv
quietly desk log A-1 --text "Not my address." --ruling opt_out --voice company
standing_is A-1 objected
run desk limit 1 --categories contact_email --to Northquay
expect_exit 2
expect_error 'say in the reason'
run desk limit 1 --categories shoe_size --reason "He said so."
expect_exit 2
run desk limit 1 --to Nobody --reason "He said so."
expect_exit 2
run desk limit 1 --categories contact_email --to Northquay --reason "He said so."
expect_exit 0
standing_is A-1 open
run desk why A-1
expect_output_has 'limited'
run desk limit 1 --reason "He meant everything."
expect_exit 0
standing_is A-1 objected
quietly desk log A-3 --text "Hm." --voice company
run desk limit 2 --categories contact_email --reason "x"
expect_exit 1
expect_error 'nobody has read'
run desk check
expect_exit 0

begin "an account shows who said yes, what is ticked, what is limited and whose place decided"
make_desk
printf 'partner,kind\nNorthquay,reseller\n' >partners.csv
printf 'account number,name,email,country\nA-1,Uwe Lang,uwe@pine.example,AU\n' >people.csv
quietly desk import partners partners.csv
quietly desk import contacts people.csv
run desk show A-1
expect_output_has 'place        AU, of contact Uwe Lang'
expect_output_has 'Conditions, 0 of'
quietly desk tick named A-1 --words "read it"
export DEMUR_NOW=2014-05-05T15:00:00Z
quietly desk consent A-1 --voice company --identity signed --source letter --text "Yes to the rest."
export DEMUR_NOW=2014-05-06T15:00:00Z
quietly desk log A-1 --text "Not my address." --ruling opt_out --voice company
quietly desk limit 1 --categories contact_email --contact uwe@pine.example --to Northquay \
    --speaker uwe@pine.example --reason "He said so."
run desk show A-1
expect_output_has 'disclose     YES, in part: consented'
expect_output_has '[x] the notice names purpose and recipient (dana, 2014-'
expect_output_has 'read it)'
expect_output_has '; limited to e-mail addresses of contacts, of Uwe Lang, to Northquay; spoken by Uwe Lang'
expect_output_has 'the company, by letter, known by a signed paper: in force'
run desk why A-1
expect_output_has 'YES, in part: consented'
run desk show objection:1
expect_output_has 'limit        limited to e-mail addresses'
export DEMUR_NOW=2014-05-07T15:00:00Z
quietly desk log A-1 --text "No to all." --ruling opt_out --voice company
run desk show A-1
expect_output_has 'disclose     NO: objected'
expect_output_has 'not in force: a newer word is against it'
quietly desk withdraw 1 --text "Gone."
run desk show A-1
expect_output_has 'known by a signed paper: withdrawn'

begin "of two of one day the yes is not taken to be the later one, unless that is known"
make_desk
quietly desk log A-3 --text "No." --ruling opt_out --received 2014-04-01
quietly desk consent A-3 --voice company --identity callback --text "Yes." --received "2014-04-01 16:00"
standing_is A-3 objected
quietly desk consent A-3 --voice company --identity callback --text "Yes." --received 2014-04-02
standing_is A-3 consented
make_desk_again() {
    rm -f desk.db*
    make_desk
}
make_desk_again
quietly desk log A-3 --text "No." --ruling opt_out --received "2014-04-01 10:00"
quietly desk consent A-3 --voice company --identity callback --text "Yes." --received 2014-04-01
standing_is A-3 objected
quietly desk consent A-3 --voice company --identity callback --text "Yes." --received "2014-04-01 10:01"
standing_is A-3 consented

begin "after a yes was taken back an older one does not stand for it"
make_desk
quietly desk consent A-3 --voice company --identity callback --text "Yes." --received 2014-04-01
quietly desk consent A-3 --voice company --identity portal --text "Yes." --received 2014-04-02
quietly desk withdraw 1 --text "No more."
standing_is A-3 needs_yes

begin "an opt-out limited to a contact of one account is whole for another"
make_desk
quietly desk log A-1 A-3 --text "No." --ruling opt_out
quietly desk limit 1 --contact ada@harbor.example --reason "She said: me alone."
standing_is A-1 open
standing_is A-3 objected

finish
