#!/bin/sh
# CSV of the five kinds comes in; what cannot is told with its place, and a file that cannot changes nothing.
. "$abs_top_srcdir/tests/lib/cli.sh"
. "$abs_top_srcdir/tests/lib/desk.sh"

# Fails unless desk.db holds what it held when `keep` ran.
keep() {
    desk accounts --columns number,company,country,parent,segment,manager,zone --format csv >kept.csv 2>&1
    desk journal --format csv >kept-journal.csv 2>&1
}

expect_kept() {
    desk accounts --columns number,company,country,parent,segment,manager,zone --format csv >now.csv 2>&1
    desk journal --format csv >now-journal.csv 2>&1
    ok cmp kept.csv now.csv
    ok cmp kept-journal.csv now-journal.csv
}

begin "each kind comes in by its own header, and a second time nothing changes"
make_desk
cat >more.csv <<'END'
account number,company,country,parent,segment,manager,zone
A-5,Cobalt Labs,GB,A-2,small,kim,Europe/London
A-6,"Fine, Plain & Co",US-CA,,,lee,America/Los_Angeles
END
cat >contacts.csv <<'END'
account number,name,email,phone,country,zone,forum handle
A-1,Ada Lin,ada@harbor.example,+1 312 555 0100,US,America/Chicago,OldIron
A-5,Ben Oak,,,,,
END
cat >deliveries.csv <<'END'
account number,message id,outcome,at
A-1,<1@vendor.example>,delivered,2014-03-27 10:05
A-2,<2@vendor.example>,bounced,2014-03-28
END
cat >partners.csv <<'END'
partner,kind,region
Eastgate Systems,reseller,US
END
run desk import accounts more.csv
expect_exit 0
expect_output </dev/null
expect_error 'more.csv: read as UTF-8, delimiter comma, header in line 1'
expect_error 'more.csv: 2 rows: 2 added, 0 changed, 0 the same, 0 refused'
run desk import contacts contacts.csv
expect_exit 0
expect_error '2 rows: 1 added, 1 changed, 0 the same, 0 refused'
run desk import deliveries deliveries.csv
expect_exit 0
expect_error '2 rows: 2 added, 0 changed, 0 the same, 0 refused'
run desk import partners partners.csv
expect_exit 0
expect_error '1 rows: 1 added, 0 changed, 0 the same, 0 refused'
keep
for kind in accounts:more contacts:contacts notices:notices deliveries:deliveries partners:partners; do
    run desk import "${kind%:*}" "${kind#*:}.csv"
    expect_exit 0
    expect_error ' 0 added, 0 changed,'
    expect_error ' 0 refused'
done
expect_kept
run desk accounts --columns number,country,parent,segment,manager,zone 'A-5 or A-6'
expect_output <<'END'
account number  country  parent        segment       manager       zone
A-5             GB       A-2           small         kim           Europe/London
A-6             US-CA    -             -             lee           America/Los_Angeles
END
run desk queue kind:resend --columns duty,number
expect_output_has 'A-2'

begin "the columns that identify a row are enough; blank cells take nothing away"
make_desk
printf 'account number\nA-8\n' >few.csv
run desk import accounts few.csv
expect_exit 0
expect_error '1 rows: 1 added'
printf 'account number,company,manager\nA-1,,kim\n' >few.csv
run desk import accounts few.csv
expect_error '0 added, 1 changed'
run desk accounts A-1 --columns company,manager --format csv
expect_output_has 'Harbor & Pine Consulting,kim'
printf 'account number,message id\nA-1,<1@vendor.example>\n' >few.csv
run desk import deliveries few.csv
expect_exit 3
expect_error 'few.csv: '
expect_error 'outcome'
expect_form

