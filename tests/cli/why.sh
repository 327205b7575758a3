#!/bin/sh
# Why an account may be disclosed or not: the whole proof of each of the ten standings, and what is said where there is no
# account or no time zone.
. "$abs_top_srcdir/tests/lib/cli.sh"
. "$abs_top_srcdir/tests/lib/desk.sh"

# Leaves the desk of tests/lib/why.sh in desk.db; it is made once.
why_desk() {
    [ -s "$cli_root/why.db" ] || { quietly sh "$abs_top_srcdir/tests/lib/why.sh" && cp desk.db "$cli_root/why.db"; }
    cp "$cli_root/why.db" desk.db
    export DEMUR_NOW=2014-05-06T15:00:00Z
}

begin "objected: an opt-out is in force"
why_desk
run desk why A-1
expect_exit 1
expect_output <<'END'
Harbor & Pine Consulting  A-1
May be disclosed on Tue 6 May 2014? NO: objected
Because an opt-out by mail of 1 Apr 2014 is in force.
Not to be asked again before Wed 1 Apr 2015: objected on 1 Apr 2014.

place: US, of the account: the strictest of the account and 1 contact
rule: US United States (federal default), opt-out: silence may stand
  in force since ever, row 124 of adoption 1, hash 380911caded2
  No general federal statute; FTC Act s.5 (15 USC 45) holds a sender to its own notice; 30 days borrowed from 12 CFR 1016.10(a)(3)
  confidence medium
notice 1: to contact Ada Brook by e-mail, 2014-03-27 09:00 (2014-03-27T14:00:00Z), in US
  text v1, SHA-256 ff9f6754c18c, checked
  delivery: proved 2014-03-27 09:01 (2014-03-27T14:01:00Z)
  sent Thu 27 Mar 2014 at the company and at the customer
  received Thu 27 Mar 2014: proved by its delivery
  anchor Thu 27 Mar 2014: the sending
  30 calendar days: the law gives 30, the notice promises 30
  Thu 27 Mar 2014 + 30 is Sat 26 Apr 2014
  Sat 26 Apr 2014: weekend at both (US), so the next day
  Sun 27 Apr 2014: weekend at both (US), so the next day
  last day Mon 28 Apr 2014
  closes at 24:00, at the company and at the customer: Tue 29 Apr 2014 00:00 in America/Chicago, 2014-04-29T05:00:00Z
objection 1: opt-out, by mail of 2014-04-01 10:00 (2014-04-01T15:00:00Z), voice the company; in time
objected: yes, an opt-out by mail of 1 Apr 2014 is in force

US: 30 days is custom, not law, outside finance. Promise in the notice binds. See overlays.csv for sector rules.
Sector rule, never looser: US Consumer finance: GLBA Regulation P: opt-out under conditions
  15 USC 6802; 12 CFR 1016.1(b), .7, .9, .10(a)(3) (CFPB text since 2011-12-30; earlier 12 CFR 40, 216, 332, 16 CFR 313)
  Individuals' household finance only; business-purpose customers are outside. Mail: 30 days from mailing. Electronic: 30 days after acknowledged receipt.
Sector rule, never looser: US Commercial e-mail: CAN-SPAM: opt-out: silence may stand
  15 USC 7704(a)(3)-(4); 16 CFR 316.5
  Stop mail within 10 business days and do not pass the address on after a request. Opt-out link works 30 days.
Sector rule, never looser: US Affiliate marketing: FCRA s.624: opt-out under conditions
  15 USC 1681s-3; 12 CFR 1022.21-.27, esp. .24(b)
  30 days from mailing, or after an e-mail is sent to someone who agreed to e-mail, or after acknowledged receipt online. Opt-out lasts at least 5 years.

Not legal advice.
END

begin "disputed: a notice by post abroad, a dispute at lead"
why_desk
run desk why A-2
expect_exit 1
expect_output <<'END'
Thistle & Rook Ltd  A-2
May be disclosed on Tue 6 May 2014? NO: disputed
Because a dispute by letter of 2 Apr 2014 is open at level lead.
Not to be asked again before that is settled: a dispute is open.

