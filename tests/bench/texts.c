#include "config.h"
#include "tests/bench/world.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const calm[] = {
    "Please do not pass our account data on to anybody.",
    "We would like our contacts to be left out of this.",
    "Our purchasing department asks you to confirm this in writing within the week.",
    "The last three orders were placed through your web shop, and we would like to keep it that way.",
    "Nobody here remembers having agreed to anything of the kind.",
    "Wir widersprechen der Weitergabe unserer Daten an Ihre Vertriebspartner ausdrücklich.",
    "Merci de ne pas transmettre nos coordonnées à des tiers, quels qu'ils soient.",
    "No autorizamos la cesión de nuestros datos a distribuidores.",
    "弊社のデータを第三者に提供しないでください。",
    "저희 회사 정보를 제3자에게 제공하지 마십시오.",
    "Мы не согласны с передачей наших данных третьим лицам.",
    "If there is a form to fill in, send it to the address on file and we will return it.",
    "Our contract of 2009 has a clause on confidentiality that covers prices and discounts.",
    "We have been a customer for nineteen years and would like to stay one.",
    "Could you tell me which partner would have received the pricing of our maintenance agreement?",
    "My colleague in accounting got the same letter under another account number.",
    "The mail went to an address that we gave up last summer, so I read it only today.",
};
static const char *const angry_words[] = {
    "Not answering is not consent, and you know that as well as I do.",
    "Who gave you permission to hand our discounts to a third party?",
    "I want to see the legal basis for this, in writing, by the end of the month.",
    "If one reseller calls me about an order I placed with you, the next rack comes from a competitor.",
    "Our counsel has been told and will write to you separately.",
    "I know two trade journalists who would very much like to read this notice.",
    "This looks like advertising, and I nearly deleted it; that cannot be how consent works.",
};

void text_add(struct random *random, struct str *out, bool angry)
{
    size_t begun = out->length, length = 200 + random_below(random, 300);

    /* One in six goes on and on. */
    if (random_chance(random, 160))
        length += random_below(random, 1400);
    while (out->length - begun < length) {
        bool loud = angry && random_chance(random, 400);

        if (out->length > begun)
            str_add(out, random_chance(random, 200) ? "\n\n" : " ");
        str_add(out, loud ? angry_words[random_below(random, COUNT(angry_words))]
                          : calm[random_below(random, COUNT(calm))]);
        if (random_chance(random, 100))
            str_add_format(out, " Our reference is %u-%u.", (unsigned)random_below(random, 10000),
                           (unsigned)random_below(random, 1000));
    }
}