begin "the delimiter is found: comma, semicolon, tab, pipe, or said"
make_desk
printf 'account number;company\nB-1;Semi, Colon\nB-2;Other\n' >list.csv
run desk import accounts list.csv
expect_error 'delimiter semicolon'
expect_error '2 rows: 2 added'
printf 'account number\tcompany\nB-3\tTab Ltd\n' >list.csv
run desk import accounts list.csv
expect_error 'delimiter tab'
printf 'account number|company\nB-4|Pipe Ltd\n' >list.csv
run desk import accounts list.csv
expect_error 'delimiter pipe'
printf 'account number^company\nB-5^Odd Ltd\n' >list.csv
run desk import accounts list.csv --delimiter '^'
expect_exit 0
printf 'sep=;\r\naccount number;company\r\nB-6;Named Ltd\r\n' >list.csv
run desk import accounts list.csv
expect_error 'delimiter semicolon, header in line 2'
run desk accounts 'B-' --columns number,company --format csv
expect_output_has 'B-1,"Semi, Colon"'
expect_output_has 'B-5,Odd Ltd'
expect_output_has 'B-6,Named Ltd'
run desk import accounts list.csv --delimiter ab
expect_exit 2
expect_form

begin "headers are matched by title, field name, synonym, or --map"
make_desk
printf 'NUMBER,Company_Name,Land\nC-1,One,DE\n' >list.csv
run desk import accounts list.csv
expect_error '1 added'
printf 'Kundennummer;Firma;Land;Betreuer\nC-2;Zwei;AT;kim\n' >list.csv
run desk import accounts list.csv
expect_error '1 added'
printf 'ref,who,where,note\nC-3,Three,FR,nothing\n' >list.csv
run desk import accounts list.csv
expect_exit 3
expect_error 'account number'
expect_error '--map'
run desk import accounts list.csv --map 'ref=account number,who=company,#3=country'
expect_exit 0
expect_error '1 added'
expect_error 'note'
run desk accounts 'number:C-' --columns number,company,country,manager
expect_output <<'END'
account number  company                       country  manager
C-1             One                           DE       -
C-2             Zwei                          AT       kim
C-3             Three                         FR       -
END
run desk import accounts list.csv --map 'ref'
expect_exit 2
expect_error 'their header=our name'
run desk import accounts list.csv --map 'ref=colour'
expect_exit 2
expect_error '"colour" is no column here'
printf 'account number,account number,company\nC-4,C-5,Two\n' >list.csv
run desk import accounts list.csv
expect_exit 3
expect_form

begin "other charsets are read by name or by their mark, and never guessed"
make_desk
printf 'account number,company\nD-1,M\374ller\n' >latin.csv
run desk import accounts latin.csv
expect_exit 3
expect_error 'latin.csv: line 2: '
expect_error '--charset'
run desk import accounts latin.csv --charset windows-1252
expect_exit 0
expect_error 'read as '
printf '\357\273\277account number,company\nD-2,M\303\274ller\n' >marked.csv
run desk import accounts marked.csv
expect_exit 0
for charset in UTF-16LE UTF-16BE UTF-16 UTF-32; do
    printf '\357\273\277account number,company\nD-%s,Zo\303\253 Ltd\n' "$charset" |
        iconv -f UTF-8 -t "${charset%??}$(printf %s "$charset" | tail -c 2)" >wide.csv
    run desk import accounts wide.csv
    expect_exit 0
    expect_error '1 rows: 1 added'
done
printf 'account number,company\nD-3,\375\n' >sjis.csv
run desk import accounts sjis.csv --charset SHIFT_JIS
expect_exit 3
expect_error 'line 2'
printf 'account number,company\nD-4,\202\263\202\255\202\347\n' >sjis.csv
run desk import accounts sjis.csv --charset SHIFT_JIS
expect_exit 0
run desk import accounts latin.csv --charset KLINGON
expect_exit 2
expect_error 'charset KLINGON: is not known'
run desk accounts D- --columns number,company --format csv
expect_output_has 'D-1,Müller'
expect_output_has 'D-2,Müller'
expect_output_has 'D-UTF-16LE,Zoë Ltd'
expect_output_has 'D-UTF-16BE,Zoë Ltd'
expect_output_has 'D-UTF-16,Zoë Ltd'
expect_output_has 'D-UTF-32,Zoë Ltd'
expect_output_has 'D-4,さくら'

begin "countries are ISO 3166-1 or 3166-2; what is no code is refused"
make_desk
cat >list.csv <<'END'
account number,company,country
E-1,One,us-ca
E-2,Two,UK
E-3,Three,Bavaria
E-4,Four,XX
E-5,Five,DE-
E-6,Six,
END
run desk import accounts list.csv
expect_exit 1
expect_error 'list.csv: line 4, column 3: no such country'
expect_error 'list.csv: line 5, column 3: no such country'
expect_error 'list.csv: line 6, column 3: no such country'
run desk accounts E- --columns number,country
expect_output_has 'US-CA'
ok test "$(desk accounts E-6 --columns country --format csv | tail -n 1 | tr -d '\r')" = '""'

