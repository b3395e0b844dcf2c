#include "json.h"

#include <ctype.h>
#include <string.h>

static const char *skip_space(const char *at) {
    while (isspace((unsigned char)*at)) {
        at++;
    }
    return at;
}

/* Past the string that begins at at, or NULL when it does not end. */
static const char *skip_string(const char *at) {
    for (at++; *at && *at != '"'; at++) {
        if (*at == '\\' && at[1]) {
            at++;
        }
    }
    return *at ? at + 1 : NULL;
}

/* Past the value that begins at at, or NULL when it does not end. */
static const char *skip_value(const char *at) {
    int depth = 0;
    do {
        at = skip_space(at);
        if (*at == '"') {
            at = skip_string(at);
            if (!at) {
                return NULL;
            }
        } else if (*at == '{' || *at == '[') {
            depth++;
            at++;
        } else if (*at == '}' || *at == ']') {
            depth--;
            at++;
        } else if (*at == ',' || *at == ':') {
            at++;
        } else if (*at) {
            at += strcspn(at, ",:{}[]\" \t\r\n");
        } else {
            return NULL;
        }
    } while (depth > 0);
    return at;
}

const char *json_member(const char *object, const char *key) {
    if (!object || *(object = skip_space(object)) != '{') {
        return NULL;
    }
    size_t length = strlen(key);
    const char *at = skip_space(object + 1);
    while (at && *at == '"') {
        const char *end = skip_string(at);
        if (!end) {
            return NULL;
        }
        bool found = (size_t)(end - at) == length + 2 && !memcmp(at + 1, key, length);
        at = skip_space(end);
        if (*at != ':') {
            return NULL;
        }
        at = skip_space(at + 1);
        if (found) {
            return at;
        }
        at = skip_value(at);
        at = at ? skip_space(at) : NULL;
        at = at && *at == ',' ? skip_space(at + 1) : NULL;
    }
    return NULL;
}

const char *json_next(const char *array_or_element) {
    if (!array_or_element) {
        return NULL;
    }
    const char *at = skip_space(array_or_element);
    if (*at == '[') {
        at = skip_space(at + 1);
        return *at == ']' || !*at ? NULL : at;
    }
    at = skip_value(at);
    at = at ? skip_space(at) : NULL;
    return at && *at == ',' ? skip_space(at + 1) : NULL;
}

bool json_string(const char *value, char *to, size_t capacity) {
    if (!value || *value != '"') {
        return false;
    }
    size_t length = strcspn(value + 1, "\"\\");
    if (value[1 + length] != '"' || length >= capacity) {
        return false;
    }
    memcpy(to, value + 1, length);
    to[length] = 0;
    return true;
}

bool json_is_true(const char *value) {
    return value && !strncmp(value, "true", 4);
}