place: GB, of the account
rule: GB United Kingdom, unclear: handled as opt-in
  in force from Wed 1 Mar 2000 to Thu 24 May 2018, row 45 of adoption 1, hash 01bd3dae8eb4
  Data Protection Act 1998 s.11, Sch.2 paras 1 and 6; ICO marketing guidance 2013
  confidence low: CHECK WITH COUNSEL
notice 2: to the company by post, 2014-03-27 09:00 (2014-03-27T14:00:00Z), in GB
  text v1, SHA-256 ff9f6754c18c, checked
  delivery: no proof
  sent Thu 27 Mar 2014 at the company and at the customer
  received Thu 10 Apr 2014: no proof, 14 calendar days allowed for post abroad
  anchor Thu 10 Apr 2014: the later of sending and receipt, the receipt
  30 calendar days: the law gives none, the notice promises 30
  Thu 10 Apr 2014 + 30 is Sat 10 May 2014
  Sat 10 May 2014: weekend at the customer (GB), weekend at the company (US), so the next day
  Sun 11 May 2014: weekend at the customer (GB), weekend at the company (US), so the next day
  last day Mon 12 May 2014
  24:00 at the customer, in Europe/London, is Mon 12 May 2014 23:00 UTC
  24:00 at the company, in America/Chicago, is Tue 13 May 2014 05:00 UTC
  closes at the later, at the company: Tue 13 May 2014 06:00 in Europe/London, Tue 13 May 2014 00:00 in America/Chicago, 2014-05-13T05:00:00Z
objection 2: disputes the basis, by letter of 2014-04-02 10:00 (2014-04-02T15:00:00Z), voice the company; dispute 1 is open at level lead; in time
objected: no, no opt-out of the whole account is in force
disputed: yes, a dispute by letter of 2 Apr 2014 is open at level lead

GB: ICO said consent is usually needed to pass customer details on; corporate contacts less strict. 28 days was regulator practice for stopping.

Not legal advice.
END

begin "held: a representative has not proved its authority"
why_desk
run desk why A-3
expect_exit 1
expect_output <<'END'
Borealis Foods  A-3
May be disclosed on Tue 6 May 2014? NO: held
Because a representative's opt-out by mail of 3 Apr 2014 has no proof of authority yet.
Not to be asked again before that is settled: a representative's claim is not settled.

place: US-CA, of the account: the strictest of the account and 1 contact
rule: US United States (federal default), opt-out: silence may stand
  in force since ever, row 124 of adoption 1, hash 380911caded2
  US-CA has no row of its own on that day: its country's counts
  No general federal statute; FTC Act s.5 (15 USC 45) holds a sender to its own notice; 30 days borrowed from 12 CFR 1016.10(a)(3)
  confidence medium
notice 3: to contact Bo Reyes by e-mail, 2014-03-27 09:00 (2014-03-27T14:00:00Z), in US-CA
  text v1, SHA-256 ff9f6754c18c, checked
  delivery: no proof
  sent Thu 27 Mar 2014 at the company and at the customer
  received Thu 27 Mar 2014: no proof, no day allowed for a message
  anchor Thu 27 Mar 2014: the sending
  30 calendar days: the law gives 30, the notice promises 30
  Thu 27 Mar 2014 + 30 is Sat 26 Apr 2014
  Sat 26 Apr 2014: weekend at the customer (US-CA), weekend at the company (US), so the next day
  Sun 27 Apr 2014: weekend at the customer (US-CA), weekend at the company (US), so the next day
  last day Mon 28 Apr 2014
  24:00 at the customer, in America/Los_Angeles, is Tue 29 Apr 2014 07:00 UTC
  24:00 at the company, in America/Chicago, is Tue 29 Apr 2014 05:00 UTC
  closes at the later, at the customer: Tue 29 Apr 2014 00:00 in America/Los_Angeles, Tue 29 Apr 2014 02:00 in America/Chicago, 2014-04-29T07:00:00Z
objection 3: opt-out, by mail of 2014-04-03 10:30 (2014-04-03T15:30:00Z), voice a representative for others (Brown & Co); authority: proof asked for; in time
objected: no, no opt-out of the whole account is in force
disputed: no, no dispute is open
held: yes, a representative's opt-out by mail of 3 Apr 2014 has no proof of authority yet

