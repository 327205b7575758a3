#include "config.h"
#include "base/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void mem_end(void)
{
    fputs("demur: out of memory; close other programs and start again\n", stderr);
    abort();
}

static void *memory_or_end(void *memory)
{
    if (!memory)
        mem_end();
    return memory;
}

void *mem_new(size_t size)
{
    return memory_or_end(calloc(1, size ? size : 1));
}

void *mem_new_array(size_t count, size_t size)
{
    return memory_or_end(calloc(count ? count : 1, size ? size : 1));
}

void *mem_resize(void *old, size_t count, size_t size)
{
    size_t bytes;

    if (size && count > SIZE_MAX / size)
        mem_end();
    bytes = count * size;
    return memory_or_end(realloc(old, bytes ? bytes : 1));
}

char *mem_text_n(const char *bytes, size_t length)
{
    char *copy = mem_new(length + 1);

    if (length)
        memcpy(copy, bytes, length);
    return copy;
}

char *mem_text(const char *text)
{
    return text ? mem_text_n(text, strlen(text)) : NULL;
}

char *mem_format(const char *format, ...)
{
    va_list list, again;
    char *text;
    int length;

    va_start(list, format);
    va_copy(again, list);
    length = vsnprintf(NULL, 0, format, list);
    va_end(list);
    if (length < 0)
        length = 0;
    text = mem_new((size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}
