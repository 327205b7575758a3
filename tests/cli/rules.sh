#!/bin/sh
# The rules by place: listed, shown, compared with a new file, adopted; what is wrong in a file is told and held.
. "$abs_top_srcdir/tests/lib/cli.sh"
. "$abs_top_srcdir/tests/lib/desk.sh"

head='code,name,regime,window_days,count_from,day_kind,honour_within,honour_unit,effective_from,effective_to,citation,note,confidence,source'

# Makes small.csv: the header, ZZ, and the rows of standard input.
small() {
    {
        printf '%s\n' "$head"
        printf 'ZZ,Elsewhere,hold,,,,,asap,,,(none),,high,policy\n'
        cat
    } >small.csv
}

# A desk on three rows, in May, when the windows are over.
small_desk() {
    make_desk
    small <<'END'
US,States,opt_out,30,sent,calendar,,asap,,2019-12-31,s.5,Custom.,medium,x
US,States,opt_in,,,,,asap,2020-01-01,,s.6,,high,x
DE,Germany,opt_in,,,,1,months,,,s.7,,low,x
END
    quietly desk rules import small.csv
    export DEMUR_NOW=2014-05-03T19:02:00Z
}

begin "the program's own rules are there from the first, every one"
make_desk
run desk rules list --format csv
expect_exit 0
expect_error ''
ok test "$(wc -l <"$cli_root/output")" = 161
run desk rules list US-CA SG --on 2014-03-27
expect_output <<'END'
 row  code    name                      regime               days  count from  day kind  honour            from        to          confidence  kind    hash
 155  US-CA   Household customers: Sh~  opt_out_conditional     -  -           calendar  30 calendar_days  2005-01-01  -           medium      sector  6dabe4891293
END
run desk rules list germany --format tsv
expect_output_has '31	DE	Germany	hold			calendar	asap	2009-09-01	2018-05-24	medium	place	7ef19ee1ee592b65203d0aa89cc6a64731ae085c36f31a7bad43f5e69641020f'
run desk rules list DE --on 2014-03-27 --format json
expect_output_has '"code": "DE", "name": "Germany", "regime": "hold", "days": null'

begin "a place is shown whole, with the row that a notice would use and how it is found"
small_desk
run desk rules show US
expect_exit 0
expect_output_has 'Rules of adoption 2, 2014-04-03 14:02: small.csv, 13 rows, SHA-256 '
expect_output_has 'A notice sent on Sat 3 May 2014 uses US opt_out (row 2): the row of this very code'
expect_output_has 'Sector rule, never looser: US Consumer finance: GLBA Regulation P: opt-out under conditions'
run desk rules show DE
tail -n +2 "$cli_root/output" | sed 's/adoption 2, [0-9a-f]\{12\}$/adoption 2, HASH/' >said
cat >wanted <<'END'
A notice sent on Sat 3 May 2014 uses DE opt_in (row 4): the row of this very code
CHECK WITH COUNSEL: this row is of low confidence

DE Germany: opt-in: only a yes counts
  in force     always
  window       the law fixes no number
  honour by    1 month
  citation     s.7
  confidence   low: CHECK WITH COUNSEL
  source       x
  proof        row 4 of adoption 2, HASH

Not legal advice.
END
ok diff wanted said
run desk rules show US-WY --on 2020-06-01
expect_output_has 'uses US opt_in from 2020-01-01 (row 3): no row of the region is in force'
run desk rules show france
expect_output_has 'uses ZZ hold (row 1): no row is in force: the one for every other place'
run desk rules show ZZ
expect_output_has 'the row of this very code'
run desk --as-of 2014-04-02 rules show US
expect_output_has 'No rules were adopted by then'
expect_output_has 'no row is in force, and none for every other place: the built-in hold'

begin "a new file is compared first, the looser standings before all, and changes nothing"
small_desk
small <<'END'
US,States,opt_in,,,,,asap,,2019-12-31,s.5,Custom.,high,x
DE,Germany,opt_out,30,sent,,1,months,,,s.7,,medium,x
FR,France,hold,,,,,asap,2014-01-01,,s.8,,medium,x
END
run desk rules diff small.csv
expect_exit 1
expect_error ''
expect_output <<'END'
Rows: 1 added, 1 removed, 2 changed
~ DE  Germany  opt_out, 30 days
    regime: opt_in -> opt_out
    window_days: - -> 30
    count_from: - -> sent
    confidence: low -> medium
+ FR  France  hold, from 2014-01-01
- US  States  opt_in, from 2020-01-01
~ US  States  opt_in, to 2019-12-31
    regime: opt_out -> opt_in
    window_days: 30 -> -
    count_from: sent -> -
    confidence: medium -> high

Would become disclosable: 1
A-2  Kobalt Werke GmbH  needs_yes -> silent  (nobody objected until Mon 28 Apr 2014)

