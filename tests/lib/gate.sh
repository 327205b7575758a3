# A desk with accounts of which some may be disclosed on 3 April 2014, for tests of the gate. Source it after cli.sh.
#
#   gate_desk      makes desk.db in the current directory: A-1 (two contacts), A-3 and A-4 (none) are silent, A-2 needs a
#                  yes, A-5's window is open; the partners are Acme Resellers and Beta

gate_desk() {
    ok demur -f desk.db init --program Velocity --country US --zone America/Chicago
    cat >accounts.csv <<'END'
account number,company,country,parent,segment,manager,zone
A-1,Harbor & Pine Consulting,US,,large,kim,America/Chicago
A-2,Kobalt Werke GmbH,DE,,large,kim,Europe/Berlin
A-3,Borealis Foods,US,,small,lee,America/Los_Angeles
A-4,=Lone Wolf,US,,small,lee,America/Los_Angeles
A-5,Late Bloom,US,,small,lee,America/Chicago
END
    cat >contacts.csv <<'END'
account number,name,email,phone,country,zone,forum handle
A-1,Ada Brook,ada@harbor.example,+1 312 555 0101,US,America/Chicago,OldIron
A-1,Al Pine,al@harbor.example,,US,America/Chicago,
A-2,Uwe Stein,uwe@kobalt.example,+49 (0)30 123456,DE,Europe/Berlin,
A-3,Bo Reyes,bo@gmail.com,213-555-0199,US,America/Los_Angeles,
END
    cat >notices.csv <<'END'
account number,contact email,channel,sent,days,text version,message id
A-1,ada@harbor.example,email,2014-03-03,30,v1,<1@vendor.example>
A-1,al@harbor.example,email,2014-03-03,30,v1,<11@vendor.example>
A-2,uwe@kobalt.example,email,2014-03-03,30,v1,<2@vendor.example>
A-3,bo@gmail.com,email,2014-03-03,30,v1,<3@vendor.example>
A-4,,email,2014-03-03,30,v1,<4@vendor.example>
A-5,,email,2014-03-27,30,v1,<5@vendor.example>
END
    printf 'partner\nAcme Resellers\nBeta\n' >partners.csv
    for gate_kind in accounts contacts notices partners; do
        ok demur -f desk.db import $gate_kind $gate_kind.csv
    done
}

# Leaves the desk of gate_desk in desk.db; it is made once a test script.
gate_desk_copy() {
    if [ -s "$cli_root/gate.db" ]; then
        cp "$cli_root/gate.db" desk.db
    else
        gate_desk
        cp desk.db "$cli_root/gate.db"
    fi
}

# The SHA-256 of a file.
gate_hash() { # FILE
    sha256sum "$1" | cut -d ' ' -f 1
}
