#!/bin/sh
# The texts of notices: taken in by version with what is found in them, read, checked; what a defect stops.
. "$abs_top_srcdir/tests/lib/cli.sh"
. "$abs_top_srcdir/tests/lib/desk.sh"

make_texts() {
    cat >whole.txt <<'END'
Quillmark Instruments Ltd
Austin, 27 March 2014

We will share your account data with our resellers, including the following: company name, names of contacts.

If you do not want this, reply to this e-mail within 30 days.
END
    printf 'We share your data. If you do not want this, tell us within 30 days.\n' >poor.txt
}

begin "a text is taken in by its version, item by item, and its notices stand"
make_desk
make_texts
run desk text add whole.txt v1
expect_exit 0
expect_error 'demur: each item was found by its words: notices of this version stand'
expect_output <<END
v1: kept, SHA-256 $(sha256sum <whole.txt | cut -d' ' -f1)
  found      company     names the company that would disclose: Quillmark Instruments Ltd Austin, 27 March 2014
  found      dated       is dated: Austin, 27 March 2014
  found      days        says how many days: If you do not want this, reply to this e-mail within 30 days
  found      categories  lists the categories of data: company name, names of contacts
  found      recipients  names the recipients or their class: We will share your account data with our resellers, including the following: company name~
  found      way         gives a free and simple way to object: If you do not want this, reply to this e-mail within 30 days
  found      not_letter  takes an objection otherwise than by letter: If you do not want this, reply to this e-mail within 30 days
END
run desk text add whole.txt V1
expect_exit 0
expect_output_has 'V1: in the file already'
run desk text list
expect_exit 0
expect_output <<'END'
version           notices  days  since       state
v1                      3    30  2014-04-03  checked, it has all it must say
END
run desk text show v1
expect_exit 0
expect_output_has 'check     checked, it has all it must say, by dana on 2014-04-03 14:02'
expect_output_has 'Quillmark Instruments Ltd'
run desk check
expect_exit 0

begin "what is not found leaves the notices void until somebody has read the text"
make_desk
make_texts
run desk text add poor.txt v1 --language English
expect_exit 1
expect_error 'not every item was found'
expect_output_has 'found      days        says how many days'
expect_output_has 'NOT FOUND  recipients  names the recipients or their class'
run desk why A-1
expect_exit 1
expect_output_has 'is defective: its text has not been checked'
run desk text check v1 --has company,dated,recipients,categories,way --words "the letterhead, its date, the list on page 2"
expect_exit 1
expect_error 'v1: defective: its text lets one object by letter alone'
run desk queue --columns duty,number --sort number --format tsv
expect_output <<'END'
duty	number
re-send a notice	A-1
re-send a notice	A-2
re-send a notice	A-3
END
run desk text check v1 --has not_letter --days 45 --words "a telephone number stands below"
expect_exit 0
expect_error 'v1: checked, it has all it must say'
run desk queue --columns duty --format tsv
expect_output <<'END'
duty
END
run desk accounts A-1 --columns number,last --format tsv
expect_output <<'END'
number	last
A-1	2014-05-12
END
run desk check
expect_exit 0
run desk verify
expect_exit 0

begin "the list of notices says how the text of each stands"
make_desk
make_texts
run desk notices --columns number,version,check --sort number --format tsv
expect_output <<END
number	version	check
A-1	v1	
A-2	v1	
A-3	v1	
END
printf 'account number,contact email,channel,sent,days,text version\nA-4,s@sakura.example,email,2014-04-01,30,v2\n' >more.csv
quietly desk import notices more.csv
quietly desk text add whole.txt V1
run desk notices --columns number,check --sort number --format tsv
expect_output <<END
number	check
A-1	checked
A-2	checked
A-3	checked
A-4	missing
END
desk text add poor.txt v2 >poor.out 2>&1
run desk notices check:unchecked --columns number,check --format tsv
expect_output <<END
number	check
A-4	unchecked
END
desk text check v1 --lacks dated --words "no date" 2>poor.out
run desk notices check:defective --columns number --sort number --format tsv
expect_output <<END
number
A-1
A-2
A-3
END

begin "a version keeps its text; charsets are read as elsewhere"
make_desk
make_texts
quietly desk text add whole.txt v1
sed 's/30 days/31 days/' whole.txt >other.txt
run desk text add other.txt v1
expect_exit 1
expect_error 'version "v1" is in the file with another text, which stays'
printf 'Quillmark S\344gewerk GmbH\n' >latin.txt
run desk text add latin.txt v2
expect_exit 3
expect_error 'latin.txt'
run desk text add latin.txt v2 --charset WINDOWS-1252
expect_exit 1
run desk text show v2
expect_output_has 'Quillmark Sägewerk GmbH'
expect_output_has "SHA-256   $(sha256sum <latin.txt | cut -d' ' -f1)"

begin "notices that name no version have the text without one"
make_desk
make_texts
printf 'account number,contact email,channel,sent,days\nA-4,s@sakura.example,email,2014-04-01,30\n' >plain.csv
quietly desk import notices plain.csv
quietly desk text add whole.txt v1
run desk text list
expect_output_has '(no version)            1     -  -           its text is not in the file'
quietly desk text add whole.txt
run desk text show ""
expect_exit 0
expect_output_has 'version   (of notices that name none)'

begin "who objected is not asked again before the days to cool off are over; the row is not lost"
make_desk
quietly desk log A-1 --text "No." --ruling opt_out --received 2014-03-31
cat >again.csv <<'END'
account number,contact email,channel,sent,days
A-1,ada@harbor.example,email,2014-04-02,30
A-3,bo@borealis.example,email,2014-04-02,30
END
run desk import notices again.csv --rejects rest.csv
expect_exit 1
expect_error 'again.csv: line 2, column 1: objected on 31 Mar 2014: not to be asked again before 2015-03-31'
run cat rest.csv
expect_output_has 'A-1,ada@harbor.example,email,2014-04-02,30'

begin "what is asked wrongly is said, and changes nothing"
make_desk
make_texts
quietly desk text add whole.txt v1
desk journal --format csv >before.csv
while IFS='|' read -r wanted sentence arguments; do
    eval "run desk $arguments"
    expect_exit "$wanted"
    expect_output </dev/null
    expect_error "$sentence"
    expect_form
done <<'END'
2|text throw: add, list, show or check|text throw
2|say which file holds the notice|text add
3|nowhere.txt|text add nowhere.txt v3
3|there is no text in it|text add /dev/null v3
2|no text is kept of version "v3"|text show v3
2|no text is kept of version "v3"|text check v3 --has all --words read
2|a check needs words|text check v1 --has all
2|no item is called so; there are company, dated|text check v1 --has pigeons --words read
2|both to be there and to be lacking|text check v1 --has days --lacks days --words read
2|a number from 1 to 365|text check v1 --days 0 --words read
1|open for reading only|--read-only text check v1 --has all --words read
END
desk journal --format csv >after.csv
ok cmp before.csv after.csv

finish