Would no longer be disclosable: 2
A-1  Harbor & Pine Consulting  silent -> needs_yes  (US: silence means nothing here; only a recorded yes counts)
A-3  Borealis Foods  silent -> needs_yes  (US-CA: silence means nothing here; only a recorded yes counts)

3 of 4 standings would change: 1 would become disclosable
END
run desk accounts --columns number,standing --format tsv
expect_output_has 'A-1	silent'
run desk rules import small.csv --dry-run
expect_exit 0
expect_error 'small.csv: dry run: nothing was adopted'
expect_output_has 'A-2  Kobalt Werke GmbH  needs_yes -> silent'
run desk rules show DE
expect_output_has 'Rules of adoption 2,'

begin "adopted, it is in force for all, and a past day is told by what was known then"
small_desk
cp small.csv before.csv
small <<'END'
US,States,opt_in,,,,,asap,,,s.5,Custom.,high,x
DE,Germany,opt_in,,,,1,months,,,s.7,,low,x
END
run desk rules import ./small.csv
expect_exit 0
expect_output_has '2 of 4 standings would change: 0 would become disclosable'
expect_error 'adopted as number 3: 12 rows are in force, every standing was derived anew'
run desk accounts A-1 --columns standing --format tsv
expect_output_has 'needs_yes'
run desk --as-of yesterday accounts A-1 --columns standing --format tsv
expect_output_has 'silent'
run desk --as-of yesterday why A-1
expect_output_has 'silence may stand'
run desk --as-of yesterday rules list US --format tsv
expect_output_has '2	US	States	opt_out'
run desk check
expect_error '4 accounts and their duties checked, 0 differ'
run desk verify
expect_exit 0
run desk journal kind:rules --columns text --format tsv
expect_output_has 'rules adopted: adoption 3, small.csv, 12 rows, SHA-256 '
run desk rules import small.csv
expect_exit 0
expect_output </dev/null
expect_error 'small.csv: these rules are in force already: nothing to do'
run desk rules diff small.csv
expect_exit 0
run desk rules import - <before.csv
expect_exit 0
run desk rules show US
expect_output_has 'Rules of adoption 4, 2014-05-03 14:02: standard input'
run desk accounts A-1 --columns standing --format tsv
expect_output_has 'silent'

begin "the sector rules are a file of their own"
small_desk
small <<'END'
US,Banks,opt_in,,,,,asap,,,s.9,,high,x
END
run desk rules diff small.csv --overlays
expect_exit 0
expect_output_has 'Rows: 2 added, 9 removed, 0 changed'
expect_output_has '+ US  Banks  opt_in (sector rule)'
run desk rules import small.csv --overlays
expect_exit 0
run desk rules list US --format tsv
expect_output_has 'States	opt_out'
expect_output_has 'Banks	opt_in'

begin "a row that is wrong is refused with its place, and its place is held"
small_desk
small <<'END'
US,States,opt-maybe,30,sent,calendar,,asap,,2019-12-31,s.5,Custom.,low,x
US,States,opt_in,,,,,asap,2020-01-01,2014-02-30,s.6,,high,x
DE,Germany,opt_in,,,,1,weeks,,,s.7,,medium,x
FR,France,opt_out,thirty,,,,asap,,,s.7,,medium,x
ES,Spain,opt_out,30,after,,,asap,,,s.7,,medium,x
IT,Italy,opt_out,30,sent,solar,,asap,,,s.7,,medium,x
PT,Portugal,opt_out,30,sent,,,asap,1850-01-01,,s.7,,medium,x
IE,Ireland,opt_out,30,sent,,,asap,2014-02-01,2014-01-01,s.7,,medium,x
Narnia,Narnia,opt_out,30,sent,,,asap,,,s.7,,medium,x
NL,Netherlands,opt_in,,,,,asap,2010-01-01,2014-12-31,s.7,,medium,x
NL,Netherlands,opt_out,30,sent,,,asap,2014-12-31,,s.7,,medium,x
JP,Japan,opt_out
END
run desk rules import small.csv
expect_exit 1
sed 's/^demur: small.csv: //' "$cli_root/error" >said
cat >wanted <<'END'
line 3, column 3: regime "opt-maybe": there are opt_out, opt_out_conditional, opt_in and hold
line 4, column 10: effective_to "2014-02-30": this is no day; write it as 2014-03-27, or leave it empty for an open end
line 5, column 8: honour_unit "weeks": there are hours, calendar_days, business_days, months, and asap without a number
line 6, column 4: window_days "thirty": give a number from 1 to 3650, or leave it empty
line 7, column 5: count_from "after": days count from sent, received, or nothing said
line 8, column 6: day_kind "solar": days are calendar or business
line 9, column 9: effective_from "1850-01-01": a rule is of the years 1900 to 2200; leave it empty for an open end
line 10, column 10: effective_to "2014-01-01": the period ends before it begins
line 11, column 1: code "Narnia": no country or region has this code; give one of ISO 3166 like US or US-CA, or ZZ
line 13, column 9: NL has a row for a part of this period already, in line 12
line 14, column 1: the row has 3 of the header's 14 cells; look for a delimiter or a line end out of place
2 rows taken, 11 refused: a hold stands in the place of each whose code can be read
adopted as number 3: 21 rows are in force, every standing was derived anew
END
ok diff wanted said
for code in US DE FR ES IT PT IE JP NL; do
    run desk rules show "$code" --on 2014-12-31
    expect_output_has " uses $code hold"