begin "every refused row says line, column and reason, and nothing personal"
make_desk
cat >contacts.csv <<'END'
account number,name,email,phone,country,zone,forum handle
A-1,Ada Lin,ada.lin.harbor.example,,,,
A-99,Eve Secret,eve@secret.example,,,,
,Eve Secret,eve@secret.example,,,,
A-1,,,555,,,
A-1,Eve Secret,eve@secret.example,,QQ,,
A-1,Eve Secret,eve@secret.example,,,Mars/Base,
A-1,"Eve Secret,eve@secret.example,,,,
A-1,Eve Secret,eve@secret.example,,,,,too,many
A-1,Eve
A-1,Eve Secret,eve@secret.example,,,,
END
run desk import contacts contacts.csv
expect_exit 1
expect_error 'line 2, column 3: this is no e-mail address'
expect_error 'line 3, column 1: no such account'
expect_error 'line 4, column 1: no account number'
expect_error 'line 5, column 3: neither name nor e-mail'
expect_error 'line 6, column 5: no such country'
expect_error 'line 7, column 6: no time zone has this name; give one like Europe/Berlin'
expect_error 'line 8, column 5: '
expect_error 'line 9, '
expect_error 'line 10, '
expect_error '10 rows: 1 added, 0 changed, 0 the same, 9 refused'
ok sh -c "! grep -qiE 'secret|ada\.lin' '$cli_root/error'"
expect_form

begin "notices and deliveries with impossible days, channels and ids are refused"
make_desk
cat >bad.csv <<'END'
account number,contact email,channel,sent,days,text version,message id
A-1,a@harbor.example,pigeon,2014-03-27,30,v1,<4@vendor.example>
A-1,a@harbor.example,email,2014-13-27,30,v1,<4@vendor.example>
A-1,a@harbor.example,email,2014-05-27,30,v1,<4@vendor.example>
A-1,a@harbor.example,email,03/04/2014,30,v1,<4@vendor.example>
A-1,a@harbor.example,email,,30,v1,<4@vendor.example>
A-1,a@harbor.example,email,2014-03-27,0,v1,<4@vendor.example>
A-1,a@harbor.example,email,2014-03-27,366,v1,<4@vendor.example>
A-1,a@harbor.example,email,2014-03-27,thirty,v1,<4@vendor.example>
A-1,a.harbor.example,email,2014-03-27,30,v1,<4@vendor.example>
END
keep
run desk import notices bad.csv
expect_exit 1
expect_error 'line 2, column 3: no such channel'
expect_error 'line 3, column 4: this day cannot be read'
expect_error 'line 4, column 4: this day lies in the future'
expect_error 'line 5, column 4: this day cannot be read, or could be two days'
expect_error 'line 6, column 4: no day'
expect_error 'line 7, column 5: '
expect_error 'line 8, column 5: '
expect_error 'line 9, column 5: '
expect_error 'line 10, column 2: '
expect_error '9 rows: 0 added, 0 changed, 0 the same, 9 refused'
cat >bad.csv <<'END'
account number,message id,outcome,at
A-1,<9@vendor.example>,delivered,2014-03-27
A-1,,delivered,2014-03-27
A-1,<1@vendor.example>,lost,2014-03-27
A-1,<1@vendor.example>,bounced,yesteryear
END
run desk import deliveries bad.csv
expect_exit 1
expect_error 'line 2, column 2: no notice of this account'
expect_error 'line 3, column 2: no message id'
expect_error 'line 4, column 3: no such outcome'
expect_error 'line 5, column 4: this day cannot be read'
expect_kept

