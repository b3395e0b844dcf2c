#include "sip_message.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* The line after line, or NULL when the header ends there. */
static const char *next_line(const char *line) {
    const char *end = strstr(line, "\r\n");
    return end && end[2] && end[2] != '\r' ? end + 2 : NULL;
}

/* Where the value begins when the line is a field of that name; NULL when it is another. */
static const char *value_of(const char *line, const char *name, char compact) {
    size_t length = strlen(name);
    const char *after = !strncasecmp(line, name, length) ? line + length : NULL;
    if (!after && compact && (*line | 32) == compact && (line[1] == ':' || line[1] == ' ' || line[1] == '\t')) {
        after = line + 1;
    }
    if (!after) {
        return NULL;
    }
    after += strspn(after, " \t");
    return *after == ':' ? after + 1 + strspn(after + 1, " \t") : NULL;
}

static bool copy_line(const char *value, char *to, size_t capacity) {
    size_t size = strcspn(value, "\r\n");
    if (size >= capacity) {
        return false;
    }
    memcpy(to, value, size);
    to[size] = 0;
    return true;
}

bool sip_header(const char *text, const char *name, char compact, char *to, size_t capacity) {
    for (const char *line = next_line(text); line; line = next_line(line)) {
        const char *value = value_of(line, name, compact);
        if (value) {
            return copy_line(value, to, capacity);
        }
    }
    return false;
}

static void read_tag(const char *to_header, char *tag, size_t capacity) {
    /* Behind the address, so that a parameter of the URI is not taken for it. */
    const char *end = strchr(to_header, '>');
    const char *at = strstr(end ? end : to_header, ";tag=");
    tag[0] = 0;
    if (at) {
        size_t size = strcspn(at + 5, "; \t");
        size = size < capacity ? size : capacity - 1;
        memcpy(tag, at + 5, size);
        tag[size] = 0;
    }
}

static void read_contact(const char *header, char *uri, size_t capacity) {
    const char *begin = strchr(header, '<');
    const char *from = begin ? begin + 1 : header;
    size_t size = strcspn(from, begin ? ">" : "; \t");
    size = size < capacity ? size : capacity - 1;
    memcpy(uri, from, size);
    uri[size] = 0;
}

bool sip_read(const char *text, struct sip_message *m) {
    char header[SIP_MAX_HEADER];
    memset(m, 0, sizeof *m);
    m->text = text;
    if (sscanf(text, "SIP/2.0 %3d ", &m->status) != 1 && !strstr(text, " SIP/2.0\r\n")) {
        return false;
    }
    const char *body = strstr(text, "\r\n\r\n");
    m->body = body ? body + 4 : "";
    if (!sip_header(text, "Call-ID", 'i', m->call_id, sizeof m->call_id) ||
        !sip_header(text, "CSeq", 0, header, sizeof header) || sscanf(header, "%u %15s", &m->cseq, m->method) != 2) {
        return false;
    }
    if (sip_header(text, "To", 't', header, sizeof header)) {
        read_tag(header, m->to_tag, sizeof m->to_tag);
    }
    if (sip_header(text, "Contact", 'm', header, sizeof header)) {
        read_contact(header, m->contact, sizeof m->contact);
    }
    return true;
}

/* RFC 3261 §8.2.6.2: every Via, From, To, Call-ID and CSeq of the request. */
size_t sip_write_response(char *to, size_t capacity, const struct sip_message *request, const char *status) {
    static const struct {
        const char *name;
        char compact;
    } copied[] = {{"Via", 'v'}, {"From", 'f'}, {"To", 't'}, {"Call-ID", 'i'}, {"CSeq", 0}};
    size_t length = (size_t)snprintf(to, capacity, "SIP/2.0 %s\r\n", status);
    for (const char *line = next_line(request->text); line; line = next_line(line)) {
        size_t size = strcspn(line, "\r\n") + 2;
        for (size_t i = 0; i < sizeof copied / sizeof *copied; i++) {
            if (value_of(line, copied[i].name, copied[i].compact) && length + size < capacity) {
                memcpy(to + length, line, size);
                length += size;
            }
        }
    }
    return length + (size_t)snprintf(to + length, capacity - length, "Content-Length: 0\r\n\r\n");
}