US: 30 days is custom, not law, outside finance. Promise in the notice binds. See overlays.csv for sector rules.
Sector rule, never looser: US Consumer finance: GLBA Regulation P: opt-out under conditions
  15 USC 6802; 12 CFR 1016.1(b), .7, .9, .10(a)(3) (CFPB text since 2011-12-30; earlier 12 CFR 40, 216, 332, 16 CFR 313)
  Individuals' household finance only; business-purpose customers are outside. Mail: 30 days from mailing. Electronic: 30 days after acknowledged receipt.
Sector rule, never looser: US Commercial e-mail: CAN-SPAM: opt-out: silence may stand
  15 USC 7704(a)(3)-(4); 16 CFR 316.5
  Stop mail within 10 business days and do not pass the address on after a request. Opt-out link works 30 days.
Sector rule, never looser: US Affiliate marketing: FCRA s.624: opt-out under conditions
  15 USC 1681s-3; 12 CFR 1022.21-.27, esp. .24(b)
  30 days from mailing, or after an e-mail is sent to someone who agreed to e-mail, or after acknowledged receipt online. Opt-out lasts at least 5 years.
Sector rule, never looser: US-CA Household customers: Shine the Light: opt-out under conditions
  Cal. Civ. Code 1798.83
  Household relationships only; disclosure list on request or a free opt-out policy.

Not legal advice.
END

begin "consented: a yes where silence means nothing"
why_desk
run desk why A-4
expect_exit 0
expect_output <<'END'
Cobalt Labs GmbH  A-4
May be disclosed on Tue 6 May 2014? YES: consented
Because an affirmative consent of 7 Apr 2014 is in force.

place: DE, of the account
rule: DE Germany, unclear: handled as opt-in
  in force from Tue 1 Sep 2009 to Thu 24 May 2018, row 31 of adoption 1, hash 7ef19ee1ee59
  BDSG (2009) ss.4, 4a, 28(3)-(4), 29
  confidence medium
notice 4: to the company by e-mail, 2014-03-27 09:00 (2014-03-27T14:00:00Z), in DE
  text v1, SHA-256 ff9f6754c18c, checked
  delivery: no proof
  sent Thu 27 Mar 2014 at the company and at the customer
  received Thu 27 Mar 2014: no proof, no day allowed for a message
  anchor Thu 27 Mar 2014: the later of sending and receipt, the sending
  30 calendar days: the law gives none, the notice promises 30
  Thu 27 Mar 2014 + 30 is Sat 26 Apr 2014
  Sat 26 Apr 2014: weekend at the customer (DE), weekend at the company (US), so the next day
  Sun 27 Apr 2014: weekend at the customer (DE), weekend at the company (US), so the next day
  last day Mon 28 Apr 2014
  24:00 at the customer, in Europe/Berlin, is Mon 28 Apr 2014 22:00 UTC
  24:00 at the company, in America/Chicago, is Tue 29 Apr 2014 05:00 UTC
  closes at the later, at the company: Tue 29 Apr 2014 07:00 in Europe/Berlin, Tue 29 Apr 2014 00:00 in America/Chicago, 2014-04-29T05:00:00Z
consent 1: voice the company, 2014-04-07 10:00 (2014-04-07T15:00:00Z), known by a signed paper; newer than every objection
objected: no, no opt-out of the whole account is in force
disputed: no, no dispute is open
held: no, nothing is unread, unsettled or on hold
consented: yes, an affirmative consent of 7 Apr 2014 is in force

DE: Address trade needed written consent; list data (name, job, address, birth year) could go with objection right. Phone and e-mail were not list data.

Not legal advice.
END

begin "unnotified: nothing was sent"
why_desk
run desk why A-5
expect_exit 1
expect_output <<'END'
Juniper Gate  A-5
May be disclosed on Tue 6 May 2014? NO: unnotified
Because no notice has been sent.

place: US, of the account
rule: US United States (federal default), opt-out: silence may stand
  in force since ever, row 124 of adoption 1, hash 380911caded2
  No general federal statute; FTC Act s.5 (15 USC 45) holds a sender to its own notice; 30 days borrowed from 12 CFR 1016.10(a)(3)
  confidence medium
