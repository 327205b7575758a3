# Makes desk.db for the screens of forms: four accounts, two known agents, a forum page of two posts, a dispute, a hold.
set -e
cat > accounts.csv <<'END'
account number,company,country
A-104,Harbor & Pine Consulting,US
A-105,Borealis Foods,US
A-201,Cobalt Labs GmbH,DE
A-301,東京データ,JP
END
cat > contacts.csv <<'END'
account number,name,email,forum handle
A-104,Ana Pine,ana@harbor.example,
A-105,Bo Ray,bo@borealis.example,OldIron
END
cat > notices.csv <<'END'
account number,contact email,sent,channel,days
A-104,ana@harbor.example,2014-03-27 09:00,email,30
A-105,bo@borealis.example,2014-03-27 09:00,email,30
END
cat > page.txt <<'END'
Sharing our account data with resellers

OldIron
Member
12 Posts

03-28-2014 09:15 AM

Hello all,

We represent forty clinics. None of our customers agreed to this.
We object on behalf of all of them, and there is no legal basis for it.

If this goes ahead we will move to a competitor. When will you answer?

Four weeks ago we asked for a list of the resellers and got none.
We asked again a week later.
We asked a third time.
Nobody called back.

Bo

0 Kudos
Reply

LeeOfTheDesk
Community Manager
54K Posts

03-29-2014 12:05 PM

Re: Sharing our account data with resellers

We are looking into this and will answer here by Friday.

0 Kudos
Reply
END
demur -f desk.db --agent lee init --program Velocity --country US --zone UTC --days 30
demur -f desk.db import accounts accounts.csv
demur -f desk.db import contacts contacts.csv
demur -f desk.db import notices notices.csv
demur -f desk.db intake page.txt
demur -f desk.db log A-201 --source letter --ruling dispute --text 'There is no basis for this.'
demur -f desk.db hold A-105 --reason 'the partner asked to wait'
