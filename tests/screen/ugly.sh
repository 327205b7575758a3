# Makes desk.db, a desk of everything nobody wants, through the command line alone. UGLY sets the size of what comes in
# masses: 1 for the suite, 100 by hand (5,000 entries in one timeline, 2,000 duties, 300 accounts in one objection).
set -eu
size=${UGLY:-1}

# Taken as they are or refused with a sentence; anything else is broken.
try() {
    status=0
    "$@" >>ugly.log 2>&1 || status=$?
    if [ "$status" -gt 3 ]; then
        echo "$*: exit $status" | cut -c 1-300 >&2
        tail -n 20 ugly.log >&2
        exit 1
    fi
}

# One name a line, with \ as of printf.
cat >names <<'END'
\033[666mcolours\033[0m
\033]0;a title\007
\033]8;;http://link.example\033\\\\link\033]8;;\033\\\\
\033P1$r0m\033\\\\device
\033c\033[2J\033[Hclear
\033[5n\033[c\033[6nask
\033[?1000h\033[?1049lmouse
\302\2332J\302\235c1
\177del\010\010\010back
\007\007bell\016shift\017
a\tb\tc
\342\200\256gnp.exe\342\200\254
\342\201\246isolate\342\201\251\342\200\217mark
\342\200\213\342\200\213\342\201\240zero\302\255width
\357\273\277mark
e\314\201\314\202\314\203\314\204\314\205\314\206\314\207\314\210\314\211\314\212\314\213\314\214\314\215\314\216\314\217\314\220\314\221\314\222\314\223\314\224\314\225\314\226\314\227\314\230\314\231\314\232\314\233\314\234\314\235\314\236\314\237\314\240\314\241\314\242\314\243\314\244\314\245\314\246\314\247\314\250\314\251\314\252\314\253\314\254\314\255\314\256\314\257\314\260\314\261\314\262\314\263\314\264\314\265\314\266\314\267\314\270\314\271\314\272\314\273
\314\201\314\202mark first
\327\251\327\234\327\225\327\235 \330\263\331\204\330\247\331\205
\360\237\221\251\342\200\215\360\237\221\251\342\200\215\360\237\221\247\342\200\215\360\237\221\246 family
\360\237\217\264\363\240\201\247\363\240\201\242\363\240\201\245\363\240\201\256\363\240\201\247\363\240\201\277 flag
\357\274\246\357\275\225\357\275\214\357\275\214\357\274\215\357\275\227\357\275\211\357\275\204\357\275\224\357\275\210
\346\227\245\346\234\254\350\252\236\343\201\256\351\225\267\343\201\204\344\274\232\347\244\276\345\220\215\346\240\252\345\274\217\344\274\232\347\244\276\346\235\261\344\272\254\346\234\254\345\272\227\345\226\266\346\245\255\351\203\250
\340\244\225\340\245\215\340\244\267\340\244\277 \340\271\200\340\270\201\340\271\211\340\270\262
\357\277\277\356\200\200\363\260\200\200odd
\342\200\250line\342\200\251paragraph
\357\277\275
=cmd|' /C calc'!A0
=HYPERLINK("http://x.example","y")
@SUM(1+1)
+1-1
-2+3
%s%n%x%d
'; DROP TABLE account; --
../../../../etc/passwd
$(reboot)`reboot`
<script>alert(1)</script>
NULL
~
|
END
n=0
echo 'account number,company,country,segment,manager' >accounts.csv
echo 'account,name,email,handle' >contacts.csv
echo 'account,contact,channel,sent,days,version,message' >notices.csv
while IFS= read -r name; do
    n=$((n + 1))
    quoted=$(printf '%b' "$name" | sed 's/"/""/g')
    printf 'U-%d,"%s",US,"%s","%s"\n' $n "$quoted" "$quoted" "$quoted" >>accounts.csv
    printf 'U-%d,"%s",c%d@ugly.example,"%s"\n' $n "$quoted" $n "$quoted" >>contacts.csv
    printf 'U-%d,c%d@ugly.example,email,2014-03-2%dT15:00:00Z,30,"%s",<%d@ugly.example>\n' $n $n $((n % 9)) "$quoted" $n >>notices.csv
done <names
printf 'account number,company\nU-900,nul\0byte\n' >nul.csv
printf 'account number,company\nU-900,c1 \2332J \377\n' >bytes.csv
printf 'U-901,,US\nU-902,"   ",US\n,none,US\n"U 903 \033[31m",number,US\n"","",""\n\n,,,,,,,\n"open,US\n' >>accounts.csv
awk -v size="$size" 'BEGIN {
    long = "w"; while (length(long) < 1000 * size) long = long long
    printf "U-910,%s,US,,\n", long
    for (i = 1; i <= 20 * size; i++) printf "M-%d,Mass %d,US,,\n", i, i
}' >>accounts.csv
# One account with a long timeline, and many whose notices came back.
awk -v size="$size" 'BEGIN {
    for (i = 1; i <= 50 * size; i++)
        printf "U-1,c1@ugly.example,email,2014-03-%02dT%02d:%02d:%02dZ,30,v%d,<t%d@ugly.example>\n",
            1 + i % 28, i / 3600 % 24, i / 60 % 60, i % 60, i, i
    for (i = 1; i <= 20 * size; i++)
        printf "M-%d,m%d@ugly.example,email,2014-03-20T15:00:00Z,30,v1,<m%d@ugly.example>\n", i, i, i
}' >>notices.csv
awk -v size="$size" 'BEGIN { for (i = 1; i <= 20 * size; i++) printf "M-%d,Someone %d,m%d@ugly.example,\n", i, i, i }' >>contacts.csv
awk -v size="$size" 'BEGIN {
    print "account,message,outcome,at"
    for (i = 1; i <= 20 * size; i++) printf "M-%d,<m%d@ugly.example>,bounced,2014-03-21T15:00:00Z\n", i, i
}' >deliveries.csv

export DEMUR_NOW=2014-04-01T15:00:00Z
demur -f desk.db init --program "$(printf 'Ugly \033[666m\342\200\256program')" --country US --zone America/Chicago
for kind in accounts contacts notices deliveries; do
    try demur -f desk.db import $kind $kind.csv
done
try demur -f desk.db import accounts nul.csv
try demur -f desk.db import accounts bytes.csv
try demur -f desk.db import accounts bytes.csv --charset WINDOWS-1252

# Objections in the words of each, one over many accounts, one of a great length.
n=0
while IFS= read -r name; do
    n=$((n + 1))
    ruling=$(echo unread opt_out dispute question threat | cut -d ' ' -f $((n % 5 + 1)))
    words=$(printf '%b' "$name")
    try demur -f desk.db log U-$n --text "$words" --reason "$words" --ruling "$ruling"
    [ "$size" -gt 1 ] || [ $n -lt 20 ] || break
done <names
try demur -f desk.db log $(awk -v size="$size" 'BEGIN { for (i = 1; i <= 3 * size; i++) print "M-" i }') \
    --text "for all of them" --voice representative --ruling dispute
awk -v size="$size" 'BEGIN {
    for (i = 0; i < 1000 * size; i++) printf "%c", 97 + i % 26
    for (i = 0; i < 100 * size; i++) printf "\nline %d \033[666m\342\200\256 of many, with words to wrap and wrap again", i
}' | try demur -f desk.db log U-2 --text - --ruling dispute
try demur -f desk.db note U-1 "$(printf 'note\033]0;x\007\r\nnext\nlast\342\200\256')"
try demur -f desk.db hold U-3 --reason "$(printf '\033[666mheld\nheld')"
try demur -f desk.db escalate 1 legal --reason "$(printf '\033cup\302\2332J')"
try demur -f desk.db note U-1 "$(printf '\2332J')"

# A forum page whose authors are no better than the companies.
{
    n=0
    while IFS= read -r name; do
        n=$((n + 1))
        printf '%b\n\n%d Posts\n\nMarch 28th, 2014 %02d:00\n\n%b and %b\n\n' "$name" $n $((n % 24)) "$name" "$name"
    done <names
} >forum.txt
try demur -f desk.db intake forum.txt