objected: no, no opt-out of the whole account is in force
disputed: no, no dispute is open
held: no, nothing is unread, unsettled or on hold
consented: no, no affirmative consent newer than every objection
unnotified: yes, no notice has been sent

US: 30 days is custom, not law, outside finance. Promise in the notice binds. See overlays.csv for sector rules.
Sector rule, never looser: US Consumer finance: GLBA Regulation P: opt-out under conditions
  15 USC 6802; 12 CFR 1016.1(b), .7, .9, .10(a)(3) (CFPB text since 2011-12-30; earlier 12 CFR 40, 216, 332, 16 CFR 313)
  Individuals' household finance only; business-purpose customers are outside. Mail: 30 days from mailing. Electronic: 30 days after acknowledged receipt.
Sector rule, never looser: US Commercial e-mail: CAN-SPAM: opt-out: silence may stand
  15 USC 7704(a)(3)-(4); 16 CFR 316.5
  Stop mail within 10 business days and do not pass the address on after a request. Opt-out link works 30 days.
Sector rule, never looser: US Affiliate marketing: FCRA s.624: opt-out under conditions
  15 USC 1681s-3; 12 CFR 1022.21-.27, esp. .24(b)
  30 days from mailing, or after an e-mail is sent to someone who agreed to e-mail, or after acknowledged receipt online. Opt-out lasts at least 5 years.

Not legal advice.
END

begin "void: the notice bounced"
why_desk
run desk why A-6
expect_exit 1
expect_output <<'END'
Lantern Press  A-6
May be disclosed on Tue 6 May 2014? NO: void
Because the notice to a contact of 27 Mar 2014 bounced.

place: US, of the account: the strictest of the account and 1 contact
rule: US United States (federal default), opt-out: silence may stand
  in force since ever, row 124 of adoption 1, hash 380911caded2
  No general federal statute; FTC Act s.5 (15 USC 45) holds a sender to its own notice; 30 days borrowed from 12 CFR 1016.10(a)(3)
  confidence medium
notice 5: to contact Lena Price by e-mail, 2014-03-27 09:00 (2014-03-27T14:00:00Z), in US
  text v1, SHA-256 ff9f6754c18c, checked
  delivery: bounced 2014-03-27 09:05 (2014-03-27T14:05:00Z)
  sent Thu 27 Mar 2014 at the company and at the customer
  it reached nobody: its window never opened
objected: no, no opt-out of the whole account is in force
disputed: no, no dispute is open
held: no, nothing is unread, unsettled or on hold
consented: no, no affirmative consent newer than every objection
unnotified: no, a notice was sent
void: yes, the notice to a contact of 27 Mar 2014 bounced

US: 30 days is custom, not law, outside finance. Promise in the notice binds. See overlays.csv for sector rules.
Sector rule, never looser: US Consumer finance: GLBA Regulation P: opt-out under conditions
  15 USC 6802; 12 CFR 1016.1(b), .7, .9, .10(a)(3) (CFPB text since 2011-12-30; earlier 12 CFR 40, 216, 332, 16 CFR 313)
  Individuals' household finance only; business-purpose customers are outside. Mail: 30 days from mailing. Electronic: 30 days after acknowledged receipt.
Sector rule, never looser: US Commercial e-mail: CAN-SPAM: opt-out: silence may stand
  15 USC 7704(a)(3)-(4); 16 CFR 316.5
  Stop mail within 10 business days and do not pass the address on after a request. Opt-out link works 30 days.
Sector rule, never looser: US Affiliate marketing: FCRA s.624: opt-out under conditions
  15 USC 1681s-3; 12 CFR 1022.21-.27, esp. .24(b)
  30 days from mailing, or after an e-mail is sent to someone who agreed to e-mail, or after acknowledged receipt online. Opt-out lasts at least 5 years.

Not legal advice.
END

begin "needs a yes: a contact elsewhere makes the place stricter"
why_desk
run desk why A-7
expect_exit 1
expect_output <<'END'
Kobalt Werke  A-7
May be disclosed on Tue 6 May 2014? NO: needs a yes
Because DE: silence means nothing here; only a recorded yes counts.

