# Makes desk.db with an account in each of the ten standings, as of Tuesday 6 May 2014, 10:00 in Chicago.
set -e

at() { # INSTANT COMMAND...
    DEMUR_NOW=$1
    export DEMUR_NOW
    shift
    demur -f desk.db "$@"
}

cat >accounts.csv <<'END'
account number,company,country,parent,zone
A-1,Harbor & Pine Consulting,US,,America/Chicago
A-2,Thistle & Rook Ltd,GB,,Europe/London
A-3,Borealis Foods,US-CA,,America/Los_Angeles
A-4,Cobalt Labs GmbH,DE,,Europe/Berlin
A-5,Juniper Gate,US,,
A-6,Lantern Press,US,,America/New_York
A-7,Kobalt Werke,US,,America/Chicago
A-8,Saltmarsh Freight,US,,America/New_York
A-9,Wattle Grove Dairies,AU,,Australia/Sydney
A-10,Rubber Street Gaskets,US,,America/Denver
A-11,Rubber Street West,US-CA,A-10,America/Los_Angeles
END
cat >contacts.csv <<'END'
account number,name,email,country,zone
A-1,Ada Brook,ada@harbor.example,US,America/Chicago
A-3,Bo Reyes,bo@borealis.example,US-CA,America/Los_Angeles
A-6,Lena Price,lena@lantern.example,US,America/New_York
A-7,Uwe Stein,uwe@kobalt.example,DE,Europe/Berlin
A-7,Mary Hill,mary@kobalt.example,US,America/Chicago
A-10,Rita Moss,rita@rubber.example,US,America/Denver
A-10,Sol Vance,sol@rubber.example,US,
END
cat >march.csv <<'END'
account number,contact email,channel,sent,days,text version,message id
A-1,ada@harbor.example,email,2014-03-27 09:00,30,v1,<1@vendor.example>
A-2,,post,2014-03-27 09:00,30,v1,<2@vendor.example>
A-3,bo@borealis.example,email,2014-03-27 09:00,30,v1,<3@vendor.example>
A-4,,email,2014-03-27 09:00,30,v1,<4@vendor.example>
A-6,lena@lantern.example,email,2014-03-27 09:00,30,v1,<6@vendor.example>
A-7,uwe@kobalt.example,email,2014-03-27 09:00,30,v1,<7@vendor.example>
A-9,,email,2014-03-27 09:00,30,v1,<9@vendor.example>
A-10,rita@rubber.example,email,2014-03-27 09:00,30,v1,<10@vendor.example>
A-10,sol@rubber.example,email,2014-03-27 09:00,20,v1,<11@vendor.example>
END
cat >april.csv <<'END'
account number,contact email,channel,sent,days,text version,message id
A-8,,email,2014-04-26 09:00,30,v1,<8@vendor.example>
END
cat >deliveries.csv <<'END'
account number,message id,outcome,at
A-1,<1@vendor.example>,delivered,2014-03-27 09:01
A-6,<6@vendor.example>,bounced,2014-03-27 09:05
A-7,<7@vendor.example>,delivered,2014-03-27 09:01
A-10,<10@vendor.example>,out of office,2014-03-27 09:02
A-10,<11@vendor.example>,delivered,2014-03-28 08:30
END
cat >notice.txt <<'END'
Quillmark Instruments Ltd
Austin, 27 March 2014

We will share your account data with our resellers, including the following: company name, names of contacts.

If you do not want this, reply to this e-mail within 30 days.
END
printf 'partner\nAcme Resellers\n' >partners.csv
at 2014-03-26T15:00:00Z init --program Velocity --country US --zone America/Chicago
at 2014-03-26T15:00:00Z settings subsidiaries 1
at 2014-03-26T15:00:00Z text add notice.txt v1
for kind in accounts contacts partners; do
    at 2014-03-26T15:00:00Z import $kind $kind.csv
done
at 2014-03-27T20:00:00Z import notices march.csv
at 2014-03-28T20:00:00Z import deliveries deliveries.csv
at 2014-04-01T15:00:00Z log A-1 --source mail --voice company --ruling opt_out --text 'Count us out.'
at 2014-04-02T15:00:00Z log A-2 --source letter --voice company --ruling dispute --text 'Silence is no consent.'
at 2014-04-02T16:00:00Z escalate dispute:1 lead --reason 'They quote the law.'
at 2014-04-03T15:00:00Z representative add 'Brown & Co' --kind consultant --accounts A-3
at 2014-04-03T15:30:00Z representative object 'Brown & Co' --text 'We object for our clients.'
at 2014-04-04T15:00:00Z authority objection:3 asked
at 2014-04-07T15:00:00Z consent A-4 --voice company --identity signed --source letter --text 'Yes, you may.'
at 2014-04-08T15:00:00Z log A-10 --source call --voice contact --ruling opt_out --text 'Not my telephone number.'
at 2014-04-08T15:05:00Z limit objection:4 --categories contact_phone --contact rita@rubber.example \
    --speaker rita@rubber.example --to 'Acme Resellers' --reason 'She said so.'
at 2014-04-09T15:00:00Z hold A-10 --until 2014-04-11 --reason 'the account manager asked to wait'
at 2014-04-26T20:00:00Z import notices april.csv
at 2014-05-02T15:00:00Z log --unidentified --author OldIron --company 'Rubber Street West' --region US-CA \
    --source call --ruling opt_out --text 'None of you may share what I buy.'
at 2014-05-02T15:05:00Z hold A-11 --like objection:5 --days 10
for condition in not_sensitive named prominent free delivered; do
    at 2014-05-05T15:00:00Z tick $condition A-9 --words 'looked at the text'
done