begin "an import that cannot be done leaves the file as it was"
make_desk
keep
run desk import accounts missing.csv
expect_exit 3
expect_error 'demur: missing.csv: cannot be opened: No such file or directory'
run desk import accounts .
expect_exit 3
expect_error 'is a directory'
run desk import accounts /dev/null
expect_exit 3
run desk import accounts desk.db
expect_exit 3
run desk import things accounts.csv
expect_exit 2
run desk import accounts
expect_exit 2
expect_error 'it goes demur import KIND FILE'
run desk --read-only import accounts accounts.csv
expect_exit 1
printf 'account number,company\nF-1,Good\nF-2,Bad \377\n' >half.csv
run desk import accounts half.csv
expect_exit 3
printf 'account number,company\nF-1,Good\n,Bad\n' >half.csv
run desk import accounts half.csv --rejects no/such/place.csv
expect_exit 3
expect_error 'no/such/place.csv: '
if [ -w /dev/full ]; then
    run desk import accounts half.csv --rejects /dev/full
    expect_exit 3
    expect_error 'No space left on device'
fi
expect_kept

begin "the refused rows, mended, come in by the same command"
make_desk
printf 'Our customers;;\r\nKundennummer;Firma;Land\r\nG-1;Gut;DE\r\nG-2;"M\374ller; S\366hne";QQ\r\n' >list.csv
run desk import accounts list.csv --charset windows-1252 --rejects refused.csv
expect_exit 1
expect_error 'the refused rows are in refused.csv'
printf 'Kundennummer;Firma;Land\r\nG-2;"M\374ller; S\366hne";QQ\r\n' >wanted.csv
ok cmp wanted.csv refused.csv
ok test "$(stat -c %a refused.csv)" = 600
LC_ALL=C sed 's/QQ/AT/' refused.csv >mended.csv
run desk import accounts mended.csv --charset windows-1252
expect_exit 0
run desk accounts G-2 --columns company,country --format csv
expect_output_has '"Müller; Söhne",AT'

begin "the refused rows keep header, mark and delimiter, and the input is never written over"
make_desk
printf '\357\273\277sep=^\naccount number^company^"country\nof it"\nH-1^a,b,c,d^QQ\n' >list.csv
run desk import accounts list.csv --map 'country of it=country' --rejects refused.csv
expect_exit 1
printf '\357\273\277sep=^\r\naccount number^company^"country\nof it"\r\nH-1^a,b,c,d^QQ\r\n' >wanted.csv
ok cmp wanted.csv refused.csv
LC_ALL=C sed 's/QQ/AT/' refused.csv >mended.csv
run desk import accounts mended.csv --map 'country of it=country'
expect_exit 0
expect_error '1 rows: 1 added'
run desk import accounts list.csv --rejects list.csv
expect_exit 2
expect_error 'this is the file being imported'
run desk import accounts list.csv --rejects desk.db
expect_exit 2
expect_error "this is the desk's own file"
rm -f none.csv
run desk import accounts accounts.csv --rejects none.csv
expect_exit 0
ok test ! -e none.csv

begin "a dry run says what each row would do, and changes nothing"
make_desk
cat >list.csv <<'END'
account number,company,country,manager
A-1,Harbor & Pine Consulting,US,
A-2,,FR,kim
A-5,Cobalt Labs,GB,
A-5,Cobalt Laboratories,,
A-6,No Such Place,QQ,
END
printf 'A-7,"Esc \033[31mred\033[0m\nline two",,\n' >>list.csv
keep
run desk import accounts list.csv --dry-run
expect_exit 1
expect_output <<'END'
line 3: A-2: country DE -> FR, manager - -> kim
line 4: A-5: added: company Cobalt Labs, country GB
line 5: A-5: company Cobalt Labs -> Cobalt Laboratories
line 7: A-7: added: company Esc �red� line two
END
expect_error '6 rows: 2 added, 2 changed, 1 the same, 1 refused (dry run: nothing was changed)'
expect_kept
cat >contacts.csv <<'END'
account number,name,email,phone
A-1,Ada Lin,ada@harbor.example,555
A-1,Bo Hill,,
END
run desk import contacts contacts.csv -n
expect_exit 0
expect_output <<'END'
line 2: A-1, ada@harbor.example: name - -> Ada Lin, phone - -> 555
line 3: A-1, Bo Hill: added: name Bo Hill
END
cat >more.csv <<'END'
account number,contact email,channel,sent,days
A-4,sakura@example.example,post,2014-04-01,
A-4,sakura@example.example,email,2014-04-01 10:30,45
END
run desk import notices more.csv -n
expect_output <<'END'
line 2: A-4: added: contact email sakura@example.example, channel post, sent 2014-04-01, days 30
line 3: A-4: added: contact email sakura@example.example, channel e-mail, sent 2014-04-01 10:30, days 45
END
printf 'account number,message id,outcome,at\nA-1,<1@vendor.example>,bounced,2014-03-28\n' >more.csv
run desk import deliveries more.csv -n
expect_output <<'END'
line 2: A-1: added: outcome bounced, at 2014-03-28
END
printf 'partner,kind,region\nEastgate,reseller,US\n' >more.csv
run desk import partners more.csv -n
expect_output <<'END'
line 2: Eastgate: added: kind reseller, region US
END
expect_kept