place: DE, of contact Uwe Stein: the strictest of the account and 2 contacts
  also looked at: US of the account
rule: DE Germany, unclear: handled as opt-in
  in force from Tue 1 Sep 2009 to Thu 24 May 2018, row 31 of adoption 1, hash 7ef19ee1ee59
  BDSG (2009) ss.4, 4a, 28(3)-(4), 29
  confidence medium
notice 6: to contact Uwe Stein by e-mail, 2014-03-27 09:00 (2014-03-27T14:00:00Z), in DE
  text v1, SHA-256 ff9f6754c18c, checked
  delivery: proved 2014-03-27 09:01 (2014-03-27T14:01:00Z)
  sent Thu 27 Mar 2014 at the company and at the customer
  received Thu 27 Mar 2014: proved by its delivery
  anchor Thu 27 Mar 2014: the later of sending and receipt, the sending
  30 calendar days: the law gives none, the notice promises 30
  Thu 27 Mar 2014 + 30 is Sat 26 Apr 2014
  Sat 26 Apr 2014: weekend at the customer (DE), weekend at the company (US), so the next day
  Sun 27 Apr 2014: weekend at the customer (DE), weekend at the company (US), so the next day
  last day Mon 28 Apr 2014
  24:00 at the customer, in Europe/Berlin, is Mon 28 Apr 2014 22:00 UTC
  24:00 at the company, in America/Chicago, is Tue 29 Apr 2014 05:00 UTC
  closes at the later, at the company: Tue 29 Apr 2014 07:00 in Europe/Berlin, Tue 29 Apr 2014 00:00 in America/Chicago, 2014-04-29T05:00:00Z
objected: no, no opt-out of the whole account is in force
disputed: no, no dispute is open
held: no, nothing is unread, unsettled or on hold
consented: no, no affirmative consent newer than every objection
unnotified: no, a notice was sent
void: no, no notice failed without another in its place
needs a yes: yes, DE: silence means nothing here; only a recorded yes counts

DE: Address trade needed written consent; list data (name, job, address, birth year) could go with objection right. Phone and e-mail were not list data.

Not legal advice.
END

begin "open: the last day is a holiday"
why_desk
run desk why A-8
expect_exit 1
expect_output <<'END'
Saltmarsh Freight  A-8
May be disclosed on Tue 6 May 2014? NO: open
Because the window runs until Tue 27 May 2014.

place: US, of the account
rule: US United States (federal default), opt-out: silence may stand
  in force since ever, row 124 of adoption 1, hash 380911caded2
  No general federal statute; FTC Act s.5 (15 USC 45) holds a sender to its own notice; 30 days borrowed from 12 CFR 1016.10(a)(3)
  confidence medium
notice 10: to the company by e-mail, 2014-04-26 09:00 (2014-04-26T14:00:00Z), in US
  text v1, SHA-256 ff9f6754c18c, checked
  delivery: no proof
  sent Sat 26 Apr 2014 at the company and at the customer
  received Sat 26 Apr 2014: no proof, no day allowed for a message
  anchor Sat 26 Apr 2014: the sending
  30 calendar days: the law gives 30, the notice promises 30
  Sat 26 Apr 2014 + 30 is Mon 26 May 2014
  Mon 26 May 2014: Memorial Day at both (US), so the next day
  last day Tue 27 May 2014
  24:00 at the customer, in America/New_York, is Wed 28 May 2014 04:00 UTC
  24:00 at the company, in America/Chicago, is Wed 28 May 2014 05:00 UTC
  closes at the later, at the company: Wed 28 May 2014 01:00 in America/New_York, Wed 28 May 2014 00:00 in America/Chicago, 2014-05-28T05:00:00Z
objected: no, no opt-out of the whole account is in force
disputed: no, no dispute is open
held: no, nothing is unread, unsettled or on hold
consented: no, no affirmative consent newer than every objection
unnotified: no, a notice was sent
void: no, no notice failed without another in its place
needs a yes: no, the rule of the place lets silence count
open: yes, the window runs until Tue 27 May 2014

