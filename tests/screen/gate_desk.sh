# Makes desk.db for the screens of the gate: two accounts may go, one may not; two partners.
set -e
cat > accounts.csv <<'END'
account number,company,country
A-104,Harbor & Pine Consulting,US
A-105,Borealis Foods,US
A-201,Cobalt Labs GmbH,DE
END
cat > contacts.csv <<'END'
account number,name,email,phone
A-104,Ana Pine,ana@harbor.example,312-555-0101
END
cat > notices.csv <<'END'
account number,contact email,sent,channel,days
A-104,ana@harbor.example,2014-03-03 09:00,email,30
A-105,,2014-03-03 09:00,email,30
A-201,,2014-03-03 09:00,email,30
END
printf 'partner\nAcme Resellers\nBeta\n' > partners.csv
demur -f desk.db init --program Velocity --country US --zone UTC
demur -f desk.db import accounts accounts.csv
demur -f desk.db import contacts contacts.csv
demur -f desk.db import notices notices.csv
[ -n "$NO_PARTNERS" ] || demur -f desk.db import partners partners.csv
rm -f ./*.csv
