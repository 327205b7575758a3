/* Mail providers that anybody may have an address with: their domain says nothing of a company. */
#ifndef DEMUR_CORE_MAIL_PROVIDER_H
#define DEMUR_CORE_MAIL_PROVIDER_H

#include <stdbool.h>

/* True for the domain of one, or a name below it ("mail.example"), without regard to the case of ASCII
 * letters. */
bool mail_provider_is_public(const char *domain);

#endif