US: 30 days is custom, not law, outside finance. Promise in the notice binds. See overlays.csv for sector rules.
Sector rule, never looser: US Consumer finance: GLBA Regulation P: opt-out under conditions
  15 USC 6802; 12 CFR 1016.1(b), .7, .9, .10(a)(3) (CFPB text since 2011-12-30; earlier 12 CFR 40, 216, 332, 16 CFR 313)
  Individuals' household finance only; business-purpose customers are outside. Mail: 30 days from mailing. Electronic: 30 days after acknowledged receipt.
Sector rule, never looser: US Commercial e-mail: CAN-SPAM: opt-out: silence may stand
  15 USC 7704(a)(3)-(4); 16 CFR 316.5
  Stop mail within 10 business days and do not pass the address on after a request. Opt-out link works 30 days.
Sector rule, never looser: US Affiliate marketing: FCRA s.624: opt-out under conditions
  15 USC 1681s-3; 12 CFR 1022.21-.27, esp. .24(b)
  30 days from mailing, or after an e-mail is sent to someone who agreed to e-mail, or after acknowledged receipt online. Opt-out lasts at least 5 years.

Not legal advice.
END

begin "conditions: the last one is for a second agent"
why_desk
run desk why A-9
expect_exit 1
expect_output <<'END'
Wattle Grove Dairies  A-9
May be disclosed on Tue 6 May 2014? NO: conditions
Because nobody objected until Mon 28 Apr 2014, but 1 of 6 conditions of AU is not ticked.

place: AU, of the account
rule: AU Australia, opt-out under conditions
  in force from Wed 12 Mar 2014, row 6 of adoption 1, hash 9b48861b95dc
  Privacy Act 1988 Sch.1 APP 6-7; OAIC APP Guidelines ch.B, 6, 7; Spam Act 2003
  confidence medium
notice 7: to the company by e-mail, 2014-03-27 09:00 (2014-03-27T14:00:00Z), in AU
  text v1, SHA-256 ff9f6754c18c, checked
  delivery: no proof
  sent Thu 27 Mar 2014 at the company, Fri 28 Mar 2014 at the customer: the later day counts
  received Fri 28 Mar 2014: no proof, no day allowed for a message
  anchor Fri 28 Mar 2014: the later of sending and receipt, the sending
  30 calendar days: the law gives none, the notice promises 30
  Fri 28 Mar 2014 + 30 is Sun 27 Apr 2014
  Sun 27 Apr 2014: weekend at the customer (AU), weekend at the company (US), so the next day
  last day Mon 28 Apr 2014
  24:00 at the customer, in Australia/Sydney, is Mon 28 Apr 2014 14:00 UTC
  24:00 at the company, in America/Chicago, is Tue 29 Apr 2014 05:00 UTC
  closes at the later, at the company: Tue 29 Apr 2014 15:00 in Australia/Sydney, Tue 29 Apr 2014 00:00 in America/Chicago, 2014-04-29T05:00:00Z
conditions of notice 7
  [x] only data that is not sensitive, ticked by dana, 2014-05-05 10:00 (2014-05-05T15:00:00Z)
  [x] the notice names purpose and recipient, ticked by dana, 2014-05-05 10:00 (2014-05-05T15:00:00Z)
  [x] the notice is prominent and in the person's language, ticked by dana, 2014-05-05 10:00 (2014-05-05T15:00:00Z)
  [x] objecting is free and takes one step, ticked by dana, 2014-05-05 10:00 (2014-05-05T15:00:00Z)
  [x] the notice was delivered, ticked by dana, 2014-05-05 10:00 (2014-05-05T15:00:00Z)
  [ ] the window was long enough
objected: no, no opt-out of the whole account is in force
disputed: no, no dispute is open
held: no, nothing is unread, unsettled or on hold
consented: no, no affirmative consent newer than every objection
unnotified: no, a notice was sent
void: no, no notice failed without another in its place
needs a yes: no, the rule of the place lets silence count
open: no, the window is over
conditions: yes, nobody objected until Mon 28 Apr 2014, but 1 of 6 conditions of AU is not ticked

AU: Opt-out consent accepted only in limited cases: prominent, likely seen, easy, low cost, no serious effect. Stop within a reasonable time, normally 30 days at most.
Sector rule, never looser: AU Commercial e-mail: Spam Act: opt-in: only a yes counts
  Spam Act 2003 (Cth) ss.16, 18, Sch.2
  Unsubscribe takes effect within 5 business days.

