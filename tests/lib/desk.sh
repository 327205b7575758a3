# A small desk for tests of the command line; source it behind cli.sh.
#
#   make_desk            desk.db with four accounts and three notices, as of 2014-04-03 14:02 in Chicago
#   desk COMMAND...      runs demur on desk.db
#   quietly COMMAND...   must succeed, and what it prints does not matter
#   expect_form          every line on standard error has the form `demur: what ...`

desk() {
    demur -f desk.db "$@"
}

quietly() {
    "$@" >"$cli_root/quiet" 2>&1 && return 0
    cli_fail "this should have worked: $*"
    cli_show <"$cli_root/quiet"
}

make_desk() {
    export DEMUR_NOW=2014-04-03T19:02:00Z
    cat >accounts.csv <<'END'
account number,company,country,zone
A-1,Harbor & Pine Consulting,US,America/Chicago
A-2,Kobalt Werke GmbH,DE,Europe/Berlin
A-3,Borealis Foods,US-CA,America/Los_Angeles
A-4,株式会社さくら,JP,Asia/Tokyo
END
    cat >notices.csv <<'END'
account number,contact email,channel,sent,days,text version,message id
A-1,ada@harbor.example,email,2014-03-27,30,v1,<1@vendor.example>
A-2,uwe@kobalt.example,email,2014-03-27,30,v1,<2@vendor.example>
A-3,bo@borealis.example,email,2014-02-20,30,v1,<3@vendor.example>
END
    quietly desk init --program Velocity --country US --zone America/Chicago
    quietly desk import accounts accounts.csv
    quietly desk import notices notices.csv
}

expect_form() {
    grep -v '^demur: [^ ]' "$cli_root/error" >"$cli_root/form" || return 0
    cli_fail "\`$cli_ran\` wrote an error that does not begin with \"demur: what\":"
    cli_show <"$cli_root/form"
}
