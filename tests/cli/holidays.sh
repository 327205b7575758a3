#!/bin/sh
# Holidays and zones: lists are compared and adopted, wrong ones refused; what is not known is said, and only helps
# the customer.
. "$abs_top_srcdir/tests/lib/cli.sh"
. "$abs_top_srcdir/tests/lib/desk.sh"

# Makes april.csv: a holiday on the last day of A-1's window.
april() {
    cat >april.csv <<'END'
# Source: invented.
# years: 2014
country,day,name
US,2014-04-28,Day of Patience
US,2014-07-04,Independence Day
END
}

# Takes the lists out of the desk's file, as one has them that was brought up from an older layout.
no_lists() {
    sqlite3 desk.db "DROP TRIGGER holiday_remains; DROP TRIGGER holiday_year_remains;
        DROP TRIGGER holiday_list_remains; DELETE FROM holiday; DELETE FROM holiday_year;
        DELETE FROM holiday_list; DELETE FROM standing"
}

begin "a list is compared first, then adopted, and moves the last day"
make_desk
april
run desk why A-1
expect_output_has '  last day Mon 28 Apr 2014'
run desk rules diff april.csv
expect_exit 1
expect_output_has '+ US  2014-04-28  Day of Patience'
expect_output_has '- US  2014-12-25  Christmas Day'
expect_output_has 'Would no longer be disclosable: 1'
expect_output_has 'A-1  Harbor & Pine Consulting  open, silent from 2014-04-29 -> open, silent from 2014-04-30'
run desk rules import april.csv --dry-run
expect_error 'april.csv: dry run: nothing was adopted'
run desk rules import april.csv
expect_exit 0
expect_error 'april.csv: adopted: these holidays count, every standing was derived anew'
run desk why A-1
expect_output_has '  Mon 28 Apr 2014: Day of Patience at both (US), so the next day'
expect_output_has '  last day Tue 29 Apr 2014'
run desk journal --limit 1
expect_output_has 'holidays adopted: US, of april.csv, SHA-256 '
run desk rules import april.csv
expect_exit 0
expect_error 'april.csv: these holidays count already: nothing to do'
run desk check
expect_exit 0

begin "a list that cannot be relied on is refused with line, column and reason"
make_desk
while IFS='|' read -r wanted rows; do
    printf '%b' "$rows" >bad.csv
    run desk rules import bad.csv
    expect_exit 3
    expect_error "bad.csv: $wanted"
    expect_form
done <<'END'
line 1: no line says which years the list covers|country,day,name\nUS,2014-07-04,x\n
line 1: the years of the list cannot be read|# years: 2014-2013\ncountry,day,name\nUS,2014-07-04,x\n
line 3, column 2: this day cannot be read|# years: 2014\ncountry,day,name\nUS,2014-02-30,x\n
line 3, column 2: this day lies in none of the years|# years: 2014\ncountry,day,name\nUS,2015-07-04,x\n
line 3, column 2: this day lies outside the years 1900 to 2200|# years: 2014\ncountry,day,name\nUS,1899-07-04,x\n
line 4, column 2: this day is listed already|# years: 2014\ncountry,day,name\nUS,2014-07-04,x\nUS,4 Jul 2014,y\n
line 4, column 1: a list is of one country|# years: 2014\ncountry,day,name\nUS,2014-07-04,x\nDE,2014-10-03,y\n
line 3, column 1: no such country|# years: 2014\ncountry,day,name\nQQ,2014-07-04,x\n
line 1: the list says it covers 2015|# years: 2014-2015\ncountry,day,name\nUS,2014-07-04,x\n
END
run desk why A-1
expect_output_has '  last day Mon 28 Apr 2014'

begin "only a lead adopts a list"
make_desk
april
run desk --agent lee rules import april.csv
expect_exit 1
expect_error 'ask a lead'

begin "without lists nothing is counted, every window gets a margin, and it is said"
if ! command -v sqlite3 >/dev/null; then
    skip "sqlite3 is missing"
else
    make_desk
    no_lists
    run desk why A-1
    expect_error 'desk.db has no holidays: none is counted, and every window gets three business days more'
    expect_output_has '  holidays not counted: no list for US covers these days, so 3 business days more, to Wed 30 Apr 2014'
    cat >wrong.csv <<'END'
# years: 2013
country,day,name
US,2013-07-04,Independence Day
END
    run desk rules import wrong.csv
    expect_exit 0
    run desk why A-1
    expect_error ''
    expect_output_has '  holidays not counted: no list for US covers these days, so 3 business days more, to Wed 30 Apr 2014'
    run desk check
    expect_exit 0
fi

begin "a machine without time zones says so, and every day ends with the last one on earth"
make_desk
TZDIR=/nowhere
export TZDIR
run desk why A-1
expect_error 'this machine has no time zones: every day ends when it ends everywhere (UTC-12); install tzdata'
expect_output_has '2014-04-29T12:00:00Z'
run desk -f new.db init --program Velocity --zone Europe/Berlin
expect_exit 2
expect_error '--zone Europe/Berlin: this machine has no time zones to look it up in; install tzdata'
unset TZDIR

begin "a day outside the years in use is refused in an imported list"
make_desk
cat >notices.csv <<'END'
account number,contact email,channel,sent,days
A-1,,email,1899-12-31,30
A-1,,email,0214-03-27,30
A-1,,email,2201-01-01 10:00,30
END
run desk import notices notices.csv
expect_exit 1
expect_error 'line 2, column 4: this day lies outside the years 1900 to 2200; check the year'
expect_error 'line 3, column 4: this day lies outside the years 1900 to 2200; check the year'
expect_error 'line 4, column 4: this day lies outside the years 1900 to 2200; check the year'

finish