done
run desk rules show NL --on 2014-12-30
expect_output_has ' uses NL opt_in'
run desk rules show NL --on 2030-01-01
expect_output_has ' uses NL hold'
run desk rules show US
expect_output_has 'Line 3 of the file was refused: regime "opt-maybe"'
run desk accounts A-1 --columns standing --format tsv
expect_output_has 'needs_yes'
run desk rules import small.csv
expect_exit 1
expect_error 'nothing to do'

begin "a region that cannot be read does not fall through to its country"
make_desk
export DEMUR_NOW=2014-05-03T19:02:00Z
small <<'END'
US,States,opt_out,30,sent,calendar,,asap,,,s.5,,high,x
US-CALIFORNIA,California,opt_in,,,,,asap,,,s.6,,high,x
END
quietly_fails() {
    "$@" >"$cli_root/quiet" 2>&1 && cli_fail "this should have had findings: $*"
}
quietly_fails desk rules import small.csv
run desk accounts A-3 --columns standing --format tsv
expect_output_has 'needs_yes'

begin "a file that cannot be read at all changes nothing"
small_desk
printf 'code,name\nUS,States\n' >bad.csv
run desk rules import bad.csv
expect_exit 3
expect_error 'bad.csv: '
expect_error 'window_days'
{
    printf '%s\n' "$head"
    printf 'US,States,often,,,,,asap,,,,,high,x\n'
} >bad.csv
run desk rules import bad.csv
expect_exit 3
expect_error 'bad.csv: there is no rule in it that can be read: regime "often"'
printf '%s\n' "$head" >bad.csv
run desk rules import bad.csv
expect_exit 3
{
    printf '%s\n' "$head"
    printf 'ZZ,Elsewhere,hold,,,,,asap,,,\351crit,,high,x\n'
} >bad.csv
run desk rules import bad.csv
expect_exit 3
expect_error 'bad.csv: '
expect_error '2'
run desk rules diff bad.csv --charset ISO-8859-1
expect_exit 1
expect_output_has 'citation: (none) -> écrit'
{
    printf '%s\n' "$head"
    printf 'ZZ,Elsewhere,hold,,,,,asap,,,,,high,x\nUS,St\000ates,opt_out,30,sent,,,asap,,,,,high,x\n'
} >bad.csv
run desk rules diff bad.csv
expect_exit 1
expect_error 'bad.csv: line 3, column 6: there is a NUL byte'
expect_output_has '~ US    hold'
run desk rules diff nothing.csv
expect_exit 3
run desk rules show US
expect_output_has 'Rules of adoption 2,'
expect_form

begin "a file without a row for every other place says what stands there"
small_desk
sed '/^ZZ/d' small.csv >no.csv
run desk rules diff no.csv
expect_error 'no.csv: there is no row ZZ: the built-in hold stands for every place without a row'
expect_output_has '- ZZ  Elsewhere  hold'

begin "only a lead adopts, nobody does on a desk for reading, and words are checked"
small_desk
small <<'END'
US,States,opt_in,,,,,asap,,,s.5,,high,x
END
run desk --agent lee rules import small.csv
expect_exit 1
expect_error 'ask a lead'
expect_output </dev/null
run desk --read-only rules import small.csv
expect_exit 1
expect_error 'open for reading only'
run desk rules
expect_exit 2
run desk rules drop
expect_exit 2
expect_error 'rules drop: there are list, show, diff and import'
run desk rules diff
expect_exit 2
expect_error 'it goes demur rules diff FILE'
run desk rules show Atlantis
expect_exit 2
expect_error 'Atlantis: no country or region has this code'
run desk rules list XX
expect_exit 2
run desk rules diff small.csv --on 2014-03-27
expect_exit 2
expect_error '--on does not go with rules diff'
run desk rules list --on never
expect_exit 2
run desk rules show DE
expect_output_has 'Rules of adoption 2,'
expect_form

begin "hostile words in a file reach no terminal"
small_desk
printf '%s\nZZ,E\033[31mlse,hold,,,,,asap,,,\033]0;x\007,,high,x\nUS,\033[2J,op\033[1mt,,,,,asap,,,,,high,x\n' "$head" >bad.csv
run desk rules import bad.csv
run cat "$cli_root/error"
expect_error ''
for command in "rules list" "rules show US" "rules show ZZ" "why A-1" "journal kind:rules"; do
    # shellcheck disable=SC2086
    desk $command >out.txt 2>&1
    ok test "$(tr -d '\n' <out.txt | LC_ALL=C tr -d '\040-\377' | wc -c)" = 0
done

finish