Not legal advice.
END

begin "silent: of two notices, with a limited opt-out and a hold that is over"
why_desk
run desk why A-10
expect_exit 0
expect_output <<'END'
Rubber Street Gaskets  A-10
May be disclosed on Tue 6 May 2014? YES, in part: silent
Because nobody objected until Mon 28 Apr 2014.
Without what 1 limited opt-out withholds.
Not to be asked again before Wed 8 Apr 2015: objected on 8 Apr 2014.

place: US, of the account: the strictest of the account, 2 contacts and 1 subsidiary
  also looked at: US-CA of subsidiary A-11
rule: US United States (federal default), opt-out: silence may stand
  in force since ever, row 124 of adoption 1, hash 380911caded2
  No general federal statute; FTC Act s.5 (15 USC 45) holds a sender to its own notice; 30 days borrowed from 12 CFR 1016.10(a)(3)
  confidence medium
notice 8: to contact Rita Moss by e-mail, 2014-03-27 09:00 (2014-03-27T14:00:00Z), in US
  text v1, SHA-256 ff9f6754c18c, checked
  delivery: proved 2014-03-27 09:02 (2014-03-27T14:02:00Z), out of office at the time
  sent Thu 27 Mar 2014 at the company and at the customer
  received Thu 27 Mar 2014: proved by its delivery
  anchor Thu 27 Mar 2014: the sending
  30 calendar days: the law gives 30, the notice promises 30
  Thu 27 Mar 2014 + 30 is Sat 26 Apr 2014
  Sat 26 Apr 2014: weekend at both (US), so the next day
  Sun 27 Apr 2014: weekend at both (US), so the next day
  last day Mon 28 Apr 2014
  24:00 at the customer, in America/Denver, is Tue 29 Apr 2014 06:00 UTC
  24:00 at the company, in America/Chicago, is Tue 29 Apr 2014 05:00 UTC
  closes at the later, at the customer: Tue 29 Apr 2014 00:00 in America/Denver, Tue 29 Apr 2014 01:00 in America/Chicago, 2014-04-29T06:00:00Z
notice 9: to contact Sol Vance by e-mail, 2014-03-27 09:00 (2014-03-27T14:00:00Z), in US
  text v1, SHA-256 ff9f6754c18c, checked
  promised 20 days as it was recorded, 30 by its text: the larger binds
  delivery: proved 2014-03-28 08:30 (2014-03-28T13:30:00Z)
  sent Thu 27 Mar 2014 at the company and at the customer
  received Fri 28 Mar 2014: proved by its delivery
  anchor Fri 28 Mar 2014: the later of sending and receipt, the receipt
  30 calendar days: the law gives 30, the notice promises 30
  Fri 28 Mar 2014 + 30 is Sun 27 Apr 2014
  Sun 27 Apr 2014: weekend at both (US), so the next day
  last day Mon 28 Apr 2014
  24:00 at the customer, in America/Denver, is Tue 29 Apr 2014 06:00 UTC
  24:00 at the company, in America/Chicago, is Tue 29 Apr 2014 05:00 UTC
  closes at the later, at the customer: Tue 29 Apr 2014 00:00 in America/Denver, Tue 29 Apr 2014 01:00 in America/Chicago, 2014-04-29T06:00:00Z
objection 4: opt-out, by call of 2014-04-08 10:00 (2014-04-08T15:00:00Z), voice a contact for itself (contact Rita Moss); limited to telephone numbers of contacts of contact Rita Moss, to Acme Resellers; in time
hold 1: the account manager asked to wait, until Fri 11 Apr 2014; over
objected: no, no opt-out of the whole account is in force
disputed: no, no dispute is open
held: no, nothing is unread, unsettled or on hold
consented: no, no affirmative consent newer than every objection
unnotified: no, a notice was sent
void: no, no notice failed without another in its place
needs a yes: no, the rule of the place lets silence count
open: no, the window is over
conditions: no, no condition is left to tick
silent: yes, nobody objected until Mon 28 Apr 2014

