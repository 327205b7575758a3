#include "config.h"
#include "core/mail_provider.h"

#include <stddef.h>
#include <string.h>

#include "base/str.h"

#define PROVIDER(domain) domain,
static const char *const domains[] = {
#include "core/mail_provider.def"
};
#undef PROVIDER

bool mail_provider_is_public(const char *domain)
{
    size_t length = strlen(domain);
    for (size_t i = 0; i < sizeof domains / sizeof *domains; i++) {
        size_t own = strlen(domains[i]);
        if (own <= length && str_equal_ascii(domain + length - own, domains[i]) &&
            (own == length || domain[length - own - 1] == '.'))
            return true;
    }
    return false;
}