begin "standard input is a file too, and no progress is written where nobody watches"
make_desk
awk 'BEGIN { print "account number,company"; for (i = 0; i < 3000; i++) print "P-" i ",Company " i }' >many.csv
run desk import accounts - <many.csv
expect_exit 0
expect_error '3000 rows: 3000 added'
ok sh -c "! grep -q \"\$(printf '\r')\" '$cli_root/error'"
run desk accounts P- --limit 1 --columns number
expect_exit 0

begin "a country that becomes looser frees nobody before a lead has looked"
make_desk
printf 'number,email,channel,sent,days\nA-2,uwe@kobalt.example,email,2014-01-10,30\n' >old.csv
quietly desk import notices old.csv
printf 'number,country\nA-2,US\n' >moved.csv
quietly desk import accounts moved.csv
run desk accounts A-2 --columns standing,place --format tsv
expect_output <<'END'
standing	place
held	US
END
run desk why A-2
expect_exit 1
expect_output_has 'country changed from DE to US: review'
run desk queue kind:review_hold --columns number --format tsv
expect_output_has 'A-2'
printf 'number,country\nA-1,DE\n' >stricter.csv
quietly desk import accounts stricter.csv
run desk accounts A-1 --columns standing --format tsv
expect_output <<'END'
standing
needs_yes
END
printf 'number,email,country\nA-3,bo@borealis.example,DE\n' >people.csv
quietly desk import contacts people.csv
sed s/DE/US/ people.csv >back.csv
quietly desk import contacts back.csv
run desk why A-3
expect_exit 1
expect_output_has 'country of contact bo@borealis.example changed from DE to US: review'
run desk check
expect_exit 0

begin "a handle that another import replaces still holds the account for what was posted by it"
make_desk
printf 'number,email,handle\nA-3,bo@borealis.example,OldIron\n' >people.csv
quietly desk import contacts people.csv
cat >page.txt <<'END'
OldIron

12 Posts

March 28th, 2014 10:00

Plans to share our records

We object to the sharing of our data.
END
quietly desk intake page.txt --as thread
run desk accounts A-3 --columns standing --format tsv
expect_output <<'END'
standing
held
END
sed s/OldIron/Bo/ people.csv >other.csv
quietly desk import contacts other.csv
run desk accounts A-3 --columns standing --format tsv
expect_output <<'END'
standing
held
END

begin "two notices of one moment are two where their message ids differ"
make_desk
cat >two.csv <<'END'
account number,contact email,channel,sent,message id
A-4,x@sakura.example,email,2014-03-27 09:00,<7@vendor.example>
A-4,x@sakura.example,email,2014-03-27 09:00,<8@vendor.example>
A-4,x@sakura.example,email,2014-03-27 09:00,<8@vendor.example>
A-4,x@sakura.example,email,2014-03-27 09:00,
END
run desk import notices two.csv
expect_error '2 added, 0 changed, 2 the same, 0 refused'
printf 'account number,message id,outcome\nA-4,<8@vendor.example>,bounced\n' >back.csv
run desk import deliveries back.csv
expect_error '1 added'

begin "an import that is stopped while it waits for its list says so and changes nothing"
make_desk
keep
mkfifo list
demur -f desk.db import accounts list 2>stopped &
importer=$!
exec 9>list
printf 'account number,company\nF-1,One\n' >&9
kill -TERM "$importer"
# Whether the signal came before or after it began to wait.
(printf 'F-2,Two\n' >&9) 2>/dev/null || :
exec 9>&-
status=0
wait "$importer" || status=$?
ok test "$status" -eq 130
ok test "$(cat stopped)" = 'demur: list: stopped: nothing was changed'
expect_kept

finish