US: 30 days is custom, not law, outside finance. Promise in the notice binds. See overlays.csv for sector rules.
Sector rule, never looser: US Consumer finance: GLBA Regulation P: opt-out under conditions
  15 USC 6802; 12 CFR 1016.1(b), .7, .9, .10(a)(3) (CFPB text since 2011-12-30; earlier 12 CFR 40, 216, 332, 16 CFR 313)
  Individuals' household finance only; business-purpose customers are outside. Mail: 30 days from mailing. Electronic: 30 days after acknowledged receipt.
Sector rule, never looser: US Commercial e-mail: CAN-SPAM: opt-out: silence may stand
  15 USC 7704(a)(3)-(4); 16 CFR 316.5
  Stop mail within 10 business days and do not pass the address on after a request. Opt-out link works 30 days.
Sector rule, never looser: US Affiliate marketing: FCRA s.624: opt-out under conditions
  15 USC 1681s-3; 12 CFR 1022.21-.27, esp. .24(b)
  30 days from mailing, or after an e-mail is sent to someone who agreed to e-mail, or after acknowledged receipt online. Opt-out lasts at least 5 years.

Not legal advice.
END

begin "an objection of nobody known says what is known and whose it may be"
why_desk
run desk why objection:5
expect_exit 1
expect_output <<'END'
Tied to no account: it is not known whose data must not be disclosed.
Its look-alikes can be held meanwhile; how each stands is said below.

objection 5: opt-out, by call of 2014-05-02 10:00 (2014-05-02T15:00:00Z), voice unknown; looked for and not identified
  known of who said it: name OldIron, forum name OldIron, company Rubber Street West, region US-CA
candidates, likeliest first
  A-11 Rubber Street West: company word rubber, company word street, company word west, region US-CA; stands held as a look-alike until Mon 12 May 2014
  A-10 Rubber Street Gaskets: company word rubber, company word street, region US; stands silent

`demur candidates objection:5` lists them with their scores; `demur hold --like objection:5 --days N` holds them until it is known.
END
run desk why objection:9
expect_exit 2
expect_error 'there is no objection 9'
run desk why message:1
expect_exit 2
expect_error 'there is no message 1'

begin "an objection that is tied says why of its accounts"
why_desk
desk why A-2 >wanted
run desk why objection:2
expect_exit 1
expect_output <wanted
quietly desk log A-10 --source call --voice company --ruling not_objection --text 'Just calling.'
run desk why objection:6
expect_exit 0

begin "a post of nobody known says so too"
why_desk
cat >page.txt <<'END'
Sharing our account data with resellers

OldIron
Member
12 Posts

05-05-2014 09:15 AM

We at Saltmarsh Freight object.

0 Kudos
Reply
END
quietly desk intake --as thread page.txt
run desk why message:1
expect_exit 1
expect_output <<'END'
Tied to no account: it is not known whose data must not be disclosed.
Its look-alikes can be held meanwhile; how each stands is said below.

message 1: by forum post of 2014-05-05 09:15 (2014-05-05T14:15:00Z), from OldIron; unread
  known of who said it: what the message says
candidates, likeliest first
  A-8 Saltmarsh Freight: company word saltmarsh, company word freight; stands open

`demur candidates message:1` lists them with their scores.
END

begin "a machine without time zones says that it takes each for the last on earth"
why_desk
TZDIR="$PWD/none"
export TZDIR
run desk why A-8
expect_exit 1
expect_output_has 'This machine has no time zones, so each is taken for the last on earth: install tzdata.'
expect_output_has '24:00 at the customer, in the last zone on earth as this machine has no time zones, is Wed 28 May 2014 12:00 UTC'
unset TZDIR

begin "who may be asked again, and what is promised, is said of a day gone by as well"
why_desk
run demur -f desk.db --as-of 2014-04-01 why A-1
expect_exit 1
expect_output_has 'Not to be asked again before Wed 1 Apr 2015: objected on 1 Apr 2014.'
run demur -f desk.db --as-of 2014-03-31 why A-1
expect_exit 1
expect_output_has 'NO: open'
ok sh -c '! grep -q "Not to be asked" "$0"' "$cli_root/output"

begin "what is derived is what is kept"
why_desk
run desk check
expect_exit 0

finish
