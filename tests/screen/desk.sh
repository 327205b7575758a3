# Makes desk.db, the desk of the screen tests: ten invented accounts, their notices, and a forum thread taken in.
set -e
at=$(dirname "$0")/desk

# The first week: what is due then is overdue on the day of the tests.
DEMUR_NOW=2014-03-28T22:00:00Z
export DEMUR_NOW
demur -f desk.db init --program Velocity --country US --zone America/Chicago --days 30
demur -f desk.db import accounts "$at/accounts.csv"
demur -f desk.db import contacts "$at/contacts.csv"
demur -f desk.db import notices "$at/notices.csv"
demur -f desk.db import deliveries "$at/deliveries.csv"

DEMUR_NOW=2014-04-02T15:00:00Z
demur -f desk.db intake "$at/forum.txt"
