#include "config.h"
#include "base/scan.h"

#include "base/ascii.h"

bool scan_digits(const char **text, int least, int most, int *number)
{
    const char *at = *text;
    int count = 0;

    *number = 0;
    while (ascii_digit(*at) && count < most) {
        *number = *number * 10 + (*at++ - '0');
        count++;
    }
    if (count < least || ascii_digit(*at))
        return false;
    *text = at;
    return true;
}

bool scan_char(const char **text, char character)
{
    if (**text != character)
        return false;
    ++*text;
    return true;
}

void scan_blanks(const char **text)
{
    while (**text == ' ' || **text == '\t')
        ++*text;
}

bool scan_ends(const char *text)
{
    scan_blanks(&text);
    return *text == '\0';
}
